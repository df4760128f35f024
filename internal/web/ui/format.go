package ui

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// nbsp keeps a number with its word.
const nbsp = "\u00a0"

// Date writes a day for a column: 15/04/2026, in English 15 Apr 2026.
func (p *Page) Date(d charter.Date) string {
	if d == 0 {
		return ""
	}
	y, m, day := d.Split()
	if p.English() {
		return fmt.Sprintf("%d%s%s%s%d", day, nbsp, m.String()[:3], nbsp, y)
	}
	return fmt.Sprintf("%02d/%02d/%04d", day, int(m), y)
}

// Day writes a day for a sentence: 15/4/2026, in English 15 April 2026.
func (p *Page) Day(d charter.Date) string {
	if d == 0 {
		return p.T("unknown")
	}
	y, m, day := d.Split()
	if p.English() {
		return fmt.Sprintf("%d%s%s%s%d", day, nbsp, m, nbsp, y)
	}
	return fmt.Sprintf("%d/%d/%d", day, int(m), y)
}

// LongDay writes a day with its weekday: Thứ Tư, 15/4/2026.
func (p *Page) LongDay(d charter.Date) string {
	if d == 0 {
		return p.T("unknown")
	}
	return p.T("weekday."+strconv.Itoa(int(d.Time().Weekday()))) + ", " + p.Day(d)
}

// Input writes a day as a field takes it: 15/04/2026 in both languages.
func (p *Page) Input(d charter.Date) string {
	if d == 0 {
		return ""
	}
	y, m, day := d.Split()
	return fmt.Sprintf("%02d/%02d/%04d", day, int(m), y)
}

// Approx writes a day that may be known in part or not at all.
func (p *Page) Approx(a charter.Approx) string {
	switch {
	case a.Unstated:
		return p.T("unstated")
	case a.Exact():
		return p.Day(a.From)
	case a.IsZero():
		return p.T("date.unknown")
	case a.To == 0:
		return p.T("date.since", p.Day(a.From))
	case a.From == 0:
		return p.T("date.until", p.Day(a.To))
	}
	y, m, d := a.From.Split()
	month := fmt.Sprintf("%d/%d", int(m), y)
	if p.English() {
		month = fmt.Sprintf("%s%s%d", m, nbsp, y)
	}
	last := charter.NewDate(y, m+1, 0)
	switch {
	case d == 1 && a.To == last:
		return p.T("date.month", month)
	case d == 1 && a.To == a.From+9:
		return p.T("date.early", month)
	case d == 11 && a.To == a.From+9:
		return p.T("date.middle", month)
	case d == 21 && a.To == last:
		return p.T("date.late", month)
	}
	return p.T("date.between", p.Day(a.From), p.Day(a.To))
}

// Span writes a period of days; open ends are said in words.
func (p *Page) Span(from, to charter.Date) string {
	switch {
	case from == 0 && to == 0:
		return p.T("unknown")
	case to == 0:
		return p.T("date.since", p.Day(from))
	case from == 0:
		return p.T("date.until", p.Day(to))
	}
	return p.T("date.between", p.Day(from), p.Day(to))
}

// Clock writes the time of day in the office's zone: 14:41.
func (p *Page) Clock(t time.Time) string { return t.In(p.zone()).Format("15:04") }

// Second writes the time of day to the second: 14:41:07.
func (p *Page) Second(t time.Time) string { return t.In(p.zone()).Format("15:04:05") }

// DayOf is the civil day of an instant in the office's zone.
func (p *Page) DayOf(t time.Time) charter.Date {
	if t.IsZero() {
		return 0
	}
	return charter.DateOf(t.In(p.zone()))
}

// Stamp writes an instant for a sentence: 15/4/2026, 14:41.
func (p *Page) Stamp(t time.Time) string {
	if t.IsZero() {
		return p.T("unknown")
	}
	return p.Day(p.DayOf(t)) + ", " + p.Clock(t)
}

// Hours writes when a sitting runs: 14:00 – 16:15.
func (p *Page) Hours(start, end time.Time) string {
	if end.IsZero() {
		return p.Clock(start)
	}
	if p.DayOf(start) != p.DayOf(end) {
		return p.Clock(start) + " – " + p.Stamp(end)
	}
	return p.Clock(start) + nbsp + "–" + nbsp + p.Clock(end)
}

// Num writes a whole number with its thousands apart: 48 210, in English 48,210.
func (p *Page) Num(n int64) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, s = "−", s[1:]
	}
	gap := nbsp
	if p.English() {
		gap = ","
	}
	var groups []string
	for len(s) > 3 {
		groups = append([]string{s[len(s)-3:]}, groups...)
		s = s[:len(s)-3]
	}
	return sign + strings.Join(append([]string{s}, groups...), gap)
}

// Int is [Page.Num] of an int.
func (p *Page) Int(n int) string { return p.Num(int64(n)) }

// Left says how far a day is off, in working days: "còn 3 ngày làm việc", "đến
// hạn hôm nay", "quá hạn 2 ngày làm việc".
func (p *Page) Left(due charter.Date, days int) string {
	today := p.Today()
	switch {
	case due == today:
		return p.T("due.today")
	case due < today:
		return p.T("due.late", p.Int(DaysOver(days)))
	case days == 0:
		return p.T("due.rest")
	}
	return p.T("due.left", p.Int(days))
}

// DaysOver is by how many working days something is late. Days off are not
// counted, and the first day over is the first day late.
func DaysOver(days int) int { return max(days, -days, 1) }

// states are the words for the values of faults that tell of a state.
var states = map[string]string{"task.state": "task.state.", "meeting.state": "state."}

// iso finds dates as the domain writes them in a fault's values.
var iso = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`) })

// Fault writes a fault in the page's language, its values made readable: days,
// acts, numbers.
func (p *Page) Fault(code string, args ...string) string {
	said := make([]string, len(args))
	for i, a := range args {
		switch {
		case states[code] != "" && catalogue.Has(states[code]+a):
			a = p.T(states[code] + a)
		case iso().MatchString(a):
			if d, err := charter.ParseDate(a); err == nil {
				a = p.Day(d)
			}
		case charter.KnownAct(charter.Act(a)):
			a = p.Act(charter.Act(a))
		}
		said[i] = a
	}
	return Bind(p.T(code, said...))
}

// lapsedWords tells of a loan that ended before what was refused.
func lapsedWords(p *Page, l committee.Lapsed) string {
	code, args := l.Words()
	return p.Fault(code, args...)
}
