package committee

import (
	"nghisu/internal/charter"
)

// AttendanceRule is what a charter says of the attendance of one role: to whom an
// absence is told, whose leave it needs, whether another may or must come instead
// (chế độ báo vắng, dự thay).
type AttendanceRule struct {
	ReportTo   []charter.Role                // who is told of the absence; none: the text does not say
	LeaveOf    []charter.Role                // whose leave it needs; none: nobody's, or the text does not say
	Titles     map[charter.Role]charter.Text // of those roles
	Substitute charter.Tri                   // whether another may come instead; Unstated: the text names it and leaves it open; Absent: it does not speak of it
	Required   bool                          // another has to come
	Rank       charter.Text                  // who may come instead, in the words of the rule
	Binding    bool                          // a breach is refused; else it is shown
	Verdict    charter.Verdict
}

// substituteNeeded refuses an absence for which another has to come and nobody is
// named.
func (c *check) substituteNeeded(rule *AttendanceRule) {
	if rule != nil && rule.Required && rule.Binding {
		v := rule.Verdict
		c.fail(&Fault{Kind: Conflict, Code: "substitute.required", Field: "people", Verdict: &v})
	}
}

// substitute checks who comes instead of a seat's holder. Where the text does not
// speak of it nobody is refused: the page says that it is open.
func (c *check) substitute(state AnsweringState, seat SeatID, list []Representative, by PersonID) SubstituteNamed {
	switch rule := state.Rule; {
	case len(list) != 1:
		c.fail(Wrong("people", "substitute.one"))
	case rule != nil && rule.Substitute == charter.No:
		v := rule.Verdict
		c.fail(&Fault{Kind: Conflict, Code: "substitute.not-allowed", Field: "people", Verdict: &v})
	}
	e := SubstituteNamed{Meeting: state.Meeting.ID, Body: state.Meeting.Body, Seat: seat, Person: by}
	if people := c.representatives(list); c.ok() {
		e.Name, e.Title = people[0].Name, people[0].Title
	}
	return e
}

// NameSubstituteIn names who comes instead of a member.
type NameSubstituteIn struct {
	Meeting MeetingID
	Seat    SeatID
	Person  PersonID // who names
	Who     Representative
}

// NameSubstitute names who comes instead of a member who has said to be absent, by
// whoever the charter lets name (cử người dự thay).
func NameSubstitute(state AnsweringState, in NameSubstituteIn, env Env) ([]Event, error) {
	var c check
	party := Party{Seat: in.Seat}
	if !c.answering(state, in.Meeting, party, env) {
		return c.events()
	}
	if x := state.answer(party); x == nil || x.Answer != AnswerAbsent || !x.Holds(*state.Meeting) {
		c.fail(Clash("substitute.not-absent"))
	}
	return c.events(c.substitute(state, in.Seat, []Representative{in.Who}, in.Person))
}

// SubstituteNamed is who comes instead of a member.
type SubstituteNamed struct {
	Meeting MeetingID `json:"meeting"`
	Body    BodyKey   `json:"body"`
	Seat    SeatID    `json:"seat"`
	Name    Prose     `json:"name"`
	Title   Prose     `json:"title,omitempty"`
	Person  PersonID  `json:"person,omitempty"` // who named
}

// EventName implements [Event].
func (SubstituteNamed) EventName() string { return "substitute.named/1" }
