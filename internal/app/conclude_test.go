package app_test

import (
	"context"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// sits gives a meeting of body C that is being held, called for this test.
func (w *world) holds(title string) committee.MeetingID {
	w.t.Helper()
	id := w.meet(title, w.at.Add(time.Minute), w.seatOf("head"))
	w.at = w.at.Add(2 * time.Minute)
	w.must(w.app.RecordPresence(context.Background(), w.as("secretary"), app.PresenceIn{Meeting: id, Present: []app.PresentIn{{Seat: w.seatOf("head"), How: "present"}}}))
	return id
}

// A conclusion in its half-written sentence gives out a task, is said anew while the
// meeting lasts, and corrected afterwards; its task follows until somebody has begun.
func TestConclusionsAreSaidAnew(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		id := w.holds("Phiên kết luận")
		conclude := func(by string, in app.ConcludeIn) error {
			in.Meeting = id
			_, err := w.app.Conclude(ctx, w.as(by), in)
			return err
		}
		so1, so2 := w.agency["so1"], w.agency["so2"]
		if err := conclude("head", app.ConcludeIn{Work: "trình dự thảo", Lead: so2, Coordinators: []committee.AgencyID{so1}, Due: day("2019-06-28")}); err != nil {
			t.Fatal(err)
		}
		// The secretary enters what the head says, in the head's name.
		if err := conclude("secretary", app.ConcludeIn{Work: "khảo sát", Due: day("2019-07-31")}); err != nil {
			t.Fatalf("the secretary for the head: %v", err)
		}
		refusedBy(t, conclude("member1", app.ConcludeIn{Work: "việc khác"}), charter.ReasonNotHolder, "quy-che/2.1", "head")
		said := w.conclusions(id)
		c := said[0]
		if c.Work != "trình dự thảo" || c.Lead != so2 || len(c.Coordinators) != 1 || c.Accountable == "" && c.Person == "" || c.Due != day("2019-06-28") {
			t.Errorf("concluded %+v", c)
		}
		if said[1].Due != day("2019-07-31") || said[1].Task != "" {
			t.Errorf("without who answers: %+v", said[1])
		}
		task := func(by string) (app.TaskPage, error) { return w.app.Task(ctx, w.as(by), c.Task) }
		if _, err := task("lead-so1"); err != nil {
			t.Errorf("who helps sees the task: %v", err)
		}

		// Said anew: the task follows, and so does who sees it.
		revise := func(by string, change func(*app.ReviseIn)) error {
			in := app.ReviseIn{Meeting: id, Conclusion: c.ID, Work: "trình dự thảo quyết định", Lead: so2, Due: day("2019-08-30")}
			change(&in)
			_, err := w.app.ReviseConclusion(ctx, w.as(by), in)
			return err
		}
		as := func(*app.ReviseIn) {}
		refusedBy(t, revise("member1", as), charter.ReasonNotHolder, "quy-che/2.1", "head")
		if err := revise("secretary", as); err != nil {
			t.Fatalf("revised: %v", err)
		}
		got, err := task("lead-so2")
		if err != nil || got.Task.Title != "Trình dự thảo quyết định" || got.Task.Due != day("2019-08-30") || got.Task.FirstDue != day("2019-08-30") || len(got.Coordinators) != 0 {
			t.Errorf("its task: %+v, %v", got.Task, err)
		}
		if _, err := task("lead-so1"); fault(err) == nil || fault(err).Kind != committee.NotFound {
			t.Errorf("who does not help any more sees it: %v", err)
		}
		if err := revise("head", func(in *app.ReviseIn) { in.Lead, in.Due = "", 0 }); err != nil {
			t.Fatal(err)
		}
		if _, err := task("lead-so2"); fault(err) == nil || fault(err).Kind != committee.NotFound {
			t.Errorf("a task that was taken back is still there: %v", err)
		}
		if err := revise("head", as); err != nil {
			t.Fatal(err)
		}
		c = w.conclusions(id)[0]
		w.must(w.app.ActOnTask(ctx, w.as("lead-so2"), app.TaskActIn{ID: c.Task, Act: "task.update", Progress: 10}))
		wants(t, revise("head", func(in *app.ReviseIn) { in.Lead = so1 }), committee.Conflict, "conclusion.task-begun")
		_, err = w.app.WithdrawConclusion(ctx, w.as("head"), app.WithdrawConclusionIn{Meeting: id, Conclusion: c.ID})
		wants(t, err, committee.Conflict, "conclusion.task-begun")
		if err := conclude("head", app.ConcludeIn{Text: "Ghi nhầm."}); err != nil {
			t.Fatal(err)
		}
		wrong := w.conclusions(id)[2].ID
		_, err = w.app.WithdrawConclusion(ctx, w.as("member1"), app.WithdrawConclusionIn{Meeting: id, Conclusion: wrong})
		refusedBy(t, err, charter.ReasonNotHolder, "quy-che/2.1", "head")
		w.must(w.app.WithdrawConclusion(ctx, w.as("head"), app.WithdrawConclusionIn{Meeting: id, Conclusion: wrong}))
		if n := len(w.conclusions(id)); n != 2 {
			t.Errorf("%d conclusions, want 2", n)
		}

		w.must(w.app.CloseMeeting(ctx, w.as("head"), app.CloseIn{Meeting: id}))
		_, err = w.app.WithdrawConclusion(ctx, w.as("head"), app.WithdrawConclusionIn{Meeting: id, Conclusion: c.ID})
		wants(t, err, committee.Conflict, "meeting.state")
		wants(t, revise("head", func(in *app.ReviseIn) { in.Lead, in.Due = "", 0 }), committee.Invalid, "text.empty")
		if err := revise("head", func(in *app.ReviseIn) {
			in.Lead, in.Due, in.Text, in.Reason = "", 0, "Thống nhất.", "Sót một câu"
		}); err != nil {
			t.Fatalf("corrected: %v", err)
		}
		if c := w.conclusions(id)[0]; !c.Corrected || c.Text != "Thống nhất." || c.Lead != so2 {
			t.Errorf("after the correction %+v", c)
		}
		replayed, err := w.app.Replay(ctx, w.office)
		if err != nil || !replayed.OK {
			t.Errorf("replay %+v %v", replayed, err)
		}
	})
}

// What conclusions leave open is listed for those who see the meeting, and settled
// later by who may give out work.
func TestOpenConclusions(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		id := w.holds("Phiên còn ngỏ")
		for _, in := range []app.ConcludeIn{
			{Work: "khảo sát"}, {Work: "lập danh mục", Lead: w.agency["so2"]}, {Work: "trình dự thảo", Lead: w.agency["so2"], Due: day("2019-06-28")}, {Text: "Thống nhất."},
		} {
			in.Meeting = id
			w.must(w.app.Conclude(ctx, w.as("head"), in))
		}
		w.must(w.app.CloseMeeting(ctx, w.as("head"), app.CloseIn{Meeting: id}))
		open := func(by string) (out []app.OpenConclusion) {
			list, err := w.app.OpenConclusions(ctx, w.as(by), bodyC)
			if err != nil {
				t.Fatal(err)
			}
			return list
		}
		list := open("head")
		if len(list) != 2 || list[0].Conclusion.Work != "khảo sát" || list[1].Conclusion.Task == "" || !list[0].Settles || list[0].Meeting.ID != id {
			t.Fatalf("open: %+v", list)
		}
		for who, want := range map[string]int{"secretary": 2, "member1": 2, "outsider": 0} {
			if n := len(open(who)); n != want {
				t.Errorf("%s sees %d, want %d", who, n, want)
			}
		}
		if open("member1")[0].Settles {
			t.Error("a member is offered to settle")
		}
		settle := func(by string, in app.SettleIn) error {
			in.Meeting = id
			_, err := w.app.SettleConclusion(ctx, w.as(by), in)
			return err
		}
		none, undated := list[0].Conclusion.ID, list[1].Conclusion.ID
		refusedBy(t, settle("member1", app.SettleIn{Conclusion: none, Lead: w.agency["so1"]}), charter.ReasonNotHolder, "quy-che/5.1", "head", "deputy")
		wants(t, settle("head", app.SettleIn{Conclusion: none, Due: day("2019-06-28")}), committee.Invalid, "task.no-lead")
		if err := settle("secretary", app.SettleIn{Conclusion: none, Lead: w.agency["so1"], Due: day("2019-06-28")}); err != nil {
			t.Fatalf("the secretary for the head: %v", err)
		}
		wants(t, settle("head", app.SettleIn{Conclusion: undated, Lead: w.agency["so1"], Due: day("2019-06-28")}), committee.Conflict, "conclusion.has-owner")
		if err := settle("head", app.SettleIn{Conclusion: undated, Due: day("2019-06-28")}); err != nil {
			t.Fatal(err)
		}
		if list := open("head"); len(list) != 0 {
			t.Errorf("still open: %+v", list)
		}
		task, err := w.app.Task(ctx, w.as("lead-so1"), w.conclusions(id)[0].Task)
		if err != nil || task.SourceLink != id || task.Task.Title != "Khảo sát" {
			t.Errorf("the task given out afterwards: %+v %v", task.Task, err)
		}
	})
}

// What is concluded on a confidential item is no more told by what it leaves open
// than by the meeting, and its task is not the whole body's.
func TestOpenConclusionsOfAConfidentialItem(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		id := w.expanded("Phiên kín")
		w.must(w.app.ArrangeAgenda(ctx, w.as("head"), app.ArrangeIn{Meeting: id, Items: []app.ArrangeItemIn{{Title: "Việc kín", Closed: true}}}))
		page, err := w.app.Meeting(ctx, w.as("head"), id)
		if err != nil {
			t.Fatal(err)
		}
		w.at = page.Meeting.Start.Add(time.Minute)
		w.must(w.app.Conclude(ctx, w.as("head"), app.ConcludeIn{Meeting: id, Item: page.Meeting.Agenda[0].ID, Work: "việc kín"}))
		for who, want := range map[string]int{"head": 1, "member1": 0} {
			list, err := w.app.OpenConclusions(ctx, w.as(who), bodyC)
			if err != nil || len(list) != want {
				t.Errorf("%s sees %+v, %v", who, list, err)
			}
		}
		of := w.conclusions(id)[0].ID
		_, err = w.app.SettleConclusion(ctx, w.as("member1"), app.SettleIn{Meeting: id, Conclusion: of, Lead: w.agency["so2"]})
		wants(t, err, committee.NotFound, "conclusion.unknown")
		w.must(w.app.SettleConclusion(ctx, w.as("head"), app.SettleIn{Meeting: id, Conclusion: of, Lead: w.agency["so2"]}))
		task := w.conclusions(id)[0].Task
		if _, err := w.app.Task(ctx, w.as("lead-so2"), task); err != nil {
			t.Errorf("who carries it out: %v", err)
		}
		if _, err := w.app.Task(ctx, w.as("deputy"), task); fault(err) == nil {
			t.Error("the body sees the task of a confidential item")
		}
	})
}
