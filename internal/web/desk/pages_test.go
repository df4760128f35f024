package desk

import (
	"strings"
	"testing"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
	"nghisu/internal/web/ui/uitest"
)

func TestDesk(t *testing.T) {
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		n := uitest.Shown(t, p, deskView(p, aDesk(p.Me)))
		if got := len(n.All(".a .work li")); got != 4 {
			t.Errorf("%s: %d decisions wait, want 4", lang, got)
		}
		// The filled button is for what is due today or earlier.
		if got := len(n.All(".a .btn.main")); got != 2 {
			t.Errorf("%s: %d filled buttons, want 2", lang, got)
		}
		if got := len(n.All(".d details li")); got != 2 {
			t.Errorf("%s: %d things beyond the first seven, want 2 in the fold", lang, got)
		}
		// Into the sitting of today there is one press; into another day's there is none.
		if got := n.All(".side a.btn"); len(got) != 1 || got[0].Attrs["href"] != ui.RoomPath("m1", "") {
			t.Errorf("%s: %d ways into a sitting, want that of today", lang, len(got))
		}
		empty := uitest.Shown(t, p, deskView(p, app.Desk{On: today}))
		if empty.Has(".work") {
			t.Errorf("%s: an empty desk lists work", lang)
		}
	}
}

func TestTaskList(t *testing.T) {
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		p.Path = "/nhiem-vu?trang-thai=overdue"
		f := app.TaskFilter{Status: committee.Overdue, Q: `"><script>`, Body: "ban-a"}
		n := uitest.Shown(t, p, tasksView(p, f, someTasks(), pickers{bodies: options(), agencies: options()}))
		if got := len(n.All("tbody tr")); got != 5 {
			t.Errorf("%s: %d rows, want 5", lang, got)
		}
		if got := n.One(t, "#loc-q").Attrs["value"]; got != f.Q {
			t.Errorf("%s: the words sought are %q, want %q", lang, got, f.Q)
		}
		if got := n.One(t, ".chip[aria-current]").Text(); !strings.Contains(got, "9") {
			t.Errorf("%s: chip in hand %q, want the nine overdue", lang, got)
		}
		if !n.Has("option[selected][value=ban-a]") {
			t.Errorf("%s: the body of the filter is not chosen", lang)
		}
		n = uitest.Shown(t, p, tasksView(p, app.TaskFilter{}, app.TaskList{}, pickers{}))
		if !n.Has(".empty") {
			t.Errorf("%s: an empty list says nothing", lang)
		}
		uitest.Shown(t, p, tasksView(p, app.TaskFilter{Mine: true}, app.TaskList{}, pickers{}))
		uitest.Shown(t, p, boardView(p, someTasks().Counts, []bodyCounts{{app.BodyLine{Key: "ban-a", Name: bodyA}, someTasks().Counts}}))
		uitest.Shown(t, p, boardView(p, nil, nil))
	}
}

func TestTask(t *testing.T) {
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		n := uitest.Shown(t, p, taskView(p, oneTask()))
		// The task is reported: it may be accepted or returned; progress is no
		// longer offered, urging and extension are for others.
		if got := len(n.All(".work .btn")); got != 2 {
			t.Errorf("%s: %d acts offered, want 2", lang, got)
		}
		if got := n.Text(); !strings.Contains(got, "Chủ tịch 1") {
			t.Errorf("%s: a refused act does not say who could", lang)
		}
		if got := len(n.All(".trail li")); got != 2 {
			t.Errorf("%s: %d acts in the history, want 2", lang, got)
		}
		uitest.Shown(t, p, taskView(p, app.TaskPage{Line: aTask("t9", uitest.Long, 0, 0, committee.InTime, committee.TaskOpen)}))
	}
}

func TestTaskActFields(t *testing.T) {
	for _, lang := range uitest.Langs {
		for _, a := range taskActs {
			p := uitest.Page(lang)
			f := ui.NewForm(p, nil)
			f.Fail(a.fields[0], "form.empty")
			n := uitest.Shown(t, p, ui.FormPage(p, ui.Act{
				Title: p.T("task." + a.key + ".title"), Button: p.T("task." + a.key + ".button"),
			}, f, taskActFields(p, f, a, oneTask(), options())))
			if !n.Has("[aria-invalid=true]") || !n.Has(".error-box") {
				t.Errorf("%s: %s: a fault is not shown beside its field and at the head", lang, a.key)
			}
			for _, fact := range taskFacts(p, f, a, oneTask(), options()) {
				if fact.Label == "" || strings.HasPrefix(fact.Label, "[") {
					t.Errorf("%s: %s: a line of the check has no label", lang, a.key)
				}
			}
		}
	}
}

func TestNewTask(t *testing.T) {
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		f := ui.NewForm(p, map[string][]string{"title": {uitest.Long}, "source": {"document"}, "source_id": {"12/KH-UBND"}, "accountable": {"ban-a"}})
		pick := newTaskPick{body: bodyA.VI, agencies: options(), seats: options(), people: options()}
		n := uitest.Shown(t, p, ui.FormPage(p, ui.Act{Title: p.T("task.new.title")}, f, newTaskFields(p, f, pick)))
		if got := n.One(t, "#f-title").Text(); got != uitest.Long {
			t.Errorf("%s: the title came back as %q", lang, got)
		}
		if got := sourceWords(p, f); !strings.HasSuffix(got, "12/KH-UBND") {
			t.Errorf("%s: source %q", lang, got)
		}
		if got := answers(pick, f); got != options()[0].Text {
			t.Errorf("%s: who answers: %q", lang, got)
		}
		uitest.Shown(t, p, chooseBody(p, options()))
		if !strings.Contains(uitest.Draw(t, chooseBody(p, nil)), "empty") {
			t.Errorf("%s: no body to choose is not said", lang)
		}
	}
}

func TestRegister(t *testing.T) {
	list := app.RegisterList{
		Items: []app.ActRecord{anAct("a3", "task.update", 12), anAct("a2", "meeting.convene", -1)}, Next: "a2", Size: 1284, Root: "8f02", Checkpoint: "nghisu\n1284\n8f02",
	}
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		n := uitest.Shown(t, p, registerView(p, app.RegisterFilter{}, list, options()))
		if got := len(n.All("tbody td .status")); got != 2 {
			t.Errorf("%s: %d marks of sealing, want 2", lang, got)
		}
		uitest.Shown(t, p, registerView(p, app.RegisterFilter{}, app.RegisterList{}, nil))
		uitest.Shown(t, p, verifyView(p))
		n = uitest.Shown(t, p, actView(p, oneAct(), names{"nhom-1": "Nhóm dữ liệu"}, ""))
		if got := len(n.All(".trail li")); got != 4 {
			t.Errorf("%s: the proof has %d steps, want leaf, two hashes and root", lang, got)
		}
		if got := n.Text(); !strings.Contains(got, "Đã rà soát 12 phần mềm.") {
			t.Errorf("%s: free text of the input is not restored", lang)
		}
		waiting := oneAct()
		waiting.Proof, waiting.Input, waiting.Events, waiting.Facts = nil, nil, nil, nil
		uitest.Shown(t, p, actView(p, waiting, nil, ""))
	}
}

func TestRefusals(t *testing.T) {
	list := app.RefusalList{Next: "trang-sau", People: []committee.Person{{ID: "uv3", Name: "Ủy viên 3"}}, Items: []app.RefusalLine{{
		At: at14(15), Person: "Ủy viên 3", Body: "ban-a", Act: anAct("", "task.accept", 0).Act,
		Reason: charter.ReasonNotHolder, Clauses: []string{"quy-che/6.3"}, WhoCould: []string{"head", "ban-thu-ky"},
	}, {Act: app.ActWord{Act: "x"}}}}
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		n := uitest.Shown(t, p, refusalsView(p, ui.NewForm(p, nil), app.RefusalFilter{Body: "ban-a"}, list, options()))
		if got := n.One(t, ".cite").Text(); !strings.Contains(got, "6") {
			t.Errorf("%s: the clause reads %q", lang, got)
		}
		if got := n.Text(); strings.Contains(got, "ban-thu-ky") {
			t.Errorf("%s: a role of the charter's own is shown by its key", lang)
		}
		if !n.Has(".pager a[rel=next]") || !n.Has("#loc-nguoi option[value=uv3]") {
			t.Errorf("%s: no way to the next page, or to one person's refusals", lang)
		}
		uitest.Shown(t, p, refusalsView(p, ui.NewForm(p, nil), app.RefusalFilter{}, app.RefusalList{}, nil))
	}
}

func TestMeetings(t *testing.T) {
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		n := uitest.Shown(t, p, meetingsView(p, app.MeetingFilter{From: today - 2, To: today + 4}, meetings(), options()))
		if got := len(n.All("tbody")); got != 2 {
			t.Errorf("%s: %d days, want 2", lang, got)
		}
		uitest.Shown(t, p, meetingsView(p, app.MeetingFilter{}, app.MeetingList{}, nil))
	}
	if got, want := weekPath(today), "/phien-hop/tuan?ngay=2026-04-13"; got != want {
		t.Errorf("week of Wednesday: %s, want %s", got, want)
	}
}

func TestLines(t *testing.T) {
	got := lines(oneAct().Input)
	want := []line{
		{"due", "2026-04-30", false},
		{"finished", "false", false},
		{"id", "t2", false},
		{"note", "Đã rà soát 12 phần mềm.", true},
		{"progress", "60", false},
		{"seats.1.role", "head", false},
		{"seats.2.role", "member", false},
		{"seats.2.vi", "", true},
	}
	if len(got) != len(want) {
		t.Fatalf("%d values, want %d: %v", len(got), len(want), got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("value %d: %v, want %v", i, got[i], want[i])
		}
	}
	if got := lines([]byte("{")); len(got) != 1 || got[0].Value != "{" {
		t.Errorf("a broken record reads as %v, want it whole", got)
	}
}

// The choice of a body for a new task offers those in which the reader acts, and
// all where there is none.
func TestOwnBodies(t *testing.T) {
	p := uitest.Page("vi")
	all := []app.BodyLine{{Key: "ban-a"}, {Key: "ban-b"}}
	p.Me.Seats = []app.MySeat{{Body: "ban-b"}}
	if got := ownBodies(p, all); len(got) != 1 || got[0].Key != "ban-b" {
		t.Errorf("who sits in b is offered %v", got)
	}
	p.Me.Seats = nil
	if got := ownBodies(p, all); len(got) != 2 {
		t.Errorf("who sits nowhere is offered %v", got)
	}
}
