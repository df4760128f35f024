package store

import (
	"cmp"
	"fmt"
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// handedOver keeps the line and, once an heir is named, moves the thing.
func (tx *Tx) handedOver(e committee.HandedOver) error {
	err := tx.put(`insert into handover (office, body, from_seat, kind, thing, to_seat) values ($1, $2, $3, $4, $5, $6)
		on conflict (office, body, from_seat, kind, thing) do update set to_seat = excluded.to_seat`,
		e.Body, e.From, e.Kind, e.Thing, e.To)
	if err != nil || e.To == "" {
		return err
	}
	var text string
	switch e.Kind {
	case committee.HangTask:
		text = "update task set accountable = $1, person = '' where office = $2 and id = $3 and accountable = $4"
	case committee.HangAssigner:
		text = "update task set assigner = $1 where office = $2 and id = $3 and assigner = $4"
	case committee.HangLender:
		text = "update delegation set from_seat = $1 where office = $2 and id = $3 and from_seat = $4"
	case committee.HangBorrower:
		text = "update delegation set to_seat = $1 where office = $2 and id = $3 and to_seat = $4"
	case committee.HangChair:
		text = "update meeting set chair = $1 where office = $2 and id = $3 and chair = $4"
	case committee.HangInvitation:
		text = "update invitee set seat = $1 where office = $2 and meeting = $3 and seat = $4"
	case committee.HangItem:
		text = "update agenda_item set lead_seat = $1 where office = $2 and id = $3 and lead_seat = $4"
	case committee.HangProposal:
		text = "update proposal set by_seat = $1 where office = $2 and id = $3 and by_seat = $4"
	case committee.HangSeat:
		return tx.refill(e)
	default:
		return fmt.Errorf("store: hand-over of kind %q has no place in the state tables", e.Kind)
	}
	return tx.alter(string(e.Kind)+" "+e.Thing, text, e.To, tx.office, e.Thing, e.From)
}

// refill puts the heir in the place of the ended seat from the day after that
// one's last, so that who sat before stays known.
func (tx *Tx) refill(e committee.HandedOver) error {
	var last charter.Date
	if err := tx.row([]any{&last}, "select to_day from seat where office = $1 and id = $2", e.From); err != nil {
		return fmt.Errorf("seat %s: %w", e.From, err)
	}
	first := last + 1
	if last == 0 {
		first = 0 // not ended: from the beginning
	}
	err := tx.put(`insert into seat_refill (office, seat, from_day, ref) values ($1, $2, $3, $4)
		on conflict (office, seat, from_day) do update set ref = excluded.ref`, e.Thing, first, e.To)
	return err
}

// HandOvers lists what hangs on ended seats of a body and waits for an heir; of
// every body for "".
func (tx *Tx) HandOvers(body committee.BodyKey) ([]committee.HandedOver, error) {
	var q statement
	q.add("select body, from_seat, kind, thing, to_seat from handover where office = $1 and to_seat = ''")
	if body != "" {
		q.add(" and body = ?", body)
	}
	q.add(" order by body, from_seat, kind, thing")
	return list(tx, func(h *committee.HandedOver) []any {
		return []any{&h.Body, &h.From, &h.Kind, &h.Thing, &h.To}
	}, q.text.String(), q.args...)
}

// Hangings lists the open things that hang on a seat, for its end: tasks not yet
// done, powers lent from or to it that are not revoked, meetings that begin at
// or after an instant, items of such meetings, unanswered proposals, seats
// filled through it.
func (tx *Tx) Hangings(seat committee.SeatID, after int64) ([]committee.Hanging, error) {
	const live = " and m.start_at >= $3 and m.state in ('convened', 'postponed')"
	var out []committee.Hanging
	for _, q := range []struct {
		kind committee.HangKind
		text string
		args []any
	}{
		{committee.HangTask, "select id, title from task where office = $1 and accountable = $2 and state <> 'done'", nil},
		{committee.HangAssigner, "select id, title from task where office = $1 and assigner = $2 and assigner <> '' and state <> 'done'", nil},
		{committee.HangLender, "select id, scope from delegation where office = $1 and from_seat = $2 and revoked = 0", nil},
		{committee.HangBorrower, "select id, scope from delegation where office = $1 and to_seat = $2 and revoked = 0", nil},
		{committee.HangChair, "select m.id, m.title from meeting m where m.office = $1 and m.chair = $2" + live, []any{after}},
		{committee.HangInvitation, "select m.id, m.title from invitee i join meeting m on m.office = i.office and m.id = i.meeting where i.office = $1 and i.seat = $2" + live, []any{after}},
		{committee.HangItem, "select i.id, i.title from agenda_item i join meeting m on m.office = i.office and m.id = i.meeting where i.office = $1 and i.lead_seat = $2" + live, []any{after}},
		{committee.HangProposal, "select id, reason from proposal where office = $1 and by_seat = $2 and meeting = ''", nil},
		{committee.HangSeat, "select s.id, s.role from seat s where s.office = $1 and s.fill = 'seat' and s.to_day = 0 and $2 = coalesce((select r.ref from seat_refill r where r.office = s.office and r.seat = s.id order by r.from_day desc limit 1), s.ref)", nil},
	} {
		things, err := list(tx, func(h *committee.Hanging) []any {
			h.Seat, h.Kind = seat, q.kind
			return []any{&h.Thing, &h.Name}
		}, q.text, append([]any{seat}, q.args...)...)
		if err != nil {
			return nil, err
		}
		// Sorted here: asked for in the order of their numbers, they would be looked for
		// in that order too.
		slices.SortFunc(things, func(a, b committee.Hanging) int {
			return cmp.Or(cmp.Compare(a.Thing, b.Thing), cmp.Compare(a.Name, b.Name))
		})
		out = append(out, things...)
	}
	return out, nil
}
