package committee

import (
	"slices"
	"time"
)

// FloorIn names who the floor is about.
type FloorIn struct {
	Meeting MeetingID
	Seat    SeatID
}

// here asks that a seat is there: nobody speaks from outside.
func (c *check) here(state SittingNow, id SeatID) {
	if open, _ := state.Sitting.span(id); open == nil {
		c.fail(Clash("sitting.speaks-absent"))
	}
}

// last is the last instant on record of the floor.
func (s Sitting) lastFloor() (last time.Time) {
	for _, x := range s.Floor {
		for _, t := range []time.Time{x.Asked, x.Given, x.Ended} {
			if t.After(last) {
				last = t
			}
		}
	}
	return last
}

// AskFloor asks for the floor (đề nghị phát biểu): one request a seat at a time.
func AskFloor(state SittingNow, in FloorIn, env Env) ([]Event, error) {
	var c check
	if !c.running(state, in.Meeting, env) {
		return c.events()
	}
	c.attends(state, in.Seat)
	c.here(state, in.Seat)
	env = env.NotBefore(state.Sitting.Last())
	c.inOrder(state.Sitting.lastFloor(), &env)
	if slices.ContainsFunc(state.Sitting.Floor, func(x Speech) bool { return x.Seat == in.Seat && x.Ended.IsZero() }) {
		c.fail(Clash("floor.asked-already"))
	}
	return c.events(state.asked(in.Seat, env))
}

func (state SittingNow) asked(seat SeatID, env Env) FloorAsked {
	return FloorAsked{
		Meeting: state.Meeting.ID, Body: state.Meeting.Body, N: len(state.Sitting.Floor) + 1, Seat: seat,
		Item: state.Sitting.Current(), At: env.Now.UnixMicro(),
	}
}

// GiveFloor gives a seat the floor (mời phát biểu): whoever presides follows the
// order of the requests or not, and may call on one who has not asked. Who spoke
// has spoken.
func GiveFloor(state SittingNow, in FloorIn, env Env) ([]Event, error) {
	var c check
	if !c.running(state, in.Meeting, env) {
		return c.events()
	}
	c.attends(state, in.Seat)
	c.here(state, in.Seat)
	env = env.NotBefore(state.Sitting.Last())
	c.inOrder(state.Sitting.lastFloor(), &env)
	var out []Event
	if x, speaks := state.Sitting.Speaker(); speaks {
		if x.Seat == in.Seat {
			c.fail(Clash("floor.speaks-already"))
		}
		out = append(out, state.ended(x, env))
	}
	n := len(state.Sitting.Floor) + 1
	if i := slices.IndexFunc(state.Sitting.Floor, func(x Speech) bool { return x.Seat == in.Seat && x.Waits() }); i >= 0 {
		n = state.Sitting.Floor[i].N
	} else {
		out = append(out, state.asked(in.Seat, env))
	}
	return c.events(append(out, FloorGiven{
		Meeting: in.Meeting, Body: state.Meeting.Body, N: n, Seat: in.Seat, At: env.Now.UnixMicro(),
	})...)
}

// EndFloor ends a speech, or takes a request back (thôi phát biểu).
func EndFloor(state SittingNow, in FloorIn, env Env) ([]Event, error) {
	var c check
	if !c.running(state, in.Meeting, env) {
		return c.events()
	}
	c.attends(state, in.Seat)
	env = env.NotBefore(state.Sitting.Last())
	c.inOrder(state.Sitting.lastFloor(), &env)
	out := state.floorOver(in.Seat, env)
	if len(out) == 0 {
		c.fail(Clash("floor.nothing-asked"))
	}
	return c.events(out...)
}
