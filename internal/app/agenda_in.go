package app

import (
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// ArrangeIn replaces the agenda of a meeting (xây dựng chương trình họp).
type ArrangeIn struct {
	Meeting   committee.MeetingID `json:"meeting"`
	Numbering committee.Numbering `json:"numbering,omitempty"` // decimal, roman; empty: one row of numbers
	Sections  []committee.Prose   `json:"sections,omitempty"`
	Items     []ArrangeItemIn     `json:"items"`
	Seen      int64               `json:"seen,omitempty"`
}

// ArrangeItemIn is one item of an agenda as it is to be.
type ArrangeItemIn struct {
	ID        committee.ItemID   `json:"id,omitempty"` // empty: a new one
	Title     committee.Prose    `json:"title"`
	Kind      string             `json:"kind,omitempty"`
	Lead      committee.SeatID   `json:"lead,omitempty"`
	Presenter committee.Prose    `json:"presenter,omitempty"`
	Section   int                `json:"section,omitempty"`
	Minutes   int                `json:"minutes,omitempty"`
	Recurs    bool               `json:"recurs,omitempty"`
	Closed    bool               `json:"closed,omitempty"`
	Named     []committee.SeatID `json:"named,omitempty"`
	Matter    committee.MatterID `json:"matter,omitempty"`
}

// AgendaOffers is what an agenda could take up with one press.
type AgendaOffers struct {
	Minutes   *MeetingLine    // the last meeting that was closed, whose minutes are to be approved
	Recurring []ArrangeItemIn // of the last meeting of the series
	Backlog   []MatterLine
}

// ProposeItemIn proposes a matter for an agenda (đề xuất nội dung).
type ProposeItemIn struct {
	Body  committee.BodyKey `json:"body"`
	In    string            `json:"in,omitempty"`
	Title committee.Prose   `json:"title"`
	Kind  string            `json:"kind,omitempty"` // matter class of the charter
	Note  committee.Prose   `json:"note,omitempty"`
}

// JudgeItemIn takes a proposed matter up, or refuses it with the reason.
type JudgeItemIn struct {
	Matter committee.MatterID `json:"matter"`
	Accept bool               `json:"accept,omitempty"`
	Reason committee.Prose    `json:"reason,omitempty"`
}

// KeepMatterIn keeps a matter for a later agenda (đưa vào danh sách chờ).
type KeepMatterIn struct {
	Body  committee.BodyKey `json:"body"`
	In    string            `json:"in,omitempty"`
	Title committee.Prose   `json:"title"`
	Kind  string            `json:"kind,omitempty"`
	Note  committee.Prose   `json:"note,omitempty"`
	Lead  committee.SeatID  `json:"lead,omitempty"`
}

// MatterLine is a matter of the backlog with its words.
type MatterLine struct {
	committee.Matter
	Proposer string // seat with its holder, or agency
	LeadName string
	Mine     bool // the reader, or whom the reader acts for, proposed it
}

// Backlog is what waits for an agenda of a body, and what the reader may do with it.
type Backlog struct {
	Items   []MatterLine // waiting first, then proposed, then the others with the newest first
	Propose *Offer
	Accept  *Offer
	Keep    *Offer
}

// ForeseeIn plans a meeting of which the date is known by a part alone.
type ForeseeIn struct {
	ID     committee.MeetingID   `json:"id,omitempty"` // of the one that is changed
	Body   committee.BodyKey     `json:"body"`
	In     string                `json:"in,omitempty"`
	Kind   committee.MeetingKind `json:"kind"`
	Series string                `json:"series,omitempty"`
	Title  committee.Prose       `json:"title,omitempty"`
	Note   committee.Prose       `json:"note,omitempty"`
	From   charter.Date          `json:"from"`
	To     charter.Date          `json:"to"`
	Source committee.MeetingID   `json:"foreseen_by,omitempty"` // the meeting that foresaw it
}

// DropForeseenIn gives a foreseen meeting up.
type DropForeseenIn struct {
	ID     committee.MeetingID `json:"id"`
	Reason committee.Prose     `json:"reason"`
}

// ForeseenLine is a foreseen meeting with its words.
type ForeseenLine struct {
	committee.Foreseen
	BodyName charter.Text
	Proposer string // who foresaw it
}
