package api

import (
	"context"
	"net/http"
	"slices"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// TaskLine is a task in a list (nhiệm vụ).
type TaskLine struct {
	ID             committee.TaskID     `json:"id"`
	Body           committee.BodyKey    `json:"body"`
	BodyName       string               `json:"body_name"`
	Title          string               `json:"title"`
	LeadName       string               `json:"lead_name"`
	AccountableWho string               `json:"accountable_who"`
	Due            charter.Date         `json:"due"`
	DaysLeft       int                  `json:"days_left" doc:"Ngày làm việc; âm: đã quá · working days; negative when past"`
	Status         committee.TaskStatus `json:"status" enum:"done-on-time,done-late,in-time,overdue"`
	State          committee.TaskState  `json:"state" enum:"open,submitted,done"`
	Progress       int                  `json:"progress"`
}

func (c *call) taskLine(l app.TaskLine) TaskLine {
	return TaskLine{
		l.ID, l.Body, c.say(l.BodyName), l.Title, c.say(l.Lead), l.Accountable, l.Due, l.DaysLeft, l.Status, l.State, l.Progress,
	}
}

// sourceRef is what a task comes from.
type sourceRef struct {
	Kind string `json:"kind" enum:"conclusion,document,duty,other"`
	ID   string `json:"id"`
}

// Task is one task with its history.
type Task struct {
	TaskLine
	Lead             committee.AgencyID   `json:"lead"`
	Accountable      committee.SeatID     `json:"accountable"`
	Person           committee.PersonID   `json:"person"`
	Coordinators     []committee.AgencyID `json:"coordinators"`
	CoordinatorNames []string             `json:"coordinator_names"`
	FirstDue         charter.Date         `json:"first_due"`
	Source           *sourceRef           `json:"source,omitempty"`
	SourceWords      string               `json:"source_words"`
	Note             string               `json:"note"`
	Subassigned      string               `json:"subassigned"`
	Finished         charter.Date         `json:"finished"`
	AskedUntil       charter.Date         `json:"asked_until"`
	Offers           []offer              `json:"offers"`
	Acts             []actRecord          `json:"acts"`
	Changed          int64                `json:"changed"`
}

func (c *call) task(p app.TaskPage) Task {
	t := p.Task
	out := Task{
		TaskLine: c.taskLine(p.Line), Lead: t.Lead, Accountable: t.Accountable, Person: t.Person, Coordinators: some(t.Coordinators),
		CoordinatorNames: each(p.Coordinators, c.say), FirstDue: t.FirstDue, SourceWords: p.Source, Note: t.Note,
		Subassigned: p.Subassigned, Finished: t.Finished, AskedUntil: t.AskedUntil,
		Offers: each(p.Offers, c.offer), Acts: each(p.Acts, c.actRecord), Changed: p.Changed,
	}
	if t.SourceKind != "" {
		out.Source = &sourceRef{t.SourceKind, t.SourceID}
	}
	return out
}

// taskDone is a task after an act on it.
type taskDone struct {
	Task
	Done
}

// taskList is a page of tasks with the four counts of the whole filter.
type taskList struct {
	Items  []TaskLine                   `json:"items"`
	Next   *string                      `json:"next" nullable:"true"`
	Counts map[committee.TaskStatus]int `json:"counts"`
}

// taskIn gives out a task.
type taskIn struct {
	Body         committee.BodyKey    `json:"body"`
	In           string               `json:"in,omitempty" doc:"Khóa bộ phận khi giao trong bộ phận · key of the sub-body in which it is given"`
	Title        string               `json:"title"`
	Lead         committee.AgencyID   `json:"lead,omitempty"`
	Accountable  committee.SeatID     `json:"accountable,omitempty" doc:"Ghế chịu trách nhiệm; nếu không có ghế thì person · the seat that answers, or person"`
	Person       committee.PersonID   `json:"person,omitempty"`
	Coordinators []committee.AgencyID `json:"coordinators,omitempty" maxItems:"100"`
	Due          charter.Date         `json:"due,omitempty" format:"date"`
	Source       *sourceRef           `json:"source,omitempty"`
	Reach        string               `json:"reach,omitempty" enum:"outside"`
	Object       string               `json:"object,omitempty" doc:"Loại việc mà quy chế phân biệt · kind of work that the regulation tells apart"`
}

func (b taskIn) in() app.TaskIn {
	out := app.TaskIn{
		Body: b.Body, In: b.In, Title: committee.Prose(b.Title), Lead: b.Lead, Accountable: b.Accountable, Person: b.Person,
		Coordinators: b.Coordinators, Due: b.Due, Reach: b.Reach, Object: b.Object,
	}
	if b.Source != nil {
		out.Source = &app.SourceIn{Kind: b.Source.Kind, ID: b.Source.ID}
	}
	return out
}

// taskActIn is what an act on a task takes; which fields count depends on the
// act.
type taskActIn struct {
	Progress *int               `json:"progress,omitempty" minimum:"0" maximum:"100"`
	Finished bool               `json:"finished,omitempty"`
	Note     string             `json:"note,omitempty"`
	Person   committee.PersonID `json:"person,omitempty"`
	Until    charter.Date       `json:"until,omitempty" format:"date"`
	Seen     int64              `json:"seen,omitempty"`
}

// taskInputs names the inputs that each act on a task takes, beside seen.
var taskInputs = map[charter.Act][]string{
	"task.update":            {"progress", "finished", "note"},
	"task.accept":            {"note"},
	"task.return":            {"note"},
	"task.subassign":         {"person"},
	"task.urge":              {"note"},
	"task.request-extension": {"until", "note"},
	"task.grant-extension":   {"until"},
}

// stray names the first input that was sent to an act that does not take it.
func (b taskActIn) stray(act charter.Act) string {
	sent := []struct {
		name string
		set  bool
	}{
		{"progress", b.Progress != nil},
		{"finished", b.Finished},
		{"note", b.Note != ""},
		{"person", b.Person != ""},
		{"until", b.Until != 0},
	}
	for _, s := range sent {
		if s.set && !slices.Contains(taskInputs[act], s.name) {
			return s.name
		}
	}
	return ""
}

// tasks registers tasks.
func (s *server) tasks() {
	const tag = "tasks"
	look(s, tag, "list-tasks", "/tasks", "Các nhiệm vụ · Tasks", func(ctx context.Context, c *call, in *struct {
		Slice
		Status    committee.TaskStatus `query:"status" enum:"done-on-time,done-late,in-time,overdue"`
		DueBefore string               `query:"due_before" format:"date"`
		Lead      committee.AgencyID   `query:"lead"`
		Of        committee.BodyKey    `query:"body"`
		Mine      bool                 `query:"mine"`
		Q         string               `query:"q" maxLength:"200"`
	},
	) (taskList, error) {
		before, err := day(in.DueBefore)
		if err != nil {
			return taskList{}, err
		}
		l, err := s.App.Tasks(ctx, c.by, app.TaskFilter{
			Body: in.Of, Lead: in.Lead, Mine: in.Mine, Status: in.Status, DueBefore: before, Q: in.Q, Cursor: in.Cursor, Limit: in.Limit,
		})
		p := pageOf(each(l.Items, c.taskLine), l.Next)
		return taskList{p.Items, p.Next, l.Counts}, err
	})
	look(s, tag, "get-task", "/tasks/{id}", "Một nhiệm vụ · A task", func(ctx context.Context, c *call, in *ByTask) (Task, error) {
		p, err := s.App.Task(ctx, c.by, in.ID)
		if err != nil {
			return Task{}, err
		}
		return c.task(p), nil
	})
	act(s, http.MethodPost, tag, "assign-task", "/tasks", "Giao nhiệm vụ · Give out a task", 0, func(ctx context.Context, c *call, in *struct{ Body taskIn }) (taskDone, error) {
		r, err := s.App.AssignTask(ctx, c.by, in.Body.in())
		return s.taskAfter(ctx, c, committee.TaskID(r.Ref), r, err)
	})
	act(s, http.MethodPatch, tag, "act-on-task", "/tasks/{id}", "Cập nhật, nghiệm thu, trả lại, giao đầu mối, đôn đốc, gia hạn · Act on a task", 0, func(ctx context.Context, c *call, in *struct {
		ByTask
		Body struct {
			Act   charter.Act `json:"act"`
			Input taskActIn   `json:"input,omitempty"`
		}
	},
	) (taskDone, error) {
		b := in.Body.Input
		if taskInputs[in.Body.Act] == nil {
			return taskDone{}, committee.Wrong("act", "task.act", string(in.Body.Act))
		}
		if name := b.stray(in.Body.Act); name != "" {
			return taskDone{}, committee.Wrong("input."+name, "api.act-input", name)
		}
		x := app.TaskActIn{
			ID: in.ID, Act: in.Body.Act, Finished: b.Finished, Note: committee.Prose(b.Note), Person: b.Person, Until: b.Until, Seen: b.Seen,
		}
		if b.Progress != nil {
			x.Progress = *b.Progress
		}
		r, err := s.App.ActOnTask(ctx, c.by, x)
		return s.taskAfter(ctx, c, in.ID, r, err)
	})
}

// ByTask asks of one task.
type ByTask struct {
	ID committee.TaskID `path:"id"`
}

func (s *server) taskAfter(ctx context.Context, c *call, id committee.TaskID, r app.Receipt, err error) (taskDone, error) {
	if err != nil {
		return taskDone{}, err
	}
	out := taskDone{Done: doneOf(r)}
	p, err := s.App.Task(ctx, c.by, id)
	if err == nil {
		out.Task = c.task(p)
	}
	out.ID = id
	return out, passOver(err)
}
