package charter

import "strconv"

// holding is [Holders] made ready: who holds a power, alone or so many together.
type holding struct {
	unstated bool
	roles    roleSet // who holds it alone; a seat carries its terms, so they stand as they are
	groups   []group
	parts    []part // each role by itself, terms spelt out, for acts done together
	who      []Role // role keys, terms spelt out
	whoSet   roleSet
}

// group is so many members, or such a share of them, acting together.
type group struct {
	from  roleSet
	share Share
	miss  string // what is missing when a plain number is not reached
}

// part is one role that takes part in an act done together.
type part struct {
	role Role
	set  roleSet
	miss string
}

func (r *Regulation) newHolding(h Holders, t terms) holding {
	out := holding{unstated: h.Unstated}
	for _, x := range h.Any {
		role := x.Role
		if x.Members > 0 || !x.Share.IsZero() {
			role = x.From
			if role == "" {
				role = roleAllMembers
			}
			g := group{share: x.Share}
			if x.Members > 0 {
				g.share = Share{Cmp: AtLeast, Num: x.Members}
			}
			g.from.add(r.number(role))
			if g.share.Den == 0 && g.share.Cmp != AllOf {
				g.miss = supportersMissing(g.share.needed(0))
			}
			out.groups = append(out.groups, g)
		} else {
			var one roleSet
			one.add(r.number(role))
			out.roles.addAll(one)
			for _, x := range t.spell(nil, role) {
				p := part{role: x, miss: wanted("with", []string{string(x)})}
				p.set.add(r.number(x))
				out.parts = append(out.parts, p)
			}
		}
		out.who = t.spell(out.who, role)
	}
	for _, role := range out.who {
		out.whoSet.add(r.number(role))
	}
	return out
}

func supportersMissing(n int) string { return "supporters>=" + strconv.Itoa(n) }

// none reports whether nothing is asked of anyone.
func (h *holding) none() bool { return h.roles.empty() && len(h.groups) == 0 }

// names reports whether a seat with these roles is among the holders, alone or
// with others.
func (h *holding) names(c roleSet) bool {
	if c.meets(h.roles) {
		return true
	}
	for i := range h.groups {
		if c.meets(h.groups[i].from) {
			return true
		}
	}
	return false
}

// reached reports whether enough support the group; else what is missing.
func (g *group) reached(f facts, seats Count) (bool, string) {
	if g.share.open() {
		return false, "supporters"
	}
	base, missing := g.share.base(f, seats)
	if missing != "" {
		return false, missing
	}
	need := g.share.needed(base)
	if n, ok := f.number("supporters"); ok && n >= need {
		return true, ""
	}
	if g.miss != "" {
		return false, g.miss
	}
	return false, supportersMissing(need)
}

// state is how far a rule goes for one seat.
type state uint8

const (
	stateNone  state = iota // it does not speak of this seat or this object
	stateShort              // it does, and a condition is not met
	stateMet
)

// met reports whether the seat holds: alone, or as one of a group that enough
// support. What a group lacks is added to miss.
func (h *holding) met(c roleSet, f facts, seats Count, miss []string) (state, []string) {
	if c.meets(h.roles) {
		return stateMet, miss
	}
	out := stateNone
	for i := range h.groups {
		g := &h.groups[i]
		if !c.meets(g.from) {
			continue
		}
		ok, lack := g.reached(f, seats)
		if ok {
			return stateMet, miss
		}
		out, miss = stateShort, addOnce(miss, lack)
	}
	return out, miss
}

// met by a fact: a role on record under the key is among the holders, or enough
// support a group of them.
func (sc *scope) onRecord(h *holding, key string, f facts) bool {
	if sc.carriedBy(h.roles, key, f) {
		return true
	}
	for i := range h.groups {
		if ok, _ := h.groups[i].reached(f, sc.seats); ok {
			return true
		}
	}
	return false
}

// carriedBy reports whether a role that the facts give under the key is one of
// the set, itself or by what it carries.
func (sc *scope) carriedBy(set roleSet, key string, f facts) bool {
	for i := range f {
		if f[i].Key != key {
			continue
		}
		for _, v := range splitRoles(f[i].Value) {
			if sc.carries(Role(v)).meets(set) {
				return true
			}
		}
	}
	return false
}

// splitRoles gives the roles of a fact; a single one, as is usual, costs no
// memory beyond the caller's.
func splitRoles(value string) []string {
	if len(value) > 0 && !hasComma(value) {
		return []string{value}
	}
	return ParseList(value)
}

func hasComma(s string) bool {
	for i := range len(s) {
		if s[i] == ',' {
			return true
		}
	}
	return false
}
