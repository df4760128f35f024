package body

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// renamed gives a fault of some field, or of what lies below it, to another field.
func renamed(err error, prefix, to string) error {
	var fault *committee.Fault
	if !errors.As(err, &fault) || !strings.HasPrefix(fault.Field, prefix) {
		return err
	}
	moved := *fault
	moved.Field = to
	return &moved
}

// boundPapers are the papers that a round may be bound to: those prepared for the
// body, those laid for the round, and those it is bound to.
func boundPapers(c *ui.Call, body committee.BodyKey, r *app.RoundPage) ([]ui.Option, error) {
	p := c.Page
	list, err := c.App.Papers(c.Ctx(), c.By, app.PaperFilter{Body: body})
	if err != nil {
		return nil, err
	}
	if r != nil {
		more, err := c.App.Papers(c.Ctx(), c.By, app.PaperFilter{Round: r.Line.ID})
		if err != nil {
			return nil, err
		}
		list = append(list, more...)
		for _, b := range r.Round.Papers {
			if b.Title == "" || slices.ContainsFunc(list, func(l app.PaperLine) bool { return l.Paper.ID == b.Paper }) {
				continue // one that the reader no longer sees cannot be put before anybody again
			}
			x, err := c.App.Paper(c.Ctx(), c.By, b.Paper)
			if err != nil {
				return nil, err
			}
			list = append(list, x.Line)
		}
	}
	var out []ui.Option
	for _, l := range list {
		if !l.Paper.Withdrawn && len(l.Versions) > 0 {
			out = append(out, ui.Option{Value: string(l.Paper.ID), Text: p.T("round.paper", l.Paper.Title, p.Int(l.Versions[0].N))})
		}
	}
	return out, nil
}

// readBound takes the papers ticked, each in its newest version.
func readBound(f *ui.Form) []app.BoundIn {
	var out []app.BoundIn
	for _, id := range f.List("papers") {
		out = append(out, app.BoundIn{Paper: committee.PaperID(id)})
	}
	return out
}

// articleWords tells what a text was parted into.
func articleWords(list []app.ArticleIn) string {
	addresses := make([]string, len(list))
	for i, a := range list {
		addresses[i] = a.Address
	}
	return articlesWords(addresses)
}

// changeRound lays a new text before the parties.
func changeRound(c *ui.Call) error {
	r, err := roundOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	papers, err := boundPapers(c, r.Line.Body, &r)
	if err != nil {
		return err
	}
	var in app.ChangeRoundIn
	return c.Act(ui.Act{
		Title: p.T("round.change.title"), Button: p.T("round.change"), Body: r.Line.Body,
		Fill: func(f *ui.Form) {
			f.Values.Set("articles", textOf(r.Round.Articles))
			for _, b := range r.Round.Papers {
				f.Values.Add("papers", string(b.Paper))
			}
		},
		Form: func(f *ui.Form) templ.Component { return changeForm(p, f, r, papers) },
		Read: func(f *ui.Form) {
			in = app.ChangeRoundIn{Round: r.Line.ID, Papers: readBound(f), Articles: articlesOf(f.Values.Get("articles")), Note: f.Prose("note"), Seen: f.Seen()}
		},
		Facts: func(f *ui.Form) []ui.Fact {
			return []ui.Fact{
				{Label: p.T("round.changed-articles"), Value: articlesWords(differing(r.Round.Articles, in.Articles))},
				{Label: p.T("round.papers"), Value: ui.ChosenAll(papers, f.List("papers"))},
				{Label: p.T("field.note"), Value: string(in.Note), Law: true},
				{Label: p.T("round.stale-label"), Value: p.T("round.stale-then")},
			}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			rec, err := c.App.ChangeRound(ctx, by, in)
			return rec, renamed(renamed(err, "articles.", "articles"), "papers.", "papers")
		},
		Next: backToRound(r),
	})
}

// differing names the articles that two texts do not share.
func differing(before []committee.Article, after []app.ArticleIn) []string {
	old := map[string]committee.Article{}
	for _, a := range before {
		old[a.Address] = a
	}
	var out []string
	for _, a := range after {
		if b, ok := old[a.Address]; !ok || b.Heading != string(a.Heading) || b.Text != string(a.Text) {
			out = append(out, a.Address)
		}
		delete(old, a.Address)
	}
	for gone := range old {
		out = append(out, gone)
	}
	slices.SortFunc(out, committee.CompareAddresses)
	return out
}

// extendRound gives more time.
func extendRound(c *ui.Call) error {
	r, err := roundOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	var in app.ExtendRoundIn
	return c.Act(ui.Act{
		Title: p.T("round.extend.title"), Button: p.T("round.extend"), Body: r.Line.Body,
		Form: func(f *ui.Form) templ.Component { return extendForm(p, f, r) },
		Read: func(f *ui.Form) {
			in = app.ExtendRoundIn{Round: r.Line.ID, Deadline: f.Date("deadline"), Days: f.Int("days"), Reason: f.Prose("reason"), Seen: f.Seen()}
		},
		Facts: func(*ui.Form) []ui.Fact {
			return []ui.Fact{
				{Label: p.T("round.deadline-was"), Value: p.LongDay(r.Line.Deadline)},
				{Label: p.T("round.deadline-new"), Value: deadlineWords(p, in.Deadline, in.Days)},
				{Label: p.T("field.reason"), Value: string(in.Reason), Law: true},
			}
		},
		Do:   func(ctx context.Context, by app.Actor) (app.Receipt, error) { return c.App.ExtendRound(ctx, by, in) },
		Next: backToRound(r),
	})
}

// cancelRound calls a round off.
func cancelRound(c *ui.Call) error {
	r, err := roundOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	var in app.CancelRoundIn
	return c.Act(ui.Act{
		Title: p.T("round.cancel.title"), Button: p.T("round.cancel"), Body: r.Line.Body,
		Form: func(f *ui.Form) templ.Component { return cancelRoundForm(p, f, r) },
		Read: func(f *ui.Form) {
			in = app.CancelRoundIn{Round: r.Line.ID, Reason: f.Prose("reason"), Seen: f.Seen()}
		},
		Facts: func(*ui.Form) []ui.Fact {
			return []ui.Fact{{Label: p.T("round.one"), Value: r.Line.Title}, {Label: p.T("field.reason"), Value: string(in.Reason), Law: true}}
		},
		Do:   func(ctx context.Context, by app.Actor) (app.Receipt, error) { return c.App.CancelRound(ctx, by, in) },
		Next: backToRound(r),
	})
}
