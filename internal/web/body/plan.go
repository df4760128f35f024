package body

import (
	"net/http"
	"net/url"
	"slices"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// planPage is the plan of a year: the sittings that the series owe, and what
// was called for them.
func planPage(c *ui.Call) error {
	b, err := bodyToday(c)
	if err != nil {
		return err
	}
	year := yearAsked(c)
	lines, err := c.App.YearPlan(c.Ctx(), c.By, b.Line.Key, year)
	if err != nil {
		return err
	}
	list, err := c.App.Meetings(c.Ctx(), c.By, app.MeetingFilter{
		Body: b.Line.Key, From: charter.NewDate(year, 1, 1), To: charter.NewDate(year, 12, 31), Limit: 200,
	})
	if err != nil {
		return err
	}
	foreseen, err := c.App.Foreseen(c.Ctx(), c.By, b.Line.Key)
	if err != nil {
		return err
	}
	p := c.Page
	p.Title = p.T("plan.title")
	return c.Render(http.StatusOK, planView(p, b, year, lines, months(p, year, lines, list.Items), foreseen))
}

// month is one field of the year's grid.
type month struct {
	Number   int
	Name     string
	Owed     []app.PlanLine
	Meetings []app.MeetingLine
	Now      bool
}

// months lays a year out: what is owed by each month, what meets in it.
func months(p *ui.Page, year int, lines []app.PlanLine, meetings []app.MeetingLine) []month {
	out := make([]month, 12)
	ty, tm, _ := p.Today().Split()
	for i := range out {
		out[i] = month{Number: i + 1, Name: p.T("month", plain10(i+1)), Now: ty == year && int(tm) == i+1}
		if p.English() {
			out[i].Name = time.Month(i + 1).String()
		}
	}
	for _, l := range lines {
		if y, m, _ := lastDay(l.Obligation).Split(); y == year {
			out[m-1].Owed = append(out[m-1].Owed, l)
		}
	}
	meetings = slices.Clone(meetings)
	slices.SortStableFunc(meetings, func(a, b app.MeetingLine) int { return a.Start.Compare(b.Start) })
	for _, x := range meetings {
		if y, m, _ := p.DayOf(x.Start).Split(); y == year {
			out[m-1].Meetings = append(out[m-1].Meetings, x)
		}
	}
	return out
}

// lastDay is the last day on which a sitting that is owed may be held.
func lastDay(o charter.Obligation) charter.Date {
	if o.Period.To != 0 {
		return o.Period.To
	}
	return o.Due.To
}

// conveneFor leads to the form of a meeting that would meet what a series owes.
func conveneFor(key committee.BodyKey, o charter.Obligation) string {
	q := url.Values{"kind": {string(committee.Regular)}}
	if o.Series == "working-session" {
		q.Set("kind", string(committee.Session))
	}
	if o.Series != "" {
		q.Set("series", o.Series)
	}
	return ui.BodyPath(key, "phien-hop", "moi") + "?" + q.Encode()
}
