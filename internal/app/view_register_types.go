package app

import (
	"encoding/json"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// RegisterFilter narrows the register.
type RegisterFilter struct {
	Body    committee.BodyKey
	RefKind string // with Ref: acts about one thing
	Ref     string
	Oldest  bool // oldest first
	Name    charter.Act
	After   string // cursor
	Limit   int
}

// ActRecord is one act of the register.
type ActRecord struct {
	ID        committee.ActID
	Body      committee.BodyKey
	BodyName  charter.Text
	Seq       int64
	At        time.Time
	EnteredAt time.Time
	Act       ActWord
	Person    string
	Capacity  charter.Text
	OnBehalf  string
	Ground    Ground
	Simulated bool
	Index     int64 // entry of the log; -1 until it is sealed
	RefKind   string
	Ref       string
	Via       string
}

// RegisterList is a page of the register, newest first.
type RegisterList struct {
	Items      []ActRecord
	Next       string
	Size       int64  // entries sealed
	Root       string // root of the newest checkpoint
	Checkpoint string // the newest checkpoint, a signed note
}

// ActPage is one act whole, with the proof that the register holds it.
type ActPage struct {
	Record ActRecord
	Input  json.RawMessage
	Facts  []charter.Fact
	Events []EventLine
	Leaf   string
	Proof  *Proof // nil until sealed
}

// EventLine is an event as an act stored it, its texts restored.
type EventLine struct {
	Name string
	Data json.RawMessage
}

// Proof shows that the register of a size holds an entry.
type Proof struct {
	Index      int64
	Size       int64
	LeafHash   string
	Hashes     []string
	Root       string
	Checkpoint string
}

// RefusalLine is a refused act in the log of refusals.
type RefusalLine struct {
	At       time.Time
	Person   string
	By       committee.PersonID
	Body     committee.BodyKey
	Act      ActWord
	Reason   charter.Reason
	Code     string // of the fault
	Clauses  []string
	WhoCould []string
	Via      string
}

// RefusalFilter narrows the log of refusals; a zero field narrows nothing.
type RefusalFilter struct {
	Body   committee.BodyKey
	Person committee.PersonID
	Clause string // address of the clause that refused, or of one above it: quy-che/5
	After  string // cursor
	Limit  int    // 0: 50
}

// RefusalList is a page of the log of refusals, newest first.
type RefusalList struct {
	Items  []RefusalLine
	Next   string
	People []committee.Person // whom the reader may narrow the log to, by name
}

// HandOverLine is a thing that hangs on an ended seat and waits for an heir.
type HandOverLine struct {
	Body  committee.BodyKey
	Seat  committee.SeatID // the ended seat; empty when a person answered and no seat did
	From  string           // its title with its last holder, or that person's name
	Kind  string
	Thing string
	What  string
}

// AgencyNode is a node of the agencies' tree on a day.
type AgencyNode struct {
	Agency committee.Agency
	Depth  int
	Posts  []PostLine
}

// PostLine is a post with who holds it on the day.
type PostLine struct {
	Post   committee.Post
	Person committee.PersonID
	Holder string
}

// ReplayReport compares the stored state with the one that the acts alone give.
type ReplayReport struct {
	OK          bool     `json:"ok"`
	Acts        int64    `json:"acts"`
	Differences []string `json:"differences"`
}
