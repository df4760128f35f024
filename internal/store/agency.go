package store

import (
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// A new form of an agency ends the one before it on the day before.
func (tx *Tx) agencyRecorded(e committee.AgencyRecorded) error {
	if _, err := tx.update(`update agency set to_day = $1 where office = $2 and id = $3 and from_day < $4
		and (to_day = 0 or to_day > $5)`, e.From-1, tx.office, e.ID, e.From, e.From-1); err != nil {
		return err
	}
	err := tx.put(`insert into agency (office, id, from_day, to_day, parent, kind, code, name_vi, name_en, short, successor)
		values ($1, $2, $3, 0, $4, $5, $6, $7, $8, $9, '')
		on conflict (office, id, from_day) do update set parent = excluded.parent, kind = excluded.kind, code = excluded.code,
		name_vi = excluded.name_vi, name_en = excluded.name_en, short = excluded.short`,
		e.ID, e.From, e.Parent, e.Kind, e.Code, e.VI, e.EN, e.Short)
	return err
}

func (tx *Tx) agencyEnded(e committee.AgencyEnded) error {
	return tx.alter("agency "+string(e.ID), `update agency set to_day = $1, successor = $2
		where office = $3 and id = $4 and (to_day = 0 or to_day > $5)`, e.To, e.Successor, tx.office, e.ID, e.To)
}

const agencyColumns = "id, from_day, to_day, parent, kind, code, name_vi, name_en, short, successor"

func scanAgency(a *committee.Agency) []any {
	return []any{&a.ID, &a.From, &a.To, &a.Parent, &a.Kind, &a.Code, &a.Name.VI, &a.Name.EN, &a.Short, &a.Successor}
}

// Agencies lists every agency in its newest form, ended ones too, by id.
func (tx *Tx) Agencies() ([]committee.Agency, error) {
	return list(tx, scanAgency, "select "+agencyColumns+` from agency a where office = $1 and from_day =
		(select max(b.from_day) from agency b where b.office = $1 and b.id = a.id) order by id`)
}

// Agency gives an agency in its newest form.
func (tx *Tx) Agency(id committee.AgencyID) (a committee.Agency, ok bool, err error) {
	return one(tx, scanAgency, "select "+agencyColumns+" from agency where office = $1 and id = $2 order by from_day desc limit 1", id)
}

// AgenciesNamed gives some agencies in their newest form, in no order.
func (tx *Tx) AgenciesNamed(ids []committee.AgencyID) (out []committee.Agency, err error) {
	for part := range slices.Chunk(ids, 500) {
		var q statement
		q.add("select " + agencyColumns + " from agency where office = $1 and ")
		in(&q, "id", part)
		q.add(" order by id, from_day")
		rows, err := list(tx, scanAgency, q.text.String(), q.args...)
		if err != nil {
			return nil, err
		}
		for i, g := range rows {
			if i+1 == len(rows) || rows[i+1].ID != g.ID {
				out = append(out, g)
			}
		}
	}
	return out, nil
}

// AgencyTree lists the agencies that exist on a day, as they then are, by id;
// Parent makes the tree.
func (tx *Tx) AgencyTree(on charter.Date) ([]committee.Agency, error) {
	return list(tx, scanAgency, "select "+agencyColumns+` from agency where office = $1 and from_day <= $2
		and (to_day = 0 or to_day >= $2) order by id`, on)
}
