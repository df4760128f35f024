package desk

import (
	"net/http"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// pageSize is how many lines a list shows at once.
const pageSize = 50

// meetingStates are the states by which the list of meetings is filtered.
var meetingStates = []committee.MeetingState{
	committee.Convened, committee.Postponed, committee.Held, committee.Concluded, committee.Cancelled,
}

func meetingsPage(c *ui.Call) error {
	p := c.Page
	p.Section, p.Title, p.Density = "meetings", p.T("nav.meetings"), "day"
	f := app.MeetingFilter{
		Body: committee.BodyKey(c.Query("ban")), State: committee.MeetingState(c.Query("trang-thai")),
		Cursor: c.Query("sau"), Limit: pageSize,
	}
	var err error
	if f.From, err = dayArg(c, "tu"); err != nil {
		return err
	}
	if f.To, err = dayArg(c, "den"); err != nil {
		return err
	}
	if f.From == 0 && f.To == 0 && c.Query("tat-ca") == "" {
		f.From = p.Today()
	}
	f.Oldest = f.From != 0 // what comes first stands first
	list, err := c.App.Meetings(c.Ctx(), c.By, f)
	if err != nil {
		return err
	}
	bodies, err := c.App.Bodies(c.Ctx(), c.By, p.Today())
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, meetingsView(p, f, list, ui.BodyOptions(p, bodies)))
}

// dayArg reads a day of the address; none is zero, one that is no day a fault.
func dayArg(c *ui.Call, name string) (charter.Date, error) {
	s := c.Query(name)
	if s == "" {
		return 0, nil
	}
	d, ok := ui.ParseDay(s)
	if !ok {
		return 0, committee.Wrong("date", "form.date", s)
	}
	return d, nil
}

func stateOptions(p *ui.Page) []ui.Option {
	var out []ui.Option
	for _, s := range meetingStates {
		out = append(out, ui.Option{Value: string(s), Text: p.T("state." + string(s))})
	}
	return out
}
