package store

import (
	"context"
	"errors"
	"runtime/debug"
	"slices"
	"time"

	"nghisu/internal/committee"
)

// together runs commands in one transaction and answers them, or gives back
// those that must run again alone, with what befell them in err.
func (s *Store) together(t turn, batch []*command) (lost []*command) {
	defer t.cancel()
	ctx, l := t.ctx, t.link
	for _, c := range batch {
		c.err = nil
		if t.err != nil {
			c.answer(&committee.Fault{Kind: committee.Busy, Code: "store.unreachable", Args: []string{t.err.Error()}})
		}
	}
	if t.err != nil {
		return nil
	}
	returned := false
	defer func() {
		if !returned { // by runtime.Goexit inside a command
			s.write.discard(l)
			for _, c := range batch {
				c.answer(errExited)
			}
		}
	}()
	lose := func(err error) []*command {
		returned = true
		s.write.discard(l)
		for _, c := range batch {
			if !c.answered {
				if c.err == nil {
					c.err = err
				}
				lost = append(lost, c)
			}
		}
		return lost
	}

	held, err := s.begin(ctx, l, batch)
	if err != nil {
		return lose(err)
	}
	tx := newTransaction(ctx, s, l, batch, held)
	if err := tx.carry(); err != nil {
		if !tx.doubtful(err) {
			return lose(err)
		}
		committed, askErr := s.ask(held.xid)
		if askErr != nil {
			err = &committee.Fault{Kind: committee.Conflict, Code: "store.outcome-unknown", Args: []string{askErr.Error()}}
			for _, c := range batch {
				c.answer(err)
			}
		}
		if askErr != nil || !committed {
			return lose(err)
		}
		returned = true
		s.write.discard(l)
		return s.settle(batch)
	}
	returned = true
	s.write.put(l)
	return s.settle(batch)
}

// settle answers the commands of a transaction that ended, and gives back those
// that failed for a passing reason.
func (s *Store) settle(batch []*command) (again []*command) {
	s.stats.batches.Add(1)
	for _, c := range batch {
		if !c.answered && c.err != nil && passing(c.err) {
			again = append(again, c)
			continue
		}
		c.answer(c.err)
	}
	return again
}

// begin opens the transaction and, on PostgreSQL, takes the rows of all bodies
// of the batch in key order, so that two batches never wait for each other.
func (s *Store) begin(ctx context.Context, l *link, batch []*command) (held locked, err error) {
	if s.engine != Postgres {
		_, err = l.exec(ctx, sqliteBegin)
		return held, err
	}
	office := string(batch[0].office)
	var bodies []string
	for _, c := range batch {
		bodies = append(bodies, c.bodies...)
	}
	slices.Sort(bodies)
	bodies = slices.Compact(bodies)
	for _, b := range bodies {
		if s.knows(office, b) {
			continue
		}
		// Outside the transaction, so that no lock is held while waiting.
		if _, err := l.exec(ctx, "insert into body_seq (office, body, seq) values ($1, $2, 0) on conflict do nothing", office, b); err != nil {
			return held, err
		}
		s.learn(office, b)
	}
	if held, err = beginLocked(ctx, l, office, bodies); errors.Is(err, errRowsGone) {
		s.forget(office, bodies)
	}
	return held, err
}

// guard runs fn; a panic comes back as a [*PanicError], an SQL error that fn
// swallowed as that error.
func (tx *Tx) guard(fn func(*Tx) error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{Value: v, Stack: debug.Stack()}
		}
		if err == nil {
			err = tx.failed
		}
		tx.over = true
	}()
	if err = fn(tx); err == nil && tx.unsure() {
		err = tx.usable() // sends what is queued
	}
	return err
}

// The server is asked again, for about five seconds, while it still works on a
// transaction whose connection is gone.
const (
	askAgain = 500
	askAfter = 10 * time.Millisecond
)

// ask finds out over another connection what became of a transaction.
func (s *Store) ask(xid string) (committed bool, err error) {
	ctx, cancel := s.writerContext()
	defer cancel()
	l, err := s.read.get(ctx)
	if err != nil {
		return false, err
	}
	for range askAgain {
		if committed, err = outcome(ctx, l, xid); !errors.Is(err, errStillRunning) {
			break
		}
		time.Sleep(askAfter)
	}
	if err != nil {
		s.read.discard(l)
		return false, err
	}
	s.read.put(l)
	return committed, nil
}

// turn is a connection for one transaction, or why there is none.
type turn struct {
	ctx    context.Context
	cancel context.CancelFunc
	link   *link
	err    error
}

// turn waits for a connection to write on.
func (s *Store) turn() turn {
	var t turn
	t.ctx, t.cancel = s.writerContext()
	t.link, t.err = s.write.get(t.ctx)
	return t
}

// writerContext is the writer's own context: no request can cancel it. A server
// that stops answering ends it; a file needs no such bound.
func (s *Store) writerContext() (context.Context, context.CancelFunc) {
	if s.engine == Postgres {
		return context.WithTimeout(context.Background(), 90*time.Second)
	}
	return context.Background(), func() {}
}
