package body

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// What the buttons of the positions ask for, and the field that keeps it.
const (
	optionsEach  = "rieng" // each question has its own
	optionsAlike = "chung" // all have the same
	eachField    = "rieng"
)

// optionField is the field with the positions of a side, one in a line: of a
// question, counted from 1, or of all.
func optionField(n int, side committee.Position) string {
	if n > 0 {
		return "q" + strconv.Itoa(n) + "-options-" + string(side)
	}
	return "options-" + string(side)
}

// eachOwn reports whether a form offers positions for each of its questions.
func eachOwn(f *ui.Form) bool { return f.Has(eachField) }

// ownOptions reports whether a form brings positions of its own, or what is wrong
// with them.
func ownOptions(f *ui.Form) bool {
	return eachOwn(f) || slices.ContainsFunc(sides, func(s committee.Position) bool { return f.Has(optionField(0, s)) || f.Fault(optionField(0, s)) != "" })
}

// optionsOf reads a question's own positions; where it has none, those that are the
// same for all.
func optionsOf(f *ui.Form, n int) []app.OptionIn {
	if n > 0 && eachOwn(f) {
		if own := optionsIn(f, n); len(own) > 0 {
			return own
		}
	}
	return optionsIn(f, 0)
}

// optionsIn reads the positions of one group of fields.
func optionsIn(f *ui.Form, n int) (out []app.OptionIn) {
	for _, side := range sides {
		for _, label := range f.Lines(optionField(n, side)) {
			out = append(out, app.OptionIn{Label: committee.Prose(label), Side: side})
		}
	}
	return out
}

// usualOptions gives a form the positions that the body's last round offered for
// all of its questions: a body keeps its own set from one round to the next.
func usualOptions(c *ui.Call, body committee.BodyKey, f *ui.Form) error {
	list, err := c.App.Rounds(c.Ctx(), c.By, app.RoundFilter{Body: body, Limit: 1})
	if err != nil || len(list.Items) == 0 {
		return err
	}
	last, err := c.App.Round(c.Ctx(), c.By, list.Items[0].ID)
	if err != nil {
		return err
	}
	var set []committee.Option
	for i, q := range last.Questions {
		own := q.Own()
		if i > 0 && !slices.Equal(set, own) {
			return nil
		}
		set = own
	}
	for _, side := range sides {
		var lines []string
		for _, o := range set {
			if o.Side == side {
				lines = append(lines, o.Label)
			}
		}
		if len(lines) > 0 {
			f.Values.Set(optionField(0, side), strings.Join(lines, "\n"))
		}
	}
	return nil
}

// onOptions gives a fault of a position to the field in which it was written.
func onOptions(err error, form *ui.Form) error {
	var f *committee.Fault
	if !errors.As(err, &f) {
		return err
	}
	rest, ok := strings.CutPrefix(f.Field, "questions.")
	number, rest, _ := strings.Cut(rest, ".")
	if !ok || !strings.HasPrefix(rest, "options") {
		return err
	}
	n, _ := strconv.Atoi(number)
	if !eachOwn(form) || len(optionsIn(form, n)) == 0 {
		n = 0
	}
	g := *f
	g.Field = optionField(n, committee.For)
	return &g
}

// optionFacts repeat a round's own positions on the check page.
func optionFacts(p *ui.Page, f *ui.Form, in app.OpenRoundIn) (out []ui.Fact) {
	if !eachOwn(f) {
		return []ui.Fact{{Label: p.T("round.own-options"), Value: strings.Join(optionWords(p, optionsOf(f, 0)), "\n")}}
	}
	for i, q := range in.Questions {
		words := optionWords(p, q.Options)
		if len(words) == 0 {
			words = []string{p.T("round.options-usual")}
		}
		out = append(out, ui.Fact{Label: p.T("round.options-short", p.Int(i+1)), Value: strings.Join(words, "\n")})
	}
	return out
}

// optionWords repeat positions with the side for which each stands.
func optionWords(p *ui.Page, list []app.OptionIn) []string {
	out := make([]string, len(list))
	for i, o := range list {
		out[i] = string(o.Label) + " (" + p.T("round.position."+string(o.Side)) + ")"
	}
	return out
}
