package store

import "nghisu/internal/committee"

func (tx *Tx) decisionRecorded(e committee.DecisionRecorded) error {
	err := tx.put(`insert into decision (office, id, body, kind, number, title, date_from, date_to, effect, signed_by, corrects)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		e.ID, e.Body, e.Kind, e.Number, e.Title, e.DateFrom, e.DateTo, e.Effect, e.SignedBy, e.Corrects)
	return err
}

const decisionColumns = "select id, body, kind, number, title, date_from, date_to, effect, signed_by, corrects from decision where office = $1"

func scanDecision(d *committee.Decision) []any {
	return []any{&d.ID, &d.Body, &d.Kind, &d.Number, &d.Title, &d.Date.From, &d.Date.To, &d.Effect, &d.SignedBy, &d.Corrects}
}

// Decisions lists the decisions on a body, or those of the office itself for
// "", by day of effect.
func (tx *Tx) Decisions(body committee.BodyKey) ([]committee.Decision, error) {
	return list(tx, scanDecision, decisionColumns+" and body = $2 order by effect, id", body)
}

// Decision gives one decision.
func (tx *Tx) Decision(id committee.DecisionID) (d committee.Decision, ok bool, err error) {
	return one(tx, scanDecision, decisionColumns+" and id = $2", id)
}
