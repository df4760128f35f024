package ui_test

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
	"nghisu/internal/web/ui/uitest"
)

var clause = app.Clause{Ref: "Điều 6 khoản 2", Address: "quy-che/6.2", Text: "Họp bất thường theo quyết định của Trưởng ban."}

func TestMarksGoWithWords(t *testing.T) {
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		words := map[string]bool{}
		for _, s := range []committee.TaskStatus{committee.DoneOnTime, committee.DoneLate, committee.InTime, committee.Overdue} {
			n := uitest.Parse(t, uitest.Draw(t, ui.TaskStatus(p, s)))
			if !n.Has("svg.m[aria-hidden=true]") {
				t.Errorf("%s: %s has no mark", lang, s)
			}
			words[n.Text()] = true
		}
		for _, s := range []committee.DutyState{committee.DutyDone, committee.DutyDue, committee.DutyMiss, committee.DutyLate} {
			words[uitest.Parse(t, uitest.Draw(t, ui.DutyStatus(p, s))).Text()] = true
		}
		for _, s := range []committee.MeetingState{committee.Convened, committee.Postponed, committee.Cancelled, committee.Held, committee.Concluded} {
			words[uitest.Parse(t, uitest.Draw(t, ui.MeetingStatus(p, s, p.Today()-1))).Text()] = true
		}
		words[uitest.Parse(t, uitest.Draw(t, ui.MeetingStatus(p, committee.Held, p.Today()))).Text()] = true
		for _, tri := range []charter.Tri{charter.Yes, charter.No, charter.Unstated} {
			words[uitest.Parse(t, uitest.Draw(t, ui.OK(p, tri))).Text()] = true
		}
		if len(words) != 17 || words[""] {
			t.Errorf("%s: %d different words, want 17: %v", lang, len(words), words)
		}
	}
}

func TestCitation(t *testing.T) {
	for lang, want := range map[string]string{"vi": "Điều\u00a06 khoản\u00a02", "en": "Điều\u00a06 khoản\u00a02 (Art.\u00a06, cl.\u00a02)"} {
		p := uitest.Page("vi")
		if lang == "en" {
			p = uitest.Page("en")
		}
		html := uitest.Draw(t, ui.Cites(p, "ban-a", []app.Clause{clause, clause}))
		a := uitest.Parse(t, html).All("a.cite")
		if len(a) != 2 || !strings.Contains(html, want) || a[0].Attrs["href"] != "/ban/ban-a/quy-che#quy-che-6-2" {
			t.Errorf("%s: %s", lang, html)
		}
		if !strings.Contains(html, "</a>; <a") {
			t.Errorf("%s: a space stands before the semicolon: %s", lang, html)
		}
	}
	if html := uitest.Draw(t, ui.Cite(uitest.Page("vi"), "", app.Clause{Ref: "<b>"})); strings.Contains(html, "<b>") || strings.Contains(html, "<a") {
		t.Errorf("a clause of no body: %s", html)
	}
}

func TestRefusal(t *testing.T) {
	f := &committee.Fault{
		Kind: committee.Refused, Code: "may.missing", Args: []string{"meeting.convene"}, Body: "ban-a",
		Ruling: &charter.Ruling{
			Reason: charter.ReasonMissing, Missing: []string{"chairing=true", "unheard-of=x|y"},
			Clauses: []charter.Cite{{Address: "quy-che/6.2", Place: charter.Place{Article: "6", Clause: "2"}, Text: charter.Text{VI: clause.Text}}},
		},
		Could: []committee.Could{{Role: "head", Title: charter.Text{VI: "Trưởng ban", EN: "Head"}, Holders: []string{"Chủ tịch 1"}}},
	}
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		n := uitest.Shown(t, p, ui.Refused(p, f))
		if got := n.One(t, ".ruling .ground").Text(); !strings.Contains(got, "Họp bất thường") {
			t.Errorf("%s: the clause reads %q", lang, got)
		}
		if got := n.One(t, ".can li").Text(); !strings.Contains(got, "Chủ tịch 1") {
			t.Errorf("%s: who could: %q", lang, got)
		}
		uitest.Shown(t, p, ui.Refused(p, &committee.Fault{Kind: committee.Refused, Code: "register.keeper-only"}))
		// An authority outside the body is not a vacant seat of it.
		f := *f
		f.Could = []committee.Could{{Title: charter.Text{VI: "Bộ trưởng", EN: "Minister"}, Outside: true}, {Title: charter.Text{VI: "Phó ban", EN: "Deputy"}, Vacant: true}}
		got := uitest.Shown(t, p, ui.Refused(p, &f)).One(t, ".can").Text()
		if !strings.Contains(got, p.T("refusal.outside")) || strings.Count(got, p.T("refusal.no-holder")) != 1 {
			t.Errorf("%s: who could: %q", lang, got)
		}
	}
}

// TestRefusalOfWhatIsUnstated: where no regulation speaks, a refusal names those whom the
// nature of the thing would let act; an act of the office is not laid to a regulation.
func TestRefusalOfWhatIsUnstated(t *testing.T) {
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		for _, x := range []struct {
			act, body   string
			says, says2 string
		}{
			{"task.accept", "ban-a", "may.unstated", "inherent.who.assigner"},
			{"agency.record", "", "refusal.office", "inherent.who.keeper"},
			{"round.conclude", "ban-a", "may.unstated", "refusal.nobody"},
		} {
			f := &committee.Fault{Kind: committee.Refused, Code: "may.unstated", Args: []string{x.act}, Body: committee.BodyKey(x.body), Ruling: &charter.Ruling{Reason: charter.ReasonUnstated}}
			got := uitest.Shown(t, p, ui.Refused(p, f)).One(t, ".ruling").Text()
			for _, key := range []string{x.says, x.says2} {
				if !strings.Contains(got, p.T(key)) {
					t.Errorf("%s: %s: the refusal does not say %q: %s", lang, x.act, p.T(key), got)
				}
			}
		}
		for _, g := range committee.InherentGrounds() {
			if g != "founding" && p.T("inherent.who."+g) == "inherent.who."+g {
				t.Errorf("%s: no words for who could by %s", lang, g)
			}
		}
	}
}

// TestTrail: a page that cannot show the whole history of a thing leads to the rest.
func TestTrail(t *testing.T) {
	x := app.Trail{Acts: []app.ActRecord{{ID: "a1", Person: "Ủy viên 3", OnBehalf: "Trưởng ban", Act: app.ActWord{Word: charter.ActWord("round.answer").Text()}}}}
	shown := func() string {
		var b strings.Builder
		if err := ui.Trail(uitest.Page(uitest.Langs[0]), x, "ban-a", "round", "r1").Render(t.Context(), &b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	rest := ui.RegisterPath + "?ban=ban-a&amp;loai=round&amp;ve-viec=r1"
	if got := shown(); strings.Contains(got, rest) || !strings.Contains(got, "Trưởng ban") {
		t.Errorf("a whole history: %s", got)
	}
	x.Earlier = true
	if got := shown(); !strings.Contains(got, rest) {
		t.Errorf("no way to the rest: %s", got)
	}
}

func TestGrounds(t *testing.T) {
	grounds := []app.Ground{
		{Reason: "granted", Clauses: []app.Clause{clause}, Inferred: true, Reconstructed: true, Draft: true, Undated: true, Warnings: []string{"x"}},
		{Reason: "inherent", Inherent: "office"},
		{Reason: "inherent"},
	}
	for _, name := range []string{"founding", "lead", "assigner", "chair", "assists-chair", "convener", "lender", "leader", "seated", "keeper"} {
		grounds = append(grounds, app.Ground{Reason: "inherent", Inherent: name})
	}
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		for _, g := range grounds {
			for _, html := range []string{uitest.Draw(t, ui.GroundLine(p, "ban-a", g)), uitest.Draw(t, ui.Allowed(p, "ban-a", g))} {
				if strings.Contains(html, "[") || uitest.Parse(t, html).Text() == "" {
					t.Errorf("%s: %+v: %s", lang, g, html)
				}
			}
		}
	}
}

func TestFields(t *testing.T) {
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		f := ui.NewForm(p, map[string][]string{"a": {`"><script>x</script>`}, "pick": {"2"}, "secret": {"bí mật"}})
		f.Fail("a", "text.too-long", "500", "501")
		html := uitest.Draw(t, ui.Input(p, f, ui.Field{Name: "a", Label: "Nội dung", Hint: "Gợi ý"}))
		n := uitest.Parse(t, html).One(t, "input")
		if n.Attrs["aria-invalid"] != "true" || n.Attrs["aria-describedby"] != "f-a-h f-a-e" || n.Attrs["value"] != `"><script>x</script>` {
			t.Errorf("%s: %v", lang, n.Attrs)
		}
		if strings.Contains(html, "<script") {
			t.Errorf("%s: what was typed is markup: %s", lang, html)
		}
		if html := uitest.Draw(t, ui.Input(p, f, ui.Field{Name: "secret", Label: "x", Type: "password"})); strings.Contains(html, "bí mật") {
			t.Errorf("%s: a password is shown again", lang)
		}
		options := []ui.Option{{Value: "1", Text: "Một", Group: "A"}, {Value: "2", Text: "Hai", Group: "A"}, {Value: "3", Text: "Ba", Group: "B"}}
		sel := uitest.Parse(t, uitest.Draw(t, ui.Select(p, f, ui.Field{Name: "pick", Label: "Chọn"}, options)))
		if len(sel.All("optgroup")) != 2 || sel.One(t, "option[selected]").Attrs["value"] != "2" {
			t.Errorf("%s: groups or choice lost", lang)
		}
		if html := uitest.Draw(t, ui.Carried(f)); strings.Contains(html, "khoa") || !strings.Contains(html, `name="pick"`) {
			t.Errorf("%s: carried along: %s", lang, html)
		}
		both := uitest.Draw(t, ui.Capacity(p, f, "ban-a"))
		if n := uitest.Parse(t, both); len(n.All("option")) != 3 {
			t.Errorf("%s: a keeper who sits in the body has two capacities and the first: %s", lang, both)
		}
		p.Me.Keeper = false
		if html := uitest.Draw(t, ui.Capacity(p, f, "ban-a")); html != "" {
			t.Errorf("%s: one capacity is asked for: %s", lang, html)
		}
	}
}

func TestDateLine(t *testing.T) {
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		p.Path = "/ban/ban-a?ngay=2025-12-01"
		turns := []ui.Option{{Value: "2024-03-19", Text: "19/3/2024"}, {Value: "2025-06-01", Text: "1/6/2025"}, {Value: "2026-01-01", Text: "1/1/2026"}}
		n := uitest.Parse(t, uitest.Draw(t, ui.DateLine(p, charter.NewDate(2025, 12, 1), turns)))
		if got := n.One(t, "input[type=range]").Attrs["value"]; got != "1" {
			t.Errorf("%s: the slider stands at %s, want the turn before the day", lang, got)
		}
		if got := n.One(t, "a[aria-current]").Text(); got != "1/6/2025" {
			t.Errorf("%s: the turn in force is %q", lang, got)
		}
	}
}

func TestAssets(t *testing.T) {
	page := uitest.Draw(t, ui.Layout(uitest.Page("vi"), ui.More(uitest.Page("vi"))))
	for _, m := range regexp.MustCompile(`(?:href|src)="(/static/[^"]+)"`).FindAllStringSubmatch(page, -1) {
		if code := fetch(m[1]).Code; code != http.StatusOK {
			t.Errorf("%s: status %d", m[1], code)
		}
	}
	faces := fetch(ui.AssetPath("fonts.css"))
	for _, m := range regexp.MustCompile(`url\(([^)]+)\)`).FindAllStringSubmatch(faces.Body.String(), -1) {
		if r := fetch("/static/" + m[1]); r.Code != http.StatusOK || r.Header().Get("Content-Type") != "font/woff2" {
			t.Errorf("%s: status %d", m[1], r.Code)
		}
	}
	css := fetch(ui.AssetPath("nghisu.css")).Body.String()
	if a, b := strings.Count(css, "{"), strings.Count(css, "}"); a != b {
		t.Errorf("style sheets joined: %d opened, %d closed", a, b)
	}
	// Pages use roles; only the tokens name colours, and paper is black and white.
	_, rest, _ := strings.Cut(css, "@media print { :root")
	for _, m := range regexp.MustCompile(`#[0-9a-f]{3,8}\b`).FindAllString(rest, -1) {
		if m != "#fff" && m != "#000" && m != "#ffd75e" {
			t.Errorf("a raw colour outside the tokens: %s", m)
		}
	}
}

func fetch(path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	ui.Static(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w
}

func TestUnknownIconIsAnError(t *testing.T) {
	var b strings.Builder
	if err := ui.Icon("no-such-icon").Render(t.Context(), &b); err == nil {
		t.Error("an icon that does not exist is drawn as nothing")
	}
}
