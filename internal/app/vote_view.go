package app

import (
	"context"
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// VotePage is one vote as a reader sees it. While a result is hidden, who voted
// what is left out of it, but for the reader's own seats.
type VotePage struct {
	Vote    committee.Vote
	Office  committee.OfficeID // to which ballots are sealed
	Meeting MeetingLine
	Item    string // title
	Voters  []VoterLine
	Tellers []TellerLine
	Over    bool // the set end has come, and the close is not on record
	Shown   bool // the count is there to be read
	Tally   committee.Tally
	Mode    DecisionMode    // how the matter is decided; zero where the charter does not say
	Verdict charter.Verdict // the charter's rule on what was counted
	Quorum  charter.Verdict // those there at the close against the quorum
	Few     bool            // fewer than five may vote: a secret result tells much of each
	Mine    []committee.SeatID
	Offers  []Offer // vote.close, vote.cancel, vote.record
}

// VoterLine is one who may vote.
type VoterLine struct {
	committee.Voter
	Name   string // seat and holder
	Cast   *committee.Cast
	Void   bool // its secret ballot could not be opened
	Mine   bool // the reader votes from this seat
	Absent bool // on record as away
}

// TellerLine is one of the two tellers of a secret vote.
type TellerLine struct {
	committee.Teller
	Name string
	Mine bool
}

// Advice reports whether the vote binds nobody: another than the count decides.
func (p VotePage) Advice() bool {
	return p.Mode.Mode != "" && p.Mode.Mode != charter.ModeVote && p.Mode.Mode != charter.ModeConsensus
}

// Votes gives the votes of a meeting that the reader may see, in the order in
// which they were called.
func (a *App) Votes(ctx context.Context, by Actor, id committee.MeetingID) (out []VotePage, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		m, err := a.meetingFor(tx, v, id)
		if err != nil {
			return err
		}
		votes, err := tx.Votes(id)
		if err != nil {
			return err
		}
		out, err = a.votePages(tx, v, m, votes)
		return err
	})
	return out, err
}

// Vote gives one vote.
func (a *App) Vote(ctx context.Context, by Actor, id committee.VoteID) (out VotePage, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		x, ok, err := tx.Vote(id)
		if err != nil {
			return err
		}
		if !ok {
			return committee.Missing("vote.unknown", string(id))
		}
		m, err := a.meetingFor(tx, v, x.Meeting)
		if err != nil {
			return hideMeeting(err, id)
		}
		if itemOf(m, x.Item).ID == "" {
			return committee.Missing("vote.unknown", string(id))
		}
		list, err := a.votePages(tx, v, m, []committee.Vote{x})
		if err == nil {
			out = list[0]
		}
		return err
	})
	return out, err
}

// hideMeeting speaks of a vote where its meeting is not there for the reader.
func hideMeeting(err error, id committee.VoteID) error {
	if f, ok := err.(*committee.Fault); ok && f.Kind == committee.NotFound {
		return committee.Missing("vote.unknown", string(id))
	}
	return err
}

// votePages words votes for a reader who sees so much of their meeting; those on items
// that the reader does not see are left out.
func (a *App) votePages(tx *store.Tx, v *view, m committee.Meeting, votes []committee.Vote) ([]VotePage, error) {
	votes = slices.DeleteFunc(slices.Clone(votes), func(x committee.Vote) bool { return itemOf(m, x.Item).ID == "" })
	if len(votes) == 0 {
		return nil, nil
	}
	lines, err := a.meetingLines(tx, []committee.Meeting{m})
	if err != nil {
		return nil, err
	}
	k, err := v.callOn(m.Body)
	if err != nil {
		return nil, err
	}
	k.env.Now = a.now()
	out := make([]VotePage, len(votes))
	for i, x := range votes {
		out[i] = VotePage{Vote: x, Office: tx.Office(), Meeting: lines[0], Item: itemOf(m, x.Item).Title, Few: x.Secret && len(x.Voters) < 5}
		if err := a.fillVote(tx, k, m, &out[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (a *App) fillVote(tx *store.Tx, k *call, m committee.Meeting, out *VotePage) error {
	x := &out.Vote
	out.Over = x.Running() && x.Over(k.env.Now)
	out.Shown = x.State == committee.VoteClosed || x.State == committee.VoteOpen && !x.Hidden
	out.Tally = x.Count()
	if x.Secret {
		out.Tally = x.CountBallots(x.Result.Ballots)
	}
	day := a.dayOf(tx, m.Start)
	for _, w := range x.Voters {
		l := VoterLine{Voter: w, Cast: x.Cast(w.Seat), Void: slices.Contains(x.Result.Void, w.Seat)}
		var err error
		if l.Name, err = a.seatName(tx, w.Seat, day); err != nil {
			return err
		}
		s := k.standingOf(m.Body, w.Seat)
		l.Mine = s != nil && !s.OnBehalf
		for _, i := range m.Invitees {
			l.Absent = l.Absent || i.Seat == w.Seat && (i.Present == "absent" || i.Present == "excused")
		}
		if l.Mine {
			out.Mine = append(out.Mine, w.Seat)
		} else if !out.Shown {
			l.Cast = nil
		}
		out.Voters = append(out.Voters, l)
	}
	for _, t := range x.Tellers {
		l := TellerLine{Teller: t}
		name, err := a.partyName(tx, t.Party, day)
		if err != nil {
			return err
		}
		s := k.standingAs(m.Body, t.Party)
		l.Name, l.Mine = name.VI, s != nil && !s.OnBehalf
		out.Tellers = append(out.Tellers, l)
	}
	if !out.Shown {
		out.Tally = committee.Tally{}
		x.Casts = slices.DeleteFunc(slices.Clone(x.Casts), func(c committee.Cast) bool { return !slices.Contains(out.Mine, c.Seat) })
	}
	a.voteRules(k, m, out, day)
	return a.voteOffers(k, m, out)
}

// voteRules says how the matter is decided, and what the charter makes of the
// count.
func (a *App) voteRules(k *call, m committee.Meeting, out *VotePage, day charter.Date) {
	if k.reg == nil {
		return
	}
	if spec, cite, ok := decisionFor(k.reg, itemOf(m, out.Vote.Item).Kind, m.In, day); ok {
		out.Mode = DecisionMode{Mode: spec.Mode, Clause: ClausesOf([]charter.Cite{cite}, "vi")[0]}
	}
	if out.Vote.State != committee.VoteClosed {
		return
	}
	facts := voteFactsOf(out.Vote.Result.Facts)
	on := charter.DateOf(out.Vote.Result.At.In(a.zoneOf(k.tx.Office())))
	out.Verdict = k.reg.Verdict("tally", on, facts, a.isWorkday)
	out.Quorum = a.quorumOf(k.reg, on, facts)
}

// voteOffers asks what the reader may do with a vote in its state.
func (a *App) voteOffers(k *call, m committee.Meeting, out *VotePage) (err error) {
	if !out.Vote.Running() {
		return nil
	}
	closing := k.presidingQuestion("vote.close", m)
	if _, s := k.tellsAs(out.Vote, committee.Party{}); s != nil && !closing.relation.Chair {
		closing.relation.Tells, closing.relation.Standing = true, s
	}
	closing.relation.TimeUp = out.Over
	list := []question{closing, k.presidingQuestion("vote.cancel", m)}
	if !out.Vote.Secret {
		enters := k.presidingQuestion("opinion.record", m)
		enters.name = "vote.record"
		list = append(list, enters)
	}
	out.Offers, err = a.offers(k.view, m.Body, list)
	return err
}

// deskVotes adds the votes in which a seat of the reader's own has yet to vote. Nobody
// votes for another, so what a leader is to vote on does not wait for an assistant.
func (a *App) deskVotes(tx *store.Tx, v *view, w store.Viewer, out *Desk) error {
	if len(w.Seats) == 0 {
		return nil
	}
	list, err := tx.VotesAwaiting(w.Seats)
	if err != nil {
		return err
	}
	for _, x := range list[:min(len(list), deskRows)] {
		m, err := a.meetingFor(tx, v, x.Meeting)
		if f, ok := err.(*committee.Fault); ok && f.Kind == committee.NotFound {
			continue
		}
		if err != nil {
			return err
		}
		mine := slices.ContainsFunc(x.Voters, func(y committee.Voter) bool {
			s := v.standingOf(m.Body, y.Seat)
			return y.Cast.IsZero() && s != nil && !s.OnBehalf
		})
		if !mine || x.Over(a.now()) || itemOf(m, x.Item).ID == "" {
			continue
		}
		lines, err := a.meetingLines(tx, []committee.Meeting{m})
		if err != nil {
			return err
		}
		due := v.on
		if !x.Until.IsZero() {
			due = a.dayOf(tx, x.Until)
		}
		kind := "vote"
		if x.Secret {
			kind = "ballot"
		}
		out.Await = append(out.Await, DeskItem{
			Kind: kind, What: x.Motion, Who: m.Title, Body: m.Body, BodyName: lines[0].BodyName, Due: due,
			DaysLeft: a.workdaysBetween(v.on, due), Ref: string(x.ID), Act: "vote.cast",
		})
	}
	return nil
}

// MayOpenVote tells whether the reader may call a vote at a meeting, and what the
// charter says of the ballot on each of its items.
func (a *App) MayOpenVote(ctx context.Context, by Actor, id committee.MeetingID) (offer Offer, forms map[committee.ItemID]string, err error) {
	forms = map[committee.ItemID]string{}
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		m, err := a.meetingFor(tx, v, id)
		if err != nil {
			return err
		}
		k, err := v.callOn(m.Body)
		if err != nil {
			return err
		}
		list, err := a.offers(v, m.Body, []question{k.presidingQuestion("vote.open", m)})
		if err != nil {
			return err
		}
		offer = list[0]
		for _, item := range m.Agenda {
			if k.reg == nil {
				break
			}
			if spec, _, ok := decisionFor(k.reg, item.Kind, m.In, v.on); ok {
				forms[item.ID] = statedWord(spec.Ballot)
			}
		}
		return nil
	})
	return offer, forms, err
}

// withheldVote reports whether what an act says is a vote that is hidden from the
// reader until the close. Of a secret one no act says anything.
func (v *view) withheldVote(row store.ActRow) (bool, error) {
	if row.Name != "vote.cast" && row.Name != "vote.record" || row.Person == v.by.Person {
		return false, nil
	}
	x, ok, err := v.tx.Vote(committee.VoteID(row.Ref))
	return ok && x.Hidden && x.Running(), err
}
