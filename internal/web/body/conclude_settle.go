package body

import (
	"context"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/drafting"
	"nghisu/internal/web/concluding"
	"nghisu/internal/web/ui"
)

// settle gives a conclusion what it left open: who carries it out, by when.
func settle(c *ui.Call) error {
	m, err := meetingOf(c)
	if err != nil {
		return err
	}
	x, err := concluding.Of(c, m)
	if err != nil {
		return err
	}
	asked := c.Query("ket-luan")
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	if f.Has("ket-luan") {
		asked = f.Str("ket-luan")
	}
	if x.Find(committee.ConclusionID(asked)); x.Old.ID == "" {
		return committee.Missing("conclusion.unknown", asked)
	}
	p := c.Page
	var in app.SettleIn
	return c.Act(ui.Act{
		Title: p.T("settle.title"), Button: p.T("do.settle"), Body: m.Line.Body,
		Fill: func(f *ui.Form) {
			f.Values.Set("due", p.Input(x.Old.Due))
		},
		Form: func(f *ui.Form) templ.Component { return settleForm(p, f, x) },
		Read: func(f *ui.Form) {
			in = app.SettleIn{Meeting: m.Line.ID, Conclusion: x.Old.ID, Due: concluding.Due(c, f), Seen: f.Seen()}
			if x.Old.Task == "" {
				in.Lead, in.Accountable, in.Coordinators = x.Parties(f)
			}
		},
		Facts: func(*ui.Form) []ui.Fact {
			line := x.Old
			line.Due = in.Due
			if x.Old.Task == "" {
				line.Lead, line.Accountable, line.Coordinators = in.Lead, in.Accountable, in.Coordinators
			}
			return []ui.Fact{{Label: p.T("conclude.text"), Value: x.Said(line), Law: true}, {Label: p.T("field.due"), Value: dueWords(p, in.Due)}}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			rec, err := c.App.SettleConclusion(ctx, by, in)
			return rec, moved(err, "accountable", "lead")
		},
		Next: backTo(m),
	})
}

// settleExample shows how a conclusion is settled: the first of the reader's bodies
// that leaves something open, else any that can still be given out.
func settleExample(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
	list, err := d.App.Meetings(ctx, by, app.MeetingFilter{Limit: 50})
	if err != nil {
		return ui.Visit{}, err
	}
	for _, l := range list.Items {
		m, err := d.App.Meeting(ctx, by, l.ID)
		if err != nil {
			return ui.Visit{}, err
		}
		for _, x := range concluding.Conclusions(m) {
			if x.Conclusion.Task != "" && x.Conclusion.Due != 0 {
				continue
			}
			v := ui.Visit{Path: settleWay(l.ID, x.Conclusion.ID)}
			switch state {
			case "error":
				v.Form = map[string][]string{"due": {"31/2/2026"}, "lead": {"không có đơn vị này"}}
			case "refused":
				v.Form = map[string][]string{"due": {(charter.DateOf(d.App.Now().In(d.Zone)) + 20).String()}, "accountable": {string(m.Meeting.Chair)}}
			}
			return v, nil
		}
	}
	return ui.Visit{}, nil
}

// leftOf draws what the conclusions of a body left open, named as they are today.
func leftOf(c *ui.Call, b app.BodyPage) (templ.Component, error) {
	list, err := c.App.OpenConclusions(c.Ctx(), c.By, b.Line.Key)
	if err != nil {
		return nil, err
	}
	speaker := drafting.Speaker{Seats: b.Seats}
	if len(list) > 0 {
		if speaker.Units, err = unitNames(c, c.Page.Today(), vietnamese); err != nil {
			return nil, err
		}
	}
	return openConclusions(c.Page, list, func(o app.OpenConclusion) string { return speaker.Sentence(o.Conclusion) }), nil
}
