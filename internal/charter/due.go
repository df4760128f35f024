package charter

import "slices"

// Due lists the duties, and the sittings that a series owes, whose due day lies
// between two days, both included (nghĩa vụ đến hạn). Events come as facts
// event.NAME=DATE; workday says which days are worked, and may be nil when the
// charter counts no working days. A due known only in part is listed when it
// overlaps; the list is sorted by the end of the due. A duty without a day
// (ongoing, on demand, left open, an event that has not come) is not listed.
//
// A sitting is owed by the body: the text that sets a cadence obliges it, and who
// may convene is a power of its own.
func (r *Regulation) Due(from, to Date, known []Fact, workday func(Date) bool) []Obligation {
	d := dueList{r: r, from: from, to: to, f: known, workday: workday}
	for _, p := range r.rules {
		if d.f.excused(p.rule.Unless) {
			continue
		}
		switch s := p.rule.Spec.(type) {
		case DutySpec:
			d.duty(p, s)
		case SeriesSpec:
			d.series(p, s)
		}
	}
	slices.SortStableFunc(d.out, func(x, y Obligation) int {
		if x.Due.To != y.Due.To {
			return int(x.Due.To) - int(y.Due.To)
		}
		return int(x.Due.From) - int(y.Due.From)
	})
	return d.out
}

// dueList gathers obligations of a range of days.
type dueList struct {
	r        *Regulation
	from, to Date
	f        facts
	workday  func(Date) bool
	out      []Obligation
}

// add lists an obligation if its due overlaps the range. The day at tells which
// version of the roles and words of the text applies.
func (d *dueList) add(p *placed, due Approx, period Period, at Date) {
	if due.From == 0 || due.To < d.from || due.From > d.to {
		return
	}
	o := Obligation{Rule: p.rule.ID, Kind: p.rule.Spec.Kind(), Due: due, Period: period, Clauses: []Cite{p.cite}}
	switch s := p.rule.Spec.(type) {
	case DutySpec:
		o.What, o.Who = s.Duty, d.r.owes(p, s, at)
	case SeriesSpec:
		o.What, o.Series, o.Who = SeriesTitle(s.Series), s.Series, []string{string(roleBody)}
	}
	d.out = append(d.out, o)
}

// owes names who owes a duty: kinds of agency where it cascades, else roles with
// terms spelt out.
func (r *Regulation) owes(p *placed, s DutySpec, at Date) []string {
	if len(s.Each) > 0 {
		return s.Each
	}
	h := r.newHolding(s.Who, r.placeOf(p, at).roles.terms)
	return words(h.who)
}

// placeOf gives the place that a rule speaks of, on a day.
func (r *Regulation) placeOf(p *placed, at Date) *scope {
	e := r.on(at)
	if len(p.rule.In) > 0 {
		if sc := e.subs[p.rule.In[0]]; sc != nil {
			return sc
		}
	}
	return e.body
}

// duty lists the instances of a duty.
func (d *dueList) duty(p *placed, s DutySpec) {
	due := s.Due
	switch due.Kind {
	case DueEvery:
		d.cadence(p, due.Span, func(x Period) Date { return due.dayOf(x) })
	case DueMonths:
		d.inMonths(p, due.Months, due.BeforeDay)
	case DueAfter:
		if due.Span.Unstated {
			return
		}
		d.events(p, due.Event, func(e Date) Date { return due.Span.after(e, d.workday) })
	case DueBefore:
		if due.Span.Unstated {
			return
		}
		d.events(p, due.Event, func(e Date) Date { return due.Span.before(e, d.workday) })
	case DueAt:
		d.events(p, due.Event, func(e Date) Date { return e })
	case DueDate:
		if due.Date.From != 0 && due.Date.To >= p.from && due.Date.From <= p.to {
			d.add(p, due.Date, Period{}, min(max(due.Date.To, p.from), p.to))
		}
	}
}

// series lists the sittings that a cadence owes.
func (d *dueList) series(p *placed, s SeriesSpec) {
	if len(s.Months) > 0 {
		d.inMonths(p, s.Months, s.BeforeDay)
		return
	}
	due := DueRule{Kind: DueEvery, Span: s.Every, BeforeDay: s.BeforeDay}
	d.cadence(p, s.Every, func(x Period) Date { return due.dayOf(x) })
}

// cadence lists one instance for each calendar period that lies whole within
// force. A rule whose clause was replaced without changing what it says has
// been in force without a break.
func (d *dueList) cadence(p *placed, every Span, day func(Period) Date) {
	for _, x := range every.periods(p.since, max(d.from, p.from), min(d.to, p.to), d.workday) {
		d.period(p, x, day(x))
	}
}

func (d *dueList) period(p *placed, x Period, due Date) {
	if x.From >= p.since && x.To <= p.until && p.holds(x.To) {
		d.add(p, Day(due), x, x.To)
	}
}

// inMonths lists one instance for each of the months named, every year.
func (d *dueList) inMonths(p *placed, months []int, beforeDay int) {
	first, last := max(d.from, p.from), min(d.to, p.to)
	if first > last {
		return
	}
	for i := monthIndex(first); monthStart(i) <= last; i++ {
		if !contains(months, i%12+1) {
			continue
		}
		due := monthStart(i+1) - 1
		if beforeDay > 0 {
			due = inMonth(i, beforeDay-1)
		}
		d.period(p, Period{From: monthStart(i), To: monthStart(i+1) - 1}, due)
	}
}

// events lists one instance for each day on which the event is known to come.
// The rule must be in force on that day and on the day that it falls due or,
// for a delay that outlives the rule, on the first of them.
func (d *dueList) events(p *placed, name string, due func(Date) Date) {
	for _, v := range d.f.values("event." + name) {
		e, err := ParseDate(v)
		if err != nil {
			continue
		}
		day := due(e)
		if first := min(e, day); p.holds(first) {
			d.add(p, Day(day), Period{}, first)
		}
	}
}

// dayOf gives the due day of a period: the day told of its last month, the day
// before one of the month that follows, a day of the year, else its last day.
func (u DueRule) dayOf(x Period) Date {
	last := monthIndex(x.To)
	switch {
	case u.Day > 0:
		return inMonth(last, u.Day)
	case u.BeforeDay > 0:
		return inMonth(last+1, u.BeforeDay-1)
	case u.Month > 0:
		return inMonth(floorDiv(last, 12)*12+u.Month-1, u.MonthDay)
	}
	return x.To
}
