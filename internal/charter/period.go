package charter

import "time"

// After gives the day on which a span that starts from a day ends, for a
// deadline that the text states as a span.
func (s Span) After(d Date, workday func(Date) bool) Date { return s.after(d, workday) }

// after gives the day on which a span that starts from a day ends. The day it
// starts from is not counted (Civil Code, article 147); hours count as begun
// days, since a charter knows days only.
func (s Span) after(d Date, workday func(Date) bool) Date {
	switch s.Unit {
	case Hours:
		return d + Date((s.N+23)/24)
	case Days:
		return d + Date(s.N)
	case Weeks:
		return d + Date(7*s.N)
	case WorkingDays:
		return stepWorkdays(d, s.N, 1, workday)
	}
	return d.AddMonths(s.months())
}

// before gives the last lawful day for what must be done a span ahead of a day:
// the n-th unit counted back, that day itself not counted.
func (s Span) before(d Date, workday func(Date) bool) Date {
	switch s.Unit {
	case Hours:
		return d - Date((s.N+23)/24)
	case Days:
		return d - Date(s.N)
	case Weeks:
		return d - Date(7*s.N)
	case WorkingDays:
		return stepWorkdays(d, s.N, -1, workday)
	}
	return d.AddMonths(-s.months())
}

// stepWorkdays moves n working days forward or back. A calendar without a
// single working day in a year is taken as having all of them.
func stepWorkdays(d Date, n int, way Date, workday func(Date) bool) Date {
	for idle := 0; n > 0; {
		d += way
		if workday == nil || workday(d) || idle > 366 {
			n--
			idle = 0
		} else {
			idle++
		}
	}
	return d
}

// months gives the span in months, 0 when its unit is shorter.
func (s Span) months() int {
	switch s.Unit {
	case Months:
		return s.N
	case Quarters:
		return 3 * s.N
	case Years:
		return 12 * s.N
	}
	return 0
}

// monthIndex counts months from the year 0.
func monthIndex(d Date) int {
	y, m, _ := d.Split()
	return y*12 + int(m) - 1
}

// monthStart gives the first day of a month by its index.
func monthStart(index int) Date { return NewDate(0, time.Month(index+1), 1) }

// inMonth gives a day of a month, or the month's last when it is shorter.
func inMonth(index, day int) Date {
	return min(monthStart(index)+Date(day-1), monthStart(index+1)-1)
}

// floorDiv divides rounding down, also below zero.
func floorDiv(a, b int) int {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

// longestLag is how many days after its period a due day can fall: a
// before-day lies in the month that follows.
const longestLag = 31

// periods gives the calendar periods of an interval that touch the days from,
// less the lag of a due day, to to. Intervals that divide the year follow the
// calendar: months, quarters, halves, Monday to Sunday. Others are counted from
// the first January, Monday or day on which the rule holds.
func (s Span) periods(since, from, to Date, workday func(Date) bool) []Period {
	if s.Unstated || s.N <= 0 {
		return nil
	}
	from -= longestLag
	if n := s.months(); n > 0 {
		return monthPeriods(n, since, from, to)
	}
	switch s.Unit {
	case Weeks:
		// 1970-01-05 is a Monday.
		start := Date(4)
		if s.N > 1 && since > firstDay {
			start = Date(floorDiv(int(since)+2, 7)*7 + 4)
		}
		return dayPeriods(7*s.N, start, from, to)
	case Days:
		if since == firstDay {
			since = 0
		}
		return dayPeriods(s.N, since, from, to)
	case WorkingDays:
		if since == firstDay {
			since = from
		}
		return workPeriods(s.N, since, to, workday)
	}
	return nil
}

func monthPeriods(n int, since, from, to Date) []Period {
	anchor := 0
	if 12%n != 0 && since > firstDay {
		year, month, day := since.Split()
		if month > 1 || day > 1 {
			year++
		}
		anchor = year * 12
	}
	var out []Period
	for i := anchor + floorDiv(monthIndex(from)-anchor, n)*n; monthStart(i) <= to; i += n {
		if i >= anchor || 12%n == 0 {
			out = append(out, Period{From: monthStart(i), To: monthStart(i+n) - 1})
		}
	}
	return out
}

func dayPeriods(n int, start, from, to Date) []Period {
	var out []Period
	d := start + Date(floorDiv(int(from-start), n)*n)
	for ; d <= to; d += Date(n) {
		out = append(out, Period{From: d, To: d + Date(n) - 1})
	}
	return out
}

func workPeriods(n int, start, to Date, workday func(Date) bool) []Period {
	var out []Period
	for d := start; d <= to; {
		end := stepWorkdays(d-1, n, 1, workday)
		out = append(out, Period{From: d, To: end})
		d = end + 1
	}
	return out
}
