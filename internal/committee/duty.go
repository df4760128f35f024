package committee

import "nghisu/internal/charter"

// Evidence is what shows that a duty was met (chứng cứ).
type Evidence struct {
	ID   EvidenceID
	Body BodyKey
	Rule string       // id of the duty or series rule
	Due  charter.Date // the due day of the instance (the last one when partial); zero: it has no day
	Kind string       // meeting, act, document, note
	Ref  string       // meeting or act id, or a document's number
	Note string
	Met  charter.Date // the day on which it was met
}

// DutyMet records that an instance of a duty was met, and by what.
type DutyMet struct {
	ID   EvidenceID   `json:"id"`
	Body BodyKey      `json:"body"`
	Rule string       `json:"rule"`
	Due  charter.Date `json:"due"`
	Kind string       `json:"kind"`
	Ref  string       `json:"ref,omitempty"`
	Note Prose        `json:"note,omitempty"`
	Met  charter.Date `json:"met"`
}

// DutyState is what the duty board shows of an instance.
type DutyState string

// The states of a duty: đạt, chưa tới hạn, bỏ lỡ, đạt muộn.
const (
	DutyDone DutyState = "met"
	DutyDue  DutyState = "due"
	DutyMiss DutyState = "missed"
	DutyLate DutyState = "met-late"
)

// DutyLine is one instance of an obligation on the duty board.
type DutyLine struct {
	Obligation charter.Obligation
	State      DutyState
	Evidence   []Evidence
	DaysLeft   int // working days until the last day it may be met; negative when past
}

// EventName implements [Event].
func (DutyMet) EventName() string { return "duty.met/1" }

var dutyEvents = []eventKind{
	kindOf[DutyMet](),
}
