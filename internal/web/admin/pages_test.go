package admin

import (
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
	"nghisu/internal/web/ui/uitest"
)

func nodes() []app.AgencyNode {
	return []app.AgencyNode{
		{Agency: committee.Agency{ID: "g1", Kind: "province", Name: charter.Text{VI: "Ủy ban nhân dân tỉnh A"}, Code: "H40"}},
		{
			Agency: committee.Agency{ID: "g2", Parent: "g1", Kind: "department", Name: charter.Text{VI: "Sở 2", EN: "Department 2"}, From: charter.NewDate(2020, 1, 1), To: charter.NewDate(2025, 2, 28)}, Depth: 1,
			Posts: []app.PostLine{
				{Post: committee.Post{ID: "p1", Agency: "g2", Title: charter.Text{VI: "Giám đốc Sở 2"}, Leads: true}, Person: "x", Holder: "Giám đốc 1"},
				{Post: committee.Post{ID: "p2", Agency: "g2", Title: charter.Text{VI: "Phó Giám đốc Sở 2"}}},
			},
		},
		{Agency: committee.Agency{ID: "g3", Kind: "a-kind-of-its-own", Name: charter.Text{VI: uitest.Long}}, Depth: 9},
	}
}

func TestAgencies(t *testing.T) {
	on := charter.NewDate(2026, 4, 15)
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		n := uitest.Shown(t, p, agenciesView(p, on, nodes()))
		if got := n.One(t, ".d1").Text(); !strings.HasPrefix(ui.Bind(got), p.Say(nodes()[1].Agency.Name)) {
			t.Errorf("%s: the department is not set in: %q", lang, got)
		}
		if got := n.Text(); !strings.Contains(got, "Giám đốc 1") || !strings.Contains(got, p.T("vacant")) {
			t.Errorf("%s: holders are not shown", lang)
		}
		p.Me.Keeper = false
		n = uitest.Shown(t, p, agenciesView(p, on, nodes()))
		if n.Has("main a.btn.main") || strings.Contains(n.Text(), p.T("post.change")) {
			t.Errorf("%s: who keeps no books is offered their acts", lang)
		}
		uitest.Shown(t, p, agenciesView(p, on, nil))
	}
}

func TestForms(t *testing.T) {
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		some := []ui.Option{{Value: "1", Text: "Sở 2"}, {Value: "2", Text: uitest.Long}}
		f := ui.NewForm(p, map[string][]string{"vi": {uitest.Long}, "decision.title": {"Quyết định bổ nhiệm"}})
		for _, name := range []string{"vi", "name", "person", "day", "from", "to", "decision", "decision.number", "login", "password", "id"} {
			f.Fail(name, "form.empty")
		}
		for name, fields := range map[string]templ.Component{
			"agency": agencyFields(p, f, some), "end": endAgencyFields(p, f, some), "post": postFields(p, f, some),
			"take": takePostFields(p, f, some, some), "person": personFields(p, f), "keeper": keeperFields(p, f, some),
			"assistant": assistantFields(p, f, some, leaderOptions(p, nodes())),
		} {
			// The head repeats every fault; a form shows those of its own fields.
			n := uitest.Parse(t, uitest.Draw(t, ui.Layout(p, ui.FormPage(p, ui.Act{Title: "Việc"}, f, fields))))
			if !n.Has("form.form [aria-invalid=true]") {
				t.Errorf("%s: %s: no field shows its fault", lang, name)
			}
			one := ui.NewForm(p, f.Values)
			for _, breach := range uitest.Breaches(uitest.Draw(t, ui.Layout(p, ui.FormPage(p, ui.Act{Title: "Việc"}, one, fields)))) {
				if !strings.HasPrefix(breach, "leads nowhere") {
					t.Errorf("%s: %s: %s", lang, name, breach)
				}
			}
		}
	}
}

func TestPeopleAndAccounts(t *testing.T) {
	accounts := []app.Account{
		{Login: "a", Name: "Chuyên viên 1", Created: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)},
		{Login: "b", Disabled: true},
		{Login: strings.Repeat("c", 64), Name: uitest.Long, MustChange: true},
	}
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		uitest.Shown(t, p, adminView(p))
		uitest.Shown(t, p, peopleView(p, "x", []committee.Person{{ID: "1", Name: uitest.Long}}))
		uitest.Shown(t, p, peopleView(p, "", nil))
		n := uitest.Shown(t, p, accountsView(p, accounts, "account.made"))
		if got := len(n.All("tbody .status")); got != 3 || !n.Has("[role=status]") {
			t.Errorf("%s: %d states of accounts, want 3, and what was done", lang, got)
		}
		if n := uitest.Shown(t, p, accountsView(p, nil, "<script>")); n.Has("[role=status]") {
			t.Errorf("%s: an address makes the page say what it likes", lang)
		}
		f := ui.NewForm(p, nil)
		uitest.Shown(t, p, newAccountView(p, f, ui.PeopleOptions([]committee.Person{{ID: "1", Name: "Chuyên viên 1"}})))
		uitest.Shown(t, p, resetView(p, f))
	}
}

// TestListsAndJobs shows lists of people as they are understood, the slips, and what
// the machine has to do, with the longest words and with nothing.
func TestListsAndJobs(t *testing.T) {
	lines := []app.EnrolLine{
		{EnrolLineIn: app.EnrolLineIn{Name: uitest.Long, Login: strings.Repeat("c", 64), Post: "Chuyên viên"}, Agency: nodes()[1].Agency},
		{EnrolLineIn: app.EnrolLineIn{Name: "Chuyên viên 2"}, Known: "x"},
		{EnrolLineIn: app.EnrolLineIn{Name: "Chuyên viên 3"}, Faults: []*committee.Fault{committee.Wrong("agency", "enrol.no-agency", uitest.Long), committee.Wrong("name", "text.empty")}},
	}
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		f := ui.NewForm(p, nil)
		uitest.Shown(t, p, enrolView(p, f, nil))
		sound := &enrolShown{lines: lines[:2], rows: []int{2, 4}, text: "a"}
		if n := uitest.Shown(t, p, enrolView(p, f, sound)); !n.Has("button[name=viec]") || len(n.All("tbody .status")) != 2 {
			t.Errorf("%s: a sound list cannot be entered", lang)
		}
		faulty := &enrolShown{lines: lines, rows: []int{2, 4, 5}, faulty: 1, text: "a"}
		if n := uitest.Shown(t, p, enrolView(p, f, faulty)); n.Has("button[name=viec]") || !n.Has("[role=alert]") {
			t.Errorf("%s: a list with faults can be entered", lang)
		}
		uitest.Shown(t, p, slipsView(p, 2, []app.EnrolSlip{{Name: uitest.Long, Login: "a", Password: "abcde-fghjk-mnpqr-stuvw"}}, "a"))
		uitest.Shown(t, p, slipsView(p, 2, nil, ""))
		for _, state := range app.JobStates() {
			list := app.JobList{Items: []app.JobLine{{ID: "1", Kind: app.LetterJob, Key: strings.Repeat("k", 200), State: state, Attempts: 12, Why: uitest.Long}, {ID: "2", Kind: "of-its-own"}}}
			n := uitest.Shown(t, p, jobsView(p, list, state, "jobs.again"))
			if open := state != "running" && state != "done"; open != n.Has("tbody button") {
				t.Errorf("%s: %s: buttons %t", lang, state, n.Has("tbody button"))
			}
			uitest.Shown(t, p, jobsView(p, app.JobList{}, state, ""))
		}
	}
}

func TestKindsHaveWords(t *testing.T) {
	for _, lang := range []catalogue.Lang{catalogue.VI, catalogue.EN} {
		p := uitest.Page(lang)
		for _, o := range append(kindOptions(p, "agency.kind.", agencyKinds), kindOptions(p, "post.kind.", postKinds)...) {
			if strings.HasPrefix(o.Text, "[") {
				t.Errorf("%s: %s", lang, o.Text)
			}
		}
	}
}
