package calendar

import (
	_ "embed"
	"math"
	"slices"
	"sort"
	"sync"
)

// Certainty says how sure it is that a day is free (or worked).
type Certainty int

const (
	// ByLaw days are fixed by the law alone; no decision of the year can move it.
	ByLaw Certainty = iota
	// Decided days stand in a decision of the year, known by its document.
	Decided
	// Reported days stand in a decision of the year known from the press, the document not seen.
	Reported
	// Computed days are the set's default placing, until the year's decision is known.
	Computed
	// Local days are set by the office itself (see [Calendar.With]).
	Local
)

// String gives the word the reference set uses.
func (c Certainty) String() string {
	switch c {
	case ByLaw:
		return "by-law"
	case Decided:
		return "decided"
	case Reported:
		return "reported"
	case Computed:
		return "computed"
	case Local:
		return "local"
	}
	return "unknown"
}

// Kind says why a day is free or worked.
type Kind int

const (
	// Regular is the holiday itself (ngày nghỉ lễ, tết).
	Regular Kind = iota
	// Substitute is the working day freed by a holiday on a rest day (nghỉ bù).
	Substitute
	// Swapped is a day off or a make-up day by decision (hoán đổi, làm bù).
	Swapped
	// Own is a day set by the office itself.
	Own
)

// Holiday tells why a day is free, or why a rest day is worked.
type Holiday struct {
	Key       string // key in the reference set; empty for swapped and own days
	Name      string // in Vietnamese
	NameEn    string // in English
	Kind      Kind
	Certainty Certainty
	Source    string // the law, decision or report it rests on
}

// Decided reports whether the day is settled: fixed by law, by a decision of
// the year (seen or reported) or by the office. False means a default placing.
func (h Holiday) Decided() bool { return h.Certainty != Computed }

// Override is one day that an office sets for itself, such as a province's own
// holiday or a Saturday that it works.
type Override struct {
	Day    Day
	Free   bool   // free (true) or worked (false)
	Name   string // in Vietnamese
	NameEn string // in English
	Source string // the decision it rests on
}

// Calendar tells working days from others. It never changes once made; copies
// share their data and may be used from many goroutines.
type Calendar struct {
	version     string
	first, last int
	rest        [7]bool // weekly rest days, by time.Weekday
	perWeek     int     // working days in a week without holidays
	free        map[Day]Holiday
	worked      map[Day]Holiday
	odd         []oddDay // days whose status is not that of their weekday, in order
}

// oddDay is a weekday that is free or a rest day that is worked.
type oddDay struct {
	day   Day
	works bool
	// delta is how many working days more (or fewer) than the plain week counts
	// there are from the first odd day to this one, both included.
	delta int
}

//go:embed holidays-vn.txt
var vietnamText string

var vietnam = sync.OnceValue(func() *Calendar {
	c, err := Read(vietnamText)
	if err != nil {
		panic("calendar: the embedded reference set: " + err.Error())
	}
	return c
})

// Vietnam gives the shipped reference calendar of Vietnamese state bodies. It
// is read once from the data in the binary.
func Vietnam() *Calendar { return vietnam() }

// Read makes a calendar from the text of a reference set, whose grammar stands
// at the head of holidays-vn.txt. Errors name the line and what it should be.
func Read(text string) (*Calendar, error) {
	r, err := parseReference(text)
	if err != nil {
		return nil, err
	}
	return r.compile()
}

// Version gives the version of the reference set, such as "VN-2026.1".
func (c *Calendar) Version() string { return c.version }

// Years gives the first and last year the reference set speaks for. Outside
// them only weekly rest days and the office's own days are known.
func (c *Calendar) Years() (first, last int) { return c.first, c.last }

// Covers reports whether the reference set speaks for the day.
func (c *Calendar) Covers(d Day) bool {
	y, _, _ := d.YMD()
	return y >= c.first && y <= c.last
}

// IsWorkday reports whether d is a working day (ngày làm việc).
func (c *Calendar) IsWorkday(d Day) bool {
	i := c.oddFrom(d)
	if i < len(c.odd) && c.odd[i].day == d {
		return c.odd[i].works
	}
	return !c.rest[d.Weekday()]
}

// Holiday tells which holiday makes d free, also when d is a rest day anyway.
// It reports false on working days and on plain rest days.
func (c *Calendar) Holiday(d Day) (Holiday, bool) {
	h, ok := c.free[d]
	return h, ok
}

// MakeUp tells why a rest day or holiday is worked (làm bù).
func (c *Calendar) MakeUp(d Day) (Holiday, bool) {
	h, ok := c.worked[d]
	return h, ok
}

// Next gives d if it is a working day, otherwise the first working day after
// it: where a term ends that would end on a day off (Bộ luật Dân sự 2015, Điều
// 148 khoản 5).
func (c *Calendar) Next(d Day) Day {
	if c.IsWorkday(d) {
		return d
	}
	return c.AddWorkdays(d, 1)
}

// AddWorkdays gives the n-th working day after from, counting from the day
// after it (Điều 147); for negative n the n-th working day before from; for 0
// it gives from itself, a working day or not. Results beyond the range of Day
// stop at its ends.
func (c *Calendar) AddWorkdays(from Day, n int) Day {
	if n == 0 {
		return from
	}
	// A week has perWeek working days, and each odd day moves the answer by one
	// working day at most: so far, and no farther, the answer can lie.
	const most = math.MaxInt32
	steps := int64(min(max(n, -most), most))
	reach := (max(steps, -steps)+int64(len(c.odd)))*7/int64(c.perWeek) + 14
	lo, hi := int64(from)+1, int64(from)+reach
	want := int64(c.upTo(int64(from))) + steps
	if steps < 0 {
		lo, hi = int64(from)-reach, int64(from)-1
		want = int64(c.upTo(int64(from)-1)) + steps + 1
	}
	// The first day up to which there are `want` working days is itself one.
	i := sort.Search(int(hi-lo), func(i int) bool { return int64(c.upTo(lo+int64(i))) >= want })
	return Day(min(max(lo+int64(i), math.MinInt32), math.MaxInt32))
}

// Between counts the working days after a up to and including b: the working
// days left on day a for something due on day b. It is negative when b lies
// before a, counting from b to the day before a, so that Between(a,
// AddWorkdays(a, n)) is n.
func (c *Calendar) Between(a, b Day) int {
	if b >= a {
		return c.upTo(int64(b)) - c.upTo(int64(a))
	}
	return c.upTo(int64(b)-1) - c.upTo(int64(a)-1)
}

// With gives a calendar in which the days of extra are free or worked as they
// say; of two on one day the later one holds. c itself does not change.
func (c *Calendar) With(extra []Override) *Calendar {
	n := *c
	n.free, n.worked = make(map[Day]Holiday, len(c.free)), make(map[Day]Holiday, len(c.worked))
	for d, h := range c.free {
		n.free[d] = h
	}
	for d, h := range c.worked {
		n.worked[d] = h
	}
	for _, o := range extra {
		h := Holiday{Name: o.Name, NameEn: o.NameEn, Kind: Own, Certainty: Local, Source: o.Source}
		if o.Free {
			delete(n.worked, o.Day)
			n.free[o.Day] = h
		} else {
			delete(n.free, o.Day)
			n.worked[o.Day] = h
		}
	}
	n.index()
	return &n
}

// index lists the odd days in order, from the free and worked ones.
func (c *Calendar) index() {
	c.odd = nil
	for d := range c.free {
		if !c.rest[d.Weekday()] && !c.isMakeUp(d) {
			c.odd = append(c.odd, oddDay{day: d})
		}
	}
	for d := range c.worked {
		if c.rest[d.Weekday()] {
			c.odd = append(c.odd, oddDay{day: d, works: true})
		}
	}
	slices.SortFunc(c.odd, func(a, b oddDay) int {
		if a.day < b.day {
			return -1
		}
		return 1
	})
	delta := 0
	for i := range c.odd {
		if c.odd[i].works {
			delta++
		} else {
			delta--
		}
		c.odd[i].delta = delta
	}
}

// isMakeUp reports whether the day is worked by decision.
func (c *Calendar) isMakeUp(d Day) bool {
	_, ok := c.worked[d]
	return ok
}

// oddFrom gives the index of the first odd day on or after d.
func (c *Calendar) oddFrom(d Day) int {
	return sort.Search(len(c.odd), func(i int) bool { return c.odd[i].day >= d })
}

// upTo counts working days from a fixed Monday (1969-12-29) up to and including
// d, negative before it. Differences of it are what matters.
func (c *Calendar) upTo(d int64) int {
	const monday = -3
	days := d - monday + 1 // days from the Monday, both included
	weeks := days / 7
	if days%7 < 0 {
		weeks--
	}
	n := int(weeks) * c.perWeek
	for i := range days - 7*weeks {
		if !c.rest[(1+i)%7] {
			n++
		}
	}
	// Search by int64: d may lie outside the range of Day while AddWorkdays looks.
	i := sort.Search(len(c.odd), func(i int) bool { return int64(c.odd[i].day) > d })
	if i > 0 {
		n += c.odd[i-1].delta
	}
	return n
}
