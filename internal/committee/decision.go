package committee

import (
	"regexp"
	"strings"
	"sync"

	"nghisu/internal/charter"
)

// DecisionKind sorts decisions by what they do.
type DecisionKind string

// The kinds of decision (loại quyết định).
const (
	DecideEstablish    DecisionKind = "establish"    // thành lập
	DecideAppoint      DecisionKind = "appoint"      // cử
	DecideEnd          DecisionKind = "end"          // thôi
	DecideReconstitute DecisionKind = "reconstitute" // kiện toàn
	DecidePromulgate   DecisionKind = "promulgate"   // ban hành quy chế
	DecideDissolve     DecisionKind = "dissolve"     // giải thể
	DecidePosting      DecisionKind = "posting"      // bổ nhiệm, điều động chức vụ
)

// Decision is the document by which seats, bodies and charters begin and end
// (quyết định). Unknown number and partial dates are values, never blanks that
// somebody forgot.
type Decision struct {
	ID       DecisionID
	Body     BodyKey // empty for a decision of the office
	Kind     DecisionKind
	Number   string // "913/QĐ-BNV"; empty: unknown
	Title    string
	Date     charter.Approx // day of signature
	Effect   charter.Date   // first day of effect
	SignedBy string         // signatory as the document names the office
	Corrects DecisionID     // the decision that this one corrects
}

// DecisionRecorded puts a decision in the books.
type DecisionRecorded struct {
	ID       DecisionID   `json:"id"`
	Body     BodyKey      `json:"body,omitempty"`
	Kind     DecisionKind `json:"kind"`
	Number   string       `json:"number,omitempty"`
	Title    Prose        `json:"title"`
	DateFrom charter.Date `json:"date_from,omitempty"`
	DateTo   charter.Date `json:"date_to,omitempty"`
	Effect   charter.Date `json:"effect,omitempty"` // zero: unknown
	SignedBy Prose        `json:"signed_by,omitempty"`
	Corrects DecisionID   `json:"corrects,omitempty"`
}

// EventName implements [Event].
func (DecisionRecorded) EventName() string { return "decision.recorded/1" }

var decisionEvents = []eventKind{
	kindOf[DecisionRecorded](),
}

// The forms of a document's number (số, ký hiệu): that of administrative
// documents and laws, of the National Assembly, and of the Party. They are made when
// first asked for: most starts of the program never do.
var numberForms = sync.OnceValue(func() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`^\d{1,5}[a-zđ]?/(?:\d{4}/)?\p{L}{1,15}(?:-[\p{L}\d&.]{1,20})*$`),
		regexp.MustCompile(`^\d{1,4}/\d{4}/(?:QH|UBTVQH)\d{1,2}$`),
		regexp.MustCompile(`^\d{1,5}-\p{L}+/\p{L}[\p{L}-]*$`),
	}
})

// CleanNumber takes "Số:" off a document's number and writes the letter Đ where
// the look-alike Ð stands.
func CleanNumber(s string) string {
	s = strings.TrimSpace(s)
	for _, p := range []string{"Số:", "số:", "Số ", "số "} {
		if rest, ok := strings.CutPrefix(s, p); ok {
			s = rest
			break
		}
	}
	return strings.ReplaceAll(strings.Trim(s, " \t\u00a0"), "\u00d0", "Đ")
}

// IsNumber reports whether a cleaned number has one of the forms in use.
func IsNumber(s string) bool {
	for _, form := range numberForms() {
		if form.MatchString(s) {
			return true
		}
	}
	return false
}

// RecordDecisionState is what [RecordDecision] needs of the store.
type RecordDecisionState struct {
	Body      *Body      // the body that the decision is about; nil for one of the office
	Corrected *Decision  // the decision that it corrects, when one is named
	Same      []Decision // decisions of the same number, of any body of the office
}

// RecordDecisionIn puts a decision in the books. An empty number and a partial
// or empty date are values: they are unknown.
type RecordDecisionIn struct {
	Body     BodyKey
	Kind     DecisionKind
	Number   string
	Title    string
	Date     charter.Approx // day of signature, or the days between which it lies
	Effect   charter.Date   // zero: unknown
	SignedBy string
	Corrects DecisionID
}

// RecordDecision puts a decision in the books.
func RecordDecision(state RecordDecisionState, in RecordDecisionIn, env Env) ([]Event, error) {
	var c check
	if in.Body != "" && state.Body == nil {
		return nil, Missing("body.unknown", string(in.Body))
	}
	e := c.decision("", state, in, env)
	if !c.ok() {
		return c.events()
	}
	return c.events(e)
}

// decision checks one decision; at is the field under which it lies.
func (c *check) decision(at string, state RecordDecisionState, in RecordDecisionIn, env Env) DecisionRecorded {
	switch in.Kind {
	case DecideEstablish, DecideAppoint, DecideEnd, DecideReconstitute, DecidePromulgate, DecideDissolve, DecidePosting:
	default:
		c.fail(Wrong(at+"kind", "decision.kind", string(in.Kind)))
	}
	title := c.title(at+"title", in.Title, true)
	signed := c.line(at+"signed_by", in.SignedBy, nameLimit, false)
	number := CleanNumber(c.line(at+"number", in.Number, 80, false))
	if number != "" && !IsNumber(number) {
		c.fail(Wrong(at+"number", "decision.number-form", number))
	}
	if (in.Date.From == 0) != (in.Date.To == 0) {
		c.fail(Wrong(at+"date_from", "date.half"))
	}
	c.ordered(at+"date_to", in.Date.From, in.Date.To)
	if in.Date.From > env.Today {
		c.fail(Wrong(at+"date_from", "decision.date-to-come", in.Date.From.String()))
	}
	if in.Corrects != "" {
		switch {
		case state.Corrected == nil:
			c.fail(Missing("decision.unknown", string(in.Corrects)))
		case state.Corrected.Body != in.Body:
			c.fail(Wrong(at+"corrects", "decision.corrects-other-body", state.Corrected.Title))
		}
	}
	for _, d := range state.Same {
		if number != "" && d.Number == number && sameYear(d.Date, in.Date) && d.Kind == in.Kind && d.Body == in.Body {
			c.fail(Clash("decision.twice", number, d.Title))
		}
	}
	if !c.ok() {
		return DecisionRecorded{}
	}
	return DecisionRecorded{
		ID: DecisionID(env.NewID()), Body: in.Body, Kind: in.Kind, Number: number, Title: title,
		DateFrom: in.Date.From, DateTo: in.Date.To, Effect: in.Effect, SignedBy: Prose(signed), Corrects: in.Corrects,
	}
}

// sameYear reports whether two dates may lie in one year; numbers start anew
// each year (Decree 30/2020, article 15).
func sameYear(a, b charter.Approx) bool {
	if a.From == 0 || b.From == 0 {
		return true
	}
	ya, _, _ := a.From.Split()
	yb, _, _ := b.From.Split()
	return ya == yb
}

// PaperIn names the document on which an act rests: one already in the books,
// or a new one recorded by the same act.
type PaperIn struct {
	ID  DecisionID
	New *RecordDecisionIn // its body and kind are those of the act
}

// PaperState is what a [PaperIn] needs of the store.
type PaperState struct {
	Known  *Decision // when the input names one in the books
	Record RecordDecisionState
}

// same finds the document in the books when it was entered already, by number,
// year and title: one decision may appoint fourteen members one by one.
func (state PaperState) same(in RecordDecisionIn) DecisionID {
	number := CleanNumber(in.Number)
	for _, d := range state.Record.Same {
		if number != "" && d.Number == number && d.Body == in.Body && sameYear(d.Date, in.Date) && d.Title == strings.TrimSpace(in.Title) {
			return d.ID
		}
	}
	return ""
}

// paper checks the document of an act and gives its id and, when it is new, its
// event. A document already in the books is not entered twice. An effect left
// open is the act's own first day. No document: no id.
func (c *check) paper(state PaperState, in PaperIn, body BodyKey, effect charter.Date, env Env, kinds ...DecisionKind) (DecisionID, []Event) {
	switch {
	case in.New != nil && in.ID != "":
		c.fail(Wrong("decision", "decision.two"))
	case in.New != nil:
		d := *in.New
		d.Body = body
		if d.Kind == "" {
			d.Kind = kinds[0]
		}
		if d.Effect == 0 {
			d.Effect = effect
		}
		if same := state.same(d); same != "" {
			return same, nil
		}
		e := c.decision("decision.", state.Record, d, env)
		return e.ID, []Event{e}
	case in.ID != "":
		if state.Known == nil {
			c.fail(Missing("decision.unknown", string(in.ID)))
			return "", nil
		}
		if state.Known.Body != body {
			c.fail(Wrong("decision", "decision.other-body", state.Known.Title))
		}
		return in.ID, nil
	}
	return "", nil
}

// needPaper is [check.paper] for acts that a decision alone can do.
func (c *check) needPaper(state PaperState, in PaperIn, body BodyKey, effect charter.Date, env Env, kinds ...DecisionKind) (DecisionID, []Event) {
	if in.New == nil && in.ID == "" {
		c.fail(Wrong("decision", "decision.needed"))
	}
	return c.paper(state, in, body, effect, env, kinds...)
}
