package committee

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"nghisu/internal/charter"
)

// arranging is a meeting of 28 June at eight with three items: one on record, one
// with a paper, one confidential that the arranger does not see.
func arranging() ArrangeState {
	m := Meeting{ID: "m1", Body: ngheAn.Key, Start: at("2019-06-28", 8), State: Convened, Agenda: []Item{
		{ID: "i1", Title: "Biên bản", Conclusions: []Conclusion{{ID: "k1"}}},
		{ID: "i2", Title: "Kế hoạch"},
		{ID: "i3", Title: "Nhân sự", Closed: true, Named: []SeatID{"s1"}, Minutes: 30},
	}}
	return ArrangeState{
		MeetingNow: MeetingNow{Meeting: &m, Seats: ngheAnSeats}, Papered: []ItemID{"i2"}, Hidden: []ItemID{"i3"},
		Matters: []Matter{{ID: "v1", State: MatterWaiting, Title: "Cơ chế"}, {ID: "v2", State: MatterOffered, Title: "Đề xuất"}},
	}
}

func TestArrangeAgenda(t *testing.T) {
	stay := []ArrangeItemIn{{ID: "i1", Title: "Biên bản"}, {ID: "i2", Title: "Kế hoạch"}}
	for _, c := range []struct {
		name, code, want string
		edit             func(*ArrangeAgendaIn, *ArrangeState)
		on               string
	}{
		{"as it is", "", "i1 i2 i3", func(*ArrangeAgendaIn, *ArrangeState) {}, ""},
		{"turned round, with a new one", "", "i2 new i3 i1", func(in *ArrangeAgendaIn, _ *ArrangeState) {
			in.Items = []ArrangeItemIn{{ID: "i2", Title: "Kế hoạch"}, {Title: "Việc mới", Matter: "v1"}, {ID: "i1", Title: "Biên bản"}}
		}, ""},
		{"in sections, in their order", "", "i3 i2 i1", func(in *ArrangeAgendaIn, _ *ArrangeState) {
			in.Sections = []string{"Khai mạc", "Nội dung"}
			in.Items = []ArrangeItemIn{{ID: "i1", Title: "Biên bản", Section: 2}, {ID: "i2", Title: "Kế hoạch", Section: 1}}
		}, ""},
		{"what is on record stays", "agenda.settled", "", func(in *ArrangeAgendaIn, _ *ArrangeState) { in.Items = stay[1:] }, ""},
		{"what has papers stays", "agenda.has-papers", "", func(in *ArrangeAgendaIn, _ *ArrangeState) { in.Items = stay[:1] }, ""},
		{"what is not seen is not touched", "item.unknown", "", func(in *ArrangeAgendaIn, _ *ArrangeState) {
			in.Items = append(in.Items, ArrangeItemIn{ID: "i3", Title: "Nhân sự, mở"})
		}, ""},
		{"of another meeting", "item.unknown", "", func(in *ArrangeAgendaIn, _ *ArrangeState) {
			in.Items = append(in.Items, ArrangeItemIn{ID: "x", Title: "Việc"})
		}, ""},
		{"twice", "list.twice", "", func(in *ArrangeAgendaIn, _ *ArrangeState) { in.Items = append(in.Items, stay[0]) }, ""},
		{"without a title", "text.empty", "", func(in *ArrangeAgendaIn, _ *ArrangeState) { in.Items = append(in.Items, ArrangeItemIn{}) }, ""},
		{"in a section that is not", "agenda.section-no", "", func(in *ArrangeAgendaIn, _ *ArrangeState) { in.Items[1].Section = 1 }, ""},
		{"longer than a day", "agenda.minutes-no", "", func(in *ArrangeAgendaIn, _ *ArrangeState) { in.Items[1].Minutes = 1441 }, ""},
		{"numbered otherwise", "agenda.numbering-no", "", func(in *ArrangeAgendaIn, _ *ArrangeState) { in.Numbering = "greek" }, ""},
		{"a matter that is only proposed", "matter.not-waiting", "", func(in *ArrangeAgendaIn, _ *ArrangeState) {
			in.Items = append(in.Items, ArrangeItemIn{Title: "Đề xuất", Matter: "v2"})
		}, ""},
		{"a matter that is not", "matter.unknown", "", func(in *ArrangeAgendaIn, _ *ArrangeState) {
			in.Items = append(in.Items, ArrangeItemIn{Title: "Đề xuất", Matter: "v3"})
		}, ""},
		{"named off the roster", "seat.not-on-roster", "", func(in *ArrangeAgendaIn, _ *ArrangeState) {
			in.Items[1].Closed, in.Items[1].Named = true, []SeatID{"x"}
		}, ""},
		{"when it has begun, by another than who presides", "agenda.begun", "", func(*ArrangeAgendaIn, *ArrangeState) {}, "2019-06-28"},
		{"when it has begun, by who presides: late", "", "i1 i2 i3 new/late", func(in *ArrangeAgendaIn, _ *ArrangeState) {
			in.Presides, in.Items = true, append(in.Items, ArrangeItemIn{Title: "Việc phát sinh"})
		}, "2019-06-28"},
		{"when it is closed", "meeting.state", "", func(_ *ArrangeAgendaIn, st *ArrangeState) { st.Meeting.State = Concluded }, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			st := arranging()
			in := ArrangeAgendaIn{Meeting: "m1", Items: append([]ArrangeItemIn(nil), stay...)}
			c.edit(&in, &st)
			on := "2019-06-20"
			if c.on != "" {
				on = c.on
			}
			ev, err := ArrangeAgenda(st, in, envOn(on))
			says(t, c.name, c.code, ev, err)
			if err != nil {
				return
			}
			var got []string
			for _, x := range ev[0].(AgendaArranged).Items {
				id := string(x.ID)
				if strings.HasPrefix(id, "id-") {
					id = "new"
				}
				if x.Late {
					id += "/late"
				}
				if x.ID == "i3" && (!x.Closed || x.Minutes != 30 || len(x.Named) != 1) {
					t.Errorf("the hidden item became %+v", x)
				}
				got = append(got, id)
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("%q, want %q", s, c.want)
			}
		})
	}
}

func TestNumbersAndTimes(t *testing.T) {
	m := Meeting{Start: at("2019-06-28", 8), Agenda: []Item{
		{ID: "a", Section: 0, Minutes: 10}, {ID: "b", Section: 1, Minutes: 45}, {ID: "c", Section: 1}, {ID: "d", Section: 2, Minutes: 5}, {ID: ""},
	}}
	for numbering, want := range map[Numbering]string{
		NumberPlain: "1 2 3 4; ", NumberDecimal: "1 1.1 1.2 2.1; 2", NumberRoman: "1 1 2 1; II",
	} {
		m.Numbering = numbering
		n := m.Numbers()
		if got := fmt.Sprintf("%s %s %s %s; %s", n["a"], n["b"], n["c"], n["d"], m.SectionNumber(2)); got != want {
			t.Errorf("%s: %q, want %q", numbering, got, want)
		}
	}
	s := m.Schedule()
	if !s["b"].Start.Equal(at("2019-06-28", 8).Add(10*time.Minute)) || !s["b"].End.Equal(at("2019-06-28", 8).Add(55*time.Minute)) {
		t.Errorf("%+v", s["b"])
	}
	if s["c"].Start.IsZero() || !s["c"].End.IsZero() || !s["d"].Start.IsZero() {
		t.Errorf("an item without a duration: %+v, after it %+v", s["c"], s["d"])
	}
	if got := inRoman(19) + " " + inRoman(4); got != "XIX IV" {
		t.Error(got)
	}
}

func TestBacklog(t *testing.T) {
	st := ProposeItemState{Body: &ngheAn, Parts: []string{"to-cong-tac"}, Open: []Matter{{Title: "Cơ chế", State: MatterWaiting}, {Title: "Cũ", State: MatterRefused}}}
	good := ProposeItemIn{Body: ngheAn.Key, Title: "Cơ chế dữ liệu", Kind: "co-che", By: Party{Agency: "so-khdt"}}
	for _, c := range []struct {
		name, code string
		edit       func(*ProposeItemIn)
	}{
		{"good", "", func(*ProposeItemIn) {}},
		{"refused before", "", func(in *ProposeItemIn) { in.Title = "Cũ" }},
		{"waits already", "matter.twice", func(in *ProposeItemIn) { in.Title = "Cơ chế" }},
		{"no title", "text.empty", func(in *ProposeItemIn) { in.Title = " " }},
		{"no such part", "seat.part-unknown", func(in *ProposeItemIn) { in.In = "nhom-9" }},
		{"kind", "key.form", func(in *ProposeItemIn) { in.Kind = "Cơ chế" }},
	} {
		in := good
		c.edit(&in)
		ev, err := ProposeItem(st, in, envOn("2019-06-20"))
		says(t, c.name, c.code, ev, err)
	}
	offered := Matter{ID: "v1", Body: ngheAn.Key, State: MatterOffered}
	for _, c := range []struct {
		name, code string
		state      MatterState
		in         JudgeItemIn
	}{
		{"taken up", "", MatterOffered, JudgeItemIn{Accept: true}},
		{"refused with the reason", "", MatterOffered, JudgeItemIn{Reason: "ngoài thẩm quyền"}},
		{"refused without", "text.empty", MatterOffered, JudgeItemIn{}},
		{"twice", "matter.judged", MatterWaiting, JudgeItemIn{Accept: true}},
	} {
		m := offered
		m.State = c.state
		ev, err := JudgeItem(MatterNow{&m}, c.in, envOn("2019-06-20"))
		says(t, c.name, c.code, ev, err)
	}
	if _, err := JudgeItem(MatterNow{}, JudgeItemIn{}, envOn("2019-06-20")); code(t, err) != "matter.unknown" {
		t.Error(err)
	}
}

// What a meeting did not conclude waits again when it is closed.
func TestCarryOver(t *testing.T) {
	m := Meeting{ID: "m1", Body: ngheAn.Key, Start: at("2019-06-19", 8), State: Held, Agenda: []Item{
		{ID: "i1", Title: "Xong", Conclusions: []Conclusion{{ID: "k1"}}},
		{ID: "i2", Title: "Cơ chế", Matter: "v1"},
		{ID: "i3", Title: "Kế hoạch"},
		{ID: "i4", Title: "Nhân sự", Closed: true},
	}}
	for _, c := range []struct {
		name, code string
		carry      []ItemID
	}{
		{"none", "", nil},
		{"two", "", []ItemID{"i2", "i3"}},
		{"one that is done", "item.concluded", []ItemID{"i1"}},
		{"one that is confidential", "matter.closed-item", []ItemID{"i4"}},
		{"one of elsewhere", "item.unknown", []ItemID{"x"}},
		{"one twice", "list.twice", []ItemID{"i3", "i3"}},
	} {
		ev, err := CloseMeeting(MeetingNow{Meeting: &m}, CloseMeetingIn{Meeting: "m1", Carry: c.carry}, envOn("2019-06-20"))
		says(t, c.name, c.code, ev, err)
		if err == nil && len(ev) != 1+len(c.carry) {
			t.Errorf("%s: %s", c.name, names(ev))
		}
		if c.name == "two" && (ev[1].(MatterKept).ID != "v1" || ev[2].(MatterKept).ID == "" || ev[2].(MatterKept).From != "m1") {
			t.Errorf("%+v", ev)
		}
	}
}

// E10: "at the end of September" is the days from the 21st to the 30th.
func TestForeseeMeeting(t *testing.T) {
	st := ForeseeState{Body: &ngheAn, Parts: []string{"to-cong-tac"}, Series: []string{"regular"}}
	good := ForeseeMeetingIn{Body: ngheAn.Key, Kind: Regular, Series: "regular", Date: charter.Approx{From: day("2019-09-21"), To: day("2019-09-30")}}
	open := Foreseen{ID: "f1", Body: ngheAn.Key, Date: good.Date}
	for _, c := range []struct {
		name, code string
		edit       func(*ForeseeMeetingIn, *ForeseeState)
	}{
		{"good", "", func(*ForeseeMeetingIn, *ForeseeState) {}},
		{"no day", "date.empty", func(in *ForeseeMeetingIn, _ *ForeseeState) { in.Date = charter.Approx{} }},
		{"ends before it starts", "date.ends-before-start", func(in *ForeseeMeetingIn, _ *ForeseeState) { in.Date.To = day("2019-09-20") }},
		{"past", "foreseen.past", func(in *ForeseeMeetingIn, _ *ForeseeState) {
			in.Date = charter.Approx{From: day("2019-05-01"), To: day("2019-05-31")}
		}},
		{"years", "foreseen.too-wide", func(in *ForeseeMeetingIn, _ *ForeseeState) { in.Date.To = day("2021-09-30") }},
		{"kind", "meeting.kind", func(in *ForeseeMeetingIn, _ *ForeseeState) { in.Kind = "party" }},
		{"part", "seat.part-unknown", func(in *ForeseeMeetingIn, _ *ForeseeState) { in.In = "nhom-9" }},
		{"series", "meeting.series-unknown", func(in *ForeseeMeetingIn, _ *ForeseeState) { in.Series = "weekly" }},
		{"changed", "", func(in *ForeseeMeetingIn, st *ForeseeState) { in.ID, st.Old = "f1", &open }},
		{"changed, but there is none", "foreseen.unknown", func(in *ForeseeMeetingIn, _ *ForeseeState) { in.ID = "f1" }},
		{"changed, but settled", "foreseen.settled", func(in *ForeseeMeetingIn, st *ForeseeState) {
			x := open
			x.Settled = "m1"
			in.ID, st.Old = "f1", &x
		}},
	} {
		in, s := good, st
		c.edit(&in, &s)
		ev, err := ForeseeMeeting(s, in, envOn("2019-06-20"))
		says(t, c.name, c.code, ev, err)
	}
	for _, c := range []struct {
		name, code string
		old        *Foreseen
		reason     string
	}{
		{"given up", "", &open, "không còn cần"},
		{"without the reason", "text.empty", &open, ""},
		{"none", "foreseen.unknown", nil, "x"},
		{"given up before", "foreseen.settled", &Foreseen{ID: "f1", Dropped: true}, "x"},
	} {
		ev, err := DropForeseen(c.old, DropForeseenIn{ID: "f1", Reason: c.reason}, envOn("2019-06-20"))
		says(t, c.name, c.code, ev, err)
	}
}
