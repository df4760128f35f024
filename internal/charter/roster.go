package charter

import "slices"

// RoleInfo is a role on a day: what the charter declares of it, with the
// contract's title where it gives none.
type RoleInfo struct {
	Role     Role
	Title    Text
	Rank     int // order of precedence, 1 first; 0 when not stated
	Count    Count
	Regime   string   // part-time, full-time, unstated or empty
	Vote     string   // full, none, unstated or empty
	In       []string // sub-bodies in which it sits; empty: the body itself
	Is       []Role
	Holder   Occupant
	Outside  bool // a named post that holds no seat
	Declared bool // the charter declares it; else a rule only names it
	Cite     Cite // of the declaration; zero when not declared
}

// PlacedRule is a rule in force with the clause that it hangs on.
type PlacedRule struct {
	Rule    *Rule
	Cite    Cite
	Undated bool
}

// BodyInfo is a linked body or agency: a sub-body, the assisting unit, the
// standing agency, the superior.
type BodyInfo struct {
	Key      string
	Relation string // the link's word: sub-body, helper, standing-agency …
	Spec     LinkSpec
	Roles    []Role // roles that sit in it
	Cite     Cite
}

// SeriesInfo is a cadence of meetings in force.
type SeriesInfo struct {
	Spec SeriesSpec
	In   []string
	Cite Cite
}

// Charter gives what was compiled. It is not to be changed.
func (r *Regulation) Charter() *Charter { return r.charter }

// Effect gives the first day on which the regulation, the charter's first
// document, is in force; false when no day is known and it always is.
func (r *Regulation) Effect() (Date, bool) {
	if len(r.instruments) == 0 || r.instruments[0].undated {
		return 0, false
	}
	return r.instruments[0].from, true
}

// InForce reports whether any clause is in force on a day.
func (r *Regulation) InForce(on Date) bool { return r.on(on).inForce }

// Silent reports whether the whole text was read and found silent on a subject.
func (r *Regulation) Silent(s Subject) bool { return contains(r.charter.Unstated, s) }

// Rules lists the rules in force on a day, in the order of the text.
func (r *Regulation) Rules(on Date) []PlacedRule {
	e := r.on(on)
	out := make([]PlacedRule, len(e.rules))
	for i, p := range e.rules {
		out[i] = PlacedRule{Rule: p.rule, Cite: p.cite, Undated: p.undated}
	}
	return out
}

// Identity gives the body's identity on a day with the clause that states it;
// false when no rule does.
func (r *Regulation) Identity(on Date) (BodySpec, Cite, bool) {
	for _, p := range r.on(on).rules {
		if s, ok := p.rule.Spec.(BodySpec); ok && len(p.rule.In) == 0 {
			return s, p.cite, true
		}
	}
	return BodySpec{}, Cite{}, false
}

// Roles lists the roles of a day: those declared, by rank and then in the order
// of the text, then those of the contract that rules only name.
func (r *Regulation) Roles(on Date) []RoleInfo {
	e := r.on(on)
	var out []RoleInfo
	at := map[Role]int{}
	for _, p := range e.rules {
		s, ok := p.rule.Spec.(RoleSpec)
		if !ok {
			continue
		}
		if i, ok := at[s.Role]; ok {
			for _, k := range p.rule.In {
				out[i].In = addOnce(out[i].In, k)
			}
			continue
		}
		at[s.Role] = len(out)
		title := s.Title
		if w, ok := roleWord(s.Role); ok && title.IsZero() {
			title = w.Text()
		} else if title.IsZero() {
			title = Text{VI: string(s.Role)}
		}
		out = append(out, RoleInfo{
			Role: s.Role, Title: title, Rank: s.Rank, Count: s.Count, Regime: r.regime(e, s, p.rule.In), Vote: s.Vote,
			In: slices.Clone(p.rule.In), Is: s.Is, Holder: s.Holder, Outside: outsideSeat(s), Declared: true, Cite: p.cite,
		})
	}
	slices.SortStableFunc(out, func(x, y RoleInfo) int { return rankOrder(x.Rank) - rankOrder(y.Rank) })
	for _, w := range contractRoles {
		role := Role(w.Key)
		if _, ok := at[role]; !ok && e.named(r.number(role)) {
			out = append(out, RoleInfo{Role: role, Title: w.Text()})
		}
	}
	return out
}

// RoleTitle gives the title of a role on a day: the charter's, a term's own
// word, or the contract's.
func (r *Regulation) RoleTitle(role Role, on Date) Text {
	for _, p := range r.on(on).rules {
		switch s := p.rule.Spec.(type) {
		case RoleSpec:
			if s.Role == role && !s.Title.IsZero() {
				return s.Title
			}
		case TermSpec:
			if s.Term == role && !s.Title.IsZero() {
				return s.Title
			}
		}
	}
	if w, ok := roleWord(role); ok {
		return w.Text()
	}
	return Text{VI: string(role)}
}

// rankOrder puts roles without a rank after those that have one.
func rankOrder(rank int) int {
	if rank == 0 {
		return 1 << 20
	}
	return rank
}

// named reports whether a grant or a delegation of any place names a role.
func (e *epoch) named(i int) bool {
	in := func(sc *scope) bool {
		for _, act := range sc.granting {
			a := sc.acts[act]
			for j := range a.grants {
				if a.grants[j].by.whoSet.has(i) {
					return true
				}
			}
			for j := range a.delegations {
				if a.delegations[j].to.whoSet.has(i) {
					return true
				}
			}
		}
		return false
	}
	if in(e.body) {
		return true
	}
	for _, sc := range e.subs {
		if in(sc) {
			return true
		}
	}
	return false
}

// regime gives a role's regime: its own, that of its seats, else that of the
// sub-body in which it sits. A rule on so many of the seats ("một số") speaks of
// those and not of the role.
func (r *Regulation) regime(e *epoch, s RoleSpec, in []string) string {
	if s.Regime != "" {
		return s.Regime
	}
	for _, p := range e.rules {
		seat, ok := p.rule.Spec.(SeatSpec)
		if !ok || seat.Regime == "" || seat.Count.Set || len(p.rule.In) > 0 && !shares(p.rule.In, in) {
			continue
		}
		c := r.placeOf(p, e.from).carries(s.Role)
		for _, role := range seat.Roles {
			if c.has(r.number(role)) {
				return seat.Regime
			}
		}
	}
	for _, p := range e.rules {
		if l, ok := p.rule.Spec.(LinkSpec); ok && l.Regime != "" && contains(in, l.Key) {
			return l.Regime
		}
	}
	return ""
}

func shares(a, b []string) bool {
	for _, x := range a {
		if contains(b, x) {
			return true
		}
	}
	return false
}

// Links lists the bodies and agencies that the charter ties to the body on a
// day, in the order of the text.
func (r *Regulation) Links(on Date) []BodyInfo {
	e := r.on(on)
	var out []BodyInfo
	for _, p := range e.rules {
		s, ok := p.rule.Spec.(LinkSpec)
		if !ok {
			continue
		}
		b := BodyInfo{Key: s.Key, Relation: s.Link, Spec: s, Cite: p.cite}
		if sc := e.subs[s.Key]; sc != nil && s.Link != "standing-agency" && s.Link != "host-agency" {
			for i, role := range r.names {
				if sc.roles.seated.has(i) {
					b.Roles = append(b.Roles, role)
				}
			}
		}
		out = append(out, b)
	}
	return out
}

// Seated lists the roles that sit in a sub-body on a day, or in the body itself
// when the key is empty, in the order of the vocabulary and then of the text.
func (r *Regulation) Seated(key string, on Date) []Role {
	e := r.on(on)
	sc := e.body
	if key != "" {
		if sc = e.subs[key]; sc == nil {
			return nil
		}
	}
	var out []Role
	for i, role := range r.names {
		if sc.roles.seated.has(i) {
			out = append(out, role)
		}
	}
	return out
}

// Series lists the cadences of meetings in force on a day.
func (r *Regulation) Series(on Date) []SeriesInfo {
	var out []SeriesInfo
	for _, p := range r.on(on).rules {
		if s, ok := p.rule.Spec.(SeriesSpec); ok {
			out = append(out, SeriesInfo{Spec: s, In: p.rule.In, Cite: p.cite})
		}
	}
	return out
}
