package committee

import (
	"slices"

	"nghisu/internal/charter"
)

// Delegation is a power lent in writing (ủy quyền): from, to, which acts,
// scope, period.
type Delegation struct {
	ID       DelegationID
	Body     BodyKey
	From, To SeatID
	Acts     []charter.Act
	Trigger  string    // written, assigned or absent
	Scope    string    // free words; empty: no limit beyond the acts
	Meeting  MeetingID // only for this meeting, when set
	Since    charter.Date
	Until    charter.Date // last day; zero: until revoked
	Revoked  charter.Date // first day no longer in force; zero: not revoked
}

// Live reports whether the delegation is in force on a day.
func (d Delegation) Live(on charter.Date) bool {
	return on >= d.Since && (d.Until == 0 || on <= d.Until) && (d.Revoked == 0 || on < d.Revoked)
}

// Last is the last day on which the delegation was in force; zero: it has no end.
func (d Delegation) Last() charter.Date {
	if d.Revoked != 0 && (d.Until == 0 || d.Revoked <= d.Until) {
		return d.Revoked - 1
	}
	return d.Until
}

// PowerDelegated lends a power.
type PowerDelegated struct {
	ID      DelegationID  `json:"id"`
	Body    BodyKey       `json:"body"`
	From    SeatID        `json:"from"`
	To      SeatID        `json:"to"`
	Acts    []charter.Act `json:"acts"`
	Trigger string        `json:"trigger"`
	Scope   Prose         `json:"scope,omitempty"`
	Meeting MeetingID     `json:"meeting,omitempty"`
	Since   charter.Date  `json:"since"`
	Until   charter.Date  `json:"until,omitempty"`
}

// PowerRevoked takes it back.
type PowerRevoked struct {
	ID   DelegationID `json:"id"`
	Body BodyKey      `json:"body"`
	From charter.Date `json:"from"` // first day no longer in force
}

// EventName implements [Event].
func (PowerDelegated) EventName() string { return "power.delegated/1" }

// EventName implements [Event].
func (PowerRevoked) EventName() string { return "power.revoked/1" }

var delegationEvents = []eventKind{
	kindOf[PowerDelegated](),
	kindOf[PowerRevoked](),
}

// DelegatePowerState is what [DelegatePower] needs of the store and of the
// charter in force on the first day.
type DelegatePowerState struct {
	Body     *Body
	From, To *Seat
	// FromRoles and ToRoles are every role that the two seats carry.
	FromRoles, ToRoles []charter.Role
	Rules              []charter.DelegationSpec // what the charter lets be lent
	Live               []Delegation             // delegations between the two seats
	Meeting            *Meeting                 // when it is for one meeting
	Changed            Change
}

// DelegatePowerIn lends powers in writing.
type DelegatePowerIn struct {
	Body     BodyKey
	From, To SeatID
	Acts     []charter.Act
	Trigger  string // written, assigned or absent
	Scope    string
	Meeting  MeetingID
	Since    charter.Date
	Until    charter.Date // last day; zero: until revoked
	Seen     int64
}

// DelegatePower lends powers from one seat to another (ủy quyền). Each act has
// to be one that a delegation rule of the charter lets the lender's role lend
// to the borrower's role in that way; where the charter says nothing, nothing
// can be lent.
func DelegatePower(state DelegatePowerState, in DelegatePowerIn, env Env) ([]Event, error) {
	var c check
	if state.Body == nil {
		return nil, Missing("body.unknown", string(in.Body))
	}
	if state.From == nil || state.From.Body != in.Body {
		return nil, Missing("seat.unknown", string(in.From))
	}
	if state.To == nil || state.To.Body != in.Body {
		return nil, Missing("seat.unknown", string(in.To))
	}
	c.seen(in.Seen, state.Changed)
	if in.From == in.To {
		c.fail(Wrong("to", "delegation.to-itself", state.To.Name()))
	}
	c.delegationDays(state, in)
	if len(in.Acts) == 0 {
		c.fail(Wrong("acts", "delegation.no-act"))
	}
	switch in.Trigger {
	case "written", "assigned", "absent":
	default:
		c.fail(Wrong("trigger", "delegation.trigger", in.Trigger))
	}
	acts := slices.Clone(in.Acts)
	slices.Sort(acts)
	for i, act := range acts {
		if i > 0 && acts[i-1] == act {
			c.fail(Wrong("acts", "list.twice", string(act)))
		}
		c.lendable(state, act, in.Trigger)
		for _, d := range state.Live {
			until := d.Until
			if d.Revoked != 0 && (until == 0 || d.Revoked-1 < until) {
				until = d.Revoked - 1
			}
			if d.From == in.From && d.To == in.To && d.Meeting == in.Meeting && slices.Contains(d.Acts, act) && overlap(d.Since, until, in.Since, in.Until) {
				c.fail(Clash("delegation.already", string(act), d.Since.String()))
			}
		}
	}
	if in.Meeting != "" {
		switch {
		case state.Meeting == nil || state.Meeting.Body != in.Body:
			c.fail(Missing("meeting.unknown", string(in.Meeting)))
		case !state.Meeting.toCome():
			c.fail(Clash("meeting.state", string(state.Meeting.State)))
		}
	}
	scope := c.note("scope", in.Scope, false)
	if !c.ok() {
		return c.events()
	}
	return c.events(PowerDelegated{
		ID: DelegationID(env.NewID()), Body: in.Body, From: in.From, To: in.To, Acts: in.Acts, Trigger: in.Trigger,
		Scope: scope, Meeting: in.Meeting, Since: in.Since, Until: in.Until,
	})
}

// delegationDays checks the period against the lives of the two seats.
func (c *check) delegationDays(state DelegatePowerState, in DelegatePowerIn) {
	c.day("since", in.Since)
	c.ordered("until", in.Since, in.Until)
	for _, s := range []*Seat{state.From, state.To} {
		c.within("since", in.Since, s.From, s.To, s.Name())
		c.within("until", in.Until, s.From, s.To, s.Name())
	}
}

// lendable asks that a delegation rule covers one act between the two seats.
func (c *check) lendable(state DelegatePowerState, act charter.Act, trigger string) {
	spoken, roles := false, false
	for _, r := range state.Rules {
		if !slices.Contains(r.Acts, act) {
			continue
		}
		spoken = true
		if !carries(r.From, state.FromRoles) || !carries(r.To, state.ToRoles) {
			continue
		}
		roles = true
		if len(r.Trigger) == 0 || slices.Contains(r.Trigger, trigger) {
			return
		}
	}
	switch {
	case !spoken:
		c.fail(refuse("acts", "delegation.unstated", string(act)))
	case !roles:
		c.fail(refuse("acts", "delegation.not-holder", string(act), state.From.Name(), state.To.Name()))
	default:
		c.fail(refuse("trigger", "delegation.other-trigger", string(act), trigger))
	}
}

// carries reports whether one of the roles is among the holders named. Holders
// that the text leaves out or open leave the choice to the lender.
func carries(h charter.Holders, roles []charter.Role) bool {
	if h.IsZero() || h.Unstated {
		return true
	}
	for _, x := range h.Any {
		if x.Role != "" && slices.Contains(roles, x.Role) {
			return true
		}
	}
	return false
}

// RevokePowerState is what [RevokePower] needs of the store.
type RevokePowerState struct {
	Delegation *Delegation
	Changed    Change
}

// RevokePowerIn takes a lent power back.
type RevokePowerIn struct {
	Body BodyKey
	ID   DelegationID
	From charter.Date // first day no longer in force
	Seen int64
}

// RevokePower takes a lent power back (thu hồi ủy quyền). It never reaches back:
// what was done under the delegation until today stays lawful.
func RevokePower(state RevokePowerState, in RevokePowerIn, env Env) ([]Event, error) {
	var c check
	d := state.Delegation
	if d == nil || d.Body != in.Body {
		return nil, Missing("delegation.unknown", string(in.ID))
	}
	c.seen(in.Seen, state.Changed)
	c.day("from", in.From)
	switch {
	case d.Revoked != 0:
		c.fail(Clash("delegation.revoked", d.Revoked.String()))
	case d.Until != 0 && in.From > d.Until:
		c.fail(Clash("delegation.over", d.Until.String()))
	case in.From != 0 && in.From < env.Today:
		c.fail(Wrong("from", "delegation.revoked-in-past", env.Today.String()))
	}
	return c.events(PowerRevoked{ID: in.ID, Body: in.Body, From: in.From})
}
