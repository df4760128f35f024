package topic

import (
	"context"
	"errors"
	"strings"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// choosing is what the form of a working space is drawn from.
type choosing struct {
	body     committee.BodyKey
	seats    []ui.Option
	agencies []ui.Option
	people   ui.Experts
	links    []ui.Option
	topic    *app.TopicPage // the one that is set in order; nil: a new one
}

// choices loads the pickers: who sits in the body, agencies, people, and what of the
// body can be linked.
func choices(c *ui.Call, body committee.BodyKey) (*choosing, error) {
	p := c.Page
	b, err := c.App.Body(c.Ctx(), c.By, body, p.Today())
	if err != nil {
		return nil, err
	}
	tree, err := c.App.Agencies(c.Ctx(), c.By, p.Today())
	if err != nil {
		return nil, err
	}
	x := &choosing{body: body}
	if x.people, err = c.Experts("person:"); err != nil {
		return nil, err
	}
	for _, o := range ui.SeatOptions(p, b.Seats) {
		x.seats = append(x.seats, ui.Option{Value: "seat:" + o.Value, Text: o.Text, Group: o.Group})
	}
	for _, o := range ui.AgencyOptions(p, tree) {
		x.agencies = append(x.agencies, ui.Option{Value: "agency:" + o.Value, Text: o.Text})
	}
	return x, x.linkable(c)
}

// linkable loads what of the body the reader may link: the newest of each kind.
func (x *choosing) linkable(c *ui.Call) error {
	p := c.Page
	add := func(kind committee.LinkKind, id, title string) {
		if title != "" {
			x.links = append(x.links, ui.Option{Value: string(kind) + ":" + id, Text: title, Group: p.T("topic.link." + string(kind))})
		}
	}
	papers, err := c.App.Papers(c.Ctx(), c.By, app.PaperFilter{Body: x.body})
	if err != nil {
		return err
	}
	for _, l := range papers {
		if !l.Paper.Withdrawn {
			add(committee.LinkPaper, string(l.Paper.ID), l.Paper.Title)
		}
	}
	meetings, err := c.App.Meetings(c.Ctx(), c.By, app.MeetingFilter{Body: x.body, Limit: 50})
	if err != nil {
		return err
	}
	for _, m := range meetings.Items {
		title := m.Title
		if title == "" {
			title = p.T("meeting." + string(m.Kind))
		}
		add(committee.LinkMeeting, string(m.ID), title+" · "+p.Day(p.DayOf(m.Start)))
	}
	rounds, err := c.App.Rounds(c.Ctx(), c.By, app.RoundFilter{Body: x.body, Limit: 50})
	if err != nil {
		return err
	}
	for _, r := range rounds.Items {
		if r.Veiled {
			continue // no working space leads to what its reader does not see
		}
		add(committee.LinkRound, string(r.ID), r.Title)
	}
	tasks, err := c.App.Tasks(c.Ctx(), c.By, app.TaskFilter{Body: x.body, Limit: 50})
	if err != nil {
		return err
	}
	for _, t := range tasks.Items {
		add(committee.LinkTask, string(t.ID), t.Title)
	}
	return nil
}

// read takes the fields of a working space.
func read(f *ui.Form) app.TopicIn {
	in := app.TopicIn{Title: f.Prose("title"), About: f.Prose("about"), Wide: f.Has("wide")}
	for _, field := range []string{"seats", "agencies", "people"} {
		for _, s := range f.List(field) {
			in.Parties = append(in.Parties, app.PartyOf(s))
		}
	}
	for _, s := range f.List("links") {
		kind, ref, _ := strings.Cut(s, ":")
		in.Links = append(in.Links, committee.TopicLink{Kind: committee.LinkKind(kind), Ref: ref})
	}
	return in
}

// facts repeat a working space on the check page.
func (x *choosing) facts(p *ui.Page, f *ui.Form, in app.TopicIn) []ui.Fact {
	out := []ui.Fact{
		{Label: p.T("topic.title"), Value: string(in.Title)},
		{Label: p.T("topic.about"), Value: string(in.About), Law: true},
		{Label: p.T("topic.seats"), Value: ui.ChosenAll(x.seats, f.List("seats"))},
		{Label: p.T("topic.agencies"), Value: ui.ChosenAll(x.agencies, f.List("agencies"))},
		{Label: p.T("topic.people"), Value: ui.ChosenAll(x.people.All, f.List("people"))},
		{Label: p.T("topic.links"), Value: ui.ChosenAll(x.links, f.List("links"))},
	}
	if in.Wide {
		out = append(out, ui.Fact{Label: p.T("topic.parties"), Value: p.T("topic.wide")})
	}
	return out
}

// open opens a working space (mở chuyên đề).
func open(c *ui.Call) error {
	p, body := c.Page, committee.BodyKey(c.Arg("body"))
	if err := c.Under("topics", body, p.Today()); err != nil {
		return err
	}
	x, err := choices(c, body)
	if err != nil {
		return err
	}
	var in app.OpenTopicIn
	return c.Act(ui.Act{
		Title: p.T("topic.new.title"), Button: p.T("topic.new"), Body: body,
		Form: func(f *ui.Form) templ.Component { return topicFields(p, f, x) },
		Read: func(f *ui.Form) {
			f.Redrawn()
			in = app.OpenTopicIn{Body: body, TopicIn: read(f)}
		},
		Facts: func(f *ui.Form) []ui.Fact { return x.facts(p, f, in.TopicIn) },
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			rec, err := c.App.OpenTopic(ctx, by, in)
			return rec, onList(err)
		},
		Next: func(rec app.Receipt) string { return ui.TopicPath(committee.TopicID(rec.Ref)) },
	})
}

// arrange sets a working space in order (sửa chuyên đề).
func arrange(c *ui.Call) error {
	t, err := topicOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	x, err := choices(c, t.Line.Body)
	if err != nil {
		return err
	}
	x.topic = &t
	var in app.ArrangeTopicIn
	return c.Act(ui.Act{
		Title: p.T("topic.arrange"), Button: p.T("topic.arrange"), Body: t.Line.Body,
		Fill: func(f *ui.Form) { fill(f, t) },
		Form: func(f *ui.Form) templ.Component { return topicFields(p, f, x) },
		Read: func(f *ui.Form) {
			f.Redrawn()
			in = app.ArrangeTopicIn{Topic: t.Line.ID, TopicIn: read(f)}
		},
		Facts: func(f *ui.Form) []ui.Fact { return x.facts(p, f, in.TopicIn) },
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			rec, err := c.App.ArrangeTopic(ctx, by, in)
			return rec, onList(err)
		},
		Next: func(app.Receipt) string { return ui.TopicPath(t.Line.ID) },
	})
}

// fill gives the form what stands.
func fill(f *ui.Form, t app.TopicPage) {
	f.Values.Set("title", t.Topic.Title)
	f.Values.Set("about", t.Topic.About)
	if t.Topic.Wide {
		f.Values.Set("wide", "1")
	}
	for _, x := range t.Parties {
		field := "people"
		switch {
		case x.Party.Seat != "":
			field = "seats"
		case x.Party.Agency != "":
			field = "agencies"
		}
		f.Values.Add(field, x.Party.Key())
	}
	for _, l := range t.Links {
		f.Values.Add("links", string(l.Kind)+":"+l.Ref)
	}
}

// onList gives a fault of one of those named to the list in which it was ticked.
func onList(err error) error {
	var f *committee.Fault
	if errors.As(err, &f) {
		for prefix, to := range map[string]string{"asked": "seats", "links": "links"} {
			if f.Field == prefix || strings.HasPrefix(f.Field, prefix+".") {
				g := *f
				g.Field = to
				return &g
			}
		}
	}
	return err
}
