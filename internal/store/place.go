package store

import (
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

// places are the places of bodies as a transaction knows them.
type places map[string]place

// NextSeq bumps a body's sequence, or the office's own for "", and gives its
// new value: 1, 2, 3 … without gaps. The body must have been named to
// [Store.Write].
func (tx *Tx) NextSeq(body committee.BodyKey) (int64, error) {
	if !slices.Contains(tx.bodies, string(body)) {
		return 0, fmt.Errorf("store: sequence of body %q, which the command did not name", body)
	}
	if p := tx.places[string(body)]; p.held {
		if tx.over || tx.failed != nil {
			return 0, tx.usable()
		}
		p.seq, p.moved = p.seq+1, true
		tx.places[string(body)] = p
		return p.seq, nil
	}
	var p place
	err := tx.row([]any{&p.seq, &p.foldAt}, `insert into body_seq (office, body, seq) values ($1, $2, 1)
		on conflict (office, body) do update set seq = body_seq.seq + 1 returning seq, fold_at`, body)
	if err == nil && tx.places != nil {
		tx.places[string(body)] = p
	}
	return p.seq, err
}

// foldAfter gives the place in the folding order of an act entered at an
// instant: that instant, but never before the act that precedes it in its body.
func (tx *Tx) foldAfter(body committee.BodyKey, entered int64) (int64, error) {
	p, known := tx.places[string(body)]
	if !known {
		err := tx.row([]any{&p.foldAt}, "select fold_at from body_seq where office = $1 and body = $2", body)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return 0, err
		}
	}
	if entered <= p.foldAt {
		return p.foldAt, nil
	}
	p.foldAt = entered
	if p.held {
		p.moved = true
		tx.places[string(body)] = p
		return entered, nil
	}
	if known {
		tx.places[string(body)] = p
	}
	return entered, tx.later(queued{
		text: "update body_seq set fold_at = $1 where office = $2 and body = $3",
		args: []any{entered, string(tx.office), string(body)}, // a replay has no sequence to move
	})
}

// moves are the writes of the places that were moved, as those of a command. The
// rows are held, so they are there.
func (p places) moves(office committee.OfficeID, number int) (list []queued) {
	for _, body := range slices.Sorted(maps.Keys(p)) {
		at := p[body]
		if !at.moved {
			continue
		}
		at.moved = false
		p[body] = at
		list = append(list, queued{
			text:   "update body_seq set seq = $1, fold_at = $2 where office = $3 and body = $4",
			args:   []any{at.seq, at.foldAt, string(office), body},
			number: number,
		})
	}
	return list
}
