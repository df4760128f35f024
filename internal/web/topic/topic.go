package topic

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// listPage lists the working spaces that the reader sees.
func listPage(c *ui.Call) error {
	p := c.Page
	p.Section, p.Title, p.Density = "topics", p.T("nav.topics"), "day"
	body := committee.BodyKey(c.Query("ban"))
	bodies, err := c.App.Bodies(c.Ctx(), c.By, p.Today())
	if err != nil {
		return err
	}
	list, err := c.App.Topics(c.Ctx(), c.By, app.TopicFilter{Body: body, Cursor: c.Query("sau"), Limit: 50})
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, listView(p, list, body, ui.BodyOptions(p, bodies)))
}

// topicOf loads the working space of the address and puts the page under its body.
func topicOf(c *ui.Call) (app.TopicPage, error) {
	t, err := c.App.Topic(c.Ctx(), c.By, committee.TopicID(c.Arg("id")))
	if err != nil {
		return t, err
	}
	return t, c.Under("topics", t.Line.Body, c.Page.Today())
}

// page is one working space. Who opens it has read it.
func page(c *ui.Call) error {
	t, err := topicOf(c)
	if err != nil {
		return err
	}
	if err := c.App.TopicRead(c.Ctx(), c.By, t.Line.ID); err != nil {
		return err
	}
	c.Page.Title, c.Page.Density = t.Line.Title, "day"
	f := ui.NewForm(c.Page, nil)
	f.Values.Set("to", c.Query("den"))
	return c.Render(http.StatusOK, topicView(c.Page, t, f))
}

// offered reports whether the reader may do an act on a working space.
func offered(t app.TopicPage, act charter.Act) bool {
	return slices.ContainsFunc(t.Offers, func(o app.Offer) bool { return o.Act == act && o.Allowed })
}

// mine are the parties for which the reader speaks.
func mine(p *ui.Page, t app.TopicPage) []ui.Option {
	var out []ui.Option
	for _, x := range t.Parties {
		if x.Mine {
			out = append(out, ui.Option{Value: x.Party.Key(), Text: p.Say(x.Name)})
		}
	}
	return out
}

// others are the parties who can be called to a remark.
func others(p *ui.Page, t app.TopicPage) []ui.Option {
	var out []ui.Option
	for _, x := range t.Parties {
		if !x.Mine {
			out = append(out, ui.Option{Value: x.Party.Key(), Text: p.Say(x.Name)})
		}
	}
	return out
}

// remark finds a remark on the page.
func remark(t app.TopicPage, id string) *app.TopicRemark {
	for i := range t.Remarks {
		if string(t.Remarks[i].ID) == id {
			return &t.Remarks[i]
		}
	}
	return nil
}

func withdrawPath(t app.TopicPage, id committee.RemarkID) string {
	return ui.TopicPath(t.Line.ID, "rut") + "?y-kien=" + string(id)
}

// mayWithdraw reports whether the page offers to take a remark back.
func mayWithdraw(t app.TopicPage, r app.TopicRemark) bool {
	return t.Line.State == committee.TopicOpen && r.Withdrawn.IsZero() && (r.Mine || offered(t, committee.ActArrangeTopic))
}

// names joins those who are called to a remark.
func names(p *ui.Page, list []charter.Text) string {
	words := make([]string, len(list))
	for i, n := range list {
		words[i] = p.Say(n)
	}
	return strings.Join(words, "; ")
}

// paperPath leads to where a paper of a working space is read: its page, from where
// it is also taken as a file.
func paperPath(l app.PaperLine) string {
	if l.Readable && l.Open && !l.Paper.Withdrawn {
		return ui.PaperPath(l.Paper.ID, "doc")
	}
	return ui.PaperPath(l.Paper.ID)
}

// paperWords say what a paper is, in which version, and by whom.
func paperWords(p *ui.Page, l app.PaperLine) string {
	s := p.T("paper.kind." + string(l.Paper.Kind))
	if v := l.Paper.Newest(); v.N > 0 {
		s += " · " + p.T("paper.version-n", p.Int(v.N)) + " · " + p.Stamp(v.At)
	}
	return s + " · " + l.By
}

// say takes a remark (trao đổi): one field, done many times a day, without a page to
// check.
func say(c *ui.Call) error {
	t, err := topicOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	var in app.RemarkIn
	return c.Act(ui.Act{
		Title: p.T("topic.talk"), Button: p.T("topic.send"), Body: t.Line.Body, Direct: true,
		Form: func(f *ui.Form) templ.Component { return sayForm(p, f, t) },
		Read: func(f *ui.Form) {
			in = app.RemarkIn{Topic: t.Line.ID, To: committee.RemarkID(f.Str("to")), By: app.PartyOf(f.Str("by")), Text: f.Prose("text")}
			for _, m := range f.List("mentions") {
				in.Mentions = append(in.Mentions, app.PartyOf(m))
			}
		},
		Do:   func(ctx context.Context, by app.Actor) (app.Receipt, error) { return c.App.MakeRemark(ctx, by, in) },
		Next: func(app.Receipt) string { return ui.TopicPath(t.Line.ID) },
	})
}

// withdraw takes a remark back (rút ý kiến).
func withdraw(c *ui.Call) error {
	t, err := topicOf(c)
	if err != nil {
		return err
	}
	r := remark(t, c.R.FormValue("y-kien"))
	if r == nil {
		return committee.Missing("remark.unknown", c.R.FormValue("y-kien"))
	}
	p := c.Page
	var in app.WithdrawRemarkIn
	return c.Act(ui.Act{
		Title: p.T("topic.withdraw.title"), Button: p.T("topic.withdraw"), Body: t.Line.Body, Direct: true,
		Form: func(f *ui.Form) templ.Component { return withdrawFields(p, f, t, *r) },
		Read: func(f *ui.Form) {
			in = app.WithdrawRemarkIn{Topic: t.Line.ID, Remark: r.ID, Reason: f.Prose("reason")}
		},
		Do:   func(ctx context.Context, by app.Actor) (app.Receipt, error) { return c.App.WithdrawRemark(ctx, by, in) },
		Next: func(app.Receipt) string { return ui.TopicPath(t.Line.ID) },
	})
}

// closeTopic ends a working space (kết thúc chuyên đề).
func closeTopic(c *ui.Call) error {
	t, err := topicOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	var in app.CloseTopicIn
	return c.Act(ui.Act{
		Title: p.T("topic.close"), Button: p.T("topic.close"), Body: t.Line.Body,
		Form: func(f *ui.Form) templ.Component { return closeFields(p, f, t) },
		Read: func(f *ui.Form) { in = app.CloseTopicIn{Topic: t.Line.ID, Result: f.Prose("result")} },
		Facts: func(*ui.Form) []ui.Fact {
			return []ui.Fact{{Label: p.T("topic.title"), Value: t.Line.Title}, {Label: p.T("topic.result"), Value: string(in.Result), Law: true}}
		},
		Do:   func(ctx context.Context, by app.Actor) (app.Receipt, error) { return c.App.CloseTopic(ctx, by, in) },
		Next: func(app.Receipt) string { return ui.TopicPath(t.Line.ID) },
	})
}
