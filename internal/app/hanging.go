package app

import (
	"fmt"
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/register"
	"nghisu/internal/store"
)

// hangings lists what hangs on some seats that end with the day before another:
// meetings count from that day on, since those before it are still theirs.
func (k *call) hangings(seats []committee.Seat, from charter.Date) ([]committee.Hanging, error) {
	after := instant(from, k.a.zoneOf(k.tx.Office())).UnixMicro()
	var out []committee.Hanging
	for _, s := range seats {
		h, err := k.tx.Hangings(s.ID, after)
		if err != nil {
			return nil, err
		}
		out = append(out, h...)
	}
	return out, nil
}

// ending lists for hand-over at once what an act hangs on a seat whose last day
// is decided already: when the seat ended, nobody knew of it.
func (k *call) ending(events []committee.Event) ([]committee.Event, error) {
	type hung struct {
		seat  committee.SeatID
		kind  committee.HangKind
		thing string
	}
	var body committee.BodyKey
	var all []hung
	for _, e := range events {
		switch x := e.(type) {
		case committee.TaskAssigned:
			body = x.Body
			all = append(all, hung{x.Accountable, committee.HangTask, string(x.ID)}, hung{x.Assigner, committee.HangAssigner, string(x.ID)})
		case committee.PowerDelegated:
			body = x.Body
			all = append(all, hung{x.From, committee.HangLender, string(x.ID)}, hung{x.To, committee.HangBorrower, string(x.ID)})
		case committee.MeetingProposed:
			body = x.Body
			all = append(all, hung{x.By, committee.HangProposal, string(x.ID)})
		case committee.HandedOver:
			body = x.Body
			all = append(all, hung{x.To, x.Kind, x.Thing})
		}
	}
	all = slices.DeleteFunc(all, func(h hung) bool { return h.seat == "" })
	if len(all) == 0 {
		return events, nil
	}
	seats, err := k.seats(body)
	if err != nil {
		return nil, err
	}
	for _, h := range all {
		if slices.ContainsFunc(seats, func(s committee.Seat) bool { return s.ID == h.seat && s.To != 0 }) {
			events = append(events, committee.HandedOver{Body: body, From: h.seat, Kind: h.kind, Thing: h.thing})
		}
	}
	return events, nil
}

// moved lists for hand-over what a meeting that moves to another day asks of
// seats that do not exist on it.
func moved(m committee.Meeting, seats []committee.Seat, to charter.Date) []committee.Event {
	var out []committee.Event
	list := func(seat committee.SeatID, kind committee.HangKind, thing string) {
		if slices.ContainsFunc(seats, func(s committee.Seat) bool { return s.ID == seat && !s.Live(to) }) {
			out = append(out, committee.HandedOver{Body: m.Body, From: seat, Kind: kind, Thing: thing})
		}
	}
	list(m.Chair, committee.HangChair, string(m.ID))
	for _, i := range m.Invitees {
		list(i.Seat, committee.HangInvitation, string(m.ID))
	}
	for _, i := range m.Agenda {
		list(i.Lead, committee.HangItem, string(i.ID))
	}
	return out
}

// forerunner finds the actor's standing through the seat that goes on for one
// that has yet to begin: until a kiện toàn takes effect, what it hands over
// stays with whoever had it.
func (v *view) forerunner(list []committee.Standing, id committee.SeatID) *committee.Standing {
	next, err := some(id, v.tx.Seat)
	if err != nil || next == nil || next.From <= v.on {
		return nil
	}
	before, err := keep(v, keptKey{kind: "forerunners", of: string(id)}, func() ([]committee.SeatID, error) {
		return handedTo(v.tx, next.Body, id)
	})
	for i := range list {
		if err == nil && list[i].Kind == committee.BySeat && slices.Contains(before, committee.SeatID(list[i].ID)) {
			return &list[i]
		}
	}
	return nil
}

// handedTo lists the seats that hand something over to a seat, at first or at
// second hand, from the latest acts on a body's roster: a seat that has yet to
// begin was opened by one of them.
func handedTo(tx *store.Tx, body committee.BodyKey, to committee.SeatID) ([]committee.SeatID, error) {
	acts, _, err := tx.Acts(store.ActFilter{Body: body, RefKind: "roster", Ref: string(body), Limit: 100})
	if err != nil {
		return nil, err
	}
	from := map[committee.SeatID][]committee.SeatID{}
	for _, x := range acts {
		leaf, err := register.DecodeLeaf(x.Leaf)
		if err != nil {
			return nil, fmt.Errorf("act %s: %w", x.ID, err)
		}
		for _, e := range leaf.Events {
			name := fmt.Sprintf("%s/%d", e.Type, e.V)
			if name != (committee.HandedOver{}).EventName() {
				continue
			}
			ev, err := committee.DecodeEvent(name, e.Data)
			if err != nil {
				return nil, fmt.Errorf("act %s: %w", x.ID, err)
			}
			if h, ok := ev.(committee.HandedOver); ok && h.To != "" && !slices.Contains(from[h.To], h.From) {
				from[h.To] = append(from[h.To], h.From)
			}
		}
	}
	out := slices.Clone(from[to])
	for i := 0; i < len(out); i++ {
		for _, s := range from[out[i]] {
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out, nil
}

// personIn says who sits in a seat on a day; empty: nobody.
func (v *view) personIn(id committee.SeatID, on charter.Date) (committee.PersonID, error) {
	holders, err := v.tx.HoldersOf([]committee.SeatID{id}, on)
	if err != nil || len(holders) == 0 {
		return "", err
	}
	return holders[0].Person, nil
}

// seatsBeyond lists the seats of a body that live beyond a day.
func seatsBeyond(tx *store.Tx, body committee.BodyKey, day charter.Date) ([]committee.Seat, error) {
	all, err := tx.SeatsAll(body)
	var out []committee.Seat
	for _, s := range all {
		if s.To == 0 || s.To > day {
			out = append(out, s)
		}
	}
	return out, err
}
