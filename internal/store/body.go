package store

import (
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

func (tx *Tx) bodyEstablished(e committee.BodyEstablished) error {
	err := tx.put(`insert into body (office, body, name_vi, name_en, host, superior, standing, from_day, to_day, dissolved, reenacted, decision, closed)
		values ($1, $2, $3, $4, $5, $6, $7, $8, 0, false, $9, $10, '')`,
		e.Body, e.VI, e.EN, e.Host, e.Superior, e.Standing, e.From, e.ReEnacted, e.Decision)
	return err
}

// The seats of a body end with it.
func (tx *Tx) bodyDissolved(e committee.BodyDissolved) error {
	if err := tx.alter("body "+string(e.Body), `update body set to_day = $1, dissolved = true, closed = $2
		where office = $3 and body = $4`, e.To, e.Decision, tx.office, e.Body); err != nil {
		return err
	}
	_, err := tx.update(`update seat set to_day = $1, closed = $2 where office = $3 and body = $4 and (to_day = 0 or to_day > $5)`, e.To, e.Decision, tx.office, e.Body, e.To)
	return err
}

const bodyColumns = "body, name_vi, name_en, host, superior, standing, from_day, to_day, dissolved, reenacted"

func scanBody(b *committee.Body) []any {
	return []any{&b.Key, &b.Name.VI, &b.Name.EN, &b.Host, &b.Superior, &b.Standing, &b.From, &b.To, &b.Dissolved, &b.ReEnacted}
}

// Bodies lists the bodies that exist on a day, or all that ever did for 0, by key.
func (tx *Tx) Bodies(on charter.Date) ([]committee.Body, error) {
	if on == 0 {
		return list(tx, scanBody, "select "+bodyColumns+" from body where office = $1 order by body")
	}
	return list(tx, scanBody, "select "+bodyColumns+` from body where office = $1 and from_day <= $2
		and (to_day = 0 or to_day >= $2) order by body`, on)
}

// Body gives one body.
func (tx *Tx) Body(key committee.BodyKey) (b committee.Body, ok bool, err error) {
	return one(tx, scanBody, "select "+bodyColumns+" from body where office = $1 and body = $2", key)
}
