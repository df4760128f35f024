package charter

import (
	"fmt"
	"strconv"
	"strings"
)

// facts is a short list of known facts. Looking one up is a scan: a question
// carries a handful, and a scan needs no memory of its own. A value may list
// several with commas, and a key may repeat; both mean the same.
type facts []Fact

// known reports whether the key is given at all.
func (f facts) known(key string) bool {
	for i := range f {
		if f[i].Key == key {
			return true
		}
	}
	return false
}

// first gives the first value of the key, or the empty string.
func (f facts) first(key string) string {
	for i := range f {
		if f[i].Key == key {
			v, _, _ := strings.Cut(f[i].Value, ",")
			return strings.TrimSpace(v)
		}
	}
	return ""
}

// is reports whether the key is known to have the value.
func (f facts) is(key, value string) bool {
	for i := range f {
		if f[i].Key == key && listHas(f[i].Value, value) {
			return true
		}
	}
	return false
}

// any reports whether the key is known to have one of the values.
func (f facts) any(key string, values []string) bool {
	for i := range f {
		if f[i].Key != key {
			continue
		}
		for _, v := range values {
			if listHas(f[i].Value, v) {
				return true
			}
		}
	}
	return false
}

// within reports whether every value that is known of the key is among those
// given; so it holds when nothing is known.
func (f facts) within(key string, values []string) bool {
	for i := range f {
		if f[i].Key != key {
			continue
		}
		for rest, more := f[i].Value, true; more; {
			var v string
			v, rest, more = strings.Cut(rest, ",")
			if !contains(values, strings.TrimSpace(v)) {
				return false
			}
		}
	}
	return true
}

// values gives every value of the key, in order.
func (f facts) values(key string) []string {
	var out []string
	for i := range f {
		if f[i].Key == key {
			out = append(out, ParseList(f[i].Value)...)
		}
	}
	return out
}

// number gives the whole number that the key has. A value that is no number is
// as good as none: it is not known.
func (f facts) number(key string) (int, bool) {
	for i := range f {
		if f[i].Key == key {
			n, err := strconv.Atoi(strings.TrimSpace(f[i].Value))
			if err == nil && n >= 0 {
				return n, true
			}
		}
	}
	return 0, false
}

// date gives the day that the key has.
func (f facts) date(key string) (Date, bool) {
	for i := range f {
		if f[i].Key == key {
			d, err := ParseDate(strings.TrimSpace(f[i].Value))
			if err == nil {
				return d, true
			}
		}
	}
	return 0, false
}

// span gives the span that the key has.
func (f facts) span(key string) (Span, bool) {
	for i := range f {
		if f[i].Key == key {
			s, err := ParseSpan(strings.TrimSpace(f[i].Value))
			if err == nil && !s.Unstated {
				return s, true
			}
		}
	}
	return Span{}, false
}

// excused reports whether one of the circumstances of unless is known true.
func (f facts) excused(unless []string) bool {
	for _, w := range unless {
		if f.is(w, "true") {
			return true
		}
	}
	return false
}

// listHas reports whether a comma list has the element, without splitting it.
func listHas(list, element string) bool {
	if list == element {
		return true
	}
	if strings.IndexByte(list, ',') < 0 {
		return strings.TrimSpace(list) == element
	}
	for rest, more := list, true; more; {
		var v string
		v, rest, more = strings.Cut(rest, ",")
		if strings.TrimSpace(v) == element {
			return true
		}
	}
	return false
}

// ParseList reads a fact's value that may list several with commas. Empty
// elements are left out.
func ParseList(s string) []string {
	var out []string
	for _, v := range strings.Split(s, ",") {
		if v = strings.TrimSpace(v); v != "" {
			out = append(out, v)
		}
	}
	return out
}

// unitNames are the words of the units, singular, by [Unit].
var unitNames = [...]string{
	Hours: "hour", Days: "day", WorkingDays: "working-day", Weeks: "week",
	Months: "month", Quarters: "quarter", Years: "year",
}

// ParseSpan reads "10 days", "10-days" (as facts write it) or "unstated". The
// unit may stand in the singular or the plural.
func ParseSpan(s string) (Span, error) {
	if s == unstated {
		return Span{Unstated: true}, nil
	}
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i > 0 && i < len(s) && (s[i] == ' ' || s[i] == '-') {
		n, err := strconv.Atoi(s[:i])
		word := strings.TrimSuffix(strings.TrimSpace(s[i+1:]), "s")
		for u := Hours; err == nil && u <= Years; u++ {
			if unitNames[u] == word {
				return Span{N: n, Unit: u}, nil
			}
		}
	}
	return Span{}, fmt.Errorf("%q is not a span: write a number and hours, days, working-days, weeks, months, quarters or years (10 days, as a fact 10-days)", s)
}

// String writes the span as the file does: "5 working-days", "1 day",
// "unstated", or nothing.
func (s Span) String() string {
	switch {
	case s.Unstated:
		return unstated
	case s.IsZero() || int(s.Unit) >= len(unitNames):
		return ""
	case s.N == 1:
		return "1 " + unitNames[s.Unit]
	}
	return strconv.Itoa(s.N) + " " + unitNames[s.Unit] + "s"
}

// hours gives a length by which two spans can be compared: months count as 30
// days and working days as days, which is exact within one unit.
func (s Span) hours() int {
	per := [...]int{Hours: 1, Days: 24, WorkingDays: 24, Weeks: 168, Months: 720, Quarters: 2160, Years: 8760}
	return s.N * per[s.Unit]
}

// contains reports whether a list has a word.
func contains[T comparable](list []T, x T) bool {
	for _, v := range list {
		if v == x {
			return true
		}
	}
	return false
}

// addOnce appends a word that the list lacks.
func addOnce[T comparable](list []T, x T) []T {
	if contains(list, x) {
		return list
	}
	return append(list, x)
}
