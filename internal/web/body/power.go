package body

import (
	"context"
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// powersPage lists the powers lent on a day.
func powersPage(c *ui.Call) error {
	b, err := bodyOf(c)
	if err != nil {
		return err
	}
	list, err := c.App.Delegations(c.Ctx(), c.By, b.Line.Key, b.On)
	if err != nil {
		return err
	}
	t, err := c.App.CharterOn(c.Ctx(), c.By, b.Line.Key, b.On)
	if err != nil {
		return err
	}
	p := c.Page
	p.Title = p.T("power.title")
	return c.Render(http.StatusOK, powersView(p, b, list, lendable(p, t)))
}

// lending is one rule by which powers may be lent, in words.
type lending struct {
	Words   string
	Address string
	Place   string
	Rule    *charter.DelegationSpec
}

// lendable are the rules by which the charter lets powers be lent.
func lendable(p *ui.Page, t app.CharterPage) []lending {
	s := NewSpeaker(p.Lang, t.Documents)
	var out []lending
	for _, d := range t.Documents {
		for _, a := range d.Articles {
			for _, x := range pieces(d.Key, a) {
				for i := range x.rules {
					spec, ok := x.rules[i].Spec.(charter.DelegationSpec)
					if !ok {
						continue
					}
					l := lending{Words: s.Rule(&x.rules[i]), Address: x.address, Rule: &spec}
					if _, at, ok := charter.ParseAddress(x.address); ok {
						l.Place = at.In("vi")
					}
					out = append(out, l)
				}
			}
		}
	}
	return out
}

// lentActs are the acts that some rule lets be lent; all acts when no rule does,
// so that the refusal can be asked for.
func lentActs(p *ui.Page, rules []lending) []ui.Option {
	seen := map[charter.Act]bool{}
	var out []ui.Option
	for _, l := range rules {
		for _, a := range l.Rule.Acts {
			if !seen[a] {
				seen[a] = true
				out = append(out, ui.Option{Value: string(a), Text: p.Act(a)})
			}
		}
	}
	if len(out) == 0 {
		return actOptions(p)
	}
	return out
}

// lend lends powers in writing (ủy quyền).
func lend(c *ui.Call) error {
	b, err := bodyToday(c)
	if err != nil {
		return err
	}
	t, err := c.App.CharterOn(c.Ctx(), c.By, b.Line.Key, b.On)
	if err != nil {
		return err
	}
	list, err := c.App.Meetings(c.Ctx(), c.By, app.MeetingFilter{Body: b.Line.Key, From: c.Page.Today(), Limit: 100})
	if err != nil {
		return err
	}
	p, key := c.Page, b.Line.Key
	rules := lendable(p, t)
	seats, acts, meetings := ui.SeatOptions(p, allSeats(b)), lentActs(p, rules), meetingOptions(p, list.Items)
	var in app.LendIn
	return c.Act(ui.Act{
		Title: p.T("lend.title"), Button: p.T("do.lend"), Body: key,
		Fill: func(f *ui.Form) {
			f.Values.Set("since", p.Input(p.Today()))
			f.Values.Set("trigger", "written")
			if own := p.Seats(key); len(own) > 0 && f.Str("from") == "" {
				f.Values.Set("from", own[0].Capacity.ID)
			}
			if len(acts) == 1 {
				f.Values.Set("acts", acts[0].Value)
			}
		},
		Form: func(f *ui.Form) templ.Component { return lendForm(p, f, key, seats, acts, meetings, rules) },
		Read: func(f *ui.Form) {
			in = app.LendIn{
				Body: key, From: committee.SeatID(f.Str("from")), To: committee.SeatID(f.Str("to")), Trigger: f.Str("trigger"),
				Scope: f.Prose("scope"), Meeting: committee.MeetingID(f.Str("meeting")), Since: f.Date("since"), Until: f.Date("until"),
			}
			for _, a := range f.List("acts") {
				in.Acts = append(in.Acts, charter.Act(a))
			}
			for _, name := range []string{"from", "to", "acts", "trigger"} {
				if f.Str(name) == "" {
					f.Fail(name, "form.empty")
				}
			}
		},
		Facts: func(f *ui.Form) []ui.Fact {
			return []ui.Fact{
				{Label: p.T("lend.from"), Value: ui.Chosen(seats, f.Str("from"))},
				{Label: p.T("lend.to"), Value: ui.Chosen(seats, f.Str("to"))},
				{Label: p.T("field.acts"), Value: ui.ChosenAll(acts, f.List("acts"))},
				{Label: p.T("field.trigger"), Value: p.T("lend.trigger." + in.Trigger)},
				{Label: p.T("field.scope"), Value: string(in.Scope), Law: true},
				{Label: p.T("lend.meeting"), Value: ui.Chosen(meetings, f.Str("meeting"))},
				{Label: p.T("lend.period"), Value: p.Span(in.Since, in.Until)},
			}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.DelegatePower(ctx, by, in)
		},
		Next: func(app.Receipt) string { return ui.BodyPath(key, "uy-quyen") },
	})
}

// revoke takes a lent power back.
func revoke(c *ui.Call) error {
	b, err := bodyToday(c)
	if err != nil {
		return err
	}
	p, key := c.Page, b.Line.Key
	list, err := c.App.Delegations(c.Ctx(), c.By, key, p.Today())
	if err != nil {
		return err
	}
	id := committee.DelegationID(c.Arg("id"))
	var line *app.DelegationLine
	for i := range list {
		if list[i].Delegation.ID == id {
			line = &list[i]
		}
	}
	if line == nil {
		return committee.Missing("delegation.unknown", string(id))
	}
	var in app.RevokeIn
	return c.Act(ui.Act{
		Title: p.T("revoke.title"), Button: p.T("do.revoke"), Body: key,
		Fill: func(f *ui.Form) { f.Values.Set("from", p.Input(p.Today())) },
		Form: func(f *ui.Form) templ.Component { return revokeForm(p, f, key, *line) },
		Read: func(f *ui.Form) { in = app.RevokeIn{Body: key, ID: id, From: f.Date("from")} },
		Facts: func(*ui.Form) []ui.Fact {
			return []ui.Fact{
				{Label: p.T("lend.from"), Value: line.From},
				{Label: p.T("lend.to"), Value: line.To},
				{Label: p.T("field.acts"), Value: actNames(p, line.Acts)},
				{Label: p.T("revoke.from"), Value: p.Day(in.From)},
			}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.RevokePower(ctx, by, in)
		},
		Next: func(app.Receipt) string { return ui.BodyPath(key, "uy-quyen") },
	})
}

func actNames(p *ui.Page, acts []app.ActWord) string {
	out := make([]string, len(acts))
	for i, a := range acts {
		out[i] = p.Say(a.Word)
	}
	return strings.Join(out, ", ")
}

// invoke keeps on record who leans on a clause, and why (viện dẫn).
func invoke(c *ui.Call) error {
	b, err := bodyToday(c)
	if err != nil {
		return err
	}
	t, err := c.App.CharterOn(c.Ctx(), c.By, b.Line.Key, b.On)
	if err != nil {
		return err
	}
	p, key := c.Page, b.Line.Key
	places := clauseOptions(p, t)
	var in app.InvokeIn
	return c.Act(ui.Act{
		Title: p.T("invoke.title"), Button: p.T("do.invoke"), Body: key,
		Form: func(f *ui.Form) templ.Component { return invokeForm(p, f, key, places) },
		Read: func(f *ui.Form) {
			in = app.InvokeIn{Body: key, Address: f.Str("address"), About: f.Prose("about"), Reason: f.Prose("reason")}
			if in.Address == "" {
				f.Fail("address", "form.empty")
			}
		},
		Facts: func(f *ui.Form) []ui.Fact {
			return []ui.Fact{
				{Label: p.T("field.address"), Value: ui.Chosen(places, f.Str("address"))},
				{Label: p.T("field.about"), Value: string(in.About), Law: true},
				{Label: p.T("field.reason"), Value: string(in.Reason), Law: true},
			}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.InvokeClause(ctx, by, in)
		},
	})
}

// clauseOptions lists the clauses of the text with their first words.
func clauseOptions(p *ui.Page, t app.CharterPage) []ui.Option {
	var out []ui.Option
	for _, d := range t.Documents {
		for _, a := range d.Articles {
			for _, x := range pieces(d.Key, a) {
				_, at, ok := charter.ParseAddress(x.address)
				if !ok {
					continue
				}
				text := []rune(plainSpace(x.text.VI))
				if len(text) > 70 {
					text = append(text[:69], '…')
				}
				out = append(out, ui.Option{Value: x.address, Text: at.In(string(p.Lang)) + ": " + string(text), Group: p.Say(d.Title)})
			}
		}
	}
	return out
}

// handOversPage lists what hangs on ended seats and waits for somebody.
func handOversPage(c *ui.Call) error {
	b, err := bodyToday(c)
	if err != nil {
		return err
	}
	list, err := c.App.HandOvers(c.Ctx(), c.By, b.Line.Key)
	if err != nil {
		return err
	}
	p := c.Page
	p.Title = p.T("handover.title")
	return c.Render(http.StatusOK, handOversView(p, b, list))
}

// takeOver gives one listed thing to a seat.
func takeOver(c *ui.Call) error {
	b, err := bodyToday(c)
	if err != nil {
		return err
	}
	p, key := c.Page, b.Line.Key
	list, err := c.App.HandOvers(c.Ctx(), c.By, key)
	if err != nil {
		return err
	}
	if len(list) == 0 && c.R.Method == http.MethodGet {
		p.Title, p.Slim = p.T("handover.give"), true
		return c.Render(http.StatusOK, takeOverNothing(p, key))
	}
	seats := ui.SeatOptions(p, allSeats(b))
	var in app.HandOverIn
	return c.Act(ui.Act{
		Title: p.T("handover.give"), Button: p.T("do.handover"), Body: key,
		Form: func(f *ui.Form) templ.Component { return takeOverForm(p, f, key, listed(list, f), seats) },
		Read: func(f *ui.Form) {
			in = app.HandOverIn{
				Body: key, From: committee.SeatID(f.Str("from")), Kind: committee.HangKind(f.Str("kind")), Thing: f.Str("thing"), To: committee.SeatID(f.Str("to")),
			}
			if in.To == "" {
				f.Fail("to", "form.empty")
			}
		},
		Facts: func(f *ui.Form) []ui.Fact {
			l := listed(list, f)
			return []ui.Fact{
				{Label: p.T("handover.what"), Value: l.What},
				{Label: p.T("handover.from"), Value: l.From},
				{Label: p.T("field.heir"), Value: ui.Chosen(seats, f.Str("to"))},
			}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.TakeOver(ctx, by, in)
		},
		Next: func(app.Receipt) string { return ui.BodyPath(key, "ban-giao") },
	})
}

// listed finds the thing that a form is about.
func listed(list []app.HandOverLine, f *ui.Form) app.HandOverLine {
	for _, l := range list {
		if l.Thing == f.Str("thing") && string(l.Seat) == f.Str("from") && l.Kind == f.Str("kind") {
			return l
		}
	}
	return app.HandOverLine{What: f.Str("thing")}
}
