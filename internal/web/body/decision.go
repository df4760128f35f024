package body

import (
	"errors"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// decisionsPage lists the decisions on a body.
func decisionsPage(c *ui.Call) error {
	b, err := bodyToday(c)
	if err != nil {
		return err
	}
	list, err := c.App.Decisions(c.Ctx(), c.By, b.Line.Key)
	if err != nil {
		return err
	}
	p := c.Page
	p.Title = p.T("decisions.title")
	return c.Render(http.StatusOK, decisionsView(p, b, newest(list, len(list))))
}

// decisionPage is one decision with what it changed.
func decisionPage(c *ui.Call) error {
	d, err := c.App.Decision(c.Ctx(), c.By, committee.DecisionID(c.Arg("id")))
	if err != nil {
		return err
	}
	p := c.Page
	p.Section, p.Density, p.Title = "bodies", "day", decisionName(p, d.Line)
	var b app.BodyPage
	if d.Line.Body != "" {
		if b, err = c.App.Body(c.Ctx(), c.By, d.Line.Body, d.Line.Effect); err != nil {
			return err
		}
		p.In(b.Line)
	}
	return c.Render(http.StatusOK, decisionView(p, b, d))
}

// readDecision takes the fields of a decision.
func readDecision(f *ui.Form) app.DecisionIn {
	d := app.DecisionIn{
		Number: f.Str("decision.number"), Title: f.Prose("decision.title"), Effect: f.Date("decision.effect"), SignedBy: f.Prose("decision.signed_by"),
		Corrects: committee.DecisionID(f.Str("decision.corrects")),
	}
	if s := f.Str("decision.date_from"); s != "" {
		a, ok := parseApprox(s)
		if !ok {
			f.Fail("decision.date_from", "form.partial-date", s)
		}
		d.DateFrom, d.DateTo = a.From, a.To
	}
	return d
}

// decisionFacts repeat a decision on the check page.
func decisionFacts(p *ui.Page, d app.DecisionIn) []ui.Fact {
	number := d.Number
	if number == "" {
		number = p.T("number.unknown")
	}
	return []ui.Fact{
		{Label: p.T("field.decision"), Value: number},
		{Label: p.T("decision.words"), Value: string(d.Title), Law: true},
		{Label: p.T("field.date_from"), Value: p.Approx(charter.Approx{From: d.DateFrom, To: d.DateTo})},
		{Label: p.T("field.effect"), Value: p.Day(d.Effect)},
		{Label: p.T("field.signed_by"), Value: string(d.SignedBy)},
	}
}

// The forms of a date known in part: a month, a year, a part of a month.
var (
	monthForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?:tháng\s*)?(\d{1,2})\s*[/.-]\s*(\d{4})$`) })
	yearForm  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?:năm\s*)?(\d{4})$`) })
	partForm  = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(đầu|giữa|cuối)\s+(?:tháng\s*)?(\d{1,2})\s*[/.-]\s*(\d{4})$`)
	})
)

// parseApprox reads a day, a month, a year, or a part of a month: 30/8/2021,
// 8/2021, 2021, đầu tháng 9/2011.
func parseApprox(s string) (charter.Approx, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	if d, ok := ui.ParseDay(s); ok {
		return charter.Day(d), true
	}
	if m := partForm().FindStringSubmatch(s); m != nil {
		a, ok := parseApprox(m[2] + "/" + m[3])
		switch m[1] {
		case "đầu":
			a.To = a.From + 9
		case "giữa":
			a.From, a.To = a.From+10, a.From+19
		case "cuối":
			a.From += 20
		}
		return a, ok
	}
	if m := monthForm().FindStringSubmatch(s); m != nil {
		month, year := number(m[1]), number(m[2])
		if month < 1 || month > 12 {
			return charter.Approx{}, false
		}
		from := charter.NewDate(year, time.Month(month), 1)
		return charter.Approx{From: from, To: from.AddMonths(1) - 1}, true
	}
	if m := yearForm().FindStringSubmatch(s); m != nil {
		y := number(m[1])
		return charter.Approx{From: charter.NewDate(y, 1, 1), To: charter.NewDate(y, 12, 31)}, true
	}
	return charter.Approx{}, false
}

// number reads digits that a form has matched.
func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// moved puts a fault of one field beside another: forms name some fields as
// people see them.
func moved(err error, from, to string) error {
	var f *committee.Fault
	if errors.As(err, &f) && f.Field == from {
		g := *f
		g.Field = to
		return &g
	}
	return err
}

// seatFaults puts the faults of a seat's first day beside the day of effect.
func seatFaults(err error) error {
	err = moved(err, "from", "decision.effect")
	return moved(err, "effect", "decision.effect")
}
