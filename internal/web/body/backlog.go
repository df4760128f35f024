package body

import (
	"context"
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// backlogPage lists what waits for an agenda of a body.
func backlogPage(c *ui.Call) error {
	b, err := bodyToday(c)
	if err != nil {
		return err
	}
	list, err := c.App.Backlog(c.Ctx(), c.By, b.Line.Key)
	if err != nil {
		return err
	}
	p := c.Page
	p.Title = p.T("backlog.title")
	return c.Render(http.StatusOK, backlogView(p, b, list))
}

// matterPath leads to the form that takes a matter up or refuses it.
func matterPath(body committee.BodyKey, id committee.MatterID) string {
	return ui.BodyPath(body, "viec-cho", string(id))
}

// backToBacklog leads from an act back to what waits for an agenda.
func backToBacklog(body committee.BodyKey) func(app.Receipt) string {
	return func(app.Receipt) string { return ui.BodyPath(body, "viec-cho") }
}

// matterKinds are the matter classes that a body's charter names, in its decisions
// and in the powers to propose.
func matterKinds(c *ui.Call, b app.BodyPage) ([]ui.Option, error) {
	t, err := c.App.CharterOn(c.Ctx(), c.By, b.Line.Key, b.On)
	if err != nil {
		return nil, err
	}
	s := NewSpeaker(c.Page.Lang, t.Documents)
	seen := map[string]bool{"any": true}
	var out []ui.Option
	add := func(list []string) {
		for _, m := range list {
			if !seen[m] {
				seen[m] = true
				out = append(out, ui.Option{Value: m, Text: capital(s.word(m))})
			}
		}
	}
	eachRule(t.Documents, func(r *charter.Rule) {
		switch spec := r.Spec.(type) {
		case charter.DecisionSpec:
			add(spec.Matters)
		case charter.PowerSpec:
			for _, act := range spec.Acts {
				if act == committee.ActPropose || act == committee.ActAccept {
					add(spec.Objects)
				}
			}
		}
	})
	return out, nil
}

// matterFacts repeat a matter.
func matterFacts(p *ui.Page, title, note committee.Prose, kind string, kinds []ui.Option) []ui.Fact {
	out := []ui.Fact{{Label: p.T("matter.title"), Value: string(title), Law: true}}
	if kind != "" {
		out = append(out, ui.Fact{Label: p.T("agenda.matter"), Value: ui.Chosen(kinds, kind)})
	}
	return append(out, ui.Fact{Label: p.T("matter.note"), Value: string(note), Law: true})
}

// proposeItem proposes a matter for an agenda (đề xuất nội dung).
func proposeItem(c *ui.Call) error {
	b, err := bodyToday(c)
	if err != nil {
		return err
	}
	p, key := c.Page, b.Line.Key
	kinds, err := matterKinds(c, b)
	if err != nil {
		return err
	}
	var in app.ProposeItemIn
	return c.Act(ui.Act{
		Title: p.T("matter.propose"), Button: p.T("matter.send"), Body: key, Direct: true,
		Form: func(f *ui.Form) templ.Component { return matterForm(p, f, b, kinds, nil, p.T("matter.propose-lede")) },
		Read: func(f *ui.Form) {
			in = app.ProposeItemIn{Body: key, In: f.Str("in"), Title: f.Prose("title"), Kind: f.Str("kind"), Note: f.Prose("note")}
		},
		Facts: func(*ui.Form) []ui.Fact { return matterFacts(p, in.Title, in.Note, in.Kind, kinds) },
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.ProposeItem(ctx, by, in)
		},
		Next: backToBacklog(key),
	})
}

// keepMatter keeps a matter for a later agenda (đưa vào danh sách chờ).
func keepMatter(c *ui.Call) error {
	b, err := bodyToday(c)
	if err != nil {
		return err
	}
	p, key := c.Page, b.Line.Key
	kinds, err := matterKinds(c, b)
	if err != nil {
		return err
	}
	seats := ui.SeatOptions(p, allSeats(b))
	var in app.KeepMatterIn
	return c.Act(ui.Act{
		Title: p.T("matter.keep"), Button: p.T("do.record"), Body: key, Direct: true,
		Form: func(f *ui.Form) templ.Component { return matterForm(p, f, b, kinds, seats, p.T("matter.keep-lede")) },
		Read: func(f *ui.Form) {
			in = app.KeepMatterIn{Body: key, In: f.Str("in"), Title: f.Prose("title"), Kind: f.Str("kind"), Note: f.Prose("note"), Lead: committee.SeatID(f.Str("lead"))}
		},
		Facts: func(*ui.Form) []ui.Fact { return matterFacts(p, in.Title, in.Note, in.Kind, kinds) },
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.KeepMatter(ctx, by, in)
		},
		Next: backToBacklog(key),
	})
}

// judgeItem takes a proposed matter up, or refuses it with the reason.
func judgeItem(c *ui.Call) error {
	b, err := bodyToday(c)
	if err != nil {
		return err
	}
	list, err := c.App.Backlog(c.Ctx(), c.By, b.Line.Key)
	if err != nil {
		return err
	}
	p, key := c.Page, b.Line.Key
	var line *app.MatterLine
	for i := range list.Items {
		if string(list.Items[i].ID) == c.Arg("id") {
			line = &list.Items[i]
		}
	}
	if line == nil {
		return committee.Missing("matter.unknown", c.Arg("id"))
	}
	var in app.JudgeItemIn
	return c.Act(ui.Act{
		Title: p.T("matter.judge"), Button: p.T("do.record"), Body: key, Direct: true,
		Fill: func(f *ui.Form) { f.Values.Set("accept", "1") },
		Form: func(f *ui.Form) templ.Component { return judgeForm(p, f, key, *line) },
		Read: func(f *ui.Form) {
			in = app.JudgeItemIn{Matter: line.ID, Accept: f.Str("accept") == "1"}
			if !in.Accept {
				in.Reason = f.Prose("reason")
			}
		},
		Facts: func(f *ui.Form) []ui.Fact {
			return []ui.Fact{
				{Label: p.T("matter.title"), Value: line.Title, Law: true},
				{Label: p.T("matter.judge"), Value: p.T("matter.accept." + f.Str("accept"))},
				{Label: p.T("field.reason"), Value: string(in.Reason), Law: true},
			}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.JudgeItem(ctx, by, in)
		},
		Next: backToBacklog(key),
	})
}

// foresee plans a meeting of which the date is known by a part alone (dự kiến họp).
func foresee(c *ui.Call) error {
	b, err := bodyToday(c)
	if err != nil {
		return err
	}
	p, key := c.Page, b.Line.Key
	var in app.ForeseeIn
	return c.Act(ui.Act{
		Title: p.T("foreseen.plan"), Button: p.T("do.record"), Body: key, Direct: true,
		Fill: func(f *ui.Form) {
			if f.Str("kind") == "" {
				f.Values.Set("kind", string(committee.Regular))
			}
		},
		Form: func(f *ui.Form) templ.Component { return foreseeForm(p, f, b) },
		Read: func(f *ui.Form) {
			in = app.ForeseeIn{Body: key, In: f.Str("in"), Kind: committee.MeetingKind(f.Str("kind")), Title: f.Prose("title"), Note: f.Prose("note"), Source: committee.MeetingID(f.Str("source"))}
			switch a, ok := parseApprox(f.Str("date")); {
			case ok && a.From != 0:
				in.From, in.To = a.From, a.To
			case f.Str("date") == "":
				f.Fail("date", "date.empty")
			default:
				f.Fail("date", "form.partial-date", f.Str("date"))
			}
		},
		Facts: func(*ui.Form) []ui.Fact {
			return []ui.Fact{
				{Label: p.T("field.kind"), Value: p.T("meeting." + string(in.Kind))},
				{Label: p.T("meeting.about"), Value: string(in.Title)},
				{Label: p.T("foreseen.date"), Value: p.Approx(charter.Approx{From: in.From, To: in.To})},
				{Label: p.T("matter.note"), Value: string(in.Note), Law: true},
			}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			rec, err := c.App.ForeseeMeeting(ctx, by, in)
			return rec, err
		},
		Next: func(app.Receipt) string { return ui.BodyPath(key, "ke-hoach") },
	})
}

// dropForeseen gives a foreseen meeting up.
func dropForeseen(c *ui.Call) error {
	b, err := bodyToday(c)
	if err != nil {
		return err
	}
	p, key := c.Page, b.Line.Key
	list, err := c.App.Foreseen(c.Ctx(), c.By, key)
	if err != nil {
		return err
	}
	var line *app.ForeseenLine
	for i := range list {
		if string(list[i].ID) == c.Arg("id") {
			line = &list[i]
		}
	}
	if line == nil {
		return committee.Missing("foreseen.unknown", c.Arg("id"))
	}
	var in app.DropForeseenIn
	return c.Act(ui.Act{
		Title: p.T("foreseen.drop"), Button: p.T("foreseen.drop"), Body: key, Direct: true,
		Form: func(f *ui.Form) templ.Component { return dropForm(p, f, key, *line) },
		Read: func(f *ui.Form) { in = app.DropForeseenIn{ID: line.ID, Reason: f.Prose("reason")} },
		Facts: func(*ui.Form) []ui.Fact {
			return []ui.Fact{{Label: p.T("col.meeting"), Value: foreseenName(p, *line) + ", " + p.Approx(line.Date)}, {Label: p.T("field.reason"), Value: string(in.Reason), Law: true}}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.DropForeseen(ctx, by, in)
		},
		Next: func(app.Receipt) string { return ui.BodyPath(key, "ke-hoach") },
	})
}

// foreseenName is what a foreseen meeting is called.
func foreseenName(p *ui.Page, l app.ForeseenLine) string {
	if l.Title != "" {
		return ui.Bind(l.Title)
	}
	return p.T("meeting." + string(l.Kind))
}

// settlePath leads to convening what was foreseen, with what is known of it.
func settlePath(l app.ForeseenLine) string {
	q := "&foreseen=" + string(l.ID)
	if l.Title != "" {
		q += "&title=" + url.QueryEscape(l.Title)
	}
	return newMeetingPath(l.Body, l.Kind) + q
}

// openForeseen are those that wait to be settled.
func openForeseen(list []app.ForeseenLine) []app.ForeseenLine {
	var out []app.ForeseenLine
	for _, l := range list {
		if l.Open() {
			out = append(out, l)
		}
	}
	return out
}
