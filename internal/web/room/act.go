package room

import (
	"context"
	"errors"
	"net/http"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// press takes one press of a running meeting: no check page, since it is one field
// and hurries. It leads back to the page that it came from.
func press(c *ui.Call, do func(f *ui.Form, by app.Actor, id committee.MeetingID) (app.Receipt, error)) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	by, id := c.By, committee.MeetingID(c.Arg("id"))
	by.Key = f.Once()
	rec, err := do(f, by, id)
	if err != nil {
		return err
	}
	to := ui.RoomPath(id, "")
	if f.Str("ve") == "dieu-hanh" {
		to = ui.RoomPath(id, "dieu-hanh")
	}
	return c.Redirect(ui.Receipted(to, rec))
}

// arrive says that a seat is there.
func arrive(c *ui.Call) error {
	err := press(c, func(f *ui.Form, by app.Actor, id committee.MeetingID) (app.Receipt, error) {
		return c.App.Arrive(c.Ctx(), by, app.ArriveIn{Meeting: id, Seat: committee.SeatID(f.Str("seat")), How: f.Str("how"), Code: f.Str("ma")})
	})
	var f *committee.Fault
	if errors.As(err, &f) && f.Code == app.CodeExpired && !c.Queued {
		return oldCode(c)
	}
	return err
}

// oldCode answers a code of the room that was scanned too long ago: what was sent is
// of no use again, the code on the wall is.
func oldCode(c *ui.Call) error {
	s, err := sittingOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	p.Title, p.Density, p.Slim = p.T("room.code-old"), "thoang", true
	return c.Render(http.StatusUnprocessableEntity, oldCodeView(p, s))
}

// leave says that a seat leaves.
func leave(c *ui.Call) error {
	return press(c, func(f *ui.Form, by app.Actor, id committee.MeetingID) (app.Receipt, error) {
		return c.App.Depart(c.Ctx(), by, app.SittingSeatIn{Meeting: id, Seat: committee.SeatID(f.Str("seat"))})
	})
}

// floor asks for the floor, gives it, or ends a speech.
func floor(c *ui.Call) error {
	return press(c, func(f *ui.Form, by app.Actor, id committee.MeetingID) (app.Receipt, error) {
		in := app.SittingSeatIn{Meeting: id, Seat: committee.SeatID(f.Str("seat"))}
		switch f.Str("viec") {
		case "moi":
			return c.App.GiveFloor(c.Ctx(), by, in)
		case "thoi":
			return c.App.EndFloor(c.Ctx(), by, in)
		}
		return c.App.AskFloor(c.Ctx(), by, in)
	})
}

// item puts an item in hand, or none.
func item(c *ui.Call) error {
	return press(c, func(f *ui.Form, by app.Actor, id committee.MeetingID) (app.Receipt, error) {
		return c.App.TakeUp(c.Ctx(), by, app.TakeUpIn{Meeting: id, Item: committee.ItemID(f.Str("item"))})
	})
}

// prior keeps what the reader says on an item beforehand.
func prior(c *ui.Call) error {
	return press(c, func(f *ui.Form, by app.Actor, id committee.MeetingID) (app.Receipt, error) {
		return c.App.StatePrior(c.Ctx(), by, app.PriorIn{
			Meeting: id, Item: committee.ItemID(f.Str("item")), Seat: committee.SeatID(f.Str("seat")), Say: committee.PriorSay(f.Str("say")),
			Filled: f.Filled(),
		})
	})
}

// pass concludes in one block on items that nobody flags: a formal act, with its
// check.
func pass(c *ui.Call) error {
	s, err := sittingOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	if c.R.Method == http.MethodGet && len(s.Passable) == 0 {
		p.Title, p.Slim = p.T("pass.title"), true
		return c.Render(http.StatusOK, passIdle(p, s))
	}
	var in app.PassIn
	return c.Act(ui.Act{
		Title: p.T("pass.title"), Button: p.T("pass.do"), Body: s.Line.Body,
		Fill: func(f *ui.Form) {
			for _, id := range s.Passable {
				f.Values.Add("items", string(id))
			}
			f.Values.Set("text", committee.BlockWording)
		},
		Form: func(f *ui.Form) templ.Component { return passForm(p, f, s) },
		Read: func(f *ui.Form) {
			in = app.PassIn{Meeting: s.Line.ID, Text: f.Prose("text"), Seen: f.Seen()}
			for _, id := range f.List("items") {
				in.Items = append(in.Items, committee.ItemID(id))
			}
			if in.Text == "" {
				f.Fail("text", "text.empty")
			}
		},
		Facts: func(*ui.Form) []ui.Fact {
			out := []ui.Fact{{Label: p.T("conclude.text"), Value: string(in.Text), Law: true}}
			for _, id := range in.Items {
				if x, ok := s.Item(id); ok {
					out = append(out, ui.Fact{Label: p.T("room.item-n", x.Number), Value: x.Title})
				}
			}
			return out
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.PassItems(ctx, by, in)
		},
		Next: func(app.Receipt) string { return ui.RoomPath(s.Line.ID, "dieu-hanh") },
	})
}
