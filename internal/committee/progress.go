package committee

import (
	"slices"
	"strconv"

	"nghisu/internal/charter"
)

// TaskNow is what the acts on a task need of the store.
type TaskNow struct {
	Task    *Task
	Changed Change
}

// open asks that the task exists, has not changed under the user's eyes and is
// in one of the states; nil when there is no such task.
func (c *check) open(state TaskNow, id TaskID, seen int64, states ...TaskState) *Task {
	if state.Task == nil {
		c.fail(Missing("task.unknown", string(id)))
		return nil
	}
	c.seen(seen, state.Changed)
	if !slices.Contains(states, state.Task.State) {
		c.fail(Clash("task.state", string(state.Task.State)))
	}
	return state.Task
}

// UpdateTaskIn reports progress.
type UpdateTaskIn struct {
	Task     TaskID
	Progress int // percent, 0–100
	Note     string
	Finished bool         // the result is handed in
	On       charter.Date // the day on which it was; zero: today
	Seen     int64
}

// UpdateTask reports progress, or hands in the result (cập nhật tiến độ, báo
// cáo hoàn thành). A finished task stands at 100 percent.
func UpdateTask(state TaskNow, in UpdateTaskIn, env Env) ([]Event, error) {
	var c check
	t := c.open(state, in.Task, in.Seen, TaskOpen)
	if t == nil {
		return c.events()
	}
	if in.Progress < 0 || in.Progress > 100 {
		c.fail(Wrong("progress", "task.progress", strconv.Itoa(in.Progress)))
	}
	e := TaskUpdated{ID: in.Task, Body: t.Body, Progress: in.Progress, Note: c.note("note", in.Note, false)}
	switch {
	case in.Finished:
		e.Progress, e.Finished = 100, in.On
		if in.On == 0 {
			e.Finished = env.Today
		}
		if e.Finished > env.Today {
			c.fail(Wrong("finished", "date.to-come", e.Finished.String()))
		}
		if given := env.Day(t.Created); !t.Created.IsZero() && e.Finished < given {
			c.fail(Wrong("finished", "task.finished-before-given", given.String()))
		}
	case in.On != 0:
		c.fail(Wrong("finished", "task.day-without-result"))
	case in.Progress == t.Progress && e.Note == "":
		c.fail(Clash("task.nothing-new"))
	}
	return c.events(e)
}

// AcceptTaskIn closes a task.
type AcceptTaskIn struct {
	Task TaskID
	Note string
	Seen int64
}

// AcceptTask closes a task whose result was handed in and is accepted (nghiệm
// thu).
func AcceptTask(state TaskNow, in AcceptTaskIn, _ Env) ([]Event, error) {
	var c check
	t := c.open(state, in.Task, in.Seen, TaskSubmitted)
	if t == nil {
		return c.events()
	}
	return c.events(TaskAccepted{ID: in.Task, Body: t.Body, Note: c.note("note", in.Note, false)})
}

// ReturnTaskIn sends a result back.
type ReturnTaskIn struct {
	Task   TaskID
	Reason string
	Seen   int64
}

// ReturnTask sends a result back with the reason (trả lại).
func ReturnTask(state TaskNow, in ReturnTaskIn, _ Env) ([]Event, error) {
	var c check
	t := c.open(state, in.Task, in.Seen, TaskSubmitted)
	if t == nil {
		return c.events()
	}
	return c.events(TaskReturned{ID: in.Task, Body: t.Body, Reason: c.note("reason", in.Reason, true)})
}

// UrgeTaskIn urges a task.
type UrgeTaskIn struct {
	Task TaskID
	Note string
	Seen int64
}

// UrgeTask urges whoever answers for a task (đôn đốc).
func UrgeTask(state TaskNow, in UrgeTaskIn, _ Env) ([]Event, error) {
	var c check
	t := c.open(state, in.Task, in.Seen, TaskOpen)
	if t == nil {
		return c.events()
	}
	return c.events(TaskUrged{ID: in.Task, Body: t.Body, Note: c.note("note", in.Note, false)})
}

// AskExtensionIn asks for a later date.
type AskExtensionIn struct {
	Task   TaskID
	Until  charter.Date
	Reason string
	Seen   int64
}

// AskExtension asks for a later date with the reason (xin gia hạn). A later
// request stands in for an earlier one that was not answered.
func AskExtension(state TaskNow, in AskExtensionIn, env Env) ([]Event, error) {
	var c check
	t := c.open(state, in.Task, in.Seen, TaskOpen)
	if t == nil {
		return c.events()
	}
	c.later(t, in.Until, env)
	return c.events(ExtensionAsked{ID: in.Task, Body: t.Body, Until: in.Until, Reason: c.note("reason", in.Reason, true)})
}

// GrantExtensionIn sets a later date.
type GrantExtensionIn struct {
	Task  TaskID
	Until charter.Date // zero: the date asked for
	Seen  int64
}

// GrantExtension sets a later date: the one asked for, or another (gia hạn).
// The date first set stays known.
func GrantExtension(state TaskNow, in GrantExtensionIn, env Env) ([]Event, error) {
	var c check
	t := c.open(state, in.Task, in.Seen, TaskOpen)
	if t == nil {
		return c.events()
	}
	until := in.Until
	if until == 0 {
		until = t.AskedUntil
	}
	if until == 0 {
		c.fail(Clash("task.no-extension-asked"))
	}
	c.later(t, until, env)
	return c.events(ExtensionGranted{ID: in.Task, Body: t.Body, Until: until})
}

// later asks that a new date comes after the one that holds, and after today.
func (c *check) later(t *Task, until charter.Date, env Env) {
	switch {
	case t.Due == 0:
		c.fail(Clash("task.no-due"))
	case until == 0:
		c.fail(Wrong("until", "date.empty"))
	case until <= t.Due:
		c.fail(Wrong("until", "task.not-later", t.Due.String()))
	case until < env.Today:
		c.fail(Wrong("until", "task.due-in-past", until.String(), env.Today.String()))
	}
}
