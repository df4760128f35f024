package committee

import (
	"strconv"
	"time"
)

// CloseVoteState is what [CloseVote] needs of the store and of the charter.
type CloseVoteState struct {
	VoteNow
	Facts  []FactEntry // what the charter's rule was held against
	Passed string      // what it said: true, false, or nothing
}

// CloseVoteIn closes a vote. Ballots, Void and Warning are those of a secret vote,
// as the tellers' keys opened them.
type CloseVoteIn struct {
	Vote    VoteID
	By      SeatID
	Ballots []Ballot
	Void    []SeatID
	Warning string
}

// CloseVote closes a vote and puts its result on record (kiểm phiếu). After its set
// end a vote ended then, whenever that is recorded. A named vote becomes the
// positions on its item; of a secret one only the counts do.
func CloseVote(state CloseVoteState, in CloseVoteIn, env Env) ([]Event, error) {
	var c check
	if !c.vote(state.VoteNow, in.Vote) {
		return c.events()
	}
	v := state.Vote
	c.atOnce(v.Secret, env)
	c.inOrder(v.last(), &env)
	if v.State == VotePrepared {
		c.fail(Clash("vote.not-begun"))
		return c.events()
	}
	end := env.Now
	if v.Over(end) {
		end = v.Until
	}
	e := VoteCounted{
		Vote: v.ID, Meeting: v.Meeting, Body: v.Body, Item: v.Item, At: end.UnixMicro(), Entered: env.entered().UnixMicro(), By: in.By,
		Facts: state.Facts, Passed: state.Passed,
	}
	if !v.Secret {
		t := v.Count()
		e.Counts, e.For, e.Against, e.Other, e.Voted = t.Counts, t.For, t.Against, t.Other, t.Voted
		return c.events(e, v.positions())
	}
	for i, b := range in.Ballots {
		if _, ok := v.Option(b.Option); !ok {
			c.fail(Wrong("ballots."+strconv.Itoa(i+1), "vote.option", b.Option))
		}
	}
	if n := len(in.Ballots) + len(in.Void); n != v.Voted() {
		c.fail(Clash("vote.ballots-lost", strconv.Itoa(v.Voted()), strconv.Itoa(n)))
	}
	t := v.CountBallots(in.Ballots)
	e.Counts, e.For, e.Against, e.Other, e.Voted = t.Counts, t.For, t.Against, t.Other, t.Voted
	e.Ballots, e.Void, e.Warning = in.Ballots, in.Void, in.Warning
	return c.events(e)
}

// last is the latest instant on record of a named vote: its beginning, or the last
// vote in it.
func (v Vote) last() time.Time {
	at := v.Called
	for _, x := range v.Casts {
		at = Latest(at, x.At)
	}
	return at
}

// positions makes the positions on an item out of a named vote.
func (v Vote) positions() PositionsRecorded {
	e := PositionsRecorded{Meeting: v.Meeting, Body: v.Body, Item: v.Item}
	for _, x := range v.Voters {
		if cast := v.Cast(x.Seat); cast != nil {
			e.Positions = append(e.Positions, PositionEntry{Seat: cast.Seat, Position: cast.Position})
		}
	}
	return e
}

// CallOffVoteIn ends a vote without a result.
type CallOffVoteIn struct {
	Vote   VoteID
	By     SeatID
	Reason string
}

// CallOffVote ends a vote without a result, with the reason (hủy biểu quyết): a
// teller's key is lost, or the motion was put wrongly. The sealed ballots of a
// secret one are destroyed unread.
func CallOffVote(state VoteNow, in CallOffVoteIn, env Env) ([]Event, error) {
	var c check
	if !c.vote(state, in.Vote) {
		return c.events()
	}
	v := state.Vote
	c.atOnce(v.Secret, env)
	c.inOrder(v.last(), &env)
	return c.events(VoteCalledOff{
		Vote: v.ID, Meeting: v.Meeting, Body: v.Body, At: env.Now.UnixMicro(), By: in.By, Reason: c.note("reason", in.Reason, true),
	})
}
