package file

import (
	"strings"

	"nghisu/internal/charter"
)

// regimes are kiêm nhiệm and chuyên trách.
var regimes = []string{"part-time", "full-time", unstated}

// body reads the identity of the body.
func (d *decoder) body(f fields) charter.BodySpec {
	return charter.BodySpec{
		Body: d.key(f.get("body")), Name: d.text(f.get("name")), Short: d.text(f.get("short")),
		Level: d.str(f.get("level")), Nature: d.optional(f, "nature", "steering", "coordination", "advisory", "appraisal"),
		Members: d.count(f.get("members")), Host: d.text(f.get("host")), Superior: d.text(f.get("superior")),
		FoundedBy: d.text(f.get("founded-by")), Replaces: d.text(f.get("replaces")), Quarters: d.text(f.get("quarters")),
	}
}

// optional reads a word out of a list, when the key is there.
func (d *decoder) optional(f fields, key string, words ...string) string {
	if v := f.get(key); v != nil {
		return d.pick(v, words...)
	}
	return ""
}

// roleSpec reads the declaration of a role.
func (d *decoder) roleSpec(f fields) charter.RoleSpec {
	s := charter.RoleSpec{
		Title: d.text(f.get("title")), Rank: d.integer(f.get("rank"), 1, 1000), Count: d.count(f.get("count")),
		Holder: d.occupant(f.get("holder")), Vote: d.optional(f, "vote", "full", "none", unstated),
		Regime: d.optional(f, "regime", regimes...), Is: d.roles(f.get("is")), Task: d.text(f.get("task")),
	}
	if v := f.get("role"); v != nil {
		s.Role = charter.Role(d.declare(v))
	}
	if v := f.get("cap"); v != nil {
		c, _ := d.fields(v, []string{"by", "at-most"})
		s.CapBy = d.key(c.need("by", say{"name the trait, e.g. employer", "hãy ghi đặc điểm, ví dụ employer"}))
		s.CapAt = d.limit(c.need("at-most", orUnstated))
	}
	if v := f.get("outside"); v != nil {
		// false is what leaving the key out says.
		if v.shape != truth {
			s.Outside = charter.Text{VI: d.str(v)}
		} else if v.text == "true" {
			s.Outside = charter.Text{VI: "true"}
		}
	}
	return s
}

// declare reads the key that a role or term rule declares.
func (d *decoder) declare(n *node) string {
	s := d.key(n)
	if s == unstated {
		d.fail(n.pos, CodeValue, say{"unstated is not a role", "unstated không phải một vai"}, say{})
		return ""
	}
	return s
}

// seat reads what holds for the seats of a role.
func (d *decoder) seat(f fields) charter.SeatSpec {
	s := charter.SeatSpec{
		Roles: d.roles(f.get("seat")), Who: d.occupant(f.get("who")), Count: d.count(f.get("count")),
		NamedIn: d.text(f.get("named-in")), Field: d.portfolio(f.get("field")), Place: d.portfolio(f.get("place")),
		Allowance: d.text(f.get("allowance")), Term: d.span(f.get("term")), Regime: d.optional(f, "regime", regimes...),
	}
	if v := f.get("lapse"); v != nil {
		l, _ := d.fields(v, []string{"after", "of"})
		s.LapseAfter = d.integer(l.need("after", say{"write how many", "hãy ghi bao nhiêu"}), 1, 1000)
		s.LapseOf = d.text(l.need("of", say{"write what was missed", "hãy ghi vắng việc gì"}))
	}
	if v := f.get("also"); v != nil {
		a, _ := d.fields(v, []string{"role", "in"})
		s.AlsoRole = d.role(a.need("role", say{"name the second seat", "hãy ghi ghế thứ hai"}))
		if in := a.get("in"); in != nil {
			s.AlsoIn = d.key(in)
			d.refer(refBody, s.AlsoIn, in.pos)
		}
	}
	if v := f.get("filled-by"); v != nil {
		if v.shape != mapping {
			d.fail(v.pos, CodeValue, say{"keys with values are expected here", "ở đây phải là các khóa kèm giá trị"}, say{"write {by: ROLE}", "hãy viết {by: VAI}"})
		} else {
			s.FilledBy = d.params(v, "", 0)
		}
	}
	return s
}

// portfolio reads a field or a place, or "assigned-by ROLE".
func (d *decoder) portfolio(n *node) charter.Text {
	t := d.text(n)
	if role, ok := strings.CutPrefix(t.VI, "assigned-by "); ok && n.shape == word {
		d.refer(refRole, role, n.at(len("assigned-by ")))
	}
	return t
}

// term reads a word of the text that stands for roles.
func (d *decoder) term(f fields) charter.TermSpec {
	return charter.TermSpec{
		Term: charter.Role(d.declare(f.get("term"))), Title: d.text(f.get("title")),
		AnyOf:  d.roles(f.need("any-of", say{"name the roles that the word stands for", "hãy ghi các vai mà từ này chỉ"})),
		ReadBy: d.text(f.get("read-by")),
	}
}

// link reads another body or agency.
func (d *decoder) link(f fields) charter.LinkSpec {
	s := charter.LinkSpec{
		Link: d.optional(f, "link", "standing-agency", "helper", "sub-body", "superior", "mirror-below", "coordinates", "host-agency"),
		Key:  d.key(f.need("key", say{"give it a key, used by in, opinion-of and object", "hãy đặt khóa, để in, opinion-of và object gọi tới"})),
		Name: d.text(f.get("name")), To: d.text(f.get("to")), Members: d.count(f.get("members")),
		Tasks: d.strings(f.get("tasks")), Kinds: d.strings(f.get("kind")), Regime: d.optional(f, "regime", regimes...),
		CreatedBy: d.text(f.get("created-by")),
	}
	if v := f.get("head"); v != nil {
		s.Head = d.role(v)
	}
	for _, item := range d.nodes(f.get("composed-of")) {
		p, ok := d.fields(item, []string{"seats", "chosen-by", "heads-of", "delegate-of"})
		if !ok {
			continue
		}
		d.onlyOne(p, "seats", "heads-of", "delegate-of")
		part := charter.Part{DelegateOf: d.str(p.get("delegate-of"))}
		if v := p.get("seats"); v != nil {
			part.Seats = d.role(v)
		}
		if v := p.get("chosen-by"); v != nil {
			if part.ChosenBy = d.role(v); item.get("seats") == nil {
				d.fail(v.pos, CodeValue, say{"chosen-by goes with seats", "chosen-by chỉ đi với seats"}, say{})
			}
		}
		part.HeadsOf = d.each(p.get("heads-of"), func(n *node) string {
			key := d.key(n)
			d.refer(refLink, key, n.pos)
			return key
		})
		if part.Seats == "" && part.DelegateOf == "" && part.HeadsOf == nil {
			if item.get("seats") == nil && item.get("heads-of") == nil && item.get("delegate-of") == nil {
				d.fail(item.pos, CodeMissing, say{"seats, heads-of or delegate-of is missing", "thiếu seats, heads-of hoặc delegate-of"}, say{})
			}
			continue
		}
		s.ComposedOf = append(s.ComposedOf, part)
	}
	return s
}

// resource reads money and allowances.
func (d *decoder) resource(f fields) charter.ResourceSpec {
	return charter.ResourceSpec{
		Resource: d.optional(f, "resource", "budget", "allowance"), Source: d.strings(f.get("source")),
		Holder: d.words(f.get("holder")), Items: d.strings(f.get("items")),
		Allowance: d.allowance(f.get("allowance")), Estimate: d.text(f.get("estimate")),
	}
}

// allowance reads a scheme of allowances, or "decided-by ROLE".
func (d *decoder) allowance(n *node) charter.Text {
	t := d.text(n)
	if role, ok := strings.CutPrefix(t.VI, "decided-by "); ok && n.shape == word {
		d.refer(refRole, role, n.at(len("decided-by ")))
	}
	return t
}

// lifecycle reads the life of the charter and of the body.
func (d *decoder) lifecycle(f fields) charter.LifecycleSpec {
	return charter.LifecycleSpec{
		Moment: d.optional(f, "lifecycle", "effect", "promulgation", "amendment", "review", "end"),
		Day:    d.date(f.get("day")), Replaces: d.text(f.get("replaces")), By: d.holders(f.get("by")),
		OnProposalOf: d.holders(f.get("on-proposal-of")), Pass: d.share(f.get("pass")),
		Approval: d.holders(f.get("approval")), When: d.text(f.get("when")), Every: d.span(f.get("every")),
		Until: d.date(f.get("until")),
	}
}
