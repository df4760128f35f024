package committee

import (
	"strings"

	"nghisu/internal/charter"
)

// Agency is a node of the tree of state organs (cơ quan, đơn vị).
type Agency struct {
	ID        AgencyID
	Parent    AgencyID // empty at the top
	Kind      string   // ministry, province, department, district, commune, unit, office …
	Code      string   // identifier code where known (mã định danh), or empty
	Name      charter.Text
	Short     string
	From, To  charter.Date // first and last day; zero is open or unknown
	Successor AgencyID     // the agency that took over, when it has ended
}

// AgencyRecorded adds an agency, or a new form of one, to the tree.
type AgencyRecorded struct {
	ID     AgencyID     `json:"id"`
	Parent AgencyID     `json:"parent,omitempty"`
	Kind   string       `json:"kind"`
	Code   string       `json:"code,omitempty"`
	VI     string       `json:"vi"`
	EN     string       `json:"en,omitempty"`
	Short  string       `json:"short,omitempty"`
	From   charter.Date `json:"from,omitempty"`
}

// AgencyEnded ends an agency; what it held passes to its successor.
type AgencyEnded struct {
	ID        AgencyID     `json:"id"`
	To        charter.Date `json:"to"` // last day
	Successor AgencyID     `json:"successor,omitempty"`
}

// EventName implements [Event].
func (AgencyRecorded) EventName() string { return "agency.recorded/1" }

// EventName implements [Event].
func (AgencyEnded) EventName() string { return "agency.ended/1" }

var agencyEvents = []eventKind{
	kindOf[AgencyRecorded](),
	kindOf[AgencyEnded](),
}

// RecordAgencyState is what [RecordAgency] needs of the store.
type RecordAgencyState struct {
	Now     *Agency  // the agency as it is, when the input names one
	Parent  *Agency  // nil when there is no such agency
	Above   []Agency // the parent's own parents up to the top
	Same    []Agency // agencies with the same code, or of the same name beneath the same parent
	Changed Change
}

// RecordAgencyIn adds an agency to the tree, or a new form of one (renamed,
// moved) from a day.
type RecordAgencyIn struct {
	ID     AgencyID // empty: a new one
	Parent AgencyID
	Kind   string
	Code   string // mã định danh, e.g. H40.01; empty when not known
	Name   charter.Text
	Short  string
	From   charter.Date // zero: unknown, for a new one
	Seen   int64
}

// RecordAgency adds an agency, or a new form of one, to the tree.
func RecordAgency(state RecordAgencyState, in RecordAgencyIn, env Env) ([]Event, error) {
	var c check
	c.key("kind", in.Kind)
	name := c.name("vi", in.Name, true)
	short := c.line("short", in.Short, 60, false)
	code := c.line("code", in.Code, 60, false)
	if code != "" && !isCode(code) {
		c.fail(Wrong("code", "agency.code-form", code))
	}
	if in.Parent != "" {
		if state.Parent == nil {
			c.fail(Missing("agency.unknown", string(in.Parent)))
		} else {
			c.within("from", in.From, state.Parent.From, state.Parent.To, state.Parent.Name.VI)
		}
	}
	id := in.ID
	if id == "" {
		id = AgencyID(env.NewID())
	} else if state.Now == nil {
		c.fail(Missing("agency.unknown", string(id)))
	} else {
		c.seen(in.Seen, state.Changed)
		c.day("from", in.From)
		if in.From != 0 && in.From <= state.Now.From {
			c.fail(Wrong("from", "agency.form-before-former", state.Now.From.String()))
		}
		c.within("from", in.From, 0, state.Now.To, state.Now.Name.VI)
		for _, a := range append([]Agency{{ID: in.Parent}}, state.Above...) {
			if a.ID == id {
				c.fail(Wrong("parent", "agency.beneath-itself", state.Now.Name.VI))
			}
		}
	}
	for _, a := range state.Same {
		if a.ID != id && overlap(a.From, a.To, in.From, 0) {
			c.fail(Clash("agency.twice", a.Name.VI, a.Code))
		}
	}
	return c.events(AgencyRecorded{
		ID: id, Parent: in.Parent, Kind: in.Kind, Code: code, VI: name.VI, EN: name.EN, Short: short, From: in.From,
	})
}

// isCode reports whether a code has the form of an agency's identifier code:
// groups of capital letters and digits parted by points.
func isCode(s string) bool {
	for _, part := range strings.Split(s, ".") {
		if part == "" || len(part) > 10 {
			return false
		}
		for i := range len(part) {
			if b := part[i]; (b < 'A' || b > 'Z') && (b < '0' || b > '9') {
				return false
			}
		}
	}
	return true
}

// EndAgencyState is what [EndAgency] needs of the store.
type EndAgencyState struct {
	Agency    *Agency
	Successor *Agency   // nil when none is named
	After     []Agency  // the chain of successors of the successor
	Children  []Agency  // agencies beneath it that live beyond its last day
	Posts     []Post    // its posts that live beyond that day
	Holdings  []Holding // who holds them
	Bodies    []Body    // bodies that it hosts, that live beyond that day
	Open      []Task    // open tasks that it leads
	Changed   Change
}

// EndAgencyIn ends an agency on its last day, with or without a successor.
type EndAgencyIn struct {
	ID        AgencyID
	To        charter.Date // last day
	Successor AgencyID
	Seen      int64
}

// EndAgency ends an agency. Its children move to the successor the day after;
// its posts end with it, and who held them leaves them. The tasks that it leads
// and the bodies that it hosts are read through the successor ([Heir]). Without
// a successor, an agency with children, bodies or open tasks is not ended: they
// are listed, so that nothing is orphaned.
func EndAgency(state EndAgencyState, in EndAgencyIn, _ Env) ([]Event, error) {
	var c check
	if state.Agency == nil {
		return nil, Missing("agency.unknown", string(in.ID))
	}
	c.seen(in.Seen, state.Changed)
	c.day("to", in.To)
	if state.Agency.To != 0 {
		c.fail(Clash("agency.ended", state.Agency.Name.VI, state.Agency.To.String()))
	}
	c.ordered("to", state.Agency.From, in.To)
	c.successor(state, in)
	if in.Successor == "" {
		none(&c, "agency.has-children", state.Children, func(a Agency) string { return a.Name.VI })
		none(&c, "agency.has-bodies", state.Bodies, func(b Body) string { return b.Name.VI })
		none(&c, "agency.has-tasks", state.Open, func(t Task) string { return t.Title })
	}
	for _, h := range state.Holdings {
		if h.From > in.To {
			c.fail(Clash("agency.holder-later", h.From.String()))
		}
	}
	if !c.ok() {
		return c.events()
	}
	var out []Event
	for _, a := range state.Children {
		out = append(out, AgencyRecorded{
			ID: a.ID, Parent: in.Successor, Kind: a.Kind, Code: a.Code, VI: a.Name.VI, EN: a.Name.EN,
			Short: a.Short, From: max(in.To+1, a.From),
		})
	}
	for _, h := range state.Holdings {
		if h.To == 0 || h.To > in.To {
			out = append(out, PostLeft{Post: h.Post, Person: h.Person, To: in.To})
		}
	}
	for _, p := range state.Posts {
		out = append(out, PostEnded{ID: p.ID, To: in.To})
	}
	return c.events(append(out, AgencyEnded{ID: in.ID, To: in.To, Successor: in.Successor})...)
}

// successor asks that the successor exists, lives on the day after, and does
// not lead back to the agency that ends.
func (c *check) successor(state EndAgencyState, in EndAgencyIn) {
	if in.Successor == "" {
		return
	}
	if state.Successor == nil {
		c.fail(Missing("agency.unknown", string(in.Successor)))
		return
	}
	c.within("successor", in.To+1, state.Successor.From, state.Successor.To, state.Successor.Name.VI)
	for _, a := range append([]Agency{*state.Successor}, state.After...) {
		if a.ID == in.ID {
			c.fail(Wrong("successor", "agency.succeeds-itself", state.Agency.Name.VI))
		}
	}
	for _, a := range state.Children {
		if a.ID == in.Successor {
			c.fail(Wrong("successor", "agency.successor-is-child", a.Name.VI))
		}
	}
}

// none fails with the names of what should not be there.
func none[T any](c *check, code string, list []T, name func(T) string) {
	if len(list) == 0 {
		return
	}
	names := make([]string, len(list))
	for i, x := range list {
		names[i] = name(x)
	}
	c.fail(Clash(code, names...))
}

// Heir follows succession from an agency to the one that stands in its place on
// a day, or to the last one known. It ends on chains that lead in a circle.
func Heir(agencies []Agency, id AgencyID, on charter.Date) AgencyID {
	for range agencies {
		next := AgencyID("")
		for _, a := range agencies {
			if a.ID == id && a.To != 0 && a.To < on {
				next = a.Successor
			}
		}
		if next == "" {
			return id
		}
		id = next
	}
	return id
}
