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

// appoint opens one seat by a decision (cử thành viên).
func appoint(c *ui.Call) error {
	r, err := rosterFor(c)
	if err != nil {
		return err
	}
	p, key := c.Page, r.body.Line.Key
	var in app.AppointIn
	return c.Act(ui.Act{
		Title: p.T("appoint.title"), Button: p.T("do.appoint"), Body: key,
		Fill: func(f *ui.Form) {
			f.Values.Set("decision.effect", p.Input(p.Today()))
			f.Values.Set("decision.title", p.T("appoint.of", p.Say(r.body.Line.Name)))
		},
		Form: func(f *ui.Form) templ.Component { return appointForm(p, f, &r) },
		Read: func(f *ui.Form) {
			role, part, _ := strings.Cut(f.Str("seat.role"), "@")
			in = app.AppointIn{Body: key, Decision: readDecision(f)}
			in.Seat = app.SeatIn{In: part, Role: charter.Role(role), VI: f.Str("seat.vi"), EN: f.Str("seat.en"), Regime: f.Str("seat.regime")}
			if role == "" {
				f.Fail("seat.role", "form.empty")
			}
			in.Seat.Fill, in.Seat.Ref = fillOf(f, "seat.ref", row{Who: f.Str("seat.ref")}, r.dir)
		},
		Facts: func(f *ui.Form) []ui.Fact {
			return append([]ui.Fact{
				{Label: p.T("field.role"), Value: ui.Chosen(placeOptions(r.places), f.Str("seat.role"))},
				{Label: p.T("field.ref"), Value: r.dir.label(in.Seat.Fill, in.Seat.Ref)},
				{Label: p.T("seat.title"), Value: in.Seat.VI},
			}, decisionFacts(p, in.Decision)...)
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			rec, err := c.App.AppointSeat(ctx, by, in)
			return rec, rosterFault(plainSeat(err))
		},
		Next: func(app.Receipt) string { return ui.BodyPath(key) + "?ngay=" + in.Decision.Effect.String() },
	})
}

// plainSeat puts faults that name a field of the seat alone beside it.
func plainSeat(err error) error {
	for _, name := range []string{"role", "ref", "fill", "in", "vi", "regime", "delegate"} {
		err = moved(err, name, "seat."+name)
	}
	return err
}

// endSeat ends one seat (thôi tham gia).
func endSeat(c *ui.Call) error {
	b, err := bodyToday(c)
	if err != nil {
		return err
	}
	p, key := c.Page, b.Line.Key
	seats := ui.SeatOptions(p, allSeats(b))
	var in app.EndSeatIn
	return c.Act(ui.Act{
		Title: p.T("end.title"), Button: p.T("do.end"), Body: key,
		Fill: func(f *ui.Form) {
			f.Values.Set("to", p.Input(p.Today()))
			f.Values.Set("decision.effect", p.Input(p.Today()+1))
			f.Values.Set("decision.title", p.T("end.of", p.Say(b.Line.Name)))
		},
		Form: func(f *ui.Form) templ.Component { return endForm(p, f, b, seats) },
		Read: func(f *ui.Form) {
			in = app.EndSeatIn{
				Body: key, Seat: committee.SeatID(f.Str("seat")), To: f.Date("to"), Heir: committee.SeatID(f.Str("heir")), Decision: readDecision(f),
			}
			if in.Seat == "" {
				f.Fail("seat", "form.empty")
			}
		},
		Facts: func(f *ui.Form) []ui.Fact {
			return append([]ui.Fact{
				{Label: p.T("field.seat"), Value: ui.Chosen(seats, f.Str("seat"))},
				{Label: p.T("end.last-day"), Value: p.Day(in.To)},
				{Label: p.T("field.heir"), Value: ui.Chosen(seats, f.Str("heir"))},
			}, decisionFacts(p, in.Decision)...)
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			rec, err := c.App.EndSeat(ctx, by, in)
			return rec, seatFaults(err)
		},
		Next: func(app.Receipt) string { return ui.BodyPath(key) },
	})
}

// nameDelegate says whom an agency sends to its seat (cử người).
func nameDelegate(c *ui.Call) error {
	b, err := bodyToday(c)
	if err != nil {
		return err
	}
	people, err := c.App.People(c.Ctx(), c.By, "")
	if err != nil {
		return err
	}
	p, key := c.Page, b.Line.Key
	seats := ui.SeatOptions(p, sentSeats(b))
	persons := ui.PeopleOptions(people)
	var in app.DelegateIn
	return c.Act(ui.Act{
		Title: p.T("delegate.title"), Button: p.T("do.name"), Body: key,
		Fill: func(f *ui.Form) { f.Values.Set("from", p.Input(p.Today())) },
		Form: func(f *ui.Form) templ.Component { return delegateForm(p, f, key, seats, persons) },
		Read: func(f *ui.Form) {
			in = app.DelegateIn{Body: key, Seat: committee.SeatID(f.Str("seat")), Person: committee.PersonID(f.Str("person")), From: f.Date("from")}
			for _, name := range []string{"seat", "person"} {
				if f.Str(name) == "" {
					f.Fail(name, "form.empty")
				}
			}
		},
		Facts: func(f *ui.Form) []ui.Fact {
			return []ui.Fact{
				{Label: p.T("field.seat"), Value: ui.Chosen(seats, f.Str("seat"))},
				{Label: p.T("field.person"), Value: ui.Chosen(persons, f.Str("person"))},
				{Label: p.T("field.from"), Value: p.Day(in.From)},
			}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.NameDelegate(ctx, by, in)
		},
		Next: func(app.Receipt) string { return ui.BodyPath(key) },
	})
}

// sentSeats are the seats that an agency fills.
func sentSeats(b app.BodyPage) []app.SeatLine {
	var out []app.SeatLine
	for _, s := range allSeats(b) {
		if s.Fill == committee.FillDelegate {
			out = append(out, s)
		}
	}
	return out
}

// assignPortfolio gives a seat its fields and localities (phân công).
func assignPortfolio(c *ui.Call) error {
	b, err := bodyToday(c)
	if err != nil {
		return err
	}
	p, key := c.Page, b.Line.Key
	seats := ui.SeatOptions(p, allSeats(b))
	var in app.PortfolioIn
	return c.Act(ui.Act{
		Title: p.T("portfolio.title"), Button: p.T("do.portfolio"), Body: key,
		Fill: func(f *ui.Form) {
			f.Values.Set("from", p.Input(p.Today()))
			if s, ok := seatOf(allSeats(b), committee.SeatID(f.Str("seat"))); ok {
				f.Values.Set("fields", strings.Join(s.Fields, "\n"))
				f.Values.Set("places", strings.Join(s.Places, "\n"))
			}
		},
		Form: func(f *ui.Form) templ.Component { return portfolioForm(p, f, key, seats) },
		Read: func(f *ui.Form) {
			in = app.PortfolioIn{Body: key, Seat: committee.SeatID(f.Str("seat")), Fields: f.Lines("fields"), Places: f.Lines("places"), From: f.Date("from")}
			if in.Seat == "" {
				f.Fail("seat", "form.empty")
			}
		},
		Facts: func(f *ui.Form) []ui.Fact {
			return []ui.Fact{
				{Label: p.T("field.seat"), Value: ui.Chosen(seats, f.Str("seat"))},
				{Label: p.T("field.fields"), Value: strings.Join(in.Fields, ", ")},
				{Label: p.T("field.places"), Value: strings.Join(in.Places, ", ")},
				{Label: p.T("field.from"), Value: p.Day(in.From)},
			}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.AssignPortfolio(ctx, by, in)
		},
		Next: func(app.Receipt) string { return ui.BodyPath(key) },
	})
}
