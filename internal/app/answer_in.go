package app

import (
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// AnswerIn answers an invitation to a meeting (trả lời dự họp). Channel is how the
// answer came: empty, the edge over which it was given; "mail" and "calendar" when
// a letter was answered; "telephone" and "paper" when somebody else writes it down,
// who then has to say for whom.
type AnswerIn struct {
	Meeting  committee.MeetingID  `json:"meeting"`
	By       PartyIn              `json:"by,omitzero"` // empty: the only party for which the actor answers
	Answer   committee.AnswerKind `json:"answer"`      // attend, online, absent, undecided
	Reason   committee.Prose      `json:"reason,omitempty"`
	Channel  string               `json:"channel,omitempty"`
	People   []RepresentativeIn   `json:"people,omitempty"`   // whom an agency sends, or who comes instead of an absent member
	Revision int                  `json:"revision,omitempty"` // of the answer looked at; 0: none was
	Filled   FilledIn             `json:"filled,omitzero"`
}

// RepresentativeIn is who comes for a party.
type RepresentativeIn struct {
	Name  committee.Prose `json:"name"`
	Title committee.Prose `json:"title,omitempty"`
}

// recorded reports whether the answer is written down for the party.
func (in AnswerIn) recorded() bool { return in.Channel == "telephone" || in.Channel == "paper" }

// SubstituteIn names who comes instead of an absent member (cử người dự thay).
type SubstituteIn struct {
	Meeting committee.MeetingID `json:"meeting"`
	Seat    committee.SeatID    `json:"seat"`
	Name    committee.Prose     `json:"name"`
	Title   committee.Prose     `json:"title,omitempty"`
}

// RuleAbsenceIn gives the leave that an absence needs, or refuses it (cho phép vắng
// họp).
type RuleAbsenceIn struct {
	Meeting  committee.MeetingID `json:"meeting"`
	Seat     committee.SeatID    `json:"seat"`
	Granted  bool                `json:"granted"`
	Reason   committee.Prose     `json:"reason,omitempty"`   // needed when it is refused
	Revision int                 `json:"revision,omitempty"` // of the answer looked at
}

// AnswerPage is who has answered an invitation and how, as its reader may see it.
type AnswerPage struct {
	Lines  []AnswerLine
	Counts AnswerCounts
	Mine   []MyInvitation            // the parties for which the reader answers
	Open   bool                      // it can still be answered
	Rule   *committee.AttendanceRule // what the charter says of a member's absence, a rule that asks for leave first; nil: nothing
	Record *Offer                    // writing down what came by telephone or on paper; nil: no more
}

// AnswerCounts counts the parties called by what they answered.
type AnswerCounts struct {
	Attend, Online, Substitutes, Absent, Undecided, Silent int
}

// Come counts those who come or send somebody.
func (n AnswerCounts) Come() int { return n.Attend + n.Online + n.Substitutes }

// AnswerLine is one called party with its answer.
type AnswerLine struct {
	Party  committee.Party
	Name   string       // of who holds the seat, or of the agency
	Title  charter.Text // of the seat
	Answer *committee.InvitationAnswer
	Stale  bool     // the answer was given to another hour
	Told   []string // who is told of the absence, by the charter; for those who may know its reason
	Leave  []string // whose leave it needs
	// How the absence stands, with the clauses by which it needs leave; for whoever sees
	// the meeting. Why leave was given or refused is in the answer, for those who may
	// know.
	Absence committee.AbsenceState
	Clauses []charter.Cite
	Rules   bool // the reader gives or refuses the leave
}

// MyInvitation is a party for which the reader answers.
type MyInvitation struct {
	AnswerLine
	Rule *committee.AttendanceRule // what the charter says of the seat's attendance; nil for an agency
}
