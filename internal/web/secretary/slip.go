package secretary

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// The pages to which the codes of the printed papers lead: a slip, a row of the list.
const (
	slipPattern = ui.MeetingsPath + "/{id}/phieu/{item}/{seat}"
	rowPattern  = ui.MeetingsPath + "/{id}/ghe/{seat}"
)

func slipPath(id committee.MeetingID, item committee.ItemID, seat committee.SeatID) string {
	return ui.MeetingPath(id) + "/phieu/" + url.PathEscape(string(item)) + "/" + url.PathEscape(string(seat))
}

func rowPath(id committee.MeetingID, seat committee.SeatID) string {
	return ui.MeetingPath(id) + "/ghe/" + url.PathEscape(string(seat))
}

// scanned is the page of one code of the papers.
type scanned struct {
	*entering
	seat app.SittingSeat
	item committee.Item
	vote *app.VotePage // that takes slips; nil: none
}

// scannedOf finds what a code names: a seat that is expected, and on a slip an item that
// the reader sees. Whoever may not enter is told who may.
func scannedOf(c *ui.Call) (*scanned, error) {
	x, err := enteringOf(c)
	if err != nil {
		return nil, err
	}
	c.Page.Density, c.Page.Slim = "thoang", true
	s := &scanned{entering: x}
	for _, y := range x.page.Expected {
		if string(y.Seat.Seat) == c.Arg("seat") {
			s.seat = y
		}
	}
	if s.seat.Seat.Seat == "" {
		return nil, committee.Missing("page.missing")
	}
	if id := c.Arg("item"); id != "" {
		item, ok := x.page.Item(committee.ItemID(id))
		if !ok {
			return nil, committee.Missing("item.unknown", id)
		}
		s.item, s.vote = item, x.running(item.ID)
	}
	if !x.page.Offer.Allowed {
		return nil, x.page.Offer.Fault
	}
	return s, nil
}

// secretBallot reports whether the item is voted on in secret: then no slip is entered.
func (s *scanned) secretBallot() bool {
	return s.secret[s.item.ID] == "secret" || s.vote != nil && s.vote.Vote.Secret
}

// slip takes one slip for the one who counts: three buttons.
func slip(c *ui.Call) error {
	s, err := scannedOf(c)
	if err != nil {
		return err
	}
	c.Page.Title = c.Page.T("slip.title")
	take := func(f *ui.Form, by app.Actor) error {
		if s.vote == nil || s.secretBallot() {
			return committee.Clash("slip.unopened")
		}
		_, err := c.App.RecordVote(c.Ctx(), by, app.RecordVoteIn{
			Vote: s.vote.Vote.ID, Seat: s.seat.Seat.Seat, Option: f.Str("option"), Hash: f.Str("hash"), How: "paper",
		})
		return err
	}
	return s.press(c, take, slipPath(s.page.Line.ID, s.item.ID, s.seat.Seat.Seat))
}

// seatRow takes one row of the list of those who came.
func seatRow(c *ui.Call) error {
	s, err := scannedOf(c)
	if err != nil {
		return err
	}
	c.Page.Title = c.Page.T("slip.seat", s.seat.Seat.Holder)
	take := func(f *ui.Form, by app.Actor) (err error) {
		id, seat := s.page.Line.ID, s.seat.Seat.Seat
		if f.Str("viec") == "ve" {
			_, err = c.App.Depart(c.Ctx(), by, app.SittingSeatIn{Meeting: id, Seat: seat})
		} else {
			_, err = c.App.Arrive(c.Ctx(), by, app.ArriveIn{Meeting: id, Seat: seat, How: f.Str("how")})
		}
		return err
	}
	return s.press(c, take, rowPath(s.page.Line.ID, s.seat.Seat.Seat))
}

// press shows the page of a code, and takes one press on it.
func (s *scanned) press(c *ui.Call, take func(*ui.Form, app.Actor) error, back string) error {
	if c.R.Method != http.MethodPost {
		f := ui.NewForm(c.Page, nil)
		f.SetActed(s.usual())
		return c.Render(http.StatusOK, scanView(c.Page, f, s))
	}
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	by := c.By
	by.Key, by.ActedAt, by.Paper = f.Once(), f.Acted(), f.Paper()
	if len(f.Faults) == 0 {
		if err = take(f, by); err == nil {
			return c.Redirect(back)
		}
		var fault *committee.Fault
		if !errors.As(err, &fault) || fault.Kind == committee.Refused || fault.Kind == committee.NotFound {
			return err
		}
		f.Fail(fault.Field, fault.Code, fault.Args...)
	}
	f.Key, c.Page.Faulty = ui.NewKey(), true
	return c.Render(http.StatusUnprocessableEntity, scanView(c.Page, f, s))
}

// usual is the time that mostly holds: of a slip when its vote was called, of a row when
// the meeting began.
func (s *scanned) usual() time.Time {
	if s.vote != nil {
		return s.vote.Vote.Called
	}
	return s.page.Line.Start
}

// slipExample shows a slip of a vote that runs.
func slipExample(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
	v, err := scanExample(ctx, d, by, state, func(p app.ByHandPage) ui.Visit {
		for _, v := range p.Votes {
			if v.Vote.Running() && !v.Vote.Secret {
				return ui.Visit{
					Path: slipPath(p.Line.ID, v.Vote.Item, p.Expected[0].Seat.Seat),
					Form: map[string][]string{"option": {"?"}, "hash": {v.Vote.Hash}},
				}
			}
		}
		return ui.Visit{}
	})
	if err != nil || v.Path != "" {
		return v, err
	}
	return scanExample(ctx, d, by, state, func(p app.ByHandPage) ui.Visit { // no vote runs: the page says so
		if items := p.Items(); len(items) > 0 {
			return ui.Visit{Path: slipPath(p.Line.ID, items[0].ID, p.Expected[0].Seat.Seat), Form: map[string][]string{"option": {"?"}}}
		}
		return ui.Visit{}
	})
}

// rowExample shows a row of the list of a meeting that runs.
func rowExample(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
	return scanExample(ctx, d, by, state, func(p app.ByHandPage) ui.Visit {
		return ui.Visit{Path: rowPath(p.Line.ID, p.Expected[0].Seat.Seat), Form: map[string][]string{"how": {"present"}, "acted-at.day": {"31/2/2026"}, "acted-at.hour": {"25"}}}
	})
}

func scanExample(ctx context.Context, d ui.Deps, by app.Actor, state string, of func(app.ByHandPage) ui.Visit) (ui.Visit, error) {
	list, err := d.App.Meetings(ctx, by, app.MeetingFilter{Limit: 100})
	if err != nil {
		return ui.Visit{}, err
	}
	for _, m := range list.Items {
		p, err := d.App.ByHand(ctx, by, m.ID)
		if err != nil {
			return ui.Visit{}, err
		}
		if !p.Running || len(p.Expected) == 0 || p.Offer.Allowed == (state == "refused") {
			continue
		}
		if v := of(p); v.Path != "" {
			if state != "error" {
				v.Form = nil
			}
			return v, nil
		}
	}
	return ui.Visit{}, nil
}
