package committee

import (
	"slices"
	"strconv"

	"nghisu/internal/charter"
)

// Also is a rule by which one person holds two seats (đồng thời, kiêm): whoever
// sits in the first also sits in the second.
type Also struct {
	Role      charter.Role
	Title     charter.Text
	Other     charter.Role // the second seat's role
	OtherIn   string       // the sub-body in which it stands; empty: the body itself
	OtherName charter.Text
	Cite      charter.Cite
}

// joins reports whether a rule asks one person to hold both seats.
func (x Also) joins(a, b Seat) bool {
	return a.Role == x.Role && b.Role == x.Other && b.In == x.OtherIn
}

// Broken reports whether the rule is broken on a day: both seats are there with
// somebody in them, and somebody sits in the first and not in the second. A
// second seat that nobody holds yet breaks nothing; who comes to it is asked
// when it is filled.
func (x Also) Broken(seats []Seat, holders []Holder) bool {
	var first, second []PersonID
	for _, h := range holders {
		i := slices.IndexFunc(seats, func(s Seat) bool { return s.ID == h.Seat })
		switch {
		case i < 0 || h.Person == "":
		case seats[i].Role == x.Other && seats[i].In == x.OtherIn:
			second = append(second, h.Person)
		case seats[i].Role == x.Role:
			first = append(first, h.Person)
		}
	}
	return len(second) > 0 && slices.ContainsFunc(first, func(p PersonID) bool { return !slices.Contains(second, p) })
}

// people holds the persons of a roster, as an act leaves it, against the rules
// that join two seats, and refuses one person in two seats of one part unless
// such a rule joins them. Only what the new seats bring counts: an act is not
// answerable for what it does not touch.
func (c *check) people(field string, state RosterState, seats, fresh []Seat, named []Event, on charter.Date) {
	namings := slices.Clone(state.Namings)
	for _, e := range named {
		if n, ok := e.(DelegateNamed); ok {
			namings = append(namings, Naming{Seat: n.Seat, Person: n.Person, From: n.From})
		}
	}
	// A circle leaves its seats empty here; it is refused elsewhere.
	holders, _ := HoldersOn(seats, state.Holdings, namings, on)
	sits := map[SeatID]PersonID{}
	for _, h := range holders {
		sits[h.Seat] = h.Person
	}
	for _, a := range fresh {
		for _, b := range seats {
			if a.ID == b.ID || a.In != b.In || sits[a.ID] == "" || sits[a.ID] != sits[b.ID] {
				continue
			}
			if slices.ContainsFunc(state.Also, func(x Also) bool { return x.joins(a, b) || x.joins(b, a) }) {
				continue
			}
			c.fail(&Fault{
				Kind: Conflict, Code: "seat.overlap", Field: field + strconv.Itoa(max(a.Order, b.Order)), Args: []string{a.Name(), b.Name()},
			})
		}
	}
	for _, x := range state.Also {
		touched := slices.ContainsFunc(fresh, func(s Seat) bool {
			return s.Role == x.Role || s.Role == x.Other && s.In == x.OtherIn
		})
		if touched && x.Broken(seats, holders) {
			c.fail(&Fault{
				Kind: Refused, Code: "seat.also", Field: "seats", Args: []string{x.Title.VI, x.OtherName.VI},
				Verdict: &charter.Verdict{OK: charter.No, Clauses: []charter.Cite{x.Cite}},
			})
		}
	}
}
