package committee

import (
	"slices"
	"strconv"
	"time"
)

// Numbering is how the items of an agenda are numbered (cách đánh số chương trình).
type Numbering string

// The ways of numbering.
const (
	NumberPlain   Numbering = ""        // 1, 2, 3 through all sections
	NumberDecimal Numbering = "decimal" // sections 1, 2; items 1.1, 1.2
	NumberRoman   Numbering = "roman"   // sections I, II; items 1, 2 in each
)

// Slot is when an item is expected to begin and end; zero where an item before it,
// or itself, has no duration.
type Slot struct{ Start, End time.Time }

// Numbers gives the number of every item. It is that of the whole agenda: an item
// that a reader does not see leaves a gap and moves none of the others.
func (m Meeting) Numbers() map[ItemID]string {
	out := map[ItemID]string{}
	n, section := 0, -1
	for _, x := range m.Agenda {
		if x.ID == "" {
			continue
		}
		if m.Numbering != NumberPlain && x.Section != section {
			n, section = 0, x.Section
		}
		n++
		out[x.ID] = strconv.Itoa(n)
		if m.Numbering == NumberDecimal && x.Section > 0 {
			out[x.ID] = strconv.Itoa(x.Section) + "." + strconv.Itoa(n)
		}
	}
	return out
}

// SectionNumber is the number of a section, counted from 1; empty where sections
// have none.
func (m Meeting) SectionNumber(section int) string {
	switch m.Numbering {
	case NumberDecimal:
		return strconv.Itoa(section)
	case NumberRoman:
		return inRoman(section)
	}
	return ""
}

// inRoman writes a number of at most some tens as the Romans did.
func inRoman(n int) string {
	out := ""
	for _, x := range []struct {
		value int
		sign  string
	}{{50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= x.value; n -= x.value {
			out += x.sign
		}
	}
	return out
}

// Schedule projects when each item begins and ends from the start of the meeting
// and the planned durations (thời gian dự kiến).
func (m Meeting) Schedule() map[ItemID]Slot {
	out := map[ItemID]Slot{}
	at := m.Start
	for _, x := range m.Agenda {
		if x.ID == "" || at.IsZero() {
			continue
		}
		s := Slot{Start: at}
		if at = (time.Time{}); x.Minutes > 0 {
			s.End = s.Start.Add(time.Duration(x.Minutes) * time.Minute)
			at = s.End
		}
		out[x.ID] = s
	}
	return out
}

// Settled reports whether something on record hangs on an item, so that it stays.
func (i Item) Settled() bool { return len(i.Positions) > 0 || len(i.Conclusions) > 0 }

// Unsettled lists the items without a conclusion: what a meeting has not dealt with.
func (m Meeting) Unsettled() []Item {
	return slices.DeleteFunc(slices.Clone(m.Agenda), func(i Item) bool { return i.ID == "" || len(i.Conclusions) > 0 })
}

// ArrangeState is what [ArrangeAgenda] needs of the store.
type ArrangeState struct {
	MeetingNow
	Matters []Matter // of the body, that the input puts on the agenda
	Papered []ItemID // items on which a paper lies
	Hidden  []ItemID // confidential items that the arranger does not see: they stay as they are
}

// ArrangeItemIn is one item of an agenda as it is to be.
type ArrangeItemIn struct {
	ID        ItemID // empty: a new one
	Title     string
	Kind      string // matter class of the charter, or empty
	Lead      SeatID
	Presenter string   // who presents it and holds no seat
	Section   int      // counted from 1; 0: none
	Minutes   int      // planned; 0: open
	Recurs    bool     // offered again at the next meeting of the series
	Closed    bool     // confidential (nội dung kín)
	Named     []SeatID // who sees a confidential item, beside who leads it and who presides
	Matter    MatterID // the matter of the backlog that it deals with
}

// ArrangeAgendaIn replaces the agenda of a meeting.
type ArrangeAgendaIn struct {
	Meeting   MeetingID
	Numbering Numbering
	Sections  []string
	Items     []ArrangeItemIn
	Presides  bool // the arranger presides, or acts for who does
	Seen      int64
}

// The bounds of an agenda.
const (
	maxSections = 20
	maxMinutes  = 24 * 60
	maxNamed    = 200
)

// ArrangeAgenda replaces the agenda of a meeting (xây dựng chương trình họp): items
// in sections, numbered, with durations. Once the sitting has begun who presides
// alone changes it, and what is added then is marked late. What is on record stays.
func ArrangeAgenda(state ArrangeState, in ArrangeAgendaIn, env Env) ([]Event, error) {
	var c check
	c.seen(in.Seen, state.Changed)
	if !c.found(state.Meeting, in.Meeting, Convened, Postponed, Held) {
		return c.events()
	}
	m := *state.Meeting
	begun := m.State == Held || !env.Now.Before(m.Start)
	if begun && !in.Presides {
		c.fail(refuse("", "agenda.begun"))
	}
	switch in.Numbering {
	case NumberPlain, NumberDecimal, NumberRoman:
	default:
		c.fail(Wrong("numbering", "agenda.numbering-no", string(in.Numbering)))
	}
	if len(in.Sections) > maxSections {
		c.fail(Wrong("sections", "list.too-long", strconv.Itoa(maxSections), strconv.Itoa(len(in.Sections))))
		return c.events()
	}
	if len(in.Items) > listLimit {
		c.fail(Wrong("items", "list.too-long", strconv.Itoa(listLimit), strconv.Itoa(len(in.Items))))
		return c.events()
	}
	e := AgendaArranged{Meeting: m.ID, Body: m.Body, Numbering: in.Numbering}
	for i, s := range in.Sections {
		e.Sections = append(e.Sections, c.title("sections."+strconv.Itoa(i+1), s, true))
	}
	seen := map[ItemID]bool{}
	for i, x := range in.Items {
		entry := c.arranged("items."+strconv.Itoa(i+1)+".", state, in, x, begun, env)
		if seen[entry.ID] {
			c.fail(Wrong("items."+strconv.Itoa(i+1), "list.twice", x.Title))
		}
		seen[entry.ID] = true
		e.Items = append(e.Items, entry)
	}
	c.dropped(state, seen)
	e.Items = withHidden(state, e.Items, len(e.Sections))
	slices.SortStableFunc(e.Items, func(a, b ArrangedEntry) int { return a.Section - b.Section })
	return c.events(e)
}

// arranged checks one item of an agenda.
func (c *check) arranged(at string, state ArrangeState, in ArrangeAgendaIn, x ArrangeItemIn, begun bool, env Env) ArrangedEntry {
	e := ArrangedEntry{
		ID: x.ID, Title: c.title(at+"title", x.Title, true), Kind: x.Kind, Lead: x.Lead, Presenter: c.title(at+"presenter", x.Presenter, false),
		Section: x.Section, Minutes: x.Minutes, Recurs: x.Recurs, Closed: x.Closed, Matter: x.Matter,
	}
	if x.Kind != "" {
		c.key(at+"kind", x.Kind)
	}
	c.seated(at+"lead", x.Lead, state.Seats)
	switch {
	case x.Section < 0 || x.Section > len(in.Sections):
		c.fail(Wrong(at+"section", "agenda.section-no", strconv.Itoa(x.Section)))
	case x.Minutes < 0 || x.Minutes > maxMinutes:
		c.fail(Wrong(at+"minutes", "agenda.minutes-no", strconv.Itoa(maxMinutes), strconv.Itoa(x.Minutes)))
	case len(x.Named) > maxNamed:
		c.fail(Wrong(at+"named", "list.too-long", strconv.Itoa(maxNamed), strconv.Itoa(len(x.Named))))
	}
	if x.Closed {
		once := map[SeatID]bool{}
		for i, s := range x.Named {
			c.once(at+"named."+strconv.Itoa(i+1), s, once, state.Seats)
		}
		e.Named = slices.Clone(x.Named)
	}
	old := state.Meeting.item(x.ID)
	switch {
	case x.ID == "":
		e.ID, e.Late = ItemID(env.NewID()), begun
	case old == nil || slices.Contains(state.Hidden, x.ID):
		c.fail(Missing("item.unknown", string(x.ID)))
	default:
		e.Late = old.Late
	}
	if x.Matter != "" && (old == nil || old.Matter != x.Matter) {
		c.waiting(at+"matter", x.Matter, state)
	}
	return e
}

// waiting asks that a matter of the backlog waits to be put on an agenda.
func (c *check) waiting(field string, id MatterID, state ArrangeState) {
	i := slices.IndexFunc(state.Matters, func(x Matter) bool { return x.ID == id })
	switch {
	case i < 0:
		c.fail(Missing("matter.unknown", string(id)))
	case state.Matters[i].State != MatterWaiting:
		c.fail(&Fault{Kind: Conflict, Code: "matter.not-waiting", Field: field, Args: []string{state.Matters[i].Title}})
	}
}

// dropped asks that nothing hangs on the items that go.
func (c *check) dropped(state ArrangeState, kept map[ItemID]bool) {
	for _, x := range state.Meeting.Agenda {
		switch {
		case x.ID == "" || kept[x.ID] || slices.Contains(state.Hidden, x.ID):
		case x.Settled():
			c.fail(Clash("agenda.settled", x.Title))
		case slices.Contains(state.Papered, x.ID):
			c.fail(Clash("agenda.has-papers", x.Title))
		}
	}
}

// withHidden puts the items that the arranger does not see back where they stood.
func withHidden(state ArrangeState, items []ArrangedEntry, sections int) []ArrangedEntry {
	for i, x := range state.Meeting.Agenda {
		if x.ID == "" || !slices.Contains(state.Hidden, x.ID) {
			continue
		}
		items = slices.Insert(items, min(i, len(items)), ArrangedEntry{
			ID: x.ID, Title: Prose(x.Title), Kind: x.Kind, Lead: x.Lead, Presenter: Prose(x.Presenter), Section: min(x.Section, sections), Minutes: x.Minutes,
			Recurs: x.Recurs, Late: x.Late, Closed: true, Named: x.Named, Matter: x.Matter,
		})
	}
	return items
}

// AgendaArranged replaces the agenda of a meeting.
type AgendaArranged struct {
	Meeting   MeetingID       `json:"meeting"`
	Body      BodyKey         `json:"body"`
	Numbering Numbering       `json:"numbering,omitempty"`
	Sections  []Prose         `json:"sections,omitempty"`
	Items     []ArrangedEntry `json:"items,omitempty"`
}

// ArrangedEntry is one item of an agenda as it is stored.
type ArrangedEntry struct {
	ID        ItemID   `json:"id"`
	Title     Prose    `json:"title"`
	Kind      string   `json:"kind,omitempty"`
	Lead      SeatID   `json:"lead,omitempty"`
	Presenter Prose    `json:"presenter,omitempty"`
	Section   int      `json:"section,omitempty"`
	Minutes   int      `json:"minutes,omitempty"`
	Recurs    bool     `json:"recurs,omitempty"`
	Late      bool     `json:"late,omitempty"` // added when the sitting had begun
	Closed    bool     `json:"closed,omitempty"`
	Named     []SeatID `json:"named,omitempty"`
	Matter    MatterID `json:"matter,omitempty"`
}

// EventName implements [Event].
func (AgendaArranged) EventName() string { return "agenda.arranged/1" }

var agendaEvents = []eventKind{kindOf[AgendaArranged](), kindOf[MatterProposed](), kindOf[MatterJudged](), kindOf[MatterKept]()}

// Readers are the seats that see the item when it is confidential (nội dung kín):
// those named, who leads it and who presides.
func (x Item) Readers(m Meeting) []SeatID {
	return slices.DeleteFunc(append(slices.Clone(x.Named), x.Lead, m.Chair), func(s SeatID) bool { return s == "" })
}
