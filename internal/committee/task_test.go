package committee

import (
	"testing"
	"time"

	"nghisu/internal/charter"
)

func TestAssignTask(t *testing.T) {
	tttt := Agency{ID: "so-tttt", Name: charter.Text{VI: "Sở Thông tin và Truyền thông"}}
	tc := Agency{ID: "so-tc", Name: charter.Text{VI: "Sở Tài chính"}}
	st := AssignTaskState{
		Body: &ngheAn, Agencies: []Agency{tttt, tc}, Seats: ngheAnSeats, Person: &Person{ID: "p1"},
		Posts:    []Post{{ID: "gd", Agency: "so-tttt", Leads: true}, {ID: "pgd", Agency: "so-tttt"}},
		Holdings: []Holding{{Post: "gd", Person: "p7", From: day("2018-01-01")}},
	}
	good := AssignTaskIn{
		Body: ngheAn.Key, Title: "Nâng cấp Cổng dịch vụ công", Lead: "so-tttt", Accountable: "s3", Coordinators: []AgencyID{"so-tc"},
		Due: day("2019-12-31"), SourceKind: "document", SourceID: "1234/UBND-CN", Assigner: "s1",
	}
	ev, err := AssignTask(st, good, envOn("2019-07-01"))
	says(t, "good", "", ev, err)
	for _, c := range []struct {
		name, code string
		edit       func(*AssignTaskIn, *AssignTaskState)
	}{
		{"two who answer", "task.two-accountable", func(in *AssignTaskIn, _ *AssignTaskState) { in.Person = "p1" }},
		{"a person", "", func(in *AssignTaskIn, _ *AssignTaskState) { in.Accountable, in.Person = "", "p1" }},
		{"no such person", "person.unknown", func(in *AssignTaskIn, st *AssignTaskState) {
			in.Accountable, in.Person, st.Person = "", "p1", nil
		}},
		{"a seat without a unit", "", func(in *AssignTaskIn, _ *AssignTaskState) { in.Lead = "" }},
		{"nobody", "task.no-lead", func(in *AssignTaskIn, _ *AssignTaskState) { in.Lead, in.Accountable = "", "" }},
		{"nobody leads the unit", "task.no-accountable", func(in *AssignTaskIn, st *AssignTaskState) { in.Accountable, st.Holdings = "", nil }},
		{"unknown unit", "agency.unknown", func(in *AssignTaskIn, _ *AssignTaskState) { in.Lead = "x" }},
		{"ended unit", "date.outside-life", func(_ *AssignTaskIn, st *AssignTaskState) {
			st.Agencies = []Agency{{ID: "so-tttt", To: day("2019-06-30")}, tc}
		}},
		{"seat of elsewhere", "seat.not-on-roster", func(in *AssignTaskIn, _ *AssignTaskState) { in.Accountable = "x" }},
		{"coordinates with itself", "task.coordinates-twice", func(in *AssignTaskIn, _ *AssignTaskState) { in.Coordinators = []AgencyID{"so-tttt"} }},
		{"coordinates twice", "task.coordinates-twice", func(in *AssignTaskIn, _ *AssignTaskState) {
			in.Coordinators = []AgencyID{"so-tc", "so-tc"}
		}},
		{"due in the past", "task.due-in-past", func(in *AssignTaskIn, _ *AssignTaskState) { in.Due = day("2019-06-30") }},
		{"due today", "", func(in *AssignTaskIn, _ *AssignTaskState) { in.Due = day("2019-07-01") }},
		{"no due date", "", func(in *AssignTaskIn, _ *AssignTaskState) { in.Due = 0 }},
		{"source", "task.source", func(in *AssignTaskIn, _ *AssignTaskState) { in.SourceKind = "rumour" }},
		{"empty source", "task.source-empty", func(in *AssignTaskIn, _ *AssignTaskState) { in.SourceID = "" }},
	} {
		in, s := good, st
		c.edit(&in, &s)
		ev, err := AssignTask(s, in, envOn("2019-07-01"))
		says(t, c.name, c.code, ev, err)
	}

	// Whoever answers where nobody is named: the delegate's seat, the seat of
	// the leading post, the seat of another post, the leader in person.
	good.Accountable = ""
	for _, c := range []struct {
		fills  []Fill
		seat   SeatID
		person PersonID
	}{
		{nil, "", "p7"},
		{[]Fill{{FillPost, "pgd"}}, "f0", ""},
		{[]Fill{{FillPost, "pgd"}, {FillPost, "gd"}}, "f1", ""},
		{[]Fill{{FillPost, "pgd"}, {FillPost, "gd"}, {FillDelegate, "so-tttt"}}, "f2", ""},
	} {
		s := st
		s.Seats = append([]Seat(nil), ngheAnSeats...)
		for i, f := range c.fills {
			s.Seats = append(s.Seats, Seat{ID: SeatID("f" + string(rune('0'+i))), Role: "member", Fill: f})
		}
		ev, err := AssignTask(s, good, envOn("2019-07-01"))
		says(t, "answers", "", ev, err)
		if e := ev[0].(TaskAssigned); e.Accountable != c.seat || e.Person != c.person {
			t.Errorf("%v: %s %s", c.fills, e.Accountable, e.Person)
		}
	}
}

func TestTaskActs(t *testing.T) {
	task := func(s TaskState) TaskNow {
		return TaskNow{Task: &Task{
			ID: "t1", Body: ngheAn.Key, Lead: "so-tttt", Due: day("2019-12-31"), FirstDue: day("2019-12-31"), State: s, Progress: 40,
			Created: at("2019-07-01", 9),
		}}
	}
	env := envOn("2019-11-04")
	acts := map[string]func(TaskNow) ([]Event, error){
		"update": func(st TaskNow) ([]Event, error) { return UpdateTask(st, UpdateTaskIn{Task: "t1", Progress: 60}, env) },
		"accept": func(st TaskNow) ([]Event, error) { return AcceptTask(st, AcceptTaskIn{Task: "t1"}, env) },
		"return": func(st TaskNow) ([]Event, error) {
			return ReturnTask(st, ReturnTaskIn{Task: "t1", Reason: "Thiếu số liệu"}, env)
		},
		"urge": func(st TaskNow) ([]Event, error) { return UrgeTask(st, UrgeTaskIn{Task: "t1"}, env) },
		"ask": func(st TaskNow) ([]Event, error) {
			return AskExtension(st, AskExtensionIn{Task: "t1", Until: day("2020-01-31"), Reason: "Chờ kinh phí"}, env)
		},
		"grant": func(st TaskNow) ([]Event, error) {
			return GrantExtension(st, GrantExtensionIn{Task: "t1", Until: day("2020-01-31")}, env)
		},
		"subassign": func(st TaskNow) ([]Event, error) {
			return SubassignTask(SubassignTaskState{
				TaskNow: st, Person: &Person{ID: "p8"}, Agencies: []Agency{{ID: "so-tttt"}, {ID: "phong", Parent: "so-tttt"}},
				Posts: []Post{{ID: "cv", Agency: "phong"}}, Holdings: []Holding{{Post: "cv", Person: "p8", From: day("2018-01-01")}},
			}, SubassignTaskIn{Task: "t1", Person: "p8"}, env)
		},
	}
	no := "task.state"
	for name, want := range map[string][3]string{ // open, submitted, done
		"update": {"", no, no}, "accept": {no, "", no}, "return": {no, "", no}, "urge": {"", no, no},
		"ask": {"", no, no}, "grant": {"", no, no}, "subassign": {"", "", no},
	} {
		for i, s := range []TaskState{TaskOpen, TaskSubmitted, TaskDone} {
			ev, err := acts[name](task(s))
			says(t, name+" "+string(s), want[i], ev, err)
		}
		ev, err := acts[name](TaskNow{})
		says(t, name+" nothing", "task.unknown", ev, err)
	}

	for _, c := range []struct {
		name, code string
		in         UpdateTaskIn
	}{
		{"over 100", "task.progress", UpdateTaskIn{Progress: 101}},
		{"below 0", "task.progress", UpdateTaskIn{Progress: -1}},
		{"nothing new", "task.nothing-new", UpdateTaskIn{Progress: 40}},
		{"finished today", "", UpdateTaskIn{Finished: true}},
		{"finished before", "", UpdateTaskIn{Finished: true, On: day("2019-10-31")}},
		{"finished tomorrow", "date.to-come", UpdateTaskIn{Finished: true, On: day("2019-11-05")}},
		{"finished before it was given", "task.finished-before-given", UpdateTaskIn{Finished: true, On: day("2019-06-30")}},
		{"day without a result", "task.day-without-result", UpdateTaskIn{Progress: 50, On: day("2019-11-01")}},
	} {
		c.in.Task = "t1"
		ev, err := UpdateTask(task(TaskOpen), c.in, env)
		says(t, c.name, c.code, ev, err)
		if err == nil && ev[0].(TaskUpdated).Progress != 100 {
			t.Errorf("%s: %+v", c.name, ev[0])
		}
	}

	asked := task(TaskOpen)
	ev, err := GrantExtension(asked, GrantExtensionIn{Task: "t1"}, env)
	says(t, "nothing asked", "task.no-extension-asked", ev, err)
	asked.Task.AskedUntil = day("2020-02-29")
	ev, err = GrantExtension(asked, GrantExtensionIn{Task: "t1"}, env)
	says(t, "what was asked", "", ev, err)
	if e := ev[0].(ExtensionGranted); e.Until != day("2020-02-29") {
		t.Errorf("%+v", e)
	}
	ev, err = AskExtension(asked, AskExtensionIn{Task: "t1", Until: day("2019-12-31"), Reason: "x"}, env)
	says(t, "not later", "task.not-later", ev, err)
	asked.Task.Due = 0
	ev, err = AskExtension(asked, AskExtensionIn{Task: "t1", Until: day("2020-12-31"), Reason: "x"}, env)
	says(t, "no date", "task.no-due", ev, err)
	asked.Changed = Change{Seq: 5, What: "Gia hạn", Who: "Ủy viên 3"}
	ev, err = UrgeTask(asked, UrgeTaskIn{Task: "t1", Seen: 4}, env)
	says(t, "two tabs", "changed.meanwhile", ev, err)
}

func TestTaskStatus(t *testing.T) {
	due := day("2019-12-31")
	for _, c := range []struct {
		task Task
		on   string
		want TaskStatus
	}{
		{Task{Due: due, State: TaskOpen}, "2019-12-31", InTime},
		{Task{Due: due, State: TaskOpen}, "2020-01-01", Overdue},
		{Task{Due: due, State: TaskSubmitted}, "2020-01-01", Overdue},
		{Task{Due: due, State: TaskDone, Finished: due}, "2020-05-01", DoneOnTime},
		{Task{Due: due, State: TaskDone, Finished: due + 1}, "2020-05-01", DoneLate},
		{Task{State: TaskOpen}, "2030-01-01", InTime},
	} {
		if got := c.task.Status(day(c.on)); got != c.want {
			t.Errorf("%+v on %s: %s", c.task, c.on, got)
		}
	}
	zone := envOn("2019-07-01")
	if got := zone.Day(time.Date(2019, 6, 30, 18, 0, 0, 0, time.UTC)); got != day("2019-07-01") {
		t.Errorf("the day in Hà Nội is %s", got)
	}
}
