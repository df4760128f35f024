package body

import (
	"strconv"

	"nghisu/internal/charter"
)

// body: what the body is.
func (s *Speaker) body(x charter.BodySpec) phrase {
	p := say(s.text(x.Name))
	p.add(s.optional("level.", x.Level))
	p.add(s.optional("nature.", x.Nature))
	if x.Members.Set || x.Members.Unstated {
		p.add(s.t("rule.members", s.count(x.Members)))
	}
	if !x.Host.IsZero() {
		p.add(s.t("rule.host", s.text(x.Host)))
	}
	if !x.Superior.IsZero() {
		p.add(s.t("rule.superior", s.text(x.Superior)))
	}
	if !x.FoundedBy.IsZero() {
		p.add(s.t("rule.founded", small(s.text(x.FoundedBy))))
	}
	if !x.Replaces.IsZero() {
		p.add(s.t("rule.replaces", s.text(x.Replaces)))
	}
	if !x.Quarters.IsZero() {
		p.add(s.t("rule.quarters", s.text(x.Quarters)))
	}
	return p
}

// roleRule: a role, how many hold it, who can.
func (s *Speaker) roleRule(x charter.RoleSpec) phrase {
	name := s.Role(x.Role)
	if x.Outside.VI == "true" {
		return say(s.t("rule.outside", name))
	}
	if !x.Outside.IsZero() {
		return say(s.t("rule.outside-post", name, s.text(x.Outside)))
	}
	p := say(s.t("rule.role", name))
	if x.Count.Set || x.Count.Unstated {
		p.add(s.count(x.Count))
	}
	s.occupant(&p, x.Holder)
	p.add(s.optional("regime.", x.Regime))
	p.add(s.optional("voting.", x.Vote))
	if x.CapBy != "" {
		p.add(s.t("rule.cap", small(s.word(x.CapBy)), s.share(x.CapAt)))
	}
	if len(x.Is) > 0 {
		p.add(s.t("rule.is", s.roles(x.Is)))
	}
	if !x.Task.IsZero() {
		p.add(s.t("rule.task", small(s.text(x.Task))))
	}
	return p
}

// occupant says who can hold a seat.
func (s *Speaker) occupant(p *phrase, o charter.Occupant) {
	if len(o.Posts) > 0 {
		p.add(s.t("rule.by-post", s.words(o.Posts)))
	}
	if !o.Person.IsZero() {
		p.add(s.t("rule.by-person", s.text(o.Person)))
	}
	if !o.Agency.IsZero() {
		p.add(s.t("rule.by-agency", s.text(o.Agency)))
	}
	if !o.DelegateOf.IsZero() {
		p.add(s.t("rule.by-delegate", s.text(o.DelegateOf)))
	}
	if !o.Rank.IsZero() {
		p.add(s.t("rule.of-rank", small(s.text(o.Rank))))
	}
}

// seat: what holds for the seats of some roles.
func (s *Speaker) seat(x charter.SeatSpec) phrase {
	p := say(s.t("rule.seat", s.roles(x.Roles)))
	if x.Count.Set || x.Count.Unstated {
		p.add(s.count(x.Count))
	}
	s.occupant(&p, x.Who)
	p.add(s.optional("regime.", x.Regime))
	if !x.Term.IsZero() {
		p.add(s.t("rule.term", s.span(x.Term)))
	}
	for _, f := range []struct {
		key string
		t   charter.Text
	}{{"rule.named-in", x.NamedIn}, {"rule.field", x.Field}, {"rule.at-place", x.Place}, {"rule.allowance", x.Allowance}} {
		if !f.t.IsZero() {
			p.add(s.t(f.key, s.assigned(f.t)))
		}
	}
	if x.LapseAfter > 0 {
		p.add(s.t("rule.lapse", strconv.Itoa(x.LapseAfter), small(s.text(x.LapseOf))))
	}
	if x.AlsoRole != "" {
		p.add(s.t("rule.also", s.Role(x.AlsoRole), s.word(x.AlsoIn)))
	}
	for _, f := range x.FilledBy {
		p.add(s.word(f.Key) + " " + s.word(f.Value))
	}
	return p
}

// assigned says "assigned-by head" in words; other wordings stand as they are.
func (s *Speaker) assigned(t charter.Text) string {
	const by = "assigned-by "
	if len(t.VI) > len(by) && t.VI[:len(by)] == by {
		return s.t("rule.assigned-by", s.word(t.VI[len(by):]))
	}
	return small(s.text(t))
}

// resource: money and allowances.
func (s *Speaker) resource(x charter.ResourceSpec) phrase {
	p := say(s.t("resource." + x.Resource))
	p.add(s.unlessOpen("rule.source", x.Source))
	p.add(s.unlessOpen("rule.fund-holder", x.Holder))
	if len(x.Items) > 0 {
		p.add(s.t("rule.fund-items", s.words(x.Items)))
	}
	if !x.Allowance.IsZero() {
		p.add(s.t("rule.allowance", small(s.text(x.Allowance))))
	}
	if !x.Estimate.IsZero() {
		p.add(s.t("rule.estimate", small(s.text(x.Estimate))))
	}
	return p
}

// unlessOpen says a list, or that the text leaves it open.
func (s *Speaker) unlessOpen(key string, list []string) string {
	switch {
	case len(list) == 0:
		return ""
	case list[0] == "unstated":
		return s.t(key + "-open")
	}
	return s.t(key, s.words(list))
}

// link: another body or agency, and how it is tied to this one.
func (s *Speaker) link(x charter.LinkSpec) phrase {
	name := s.text(x.Name)
	if name == "" {
		name = s.word(x.Key)
	}
	p := say(s.t("link."+x.Link, name))
	switch {
	case x.To.Unstated():
		p.add(s.t("rule.link-open"))
	case !x.To.IsZero() && s.text(x.To) != name && x.To.VI != x.Name.VI:
		p.add(s.t("rule.link-to", s.text(x.To)))
	}
	if x.Head != "" {
		p.add(s.t("rule.link-head", s.Role(x.Head)))
	}
	if x.Members.Set || x.Members.Unstated {
		p.add(s.t("rule.members", s.count(x.Members)))
	}
	for i, part := range x.ComposedOf {
		key := "rule.with-part"
		if i == 0 {
			key = "rule.first-part"
		}
		p.add(s.t(key, s.part(part)))
	}
	if len(x.Kinds) > 0 {
		p.add(s.t("rule.link-kinds", s.words(x.Kinds)))
	}
	p.add(s.optional("regime.", x.Regime))
	if !x.CreatedBy.IsZero() {
		p.add(s.t("rule.created-by", s.text(x.CreatedBy)))
	}
	if len(x.Tasks) > 0 {
		p.add(s.t("rule.task", s.words(x.Tasks)))
	}
	return p
}

// part says one element of a composition by rule.
func (s *Speaker) part(x charter.Part) string {
	switch {
	case len(x.HeadsOf) > 0:
		return s.t("part.heads-of", s.words(x.HeadsOf))
	case x.DelegateOf != "":
		return s.t("part.delegate-of", s.word(x.DelegateOf))
	case x.ChosenBy != "":
		return s.t("part.chosen-by", s.Role(x.Seats), s.Role(x.ChosenBy))
	}
	return s.Role(x.Seats)
}

// lifecycle: the life of the charter and of the body.
func (s *Speaker) lifecycle(x charter.LifecycleSpec) phrase {
	var p phrase
	who := s.holders(x.By)
	switch {
	case x.Moment == "effect":
		p = say(s.t("life.effect", s.approx(x.Day)))
	case x.By.Unstated:
		p = say(s.t("life." + x.Moment + "-open"))
		p.add(s.t("life.nobody"))
	case x.By.IsZero():
		p = say(s.t("life." + x.Moment + "-open"))
	default:
		p = say(s.t("life."+x.Moment, who))
	}
	if !x.OnProposalOf.IsZero() {
		p.add(s.t("rule.on-proposal", s.holders(x.OnProposalOf)))
	}
	if !x.Approval.IsZero() {
		p.add(s.t("rule.approval", s.holders(x.Approval)))
	}
	if !x.Pass.IsZero() {
		p.add(s.t("rule.pass", s.share(x.Pass)))
	}
	if !x.When.IsZero() {
		p.add(s.t("rule.when", small(s.text(x.When))))
	}
	if !x.Every.IsZero() {
		p.add(s.every(x.Every))
	}
	if !x.Until.IsZero() {
		p.add(s.t("date.until", s.approx(x.Until)))
	}
	if !x.Replaces.IsZero() {
		p.add(s.t("rule.replaces", s.text(x.Replaces)))
	}
	if x.Moment != "effect" && !x.Day.IsZero() {
		p.add(s.approx(x.Day))
	}
	return p
}

// term: a word of the text that stands for a set of roles.
func (s *Speaker) term(x charter.TermSpec) phrase {
	p := say(s.t("rule.word", s.Role(x.Term), s.roles(x.AnyOf)))
	if !x.ReadBy.IsZero() {
		p.add(s.t("rule.read-by", s.text(x.ReadBy)))
	}
	return p
}
