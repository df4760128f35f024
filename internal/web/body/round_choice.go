package body

import (
	"errors"
	"slices"
	"strings"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// optionField is the field with the positions of a side, one in a line.
func optionField(side committee.Position) string { return "options-" + string(side) }

// ownOptions reports whether a form brings positions of its own, or what is wrong
// with them.
func ownOptions(f *ui.Form) bool {
	return slices.ContainsFunc(sides, func(s committee.Position) bool { return f.Has(optionField(s)) || f.Fault(optionField(s)) != "" })
}

// optionsOf reads a round's own positions, the same for each of its questions.
func optionsOf(f *ui.Form) []app.OptionIn {
	var out []app.OptionIn
	for _, side := range sides {
		for _, label := range f.Lines(optionField(side)) {
			out = append(out, app.OptionIn{Label: committee.Prose(label), Side: side})
		}
	}
	return out
}

// mostFound is how many people one search shows.
const mostFound = 20

// found are the experts whom the form shows: those chosen, and those whose names
// hold what is looked for.
func (x *consulting) found(f *ui.Form) []ui.Option {
	chosen := f.List("people")
	shown := 0
	return slices.DeleteFunc(slices.Clone(x.people), func(o ui.Option) bool {
		switch {
		case slices.Contains(chosen, o.Value):
			return false
		case f.Has("tim") && shown < mostFound && x.match[o.Value]:
			shown++
			return false
		}
		return true
	})
}

// find looks up who is looked for.
func (x *consulting) find(c *ui.Call) error {
	q := c.R.FormValue("tim")
	if q == "" {
		return nil
	}
	list, err := c.App.People(c.Ctx(), c.By, q)
	x.match = map[string]bool{}
	for _, p := range list {
		x.match[string(p.ID)] = true
	}
	return err
}

// onOptions gives a fault of a position to the field in which it was written.
func onOptions(err error) error {
	var f *committee.Fault
	if errors.As(err, &f) && strings.HasPrefix(f.Field, "questions.") && strings.Contains(f.Field, ".options") {
		g := *f
		g.Field = optionField(committee.For)
		return &g
	}
	return err
}

// optionWords repeat positions with the side for which each stands.
func optionWords(p *ui.Page, list []app.OptionIn) []string {
	out := make([]string, len(list))
	for i, o := range list {
		out[i] = string(o.Label) + " (" + p.T("round.position."+string(o.Side)) + ")"
	}
	return out
}
