package body

import (
	"net/url"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/concluding"
	"nghisu/internal/web/ui"
	"nghisu/internal/web/ui/uitest"
)

// aDirectory knows two posts, three agencies, three people of whom two share a
// name.
func aDirectory(p *ui.Page) *directory {
	tree := []app.AgencyNode{
		{Agency: committee.Agency{ID: "so-1", Name: charter.Text{VI: "Sở Dữ liệu"}, Short: "SDL"}, Posts: []app.PostLine{{Post: committee.Post{ID: "p1", Agency: "so-1", Title: charter.Text{VI: "Giám đốc"}}, Holder: "Người 1"}}},
		{Agency: committee.Agency{ID: "so-2", Name: charter.Text{VI: "Sở Hạ tầng"}}, Posts: []app.PostLine{{Post: committee.Post{ID: "p2", Agency: "so-2", Title: charter.Text{VI: "Giám đốc Sở Hạ tầng"}}}}},
		{Agency: committee.Agency{ID: "ubnd", Name: charter.Text{VI: "UBND tỉnh A"}}},
	}
	people := []committee.Person{{ID: "n-0001", Name: "Người 1"}, {ID: "n-0002", Name: "Người 2"}, {ID: "n-0003", Name: "Người 2"}}
	return newDirectory(p, tree, people, aBody().Seats[:2])
}

// aConcluding knows whom something can be given to.
func aConcluding(m app.MeetingPage, seats, agencies []ui.Option) *concluding.Sentence {
	return &concluding.Sentence{
		Meeting: m, Seated: seats, Leads: ui.NewTyped(agencies, seats), Helpers: ui.NewTyped(agencies),
		Quick: []ui.Option{{Value: "2026-12-31", Text: "cuối tháng"}, {Value: "none", Text: "không"}},
	}
}

func somePlaces() []place {
	return []place{
		{Role: "head", Title: "Trưởng ban", Rank: 1},
		{Role: "deputy", Title: "Phó Trưởng ban", Rank: 2},
		{Role: "member", Title: "Ủy viên", Rank: 3},
		{Role: "group-head", In: "nhom-1", Title: "Trưởng nhóm", Part: "Nhóm 1"},
	}
}

func TestDirectory(t *testing.T) {
	d := aDirectory(uitest.Page("vi"))
	for _, x := range []struct {
		words, ref string
		kind       committee.FillKind
		n          int
	}{
		{"Giám đốc, Sở Dữ liệu", "p1", committee.FillPost, 1},
		{"giam doc so ha tang", "p2", committee.FillPost, 1},
		{"Sở Dữ liệu", "so-1", committee.FillDelegate, 1},
		{"SDL", "so-1", committee.FillDelegate, 1},
		{" Người\u00a01 ", "n-0001", committee.FillPerson, 1},
		{"Người 2", "", "", 2},
		{"Người 2 (0003)", "n-0003", committee.FillPerson, 1},
		{"khuyết", "", committee.FillVacant, 1},
		{"", "", committee.FillVacant, 1},
		{"#3", "#3", committee.FillSeat, 1},
		{"dòng 3", "#3", committee.FillSeat, 1},
		{"Không Ai", "", "", 0},
	} {
		found := d.find(x.words)
		if len(found) != x.n {
			t.Errorf("%q: %d found, want %d", x.words, len(found), x.n)
			continue
		}
		if x.n == 1 && (found[0].Fill != x.kind || found[0].Ref != x.ref) {
			t.Errorf("%q: %s %s, want %s %s", x.words, found[0].Fill, found[0].Ref, x.kind, x.ref)
		}
	}
}

func TestPaste(t *testing.T) {
	d := aDirectory(uitest.Page("vi"))
	text := "STT\tHọ và tên\tVai trò\r\n1\tNgười 1\tTrưởng ban\r\n2.\tGiám đốc, Sở Dữ liệu\tPho truong ban\r\n\r\n3\tSở Hạ tầng\tỦy viên\r\n4\tKhông Ai\tUỷ viên\r\n5\tNgười 1\tTrưởng nhóm, Nhóm 1\r\n6\tNgười 1\tLạ"
	got := pasteRows(text, somePlaces(), d)
	want := []struct{ place, ref string }{
		{"head", "person:n-0001"}, {"deputy", "post:p1"}, {"member", "delegate:so-2"}, {"member", ""}, {"group-head@nhom-1", "person:n-0001"}, {"", "person:n-0001"},
	}
	if len(got) != len(want) {
		t.Fatalf("%d lines, want %d: %+v", len(got), len(want), got)
	}
	for i, w := range want {
		if got[i].Place != w.place || got[i].Ref != w.ref {
			t.Errorf("line %d: %s %s, want %s %s", i+1, got[i].Place, got[i].Ref, w.place, w.ref)
		}
	}
	if got[3].Who != "Không Ai" {
		t.Errorf("words that nobody knows are lost: %+v", got[3])
	}
	for _, sep := range []string{"|", ";"} {
		rows := pasteRows("Ủy viên "+sep+" Người 1", somePlaces(), d)
		if len(rows) != 1 || rows[0].Place != "member" || rows[0].Ref != "person:n-0001" {
			t.Errorf("%q: %+v", sep, rows)
		}
	}
}

func TestRows(t *testing.T) {
	p := uitest.Page("vi")
	d := aDirectory(p)
	f := ui.NewForm(p, nil)
	writeRows(f, []row{{Place: "head", Who: "Người 1"}, {Place: "member", Who: "Người 2", Was: "Người 2", Ref: "person:n-0003"}, {Place: "member", Who: "Không Ai"}, {}})
	press := func(button string) []row {
		f.Values.Set("hang", button)
		rows, pressed := turnRows(f, readRows(f), somePlaces(), d)
		if !pressed {
			t.Errorf("%s: not taken for a button", button)
		}
		writeRows(f, rows)
		return rows
	}
	if rows := press("xuong:1"); rows[0].Who != "Người 2" || rows[1].Who != "Người 1" {
		t.Errorf("a line moved down: %+v", rows[:2])
	}
	if rows := press("len:2"); rows[0].Who != "Người 1" {
		t.Errorf("a line moved up: %+v", rows[:2])
	}
	if rows := press("len:99"); len(rows) != 4 {
		t.Errorf("a line that is not there moved: %d lines", len(rows))
	}
	if rows := press("bo:4"); len(rows) != 3 {
		t.Errorf("%d lines after one was taken out, want 3", len(rows))
	}
	if rows := press("them"); len(rows) != 4 || rows[3].Place != "member" {
		t.Errorf("a line added: %+v", rows)
	}
	f.Values.Set("dan", "Ủy viên | Sở Dữ liệu")
	if rows := press("dan-them"); len(rows) != 5 || rows[4].Ref != "delegate:so-1" {
		t.Errorf("a list pasted below: %+v", rows)
	}
	if _, pressed := turnRows(f, readRows(f), somePlaces(), d); pressed {
		t.Error("a form without a button is taken for one")
	}
	in := seatsIn(f, withoutEmpty(readRows(f)), d)
	if in[0].Ref != "n-0001" || in[1].Ref != "n-0003" {
		t.Errorf("fillings %+v: words that were left alone keep whom they stood for", in[:2])
	}
	if f.Fault("seats.3.ref") == "" || f.Fault("seats.1.ref") != "" {
		t.Errorf("faults %+v, want one beside the third line", f.Faults)
	}
}

func TestPartialDates(t *testing.T) {
	for s, want := range map[string]string{
		"30/8/2021": "2021-08-30 2021-08-30", "8/2021": "2021-08-01 2021-08-31", "tháng 2/2024": "2024-02-01 2024-02-29", "2021": "2021-01-01 2021-12-31",
		"đầu tháng 9/2011": "2011-09-01 2011-09-10", "giữa 9/2011": "2011-09-11 2011-09-20", "Cuối tháng 9/2011": "2011-09-21 2011-09-30", "13/2021": "", "hôm qua": "", "31/2/2021": "",
	} {
		a, ok := parseApprox(s)
		got := ""
		if ok {
			got = a.From.String() + " " + a.To.String()
		}
		if got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

func TestAgendaRows(t *testing.T) {
	p := uitest.Page("vi")
	f := ui.NewForm(p, url.Values{"agenda.1.title": {"Một"}, "agenda.2.title": {"Hai"}, "agenda.2.lead": {"ghe-2"}, "agenda.3.title": {""}, "start": {"15/4/2026"}, "start_hour": {"14h"}, "end_hour": {"16:30"}, "guests": {"Chuyên gia 1\n\nChuyên gia 2"}, "seats": {"ghe-1"}})
	for _, button := range []string{"them", "len:2", "bo:1"} {
		f.Values.Set("hang", button)
		if !turnItems(f) {
			t.Errorf("%s: not taken for a button", button)
		}
	}
	in := readConvene(f, "ban-a", committee.Extraordinary)
	if len(in.Agenda) != 1 || in.Agenda[0].Title != "Một" || in.Agenda[0].Lead != "" {
		t.Errorf("agenda %+v, want the first item alone", in.Agenda)
	}
	if got := in.End.Sub(in.Start).Minutes(); got != 150 {
		t.Errorf("the meeting lasts %v minutes, want 150", got)
	}
	if len(in.Invitees) != 3 {
		t.Errorf("%d called, want a seat and two guests", len(in.Invitees))
	}
}

// TestForms draws every form as it begins, and as a wrong input leaves it: the
// fault stands first and beside its field.
func TestForms(t *testing.T) {
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		b, m := aBody(), aMeeting(committee.Held)
		seats := ui.SeatOptions(p, b.Seats)
		agencies := []ui.Option{{Value: "so-1", Text: "Sở 1"}}
		r := &roster{body: b, dir: aDirectory(p), places: somePlaces(), parts: []string{""}}
		x := &calling{body: b, kind: committee.Expanded, seats: seats, agencies: agencies, series: agencies, matters: agencies}
		forms := map[string]struct {
			field string
			draw  func(f *ui.Form) templ.Component
		}{
			"reconstitute": {"seats.2.ref", func(f *ui.Form) templ.Component { return reconstituteForm(p, f, r) }},
			"appoint":      {"seat.ref", func(f *ui.Form) templ.Component { return appointForm(p, f, r) }},
			"end":          {"to", func(f *ui.Form) templ.Component { return endForm(p, f, b, seats) }},
			"delegate":     {"person", func(f *ui.Form) templ.Component { return delegateForm(p, f, "ban-a", seats, agencies) }},
			"portfolio":    {"fields", func(f *ui.Form) templ.Component { return portfolioForm(p, f, "ban-a", seats) }},
			"lend":         {"since", func(f *ui.Form) templ.Component { return lendForm(p, f, "ban-a", seats, actOptions(p), agencies, nil) }},
			"revoke": {"from", func(f *ui.Form) templ.Component {
				return revokeForm(p, f, "ban-a", app.DelegationLine{From: "A", To: "B"})
			}},
			"invoke": {"reason", func(f *ui.Form) templ.Component { return invokeForm(p, f, "ban-a", clauseOptions(p, aCharter())) }},
			"hand over": {"to", func(f *ui.Form) templ.Component {
				return takeOverForm(p, f, "ban-a", app.HandOverLine{What: uitest.Long}, seats)
			}},
			"evidence":  {"met", func(f *ui.Form) templ.Component { return evidenceForm(p, f, b, "Báo cáo", agencies) }},
			"convene":   {"agenda.1.title", func(f *ui.Form) templ.Component { return conveneForm(p, f, x) }},
			"propose":   {"reason", func(f *ui.Form) templ.Component { return proposeForm(p, f, b) }},
			"presence":  {"", func(f *ui.Form) templ.Component { return presenceForm(p, f, m, attendants(m)) }},
			"positions": {"", func(f *ui.Form) templ.Component { return positionsForm(p, f, m, m.Meeting.Agenda[0], voters(m)) }},
			"conclude":  {"due", func(f *ui.Form) templ.Component { return concludeForm(p, f, aConcluding(m, seats, agencies)) }},
			"settle":    {"lead", func(f *ui.Form) templ.Component { return settleForm(p, f, aConcluding(m, seats, agencies)) }},
			"chair":     {"chair", func(f *ui.Form) templ.Component { return chairForm(p, f, m, seats) }},
			"attendees": {"guests", func(f *ui.Form) templ.Component { return attendeesForm(p, f, m, seats, agencies) }},
			"move":      {"start", func(f *ui.Form) templ.Component { return moveForm(p, f, m) }},
			"cancel":    {"reason", func(f *ui.Form) templ.Component { return cancelForm(p, f, m) }},
			"close":     {"", func(f *ui.Form) templ.Component { return closeForm(p, f, m) }},
		}
		for name, x := range forms {
			f := ui.NewForm(p, url.Values{"item": {"i1"}})
			writeRows(f, rowsOf(b.Seats, r.dir))
			page := func() templ.Component {
				return templ.Join(ui.ErrorBox(p, f), templ.Raw("<h1>"+name+"</h1><form class=\"form\" method=\"post\" action=\"/x\">"), x.draw(f), templ.Raw("<button>x</button></form>"))
			}
			uitest.Shown(t, p, page())
			if x.field == "" {
				continue
			}
			f.Fail(x.field, "form.empty")
			n := uitest.Shown(t, p, page())
			if got := n.One(t, ".error-box a").Attrs["href"]; got != "#"+ui.FieldID(x.field) {
				t.Errorf("%s, %s: the fault leads to %s", lang, name, got)
			}
			if !n.Has("[aria-invalid=true]") {
				t.Errorf("%s, %s: the field %s is not marked", lang, name, x.field)
			}
		}
		preview := app.Preview{Verdict: charter.Verdict{OK: charter.No, Clauses: []charter.Cite{cite62}}, Rows: b.Roster}
		if n := uitest.Parse(t, uitest.Draw(t, previewParts(p, "ban-a", preview))); !n.Has(".status.late") {
			t.Errorf("%s: a roster that breaks the regulation is not said to", lang)
		}
		if n := uitest.Parse(t, uitest.Draw(t, conveneWays(p, ui.NewForm(p, url.Values{"title": {"Sự cố"}}), x))); !n.Has(".can form") || !strings.Contains(n.Text(), p.T("offer.not-yours")) {
			t.Errorf("%s: a refused meeting shows no way on", lang)
		}
	}
}
