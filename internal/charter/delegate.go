package charter

// delegation is a power that may be lent, made ready (ủy quyền).
type delegation struct {
	p        *placed
	to       holding
	from     []int // lenders, terms spelt out
	trigger  condition
	standing bool // needs nothing on file
	onward   bool // the borrower may lend it on
}

func (sc *scope) newDelegation(p *placed, s DelegationSpec) delegation {
	d := delegation{
		p: p, to: sc.reg.newHolding(s.To, sc.roles.terms),
		standing: contains(s.Trigger, "standing"), onward: s.Redelegate == Yes,
		trigger: condition{"delegation", s.Trigger, wanted("delegation", s.Trigger)},
	}
	from := sc.reg.newHolding(s.From, sc.roles.terms)
	for _, role := range from.who {
		if i := sc.reg.number(role); i >= 0 {
			d.from = append(d.from, i)
		}
	}
	return d
}

// maxLending bounds a chain of delegations; texts know two links at most.
const maxLending = 8

// lent tells how far a delegation goes for a seat, adding to miss what is
// lacking: the trigger on file, and what the lender himself would need. It
// also tells whether the lender's own power is read into the text.
func (sc *scope) lent(d *delegation, a *actRules, seat int, c roleSet, f facts, depth int, miss []string) (out state, inferred bool, lack []string) {
	if depth > maxLending || f.excused(d.p.rule.Unless) || !d.to.names(c) {
		return stateNone, false, miss
	}
	out, lack = d.to.met(c, f, sc.seats, miss)
	if !d.standing && !f.any(d.trigger.key, d.trigger.values) {
		out, lack = stateShort, addOnce(lack, d.trigger.miss)
	}
	best := stateNone
	for _, lender := range d.from {
		if lender == seat {
			continue
		}
		var s state
		var read bool
		if s, read, lack = sc.holdsToLend(d, a, lender, f, depth, lack); s > best {
			best, inferred = s, read
		}
		if best == stateMet {
			break
		}
	}
	if best == stateNone {
		return stateNone, false, miss
	}
	return min(out, best), inferred, lack
}

// holdsToLend tells how far a lender holds the act on that day: by his own
// powers and on his conditions, or by what was lent to him to be lent on. A
// bar on his seat bars no other: what he may not use himself he may lend.
func (sc *scope) holdsToLend(d *delegation, a *actRules, lender int, f facts, depth int, miss []string) (state, bool, []string) {
	c := sc.roles.carries[lender]
	best, inferred, lack := stateNone, false, miss
	for i := range a.grants {
		g := &a.grants[i]
		if !g.applies(f) {
			continue
		}
		var s state
		if s, lack = sc.granted(g, lender, c, f, lack); s > best {
			best, inferred = s, g.p.rule.Inferred
		}
		if best == stateMet {
			return best, inferred, miss
		}
	}
	for i := range a.delegations {
		on := &a.delegations[i]
		if on == d || on.p == d.p || !on.onward {
			continue
		}
		var s state
		var read bool
		if s, read, lack = sc.lent(on, a, lender, c, f, depth+1, lack); s > best {
			best, inferred = s, read
		}
		if best == stateMet {
			return best, inferred, miss
		}
	}
	return best, inferred, lack
}

// reachable reports whether a delegation has something to lend, conditions
// aside: a grant to a lender reaches the object, or one was lent to be lent on.
func (sc *scope) reachable(d *delegation, a *actRules, f facts, depth int) bool {
	if depth > maxLending || f.excused(d.p.rule.Unless) {
		return false
	}
	for _, lender := range d.from {
		c := sc.roles.carries[lender]
		for i := range a.grants {
			if g := &a.grants[i]; g.applies(f) && g.names(lender, c) {
				return true
			}
		}
		for i := range a.delegations {
			on := &a.delegations[i]
			if on.p != d.p && on.onward && on.to.names(c) && sc.reachable(on, a, f, depth+1) {
				return true
			}
		}
	}
	return false
}
