package app

import (
	"context"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/committee/ballot"
	"nghisu/internal/store"
)

// casting is the state of every command by which a seat votes.
type casting struct {
	committee.CastState
	seat     committee.SeatID
	standing *committee.Standing
	matter   string
}

// castCommand is the part that a seat's own vote shares, named or secret.
func castCommand[In any](of func(In) (committee.VoteID, committee.SeatID),
	decide func(k *call, st casting, in In) ([]committee.Event, error), keep func(k *call, in In, events []committee.Event) error, in In,
) command[In, casting] {
	id, seat := of(in)
	return command[In, casting]{
		bodies: locks[In]{find: func(tx *store.Tx, _ In) ([]committee.BodyKey, error) { return bodyOfVote(tx, id) }},
		load: func(_ *store.Tx, k *call, _ In) (st casting, err error) {
			if err := k.loadCasting(&st, id); err != nil {
				return st, err
			}
			if st.standing, err = k.castsAs(*st.Vote, seat); err != nil {
				return st, err
			}
			st.seat = committee.SeatID(st.standing.ID)
			k.attending(&st)
			return st, nil
		},
		ask: func(k *call, st casting, _ In) question {
			q := k.castQuestion(*st.Meeting, st.matter)
			q.relation.Votes, q.relation.Standing = true, st.standing
			return q
		},
		decide: decide,
		ref:    func(In, []committee.Event) ref { return ref{"vote", string(id)} },
		sight: func(k *call, events []committee.Event) error {
			if keep == nil {
				return nil
			}
			return keep(k, in, events)
		},
	}
}

func (k *call) loadCasting(st *casting, id committee.VoteID) (err error) {
	if st.VoteNow, err = k.voteNow(id); err != nil {
		return err
	}
	st.matter = itemOf(*st.Meeting, st.Vote.Item).Kind
	return nil
}

// castsAs settles from which seat the actor votes: the one named, or the only one.
// Nobody votes in the name of another: not who assists, either.
func (k *call) castsAs(v committee.Vote, seat committee.SeatID) (*committee.Standing, error) {
	if seat != "" && v.Voter(seat) == nil {
		return nil, committee.Wrong("seat", "vote.not-entitled")
	}
	list, err := k.in(v.Body)
	if err != nil {
		return nil, err
	}
	var own []*committee.Standing
	behalf := false
	for i := range list {
		s := &list[i]
		id := committee.SeatID(s.ID)
		if s.Kind != committee.BySeat || seat != "" && id != seat || v.Voter(id) == nil {
			continue
		}
		if s.OnBehalf {
			behalf = true
			continue
		}
		if k.by.Capacity == nil || *k.by.Capacity == s.Capacity {
			own = append(own, s)
		}
	}
	switch {
	case len(own) == 1:
		k.by.Capacity = &own[0].Capacity
		return own[0], nil
	case len(own) > 1:
		return nil, committee.Wrong("seat", "vote.which-seat")
	case behalf:
		return nil, &committee.Fault{Kind: committee.Refused, Code: "vote.in-person", Field: "seat", Body: v.Body}
	}
	return nil, &committee.Fault{Kind: committee.Refused, Code: "vote.not-entitled", Field: "seat", Body: v.Body}
}

// attending reads what the charter says of how the seat takes part: whether its
// substitute votes, and whether who is away votes in writing.
func (k *call) attending(st *casting) {
	if k.reg == nil {
		return
	}
	for _, s := range st.Today {
		if s.ID != st.seat {
			continue
		}
		v := k.reg.Verdict("attendance", k.on, []charter.Fact{
			{Key: "role", Value: string(s.Role)},
			{Key: "substitute", Value: "true"},
			{Key: "substitute-votes", Value: "true"},
		}, k.a.isWorkday)
		st.Substitute = &v
		for _, r := range k.reg.Rules(k.on) {
			if spec, ok := r.Rule.Spec.(charter.AttendanceSpec); ok && carries(spec.Roles, s.Role) {
				st.Substitute = &charter.Verdict{OK: spec.Votes, Need: "substitute votes", Clauses: []charter.Cite{r.Cite}}
			}
		}
	}
	if spec, cite, ok := decisionFor(k.reg, st.matter, st.Vote.In, k.on); ok {
		st.Written = spec.Written == "counts"
		st.Clause = &charter.Verdict{OK: charter.No, Need: "present", Clauses: []charter.Cite{cite}}
	}
}

func carries(roles []charter.Role, role charter.Role) bool {
	for _, r := range roles {
		if r == role {
			return true
		}
	}
	return false
}

// CastVote takes a seat's vote in a named vote (biểu quyết), by who sits there.
func (a *App) CastVote(ctx context.Context, by Actor, in CastVoteIn) (Receipt, error) {
	return do(ctx, a, by, castCommand(func(in CastVoteIn) (committee.VoteID, committee.SeatID) { return in.Vote, in.Seat },
		func(k *call, st casting, in CastVoteIn) ([]committee.Event, error) {
			return committee.CastVote(st.CastState, committee.CastVoteIn{Vote: in.Vote, Seat: st.seat, Hash: in.Hash, Option: in.Option}, k.env)
		}, nil, in), in)
}

// CastBallot takes a seat's secret ballot as its browser has sealed it (bỏ phiếu
// kín). The sealed ballot lies outside the record and takes the place of an
// earlier one. Every call casts anew: sent twice, it does the same twice.
func (a *App) CastBallot(ctx context.Context, by Actor, in CastBallotIn) (Receipt, error) {
	by.Key = ""
	return do(ctx, a, by, castCommand(func(in CastBallotIn) (committee.VoteID, committee.SeatID) { return in.Vote, in.Seat },
		func(k *call, st casting, in CastBallotIn) ([]committee.Event, error) {
			return committee.CastBallot(st.CastState, committee.CastBallotIn{
				Vote: in.Vote, Seat: st.seat, Hash: in.Hash, Length: len(in.Sealed), Want: ballot.Length,
			}, k.env)
		},
		func(k *call, in CastBallotIn, events []committee.Event) error {
			for _, e := range events {
				if x, ok := e.(committee.BallotCast); ok {
					return k.tx.PutSealed(x.Vote, x.Seat, in.Sealed)
				}
			}
			return nil
		}, in), in)
}

// RecordVote enters the vote of a seat that votes by telephone or on paper, in a
// named vote (ghi hộ biểu quyết).
func (a *App) RecordVote(ctx context.Context, by Actor, in RecordVoteIn) (Receipt, error) {
	return do(ctx, a, by, command[RecordVoteIn, casting]{
		bodies: locks[RecordVoteIn]{find: func(tx *store.Tx, in RecordVoteIn) ([]committee.BodyKey, error) { return bodyOfVote(tx, in.Vote) }},
		load: func(tx *store.Tx, k *call, in RecordVoteIn) (st casting, err error) {
			st.seat = in.Seat
			if err = k.loadCasting(&st, in.Vote); err != nil {
				return st, err
			}
			switch f, err := k.ended(in.Seat); {
			case err != nil:
				return st, err
			case f != nil:
				return st, f
			}
			k.attending(&st)
			sitting, err := tx.Sitting(st.Vote.Meeting)
			there, _ := sitting.There(in.Seat, st.Vote.Opened, k.env.NotBefore(st.Vote.Opened).Now)
			st.Gone = !there && len(sitting.Presence) > 0 // where nobody keeps presence, nobody is known to be away
			return st, err
		},
		ask: func(k *call, st casting, _ RecordVoteIn) question {
			q := k.presidingQuestion("opinion.record", *st.Meeting)
			q.name = "vote.record"
			return q
		},
		decide: func(k *call, st casting, in RecordVoteIn) ([]committee.Event, error) {
			if in.How == "" {
				return nil, committee.Wrong("how", "vote.how")
			}
			return committee.CastVote(st.CastState, committee.CastVoteIn{Vote: in.Vote, Seat: in.Seat, Hash: in.Hash, Option: in.Option, How: in.How}, k.env)
		},
		ref: func(in RecordVoteIn, _ []committee.Event) ref { return ref{"vote", string(in.Vote)} },
	}, in)
}
