package file

import (
	"strconv"

	"nghisu/internal/charter"
)

// form is what kind of value a [value] is.
type form uint8

const (
	nothing form = iota // left out
	wording             // free text; quoted in YAML where it must be
	grammar             // a word of a small grammar, never quoted
	literal             // an integer, true or false
	several             // a list
	keyed               // keys with values, in order
)

// value is one value of a charter file, in the order in which it is written:
// what Write puts into YAML and Show into JSON.
type value struct {
	form  form
	text  string
	items []value
	keys  []pair
	block bool // written over several lines whatever its length
}

// pair is one key of a keyed value.
type pair struct {
	key   string
	value value
}

// record makes keyed values; what says nothing is left out.
type record struct{ value }

func newRecord() *record { return &record{value{form: keyed}} }

func (r *record) put(key string, v value) *record {
	if v.form != nothing {
		r.keys = append(r.keys, pair{key, v})
	}
	return r
}

// done gives the value, or nothing when no key was put.
func (r *record) done() value {
	if len(r.keys) == 0 {
		return value{}
	}
	return r.value
}

func free(s string) value {
	if s == "" {
		return value{}
	}
	return value{form: wording, text: s}
}

func plainWord(s string) value {
	if s == "" {
		return value{}
	}
	return value{form: grammar, text: s}
}

func integer(n int) value {
	if n == 0 {
		return value{}
	}
	return value{form: literal, text: strconv.Itoa(n)}
}

func yes(b bool) value {
	if !b {
		return value{}
	}
	return value{form: literal, text: "true"}
}

// listOf makes a list; an empty one says nothing.
func listOf(items []value) value {
	if len(items) == 0 {
		return value{}
	}
	return value{form: several, items: items}
}

// blocks makes a list whose items stand on lines of their own.
func blocks(items []value) value {
	v := listOf(items)
	v.block = true
	return v
}

// oneOrMore writes one value alone and several as a list.
func oneOrMore(items []value) value {
	if len(items) == 1 {
		return items[0]
	}
	return listOf(items)
}

// frees writes one text or a list of them.
func frees[T ~string](list []T) value {
	items := make([]value, len(list))
	for i, s := range list {
		items[i] = free(string(s))
	}
	return oneOrMore(items)
}

// always makes a list even of one.
func always[T ~string](list []T) value {
	items := make([]value, len(list))
	for i, s := range list {
		items[i] = free(string(s))
	}
	return listOf(items)
}

func textValue(t charter.Text) value {
	if t.EN == "" {
		return free(t.VI)
	}
	return newRecord().put("vi", free(t.VI)).put("en", free(t.EN)).done()
}

func triValue(t charter.Tri) value {
	switch t {
	case charter.Yes, charter.No:
		return value{form: literal, text: t.String()}
	case charter.Unstated:
		return plainWord(unstated)
	}
	return value{}
}

func dateValue(a charter.Approx) value {
	if a.IsZero() {
		return value{}
	}
	day, part := writeDate(a)
	if part == "" {
		return plainWord(day)
	}
	return newRecord().put("about", plainWord(day)).put("part", plainWord(part)).done()
}

func spanValue(s charter.Span) value {
	switch {
	case s.IsZero():
		return value{}
	case s.Unstated:
		return plainWord(unstated)
	}
	unit := units[s.Unit-1]
	if s.N != 1 {
		unit += "s"
	}
	return plainWord(strconv.Itoa(s.N) + " " + unit)
}

func countValue(c charter.Count) value {
	switch {
	case !c.Set:
		return value{}
	case c.Unstated:
		return plainWord(unstated)
	case c.Max < 0:
		return plainWord(strconv.Itoa(c.Min) + "+")
	case c.Min != c.Max:
		return plainWord(strconv.Itoa(c.Min) + ".." + strconv.Itoa(c.Max))
	}
	return value{form: literal, text: strconv.Itoa(c.Min)}
}

// shareValue writes a share, or a limit when it has no comparator.
func shareValue(s charter.Share) value {
	switch {
	case s.IsZero():
		return value{}
	case s.Unstated:
		return plainWord(unstated)
	}
	base := string(s.Base)
	if s.Base == charter.BaseNumber {
		base = strconv.Itoa(s.Of)
	}
	if s.Cmp == charter.AllOf {
		return plainWord("all of " + base)
	}
	text := strconv.Itoa(s.Num)
	switch s.Den {
	case 0:
	case 100:
		text += "%"
	default:
		text += "/" + strconv.Itoa(s.Den)
	}
	if base != "" {
		text += " of " + base
	}
	switch s.Cmp {
	case charter.AtLeast:
		return plainWord("at least " + text)
	case charter.MoreThan:
		return plainWord("more than " + text)
	}
	if s.Den == 0 && base == "" {
		return value{form: literal, text: text}
	}
	return plainWord(text)
}

func thresholdValue(t charter.Threshold) value {
	shares := func(list []charter.Share) value {
		items := make([]value, len(list))
		for i, s := range list {
			items[i] = shareValue(s)
		}
		return listOf(items)
	}
	if len(t.Any) == 0 && len(t.All) == 1 {
		return shareValue(t.All[0])
	}
	return newRecord().put("any", shares(t.Any)).put("all", shares(t.All)).done()
}

func holdersValue(h charter.Holders) value {
	if h.Unstated {
		return plainWord(unstated)
	}
	items := make([]value, len(h.Any))
	for i, x := range h.Any {
		if x.Role != "" {
			items[i] = free(string(x.Role))
			continue
		}
		items[i] = newRecord().put("members", integer(x.Members)).put("share", shareValue(x.Share)).put("from", free(string(x.From))).done()
	}
	if len(items) == 1 && items[0].form == keyed {
		return listOf(items)
	}
	return oneOrMore(items)
}

func factsValue(list []charter.Condition) value {
	r := newRecord()
	for _, c := range list {
		items := make([]value, len(c.Values))
		for i, s := range c.Values {
			items[i] = free(s)
			if decimal(s) || len(c.Values) == 1 && (s == "true" || s == "false") {
				items[i].form = literal
			}
		}
		r.put(c.Key, oneOrMore(items))
	}
	return r.done()
}

func occupantValue(o charter.Occupant) value {
	return newRecord().put("person", textValue(o.Person)).put("post", frees(o.Posts)).put("agency", textValue(o.Agency)).
		put("delegate-of", textValue(o.DelegateOf)).put("rank", textValue(o.Rank)).done()
}

func dueValue(r charter.DueRule) value {
	switch r.Kind {
	case charter.DueOngoing:
		return plainWord("ongoing")
	case charter.DueOnDemand:
		return plainWord("on-demand")
	case charter.DueUnstated:
		return plainWord(unstated)
	case charter.DueEvery:
		v := newRecord().put("every", spanValue(r.Span)).put("day", integer(r.Day)).put("before-day", integer(r.BeforeDay))
		if r.Month != 0 {
			v.put("month-day", value{form: wording, text: twoDigits(r.Month) + "-" + twoDigits(r.MonthDay)})
		}
		return v.done()
	case charter.DueMonths:
		return newRecord().put("months", monthsValue(r.Months)).put("before-day", integer(r.BeforeDay)).done()
	case charter.DueAfter:
		return newRecord().put("within", spanValue(r.Span)).put("after", free(r.Event)).done()
	case charter.DueBefore:
		return newRecord().put("lead", spanValue(r.Span)).put("before", free(r.Event)).done()
	case charter.DueAt:
		return newRecord().put("at", free(r.Event)).done()
	case charter.DueDate:
		if v := dateValue(r.Date); v.form == keyed {
			return v
		}
		return newRecord().put("date", dateValue(r.Date)).done()
	}
	return value{}
}

func monthsValue(list []int) value {
	items := make([]value, len(list))
	for i, m := range list {
		items[i] = integer(m)
	}
	return listOf(items)
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
