package committee

import (
	"time"

	"nghisu/internal/charter"
)

// CastState is what voting needs of the store and of the charter.
type CastState struct {
	VoteNow
	Substitute *charter.Verdict // whether a substitute of the seat's role votes
	Written    bool             // votes of who is away count, by the charter
	Clause     *charter.Verdict // the rule that says so, or does not
	Gone       bool             // on record as not there at any time while the vote was open
}

// CastVoteIn is one seat's vote in a named vote.
type CastVoteIn struct {
	Vote   VoteID
	Seat   SeatID
	Hash   string // of the motion that the voter saw
	Option string
	How    string // how it came to who enters it; empty: the seat votes itself
}

// CastVote takes one seat's vote in a named vote (biểu quyết công khai), changed as
// often as the seat likes until the close. It may be entered for a seat that
// votes by telephone or on paper.
func CastVote(state CastState, in CastVoteIn, env Env) ([]Event, error) {
	var c check
	switch in.How {
	case "", "telephone", "paper":
	default:
		c.fail(Wrong("how", "vote.how"))
	}
	if !c.casting(state, in.Vote, in.Seat, in.Hash, in.How != "", env) {
		return c.events()
	}
	v := state.Vote
	if env.afterwards() {
		c.onPaper(state, in, env)
	}
	env = env.NotBefore(v.before(in.Seat))
	if v.Secret {
		c.fail(refuse("vote", "vote.is-secret"))
		return c.events()
	}
	option, ok := v.Option(in.Option)
	if !ok {
		c.fail(Wrong("option", "vote.option", in.Option))
	}
	return c.events(VoteCast{
		Vote: v.ID, Body: v.Body, Seat: in.Seat, Hash: v.Hash, Option: option.Key, Position: option.Side, At: env.Now.UnixMicro(),
		How: in.How, Written: away(presence(state.Meeting, in.Seat)),
	})
}

// before is what a vote of a seat comes after: the opening, and what the seat voted
// until then.
func (v Vote) before(seat SeatID) time.Time {
	if x := v.Cast(seat); x != nil {
		return Latest(v.Opened, x.At)
	}
	return v.Opened
}

// onPaper asks of a vote that is entered afterwards that it is a slip (phiếu giấy) of
// a seat that was there while the vote was open, and replaces nothing that the seat
// did later.
func (c *check) onPaper(state CastState, in CastVoteIn, env Env) {
	v := state.Vote
	if in.How != "paper" {
		c.fail(Wrong("how", "vote.slip-only"))
	}
	c.inOrder(v.before(in.Seat), &env)
	if state.Gone && !state.Written {
		c.fail(&Fault{Kind: Refused, Code: "vote.gone", Field: "seat", Verdict: state.Clause})
	}
}

// CastBallotIn says that a seat casts a secret ballot. What it holds is sealed and
// is none of the record's.
type CastBallotIn struct {
	Vote   VoteID
	Seat   SeatID
	Hash   string
	Length int // of the sealed ballot
	Want   int // length that a sealed ballot has
}

// CastBallot takes one seat's secret ballot (phiếu kín). Nobody casts it for
// another, and no other way leads to it than the voter's own browser.
func CastBallot(state CastState, in CastBallotIn, env Env) ([]Event, error) {
	var c check
	if !c.casting(state, in.Vote, in.Seat, in.Hash, false, env) {
		return c.events()
	}
	v := state.Vote
	if !v.Secret {
		c.fail(Wrong("vote", "vote.is-named"))
	}
	env = env.NotBefore(v.before(in.Seat))
	if in.Length != in.Want {
		c.fail(Wrong("sealed", "vote.sealed"))
	}
	return c.events(BallotCast{Vote: v.ID, Body: v.Body, Seat: in.Seat, Hash: v.Hash, At: env.Now.UnixMicro()})
}

// casting asks that a vote takes the vote of a seat at this moment. What counts is
// when it comes, whether or not the closing is on record by then.
func (c *check) casting(state CastState, id VoteID, seat SeatID, hash string, entered bool, env Env) bool {
	if !c.vote(state.VoteNow, id) {
		return false
	}
	v := state.Vote
	c.atOnce(v.Secret, env)
	c.found(state.Meeting, v.Meeting, Convened, Postponed, Held)
	switch {
	case v.State == VotePrepared:
		c.fail(Clash("vote.not-begun"))
	case v.Over(env.Now):
		c.fail(Clash("vote.time-over", env.stamp(v.Until)))
	case v.Voter(seat) == nil:
		c.fail(Wrong("seat", "vote.not-entitled"))
	}
	c.seated("seat", seat, state.Today)
	if hash != v.Hash {
		c.fail(Wrong("hash", "vote.other-motion"))
	}
	switch how := presence(state.Meeting, seat); {
	case how == "substitute" && (state.Substitute == nil || state.Substitute.OK != charter.Yes):
		c.fail(&Fault{Kind: Refused, Code: "vote.substitute", Field: "seat", Verdict: state.Substitute})
	case away(how) && !(entered && state.Written):
		c.fail(&Fault{Kind: Refused, Code: "vote.away", Field: "seat", Verdict: state.Clause})
	}
	return c.ok()
}

// presence is how a seat takes part in a meeting, as far as it is on record.
func presence(m *Meeting, seat SeatID) string {
	for _, i := range m.Invitees {
		if i.Seat == seat && seat != "" {
			return i.Present
		}
	}
	return ""
}

// away reports whether a seat is on record as not taking part.
func away(how string) bool { return how == "absent" || how == "excused" }
