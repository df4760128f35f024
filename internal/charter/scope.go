package charter

import (
	"slices"
	"strings"
)

// scope is what holds on a stretch of days in one place: the body itself or
// one sub-body. Rules are found by act.
type scope struct {
	reg   *Regulation
	key   string
	roles roleTable
	seats Count // seats that the charter sets for the place
	acts  map[Act]*actRules
	other *actRules // of acts that no rule names

	granting []Act // acts that some rule grants or lends, in vocabulary order
}

// actRules are the rules that speak of one act.
type actRules struct {
	grants      []grant
	forbids     []forbid
	steps       []step
	delegations []delegation
	open        []openGrant // grants whose holder the text leaves open
	needs       []string
	who         []Role // who could, when neither object nor circumstance tells grants apart
	fixed       bool   // who is the answer unless a forbid holds
}

// openGrant is a power with by: unstated.
type openGrant struct {
	p       *placed
	objects []string
}

// newScope indexes the rules that apply in a place.
func (r *Regulation) newScope(rules []*placed, key string) *scope {
	sc := &scope{reg: r, key: key, acts: map[Act]*actRules{}, other: &actRules{}}
	sc.roles = r.buildRoles(rules, key)
	sc.seats = seatsOf(rules, key)
	for _, p := range rules {
		if p.applies(key) {
			sc.addGrants(p)
		}
	}
	for _, p := range rules {
		if p.applies(key) {
			sc.addBars(p)
		}
	}
	sc.finish(sc.other)
	for act, a := range sc.acts {
		sc.finish(a)
		if otherPlace(rules, key, act) {
			a.needs = append(a.needs, "in")
			slices.Sort(a.needs)
		}
	}
	sc.granting = sc.inVocabularyOrder()
	return sc
}

// seatsOf gives the number of seats that the charter sets for the place.
func seatsOf(rules []*placed, key string) Count {
	for _, p := range rules {
		switch s := p.rule.Spec.(type) {
		case BodySpec:
			if key == "" && len(p.rule.In) == 0 && s.Members.Set {
				return s.Members
			}
		case LinkSpec:
			if key != "" && s.Key == key && s.Members.Set {
				return s.Members
			}
		}
	}
	return Count{}
}

// act gives the rules on an act.
func (sc *scope) act(act Act) *actRules {
	if a, ok := sc.acts[act]; ok {
		return a
	}
	return sc.other
}

// on gives the rules on an act, making room for the first.
func (sc *scope) on(act Act) *actRules {
	a, ok := sc.acts[act]
	if !ok {
		a = &actRules{}
		sc.acts[act] = a
	}
	return a
}

// carries gives what a role carries in the place. A role that nothing declares
// carries nothing.
func (sc *scope) carries(role Role) roleSet {
	if i := sc.reg.number(role); i >= 0 {
		return sc.roles.carries[i]
	}
	return roleSet{}
}

// addGrants adds what a rule grants: the powers it states or, for the other
// kinds, those that follow from it.
func (sc *scope) addGrants(p *placed) {
	switch s := p.rule.Spec.(type) {
	case PowerSpec:
		sc.grant(p, s.Acts, s.By, grant{
			together: s.Together == Yes, objects: s.Objects, when: newConditions(s.When),
			proposal: sc.approval("proposed-by", s.OnProposalOf), leave: sc.approval("authorised-by", s.OnAuthorisationOf),
		})
	case RoundSpec:
		objects := limit(s.Matters)
		sc.grant(p, []Act{"round.open"}, s.OpenBy, grant{objects: objects, when: newConditions(s.When)})
		sc.grant(p, []Act{"round.answer"}, s.Of, grant{objects: objects})
		sc.grant(p, []Act{"round.conclude"}, s.ConcludeBy, grant{objects: objects})
	case SignatureSpec:
		g := grant{together: s.Together, objects: limit(s.Documents), when: newConditions(s.When)}
		sc.grant(p, []Act{"document.sign"}, s.Signer, g)
		if s.Seal != "none" {
			if s.Seal != unstated {
				g.seal = []string{s.Seal} // a seal that the text leaves open limits nothing
			}
			sc.grant(p, []Act{"document.seal"}, s.Signer, g)
		}
	case LifecycleSpec:
		act := map[string]Act{"promulgation": "charter.promulgate", "amendment": "charter.amend", "end": "body.dissolve"}[s.Moment]
		if act != "" && !s.By.IsZero() {
			sc.grant(p, []Act{act}, s.By, grant{
				proposal: sc.approval("proposed-by", s.OnProposalOf), leave: sc.approval("authorised-by", s.Approval),
			})
		}
	case DecisionSpec:
		sc.grantDecision(p, s)
	case DutySpec:
		sc.grant(p, s.Acts, s.Who, grant{})
	case DelegationSpec:
		for _, act := range s.Acts {
			sc.on(act).delegations = append(sc.on(act).delegations, sc.newDelegation(p, s))
		}
	}
}

// grantDecision adds what follows from how matters are decided: whoever decides
// concludes, and where the count decides everyone seated votes unless his role
// has no vote.
func (sc *scope) grantDecision(p *placed, s DecisionSpec) {
	g := grant{objects: limit(s.Matters)}
	by := s.By
	switch s.Mode {
	case ModeHead:
		if by.IsZero() {
			by = Holders{Any: []Holder{{Role: sc.decider(ModeHead)}}}
		}
		sc.grant(p, []Act{"meeting.conclude", "round.conclude"}, by, g)
	case ModeChair:
		if by.IsZero() {
			by = Holders{Any: []Holder{{Role: sc.decider(ModeChair)}}}
		}
		sc.grant(p, []Act{"meeting.conclude"}, by, g)
	case ModeVote:
		if by.IsZero() {
			by = sc.voters()
			g.except = sc.roles.votes
		}
		sc.grant(p, []Act{"vote.cast"}, by, g)
	}
}

// decider is who decides where a decision rule names nobody: the head of the
// place, or whoever chairs.
func (sc *scope) decider(mode Mode) Role {
	if mode == ModeChair {
		return roleMeetingChair
	}
	if head := sc.roles.heads[sc.key]; head != "" {
		return head
	}
	return roleHead
}

// voters are all members; where the charter takes the vote from a role, the
// others that sit in the place by name.
func (sc *scope) voters() Holders {
	if !sc.roles.votes.meets(sc.roles.seated) {
		return Holders{Any: []Holder{{Role: roleAllMembers}}}
	}
	var h Holders
	for i, role := range sc.reg.names {
		if sc.roles.seated.has(i) && sc.roles.declared.has(i) && !sc.roles.votes.has(i) {
			h.Any = append(h.Any, Holder{Role: role})
		}
	}
	if len(h.Any) == 0 {
		return Holders{Any: []Holder{{Role: roleAllMembers}}}
	}
	return h
}

// limit gives the words that bound a rule; "any" bounds nothing.
func limit(words []string) []string {
	if contains(words, "any") {
		return nil
	}
	return words
}

func (sc *scope) grant(p *placed, acts []Act, by Holders, g grant) {
	g.p = p
	g.by = sc.reg.newHolding(by, sc.roles.terms)
	for _, act := range acts {
		a := sc.on(act)
		if by.Unstated {
			a.open = append(a.open, openGrant{p, g.objects})
		}
		if !g.by.none() || len(g.by.who) > 0 {
			a.grants = append(a.grants, g)
		}
	}
}

// addBars adds prohibitions and steps, once every act that a rule grants is
// known. Only those that are enforced bar anything; reminders and records are
// text for people.
func (sc *scope) addBars(p *placed) {
	if p.rule.Force != Enforced {
		return
	}
	switch s := p.rule.Spec.(type) {
	case ForbidSpec:
		fb := forbid{p: p, all: s.For.IsZero(), by: sc.reg.newHolding(s.For, sc.roles.terms), objects: s.Objects, when: newConditions(s.When)}
		if !contains(s.Acts, AnyAct) {
			for _, act := range s.Acts {
				sc.on(act).forbids = append(sc.on(act).forbids, fb)
			}
			return
		}
		fb.anyAct = true
		sc.other.forbids = append(sc.other.forbids, fb)
	case StepSpec:
		st := sc.newStep(p, s)
		for _, act := range s.Acts {
			sc.on(act).steps = append(sc.on(act).steps, st)
		}
	}
}

// finish adds the prohibitions on any act, in the order of the text, and says
// what a ruling may ask and who could.
func (sc *scope) finish(a *actRules) {
	if a != sc.other {
		for _, fb := range sc.other.forbids {
			if fb.anyAct {
				a.forbids = append(a.forbids, fb)
			}
		}
		slices.SortStableFunc(a.forbids, func(x, y forbid) int { return x.p.seq - y.p.seq })
	}
	a.fixed = true
	for i := range a.grants {
		g := &a.grants[i]
		a.fixed = a.fixed && len(g.objects) == 0 && len(g.p.rule.Unless) == 0
	}
	for i := range a.delegations {
		a.fixed = a.fixed && len(a.delegations[i].p.rule.Unless) == 0
	}
	a.who = sc.holders(a, nil)
	a.needs = sc.needs(a)
}

// needs lists the facts that a ruling on the act may ask for, sorted.
func (sc *scope) needs(a *actRules) []string {
	keys := []string{}
	add := func(list ...string) {
		for _, k := range list {
			keys = addOnce(keys, k)
		}
	}
	rule := func(p *placed, objects []string, when []condition) {
		add(p.rule.Unless...)
		if len(objects) > 0 {
			add("object")
		}
		for i := range when {
			add(when[i].key)
		}
	}
	holders := func(h *holding) {
		if h.roles.meets(sc.roles.chair) {
			add("chairing")
		}
		for i := range h.groups {
			add("supporters")
			if s := h.groups[i].share; s.fraction() && baseKeys[s.Base] != "" {
				add(baseKeys[s.Base])
			}
		}
	}
	for i := range a.grants {
		g := &a.grants[i]
		rule(g.p, g.objects, g.when)
		holders(&g.by)
		if g.together {
			add("with")
		}
		if g.seal != nil {
			add("seal")
		}
		for _, ap := range []*approval{g.proposal, g.leave} {
			if ap != nil {
				add(ap.key)
				if len(ap.of.groups) > 0 {
					add("supporters")
				}
			}
		}
	}
	for i := range a.forbids {
		rule(a.forbids[i].p, a.forbids[i].objects, a.forbids[i].when)
		holders(&a.forbids[i].by)
	}
	for i := range a.delegations {
		d := &a.delegations[i]
		rule(d.p, nil, nil)
		holders(&d.to)
		if !d.standing {
			add("delegation")
		}
	}
	for i := range a.steps {
		st := &a.steps[i]
		rule(st.p, st.objects, st.needs)
		holders(&st.by)
		if len(st.waiver.who) > 0 {
			add("waived-by")
		}
	}
	slices.Sort(keys)
	return keys
}

// otherPlace reports whether a rule on the act holds in another place than the
// one named, so that a ruling turns on where the act is done.
func otherPlace(rules []*placed, key string, act Act) bool {
	for _, p := range rules {
		if !p.applies(key) && contains(actsOf(p.rule.Spec), act) {
			return true
		}
	}
	return false
}

// wanted writes a fact and the values that would do: "key=a|b".
func wanted(key string, values []string) string {
	return key + "=" + strings.Join(values, "|")
}
