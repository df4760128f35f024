package committee

import (
	"crypto/ecdh"
	"crypto/rand"
	"slices"
	"testing"
	"time"

	"nghisu/internal/charter"
)

// voting is a sitting of three seats and a motion on its first item.
func voting(t *testing.T, secret bool) (VoteNow, Env) {
	t.Helper()
	env := envOn("2024-06-10")
	seats := []Seat{{ID: "s1", Role: "head"}, {ID: "s2", Role: "member"}, {ID: "s3", Role: "member"}}
	m := &Meeting{
		ID: "m1", Body: "ban", State: Held, Start: env.Now.Add(-time.Hour), Chair: "s1", Agenda: []Item{{ID: "i1", Title: "Đề án"}, {ID: "i2", Title: "Nhân sự"}},
		Invitees: []Invitee{{Seat: "s1", Present: "present"}, {Seat: "s2", Present: "online"}, {Seat: "s3"}},
	}
	st := OpenVoteState{
		MeetingNow: MeetingNow{Meeting: m, Seats: seats}, Entitled: []Voter{{Seat: "s1", Weight: 2}, {Seat: "s2", Weight: 1}, {Seat: "s3", Weight: 1}},
		Holders: map[Party]PersonID{{Seat: "s2"}: "p2", {Seat: "s3"}: "p3"},
	}
	in := OpenVoteIn{Meeting: "m1", Item: "i1", Motion: "Thông qua Đề án", Secret: secret, By: "s1"}
	if secret {
		in.Tellers = []Party{{Seat: "s2"}, {Seat: "s3"}}
		_, err := OpenVote(st, in, env)
		if code(t, err) != "vote.secret-weights" {
			t.Errorf("different weights in a secret vote: %v", err)
		}
		st.Entitled[0].Weight = 1
	}
	ev, err := OpenVote(st, in, env)
	if err != nil {
		t.Fatal(err)
	}
	e := ev[0].(VoteCalled)
	v := &Vote{ID: e.ID, Meeting: "m1", Body: "ban", Item: "i1", Motion: string(e.Motion), Hash: e.Hash, Secret: secret, Hidden: e.Hidden, State: VoteOpen, Opened: env.Now, Voters: st.Entitled}
	for _, o := range e.Options {
		v.Options = append(v.Options, Option{Key: o.Key, Side: o.Side})
	}
	if secret {
		v.State = VotePrepared
		v.Tellers = []Teller{{Party: Party{Seat: "s2"}}, {Party: Party{Seat: "s3"}}}
	}
	m.Agenda[0].Vote = &ItemVote{ID: v.ID, State: v.State}
	return VoteNow{MeetingNow: st.MeetingNow, Vote: v, Today: seats}, env
}

// cast takes a vote and keeps it in the state.
func cast(t *testing.T, st VoteNow, seat SeatID, option string, env Env) {
	t.Helper()
	ev, err := CastVote(CastState{VoteNow: st}, CastVoteIn{Vote: st.Vote.ID, Seat: seat, Hash: st.Vote.Hash, Option: option}, env)
	if err != nil {
		t.Fatal(err)
	}
	e := ev[0].(VoteCast)
	v := st.Vote
	v.Casts = append(slices.DeleteFunc(v.Casts, func(c Cast) bool { return c.Seat == seat }), Cast{Seat: seat, Option: e.Option, Position: e.Position, Written: e.Written})
	v.Voter(seat).Cast = env.Now
}

// A vote is called on one item at a time, before it is concluded, to an end that
// is still to come, in the form that the charter sets.
func TestOpenVote(t *testing.T) {
	st, env := voting(t, false)
	open := OpenVoteState{MeetingNow: st.MeetingNow, Entitled: st.Vote.Voters, Holders: map[Party]PersonID{{Seat: "s2"}: "p2", {Seat: "s3"}: "p2"}}
	secret := OpenVoteIn{Secret: true, Tellers: []Party{{Seat: "s2"}, {Seat: "s3"}}}
	for _, c := range []struct {
		name, want string
		in         OpenVoteIn
		state      func(*OpenVoteState)
	}{
		{"another item", "", OpenVoteIn{Item: "i2", Motion: "Nhân sự"}, nil},
		{"open already", "vote.already-open", OpenVoteIn{Item: "i1", Motion: "Lần hai"}, nil},
		{"no item", "item.unknown", OpenVoteIn{Motion: "Không mục"}, nil},
		{"no motion", "text.empty", OpenVoteIn{Item: "i2"}, nil},
		{"end in the past", "vote.until-past", OpenVoteIn{Item: "i2", Motion: "x", Until: env.Now}, nil},
		{"end far away", "vote.until-far", OpenVoteIn{Item: "i2", Motion: "x", Until: env.Now.Add(100 * 24 * time.Hour)}, nil},
		{"nobody may vote", "vote.nobody", OpenVoteIn{Item: "i2", Motion: "x"}, func(s *OpenVoteState) { s.Entitled = nil }},
		{"must be secret", "vote.must-be-secret", OpenVoteIn{Item: "i2", Motion: "x"}, func(s *OpenVoteState) { s.Ballot = "secret" }},
		{"must be open", "vote.must-be-open", OpenVoteIn{Item: "i2", Motion: "x", Secret: true, Tellers: secret.Tellers}, func(s *OpenVoteState) { s.Ballot = "open" }},
		{"secret with different weights", "vote.secret-weights", OpenVoteIn{Item: "i2", Motion: "x", Secret: true, Tellers: secret.Tellers}, nil},
		{"one teller", "vote.tellers", OpenVoteIn{Item: "i2", Motion: "x", Secret: true, Tellers: secret.Tellers[:1]}, nil},
		{"one person twice", "vote.teller-twice", OpenVoteIn{Item: "i2", Motion: "x", Secret: true, Tellers: secret.Tellers}, nil},
		{"a vacant seat", "vote.teller-vacant", OpenVoteIn{Item: "i2", Motion: "x", Secret: true, Tellers: []Party{{Seat: "s1"}, {Seat: "s2"}}}, nil},
		{"tellers of a named vote", "vote.tellers-named", OpenVoteIn{Item: "i2", Motion: "x", Tellers: secret.Tellers}, nil},
		{"one choice", "round.options", OpenVoteIn{Item: "i2", Motion: "x", Options: []OptionIn{{Label: "Một", Side: For}}}, nil},
		{"concluded", "item.concluded", OpenVoteIn{Item: "i2", Motion: "x"}, func(s *OpenVoteState) {
			m := *s.Meeting
			m.Agenda = slices.Clone(m.Agenda)
			m.Agenda[1].Conclusions = []Conclusion{{ID: "c"}}
			s.Meeting = &m
		}},
	} {
		s := open
		if c.in.Secret && c.want != "vote.secret-weights" {
			s.Entitled = []Voter{{Seat: "s1", Weight: 1}, {Seat: "s2", Weight: 1}, {Seat: "s3", Weight: 1}}
		}
		if c.state != nil {
			c.state(&s)
		}
		c.in.Meeting = "m1"
		ev, err := OpenVote(s, c.in, env)
		says(t, c.name, c.want, ev, err)
	}
	later := env
	later.Entered = env.Now.Add(time.Hour)
	for _, c := range []struct {
		name, want string
		in         OpenVoteIn
		last       time.Time
	}{
		{"entered afterwards", "", OpenVoteIn{}, time.Time{}},
		{"secret, entered afterwards", "vote.afterwards", secret, time.Time{}},
		{"before a vote that ended later", "sitting.out-of-order", OpenVoteIn{}, env.Now.Add(time.Minute)},
	} {
		s := open
		s.Last = c.last
		c.in.Meeting, c.in.Item, c.in.Motion = "m1", "i2", "x"
		ev, err := OpenVote(s, c.in, later)
		says(t, c.name, c.want, ev, err)
	}
}

// The hash speaks for every word of a motion and of its choices.
func TestMotionHash(t *testing.T) {
	a := []OptionEntry{{Key: "1", Label: "Một", Side: For}, {Key: "2", Label: "Hai", Side: Against}}
	seen := map[string]bool{}
	for _, x := range []struct {
		motion string
		list   []OptionEntry
	}{
		{"m", a},
		{"m ", a},
		{"m", a[:1]},
		{"m", []OptionEntry{a[1], a[0]}},
		{"m", []OptionEntry{{Key: "1", Label: "Một", Side: Other}, a[1]}},
		{"m", []OptionEntry{{Key: "1", Label: "Mộ", Side: For}, {Key: "t2", Label: "Hai", Side: Against}}},
	} {
		h := MotionHash(x.motion, x.list)
		if seen[h] || len(h) != 64 {
			t.Errorf("%v: %s", x, h)
		}
		seen[h] = true
	}
}

// A vote is taken while it runs, from who may vote and sits today, on the motion
// that is put; after the set end not even where nobody recorded the close.
func TestCastVote(t *testing.T) {
	st, env := voting(t, false)
	in := CastVoteIn{Vote: st.Vote.ID, Seat: "s2", Hash: st.Vote.Hash, Option: "for"}
	counts := CastState{VoteNow: st, Written: true}
	no := charter.Verdict{OK: charter.No}
	yes := charter.Verdict{OK: charter.Yes}
	for _, c := range []struct {
		name, want string
		edit       func(*CastState, *CastVoteIn, *Env)
	}{
		{"taken", "", nil},
		{"another motion", "vote.other-motion", func(_ *CastState, in *CastVoteIn, _ *Env) { in.Hash = "x" }},
		{"no such choice", "vote.option", func(_ *CastState, in *CastVoteIn, _ *Env) { in.Option = "yes" }},
		{"not entitled", "vote.not-entitled", func(_ *CastState, in *CastVoteIn, _ *Env) { in.Seat = "s9" }},
		{"a seat that ended yesterday", "seat.not-on-roster", func(s *CastState, _ *CastVoteIn, _ *Env) { s.Today = s.Today[:1] }},
		{"the set end has come", "vote.time-over", func(s *CastState, _ *CastVoteIn, e *Env) { s.Vote.Until = e.Now }},
		{"one moment before", "", func(s *CastState, _ *CastVoteIn, e *Env) { s.Vote.Until = e.Now.Add(time.Microsecond) }},
		{"closed", "vote.closed", func(s *CastState, _ *CastVoteIn, _ *Env) { s.Vote.State = VoteClosed }},
		{"called off", "vote.cancelled", func(s *CastState, _ *CastVoteIn, _ *Env) { s.Vote.State = VoteCancelled }},
		{"secret", "vote.is-secret", func(s *CastState, _ *CastVoteIn, _ *Env) { s.Vote.Secret = true }},
		{"secret, by telephone", "vote.is-secret", func(s *CastState, in *CastVoteIn, _ *Env) { s.Vote.Secret, in.How = true, "telephone" }},
		{"by mail", "vote.how", func(_ *CastState, in *CastVoteIn, _ *Env) { in.How = "mail" }},
		{"entered afterwards, no slip", "vote.slip-only", func(_ *CastState, _ *CastVoteIn, e *Env) { e.Entered = e.Now.Add(time.Hour) }},
		{"entered afterwards, by telephone", "vote.slip-only", func(_ *CastState, in *CastVoteIn, e *Env) {
			e.Entered, in.How = e.Now.Add(time.Hour), "telephone"
		}},
		{"a slip entered afterwards", "", func(_ *CastState, in *CastVoteIn, e *Env) { e.Entered, in.How = e.Now.Add(time.Hour), "paper" }},
		{"a slip of a secret vote", "vote.afterwards", func(s *CastState, in *CastVoteIn, e *Env) {
			e.Entered, in.How, s.Vote.Secret = e.Now.Add(time.Hour), "paper", true
		}},
		{"a slip from before the vote", "sitting.out-of-order", func(s *CastState, in *CastVoteIn, e *Env) {
			e.Entered, in.How, s.Vote.Opened = e.Now.Add(time.Hour), "paper", e.Now.Add(time.Minute)
		}},
		{"a slip, changed later by the seat itself", "sitting.out-of-order", func(s *CastState, in *CastVoteIn, e *Env) {
			e.Entered, in.How = e.Now.Add(time.Hour), "paper"
			s.Vote.Casts = []Cast{{Seat: in.Seat, Option: "against", At: e.Now.Add(time.Minute)}}
		}},
		{"a slip of who was not there", "vote.gone", func(s *CastState, in *CastVoteIn, e *Env) {
			e.Entered, in.How, s.Gone, s.Written = e.Now.Add(time.Hour), "paper", true, false
		}},
		{"a slip of who was not there, which counts", "", func(s *CastState, in *CastVoteIn, e *Env) {
			e.Entered, in.How, s.Gone = e.Now.Add(time.Hour), "paper", true
		}},
		{"absent", "vote.away", func(s *CastState, _ *CastVoteIn, _ *Env) { s.Meeting.Invitees[1].Present = "absent" }},
		{"absent, on paper, which counts", "", func(s *CastState, in *CastVoteIn, _ *Env) { s.Meeting.Invitees[1].Present, in.How = "absent", "paper" }},
		{"absent, on paper, which does not", "vote.away", func(s *CastState, in *CastVoteIn, _ *Env) {
			s.Meeting.Invitees[1].Present, in.How, s.Written = "absent", "paper", false
		}},
		{"a substitute, of whom nothing is said", "vote.substitute", func(s *CastState, _ *CastVoteIn, _ *Env) { s.Meeting.Invitees[1].Present = "substitute" }},
		{"a substitute who may not", "vote.substitute", func(s *CastState, _ *CastVoteIn, _ *Env) {
			s.Meeting.Invitees[1].Present, s.Substitute = "substitute", &no
		}},
		{"a substitute who may", "", func(s *CastState, _ *CastVoteIn, _ *Env) {
			s.Meeting.Invitees[1].Present, s.Substitute = "substitute", &yes
		}},
	} {
		s, x, e := counts, in, env
		v, m := *st.Vote, *st.Meeting
		m.Invitees = slices.Clone(m.Invitees)
		s.Vote, s.Meeting = &v, &m
		if c.edit != nil {
			c.edit(&s, &x, &e)
		}
		ev, err := CastVote(s, x, e)
		says(t, c.name, c.want, ev, err)
	}
}

// A named vote counts weights, ends at its set end however late that is recorded,
// and becomes the item's positions; nothing else replaces them.
func TestCloseVote(t *testing.T) {
	st, env := voting(t, false)
	cast(t, st, "s1", "against", env)
	cast(t, st, "s2", "for", env)
	cast(t, st, "s2", "other", env)
	cast(t, st, "s3", "for", env)
	cast(t, st, "s2", "for", env)
	st.Vote.Until = env.Now.Add(time.Hour)
	late := env
	late.Now = env.Now.Add(5 * time.Hour)
	ev, err := CloseVote(CloseVoteState{VoteNow: st, Passed: "true"}, CloseVoteIn{Vote: st.Vote.ID}, late)
	if err != nil || names(ev) != "vote.counted positions.recorded" {
		t.Fatalf("%s %v", names(ev), err)
	}
	e := ev[0].(VoteCounted)
	if e.At != st.Vote.Until.UnixMicro() || e.Entered != late.Now.UnixMicro() || e.For != 2 || e.Against != 2 || e.Voted != 3 || !slices.Equal(e.Counts, []int{2, 2, 0}) {
		t.Errorf("%+v", e)
	}
	if p := ev[1].(PositionsRecorded).Positions; len(p) != 3 || p[0].Seat != "s1" || p[0].Position != Against || p[1].Position != For {
		t.Errorf("positions %+v", p)
	}

	// While a vote runs, its item is neither concluded nor given positions, and the
	// meeting is not closed; after it, positions by hand do not replace it.
	rec := RecordPositionsIn{Meeting: "m1", Item: "i1", Positions: []PositionIn{{Seat: "s1", Position: For}}}
	ev, err = RecordPositions(st.MeetingNow, rec, env)
	says(t, "positions beside a vote", "vote.still-open", ev, err)
	ev, err = Conclude(ConcludeState{MeetingNow: st.MeetingNow}, ConcludeIn{Meeting: "m1", Item: "i1", By: "s1", Text: "x"}, env)
	says(t, "concluded beside a vote", "vote.still-open", ev, err)
	ev, err = CloseMeeting(st.MeetingNow, CloseMeetingIn{Meeting: "m1"}, env)
	says(t, "closed beside a vote", "vote.still-open", ev, err)
	st.Meeting.Agenda[0].Vote = &ItemVote{ID: st.Vote.ID, State: VoteClosed, For: 1, Against: 2}
	ev, err = RecordPositions(st.MeetingNow, rec, env)
	says(t, "positions after a vote", "item.voted", ev, err)

	// Concluding reads the count of the vote.
	no := &charter.Verdict{OK: charter.No}
	ev, err = Conclude(ConcludeState{MeetingNow: st.MeetingNow, Mode: charter.ModeVote, Tally: no}, ConcludeIn{Meeting: "m1", Item: "i1", By: "s1", Text: "x", Side: For}, env)
	says(t, "against the count", "conclusion.against-count", ev, err)
	ev, err = Conclude(ConcludeState{MeetingNow: st.MeetingNow, Mode: charter.ModeHead}, ConcludeIn{Meeting: "m1", Item: "i1", By: "s1", Text: "x", Side: For}, env)
	says(t, "the head against the majority", "", ev, err)
	if c := ev[0].(ItemConcluded); !c.AgainstMajority || c.For != 1 || c.Against != 2 {
		t.Errorf("%+v", c)
	}
}

// A secret vote takes ballots once two tellers have laid different keys, says of
// each only that it was cast, and ends with the ballots alone.
func TestSecretVote(t *testing.T) {
	st, env := voting(t, true)
	key := func() []byte {
		k, err := ecdh.P256().GenerateKey(rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		return k.PublicKey().Bytes()
	}
	ballot := CastBallotIn{Vote: st.Vote.ID, Seat: "s1", Hash: st.Vote.Hash, Length: 194, Want: 194}
	ev, err := CastBallot(CastState{VoteNow: st}, ballot, env)
	says(t, "before the keys", "vote.not-begun", ev, err)
	lay := func(who SeatID, public []byte) ([]Event, error) {
		ev, err := LayTellerKey(st, LayTellerKeyIn{Vote: st.Vote.ID, By: Party{Seat: who}, Public: public}, env)
		if err == nil {
			e := ev[0].(TellerKeyLaid)
			st.Vote.Teller(Party{Seat: who}).Public = public
			if e.Opens {
				st.Vote.State = VoteOpen
			}
		}
		return ev, err
	}
	first := key()
	ev, err = lay("s1", first)
	says(t, "a key of no teller", "vote.not-teller", ev, err)
	ev, err = lay("s2", []byte("x"))
	says(t, "no key", "vote.key-form", ev, err)
	ev, err = lay("s2", key())
	says(t, "the first key", "", ev, err)
	ev, err = lay("s2", first)
	says(t, "the first key again", "", ev, err)
	ev, err = lay("s3", first)
	says(t, "one key twice", "vote.key-twice", ev, err)
	ev, err = lay("s3", key())
	says(t, "the second key", "", ev, err)
	ev, err = lay("s2", key())
	says(t, "a key once the vote is open", "vote.keys-laid", ev, err)

	ev, err = CastBallot(CastState{VoteNow: st}, CastBallotIn{Vote: st.Vote.ID, Seat: "s1", Hash: st.Vote.Hash, Length: 10, Want: 194}, env)
	says(t, "not sealed", "vote.sealed", ev, err)
	for _, seat := range []SeatID{"s1", "s2", "s2"} {
		ballot.Seat = seat
		ev, err = CastBallot(CastState{VoteNow: st}, ballot, env)
		says(t, "cast", "", ev, err)
		st.Vote.Voter(seat).Cast = env.Now
	}
	end := CloseVoteIn{Vote: st.Vote.ID, Ballots: []Ballot{{"for", "AAAAAAAA"}, {"against", "BBBBBBBB"}}, Warning: "few"}
	lost := end
	lost.Ballots = lost.Ballots[:1]
	ev, err = CloseVote(CloseVoteState{VoteNow: st}, lost, env)
	says(t, "a ballot is lost", "vote.ballots-lost", ev, err)
	ev, err = CloseVote(CloseVoteState{VoteNow: st}, end, env)
	says(t, "counted", "", ev, err)
	if e := ev[0].(VoteCounted); names(ev) != "vote.counted" || e.For != 1 || e.Against != 1 || e.Warning != "few" || len(e.Ballots) != 2 {
		t.Errorf("%s %+v", names(ev), e)
	}
	ev, err = CallOffVote(st, CallOffVoteIn{Vote: st.Vote.ID, Reason: ""}, env)
	says(t, "called off without a reason", "text.empty", ev, err)
	ev, err = CallOffVote(st, CallOffVoteIn{Vote: st.Vote.ID, Reason: "Mất khóa"}, env)
	says(t, "called off", "", ev, err)
}
