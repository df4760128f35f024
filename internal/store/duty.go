package store

import (
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

func (tx *Tx) dutyMet(e committee.DutyMet) error {
	err := tx.put(`insert into evidence (office, id, body, rule, due, kind, ref, note, met)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, e.ID, e.Body, e.Rule, e.Due, e.Kind, e.Ref, e.Note, e.Met)
	return err
}

// Evidence lists what met a body's duties due between two days, both included;
// a zero end is open.
func (tx *Tx) Evidence(body committee.BodyKey, from, to charter.Date) ([]committee.Evidence, error) {
	if to == 0 {
		to = lastDay
	}
	return list(tx, func(e *committee.Evidence) []any {
		return []any{&e.ID, &e.Body, &e.Rule, &e.Due, &e.Kind, &e.Ref, &e.Note, &e.Met}
	}, `select id, body, rule, due, kind, ref, note, met from evidence
		where office = $1 and body = $2 and due >= $3 and due <= $4 order by due, id`, body, from, to)
}

// lastDay stands for "whenever".
const lastDay charter.Date = 1<<31 - 1
