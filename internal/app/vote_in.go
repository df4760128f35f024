package app

import (
	"time"

	"nghisu/internal/committee"
	"nghisu/internal/committee/ballot"
)

// OpenVoteIn calls a vote on an item of a meeting; without options it offers for,
// against and another opinion. A secret one names two tellers.
type OpenVoteIn struct {
	Meeting committee.MeetingID `json:"meeting"`
	Item    committee.ItemID    `json:"item"`
	Motion  committee.Prose     `json:"motion"`
	Options []OptionIn          `json:"options,omitempty"`
	Secret  bool                `json:"secret,omitempty"`
	Hidden  bool                `json:"hidden,omitempty"`
	Tellers []PartyIn           `json:"tellers,omitempty"`
	Until   time.Time           `json:"until,omitzero"` // zero: closed by hand
}

// TellerKeyIn lays the public half of a teller's key. By may be left out by whoever
// is one teller alone.
type TellerKeyIn struct {
	Vote   committee.VoteID `json:"vote"`
	By     PartyIn          `json:"by,omitzero"`
	Public []byte           `json:"public"` // point of P-256, uncompressed
}

// CastVoteIn is one seat's vote in a named vote. Seat may be left out by whoever
// votes from one seat alone.
type CastVoteIn struct {
	Vote   committee.VoteID `json:"vote"`
	Seat   committee.SeatID `json:"seat,omitempty"`
	Option string           `json:"option"`
	Hash   string           `json:"hash"` // of the motion that the voter saw
}

// RecordVoteIn enters the vote of a seat that votes by telephone or on paper.
type RecordVoteIn struct {
	Vote   committee.VoteID `json:"vote"`
	Seat   committee.SeatID `json:"seat"`
	Option string           `json:"option"`
	Hash   string           `json:"hash"`
	How    string           `json:"how"` // telephone, paper
}

// CastBallotIn casts a secret ballot, sealed in the voter's browser. The record
// keeps the input without it.
type CastBallotIn struct {
	Vote   committee.VoteID `json:"vote"`
	Seat   committee.SeatID `json:"seat,omitempty"`
	Hash   string           `json:"hash"`
	Sealed []byte           `json:"-"`
}

// CloseVoteIn closes a vote; a secret one with the halves of both tellers, in
// either order, which no record keeps.
type CloseVoteIn struct {
	Vote   committee.VoteID `json:"vote"`
	First  ballot.Half      `json:"-"`
	Second ballot.Half      `json:"-"`
}

// CallOffVoteIn ends a vote without a result.
type CallOffVoteIn struct {
	Vote   committee.VoteID `json:"vote"`
	Reason committee.Prose  `json:"reason"`
}
