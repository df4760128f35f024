package body

import (
	"net/http"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// overviewPage is a body on a day: who sits where, how that stands against the
// regulation, what is owed, by which decisions it came about.
func overviewPage(c *ui.Call) error {
	b, err := bodyOf(c)
	if err != nil {
		return err
	}
	year, _, _ := b.On.Split()
	board, err := c.App.Duties(c.Ctx(), c.By, b.Line.Key, charter.NewDate(year, 1, 1), charter.NewDate(year, 12, 31))
	if err != nil {
		return err
	}
	if t, ok := lastTurn(b); ok {
		before, err := c.App.RosterOn(c.Ctx(), c.By, b.Line.Key, t.Day-1)
		if err != nil {
			return err
		}
		after, err := c.App.RosterOn(c.Ctx(), c.By, b.Line.Key, t.Day)
		if err != nil {
			return err
		}
		markChanged(&b, before, after)
	}
	p := c.Page
	p.Title = shortName(p, b.Line)
	return c.Render(http.StatusOK, overviewView(p, b, board))
}

// bodyLede says in one line what a body is.
func bodyLede(p *ui.Page, b app.BodyPage) string {
	s := NewSpeaker(p.Lang, nil)
	var q phrase
	q.add(s.optional("nature.", b.Identity.Nature))
	q.add(s.optional("level.", b.Identity.Level))
	if !b.Line.Host.IsZero() {
		q.add(p.T("rule.host", p.Say(b.Line.Host)))
	}
	if !b.Identity.Superior.IsZero() && !b.Identity.Superior.Unstated() {
		q.add(p.T("rule.superior", p.Say(b.Identity.Superior)))
	}
	return q.sentence()
}

// lastTurn is the last change of the roster at or before the day in view.
func lastTurn(b app.BodyPage) (app.Turn, bool) {
	var out app.Turn
	for _, t := range b.Turns {
		if t.Kind == "roster" && t.Day <= b.On && t.Day >= out.Day {
			out = t
		}
	}
	return out, out.Day != 0
}

// markChanged keeps the mark of a new seat where the last turn changed who fills
// it or who sits in it: a kiện toàn opens every seat anew, most of them for
// whoever sat there. before and after are the rosters around the turn. Where
// nobody sat before, nothing stands out.
func markChanged(b *app.BodyPage, before, after []app.SeatLine) {
	type sitting struct {
		in, ref string
		role    charter.Role
		fill    committee.FillKind
		person  committee.PersonID
	}
	of := func(s app.SeatLine) sitting { return sitting{s.In, s.Ref, s.Role, s.Fill, s.Person} }
	old := map[sitting]int{}
	parts := map[string]bool{}
	for _, s := range before {
		old[of(s)]++
		parts[s.In] = true
	}
	changed := map[committee.SeatID]bool{}
	for _, s := range after {
		changed[s.Seat] = parts[s.In] && old[of(s)] == 0
		old[of(s)]--
	}
	mark := func(list []app.SeatLine) {
		for i := range list {
			list[i].New = list[i].New && changed[list[i].Seat]
		}
	}
	mark(b.Seats)
	for i := range b.Subs {
		if !b.Subs[i].Derived {
			mark(b.Subs[i].Seats)
		}
	}
}

// newest gives the last decisions, newest first, at most so many.
func newest(list []app.DecisionLine, most int) []app.DecisionLine {
	var out []app.DecisionLine
	for i := len(list) - 1; i >= 0 && len(out) < most; i-- {
		out = append(out, list[i])
	}
	return out
}

// decisionName is what a decision is called: its number, or its title, or that
// the number is unknown.
func decisionName(p *ui.Page, d app.DecisionLine) string {
	if d.Number != "" {
		return ui.UpperFirst(p.T("decision.number", d.Number))
	}
	if d.Title != "" {
		return d.Title
	}
	return ui.UpperFirst(p.T("number.unknown"))
}
