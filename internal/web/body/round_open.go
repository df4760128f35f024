package body

import (
	"context"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// consulting is what the form of a new round is drawn from.
type consulting struct {
	calling
	draft  *draftOf // the item of an agenda on which the text stands; nil: none
	people ui.Experts
	papers []ui.Option
}

// drafters are the seats and agencies that may draft a text, by the key of the
// party.
func (x *consulting) drafters() []ui.Option {
	var out []ui.Option
	for _, o := range x.seats {
		out = append(out, ui.Option{Value: "seat:" + o.Value, Text: o.Text, Group: o.Group})
	}
	for _, o := range x.agencies {
		out = append(out, ui.Option{Value: "agency:" + o.Value, Text: o.Text, Group: o.Group})
	}
	return out
}

// openRound opens an opinion round (mở đợt lấy ý kiến).
func openRound(c *ui.Call) error {
	base, err := callingFor(c)
	if err != nil {
		return err
	}
	x := consulting{calling: base}
	p, key := c.Page, x.body.Line.Key
	p.Section = "rounds"
	if x.draft, err = draftFor(c); err != nil {
		return err
	}
	if x.people, err = c.Experts(""); err != nil {
		return err
	}
	if x.papers, err = boundPapers(c, key, nil); err != nil {
		return err
	}
	var in app.OpenRoundIn
	var form *ui.Form
	return c.Act(ui.Act{
		Title: p.T("round.open.title"), Button: p.T("round.open"), Body: key,
		Fill: func(f *ui.Form) {
			x.begin(p, f)
			_ = usualOptions(c, key, f) // a form without them is as good
		},
		Form: func(f *ui.Form) templ.Component { return openForm(p, f, &x) },
		Read: func(f *ui.Form) {
			switch f.Redrawn() {
			case optionsEach:
				f.Values.Set(eachField, "1")
			case optionsAlike:
				f.Values.Del(eachField)
			}
			in, form = x.read(f), f
		},
		Facts: func(f *ui.Form) []ui.Fact {
			return x.asked(p, f, in)
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			rec, err := c.App.OpenRound(ctx, by, in)
			err = onOptions(err, form)
			for _, list := range []string{"articles", "papers", "asked", "questions", "drafter"} {
				err = renamed(err, list+".", list)
			}
			return rec, err
		},
		Next: func(rec app.Receipt) string { return ui.RoundPath(committee.RoundID(rec.Ref)) },
	})
}

// begin gives the form what is mostly so: all who sit in the body are asked.
func (x *consulting) begin(p *ui.Page, f *ui.Form) {
	if x.draft != nil {
		x.draft.begin(p, f)
	}
	if !f.Has("seats") {
		for _, s := range x.body.Seats {
			if s.Person != "" {
				f.Values.Add("seats", string(s.Seat))
			}
		}
	}
}

// read takes the fields of a round.
func (x *consulting) read(f *ui.Form) app.OpenRoundIn {
	in := app.OpenRoundIn{
		Body: x.body.Line.Key, In: f.Str("in"), Matter: f.Str("matter"), Title: f.Prose("title"), Papers: readBound(f),
		Articles: articlesOf(f.Values.Get("articles")), Deadline: f.Date("deadline"), Days: f.Int("days"), Drafter: app.PartyOf(f.Str("drafter")),
		Chair: committee.SeatID(f.Str("chair")), Public: f.Has("public"), Urgent: f.Has("urgent"),
		Origin: app.OriginIn{From: f.Prose("origin.from"), Number: f.Str("origin.number"), Date: f.Date("origin.date"), Received: f.Date("origin.received")},
	}
	if x.draft != nil {
		in.Item = x.draft.item.ID
	}
	for i, q := range f.Lines("questions") {
		in.Questions = append(in.Questions, app.QuestionIn{Text: committee.Prose(q), Options: optionsOf(f, i+1)})
	}
	for _, s := range f.List("seats") {
		in.Asked = append(in.Asked, app.PartyIn{Seat: committee.SeatID(s)})
	}
	for _, s := range f.List("agencies") {
		in.Asked = append(in.Asked, app.PartyIn{Agency: committee.AgencyID(s)})
	}
	for _, s := range f.List("people") {
		in.Asked = append(in.Asked, app.PartyIn{Person: committee.PersonID(s)})
	}
	return in
}

// asked repeats a round on the check page.
func (x *consulting) asked(p *ui.Page, f *ui.Form, in app.OpenRoundIn) []ui.Fact {
	questions := make([]string, len(in.Questions))
	for i, q := range in.Questions {
		questions[i] = strconv.Itoa(i+1) + ". " + string(q.Text)
	}
	out := []ui.Fact{
		{Label: p.T("field.title"), Value: string(in.Title)},
		{Label: p.T("round.item"), Value: x.draft.words(p)},
		{Label: p.T("field.questions"), Value: strings.Join(questions, "\n"), Law: true},
	}
	out = append(append(out, optionFacts(p, f, in)...), []ui.Fact{
		{Label: p.T("field.articles"), Value: articleWords(in.Articles)},
		{Label: p.T("round.papers"), Value: ui.ChosenAll(x.papers, f.List("papers"))},
		{Label: p.T("field.deadline"), Value: deadlineWords(p, in.Deadline, in.Days)},
		{Label: p.T("field.drafter"), Value: ui.Chosen(x.drafters(), f.Str("drafter"))},
		{Label: p.T("field.chair"), Value: ui.Chosen(x.seats, string(in.Chair))},
	}...)
	if in.Origin != (app.OriginIn{}) {
		out = append(out, ui.Fact{Label: p.T("round.origin"), Value: strings.TrimSpace(string(in.Origin.From) + " " + in.Origin.Number)})
	}
	if in.Public {
		out = append(out, ui.Fact{Label: p.T("round.public-label"), Value: p.T("round.public-yes")})
	}
	names := make([]string, 0, len(in.Asked))
	for _, a := range in.Asked {
		switch {
		case a.Seat != "":
			names = append(names, ui.Chosen(x.seats, string(a.Seat)))
		case a.Agency != "":
			names = append(names, ui.Chosen(x.agencies, string(a.Agency)))
		default:
			names = append(names, ui.Chosen(x.people.All, string(a.Person)))
		}
	}
	return append(out, ui.Fact{Label: p.T("round.asked-count", p.Int(len(names))), Value: strings.Join(names, "\n")})
}

// deadlineWords say until when answers are taken, as it was given.
func deadlineWords(p *ui.Page, day charter.Date, days int) string {
	switch {
	case day != 0:
		return p.LongDay(day)
	case days != 0:
		return p.T("round.in-days", p.Int(days))
	}
	return p.T("round.by-charter")
}
