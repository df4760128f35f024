package secretary

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/drafting"
	"nghisu/internal/render/pdf"
	"nghisu/internal/web/ui"
)

// Routes lists the pages of a meeting's preparation, and the acts on them.
func Routes(_ ui.Deps) []ui.Route {
	const plan = ui.MeetingsPath + "/{id}/cho-ngoi"
	states := []string{"filled", "error", "refused"}
	return []ui.Route{
		{Method: http.MethodGet, Pattern: plan, Name: "seating", Handler: seating, States: states, Example: seatingExample},
		{Method: http.MethodPost, Pattern: plan, Name: "seating.send", Handler: seating},
		{Method: http.MethodGet, Pattern: plan + "/{file}", Name: "seating.file", Handler: seatingFile},
		{Method: http.MethodGet, Pattern: papersPath, Name: "byhand", Handler: byHand, States: states, Example: byHandExample},
		{Method: http.MethodPost, Pattern: papersPath, Name: "byhand.send", Handler: byHand},
		{Method: http.MethodGet, Pattern: papersPath + "/{file}", Name: "byhand.kit", Handler: kitFile},
		{Method: http.MethodGet, Pattern: slipPattern, Name: "slip", Handler: slip, States: states, Example: slipExample},
		{Method: http.MethodPost, Pattern: slipPattern, Name: "slip.send", Handler: slip},
		{Method: http.MethodGet, Pattern: rowPattern, Name: "slip.seat", Handler: seatRow, States: states, Example: rowExample},
		{Method: http.MethodPost, Pattern: rowPattern, Name: "slip.seat.send", Handler: seatRow},
	}
}

// SeatingPath is the page of a meeting's seating plan.
func seatingPath(id committee.MeetingID) string { return ui.MeetingPath(id) + "/cho-ngoi" }

// seated is a meeting with who sits where in it.
type seated struct {
	occasion drafting.Occasion
	page     app.SeatingPage
}

func seatedOf(c *ui.Call) (*seated, error) {
	id := committee.MeetingID(c.Arg("id"))
	m, err := c.App.Meeting(c.Ctx(), c.By, id)
	if err != nil {
		return nil, err
	}
	if err := c.Under("meetings", m.Line.Body, c.Page.DayOf(m.Line.Start)); err != nil {
		return nil, err
	}
	x := &seated{}
	if x.occasion, err = drafting.Gather(c.Ctx(), c.App, c.By, m, c.Zone); err != nil {
		return nil, err
	}
	x.page, err = c.App.Seating(c.Ctx(), c.By, id)
	return x, err
}

// may reports whether the reader may arrange it.
func (x *seated) may() bool { return x.page.Offer != nil && x.page.Offer.Allowed }

// seating shows who sits where and arranges it: rows are moved by buttons or dragged,
// and the plan follows.
func seating(c *ui.Call) error {
	x, err := seatedOf(c)
	if err != nil {
		return err
	}
	p, m := c.Page, x.occasion.Meeting
	p.Title = p.T("seating.title")
	if c.R.Method == http.MethodGet && !x.may() {
		return c.Render(http.StatusOK, seatingView(p, x))
	}
	var in app.SeatingIn
	return c.Act(ui.Act{
		Title: p.T("seating.title"), Button: p.T("do.seat"), Body: m.Line.Body, Direct: true,
		Fill: func(f *ui.Form) { write(f, x.page.Meeting) },
		Form: func(f *ui.Form) templ.Component {
			f.Call("places", p.T("seating.places"))
			return seatingForm(p, f, x, read(f))
		},
		Read: func(f *ui.Form) {
			s := read(f)
			if move(&s, f.Values.Get("hang")) {
				f.Values.Del("hang")
				write(f, s)
				f.Again()
				return
			}
			in = app.SeatingIn{Meeting: m.Line.ID, Shape: s.Shape, Seen: f.Seen()}
			for _, y := range s.Places {
				in.Places = append(in.Places, app.InviteeIn{Seat: y.Seat, Agency: y.Agency, Name: y.Name})
			}
		},
		Facts: func(*ui.Form) []ui.Fact { return nil },
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.ArrangeSeating(ctx, by, in)
		},
		Next: func(app.Receipt) string { return seatingPath(m.Line.ID) },
	})
}

// write puts a seating into a form.
func write(f *ui.Form, s committee.Seating) {
	for name := range f.Values {
		if strings.HasPrefix(name, "places.") {
			delete(f.Values, name)
		}
	}
	f.Values.Set("shape", string(s.Shape))
	for i, p := range s.Places {
		f.Values.Set(placeName(i, "who"), key(p))
	}
}

// read takes the seating of a form, in the order of its rows.
func read(f *ui.Form) committee.Seating {
	s := committee.Seating{Shape: committee.SeatingShape(f.Str("shape"))}
	for i := 0; f.Has(placeName(i, "who")); i++ {
		s.Places = append(s.Places, entry(f.Str(placeName(i, "who"))))
	}
	return s
}

func placeName(i int, field string) string { return "places." + strconv.Itoa(i+1) + "." + field }

// key tells a place's sitter in a form.
func key(p committee.InviteeEntry) string {
	switch {
	case p.Seat != "":
		return "seat:" + string(p.Seat)
	case p.Agency != "":
		return "agency:" + string(p.Agency)
	}
	return "name:" + string(p.Name)
}

func entry(s string) committee.InviteeEntry {
	kind, id, _ := strings.Cut(s, ":")
	switch kind {
	case "seat":
		return committee.InviteeEntry{Seat: committee.SeatID(id)}
	case "agency":
		return committee.InviteeEntry{Agency: committee.AgencyID(id)}
	}
	return committee.InviteeEntry{Name: committee.Prose(id)}
}

// move carries out a button of the list: "len:3", "xuong:3", or only draws it anew.
func move(s *committee.Seating, press string) bool {
	if press == "" {
		return false
	}
	way, at, _ := strings.Cut(press, ":")
	i, err := strconv.Atoi(at)
	to := i - 1
	if way == "xuong" {
		to = i + 1
	}
	if err == nil && i >= 1 && i <= len(s.Places) && to >= 1 && to <= len(s.Places) {
		s.Places[i-1], s.Places[to-1] = s.Places[to-1], s.Places[i-1]
	}
	return true
}

// shapeOptions are the shapes in which a room can be set.
func shapeOptions(p *ui.Page) []ui.Option {
	var out []ui.Option
	for _, s := range committee.SeatingShapes {
		out = append(out, ui.Option{Value: string(s), Text: p.T("seating." + string(s))})
	}
	return out
}

// seatingFile gives the plan or the name plates to print.
func seatingFile(c *ui.Call) error {
	x, err := seatedOf(c)
	if err != nil {
		return err
	}
	o := x.occasion
	var data []byte
	switch s := x.page.Meeting; c.Arg("file") {
	case "so-do.pdf":
		plan := pdf.Plan{Title: o.Title(), When: o.Moment(o.Meeting.Line.Start)}
		for i, spot := range drafting.Spots(s.Shape, len(s.Places)) {
			who := o.Plate(s.Places[i])
			plan.Places = append(plan.Places, pdf.Place{X: spot.X, Y: spot.Y, Name: who.Name, Title: who.Title})
		}
		data, err = pdf.Seating(plan)
	case "bien-ten.pdf":
		var plates []pdf.Plate
		for _, y := range s.Places {
			plates = append(plates, pdf.Plate(o.Plate(y)))
		}
		data, err = pdf.Plates(plates)
	default:
		return committee.Missing("page.missing")
	}
	if err != nil {
		return err
	}
	h := c.W.Header()
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Disposition", `attachment; filename="`+c.Arg("file")+`"`)
	_, err = c.W.Write(data)
	return err
}

// seatingExample shows the seating of a meeting to come.
func seatingExample(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
	list, err := d.App.Meetings(ctx, by, app.MeetingFilter{Limit: 50})
	if err != nil {
		return ui.Visit{}, err
	}
	i := slices.IndexFunc(list.Items, func(m app.MeetingLine) bool { return m.State == committee.Convened || m.State == committee.Held })
	if i < 0 {
		return ui.Visit{}, nil
	}
	id := list.Items[i].ID
	v := ui.Visit{Path: seatingPath(id)}
	if state == "filled" {
		return v, nil
	}
	s, err := d.App.Seating(ctx, by, id)
	if err != nil || len(s.Meeting.Places) == 0 {
		return ui.Visit{}, err
	}
	v.Form = map[string][]string{"shape": {"u"}, placeName(0, "who"): {key(s.Meeting.Places[0])}}
	if state == "error" {
		v.Form[placeName(1, "who")] = v.Form[placeName(0, "who")]
	}
	return v, nil
}
