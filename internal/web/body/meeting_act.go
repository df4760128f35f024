package body

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/concluding"
	"nghisu/internal/web/ui"
)

// backTo leads from an act back to its meeting.
func backTo(m app.MeetingPage) func(app.Receipt) string {
	return func(app.Receipt) string { return ui.MeetingPath(m.Line.ID) }
}

// presence records who was there.
func presence(c *ui.Call) error {
	m, err := meetingOf(c)
	if err != nil {
		return err
	}
	p, list := c.Page, attendants(m)
	var in app.PresenceIn
	return c.Act(ui.Act{
		Title: p.T("presence.record"), Button: p.T("do.record"), Body: m.Line.Body, Past: true,
		Fill: func(f *ui.Form) {
			recorded := slices.ContainsFunc(list, func(a attendant) bool { return a.Present != "" })
			for _, a := range list {
				how := a.Present
				if !recorded {
					how = foretold(m, a.Seat.Seat)
				}
				if how != "" {
					f.Values.Set("how."+string(a.Seat.Seat), how)
				}
			}
		},
		Form: func(f *ui.Form) templ.Component { return presenceForm(p, f, m, list) },
		Read: func(f *ui.Form) {
			if f.Has("hang") {
				f.Values.Del("hang")
				for _, a := range list {
					if name := "how." + string(a.Seat.Seat); f.Str(name) == "" && a.Seat.Person != "" {
						f.Values.Set(name, "present")
					}
				}
				f.Again()
				return
			}
			in = app.PresenceIn{Meeting: m.Line.ID, Seen: f.Seen()}
			for _, a := range list {
				if how := f.Str("how." + string(a.Seat.Seat)); how != "" {
					in.Present = append(in.Present, app.PresentIn{Seat: a.Seat.Seat, How: how})
				}
			}
		},
		Facts: func(*ui.Form) []ui.Fact {
			n := map[string][]string{}
			for _, x := range in.Present {
				n[x.How] = append(n[x.How], concluding.SeatName(p, m.Seats, x.Seat))
			}
			var out []ui.Fact
			for _, how := range hows {
				if len(n[how]) > 0 {
					out = append(out, ui.Fact{Label: p.T("presence."+how) + " (" + p.Int(len(n[how])) + ")", Value: strings.Join(n[how], "\n")})
				}
			}
			return append(out, ui.Fact{Label: p.T("presence.none"), Value: p.Int(len(list) - len(in.Present))})
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.RecordPresence(ctx, by, in)
		},
		Next: backTo(m),
	})
}

// positions records who stands where on one item.
func positions(c *ui.Call) error {
	m, err := meetingOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	c.R.Body = http.MaxBytesReader(c.W, c.R.Body, ui.FormLimit)
	item, ok := concluding.Item(m, c.R.FormValue("muc"))
	if !ok {
		return committee.Missing("item.unknown", c.R.FormValue("muc"))
	}
	list := voters(m)
	var in app.PositionsIn
	return c.Act(ui.Act{
		Title: p.T("positions.title"), Button: p.T("do.record"), Body: m.Line.Body,
		Fill: func(f *ui.Form) {
			for _, s := range item.Positions {
				f.Values.Set("position."+string(s.Seat), string(s.Position))
				f.Values.Set("reason."+string(s.Seat), s.Reason)
			}
		},
		Form: func(f *ui.Form) templ.Component { return positionsForm(p, f, m, item, list) },
		Read: func(f *ui.Form) {
			in = app.PositionsIn{Meeting: m.Line.ID, Item: item.ID, Seen: f.Seen()}
			for _, a := range list {
				if w := f.Str("position." + string(a.Seat.Seat)); w != "" {
					in.Positions = append(in.Positions, app.PositionIn{
						Seat: a.Seat.Seat, Position: committee.Position(w), Reason: f.Prose("reason." + string(a.Seat.Seat)),
					})
				}
			}
		},
		Facts: func(*ui.Form) []ui.Fact {
			n := map[committee.Position][]string{}
			for _, x := range in.Positions {
				name := concluding.SeatName(p, m.Seats, x.Seat)
				if x.Reason != "" {
					name += ": " + string(x.Reason)
				}
				n[x.Position] = append(n[x.Position], name)
			}
			out := []ui.Fact{{Label: p.T("field.item"), Value: item.Title, Law: true}}
			for _, w := range []committee.Position{committee.For, committee.Against, committee.Other} {
				out = append(out, ui.Fact{Label: p.T("position."+string(w)) + " (" + p.Int(len(n[w])) + ")", Value: strings.Join(n[w], "\n")})
			}
			return append(out, ui.Fact{Label: p.T("meaning.title"), Value: concluding.Meaning(p, m, item.ID)})
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.RecordPositions(ctx, by, in)
		},
		Next: backTo(m),
	})
}

// voters are those who may stand somewhere: the attendants, less those on record
// as away.
func voters(m app.MeetingPage) []attendant {
	var out []attendant
	for _, a := range attendants(m) {
		if a.Present != "absent" && a.Present != "excused" {
			out = append(out, a)
		}
	}
	return out
}

// chair puts a seat in the chair (chủ trì).
func chair(c *ui.Call) error {
	m, err := meetingOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	seats := ui.SeatOptions(p, m.Seats)
	var in app.ChairIn
	return c.Act(ui.Act{
		Title: p.T("chair.title"), Button: p.T("do.chair"), Body: m.Line.Body,
		Fill: func(f *ui.Form) { f.Values.Set("chair", string(m.Meeting.Chair)) },
		Form: func(f *ui.Form) templ.Component { return chairForm(p, f, m, seats) },
		Read: func(f *ui.Form) {
			in = app.ChairIn{Meeting: m.Line.ID, Chair: committee.SeatID(f.Str("chair")), Seen: f.Seen()}
		},
		Facts: func(f *ui.Form) []ui.Fact {
			return []ui.Fact{{Label: p.T("field.chair"), Value: ui.Chosen(seats, f.Str("chair"))}}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.TakeChair(ctx, by, in)
		},
		Next: backTo(m),
	})
}

// attendees replaces the list of those called.
func attendees(c *ui.Call) error {
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
	var in app.AttendeesIn
	return c.Act(ui.Act{
		Title: p.T("invitees.title"), Button: p.T("do.attendees"), Body: m.Line.Body,
		Fill: func(f *ui.Form) {
			var names []string
			for _, x := range m.Meeting.Chosen() {
				switch {
				case x.Seat != "":
					f.Values.Add("seats", string(x.Seat))
				case x.Agency != "":
					f.Values.Add("agencies", string(x.Agency))
				default:
					names = append(names, x.Name)
				}
			}
			f.Values.Set("guests", strings.Join(names, "\n"))
		},
		Form: func(f *ui.Form) templ.Component { return attendeesForm(p, f, m, seats, agencies) },
		Read: func(f *ui.Form) {
			in = app.AttendeesIn{Meeting: m.Line.ID, Invitees: readInvitees(f), Seen: f.Seen()}
		},
		Facts: func(*ui.Form) []ui.Fact {
			return []ui.Fact{{Label: p.T("field.invitees"), Value: inviteesWords(p, in.Invitees, seats, agencies)}}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			rec, err := c.App.ChooseAttendees(ctx, by, in)
			return rec, moved(err, "invitees", "seats")
		},
		Next: backTo(m),
	})
}

// move postpones a meeting.
func move(c *ui.Call) error {
	m, err := meetingOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	var in app.MoveIn
	return c.Act(ui.Act{
		Title: p.T("move.title"), Button: p.T("do.move"), Body: m.Line.Body,
		Fill: func(f *ui.Form) {
			f.Values.Set("start_hour", p.Clock(m.Line.Start))
			if !m.Line.End.IsZero() {
				f.Values.Set("end_hour", p.Clock(m.Line.End))
			}
		},
		Form: func(f *ui.Form) templ.Component { return moveForm(p, f, m) },
		Read: func(f *ui.Form) {
			in = app.MoveIn{Meeting: m.Line.ID, Start: f.Time("start", "start_hour"), Reason: f.Prose("reason"), Seen: f.Seen()}
			if f.Str("end_hour") != "" {
				in.End = f.Time("start", "end_hour")
			}
		},
		Facts: func(*ui.Form) []ui.Fact {
			return []ui.Fact{
				{Label: p.T("move.was"), Value: p.Stamp(m.Line.Start)},
				{Label: p.T("move.now"), Value: p.LongDay(p.DayOf(in.Start)) + ", " + p.Hours(in.Start, in.End)},
				{Label: p.T("field.reason"), Value: string(in.Reason), Law: true},
			}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			rec, err := c.App.MoveMeeting(ctx, by, in)
			return rec, moved(err, "end", "end_hour")
		},
		Next: backTo(m),
	})
}

// cancel calls a meeting off.
func cancel(c *ui.Call) error {
	m, err := meetingOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	var in app.CancelIn
	return c.Act(ui.Act{
		Title: p.T("cancel.title"), Button: p.T("do.cancel"), Body: m.Line.Body,
		Form: func(f *ui.Form) templ.Component { return cancelForm(p, f, m) },
		Read: func(f *ui.Form) {
			in = app.CancelIn{Meeting: m.Line.ID, Reason: f.Prose("reason"), Seen: f.Seen()}
		},
		Facts: func(*ui.Form) []ui.Fact {
			return []ui.Fact{
				{Label: p.T("col.meeting"), Value: meetingName(p, m.Line) + ", " + p.Stamp(m.Line.Start)},
				{Label: p.T("field.reason"), Value: string(in.Reason), Law: true},
			}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.CancelMeeting(ctx, by, in)
		},
		Next: backTo(m),
	})
}

// closing ends a meeting that was held.
func closing(c *ui.Call) error {
	m, err := meetingOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	var in app.CloseIn
	return c.Act(ui.Act{
		Title: p.T("close.title"), Button: p.T("do.close"), Body: m.Line.Body,
		Fill: func(f *ui.Form) {
			for _, o := range carryOptions(m) {
				f.Values.Add("carry", o.Value)
			}
		},
		Form: func(f *ui.Form) templ.Component { return closeForm(p, f, m) },
		Read: func(f *ui.Form) {
			in = app.CloseIn{Meeting: m.Line.ID, Seen: f.Seen()}
			for _, id := range f.List("carry") {
				in.Carry = append(in.Carry, committee.ItemID(id))
			}
		},
		Facts: func(*ui.Form) []ui.Fact {
			n := howCounts(attendants(m))
			return []ui.Fact{
				{Label: p.T("col.meeting"), Value: meetingName(p, m.Line) + ", " + p.Stamp(m.Line.Start)},
				{Label: p.T("presence.title"), Value: p.T("presence.of", p.Int(there(n)), p.Int(len(attendants(m))))},
				{Label: p.T("conclusions.title"), Value: strconv.Itoa(len(concluding.Conclusions(m)))},
				{Label: p.T("close.carry"), Value: strconv.Itoa(len(in.Carry))},
			}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.CloseMeeting(ctx, by, in)
		},
		Next: backTo(m),
	})
}
