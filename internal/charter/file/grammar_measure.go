package file

import (
	"strings"

	"nghisu/internal/charter"
)

// units are the words of a span, in the order of charter.Unit.
var units = []string{"hour", "day", "working-day", "week", "month", "quarter", "year"}

var (
	spanHint  = say{`write "5 working-days", "6 months" or unstated`, `hãy viết "5 working-days", "6 months" hoặc unstated`}
	countHint = say{"write 2, 2..5, 4+ or unstated", "hãy viết 2, 2..5, 4+ hoặc unstated"}
)

// span reads a number of units of time.
func (d *decoder) span(n *node) charter.Span {
	if n == nil {
		return charter.Span{}
	}
	if n.shape != word {
		d.fail(n.pos, CodeValue, sayf("%s is not a span of time", "%s không phải khoảng thời gian", shown(n)), spanHint)
		return charter.Span{}
	}
	s, b := parseSpan(n.text)
	if b != nil {
		d.fail(n.at(b.offset), CodeValue, b.what, b.hint)
		return charter.Span{}
	}
	return s
}

// parseSpan reads "n units" or unstated.
func parseSpan(text string) (charter.Span, *badWord) {
	if text == unstated {
		return charter.Span{Unstated: true}, nil
	}
	amount, unit, found := strings.Cut(text, " ")
	n, ok := natural(amount)
	switch {
	case !ok:
		return charter.Span{}, bad(0, sayf("%q is not a span of time", "%q không phải khoảng thời gian", text), spanHint)
	case !found:
		return charter.Span{}, bad(runes(amount), say{"the unit is missing", "thiếu đơn vị"}, spanHint)
	}
	for i, u := range units {
		if unit == u || unit == u+"s" {
			return charter.Span{N: n, Unit: charter.Unit(i + 1)}, nil
		}
	}
	plural := make([]string, len(units))
	for i, u := range units {
		plural[i] = u + "s"
	}
	return charter.Span{}, bad(runes(amount)+1, sayf("%q is not a unit of time", "%q không phải đơn vị thời gian", unit), offer(unit, plural))
}

// count reads a number of seats.
func (d *decoder) count(n *node) charter.Count {
	if n == nil {
		return charter.Count{}
	}
	if n.shape == whole || n.shape == word {
		c, b := parseCount(n.text)
		if b == nil {
			return c
		}
		d.fail(n.at(b.offset), CodeValue, b.what, b.hint)
		return charter.Count{}
	}
	d.fail(n.pos, CodeValue, sayf("%s is not a count", "%s không phải số lượng", shown(n)), countHint)
	return charter.Count{}
}

// parseCount reads 2, 2..5, 4+ or unstated.
func parseCount(text string) (charter.Count, *badWord) {
	if text == unstated {
		return charter.Count{Unstated: true, Set: true}, nil
	}
	if low, high, found := strings.Cut(text, ".."); found {
		a, okA := natural(low)
		b, okB := natural(high)
		switch {
		case !okA:
			return charter.Count{}, bad(0, sayf("%q is not a count", "%q không phải số lượng", text), countHint)
		case !okB:
			return charter.Count{}, bad(runes(low)+2, sayf("%q is not a number", "%q không phải số", high), countHint)
		case a > b:
			return charter.Count{}, bad(0, sayf("%d is more than %d", "%d lớn hơn %d", a, b), say{"the smaller number comes first", "số nhỏ đứng trước"})
		}
		return charter.Count{Min: a, Max: b, Set: true}, nil
	}
	low, open := strings.CutSuffix(text, "+")
	n, ok := natural(low)
	if !ok {
		return charter.Count{}, bad(0, sayf("%q is not a count", "%q không phải số lượng", text), countHint)
	}
	if open {
		return charter.Count{Min: n, Max: -1, Set: true}, nil
	}
	return charter.Count{Min: n, Max: n, Set: true}, nil
}
