package store

import "nghisu/internal/committee"

func (tx *Tx) officeFounded(e committee.OfficeFounded) error {
	err := tx.put(`insert into office (office, name_vi, name_en, zone) values ($1, $2, $3, $4)
		on conflict (office) do update set name_vi = excluded.name_vi, name_en = excluded.name_en, zone = excluded.zone`,
		e.VI, e.EN, e.Zone)
	return err
}

// OfficeInfo gives the office; ok is false while it has not been founded.
func (tx *Tx) OfficeInfo() (o committee.Office, ok bool, err error) {
	return one(tx, func(o *committee.Office) []any {
		return []any{&o.ID, &o.Name.VI, &o.Name.EN, &o.Zone}
	}, "select office, name_vi, name_en, zone from office where office = $1")
}
