package app

import (
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// DecisionIn is the document behind an act on bodies, seats and charters.
// An empty number and a partial date are values.
type DecisionIn struct {
	Number   string               `json:"number,omitempty"`
	Title    committee.Prose      `json:"title"`
	DateFrom charter.Date         `json:"date_from,omitempty"`
	DateTo   charter.Date         `json:"date_to,omitempty"`
	Effect   charter.Date         `json:"effect"`
	SignedBy committee.Prose      `json:"signed_by,omitempty"`
	Corrects committee.DecisionID `json:"corrects,omitempty"`
}

// SeatIn is one line of a roster.
type SeatIn struct {
	In     string             `json:"in,omitempty"` // sub-body key
	Role   charter.Role       `json:"role"`
	VI     string             `json:"vi,omitempty"`
	EN     string             `json:"en,omitempty"`
	Fill   committee.FillKind `json:"fill"`
	Ref    string             `json:"ref,omitempty"`
	Regime string             `json:"regime,omitempty"`
	Fields []string           `json:"fields,omitempty"`
	Places []string           `json:"places,omitempty"`
	// Delegate is whom the decision itself names, for a seat that an agency fills.
	Delegate committee.PersonID `json:"delegate,omitempty"`
}

// EstablishIn founds a body with its charter.
type EstablishIn struct {
	Key       committee.BodyKey  `json:"key"`
	Host      committee.AgencyID `json:"host,omitempty"`
	Superior  committee.AgencyID `json:"superior,omitempty"`
	Standing  committee.AgencyID `json:"standing,omitempty"`
	Charter   string             `json:"charter"`        // text of the charter file
	From      charter.Date       `json:"from,omitempty"` // zero: unknown
	ReEnacted charter.Date       `json:"reenacted,omitempty"`
	Decision  DecisionIn         `json:"decision"`
}

// CharterIn installs another version of a body's charter.
type CharterIn struct {
	Body     committee.BodyKey `json:"body"`
	Source   string            `json:"source"` // text of the charter file; its status says whether it is a draft
	From     charter.Date      `json:"from"`
	Decision DecisionIn        `json:"decision"`
}

// ReconstituteIn replaces a body's roster (kiện toàn).
type ReconstituteIn struct {
	Body     committee.BodyKey `json:"body"`
	Decision DecisionIn        `json:"decision"`
	Seats    []SeatIn          `json:"seats"`
	Parts    []string          `json:"parts,omitempty"` // sub-bodies replaced, "" for the body itself; empty: those that Seats name
	Seen     int64             `json:"seen,omitempty"`  // body sequence that the user saw; 0: do not compare
}

// AppointIn opens one seat.
type AppointIn struct {
	Body     committee.BodyKey `json:"body"`
	Seat     SeatIn            `json:"seat"`
	Decision DecisionIn        `json:"decision"`
}

// EndSeatIn ends one seat on its last day.
type EndSeatIn struct {
	Body     committee.BodyKey `json:"body"`
	Seat     committee.SeatID  `json:"seat"`
	To       charter.Date      `json:"to"`
	Heir     committee.SeatID  `json:"heir,omitempty"` // takes over what hangs on it; empty: listed for hand-over
	Decision DecisionIn        `json:"decision"`
}

// DelegateIn names whom an agency sends to its seat.
type DelegateIn struct {
	Body   committee.BodyKey  `json:"body"`
	Seat   committee.SeatID   `json:"seat"`
	Person committee.PersonID `json:"person"`
	From   charter.Date       `json:"from"`
}

// PortfolioIn gives a seat its fields and localities.
type PortfolioIn struct {
	Body   committee.BodyKey `json:"body"`
	Seat   committee.SeatID  `json:"seat"`
	Fields []string          `json:"fields,omitempty"`
	Places []string          `json:"places,omitempty"`
	From   charter.Date      `json:"from"`
}

// LendIn lends powers in writing.
type LendIn struct {
	Body    committee.BodyKey   `json:"body"`
	From    committee.SeatID    `json:"from"`
	To      committee.SeatID    `json:"to"`
	Acts    []charter.Act       `json:"acts"`
	Trigger string              `json:"trigger"` // written, assigned or absent
	Scope   committee.Prose     `json:"scope,omitempty"`
	Meeting committee.MeetingID `json:"meeting,omitempty"`
	Since   charter.Date        `json:"since"`
	Until   charter.Date        `json:"until,omitempty"`
}

// RevokeIn takes a lent power back.
type RevokeIn struct {
	Body committee.BodyKey      `json:"body"`
	ID   committee.DelegationID `json:"id"`
	From charter.Date           `json:"from"` // first day no longer in force
}

// DissolveIn ends a body on its last day.
type DissolveIn struct {
	Body     committee.BodyKey `json:"body"`
	To       charter.Date      `json:"to"`
	Decision DecisionIn        `json:"decision"`
}

// InvokeIn keeps on record who leaned on a clause, and why.
type InvokeIn struct {
	Body    committee.BodyKey `json:"body"`
	Address string            `json:"address"`
	About   committee.Prose   `json:"about"`
	Reason  committee.Prose   `json:"reason"`
}

// HandOverIn gives a thing listed for hand-over to another seat of the body.
type HandOverIn struct {
	Body  committee.BodyKey  `json:"body"`
	From  committee.SeatID   `json:"from"`
	Kind  committee.HangKind `json:"kind"`
	Thing string             `json:"thing"`
	To    committee.SeatID   `json:"to"`
}
