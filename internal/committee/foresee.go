package committee

import (
	"slices"
	"time"

	"nghisu/internal/charter"
)

// The acts on a meeting that is foreseen. A regulation may speak of planning
// meetings; where it does not, whoever may convene such a meeting may plan it.
const (
	ActPlan charter.Act = "meeting.plan" // lập lịch họp
	ActDrop charter.Act = "meeting.drop" // thôi dự kiến họp
)

// longestPart is how long a part of a date may be: more is no date at all.
const longestPart = 366

// Foreseen is a meeting of which the date is known by a part alone (phiên họp dự
// kiến): "cuối tháng 9/2011" is the days from the 21st to the 30th, and is kept as
// these until it is settled by convening.
type Foreseen struct {
	ID      MeetingID
	Body    BodyKey
	In      string
	Kind    MeetingKind
	Series  string
	Title   string
	Note    string
	Date    charter.Approx // both days included
	By      SeatID
	Source  MeetingID // the meeting that foresaw it, or empty
	Settled MeetingID // the meeting that it became; empty: open
	Dropped bool
	Reason  string // why it was given up
	At      time.Time
}

// Open reports whether it still waits to be settled.
func (f Foreseen) Open() bool { return f.Settled == "" && !f.Dropped }

// ForeseeState is what [ForeseeMeeting] needs of the store.
type ForeseeState struct {
	Body   *Body
	Parts  []string  // sub-bodies that the charter names
	Series []string  // series that the charter names
	Old    *Foreseen // the one that is changed, when the input names one
}

// ForeseeMeetingIn plans a meeting by a part of a date.
type ForeseeMeetingIn struct {
	ID     MeetingID // of the one that is changed; empty: a new one
	Body   BodyKey
	In     string
	Kind   MeetingKind
	Series string
	Title  string
	Note   string
	Date   charter.Approx
	By     SeatID
	Source MeetingID
}

// ForeseeMeeting plans a meeting of which the date is known by a part alone, or
// changes what is known of it. It calls nobody.
func ForeseeMeeting(state ForeseeState, in ForeseeMeetingIn, env Env) ([]Event, error) {
	var c check
	if state.Body == nil {
		return nil, Missing("body.unknown", string(in.Body))
	}
	if in.ID != "" {
		c.foreseen(state.Old, in.ID, in.Body)
	}
	c.kind(in.Kind)
	if in.In != "" && !slices.Contains(state.Parts, in.In) {
		c.fail(Wrong("in", "seat.part-unknown", in.In))
	}
	if in.Series != "" && !slices.Contains(state.Series, in.Series) {
		c.fail(Wrong("series", "meeting.series-unknown", in.Series))
	}
	c.day("date", in.Date.From)
	c.day("date", in.Date.To)
	c.ordered("date", in.Date.From, in.Date.To)
	switch {
	case in.Date.To < env.Today:
		c.fail(Wrong("date", "foreseen.past", in.Date.To.String()))
	case int(in.Date.To-in.Date.From) > longestPart:
		c.fail(Wrong("date", "foreseen.too-wide"))
	case in.Date.From.Time().Sub(env.Now) > farthest:
		c.fail(Wrong("date", "meeting.too-far"))
	}
	c.within("date", in.Date.From, state.Body.From, state.Body.To, state.Body.Name.VI)
	e := MeetingForeseen{
		ID: in.ID, Body: in.Body, In: in.In, Kind: in.Kind, Series: in.Series, Title: c.title("title", in.Title, false), Note: c.note("note", in.Note, false),
		From: in.Date.From, To: in.Date.To, By: in.By, Source: in.Source,
	}
	if e.ID == "" && c.ok() {
		e.ID = MeetingID(env.NewID())
	}
	return c.events(e)
}

// foreseen asks that a meeting is foreseen in a body and not settled yet.
func (c *check) foreseen(f *Foreseen, id MeetingID, body BodyKey) {
	switch {
	case f == nil || f.Body != body:
		c.fail(Missing("foreseen.unknown", string(id)))
	case !f.Open():
		c.fail(Clash("foreseen.settled"))
	}
}

// DropForeseenIn gives a foreseen meeting up.
type DropForeseenIn struct {
	ID     MeetingID
	Reason string
}

// DropForeseen gives up a meeting that was foreseen, with the reason.
func DropForeseen(old *Foreseen, in DropForeseenIn, _ Env) ([]Event, error) {
	var c check
	if old == nil {
		return nil, Missing("foreseen.unknown", string(in.ID))
	}
	c.foreseen(old, in.ID, old.Body)
	return c.events(ForeseenDropped{ID: in.ID, Body: old.Body, Reason: c.note("reason", in.Reason, true)})
}

// MeetingForeseen plans a meeting by a part of a date, or changes the plan.
type MeetingForeseen struct {
	ID     MeetingID    `json:"id"`
	Body   BodyKey      `json:"body"`
	In     string       `json:"in,omitempty"`
	Kind   MeetingKind  `json:"kind"`
	Series string       `json:"series,omitempty"`
	Title  Prose        `json:"title,omitempty"`
	Note   Prose        `json:"note,omitempty"`
	From   charter.Date `json:"from"`
	To     charter.Date `json:"to"`
	By     SeatID       `json:"by,omitempty"`
	Source MeetingID    `json:"source,omitempty"`
}

// ForeseenSettled says which meeting a foreseen one became.
type ForeseenSettled struct {
	ID      MeetingID `json:"id"`
	Body    BodyKey   `json:"body"`
	Meeting MeetingID `json:"meeting"`
}

// ForeseenDropped gives a foreseen meeting up.
type ForeseenDropped struct {
	ID     MeetingID `json:"id"`
	Body   BodyKey   `json:"body"`
	Reason Prose     `json:"reason"`
}

// EventName implements [Event].
func (MeetingForeseen) EventName() string { return "meeting.foreseen/1" }

// EventName implements [Event].
func (ForeseenSettled) EventName() string { return "foreseen.settled/1" }

// EventName implements [Event].
func (ForeseenDropped) EventName() string { return "foreseen.dropped/1" }

var foreseenEvents = []eventKind{kindOf[MeetingForeseen](), kindOf[ForeseenSettled](), kindOf[ForeseenDropped]()}
