package app

import (
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// newRoster holds the parts that a kiện toàn replaces, as they would be, against
// the charter of their first day: the first that breaks it, else what is said of
// the first part. It is nil when no charter speaks.
func (a *App) newRoster(tx *store.Tx, in ReconstituteIn) (*charter.Verdict, error) {
	effect := in.Decision.Effect
	reg, err := a.regulation(tx, in.Body, effect)
	if err != nil || reg == nil {
		return nil, err
	}
	seats := newSeats(in)
	var out *charter.Verdict
	for _, part := range partsOf(in) {
		v, ok := a.composition(reg, part, seats, effect)
		if ok && (out == nil || out.OK != charter.No && v.OK == charter.No) {
			out = &v
		}
	}
	return out, nil
}

// changedRoster holds one part of a body against the charter as a change of one
// seat leaves it on a day. A change that brings the part no farther from the text
// than it was is not barred by what was wrong before: a body comes to be seat by
// seat.
func (a *App) changedRoster(tx *store.Tx, body committee.BodyKey, part string, seats []committee.Seat, on charter.Date, change func([]committee.Seat) []committee.Seat) (*charter.Verdict, error) {
	reg, err := a.regulation(tx, body, on)
	if err != nil || reg == nil {
		return nil, err
	}
	now := slices.DeleteFunc(slices.Clone(seats), func(s committee.Seat) bool { return !s.Live(on) })
	before, ok := a.composition(reg, part, now, on)
	if !ok {
		return nil, nil
	}
	after, _ := a.composition(reg, part, change(now), on)
	if after.OK == charter.No && before.OK == charter.No && after.Off <= before.Off {
		return nil, nil
	}
	return &after, nil
}

// composition rules on the seats of one part of a body, "" being the body itself.
// A part composed by rule from the seats of others has no roster of its own.
func (a *App) composition(reg *charter.Regulation, part string, seats []committee.Seat, on charter.Date) (charter.Verdict, bool) {
	for _, l := range reg.Links(on) {
		if l.Key == part && len(l.Spec.ComposedOf) > 0 {
			return charter.Verdict{}, false
		}
	}
	count := map[charter.Role]int{}
	for _, s := range seats {
		if s.In == part {
			count[s.Role]++
		}
	}
	return reg.Verdict("roster", on, rosterFacts(reg, on, part, count), a.isWorkday), true
}

// rosterFacts gives the number of seats of every role that the charter counts;
// a role that nobody holds is zero, not unknown.
func rosterFacts(reg *charter.Regulation, on charter.Date, in string, count map[charter.Role]int) []charter.Fact {
	var facts []charter.Fact
	if in != "" {
		facts = append(facts, charter.Fact{Key: "in", Value: in})
	}
	seen := map[charter.Role]bool{}
	for _, r := range reg.Seated(in, on) {
		seen[r] = true
		facts = append(facts, charter.Fact{Key: string(r), Value: itoa(count[r])})
	}
	total := 0
	for r, n := range count {
		total += n
		if !seen[r] {
			facts = append(facts, charter.Fact{Key: string(r), Value: itoa(n)})
		}
	}
	return append(facts, charter.Fact{Key: "members", Value: itoa(total)})
}

// alsoOf gives the rules of a charter by which one person holds two seats.
func alsoOf(reg *charter.Regulation, on charter.Date) []committee.Also {
	var out []committee.Also
	for _, p := range reg.Rules(on) {
		s, ok := p.Rule.Spec.(charter.SeatSpec)
		if !ok || s.AlsoRole == "" || p.Rule.Force != charter.Enforced {
			continue
		}
		for _, role := range s.Roles {
			out = append(out, committee.Also{
				Role: role, Title: reg.RoleTitle(role, on), Other: s.AlsoRole, OtherIn: s.AlsoIn, OtherName: reg.RoleTitle(s.AlsoRole, on), Cite: p.Cite,
			})
		}
	}
	return out
}
