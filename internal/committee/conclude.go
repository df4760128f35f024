package committee

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"nghisu/internal/charter"
)

// ConcludeState is what [Conclude] needs of the store and of the charter.
type ConcludeState struct {
	MeetingNow
	// Deciders are the roles to which the charter gives the last word on the
	// matter; empty: head, or the head of the sub-body that meets.
	Deciders []charter.Role
	Mode     charter.Mode     // how the matter is decided; empty when the charter does not say
	Tally    *charter.Verdict // the count held against the charter, where the count decides
	Assign   AssignTaskState  // when the conclusion gives out a task
}

// ConcludeIn concludes on one item.
type ConcludeIn struct {
	Meeting MeetingID
	Item    ItemID // empty: on the meeting as a whole
	Text    string // needed unless Work says what is to be done
	Work    string // the rest of the sentence "giao … chủ trì, phối hợp với …"
	// Side says whether the conclusion adopts the matter as it was put (for) or
	// declines it (against). Empty on an item with positions means that it is
	// adopted, as a conclusion is unless it says otherwise.
	Side Position
	By   SeatID // the seat that concludes
	// A conclusion with Lead or Accountable gives out a task.
	Title        string // of the task; empty: the beginning of Text
	Lead         AgencyID
	Accountable  SeatID
	Person       PersonID
	Coordinators []AgencyID
	Due          charter.Date
	Seen         int64
}

// Conclude is the conclusion on one item by the person presiding or by the head
// (kết luận). It keeps the positions on record as they stand. A head may
// conclude against the recorded majority where the head decides; where the
// count decides, a conclusion that does not follow it is refused.
func Conclude(state ConcludeState, in ConcludeIn, env Env) ([]Event, error) {
	var c check
	c.seen(in.Seen, state.Changed)
	m := state.Meeting
	if !c.found(m, in.Meeting, Convened, Postponed, Held) {
		return c.events()
	}
	c.begun(m, env)
	c.presiding(in.By, state.Seats, m.Chair, m.In, state.Deciders)
	e := ItemConcluded{Meeting: in.Meeting, Body: m.Body, Item: in.Item, By: in.By}
	e.Text, e.Work = c.worded(in.Text, in.Work)
	if in.Item != "" {
		item := m.item(in.Item)
		if item == nil {
			return nil, Missing("item.unknown", string(in.Item))
		}
		c.notVoting(item, false)
		e.For, e.Against = item.count()
	}
	e.Side, e.AgainstMajority = c.taken(state, in.Side, e.For, e.Against)
	if !c.ok() {
		return c.events()
	}
	e.ID = ConclusionID(env.NewID())
	given := in.given()
	if !given.any() {
		e.Due = c.loose(in, env)
		return c.events(e)
	}
	task := c.given(state.Assign, given, m.Body, e.ID, spoken(e.Text, e.Work), in.By, env)
	e.Task = task.ID
	return c.events(e, task)
}

// worded takes the words of a conclusion: free words, work that is given out in the
// half-written sentence, or both. Work stands inside a sentence, on one line and
// without its full stop.
func (c *check) worded(text, work string) (Prose, Prose) {
	w := strings.TrimRight(c.line("work", work, NoteLimit, false), " .;,")
	return c.note("text", text, w == ""), Prose(w)
}

// spoken is what a task is named after: the work, else the words of the conclusion.
func spoken(text, work Prose) Prose {
	if work == "" {
		return text
	}
	r, n := utf8.DecodeRuneInString(string(work))
	return Prose(string(unicode.ToUpper(r))) + work[n:]
}

// taken says what a conclusion does with the matter, held against the positions.
func (c *check) taken(state ConcludeState, side Position, yes, no int) (Position, bool) {
	s := c.side(side, yes+no > 0)
	against := s == For && no > yes || s == Against && yes > no
	c.followsCount(state.Mode, state.Tally, s, against)
	return s, against
}

// loose takes the day of a conclusion for which nobody answers yet. Who helps helps
// somebody.
func (c *check) loose(in ConcludeIn, env Env) charter.Date {
	if len(in.Coordinators) > 0 {
		c.fail(Wrong("lead", "conclusion.nobody"))
	}
	if in.Due != 0 && in.Due < env.Today {
		c.fail(Wrong("due", "task.due-in-past", in.Due.String(), env.Today.String()))
	}
	return in.Due
}

// given is the task that a conclusion gives out.
func (in ConcludeIn) given() Given {
	return Given{in.Title, in.Lead, in.Accountable, in.Person, in.Coordinators, in.Due}
}

// Given is the task that a conclusion gives out, of a meeting or of a round.
type Given struct {
	Title        string // empty: the beginning of the conclusion
	Lead         AgencyID
	Accountable  SeatID
	Person       PersonID
	Coordinators []AgencyID
	Due          charter.Date
}

// any reports whether a task is given out at all.
func (g Given) any() bool { return g.Lead != "" || g.Accountable != "" || g.Person != "" }

// given makes the task of a conclusion.
func (c *check) given(state AssignTaskState, g Given, body BodyKey, of ConclusionID, text Prose, by SeatID, env Env) TaskAssigned {
	title := g.Title
	if title == "" {
		title = shorten(string(text), TitleLimit)
	}
	return c.task(state, AssignTaskIn{
		Body: body, Title: title, Lead: g.Lead, Accountable: g.Accountable, Person: g.Person,
		Coordinators: g.Coordinators, Due: g.Due, SourceKind: "conclusion", SourceID: string(of), Assigner: by,
	}, env)
}

// presiding asks that the seat that concludes presides or has the last word, in
// the body or in the sub-body that deliberates.
func (c *check) presiding(by SeatID, seats []Seat, chair SeatID, in string, deciders []charter.Role) {
	i := slices.IndexFunc(seats, func(s Seat) bool { return s.ID == by })
	if by == "" || i < 0 {
		c.fail(Wrong("by", "seat.not-on-roster", string(by)))
		return
	}
	if by == chair {
		return
	}
	if len(deciders) == 0 {
		deciders = []charter.Role{"head"}
		if in != "" {
			deciders = []charter.Role{"head", "group-head", "helper-head"}
		}
	}
	s := seats[i]
	if !slices.Contains(deciders, s.Role) || s.In != "" && s.In != in {
		c.fail(refuse("by", "conclusion.not-presiding", s.Name()))
	}
}

// side takes what a conclusion does with the matter.
func (c *check) side(side Position, positions bool) Position {
	switch {
	case side == "" && positions:
		return For
	case side == "" || side == For || side == Against:
		return side
	}
	c.fail(Wrong("side", "position.kind", string(side)))
	return ""
}

// followsCount refuses a conclusion that goes against the count where the
// charter lets the count decide.
func (c *check) followsCount(mode charter.Mode, tally *charter.Verdict, side Position, againstMajority bool) {
	if mode != charter.ModeVote && mode != charter.ModeConsensus {
		return
	}
	lost := tally != nil && tally.OK == charter.No && side == For
	won := tally != nil && tally.OK == charter.Yes && side == Against
	if lost || won || tally == nil && againstMajority {
		c.fail(&Fault{Kind: Refused, Code: "conclusion.against-count", Field: "side", Verdict: tally})
	}
}

// count gives how many stand for and against; other opinions count for neither.
// Where a vote was held, its count stands.
func (i *Item) count() (yes, no int) {
	if i.Vote != nil {
		return i.Vote.For, i.Vote.Against
	}
	for _, s := range i.Positions {
		switch s.Position {
		case For:
			yes++
		case Against:
			no++
		}
	}
	return yes, no
}

// shorten gives the first line of a text, cut at a word to at most n runes.
func shorten(s string, n int) string {
	s, _, _ = strings.Cut(s, "\n")
	s = strings.ReplaceAll(s, "\t", " ")
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	r := []rune(s)[:n-1]
	cut := string(r)
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:.") + "…"
}

// CloseMeetingIn closes a meeting.
type CloseMeetingIn struct {
	Meeting MeetingID
	Carry   []ItemID // items without a conclusion that are kept for a later agenda
	Person  PersonID
	Last    time.Time // the latest instant on record of the sitting; zero: none
	Seen    int64
}

// CloseMeeting closes a meeting that was held (bế mạc): presence, positions or
// a conclusion stand on record. What it did not conclude can be carried over.
func CloseMeeting(state MeetingNow, in CloseMeetingIn, env Env) ([]Event, error) {
	var c check
	c.seen(in.Seen, state.Changed)
	if !c.found(state.Meeting, in.Meeting, Convened, Postponed, Held) {
		return c.events()
	}
	c.begun(state.Meeting, env)
	c.inOrder(in.Last, &env)
	if !state.Meeting.onRecord() {
		c.fail(Clash("meeting.nothing-on-record"))
	}
	for i := range state.Meeting.Agenda {
		c.notVoting(&state.Meeting.Agenda[i], false)
	}
	closed := MeetingClosed{Meeting: in.Meeting, Body: state.Meeting.Body, At: env.Now.UnixMicro()}
	return c.events(append([]Event{closed}, c.carried(*state.Meeting, in.Carry, in.Person, env)...)...)
}

// onRecord reports whether anything of the sitting itself is on record.
func (m Meeting) onRecord() bool {
	if m.State == Held || m.State == Concluded {
		return true
	}
	for _, x := range m.Invitees {
		if x.Present != "" {
			return true
		}
	}
	for _, x := range m.Agenda {
		if len(x.Positions) > 0 || len(x.Conclusions) > 0 {
			return true
		}
	}
	return false
}
