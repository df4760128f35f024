package committee

import "testing"

func TestArrangeSeating(t *testing.T) {
	state := func() MeetingNow {
		return MeetingNow{
			Seats:   []Seat{{ID: "s-head"}, {ID: "s-1"}},
			Meeting: &Meeting{ID: "m1", Body: "ban-a", State: Convened, Invitees: []Invitee{{Seat: "s-head"}, {Agency: "so-1"}, {Name: "Chuyên gia 1"}}},
		}
	}
	in := func(places ...InviteeEntry) ArrangeSeatingIn {
		return ArrangeSeatingIn{Meeting: "m1", Seating: Seating{Shape: ShapeU, Places: places}}
	}
	ev, err := ArrangeSeating(state(), in(InviteeEntry{Seat: "s-head"}, InviteeEntry{Name: "Chuyên gia 1"}, InviteeEntry{Agency: "so-1"}, InviteeEntry{Seat: "s-1"}), Env{})
	if err != nil || len(ev[0].(SeatingArranged).Places) != 4 {
		t.Errorf("arranged %+v %v", ev, err)
	}
	for name, x := range map[string]struct {
		in   ArrangeSeatingIn
		code string
	}{
		"nobody":     {in(), "text.empty"},
		"a stranger": {in(InviteeEntry{Name: "Người lạ"}), "seating.not-called"},
		"another":    {in(InviteeEntry{Seat: "s-9"}), "seating.not-called"},
		"two in one": {in(InviteeEntry{Seat: "s-head", Agency: "so-1"}), "seating.not-called"},
		"twice":      {in(InviteeEntry{Seat: "s-head"}, InviteeEntry{Seat: "s-head"}), "seating.twice"},
		"shape":      {ArrangeSeatingIn{Meeting: "m1", Seating: Seating{Shape: "ring", Places: []InviteeEntry{{Seat: "s-head"}}}}, "seating.no-shape"},
		"unknown":    {ArrangeSeatingIn{Meeting: "?"}, "seating.no-shape"},
	} {
		ev, err := ArrangeSeating(state(), x.in, Env{})
		says(t, name, x.code, ev, err)
	}
	st := state()
	st.Meeting.State = Concluded
	ev, err = ArrangeSeating(st, in(InviteeEntry{Seat: "s-head"}), Env{})
	says(t, "closed", "meeting.state", ev, err)
}
