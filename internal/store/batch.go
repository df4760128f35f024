package store

import (
	"context"
	"errors"
	"maps"
	"runtime/debug"
	"slices"
	"time"

	"nghisu/internal/committee"
)

// together runs commands in one transaction and answers them, or gives back
// those that must run again alone, with what befell them in err.
func (s *Store) together(batch []*command) (lost []*command) {
	ctx, cancel := s.writerContext()
	defer cancel()
	for _, c := range batch {
		c.err = nil
	}
	l, err := s.write.get(ctx)
	if err != nil {
		for _, c := range batch {
			c.answer(&committee.Fault{Kind: committee.Busy, Code: "store.unreachable", Args: []string{err.Error()}})
		}
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
	single, ran := len(batch) == 1, 0
	point := savepoint{none: !single}
	marks := marks{}
	if held.xid != "" {
		marks[batch[0].office] = held.mark
	}
	var again []*command
	for _, c := range batch {
		if err := c.ctx.Err(); err != nil {
			c.answer(err)
			continue
		}
		if err := point.set(ctx, l); err != nil {
			return lose(err)
		}
		tx := &Tx{store: s, link: l, ctx: ctx, office: c.office, bodies: c.bodies, marks: marks, places: places{}}
		maps.Copy(tx.places, held.places)
		if c.err = tx.guard(c.fn); c.err != nil {
			clear(marks)
		} else {
			for body := range held.places {
				held.places[body] = tx.places[body]
			}
		}
		if l.broken != nil {
			return lose(l.broken)
		}
		if c.err != nil && !single {
			if err := point.undo(ctx, l, tx.failed); err != nil {
				return lose(err)
			}
		}
		if ran++; c.err != nil && passing(c.err) {
			again = append(again, c)
		}
	}
	end := "commit"
	if ran == 0 || single && batch[0].err != nil {
		end = "rollback"
	}
	l.ahead = nil // a savepoint that nothing follows
	if _, err := l.exec(ctx, end); err != nil {
		if end == "commit" && unanswered(err) && held.xid != "" {
			committed, askErr := s.ask(held.xid)
			switch {
			case askErr != nil:
				err = &committee.Fault{Kind: committee.Conflict, Code: "store.outcome-unknown", Args: []string{askErr.Error()}}
				for _, c := range batch {
					c.answer(err)
				}
				return lose(err)
			case committed:
				returned = true
				s.write.discard(l)
				return s.settle(batch, again)
			}
		}
		return lose(err)
	}
	returned = true
	s.write.put(l)
	return s.settle(batch, again)
}

// settle answers the commands of a transaction that ended, except those that
// failed for a passing reason.
func (s *Store) settle(batch, again []*command) []*command {
	s.stats.batches.Add(1)
	for _, c := range batch {
		if !slices.Contains(again, c) {
			c.answer(c.err)
		}
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

// savepoint is the one that stands before each command of a batch. The zero
// value is that of a batch of one, whose whole transaction is undone instead.
type savepoint struct {
	none bool // wanted and not yet set
	used bool // set, and a command's writes follow it
}

// set puts the savepoint before the next command, behind the writes of the last.
// A server is told of it with the command's first statement.
func (p *savepoint) set(ctx context.Context, l *link) (err error) {
	var texts []string
	switch {
	case p.none:
		texts = []string{"savepoint command"}
		*p = savepoint{used: true}
	case p.used && len(l.ahead) == 0:
		texts = []string{"release savepoint command", "savepoint command"}
	}
	if l.engine == Postgres {
		l.ahead = append(l.ahead, texts...)
		return nil
	}
	for _, text := range texts {
		if _, err = l.exec(ctx, text); err != nil {
			break
		}
	}
	return err
}

// undo takes back what follows the savepoint. An error says that the
// transaction is no longer there to go on with; failed is the command's SQL
// error, if it met one.
func (p *savepoint) undo(ctx context.Context, l *link, failed error) error {
	if len(l.ahead) > 0 {
		return nil // the command sent nothing
	}
	if _, err := l.exec(ctx, "rollback to savepoint command"); err != nil {
		return err
	}
	if failed != nil && !inTransaction(l) {
		return failed
	}
	return nil
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
	if err = fn(tx); err == nil {
		err = tx.usable() // sends what is queued
	}
	return err
}

// ask finds out over another connection what became of a transaction.
func (s *Store) ask(xid string) (committed bool, err error) {
	ctx, cancel := s.writerContext()
	defer cancel()
	l, err := s.read.get(ctx)
	if err != nil {
		return false, err
	}
	if committed, err = outcome(ctx, l, xid); err != nil {
		s.read.discard(l)
		return false, err
	}
	s.read.put(l)
	return committed, nil
}

// writerContext is the writer's own context: no request can cancel it. A server
// that stops answering ends it; a file needs no such bound.
func (s *Store) writerContext() (context.Context, context.CancelFunc) {
	if s.engine == Postgres {
		return context.WithTimeout(context.Background(), 90*time.Second)
	}
	return context.Background(), func() {}
}
