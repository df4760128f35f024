package committee

import (
	"slices"

	"nghisu/internal/charter"
)

// RoleBook is what the charter in force says of roles, for composing a body by
// rule from the seats of others.
type RoleBook struct {
	// Carries gives, for a role that a seat bears, every role that it carries:
	// what it also is and the terms that cover it. The role itself is implied.
	Carries map[charter.Role][]charter.Role
	// Heads gives, for a sub-body, the role of its head; group-head and
	// helper-head where the charter says nothing.
	Heads map[string]charter.Role
	// Agencies gives the agency meant by a name in the charter.
	Agencies map[string]AgencyID
}

// Compose gives the seats of a body that the charter composes by rule from the
// seats of others (thành phần theo quy tắc): leaders, heads of groups, experts
// whom a role has chosen. Chosen are the seats picked by those entitled to; a
// part with "chosen-by" takes only them. Each seat comes once, in the order of
// the parts; it stays a seat of the body it belongs to.
func Compose(parts []charter.Part, seats []Seat, chosen []SeatID, book RoleBook) []Seat {
	var out []Seat
	for _, p := range parts {
		for _, s := range seats {
			if book.belongs(p, s, chosen) && !slices.ContainsFunc(out, func(x Seat) bool { return x.ID == s.ID }) {
				out = append(out, s)
			}
		}
	}
	return out
}

// belongs reports whether a seat belongs to one part of a composition.
func (b RoleBook) belongs(p charter.Part, s Seat, chosen []SeatID) bool {
	switch {
	case p.Seats != "":
		if p.ChosenBy != "" && !slices.Contains(chosen, s.ID) {
			return false
		}
		return s.Role == p.Seats || slices.Contains(b.Carries[s.Role], p.Seats)
	case len(p.HeadsOf) > 0:
		return slices.Contains(p.HeadsOf, s.In) && b.heads(s)
	case p.DelegateOf != "":
		agency := b.Agencies[p.DelegateOf]
		return agency != "" && s.Fill == Fill{FillDelegate, string(agency)}
	}
	return false
}

// heads reports whether a seat heads its own sub-body.
func (b RoleBook) heads(s Seat) bool {
	if head, ok := b.Heads[s.In]; ok && head != "" {
		return s.Role == head || slices.Contains(b.Carries[s.Role], head)
	}
	return s.Role == "group-head" || s.Role == "helper-head"
}
