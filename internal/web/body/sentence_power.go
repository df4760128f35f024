package body

import (
	"strconv"
	"strings"

	"nghisu/internal/charter"
)

// power: who may do what, for what, and when.
func (s *Speaker) power(x charter.PowerSpec) phrase {
	who := s.holders(x.By)
	var p phrase
	switch {
	case x.By.Unstated:
		p = say(s.t("rule.power-unstated", s.acts(x.Acts)))
	case x.Together == charter.Yes:
		p = say(s.t("rule.power-together", who, s.acts(x.Acts)))
	default:
		p = say(s.t("rule.power", who, s.acts(x.Acts)))
	}
	s.limits(&p, x.Objects, x.When)
	if !x.OnProposalOf.IsZero() {
		p.add(s.t("rule.on-proposal", s.holders(x.OnProposalOf)))
	}
	if !x.OnAuthorisationOf.IsZero() {
		p.add(s.t("rule.on-authorisation", s.holders(x.OnAuthorisationOf)))
	}
	return p
}

// limits adds the objects and the circumstances to which a rule is bound.
func (s *Speaker) limits(p *phrase, objects []string, when []charter.Condition) {
	if len(objects) > 0 {
		p.add(s.t("rule.object", s.words(objects)))
	}
	if len(when) > 0 {
		p.add(s.t("rule.when", s.conditions(when)))
	}
}

// forbid: what nobody, or some, may do.
func (s *Speaker) forbid(x charter.ForbidSpec) phrase {
	var p phrase
	anything := len(x.Acts) == 1 && x.Acts[0] == charter.AnyAct
	switch {
	case x.For.IsZero():
		p = say(s.t("rule.forbid-all", s.acts(x.Acts)))
	case anything:
		p = say(s.t("rule.forbid-any", s.holders(x.For)))
	default:
		p = say(s.t("rule.forbid", s.holders(x.For), s.acts(x.Acts)))
	}
	s.limits(&p, x.Objects, x.When)
	return p
}

// delegation: what may be lent, by whom, to whom, on what ground.
func (s *Speaker) delegation(x charter.DelegationSpec) phrase {
	p := say(s.t("rule.delegation", s.holders(x.From), s.holders(x.To), s.acts(x.Acts)))
	for _, w := range x.Trigger {
		p.add(s.t("trigger." + w))
	}
	switch {
	case x.Scope.Unstated():
		p.add(s.t("rule.scope-open"))
	case !x.Scope.IsZero():
		p.add(s.t("rule.scope", small(s.text(x.Scope))))
	}
	p.add(s.tri("rule.redelegate", x.Redelegate))
	return p
}

// tri says a parameter that a text affirms, denies or leaves open; one that it
// never touches says nothing.
func (s *Speaker) tri(key string, t charter.Tri) string {
	switch t {
	case charter.Yes:
		return s.t(key + ".yes")
	case charter.No:
		return s.t(key + ".no")
	case charter.Unstated:
		return s.t(key + ".open")
	case charter.Absent:
	}
	return ""
}

// step: what must stand on record before an act.
func (s *Speaker) step(x charter.StepSpec) phrase {
	p := say(s.t("rule.step", s.acts(x.Acts), s.conditions(x.Needs)))
	if len(x.Objects) > 0 {
		p.add(s.t("rule.object", s.words(x.Objects)))
	}
	if !x.For.IsZero() {
		p.add(s.t("rule.step-for", s.holders(x.For)))
	}
	if !x.Result.IsZero() {
		p.add(s.t("rule.step-result", s.text(x.Result)))
	}
	if !x.Within.IsZero() {
		p.add(s.t("rule.within", s.span(x.Within)))
	}
	if !x.Lapse.IsZero() {
		p.add(s.t("rule.step-lapse", small(s.text(x.Lapse))))
	}
	if !x.Waiver.IsZero() {
		p.add(s.t("rule.step-waiver", s.holders(x.Waiver)))
	}
	return p
}

// signature: who signs, in which form, with whose seal.
func (s *Speaker) signature(x charter.SignatureSpec) phrase {
	what := s.words(x.Documents)
	if len(x.Documents) == 1 && x.Documents[0] == "any" {
		what = s.t("rule.any-document")
	}
	key := "rule.sign"
	if x.Together {
		key = "rule.sign-together"
	}
	p := say(s.t(key, s.holders(x.Signer), what))
	if len(x.When) > 0 {
		p.add(s.t("rule.when", s.conditions(x.When)))
	}
	switch x.Form {
	case "":
	case "unstated":
		p.add(s.t("rule.sign-form-open"))
	default:
		p.add(s.t("rule.sign-form", x.Form))
	}
	switch x.Seal {
	case "":
	case "none":
		p.add(s.t("rule.seal-none"))
	case "unstated":
		p.add(s.t("rule.seal-open"))
	default:
		p.add(s.t("rule.seal", s.word(x.Seal)))
	}
	return p
}

// duty: who owes what, to whom, by when.
func (s *Speaker) duty(x charter.DutySpec) phrase {
	who := s.holders(x.Who)
	if len(x.Each) > 0 {
		who = s.t("rule.each", s.words(x.Each))
	}
	p := say(s.t("rule.duty", who, small(s.text(x.Duty))))
	if x.Who.Unstated && len(x.Each) == 0 {
		p = say(s.t("rule.duty-open", s.text(x.Duty)))
	}
	if len(x.To) > 0 {
		p.add(s.t("rule.duty-to", s.words(x.To)))
	}
	if len(x.Via) > 0 {
		p.add(s.t("rule.duty-via", s.words(x.Via)))
	}
	if len(x.With) > 0 {
		p.add(s.t("rule.duty-with", s.words(x.With)))
	}
	p.add(s.due(x.Due))
	if len(x.Acts) > 0 {
		p.add(s.t("rule.duty-acts", s.acts(x.Acts)))
	}
	if !x.Evidence.IsZero() {
		p.add(s.t("rule.duty-evidence", small(s.text(x.Evidence))))
	}
	return p
}

// due says when an obligation falls due.
func (s *Speaker) due(d charter.DueRule) string {
	switch d.Kind {
	case charter.DueOngoing:
		return s.t("owed.ongoing")
	case charter.DueOnDemand:
		return s.t("owed.on-demand")
	case charter.DueUnstated:
		return s.t("owed.unstated")
	case charter.DueEvery:
		return s.every(d.Span) + s.dayWithin(d)
	case charter.DueMonths:
		return s.t("owed.months", numbers(d.Months)) + s.dayWithin(d)
	case charter.DueAfter:
		return s.t("owed.after", s.span(d.Span), s.event(d.Event))
	case charter.DueBefore:
		return s.t("owed.before", s.span(d.Span), s.event(d.Event))
	case charter.DueAt:
		return s.t("owed.at", s.event(d.Event))
	case charter.DueDate:
		return s.t("owed.date", s.approx(d.Date))
	}
	return ""
}

// dayWithin says the day of the period by which something is due.
func (s *Speaker) dayWithin(d charter.DueRule) string {
	switch {
	case d.Month > 0:
		return ", " + s.t("owed.on-date", strconv.Itoa(d.MonthDay), strconv.Itoa(d.Month))
	case d.Day > 0:
		return ", " + s.t("owed.on-day", strconv.Itoa(d.Day))
	case d.BeforeDay > 0:
		return ", " + s.t("owed.before-day", strconv.Itoa(d.BeforeDay))
	}
	return ""
}

func numbers(list []int) string {
	out := make([]string, len(list))
	for i, n := range list {
		out[i] = strconv.Itoa(n)
	}
	return strings.Join(out, ", ")
}
