package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// queued is a write that waits to be sent with the next ones. A server is asked
// once for all that a command writes and not once for each row; a file answers
// at once, so there nothing is queued.
type queued struct {
	text string
	args []any
	what string // must touch at least one row of this; empty: any number will do
	of   string // the event that it is part of, for errors

	number int // of the command in its batch
}

// nobody is the number of statements that belong to no command.
const nobody = -1

// maxQueued bounds what is sent at once.
const maxQueued = 100

// fault is what a statement met that was sent with others, and whose it was.
type fault struct {
	number int
	err    error
}

// put is [Tx.exec] for a write whose count of rows nobody asks for. On a server
// its error may come from a later call or at the end of the command.
func (tx *Tx) put(text string, args ...any) error {
	return tx.later(queued{text: text, args: tx.args(args)})
}

// alter is [Tx.change] on the same terms.
func (tx *Tx) alter(what, text string, args ...any) error {
	all := make([]any, len(args))
	for i, a := range args {
		all[i] = plain(a)
	}
	return tx.later(queued{text: text, args: all, what: what})
}

func (tx *Tx) later(q queued) error {
	if tx.link.engine != Postgres {
		n, err := tx.run(q.text, q.args)
		if err == nil && n == 0 && q.what != "" {
			err = notThere(q.what)
		}
		return err
	}
	if tx.over {
		return errOver
	}
	if tx.failed != nil {
		return tx.failed
	}
	q.of, q.number = tx.event, tx.number
	if tx.queue = append(tx.queue, q); len(tx.queue) >= maxQueued {
		tx.flush()
	}
	return tx.failed
}

func notThere(what string) error { return fmt.Errorf("store: %s is not there to be changed", what) }

// unsure reports whether something is queued that must touch a row, which only
// the answer tells.
func (tx *Tx) unsure() bool {
	return slices.ContainsFunc(tx.queue, func(q queued) bool { return q.what != "" })
}

// flush sends what is queued, behind what stands ahead of it on the link, and
// remembers the first error.
func (tx *Tx) flush() {
	if tx.link.engine != Postgres {
		return
	}
	moves := tx.places.moves(tx.number)
	if len(tx.link.ahead)+len(moves)+len(tx.queue) == 0 {
		return
	}
	tx.sent = tx.sent || len(moves)+len(tx.queue) > 0
	tx.link.send(tx.ctx, append(moves, tx.queue...))
	tx.queue = nil
	if f := tx.link.fault; f != nil {
		tx.failed = f.err
		if f.number == tx.number {
			tx.link.fault = nil
		}
	}
}

// send sends statements in one message, behind those that stand ahead of them,
// and notes the first fault. It tells whether the last one was sent.
func (l *link) send(ctx context.Context, more []queued) (all bool) {
	list := append(l.ahead, more...)
	l.ahead = nil
	fail := func(i int, err error) {
		if l.fault == nil {
			l.fault = &fault{list[i].number, failure(list[i].text, err)}
			if of := list[i].of; of != "" {
				l.fault.err = fmt.Errorf("%s: %w", of, l.fault.err)
			}
		}
	}
	var b pgx.Batch
	var stop error // a test's, before the statement at which the message ends
	for _, q := range list {
		if stop = l.show(q.text); stop != nil {
			break
		}
		b.Queue(q.text, q.args...)
	}
	err := l.conn.Raw(func(c any) error {
		if b.Len() == 0 {
			return nil
		}
		answers := c.(*stdlib.Conn).Conn().SendBatch(ctx, &b)
		for i, q := range list[:b.Len()] {
			tag, err := answers.Exec()
			if err == nil && tag.RowsAffected() == 0 && q.what != "" {
				err = notThere(q.what)
			}
			if err != nil {
				fail(i, err)
				break
			}
		}
		return answers.Close()
	})
	switch {
	case err != nil:
		fail(max(0, b.Len()-1), err)
	case stop != nil:
		fail(b.Len(), stop)
	}
	return stop == nil
}
