package app_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// withQuorum gives body C a regulation that asks for more than half of its members,
// substitutes not counted.
func (w *world) withQuorum() {
	w.t.Helper()
	src := strings.Replace(w.bundled(bodyC), "quorum, ", "", 1)
	at := "              - id: truong-ban-quyet-viec\n"
	src = strings.Replace(src, at, `              - id: dieu-kien-hop
                quorum: meet
                amount: more than 1/2 of all-members
                counts: {online: true, substitute: false}
`+at, 1)
	w.must(w.app.InstallCharter(context.Background(), w.as("lead-ubnd"), app.CharterIn{Body: bodyC, Source: src, From: day("2019-03-20"), Decision: decision("5/QĐ-UBND", "Quy chế có điều kiện họp", "2019-03-20")}))
}

// called is a meeting of body C at the hour, with so many items.
func (w *world) session(items int) (committee.MeetingID, []committee.ItemID) {
	w.t.Helper()
	in := app.ConveneIn{Body: bodyC, Kind: committee.Regular, Title: "Phiên họp", Start: w.at, End: w.at.Add(2 * time.Hour), Chair: w.seatOf("head")}
	for range items {
		in.Agenda = append(in.Agenda, app.ItemIn{Title: "Nội dung"})
	}
	id := committee.MeetingID(w.must(w.app.Convene(context.Background(), w.as("head"), in)).Ref)
	var ids []committee.ItemID
	for _, x := range w.sitting("head", id).Items() {
		ids = append(ids, x.ID)
	}
	return id, ids
}

func (w *world) later(d time.Duration) { w.at = w.at.Add(d) }

// TestSittingRuns walks a meeting from the first arrival to its closing.
func TestSittingRuns(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		w.withQuorum()
		id, items := w.session(3)
		seat := func(s committee.SeatID) app.SittingSeatIn { return app.SittingSeatIn{Meeting: id, Seat: s} }
		own := seat("")

		p := w.sitting("member1", id)
		if p.Quorum.OK != charter.No || p.Quorum.Need != 3 || p.There() != 0 || len(p.Expected) != 5 || !p.Running || p.Mine == nil || p.Steers {
			t.Fatalf("before the first arrival: quorum %+v, %d there of %d, running %v, mine %v, steers %v", p.Quorum, p.There(), len(p.Expected), p.Running, p.Mine, p.Steers)
		}
		if len(p.Quorum.Clauses) != 1 || p.Quorum.Clauses[0].Rule != "dieu-kien-hop" {
			t.Errorf("the quorum cites %v", p.Quorum.Clauses)
		}
		w.must(w.app.Arrive(ctx, w.as("head"), app.ArriveIn{Meeting: id, How: "present"}))
		w.must(w.app.Arrive(ctx, w.as("deputy"), app.ArriveIn{Meeting: id, How: "online"}))
		w.must(w.app.Arrive(ctx, w.as("secretary"), app.ArriveIn{Meeting: id, Seat: w.seatOf("standing-member"), How: "substitute"}))
		if p = w.sitting("head", id); p.Quorum.OK != charter.No || p.There() != 3 {
			t.Errorf("with a substitute who does not count: quorum %+v, %d there", p.Quorum, p.There())
		}
		w.later(10 * time.Minute)
		w.must(w.app.Arrive(ctx, w.as("member1"), app.ArriveIn{Meeting: id, How: "present"}))
		if p = w.sitting("head", id); p.Quorum.OK != charter.Yes {
			t.Errorf("with three who count: quorum %+v", p.Quorum)
		}

		// By the code of the room: a moment ago, of another meeting, long ago.
		code := w.code(id)
		other, _ := w.session(1)
		w.later(2 * time.Minute)
		_, err := w.app.Arrive(ctx, w.as("member1"), app.ArriveIn{Meeting: id, How: "online", Code: w.code(other)})
		wants(t, err, committee.Invalid, "presence.code-expired")
		w.must(w.app.Arrive(ctx, w.as("member1"), app.ArriveIn{Meeting: id, How: "online", Code: code}))
		w.later(2 * time.Minute)
		_, err = w.app.Arrive(ctx, w.as("member1"), app.ArriveIn{Meeting: id, How: "present", Code: code})
		wants(t, err, committee.Invalid, "presence.code-expired")
		w.must(w.app.Arrive(ctx, w.as("member1"), app.ArriveIn{Meeting: id, How: "present", Code: w.code(id)}))

		// Who may not, and what cannot be.
		_, err = w.app.Arrive(ctx, w.as("member1"), app.ArriveIn{Meeting: id, How: "present"})
		wants(t, err, committee.Conflict, "sitting.here-already")
		_, err = w.app.Arrive(ctx, w.as("member1"), app.ArriveIn{Meeting: id, How: "substitute"})
		wants(t, err, committee.Invalid, "presence.own-substitute")
		_, err = w.app.Arrive(ctx, w.as("member1"), app.ArriveIn{Meeting: id, Seat: w.seatOf("deputy"), How: "present"})
		wants(t, err, committee.Refused, "may.unstated")
		_, err = w.app.Depart(ctx, w.as("deputy"), seat(w.seatOf("head")))
		wants(t, err, committee.Refused, "may.unstated")
		_, err = w.app.TakeUp(ctx, w.as("deputy"), app.TakeUpIn{Meeting: id, Item: items[0]})
		wants(t, err, committee.Refused, "may.unstated")
		_, err = w.app.Arrive(ctx, w.as("outsider"), app.ArriveIn{Meeting: id, How: "present"})
		wants(t, err, committee.NotFound, "meeting.unknown")
		_, err = w.app.StatePrior(ctx, w.as("secretary"), app.PriorIn{Meeting: id, Item: items[1], Seat: w.seatOf("deputy"), Say: committee.NoObjection})
		wants(t, err, committee.Refused, "sitting.no-seat")
		_, err = w.app.Arrive(ctx, w.as("to-truong"), app.ArriveIn{Meeting: id, Seat: w.seatOf("helper-head"), How: "present"})
		wants(t, err, committee.Refused, "sitting.not-called")
		_, err = w.app.Arrive(ctx, w.as("to-truong"), app.ArriveIn{Meeting: id, How: "present"})
		wants(t, err, committee.Refused, "sitting.no-seat")
		_, err = w.app.PassItems(ctx, w.as("deputy"), app.PassIn{Meeting: id, Items: items[1:]})
		refusedBy(t, err, charter.ReasonNotHolder, "quy-che/2.1", "head")

		// Two items in hand, one after the other, twice the first.
		w.must(w.app.TakeUp(ctx, w.as("head"), app.TakeUpIn{Meeting: id, Item: items[0]}))
		w.later(20 * time.Minute)
		w.must(w.app.TakeUp(ctx, w.as("secretary"), app.TakeUpIn{Meeting: id, Item: items[1]}))
		w.later(5 * time.Minute)
		w.must(w.app.TakeUp(ctx, w.as("head"), app.TakeUpIn{Meeting: id, Item: items[0]}))
		w.later(time.Minute)
		p = w.sitting("deputy", id)
		if p.Sitting.Current() != items[0] || p.Sitting.Used(items[0], p.At) != 21*time.Minute || p.Sitting.Used(items[1], p.At) != 5*time.Minute || p.Planned(items[0]) != 40*time.Minute {
			t.Errorf("current %s, used %v and %v, planned %v", p.Sitting.Current(), p.Sitting.Used(items[0], p.At), p.Sitting.Used(items[1], p.At), p.Planned(items[0]))
		}

		// The floor: in order, out of order, and gone with who leaves.
		_, err = w.app.AskFloor(ctx, w.as("secretary"), seat(w.seats["member"][1]))
		wants(t, err, committee.Conflict, "sitting.speaks-absent")
		w.must(w.app.AskFloor(ctx, w.as("deputy"), own))
		w.must(w.app.AskFloor(ctx, w.as("member1"), own))
		_, err = w.app.GiveFloor(ctx, w.as("member1"), own)
		wants(t, err, committee.Refused, "may.unstated")
		w.must(w.app.GiveFloor(ctx, w.as("head"), seat(w.seatOf("member"))))
		w.must(w.app.GiveFloor(ctx, w.as("head"), seat(w.seatOf("standing-member"))))
		p = w.sitting("head", id)
		if x, _ := p.Sitting.Speaker(); x.Seat != w.seatOf("standing-member") || len(p.Sitting.Queue()) != 1 {
			t.Errorf("the floor: %+v", p.Sitting.Floor)
		}
		w.must(w.app.Depart(ctx, w.as("deputy"), own))
		if p = w.sitting("head", id); len(p.Sitting.Queue()) != 0 || p.Quorum.OK != charter.No {
			t.Errorf("after the deputy left: queue %v, quorum %+v", p.Sitting.Queue(), p.Quorum)
		}
		if came := p.Sitting.Came(items[1], p.At); len(came) != 4 {
			t.Errorf("at the second item were %v", came)
		}

		// Beforehand; what is flagged does not pass in the block.
		w.must(w.app.StatePrior(ctx, w.as("deputy"), app.PriorIn{Meeting: id, Item: items[1], Say: committee.WantsSpeak}))
		w.must(w.app.StatePrior(ctx, w.as("member1"), app.PriorIn{Meeting: id, Item: items[2], Say: committee.NoObjection}))
		_, err = w.app.PassItems(ctx, w.as("head"), app.PassIn{Meeting: id, Items: items[1:]})
		wants(t, err, committee.Conflict, "pass.flagged")
		w.must(w.app.StatePrior(ctx, w.as("deputy"), app.PriorIn{Meeting: id, Item: items[1]}))
		w.must(w.app.PassItems(ctx, w.as("head"), app.PassIn{Meeting: id, Items: items[1:]}))
		p = w.sitting("head", id)
		for _, x := range p.Items()[1:] {
			if len(x.Conclusions) != 1 || x.Conclusions[0].Text != committee.BlockWording || x.Conclusions[0].Side != committee.For {
				t.Errorf("concluded in the block: %+v", x.Conclusions)
			}
		}
		_, err = w.app.StatePrior(ctx, w.as("deputy"), app.PriorIn{Meeting: id, Item: items[2], Say: committee.WantsSpeak})
		wants(t, err, committee.Conflict, "item.concluded")

		// Closing ends what is open, and the sitting with it.
		w.later(time.Hour)
		w.must(w.app.CloseMeeting(ctx, w.as("head"), app.CloseIn{Meeting: id}))
		p = w.sitting("head", id)
		if p.Running || p.There() != 0 || p.Sitting.Current() != "" || p.Sitting.Used(items[0], w.at) != 81*time.Minute {
			t.Errorf("closed: running %v, %d there, current %q, used %v", p.Running, p.There(), p.Sitting.Current(), p.Sitting.Used(items[0], w.at))
		}
		if _, speaks := p.Sitting.Speaker(); speaks {
			t.Errorf("closed: %+v has the floor", p.Sitting.Floor)
		}
		_, err = w.app.Arrive(ctx, w.as("deputy"), app.ArriveIn{Meeting: id, How: "present"})
		wants(t, err, committee.Conflict, "meeting.state")
		w.replays()
	})
}

// replays asks that the acts on record make the same rows again.
func (w *world) replays() {
	w.t.Helper()
	r, err := w.app.Replay(context.Background(), w.office)
	if err != nil || !r.OK {
		w.t.Errorf("replay: %v %v", err, r.Differences)
	}
}

// TestSittingAfterASeatEnded refuses a seat that ended yesterday, and a chair that
// was lent until yesterday, with clause and decision.
// TestComingCallsNobodyOff: while nobody has been chosen everyone is called, and who
// comes first changes nothing of that: not who is written to, nor whose answer is
// awaited, nor who is counted in the week.
func TestComingCallsNobodyOff(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		id, _ := w.session(1)
		before := w.invitations(id)
		w.must(w.app.Arrive(ctx, w.as("member1"), app.ArriveIn{Meeting: id, How: "present"}))
		if after := w.invitations(id); len(before.Guests) < 4 || len(after.Guests) != len(before.Guests) {
			t.Errorf("%d are called before the first comes, %d after", len(before.Guests), len(after.Guests))
		}
		m, err := w.app.Meeting(ctx, w.as("head"), id)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(m.Meeting.Chosen()); n != 0 || len(m.Meeting.Invitees) != 1 {
			t.Errorf("%d chosen of %v", n, m.Meeting.Invitees)
		}
		week, err := w.app.Week(ctx, w.as("head"), 0, bodyC)
		if err != nil || len(week.Meetings) != 1 || week.Meetings[0].Members != 0 {
			t.Errorf("the week: %+v, %v", week.Meetings, err)
		}

		// Who was chosen stays the list, and who comes besides stands on it as such.
		id, _ = w.session(1)
		w.must(w.app.ChooseAttendees(ctx, w.as("head"), app.AttendeesIn{Meeting: id, Invitees: []app.InviteeIn{{Seat: w.seatOf("head")}, {Seat: w.seatOf("deputy")}}}))
		w.must(w.app.RecordPresence(ctx, w.as("head"), app.PresenceIn{Meeting: id, Present: []app.PresentIn{{Seat: w.seatOf("head"), How: "present"}, {Seat: w.seatOf("member"), How: "present"}}}))
		if m, err = w.app.Meeting(ctx, w.as("head"), id); err != nil || len(m.Meeting.Chosen()) != 2 || len(m.Meeting.Invitees) != 3 {
			t.Errorf("%d chosen of %v, %v", len(m.Meeting.Chosen()), m.Meeting.Invitees, err)
		}
		w.replays()
	})
}

func TestSittingAfterASeatEnded(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		h := w.live()
		w.at = time.Date(2019, 3, 31, 15, 0, 0, 0, time.UTC) // 22:00 in Hà Nội, the last day of the loan
		r := w.must(w.app.Convene(ctx, w.as("chairman"), app.ConveneIn{Body: bodyE, Kind: committee.Regular, Title: "Phiên qua đêm", Start: w.at, Chair: h.chair, Agenda: []app.ItemIn{{Title: "Nội dung"}}}))
		id := committee.MeetingID(r.Ref)
		w.must(w.app.TakeChair(ctx, w.as("chairman"), app.ChairIn{Meeting: id, Chair: h.councilor}))
		item := w.sitting("councilor", id).Items()[0].ID
		w.must(w.app.TakeUp(ctx, w.as("councilor"), app.TakeUpIn{Meeting: id, Item: item}))
		w.must(w.app.Arrive(ctx, w.as("vice"), app.ArriveIn{Meeting: id, How: "present"}))
		w.must(w.app.EndSeat(ctx, w.keeper, app.EndSeatIn{Body: bodyE, Seat: h.deputy, To: day("2019-03-31"), Decision: decision("8/QĐ-UBND", "Thôi tham gia", "2019-03-31")}))

		w.later(3 * time.Hour) // past midnight
		if p := w.sitting("councilor", id); p.Steers {
			t.Error("who was lent the chair until yesterday is offered to steer")
		}
		_, err := w.app.TakeUp(ctx, w.as("councilor"), app.TakeUpIn{Meeting: id})
		refusedBy(t, err, charter.ReasonMissing, "du-thao/3.2", "head", "deputy", "member")
		_, err = w.app.AskFloor(ctx, w.keeper, app.SittingSeatIn{Meeting: id, Seat: h.deputy})
		f := wants(t, err, committee.Refused, "sitting.seat-ended")
		if !slices.Contains(f.Args, "8/QĐ-UBND") || !slices.Contains(f.Args, "2019-03-31") {
			t.Errorf("the refusal says %v", f.Args)
		}
		_, err = w.app.Depart(ctx, w.as("vice"), app.SittingSeatIn{Meeting: id})
		if f := fault(err); f == nil || f.Kind != committee.Refused && f.Kind != committee.NotFound {
			t.Errorf("who sat until yesterday leaves: %v", err)
		}
	})
}

// TestPresenceFromPaper enters presence afterwards beside what was tapped: one
// truth.
func TestPresenceFromPaper(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		id, _ := w.session(1)
		w.must(w.app.Arrive(ctx, w.as("deputy"), app.ArriveIn{Meeting: id, How: "present"}))
		w.must(w.app.Arrive(ctx, w.as("member1"), app.ArriveIn{Meeting: id, How: "online"}))
		w.later(10 * time.Minute)
		came := w.at.Add(-10 * time.Minute)
		w.must(w.app.RecordPresence(ctx, w.as("secretary"), app.PresenceIn{Meeting: id, Present: []app.PresentIn{
			{Seat: w.seatOf("head"), How: "present"}, {Seat: w.seatOf("deputy"), How: "present"}, {Seat: w.seatOf("member"), How: "excused"},
		}}))
		p := w.sitting("head", id)
		got := map[committee.SeatID]app.SittingSeat{}
		for _, x := range p.Expected {
			got[x.Seat.Seat] = x
		}
		if x := got[w.seatOf("deputy")]; x.How != "present" || !x.Since.Equal(came) {
			t.Errorf("the deputy, listed as tapped: %+v", x)
		}
		if x := got[w.seatOf("head")]; x.How != "present" || !x.Since.IsZero() {
			t.Errorf("the head, known from paper: %+v", x)
		}
		if x := got[w.seatOf("member")]; x.How != "" || x.Took != "excused" {
			t.Errorf("the member, excused by the list: %+v", x)
		}
		w.must(w.app.Arrive(ctx, w.as("member1"), app.ArriveIn{Meeting: id, How: "present"}))
		w.must(w.app.Depart(ctx, w.as("head"), app.SittingSeatIn{Meeting: id}))
		page, err := w.app.Meeting(ctx, w.as("head"), id)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range page.Meeting.Invitees {
			if x.Present != "present" {
				t.Errorf("the meeting's list has %+v", x)
			}
		}
		w.replays()
	})
}

// TestWatchTellsEveryChange watches a meeting from two processes on one database.
func TestWatchTellsEveryChange(t *testing.T) {
	t.Parallel()
	storetest.EachAddress(t, func(t *testing.T, fresh func() string) {
		address := fresh()
		w := newWorld(t, storetest.Open(t, address, store.Options{}), "nghe-an")
		other := app.New(storetest.Open(t, address, store.Options{}), app.NewKeyring(w.keys), func() time.Time { return w.at }, nil)
		t.Cleanup(w.app.StopWatching)
		t.Cleanup(other.StopWatching)
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		id, items := w.session(1)
		start := w.sitting("head", id).Seq
		for name, a := range map[string]*app.App{"own": w.app, "another": other} {
			seen, err := a.Watch(ctx, w.as("member1"), id, start)
			if err != nil {
				t.Fatal(err)
			}
			r := w.must(w.app.TakeUp(ctx, w.as("head"), app.TakeUpIn{Meeting: id, Item: items[0]}))
			for told := int64(0); told < r.Seq; {
				c, err := seen.Next(ctx)
				if err != nil || c.Seq <= told || !slices.Contains(c.What, "item") {
					t.Fatalf("%s process: %+v %v after %d", name, c, err, told)
				}
				told = c.Seq
			}
			seen.Close()

			// What happened while nobody watched is told first.
			r = w.must(w.app.TakeUp(ctx, w.as("head"), app.TakeUpIn{Meeting: id}))
			if seen, err = a.Watch(ctx, w.as("member1"), id, start); err != nil {
				t.Fatal(err)
			}
			if c, err := seen.Next(ctx); err != nil || c.Seq != r.Seq {
				t.Fatalf("%s process, resumed: %+v %v, want %d", name, c, err, r.Seq)
			}
			// Nothing of another meeting.
			w.session(1)
			short, stop := context.WithTimeout(ctx, 900*time.Millisecond)
			if c, err := seen.Next(short); err == nil {
				t.Errorf("%s process: told of another meeting: %+v", name, c)
			}
			stop()
			seen.Close()
		}
		if _, err := w.app.Watch(ctx, w.as("outsider"), id, 0); fault(err) == nil || fault(err).Kind != committee.NotFound {
			t.Errorf("an outsider watches: %v", err)
		}
		last, err := other.Watch(ctx, w.as("head"), id, 0)
		if err != nil {
			t.Fatal(err)
		}
		other.StopWatching()
		if _, err := last.Next(ctx); err == nil || ctx.Err() != nil {
			t.Errorf("after the process was told to stop: %v", err)
		}
	})
}
