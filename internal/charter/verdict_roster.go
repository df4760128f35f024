package charter

import "strconv"

// seating is how many seats a role has in the place, and the rule that says so.
type seating struct {
	role  Role
	count Count
	by    *placed
}

// roster holds the seats filled against the composition: each role's count, the
// total, and caps on a common trait.
func (v *judge) roster() {
	need, have := map[string]any{}, map[string]any{}
	ok, sum := Yes, v.filled(have)
	stated, complete := false, len(have) > 0
	for _, s := range v.composition() {
		key := string(s.role)
		n, given := v.f.number(key)
		complete = complete && given
		switch {
		case s.count.Unstated:
			v.unstated(key)
			v.cite(s.by)
		case s.count.Set:
			stated = true
			v.cite(s.by)
			need[key] = s.count.json()
			if !given {
				v.missing(key)
				ok = ok.and(Absent)
				break
			}
			ok = ok.and(truth(s.count.holds(n)))
			v.out.Off += s.count.off(n)
		}
	}
	filled, told := v.f.number("members")
	if !told && complete {
		filled, told = sum, true
	}
	if told {
		have["total"] = filled
	}
	total := v.sc.seats
	switch {
	case total.Unstated:
		v.cite(v.totalRule())
		v.unstated("total")
	case total.Set:
		stated = true
		v.cite(v.totalRule())
		need["total"] = total.json()
		ok = ok.and(v.total(total, filled, told, sum))
		if told {
			v.out.Off += total.off(filled)
		}
	}
	if caps := v.caps(need, have, filled, told); caps != Unstated {
		ok, stated = ok.and(caps), true
	}
	v.out.Have = have
	if !stated {
		v.out.Need = unstated
		if len(v.out.Unstated) == 0 {
			v.unstated("roster")
		}
		return
	}
	v.out.OK, v.out.Need = ok, need
}

// total holds the number of seats filled against the total; more than it in the
// roles that are given is too many, whatever the others hold.
func (v *judge) total(total Count, filled int, told bool, sum int) Tri {
	switch {
	case told:
		return truth(total.holds(filled))
	case total.Max >= 0 && sum > total.Max:
		return No
	}
	if len(v.out.Missing) == 0 {
		v.missing("members")
	}
	return Absent
}

// filled notes every role that the facts count, one that the charter does not
// foresee too, and adds them up.
func (v *judge) filled(have map[string]any) int {
	sum := 0
	for i, role := range v.r.names {
		n, ok := v.f.number(string(role))
		if !ok || contains(neverSeated, role) || v.sc.roles.outside.has(i) {
			continue
		}
		have[string(role)] = n
		sum += n
	}
	return sum
}

// composition gathers the seats of the place: the roles declared for it and,
// for a body composed by rule, the seats of others that sit in it. A sub-body
// has its own roster: the body's is no stand-in for it.
func (v *judge) composition() []seating {
	var out []seating
	for _, p := range v.e.rules {
		switch s := p.rule.Spec.(type) {
		case RoleSpec:
			if p.applies(v.sc.key) && !outsideSeat(s) && !contains(neverSeated, s.Role) {
				out = append(out, seating{s.Role, v.countOf(s, v.sc.key), p})
			}
		case LinkSpec:
			if v.sc.key != "" && s.Key == v.sc.key {
				for _, part := range s.ComposedOf {
					out = append(out, v.part(part, p)...)
				}
			}
		}
	}
	return out
}

// part gives the seats that one element of a composition brings: those of a
// role, the heads of bodies, or so many as somebody chooses.
func (v *judge) part(part Part, p *placed) []seating {
	var out []seating
	for _, key := range part.HeadsOf {
		head := v.sc.roles.heads[key]
		if head == "" {
			continue
		}
		found := false
		for i := range out {
			if out[i].role == head {
				out[i].count.Min++
				out[i].count.Max++
				found = true
			}
		}
		if !found {
			out = append(out, seating{head, Count{Min: 1, Max: 1, Set: true}, p})
		}
	}
	if part.Seats == "" {
		return out
	}
	for _, role := range v.sc.roles.terms.spell(nil, part.Seats) {
		count := Count{Set: true, Unstated: true}
		if part.ChosenBy == "" {
			for _, q := range v.e.rules {
				if s, ok := q.rule.Spec.(RoleSpec); ok && s.Role == role {
					count = v.countOf(s, "")
				}
			}
		}
		out = append(out, seating{role, count, p})
	}
	return out
}

// totalRule finds the rule that states how many seats there are.
func (v *judge) totalRule() *placed {
	for _, p := range v.e.rules {
		switch s := p.rule.Spec.(type) {
		case BodySpec:
			if v.sc.key == "" && s.Members.Set && len(p.rule.In) == 0 {
				return p
			}
		case LinkSpec:
			if v.sc.key != "" && s.Key == v.sc.key && s.Members.Set {
				return p
			}
		}
	}
	return nil
}

// countOf gives how many seats a role has: as declared, else the sum of the
// seats that the text describes one by one.
func (v *judge) countOf(s RoleSpec, key string) Count {
	if s.Count.Set {
		return s.Count
	}
	sum := Count{}
	for _, p := range v.e.rules {
		seat, ok := p.rule.Spec.(SeatSpec)
		if !ok || !p.applies(key) || len(seat.Roles) != 1 || seat.Roles[0] != s.Role || !seat.Count.Set {
			continue
		}
		c := seat.Count
		if sum.Unstated = sum.Unstated || c.Unstated; sum.Max >= 0 && c.Max >= 0 {
			sum.Max += c.Max
		} else {
			sum.Max = -1
		}
		sum.Min += c.Min
		sum.Set = true
	}
	return sum
}

// caps holds the limits on a common trait; Unstated when there is none.
func (v *judge) caps(need, have map[string]any, filled int, filledKnown bool) Tri {
	ok := Unstated
	for _, p := range v.e.rules {
		s, isRole := p.rule.Spec.(RoleSpec)
		if !isRole || s.CapBy == "" || !p.applies(v.sc.key) {
			continue
		}
		if ok == Unstated {
			ok = Yes
		}
		v.cite(p)
		key := "same." + s.CapBy
		if s.CapAt.open() {
			v.unstated("roster.cap")
			ok = ok.and(Absent)
			continue
		}
		base, lack := s.CapAt.base(v.f, v.sc.seats)
		if s.CapAt.Base == BaseAllMembers && lack != "" && filledKnown {
			base, lack = filled, ""
		}
		n, given := v.f.number(key)
		if given {
			have[key] = n
		} else {
			v.missing(key)
		}
		if lack != "" {
			v.missing(lack)
		} else {
			need[key] = s.CapAt.most(base)
		}
		if !given || lack != "" {
			ok = ok.and(Absent)
			continue
		}
		ok = ok.and(truth(n <= s.CapAt.most(base)))
	}
	return ok
}

// holds reports whether a number keeps to the count.
func (c Count) holds(n int) bool { return n >= c.Min && (c.Max < 0 || n <= c.Max) }

// off is how far a number lies from the count.
func (c Count) off(n int) int {
	switch {
	case n < c.Min:
		return c.Min - n
	case c.Max >= 0 && n > c.Max:
		return n - c.Max
	}
	return 0
}

// json gives the count as an answer writes it: a number, "2..5", "4+" or
// "unstated".
func (c Count) json() any {
	switch {
	case c.Unstated:
		return unstated
	case c.Exact():
		return c.Min
	}
	return c.String()
}

// String writes the count as the file does.
func (c Count) String() string {
	switch {
	case c.Unstated:
		return unstated
	case !c.Set:
		return ""
	case c.Max < 0:
		return strconv.Itoa(c.Min) + "+"
	case c.Min == c.Max:
		return strconv.Itoa(c.Min)
	}
	return strconv.Itoa(c.Min) + ".." + strconv.Itoa(c.Max)
}
