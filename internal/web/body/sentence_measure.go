package body

import (
	"strconv"
	"strings"

	"nghisu/internal/charter"
	"nghisu/internal/web/ui"
)

// share says a threshold: "ít nhất 2/3 tổng số thành viên".
func (s *Speaker) share(x charter.Share) string {
	if x.Unstated || x.IsZero() {
		return s.t("unstated")
	}
	amount := strconv.Itoa(x.Num)
	switch x.Den {
	case 0:
	case 100:
		amount += "%"
	default:
		amount += "/" + strconv.Itoa(x.Den)
	}
	base := ""
	switch x.Base {
	case "":
	case charter.BaseNumber:
		base = " " + s.t("base.number", strconv.Itoa(x.Of))
	default:
		base = " " + s.t("base."+string(x.Base))
	}
	if x.Den == 0 && x.Cmp != charter.AllOf && base == "" {
		base = " " + s.t("rule.people")
	}
	switch x.Cmp {
	case charter.AllOf:
		return s.t("share.all") + base
	case charter.MoreThan:
		return s.t("share.more", amount) + base
	case charter.AtLeast:
		return s.t("share.least", amount) + base
	}
	return s.t("share.most", amount) + base
}

// threshold says a share, or several of which any or all must be reached.
func (s *Speaker) threshold(t charter.Threshold) string {
	list, joint := t.All, "rule.and"
	if len(t.Any) > 0 {
		list, joint = t.Any, "rule.or"
	}
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = s.share(x)
	}
	return strings.Join(out, s.t(joint))
}

// count says a number of seats.
func (s *Speaker) count(c charter.Count) string {
	switch {
	case c.Unstated:
		return s.t("count.unstated")
	case c.Max < 0:
		return s.t("count.least", strconv.Itoa(c.Min))
	case c.Min == c.Max:
		return s.t("count.exact", strconv.Itoa(c.Min))
	}
	return s.t("count.range", strconv.Itoa(c.Min), strconv.Itoa(c.Max))
}

// span says a stretch of time: "3 ngày làm việc".
func (s *Speaker) span(x charter.Span) string {
	if x.Unstated {
		return s.t("unstated")
	}
	if x.IsZero() {
		return ""
	}
	key := "span." + strconv.Itoa(int(x.Unit))
	if x.N == 1 {
		key += ".one"
	}
	return s.t(key, strconv.Itoa(x.N))
}

// every says a rhythm: "hằng tháng", "6 tháng một lần".
func (s *Speaker) every(x charter.Span) string {
	if x.Unstated || x.IsZero() {
		return s.span(x)
	}
	if x.N == 1 && x.Unit >= charter.Weeks {
		return s.t("every." + strconv.Itoa(int(x.Unit)))
	}
	return s.t("every.n", s.span(x))
}

// approx says a day that may be known in part.
func (s *Speaker) approx(a charter.Approx) string {
	return (&ui.Page{Lang: s.lang}).Approx(a)
}
