package committee

import (
	"slices"
	"strconv"
	"strings"

	"nghisu/internal/charter"
)

// RosterState is what the decide functions on seats need of the store and of
// the charter in force on the day of effect.
type RosterState struct {
	Body  *Body
	Seats []Seat         // seats of the body and its sub-bodies that live on the day of effect or later
	Parts []string       // sub-bodies that the charter names
	Roles []charter.Role // roles that the charter knows; empty when the body has no charter yet
	// Fillings is the life of every person, post, agency and seat that the input
	// names as filling; what is not there does not exist. A person's is empty.
	Fillings map[Fill]charter.Period
	Holdings []Holding // holders of the posts that fill old and new seats
	Namings  []Naming  // delegates of the old seats
	Open     []Hanging // open things that hang on the seats
	Also     []Also    // rules by which one person holds two seats
	// Regimes is the regime that the charter gives to every seat of a role, taken
	// where the decision says nothing of it.
	Regimes map[charter.Role]string
	// Verdict is the composition as it would be, held against the charter; nil
	// when no rule binds or the breach is only to be shown.
	Verdict *charter.Verdict
	Paper   PaperState
	Changed Change
}

// SeatIn is one line of a roster.
type SeatIn struct {
	In    string // sub-body key; empty: the body itself
	Role  charter.Role
	Title charter.Text
	// Fill says how the seat is filled. A seat filled by another one of the same
	// roster names it as "#n", the n-th line.
	Fill     Fill
	Regime   string // part-time, full-time or empty
	Fields   []string
	Places   []string
	Delegate PersonID // for FillDelegate: whom the decision itself names
}

// seat checks one line of a roster and makes its seat.
func (c *check) seat(at string, state RosterState, in SeatIn, order int, from charter.Date, decision DecisionID, env Env) Seat {
	if in.Role == "" {
		c.fail(Wrong(at+"role", "seat.role-empty"))
	} else if len(state.Roles) > 0 && !slices.Contains(state.Roles, in.Role) {
		c.fail(Wrong(at+"role", "seat.role-unknown", string(in.Role)))
	}
	if in.In != "" && !slices.Contains(state.Parts, in.In) {
		c.fail(Wrong(at+"in", "seat.part-unknown", in.In))
	}
	if in.Regime == "" {
		in.Regime = state.Regimes[in.Role]
	}
	switch in.Regime {
	case "", "part-time", "full-time":
	default:
		c.fail(Wrong(at+"regime", "seat.regime", in.Regime))
	}
	title := c.name(at+"vi", in.Title, false)
	c.filling(at, state, in, from)
	return Seat{
		ID: SeatID(env.NewID()), Body: state.Body.Key, In: in.In, Role: in.Role, Title: title, Order: order,
		Fill: in.Fill, Regime: in.Regime, Fields: c.words(at+"fields", in.Fields), Places: c.words(at+"places", in.Places),
		From: from, Opened: decision, Delegate: in.Delegate,
	}
}

// filling checks that what fills a seat exists and lives when the seat begins.
func (c *check) filling(at string, state RosterState, in SeatIn, from charter.Date) {
	f := in.Fill
	if in.Delegate != "" {
		if f.Kind != FillDelegate {
			c.fail(Wrong(at+"delegate", "seat.delegate-of-none"))
		} else if _, ok := state.Fillings[Fill{FillPerson, string(in.Delegate)}]; !ok {
			c.fail(Wrong(at+"delegate", "person.unknown", string(in.Delegate)))
		}
	}
	switch f.Kind {
	case FillVacant:
		if f.Ref != "" {
			c.fail(Wrong(at+"ref", "seat.vacant-with-filling"))
		}
		return
	case FillSeat:
		if strings.HasPrefix(f.Ref, "#") {
			return // a line of the same roster; see linked
		}
	case FillPerson, FillPost, FillDelegate:
	default:
		c.fail(Wrong(at+"fill", "seat.fill", string(f.Kind)))
		return
	}
	life, ok := state.Fillings[f]
	if !ok {
		c.fail(Wrong(at+"ref", "seat.filling-unknown", string(f.Kind), f.Ref))
		return
	}
	if !life.Holds(from) {
		c.fail(Wrong(at+"ref", "seat.filling-not-alive", life.From.String(), life.To.String()))
	}
}

// twice refuses one person, post or seat filling two seats of one place on the
// same day. An agency may send several delegates.
func (c *check) twice(field string, seats []Seat) {
	for i, a := range seats {
		if a.Fill.Kind == FillVacant || a.Fill.Kind == FillDelegate {
			continue
		}
		for _, b := range seats[:i] {
			if a.In == b.In && a.Fill == b.Fill && overlap(a.From, a.To, b.From, b.To) {
				c.fail(&Fault{
					Kind: Conflict, Code: "seat.overlap", Field: field + strconv.Itoa(a.Order),
					Args: []string{a.Name(), b.Name()},
				})
			}
		}
	}
}

// composition refuses a roster that breaks the charter, with the clause.
func (c *check) composition(v *charter.Verdict) {
	if v != nil && v.OK == charter.No {
		c.fail(&Fault{Kind: Refused, Code: "roster.count", Field: "seats", Verdict: v})
	}
}

// opened gives the event of a new seat.
func (s Seat) opened() SeatOpened {
	return SeatOpened{
		ID: s.ID, Body: s.Body, In: s.In, Role: s.Role, VI: s.Title.VI, EN: s.Title.EN, Order: s.Order,
		Fill: s.Fill.Kind, Ref: s.Fill.Ref, Regime: s.Regime, Fields: s.Fields, Places: s.Places,
		From: s.From, Decision: s.Opened,
	}
}
