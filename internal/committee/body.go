package committee

import (
	"slices"

	"nghisu/internal/charter"
)

// Body is a steering body (ủy ban, ban chỉ đạo, hội đồng, tổ công tác). Its
// sub-bodies live inside its charter and are named by their key there.
type Body struct {
	Key       BodyKey
	Name      charter.Text
	Host      AgencyID     // standing agency of the books (cơ quan thường trực), or the host
	Superior  AgencyID     // authority that set it up, when an agency of the tree
	Standing  AgencyID     // standing agency that its charter names
	From      charter.Date // first day, zero when unknown
	To        charter.Date // last day, zero when it goes on or the end is unknown
	Dissolved bool
	// ReEnacted marks a bundled example whose true end is unknown: shown as
	// re-enacted until this day and continued as an example. Zero for real use.
	ReEnacted charter.Date
}

// BodyEstablished begins a body (thành lập).
type BodyEstablished struct {
	Body      BodyKey      `json:"body"`
	VI        string       `json:"vi"`
	EN        string       `json:"en,omitempty"`
	Host      AgencyID     `json:"host,omitempty"`
	Superior  AgencyID     `json:"superior,omitempty"`
	Standing  AgencyID     `json:"standing,omitempty"`
	From      charter.Date `json:"from,omitempty"`
	ReEnacted charter.Date `json:"reenacted,omitempty"`
	Decision  DecisionID   `json:"decision,omitempty"`
}

// BodyDissolved ends a body (giải thể); its seats end with it.
type BodyDissolved struct {
	Body     BodyKey      `json:"body"`
	To       charter.Date `json:"to"` // last day
	Decision DecisionID   `json:"decision,omitempty"`
}

// ClauseInvoked keeps on record who leaned on a clause that a program cannot
// reckon with, and why (viện dẫn điều khoản).
type ClauseInvoked struct {
	Body    BodyKey `json:"body"`
	Address string  `json:"address"`
	About   Prose   `json:"about"`
	Reason  Prose   `json:"reason"`
}

// EventName implements [Event].
func (BodyEstablished) EventName() string { return "body.established/1" }

// EventName implements [Event].
func (BodyDissolved) EventName() string { return "body.dissolved/1" }

// EventName implements [Event].
func (ClauseInvoked) EventName() string { return "clause.invoked/1" }

var bodyEvents = []eventKind{
	kindOf[BodyEstablished](),
	kindOf[BodyDissolved](),
	kindOf[ClauseInvoked](),
}

// EstablishBodyState is what [EstablishBody] needs of the store.
type EstablishBodyState struct {
	Body      *Body // a body that has the key already
	Host      *Agency
	Superior  *Agency
	Standing  *Agency
	Paper     PaperState
	Versioned InstallCharterState // left zero: [EstablishBody] fills it
}

// EstablishBodyIn founds a body, with its charter when there is one.
type EstablishBodyIn struct {
	Key       BodyKey
	Name      charter.Text
	Host      AgencyID // agency that keeps or hosts it
	Superior  AgencyID // authority that set it up
	Standing  AgencyID // standing agency that its charter names
	From      charter.Date
	ReEnacted charter.Date // last day of the example's true life, when it goes on as an example
	Paper     PaperIn
	Charter   *InstallCharterIn // its body, first day and document are those of the founding
}

// EstablishBody begins a body (thành lập). From zero says that the day is not
// known. A charter given with it holds from the same day and rests on the same
// decision, unless it says otherwise.
func EstablishBody(state EstablishBodyState, in EstablishBodyIn, env Env) ([]Event, error) {
	var c check
	c.key("key", string(in.Key))
	name := c.name("vi", in.Name, true)
	if state.Body != nil {
		c.fail(Clash("body.exists", string(in.Key), state.Body.Name.VI))
	}
	c.ordered("reenacted", in.From, in.ReEnacted)
	for _, a := range []struct {
		field string
		id    AgencyID
		found *Agency
	}{{"host", in.Host, state.Host}, {"superior", in.Superior, state.Superior}, {"standing", in.Standing, state.Standing}} {
		if a.id == "" {
			continue
		}
		if a.found == nil {
			c.fail(Missing("agency.unknown", string(a.id)))
			continue
		}
		c.within(a.field, in.From, a.found.From, a.found.To, a.found.Name.VI)
	}
	decision, out := c.needPaper(state.Paper, in.Paper, in.Key, in.From, env, DecideEstablish)
	out = append(out, BodyEstablished{
		Body: in.Key, VI: name.VI, EN: name.EN, Host: in.Host, Superior: in.Superior, Standing: in.Standing,
		From: in.From, ReEnacted: in.ReEnacted, Decision: decision,
	})
	if in.Charter != nil && c.ok() {
		text := *in.Charter
		text.Body = in.Key
		if text.From == 0 {
			text.From = in.From
		}
		st := state.Versioned
		st.Body = &Body{Key: in.Key, Name: name, From: in.From}
		events, err := installCharter(st, text, decision, env)
		if err != nil {
			c.fail(err)
		}
		out = append(out, events...)
	}
	return c.events(out...)
}

// DissolveBodyState is what [DissolveBody] needs of the store.
type DissolveBodyState struct {
	Body    *Body
	Seats   []Seat    // seats of the body and its sub-bodies that live beyond its last day
	Open    []Hanging // what hangs on them
	Paper   PaperState
	Changed Change
}

// DissolveBodyIn ends a body on its last day.
type DissolveBodyIn struct {
	Body  BodyKey
	To    charter.Date // last day
	Paper PaperIn
	Seen  int64
}

// DissolveBody ends a body and every seat of it (giải thể). What hung on the
// seats is listed for hand-over; nothing is closed by silence.
func DissolveBody(state DissolveBodyState, in DissolveBodyIn, env Env) ([]Event, error) {
	var c check
	if state.Body == nil {
		return nil, Missing("body.unknown", string(in.Body))
	}
	c.seen(in.Seen, state.Changed)
	c.day("to", in.To)
	if state.Body.Dissolved {
		c.fail(Clash("body.dissolved", state.Body.Name.VI, state.Body.To.String()))
	}
	c.ordered("to", state.Body.From, in.To)
	for _, s := range state.Seats {
		if s.From > in.To {
			c.fail(Clash("body.seat-begins-later", s.Name(), s.From.String()))
		}
	}
	decision, out := c.needPaper(state.Paper, in.Paper, in.Body, in.To, env, DecideDissolve)
	for _, s := range state.Seats {
		out = append(out, SeatEnded{ID: s.ID, Body: in.Body, To: in.To, Decision: decision})
	}
	open := slices.DeleteFunc(slices.Clone(state.Open), func(h Hanging) bool {
		// A seat that ends with the body needs nobody to fill it.
		return h.Kind == HangSeat && slices.ContainsFunc(state.Seats, func(s Seat) bool { return string(s.ID) == h.Thing })
	})
	out = append(out, handOver(in.Body, open, nil)...)
	out = append(out, BodyDissolved{Body: in.Body, To: in.To, Decision: decision})
	return c.events(out...)
}

// InvokeClauseState is what [InvokeClause] needs of the store and the charter.
type InvokeClauseState struct {
	Body  *Body
	Known bool // the address stands in the text in force on the day
}

// InvokeClauseIn says who leaned on a clause, on what matter and why.
type InvokeClauseIn struct {
	Body    BodyKey
	Address string // as in the file: quy-che/2.2
	About   string
	Reason  string
}

// InvokeClause keeps on record who leaned on a clause that a program cannot
// reckon with, and why (viện dẫn điều khoản).
func InvokeClause(state InvokeClauseState, in InvokeClauseIn, _ Env) ([]Event, error) {
	var c check
	if state.Body == nil {
		return nil, Missing("body.unknown", string(in.Body))
	}
	about := c.title("about", in.About, true)
	reason := c.note("reason", in.Reason, true)
	if !state.Known {
		c.fail(Wrong("address", "clause.unknown", in.Address))
	}
	return c.events(ClauseInvoked{Body: in.Body, Address: in.Address, About: about, Reason: reason})
}
