package app

import "nghisu/internal/committee"

// ArriveIn says that a seat is there; without a seat it is the actor's own.
type ArriveIn struct {
	Meeting committee.MeetingID `json:"meeting"`
	Seat    committee.SeatID    `json:"seat,omitempty"`
	How     string              `json:"how"` // present, online, substitute
	// Code is what was scanned in the room; see [App.PresenceCode].
	Code string `json:"code,omitempty"`
}

// SittingSeatIn names a meeting and a seat; without a seat it is the actor's own.
type SittingSeatIn struct {
	Meeting committee.MeetingID `json:"meeting"`
	Seat    committee.SeatID    `json:"seat,omitempty"`
}

// TakeUpIn puts an item in hand; without one, none is.
type TakeUpIn struct {
	Meeting committee.MeetingID `json:"meeting"`
	Item    committee.ItemID    `json:"item,omitempty"`
}

// PriorIn is what the actor says on an item beforehand.
type PriorIn struct {
	Meeting committee.MeetingID `json:"meeting"`
	Item    committee.ItemID    `json:"item"`
	Seat    committee.SeatID    `json:"seat,omitempty"`
	Say     committee.PriorSay  `json:"say,omitempty"` // no-objection, speak; empty: nothing after all
	Filled  FilledIn            `json:"filled,omitzero"`
}

// PassIn concludes in one block on items that nobody flags.
type PassIn struct {
	Meeting committee.MeetingID `json:"meeting"`
	Items   []committee.ItemID  `json:"items"`
	Text    committee.Prose     `json:"text,omitempty"` // empty: the standard wording
	Seen    int64               `json:"seen,omitempty"`
}
