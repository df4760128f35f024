package committee

import (
	"slices"

	"nghisu/internal/charter"
)

// AppointSeatIn opens one seat.
type AppointSeatIn struct {
	Body  BodyKey
	Seat  SeatIn
	From  charter.Date
	Paper PaperIn
	Seen  int64
}

// AppointSeat opens one seat beside those there are (cử thành viên).
func AppointSeat(state RosterState, in AppointSeatIn, env Env) ([]Event, error) {
	var c check
	c.body(state, in.Body, in.From, in.Seen)
	if !c.ok() {
		return c.events()
	}
	decision, out := c.needPaper(state.Paper, in.Paper, in.Body, in.From, env, DecideAppoint)
	order := 1
	for _, s := range state.Seats {
		if s.In == in.Seat.In {
			order = max(order, s.Order+1)
		}
	}
	seat := c.seat("", state, in.Seat, order, in.From, decision, env)
	all := append(append([]Seat(nil), state.Seats...), seat)
	c.twice("seat.", all)
	c.circles(all)
	c.people("seat.", state, all, []Seat{seat}, nil, in.From)
	c.composition(state.Verdict)
	out = append(out, seat.opened())
	if in.Seat.Delegate != "" {
		out = append(out, DelegateNamed{Seat: seat.ID, Body: in.Body, Person: in.Seat.Delegate, From: in.From})
	}
	return c.events(out...)
}

// body checks what every act on a roster asks of its body.
func (c *check) body(state RosterState, key BodyKey, on charter.Date, seen int64) {
	if state.Body == nil {
		c.fail(Missing("body.unknown", string(key)))
		return
	}
	c.seen(seen, state.Changed)
	if state.Body.Dissolved && (on == 0 || on > state.Body.To) {
		c.fail(Clash("body.dissolved", state.Body.Name.VI, state.Body.To.String()))
	}
	c.day("from", on)
	c.within("from", on, state.Body.From, state.Body.To, state.Body.Name.VI)
}

// circles refuses seats that fill one another in a circle.
func (c *check) circles(seats []Seat) {
	at := make(map[SeatID]Seat, len(seats))
	for _, s := range seats {
		at[s.ID] = s
	}
	for _, s := range seats {
		x := s
		for range seats {
			ok := x.Fill.Kind == FillSeat
			if ok {
				x, ok = at[SeatID(x.Fill.Ref)]
			}
			if !ok {
				break
			}
			if x.ID == s.ID {
				c.fail(Clash("seat.cycle", s.Name()))
				return
			}
		}
	}
}

// EndSeatState is what [EndSeat] needs of the store.
type EndSeatState struct {
	Body       *Body
	Seat       *Seat
	Heir       *Seat     // when the input names one
	Open       []Hanging // open things that hang on the seat
	Dependents []Seat    // seats filled by whoever holds it, that live beyond its last day
	// Verdict is the composition as it would be, held against the charter; nil
	// when the act leaves it no worse than it was.
	Verdict *charter.Verdict
	Paper   PaperState
	Changed Change
}

// EndSeatIn ends one seat on its last day.
type EndSeatIn struct {
	Body  BodyKey
	Seat  SeatID
	To    charter.Date // last day
	Heir  SeatID       // takes over what hangs on it; empty: listed for hand-over
	Paper PaperIn
	Seen  int64
}

// EndSeat ends one seat (thôi tham gia). What hangs on it goes to the heir or
// is listed for hand-over.
func EndSeat(state EndSeatState, in EndSeatIn, env Env) ([]Event, error) {
	var c check
	if state.Body == nil {
		return nil, Missing("body.unknown", string(in.Body))
	}
	if state.Seat == nil || state.Seat.Body != in.Body {
		return nil, Missing("seat.unknown", string(in.Seat))
	}
	c.seen(in.Seen, state.Changed)
	c.day("to", in.To)
	c.ordered("to", state.Seat.From, in.To)
	if state.Seat.To != 0 {
		c.fail(Clash("seat.ended", state.Seat.Name(), state.Seat.To.String()))
	}
	heirs := map[SeatID]SeatID{}
	if in.Heir != "" {
		c.heir(state, in)
		heirs[in.Seat] = in.Heir
	}
	c.composition(state.Verdict)
	decision, out := c.needPaper(state.Paper, in.Paper, in.Body, in.To, env, DecideEnd)
	out = append(out, SeatEnded{ID: in.Seat, Body: in.Body, To: in.To, Decision: decision})
	open := slices.Clone(state.Open)
	for _, s := range state.Dependents {
		known := slices.ContainsFunc(open, func(h Hanging) bool { return h.Kind == HangSeat && h.Thing == string(s.ID) })
		if !known {
			open = append(open, Hanging{Seat: in.Seat, Kind: HangSeat, Thing: string(s.ID)})
		}
	}
	return c.events(append(out, handOver(in.Body, open, heirs)...)...)
}

// heir checks the seat that takes over from an ended one.
func (c *check) heir(state EndSeatState, in EndSeatIn) {
	switch {
	case state.Heir == nil:
		c.fail(Missing("seat.unknown", string(in.Heir)))
	case state.Heir.Body != in.Body:
		c.fail(Wrong("heir", "seat.other-body", state.Heir.Name()))
	case state.Heir.ID == in.Seat:
		c.fail(Wrong("heir", "seat.own-heir", state.Heir.Name()))
	default:
		c.within("heir", in.To+1, state.Heir.From, state.Heir.To, state.Heir.Name())
	}
}

// NameDelegateState is what [NameDelegate] needs of the store.
type NameDelegateState struct {
	Seat     *Seat
	Person   *Person
	Agencies []Agency  // the agency that fills the seat and all beneath it
	Posts    []Post    // posts of those agencies
	Holdings []Holding // the person's holdings
	Namings  []Naming  // whom the agency named for the seat before
	Changed  Change
}

// NameDelegateIn names whom an agency sends to its seat.
type NameDelegateIn struct {
	Body   BodyKey
	Seat   SeatID
	Person PersonID
	From   charter.Date
	Seen   int64
}

// NameDelegate says whom an agency sends to a seat that it fills (cử đại diện).
// The delegate holds a post in the agency on the first day.
func NameDelegate(state NameDelegateState, in NameDelegateIn, _ Env) ([]Event, error) {
	var c check
	if state.Seat == nil || state.Seat.Body != in.Body {
		return nil, Missing("seat.unknown", string(in.Seat))
	}
	if state.Person == nil {
		return nil, Missing("person.unknown", string(in.Person))
	}
	c.seen(in.Seen, state.Changed)
	c.day("from", in.From)
	if state.Seat.Fill.Kind != FillDelegate {
		c.fail(Wrong("seat", "delegate.not-agency-seat", state.Seat.Name()))
	}
	c.within("from", in.From, state.Seat.From, state.Seat.To, state.Seat.Name())
	if !Serves(in.Person, AgencyID(state.Seat.Fill.Ref), in.From, state.Agencies, state.Posts, state.Holdings) {
		c.fail(Wrong("person", "delegate.not-of-agency", state.Person.Name))
	}
	for _, n := range state.Namings {
		switch {
		case n.From > in.From:
			c.fail(Clash("delegate.named-later", n.From.String()))
		case n.Person == in.Person && overlap(n.From, n.To, in.From, 0):
			c.fail(Clash("delegate.already", state.Person.Name, n.From.String()))
		}
	}
	return c.events(DelegateNamed{Seat: in.Seat, Body: in.Body, Person: in.Person, From: in.From})
}

// AssignPortfolioState is what [AssignPortfolio] needs of the store.
type AssignPortfolioState struct {
	Seat    *Seat
	Changed Change
}

// AssignPortfolioIn gives a seat its fields and localities.
type AssignPortfolioIn struct {
	Body   BodyKey
	Seat   SeatID
	Fields []string
	Places []string
	From   charter.Date
	Seen   int64
}

// AssignPortfolio gives a seat its fields and localities from a day (phân công
// lĩnh vực, địa bàn). Empty lists take them away.
func AssignPortfolio(state AssignPortfolioState, in AssignPortfolioIn, _ Env) ([]Event, error) {
	var c check
	if state.Seat == nil || state.Seat.Body != in.Body {
		return nil, Missing("seat.unknown", string(in.Seat))
	}
	c.seen(in.Seen, state.Changed)
	c.day("from", in.From)
	c.within("from", in.From, state.Seat.From, state.Seat.To, state.Seat.Name())
	fields, places := c.words("fields", in.Fields), c.words("places", in.Places)
	return c.events(PortfolioAssigned{Seat: in.Seat, Body: in.Body, Fields: fields, Places: places, From: in.From})
}
