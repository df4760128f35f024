package secretary

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// papersPath is the page on which a meeting is entered from its papers (nhập sau).
const papersPath = ui.MeetingsPath + "/{id}/nhap-sau"

// byHandPath is that page of a meeting.
func byHandPath(id committee.MeetingID) string { return ui.MeetingPath(id) + "/nhap-sau" }

// entering is what the page of a meeting's papers is drawn from.
type entering struct {
	page    app.ByHandPage
	secret  map[committee.ItemID]string // "secret" where the charter has the ballot secret
	leads   ui.Typed                    // agencies and seats: who carries a conclusion out
	heard   ui.Typed                    // seats that are expected, by who sits in them: who spoke
	helpers ui.Typed                    // agencies
	seated  []ui.Option
	after   func(charter.Date, int) charter.Date // so many working days after
	done    *app.ByHandResult                    // what was recorded just now
}

// items are the matters of the agenda that the reader sees.
func (x *entering) items() []committee.Item { return x.page.Items() }

// rows are the seats whose presence and slips can be entered.
func (x *entering) rows() []app.SittingSeat { return x.page.Expected }

// votes are the votes held on an item so far, as on record.
func (x *entering) votes(item committee.ItemID) []app.VotePage {
	return slices.DeleteFunc(slices.Clone(x.page.Votes), func(v app.VotePage) bool { return v.Vote.Item != item })
}

// running is the vote on an item that takes votes.
func (x *entering) running(item committee.ItemID) *app.VotePage {
	list := x.votes(item)
	if i := slices.IndexFunc(list, func(v app.VotePage) bool { return v.Vote.Running() }); i >= 0 {
		return &list[i]
	}
	return nil
}

// closed reports whether nothing can be entered on slips of an item: it is concluded.
func (x *entering) closed(item committee.Item) bool { return len(item.Conclusions) > 0 }

// options are the choices of a vote on an item in the order of its slips.
func (x *entering) options(item committee.ItemID) []string {
	if v := x.running(item); v != nil {
		var keys []string
		for _, o := range v.Vote.Options {
			keys = append(keys, o.Key)
		}
		return keys
	}
	return []string{string(committee.For), string(committee.Against), string(committee.Other)}
}

func enteringOf(c *ui.Call) (*entering, error) {
	id := committee.MeetingID(c.Arg("id"))
	x := &entering{after: c.App.AfterWorkdays}
	var err error
	if x.page, err = c.App.ByHand(c.Ctx(), c.By, id); err != nil {
		return nil, err
	}
	if err := c.Under("meetings", x.page.Line.Body, c.Page.DayOf(x.page.Line.Start)); err != nil {
		return nil, err
	}
	if _, x.secret, err = c.App.MayOpenVote(c.Ctx(), c.By, id); err != nil {
		return nil, err
	}
	tree, err := c.App.Agencies(c.Ctx(), c.By, c.Page.Today())
	if err != nil {
		return nil, err
	}
	agencies := ui.AgencyOptions(c.Page, tree)
	x.seated = ui.SeatOptions(c.Page, x.page.Seats)
	x.leads, x.helpers = ui.NewTyped(agencies, x.seated), ui.NewTyped(agencies)
	x.heard = ui.NewTyped(speakers(c.Page, x.rows()))
	return x, nil
}

// byHand enters a meeting from its papers: filled in, rehearsed, recorded act by act.
func byHand(c *ui.Call) error {
	x, err := enteringOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	p.Title, p.Density = p.T("byhand.title"), "day"
	switch {
	case !x.page.Running:
		return c.Render(http.StatusOK, byHandOver(p, x))
	case !x.page.Offer.Allowed:
		status := http.StatusOK
		if c.R.Method == http.MethodPost {
			status = http.StatusForbidden
		}
		return c.Render(status, byHandRefused(p, x))
	case c.R.Method != http.MethodPost:
		f := ui.NewForm(p, nil)
		x.fill(p, f)
		return c.Render(http.StatusOK, byHandForm(p, f, x))
	}
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	if f.Has("hang") {
		x.lengthen(f)
		return c.Render(http.StatusOK, byHandForm(p, f, x))
	}
	c.By.Paper = f.Str("on_paper")
	in := app.ByHandIn{Meeting: x.page.Line.ID, Sheet: x.read(f), Seen: f.Seen()}
	switch {
	case len(f.Faults) > 0:
		return x.mend(c, f)
	case f.Step() == "sua":
		return c.Render(http.StatusOK, byHandForm(p, f, x))
	case f.Step() == "ghi":
		return x.record(c, f, in)
	}
	return x.rehearse(c, f, in, "")
}

// mend draws the form with its faults.
func (x *entering) mend(c *ui.Call, f *ui.Form) error {
	c.Page.Faulty = true
	return c.Render(http.StatusUnprocessableEntity, byHandForm(c.Page, f, x))
}

// rehearse shows what would be recorded and what refused; told is why it is shown again.
func (x *entering) rehearse(c *ui.Call, f *ui.Form, in app.ByHandIn, told string) error {
	out, err := c.App.RehearseByHand(c.Ctx(), c.By, in)
	if err != nil {
		return err
	}
	if len(out.Lines) == 0 && len(out.Faults) == 0 {
		f.Fail("", "byhand.nothing")
	}
	for _, y := range out.Faults {
		f.Fail(y.Field, y.Code, y.Args...)
	}
	if len(f.Faults) > 0 {
		return x.mend(c, f)
	}
	return c.Render(http.StatusOK, byHandCheck(c.Page, f, x, out, told))
}

// record enters the papers. What was recorded is shown, and what was not stays in the
// form.
func (x *entering) record(c *ui.Call, f *ui.Form, in app.ByHandIn) error {
	by := c.By
	by.Key = f.Once()
	out, err := c.App.EnterByHand(c.Ctx(), by, in)
	var fault *committee.Fault
	switch {
	case errors.As(err, &fault) && fault.Code == "byhand.changed":
		return x.rehearse(c, f, in, c.Page.Fault(fault.Code))
	case err != nil:
		return err
	}
	if out.Recorded() == len(out.Lines) && len(out.Faults) == 0 {
		return c.Redirect(ui.MeetingPath(in.Meeting))
	}
	left, err := enteringOf(c)
	if err != nil {
		return err
	}
	left.done = &out
	for _, l := range out.Lines {
		if l.Receipt != nil {
			forget(f, l.Step.Field)
		}
	}
	for _, y := range out.Faults {
		f.Fail(y.Field, y.Code, y.Args...)
	}
	for _, l := range out.Lines {
		if l.Fault != nil {
			f.Fail(l.Step.Field, l.Fault.Code, l.Fault.Args...)
		}
	}
	f.Key = ui.NewKey()
	return left.mend(c, f)
}

// byHandExample shows the papers of a meeting that has begun.
func byHandExample(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
	list, err := d.App.Meetings(ctx, by, app.MeetingFilter{Limit: 100})
	if err != nil {
		return ui.Visit{}, err
	}
	for _, m := range list.Items {
		page, err := d.App.ByHand(ctx, by, m.ID)
		if err != nil {
			return ui.Visit{}, err
		}
		if !page.Running || page.Offer.Allowed == (state == "refused") || len(page.Expected) == 0 {
			continue
		}
		v := ui.Visit{Path: byHandPath(m.ID)}
		if state == "error" {
			v.Form = map[string][]string{"day": {"30/2"}, "opened": {"8:00"}}
		}
		return v, nil
	}
	return ui.Visit{}, nil
}
