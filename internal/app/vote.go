package app

import (
	"context"
	"slices"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// VoteClosing is the job that records the close of a vote at its set end.
const VoteClosing = "vote-close"

// VoteScrubbing is the job that drives destroyed ballots out of the engine's files.
const VoteScrubbing = "vote-scrub"

// OpenVote calls a vote on an item of a meeting (mở biểu quyết), by who presides.
// Who may vote is settled by the roster and the charter of the day, and so is
// whether the ballot is secret, where the charter has a word on it.
func (a *App) OpenVote(ctx context.Context, by Actor, in OpenVoteIn) (Receipt, error) {
	return do(ctx, a, by, command[OpenVoteIn, committee.OpenVoteState]{
		bodies: locks[OpenVoteIn]{find: func(tx *store.Tx, in OpenVoteIn) ([]committee.BodyKey, error) { return bodyOfMeeting(tx, in.Meeting) }},
		load:   a.loadVoting,
		ask: func(k *call, st committee.OpenVoteState, _ OpenVoteIn) question {
			return k.presidingQuestion("vote.open", *st.Meeting)
		},
		decide: func(k *call, st committee.OpenVoteState, in OpenVoteIn) ([]committee.Event, error) {
			x := committee.OpenVoteIn{
				Meeting: in.Meeting, Item: in.Item, Motion: string(in.Motion), Secret: in.Secret, Hidden: in.Hidden, Until: in.Until, By: k.seat(),
			}
			for _, o := range in.Options {
				x.Options = append(x.Options, committee.OptionIn{Label: string(o.Label), Side: o.Side})
			}
			for _, p := range in.Tellers {
				x.Tellers = append(x.Tellers, committee.Party(p))
			}
			return committee.OpenVote(st, x, k.env)
		},
		ref: func(_ OpenVoteIn, ev []committee.Event) ref {
			return ref{"vote", madeID(ev, func(e committee.VoteCalled) committee.VoteID { return e.ID })}
		},
		sight: afterVote,
	}, in)
}

func (a *App) loadVoting(tx *store.Tx, k *call, in OpenVoteIn) (st committee.OpenVoteState, err error) {
	if _, err := a.meetingFor(tx, k.view, in.Meeting); err != nil {
		return st, err
	}
	if st.MeetingNow, err = meetingNow(tx, k, in.Meeting); err != nil {
		return st, err
	}
	m := *st.Meeting
	if err := k.onItem(m, in.Item); err != nil {
		return st, err
	}
	item := itemOf(m, in.Item)
	votes, err := tx.Votes(in.Meeting)
	if err != nil {
		return st, err
	}
	for _, v := range votes {
		if v.Item == in.Item && v.Result.At.After(st.Last) {
			st.Last = v.Result.At
		}
	}
	if st.Entitled, err = k.entitled(m, item.Kind, st.Seats); err != nil {
		return st, err
	}
	if k.reg != nil {
		if spec, cite, ok := decisionFor(k.reg, item.Kind, m.In, k.on); ok {
			st.Ballot = statedWord(spec.Ballot)
			st.Clause = &charter.Verdict{OK: charter.No, Need: spec.Ballot + " ballot", Clauses: []charter.Cite{cite}}
		}
	}
	st.Holders = map[committee.Party]committee.PersonID{}
	for _, p := range in.Tellers {
		x, err := some(p.Person, tx.Person)
		if err != nil {
			return st, err
		}
		if x != nil {
			st.People = append(st.People, *x)
		}
		if p.Seat == "" {
			continue
		}
		if st.Holders[committee.Party(p)], err = k.personIn(p.Seat, k.on); err != nil {
			return st, err
		}
	}
	return st, nil
}

// entitled lists the seats of the part that meets which may vote on a matter:
// those that sit today and on the meeting's day, filled, and not left without a
// vote by the charter.
func (k *call) entitled(m committee.Meeting, matter string, seats []committee.Seat) ([]committee.Voter, error) {
	today, err := k.tx.Seats(m.Body, k.on)
	if err != nil {
		return nil, err
	}
	holders, err := k.tx.Holders(m.Body, k.on)
	if err != nil {
		return nil, err
	}
	mute := map[charter.Role]bool{}
	if k.reg != nil {
		for _, r := range k.reg.Roles(k.on) {
			mute[r.Role] = r.Vote == "none"
		}
	}
	var out []committee.Voter
	for _, s := range seats {
		sits := slices.ContainsFunc(today, func(x committee.Seat) bool { return x.ID == s.ID }) &&
			slices.ContainsFunc(holders, func(h committee.Holder) bool { return h.Seat == s.ID && h.Person != "" })
		if s.In != m.In || !sits || mute[s.Role] {
			continue
		}
		if k.reg != nil {
			q := k.castQuestion(m, matter)
			r := k.reg.May(charter.Question{Roles: []charter.Role{s.Role}, Act: q.act, On: k.on, Facts: q.factsFor(k, nil)})
			switch r.Reason {
			case charter.ReasonNotHolder, charter.ReasonForbidden:
				continue // a step or a circumstance that lacks is asked for when the seat votes
			}
		}
		out = append(out, committee.Voter{Seat: s.ID, Weight: 1})
	}
	return out, nil
}

// presidingQuestion asks for what belongs to presiding over a vote.
func (k *call) presidingQuestion(act charter.Act, m committee.Meeting) question {
	q := question{act: act, body: m.Body, in: m.In, chair: m.Chair, meeting: m.ID}
	k.relateMeeting(&q, m)
	return q
}

// castQuestion asks for the vote of a seat on a matter.
func (k *call) castQuestion(m committee.Meeting, matter string) question {
	return question{act: "vote.cast", body: m.Body, in: m.In, chair: m.Chair, meeting: m.ID, facts: matterFacts(matter, "")}
}

// bodyOfVote names the body of a vote.
func bodyOfVote(tx *store.Tx, id committee.VoteID) ([]committee.BodyKey, error) {
	_, body, ok, err := tx.VoteMeeting(id)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, committee.Missing("vote.unknown", string(id))
	}
	return []committee.BodyKey{body}, nil
}

// voteNow loads a vote of a meeting that the actor may see. The job that records a
// set end sees all.
func (k *call) voteNow(id committee.VoteID) (st committee.VoteNow, err error) {
	if st.Vote, err = some(id, k.tx.Vote); err != nil {
		return st, err
	}
	if st.Vote == nil {
		return st, committee.Missing("vote.unknown", string(id))
	}
	if !k.by.isJob() {
		if _, err := k.a.meetingFor(k.tx, k.view, st.Vote.Meeting); err != nil {
			if f, ok := err.(*committee.Fault); ok && f.Kind == committee.NotFound {
				err = committee.Missing("vote.unknown", string(id))
			}
			return st, err
		}
	}
	if st.MeetingNow, err = meetingNow(k.tx, k, st.Vote.Meeting); err != nil {
		return st, err
	}
	if !k.by.isJob() && k.onItem(*st.Meeting, st.Vote.Item) != nil {
		return st, committee.Missing("vote.unknown", string(id))
	}
	st.Today, err = k.tx.Seats(st.Vote.Body, k.on)
	return st, err
}

// isJob reports whether nobody acts: a job carries out what was decided before.
func (by Actor) isJob() bool { return by.Person == "" && by.Via == "job" }

// LayTellerKey lays the public half of a teller's key (khóa kiểm phiếu). With the
// second one a secret vote takes votes.
func (a *App) LayTellerKey(ctx context.Context, by Actor, in TellerKeyIn) (Receipt, error) {
	type laying struct {
		committee.VoteNow
		by       committee.Party
		standing *committee.Standing
	}
	return do(ctx, a, by, command[TellerKeyIn, laying]{
		bodies: locks[TellerKeyIn]{find: func(tx *store.Tx, in TellerKeyIn) ([]committee.BodyKey, error) { return bodyOfVote(tx, in.Vote) }},
		load: func(_ *store.Tx, k *call, in TellerKeyIn) (st laying, err error) {
			if st.VoteNow, err = k.voteNow(in.Vote); err != nil {
				return st, err
			}
			named := committee.Party(in.By)
			if named != (committee.Party{}) && st.Vote.Teller(named) == nil {
				return st, committee.Wrong("by", "vote.not-teller")
			}
			st.by, st.standing = k.tellsAs(*st.Vote, named)
			return st, nil
		},
		ask: func(k *call, st laying, _ TellerKeyIn) question {
			q := question{act: "vote.key", body: st.Vote.Body, in: st.Vote.In, meeting: st.Vote.Meeting}
			q.relation.Tells, q.relation.Standing = st.standing != nil, st.standing
			return q
		},
		decide: func(k *call, st laying, in TellerKeyIn) ([]committee.Event, error) {
			return committee.LayTellerKey(st.VoteNow, committee.LayTellerKeyIn{Vote: in.Vote, By: st.by, Public: in.Public}, k.env)
		},
		ref: func(in TellerKeyIn, _ []committee.Event) ref { return ref{"vote", string(in.Vote)} },
	}, in)
}

// tellsAs finds for which of the two tellers the actor stands, in person: the one
// named, or the first.
func (v *view) tellsAs(x committee.Vote, named committee.Party) (committee.Party, *committee.Standing) {
	for _, t := range x.Tellers {
		if named != (committee.Party{}) && t.Party != named {
			continue
		}
		if s := v.standingAs(x.Body, t.Party); s != nil && !s.OnBehalf {
			return t.Party, s
		}
	}
	return named, nil
}

// CallOffVote ends a vote without a result, with the reason (hủy biểu quyết), and
// destroys the sealed ballots of a secret one unread.
func (a *App) CallOffVote(ctx context.Context, by Actor, in CallOffVoteIn) (Receipt, error) {
	rec, err := do(ctx, a, by, command[CallOffVoteIn, committee.VoteNow]{
		bodies: locks[CallOffVoteIn]{find: func(tx *store.Tx, in CallOffVoteIn) ([]committee.BodyKey, error) { return bodyOfVote(tx, in.Vote) }},
		load:   func(_ *store.Tx, k *call, in CallOffVoteIn) (committee.VoteNow, error) { return k.voteNow(in.Vote) },
		ask: func(k *call, st committee.VoteNow, _ CallOffVoteIn) question {
			return k.presidingQuestion("vote.cancel", *st.Meeting)
		},
		decide: func(k *call, st committee.VoteNow, in CallOffVoteIn) ([]committee.Event, error) {
			return committee.CallOffVote(st, committee.CallOffVoteIn{Vote: in.Vote, By: k.seat(), Reason: string(in.Reason)}, k.env)
		},
		ref:   func(in CallOffVoteIn, _ []committee.Event) ref { return ref{"vote", string(in.Vote)} },
		sight: afterVote,
	}, in)
	a.scrub(ctx, by, err)
	return rec, err
}

// afterVote does what goes with a vote outside the record: the job of its set end,
// the sight of a teller who has no seat, and the end of sealed ballots.
func afterVote(k *call, events []committee.Event) error {
	for _, e := range events {
		switch x := e.(type) {
		case committee.VoteCalled:
			for _, t := range x.Tellers {
				if t.Person == "" {
					continue
				}
				if err := k.tx.AddAudience("meeting", string(x.Meeting), store.ToPerson, string(t.Person), 1); err != nil {
					return err
				}
			}
			if x.Until == 0 || x.Secret {
				continue
			}
			if _, err := k.tx.EnqueueJob(VoteClosing, string(x.ID), []byte(x.ID), x.Until); err != nil {
				return err
			}
		case committee.VoteCounted:
			if err := k.destroy(x.Vote); err != nil {
				return err
			}
		case committee.VoteCalledOff:
			if err := k.destroy(x.Vote); err != nil {
				return err
			}
		}
	}
	return nil
}

// destroy drops the sealed ballots of a vote, and has what the engine keeps of
// them driven out.
func (k *call) destroy(id committee.VoteID) error {
	list, err := k.tx.Sealed(id)
	if err != nil || len(list) == 0 {
		return err
	}
	if err := k.tx.DropSealed(id); err != nil {
		return err
	}
	_, err = k.tx.EnqueueJob(VoteScrubbing, string(id), nil, k.env.Now.UnixMicro())
	return err
}

// scrub drives destroyed ballots out of the engine's files at once; where that
// cannot be, the job does it.
func (a *App) scrub(ctx context.Context, by Actor, failed error) {
	if failed != nil || !by.writes() {
		return
	}
	if err := a.ScrubBallots(ctx); err != nil {
		a.log.Info("destroyed ballots are driven out later", "err", err)
	}
}

// ScrubBallots drives destroyed ballots out of the engine's files.
func (a *App) ScrubBallots(ctx context.Context) error {
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer stop()
	return a.store.Scrub(ctx)
}
