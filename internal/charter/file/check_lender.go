package file

import (
	"slices"

	"nghisu/internal/charter"
)

// granting is one power that a rule gives, stated or following from its kind.
type granting struct {
	by     *ruled
	acts   []charter.Act
	to     []charter.Role
	groups bool // also so many together, or somebody the text leaves open
}

// grantings gives what a rule grants.
func grantings(r *ruled) []granting {
	one := func(h charter.Holders, acts ...charter.Act) granting {
		g := granting{by: r, acts: acts, groups: h.Unstated}
		for _, x := range h.Any {
			if x.Role != "" {
				g.to = append(g.to, x.Role)
			} else {
				g.groups = true
			}
		}
		return g
	}
	switch s := r.rule.Spec.(type) {
	case charter.PowerSpec:
		return []granting{one(s.By, s.Acts...)}
	case charter.DutySpec:
		return []granting{one(s.Who, s.Acts...)}
	case charter.RoundSpec:
		return []granting{one(s.OpenBy, "round.open"), one(s.Of, "round.answer"), one(s.ConcludeBy, "round.conclude")}
	case charter.SignatureSpec:
		return []granting{one(s.Signer, "document.sign", "document.seal")}
	case charter.LifecycleSpec:
		if act, ok := lifecycleActs[s.Moment]; ok && !s.By.IsZero() {
			return []granting{one(s.By, act)}
		}
	case charter.DecisionSpec:
		return []granting{decisionGrant(s, one)}
	case charter.DelegationSpec:
		if s.Redelegate == charter.Yes {
			return []granting{one(s.To, s.Acts...)}
		}
	}
	return nil
}

var lifecycleActs = map[string]charter.Act{
	"promulgation": "charter.promulgate", "amendment": "charter.amend", "end": "body.dissolve",
}

// decisionGrant gives what follows from how a matter is decided.
func decisionGrant(s charter.DecisionSpec, one func(charter.Holders, ...charter.Act) granting) granting {
	by := func(role charter.Role) charter.Holders {
		if !s.By.IsZero() {
			return s.By
		}
		return charter.Holders{Any: []charter.Holder{{Role: role}}}
	}
	switch s.Mode {
	case charter.ModeHead:
		return one(by("head"), "meeting.conclude", "round.conclude")
	case charter.ModeChair:
		return one(by("meeting-chair"), "meeting.conclude")
	case charter.ModeVote:
		return one(charter.Holders{Any: []charter.Holder{{Role: "all-members"}}}, "vote.cast")
	}
	return granting{}
}

// unseated are the roles of the contract that are not members, whatever a
// charter says of them.
var unseated = []charter.Role{"superior", "meeting-chair", "agency-head", "invitee", "outsider", "body", "standing-agency", "host-agency"}

// checkLenders refuses a delegation of an act that its lender does not hold on
// any day of the delegation.
func (d *decoder) checkLenders() {
	var all []granting
	for _, r := range d.index.rules {
		all = append(all, grantings(r)...)
	}
	carried := d.carries()
	for _, r := range d.index.rules {
		s, ok := r.rule.Spec.(charter.DelegationSpec)
		if !ok || !r.ok {
			continue
		}
		for _, from := range s.From.Any {
			if from.Role == "" {
				continue
			}
			for i, act := range s.Acts {
				if !holds(from.Role, act, r, all, carried) {
					d.blameAt(r, itemAt(r.node.get("delegation"), i), CodeLender, sayf("%q does not hold %s and cannot lend it", "%q không có thẩm quyền %s nên không ủy quyền được", from.Role, act),
						say{"add the power first, or correct from", "hãy thêm quy tắc power trước, hoặc sửa from"})
				}
			}
		}
	}
}

// itemAt is the place of an item of a list, or of the single value.
func itemAt(n *node, i int) pos {
	if n.shape == list && i < len(n.items) {
		return n.items[i].pos
	}
	return n.pos
}

// holds reports whether a role holds an act on some day of the delegation, by
// itself or by what it also is. A term lends what each of its roles holds.
func holds(role charter.Role, act charter.Act, r *ruled, all []granting, carried map[charter.Role][]charter.Role) bool {
	whole := append([]charter.Role{role}, carried[role]...)
	chairs := slices.Contains(whole, "meeting-chair")
	for range 2 {
		for _, g := range all {
			if g.by == r || !slices.Contains(g.acts, act) && !(slices.Contains(g.acts, "meeting.chair") && !chairs) {
				continue
			}
			if !overlap(g.by.period, r.period) || len(g.by.rule.In) > 0 && !sameBody(g.by.rule.In, r.rule.In) {
				continue
			}
			mine := g.groups || slices.ContainsFunc(g.to, func(x charter.Role) bool { return slices.Contains(whole, x) })
			if mine && slices.Contains(g.acts, act) {
				return true
			}
			// Who may chair holds what belongs to the chair of the sitting.
			if mine && slices.Contains(g.acts, "meeting.chair") {
				chairs = true
				whole = append(whole, "meeting-chair")
			}
		}
	}
	parts := carried[termKey+role]
	if len(parts) == 0 {
		return false
	}
	for _, part := range parts {
		if part == role || !holds(part, act, r, all, carried) {
			return false
		}
	}
	return true
}

// termKey marks, in the map that carries gives, what a term stands for.
const termKey charter.Role = "="

// carries gives for each role what it also is: by is:, by the vocabulary, by the
// terms that it belongs to, and all-members for who has a seat. Under "=TERM" it
// gives the roles that a term stands for.
func (d *decoder) carries() map[charter.Role][]charter.Role {
	direct := map[charter.Role][]charter.Role{"standing-deputy": {"deputy"}, "standing-member": {"member"}}
	out := map[charter.Role][]charter.Role{}
	roles := []charter.Role{}
	for _, w := range contractRoles {
		roles = append(roles, charter.Role(w))
	}
	outside := slices.Clone(unseated)
	for _, r := range d.index.rules {
		switch s := r.rule.Spec.(type) {
		case charter.RoleSpec:
			roles = append(roles, s.Role)
			direct[s.Role] = append(direct[s.Role], s.Is...)
			if !s.Outside.IsZero() {
				outside = append(outside, s.Role)
			}
		case charter.TermSpec:
			roles = append(roles, s.Term)
			out[termKey+s.Term] = append(out[termKey+s.Term], s.AnyOf...)
			outside = append(outside, s.Term)
			for _, x := range s.AnyOf {
				direct[x] = append(direct[x], s.Term)
			}
		}
	}
	for _, role := range roles {
		if out[role] != nil {
			continue
		}
		var got []charter.Role
		var walk func(x charter.Role)
		walk = func(x charter.Role) {
			for _, y := range direct[x] {
				if y != role && !slices.Contains(got, y) {
					got = append(got, y)
					walk(y)
				}
			}
		}
		walk(role)
		if !slices.Contains(outside, role) {
			got = append(append(got, "all-members"), direct["all-members"]...)
		}
		out[role] = got
	}
	return out
}
