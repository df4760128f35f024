package app

import (
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// DelegationLine is a lent power in a list.
type DelegationLine struct {
	Delegation committee.Delegation
	From, To   string // seat titles with holders
	Acts       []ActWord
	Live       bool
}

// MeetingFilter narrows a list of meetings.
type MeetingFilter struct {
	Body     committee.BodyKey
	From, To charter.Date
	State    committee.MeetingState
	Oldest   bool // oldest first; else newest first
	Cursor   string
	Limit    int
}

// MeetingLine is a meeting in a list.
type MeetingLine struct {
	ID       committee.MeetingID
	Body     committee.BodyKey
	BodyName charter.Text
	In       string
	Kind     committee.MeetingKind
	Series   string
	Title    string
	Start    time.Time
	End      time.Time
	Place    string
	Mode     string
	State    committee.MeetingState
	Chair    string // title and holder
	Hand     *Hand  // while it is held, on lists; nil: not told
}

// MeetingList is a page of meetings.
type MeetingList struct {
	Items []MeetingLine
	Next  string // cursor; empty at the end
}

// MeetingPage is one meeting whole.
type MeetingPage struct {
	Line       MeetingLine
	Meeting    committee.Meeting
	Seats      []SeatLine // the roster of the meeting's day
	Quorum     charter.Verdict
	Tally      map[committee.ItemID]charter.Verdict
	Modes      map[committee.ItemID]DecisionMode // how each item is decided; absent where the charter does not say
	Offers     []Offer
	Papers     []PaperLine               // what the reader sees of its papers, in the order laid
	MayLay     map[committee.ItemID]bool // on which items the reader may lay a paper; "": the meeting as a whole
	Invited    InvitePage                // the invitations to it
	Minutes    MinutesState              // what was said, as approved or, for who writes, as it is written
	Changed    int64
	Drafts     []RoundLine // opinion rounds on drafts of its agenda
	MayConsult bool        // the reader may open one
	Votes      []VotePage  // on its items, in the order in which they were called
	Gaps       []Gap       // what a meeting to come lacks, for those who prepare it
	Answers    AnswerPage
	Notices    []NoticeLine                             // what the charter asks of the notice of the meeting
	Notice     *committee.DutyLine                      // how the notice of its conclusions stands; nil: none is owed by general law
	Revises    bool                                     // the reader may say its conclusions anew
	Settles    bool                                     // the reader may give out what they leave open
	States     map[committee.ItemID]committee.ItemState // where its items stand, from the day it is held on
	Trail
}

// DecisionMode is how a matter is decided, and by which clause.
type DecisionMode struct {
	Mode   charter.Mode
	Clause Clause
}

// ProposalLine is a proposal to meet.
type ProposalLine struct {
	ID     committee.MeetingID
	Body   committee.BodyKey
	Kind   committee.MeetingKind
	By     string
	Reason string
	At     time.Time
	Met    committee.MeetingID // the meeting that answered it; empty: open
}

// PlanLine is one sitting that a series owes, with what was done.
type PlanLine struct {
	Obligation charter.Obligation
	Meetings   []MeetingLine
	State      committee.DutyState
}

// TaskFilter narrows a list of tasks.
type TaskFilter struct {
	Body       committee.BodyKey
	Lead       committee.AgencyID
	Mine       bool // tasks for which the caller answers
	Status     committee.TaskStatus
	Open       bool   // only those not finished yet; the counts are of all
	SourceKind string // conclusion, document, duty, other
	SourceID   string
	DueBefore  charter.Date
	Q          string
	Cursor     string
	Limit      int
}

// TaskLine is a task in a list.
type TaskLine struct {
	ID          committee.TaskID
	Body        committee.BodyKey
	BodyName    charter.Text
	Title       string
	Lead        charter.Text
	Accountable string // seat title and holder, or person
	Due         charter.Date
	DaysLeft    int // working days; negative when past
	Status      committee.TaskStatus
	State       committee.TaskState
	Progress    int
}

// TaskList is a page of tasks with the four counts of the whole filter.
type TaskList struct {
	Items  []TaskLine
	Next   string
	Counts map[committee.TaskStatus]int
}

// TaskPage is one task with its history.
type TaskPage struct {
	Line         TaskLine
	Task         committee.Task
	Coordinators []charter.Text
	Subassigned  string
	Source       string // what it came from, in words
	SourceLink   committee.MeetingID
	SourceRound  committee.RoundID // or the opinion round that gave it out
	Offers       []Offer
	Changed      int64
	Trail
}

// DeskKinds are the kinds of things that may await somebody. Each has its words on the
// desk and in the letter of the morning.
var DeskKinds = []string{
	"vote", "ballot", "answer", "absence", "leave", "leave-given", "leave-refused", "conclude", "accept", "extension", "proposal", "task", "round", "topic",
	"matter", "matter-taken", "matter-refused", "duty", "handover", "delegate",
}

// DeskItem is one thing that waits for somebody.
type DeskItem struct {
	Kind     string // one of [DeskKinds]
	What     string
	Who      string // who asks
	Body     committee.BodyKey
	BodyName charter.Text
	Due      charter.Date // zero: no day
	DaysLeft int
	Ref      string // id of the thing
	Act      charter.Act
	At       time.Time // of a meeting: when it begins
}

// Desk is what awaits a person today.
type Desk struct {
	Me       Me
	On       charter.Date
	Await    []DeskItem    // needs this person
	Meetings []MeetingLine // today and next
	Waiting  []DeskItem    // waits for others
	Missed   int           // duties missed this year in the person's bodies
}
