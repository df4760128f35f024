package body

import (
	"context"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/web/ui"
)

// whole is the word of the address for all parts of a body at once.
const whole = "tat-ca"

// roster is what the form of a kiện toàn is drawn from.
type roster struct {
	body   app.BodyPage
	dir    *directory
	places []place // of the parts that are replaced
	parts  []string
	part   string // as the address names it
}

// rosterFor loads the pickers of the forms on seats.
func rosterFor(c *ui.Call) (roster, error) {
	b, err := bodyToday(c)
	if err != nil {
		return roster{}, err
	}
	p := c.Page
	tree, err := c.App.Agencies(c.Ctx(), c.By, p.Today())
	if err != nil {
		return roster{}, err
	}
	people, err := c.App.People(c.Ctx(), c.By, "")
	if err != nil {
		return roster{}, err
	}
	t, err := c.App.CharterOn(c.Ctx(), c.By, b.Line.Key, p.Today())
	if err != nil {
		return roster{}, err
	}
	r := roster{body: b, dir: newDirectory(p, tree, people, allSeats(b)), places: placesOf(p, t.Documents)}
	if len(r.places) == 0 {
		r.places = contractPlaces(p)
	}
	return r, nil
}

// narrow keeps to the part of the body that is replaced.
func (r *roster) narrow(part string) {
	r.part, r.parts = part, []string{part}
	if part == whole {
		r.parts = []string{""}
		for _, s := range r.body.Subs {
			if !s.Derived && (s.Link == "sub-body" || s.Link == "helper") {
				r.parts = append(r.parts, s.Key)
			}
		}
		return
	}
	var keep []place
	for _, x := range r.places {
		if x.In == part {
			keep = append(keep, x)
		}
	}
	r.places = keep
}

// present are the seats of the parts that are replaced.
func (r *roster) present() []app.SeatLine {
	var out []app.SeatLine
	for _, s := range allSeats(r.body) {
		for _, in := range r.parts {
			if s.In == in {
				out = append(out, s)
				break
			}
		}
	}
	return out
}

// reconstitute replaces a roster by one decision (kiện toàn). The form begins
// with the present one.
func reconstitute(c *ui.Call) error {
	r, err := rosterFor(c)
	if err != nil {
		return err
	}
	p, key := c.Page, r.body.Line.Key
	var in app.ReconstituteIn
	var preview app.Preview
	return c.Act(ui.Act{
		Title: p.T("reconstitute.title", shortName(p, r.body.Line)), Button: p.T("do.reconstitute"), Body: key,
		Fill: func(f *ui.Form) {
			p.Slim, p.Density = false, "day"
			r.narrow(f.Str("phan"))
			writeRows(f, rowsOf(r.present(), r.dir))
			f.Values.Set("decision.effect", p.Input(p.Today()))
			f.Values.Set("decision.title", p.T("reconstitute.of", p.Say(r.body.Line.Name)))
		},
		Form: func(f *ui.Form) templ.Component { return reconstituteForm(p, f, &r) },
		Read: func(f *ui.Form) {
			p.Slim, p.Density = false, "day"
			r.narrow(f.Str("phan"))
			rows, pressed := turnRows(f, readRows(f), r.places, r.dir)
			if pressed {
				writeRows(f, rows)
				f.Again()
				return
			}
			rows = withoutEmpty(rows)
			writeRows(f, rows)
			in = app.ReconstituteIn{
				Body: key, Decision: readDecision(f), Seats: seatsIn(f, rows, r.dir), Parts: r.parts, Seen: f.Seen(),
			}
		},
		Facts: func(*ui.Form) []ui.Fact {
			return append(decisionFacts(p, in.Decision), ui.Fact{Label: p.T("field.seats"), Value: p.T("roster.lines", p.Int(len(in.Seats)))})
		},
		Beside: func(*ui.Form) templ.Component { return previewParts(p, key, preview) },
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			rec, err := c.App.Reconstitute(ctx, by, in)
			if err != nil || !by.Dry {
				return rec, rosterFault(err)
			}
			preview, err = c.App.PreviewReconstitute(ctx, by, in)
			return rec, rosterFault(err)
		},
		Next: func(app.Receipt) string { return ui.BodyPath(key) + "?ngay=" + in.Decision.Effect.String() },
	})
}
