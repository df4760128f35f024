package store

import (
	"fmt"

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
}

// maxQueued bounds what is sent at once.
const maxQueued = 100

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
	q.of = tx.event
	if tx.queue = append(tx.queue, q); len(tx.queue) >= maxQueued {
		tx.flush()
	}
	return tx.failed
}

func notThere(what string) error { return fmt.Errorf("store: %s is not there to be changed", what) }

// flush sends what is queued in one message, behind what stands ahead of it on
// the link, and remembers the first error.
func (tx *Tx) flush() {
	moves := tx.moves()
	if len(moves)+len(tx.queue) == 0 {
		return
	}
	list := make([]queued, 0, len(tx.link.ahead)+len(moves)+len(tx.queue))
	for _, text := range tx.link.ahead {
		list = append(list, queued{text: text})
	}
	ahead := len(list)
	list = append(append(list, moves...), tx.queue...)
	tx.queue, tx.link.ahead = nil, nil
	fail := func(i int, err error) {
		err = tx.fail(list[i].text, err)
		if i < ahead {
			tx.link.broken = err
		} else if of := list[i].of; of != "" {
			tx.failed = fmt.Errorf("%s: %w", of, err)
		}
	}
	var b pgx.Batch
	var stop error // a test's, before the statement at which the message ends
	for _, q := range list {
		if stop = tx.link.show(q.text); stop != nil {
			break
		}
		b.Queue(q.text, q.args...)
	}
	err := tx.link.conn.Raw(func(c any) error {
		answers := c.(*stdlib.Conn).Conn().SendBatch(tx.ctx, &b)
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
	case tx.failed != nil:
	case err != nil:
		fail(0, err)
	case stop != nil:
		fail(b.Len(), stop)
	}
}
