package committee

import (
	"slices"
	"time"
)

// SittingNow is what the acts of a running sitting need of the store.
type SittingNow struct {
	MeetingNow
	Sitting Sitting
}

// running asks that the meeting can be sat in: it was called, is not closed, and
// its day has come.
func (c *check) running(state SittingNow, id MeetingID, env Env) bool {
	if !c.found(state.Meeting, id, Convened, Postponed, Held) {
		return false
	}
	c.begun(state.Meeting, env)
	return c.ok()
}

// attends asks that a seat belongs to the sitting: it sits on the meeting's day,
// and in the part that meets or by being called.
func (c *check) attends(state SittingNow, id SeatID) {
	if id == "" {
		c.fail(Wrong("seat", "seat.not-on-roster", ""))
		return
	}
	c.seated("seat", id, state.Seats)
	m := state.Meeting
	if slices.ContainsFunc(m.Invitees, func(x Invitee) bool { return x.Seat == id }) {
		return
	}
	for _, s := range state.Seats {
		if s.ID == id && s.In != m.In {
			c.fail(refuse("seat", "sitting.not-called", s.Name()))
		}
	}
}

// inOrder asks that what is entered afterwards does not come before what is on
// record after it: presence and speeches are kept in the order of time. What is done
// now is put behind it.
func (c *check) inOrder(last time.Time, env *Env) {
	if *env = env.NotBefore(last); env.Now.Before(last) {
		c.fail(Clash("sitting.out-of-order"))
	}
}

// span finds the stretch in which a seat is there, and the last instant on record
// for the seat.
func (s Sitting) span(id SeatID) (open *Span, last time.Time) {
	for i, x := range s.Presence {
		if x.Seat != id {
			continue
		}
		last = x.From
		if x.To.IsZero() {
			open = &s.Presence[i]
		} else {
			last = x.To
		}
	}
	return open, last
}

// next gives the number of the next stretch of presence: past those that were
// struck out too.
func (s Sitting) next() int {
	n := 0
	for _, x := range s.Presence {
		n = max(n, x.N)
	}
	return n + 1
}

// ArriveIn says that a seat is there.
type ArriveIn struct {
	Meeting MeetingID
	Seat    SeatID
	How     string // present, online, substitute
}

// Arrive begins a seat's presence (đến dự, điểm danh tại chỗ), or changes how it
// takes part.
func Arrive(state SittingNow, in ArriveIn, env Env) ([]Event, error) {
	var c check
	if !c.running(state, in.Meeting, env) {
		return c.events()
	}
	c.attends(state, in.Seat)
	env = env.NotBefore(state.Sitting.Last())
	if !takesPart(in.How) {
		c.fail(Wrong("how", "presence.how", in.How))
	}
	open, last := state.Sitting.span(in.Seat)
	c.inOrder(last, &env)
	now, body := env.Now.UnixMicro(), state.Meeting.Body
	var out []Event
	switch {
	case open != nil && open.How == in.How:
		c.fail(Clash("sitting.here-already"))
	case open != nil:
		out = append(out, SeatDeparted{Meeting: in.Meeting, Body: body, N: open.N, Seat: in.Seat, At: now})
	}
	return c.events(append(out, SeatArrived{
		Meeting: in.Meeting, Body: body, N: state.Sitting.next(), Seat: in.Seat, How: in.How, At: now,
	})...)
}

// DepartIn says that a seat leaves.
type DepartIn struct {
	Meeting MeetingID
	Seat    SeatID
}

// Depart ends a seat's presence (rời phiên họp), and with it what it asked of the
// floor.
func Depart(state SittingNow, in DepartIn, env Env) ([]Event, error) {
	var c check
	if !c.running(state, in.Meeting, env) {
		return c.events()
	}
	c.attends(state, in.Seat)
	env = env.NotBefore(state.Sitting.Last())
	open, last := state.Sitting.span(in.Seat)
	c.inOrder(state.Sitting.heard(in.Seat, last), &env)
	if open == nil {
		c.fail(Clash("sitting.not-here"))
		return c.events()
	}
	out := state.floorOver(in.Seat, env)
	return c.events(append(out, SeatDeparted{
		Meeting: in.Meeting, Body: state.Meeting.Body, N: open.N, Seat: in.Seat, At: env.Now.UnixMicro(),
	})...)
}

// floorOver ends what a seat has of the floor: its speech, or its request.
func (state SittingNow) floorOver(seat SeatID, env Env) (out []Event) {
	for _, x := range state.Sitting.Floor {
		if x.Seat == seat && x.Ended.IsZero() {
			out = append(out, state.ended(x, env))
		}
	}
	return out
}

func (state SittingNow) ended(x Speech, env Env) FloorEnded {
	return FloorEnded{Meeting: state.Meeting.ID, Body: state.Meeting.Body, N: x.N, Seat: x.Seat, At: env.Now.UnixMicro()}
}
