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

// here asks that a seat is there at the time of the act: nobody speaks from outside.
func (c *check) here(state SittingNow, id SeatID, env Env) {
	if state.Sitting.Here(env.Now)[id] == "" {
		c.fail(Clash("sitting.speaks-absent"))
	}
}

// stayed asks of a speech that ends that its seat had not left before: what is entered
// afterwards may lie before a leaving on record.
func (c *check) stayed(state SittingNow, id SeatID, env Env) {
	for _, x := range state.Sitting.Floor {
		if x.Seat != id || !x.Speaks() {
			continue
		}
		if left := state.Sitting.Leaves(id, x.Given); !left.IsZero() && left.Before(env.Now) {
			c.fail(Clash("floor.left"))
		}
	}
}

// lastFloor is the last instant on record of the floor.
func (s Sitting) lastFloor() (last time.Time) {
	for _, x := range s.Floor {
		last = Latest(last, x.Asked, x.Given, x.Ended)
	}
	return last
}

// heard is the last instant on record of what a seat had of the floor, and not before
// another.
func (s Sitting) heard(seat SeatID, at time.Time) time.Time {
	for _, x := range s.Floor {
		if x.Seat == seat {
			at = Latest(at, x.Asked, x.Given, x.Ended)
		}
	}
	return at
}

// AskFloor asks for the floor (đề nghị phát biểu): one request a seat at a time.
func AskFloor(state SittingNow, in FloorIn, env Env) ([]Event, error) {
	var c check
	if !c.running(state, in.Meeting, env) {
		return c.events()
	}
	c.attends(state, in.Seat)
	env = env.NotBefore(state.Sitting.Last())
	c.here(state, in.Seat, env)
	c.inOrder(state.Sitting.lastFloor(), &env)
	if slices.ContainsFunc(state.Sitting.Floor, func(x Speech) bool { return x.Seat == in.Seat && x.Ended.IsZero() }) {
		c.fail(Clash("floor.asked-already"))
	}
	return c.events(state.asked(in.Seat, env))
}

func (state SittingNow) asked(seat SeatID, env Env) FloorAsked {
	return FloorAsked{
		Meeting: state.Meeting.ID, Body: state.Meeting.Body, N: len(state.Sitting.Floor) + 1, Seat: seat,
		Item: state.Sitting.InHand(env.Now), At: env.Now.UnixMicro(),
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
	env = env.NotBefore(state.Sitting.Last())
	c.here(state, in.Seat, env)
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
	c.stayed(state, in.Seat, env)
	out := state.floorOver(in.Seat, env)
	if len(out) == 0 {
		c.fail(Clash("floor.nothing-asked"))
	}
	return c.events(out...)
}
