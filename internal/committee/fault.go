package committee

import (
	"strconv"

	"nghisu/internal/charter"
)

// FaultKind sorts faults as every edge must show them.
type FaultKind string

// The six kinds of fault, with the HTTP status and exit code of each edge.
const (
	Refused  FaultKind = "refused"         // a rule refuses: 403, exit 1
	Conflict FaultKind = "conflict"        // the state forbids, or changed meanwhile: 409, exit 1
	Invalid  FaultKind = "invalid"         // the input is wrong: 422, exit 1 (2 for the command line itself)
	NotFound FaultKind = "not-found"       // no such thing, or not for this reader: 404, exit 1
	SignIn   FaultKind = "unauthenticated" // no or expired sign-in: 401, exit 1
	Busy     FaultKind = "busy"            // too many tries, or the store is full: 429/503, exit 3
)

// Fault is a foreseen refusal of a command or query: what, where, what to do.
// The words come from the catalogue by Code and Args in the reader's language.
type Fault struct {
	Kind    FaultKind
	Code    string           // key of the catalogue: "meeting.end-before-start"
	Field   string           // input field as the API names it, or empty
	Args    []string         // values for the message's places {0}, {1} …
	Body    BodyKey          // the body whose charter spoke, when one did
	Ruling  *charter.Ruling  // the ruling that refused, when one did
	Verdict *charter.Verdict // the verdict that failed, when one did
	Could   []Could          // who could, with today's holders
	Lapsed  *Lapsed          // the loan that would have carried the act until lately
}

// Lapsed is a power that was lent for what is refused, and ended lately (ủy quyền đã
// hết hạn hoặc bị thu hồi).
type Lapsed struct {
	ID      DelegationID
	Number  int64  // in the body's register
	Lender  string // who lent it
	Since   charter.Date
	Ended   charter.Date // the last day in force
	Revoked bool         // it was taken back; else it ran out
}

// Words are the key of the catalogue that tells of the loan, with its values.
func (l Lapsed) Words() (code string, args []string) {
	code, last := "refusal.lapsed", l.Ended
	if l.Revoked {
		code, last = "refusal.revoked", l.Ended+1
	}
	return code, []string{strconv.FormatInt(l.Number, 10), l.Lender, l.Since.String(), last.String()}
}

// Could is one role that could do what was refused, and who holds it.
type Could struct {
	Role    charter.Role
	Title   charter.Text
	Holders []string // display names of today's holders
	Vacant  bool     // the body has the seat, and nobody holds it
	Outside bool     // the regulation names an authority outside the body
}

// Error implements error with the code; edges use the catalogue.
func (f *Fault) Error() string {
	if f.Field != "" {
		return string(f.Kind) + ": " + f.Code + ": " + f.Field
	}
	return string(f.Kind) + ": " + f.Code
}

// Wrong makes an [Invalid] fault about one input field.
func Wrong(field, code string, args ...string) *Fault {
	return &Fault{Kind: Invalid, Code: code, Field: field, Args: args}
}

// Clash makes a [Conflict] fault.
func Clash(code string, args ...string) *Fault {
	return &Fault{Kind: Conflict, Code: code, Args: args}
}

// Missing makes a [NotFound] fault naming what was looked for.
func Missing(code string, args ...string) *Fault {
	return &Fault{Kind: NotFound, Code: code, Args: args}
}
