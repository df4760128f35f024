package minutes

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// Routes lists the pages of minutes.
func Routes(_ ui.Deps) []ui.Route {
	const at = ui.MeetingsPath + "/{id}/bien-ban"
	form := []string{"filled", "error", "refused"}
	return []ui.Route{
		{Method: http.MethodGet, Pattern: at, Name: "minutes", Handler: page, States: []string{"filled"}, Example: example("")},
		{Method: http.MethodPost, Pattern: at, Name: "minutes.send", Handler: write},
		{Method: http.MethodGet, Pattern: at + "/{file}", Name: "minutes.now", Handler: now},
		{Method: http.MethodGet, Pattern: at + "/thong-qua", Name: "minutes.approve", Handler: approve, States: []string{"filled", "refused"}, Example: example("thong-qua")},
		{Method: http.MethodPost, Pattern: at + "/thong-qua", Name: "minutes.approve.send", Handler: approve},
		{Method: http.MethodGet, Pattern: at + "/mo-lai", Name: "minutes.reopen", Handler: reopen, States: form, Example: example("mo-lai")},
		{Method: http.MethodPost, Pattern: at + "/mo-lai", Name: "minutes.reopen.send", Handler: reopen},
	}
}

func pathOf(m app.MinutesPage) string { return ui.MeetingPath(m.Meeting.Line.ID) + "/bien-ban" }

// example finds a meeting that was held, whose minutes the reader may see; an act
// that is refused to the reader shows so.
func example(part string) func(context.Context, ui.Deps, app.Actor, string) (ui.Visit, error) {
	return func(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
		list, err := d.App.Meetings(ctx, by, app.MeetingFilter{Limit: 100})
		if err != nil {
			return ui.Visit{}, err
		}
		for _, l := range list.Items {
			if l.State != committee.Held && l.State != committee.Concluded {
				continue
			}
			m, err := d.App.Minutes(ctx, by, l.ID)
			if err != nil {
				return ui.Visit{}, err
			}
			offer := m.Approve
			if part == "mo-lai" {
				offer = m.Reopen
			}
			v := ui.Visit{Path: pathOf(m)}
			if part != "" {
				v.Path += "/" + part
			}
			switch {
			case part == "" && m.MayWrite:
				return v, nil
			case part != "" && state == "filled" && offer.Allowed:
				return v, nil
			case state == "error" && offer.Allowed:
				v.Form = url.Values{"reason": {""}}
				return v, nil
			case state == "refused" && !offer.Allowed && offer.Fault != nil:
				v.Form = url.Values{"reason": {"Thử"}, "sum": {m.Sum}}
				return v, nil
			}
		}
		return ui.Visit{}, nil
	}
}

// load reads the minutes of the address and puts the page under its body.
func load(c *ui.Call) (app.MinutesPage, error) {
	m, err := c.App.Minutes(c.Ctx(), c.By, committee.MeetingID(c.Arg("id")))
	if err != nil {
		return m, err
	}
	c.Page.Title = c.Page.T("minutes.title")
	return m, c.Under("meetings", m.Meeting.Line.Body, c.Page.DayOf(m.Meeting.Line.Start))
}

func page(c *ui.Call) error {
	m, err := load(c)
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, view(c.Page, m, ui.NewForm(c.Page, nil), ""))
}

// write keeps what is being written on one matter. A script gets the new number,
// or what somebody else has written meanwhile; a form gets its page again.
func write(c *ui.Call) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	in := app.MinutesIn{Meeting: committee.MeetingID(c.Arg("id")), Item: committee.ItemID(f.Str("item")), Text: f.Values.Get("text"), Rev: int64(f.Int("rev"))}
	rev, err := c.App.WriteMinutes(c.Ctx(), c.By, in)
	var fault *committee.Fault
	if c.R.Header.Get("X-Part") != "" && (err == nil || errors.As(err, &fault)) {
		return tell(c, in.Item, rev, fault)
	}
	if err != nil && !f.Take(err) {
		return err
	}
	m, err := load(c)
	switch {
	case err != nil:
		return err
	case len(f.Faults) > 0:
		c.Page.Faulty = true
		return c.Render(http.StatusConflict, view(c.Page, m, f, in.Item))
	}
	return c.Redirect(pathOf(m) + "#muc-" + string(in.Item))
}

// part is one matter as a script reads it.
type part struct {
	Item  string `json:"item"`
	Rev   int64  `json:"rev"`
	Text  string `json:"text"`
	Who   string `json:"who,omitempty"`
	Fault string `json:"fault,omitempty"` // why it was not kept; text and rev are those that stand
}

func tell(c *ui.Call, item committee.ItemID, rev int64, fault *committee.Fault) error {
	out, status := part{Item: string(item), Rev: rev}, http.StatusOK
	if fault != nil {
		status = http.StatusConflict
		out.Fault = c.Page.Fault(fault.Code, fault.Args...)
		m, err := load(c)
		if err != nil {
			return err
		}
		for _, p := range m.Parts {
			if p.Item == item {
				out.Rev, out.Text, out.Who = p.Rev, p.Text, p.Who
			}
		}
	}
	return answer(c, status, out)
}

func answer(c *ui.Call, status int, v any) error {
	c.W.Header().Set("Content-Type", "application/json")
	c.W.WriteHeader(status)
	return json.NewEncoder(c.W).Encode(v)
}

// now tells a script how the parts stand, so that who writes sees what others
// write.
func now(c *ui.Call) error {
	if c.Arg("file") != "nay.json" {
		return committee.Missing("page.missing")
	}
	parts, err := c.App.MinutesParts(c.Ctx(), c.By, committee.MeetingID(c.Arg("id")))
	if err != nil {
		return err
	}
	if len(parts) == 0 { // not for who only reads
		return committee.Missing("page.missing")
	}
	var out []part
	for _, p := range parts {
		out = append(out, part{Item: string(p.Item), Rev: p.Rev, Text: p.Text, Who: p.Who})
	}
	return answer(c, http.StatusOK, out)
}

// approve makes what was written the minutes of the meeting.
func approve(c *ui.Call) error {
	m, err := load(c)
	if err != nil {
		return err
	}
	p := c.Page
	var in app.ApproveMinutesIn
	return c.Act(ui.Act{
		Title: p.T("minutes.approve"), Button: p.T("minutes.do.approve"), Body: m.Meeting.Line.Body,
		Fill: func(f *ui.Form) { f.Values.Set("sum", m.Sum) },
		Form: func(f *ui.Form) templ.Component { return approveForm(p, f, m) },
		Read: func(f *ui.Form) {
			in = app.ApproveMinutesIn{Meeting: m.Meeting.Line.ID, Sum: f.Str("sum"), Seen: f.Seen()}
		},
		Facts: func(*ui.Form) []ui.Fact {
			var out []ui.Fact
			for _, x := range m.Parts {
				if x.Text != "" {
					out = append(out, ui.Fact{Label: partTitle(p, m, x.Item), Value: x.Text, Law: true})
				}
			}
			return out
		},
		Do:   func(ctx context.Context, by app.Actor) (app.Receipt, error) { return c.App.ApproveMinutes(ctx, by, in) },
		Next: func(app.Receipt) string { return pathOf(m) },
	})
}

// reopen opens approved minutes to be written on.
func reopen(c *ui.Call) error {
	m, err := load(c)
	if err != nil {
		return err
	}
	p := c.Page
	var in app.ReopenMinutesIn
	return c.Act(ui.Act{
		Title: p.T("minutes.reopen"), Button: p.T("minutes.do.reopen"), Body: m.Meeting.Line.Body,
		Form: func(f *ui.Form) templ.Component { return reopenForm(p, f, m) },
		Read: func(f *ui.Form) {
			in = app.ReopenMinutesIn{Meeting: m.Meeting.Line.ID, Reason: f.Prose("reason"), Seen: f.Seen()}
		},
		Facts: func(*ui.Form) []ui.Fact {
			return []ui.Fact{{Label: p.T("field.reason"), Value: string(in.Reason), Law: true}}
		},
		Do:   func(ctx context.Context, by app.Actor) (app.Receipt, error) { return c.App.ReopenMinutes(ctx, by, in) },
		Next: func(app.Receipt) string { return pathOf(m) },
	})
}

// partTitle is the heading of one matter.
func partTitle(p *ui.Page, m app.MinutesPage, item committee.ItemID) string {
	for _, x := range m.Meeting.Meeting.Agenda {
		if x.ID == item && item != "" {
			return x.Number + ". " + x.Title
		}
	}
	return p.T("minutes.whole")
}

// itemAt is the matter of the agenda with what is on record of it.
func itemAt(m app.MinutesPage, item committee.ItemID) committee.Item {
	for _, x := range m.Meeting.Meeting.Agenda {
		if x.ID == item {
			return x
		}
	}
	return committee.Item{}
}
