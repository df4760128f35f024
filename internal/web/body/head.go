package body

import (
	"context"
	"io"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// bodyOf loads the body of the address on the day that the reader looks at, and
// puts the page under it.
func bodyOf(c *ui.Call) (app.BodyPage, error) {
	on, err := c.On()
	if err != nil {
		return app.BodyPage{}, err
	}
	return bodyOn(c, on)
}

// bodyToday is [bodyOf] for acts, which are done today.
func bodyToday(c *ui.Call) (app.BodyPage, error) { return bodyOn(c, c.Page.Today()) }

func bodyOn(c *ui.Call, on charter.Date) (app.BodyPage, error) {
	b, err := c.App.Body(c.Ctx(), c.By, committee.BodyKey(c.Arg("key")), on)
	if err != nil {
		return b, err
	}
	if !b.Identity.Name.IsZero() {
		b.Line.Name = b.Identity.Name
	}
	c.Page.Section, c.Page.Density = "bodies", "day"
	c.Page.In(b.Line)
	return b, nil
}

// tabs are the pages of a body; here is the one in view.
func tabs(p *ui.Page, key committee.BodyKey, here string) []ui.Link {
	var out []ui.Link
	for _, t := range []string{"", "quy-che", "tham-quyen", "nghia-vu", "ke-hoach", "phien-hop", "quyet-dinh", "uy-quyen", "ban-giao"} {
		l := ui.Link{Text: p.T("tab." + t), Href: ui.BodyPath(key), Here: t == here}
		if t != "" {
			l.Href = ui.BodyPath(key, t)
		}
		out = append(out, l)
	}
	return out
}

// turnOptions are the days of change as the slider takes them.
func turnOptions(p *ui.Page, turns []app.Turn) []ui.Option {
	out := make([]ui.Option, 0, len(turns))
	for _, t := range turns {
		text := p.Day(t.Day)
		if t.Label != "" {
			text += ": " + t.Label
		} else if t.Kind == "charter" {
			text += ": " + p.T("turn.charter")
		}
		out = append(out, ui.Option{Value: t.Day.String(), Text: text})
	}
	return out
}

// clauses lists the places of a text, each leading to it.
func clauses(p *ui.Page, body committee.BodyKey, list []charter.Cite) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		for i, c := range uniqueCites(list) {
			if i > 0 {
				if _, err := io.WriteString(w, "; "); err != nil {
					return err
				}
			}
			if err := ui.Cite(p, body, app.Clause{Ref: c.Place.In("vi"), Address: c.Address}).Render(ctx, w); err != nil {
				return err
			}
		}
		return nil
	})
}

// roleTitle gives the title that a seat's role has in the charter.
func roleTitle(p *ui.Page, b app.BodyPage, s app.SeatLine) string {
	for _, r := range b.Roster {
		if r.Role == s.Role {
			return p.Say(r.Title)
		}
	}
	if t := p.Say(s.Title); t != "" {
		return t
	}
	return p.Role(s.Role)
}

// seatTitle is what a seat is called: its own title, or its role's.
func seatTitle(p *ui.Page, s app.SeatLine) string {
	if t := p.Say(s.Title); t != "" {
		return t
	}
	return p.Role(s.Role)
}

// offer finds what a page may offer of an act; nil when it was not asked.
func offer(list []app.Offer, act charter.Act) *app.Offer {
	for i := range list {
		if list[i].Act == act {
			return &list[i]
		}
	}
	return nil
}

// allSeats are the seats of a body and of its sub-bodies that are no rule of
// composition.
func allSeats(b app.BodyPage) []app.SeatLine {
	out := append([]app.SeatLine(nil), b.Seats...)
	for _, s := range b.Subs {
		if !s.Derived {
			out = append(out, s.Seats...)
		}
	}
	return out
}

// seatOf finds a seat by its id.
func seatOf(list []app.SeatLine, id committee.SeatID) (app.SeatLine, bool) {
	for _, s := range list {
		if s.Seat == id {
			return s, true
		}
	}
	return app.SeatLine{}, false
}

// filled counts the seats in which somebody sits.
func filled(list []app.SeatLine) int {
	n := 0
	for _, s := range list {
		if s.Person != "" {
			n++
		}
	}
	return n
}
