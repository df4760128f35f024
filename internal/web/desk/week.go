package desk

import (
	"net/http"
	"strings"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// weekPage is the schedule of a week on one page.
func weekPage(c *ui.Call) error {
	p := c.Page
	p.Section, p.Title, p.Density = "meetings", p.T("week.title"), "day"
	day, err := dayArg(c, "ngay")
	if err != nil {
		return err
	}
	body := committee.BodyKey(c.Query("ban"))
	week, err := c.App.Week(c.Ctx(), c.By, day, body)
	if err != nil {
		return err
	}
	bodies, err := c.App.Bodies(c.Ctx(), c.By, p.Today())
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, weekView(p, week, body, ui.BodyOptions(p, bodies)))
}

// weekPath is the schedule of the week in which a day lies.
func weekPath(day charter.Date) string { return ui.WeekPath + "?ngay=" + app.MondayOf(day).String() }

// weekName is a week as schedules head it: "Tuần 47, từ 16/11 đến 22/11/2026".
func weekName(p *ui.Page, w app.Week) string {
	_, n := w.From.Time().ISOWeek()
	return p.T("week.name", p.Int(n), p.Day(w.From), p.Day(w.To))
}

// calledWords are who is called to a meeting, in words.
func calledWords(p *ui.Page, m app.WeekMeeting) string {
	var parts []string
	if m.Members > 0 {
		parts = append(parts, p.T("week.members", p.Int(m.Members)))
	}
	for _, g := range m.Agencies {
		parts = append(parts, p.Say(g))
	}
	return strings.Join(append(parts, m.Guests...), "; ")
}

// answersWords count who comes to a meeting that is still to be held.
func answersWords(p *ui.Page, m app.WeekMeeting) string {
	n := m.Answers
	if m.State != committee.Convened && m.State != committee.Postponed || n.Come()+n.Absent+n.Undecided == 0 {
		return ""
	}
	return p.T("week.answers", p.Int(n.Come()), p.Int(n.Absent), p.Int(n.Undecided+n.Silent))
}

// foreseenWords are what a meeting is called of which the day is not settled.
func foreseenWords(p *ui.Page, l app.ForeseenLine) string {
	if l.Title != "" {
		return ui.Bind(l.Title)
	}
	return p.T("meeting." + string(l.Kind))
}

// dueLine is something that falls due on a day of the week.
type dueLine struct {
	Day              charter.Date
	What, Body, Href string
	Duty             bool
}

// dueLines are the tasks, duties and opinion rounds of a week by their day.
func dueLines(p *ui.Page, w app.Week) []dueLine {
	var out []dueLine
	for day := w.From; day <= w.To; day++ {
		for _, d := range w.Duties {
			if d.Line.Obligation.Due.To == day {
				out = append(out, dueLine{day, p.Say(d.Line.Obligation.What), p.Say(d.BodyName), ui.BodyPath(d.Body, "nghia-vu"), true})
			}
		}
		for _, r := range w.Rounds {
			if r.Deadline == day {
				out = append(out, dueLine{day, p.T("calendar.round", p.RoundTitle(r)), p.Say(r.BodyName), ui.RoundPath(r.ID), false})
			}
		}
		for _, t := range w.Tasks {
			if t.Due == day {
				out = append(out, dueLine{day, t.Title, p.Say(t.BodyName), ui.TaskPath(t.ID), false})
			}
		}
	}
	return out
}

// message is the week as a plain text for a chat group.
func message(p *ui.Page, w app.Week) string {
	var b strings.Builder
	line := func(parts ...string) { b.WriteString(strings.Join(parts, "") + "\n") }
	line(strings.ToUpper(p.T("week.title")))
	line(weekName(p, w))
	for _, day := range grouped(w.Meetings, func(m app.WeekMeeting) charter.Date { return p.DayOf(m.Start) }) {
		line("\n", p.LongDay(day.Day))
		for _, m := range day.Items {
			line("- ", p.Hours(m.Start, m.End), ": ", meetingName(p, m.MeetingLine), " (", p.Say(m.BodyName), ")", stateWords(p, m.State))
			for _, x := range [][2]string{{"field.chair", m.Chair}, {"week.called", calledWords(p, m)}, {"field.place", m.Place}} {
				if x[1] != "" {
					line("  ", p.T(x[0]), ": ", x[1])
				}
			}
		}
	}
	for i, l := range w.Foreseen {
		if i == 0 {
			line("\n", p.T("foreseen.title"))
		}
		line("- ", p.Approx(l.Date), ": ", foreseenWords(p, l), " (", p.Say(l.BodyName), ")")
	}
	if due := dueLines(p, w); len(due) > 0 {
		line("\n", p.T("week.due"))
		for _, d := range due {
			line("- ", p.Day(d.Day), ": ", d.What, " (", d.Body, ")")
		}
	}
	return strings.TrimSpace(b.String())
}

// stateWords tells of a meeting that does not take place as it was called.
func stateWords(p *ui.Page, s committee.MeetingState) string {
	if s == committee.Cancelled || s == committee.Postponed {
		return " – " + p.T("state."+string(s))
	}
	return ""
}
