package committee

import (
	"slices"

	"nghisu/internal/charter"
)

// ConclusionRevised says anew what was concluded: while the meeting lasts in place
// of what stood there, after its close as a correction with its reason (đính chính).
type ConclusionRevised struct {
	ID              ConclusionID `json:"id"`
	Meeting         MeetingID    `json:"meeting"`
	Body            BodyKey      `json:"body"`
	Text            Prose        `json:"text"`
	Work            Prose        `json:"work,omitempty"`
	By              SeatID       `json:"by"`
	For             int          `json:"for"`
	Against         int          `json:"against"`
	Side            Position     `json:"side,omitempty"`
	AgainstMajority bool         `json:"against_majority,omitempty"`
	Task            TaskID       `json:"task,omitempty"`
	Due             charter.Date `json:"due,omitempty"` // when nobody answers for it yet
	Reason          Prose        `json:"reason,omitempty"`
	Corrects        bool         `json:"corrects,omitempty"` // the meeting had been closed
}

// ConclusionWithdrawn takes a conclusion back while the meeting lasts (rút kết luận).
type ConclusionWithdrawn struct {
	ID      ConclusionID `json:"id"`
	Meeting MeetingID    `json:"meeting"`
	Body    BodyKey      `json:"body"`
}

// ConclusionSettled gives a conclusion the task that it lacked (giao việc sau).
type ConclusionSettled struct {
	ID      ConclusionID `json:"id"`
	Meeting MeetingID    `json:"meeting"`
	Body    BodyKey      `json:"body"`
	Task    TaskID       `json:"task"`
}

// EventName implements [Event].
func (ConclusionRevised) EventName() string { return "conclusion.revised/1" }

// EventName implements [Event].
func (ConclusionWithdrawn) EventName() string { return "conclusion.withdrawn/1" }

// EventName implements [Event].
func (ConclusionSettled) EventName() string { return "conclusion.settled/1" }

var conclusionEvents = []eventKind{
	kindOf[ConclusionRevised](),
	kindOf[ConclusionWithdrawn](),
	kindOf[ConclusionSettled](),
}

// conclusion finds a conclusion of a meeting with the item on which it stands.
func (m Meeting) conclusion(id ConclusionID) (*Conclusion, *Item) {
	for i := range m.Agenda {
		for j := range m.Agenda[i].Conclusions {
			if c := &m.Agenda[i].Conclusions[j]; c.ID == id && id != "" {
				return c, &m.Agenda[i]
			}
		}
	}
	return nil, nil
}

// ReviseState is what changing a conclusion needs.
type ReviseState struct {
	ConcludeState
	Task *Task // that it gave out; nil: none
}

// ReviseIn says a conclusion anew. Item is that of the conclusion, whatever it says.
type ReviseIn struct {
	ConcludeIn
	Conclusion ConclusionID
	Reason     string // needed once the meeting is closed
}

// ReviseConclusion says anew what was concluded, by who may conclude. While the
// meeting lasts its task follows, unless something has been done on it; once it is
// closed the words alone are corrected, with the reason.
func ReviseConclusion(state ReviseState, in ReviseIn, env Env) ([]Event, error) {
	var c check
	c.seen(in.Seen, state.Changed)
	m := state.Meeting
	if !c.found(m, in.Meeting, Held, Concluded) {
		return c.events()
	}
	old, item := m.conclusion(in.Conclusion)
	if old == nil {
		return nil, Missing("conclusion.unknown", string(in.Conclusion))
	}
	c.presiding(in.By, state.Seats, m.Chair, m.In, state.Deciders)
	closed := m.State == Concluded
	e := ConclusionRevised{ID: old.ID, Meeting: m.ID, Body: m.Body, By: in.By, Task: old.Task, Corrects: closed, Reason: c.note("reason", in.Reason, closed)}
	e.Text, e.Work = c.worded(in.Text, in.Work)
	if e.For, e.Against = old.For, old.Against; item.ID != "" && !closed {
		c.notVoting(item, false)
		e.For, e.Against = item.count()
	}
	e.Side, e.AgainstMajority = c.taken(state.ConcludeState, in.Side, e.For, e.Against)
	if !c.ok() {
		return c.events()
	}
	out := []Event{e}
	given := in.given()
	switch {
	case closed && given.any():
		c.fail(Clash("conclusion.task-stands"))
	case closed:
		if string(e.Text) == old.Text && string(e.Work) == old.Work && e.Side == old.Side {
			c.fail(Clash("conclusion.same"))
		}
		if old.Task == "" {
			e.Due = old.Due
		}
	case given.any() && old.Task == "":
		task := c.given(state.Assign, given, m.Body, e.ID, spoken(e.Text, e.Work), in.By, env)
		e.Task = task.ID
		out = []Event{e, task}
	case given.any():
		task := c.given(state.Assign, given, m.Body, e.ID, spoken(e.Text, e.Work), in.By, env)
		revised := TaskRevised{
			ID: old.Task, Body: m.Body, Title: task.Title, Lead: task.Lead, Accountable: task.Accountable, Person: task.Person,
			Coordinators: task.Coordinators, Due: task.Due,
		}
		if !revised.same(state.Task) {
			c.untouched(state.Task, old.Task)
			out = append(out, revised)
		}
	default:
		e.Due = c.loose(in.ConcludeIn, env)
		e.Task = ""
		out = []Event{e}
		if old.Task != "" {
			c.untouched(state.Task, old.Task)
			out = append(out, TaskWithdrawn{ID: old.Task, Body: m.Body})
		}
	}
	return c.events(out...)
}

// same reports whether a task is already as it is said anew.
func (e TaskRevised) same(t *Task) bool {
	return t != nil && t.Title == string(e.Title) && t.Lead == e.Lead && t.Accountable == e.Accountable && t.Person == e.Person &&
		t.Due == e.Due && slices.Equal(t.Coordinators, e.Coordinators)
}

// untouched asks that nothing has been done on a task yet.
func (c *check) untouched(t *Task, id TaskID) {
	switch {
	case t == nil:
		c.fail(Missing("task.unknown", string(id)))
	case t.State != TaskOpen || t.Progress > 0 || t.Note != "" || t.Subassigned != "" || t.AskedUntil != 0:
		c.fail(Clash("conclusion.task-begun", t.Title))
	}
}

// WithdrawConclusionIn takes a conclusion back.
type WithdrawConclusionIn struct {
	Meeting    MeetingID
	Conclusion ConclusionID
	By         SeatID
	Seen       int64
}

// WithdrawConclusion takes a conclusion back while the meeting lasts, with its task.
func WithdrawConclusion(state ReviseState, in WithdrawConclusionIn, _ Env) ([]Event, error) {
	var c check
	c.seen(in.Seen, state.Changed)
	m := state.Meeting
	if !c.found(m, in.Meeting, Held) {
		return c.events()
	}
	old, _ := m.conclusion(in.Conclusion)
	if old == nil {
		return nil, Missing("conclusion.unknown", string(in.Conclusion))
	}
	c.presiding(in.By, state.Seats, m.Chair, m.In, state.Deciders)
	out := []Event{ConclusionWithdrawn{ID: old.ID, Meeting: m.ID, Body: m.Body}}
	if old.Task != "" {
		c.untouched(state.Task, old.Task)
		out = append(out, TaskWithdrawn{ID: old.Task, Body: m.Body})
	}
	return c.events(out...)
}

// SettleIn gives a conclusion who answers for it, or the day that it lacks.
type SettleIn struct {
	Meeting      MeetingID
	Conclusion   ConclusionID
	Lead         AgencyID
	Accountable  SeatID
	Person       PersonID
	Coordinators []AgencyID
	Due          charter.Date
	By           SeatID
	Seen         int64
}

// SettleConclusion fills what a conclusion left open: who carries it out, by when.
// What it does say stays; another day is an extension, asked for and granted.
func SettleConclusion(state ReviseState, in SettleIn, env Env) ([]Event, error) {
	var c check
	c.seen(in.Seen, state.Changed)
	m := state.Meeting
	if !c.found(m, in.Meeting, Held, Concluded) {
		return c.events()
	}
	old, _ := m.conclusion(in.Conclusion)
	if old == nil {
		return nil, Missing("conclusion.unknown", string(in.Conclusion))
	}
	given := Given{"", in.Lead, in.Accountable, in.Person, in.Coordinators, in.Due}
	if given.Due == 0 && old.Due >= env.Today {
		given.Due = old.Due
	}
	if old.Task == "" {
		if !given.any() {
			c.fail(Wrong("lead", "task.no-lead"))
			return c.events()
		}
		task := c.given(state.Assign, given, m.Body, old.ID, spoken(Prose(old.Text), Prose(old.Work)), in.By, env)
		return c.events(ConclusionSettled{ID: old.ID, Meeting: m.ID, Body: m.Body, Task: task.ID}, task)
	}
	t := state.Task
	switch {
	case t == nil:
		return nil, Missing("task.unknown", string(old.Task))
	case t.Due != 0:
		c.fail(Clash("conclusion.has-date", t.Due.String()))
	case given.any() || len(in.Coordinators) > 0:
		c.fail(Clash("conclusion.has-owner", t.Title))
	case t.State == TaskDone:
		c.fail(Clash("task.state", string(t.State)))
	}
	c.day("due", in.Due)
	if in.Due != 0 && in.Due < env.Today {
		c.fail(Wrong("due", "task.due-in-past", in.Due.String(), env.Today.String()))
	}
	if !c.ok() {
		return c.events()
	}
	return c.events(TaskRevised{
		ID: t.ID, Body: t.Body, Title: Prose(t.Title), Lead: t.Lead, Accountable: t.Accountable, Person: t.Person,
		Coordinators: t.Coordinators, Due: in.Due,
	})
}
