package concluding_test

import (
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/drafting"
	"nghisu/internal/web/concluding"
	"nghisu/internal/web/ui"
	"nghisu/internal/web/ui/uitest"
)

// aMeeting is a sitting with three items: one with positions on which the head decides,
// one decided by its count, one on which nobody has said anything.
func aMeeting() app.MeetingPage {
	seat := func(id committee.SeatID, title, holder string) app.SeatLine {
		return app.SeatLine{Seat: id, Title: charter.Text{VI: title, EN: title}, Holder: holder}
	}
	said := func(list ...committee.Position) []committee.Stand {
		var out []committee.Stand
		for i, p := range list {
			out = append(out, committee.Stand{Seat: []committee.SeatID{"ghe-1", "ghe-2", "ghe-3"}[i], Position: p})
		}
		return out
	}
	m := app.MeetingPage{
		Line:  app.MeetingLine{ID: "phien-1", Body: "ban-a", State: committee.Held},
		Seats: []app.SeatLine{seat("ghe-1", "Trưởng ban", "Chủ tịch 1"), seat("ghe-2", "Ủy viên", "Giám đốc Sở 2"), seat("ghe-3", "Ủy viên", "Giám đốc Sở 3")},
		Meeting: committee.Meeting{Agenda: []committee.Item{
			{ID: "muc-1", Title: "Dữ liệu đất đai", Positions: said(committee.For, committee.Against, committee.Against)},
			{ID: "muc-2", Title: "Kế hoạch năm", Positions: said(committee.For, committee.For, committee.Other), Conclusions: []committee.Conclusion{{
				ID: "kl-1", Text: "Thống nhất.", Lead: "so-nv", Coordinators: []committee.AgencyID{"so-tc"}, Work: "hoàn thiện", Due: charter.NewDate(2026, 6, 30), Side: committee.For,
			}}},
			{ID: "muc-3", Title: "Việc khác"},
		}},
	}
	m.Modes = map[committee.ItemID]app.DecisionMode{}
	mode := m.Modes["muc-1"]
	mode.Mode, mode.Clause = charter.ModeHead, app.Clause{Ref: "Điều 2 khoản 1", Address: "quy-che/2.1"}
	m.Modes["muc-1"] = mode
	mode.Mode = charter.ModeVote
	m.Modes["muc-2"] = mode
	return m
}

func aSentence() *concluding.Sentence {
	agencies := []ui.Option{{Value: "so-nv", Text: "Sở Nội vụ"}, {Value: "so-tc", Text: "Sở Tài chính"}}
	seats := []ui.Option{{Value: "ghe-1", Text: "Trưởng ban, Chủ tịch 1"}, {Value: "ghe-2", Text: "Ủy viên, Giám đốc Sở 2"}}
	return &concluding.Sentence{
		Meeting: aMeeting(), Helpers: ui.NewTyped(agencies), Leads: ui.NewTyped(agencies, seats), Seated: seats,
		Speaker: drafting.Speaker{Units: map[committee.AgencyID]string{"so-nv": "Sở Nội vụ", "so-tc": "Sở Tài chính"}},
		Quick:   []ui.Option{{Value: "2026-04-30", Text: "cuối tháng: 30/4/2026"}, {Value: "none", Text: "Không đặt hạn"}},
	}
}

// form wraps parts of a form as a page does.
func form(p *ui.Page, parts ...templ.Component) templ.Component {
	list := append([]templ.Component{templ.Raw(`<h1>Ghi kết luận</h1><form class="form">`)}, parts...)
	return templ.Join(append(list, templ.Raw(`</form>`))...)
}

// The sentence holds to the rules of every page in both languages, with its blanks
// named, and shows what was filled in.
func TestGiving(t *testing.T) {
	for _, lang := range uitest.Langs {
		p, x := uitest.Page(lang), aSentence()
		f := ui.NewForm(p, url.Values{"lead": {"Sở Nội vụ"}, "work": {uitest.Long}, "when": {"2026-04-30"}})
		x.Next = true
		page := uitest.Shown(t, p, form(p, concluding.Matter(p, f, x), concluding.Giving(p, f, x, true)))
		if got := page.One(t, "input[name=lead]").Attrs["value"]; got != "Sở Nội vụ" {
			t.Errorf("%s: who leads is %q", lang, got)
		}
		if page.Has("input[autofocus]") {
			t.Errorf("%s: a blank takes the hands although something is written", lang)
		}
		for _, n := range page.All("input[name=when]") {
			if _, on := n.Attrs["checked"]; on != (n.Attrs["value"] == "2026-04-30") {
				t.Errorf("%s: the day %s is pressed: %v", lang, n.Attrs["value"], on)
			}
		}
		if s := page.One(t, ".quick").Text(); strings.Contains(s, "cuối") || !strings.Contains(s, "Cuối tháng: 30/4/2026") {
			t.Errorf("%s: days to press: %q", lang, s)
		}
		if without := uitest.Shown(t, p, form(p, concluding.Giving(p, f, x, false))); without.Has("input[name=work]") {
			t.Errorf("%s: asks for the work although it is said already", lang)
		}
	}
}

// A blank that cannot be read says so beside the sentence, and a reader of the screen
// is told which.
func TestGivingFaults(t *testing.T) {
	p, x := uitest.Page("vi"), aSentence()
	f := ui.NewForm(p, url.Values{"lead": {"Sở"}, "coordinators": {"Không Ai"}})
	lead, seat, helpers := x.Parties(f)
	if lead != "" || seat != "" || helpers != nil {
		t.Errorf("unreadable names gave %q %q %v", lead, seat, helpers)
	}
	page := uitest.Shown(t, p, form(p, concluding.Giving(p, f, x, true)))
	for _, name := range []string{"lead", "coordinators"} {
		if page.One(t, "input[name="+name+"]").Attrs["aria-invalid"] != "true" {
			t.Errorf("%s is not marked as wrong", name)
		}
		if f.Fault(name) == "" || !strings.Contains(page.Text(), f.Fault(name)) {
			t.Errorf("%s: the page does not say %q", name, f.Fault(name))
		}
	}
}

// The matter asks which side is taken only where something was put, and says what the
// positions mean, by which clause.
func TestMatter(t *testing.T) {
	for item, want := range map[string]struct {
		sides int
		says  string
	}{
		"muc-1": {2, "Người đứng đầu quyết định"}, "muc-3": {0, "chưa nêu"}, "": {0, ""},
	} {
		p, x := uitest.Page("vi"), aSentence()
		f := ui.NewForm(p, url.Values{"item": {item}})
		page := uitest.Shown(t, p, form(p, concluding.Matter(p, f, x)))
		if got := len(page.All("input[name=side]")); got != want.sides {
			t.Errorf("%q: %d sides to take, want %d", item, got, want.sides)
		}
		if !strings.Contains(page.Text(), want.says) {
			t.Errorf("%q: the page does not say %q", item, want.says)
		}
		if page.Has("a.cite") != (item == "muc-1") {
			t.Errorf("%q: cites a clause: %v", item, page.Has("a.cite"))
		}
	}
}

// Who leads is an agency or a seat; who answers, when named, is a seat in any case.
func TestParties(t *testing.T) {
	for _, x := range []struct {
		lead, answers, with string
		agency              committee.AgencyID
		seat                committee.SeatID
		helpers             []committee.AgencyID
	}{
		{lead: "noi vu", agency: "so-nv"},
		{lead: "truong ban", seat: "ghe-1"},
		{lead: "noi vu", answers: "ghe-2", agency: "so-nv", seat: "ghe-2"},
		{lead: "tai chinh", with: "noi vu; tai chinh", agency: "so-tc", helpers: []committee.AgencyID{"so-nv", "so-tc"}},
		{},
	} {
		f := ui.NewForm(uitest.Page("vi"), url.Values{"lead": {x.lead}, "accountable": {x.answers}, "coordinators": {x.with}})
		agency, seat, helpers := aSentence().Parties(f)
		if agency != x.agency || seat != x.seat || !slices.Equal(helpers, x.helpers) || len(f.Faults) > 0 {
			t.Errorf("%+v gave %q %q %v %v", x, agency, seat, helpers, f.Faults)
		}
	}
}

// What a conclusion fills in reads back as the same conclusion.
func TestWriteReads(t *testing.T) {
	p, x := uitest.Page("vi"), aSentence()
	x.Find("kl-1")
	if x.Old.ID != "kl-1" || x.On.ID != "muc-2" {
		t.Fatalf("found %q on %q", x.Old.ID, x.On.ID)
	}
	f := ui.NewForm(p, nil)
	x.Write(p, f, x.Old)
	lead, seat, helpers := x.Parties(f)
	day, _ := ui.ParseDay(f.Str("due"))
	got := x.Note(app.ConcludeIn{Text: f.Prose("text"), Work: f.Prose("work"), Lead: lead, Accountable: seat, Coordinators: helpers, Due: day})
	want := x.Old
	want.ID, want.Side = "", ""
	if !reflect.DeepEqual(got, want) || len(f.Faults) > 0 {
		t.Errorf("read %+v, want %+v; %v", got, want, f.Faults)
	}
	if x.ItemOf(f) != "muc-2" || concluding.Side(x.On, f) != committee.For {
		t.Errorf("on %q, side %q", x.ItemOf(f), concluding.Side(x.On, f))
	}
	if s := x.Said(x.Old); !strings.Contains(s, "Sở Nội vụ") || !strings.Contains(s, "Sở Tài chính") {
		t.Errorf("said: %q", s)
	}
	// After the closing only the words change: whom the work was given to stays.
	x.Meeting.Line.State = committee.Concluded
	if n := x.Note(app.ConcludeIn{Text: "Sửa lời.", Lead: "so-tc"}); !x.Closed() || n.Text != "Sửa lời." || n.Lead != "so-nv" || n.Due != x.Old.Due {
		t.Errorf("closed %v: %+v", x.Closed(), n)
	}
	x.Find("khong-co")
	if x.Old.ID != "kl-1" {
		t.Errorf("an unknown conclusion was found: %q", x.Old.ID)
	}
}

// A conclusion against most of the positions is known as such, and where the head
// decides the count is advice.
func TestAgainst(t *testing.T) {
	m := aMeeting()
	for _, x := range []struct {
		item  string
		side  committee.Position
		want  bool
		advic bool
	}{
		{"muc-1", committee.For, true, true},
		{"muc-1", committee.Against, false, true},
		{"muc-2", committee.For, false, false},
		{"muc-2", committee.Against, true, false},
		{"muc-3", committee.For, false, false},
	} {
		item, ok := concluding.Item(m, x.item)
		if !ok || concluding.Against(item, x.side) != x.want || concluding.HeadDecides(m, item.ID) != x.advic {
			t.Errorf("%s %s: against %v, advice %v", x.item, x.side, concluding.Against(item, x.side), concluding.HeadDecides(m, item.ID))
		}
	}
	item, _ := concluding.Item(m, "muc-1")
	if yes, no, other := concluding.Counts(item); yes != 1 || no != 2 || other != 0 {
		t.Errorf("counts: %d %d %d", yes, no, other)
	}
	if list := concluding.Conclusions(m); len(list) != 1 || list[0].Item.ID != "muc-2" {
		t.Errorf("conclusions: %+v", list)
	}
}

// The tally says the three counts and who stood where.
func TestTally(t *testing.T) {
	p, m := uitest.Page("vi"), aMeeting()
	item, _ := concluding.Item(m, "muc-1")
	page := uitest.Shown(t, p, form(p, concluding.Tally(p, m, item)))
	if n := len(page.All(".tally .status")); n != 3 {
		t.Errorf("%d counts", n)
	}
	if n := len(page.All("details li")); n != 3 || !strings.Contains(page.Text(), "Giám đốc Sở 2") {
		t.Errorf("%d of three positions: %s", n, page.Text())
	}
	none, _ := concluding.Item(m, "muc-3")
	if s := uitest.Draw(t, concluding.Tally(p, m, none)); s != "" {
		t.Errorf("counts of nothing: %s", s)
	}
}
