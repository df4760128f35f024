package calendar

import (
	"fmt"
	"slices"
)

// compile works the statements of a set out into single days.
func (r *reference) compile() (*Calendar, error) {
	c := &Calendar{
		version: r.version, first: r.first, last: r.last, rest: r.rest,
		free: map[Day]Holiday{}, worked: map[Day]Holiday{},
	}
	for _, rest := range r.rest {
		if !rest {
			c.perWeek++
		}
	}
	placed := map[string]bool{}
	for _, p := range r.places {
		if p.year < r.first || p.year > r.last {
			return nil, fmt.Errorf("holiday set: place %s %d lies outside the years %d to %d", p.key, p.year, r.first, r.last)
		}
		placed[placeKey(p.key, p.year)] = true
		for d := p.first; d <= p.last; d++ {
			c.name(d, r.holiday(p.key, Regular, p.certainty, p.source))
		}
	}
	var ruled []ruledDay
	for year := r.first; year <= r.last; year++ {
		for _, x := range r.rules {
			if year < x.first || year > x.last || placed[placeKey(x.key, year)] {
				continue
			}
			days, err := x.days(year)
			if err != nil {
				return nil, err
			}
			ruled = append(ruled, days...)
		}
	}
	slices.SortStableFunc(ruled, func(a, b ruledDay) int { return int(a.day) - int(b.day) })
	unsure := map[string]bool{} // keys and years with a day that is only computed
	for _, d := range ruled {
		c.name(d.day, r.holiday(d.key, Regular, d.certainty, d.source))
		if d.certainty == Computed {
			unsure[placeKey(d.key, d.year)] = true
		}
	}
	for _, s := range r.swaps {
		h := Holiday{Kind: Swapped, Certainty: s.certainty, Source: s.source}
		h.Name, h.NameEn = "Nghỉ hoán đổi, làm bù ngày "+vietnamese(s.worked), "Day off in exchange for work on "+s.worked.String()
		c.free[s.off] = h
		h.Name, h.NameEn = "Làm bù cho ngày nghỉ "+vietnamese(s.off), "Work in exchange for the day off on "+s.off.String()
		c.worked[s.worked] = h
	}
	// Substitutes come last and in the order of their holidays: the next working
	// day is one that no holiday and no earlier substitute has taken.
	for _, d := range ruled {
		if !r.rest[d.day.Weekday()] {
			continue
		}
		if h := c.free[d.day]; h.Key != d.key {
			continue // two holidays on one day give one substitute
		}
		next := d.day + 1
		for _, taken := c.free[next]; taken || r.rest[next.Weekday()]; _, taken = c.free[next] {
			next++
		}
		certainty := d.certainty
		if unsure[placeKey(d.key, d.year)] {
			certainty = Computed
		}
		h := r.holiday(d.key, Substitute, certainty, "Bộ luật Lao động 2019, Điều 111 khoản 3")
		h.Name, h.NameEn = "Nghỉ bù "+h.Name, h.NameEn+" (day in lieu)"
		c.free[next] = h
	}
	c.index()
	return c, nil
}

// placeKey names a holiday of a year.
func placeKey(key string, year int) string { return fmt.Sprintf("%s %d", key, year) }

// vietnamese writes a day as d/m/yyyy.
func vietnamese(d Day) string {
	y, m, day := d.YMD()
	return fmt.Sprintf("%d/%d/%d", day, m, y)
}

// holiday fills in the names of a key.
func (r *reference) holiday(key string, kind Kind, certainty Certainty, source string) Holiday {
	n := r.names[key]
	return Holiday{Key: key, Name: n[0], NameEn: n[1], Kind: kind, Certainty: certainty, Source: source}
}

// name makes a day free unless another holiday already has.
func (c *Calendar) name(d Day, h Holiday) {
	if _, ok := c.free[d]; !ok {
		c.free[d] = h
	}
}

// ruledDay is a day that a rule gives in a year.
type ruledDay struct {
	day       Day
	year      int
	key       string
	certainty Certainty
	source    string
}

// days gives the days of a rule in a year. Days that hold wherever the year's
// decision places the holiday are sure by law, the others are computed.
func (x *rule) days(year int) ([]ruledDay, error) {
	one := func(d Day, certainty Certainty) ruledDay {
		return ruledDay{day: d, year: year, key: x.key, certainty: certainty, source: x.source}
	}
	if x.kind == solarRule {
		return []ruledDay{one(FromYMD(year, x.month, x.day), ByLaw)}, nil
	}
	if x.kind == besideRule {
		anchor := FromYMD(year, x.month, x.day)
		if s := x.spanFor(anchor); s.before > 0 {
			return []ruledDay{one(anchor-1, Computed)}, nil
		}
		return []ruledDay{one(anchor+1, Computed)}, nil
	}
	month, day := x.month, x.day
	if x.kind == tetRule {
		month, day = 1, 1
	}
	anchor, ok := FromLunar(LunarDate{Year: year, Month: month, Day: day})
	if !ok {
		return nil, fmt.Errorf("holiday set: %s: the lunar year %d has no day %d/%d", x.key, year, day, month)
	}
	if x.kind == lunarRule {
		return []ruledDay{one(anchor, ByLaw)}, nil
	}
	s := x.spanFor(anchor)
	var out []ruledDay
	for i := -s.before; i < s.after; i++ {
		certainty := Computed
		if i >= -min(x.normal.before, x.other.before) && i < min(x.normal.after, x.other.after) {
			certainty = ByLaw
		}
		out = append(out, one(anchor+Day(i), certainty))
	}
	return out, nil
}

// spanFor picks the placing for an anchor day.
func (x *rule) spanFor(anchor Day) span {
	if x.otherOn[anchor.Weekday()] {
		return x.other
	}
	return x.normal
}
