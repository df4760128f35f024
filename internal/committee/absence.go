package committee

import (
	"time"

	"nghisu/internal/charter"
)

// ActLeave is giving or refusing the leave without which somebody may not be absent
// (cho phép vắng họp). Regulations say whose leave an absence needs; that is whose act
// it is.
const ActLeave charter.Act = "absence.rule"

// LeaveRuling is what became of the leave that an absence needs.
type LeaveRuling struct {
	Granted bool
	Reason  string
	By      PersonID
	At      time.Time
}

// AbsenceState is how an absence stands (tình trạng xin vắng).
type AbsenceState string

// How an absence stands.
const (
	AbsenceTold    AbsenceState = ""        // it needs nobody's leave, or nobody is absent
	AbsencePending AbsenceState = "pending" // chờ cho phép
	AbsenceGranted AbsenceState = "granted" // vắng có phép
	AbsenceRefused AbsenceState = "refused" // vắng không phép
)

// Absence says how the absence of who answered so stands by what the charter says.
func (x InvitationAnswer) Absence(rule *AttendanceRule) AbsenceState {
	switch {
	case x.Answer != AnswerAbsent || x.Seat == "" || rule == nil || len(rule.LeaveOf) == 0:
		return AbsenceTold
	case x.Leave == nil:
		return AbsencePending
	case x.Leave.Granted:
		return AbsenceGranted
	}
	return AbsenceRefused
}

// RuleAbsenceIn gives or refuses leave.
type RuleAbsenceIn struct {
	Meeting  MeetingID
	Seat     SeatID // who asks
	Granted  bool
	Reason   string // needed when it is refused
	Revision int    // of the answer looked at; 0: none was looked at
	Person   PersonID
}

// RuleAbsence gives the leave that an absence needs, or refuses it, by whoever the
// charter names, until the meeting is closed. It can be changed: the last word holds.
// Where the charter asks that an absence is told and no more, nothing is given.
func RuleAbsence(state AnsweringState, in RuleAbsenceIn, env Env) ([]Event, error) {
	var c check
	if !c.found(state.Meeting, in.Meeting, Convened, Postponed, Held) {
		return c.events()
	}
	x := state.answer(Party{Seat: in.Seat})
	if x == nil || x.Answer != AnswerAbsent || !x.Holds(*state.Meeting) {
		c.fail(Clash("absence.not-absent"))
		return c.events()
	}
	switch x.Absence(state.Rule) {
	case AbsenceTold:
		f := &Fault{Kind: Conflict, Code: "absence.no-leave", Field: "seat"}
		if state.Rule != nil && len(state.Rule.Verdict.Clauses) > 0 {
			v := state.Rule.Verdict
			f.Verdict = &v
		}
		c.fail(f)
	case AbsenceGranted, AbsenceRefused:
		if x.Leave.Granted == in.Granted {
			c.fail(Clash("absence.ruled"))
		}
	case AbsencePending:
	}
	if env = env.NotBefore(x.At); x.Leave != nil {
		env = env.NotBefore(x.Leave.At)
	}
	switch {
	case in.Revision != 0 && in.Revision != x.Revision:
		c.fail(Clash("answer.changed"))
	case x.At.After(env.Now), x.Leave != nil && x.Leave.At.After(env.Now):
		c.fail(Clash("answer.newer"))
	}
	return c.events(AbsenceRuled{
		Meeting: in.Meeting, Body: state.Meeting.Body, Seat: in.Seat, Revision: x.Revision, Granted: in.Granted,
		Reason: c.note("reason", in.Reason, !in.Granted), Person: in.Person, At: env.Now.UnixMicro(),
	})
}

// AbsenceRuled is leave given or refused. It is of one answer: who answers anew asks
// anew.
type AbsenceRuled struct {
	Meeting  MeetingID `json:"meeting"`
	Body     BodyKey   `json:"body"`
	Seat     SeatID    `json:"seat"`
	Revision int       `json:"revision"`
	Granted  bool      `json:"granted"`
	Reason   Prose     `json:"reason,omitempty"`
	Person   PersonID  `json:"person,omitempty"`
	At       int64     `json:"at"`
}

// EventName implements [Event].
func (AbsenceRuled) EventName() string { return "absence.ruled/1" }
