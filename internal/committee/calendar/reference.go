package calendar

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// ruleKind says how a rule finds its days in a year.
type ruleKind int

const (
	solarRule  ruleKind = iota // a fixed day of the solar year
	lunarRule                  // a fixed day of the lunar year
	besideRule                 // the day before or after a fixed solar day
	tetRule                    // days around lunar new year's day
)

// rule is one statement of the reference set that holds over a run of years.
type rule struct {
	kind        ruleKind
	key         string
	first, last int
	month, day  int
	normal      span
	other       span    // used when the anchor's weekday is in otherOn
	otherOn     [7]bool // indexed by time.Weekday
	source      string
}

// span is a run of days around an anchor: before days ahead of it, and after
// days counting the anchor itself. A beside rule uses {1, 0} and {0, 1}.
type span struct{ before, after int }

// placed is the decision of one year for one holiday.
type placed struct {
	key         string
	year        int
	first, last Day
	certainty   Certainty
	source      string
}

// swapped is a free working day and the rest day worked instead.
type swapped struct {
	off, worked Day
	certainty   Certainty
	source      string
}

// reference is the parsed reference set, in the order of its lines.
type reference struct {
	version     string
	first, last int
	rest        [7]bool
	names       map[string][2]string
	rules       []rule
	places      []placed
	swaps       []swapped
}

// statements gives the reader of each kind of line, and the number of words it
// takes after the keyword (a negative number: at least that many).
var statements = map[string]struct {
	words int
	read  func(*reference, []string, []string) error
}{
	"version": {1, (*reference).readVersion},
	"years":   {2, (*reference).readYears},
	"rest":    {-1, (*reference).readRest},
	"holiday": {1, (*reference).readHoliday},
	"solar":   {3, (*reference).readSolar},
	"lunar":   {3, (*reference).readLunar},
	"beside":  {-4, (*reference).readBeside},
	"tet":     {-3, (*reference).readTet},
	"place":   {5, (*reference).readPlace},
	"swap":    {3, (*reference).readSwap},
}

// parseReference reads the text of a reference set; the grammar stands at the
// head of holidays-vn.txt. Errors name the line.
func parseReference(text string) (*reference, error) {
	r := &reference{names: map[string][2]string{}}
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		parts := strings.Split(line, "|")
		for j := range parts {
			parts[j] = strings.TrimSpace(parts[j])
		}
		words := strings.Fields(parts[0])
		if len(words) == 0 {
			return nil, fmt.Errorf("holiday set: line %d: begins with \"|\"; begin with a keyword", i+1)
		}
		st, ok := statements[words[0]]
		if !ok {
			return nil, fmt.Errorf("holiday set: line %d: unknown keyword %q", i+1, words[0])
		}
		if n := len(words) - 1; n != st.words && (st.words > 0 || n < -st.words) {
			return nil, fmt.Errorf("holiday set: line %d: %q has %d words after it; see the grammar at the head of the file", i+1, words[0], n)
		}
		if err := st.read(r, words[1:], parts[1:]); err != nil {
			return nil, fmt.Errorf("holiday set: line %d: %w", i+1, err)
		}
	}
	return r, r.check()
}

// check tests what single lines cannot.
func (r *reference) check() error {
	if r.version == "" || r.first == 0 {
		return fmt.Errorf("holiday set: \"version\" and \"years\" are needed")
	}
	work := 0
	for _, rest := range r.rest {
		if !rest {
			work++
		}
	}
	if work == 0 {
		return fmt.Errorf("holiday set: \"rest\" leaves no working day in the week")
	}
	for _, x := range r.rules {
		if _, ok := r.names[x.key]; !ok {
			return fmt.Errorf("holiday set: rule for %q, which no \"holiday\" line names", x.key)
		}
	}
	seen := map[string]bool{}
	for _, p := range r.places {
		if _, ok := r.names[p.key]; !ok {
			return fmt.Errorf("holiday set: place for %q, which no \"holiday\" line names", p.key)
		}
		at := p.key + " " + strconv.Itoa(p.year)
		if seen[at] {
			return fmt.Errorf("holiday set: %s is placed twice", at)
		}
		seen[at] = true
	}
	for _, s := range r.swaps {
		if r.rest[s.off.Weekday()] || !r.rest[s.worked.Weekday()] {
			return fmt.Errorf("holiday set: swap %s %s: the first must be a weekday, the second a rest day", s.off, s.worked)
		}
	}
	return nil
}

func (r *reference) readVersion(w, _ []string) error {
	r.version = w[0]
	return nil
}

func (r *reference) readYears(w, _ []string) error {
	first, ok1 := digits(w[0])
	last, ok2 := digits(w[1])
	if !ok1 || !ok2 || first < LunarFirstYear+1 || last > LunarLastYear-1 || first > last {
		return fmt.Errorf("years %s %s: want two years between %d and %d, in order", w[0], w[1], LunarFirstYear+1, LunarLastYear-1)
	}
	r.first, r.last = first, last
	return nil
}

func (r *reference) readRest(w, _ []string) error {
	return weekdays(w, &r.rest)
}

func (r *reference) readHoliday(w, texts []string) error {
	if len(texts) != 2 || texts[0] == "" || texts[1] == "" {
		return fmt.Errorf("holiday %s: want a Vietnamese and an English name, each after \"|\"", w[0])
	}
	if _, ok := r.names[w[0]]; ok {
		return fmt.Errorf("holiday %s is named twice", w[0])
	}
	r.names[w[0]] = [2]string{texts[0], texts[1]}
	return nil
}

func (r *reference) readSolar(w, texts []string) error {
	x := rule{kind: solarRule, key: w[0], source: strings.Join(texts, "|")}
	if err := x.readWhen(w[1], w[2]); err != nil {
		return err
	}
	r.rules = append(r.rules, x)
	return nil
}

func (r *reference) readLunar(w, texts []string) error {
	x := rule{kind: lunarRule, key: w[0], source: strings.Join(texts, "|")}
	if err := x.readWhen(w[1], w[2]); err != nil {
		return err
	}
	r.rules = append(r.rules, x)
	return nil
}

func (r *reference) readBeside(w, texts []string) error {
	x := rule{kind: besideRule, key: w[0], source: strings.Join(texts, "|")}
	if err := x.readWhen(w[1], w[2]); err != nil {
		return err
	}
	if err := x.readSpans(w[3:], func(s string) (span, bool) {
		switch s {
		case "before":
			return span{1, 0}, true
		case "after":
			return span{0, 1}, true
		}
		return span{}, false
	}); err != nil {
		return err
	}
	r.rules = append(r.rules, x)
	return nil
}

func (r *reference) readTet(w, texts []string) error {
	x := rule{kind: tetRule, key: w[0], source: strings.Join(texts, "|")}
	if err := x.readYears(w[1]); err != nil {
		return err
	}
	if err := x.readSpans(w[2:], func(s string) (span, bool) {
		b, a, ok := strings.Cut(s, "+")
		before, ok1 := digits(b)
		after, ok2 := digits(a)
		return span{before, after}, ok && ok1 && ok2 && before <= 9 && after >= 1 && after <= 9
	}); err != nil {
		return err
	}
	r.rules = append(r.rules, x)
	return nil
}

func (r *reference) readPlace(w, texts []string) error {
	year, ok := digits(w[1])
	if !ok {
		return fmt.Errorf("place %s: %q is not a year", w[0], w[1])
	}
	p := placed{key: w[0], year: year, source: strings.Join(texts, "|")}
	var err error
	if p.first, err = Parse(w[2]); err != nil {
		return err
	}
	if p.last, err = Parse(w[3]); err != nil {
		return err
	}
	if p.last < p.first || p.last-p.first > 30 {
		return fmt.Errorf("place %s: %s to %s is not a run of 1 to 31 days", w[0], p.first, p.last)
	}
	if p.certainty, err = parseCertainty(w[4]); err != nil {
		return err
	}
	r.places = append(r.places, p)
	return nil
}

func (r *reference) readSwap(w, texts []string) error {
	s := swapped{source: strings.Join(texts, "|")}
	var err error
	if s.off, err = Parse(w[0]); err != nil {
		return err
	}
	if s.worked, err = Parse(w[1]); err != nil {
		return err
	}
	if s.certainty, err = parseCertainty(w[2]); err != nil {
		return err
	}
	r.swaps = append(r.swaps, s)
	return nil
}

// readWhen reads the years and the MM-DD of a rule.
func (x *rule) readWhen(years, monthDay string) error {
	if err := x.readYears(years); err != nil {
		return err
	}
	if len(monthDay) != 5 || monthDay[2] != '-' {
		return fmt.Errorf("%q is not MM-DD", monthDay)
	}
	m, ok1 := digits(monthDay[:2])
	d, ok2 := digits(monthDay[3:])
	if !ok1 || !ok2 || m < 1 || m > 12 || d < 1 || d > 31 {
		return fmt.Errorf("%q is not MM-DD", monthDay)
	}
	x.month, x.day = m, d
	return nil
}

// readYears reads FIRST-LAST or FIRST- (open).
func (x *rule) readYears(s string) error {
	a, b, ok := strings.Cut(s, "-")
	first, ok1 := digits(a)
	last, ok2 := digits(b)
	if b == "" {
		last, ok2 = LunarLastYear, true
	}
	if !ok || !ok1 || !ok2 || last < first {
		return fmt.Errorf("%q is not a run of years: write FIRST-LAST or FIRST-", s)
	}
	x.first, x.last = first, last
	return nil
}

// readSpans reads the normal span and, after it, "DAYS:SPAN".
func (x *rule) readSpans(w []string, read func(string) (span, bool)) error {
	if len(w) > 2 {
		return fmt.Errorf("%q: at most one other placing", strings.Join(w, " "))
	}
	var ok bool
	if x.normal, ok = read(w[0]); !ok {
		return fmt.Errorf("%q is not a placing", w[0])
	}
	x.other = x.normal
	if len(w) == 2 {
		days, other, cut := strings.Cut(w[1], ":")
		if x.other, ok = read(other); !ok || !cut {
			return fmt.Errorf("%q is not DAYS:PLACING", w[1])
		}
		return weekdays(strings.Split(days, ","), &x.otherOn)
	}
	return nil
}

// weekdays marks the named days (Mon … Sun) in a week.
func weekdays(names []string, week *[7]bool) error {
	for _, name := range names {
		found := false
		for d := time.Sunday; d <= time.Saturday; d++ {
			if d.String()[:3] == name {
				week[d], found = true, true
			}
		}
		if !found {
			return fmt.Errorf("%q is not a weekday: write Mon, Tue, Wed, Thu, Fri, Sat or Sun", name)
		}
	}
	return nil
}

// parseCertainty reads the certainty a line of the set may claim.
func parseCertainty(s string) (Certainty, error) {
	switch s {
	case "decided":
		return Decided, nil
	case "reported":
		return Reported, nil
	}
	return 0, fmt.Errorf("%q is not a certainty: write decided or reported", s)
}
