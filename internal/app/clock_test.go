package app_test

import (
	"context"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// TestChairLentUntilMidnight lets the written loan of the chair (ủy quyền chủ trì) run
// out while the meeting sits: nothing of what steers a meeting is the borrower's after
// that, what was done before stands, and the head goes on from there.
func TestChairLentUntilMidnight(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		h := w.live()
		w.at = time.Date(2019, 3, 31, 15, 0, 0, 0, time.UTC) // 22:00 in Hà Nội, the last day of the loan
		id := committee.MeetingID(w.must(w.app.Convene(ctx, w.as("chairman"), app.ConveneIn{
			Body: bodyE, Kind: committee.Regular, Title: "Phiên qua đêm", Start: w.at, Chair: h.chair, Agenda: []app.ItemIn{{Title: "Một"}, {Title: "Hai"}},
		})).Ref)
		w.must(w.app.TakeChair(ctx, w.as("chairman"), app.ChairIn{Meeting: id, Chair: h.councilor}))
		first, second := w.sitting("councilor", id).Items()[0].ID, w.sitting("councilor", id).Items()[1].ID
		for _, who := range []string{"councilor", "vice"} {
			w.must(w.app.Arrive(ctx, w.as(who), app.ArriveIn{Meeting: id, How: "present"}))
		}
		took := w.must(w.app.TakeUp(ctx, w.as("councilor"), app.TakeUpIn{Meeting: id, Item: first}))
		w.must(w.app.GiveFloor(ctx, w.as("councilor"), app.SittingSeatIn{Meeting: id, Seat: h.deputy}))

		w.later(3 * time.Hour) // past midnight
		before := w.state()
		steers := map[string]func() error{
			"take up": func() error {
				_, err := w.app.TakeUp(ctx, w.as("councilor"), app.TakeUpIn{Meeting: id, Item: second})
				return err
			},
			"give the floor": func() error {
				_, err := w.app.GiveFloor(ctx, w.as("councilor"), app.SittingSeatIn{Meeting: id, Seat: h.councilor})
				return err
			},
			"pass": func() error {
				_, err := w.app.PassItems(ctx, w.as("councilor"), app.PassIn{Meeting: id, Items: []committee.ItemID{second}})
				return err
			},
			"open a vote": func() error {
				_, err := w.app.OpenVote(ctx, w.as("councilor"), app.OpenVoteIn{Meeting: id, Item: second, Motion: "Thông qua"})
				return err
			},
			"close": func() error {
				_, err := w.app.CloseMeeting(ctx, w.as("councilor"), app.CloseIn{Meeting: id})
				return err
			},
		}
		for name, act := range steers {
			if f := fault(act()); f == nil || f.Kind != committee.Refused || f.Ruling == nil {
				t.Errorf("%s after the loan: %v", name, f)
			}
		}
		refusedBy(t, steers["take up"](), charter.ReasonMissing, "du-thao/3.2", "head", "deputy", "member")
		if w.state() != before {
			t.Error("a refused act has changed something")
		}
		if page, err := w.app.Act(ctx, w.as("chairman"), took.Act); err != nil || page.Record.Seq != took.Seq {
			t.Errorf("the act of before: %+v %v", page, err)
		}
		p := w.sitting("vice", id)
		if x, speaks := p.Sitting.Speaker(); p.Sitting.Current() != first || p.There() != 2 || !speaks || x.Seat != h.deputy {
			t.Errorf("what was done before: current %s, %d there, floor %+v", p.Sitting.Current(), p.There(), p.Sitting.Floor)
		}

		w.must(w.app.TakeChair(ctx, w.as("chairman"), app.ChairIn{Meeting: id, Chair: h.chair}))
		w.must(w.app.TakeUp(ctx, w.as("chairman"), app.TakeUpIn{Meeting: id, Item: second}))
		w.later(time.Minute)
		w.must(w.app.CloseMeeting(ctx, w.as("chairman"), app.CloseIn{Meeting: id}))
		p = w.sitting("vice", id)
		if p.Sitting.Used(first, w.at) != 3*time.Hour || p.Sitting.Used(second, w.at) != time.Minute {
			t.Errorf("used %v and %v", p.Sitting.Used(first, w.at), p.Sitting.Used(second, w.at))
		}
		w.replays()
	})
}

// TestClockSteps sets the server's clock back and forward during a sitting: it goes
// on, in the order in which things happen; no stretch is shorter than nothing, and the
// register holds.
func TestClockSteps(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		id, items := w.session(2)
		seq := int64(0)
		next := func(r app.Receipt, err error) {
			t.Helper()
			if w.must(r, err); seq != 0 && r.Seq != seq+1 {
				t.Errorf("number %d after %d", r.Seq, seq)
			}
			seq = r.Seq
		}
		own := app.SittingSeatIn{Meeting: id}
		next(w.app.Arrive(ctx, w.as("head"), app.ArriveIn{Meeting: id, How: "present"}))
		next(w.app.Arrive(ctx, w.as("member1"), app.ArriveIn{Meeting: id, How: "present"}))
		next(w.app.TakeUp(ctx, w.as("head"), app.TakeUpIn{Meeting: id, Item: items[0]}))
		w.later(10 * time.Minute)
		next(w.app.AskFloor(ctx, w.as("member1"), own))

		w.later(-40 * time.Minute) // set back
		if p := w.sitting("head", id); p.There() != 2 || p.Sitting.Used(items[0], p.At) != 10*time.Minute {
			t.Errorf("set back: %d there, used %v", p.There(), p.Sitting.Used(items[0], p.At))
		}
		next(w.app.Arrive(ctx, w.as("deputy"), app.ArriveIn{Meeting: id, How: "online"}))
		next(w.app.GiveFloor(ctx, w.as("head"), app.SittingSeatIn{Meeting: id, Seat: w.seatOf("member")}))
		next(w.app.TakeUp(ctx, w.as("head"), app.TakeUpIn{Meeting: id, Item: items[1]}))
		vote := committee.VoteID("")
		r, err := w.app.OpenVote(ctx, w.as("head"), app.OpenVoteIn{Meeting: id, Item: items[1], Motion: "Thông qua"})
		next(r, err)
		vote = committee.VoteID(r.Ref)
		w.later(-5 * time.Minute) // and once more, while a vote is open
		hash := w.vote("member1", vote).Vote.Hash
		next(w.app.CastVote(ctx, w.as("member1"), app.CastVoteIn{Vote: vote, Option: "against", Hash: hash}))
		next(w.app.CastVote(ctx, w.as("member1"), app.CastVoteIn{Vote: vote, Option: "for", Hash: hash}))
		next(w.app.CloseVote(ctx, w.as("head"), app.CloseVoteIn{Vote: vote}))
		if p := w.vote("member1", vote); p.Tally.Voted != 1 || p.Tally.For != 1 || p.Vote.Result.At.Before(p.Vote.Opened) {
			t.Errorf("the vote: %+v, opened %v", p.Vote.Result, p.Vote.Opened)
		}
		next(w.app.Depart(ctx, w.as("member1"), own))
		if p := w.sitting("head", id); p.There() != 2 || p.Sitting.Current() != items[1] || len(p.Sitting.Queue()) != 0 {
			t.Errorf("after the steps: %d there, current %s, queue %v", p.There(), p.Sitting.Current(), p.Sitting.Queue())
		}

		w.later(2 * time.Hour) // set forward
		next(w.app.Depart(ctx, w.as("deputy"), own))
		w.later(-time.Hour)
		next(w.app.CloseMeeting(ctx, w.as("head"), app.CloseIn{Meeting: id}))
		s := w.sitting("head", id).Sitting
		for _, x := range s.Presence {
			if x.To.Before(x.From) {
				t.Errorf("there from %v to %v", x.From, x.To)
			}
		}
		for i, x := range s.Items {
			if x.To.Before(x.From) || i > 0 && x.From.Before(s.Items[i-1].To) {
				t.Errorf("item %d in hand from %v to %v", i+1, x.From, x.To)
			}
		}
		for _, x := range s.Floor {
			if x.Given.Before(x.Asked) || x.Ended.Before(x.Given) {
				t.Errorf("the floor: %+v", x)
			}
		}
		w.soundBooks()
	})
}

// soundBooks asks that the register is whole and makes the same rows again.
func (w *world) soundBooks() {
	w.t.Helper()
	ctx := context.Background()
	if err := w.app.FoldNow(ctx, w.office); err != nil {
		w.t.Fatal(err)
	}
	if r, err := w.app.VerifyRegister(ctx, w.keeper); err != nil || !r.OK {
		w.t.Errorf("register: %+v %v", r, err)
	}
	w.replays()
}

// TestClockStepsInARound sets the clock back and forward while a round runs: who
// answers is heard, on the text that stands, and the last day is judged by the clock
// as it goes then.
func TestClockStepsInARound(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		id, q := w.openRound("Đợt lấy ý kiến", nil, app.PartyIn{Seat: w.seatOf("deputy")}, app.PartyIn{Seat: w.seatOf("member")})
		last := w.round("head", id).Round.Deadline
		w.later(-time.Hour)
		w.must(w.app.AnswerRound(ctx, w.as("deputy"), slip(id, q, "against")))
		w.later(-time.Minute)
		again := slip(id, q, "for")
		again.Slips[0].Revision = 1
		w.must(w.app.AnswerRound(ctx, w.as("deputy"), again))
		w.must(w.app.ChangeRound(ctx, w.as("head"), app.ChangeRoundIn{Round: id, Articles: []app.ArticleIn{{Address: "dieu-1", Text: "Một, sửa"}, {Address: "dieu-2", Heading: "Mục tiêu", Text: "Hai"}}}))
		w.must(w.app.AnswerRound(ctx, w.as("member1"), slip(id, q, "for")))
		r := w.round("head", id).Round
		if x := r.Slip(q, committee.Party{Seat: w.seatOf("deputy")}); x == nil || x.Revision != 2 || x.Version != 1 || x.At.Before(r.Opened) {
			t.Errorf("the deputy's slip: %+v", x)
		}
		if x := r.Slip(q, committee.Party{Seat: w.seatOf("member")}); x == nil || x.Version != 2 {
			t.Errorf("the member's slip: %+v", x)
		}

		here := w.at
		w.at = last.Time().Add(48 * time.Hour) // set forward, past the last day
		late := slip(id, q, "against")
		late.Slips[0].Revision = 1
		_, err := w.app.AnswerRound(ctx, w.as("member1"), late)
		if f := wants(t, err, committee.Conflict, "round.late"); len(f.Args) == 0 || f.Args[0] != last.String() {
			t.Errorf("too late: %v", f.Args)
		}
		w.at = here.Add(time.Hour) // and right again
		w.must(w.app.AnswerRound(ctx, w.as("member1"), late))
		w.soundBooks()
	})
}

// TestOfficeInAnotherZone has an office count its days where it is: in Auckland a
// round ends and a meeting begins while it is another day in Hà Nội.
func TestOfficeInAnotherZone(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		w := newWorldIn(t, open(), "dai-dien", "Pacific/Auckland")
		ctx := context.Background()
		utc := func(d, h, m int) time.Time { return time.Date(2019, 3, d, h, m, 0, 0, time.UTC) }
		w.at = utc(20, 12, 0) // Thursday the 21st, 1:00 there; Wednesday the 20th in Hà Nội
		deputy := app.PartyIn{Seat: w.seatOf("deputy")}
		id, q := w.openRound("Đợt lấy ý kiến", nil, deputy)
		if r := w.round("head", id); r.Round.Deadline != day("2019-03-28") || r.Line.DaysLeft != 5 {
			t.Errorf("the last day is %v, %d left", r.Round.Deadline, r.Line.DaysLeft)
		}
		// Started anew, the process has not yet asked for the day of any office.
		w.app = app.New(w.store, app.NewKeyring(w.keys), func() time.Time { return w.at }, nil)
		w.at = utc(28, 10, 30) // 23:30 of the last day
		w.must(w.app.AnswerRound(ctx, w.as("deputy"), slip(id, q, "for")))
		w.at = utc(28, 11, 30) // half past midnight; 18:30 of the 28th in Hà Nội
		again := slip(id, q, "against")
		again.Slips[0].Revision = 1
		_, err := w.app.AnswerRound(ctx, w.as("deputy"), again)
		if f := wants(t, err, committee.Conflict, "round.late"); len(f.Args) == 0 || f.Args[0] != "2019-03-28" {
			t.Errorf("too late: %v", f.Args)
		}

		start := utc(30, 11, 30) // Sunday the 31st, 00:30 there
		m := committee.MeetingID(w.must(w.app.Convene(ctx, w.as("head"), app.ConveneIn{
			Body: bodyC, Kind: committee.Regular, Title: "Phiên họp", Start: start, Chair: w.seatOf("head"), Agenda: []app.ItemIn{{Title: "Nội dung"}},
		})).Ref)
		w.at = start.Add(-time.Hour) // 23:30 of the day before
		_, err = w.app.Arrive(ctx, w.as("deputy"), app.ArriveIn{Meeting: m, How: "present"})
		wants(t, err, committee.Conflict, "meeting.not-begun")
		if w.sitting("deputy", m).Running {
			t.Error("runs the day before")
		}
		w.at = start
		w.must(w.app.Arrive(ctx, w.as("deputy"), app.ArriveIn{Meeting: m, How: "present"}))
		if !w.sitting("deputy", m).Running {
			t.Error("does not run on its day")
		}
		w.soundBooks()
	})
}
