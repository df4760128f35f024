package file

import (
	"slices"

	"nghisu/internal/charter"
)

// checkDeclarations refuses what is declared twice on the same days, and two
// values for the same seats.
func (d *decoder) checkDeclarations() {
	for i, r := range d.index.rules {
		if s, ok := r.rule.Spec.(charter.TermSpec); ok && charter.KnownRole(s.Term) {
			d.blame(r, "term", CodeDeclared, sayf("%q is a role that every charter has", "%q là vai có sẵn", s.Term), say{"give the word another key", "hãy đặt khóa khác cho từ này"})
		}
		for _, before := range d.index.rules[:i] {
			if d.declaredTwice(before, r) {
				break
			}
		}
	}
}

// declaredTwice reports the second of two rules that cannot both stand.
func (d *decoder) declaredTwice(before, r *ruled) bool {
	key, name := "", ""
	switch s := r.rule.Spec.(type) {
	case charter.RoleSpec, charter.TermSpec:
		if declared(before) == declared(r) {
			key, name = r.kindKey(), string(declared(r))
		}
	case charter.LinkSpec:
		if b, ok := before.rule.Spec.(charter.LinkSpec); ok && b.Key == s.Key && b.Link == s.Link {
			key, name = "key", s.Key
		}
	case charter.BodySpec:
		if b, ok := before.rule.Spec.(charter.BodySpec); ok && b.Body == s.Body {
			key, name = "body", s.Body
		}
	case charter.SeatSpec:
		if b, ok := before.rule.Spec.(charter.SeatSpec); ok && together(before, r) {
			return d.checkSeats(before, r, b, s)
		}
	}
	if name == "" || !together(before, r) {
		return false
	}
	d.blame(r, key, CodeDeclared, sayf("%q is declared twice", "%q được khai hai lần", name), sayf("the first is on line %d", "lần đầu ở dòng %d", before.node.line))
	return true
}

// declared is the key that a role or term rule declares.
func declared(r *ruled) charter.Role {
	switch s := r.rule.Spec.(type) {
	case charter.RoleSpec:
		return s.Role
	case charter.TermSpec:
		return s.Term
	}
	return ""
}

// checkSeats refuses two terms or two regimes for all seats of one role. Rules
// that describe particular seats, or hold in other circumstances, may differ.
func (d *decoder) checkSeats(before, r *ruled, a, b charter.SeatSpec) bool {
	term := !a.Term.IsZero() && !b.Term.IsZero() && a.Term != b.Term
	regime := a.Regime != "" && b.Regime != "" && a.Regime != b.Regime
	particular := func(s charter.SeatSpec, r *ruled) bool {
		return s.Count.Set || len(r.rule.Unless) > 0 || occupantValue(s.Who).form != nothing
	}
	if !term && !regime || particular(a, before) || particular(b, r) {
		return false
	}
	for _, role := range b.Roles {
		if !slices.Contains(a.Roles, role) {
			continue
		}
		hint := sayf("the other is on line %d", "giá trị kia ở dòng %d", before.node.line)
		if term {
			d.blame(r, "term", CodeDeclared, sayf("two terms for the seats of %q", "hai nhiệm kỳ cho ghế của %q", role), hint)
		}
		if regime {
			d.blame(r, "regime", CodeDeclared, sayf("two regimes for the seats of %q", "hai chế độ làm việc cho ghế của %q", role), hint)
		}
		return true
	}
	return false
}

// edge leads from one key to another, by a parameter of a rule.
type edge struct {
	to  string
	by  *ruled
	key string
}

// checkCycles refuses roles, sub-bodies and fallbacks that lead back to
// themselves.
func (d *decoder) checkCycles() {
	is, within, made, otherwise := map[string][]edge{}, map[string][]edge{}, map[string][]edge{}, map[string][]edge{}
	for _, r := range d.index.rules {
		switch s := r.rule.Spec.(type) {
		case charter.RoleSpec:
			for _, x := range s.Is {
				is[string(s.Role)] = append(is[string(s.Role)], edge{string(x), r, "is"})
			}
		case charter.TermSpec:
			for _, x := range s.AnyOf {
				is[string(s.Term)] = append(is[string(s.Term)], edge{string(x), r, "any-of"})
			}
		case charter.LinkSpec:
			for _, x := range r.rule.In {
				within[s.Key] = append(within[s.Key], edge{x, r, "in"})
			}
			for _, part := range s.ComposedOf {
				for _, x := range part.HeadsOf {
					made[s.Key] = append(made[s.Key], edge{x, r, "composed-of"})
				}
			}
		case charter.DecisionSpec:
			if s.Otherwise.VI != "" {
				otherwise[r.rule.ID] = append(otherwise[r.rule.ID], edge{s.Otherwise.VI, r, "otherwise"})
			}
		}
	}
	d.checkCycle(is, say{"role %q leads back to itself", "vai %q quay lại chính nó"})
	d.checkCycle(within, say{"sub-body %q stands in itself", "tổ chức %q nằm trong chính nó"})
	d.checkCycle(made, say{"sub-body %q is made of its own heads", "tổ chức %q gồm chính người đứng đầu của nó"})
	d.checkCycle(otherwise, say{"rule %q falls back on itself", "quy tắc %q quay lại chính nó"})
}

// checkCycle walks the edges once and reports the edge that closes each cycle.
func (d *decoder) checkCycle(edges map[string][]edge, what say) {
	const open, closed = 1, 2
	state := map[string]int{}
	var walk func(key string)
	walk = func(key string) {
		state[key] = open
		for _, e := range edges[key] {
			switch state[e.to] {
			case open:
				d.blame(e.by, e.key, CodeCycle, sayf(what.en, what.vi, e.to), say{"cut the cycle at one of its rules", "hãy cắt vòng ở một quy tắc"})
			case 0:
				walk(e.to)
			}
		}
		state[key] = closed
	}
	for _, key := range sortedKeys(edges) {
		if state[key] == 0 {
			walk(key)
		}
	}
}

// bodyRoles are the roles of the contract whose seats make up the total.
// Standing deputies and standing members are counted as deputies and members
// when those have a count of their own.
var bodyRoles = []charter.Role{"head", "deputy", "standing-deputy", "standing-member", "member"}

// checkCounts holds the counts of seats to the total and quorums, groups and
// caps to both.
func (d *decoder) checkCounts() {
	for _, r := range d.index.rules {
		total, by := d.total(r)
		switch s := r.rule.Spec.(type) {
		case charter.RoleSpec:
			if slices.Contains(bodyRoles, s.Role) {
				d.exceeds(r, "count", s.Count.Min, total, by)
			}
			if s.CapBy != "" && s.CapAt.Den == 0 {
				d.exceeds(r, "cap", s.CapAt.Num, total, by)
			}
		case charter.QuorumSpec:
			d.checkShareCount(r, "amount", s.Amount, total, by)
			for _, q := range s.Required {
				if c, of := d.countOf(q.Role, r); of != nil && q.Min > c {
					d.blame(r, "required", CodeCount, sayf("%d of %q, which has %d seats", "%d người của %q, trong khi chỉ có %d ghế", q.Min, q.Role, c), sayf("see line %d", "xem dòng %d", of.node.line))
				}
			}
		case charter.DecisionSpec:
			for _, x := range slices.Concat(s.Pass.Any, s.Pass.All) {
				d.checkShareCount(r, "pass", x, total, by)
			}
			d.checkGroups(r, "by", s.By, total, by)
		case charter.PowerSpec:
			d.checkGroups(r, "by", s.By, total, by)
			d.checkGroups(r, "on-proposal-of", s.OnProposalOf, total, by)
		case charter.BodySpec:
			d.checkTotal(r, s)
		}
	}
}

// checkShareCount holds a threshold given as a number of people to the total.
func (d *decoder) checkShareCount(r *ruled, key string, s charter.Share, total int, by *ruled) {
	if s.Den == 0 && s.Base != charter.BaseNumber && s.Base != charter.BaseInvited && s.Base != charter.BaseEntitled && s.Base != charter.BaseSlips {
		n := s.Num
		if s.Cmp == charter.MoreThan {
			n++
		}
		d.exceeds(r, key, n, total, by)
	}
}

// checkGroups holds {members: n} to the seats of the role or the total.
func (d *decoder) checkGroups(r *ruled, key string, h charter.Holders, total int, by *ruled) {
	for _, x := range h.Any {
		n, of := total, by
		if x.From != "" && x.From != "all-members" {
			if n, of = d.countOf(x.From, r); of == nil {
				continue
			}
		}
		d.exceeds(r, key, x.Members, n, of)
	}
}

// exceeds reports a number of people above the seats that there are.
func (d *decoder) exceeds(r *ruled, key string, n, total int, by *ruled) {
	if by != nil && n > total {
		d.blame(r, key, CodeCount, sayf("%d of %d seats", "%d trên %d ghế", n, total), sayf("the seats are on line %d", "số ghế ở dòng %d", by.node.line))
	}
}

// total is the most seats that the body of a rule has, and the rule that says
// so.
func (d *decoder) total(r *ruled) (int, *ruled) {
	for _, b := range d.index.rules {
		if s, ok := b.rule.Spec.(charter.BodySpec); ok && stated(s.Members) && together(b, r) {
			return s.Members.Max, b
		}
	}
	for _, l := range d.index.rules {
		if s, ok := l.rule.Spec.(charter.LinkSpec); ok && stated(s.Members) && slices.Contains(r.rule.In, s.Key) && overlap(l.period, r.period) {
			return s.Members.Max, l
		}
	}
	return 0, nil
}

// countOf is the most seats that a role has.
func (d *decoder) countOf(role charter.Role, r *ruled) (int, *ruled) {
	for _, x := range d.index.rules {
		if s, ok := x.rule.Spec.(charter.RoleSpec); ok && s.Role == role && stated(s.Count) && together(x, r) {
			return s.Count.Max, x
		}
	}
	return 0, nil
}

// stated reports whether a count has an upper end.
func stated(c charter.Count) bool { return c.Set && !c.Unstated && c.Max >= 0 }

// checkTotal adds up the seats of the roles that make up the body.
func (d *decoder) checkTotal(body *ruled, s charter.BodySpec) {
	if !stated(s.Members) {
		return
	}
	least := map[charter.Role]int{}
	for _, r := range d.index.rules {
		x, ok := r.rule.Spec.(charter.RoleSpec)
		if ok && slices.Contains(bodyRoles, x.Role) && len(x.Is) == 0 && x.Outside.IsZero() && x.Count.Set && !x.Count.Unstated &&
			together(r, body) && (body.period.From == 0 || r.period.From <= body.period.From) {
			least[x.Role] = x.Count.Min
		}
	}
	if _, ok := least["deputy"]; ok {
		delete(least, "standing-deputy")
	}
	if _, ok := least["member"]; ok {
		delete(least, "standing-member")
	}
	sum := 0
	for _, n := range least {
		sum += n
	}
	if sum > s.Members.Max {
		d.blame(body, "members", CodeCount, sayf("the roles have at least %d seats, the body %d", "các vai có ít nhất %d ghế, cả ban có %d", sum, s.Members.Max),
			say{"compare members with the counts of the roles", "hãy đối chiếu members với count của từng vai"})
	}
}
