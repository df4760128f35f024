package app

import (
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// SourceIn says where a task comes from.
type SourceIn struct {
	Kind string `json:"kind"` // conclusion, document, duty, other
	ID   string `json:"id"`
}

// TaskIn gives out a task with exactly one accountable seat or person.
type TaskIn struct {
	Body         committee.BodyKey    `json:"body"`
	In           string               `json:"in,omitempty"` // sub-body in which it is given out
	Title        committee.Prose      `json:"title"`
	Lead         committee.AgencyID   `json:"lead"`
	Accountable  committee.SeatID     `json:"accountable,omitempty"`
	Person       committee.PersonID   `json:"person,omitempty"`
	Coordinators []committee.AgencyID `json:"coordinators,omitempty"`
	Due          charter.Date         `json:"due,omitempty"`
	Source       *SourceIn            `json:"source,omitempty"`
	Reach        string               `json:"reach,omitempty"`
	// Object is the kind of work by which a charter tells powers apart (directive,
	// other-task …); empty: not said.
	Object string `json:"object,omitempty"`
}

// TaskActIn is one act on a task; which fields count depends on the act.
type TaskActIn struct {
	ID       committee.TaskID   `json:"id"`
	Act      charter.Act        `json:"act"` // task.update, task.accept, task.return, task.subassign, task.urge, task.request-extension, task.grant-extension
	Progress int                `json:"progress,omitempty"`
	Finished bool               `json:"finished,omitempty"`
	Note     committee.Prose    `json:"note,omitempty"`
	Person   committee.PersonID `json:"person,omitempty"`
	Until    charter.Date       `json:"until,omitempty"`
	Seen     int64              `json:"seen,omitempty"`
}

// EvidenceIn says what met one instance of a duty; Due is zero for a duty that
// has no day.
type EvidenceIn struct {
	Body committee.BodyKey `json:"body"`
	Rule string            `json:"rule"`
	Due  charter.Date      `json:"due,omitempty"`
	Kind string            `json:"kind"` // meeting, act, document, note
	Ref  string            `json:"ref,omitempty"`
	Note committee.Prose   `json:"note,omitempty"`
	Met  charter.Date      `json:"met"`
}
