package body

import (
	"context"
	"net/http"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// latePart is the part of a round's page that holds the slips that came too late.
const latePart = "phieu-muon"

// backToLate leads from a slip back to its round: one that came after the last day
// to where it waits to be taken.
func backToLate(r app.RoundPage) func(app.Receipt) string {
	if r.Line.Stage == roundStages[0] {
		return backToRound(r)
	}
	return func(app.Receipt) string { return ui.RoundPath(r.Line.ID) + "#" + latePart }
}

// lateBy are the late slips of one party.
func lateBy(r app.RoundPage, by committee.Party) (out []committee.LateSlip) {
	for _, s := range r.Round.Late {
		if s.By == by {
			out = append(out, s)
		}
	}
	return out
}

// lateParties are those whose late slips the reader sees, for a field.
func lateParties(p *ui.Page, r app.RoundPage) []ui.Option {
	var out []ui.Option
	for _, by := range r.Round.LateParties() {
		for _, x := range r.Parties {
			if x.Party == by {
				out = append(out, ui.Option{Value: by.Key(), Text: p.Say(x.Name)})
			}
		}
	}
	return out
}

// lateWord names the position that a late slip takes, with its reason.
func lateWord(p *ui.Page, r app.RoundPage, s committee.LateSlip) string {
	word := p.T("round.position." + string(s.Position))
	if q := r.Round.Question(s.Question); q != nil {
		if o, ok := q.Option(s.Option); ok {
			word = optionWord(p, o)
		}
	}
	if s.Reason != "" {
		word += ". " + s.Reason
	}
	return word
}

// takeLate lets the slips of one party count that came after the last day.
func takeLate(c *ui.Call) error {
	r, err := roundOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	options := lateParties(p, r)
	if c.R.Method == http.MethodGet && len(options) == 0 {
		return idle(c, r, "round.late.title", "round.late.nobody")
	}
	var in app.TakeLateSlipsIn
	return c.Act(ui.Act{
		Title: p.T("round.late.title"), Button: p.T("round.late.take"), Body: r.Line.Body,
		Fill: func(f *ui.Form) {
			if len(options) == 1 {
				f.Values.Set("by", options[0].Value)
			}
		},
		Form: func(f *ui.Form) templ.Component { return lateForm(p, f, r, options) },
		Read: func(f *ui.Form) {
			if in = (app.TakeLateSlipsIn{Round: r.Line.ID, By: app.PartyOf(f.Str("by"))}); in.By == (app.PartyIn{}) {
				f.Fail("by", "late.none")
			}
		},
		Facts: func(f *ui.Form) []ui.Fact {
			out := []ui.Fact{{Label: p.T("round.party"), Value: ui.Chosen(options, f.Str("by"))}}
			for _, s := range lateBy(r, committee.Party(in.By)) {
				out = append(out, ui.Fact{Label: p.T("round.late.slip"), Value: lateWord(p, r, s), Law: true}, ui.Fact{Label: p.T("round.late.times"), Value: ui.FilledWords(p, s.Filled, s.At)})
			}
			return out
		},
		Do:   func(ctx context.Context, by app.Actor) (app.Receipt, error) { return c.App.TakeLateSlips(ctx, by, in) },
		Next: backToRound(r),
	})
}
