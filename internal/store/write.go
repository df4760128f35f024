package store

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"time"

	"nghisu/internal/committee"
)

// command is one call of [Store.Write] on its way through a lane.
type command struct {
	ctx    context.Context
	office committee.OfficeID
	bodies []string // in key order, without doubles
	fn     func(*Tx) error

	err      error // what the last run answered
	answered bool
	done     chan error
}

func (c *command) answer(err error) {
	if !c.answered {
		c.answered = true
		c.done <- err
	}
}

// lane is a writer and the commands that wait for it. It lives while it has
// commands. On SQLite there is one, on PostgreSQL one for each office and first
// body on this node.
type lane struct {
	key   string
	queue []*command
}

// PanicError is a panic of a command, given to its caller as an error.
type PanicError struct {
	Value any
	Stack []byte
}

func (e *PanicError) Error() string {
	return fmt.Sprintf("command panicked: %v\n%s", e.Value, e.Stack)
}

// errExited is the answer of a command that ended its goroutine.
var errExited = errors.New("command ended its goroutine instead of returning")

// Write runs a command over one office and the bodies whose sequences it bumps;
// no body means the office itself, "". It returns after the commit: nil says
// that the command is durable, any error that nothing of it is (with the
// exception of a Conflict fault with code store.outcome-unknown, when the server
// was lost while committing and could not be asked).
//
// Commands of one body run one after another and see each other's writes. Up to
// Options.Batch of them share a transaction, each in a savepoint; an error or a
// panic of fn (a [*PanicError]) undoes its own command only. fn may run more
// than once, in another goroutine than the caller's, so it must have no side
// effect but through its Tx, and must not call Write. The context is read
// before the command begins and never while it runs. A full queue answers a
// Busy fault with code store.busy.
func (s *Store) Write(ctx context.Context, office committee.OfficeID, bodies []committee.BodyKey, fn func(*Tx) error) error {
	if office == "" {
		return errors.New("store: a command needs an office")
	}
	if s.write == nil {
		return &committee.Fault{Kind: committee.Busy, Code: "store.read-only"}
	}
	c := &command{ctx: ctx, office: office, bodies: keys(bodies), fn: fn, done: make(chan error, 1)}
	key := "" // SQLite: the one writer
	if s.engine == Postgres {
		key = string(office) + "\x00" + c.bodies[0]
	}

	s.mu.Lock()
	l := s.lanes[key]
	switch {
	case s.closed:
		s.mu.Unlock()
		return &committee.Fault{Kind: committee.Busy, Code: "store.closed"}
	case l == nil:
		l = &lane{key: key}
		s.lanes[key] = l
		s.busy.Add(1)
		go s.drain(l)
	case len(l.queue) >= s.opt.QueueLen:
		s.mu.Unlock()
		s.stats.refused.Add(1)
		return &committee.Fault{Kind: committee.Busy, Code: "store.busy"}
	}
	l.queue = append(l.queue, c)
	s.mu.Unlock()

	err := <-c.done
	if err != nil {
		s.stats.failed.Add(1)
	} else {
		s.stats.commands.Add(1)
	}
	return err
}

// keys gives bodies in key order, each once; the office itself when there are none.
func keys(bodies []committee.BodyKey) []string {
	list := make([]string, 0, len(bodies)+1)
	for _, b := range bodies {
		list = append(list, string(b))
	}
	if len(list) == 0 {
		list = append(list, "")
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// drain runs a lane until it is empty.
func (s *Store) drain(l *lane) {
	clean := false
	defer func() {
		if clean {
			s.busy.Done()
			return
		}
		go s.drain(l) // a command ended this goroutine; the others go on
	}()
	for last := 0; ; {
		s.gather(l, last)
		if s.idle(l) {
			clean = true
			return
		}
		turn := s.turn() // a lane that waits for its turn gathers commands meanwhile
		s.mu.Lock()
		last = min(len(l.queue), s.opt.Batch)
		batch := slices.Clone(l.queue[:last])
		l.queue = slices.Delete(l.queue, 0, last)
		s.mu.Unlock()
		s.run(turn, batch)
	}
}

// idle ends a lane that has no commands.
func (s *Store) idle(l *lane) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(l.queue) > 0 {
		return false
	}
	delete(s.lanes, l.key)
	return true
}

// gathering is how often a writer lets others run before its next batch.
const gathering = 8

// gather lets those whose commands were just answered come with their next ones,
// so that these share a transaction: taken as they come, the first would run
// alone and the others wait for it. Nobody waits for a clock.
func (s *Store) gather(l *lane, last int) {
	for range gathering {
		s.mu.Lock()
		n := len(l.queue)
		s.mu.Unlock()
		if n >= max(last, 1) {
			return
		}
		runtime.Gosched()
	}
}

// attempts is how often a command is run whose transaction is lost again and again.
const attempts = 6

// run answers every command of a batch.
func (s *Store) run(turn turn, batch []*command) {
	lost := s.together(turn, batch)
	if len(lost) == 0 {
		return
	}
	// A lone command that was refused for good has had its run alone already.
	ranAlone := len(batch) == 1
	for _, c := range lost {
		for try := 0; !c.answered; try++ {
			if (try > 0 || ranAlone) && !passing(c.err) || try == attempts {
				c.answer(c.err)
				break
			}
			if try > 0 || ranAlone {
				time.Sleep(time.Duration(try*try+1) * 3 * time.Millisecond)
			}
			s.stats.retried.Add(1)
			s.together(s.turn(), []*command{c})
		}
	}
}

func (s *Store) knows(office, body string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.known[office+"\x00"+body]
}

// maxKnown bounds what a node remembers of bodies; more are asked for again.
const maxKnown = 100_000

func (s *Store) learn(office, body string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.known) >= maxKnown {
		clear(s.known)
	}
	s.known[office+"\x00"+body] = true
}

func (s *Store) forget(office string, bodies []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, b := range bodies {
		delete(s.known, office+"\x00"+b)
	}
}
