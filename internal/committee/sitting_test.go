package committee

import (
	"slices"
	"testing"
	"time"

	"nghisu/internal/charter"
)

// sat is a meeting of today with two items and three members, one of them of
// another part.
func sat() SittingNow {
	return SittingNow{MeetingNow: MeetingNow{
		Meeting: &Meeting{
			ID: "m", Body: "b", Start: at("2019-06-20", 9), Chair: "s1", State: Convened,
			Agenda: []Item{{ID: "i1", Order: 1, Title: "Một"}, {ID: "i2", Order: 2, Title: "Hai"}},
		},
		Seats: []Seat{{ID: "s1", Role: "head"}, {ID: "s2", Role: "member"}, {ID: "s3", Role: "helper", In: "to"}},
	}}
}

// minute is an instant of the meeting's day, counted from nine o'clock.
func minute(n int) time.Time { return at("2019-06-20", 9).Add(time.Duration(n) * time.Minute) }

// then is the meeting's day at a minute.
func then(n int) Env {
	e := envOn("2019-06-20")
	e.Now = minute(n)
	return e
}

func TestArriveAndDepart(t *testing.T) {
	n := sat()
	n.Sitting.Presence = []Span{{N: 1, Seat: "s2", How: "online", From: minute(10)}}
	n.Sitting.Floor = []Speech{{N: 1, Seat: "s2", Asked: minute(11)}}
	arrive := func(seat SeatID, how string, min int) ([]Event, error) {
		return Arrive(n, ArriveIn{Meeting: "m", Seat: seat, How: how}, then(min))
	}
	ev, err := arrive("s2", "present", 20)
	says(t, "comes into the room", "", ev, err)
	if names(ev) != "seat.departed seat.arrived" || only[SeatArrived](ev)[0].N != 2 {
		t.Errorf("comes into the room: %+v", ev)
	}
	ev, err = arrive("s2", "online", 20)
	says(t, "is there already", "sitting.here-already", ev, err)
	ev, err = arrive("s1", "absent", 20)
	says(t, "in no way of attending", "presence.how", ev, err)
	ev, err = arrive("s9", "present", 20)
	says(t, "no seat", "seat.not-on-roster", ev, err)
	ev, err = arrive("s3", "present", 20)
	says(t, "of another part", "sitting.not-called", ev, err)
	n.Meeting.Invitees = []Invitee{{Seat: "s3"}}
	ev, err = arrive("s3", "present", 20)
	says(t, "of another part, called", "", ev, err)
	ev, err = arrive("s2", "present", 5)
	says(t, "entered before what is on record", "sitting.out-of-order", ev, err)

	ev, err = Depart(n, DepartIn{Meeting: "m", Seat: "s2"}, then(30))
	says(t, "leaves", "", ev, err)
	if names(ev) != "floor.ended seat.departed" {
		t.Errorf("who leaves keeps the floor: %s", names(ev))
	}
	ev, err = Depart(n, DepartIn{Meeting: "m", Seat: "s1"}, then(30))
	says(t, "was not there", "sitting.not-here", ev, err)
	n.Meeting.State = Concluded
	ev, err = arrive("s1", "present", 40)
	says(t, "after the closing", "meeting.state", ev, err)
	n = sat()
	n.Meeting.Start = at("2019-06-21", 9)
	ev, err = arrive("s1", "present", 0)
	says(t, "the day before", "meeting.not-begun", ev, err)
}

func TestFloor(t *testing.T) {
	n := sat()
	n.Sitting.Presence = []Span{{Seat: "s1", How: "present"}, {Seat: "s2", How: "present"}}
	n.Sitting.Items = []ItemTime{{N: 1, Item: "i1", From: minute(1)}}
	n.Sitting.Floor = []Speech{{N: 1, Seat: "s1", Asked: minute(2), Given: minute(3)}}
	ev, err := AskFloor(n, FloorIn{Meeting: "m", Seat: "s2"}, then(5))
	says(t, "asks", "", ev, err)
	if e := only[FloorAsked](ev)[0]; e.Item != "i1" || e.N != 2 {
		t.Errorf("asks: %+v", e)
	}
	ev, err = AskFloor(n, FloorIn{Meeting: "m", Seat: "s1"}, then(5))
	says(t, "asks while speaking", "floor.asked-already", ev, err)
	ev, err = GiveFloor(n, FloorIn{Meeting: "m", Seat: "s2"}, then(5))
	says(t, "is called on without having asked", "", ev, err)
	if names(ev) != "floor.ended floor.asked floor.given" {
		t.Errorf("is called on: %s", names(ev))
	}
	ev, err = GiveFloor(n, FloorIn{Meeting: "m", Seat: "s1"}, then(5))
	says(t, "speaks already", "floor.speaks-already", ev, err)
	ev, err = EndFloor(n, FloorIn{Meeting: "m", Seat: "s2"}, then(5))
	says(t, "ends nothing", "floor.nothing-asked", ev, err)
	ev, err = EndFloor(n, FloorIn{Meeting: "m", Seat: "s1"}, then(2))
	says(t, "ended before it began", "sitting.out-of-order", ev, err)
	n.Sitting.Presence = n.Sitting.Presence[:1]
	ev, err = AskFloor(n, FloorIn{Meeting: "m", Seat: "s2"}, then(5))
	says(t, "asks from outside", "sitting.speaks-absent", ev, err)
}

// A speech that is entered afterwards is ruled on as of its own time: who was there then,
// and which item was in hand then.
func TestFloorAfterwards(t *testing.T) {
	n := sat()
	n.Sitting.Items = []ItemTime{{N: 1, Item: "i1", From: minute(0), To: minute(20)}, {N: 2, Item: "i2", From: minute(20)}}
	n.Sitting.Presence = []Span{
		{N: 1, Seat: "s1", How: "present", From: minute(0), To: minute(10)},
		{N: 2, Seat: "s2", How: "present", From: minute(15)},
		{N: 3, Seat: "s1", How: "online", From: minute(10), To: minute(18)},
	}
	give := func(seat SeatID, min int) ([]Event, error) {
		return GiveFloor(n, FloorIn{Meeting: "m", Seat: seat}, then(min))
	}
	ev, err := give("s1", 12)
	says(t, "has left since", "", ev, err)
	if e := only[FloorAsked](ev)[0]; e.Item != "i1" {
		t.Errorf("on the item of now: %+v", e)
	}
	ev, err = give("s2", 20)
	says(t, "on the item that follows", "", ev, err)
	if e := only[FloorAsked](ev)[0]; e.Item != "i2" {
		t.Errorf("on the item before: %+v", e)
	}
	ev, err = give("s2", 14)
	says(t, "has come since", "sitting.speaks-absent", ev, err)
	ev, err = give("s1", 18)
	says(t, "has left", "sitting.speaks-absent", ev, err)
	n.Sitting.Floor = []Speech{{N: 1, Seat: "s1", Item: "i1", Asked: minute(5), Given: minute(5)}}
	ev, err = EndFloor(n, FloorIn{Meeting: "m", Seat: "s1"}, then(19))
	says(t, "speaks on after leaving", "floor.left", ev, err)
	ev, err = EndFloor(n, FloorIn{Meeting: "m", Seat: "s1"}, then(18))
	says(t, "speaks until leaving, first there and then online", "", ev, err)
	n.Sitting.Floor = []Speech{{N: 1, Seat: "s2", Item: "i2", Asked: minute(22), Given: minute(22), Ended: minute(26)}}
	ev, err = Depart(n, DepartIn{Meeting: "m", Seat: "s2"}, then(25))
	says(t, "leaves before the end of what it said", "sitting.out-of-order", ev, err)
	ev, err = Depart(n, DepartIn{Meeting: "m", Seat: "s2"}, then(26))
	says(t, "leaves then", "", ev, err)
}

func TestTakeUp(t *testing.T) {
	n := sat()
	take := func(item ItemID, min int) ([]Event, error) {
		return TakeUp(n, TakeUpIn{Meeting: "m", Item: item}, then(min))
	}
	ev, err := take("", 1)
	says(t, "leaves nothing", "sitting.no-item", ev, err)
	ev, err = take("i9", 1)
	says(t, "no such item", "item.unknown", ev, err)
	n.Sitting.Items = []ItemTime{{N: 1, Item: "i1", From: minute(1), To: minute(4)}, {N: 2, Item: "i2", From: minute(4)}}
	ev, err = take("i2", 6)
	says(t, "in hand", "sitting.item-already", ev, err)
	ev, err = take("i1", 6)
	says(t, "again", "", ev, err)
	if names(ev) != "item.left item.taken-up" || only[ItemTakenUp](ev)[0].N != 3 {
		t.Errorf("again: %+v", ev)
	}
	if a, b := n.Sitting.Used("i1", minute(9)), n.Sitting.Used("i2", minute(9)); a != 3*time.Minute || b != 5*time.Minute {
		t.Errorf("used %v and %v", a, b)
	}
	if d := n.Sitting.Used("i1", minute(2)); d != time.Minute {
		t.Errorf("used two minutes in: %v", d)
	}
}

func TestPassItems(t *testing.T) {
	pass := func(change func(*PassItemsState), in PassItemsIn) ([]Event, error) {
		st := PassItemsState{SittingNow: sat()}
		if change != nil {
			change(&st)
		}
		in.Meeting = "m"
		if in.By == "" {
			in.By = "s1"
		}
		return PassItems(st, in, then(30))
	}
	both := PassItemsIn{Items: []ItemID{"i1", "i2"}}
	ev, err := pass(nil, both)
	says(t, "nobody flags them", "", ev, err)
	if list := only[ItemConcluded](ev); len(list) != 2 || list[0].Text != BlockWording || list[1].Side != For || list[0].ID == list[1].ID {
		t.Errorf("nobody flags them: %+v", ev)
	}
	rule := func(r ItemRule) func(*PassItemsState) {
		return func(st *PassItemsState) { st.Rules = map[ItemID]ItemRule{"i2": r} }
	}
	for _, c := range []struct {
		name, want string
		change     func(*PassItemsState)
		in         PassItemsIn
	}{
		{"none", "pass.nothing", nil, PassItemsIn{}},
		{"one twice", "list.twice", nil, PassItemsIn{Items: []ItemID{"i1", "i1"}}},
		{"unknown", "item.unknown", nil, PassItemsIn{Items: []ItemID{"i9"}}},
		{"the meeting as a whole", "item.unknown", nil, PassItemsIn{Items: []ItemID{""}}},
		{"by a member", "conclusion.not-presiding", nil, PassItemsIn{Items: both.Items, By: "s2"}},
		{"concluded", "item.concluded", func(st *PassItemsState) { st.Meeting.Agenda[1].Conclusions = []Conclusion{{ID: "c"}} }, both},
		{"flagged", "pass.flagged", func(st *PassItemsState) {
			st.Sitting.Priors = []Prior{{Item: "i2", Seat: "s2", Say: WantsSpeak}}
		}, both},
		{"somebody waits for the floor on it", "pass.flagged", func(st *PassItemsState) {
			st.Sitting.Floor = []Speech{{N: 1, Seat: "s2", Item: "i2", Asked: minute(1)}}
		}, both},
		{"somebody is against", "pass.positions", func(st *PassItemsState) {
			st.Meeting.Agenda[1].Positions = []Stand{{Seat: "s2", Position: Other}}
		}, both},
		{"the count decides and none stands", "conclusion.against-count", rule(ItemRule{Mode: charter.ModeVote, Tally: &charter.Verdict{OK: charter.No}}), both},
		{"the count carries it", "", rule(ItemRule{Mode: charter.ModeVote, Tally: &charter.Verdict{OK: charter.Yes}}), both},
		{"changed meanwhile", "changed.meanwhile", func(st *PassItemsState) { st.Changed = Change{Seq: 9} }, PassItemsIn{Items: both.Items, Seen: 8}},
	} {
		ev, err := pass(c.change, c.in)
		says(t, c.name, c.want, ev, err)
	}
}

func TestStatePrior(t *testing.T) {
	n := sat()
	n.Meeting.Start = at("2019-07-20", 9) // said a month before
	n.Sitting.Priors = []Prior{{Item: "i1", Seat: "s2", Say: NoObjection}}
	state := func(item ItemID, say PriorSay) ([]Event, error) {
		return StatePrior(n, StatePriorIn{Meeting: "m", Item: item, Seat: "s2", Say: say}, then(0))
	}
	ev, err := state("i1", WantsSpeak)
	says(t, "another", "", ev, err)
	ev, err = state("i1", "")
	says(t, "taken back", "", ev, err)
	ev, err = state("i1", NoObjection)
	says(t, "the same", "prior.said-already", ev, err)
	ev, err = state("i2", "against")
	says(t, "something else", "prior.say", ev, err)
	ev, err = state("i9", WantsSpeak)
	says(t, "no such item", "item.unknown", ev, err)
	n.Meeting.Agenda[0].Conclusions = []Conclusion{{ID: "c"}}
	ev, err = state("i1", WantsSpeak)
	says(t, "after the conclusion", "item.concluded", ev, err)
}

// TestMeetingAt reads who is there at instants: with and without instants on
// record.
func TestMeetingAt(t *testing.T) {
	n := sat()
	n.Meeting.Invitees = []Invitee{{Seat: "s1", Present: "present"}, {Seat: "s2", Present: "online"}, {Seat: "s3", Present: "excused"}, {Name: "Khách"}}
	n.Sitting.Presence = []Span{{Seat: "s1", How: "present"}, {N: 1, Seat: "s2", How: "present", From: minute(5), To: minute(10)}, {N: 2, Seat: "s2", How: "online", From: minute(10), To: minute(20)}}
	n.Sitting.Items = []ItemTime{{N: 1, Item: "i1", From: minute(0), To: minute(6)}, {N: 2, Item: "i2", From: minute(25)}}
	for _, c := range []struct {
		min  int
		want []string
	}{
		{0, []string{"present", "left", "excused", ""}},
		{5, []string{"present", "present", "excused", ""}},
		{10, []string{"present", "online", "excused", ""}},
		{20, []string{"present", "left", "excused", ""}},
	} {
		var got []string
		for _, x := range n.Meeting.At(n.Sitting, minute(c.min)).Invitees {
			got = append(got, x.Present)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("minute %d: %q, want %q", c.min, got, c.want)
		}
	}
	if came := n.Sitting.Came("i1", minute(30)); came["s2"] != "present" || came["s1"] != "present" {
		t.Errorf("at the first item were %v", came)
	}
	if came := n.Sitting.Came("i2", minute(30)); len(came) != 1 {
		t.Errorf("at the second item were %v", came)
	}
	if n.Meeting.Invitees[1].Present != "online" {
		t.Error("reading an instant changed the meeting")
	}
}
