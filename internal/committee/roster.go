package committee

import (
	"strconv"

	"nghisu/internal/charter"
)

// HoldersOn says who sits in each of the seats that live on a day, in the order
// given: the named person, whoever holds the post, whom the agency named, or
// whoever sits in another seat. An empty seat says why. Seats that fill one
// another in a circle are given as empty, and the error is a [Conflict] fault
// that names them; the other answers stand all the same. Names are left to the
// caller.
//
// Seats of other bodies that fill seats asked about have to be among them.
func HoldersOn(seats []Seat, holdings []Holding, namings []Naming, on charter.Date) ([]Holder, error) {
	r := resolver{holdings: holdings, namings: namings, on: on, at: make(map[SeatID]Seat, len(seats)), done: map[SeatID]Holder{}}
	for _, s := range seats {
		if s.Live(on) {
			r.at[s.ID] = s
		}
	}
	var out []Holder
	var circle []string
	for _, s := range seats {
		if !s.Live(on) {
			continue
		}
		h := r.holder(s.ID, map[SeatID]bool{})
		if h.Why == VacantCycle {
			circle = append(circle, s.Name())
		}
		out = append(out, h)
	}
	if len(circle) > 0 {
		return out, Clash("seat.cycle", circle...)
	}
	return out, nil
}

// resolver finds the holders of one day.
type resolver struct {
	holdings []Holding
	namings  []Naming
	on       charter.Date
	at       map[SeatID]Seat
	done     map[SeatID]Holder
}

// holder resolves one seat; path holds the seats asked about on the way to it.
func (r *resolver) holder(id SeatID, path map[SeatID]bool) Holder {
	if h, ok := r.done[id]; ok {
		return h
	}
	s := r.at[id]
	h := Holder{Seat: id}
	switch s.Fill.Kind {
	case FillPerson:
		h.Person, h.Since = PersonID(s.Fill.Ref), s.From
	case FillPost:
		h.Why = VacantPost
		for _, x := range r.holdings {
			if string(x.Post) == s.Fill.Ref && (charter.Period{From: x.From, To: x.To}).Holds(r.on) {
				h = Holder{Seat: id, Person: x.Person, Post: x.Post, Since: max(x.From, s.From)}
			}
		}
	case FillDelegate:
		h = r.delegate(s)
	case FillSeat:
		h = r.through(s, path)
	default:
		h.Why = VacantSeat
	}
	if h.Person == "" && h.Why == "" {
		h.Why = VacantSeat
	}
	r.done[id] = h
	return h
}

// delegate finds whom an agency has named: the latest naming of the day.
func (r *resolver) delegate(s Seat) Holder {
	h := Holder{Seat: s.ID, Why: VacantAgent}
	for _, n := range r.namings {
		if n.Seat == s.ID && (charter.Period{From: n.From, To: n.To}).Holds(r.on) && (h.Person == "" || n.From >= h.Since) {
			h = Holder{Seat: s.ID, Person: n.Person, Since: n.From}
		}
	}
	if h.Person == "" && s.Delegate != "" {
		h = Holder{Seat: s.ID, Person: s.Delegate, Since: s.From}
	}
	return h
}

// through finds who sits in the seat that fills another one.
func (r *resolver) through(s Seat, path map[SeatID]bool) Holder {
	path[s.ID] = true
	by := SeatID(s.Fill.Ref)
	if path[by] {
		return Holder{Seat: s.ID, Why: VacantCycle}
	}
	if _, ok := r.at[by]; !ok {
		return Holder{Seat: s.ID, Why: VacantOther}
	}
	h := r.holder(by, path)
	switch {
	case h.Why == VacantCycle:
		return Holder{Seat: s.ID, Why: VacantCycle}
	case h.Person == "":
		return Holder{Seat: s.ID, Why: VacantOther}
	}
	return Holder{Seat: s.ID, Person: h.Person, Post: h.Post, Since: max(h.Since, s.From)}
}

// Seated is a seat with who sits in it.
type Seated struct {
	Seat   Seat
	Holder Holder
}

// RosterDiff is who entered, left, changed role or stayed between two rosters
// (so sánh trước và sau kiện toàn).
type RosterDiff struct {
	Entered []Seated // in the new roster only
	Left    []Seated // in the old roster only
	Changed []SeatedPair
	Kept    []SeatedPair
}

// SeatedPair is one person, or one filling of an empty seat, in both rosters.
type SeatedPair struct {
	Old, New Seated
}

// DiffRosters compares two rosters by who sits: somebody of both rosters in the
// same part is kept, or changed when the role differs; an empty seat counts by
// what would fill it. Swapping the rosters swaps Entered with Left and the two
// sides of every pair.
func DiffRosters(old, fresh []Seated) RosterDiff {
	var d RosterDiff
	usedOld, usedNew := make([]bool, len(old)), make([]bool, len(fresh))
	match := func(sameRole bool) []SeatedPair {
		var out []SeatedPair
		for i, a := range old {
			if usedOld[i] {
				continue
			}
			for j, b := range fresh {
				if !usedNew[j] && a.who() == b.who() && (!sameRole || a.Seat.Role == b.Seat.Role) {
					usedOld[i], usedNew[j] = true, true
					out = append(out, SeatedPair{Old: a, New: b})
					break
				}
			}
		}
		return out
	}
	d.Kept = match(true)
	d.Changed = match(false)
	for i, a := range old {
		if !usedOld[i] {
			d.Left = append(d.Left, a)
		}
	}
	for j, b := range fresh {
		if !usedNew[j] {
			d.Entered = append(d.Entered, b)
		}
	}
	return d
}

// who identifies the occupant of a seat within its part.
func (s Seated) who() [3]string {
	if s.Holder.Person != "" {
		return [3]string{s.Seat.In, "person", string(s.Holder.Person)}
	}
	if s.Seat.Fill.Kind == FillVacant || s.Seat.Fill.Kind == "" {
		return [3]string{s.Seat.In, string(FillVacant), string(s.Seat.Role)}
	}
	return [3]string{s.Seat.In, string(s.Seat.Fill.Kind), s.Seat.Fill.Ref}
}

// RosterFacts gives the facts by which the charter judges the composition of
// the body itself, or of one sub-body: how many seats of each role, how many
// are filled by decision ("members") and how many there are ("seats"). Roles
// that the charter knows and nobody holds are given as 0, since a missing fact
// is never zero. A seat whose agency or post has nobody yet still counts: the
// decision composes the body, not the day's absences.
func RosterFacts(seats []Seat, in string, roles []charter.Role) []charter.Fact {
	count := map[charter.Role]int{}
	order := append([]charter.Role(nil), roles...)
	for _, r := range roles {
		count[r] = 0
	}
	all, filled := 0, 0
	for _, s := range seats {
		if s.In != in {
			continue
		}
		if _, ok := count[s.Role]; !ok {
			order = append(order, s.Role)
		}
		count[s.Role]++
		all++
		if s.Fill.Kind != FillVacant {
			filled++
		}
	}
	facts := make([]charter.Fact, 0, len(order)+2)
	for _, r := range order {
		facts = append(facts, charter.Fact{Key: string(r), Value: strconv.Itoa(count[r])})
	}
	return append(facts,
		charter.Fact{Key: "members", Value: strconv.Itoa(filled)},
		charter.Fact{Key: "seats", Value: strconv.Itoa(all)})
}
