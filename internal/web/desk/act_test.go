package desk

import (
	"encoding/json"
	"strings"
	"testing"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/web/ui/uitest"
)

// TestRecordReads: the page of an act says what was recorded in the words of the
// office: names for marks, words for values out of a list, times as people write
// them, and the values of one row together.
func TestRecordReads(t *testing.T) {
	p := uitest.Page(catalogue.VI)
	const seat, unit, lost = "01a20216-83ec-7593-a559-25c9fcd9beec", "01a20216-7b26-7857-bc1c-c6a58a3b476a", "01a20216-0000-7000-8000-000000000000"
	raw := json.RawMessage(`{"end":"2026-04-15T09:15:00Z","kind":"expanded","mode":"mixed","progress":60,"chair":"` + seat + `","unknown":"` + lost + `",
		"positions":[{"seat":"` + seat + `","position":"against","reason":{"§":"Chưa rõ kinh phí"}}],"invitees":[{"agency":"` + unit + `"}]}`)
	n := names{seat: "Trưởng ban, Chủ tịch tỉnh A", unit: "Sở Tài chính"}
	text := uitest.Shown(t, p, actView(p, app.ActPage{Record: anAct("a1", "meeting.convene-expanded", -1), Input: raw}, n, "")).Text()
	for _, want := range []string{"15/4/2026, 16:15", "Họp mở rộng", "trực tiếp kết hợp trực tuyến", "60%", "Trưởng ban, Chủ tịch tỉnh A Không tán thành", "Chưa rõ kinh phí", "Sở Tài chính", lost} {
		if !strings.Contains(text, want) {
			t.Errorf("the record does not say %q: %s", want, text)
		}
	}
	for _, raw := range []string{seat, unit, "expanded", "mixed", "against", "09:15:00Z"} {
		if strings.Contains(text, raw) {
			t.Errorf("the record shows %q as it is stored", raw)
		}
	}
}

// TestEntries: a row of a list is one entry, a value of its own another.
func TestEntries(t *testing.T) {
	p := uitest.Page(catalogue.VI)
	list := entries(p, lines(json.RawMessage(`{"seats":[{"order":1,"role":"head"},{"order":2,"role":"member"}],"title":{"§":"Kiện toàn"}}`)))
	if len(list) != 3 || len(list[0].Lines) != 2 || list[0].Lines[0].key() != "role" || len(list[2].Lines) != 1 {
		t.Errorf("entries: %+v", list)
	}
}

// TestDeskLede: what there is none of is not counted out.
func TestDeskLede(t *testing.T) {
	p := uitest.Page(catalogue.VI)
	d := aDesk(p.Me)
	d.On = d.On + 100 // no sitting on that day
	if got := deskLede(p, d); strings.Contains(got, "0") || strings.Contains(got, "phiên họp") {
		t.Errorf("the head of the desk counts nothings: %q", got)
	}
	if got := deskLede(p, app.Desk{}); got != p.T("desk.lede-none") {
		t.Errorf("an empty desk: %q", got)
	}
}

// TestDeskKinds: whatever may await somebody has its verb and its way.
func TestDeskKinds(t *testing.T) {
	for _, kind := range app.DeskKinds {
		for _, lang := range uitest.Langs {
			p := uitest.Page(lang)
			if w := itemWord(p, app.DeskItem{Kind: kind}); strings.Contains(w, "[") || w == p.T("desk.do.other") {
				t.Errorf("%s, %s: the button says %q", kind, lang, w)
			}
		}
	}
	for kind, want := range map[string]string{"vote": "/bo-phieu", "ballot": "/phieu-kin"} {
		if got := itemPath(app.DeskItem{Kind: kind, Ref: "v1"}); !strings.HasSuffix(got, "/v1"+want) {
			t.Errorf("%s leads to %s", kind, got)
		}
	}
}

// TestSittingNote: a reader of one body is not told which it is.
// TestSorted: what is due first stands first, what has no day last.
func TestSorted(t *testing.T) {
	decide, work := sorted([]app.DeskItem{{Kind: "accept", Ref: "far", Due: today + 40}, {Kind: "proposal", Ref: "open"}, {Kind: "task", Ref: "own"}, {Kind: "extension", Ref: "near", Due: today + 5}})
	var got string
	for _, x := range append(decide, work...) {
		got += x.Ref + " "
	}
	if got != "near far open own " {
		t.Errorf("the desk stands as %s", got)
	}
}

func TestSittingNote(t *testing.T) {
	p := uitest.Page(catalogue.VI)
	m := meetings().Items[0]
	for seats, want := range map[int]bool{1: false, 2: true} {
		p.Me.Seats = []app.MySeat{{Body: "ban-a"}, {Body: "ban-b"}}[:seats]
		if got := strings.Contains(sittingNote(p, m), p.Say(bodyA)); got != want {
			t.Errorf("with %d bodies: the body is named %t: %s", seats, got, sittingNote(p, m))
		}
	}
}

// TestDaysCell: a task that is over by days off alone is one day late; on its day
// it is due today.
func TestDaysCell(t *testing.T) {
	p := uitest.Page(catalogue.VI)
	for want, line := range map[string]app.TaskLine{
		"hôm nay": {Due: today}, "quá 1": {Due: today - 1}, "quá 3": {Due: today - 5, DaysLeft: -3}, "4": {Due: today + 6, DaysLeft: 4}, "–": {},
	} {
		if got := daysCell(p, line); strings.ReplaceAll(got, "\u00a0", " ") != want {
			t.Errorf("due %v, %d left: %q, want %q", charter.Date(line.Due), line.DaysLeft, got, want)
		}
	}
}

func TestPlaceAsked(t *testing.T) {
	for typed, want := range map[string]string{
		"": "", "quy-che/5.2": "quy-che/5.2", "Điều 5": "/5", " Điều 5 khoản 2": "/5.2", "Điều 5, khoản 2, điểm a": "/5.2.a",
		"Điều": "Điều", "Điều 5 khoản": "Điều 5 khoản", "khoản 2 Điều 5": "khoản 2 Điều 5", "Điều 5 mục 2": "Điều 5 mục 2",
	} {
		if got := placeAsked(typed); got != want {
			t.Errorf("%q is read as %q, want %q", typed, got, want)
		}
	}
}
