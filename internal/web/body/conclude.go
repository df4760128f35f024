package body

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// conclude is the conclusion on one item, as a half-written sentence: what is
// concluded, who carries it out, by when.
func conclude(c *ui.Call) error {
	m, err := meetingOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	tree, err := c.App.Agencies(c.Ctx(), c.By, p.Today())
	if err != nil {
		return err
	}
	seats, agencies := ui.SeatOptions(p, m.Seats), ui.AgencyOptions(p, tree)
	var in app.ConcludeIn
	return c.Act(ui.Act{
		Title: p.T("conclude.title"), Button: p.T("do.conclude"), Body: m.Line.Body,
		Fill: func(f *ui.Form) {
			f.Values.Set("item", f.Str("muc"))
			if f.Str("item") == "" && len(agenda(m)) > 0 {
				f.Values.Set("item", string(nextItem(m)))
			}
			f.Values.Set("side", string(committee.For))
		},
		Form: func(f *ui.Form) templ.Component { return concludeForm(p, f, m, seats, agencies) },
		Read: func(f *ui.Form) {
			in = app.ConcludeIn{
				Meeting: m.Line.ID, Item: committee.ItemID(f.Str("item")), Text: f.Prose("text"), Side: committee.Position(f.Str("side")),
				Lead: committee.AgencyID(f.Str("lead")), Accountable: committee.SeatID(f.Str("accountable")), Due: f.Date("due"), Seen: f.Seen(),
			}
			for _, g := range f.List("coordinators") {
				in.Coordinators = append(in.Coordinators, committee.AgencyID(g))
			}
			if item, ok := itemOf(m, string(in.Item)); !ok || len(item.Positions) == 0 {
				in.Side = ""
			}
		},
		Facts: func(f *ui.Form) []ui.Fact {
			item, _ := itemOf(m, string(in.Item))
			out := []ui.Fact{
				{Label: p.T("field.item"), Value: item.Title},
				{Label: p.T("conclude.text"), Value: string(in.Text), Law: true},
			}
			if in.Side != "" {
				out = append(out, ui.Fact{Label: p.T("conclude.side"), Value: p.T("side." + string(in.Side))})
			}
			if in.Lead != "" || in.Accountable != "" {
				out = append(out,
					ui.Fact{Label: p.T("field.lead"), Value: ui.Chosen(agencies, string(in.Lead))},
					ui.Fact{Label: p.T("field.coordinators"), Value: ui.ChosenAll(agencies, f.List("coordinators"))},
					ui.Fact{Label: p.T("field.accountable"), Value: ui.Chosen(seats, string(in.Accountable))},
					ui.Fact{Label: p.T("field.due"), Value: dueWords(p, in.Due)})
			}
			return out
		},
		Beside: func(*ui.Form) templ.Component {
			item, _ := itemOf(m, string(in.Item))
			return sideNote(p, m, item, in.Side)
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.Conclude(ctx, by, in)
		},
		Next: backTo(m),
	})
}

func dueWords(p *ui.Page, d charter.Date) string {
	if d == 0 {
		return p.T("due.none")
	}
	return p.LongDay(d)
}

// nextItem is the first item without a conclusion.
func nextItem(m app.MeetingPage) committee.ItemID {
	for _, x := range agenda(m) {
		if !itemDone(x) {
			return x.ID
		}
	}
	return ""
}

// itemOptions lists the matters of the agenda for a field.
func itemOptions(m app.MeetingPage) []ui.Option {
	out := make([]ui.Option, len(agenda(m)))
	for i, x := range agenda(m) {
		out[i] = ui.Option{Value: string(x.ID), Text: x.Number + ". " + strings.TrimSpace(x.Title)}
	}
	return out
}

// against reports whether a conclusion goes against the positions on record.
func against(item committee.Item, side committee.Position) bool {
	yes, no, _ := counts(item)
	return side == committee.For && no > yes || side == committee.Against && yes > no
}

// headDecides reports whether votes are advice on an item.
func headDecides(m app.MeetingPage, id committee.ItemID) bool {
	mode := m.Modes[id].Mode
	return mode == charter.ModeHead || mode == charter.ModeChair
}
