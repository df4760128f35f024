package body

import (
	"context"
	"strconv"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// outcomeName names a field of what is concluded on the n-th question, from 1.
func outcomeName(n int, field string) string { return "outcomes." + strconv.Itoa(n) + "." + field }

// concludeRound concludes a round on every question, with the counts beside.
func concludeRound(c *ui.Call) error {
	r, err := roundOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	tree, err := c.App.Agencies(c.Ctx(), c.By, p.Today())
	if err != nil {
		return err
	}
	lines, err := c.App.RosterOn(c.Ctx(), c.By, r.Line.Body, p.Today())
	if err != nil {
		return err
	}
	agencies, seats := ui.AgencyOptions(p, tree), ui.SeatOptions(p, lines)
	var in app.ConcludeRoundIn
	return c.Act(ui.Act{
		Title: p.T("round.conclude.title"), Button: p.T("do.conclude"), Body: r.Line.Body,
		Fill: func(f *ui.Form) {
			for n := range r.Questions {
				f.Values.Set(outcomeName(n+1, "side"), string(committee.For))
			}
		},
		Form: func(f *ui.Form) templ.Component { return concludeRoundForm(p, f, r, seats, agencies) },
		Read: func(f *ui.Form) {
			in = app.ConcludeRoundIn{Round: r.Line.ID, Text: f.Prose("text"), Reply: f.Prose("reply"), ReplyNumber: f.Str("reply_number"), Seen: f.Seen()}
			for i, q := range r.Round.Questions {
				n := i + 1
				in.Outcomes = append(in.Outcomes, app.OutcomeIn{
					Question: q.ID, Text: f.Prose(outcomeName(n, "text")), Side: committee.Position(f.Str(outcomeName(n, "side"))),
					Lead: committee.AgencyID(f.Str(outcomeName(n, "lead"))), Accountable: committee.SeatID(f.Str(outcomeName(n, "accountable"))),
					Due: f.Date(outcomeName(n, "due")),
				})
			}
		},
		Facts: func(*ui.Form) []ui.Fact {
			out := []ui.Fact{{Label: p.T("conclude.text"), Value: string(in.Text), Law: true}}
			for i, o := range in.Outcomes {
				q := r.Round.Questions[i]
				value := p.T("side." + string(o.Side))
				if o.Text != "" {
					value += "\n" + string(o.Text)
				}
				if o.Lead != "" || o.Accountable != "" {
					value += "\n" + p.T("round.given", ui.Chosen(agencies, string(o.Lead)), dueWords(p, o.Due))
				}
				out = append(out, ui.Fact{Label: q.Text, Value: value})
			}
			if in.Reply != "" || in.ReplyNumber != "" {
				out = append(out, ui.Fact{Label: p.T("field.reply"), Value: string(in.Reply), Law: true}, ui.Fact{Label: p.T("field.reply_number"), Value: in.ReplyNumber})
			}
			return out
		},
		Beside: func(*ui.Form) templ.Component { return roundSides(p, r, in.Outcomes) },
		Do:     func(ctx context.Context, by app.Actor) (app.Receipt, error) { return c.App.ConcludeRound(ctx, by, in) },
		Next:   backToRound(r),
	})
}

// goesAgainst reports whether a conclusion goes against the members' slips.
func goesAgainst(q app.RoundQuestion, side committee.Position) bool {
	if q.Members == nil {
		return false
	}
	return side == committee.For && q.Members.Against > q.Members.For || side == committee.Against && q.Members.For > q.Members.Against
}
