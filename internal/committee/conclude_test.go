package committee

import (
	"testing"

	"nghisu/internal/charter"
)

// aConcluding is a meeting that is being held, with one conclusion that gave out a
// task, one whose work nobody answers for, and one in words alone.
func aConcluding() ReviseState {
	sub := Agency{ID: "so-1", Name: charter.Text{VI: "Sở 1"}}
	two := Agency{ID: "so-2", Name: charter.Text{VI: "Sở 2"}}
	seats := []Seat{{ID: "s-head", Role: "head"}, {ID: "s-1", Role: "member", Fill: Fill{Kind: FillDelegate, Ref: "so-1"}}, {ID: "s-2", Role: "member", Fill: Fill{Kind: FillDelegate, Ref: "so-2"}}}
	m := &Meeting{ID: "m1", Body: "ban-a", Kind: Regular, Chair: "s-head", State: Held, Agenda: []Item{{ID: "i1", Title: "Một", Conclusions: []Conclusion{
		{ID: "c1", Item: "i1", Work: "trình dự thảo", By: "s-head", Lead: "so-1", Accountable: "s-1", Task: "t1", Due: charter.NewDate(2030, 1, 31)},
		{ID: "c2", Item: "i1", Work: "khảo sát", By: "s-head", Due: charter.NewDate(2030, 2, 28)},
		{ID: "c3", Item: "i1", Text: "Thống nhất", By: "s-head"},
	}}}}
	return ReviseState{
		ConcludeState: ConcludeState{
			MeetingNow: MeetingNow{Meeting: m, Seats: seats},
			Assign:     AssignTaskState{Body: &Body{Key: "ban-a"}, Agencies: []Agency{sub, two}, Seats: seats},
		},
		Task: &Task{ID: "t1", Body: "ban-a", Title: "Trình dự thảo", Lead: "so-1", Accountable: "s-1", Due: charter.NewDate(2030, 1, 31), State: TaskOpen},
	}
}

func onTheDay() Env {
	n := 0
	return Env{Today: charter.NewDate(2030, 1, 2), NewID: func() string { n++; return "n" + string(rune('0'+n)) }}
}

// A conclusion needs words: its own, or the work that it gives out; the task is named
// after the work.
func TestConcludeWork(t *testing.T) {
	st := aConcluding().ConcludeState
	in := ConcludeIn{Meeting: "m1", Item: "i1", By: "s-head", Work: " lập kế hoạch. ", Lead: "so-2", Coordinators: []AgencyID{"so-1"}, Due: charter.NewDate(2030, 3, 1)}
	ev, err := Conclude(st, in, onTheDay())
	if err != nil {
		t.Fatal(err)
	}
	c, task := only[ItemConcluded](ev)[0], only[TaskAssigned](ev)[0]
	if c.Work != "lập kế hoạch" || c.Text != "" || c.Task != task.ID || c.Due != 0 {
		t.Errorf("concluded %+v", c)
	}
	if task.Title != "Lập kế hoạch" || task.Accountable != "s-2" || task.Due != in.Due || task.SourceID != string(c.ID) {
		t.Errorf("task %+v", task)
	}
	in.Work = ""
	ev, err = Conclude(st, in, onTheDay())
	says(t, "no words", "text.empty", ev, err)
	in = ConcludeIn{Meeting: "m1", Item: "i1", By: "s-head", Work: "khảo sát", Due: charter.NewDate(2030, 3, 1)}
	if ev, err = Conclude(st, in, onTheDay()); err != nil || len(ev) != 1 || ev[0].(ItemConcluded).Due != in.Due {
		t.Errorf("work that nobody answers for: %+v %v", ev, err)
	}
	in.Coordinators = []AgencyID{"so-1"}
	ev, err = Conclude(st, in, onTheDay())
	says(t, "helpers without a lead", "conclusion.nobody", ev, err)
	in.Coordinators, in.Due = nil, charter.NewDate(2029, 12, 31)
	ev, err = Conclude(st, in, onTheDay())
	says(t, "a day that is over", "task.due-in-past", ev, err)
	in.Due, in.Work = 0, "hai\ndòng"
	ev, err = Conclude(st, in, onTheDay())
	says(t, "two lines in a sentence", "text.control", ev, err)
}

// While the meeting lasts a conclusion and its task are said anew; what has been
// begun stays.
func TestReviseConclusion(t *testing.T) {
	revise := func(change func(*ReviseState, *ReviseIn)) ([]Event, error) {
		st := aConcluding()
		in := ReviseIn{Conclusion: "c1", ConcludeIn: ConcludeIn{Meeting: "m1", By: "s-head", Work: "trình dự thảo", Lead: "so-1", Due: charter.NewDate(2030, 1, 31)}}
		change(&st, &in)
		return ReviseConclusion(st, in, onTheDay())
	}
	for name, x := range map[string]struct {
		change func(*ReviseState, *ReviseIn)
		want   string // the events
	}{
		"words alone":      {func(_ *ReviseState, in *ReviseIn) { in.Text = "Thống nhất." }, "conclusion.revised/1"},
		"another lead":     {func(_ *ReviseState, in *ReviseIn) { in.Lead = "so-2" }, "conclusion.revised/1 task.revised/1"},
		"another day":      {func(_ *ReviseState, in *ReviseIn) { in.Due += 7 }, "conclusion.revised/1 task.revised/1"},
		"nobody any more":  {func(_ *ReviseState, in *ReviseIn) { in.Lead, in.Due = "", 0 }, "conclusion.revised/1 task.withdrawn/1"},
		"somebody at last": {func(_ *ReviseState, in *ReviseIn) { in.Conclusion = "c2" }, "conclusion.revised/1 task.assigned/1"},
		"begun, words":     {func(st *ReviseState, in *ReviseIn) { st.Task.Progress, in.Text = 10, "Thống nhất." }, "conclusion.revised/1"},
		"closed, corrected": {func(st *ReviseState, in *ReviseIn) {
			st.Meeting.State, in.Lead, in.Due, in.Text, in.Reason = Concluded, "", 0, "Thống nhất.", "sót"
		}, "conclusion.revised/1"},
	} {
		ev, err := revise(x.change)
		got := ""
		for _, e := range ev {
			got += " " + e.EventName()
		}
		if err != nil || got != " "+x.want {
			t.Errorf("%s: %s %v", name, got, err)
		}
	}
	ev, _ := revise(func(_ *ReviseState, in *ReviseIn) { in.Conclusion = "c2" })
	if c, task := only[ConclusionRevised](ev)[0], only[TaskAssigned](ev)[0]; c.Task != task.ID || c.Due != 0 {
		t.Errorf("given out: %+v %+v", c, task)
	}
	ev, _ = revise(func(_ *ReviseState, in *ReviseIn) { in.Lead, in.Due = "", 0 })
	if c := only[ConclusionRevised](ev)[0]; c.Task != "" {
		t.Errorf("its task is taken back: %+v", c)
	}
	for name, x := range map[string]struct {
		change func(*ReviseState, *ReviseIn)
		code   string
	}{
		"unknown":              {func(_ *ReviseState, in *ReviseIn) { in.Conclusion = "?" }, "conclusion.unknown"},
		"not presiding":        {func(_ *ReviseState, in *ReviseIn) { in.By = "s-1" }, "conclusion.not-presiding"},
		"begun":                {func(st *ReviseState, in *ReviseIn) { st.Task.Progress, in.Lead = 10, "so-2" }, "conclusion.task-begun"},
		"begun, taken back":    {func(st *ReviseState, in *ReviseIn) { st.Task.State, in.Lead, in.Due = TaskSubmitted, "", 0 }, "conclusion.task-begun"},
		"closed, no reason":    {func(st *ReviseState, in *ReviseIn) { st.Meeting.State, in.Lead, in.Due = Concluded, "", 0 }, "text.empty"},
		"closed, another lead": {func(st *ReviseState, in *ReviseIn) { st.Meeting.State, in.Reason, in.Lead = Concluded, "sót", "so-2" }, "conclusion.task-stands"},
		"closed, the same": {func(st *ReviseState, in *ReviseIn) {
			st.Meeting.State, in.Reason, in.Lead, in.Due = Concluded, "sót", "", 0
		}, "conclusion.same"},
		"cancelled": {func(st *ReviseState, _ *ReviseIn) { st.Meeting.State = Cancelled }, "meeting.state"},
		"against the count": {func(st *ReviseState, in *ReviseIn) {
			st.Mode, in.Side, st.Meeting.Agenda[0].Positions = charter.ModeVote, For, []Stand{{Seat: "s-1", Position: Against}}
		}, "conclusion.against-count"},
		"changed meanwhile": {func(st *ReviseState, in *ReviseIn) { st.Changed.Seq, in.Seen = 9, 3 }, "changed.meanwhile"},
	} {
		ev, err := revise(x.change)
		says(t, name, x.code, ev, err)
	}
}

func TestWithdrawConclusion(t *testing.T) {
	st := aConcluding()
	ev, err := WithdrawConclusion(st, WithdrawConclusionIn{Meeting: "m1", Conclusion: "c1", By: "s-head"}, onTheDay())
	if err != nil || len(ev) != 2 || ev[1].(TaskWithdrawn).ID != "t1" {
		t.Errorf("withdrawn: %+v %v", ev, err)
	}
	if ev, err = WithdrawConclusion(st, WithdrawConclusionIn{Meeting: "m1", Conclusion: "c3", By: "s-head"}, onTheDay()); err != nil || len(ev) != 1 {
		t.Errorf("without a task: %+v %v", ev, err)
	}
	st.Task.Progress = 5
	ev, err = WithdrawConclusion(st, WithdrawConclusionIn{Meeting: "m1", Conclusion: "c1", By: "s-head"}, onTheDay())
	says(t, "begun", "conclusion.task-begun", ev, err)
	st.Meeting.State = Concluded
	ev, err = WithdrawConclusion(st, WithdrawConclusionIn{Meeting: "m1", Conclusion: "c3", By: "s-head"}, onTheDay())
	says(t, "after the close", "meeting.state", ev, err)
}

// What a conclusion left open is filled later; what it says stays.
func TestSettleConclusion(t *testing.T) {
	st := aConcluding()
	st.Meeting.State = Concluded
	ev, err := SettleConclusion(st, SettleIn{Meeting: "m1", Conclusion: "c2", Lead: "so-2", By: "s-head"}, onTheDay())
	if err != nil {
		t.Fatal(err)
	}
	if c, task := only[ConclusionSettled](ev)[0], only[TaskAssigned](ev)[0]; c.Task != task.ID || task.Due != charter.NewDate(2030, 2, 28) || task.Title != "Khảo sát" {
		t.Errorf("settled %+v %+v: it keeps the day that was said", c, task)
	}
	ev, err = SettleConclusion(st, SettleIn{Meeting: "m1", Conclusion: "c2", Due: charter.NewDate(2030, 2, 1), By: "s-head"}, onTheDay())
	says(t, "nobody", "task.no-lead", ev, err)
	due := SettleIn{Meeting: "m1", Conclusion: "c1", Due: charter.NewDate(2030, 2, 1), By: "s-head"}
	ev, err = SettleConclusion(st, due, onTheDay())
	says(t, "it has a day", "conclusion.has-date", ev, err)
	st.Task.Due, st.Task.Progress = 0, 40
	if ev, err = SettleConclusion(st, due, onTheDay()); err != nil || only[TaskRevised](ev)[0].Due != due.Due || only[TaskRevised](ev)[0].Lead != "so-1" {
		t.Errorf("a day for what has begun: %+v %v", ev, err)
	}
	for name, x := range map[string]struct {
		change func(in *SettleIn)
		code   string
	}{
		"another owner": {func(in *SettleIn) { in.Lead = "so-2" }, "conclusion.has-owner"},
		"no day":        {func(in *SettleIn) { in.Due = 0 }, "date.empty"},
		"a past day":    {func(in *SettleIn) { in.Due = charter.NewDate(2029, 1, 1) }, "task.due-in-past"},
		"unknown":       {func(in *SettleIn) { in.Conclusion = "?" }, "conclusion.unknown"},
	} {
		in := due
		x.change(&in)
		ev, err = SettleConclusion(st, in, onTheDay())
		says(t, name, x.code, ev, err)
	}
	st.Task.State = TaskDone
	ev, err = SettleConclusion(st, due, onTheDay())
	says(t, "done", "task.state", ev, err)
}
