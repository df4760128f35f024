package file

import (
	"slices"
	"strings"

	"nghisu/internal/charter"
)

// check looks at the file as a whole, once everything is read. The checks rest
// on rules that could be read; what is wrong with the others is said already.
func (d *decoder) check(c *charter.Charter, root *node) {
	d.clause, d.rule = "", ""
	d.checkAmendments()
	d.checkIdentity()
	d.checkDates()
	names := d.names(c)
	d.checkReferences(names)
	d.checkRoleLimit()
	d.checkDeclarations()
	d.checkCycles()
	d.checkCounts()
	d.checkMatters()
	d.checkReach()
	d.checkLenders()
	if !d.problems.Errors() {
		d.checkSubjects(c, root)
	}
}

// blame reports a problem of a rule at one of its parameters, or at the rule
// itself when the key is empty.
func (d *decoder) blame(r *ruled, key, code string, what, hint say) {
	d.blameAt(r, r.at(key), code, what, hint)
}

func (d *decoder) blameAt(r *ruled, at pos, code string, what, hint say) {
	d.clause, d.rule = r.clause, r.rule.ID
	d.fail(at, code, what, hint)
	d.clause, d.rule = "", ""
}

// kindKey is the key that names the rule's kind.
func (r *ruled) kindKey() string { return string(r.rule.Spec.Kind()) }

// together reports whether two rules hold in one place on one day.
func together(a, b *ruled) bool {
	return overlap(a.period, b.period) && sameBody(a.rule.In, b.rule.In)
}

// sameBody reports whether two rules speak of one body: the body itself, or a
// sub-body of both.
func sameBody(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return len(a) == len(b)
	}
	return slices.ContainsFunc(a, func(k string) bool { return slices.Contains(b, k) })
}

// names are the words that a file and the vocabulary declare.
type names struct {
	roles []string // and terms
	links []string // sub-bodies and other linked bodies
	own   []string // the body itself
	rules map[string]*ruled
	loose []string // all of these
}

// names gathers what is declared, also by rules that have other faults, so that
// one fault does not bring ten more.
func (d *decoder) names(c *charter.Charter) names {
	n := names{roles: slices.Clone(contractRoles), rules: map[string]*ruled{}}
	if c.Key != "" {
		n.own = append(n.own, c.Key)
	}
	for _, r := range d.index.rules {
		switch s := r.rule.Spec.(type) {
		case charter.RoleSpec:
			n.roles = append(n.roles, string(s.Role))
		case charter.TermSpec:
			n.roles = append(n.roles, string(s.Term))
		case charter.LinkSpec:
			n.links = append(n.links, s.Key)
		case charter.BodySpec:
			if len(r.rule.In) == 0 {
				n.own = append(n.own, s.Body)
			} else {
				n.links = append(n.links, s.Body)
			}
		}
		n.rules[r.rule.ID] = r
	}
	slices.Sort(n.roles[len(contractRoles):])
	n.roles = slices.Compact(n.roles)
	n.loose = slices.Concat(n.roles, n.links, n.own)
	return n
}

// checkReferences looks up every word that refers to something.
func (d *decoder) checkReferences(n names) {
	for _, ref := range d.index.refs {
		if len(d.problems) >= maxProblems {
			break
		}
		d.clause, d.rule = ref.clause, ref.rule
		switch ref.kind {
		case refRole:
			if !slices.Contains(n.roles, ref.word) {
				d.fail(ref.at, CodeUnknown, sayf("there is no role %q", "không có vai %q", ref.word), roleHint(ref.word, n.roles))
			}
		case refLink, refBody:
			isOwn := slices.Contains(n.own, ref.word)
			switch {
			case slices.Contains(n.links, ref.word) || isOwn && ref.kind == refBody:
			case isOwn:
				d.fail(ref.at, CodeUnknown, sayf("%q is the body itself, not a sub-body", "%q là chính tổ chức này, không phải tổ chức trực thuộc", ref.word),
					say{"leave in out", "hãy bỏ in"})
			default:
				d.fail(ref.at, CodeUnknown, sayf("there is no sub-body %q", "không có tổ chức trực thuộc %q", ref.word), linkHint(ref.word, n.links))
			}
		case refLoose:
			if slices.Contains(n.loose, ref.word) || n.rules[ref.word] != nil {
				continue
			}
			// Only a slip of the pen is an error: these may be free words.
			if near := slip(ref.word, n.loose); near != "" {
				d.fail(ref.at, CodeUnknown, sayf("there is no %q", "không có %q", ref.word), sayf("did you mean %q?", "có phải %q?", near))
			}
		case refRule:
			d.checkFallback(ref, n)
		}
	}
	d.clause, d.rule = "", ""
	for _, was := range d.index.was {
		if _, ok := d.index.addresses[was.word]; ok || d.index.brought(was.word) {
			continue
		}
		d.clause = was.clause
		d.fail(was.at, CodeUnknown, sayf("there is no %s", "không có %s", was.word), offer(was.word, d.index.allAddresses()))
		d.clause = ""
	}
}

// checkFallback holds the otherwise of a decision to another decision, or a
// role.
func (d *decoder) checkFallback(ref reference, n names) {
	r := n.rules[ref.word]
	if slices.Contains(n.roles, ref.word) {
		return
	}
	if r == nil {
		var ids []string
		for id, x := range n.rules {
			if x.rule.Spec.Kind() == charter.KindDecision {
				ids = append(ids, id)
			}
		}
		slices.Sort(ids)
		d.fail(ref.at, CodeUnknown, sayf("there is no rule and no role %q", "không có quy tắc hay vai %q", ref.word), offer(ref.word, slices.Concat(ids, n.roles)))
	} else if r.rule.Spec.Kind() != charter.KindDecision {
		d.fail(ref.at, CodeUnknown, sayf("rule %q is not a decision", "quy tắc %q không phải quy tắc quyết định", ref.word),
			say{"name a decision rule, a role, or write unstated", "hãy ghi quy tắc quyết định, một vai, hoặc unstated"})
	}
}

func roleHint(word string, roles []string) say {
	if near := nearest(word, roles); near != "" {
		return sayf("did you mean %q?", "có phải %q?", near)
	}
	return say{"declare it with a rule role: or term:", "hãy khai bằng quy tắc role: hoặc term:"}
}

func linkHint(word string, links []string) say {
	if near := nearest(word, links); near != "" {
		return sayf("did you mean %q?", "có phải %q?", near)
	}
	return say{"declare it with a rule link: and key:", "hãy khai bằng quy tắc link: và key:"}
}

// slip gives the known word that a word differs from by one letter, or by two
// when it is long.
func slip(word string, known []string) string {
	limit := 1
	if len(word) >= 10 {
		limit = 2
	}
	if len(word) < 4 {
		return ""
	}
	for _, k := range known {
		if len(k) >= 4 && abs(len(k)-len(word)) <= limit && distance(word, k, limit) <= limit && !strings.HasPrefix(k, word) && !strings.HasPrefix(word, k) {
			return k
		}
	}
	return ""
}

// ownRoles is how many roles and terms of its own a charter may declare.
const ownRoles = 60

// checkRoleLimit refuses a charter with more roles than the engine reckons with.
func (d *decoder) checkRoleLimit() {
	seen := map[charter.Role]bool{}
	for _, r := range d.index.rules {
		var role charter.Role
		switch s := r.rule.Spec.(type) {
		case charter.RoleSpec:
			role = s.Role
		case charter.TermSpec:
			role = s.Term
		}
		if role == "" || seen[role] || charter.KnownRole(role) {
			continue
		}
		if seen[role] = true; len(seen) == ownRoles+1 {
			d.blame(r, r.kindKey(), CodeRoles, sayf("more than %d roles", "quá %d vai", ownRoles),
				say{"use the roles that every charter has", "hãy dùng các vai có sẵn"})
		}
	}
}

// checkReach refuses a rule of a sub-body that is not there on any of the
// rule's days.
func (d *decoder) checkReach() {
	for _, r := range d.index.rules {
		for _, key := range r.rule.In {
			var met, missed bool
			for _, l := range d.index.rules {
				if s, ok := l.rule.Spec.(charter.LinkSpec); ok && s.Key == key {
					if overlap(l.period, r.period) {
						met = true
					} else {
						missed = true
					}
				}
			}
			if missed && !met && r.ok {
				d.blame(r, "in", CodeUnreachable, sayf("sub-body %q does not exist while the rule holds", "tổ chức %q không tồn tại trong thời gian quy tắc có hiệu lực", key),
					say{"compare the days of the link and of the rule", "hãy đối chiếu thời gian của quy tắc link và quy tắc này"})
			}
		}
	}
}
