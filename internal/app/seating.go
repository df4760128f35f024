package app

import (
	"context"
	"slices"

	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// SeatingIn says where those who are called to a meeting sit.
type SeatingIn struct {
	Meeting committee.MeetingID    `json:"meeting"`
	Shape   committee.SeatingShape `json:"shape"`
	Places  []InviteeIn            `json:"places"`
	Seen    int64                  `json:"seen,omitempty"`
}

// ArrangeSeating says where those who are called sit (xếp chỗ ngồi).
func (a *App) ArrangeSeating(ctx context.Context, by Actor, in SeatingIn) (Receipt, error) {
	return do(ctx, a, by, command[SeatingIn, committee.MeetingNow]{
		bodies: locks[SeatingIn]{find: func(tx *store.Tx, in SeatingIn) ([]committee.BodyKey, error) { return bodyOfMeeting(tx, in.Meeting) }},
		load: func(tx *store.Tx, k *call, in SeatingIn) (committee.MeetingNow, error) {
			return meetingNow(tx, k, in.Meeting)
		},
		ask: func(k *call, st committee.MeetingNow, _ SeatingIn) question {
			m := *st.Meeting
			q := question{act: committee.ActSeat, body: m.Body, in: m.In, chair: m.Chair, meeting: m.ID}
			k.relateMeeting(&q, m)
			return q
		},
		decide: func(k *call, st committee.MeetingNow, in SeatingIn) ([]committee.Event, error) {
			x := committee.ArrangeSeatingIn{Meeting: in.Meeting, Seen: in.Seen, Seating: committee.Seating{Shape: in.Shape}}
			for _, p := range in.Places {
				x.Places = append(x.Places, committee.InviteeEntry{Seat: p.Seat, Agency: p.Agency, Name: p.Name})
			}
			return committee.ArrangeSeating(st, x, k.env)
		},
		ref: func(in SeatingIn, _ []committee.Event) ref { return ref{"meeting", string(in.Meeting)} },
	}, in)
}

// SeatingPage is who sits where in a meeting, for whoever sees it.
type SeatingPage struct {
	Meeting committee.Seating // as it was arranged, then whoever was called since, in order of precedence
	Set     bool              // somebody arranged it; else it is by precedence alone
	Offer   *Offer            // arranging it; nil: the meeting is over
}

// Seating gives who sits where: as it was arranged, and by precedence whoever was
// called since. Precedence is who presides, then the roster's order, which is that of
// the decision, then agencies and guests as they were called.
func (a *App) Seating(ctx context.Context, by Actor, id committee.MeetingID) (out SeatingPage, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		m, err := a.meetingFor(tx, v, id)
		if err != nil {
			return err
		}
		r, err := a.rosterOn(tx, m.Body, a.dayOf(tx, m.Start))
		if err != nil {
			return err
		}
		order := precedence(m, r.lines)
		if out.Meeting, out.Set, err = tx.Seating(id); err != nil {
			return err
		}
		if !out.Set {
			out.Meeting.Shape = committee.ShapeU
		}
		out.Meeting.Places = slices.DeleteFunc(out.Meeting.Places, func(p committee.InviteeEntry) bool { return !slices.Contains(order, p) })
		for _, p := range order {
			if !slices.Contains(out.Meeting.Places, p) {
				out.Meeting.Places = append(out.Meeting.Places, p)
			}
		}
		if m.State == committee.Cancelled || m.State == committee.Concluded {
			return nil
		}
		offers, err := a.mayOnMeeting(v, m, committee.ActSeat)
		if err == nil {
			out.Offer = &offers[0]
		}
		return err
	})
	return out, err
}

// precedence orders those who are called to a meeting, or the part of the body that
// meets while nobody has been called.
func precedence(m committee.Meeting, seats []SeatLine) []committee.InviteeEntry {
	var out []committee.InviteeEntry
	add := func(p committee.InviteeEntry) {
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	called := m.Chosen()
	chosen := map[committee.SeatID]bool{}
	for _, x := range called {
		if x.Seat != "" {
			chosen[x.Seat] = true
		}
	}
	for _, first := range []bool{true, false} {
		for _, s := range seats {
			if (s.Seat == m.Chair) == first && (first || chosen[s.Seat] || len(chosen) == 0 && s.In == m.In) {
				add(committee.InviteeEntry{Seat: s.Seat})
			}
		}
	}
	for _, x := range called {
		if x.Seat == "" {
			add(committee.InviteeEntry{Agency: x.Agency, Name: committee.Prose(x.Name)})
		}
	}
	return out
}
