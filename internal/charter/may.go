package charter

import "slices"

// Question asks whether a person may do an act: the seats that he could act
// from, by rank, the day and what is known of the situation.
type Question struct {
	Roles []Role
	Act   Act
	On    Date
	Facts []Fact
}

// May answers "may I?" (thẩm quyền). Each seat is ruled by itself; the first
// allowed is recorded, or the first when none is. With no role the answer is
// for an outsider. Slices of the answer may be shared and are not to be
// written to.
func (r *Regulation) May(q Question) Ruling {
	e := r.on(q.On)
	out := Ruling{Reconstructed: r.charter.Reconstructed, Draft: r.charter.Draft}
	roles := q.Roles
	switch {
	case len(roles) == 0:
		roles = []Role{roleOutsider}
	case len(roles) > 1:
		roles = e.body.byRank(roles)
	}
	out.Seats = make([]SeatRuling, len(roles))
	if !e.inForce {
		r.notInForce(&out, roles)
		return out
	}
	f := facts(q.Facts)
	sc := r.scope(e, f)
	a := sc.act(q.Act)
	chosen := -1
	var best, mark marks
	for i, role := range roles {
		mark = sc.rule(a, role, f, &out.Seats[i])
		if chosen < 0 || out.Seats[i].Allowed && !out.Seats[chosen].Allowed {
			chosen, best = i, mark
		}
	}
	s := &out.Seats[chosen]
	out.Role, out.Allowed, out.Reason, out.Clauses, out.Missing = s.Role, s.Allowed, s.Reason, s.Clauses, s.Missing
	out.Inferred, out.Undated = best.inferred, best.undated
	out.WhoCould, out.Needs = sc.whoCould(a, f), a.needs
	return out
}

// marks are what the clauses that spoke pass on to the ruling.
type marks struct {
	inferred, undated bool
}

// notInForce answers for a day on which no clause is in force: the rule that
// says from when is cited.
func (r *Regulation) notInForce(out *Ruling, roles []Role) {
	clauses, m := r.cite(r.effectCites)
	out.Clauses = clauses
	for i, role := range roles {
		out.Seats[i] = SeatRuling{Role: role, Reason: ReasonNotInForce, Clauses: out.Clauses}
	}
	out.Role, out.Reason, out.Inferred, out.Undated = roles[0], ReasonNotInForce, m.inferred, m.undated
}

// cite gives the clauses of rules and what they pass on. An answer that cites
// nothing is undated when the first document is.
func (r *Regulation) cite(list []*placed) ([]Cite, marks) {
	if len(list) == 0 {
		return nil, marks{undated: len(r.instruments) > 0 && r.instruments[0].undated}
	}
	out, m := make([]Cite, len(list)), marks{}
	for i, p := range list {
		out[i] = p.cite
		m.inferred = m.inferred || p.rule.Inferred
		m.undated = m.undated || p.undated
	}
	return out, m
}

// byRank orders seats by the rank that the charter declares, when it declares
// one for each; else the caller's order stands.
func (sc *scope) byRank(roles []Role) []Role {
	for _, role := range roles {
		if sc.roles.ranks[role] == 0 {
			return roles
		}
	}
	out := slices.Clone(roles)
	slices.SortStableFunc(out, func(x, y Role) int { return sc.roles.ranks[x] - sc.roles.ranks[y] })
	return out
}

// rule rules on one seat.
func (sc *scope) rule(a *actRules, role Role, f facts, out *SeatRuling) marks {
	out.Role = role
	seat, c := sc.person(role, f)
	var room, shortRoom [16]*placed
	cites, short := room[:0], shortRoom[:0]
	for i := range a.forbids {
		if fb := &a.forbids[i]; fb.holds(f) && sc.binds(fb, c, f) {
			cites = append(cites, fb.p)
		}
	}
	if len(cites) > 0 {
		out.Reason = ReasonForbidden
		return sc.close(a, seat, c, f, cites, out)
	}
	var lack []string
	lentInferred := false
	for i := range a.grants {
		g := &a.grants[i]
		if !g.applies(f) {
			continue
		}
		var s state
		switch s, lack = sc.granted(g, seat, c, f, lack); s {
		case stateMet:
			cites = append(cites, g.p)
		case stateShort:
			short = append(short, g.p)
		}
	}
	for i := range a.delegations {
		d := &a.delegations[i]
		var s state
		var read bool
		switch s, read, lack = sc.lent(d, a, seat, c, f, 0, lack); s {
		case stateMet:
			cites = append(cites, d.p)
			lentInferred = lentInferred || read
		case stateShort:
			short = append(short, d.p)
		}
	}
	if len(cites) == 0 && len(short) == 0 {
		out.Reason = ReasonNotHolder
		return sc.close(a, seat, c, f, cites, out)
	}
	if len(cites) == 0 {
		for i := range a.steps {
			if st := &a.steps[i]; st.holdsUp(f) && st.binds(c) {
				_, lack = sc.done(st, f, lack)
			}
		}
		out.Reason, out.Missing = ReasonMissing, lack
		return sc.close(a, seat, c, f, short, out)
	}
	var held []string
	short = short[:0]
	for i := range a.steps {
		st := &a.steps[i]
		if !st.holdsUp(f) || !st.binds(c) {
			continue
		}
		var ok bool
		if ok, held = sc.done(st, f, held); !ok {
			short = append(short, st.p)
		} else if len(short) == 0 {
			cites = append(cites, st.p)
		}
	}
	if len(short) > 0 {
		out.Reason, out.Missing = ReasonStep, held
		return sc.close(a, seat, c, f, short, out)
	}
	out.Reason, out.Allowed = ReasonGranted, true
	var m marks
	out.Clauses, m = sc.reg.cite(cites)
	m.inferred = m.inferred || lentInferred
	return m
}

// close ends a refusal: after what refused come the clauses that grant the act
// to others; where nothing grants it to anyone, the reason is that the text
// leaves it open.
func (sc *scope) close(a *actRules, seat int, c roleSet, f facts, cites []*placed, out *SeatRuling) marks {
	some := false
	for i := range a.grants {
		g := &a.grants[i]
		if !g.applies(f) {
			continue
		}
		some = true
		if (g.by.whoSet.beyond(c) || !g.names(seat, c)) && !contains(cites, g.p) {
			cites = append(cites, g.p)
		}
	}
	for i := range a.delegations {
		d := &a.delegations[i]
		if d.to.whoSet.beyond(c) && !contains(cites, d.p) && sc.reachable(d, a, f, 0) {
			cites = append(cites, d.p)
		}
	}
	if !some && out.Reason == ReasonNotHolder {
		out.Reason = ReasonUnstated
		for i := range a.open {
			if o := &a.open[i]; len(o.objects) == 0 || f.within("object", o.objects) {
				cites = append(cites, o.p)
			}
		}
	}
	var m marks
	out.Clauses, m = sc.reg.cite(cites)
	return m
}

// whoCould names the roles that grants in force, delegations among them, name for
// the object, conditions aside: nobody when everyone is forbidden, and without those who are.
func (sc *scope) whoCould(a *actRules, f facts) []Role {
	var barred roleSet
	for i := range a.forbids {
		if fb := &a.forbids[i]; fb.holds(f) {
			if fb.all {
				return nil
			}
			barred.addAll(fb.by.roles)
		}
	}
	out := a.who
	if !a.fixed {
		out = sc.holders(a, f)
	}
	if barred.empty() {
		return out
	}
	kept := make([]Role, 0, len(out))
	for _, role := range out {
		if !sc.carries(role).meets(barred) {
			kept = append(kept, role)
		}
	}
	return kept
}

// holders names the roles to which grants and delegations give the act for the
// object, each role once.
func (sc *scope) holders(a *actRules, f facts) []Role {
	var out []Role
	for i := range a.grants {
		if g := &a.grants[i]; g.applies(f) {
			for _, role := range g.by.who {
				out = addOnce(out, role)
			}
		}
	}
	for i := range a.delegations {
		if d := &a.delegations[i]; sc.reachable(d, a, f, 0) {
			for _, role := range d.to.who {
				out = addOnce(out, role)
			}
		}
	}
	return out
}

// Needs lists the facts that a ruling on the act may ask for on a day: keys of
// the format's table of facts, sorted.
func (r *Regulation) Needs(act Act, on Date) []string {
	e := r.on(on)
	if !e.inForce {
		return nil
	}
	return e.body.act(act).needs
}

// Allowed lists the acts that one seat may do on a day with what is known, in
// the order of the vocabulary.
func (r *Regulation) Allowed(role Role, on Date, known []Fact) []Act {
	e := r.on(on)
	if !e.inForce {
		return nil
	}
	f := facts(known)
	sc := r.scope(e, f)
	out := make([]Act, 0, len(sc.granting))
	for _, act := range sc.granting {
		if sc.allows(sc.acts[act], role, f) {
			out = append(out, act)
		}
	}
	return out
}

// allows rules on one seat without saying why.
func (sc *scope) allows(a *actRules, role Role, f facts) bool {
	seat, c := sc.person(role, f)
	for i := range a.forbids {
		if fb := &a.forbids[i]; fb.holds(f) && sc.binds(fb, c, f) {
			return false
		}
	}
	var room [8]string
	lack, held := room[:0], false
	for i := range a.grants {
		var s state
		if g := &a.grants[i]; g.applies(f) {
			if s, lack = sc.granted(g, seat, c, f, lack[:0]); s == stateMet {
				held = true
				break
			}
		}
	}
	for i := 0; i < len(a.delegations) && !held; i++ {
		s, _, _ := sc.lent(&a.delegations[i], a, seat, c, f, 0, nil)
		held = s == stateMet
	}
	for i := 0; i < len(a.steps) && held; i++ {
		if st := &a.steps[i]; st.holdsUp(f) && st.binds(c) {
			held, _ = sc.done(st, f, lack[:0])
		}
	}
	return held
}

// person gives the number of a seat's role and what the person carries there,
// chairing included.
func (sc *scope) person(role Role, f facts) (seat int, c roleSet) {
	seat = sc.reg.number(role)
	if seat >= 0 {
		c = sc.roles.carries[seat]
	}
	if f.is("chairing", "true") {
		c.addAll(sc.roles.chair)
	}
	return seat, c
}
