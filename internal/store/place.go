package store

import (
	"cmp"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"

	"nghisu/internal/committee"
)

// place is where a body's acts stand: the sequence number of its newest one, and
// the time by which that one is folded.
type place struct {
	seq, foldAt int64
	held        bool // the row is locked by this transaction: nobody else moves it
	moved       bool // and is still to be written
}

// spot names a body of an office, or for "" the office itself.
type spot struct {
	office committee.OfficeID
	body   string
}

// places are the places of bodies as a transaction knows them. They are written
// once, when it ends: commands of a batch bump one body again and again.
type places map[spot]place

// NextSeq bumps a body's sequence, or the office's own for "", and gives its
// new value: 1, 2, 3 … without gaps. The body must have been named to
// [Store.Write].
func (tx *Tx) NextSeq(body committee.BodyKey) (int64, error) {
	if !slices.Contains(tx.bodies, string(body)) {
		return 0, fmt.Errorf("store: sequence of body %q, which the command did not name", body)
	}
	p, err := tx.hold(body)
	if err == nil && (tx.over || tx.failed != nil) {
		err = tx.usable()
	}
	if err != nil {
		return 0, err
	}
	p.seq, p.moved = p.seq+1, true
	tx.places[spot{tx.office, string(body)}] = p
	return p.seq, nil
}

// hold gives the place of a body that nobody else moves until the transaction
// ends. On a server it was locked when the transaction began; a file has but one
// writer.
func (tx *Tx) hold(body committee.BodyKey) (p place, err error) {
	if p = tx.places[spot{tx.office, string(body)}]; p.held {
		return p, nil
	}
	err = tx.row([]any{&p.seq, &p.foldAt}, "select seq, fold_at from body_seq where office = $1 and body = $2", body)
	if errors.Is(err, sql.ErrNoRows) {
		_, err = tx.exec("insert into body_seq (office, body, seq) values ($1, $2, 0)", body)
	}
	p.held = true
	return p, err
}

// foldAfter gives the place in the folding order of an act entered at an
// instant: that instant, but never before the act that precedes it in its body.
func (tx *Tx) foldAfter(body committee.BodyKey, entered int64) (int64, error) {
	p := tx.places[spot{tx.office, string(body)}]
	if !p.held {
		err := tx.row([]any{&p.foldAt}, "select fold_at from body_seq where office = $1 and body = $2", body)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return 0, err
		}
	}
	if entered <= p.foldAt {
		return p.foldAt, nil
	}
	if p.held {
		p.foldAt, p.moved = entered, true
		tx.places[spot{tx.office, string(body)}] = p
		return entered, nil
	}
	return entered, tx.later(queued{
		text: "update body_seq set fold_at = $1 where office = $2 and body = $3",
		args: []any{entered, string(tx.office), string(body)}, // a replay has no sequence to move
	})
}

// placed writes the places that were moved, for a command that reads the table of
// them: a server is told of them before any statement, a file only here.
func (tx *Tx) placed() error {
	if tx.link.engine == Postgres || tx.reading {
		return nil
	}
	for _, q := range tx.places.moves(tx.number) {
		if _, err := tx.run(q.text, q.args); err != nil {
			return err
		}
	}
	return nil
}

// moves are the writes of the places that were moved, as those of a command. The
// rows are held, so they are there.
func (p places) moves(number int) (list []queued) {
	for _, at := range slices.SortedFunc(maps.Keys(p), func(a, b spot) int {
		return cmp.Or(cmp.Compare(a.office, b.office), cmp.Compare(a.body, b.body))
	}) {
		to := p[at]
		if !to.moved {
			continue
		}
		to.moved = false
		p[at] = to
		list = append(list, queued{
			text:   "update body_seq set seq = $1, fold_at = $2 where office = $3 and body = $4",
			args:   []any{to.seq, to.foldAt, string(at.office), at.body},
			number: number,
		})
	}
	return list
}
