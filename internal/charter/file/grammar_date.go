package file

import (
	"time"

	"nghisu/internal/charter"
)

var dateHint = say{
	"write YYYY-MM-DD, YYYY-MM, {about: YYYY-MM, part: early} or unstated",
	"hãy viết YYYY-MM-DD, YYYY-MM, {about: YYYY-MM, part: early} hoặc unstated",
}

// date reads a day, a month, a part of a month, or unstated.
func (d *decoder) date(n *node) charter.Approx {
	switch {
	case n == nil:
		return charter.Approx{}
	case n.shape == mapping:
		f, _ := d.fields(n, []string{"about", "part"})
		return d.about(f)
	case n.shape == word && n.text == unstated:
		return charter.Approx{Unstated: true}
	case n.shape == word:
		if a, ok := parseDate(n.text); ok {
			return a
		}
	}
	d.fail(n.pos, CodeValue, sayf("%s is not a date", "%s không phải ngày", shown(n)), dateHint)
	return charter.Approx{}
}

// about reads {about: YYYY-MM, part: early | middle | late}.
func (d *decoder) about(f fields) charter.Approx {
	n := f.need("about", dateHint)
	part := ""
	if p := f.get("part"); p != nil {
		part = d.pick(p, "early", "middle", "late")
	}
	if n == nil {
		return charter.Approx{}
	}
	a, ok := charter.Approx{}, false
	if n.shape == word && len(n.text) == len("2006-01") {
		a, ok = parseDate(n.text)
	}
	if !ok {
		d.fail(n.pos, CodeValue, sayf("%s is not a month", "%s không phải tháng", shown(n)), say{"write YYYY-MM", "hãy viết YYYY-MM"})
		return charter.Approx{}
	}
	switch part {
	case "early":
		a.To = a.From + 9
	case "middle":
		a.From, a.To = a.From+10, a.From+19
	case "late":
		a.From += 20
	}
	return a
}

// parseDate reads YYYY-MM-DD or YYYY-MM of the years 1900 to 2199. The first
// day of 1970 cannot be told from no date at all and is refused.
func parseDate(s string) (charter.Approx, bool) {
	var a charter.Approx
	switch len(s) {
	case len("2006-01-02"):
		day, err := charter.ParseDate(s)
		if err != nil {
			return a, false
		}
		a = charter.Day(day)
	case len("2006-01"):
		t, err := time.Parse("2006-01", s)
		if err != nil {
			return a, false
		}
		first := charter.DateOf(t)
		a = charter.Approx{From: first, To: first.AddMonths(1) - 1}
	default:
		return a, false
	}
	year, _, _ := a.From.Split()
	return a, year >= 1900 && year < 2200 && a.From != 0
}

// writeDate gives the words of a date that is not a part of a month, and the
// part when it is one.
func writeDate(a charter.Approx) (day, part string) {
	switch {
	case a.Unstated:
		return unstated, ""
	case a.From == a.To:
		return a.From.String(), ""
	}
	month := a.From.String()[:len("2006-01")]
	_, _, first := a.From.Split()
	_, _, last := a.To.Split()
	switch {
	case first == 11:
		return month, "middle"
	case first == 21:
		return month, "late"
	case last == 10:
		return month, "early"
	}
	return month, ""
}

// dueKeys are the keys of a due date by their first key.
var dueKeys = [][]string{
	{"every", "day", "before-day", "month-day"},
	{"months", "before-day"},
	{"within", "after"},
	{"lead", "before"},
	{"at"},
	{"date"},
	{"about", "part"},
}

var dueHint = say{
	"write {every: 6 months, before-day: 10}, {within: 5 days, after: EVENT}, ongoing, on-demand or unstated",
	"hãy viết {every: 6 months, before-day: 10}, {within: 5 days, after: EVENT}, ongoing, on-demand hoặc unstated",
}

// due reads when an obligation falls due.
func (d *decoder) due(n *node) charter.DueRule {
	switch {
	case n == nil:
		return charter.DueRule{}
	case n.shape == mapping:
		return d.dueMapping(n)
	case n.shape == word:
		switch n.text {
		case "ongoing":
			return charter.DueRule{Kind: charter.DueOngoing}
		case "on-demand":
			return charter.DueRule{Kind: charter.DueOnDemand}
		case unstated:
			return charter.DueRule{Kind: charter.DueUnstated}
		}
		if _, ok := parseDate(n.text); ok {
			d.fail(n.pos, CodeValue, say{"a day needs its key", "ngày phải có khóa đi kèm"}, sayf("write {date: %s}", "hãy viết {date: %s}", n.text))
			return charter.DueRule{}
		}
	}
	d.fail(n.pos, CodeValue, sayf("%s is not a due date", "%s không phải thời hạn", shown(n)), dueHint)
	return charter.DueRule{}
}

func (d *decoder) dueMapping(n *node) charter.DueRule {
	var keys []string
	for _, k := range dueKeys {
		if n.get(k[0]) == nil {
			continue
		}
		if keys != nil {
			d.fail(n.find(k[0]), CodeValue, sayf("%s and %s together", "%s và %s cùng lúc", keys[0], k[0]), say{"keep one", "hãy giữ một"})
			return charter.DueRule{}
		}
		keys = k
	}
	if keys == nil {
		d.fail(n.pos, CodeValue, say{"not a due date", "không phải thời hạn"}, dueHint)
		return charter.DueRule{}
	}
	f, _ := d.fields(n, keys)
	r := charter.DueRule{}
	switch keys[0] {
	case "every":
		r.Kind, r.Span = charter.DueEvery, d.span(f.get("every"))
		r.Day = d.integer(f.get("day"), 1, 31)
		r.BeforeDay = d.integer(f.get("before-day"), 2, 31)
		r.Month, r.MonthDay = d.monthDay(f.get("month-day"), r.Span)
		d.onlyOne(f, "day", "before-day", "month-day")
	case "months":
		r.Kind, r.Months = charter.DueMonths, d.months(f.get("months"))
		r.BeforeDay = d.integer(f.get("before-day"), 2, 31)
	case "within":
		r.Kind, r.Span = charter.DueAfter, d.span(f.get("within"))
		r.Event = d.str(f.need("after", say{"name the event that it runs from", "hãy ghi sự kiện làm mốc"}))
	case "lead":
		r.Kind, r.Span = charter.DueBefore, d.span(f.get("lead"))
		r.Event = d.str(f.need("before", say{"name the event that it runs to", "hãy ghi sự kiện làm mốc"}))
	case "at":
		r.Kind, r.Event = charter.DueAt, d.str(f.get("at"))
	case "date":
		r.Kind, r.Date = charter.DueDate, d.date(f.get("date"))
	case "about":
		r.Kind, r.Date = charter.DueDate, d.about(f)
	}
	return r
}

// onlyOne refuses two of several keys.
func (d *decoder) onlyOne(f fields, keys ...string) {
	first := ""
	for _, k := range keys {
		if f.n.get(k) == nil {
			continue
		}
		if first != "" {
			d.fail(f.n.find(k), CodeValue, sayf("%s and %s together", "%s và %s cùng lúc", first, k), say{"keep one", "hãy giữ một"})
			return
		}
		first = k
	}
}

// monthDay reads MM-DD, which goes with an interval of one year.
func (d *decoder) monthDay(n *node, every charter.Span) (month, day int) {
	if n == nil {
		return 0, 0
	}
	// A leap year, so that 29 February passes.
	t, err := time.Parse("2006-01-02", "2024-"+n.text)
	if n.shape != word || err != nil {
		d.fail(n.pos, CodeValue, sayf("%s is not a day of the year", "%s không phải ngày trong năm", shown(n)), say{"write MM-DD", "hãy viết MM-DD"})
		return 0, 0
	}
	if !every.IsZero() && (every.N != 1 || every.Unit != charter.Years) {
		d.fail(n.pos, CodeValue, say{"a day of the year goes with every: 1 year", "ngày trong năm chỉ đi với every: 1 year"}, say{"use day or before-day", "hãy dùng day hoặc before-day"})
	}
	return int(t.Month()), t.Day()
}

// months reads a list of months.
func (d *decoder) months(n *node) []int {
	if n == nil {
		return nil
	}
	items := d.nodes(n)
	if n.shape == list && len(items) == 0 {
		d.fail(n.pos, CodeMissing, say{"the list is empty", "danh sách trống"}, orUnstated)
	}
	var out []int
	for _, item := range items {
		m := d.integer(item, 1, 12)
		for _, before := range out {
			if before == m {
				d.fail(item.pos, CodeTwice, sayf("month %d twice", "tháng %d hai lần", m), say{"delete one", "hãy xóa một"})
			}
		}
		if m > 0 {
			out = append(out, m)
		}
	}
	return out
}
