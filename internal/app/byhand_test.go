package app_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/committee/byhand"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// paperMeeting is a sitting of the council, where the count decides, whose secretary
// assists who presides.
type paperMeeting struct {
	*world
	seats map[string]committee.SeatID
	m     committee.MeetingID
	items []committee.ItemID
	began time.Time
}

// memberNames are the seats of the council in the order of its roster.
var memberNames = []string{"chair", "vice-chair", "reviewer1", "reviewer2", "m1", "m2", "m3", "m4", "m5", "m6", "clerk-c"}

func onPaper(w *world) paperMeeting {
	seats, m, items := w.counts("appraisal", "procedure", "personnel")
	w.must(w.app.NameAssistant(context.Background(), w.keeper, app.AssistantIn{
		Assistant: w.people["clerk-c"], Kind: committee.BySeat, ID: string(seats["chair"]), Day: day("2024-02-01"),
	}))
	return paperMeeting{w, seats, m, []committee.ItemID{items["appraisal"], items["procedure"], items["personnel"]}, w.at}
}

// at is so many minutes after the beginning.
func (p paperMeeting) min(n int) time.Time { return p.began.Add(time.Duration(n) * time.Minute) }

func (p paperMeeting) enter(by string, s byhand.Sheet) app.ByHandResult {
	p.t.Helper()
	who := p.as(by)
	who.Paper = "Bộ giấy của phiên họp"
	out, err := p.app.EnterByHand(context.Background(), who, app.ByHandIn{Meeting: p.m, Sheet: s})
	if err != nil {
		p.t.Fatal(err)
	}
	return out
}

// refused lists what was refused: the act and the code.
func refusedLines(r app.ByHandResult) (out []string) {
	for _, l := range r.Lines {
		if l.Fault != nil {
			out = append(out, string(l.Step.Act)+" "+l.Fault.Code)
		}
	}
	return out
}

// fullSheet is a whole meeting on paper: who came and when, three items, a vote, what
// was concluded.
func (p paperMeeting) fullSheet() byhand.Sheet {
	s := byhand.Sheet{Opened: p.min(0), Closed: p.min(90)}
	for _, name := range memberNames[:8] {
		s.Seats = append(s.Seats, byhand.Attendance{Seat: p.seats[name], How: "present"})
	}
	s.Seats[3].How, s.Seats[4].From, s.Seats[5].To = "online", p.min(10), p.min(50)
	s.Seats = append(s.Seats, byhand.Attendance{Seat: p.seats["m5"], How: "excused"}, byhand.Attendance{Seat: p.seats["m6"], How: "absent"})
	vote := byhand.Vote{Motion: "Thông qua thủ tục rút gọn", Opened: p.min(40), Closed: p.min(45)}
	for i, name := range memberNames[:8] {
		vote.Slips = append(vote.Slips, byhand.Slip{Seat: p.seats[name], Option: []string{"for", "for", "for", "for", "for", "against", "for", "other"}[i]})
	}
	s.Items = []byhand.Matter{
		{Item: p.items[0], To: p.min(30), Speeches: []byhand.Speech{{Seat: p.seats["m1"], From: p.min(12), To: p.min(18)}, {Seat: p.seats["chair"], From: p.min(5), To: p.min(12)}}},
		{Item: p.items[1], Vote: vote, Conclusions: []byhand.Conclusion{{At: p.min(47), Text: "Thông qua thủ tục", Side: committee.For}}},
		{Item: p.items[2], From: p.min(60)},
	}
	return s
}

// A meeting that went on in a power cut is entered from its papers: rehearsed first,
// which leaves nothing, then act by act at its own time; entered twice it adds nothing.
func TestMeetingByHand(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		p := onPaper(w)
		sheet := p.fullSheet()
		w.at = p.min(24 * 60)
		in := app.ByHandIn{Meeting: p.m, Sheet: sheet}

		before := w.state()
		dry, err := w.app.RehearseByHand(ctx, w.as("clerk-c"), in)
		if err != nil || len(dry.Faults) > 0 || len(refusedLines(dry)) > 0 || dry.Recorded() != len(dry.Lines) || len(dry.Lines) != 29 {
			t.Fatalf("rehearsed %d of %d, refused %v, faults %v, %v", dry.Recorded(), len(dry.Lines), refusedLines(dry), dry.Faults, err)
		}
		if w.state() != before {
			t.Error("the rehearsal left something behind")
		}
		got := p.enter("clerk-c", sheet)
		if got.Recorded() != 29 || got.Halted {
			t.Fatalf("recorded %d, refused %v", got.Recorded(), refusedLines(got))
		}
		for i, l := range got.Lines {
			page, err := w.app.Act(ctx, w.keeper, l.Receipt.Act)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(page.Input), `"on_paper":{"§":"Bộ giấy của phiên họp"}`) {
				t.Errorf("%s names no paper: %s", l.Step.Act, page.Input)
			}
			if !page.Record.At.Equal(l.Step.At) || !page.Record.EnteredAt.Equal(w.at) || page.Record.Person != "Người clerk-c" {
				t.Errorf("%s: done %s, entered %s by %s", l.Step.Act, page.Record.At, page.Record.EnteredAt, page.Record.Person)
			}
			if i > 0 && l.Step.At.Before(got.Lines[i-1].Step.At) {
				t.Errorf("%s comes before what was done earlier", l.Step.Act)
			}
		}
		page, err := w.app.Meeting(ctx, w.as("chair"), p.m)
		if err != nil {
			t.Fatal(err)
		}
		item := page.Meeting.Agenda[1]
		if page.Line.State != committee.Concluded || !page.Meeting.Closed.Equal(p.min(90)) || len(item.Conclusions) != 1 || len(item.Positions) != 8 || item.Vote.For != 6 {
			t.Errorf("%s, item %+v", page.Line.State, item)
		}
		live, err := w.app.Sitting(ctx, w.as("chair"), p.m)
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range []committee.Speech{
			{N: 1, Seat: p.seats["chair"], Item: p.items[0], Asked: p.min(5), Given: p.min(5), Ended: p.min(12)},
			{N: 2, Seat: p.seats["m1"], Item: p.items[0], Asked: p.min(12), Given: p.min(12), Ended: p.min(18)},
		} {
			if len(live.Sitting.Floor) != 2 || live.Sitting.Floor[i] != want {
				t.Errorf("spoke: %+v, want %+v", live.Sitting.Floor, want)
			}
		}
		if again := p.enter("clerk-c", sheet); again.Recorded() != 0 {
			t.Errorf("entered twice: %d more", again.Recorded())
		}
		replays(t, w)
	})
}

// An electronic meeting is cut off in the middle: what is on record stands and is not
// entered twice, the rest comes from paper, and who was there at the hour of the act
// counts, not who is there when it is entered.
func TestMeetingCutOff(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		p := onPaper(w)
		chair := w.as("chair")
		for _, name := range memberNames[:8] {
			w.must(w.app.Arrive(ctx, chair, app.ArriveIn{Meeting: p.m, Seat: p.seats[name], How: "present"}))
		}
		w.must(w.app.TakeUp(ctx, chair, app.TakeUpIn{Meeting: p.m, Item: p.items[1]}))
		w.at = p.min(2)
		w.must(w.app.GiveFloor(ctx, chair, app.SittingSeatIn{Meeting: p.m, Seat: p.seats["m3"]}))
		w.at = p.min(5)
		vote := w.callVote("chair", app.OpenVoteIn{Meeting: p.m, Item: p.items[1], Motion: "Thông qua thủ tục"})
		w.votes("m1", vote, "against")
		w.votes("m2", vote, "for")
		w.at = p.min(300)

		sheet := byhand.Sheet{Opened: p.began, Closed: p.min(60)}
		for _, name := range memberNames[:8] { // the whole list again: nothing of it is new
			sheet.Seats = append(sheet.Seats, byhand.Attendance{Seat: p.seats[name], How: "present"})
		}
		sheet.Seats[7].To = p.min(6) // m4 left before the slips were gathered
		sheet.Seats = append(sheet.Seats, byhand.Attendance{Seat: p.seats["m5"], From: p.min(20)})
		v := byhand.Vote{Closed: p.min(15)}
		for _, x := range []struct{ name, option string }{{"chair", "for"}, {"vice-chair", "for"}, {"m2", "for"}, {"m3", "for"}, {"m5", "for"}} {
			v.Slips = append(v.Slips, byhand.Slip{Seat: p.seats[x.name], Option: x.option})
		}
		// m3 had the floor as the power went, and m2 after that.
		sheet.Items = []byhand.Matter{{Item: p.items[1], To: p.min(30), Vote: v, Speeches: []byhand.Speech{{Seat: p.seats["m3"], From: p.min(2)}, {Seat: p.seats["m2"], From: p.min(4), To: p.min(5)}}}}
		got := p.enter("clerk-c", sheet)
		// m5 came after the count. m2 has voted so already. What is left: m3 ends, m2 begins
		// and ends, m4 leaves, three slips, the count, m5 comes, the item ends, the meeting
		// closes.
		if r := refusedLines(got); !slices.Equal(r, []string{"vote.record vote.gone"}) || got.Recorded() != 11 {
			t.Errorf("recorded %d of %d, refused %v", got.Recorded(), len(got.Lines), r)
		}
		live, err := w.app.Sitting(ctx, chair, p.m)
		if err != nil {
			t.Fatal(err)
		}
		if f := live.Sitting.Floor; len(f) != 2 || f[0].Seat != p.seats["m3"] || !f[0].Ended.Equal(p.min(4)) || f[1].Item != p.items[1] || !f[1].Ended.Equal(p.min(5)) {
			t.Errorf("spoke: %+v", f)
		}
		x := w.vote("chair", vote)
		facts := map[string]string{}
		for _, f := range x.Vote.Result.Facts {
			facts[f.Key] = f.Value
		}
		if x.Vote.State != committee.VoteClosed || !x.Vote.Result.At.Equal(p.min(15)) || x.Tally.Against != 1 || facts["present"] != "7" {
			t.Errorf("the vote: %s at %s, %+v, facts %v", x.Vote.State, x.Vote.Result.At, x.Tally, facts)
		}
		if c := x.Vote.Cast(p.seats["m2"]); c == nil || c.How != "" {
			t.Errorf("what m2 voted itself stands: %+v", c)
		}
		replays(t, w)
	})
}

// What the papers cannot say, and who cannot enter them.
func TestMeetingByHandRefused(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		p := onPaper(w)
		w.at = p.min(24 * 60)
		faults := func(s byhand.Sheet) (out []string) {
			t.Helper()
			r, err := w.app.RehearseByHand(ctx, w.as("clerk-c"), app.ByHandIn{Meeting: p.m, Sheet: s})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range r.Faults {
				out = append(out, f.Field+" "+f.Code)
			}
			return append(out, refusedLines(r)...)
		}
		seat := func(name, how string) byhand.Attendance { return byhand.Attendance{Seat: p.seats[name], How: how} }
		for _, c := range []struct {
			name string
			s    byhand.Sheet
			want []string
		}{
			{"an hour to come", byhand.Sheet{Opened: p.min(24*60 + 1)}, []string{"opened acted.to-come"}},
			{"an end before its start", byhand.Sheet{Opened: p.min(10), Closed: p.min(9)}, []string{"closed byhand.end-before-start"}},
			{"leaving before coming", byhand.Sheet{Seats: []byhand.Attendance{{Seat: p.seats["m1"], From: p.min(20), To: p.min(10)}}}, []string{"seats.1.left byhand.end-before-start"}},
			{"the same twice", byhand.Sheet{Opened: p.min(0), Seats: []byhand.Attendance{seat("m1", "present"), seat("m1", "present")}}, []string{"seats.2.took list.twice"}},
			{"no hour at all", byhand.Sheet{Seats: []byhand.Attendance{seat("m1", "present")}}, []string{"seats.1.came byhand.no-hour"}},
			{"left without having come", byhand.Sheet{Opened: p.min(0), Seats: []byhand.Attendance{{Seat: p.seats["m1"], How: "absent", To: p.min(9)}}}, []string{"seats.1.took byhand.away-with-hour"}},
			{"a slip of who was away", byhand.Sheet{Opened: p.min(0), Closed: p.min(60), Seats: []byhand.Attendance{seat("chair", "present"), seat("m3", "absent")}, Items: []byhand.Matter{
				{Item: p.items[1], Vote: byhand.Vote{Motion: "x", Opened: p.min(1), Closed: p.min(2), Slips: []byhand.Slip{{Seat: p.seats["m3"], Option: "for"}}}},
			}}, []string{"vote.record vote.away"}},
			{"a slip of who came later", byhand.Sheet{Opened: p.min(0), Seats: []byhand.Attendance{{Seat: p.seats["m3"], From: p.min(30), To: p.min(31)}, {Seat: p.seats["m4"], To: p.min(1)}}, Items: []byhand.Matter{
				{Item: p.items[1], From: p.min(3), Vote: byhand.Vote{Motion: "x", Opened: p.min(40), Closed: p.min(42), Slips: []byhand.Slip{{Seat: p.seats["m3"], Option: "for"}, {Seat: p.seats["m4"], Option: "for"}}}},
			}}, []string{"vote.record vote.gone", "vote.record vote.gone"}},
			{"no motion", byhand.Sheet{Opened: p.min(0), Items: []byhand.Matter{{Item: p.items[1], Vote: byhand.Vote{Opened: p.min(1)}}}}, []string{"vote.open text.empty"}},
			{"a matter for which the ballot is secret", byhand.Sheet{Opened: p.min(0), Items: []byhand.Matter{{Item: p.items[2], Vote: byhand.Vote{Motion: "x", Opened: p.min(1)}}}}, []string{"vote.open vote.must-be-secret"}},
			{"a speech of who was not there", byhand.Sheet{Opened: p.min(0), Closed: p.min(60), Seats: []byhand.Attendance{seat("m1", "present"), {Seat: p.seats["m2"], From: p.min(20)}, seat("m3", "absent")}, Items: []byhand.Matter{
				{Item: p.items[1], Speeches: []byhand.Speech{{Seat: p.seats["m2"], From: p.min(10), To: p.min(12)}, {Seat: p.seats["m3"], From: p.min(13), To: p.min(14)}, {Seat: p.seats["m1"], From: p.min(14)}}},
			}}, []string{"floor.give sitting.speaks-absent", "floor.give sitting.speaks-absent"}},
			{"a speech outside its item", byhand.Sheet{Opened: p.min(0), Seats: []byhand.Attendance{seat("m1", "present")}, Items: []byhand.Matter{
				{Item: p.items[1], To: p.min(20), Speeches: []byhand.Speech{{Seat: p.seats["m1"], From: p.min(21)}}},
			}}, []string{"items.1.spoke.1.from-hour byhand.outside-item"}},
			{"before the meeting's day", byhand.Sheet{Opened: p.min(-24 * 60), Seats: []byhand.Attendance{seat("m1", "present")}}, []string{"presence.arrive meeting.not-begun"}},
		} {
			if got := faults(c.s); !slices.Equal(got, c.want) {
				t.Errorf("%s: %v, want %v", c.name, got, c.want)
			}
		}

		// Only who records for others enters, and each in its own right.
		s := byhand.Sheet{
			Opened: p.min(0), Seats: []byhand.Attendance{seat("m1", "present")},
			Items: []byhand.Matter{{Item: p.items[0], Speeches: []byhand.Speech{{Seat: p.seats["m1"], From: p.min(1), To: p.min(2)}}}},
		}
		for _, who := range []string{"chair", "m1"} {
			r, err := w.app.RehearseByHand(ctx, w.as(who), app.ByHandIn{Meeting: p.m, Sheet: s})
			if err != nil || !slices.Equal(refusedLines(r), []string{"presence.arrive acted.not-recorder", "item.take-up acted.not-recorder", "floor.give acted.not-recorder"}) {
				t.Errorf("%s: %v %v", who, refusedLines(r), err)
			}
			if page, err := w.app.ByHand(ctx, w.as(who), p.m); err != nil || page.Offer.Allowed {
				t.Errorf("%s is offered it: %v", who, err)
			}
		}
		if page, err := w.app.ByHand(ctx, w.as("clerk-c"), p.m); err != nil || !page.Offer.Allowed {
			t.Errorf("the secretary: %+v %v", page.Offer.Fault, err)
		}
		_, err := w.app.EnterByHand(ctx, w.as("outsider"), app.ByHandIn{Meeting: p.m, Sheet: s})
		wants(t, err, committee.NotFound, "meeting.unknown")

		// Rehearsed on another state it is not entered.
		r, err := w.app.RehearseByHand(ctx, w.as("clerk-c"), app.ByHandIn{Meeting: p.m, Sheet: s})
		if err != nil {
			t.Fatal(err)
		}
		w.must(w.app.Arrive(ctx, w.as("chair"), app.ArriveIn{Meeting: p.m, Seat: p.seats["m2"], How: "present"}))
		_, err = w.app.EnterByHand(ctx, w.as("clerk-c"), app.ByHandIn{Meeting: p.m, Sheet: s, Seen: r.Seq})
		wants(t, err, committee.Conflict, "byhand.changed")
	})
}

// A seat that had ended at the hour of the act is refused by the decision that ended it;
// one that has ended since then was there.
func TestByHandOfSeatsThatEnded(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		start := w.at.AddDate(0, 0, 1)
		m := w.meet("Phiên mất điện", start, w.seatOf("head"))
		page, err := w.app.Meeting(ctx, w.as("head"), m)
		if err != nil {
			t.Fatal(err)
		}
		ended, ends, head := w.seatOf("standing-member"), w.seatOf("member"), w.seatOf("head")
		for seat, on := range map[committee.SeatID]string{ended: "2019-03-20", ends: "2019-03-22"} {
			w.must(w.app.EndSeat(ctx, w.keeper, app.EndSeatIn{Body: bodyC, Seat: seat, To: day(on), Decision: decision("", "Thôi tham gia", "2019-03-20")}))
		}
		w.at = start.AddDate(0, 0, 2)
		sheet := byhand.Sheet{Opened: start, Closed: start.Add(time.Hour)}
		vote := byhand.Vote{Motion: "Thông qua", Opened: start.Add(time.Minute), Closed: start.Add(2 * time.Minute)}
		for _, seat := range []committee.SeatID{ended, ends, head} {
			sheet.Seats = append(sheet.Seats, byhand.Attendance{Seat: seat, How: "present"})
			vote.Slips = append(vote.Slips, byhand.Slip{Seat: seat, Option: "for"})
		}
		sheet.Items = []byhand.Matter{{Item: page.Meeting.Agenda[0].ID, Vote: vote}}
		got, err := w.app.EnterByHand(ctx, w.as("secretary"), app.ByHandIn{Meeting: m, Sheet: sheet})
		if err != nil {
			t.Fatal(err)
		}
		if r := refusedLines(got); !slices.Equal(r, []string{"presence.arrive sitting.seat-ended", "vote.record sitting.seat-ended"}) || got.Recorded() != len(got.Lines)-2 {
			t.Errorf("recorded %d of %d, refused %v, faults %v", got.Recorded(), len(got.Lines), r, got.Faults)
		}
		for _, l := range got.Lines {
			if l.Fault != nil && (l.Fault.Verdict == nil || l.Fault.Args[1] != "2019-03-20") {
				t.Errorf("the refusal says %v on %v", l.Fault.Args, l.Fault.Verdict)
			}
		}
		replays(t, w)
	})
}

// happening is one thing in a meeting that is held live, by who presides.
type happening struct {
	at   int // minutes
	rank int
	do   func(p paperMeeting) error
}

// A meeting that is entered afterwards from its papers leaves the same as the same
// meeting held live: who was there when, the quorum of each moment, what was counted and
// by which facts, what was concluded, and what was refused.
func TestByHandIsAsLive(t *testing.T) {
	t.Parallel()
	engines := storetest.Each
	if testing.Short() {
		engines = storetest.First
	}
	engines(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		for seed := range uint64(8) {
			r := rand.New(rand.NewPCG(seed, 7))
			live := onPaper(newWorld(t, s, committee.OfficeID(fmt.Sprintf("live-%d", seed))))
			paper := onPaper(newWorld(t, s, committee.OfficeID(fmt.Sprintf("paper-%d", seed))))
			sheet, story := randomMeeting(r, paper)
			slices.SortStableFunc(story, func(a, b happening) int {
				if a.at != b.at {
					return a.at - b.at
				}
				return a.rank - b.rank
			})
			var refused []string
			for _, h := range story {
				live.at = live.min(h.at)
				if err := h.do(live); err != nil {
					f := fault(err)
					if f == nil {
						t.Fatal(err)
					}
					refused = append(refused, f.Code)
				}
			}
			live.at, paper.at = live.min(1440), paper.min(1440)
			got := paper.enter("clerk-c", sheet)
			if len(got.Faults) > 0 {
				t.Fatalf("seed %d: %v", seed, got.Faults[0])
			}
			var codes []string
			for _, l := range got.Lines {
				if l.Fault != nil {
					codes = append(codes, l.Fault.Code)
				}
			}
			slices.Sort(refused)
			slices.Sort(codes)
			if !slices.Equal(refused, codes) {
				t.Errorf("seed %d: refused live %v, on paper %v", seed, refused, codes)
			}
			if a, b := live.told(), paper.told(); a != b {
				t.Errorf("seed %d:\nlive  %s\npaper %s", seed, a, b)
			}
		}
	})
}

// randomMeeting makes up a meeting, as its papers tell it and as it is held live.
func randomMeeting(r *rand.Rand, p paperMeeting) (byhand.Sheet, []happening) {
	ctx := context.Background()
	s := byhand.Sheet{Opened: p.min(0), Closed: p.min(120)}
	var story []happening
	live := func(at, rank int, do func(p paperMeeting) error) { story = append(story, happening{at, rank, do}) }
	away := map[string]string{}
	there := map[string][2]int{}
	for _, name := range memberNames[:10] {
		switch x := r.IntN(10); {
		case x == 0:
			away[name] = "absent"
		case x == 1:
			away[name] = "excused"
		case x < 9:
			how := []string{"present", "present", "online"}[r.IntN(3)]
			from, to := 0, 0
			if r.IntN(3) == 0 {
				from = r.IntN(60)
			}
			if r.IntN(3) == 0 {
				to = from + r.IntN(100-from)
			}
			there[name] = [2]int{from, to}
			line := byhand.Attendance{Seat: p.seats[name], How: how, From: p.min(from)}
			live(from, 1, func(p paperMeeting) error {
				_, err := p.app.Arrive(ctx, p.as("chair"), app.ArriveIn{Meeting: p.m, Seat: p.seats[name], How: how})
				return err
			})
			if to > 0 {
				line.To = p.min(to)
				live(to, 90, func(p paperMeeting) error {
					_, err := p.app.Depart(ctx, p.as("chair"), app.SittingSeatIn{Meeting: p.m, Seat: p.seats[name]})
					return err
				})
			}
			s.Seats = append(s.Seats, line)
		}
	}
	if len(away) > 0 {
		for name, how := range away {
			s.Seats = append(s.Seats, byhand.Attendance{Seat: p.seats[name], How: how})
		}
		live(0, 0, func(p paperMeeting) error {
			in := app.PresenceIn{Meeting: p.m}
			for name, how := range away {
				in.Present = append(in.Present, app.PresentIn{Seat: p.seats[name], How: how})
			}
			_, err := p.app.RecordPresence(ctx, p.as("chair"), in)
			return err
		})
	}
	clock := 0
	for n := range 3 {
		from, end := clock, clock+10+r.IntN(25)
		clock = end
		m := byhand.Matter{Item: p.items[n], From: p.min(from), To: p.min(end)}
		rank := 10 + 10*n
		live(from, rank, func(p paperMeeting) error {
			_, err := p.app.TakeUp(ctx, p.as("chair"), app.TakeUpIn{Meeting: p.m, Item: p.items[n]})
			return err
		})
		for at := from + r.IntN(8); at < end; {
			next := min(at+1+r.IntN(8), end)
			name := memberNames[r.IntN(10)]
			line, to := byhand.Speech{Seat: p.seats[name], From: p.min(at)}, next
			told := r.IntN(2) == 0
			if told {
				to = at + r.IntN(next-at+1)
			}
			if x := there[name]; x[1] >= at && x[1] > 0 {
				to = min(to, x[1])
			}
			if told {
				line.To = p.min(to)
			}
			m.Speeches = append(m.Speeches, line)
			heard := false
			live(at, rank+1, func(p paperMeeting) error {
				_, err := p.app.GiveFloor(ctx, p.as("chair"), app.SittingSeatIn{Meeting: p.m, Seat: p.seats[name]})
				heard = err == nil
				return err
			})
			live(to, rank+1, func(p paperMeeting) error {
				if !heard { // who was not given the floor has no speech to end
					return nil
				}
				_, err := p.app.EndFloor(ctx, p.as("chair"), app.SittingSeatIn{Meeting: p.m, Seat: p.seats[name]})
				return err
			})
			at = next
		}
		if r.IntN(4) > 0 {
			opened := from + r.IntN(5)
			counted := opened + r.IntN(5)
			m.Vote = byhand.Vote{Motion: "Thông qua", Opened: p.min(opened), Closed: p.min(counted)}
			var vote committee.VoteID
			live(opened, rank+2, func(p paperMeeting) error {
				rec, err := p.app.OpenVote(ctx, p.as("chair"), app.OpenVoteIn{Meeting: p.m, Item: p.items[n], Motion: "Thông qua"})
				vote = committee.VoteID(rec.Ref)
				return err
			})
			for _, name := range memberNames[:10] {
				x, came := there[name]
				here := came && x[0] <= counted && (x[1] == 0 || x[1] > opened)
				if !here && away[name] == "" || r.IntN(6) == 0 {
					continue
				}
				option := []string{"for", "for", "for", "against", "other"}[r.IntN(5)]
				m.Vote.Slips = append(m.Vote.Slips, byhand.Slip{Seat: p.seats[name], Option: option})
				live(counted, rank+3, func(p paperMeeting) error {
					hash := ""
					if vote != "" {
						hash = p.vote("chair", vote).Vote.Hash
					}
					_, err := p.app.RecordVote(ctx, p.as("chair"), app.RecordVoteIn{Vote: vote, Seat: p.seats[name], Option: option, Hash: hash, How: "paper"})
					return err
				})
			}
			live(counted, rank+4, func(p paperMeeting) error {
				_, err := p.app.CloseVote(ctx, p.as("chair"), app.CloseVoteIn{Vote: vote})
				return err
			})
		}
		for c := range r.IntN(3) {
			text, side := fmt.Sprintf("Kết luận %d của mục %d", c+1, n+1), []committee.Position{committee.For, committee.Against}[r.IntN(2)]
			m.Conclusions = append(m.Conclusions, byhand.Conclusion{Text: text, Side: side})
			live(end, rank+5, func(p paperMeeting) error {
				_, err := p.app.Conclude(ctx, p.as("chair"), app.ConcludeIn{Meeting: p.m, Item: p.items[n], Text: committee.Prose(text), Side: side})
				return err
			})
		}
		if n == 2 {
			live(end, rank+9, func(p paperMeeting) error {
				_, err := p.app.TakeUp(ctx, p.as("chair"), app.TakeUpIn{Meeting: p.m})
				return err
			})
		}
		s.Items = append(s.Items, m)
	}
	live(120, 99, func(p paperMeeting) error {
		_, err := p.app.CloseMeeting(ctx, p.as("chair"), app.CloseIn{Meeting: p.m})
		return err
	})
	return s, story
}

// told is what a meeting has come to, by names instead of ids and by minutes instead of
// instants: nothing of when it was entered.
func (p paperMeeting) told() string {
	p.t.Helper()
	ctx := context.Background()
	names := map[committee.SeatID]string{}
	for name, id := range p.seats {
		names[id] = name
	}
	number := map[committee.ItemID]int{}
	for i, id := range p.items {
		number[id] = i + 1
	}
	min := func(at time.Time) int { return int(at.Sub(p.began) / time.Minute) }
	page, err := p.app.ByHand(ctx, p.as("chair"), p.m)
	if err != nil {
		p.t.Fatal(err)
	}
	var out []string
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	for _, x := range page.Sitting.Presence {
		say("%s %s %d-%d", names[x.Seat], x.How, min(x.From), min(x.To))
	}
	for _, x := range page.Meeting.Invitees {
		say("%s took part %s", names[x.Seat], x.Present)
	}
	slices.Sort(out)
	for _, x := range page.Sitting.Items {
		say("item %d %d-%d", number[x.Item], min(x.From), min(x.To))
	}
	for _, x := range page.Sitting.Floor {
		say("%s spoke on %d %d-%d", names[x.Seat], number[x.Item], min(x.Given), min(x.Ended))
	}
	for m := 0; m <= 120; m += 7 {
		say("at %d: %d", m, len(page.Sitting.Here(p.min(m))))
	}
	for _, v := range page.Votes {
		say("vote on %d: %s %d-%d %+v passed %q facts %v quorum %v", number[v.Vote.Item], v.Vote.State, min(v.Vote.Opened), min(v.Vote.Result.At), v.Tally, v.Vote.Result.Passed, v.Vote.Result.Facts, v.Quorum.OK)
	}
	for _, x := range page.Meeting.Agenda {
		for _, c := range x.Conclusions {
			say("concluded on %d: %s by %s side %s, %d:%d against %t", number[x.ID], c.Text, names[c.By], c.Side, c.For, c.Against, c.AgainstMajority)
		}
		for _, y := range x.Positions {
			say("position on %d: %s %s", number[x.ID], names[y.Seat], y.Position)
		}
	}
	say("%s at %d", page.Line.State, min(page.Meeting.Closed))
	return strings.Join(out, "\n")
}
