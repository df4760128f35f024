package store

import (
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

func (tx *Tx) powerDelegated(e committee.PowerDelegated) error {
	acts, err := words(e.Acts)
	if err != nil {
		return err
	}
	err = tx.put(`insert into delegation (office, id, body, from_seat, to_seat, acts, cause, scope, meeting, since, until, revoked)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0)`,
		e.ID, e.Body, e.From, e.To, acts, e.Trigger, e.Scope, e.Meeting, e.Since, e.Until)
	return err
}

func (tx *Tx) powerRevoked(e committee.PowerRevoked) error {
	return tx.alter("delegation "+string(e.ID), "update delegation set revoked = $1 where office = $2 and id = $3", e.From, tx.office, e.ID)
}

const delegationColumns = `select id, body, from_seat, to_seat, acts, cause, scope, meeting, since, until, revoked
	from delegation where office = $1`

func scanDelegation(d *committee.Delegation) []any {
	return []any{
		&d.ID, &d.Body, &d.From, &d.To,
		jsonList[charter.Act]{&d.Acts},
		&d.Trigger, &d.Scope, &d.Meeting,
		&d.Since, &d.Until, &d.Revoked,
	}
}

// Delegations lists the delegations of a body in force on a day, or all that
// ever were for 0, oldest first.
func (tx *Tx) Delegations(body committee.BodyKey, on charter.Date) ([]committee.Delegation, error) {
	if on == 0 {
		return list(tx, scanDelegation, delegationColumns+" and body = $2 order by since, id", body)
	}
	return list(tx, scanDelegation, delegationColumns+` and body = $2 and since <= $3 and (until = 0 or until >= $3)
		and (revoked = 0 or revoked > $3) order by since, id`, body, on)
}

// Delegation gives one delegation.
func (tx *Tx) Delegation(id committee.DelegationID) (d committee.Delegation, ok bool, err error) {
	return one(tx, scanDelegation, delegationColumns+" and id = $2", id)
}
