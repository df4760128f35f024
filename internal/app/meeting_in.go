package app

import (
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// ItemIn is one matter of an agenda.
type ItemIn struct {
	Title committee.Prose  `json:"title"`
	Kind  string           `json:"kind,omitempty"` // matter class of the charter
	Lead  committee.SeatID `json:"lead,omitempty"`
}

// InviteeIn calls a seat, an agency of outside, or a guest by name.
type InviteeIn struct {
	Seat   committee.SeatID   `json:"seat,omitempty"`
	Agency committee.AgencyID `json:"agency,omitempty"`
	Name   committee.Prose    `json:"name,omitempty"`
}

// ConveneIn calls a meeting; Kind picks the act that is asked for.
type ConveneIn struct {
	Body     committee.BodyKey     `json:"body"`
	In       string                `json:"in,omitempty"`
	Kind     committee.MeetingKind `json:"kind"`
	Series   string                `json:"series,omitempty"`
	Title    committee.Prose       `json:"title,omitempty"`
	Start    time.Time             `json:"start"`
	End      time.Time             `json:"end,omitzero"`
	Place    committee.Prose       `json:"place,omitempty"`
	Mode     string                `json:"mode,omitempty"` // in-person (default), online, mixed
	Chair    committee.SeatID      `json:"chair,omitempty"`
	Proposal committee.MeetingID   `json:"proposal,omitempty"`
	Agenda   []ItemIn              `json:"agenda,omitempty"`
	Invitees []InviteeIn           `json:"invitees,omitempty"`
	Urgent   bool                  `json:"urgent,omitempty"`
	Reach    string                `json:"reach,omitempty"`    // outside: beyond the body's powers
	Foreseen committee.MeetingID   `json:"foreseen,omitempty"` // the meeting foreseen by a part of a date that it settles
}

// ProposeIn asks for a meeting; it convenes nothing.
type ProposeIn struct {
	Body   committee.BodyKey     `json:"body"`
	In     string                `json:"in,omitempty"`
	Kind   committee.MeetingKind `json:"kind"`
	Reason committee.Prose       `json:"reason"`
	Reach  string                `json:"reach,omitempty"`
}

// AttendeesIn replaces the list of those called.
type AttendeesIn struct {
	Meeting  committee.MeetingID `json:"meeting"`
	Invitees []InviteeIn         `json:"invitees"`
	Seen     int64               `json:"seen,omitempty"`
}

// ChairIn puts a seat in the chair; empty: the seat from which the actor acts.
type ChairIn struct {
	Meeting committee.MeetingID `json:"meeting"`
	Chair   committee.SeatID    `json:"chair,omitempty"`
	Seen    int64               `json:"seen,omitempty"`
}

// MoveIn postpones a meeting.
type MoveIn struct {
	Meeting committee.MeetingID `json:"meeting"`
	Start   time.Time           `json:"start"`
	End     time.Time           `json:"end,omitzero"`
	Reason  committee.Prose     `json:"reason,omitempty"`
	Seen    int64               `json:"seen,omitempty"`
}

// CancelIn calls a meeting off.
type CancelIn struct {
	Meeting committee.MeetingID `json:"meeting"`
	Reason  committee.Prose     `json:"reason,omitempty"`
	Seen    int64               `json:"seen,omitempty"`
}

// PresentIn is how one seat took part.
type PresentIn struct {
	Seat committee.SeatID `json:"seat"`
	How  string           `json:"how"` // present, online, substitute, absent, excused
}

// PresenceIn records who was there.
type PresenceIn struct {
	Meeting committee.MeetingID `json:"meeting"`
	Present []PresentIn         `json:"present"`
	Seen    int64               `json:"seen,omitempty"`
}

// PositionIn is one member's position, entered by hand.
type PositionIn struct {
	Seat     committee.SeatID   `json:"seat"`
	Position committee.Position `json:"position"`
	Reason   committee.Prose    `json:"reason,omitempty"`
}

// PositionsIn records the positions on one item.
type PositionsIn struct {
	Meeting   committee.MeetingID `json:"meeting"`
	Item      committee.ItemID    `json:"item"`
	Positions []PositionIn        `json:"positions"`
	Seen      int64               `json:"seen,omitempty"`
}

// ConcludeIn concludes on one item; with a lead it becomes a task.
type ConcludeIn struct {
	Meeting      committee.MeetingID  `json:"meeting"`
	Item         committee.ItemID     `json:"item,omitempty"`
	Text         committee.Prose      `json:"text"`            // needed unless Work says what is to be done
	Work         committee.Prose      `json:"work,omitempty"`  // the rest of the sentence "giao … chủ trì, phối hợp với …"
	Side         committee.Position   `json:"side,omitempty"`  // adopts the matter (for, the default) or declines it (against)
	Title        committee.Prose      `json:"title,omitempty"` // of the task; empty: the beginning of Text
	Person       committee.PersonID   `json:"person,omitempty"`
	Lead         committee.AgencyID   `json:"lead,omitempty"`
	Accountable  committee.SeatID     `json:"accountable,omitempty"`
	Coordinators []committee.AgencyID `json:"coordinators,omitempty"`
	Due          charter.Date         `json:"due,omitempty"`
	Reach        string               `json:"reach,omitempty"`
	Seen         int64                `json:"seen,omitempty"`
}

// ReviseIn says a conclusion anew; Reason is needed once the meeting is closed.
type ReviseIn struct {
	Meeting      committee.MeetingID    `json:"meeting"`
	Conclusion   committee.ConclusionID `json:"conclusion"`
	Text         committee.Prose        `json:"text"`
	Work         committee.Prose        `json:"work,omitempty"`
	Side         committee.Position     `json:"side,omitempty"`
	Title        committee.Prose        `json:"title,omitempty"`
	Person       committee.PersonID     `json:"person,omitempty"`
	Lead         committee.AgencyID     `json:"lead,omitempty"`
	Accountable  committee.SeatID       `json:"accountable,omitempty"`
	Coordinators []committee.AgencyID   `json:"coordinators,omitempty"`
	Due          charter.Date           `json:"due,omitempty"`
	Reason       committee.Prose        `json:"reason,omitempty"`
	Reach        string                 `json:"reach,omitempty"`
	Seen         int64                  `json:"seen,omitempty"`
}

// WithdrawConclusionIn takes a conclusion back while the meeting lasts.
type WithdrawConclusionIn struct {
	Meeting    committee.MeetingID    `json:"meeting"`
	Conclusion committee.ConclusionID `json:"conclusion"`
	Reach      string                 `json:"reach,omitempty"`
	Seen       int64                  `json:"seen,omitempty"`
}

// SettleIn gives a conclusion who carries it out, or the day that it lacks.
type SettleIn struct {
	Meeting      committee.MeetingID    `json:"meeting"`
	Conclusion   committee.ConclusionID `json:"conclusion"`
	Person       committee.PersonID     `json:"person,omitempty"`
	Lead         committee.AgencyID     `json:"lead,omitempty"`
	Accountable  committee.SeatID       `json:"accountable,omitempty"`
	Coordinators []committee.AgencyID   `json:"coordinators,omitempty"`
	Due          charter.Date           `json:"due,omitempty"`
	Reach        string                 `json:"reach,omitempty"`
	Seen         int64                  `json:"seen,omitempty"`
}

// CloseIn closes a meeting that was held.
type CloseIn struct {
	Meeting committee.MeetingID `json:"meeting"`
	Carry   []committee.ItemID  `json:"carry,omitempty"` // items without a conclusion that are kept for a later agenda
	Seen    int64               `json:"seen,omitempty"`
}
