package app

import (
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// Me is who is signed in and from which capacities the person may act.
type Me struct {
	Person committee.PersonID
	Name   string
	Keeper bool // keeps the office's books
	Seats  []MySeat
	Posts  []MyPost
}

// MySeat is one capacity towards a body.
type MySeat struct {
	Capacity committee.Capacity
	Body     committee.BodyKey
	BodyName charter.Text
	In       string       // sub-body key
	InName   charter.Text // the sub-body's name; zero for the body itself
	Role     charter.Role
	Title    charter.Text
	For      string // the leader assisted, when acting on behalf; else empty
}

// MyPost is one post held today.
type MyPost struct {
	Post   committee.PostID
	Title  charter.Text
	Agency charter.Text
}

// Offer is an act that a page may offer to its reader, with the ground, or the
// refusal that says who could.
type Offer struct {
	Act     charter.Act
	Word    charter.Text
	Allowed bool
	Ground  Ground
	Fault   *committee.Fault
}

// BodyLine is a body in a list.
type BodyLine struct {
	Key           committee.BodyKey
	Name          charter.Text
	Short         charter.Text
	Host          charter.Text
	Level         string
	Members       int // seats filled on the day
	From, To      charter.Date
	Dissolved     bool
	ReEnacted     charter.Date // an example re-enacted until this day
	Draft         bool
	Reconstructed bool
	Breach        bool // the roster breaks the charter that day
}

// SeatLine is a seat with who sits in it on the day.
type SeatLine struct {
	Seat     committee.SeatID
	In       string
	Role     charter.Role
	Title    charter.Text
	Order    int
	Fill     committee.FillKind
	Ref      string
	Person   committee.PersonID // empty: vacant
	Holder   string             // display name
	Through  charter.Text       // the post or agency through which the seat is filled
	Regime   string
	Fields   []string
	Places   []string
	From, To charter.Date
	Decision string // number or title of the decision that opened it
	New      bool   // opened, or its holder changed, at the last turn before the day
}

// SubBody is a sub-body of a charter: a group, a helper team, a section.
type SubBody struct {
	Key     string
	Name    charter.Text
	Link    string // sub-body, helper, standing-agency …
	Derived bool   // composed by rule from other seats
	Head    charter.Role
	Seats   []SeatLine
	Cite    Clause
	Offers  []Offer // what the reader may do in it, its head above all
}

// RosterRow holds one role of the roster against the charter.
type RosterRow struct {
	Role  charter.Role
	Title charter.Text
	Have  int
	Need  string // "1", "2..5", "4+", "unstated"
	OK    charter.Tri
	Cite  *Clause
}

// CharterLine is one version of a charter.
type CharterLine struct {
	Version       int
	Hash          string
	From, To      charter.Date
	Draft         bool
	Reconstructed bool
	Title         charter.Text
}

// DecisionLine is a decision in a list.
type DecisionLine struct {
	ID       committee.DecisionID
	Body     committee.BodyKey
	Kind     committee.DecisionKind
	Number   string // empty: unknown
	Title    string
	Date     charter.Approx
	Effect   charter.Date
	SignedBy string
	Corrects committee.DecisionID
	Opened   int // seats it opened
	Closed   int // seats it closed
}

// BodyPage is a body on a day.
type BodyPage struct {
	Line      BodyLine
	Identity  charter.BodySpec
	On        charter.Date
	Seats     []SeatLine // the body itself
	Subs      []SubBody
	Roster    []RosterRow
	Total     RosterRow
	Decisions []DecisionLine
	Turns     []Turn // days on which the roster or the text changed, oldest first
	Version   CharterLine
	Offers    []Offer
	Changed   int64 // body sequence, to be sent back as Seen
}

// Turn is a day on which something changed, and by what.
type Turn struct {
	Day   charter.Date
	Label string // decision number or title
	Kind  string // roster or charter
}

// CharterPage is the consolidated text of a day.
type CharterPage struct {
	Key       committee.BodyKey
	On        charter.Date
	Title     charter.Text
	Version   CharterLine
	Versions  []CharterLine
	Documents []charter.Document
	Unstated  []charter.Subject
	Undated   bool
	Turns     []charter.Date // days on which the text changes
}

// MayIn is one authority question. Role empty asks for the caller.
type MayIn struct {
	Act   charter.Act
	On    charter.Date
	Role  charter.Role
	In    string
	Facts []charter.Fact
}

// MayOut is its answer.
type MayOut struct {
	Ruling  charter.Ruling
	Act     charter.Text
	Role    charter.Text
	Clauses []Clause
	Could   []committee.Could
	Roles   []RoleWord // roles that may be asked about
	On      charter.Date
}

// RoleWord is a role of a charter with its title.
type RoleWord struct {
	Role  charter.Role
	Title charter.Text
	In    string
}

// ActWord is an act with its names.
type ActWord struct {
	Act  charter.Act
	Word charter.Text
}

// Matrix is who may do what on a day: every act that a charter speaks of
// against every role.
type Matrix struct {
	On    charter.Date
	Roles []RoleWord
	Rows  []MatrixRow
}

// MatrixRow is one act of the matrix; Cells run as Roles do.
type MatrixRow struct {
	Act   ActWord
	Cells []MatrixCell
}

// MatrixCell is the answer for one role, asked without any fact.
type MatrixCell struct {
	Reason  charter.Reason
	Missing []string
	Ref     string // first clause
}

// Board is a body's duties between two days.
type Board struct {
	From, To               charter.Date
	AsOf                   charter.Date
	Lines                  []committee.DutyLine
	Met, Due, Missed, Late int // of the lines
	// Law are the duties out of general law beside the charter's, not counted among
	// its lines; see [committee.LawDuty].
	Law     []committee.DutyLine
	Ongoing []charter.Obligation            // duties without a day, for the record
	Shown   map[string][]committee.Evidence // by rule: what met them between the two days
	Offers  []Offer
}

// DecisionPage is one decision with what it changed.
type DecisionPage struct {
	Line   DecisionLine
	Opened []SeatLine
	Closed []SeatLine
	Diff   committee.RosterDiff
	Act    *ActRecord
}

// Preview is a kiện toàn before it is done.
type Preview struct {
	Diff    committee.RosterDiff
	Old     []SeatLine
	New     []SeatLine
	Verdict charter.Verdict
	Rows    []RosterRow
	Ground  Ground
	Fault   *committee.Fault
}
