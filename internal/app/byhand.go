package app

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"time"

	"nghisu/internal/committee"
	"nghisu/internal/committee/byhand"
	"nghisu/internal/store"
)

// A meeting that went on without the program, as in a power cut, is entered from its
// papers (nhập sau): each line is the command that it would have been, at its own time,
// from a capacity that records for others. See docs/decisions/0032-paper-in-a-power-cut.md.

// ByHandIn is what the papers of a meeting say.
type ByHandIn struct {
	Meeting committee.MeetingID `json:"meeting"`
	Sheet   byhand.Sheet        `json:"sheet"`
	Seen    int64               `json:"seen,omitempty"` // the body's sequence that the rehearsal saw
}

// ByHandLine is one act of the papers with what became of it, or would.
type ByHandLine struct {
	Step    byhand.Step
	Receipt *Receipt // recorded; in a rehearsal: it would be
	Fault   *committee.Fault
}

// ByHandResult is what became of the papers of a meeting.
type ByHandResult struct {
	Lines  []ByHandLine
	Faults []*committee.Fault // of the papers themselves: nothing was tried
	Seq    int64              // of the body, on which it was tried
	Halted bool               // an act went otherwise than rehearsed: those after it were not tried
}

// Recorded counts the acts that are, or would be, recorded.
func (r ByHandResult) Recorded() (n int) {
	for _, l := range r.Lines {
		if l.Receipt != nil {
			n++
		}
	}
	return n
}

// ByHandPage is what is on record of a meeting, for who enters its papers.
type ByHandPage struct {
	SittingPage
	Votes []VotePage
	Offer Offer // entering what happened earlier
}

// Record is what the books hold of the meeting.
func (p ByHandPage) Record() byhand.Record {
	r := byhand.Record{Meeting: p.Meeting, Sitting: p.Sitting}
	for _, v := range p.Votes {
		r.Votes = append(r.Votes, v.Vote)
	}
	return r
}

// ByHand is what is on record of a meeting whose papers are to be entered, and whether
// the reader may.
func (a *App) ByHand(ctx context.Context, by Actor, id committee.MeetingID) (out ByHandPage, err error) {
	if out.SittingPage, err = a.Sitting(ctx, by, id); err != nil {
		return out, err
	}
	if out.Votes, err = a.Votes(ctx, by, id); err != nil {
		return out, err
	}
	return out, a.store.Read(ctx, by.Office, func(tx *store.Tx) error {
		out.Offer, err = a.entersMeeting(tx, by, out.Meeting)
		return err
	})
}

// entersMeeting asks whether the reader may enter today what happened in a meeting.
func (a *App) entersMeeting(tx *store.Tx, by Actor, m committee.Meeting) (Offer, error) {
	now := a.now().UTC()
	by.ActedAt = now.Add(-time.Microsecond)
	if m.Start.Before(by.ActedAt) {
		by.ActedAt = m.Start
	}
	k, err := a.callOf(tx, by, now, []committee.BodyKey{m.Body})
	if err != nil {
		return Offer{}, err
	}
	q := k.steers("presence.arrive", m)
	if f := k.mayEnter(q); f != nil {
		return Offer{Act: q.called(), Word: actText(q.called()), Fault: f}, nil
	}
	list, err := a.offers(k.view, m.Body, []question{q})
	if err != nil {
		return Offer{}, err
	}
	return list[0], nil
}

// errRehearsed ends a rehearsal: nothing of it stays.
var errRehearsed = errors.New("rehearsed")

// RehearseByHand carries out the acts of a meeting's papers one after another and takes
// all of it back (thử trước khi ghi): it tells which would be recorded and which refused,
// by which clause.
func (a *App) RehearseByHand(ctx context.Context, by Actor, in ByHandIn) (out ByHandResult, err error) {
	if f := sound(in); f != nil {
		return out, f
	}
	if f := soundText("on_paper", by.Paper, false); f != nil {
		return ByHandResult{Faults: []*committee.Fault{f}}, nil
	}
	page, err := a.ByHand(ctx, by, in.Meeting)
	if err != nil {
		return out, err
	}
	steps, faults := byhand.Steps(in.Sheet, page.Record(), a.now())
	if len(faults) > 0 {
		return ByHandResult{Faults: faults}, nil
	}
	err = a.store.Write(ctx, by.Office, []committee.BodyKey{page.Meeting.Body}, func(tx *store.Tx) error {
		out = ByHandResult{}
		acting := by
		acting.rehearsal, acting.Key = tx, ""
		if out.Seq, err = tx.Seq(page.Meeting.Body); err != nil {
			return err
		}
		w := newWriting(a, acting, in.Meeting, page)
		unheard := map[committee.SeatID]bool{} // refused the floor: there is no speech to end
		for _, s := range steps {
			if s.Act == byhand.Finish && unheard[s.Seat] {
				continue
			}
			line, err := w.take(ctx, s)
			if err != nil {
				return err
			}
			if s.Act == byhand.Give {
				unheard[s.Seat] = line.Fault != nil
			}
			out.Lines = append(out.Lines, line)
		}
		return errRehearsed
	})
	if errors.Is(err, errRehearsed) {
		err = nil
	}
	return out, err
}

// EnterByHand records the acts of a meeting's papers, each as the command that it is, in
// the order of their times. What its rehearsal refuses is left out. Should an act go
// otherwise than rehearsed it stops there: what was recorded stays, and the rest can be
// entered again. Papers that were rehearsed on another state are not entered.
func (a *App) EnterByHand(ctx context.Context, by Actor, in ByHandIn) (ByHandResult, error) {
	out, err := a.RehearseByHand(ctx, by, in)
	if err != nil || len(out.Faults) > 0 {
		return out, err
	}
	if in.Seen != 0 && in.Seen != out.Seq {
		return out, committee.Clash("byhand.changed")
	}
	page, err := a.ByHand(ctx, by, in.Meeting)
	if err != nil {
		return out, err
	}
	w := newWriting(a, by, in.Meeting, page)
	for i, l := range out.Lines {
		if l.Fault != nil {
			continue
		}
		out.Lines[i].Receipt = nil
		if out.Halted {
			continue
		}
		line, err := w.take(ctx, l.Step)
		if err != nil {
			a.log.Error("papers of a meeting", "err", err)
			line.Fault = &committee.Fault{Kind: committee.Busy, Code: "store.failed"}
		}
		out.Lines[i], out.Halted = line, line.Fault != nil
	}
	return out, nil
}

// writing carries out the acts of a meeting's papers.
type writing struct {
	a       *App
	by      Actor
	meeting committee.MeetingID
	votes   map[committee.ItemID]committee.VoteID // that take votes
}

func newWriting(a *App, by Actor, meeting committee.MeetingID, page ByHandPage) *writing {
	w := &writing{a: a, by: by, meeting: meeting, votes: map[committee.ItemID]committee.VoteID{}}
	for _, v := range page.Votes {
		if v.Vote.Running() {
			w.votes[v.Vote.Item] = v.Vote.ID
		}
	}
	return w
}

// take carries out one act at its time. An error is one that no fault tells of.
func (w *writing) take(ctx context.Context, s byhand.Step) (ByHandLine, error) {
	line := ByHandLine{Step: s}
	by := w.by
	by.ActedAt = s.At
	if by.Key != "" {
		by.Key += "/" + sumOf(s)
	}
	rec, err := w.do(ctx, by, s)
	if err == nil {
		line.Receipt = &rec
		return line, nil
	}
	if errors.As(err, &line.Fault) && line.Fault.Kind != committee.Busy {
		return line, nil
	}
	line.Fault = nil
	return line, err
}

// sumOf names an act of the papers: sent twice under one key it counts once.
func sumOf(s byhand.Step) string {
	text, _ := json.Marshal(s) // values alone: it cannot fail
	sum := sha256.Sum256(text)
	return base64.RawURLEncoding.EncodeToString(sum[:12])
}

// do is the command that an act of the papers is.
func (w *writing) do(ctx context.Context, by Actor, s byhand.Step) (Receipt, error) {
	switch s.Act {
	case byhand.List:
		in := PresenceIn{Meeting: w.meeting}
		for _, x := range s.List {
			in.Present = append(in.Present, PresentIn(x))
		}
		return w.a.RecordPresence(ctx, by, in)
	case byhand.Arrive:
		return w.a.Arrive(ctx, by, ArriveIn{Meeting: w.meeting, Seat: s.Seat, How: s.How})
	case byhand.Depart:
		return w.a.Depart(ctx, by, SittingSeatIn{Meeting: w.meeting, Seat: s.Seat})
	case byhand.TakeUp:
		return w.a.TakeUp(ctx, by, TakeUpIn{Meeting: w.meeting, Item: s.Item})
	case byhand.Leave:
		return w.a.TakeUp(ctx, by, TakeUpIn{Meeting: w.meeting})
	case byhand.Give:
		return w.a.GiveFloor(ctx, by, SittingSeatIn{Meeting: w.meeting, Seat: s.Seat})
	case byhand.Finish:
		return w.a.EndFloor(ctx, by, SittingSeatIn{Meeting: w.meeting, Seat: s.Seat})
	case byhand.Open:
		rec, err := w.a.OpenVote(ctx, by, OpenVoteIn{Meeting: w.meeting, Item: s.Item, Motion: committee.Prose(s.Motion)})
		if err == nil {
			w.votes[s.Item] = committee.VoteID(rec.Ref)
		}
		return rec, err
	case byhand.Mark:
		return w.mark(ctx, by, s)
	case byhand.Count:
		return w.a.CloseVote(ctx, by, CloseVoteIn{Vote: w.votes[s.Item]})
	case byhand.Decide:
		c := s.Conclusion
		return w.a.Conclude(ctx, by, ConcludeIn{
			Meeting: w.meeting, Item: s.Item, Text: committee.Prose(c.Text), Work: committee.Prose(c.Work), Side: c.Side,
			Lead: c.Lead, Accountable: c.Accountable, Coordinators: c.Coordinators, Due: c.Due,
		})
	case byhand.Adjourn:
		return w.a.CloseMeeting(ctx, by, CloseIn{Meeting: w.meeting})
	}
	return Receipt{}, committee.Wrong(s.Field, "page.missing")
}

// mark records a slip, which names its motion in words: its hash is that of the vote.
func (w *writing) mark(ctx context.Context, by Actor, s byhand.Step) (Receipt, error) {
	var vote *committee.Vote
	err := w.a.reading(ctx, by, func(tx *store.Tx) (err error) {
		vote, err = some(w.votes[s.Item], tx.Vote)
		return err
	})
	if err != nil {
		return Receipt{}, err
	}
	if vote == nil {
		return Receipt{}, committee.Missing("vote.unknown", string(w.votes[s.Item]))
	}
	return w.a.RecordVote(ctx, by, RecordVoteIn{Vote: vote.ID, Seat: s.Seat, Option: s.Option, Hash: vote.Hash, How: "paper"})
}
