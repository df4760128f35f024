package committee

import (
	"bytes"
	"crypto/ecdh"
	"encoding/hex"
	"slices"
	"strconv"
	"time"

	"nghisu/internal/charter"
)

// farthestVote is how long a vote may be left open at most.
const farthestVote = 90 * 24 * time.Hour

// OpenVoteState is what [OpenVote] needs of the store and of the charter.
type OpenVoteState struct {
	MeetingNow
	Entitled []Voter            // seats of the day that the charter lets vote
	Ballot   string             // form that the charter sets: secret, open, named; empty: none
	Clause   *charter.Verdict   // the verdict that sets it
	People   []Person           // those whom the input names
	Holders  map[Party]PersonID // who holds the tellers' seats
	Last     time.Time          // when the last vote on the item ended; zero: there was none
}

// OpenVoteIn calls a vote on an item.
type OpenVoteIn struct {
	Meeting MeetingID
	Item    ItemID
	Motion  string
	Options []OptionIn // empty: for, against, another opinion
	Secret  bool
	Hidden  bool
	Tellers []Party   // two, of a secret vote
	Until   time.Time // zero: closed by hand
	By      SeatID
}

// OpenVote calls a vote on an item of a meeting that sits (mở biểu quyết). One
// item has one vote at a time, and none once it is concluded.
func OpenVote(state OpenVoteState, in OpenVoteIn, env Env) ([]Event, error) {
	var c check
	m := state.Meeting
	if !c.found(m, in.Meeting, Convened, Postponed, Held) {
		return c.events()
	}
	c.begun(m, env)
	c.atOnce(in.Secret, env)
	c.inOrder(state.Last, &env)
	c.votable(m, in.Item)
	e := VoteCalled{
		Meeting: in.Meeting, Body: m.Body, In: m.In, Item: in.Item, Motion: c.note("motion", in.Motion, true), Secret: in.Secret,
		Hidden: in.Hidden || in.Secret, Options: c.options("options", in.Options), At: env.Now.UnixMicro(), Until: micro(in.Until), By: in.By,
	}
	switch {
	case state.Ballot == "secret" && !in.Secret:
		c.fail(&Fault{Kind: Refused, Code: "vote.must-be-secret", Field: "secret", Verdict: state.Clause})
	case (state.Ballot == "open" || state.Ballot == "named") && in.Secret:
		c.fail(&Fault{Kind: Refused, Code: "vote.must-be-open", Field: "secret", Verdict: state.Clause})
	case in.Secret && weighted(state.Entitled):
		c.fail(&Fault{Kind: Conflict, Code: "vote.secret-weights", Field: "secret"})
	}
	if !in.Until.IsZero() {
		switch {
		case !in.Until.After(env.Now):
			c.fail(Wrong("until", "vote.until-past"))
		case in.Until.Sub(env.Now) > farthestVote:
			c.fail(Wrong("until", "vote.until-far"))
		}
	}
	e.Tellers = c.tellers(state, in)
	for _, v := range state.Entitled {
		e.Voters = append(e.Voters, VoterEntry{Seat: v.Seat, Weight: v.Weight})
	}
	if len(e.Voters) == 0 {
		c.fail(Clash("vote.nobody"))
	}
	if !c.ok() {
		return c.events()
	}
	e.Hash = MotionHash(string(e.Motion), e.Options)
	e.ID = VoteID(env.NewID())
	return c.events(e)
}

// atOnce refuses an act of a secret vote that is entered afterwards: its ballots are
// sealed where they are cast. See docs/decisions/0032-paper-in-a-power-cut.md.
func (c *check) atOnce(secret bool, env Env) {
	if secret && env.afterwards() {
		c.fail(Clash("vote.afterwards"))
	}
}

// votable asks that an item may be voted on now.
func (c *check) votable(m *Meeting, id ItemID) {
	item := m.item(id)
	switch {
	case id == "" || item == nil:
		c.fail(&Fault{Kind: NotFound, Code: "item.unknown", Field: "item", Args: []string{string(id)}})
	case len(item.Conclusions) > 0:
		c.fail(Clash("item.concluded", item.Title))
	case !item.Vote.over():
		c.fail(Clash("vote.already-open", item.Title))
	}
}

// notVoting asks that no vote on an item is running, and, where positions would
// replace its result, that there was none.
func (c *check) notVoting(item *Item, replaces bool) {
	switch {
	case item == nil:
	case !item.Vote.over():
		c.fail(Clash("vote.still-open", item.Title))
	case replaces && item.Vote != nil:
		c.fail(Clash("item.voted", item.Title))
	}
}

// weighted reports whether voters count differently. Then no ballot is secret: a
// count that adds weights names who cast them, and one that does not is not the count
// that the text asks for. See docs/decisions/0030-weights-and-secret-ballots.md.
func weighted(voters []Voter) bool {
	return slices.ContainsFunc(voters, func(v Voter) bool { return v.Weight != voters[0].Weight })
}

// tellers checks who opens a secret vote: two different people.
func (c *check) tellers(state OpenVoteState, in OpenVoteIn) []PartyEntry {
	switch {
	case !in.Secret && len(in.Tellers) > 0:
		c.fail(Wrong("tellers", "vote.tellers-named"))
		return nil
	case in.Secret && len(in.Tellers) != 2:
		c.fail(Wrong("tellers", "vote.tellers"))
		return nil
	}
	var out []PartyEntry
	seen := map[PersonID]bool{}
	for i, p := range in.Tellers {
		at := "tellers." + strconv.Itoa(i+1)
		if p.Agency != "" {
			c.fail(Wrong(at, "vote.teller-agency"))
			return nil
		}
		e := c.party(at, p, OpenRoundState{Seats: state.Seats, People: state.People}, Env{})
		person := p.Person
		if p.Seat != "" {
			person = state.Holders[p]
		}
		switch {
		case person == "" && c.ok():
			c.fail(Wrong(at, "vote.teller-vacant"))
		case seen[person]:
			c.fail(Wrong(at, "vote.teller-twice"))
		}
		seen[person] = true
		out = append(out, e)
	}
	return out
}

// VoteNow is what the acts on one vote need of the store.
type VoteNow struct {
	MeetingNow
	Vote  *Vote
	Today []Seat // seats of the body that live today
}

// vote asks that a vote exists and is in one of the states.
func (c *check) vote(state VoteNow, id VoteID) bool {
	v := state.Vote
	switch {
	case v == nil:
		c.fail(Missing("vote.unknown", string(id)))
	case v.State == VoteClosed:
		c.fail(Clash("vote.closed"))
	case v.State == VoteCancelled:
		c.fail(Clash("vote.cancelled"))
	}
	return c.ok()
}

// LayTellerKeyIn lays the public half of a teller's key.
type LayTellerKeyIn struct {
	Vote   VoteID
	By     Party
	Public []byte
}

// LayTellerKey lays the public half of a teller's key (khóa kiểm phiếu). A teller
// may lay another until the vote takes votes; with the second one it does.
func LayTellerKey(state VoteNow, in LayTellerKeyIn, env Env) ([]Event, error) {
	var c check
	c.atOnce(true, env)
	if !c.vote(state, in.Vote) {
		return c.events()
	}
	v := state.Vote
	teller := v.Teller(in.By)
	switch {
	case teller == nil:
		c.fail(refuse("by", "vote.not-teller"))
		return c.events()
	case v.State == VoteOpen:
		c.fail(Clash("vote.keys-laid"))
	case v.Over(env.Now):
		c.fail(Clash("vote.time-over", env.stamp(v.Until)))
	}
	if _, err := ecdh.P256().NewPublicKey(in.Public); err != nil {
		c.fail(Wrong("public", "vote.key-form"))
	}
	opens := true
	for _, t := range v.Tellers {
		if t.Party == in.By {
			continue
		}
		opens = opens && t.Public != nil
		if bytes.Equal(t.Public, in.Public) {
			c.fail(Wrong("public", "vote.key-twice"))
		}
	}
	return c.events(TellerKeyLaid{
		Vote: v.ID, Meeting: v.Meeting, Body: v.Body, Teller: PartyEntry(in.By), Public: hex.EncodeToString(in.Public), At: env.Now.UnixMicro(), Opens: opens,
	})
}

// stamp writes an instant as the office reads it.
func (e Env) stamp(t time.Time) string {
	zone := e.Zone
	if zone == nil {
		zone = time.UTC
	}
	return t.In(zone).Format("15:04 02/01/2006")
}
