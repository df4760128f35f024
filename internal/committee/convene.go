package committee

import (
	"slices"
	"strconv"
	"time"

	"nghisu/internal/charter"
)

// toCome reports whether a meeting is still to be held.
func (m Meeting) toCome() bool { return m.State == Convened || m.State == Postponed }

// ConveneMeetingState is what [ConveneMeeting] needs of the store.
type ConveneMeetingState struct {
	Body     *Body
	Seats    []Seat    // seats of the body and its sub-bodies that live on the meeting's day
	Parts    []string  // sub-bodies that the charter names
	Series   []string  // series that the charter names
	Agencies []Agency  // agencies that the input invites
	Proposal *Proposal // the proposal that it answers, when the input names one
	Foreseen *Foreseen // the meeting foreseen that it settles, when the input names one
}

// ItemIn is one matter of an agenda.
type ItemIn struct {
	Title string
	Kind  string // matter class of the charter, or empty
	Lead  SeatID
}

// InviteeIn calls a seat, an agency of outside, or a guest by name; exactly one
// is set.
type InviteeIn struct {
	Seat   SeatID
	Agency AgencyID
	Name   string
}

// ConveneMeetingIn calls a meeting.
type ConveneMeetingIn struct {
	Body     BodyKey
	In       string // sub-body
	Kind     MeetingKind
	Series   string
	Title    string // empty: named by its kind and day
	Start    time.Time
	End      time.Time // zero: open
	Place    string
	Mode     string // empty: in-person
	Chair    SeatID
	Convener SeatID // the seat from which it is called; empty when none is
	Proposal MeetingID
	Agenda   []ItemIn
	Invitees []InviteeIn // empty: left to who chooses them
	Urgent   bool        // what may excuse from notice
	Foreseen MeetingID   // the meeting foreseen that it settles
}

// kind lets the kinds of meeting pass. One that is not chosen is told apart from one
// that does not exist: a form shows the first.
func (c *check) kind(k MeetingKind) {
	switch k {
	case Regular, Extraordinary, Expanded, Session:
	case "":
		c.fail(Wrong("kind", "text.empty"))
	default:
		c.fail(Wrong("kind", "meeting.kind", string(k)))
	}
}

// ConveneMeeting calls a meeting (triệu tập). One that has begun already may be
// entered afterwards by hand; it is marked so.
func ConveneMeeting(state ConveneMeetingState, in ConveneMeetingIn, env Env) ([]Event, error) {
	var c check
	if state.Body == nil {
		return nil, Missing("body.unknown", string(in.Body))
	}
	day := c.times(in.Start, in.End, env)
	c.within("start", day, state.Body.From, state.Body.To, state.Body.Name.VI)
	c.kind(in.Kind)
	if in.Mode == "" {
		in.Mode = "in-person"
	}
	switch in.Mode {
	case "in-person", "online", "mixed":
	default:
		c.fail(Wrong("mode", "meeting.mode", in.Mode))
	}
	if in.In != "" && !slices.Contains(state.Parts, in.In) {
		c.fail(Wrong("in", "seat.part-unknown", in.In))
	}
	if in.Series != "" && !slices.Contains(state.Series, in.Series) {
		c.fail(Wrong("series", "meeting.series-unknown", in.Series))
	}
	c.seated("chair", in.Chair, state.Seats)
	c.proposal(state, in)
	if in.Foreseen != "" {
		c.foreseen(state.Foreseen, in.Foreseen, in.Body)
	}
	e := MeetingConvened{
		Body: in.Body, In: in.In, Kind: in.Kind, Series: in.Series, Title: c.title("title", in.Title, false),
		Start: micro(in.Start), End: micro(in.End), Place: c.title("place", in.Place, false), Mode: in.Mode,
		Chair: in.Chair, Convener: in.Convener, Proposal: in.Proposal, Afterwards: in.Start.Before(env.Now), Urgent: in.Urgent,
	}
	e.Agenda = c.agenda(in.Agenda, state.Seats, env)
	invitees := c.invitees(in.Invitees, state.Seats, state.Agencies, day)
	if !c.ok() {
		return c.events()
	}
	e.ID = MeetingID(env.NewID())
	out := []Event{e}
	if len(invitees) > 0 {
		out = append(out, AttendeesChosen{Meeting: e.ID, Body: in.Body, Invitees: invitees})
	}
	if in.Foreseen != "" {
		out = append(out, ForeseenSettled{ID: in.Foreseen, Body: in.Body, Meeting: e.ID})
	}
	return c.events(out...)
}

// longest is the longest a meeting may last, and the farthest ahead it is set:
// beyond them a date was mistyped.
const (
	longest  = 31 * 24 * time.Hour
	farthest = 5 * 366 * 24 * time.Hour
)

// times checks start and end and gives the civil day of the start.
func (c *check) times(start, end time.Time, env Env) charter.Date {
	if start.IsZero() {
		c.fail(Wrong("start", "date.empty"))
		return 0
	}
	switch {
	case !end.IsZero() && !end.After(start):
		c.fail(Wrong("end", "meeting.end-before-start"))
	case !end.IsZero() && end.Sub(start) > longest:
		c.fail(Wrong("end", "meeting.too-long"))
	case start.Sub(env.Now) > farthest:
		c.fail(Wrong("start", "meeting.too-far"))
	}
	return env.Day(start)
}

// micro gives microseconds UTC; zero for no time.
func micro(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

// seated asks that a seat, when one is named, is on the roster given.
func (c *check) seated(field string, id SeatID, seats []Seat) {
	if id != "" && !slices.ContainsFunc(seats, func(s Seat) bool { return s.ID == id }) {
		c.fail(Wrong(field, "seat.not-on-roster", string(id)))
	}
}

// proposal checks the proposal that a meeting answers.
func (c *check) proposal(state ConveneMeetingState, in ConveneMeetingIn) {
	switch p := state.Proposal; {
	case in.Proposal == "":
	case p == nil || p.Body != in.Body:
		c.fail(Missing("proposal.unknown", string(in.Proposal)))
	case p.Answered != "":
		c.fail(Clash("proposal.answered"))
	}
}

// agenda checks the matters of a meeting.
func (c *check) agenda(items []ItemIn, seats []Seat, env Env) []AgendaEntry {
	if len(items) > listLimit {
		c.fail(Wrong("agenda", "list.too-long", strconv.Itoa(listLimit), strconv.Itoa(len(items))))
		return nil
	}
	var out []AgendaEntry
	for i, x := range items {
		at := "agenda." + strconv.Itoa(i+1) + "."
		if x.Kind != "" {
			c.key(at+"kind", x.Kind)
		}
		c.seated(at+"lead", x.Lead, seats)
		out = append(out, AgendaEntry{ID: ItemID(env.NewID()), Title: c.title(at+"title", x.Title, true), Kind: x.Kind, Lead: x.Lead})
	}
	return out
}

// maxInvitees bounds a list of those called.
const maxInvitees = 1000

// invitees checks who is called: seats of the day's roster, agencies that live
// that day, guests by name; each once.
func (c *check) invitees(list []InviteeIn, seats []Seat, agencies []Agency, day charter.Date) []InviteeEntry {
	if len(list) > maxInvitees {
		c.fail(Wrong("invitees", "list.too-long", strconv.Itoa(maxInvitees), strconv.Itoa(len(list))))
		return nil
	}
	var out []InviteeEntry
	seen := map[InviteeIn]bool{}
	for i, x := range list {
		at := "invitees." + strconv.Itoa(i+1)
		set := 0
		for _, is := range []bool{x.Seat != "", x.Agency != "", x.Name != ""} {
			if is {
				set++
			}
		}
		if set != 1 {
			c.fail(Wrong(at, "invitee.one-of"))
			continue
		}
		c.seated(at+".seat", x.Seat, seats)
		if x.Agency != "" {
			k := slices.IndexFunc(agencies, func(a Agency) bool { return a.ID == x.Agency })
			if k < 0 {
				c.fail(Missing("agency.unknown", string(x.Agency)))
				continue
			}
			c.within(at+".agency", day, agencies[k].From, agencies[k].To, agencies[k].Name.VI)
		}
		if x.Name != "" {
			x.Name = c.line(at+".name", x.Name, nameLimit, true)
		}
		if seen[x] {
			c.fail(Wrong(at, "list.twice", string(x.Seat)+string(x.Agency)+x.Name))
		}
		seen[x] = true
		out = append(out, InviteeEntry{Seat: x.Seat, Agency: x.Agency, Name: Prose(x.Name)})
	}
	return out
}

// ProposeMeetingState is what [ProposeMeeting] needs of the store.
type ProposeMeetingState struct {
	Body  *Body
	By    *Seat // the seat from which it is asked
	Parts []string
	Open  []Proposal // proposals of that seat that nobody has answered
}

// ProposeMeetingIn asks for a meeting.
type ProposeMeetingIn struct {
	Body   BodyKey
	In     string
	Kind   MeetingKind
	By     SeatID
	Reason string
}

// ProposeMeeting asks for a meeting (đề nghị họp). It convenes nothing: whoever
// may convene decides.
func ProposeMeeting(state ProposeMeetingState, in ProposeMeetingIn, env Env) ([]Event, error) {
	var c check
	if state.Body == nil {
		return nil, Missing("body.unknown", string(in.Body))
	}
	if state.By == nil || state.By.Body != in.Body {
		return nil, Missing("seat.unknown", string(in.By))
	}
	c.within("by", env.Today, state.By.From, state.By.To, state.By.Name())
	c.kind(in.Kind)
	if in.In != "" && !slices.Contains(state.Parts, in.In) {
		c.fail(Wrong("in", "seat.part-unknown", in.In))
	}
	reason := c.note("reason", in.Reason, true)
	for _, p := range state.Open {
		if p.Kind == in.Kind && p.In == in.In && p.Reason == string(reason) {
			c.fail(Clash("proposal.twice"))
		}
	}
	if !c.ok() {
		return c.events()
	}
	return c.events(MeetingProposed{
		ID: MeetingID(env.NewID()), Body: in.Body, In: in.In, Kind: in.Kind, By: in.By, Role: state.By.Role, Reason: reason,
	})
}
