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

// flush sends what is queued in one message and remembers the first error.
func (tx *Tx) flush() {
	list := tx.queue
	tx.queue = nil
	var b pgx.Batch
	for _, q := range list {
		if err := tx.link.show(q.text); err != nil {
			_ = tx.fail(q.text, err)
			return
		}
		b.Queue(q.text, q.args...)
	}
	err := tx.link.conn.Raw(func(c any) error {
		answers := c.(*stdlib.Conn).Conn().SendBatch(tx.ctx, &b)
		for _, q := range list {
			tag, err := answers.Exec()
			if err == nil && tag.RowsAffected() == 0 && q.what != "" {
				err = notThere(q.what)
			}
			if err != nil {
				_ = tx.fail(q.text, err)
				if q.of != "" {
					tx.failed = fmt.Errorf("%s: %w", q.of, tx.failed)
				}
				break
			}
		}
		return answers.Close()
	})
	if err != nil && tx.failed == nil {
		_ = tx.fail(list[0].text, err)
	}
}
