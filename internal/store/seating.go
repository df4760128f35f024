package store

import "nghisu/internal/committee"

func (tx *Tx) seatingArranged(e committee.SeatingArranged) error {
	if err := tx.put(`insert into seating (office, meeting, shape) values ($1, $2, $3)
		on conflict (office, meeting) do update set shape = excluded.shape`, e.Meeting, e.Shape); err != nil {
		return err
	}
	if err := tx.put("delete from seating_place where office = $1 and meeting = $2", e.Meeting); err != nil {
		return err
	}
	rows := make([][]any, len(e.Places))
	for i, p := range e.Places {
		rows[i] = []any{e.Meeting, i + 1, p.Seat, p.Agency, p.Name}
	}
	return tx.insert("seating_place (office, meeting, ord, seat, agency, name)", rows)
}

// Seating gives who sits where in a meeting, and whether anybody said so.
func (tx *Tx) Seating(meeting committee.MeetingID) (s committee.Seating, ok bool, err error) {
	s, ok, err = one(tx, func(s *committee.Seating) []any { return []any{&s.Shape} }, "select shape from seating where office = $1 and meeting = $2", meeting)
	if !ok || err != nil {
		return s, ok, err
	}
	s.Places, err = list(tx, func(p *committee.InviteeEntry) []any { return []any{&p.Seat, &p.Agency, &p.Name} },
		"select seat, agency, name from seating_place where office = $1 and meeting = $2 order by ord", meeting)
	return s, err == nil, err
}
