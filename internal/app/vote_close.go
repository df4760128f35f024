package app

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/committee/ballot"
	"nghisu/internal/store"
)

// CloseVote closes a vote and puts its result on record (kiểm phiếu): by who
// presides, by a teller of a secret one, and by anybody once its set end has come.
// A secret vote is opened with the halves of both tellers, which are held for the
// time of this call and kept nowhere.
func (a *App) CloseVote(ctx context.Context, by Actor, in CloseVoteIn) (Receipt, error) {
	rec, err := do(ctx, a, by, command[CloseVoteIn, committee.VoteNow]{
		bodies: locks[CloseVoteIn]{find: func(tx *store.Tx, in CloseVoteIn) ([]committee.BodyKey, error) { return bodyOfVote(tx, in.Vote) }},
		load:   func(_ *store.Tx, k *call, in CloseVoteIn) (committee.VoteNow, error) { return k.voteNow(in.Vote) },
		ask: func(k *call, st committee.VoteNow, _ CloseVoteIn) question {
			q := k.presidingQuestion("vote.close", *st.Meeting)
			if _, s := k.tellsAs(*st.Vote, committee.Party{}); s != nil && !q.relation.Chair {
				q.relation.Tells, q.relation.Standing = true, s
			}
			q.relation.TimeUp = st.Vote.Over(k.env.Now)
			return q
		},
		decide: func(k *call, st committee.VoteNow, in CloseVoteIn) ([]committee.Event, error) {
			x := committee.CloseVoteIn{Vote: in.Vote, By: k.seat()}
			tally := st.Vote.Count()
			if st.Vote.Secret && st.Vote.State == committee.VoteOpen {
				if err := k.openBallots(*st.Vote, in, &x); err != nil {
					return nil, err
				}
				tally = st.Vote.CountBallots(x.Ballots)
			}
			facts, err := k.voteFacts(st, tally)
			if err != nil {
				return nil, err
			}
			y := committee.CloseVoteState{VoteNow: st}
			for _, f := range facts {
				y.Facts = append(y.Facts, committee.FactEntry(f))
			}
			if k.reg != nil {
				y.Passed = passed(k.reg.Verdict("tally", k.on, facts, a.isWorkday))
			}
			return committee.CloseVote(y, x, k.env)
		},
		ref:   func(in CloseVoteIn, _ []committee.Event) ref { return ref{"vote", string(in.Vote)} },
		sight: afterVote,
	}, in)
	a.scrub(ctx, by, err)
	return rec, err
}

// passed is what a verdict says, as a result keeps it.
func passed(v charter.Verdict) string {
	if v.OK == charter.Yes || v.OK == charter.No {
		return v.OK.String()
	}
	return ""
}

// CloseDueVote records the close of a named vote whose set end has come, for the
// job. One that is over, or was given to no end, is left alone.
func (a *App) CloseDueVote(ctx context.Context, office committee.OfficeID, id committee.VoteID) error {
	_, err := a.CloseVote(ctx, Actor{Office: office, Via: "job"}, CloseVoteIn{Vote: id})
	var f *committee.Fault
	if errors.As(err, &f) && (f.Code == "vote.closed" || f.Code == "vote.cancelled" || f.Code == "vote.unknown") {
		return nil
	}
	return err
}

// openBallots opens the ballots of a secret vote with the tellers' halves.
func (k *call) openBallots(v committee.Vote, in CloseVoteIn, out *committee.CloseVoteIn) error {
	rows, err := k.tx.Sealed(v.ID)
	if err != nil || len(rows) == 0 {
		return err
	}
	first, second := in.First, in.Second
	if len(v.Tellers) != 2 || !first.Given() || !second.Given() {
		return committee.Wrong("first", "vote.halves")
	}
	if bytes.Equal(first.Public(), v.Tellers[1].Public) {
		first, second = second, first
	}
	for i, h := range []ballot.Half{first, second} {
		if !bytes.Equal(h.Public(), v.Tellers[i].Public) {
			return committee.Wrong([]string{"first", "second"}[i], "vote.half-wrong")
		}
	}
	sealed := make([]ballot.Sealed, len(rows))
	for i, r := range rows {
		sealed[i] = ballot.Sealed{Seat: string(r.Seat), Data: r.Data}
	}
	result, err := ballot.Open(ballotQuestion(k.tx.Office(), v), sealed, first, second)
	if errors.Is(err, ballot.ErrHalf) { // the halves are right: not one row is sound
		for _, s := range sealed {
			result.Void = append(result.Void, s.Seat)
		}
		err = nil
	}
	if err != nil {
		return err
	}
	for _, b := range result.Cast {
		out.Ballots = append(out.Ballots, committee.Ballot{Option: v.Options[b.Choice].Key, Check: b.Check})
	}
	for _, s := range result.Void {
		out.Void = append(out.Void, committee.SeatID(s))
	}
	slices.Sort(out.Void)
	out.Warning = string(result.Warning)
	return nil
}

// ballotQuestion is what a ballot of a secret vote is sealed to: the vote, and the
// hash of its motion.
func ballotQuestion(office committee.OfficeID, v committee.Vote) ballot.Question {
	return ballot.Question{Office: string(office), Round: string(v.ID), ID: v.Hash, Choices: len(v.Options)}
}

// voteFacts is what the charter's rule is held against at the close: the count, its
// form and length, who presides and who is there then.
func (k *call) voteFacts(st committee.VoteNow, t committee.Tally) ([]charter.Fact, error) {
	v, m := *st.Vote, *st.Meeting
	sitting, err := k.tx.Sitting(m.ID)
	if err != nil {
		return nil, err
	}
	end := k.env.NotBefore(sitting.Last()).Now
	if v.Over(end) {
		end = v.Until
	}
	m = m.At(sitting, end)
	facts := []charter.Fact{
		{Key: "for", Value: itoa(t.For - t.WrittenFor)},
		{Key: "against", Value: itoa(t.Against)},
		{Key: "abstain", Value: itoa(t.Other)},
		{Key: "written-for", Value: itoa(t.WrittenFor)},
		{Key: "slips", Value: itoa(len(v.Voters))},
		{Key: "open-for", Value: openFor(v, k.env.Now)},
	}
	form := "named,open"
	if v.Secret {
		form = "secret"
	}
	facts = append(facts, charter.Fact{Key: "ballot", Value: form})
	if kind := itemOf(m, v.Item).Kind; kind != "" {
		facts = append(facts, charter.Fact{Key: "matter", Value: kind})
	}
	if c := v.Cast(m.Chair); c != nil && c.Position != committee.Other {
		facts = append(facts, charter.Fact{Key: "chair", Value: string(c.Position)})
	}
	for _, f := range quorumFacts(m, st.Seats) {
		switch f.Key {
		case "entitled":
			f.Value = itoa(v.Entitled())
		case "present.written":
			f.Value = itoa(t.Written)
		case "present.abstention":
			f.Value = itoa(t.Other)
		}
		facts = append(facts, f)
	}
	return facts, nil
}

// quorumOf holds those who took part in a vote against the quorum: the charter's for
// voting, or else the one for meeting. Who voted in writing took part, as far as
// the charter counts that.
func (a *App) quorumOf(reg *charter.Regulation, on charter.Date, facts []charter.Fact) charter.Verdict {
	n := map[string]int{}
	for _, f := range facts {
		n[f.Key], _ = strconv.Atoi(f.Value)
	}
	took := slices.Clone(facts)
	for i := range took {
		if took[i].Key == "present" {
			took[i].Value = itoa(n["present"] + n["present.written"])
		}
	}
	v := reg.Verdict("quorum", on, append(took, charter.Fact{Key: "purpose", Value: "vote"}), a.isWorkday)
	if len(v.Clauses) > 0 {
		return v
	}
	return reg.Verdict("quorum", on, took, a.isWorkday)
}

// openFor is how long a vote was open, in hours begun.
func openFor(v committee.Vote, now time.Time) string {
	if v.Over(now) {
		now = v.Until
	}
	hours := int((now.Sub(v.Opened) + time.Hour - 1) / time.Hour)
	return itoa(max(hours, 1)) + " hours"
}

// voteFactsOf gives the facts that a vote keeps, for the charter.
func voteFactsOf(list []committee.FactEntry) []charter.Fact {
	out := make([]charter.Fact, len(list))
	for i, f := range list {
		out[i] = charter.Fact(f)
	}
	return out
}
