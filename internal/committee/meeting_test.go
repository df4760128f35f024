package committee

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"nghisu/internal/charter"
)

var (
	ngheAn      = Body{Key: "ban-chi-dao-nghe-an", Name: charter.Text{VI: "Ban Chỉ đạo"}, From: day("2019-03-19")}
	ngheAnSeats = []Seat{
		{ID: "s1", Body: ngheAn.Key, Role: "head", From: day("2019-03-19")},
		{ID: "s2", Body: ngheAn.Key, Role: "deputy", From: day("2019-03-19")},
		{ID: "s3", Body: ngheAn.Key, Role: "member", From: day("2019-03-19")},
		{ID: "s4", Body: ngheAn.Key, Role: "member", From: day("2019-03-19")},
		{ID: "h1", Body: ngheAn.Key, In: "to-cong-tac", Role: "helper-head", From: day("2019-03-19")},
	}
)

func TestConveneMeeting(t *testing.T) {
	st := ConveneMeetingState{
		Body: &ngheAn, Seats: ngheAnSeats, Parts: []string{"to-cong-tac"}, Series: []string{"regular"},
		Agencies: []Agency{{ID: "so-khdt"}}, Proposal: &Proposal{ID: "dn1", Body: ngheAn.Key},
	}
	good := ConveneMeetingIn{
		Body: ngheAn.Key, Kind: Regular, Series: "regular", Title: "Phiên họp 6 tháng đầu năm", Start: at("2019-06-28", 8), End: at("2019-06-28", 11),
		Chair: "s1", Convener: "s1", Proposal: "dn1", Agenda: []ItemIn{{Title: "Báo cáo 6 tháng", Lead: "s3"}},
		Invitees: []InviteeIn{{Seat: "s1"}, {Agency: "so-khdt"}, {Name: "Chuyên gia 1"}},
	}
	ev, err := ConveneMeeting(st, good, envOn("2019-06-20"))
	says(t, "good", "", ev, err)
	if names(ev) != "meeting.convened attendees.chosen" {
		t.Error(names(ev))
	}
	m := ev[0].(MeetingConvened)
	if m.Afterwards || m.Mode != "in-person" || m.Start != at("2019-06-28", 8).UnixMicro() || len(m.Agenda) != 1 || m.Agenda[0].ID == "" {
		t.Errorf("%+v", m)
	}
	for _, c := range []struct {
		name, code string
		edit       func(*ConveneMeetingIn, *ConveneMeetingState)
	}{
		{"ends before it starts", "meeting.end-before-start", func(in *ConveneMeetingIn, _ *ConveneMeetingState) { in.End = in.Start }},
		{"lasts too long", "meeting.too-long", func(in *ConveneMeetingIn, _ *ConveneMeetingState) { in.End = in.Start.AddDate(0, 2, 0) }},
		{"a century ahead", "meeting.too-far", func(in *ConveneMeetingIn, _ *ConveneMeetingState) {
			in.Start, in.End = in.Start.AddDate(100, 0, 0), time.Time{}
		}},
		{"no start", "date.empty", func(in *ConveneMeetingIn, _ *ConveneMeetingState) { in.Start = time.Time{} }},
		{"before founding", "date.outside-life", func(in *ConveneMeetingIn, _ *ConveneMeetingState) {
			in.Start, in.End = at("2019-03-18", 8), time.Time{}
		}},
		{"no kind", "text.empty", func(in *ConveneMeetingIn, _ *ConveneMeetingState) { in.Kind = "" }},
		{"kind", "meeting.kind", func(in *ConveneMeetingIn, _ *ConveneMeetingState) { in.Kind = "party" }},
		{"mode", "meeting.mode", func(in *ConveneMeetingIn, _ *ConveneMeetingState) { in.Mode = "telepathy" }},
		{"part", "seat.part-unknown", func(in *ConveneMeetingIn, _ *ConveneMeetingState) { in.In = "nhom-9" }},
		{"series", "meeting.series-unknown", func(in *ConveneMeetingIn, _ *ConveneMeetingState) { in.Series = "weekly" }},
		{"chair of elsewhere", "seat.not-on-roster", func(in *ConveneMeetingIn, _ *ConveneMeetingState) { in.Chair = "x1" }},
		{"proposal answered", "proposal.answered", func(_ *ConveneMeetingIn, st *ConveneMeetingState) {
			st.Proposal = &Proposal{Body: ngheAn.Key, Answered: "m0"}
		}},
		{"item without title", "text.empty", func(in *ConveneMeetingIn, _ *ConveneMeetingState) { in.Agenda = []ItemIn{{}} }},
		{"invitee of two kinds", "invitee.one-of", func(in *ConveneMeetingIn, _ *ConveneMeetingState) {
			in.Invitees = []InviteeIn{{Seat: "s1", Name: "Khách"}}
		}},
		{"invitee twice", "list.twice", func(in *ConveneMeetingIn, _ *ConveneMeetingState) {
			in.Invitees = []InviteeIn{{Seat: "s1"}, {Seat: "s1"}}
		}},
		{"unknown agency", "agency.unknown", func(in *ConveneMeetingIn, _ *ConveneMeetingState) { in.Invitees = []InviteeIn{{Agency: "x"}} }},
	} {
		in, s := good, st
		c.edit(&in, &s)
		ev, err := ConveneMeeting(s, in, envOn("2019-06-20"))
		says(t, c.name, c.code, ev, err)
	}
	late, err := ConveneMeeting(st, good, envOn("2019-07-10"))
	says(t, "entered afterwards", "", late, err)
	if !late[0].(MeetingConvened).Afterwards {
		t.Error("not marked as entered afterwards")
	}
	ev, err = ProposeMeeting(ProposeMeetingState{Body: &ngheAn, By: &ngheAnSeats[2]}, ProposeMeetingIn{
		Body: ngheAn.Key, Kind: Extraordinary, By: "s3", Reason: "Sự cố hệ thống",
	}, envOn("2019-06-20"))
	says(t, "propose", "", ev, err)
	if p := ev[0].(MeetingProposed); p.Role != "member" {
		t.Errorf("%+v", p)
	}
}

// onJune28 is the meeting of 28 June 2019 with one item.
func onJune28(state MeetingState, stands ...Stand) MeetingNow {
	return MeetingNow{Seats: ngheAnSeats, Meeting: &Meeting{
		ID: "m1", Body: ngheAn.Key, Kind: Regular, Start: at("2019-06-28", 8), End: at("2019-06-28", 11), Chair: "s2", State: state,
		Agenda: []Item{{ID: "i1", Title: "Báo cáo 6 tháng", Positions: stands}},
	}}
}

func TestMeetingStates(t *testing.T) {
	acts := map[string]func(MeetingNow, Env) ([]Event, error){
		"choose": func(st MeetingNow, e Env) ([]Event, error) {
			return ChooseAttendees(st, ChooseAttendeesIn{Meeting: "m1", Invitees: []InviteeIn{{Seat: "s1"}}}, e)
		},
		"chair": func(st MeetingNow, e Env) ([]Event, error) {
			return TakeChair(st, TakeChairIn{Meeting: "m1", Chair: "s1"}, e)
		},
		"move": func(st MeetingNow, e Env) ([]Event, error) {
			return MoveMeeting(st, MoveMeetingIn{Meeting: "m1", Start: at("2019-07-05", 8)}, e)
		},
		"cancel": func(st MeetingNow, e Env) ([]Event, error) {
			return CancelMeeting(st, CancelMeetingIn{Meeting: "m1", Reason: "Bão"}, e)
		},
		"presence": func(st MeetingNow, e Env) ([]Event, error) {
			return RecordPresence(st, RecordPresenceIn{Meeting: "m1", Present: []PresentIn{{"s1", "online"}}}, e)
		},
		"positions": func(st MeetingNow, e Env) ([]Event, error) {
			return RecordPositions(st, RecordPositionsIn{Meeting: "m1", Item: "i1", Positions: []PositionIn{{Seat: "s3", Position: For}}}, e)
		},
		"conclude": func(st MeetingNow, e Env) ([]Event, error) {
			return Conclude(ConcludeState{MeetingNow: st}, ConcludeIn{Meeting: "m1", Item: "i1", Text: "Đồng ý.", By: "s2"}, e)
		},
		"close": func(st MeetingNow, e Env) ([]Event, error) { return CloseMeeting(st, CloseMeetingIn{Meeting: "m1"}, e) },
	}
	closed := "meeting.state"
	for name, want := range map[string][5]string{ // convened, postponed, cancelled, held, concluded
		"choose": {"", "", closed, closed, closed}, "chair": {"", "", closed, "", closed},
		"move": {"", "", closed, closed, closed}, "cancel": {"", "", closed, closed, closed},
		"presence": {"", "", closed, "", closed}, "positions": {"", "", closed, "", closed}, "conclude": {"", "", closed, "", closed},
		"close": {"meeting.nothing-on-record", "meeting.nothing-on-record", closed, "", closed},
	} {
		for i, state := range []MeetingState{Convened, Postponed, Cancelled, Held, Concluded} {
			ev, err := acts[name](onJune28(state), envOn("2019-06-28"))
			says(t, name+" "+string(state), want[i], ev, err)
		}
		ev, err := acts[name](MeetingNow{}, envOn("2019-06-28"))
		says(t, name+" of nothing", "meeting.unknown", ev, err)
	}
	for _, name := range []string{"presence", "positions", "conclude"} {
		ev, err := acts[name](onJune28(Convened), envOn("2019-06-27"))
		says(t, name+" the day before", "meeting.not-begun", ev, err)
	}
	ev, err := MoveMeeting(onJune28(Convened), MoveMeetingIn{Meeting: "m1", Start: at("2019-06-21", 8)}, envOn("2019-06-25"))
	says(t, "into the past", "meeting.moved-into-past", ev, err)
	ev, err = RecordPresence(onJune28(Held), RecordPresenceIn{Meeting: "m1", Present: []PresentIn{{"s1", "present"}, {"s1", "online"}}}, envOn("2019-06-28"))
	says(t, "present twice", "list.twice", ev, err)
	ev, err = RecordPositions(onJune28(Held), RecordPositionsIn{Meeting: "m1", Item: "i1", Positions: []PositionIn{{Seat: "x9", Position: For}}}, envOn("2019-06-28"))
	says(t, "stranger", "seat.not-on-roster", ev, err)
	done := onJune28(Held)
	done.Meeting.Agenda[0].Conclusions = []Conclusion{{ID: "c1"}}
	ev, err = acts["positions"](done, envOn("2019-06-28"))
	says(t, "after the conclusion", "item.concluded", ev, err)
}

func TestConclude(t *testing.T) {
	stands := []Stand{{Seat: "s2", Position: Against}, {Seat: "s3", Position: Against}, {Seat: "s4", Position: For}, {Seat: "s1", Position: Other}}
	lead := Agency{ID: "so-tttt", Name: charter.Text{VI: "Sở Thông tin và Truyền thông"}}
	seats := append([]Seat{{ID: "s9", Body: ngheAn.Key, Role: "member", Fill: Fill{FillDelegate, "so-tttt"}}}, ngheAnSeats...)
	st := ConcludeState{MeetingNow: onJune28(Held, stands...), Assign: AssignTaskState{Body: &ngheAn, Agencies: []Agency{lead}, Seats: seats}}
	st.Seats = seats
	good := ConcludeIn{Meeting: "m1", Item: "i1", Text: "Thống nhất triển khai.\nGiao Sở.", By: "s1", Lead: "so-tttt", Due: day("2019-09-30")}
	ev, err := Conclude(st, good, envOn("2019-06-28"))
	says(t, "head against the majority", "", ev, err)
	same(t, "events", ev, []Event{
		ItemConcluded{
			ID: "id-1", Meeting: "m1", Body: ngheAn.Key, Item: "i1", Text: "Thống nhất triển khai.\nGiao Sở.", By: "s1",
			For: 1, Against: 2, Side: For, AgainstMajority: true, Task: "id-2",
		},
		TaskAssigned{
			ID: "id-2", Body: ngheAn.Key, Title: "Thống nhất triển khai.", Lead: "so-tttt", Accountable: "s9", Due: day("2019-09-30"),
			SourceKind: "conclusion", SourceID: "id-1", Assigner: "s1",
		},
	})
	for _, c := range []struct {
		name, code string
		edit       func(*ConcludeIn, *ConcludeState)
	}{
		{"the chair", "", func(in *ConcludeIn, _ *ConcludeState) { in.By = "s2" }},
		{"a member", "conclusion.not-presiding", func(in *ConcludeIn, _ *ConcludeState) { in.By = "s3" }},
		{"the helpers' head", "conclusion.not-presiding", func(in *ConcludeIn, _ *ConcludeState) { in.By = "h1" }},
		{"a stranger", "seat.not-on-roster", func(in *ConcludeIn, _ *ConcludeState) { in.By = "x1" }},
		{"against the count", "conclusion.against-count", func(_ *ConcludeIn, st *ConcludeState) { st.Mode = charter.ModeVote }},
		{"with the count", "", func(in *ConcludeIn, st *ConcludeState) { st.Mode, in.Side = charter.ModeVote, Against }},
		{"two thirds not reached", "conclusion.against-count", func(_ *ConcludeIn, st *ConcludeState) {
			st.Mode, st.Tally = charter.ModeVote, &charter.Verdict{OK: charter.No}
		}},
		{"declining is with the majority", "", func(in *ConcludeIn, _ *ConcludeState) { in.Side = Against }},
		{"no words", "text.empty", func(in *ConcludeIn, _ *ConcludeState) { in.Text = "" }},
		{"no such item", "item.unknown", func(in *ConcludeIn, _ *ConcludeState) { in.Item = "i9" }},
		{"task due in the past", "task.due-in-past", func(in *ConcludeIn, _ *ConcludeState) { in.Due = day("2019-06-27") }},
		{"side", "position.kind", func(in *ConcludeIn, _ *ConcludeState) { in.Side = Other }},
	} {
		in, s := good, st
		c.edit(&in, &s)
		ev, err := Conclude(s, in, envOn("2019-06-28"))
		says(t, c.name, c.code, ev, err)
		if err == nil && only[ItemConcluded](ev)[0].AgainstMajority != (in.Side != Against) {
			t.Errorf("%s: %+v", c.name, ev)
		}
	}
	// Half against half is no majority.
	st.Meeting.Agenda[0].Positions = stands[1:3]
	ev, err = Conclude(st, good, envOn("2019-06-28"))
	if err != nil || ev[0].(ItemConcluded).AgainstMajority {
		t.Errorf("a tie: %+v %v", ev, err)
	}
}

func TestShorten(t *testing.T) {
	long := strings.Repeat("nhiệm vụ ", 100)
	if got := shorten(long, 20); got != "nhiệm vụ nhiệm vụ…" {
		t.Errorf("%q", got)
	}
	if got := shorten("một\nhai", 20); got != "một" {
		t.Errorf("%q", got)
	}
}

func ExampleConclude() {
	n := 0
	env := Env{Now: at("2019-06-28", 10), Today: charter.NewDate(2019, 6, 28), NewID: func() string { n++; return fmt.Sprint(n) }}
	state := ConcludeState{MeetingNow: onJune28(Held, Stand{Seat: "s3", Position: Against}, Stand{Seat: "s4", Position: Against})}
	events, err := Conclude(state, ConcludeIn{Meeting: "m1", Item: "i1", Text: "Thông qua kế hoạch.", By: "s1"}, env)
	c := events[0].(ItemConcluded)
	fmt.Println(c.For, c.Against, c.AgainstMajority, err)
	// Output: 0 2 true <nil>
}
