package charter

// roleSet is a set of roles by their number in the regulation. A charter has
// at most 60 of its own; with the contract's they fit in two words.
type roleSet [2]uint64

// maxRoles is how many roles a set can hold. A role beyond it would have no
// number and so no power; the checker refuses such files long before.
const maxRoles = 128

func (s *roleSet) add(i int) {
	if i >= 0 {
		s[i>>6] |= 1 << (i & 63)
	}
}

func (s *roleSet) addAll(t roleSet) { s[0] |= t[0]; s[1] |= t[1] }

func (s roleSet) has(i int) bool { return i >= 0 && s[i>>6]&(1<<(i&63)) != 0 }

func (s roleSet) meets(t roleSet) bool { return s[0]&t[0]|s[1]&t[1] != 0 }

// beyond reports whether the set has a role that the other lacks.
func (s roleSet) beyond(t roleSet) bool { return s[0]&^t[0]|s[1]&^t[1] != 0 }

func (s roleSet) empty() bool { return s[0]|s[1] == 0 }

// Roles of the contract that the engine itself speaks of.
const (
	roleHead           Role = "head"
	roleDeputy         Role = "deputy"
	roleStandingDeputy Role = "standing-deputy"
	roleStandingMember Role = "standing-member"
	roleMember         Role = "member"
	roleMeetingChair   Role = "meeting-chair"
	roleAllMembers     Role = "all-members"
	roleOutsider       Role = "outsider"
	roleBody           Role = "body"
)

// neverSeated are roles of the contract that are no seat of the body, whatever
// a charter declares of them.
var neverSeated = []Role{
	"superior", roleMeetingChair, "agency-head", "invitee", roleOutsider, roleBody, "standing-agency", "host-agency",
	roleAllMembers,
}

// seatedUnlessTold are roles of the contract that sit in the body itself even
// where the charter does not declare them.
var seatedUnlessTold = []Role{
	roleHead, roleDeputy, roleStandingDeputy, roleStandingMember, roleMember, "secretary",
}

// seatedIn are roles of the contract that sit in sub-bodies of a relation
// unless the charter seats them by name.
var seatedIn = map[string][]Role{
	"sub-body": {"group-head", "group-member"},
	"helper":   {"helper-head", "helper"},
}

// number gives a role's number, or -1 for a role that nothing declares. A set
// takes no notice of -1, so such a role is granted nothing.
func (r *Regulation) number(role Role) int {
	if i, ok := r.numbers[role]; ok {
		return i
	}
	return -1
}

// numberRoles numbers the contract's roles, then every role and term that the
// charter declares on any day.
func (r *Regulation) numberRoles() {
	add := func(role Role) {
		if _, ok := r.numbers[role]; !ok && len(r.names) < maxRoles {
			r.numbers[role] = len(r.names)
			r.names = append(r.names, role)
		}
	}
	for _, w := range contractRoles {
		add(Role(w.Key))
	}
	for _, p := range r.rules {
		switch s := p.rule.Spec.(type) {
		case RoleSpec:
			add(s.Role)
		case TermSpec:
			add(s.Term)
		}
	}
}

// terms are the words of the text in force, each with the roles it stands for.
type terms map[Role][]Role

// spell writes roles with every term spelt out, each role once.
func (t terms) spell(out []Role, role Role) []Role {
	return t.spellFrom(out, role, 0)
}

func (t terms) spellFrom(out []Role, role Role, depth int) []Role {
	of, ok := t[role]
	if !ok || depth > maxRoles {
		return addOnce(out, role)
	}
	for _, x := range of {
		out = t.spellFrom(out, x, depth+1)
	}
	return out
}

// roleTable says, for one place (the body or one sub-body) and one stretch of
// days, what every role carries.
type roleTable struct {
	carries  []roleSet // by role number: itself, what it is, all-members, terms
	chair    roleSet   // what chairing adds
	terms    terms
	seated   roleSet         // roles that sit in the place
	declared roleSet         // roles that the charter declares
	outside  roleSet         // roles declared as posts outside the body
	votes    roleSet         // roles whose seats have no vote
	heads    map[string]Role // who heads each sub-body
	counts   map[Role]Count  // declared number of seats
	ranks    map[Role]int    // declared order of precedence
}

// buildRoles reckons what roles carry in the sub-body named by key, or in the
// body itself when the key is empty. Declarations hold everywhere; who is
// seated depends on the place.
func (r *Regulation) buildRoles(rules []*placed, key string) roleTable {
	t := roleTable{carries: make([]roleSet, len(r.names)), terms: terms{}, heads: map[string]Role{}, ranks: map[Role]int{}, counts: map[Role]Count{}}
	is := make([]roleSet, len(r.names))
	is[r.number(roleStandingDeputy)].add(r.number(roleDeputy))
	is[r.number(roleStandingMember)].add(r.number(roleMember))
	var termOf [][2]roleSet // the term, what it stands for
	for _, p := range rules {
		switch s := p.rule.Spec.(type) {
		case RoleSpec:
			for _, x := range s.Is {
				if i := r.number(s.Role); i >= 0 {
					is[i].add(r.number(x))
				}
			}
			if s.Count.Set {
				t.counts[s.Role] = s.Count
			}
			if s.Rank > 0 {
				t.ranks[s.Role] = s.Rank
			}
			if s.Vote == "none" {
				t.votes.add(r.number(s.Role))
			}
		case TermSpec:
			var pair [2]roleSet
			pair[0].add(r.number(s.Term))
			for _, x := range s.AnyOf {
				pair[1].add(r.number(x))
			}
			termOf = append(termOf, pair)
			t.terms[s.Term] = append(t.terms[s.Term], s.AnyOf...)
		case LinkSpec:
			t.heads[s.Key] = s.Head
		}
	}
	t.seated = r.seated(rules, key, &t)
	all := r.number(roleAllMembers)
	for i := range t.carries {
		c := &t.carries[i]
		c.add(i)
		if t.seated.has(i) {
			c.add(all)
		}
		for before := (roleSet{}); before != *c; {
			before = *c
			for j := range is {
				if c.has(j) {
					c.addAll(is[j])
				}
			}
			for _, pair := range termOf {
				if c.meets(pair[1]) {
					c.addAll(pair[0])
				}
			}
		}
	}
	t.chair = t.carries[r.number(roleMeetingChair)]
	return t
}

// seated gives the roles whose holders sit in the place. A role that the
// charter declares sits where the declaration says, unless it is outside; a
// link's head and composition sit in the link's body.
func (r *Regulation) seated(rules []*placed, key string, t *roleTable) roleSet {
	var in, declared, outside roleSet
	for _, p := range rules {
		s, ok := p.rule.Spec.(RoleSpec)
		if !ok {
			continue
		}
		i := r.number(s.Role)
		declared.add(i)
		if outsideSeat(s) {
			outside.add(i)
		} else if p.applies(key) {
			in.add(i)
		}
	}
	add := func(role Role) {
		for _, x := range t.terms.spell(nil, role) {
			in.add(r.number(x))
		}
	}
	for _, p := range rules {
		s, ok := p.rule.Spec.(LinkSpec)
		if !ok || key == "" || s.Key != key {
			continue
		}
		if s.Head != "" {
			add(s.Head)
		}
		for _, part := range s.ComposedOf {
			if part.Seats != "" {
				add(part.Seats)
			}
			for _, k := range part.HeadsOf {
				if t.heads[k] != "" {
					add(t.heads[k])
				}
			}
		}
		for _, role := range seatedIn[s.Link] {
			if i := r.number(role); !declared.has(i) {
				in.add(i)
			}
		}
	}
	if key == "" {
		for _, role := range seatedUnlessTold {
			if i := r.number(role); !declared.has(i) {
				in.add(i)
			}
		}
	}
	t.outside, t.declared = outside, declared
	for _, role := range neverSeated {
		outside.add(r.number(role))
	}
	return roleSet{in[0] &^ outside[0], in[1] &^ outside[1]}
}

// outsideSeat reports whether a declared role is a post outside the body.
func outsideSeat(s RoleSpec) bool { return !s.Outside.IsZero() && s.Outside.VI != "false" }
