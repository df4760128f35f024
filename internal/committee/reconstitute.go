package committee

import (
	"slices"
	"strconv"
	"strings"

	"nghisu/internal/charter"
)

// ReconstituteIn replaces a roster by one decision (kiện toàn).
type ReconstituteIn struct {
	Body   BodyKey
	Parts  []string // sub-bodies replaced, "" for the body itself; empty: those that Seats name
	Seats  []SeatIn // in the order of the decision
	Effect charter.Date
	Paper  PaperIn
	Seen   int64
}

// Reconstitute ends every seat of the parts that it replaces on the day before
// the effect and opens the new ones at it, so that each day has exactly one of
// the two rosters. Unchanged seats end and open anew as well, since the new
// decision is what they now rest on; what hangs on a seat goes over to its heir
// in the new roster, and what has no heir is listed for hand-over. An agency's
// delegate goes over to the heir, unless the decision names another.
func Reconstitute(state RosterState, in ReconstituteIn, env Env) ([]Event, error) {
	var c check
	c.body(state, in.Body, in.Effect, in.Seen)
	if len(in.Seats) == 0 {
		c.fail(Wrong("seats", "roster.empty"))
	}
	if !c.ok() {
		return c.events()
	}
	parts := in.replaced()
	var old, kept []Seat
	for _, s := range state.Seats {
		switch {
		case !slices.Contains(parts, s.In):
			kept = append(kept, s)
		case s.From >= in.Effect:
			c.fail(Clash("roster.seat-begins-later", s.Name(), s.From.String()))
		case s.To == 0 || s.To >= in.Effect:
			old = append(old, s)
		}
	}
	decision, out := c.needPaper(state.Paper, in.Paper, in.Body, in.Effect, env, DecideReconstitute, DecideEstablish)
	fresh := c.roster(state, in, parts, decision, env)
	if !c.ok() {
		return c.events()
	}
	c.numbered(fresh)
	heirs := state.heirs(nil, old, fresh, in.Effect)
	c.inherited(fresh, old, heirs)
	// Seats filled by seats are known by them only now.
	heirs = state.heirs(heirs, old, fresh, in.Effect)
	inherit(old, fresh, heirs)
	c.twice("seats.", fresh)
	rewired := rewire(kept, heirs)
	after := append(rewired, fresh...)
	c.circles(after)
	named := state.delegates(old, fresh, heirs, in)
	c.people("seats.", state, after, fresh, named, in.Effect)
	c.composition(state.Verdict)
	for _, s := range old {
		out = append(out, SeatEnded{ID: s.ID, Body: in.Body, To: in.Effect - 1, Decision: decision})
	}
	for _, s := range fresh {
		out = append(out, s.opened())
	}
	out = append(out, named...)
	out = append(out, handOver(in.Body, state.hanging(old, kept), heirs)...)
	return c.events(out...)
}

// replaced gives the parts of the body whose rosters the decision replaces.
func (in ReconstituteIn) replaced() []string {
	if len(in.Parts) > 0 {
		return in.Parts
	}
	var parts []string
	for _, s := range in.Seats {
		if !slices.Contains(parts, s.In) {
			parts = append(parts, s.In)
		}
	}
	return parts
}

// roster checks the new lines and makes their seats.
func (c *check) roster(state RosterState, in ReconstituteIn, parts []string, decision DecisionID, env Env) []Seat {
	fresh := make([]Seat, len(in.Seats))
	for i, line := range in.Seats {
		at := "seats." + strconv.Itoa(i+1) + "."
		if !slices.Contains(parts, line.In) {
			c.fail(Wrong(at+"in", "roster.part-not-replaced", line.In))
		}
		fresh[i] = c.seat(at, state, line, i+1, in.Effect, decision, env)
	}
	return fresh
}

// numbered resolves seats filled by a line of the same roster: "#n" is the n-th.
func (c *check) numbered(fresh []Seat) {
	for i, s := range fresh {
		n, ok := strings.CutPrefix(s.Fill.Ref, "#")
		if !ok || s.Fill.Kind != FillSeat {
			continue
		}
		k, err := strconv.Atoi(n)
		if err != nil || k < 1 || k > len(fresh) {
			c.fail(Wrong("seats."+strconv.Itoa(i+1)+".ref", "seat.filling-unknown", string(FillSeat), s.Fill.Ref))
			continue
		}
		fresh[i].Fill.Ref = string(fresh[k-1].ID)
	}
}

// inherited resolves seats filled by a seat that ends by this act: its heir
// stands in its place.
func (c *check) inherited(fresh, old []Seat, heirs map[SeatID]SeatID) {
	for i, s := range fresh {
		ends := slices.ContainsFunc(old, func(o Seat) bool { return string(o.ID) == s.Fill.Ref })
		if s.Fill.Kind != FillSeat || !ends {
			continue
		}
		heir := heirs[SeatID(s.Fill.Ref)]
		if heir == "" {
			c.fail(Wrong("seats."+strconv.Itoa(i+1)+".ref", "seat.filling-ends", s.Fill.Ref))
			continue
		}
		fresh[i].Fill.Ref = string(heir)
	}
}

// heirs finds for each old seat the new one that goes on with what hangs on it:
// the same filling in the same role, else the same filling, else the same
// person in the same role, else the same person; always in the same part. It
// never takes a role alone for an heir: another head is another person, who is
// to know what is handed over. Heirs found before are kept.
func (state RosterState) heirs(found map[SeatID]SeatID, old, fresh []Seat, effect charter.Date) map[SeatID]SeatID {
	before := holderOf(old, state.Holdings, state.Namings, effect-1)
	after := holderOf(fresh, state.Holdings, nil, effect)
	sameFill := func(a, b Seat) bool {
		if a.Fill.Kind == FillSeat && b.Fill.Kind == FillSeat && found[SeatID(a.Fill.Ref)] == SeatID(b.Fill.Ref) {
			return true
		}
		return a.Fill.Kind != FillVacant && a.Fill == b.Fill
	}
	samePerson := func(a, b Seat) bool { return before[a.ID] != "" && before[a.ID] == after[b.ID] }
	sameRole := func(a, b Seat) bool { return a.Role == b.Role }
	rounds := []func(a, b Seat) bool{
		func(a, b Seat) bool { return sameFill(a, b) && sameRole(a, b) },
		sameFill,
		func(a, b Seat) bool { return samePerson(a, b) && sameRole(a, b) },
		samePerson,
	}
	heirs, taken := map[SeatID]SeatID{}, map[SeatID]bool{}
	for a, b := range found {
		heirs[a], taken[b] = b, true
	}
	for _, alike := range rounds {
		for _, a := range old {
			if heirs[a.ID] != "" {
				continue
			}
			var shared SeatID
			for _, b := range fresh {
				if a.In != b.In || !alike(a, b) {
					continue
				}
				if !taken[b.ID] {
					heirs[a.ID], taken[b.ID] = b.ID, true
					break
				}
				shared = b.ID
			}
			// Two old seats of one person may share an heir.
			if heirs[a.ID] == "" && shared != "" && a.Fill.Kind != FillDelegate {
				heirs[a.ID] = shared
			}
		}
	}
	return heirs
}

// holderOf gives who sits in each seat on a day, leaving out empty ones.
func holderOf(seats []Seat, holdings []Holding, namings []Naming, on charter.Date) map[SeatID]PersonID {
	out := map[SeatID]PersonID{}
	// A circle leaves its seats empty here; it is refused elsewhere.
	holders, _ := HoldersOn(seats, holdings, namings, on)
	for _, h := range holders {
		if h.Person != "" {
			out[h.Seat] = h.Person
		}
	}
	return out
}

// delegates names, for each new seat filled by an agency, whom the decision
// names or else whom the agency had named for the seat's forerunner.
func (state RosterState) delegates(old, fresh []Seat, heirs map[SeatID]SeatID, in ReconstituteIn) []Event {
	before := holderOf(old, state.Holdings, state.Namings, in.Effect-1)
	var out []Event
	for _, s := range fresh {
		person := s.Delegate
		for _, o := range old {
			if person == "" && heirs[o.ID] == s.ID && o.Fill == s.Fill && s.Fill.Kind == FillDelegate {
				person = before[o.ID]
			}
		}
		if person != "" {
			out = append(out, DelegateNamed{Seat: s.ID, Body: in.Body, Person: person, From: in.Effect})
		}
	}
	return out
}

// inherit leaves a seat its fields and localities when the decision says
// nothing of them and its forerunner was filled alike in the same role: the
// head's assignment was not taken back.
func inherit(old, fresh []Seat, heirs map[SeatID]SeatID) {
	for _, o := range old {
		for i, s := range fresh {
			if heirs[o.ID] == s.ID && o.Role == s.Role && len(s.Fields)+len(s.Places) == 0 {
				fresh[i].Fields, fresh[i].Places = o.Fields, o.Places
			}
		}
	}
}

// hanging gathers what hangs on the old seats, the seats of other parts that
// they fill included, each once.
func (state RosterState) hanging(old, kept []Seat) []Hanging {
	ends := map[string]bool{}
	for _, s := range old {
		ends[string(s.ID)] = true
	}
	var out []Hanging
	seen := map[Hanging]bool{}
	add := func(h Hanging) {
		h.Name = ""
		if ends[string(h.Seat)] && !seen[h] {
			seen[h] = true
			out = append(out, h)
		}
	}
	for _, h := range state.Open {
		if h.Kind != HangSeat || !ends[h.Thing] {
			add(h)
		}
	}
	for _, s := range kept {
		if s.Fill.Kind == FillSeat {
			add(Hanging{Seat: SeatID(s.Fill.Ref), Kind: HangSeat, Thing: string(s.ID)})
		}
	}
	return out
}

// rewire gives the seats of other parts as they are filled after the act.
func rewire(kept []Seat, heirs map[SeatID]SeatID) []Seat {
	out := append([]Seat(nil), kept...)
	for i, s := range out {
		if heir := heirs[SeatID(s.Fill.Ref)]; s.Fill.Kind == FillSeat && heir != "" {
			out[i].Fill.Ref = string(heir)
		}
	}
	return out
}
