package charter

// grant is one power of one rule, stated or following from it.
type grant struct {
	p        *placed
	by       holding
	together bool
	objects  []string
	when     []condition
	seal     []string // document.seal: the seal it is over; an unknown one passes
	proposal *approval
	leave    *approval
	except   roleSet // roles whose seats it leaves out
}

// condition is a [Condition] with the wording of what is missing.
type condition struct {
	key    string
	values []string
	miss   string
}

func newConditions(list []Condition) []condition {
	out := make([]condition, len(list))
	for i, c := range list {
		out[i] = condition{c.Key, c.Values, wanted(c.Key, c.Values)}
	}
	return out
}

// approval is a proposal or a leave that must be on record.
type approval struct {
	key  string
	of   holding
	miss string
}

// approval makes one ready; where the text leaves open whose it is, nothing
// can be checked and nothing is asked.
func (sc *scope) approval(key string, h Holders) *approval {
	if len(h.Any) == 0 {
		return nil
	}
	a := &approval{key: key, of: sc.reg.newHolding(h, sc.roles.terms)}
	words := make([]string, 0, len(a.of.who))
	for _, x := range h.Any {
		if x.Role != "" {
			for _, role := range sc.roles.terms.spell(nil, x.Role) {
				words = addOnce(words, string(role))
			}
		}
	}
	a.miss = wanted(key, words)
	if len(words) == 0 {
		a.miss = key
		for i := range a.of.groups {
			if m := a.of.groups[i].miss; m != "" {
				a.miss = m
			}
		}
	}
	return a
}

// applies reports whether the grant reaches the object and still holds in the
// circumstances. An unknown object is within the limit.
func (g *grant) applies(f facts) bool {
	return (len(g.objects) == 0 || f.within("object", g.objects)) && (len(g.p.rule.Unless) == 0 || !f.excused(g.p.rule.Unless))
}

// names reports whether a seat is among the holders.
func (g *grant) names(seat int, c roleSet) bool {
	return g.by.names(c) && !g.except.has(seat)
}

// state tells how far an applying grant goes for a seat, adding to miss what
// the seat lacks.
func (sc *scope) granted(g *grant, seat int, c roleSet, f facts, miss []string) (state, []string) {
	if !g.names(seat, c) {
		return stateNone, miss
	}
	out, miss := g.by.met(c, f, sc.seats, miss)
	if g.together {
		out, miss = sc.together(g, c, f, miss)
	}
	for i := range g.when {
		if w := &g.when[i]; !f.any(w.key, w.values) {
			out, miss = stateShort, addOnce(miss, w.miss)
		}
	}
	if g.seal != nil && f.known("seal") && !f.any("seal", g.seal) {
		out, miss = stateShort, addOnce(miss, wanted("seal", g.seal))
	}
	if a := g.proposal; a != nil && !sc.onRecord(&a.of, a.key, f) {
		out, miss = stateShort, addOnce(miss, a.miss)
	}
	if a := g.leave; a != nil && !sc.onRecord(&a.of, a.key, f) {
		out, miss = stateShort, addOnce(miss, a.miss)
	}
	return out, miss
}

// together asks that every holder take part: this seat, those that act with it,
// and so many supporters as a group needs. Where one role alone is named, it is
// another of its seats that acts with this one.
func (sc *scope) together(g *grant, c roleSet, f facts, miss []string) (state, []string) {
	out := stateMet
	for i := range g.by.parts {
		p := &g.by.parts[i]
		alone := c.meets(p.set) && (len(g.by.parts) > 1 || !sc.several(p.role))
		if !alone && !sc.carriedBy(p.set, "with", f) {
			out, miss = stateShort, addOnce(miss, p.miss)
		}
	}
	for i := range g.by.groups {
		if ok, lack := g.by.groups[i].reached(f, sc.seats); !ok {
			out, miss = stateShort, addOnce(miss, lack)
		}
	}
	return out, miss
}

// several reports whether a role has more seats than one, as far as is known.
func (sc *scope) several(role Role) bool {
	n := sc.roles.counts[role]
	return !n.Exact() || n.Min > 1
}

// words gives role keys as plain words.
func words(roles []Role) []string {
	out := make([]string, len(roles))
	for i, role := range roles {
		out[i] = string(role)
	}
	return out
}
