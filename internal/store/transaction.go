package store

import (
	"context"
	"errors"
	"maps"

	"github.com/jackc/pgx/v5/pgconn"
)

// transaction is a batch of commands on its way. A file carries out each
// statement as it comes, and first without savepoints, which cost it a fifth of
// its time: should a command fail after it has written, all is taken back and
// begins anew with them. A server is told of the writes of many commands in one
// message, the last ones with the commit, so that what became of a command may
// be known only when later ones have run: a command that failed is taken back to
// its savepoint, and those after it run once more.
type transaction struct {
	ctx    context.Context
	store  *Store
	link   *link
	batch  []*command
	point  savepoint
	places places   // of the bodies that are held
	before []places // as they were before each command
	marks  marks
	ended  bool // the server was told to commit
}

func newTransaction(ctx context.Context, s *Store, l *link, batch []*command, held locked) *transaction {
	t := &transaction{ctx: ctx, store: s, link: l, batch: batch, places: held.places, before: make([]places, len(batch)), marks: marks{}}
	t.point.none = len(batch) == 1
	if l.engine == Postgres {
		t.marks[batch[0].office] = held.mark
	} else {
		t.places, t.point.spared = places{}, !t.point.none
	}
	return t
}

// carry runs every command and ends the transaction. An error says that it is
// lost, or that nobody knows; see [transaction.doubtful].
func (t *transaction) carry() (err error) {
	for next := 0; err == nil; {
		switch {
		case next < len(t.batch):
			next, err = t.run(next)
		default:
			if next, err = t.end(); err == nil && next == len(t.batch) {
				return nil
			}
		}
	}
	return err
}

// run runs one command and tells which one is next.
func (t *transaction) run(i int) (next int, err error) {
	c, l := t.batch[i], t.link
	c.err = nil
	if err := c.ctx.Err(); err != nil {
		c.answer(err)
		return i + 1, nil
	}
	if err := t.point.set(t.ctx, l); err != nil {
		return i, err
	}
	tx := &Tx{store: t.store, link: l, ctx: t.ctx, office: c.office, bodies: c.bodies, marks: t.marks, places: t.places, number: i}
	t.before[i], l.wrote = maps.Clone(t.places), false
	c.err = tx.guard(c.fn)
	if l.fault != nil {
		return t.back()
	}
	if c.err != nil {
		clear(t.marks)
		t.places = t.before[i]
		if t.point.spared && (l.wrote || tx.failed != nil) {
			return t.anew()
		}
		return i + 1, t.point.undo(t.ctx, l, tx)
	}
	l.ahead = append(l.ahead, tx.queue...)
	if len(l.ahead) >= maxQueued {
		if l.send(t.ctx, nil); l.fault != nil {
			return t.back()
		}
	}
	return i + 1, nil
}

// anew begins the transaction of a file once more, now with savepoints: commands
// that ran well run again.
func (t *transaction) anew() (next int, err error) {
	for _, text := range []string{"rollback", sqliteBegin} {
		if _, err := t.link.exec(t.ctx, text); err != nil {
			return 0, err
		}
	}
	clear(t.marks)
	t.places, t.point.spared = places{}, false
	return 0, nil
}

// back takes the transaction back to before the command whose statement met a
// fault, and tells which one is next.
func (t *transaction) back() (next int, err error) {
	f := t.link.fault
	t.link.ahead, t.link.fault = nil, nil
	if f.number == nobody {
		return 0, f.err
	}
	for _, c := range t.batch[f.number+1:] {
		if !c.answered {
			c.err = nil
		}
	}
	t.batch[f.number].err = f.err
	clear(t.marks)
	t.places = t.before[f.number]
	return f.number + 1, t.point.back(t.ctx, t.link, f.err)
}

// end commits what the commands did. Where one turns out to have failed it tells
// which one is next.
func (t *transaction) end() (next int, err error) {
	l, all := t.link, len(t.batch)
	ran := 0
	for _, c := range t.batch {
		if !c.answered {
			ran++
		}
	}
	if ran == 0 || t.point.none && t.batch[0].err != nil {
		l.ahead = nil
		_, err := l.exec(t.ctx, "rollback")
		return all, err
	}
	if l.engine != Postgres {
		for _, q := range append(t.places.moves(nobody), queued{text: "commit"}) {
			if _, err := l.exec(t.ctx, q.text, q.args...); err != nil {
				return all, err
			}
		}
		return all, nil
	}
	for len(l.ahead) > 0 && l.ahead[len(l.ahead)-1].number == nobody {
		l.ahead = l.ahead[:len(l.ahead)-1] // a savepoint that nothing follows
	}
	t.ended = l.send(t.ctx, append(t.places.moves(nobody), queued{text: "commit", number: nobody}))
	switch {
	case l.fault == nil:
		return all, nil
	case t.doubtful(l.fault.err):
		return all, l.fault.err
	}
	t.ended = false
	return t.back()
}

// doubtful reports whether an error leaves open what became of the transaction:
// the commit was sent, and the server has not refused a statement before it.
func (t *transaction) doubtful(err error) bool {
	var refused *pgconn.PgError
	return t.ended && !(errors.As(err, &refused) && refused.Severity == "ERROR")
}

// savepoint is the one that stands before each command of a batch.
type savepoint struct {
	none   bool // a batch of one: its whole transaction is undone instead
	spared bool // not set until a command fails after it has written
	used   bool // it was set before
}

// set puts the savepoint before the next command, behind the writes of the last.
// A server is told of it with the command's first statement.
func (p *savepoint) set(ctx context.Context, l *link) (err error) {
	var texts []string
	switch {
	case p.none, p.spared:
	case !p.used:
		texts = []string{"savepoint command"}
		p.used = true
	case len(l.ahead) == 0 || l.ahead[len(l.ahead)-1].number != nobody:
		texts = []string{"release savepoint command", "savepoint command"}
	}
	for _, text := range texts {
		if l.engine == Postgres {
			l.ahead = append(l.ahead, queued{text: text, number: nobody})
		} else if _, err = l.exec(ctx, text); err != nil {
			break
		}
	}
	return err
}

// undo takes back what a command has written. An error says that the
// transaction is no longer there to go on with.
func (p *savepoint) undo(ctx context.Context, l *link, tx *Tx) error {
	if l.engine == Postgres && !tx.sent && tx.failed == nil {
		return nil // nobody was told of anything
	}
	return p.back(ctx, l, tx.failed)
}

// back takes back what follows the savepoint; failed is the SQL error for which
// it does, if there was one.
func (p *savepoint) back(ctx context.Context, l *link, failed error) error {
	if p.none || p.spared {
		return nil
	}
	if _, err := l.exec(ctx, "rollback to savepoint command"); err != nil {
		return err
	}
	if failed != nil && !inTransaction(l) {
		return failed
	}
	return nil
}
