package app

import (
	"slices"
	"strings"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// attendanceRule reads what the charter of a meeting's day says of the attendance
// of a role; nil where no charter is in force.
func (a *App) attendanceRule(tx *store.Tx, m committee.Meeting, role charter.Role) (*committee.AttendanceRule, error) {
	day := a.dayOf(tx, m.Start)
	reg, err := a.regulation(tx, m.Body, day)
	if err != nil || reg == nil {
		return nil, err
	}
	facts := []charter.Fact{{Key: "role", Value: string(role)}}
	if m.In != "" {
		facts = append(facts, charter.Fact{Key: "in", Value: m.In})
	}
	out := &committee.AttendanceRule{Verdict: reg.Verdict("attendance", day, facts, a.isWorkday)}
	need, _ := out.Verdict.Need.(map[string]any)
	word := func(key string) string { s, _ := need[key].(string); return s }
	out.ReportTo, out.LeaveOf = rolesIn(word("report-to")), rolesIn(word("leave-of"))
	out.Titles = map[charter.Role]charter.Text{}
	for _, role := range slices.Concat(out.ReportTo, out.LeaveOf) {
		if out.Titles[role] = reg.RoleTitle(role, day); out.Titles[role].IsZero() {
			out.Titles[role] = charter.Text{VI: string(role), EN: string(role)}
		}
	}
	switch word("substitute") {
	case "required":
		out.Substitute, out.Required = charter.Yes, true
	case "allowed":
		out.Substitute = charter.Yes
	case "not allowed":
		out.Substitute = charter.No
	case "unstated":
		out.Substitute = charter.Unstated
	}
	for _, r := range reg.Rules(day) {
		spec, ok := r.Rule.Spec.(charter.AttendanceSpec)
		if !ok || !slices.ContainsFunc(out.Verdict.Clauses, func(c charter.Cite) bool { return c.Rule == r.Rule.ID }) {
			continue
		}
		out.Binding = out.Binding || r.Rule.Force == charter.Enforced
		if !spec.Rank.IsZero() && !spec.Rank.Unstated() {
			out.Rank = spec.Rank
		}
	}
	return out, nil
}

// rolesIn reads the roles of a verdict's words; what the text leaves open is none.
func rolesIn(words string) []charter.Role {
	if statedWord(words) == "" {
		return nil
	}
	var out []charter.Role
	for _, w := range charter.ParseList(words) {
		out = append(out, charter.Role(strings.TrimSpace(w)))
	}
	return out
}

// has reports whether the reader stands towards a meeting's body in one of some
// roles, in the part that meets or in the body itself.
func (v *view) has(m committee.Meeting, roles []charter.Role) bool {
	list, err := v.in(m.Body)
	return err == nil && slices.ContainsFunc(list, func(s committee.Standing) bool { return hasRole(m, s, roles) })
}

// hasRole reports whether a standing towards a meeting's body is in one of some roles.
func hasRole(m committee.Meeting, s committee.Standing, roles []charter.Role) bool {
	presides := s.Kind == committee.BySeat && s.ID == string(m.Chair) && slices.Contains(roles, "meeting-chair")
	return presides || (s.In == "" || s.In == m.In) && slices.Contains(roles, s.Role)
}

// told lists the seats that are told of an absence, or asked for leave: those of
// some roles in the part that meets, or in the body itself. The person presiding
// holds a role of the sitting.
func told(m committee.Meeting, seats []committee.Seat, roles []charter.Role) []committee.SeatID {
	var out []committee.SeatID
	for _, in := range []string{m.In, ""} {
		for _, s := range seats {
			if s.In == in && slices.Contains(roles, s.Role) && !slices.Contains(out, s.ID) {
				out = append(out, s.ID)
			}
		}
		if len(out) > 0 {
			break
		}
	}
	if slices.Contains(roles, "meeting-chair") && m.Chair != "" && !slices.Contains(out, m.Chair) {
		out = append(out, m.Chair)
	}
	return out
}
