package committee

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"time"
)

// VoteID is a vote on an item of a meeting (cuộc biểu quyết).
type VoteID string

// VoteState is where a vote stands.
type VoteState string

// The states of a vote. Between its set end and its closing an open vote takes no
// more votes; see [Vote.Over].
const (
	VotePrepared  VoteState = "prepared"  // secret, and waits for the tellers' keys
	VoteOpen      VoteState = "open"      // takes votes
	VoteClosed    VoteState = "closed"    // counted
	VoteCancelled VoteState = "cancelled" // called off, nothing counted
)

// Vote is a vote on one item of a meeting (biểu quyết): a motion, bound by its
// hash, and who may vote on it. A named vote keeps who voted what; a secret one
// (bỏ phiếu kín) keeps while it is open only who has voted, and after it the
// ballots without the voters.
type Vote struct {
	ID      VoteID
	Meeting MeetingID
	Body    BodyKey
	In      string // sub-body
	Item    ItemID
	Motion  string
	Hash    string // of motion and options; see [MotionHash]
	Secret  bool
	Hidden  bool // the result is hidden until the close; always so when secret
	Options []Option
	Voters  []Voter
	Tellers []Teller
	Casts   []Cast // of a named vote, in the order of the voters
	Opener  SeatID
	Called  time.Time // when it was called
	Opened  time.Time // since when it takes votes; zero while it is prepared
	Until   time.Time // set end; zero: closed by hand
	State   VoteState
	Result  VoteResult
}

// Voter is one seat that may vote, with the weight of its vote.
type Voter struct {
	Seat   SeatID
	Weight int
	Cast   time.Time // when it voted last; zero: not yet
}

// Teller is one of the two who open a secret vote (ban kiểm phiếu), a seat or a
// person, with the public half of the teller's key.
type Teller struct {
	Party
	Public []byte    // point of P-256, uncompressed; nil: not laid yet
	At     time.Time // when it was laid
}

// Cast is one seat's vote in a named vote.
type Cast struct {
	Seat     SeatID
	Option   string
	Position Position
	At       time.Time
	How      string // telephone, paper: how it came to who entered it; empty: given by the seat itself
	Written  bool   // of a seat on record as away: it counts as a written vote
}

// Ballot is one ballot of a secret vote once it is opened: what was chosen, and
// the word by which its voter finds it.
type Ballot struct {
	Option string `json:"option"`
	Check  string `json:"check"`
}

// VoteResult is what a vote that is over came to.
type VoteResult struct {
	At      time.Time // when it ended: the set end, or when it was closed by hand
	Entered time.Time // when the closing was recorded
	By      SeatID
	Reason  string // for calling it off
	Counts  []int  // weight of the votes for each option, in their order
	For     int
	Against int
	Other   int
	Voted   int         // how many seats voted
	Facts   []FactEntry // what the charter's rule was held against
	Passed  string      // true, false; empty: the charter does not say, or something is not known
	Ballots []Ballot    // of a secret vote, in the order of their words
	Void    []SeatID    // seats whose ballot could not be opened
	Warning string      // how the result itself gives votes away: few, alike
}

// ItemVote is the vote that stands for an item's positions: the one that is not
// over, or else the last that was closed.
type ItemVote struct {
	ID      VoteID
	State   VoteState
	Secret  bool
	For     int
	Against int
	Other   int
	Facts   []FactEntry
}

// over reports whether an item's vote is no longer running.
func (v *ItemVote) over() bool { return v == nil || v.State == VoteClosed }

// Over reports whether the set end of a vote has come at an instant.
func (v Vote) Over(t time.Time) bool { return !v.Until.IsZero() && !t.Before(v.Until) }

// Running reports whether a vote has not been closed or called off.
func (v Vote) Running() bool { return v.State == VotePrepared || v.State == VoteOpen }

// Voter finds a seat among those who may vote.
func (v Vote) Voter(seat SeatID) *Voter {
	i := slices.IndexFunc(v.Voters, func(x Voter) bool { return x.Seat == seat })
	if i < 0 {
		return nil
	}
	return &v.Voters[i]
}

// Cast finds a seat's vote in a named vote.
func (v Vote) Cast(seat SeatID) *Cast {
	i := slices.IndexFunc(v.Casts, func(x Cast) bool { return x.Seat == seat })
	if i < 0 {
		return nil
	}
	return &v.Casts[i]
}

// Teller finds one of the two tellers.
func (v Vote) Teller(p Party) *Teller {
	i := slices.IndexFunc(v.Tellers, func(x Teller) bool { return x.Party == p })
	if i < 0 {
		return nil
	}
	return &v.Tellers[i]
}

// Option finds one of the choices.
func (v Vote) Option(key string) (Option, bool) { return Question{Options: v.Options}.Option(key) }

// Voted is how many seats have voted.
func (v Vote) Voted() (n int) {
	for _, x := range v.Voters {
		if !x.Cast.IsZero() {
			n++
		}
	}
	return n
}

// Entitled is the weight of all who may vote.
func (v Vote) Entitled() (n int) {
	for _, x := range v.Voters {
		n += x.Weight
	}
	return n
}

// MotionHash binds a vote to its motion and choices: SHA-256 over the words,
// each ended by a zero byte, in hexadecimal. Every vote names it.
func MotionHash(motion string, options []OptionEntry) string {
	h := sha256.New()
	write := func(words ...string) {
		for _, w := range words {
			h.Write([]byte(w))
			h.Write([]byte{0})
		}
	}
	write("nghi-su motion/1", motion)
	for _, o := range options {
		write(o.Key, string(o.Label), string(o.Side))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Tally is a vote counted: the weight of the votes by option and by side.
type Tally struct {
	Counts              []int
	For, Against, Other int
	WrittenFor          int // of For, what was voted in writing by who was away
	Written             int // seats that voted so
	Voted               int // seats that voted
}

// add counts one vote.
func (t *Tally) add(options []Option, key string, weight int) {
	i := slices.IndexFunc(options, func(o Option) bool { return o.Key == key })
	if i < 0 {
		return
	}
	t.Counts[i] += weight
	switch options[i].Side {
	case For:
		t.For += weight
	case Against:
		t.Against += weight
	default:
		t.Other += weight
	}
	t.Voted++
}

// Count counts a named vote as it stands. Who away from the meeting voted in
// writing is in the sums and, where for, counted apart as well.
func (v Vote) Count() Tally {
	t := Tally{Counts: make([]int, len(v.Options))}
	for _, c := range v.Casts {
		w := v.Voter(c.Seat)
		if w == nil {
			continue
		}
		t.add(v.Options, c.Option, w.Weight)
		if c.Written {
			t.Written++
		}
		if c.Written && c.Position == For {
			t.WrittenFor += w.Weight
		}
	}
	return t
}

// CountBallots counts the opened ballots of a secret vote, each as one: a weight
// would tell whose it is.
func (v Vote) CountBallots(list []Ballot) Tally {
	t := Tally{Counts: make([]int, len(v.Options))}
	for _, b := range list {
		t.add(v.Options, b.Option, 1)
	}
	return t
}
