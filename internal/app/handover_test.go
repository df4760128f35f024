package app_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
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

// TestHandOver ends seats with heirs and without: what hangs on them follows or
// is listed, and whoever takes it over has it.
func TestHandOver(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		h := w.live()
		head, deputy, member := w.seatOf("head"), w.seatOf("deputy"), w.seatOf("member")
		kept := w.task("Việc của Phó Trưởng ban", app.TaskIn{Accountable: deputy, Due: day("2019-05-31")})
		lost := w.task("Việc của thành viên 1", app.TaskIn{Accountable: member})
		soon := w.meet("Phiên trước khi kiện toàn", w.at.Add(24*time.Hour), head)
		later := w.meet("Phiên sau khi kiện toàn", w.at.AddDate(0, 0, 10), head)
		listed := func(body committee.BodyKey) map[string]committee.SeatID {
			t.Helper()
			list, err := w.app.HandOvers(ctx, w.keeper, body)
			if err != nil {
				t.Fatal(err)
			}
			out := map[string]committee.SeatID{}
			for _, l := range list {
				if l.From == "" || l.Kind == "task" && l.What == "" {
					t.Errorf("a line that says nothing: %+v", l)
				}
				out[l.Kind+" "+l.Thing] = l.Seat
			}
			return out
		}
		answers := func(id committee.TaskID) committee.SeatID {
			t.Helper()
			page, err := w.app.Task(ctx, w.keeper, id)
			if err != nil {
				t.Fatal(err)
			}
			return page.Task.Accountable
		}
		chair := func(id committee.MeetingID) committee.SeatID {
			t.Helper()
			page, err := w.app.Meeting(ctx, w.keeper, id)
			if err != nil {
				t.Fatal(err)
			}
			return page.Meeting.Chair
		}
		// A kiện toàn that takes effect in four days: the deputy stays, the head is
		// another person, member 1 and the standing member leave.
		effect := "2019-03-26"
		d := decision("50/QĐ-UBND", "Kiện toàn", "2019-03-22")
		d.Effect = day(effect)
		w.must(w.app.Reconstitute(ctx, w.keeper, app.ReconstituteIn{Body: bodyC, Decision: d, Seats: []app.SeatIn{
			w.sits("head", "newcomer"), w.sits("deputy", "deputy"), w.line("member", committee.FillDelegate, string(w.agency["so2"])),
		}}))
		old := w.seats
		list := listed(bodyC)
		if list["task "+string(lost)] != member || list["chair "+string(later)] != head || list["proposal "+string(h.proposal)] != old["standing-member"][0] {
			t.Errorf("listed: %v", list)
		}
		if _, ok := list["chair "+string(soon)]; ok || chair(soon) != head {
			t.Errorf("the sitting before the effect lost its chair: %v", chair(soon))
		}
		// Until the effect the old roster does its work.
		by := w.as("deputy")
		by.Dry = true
		if _, err := w.app.ActOnTask(ctx, by, app.TaskActIn{ID: kept, Act: "task.update", Progress: 5}); err != nil {
			t.Errorf("the deputy's task before the effect: %v", err)
		}
		between := w.task("Việc giao trước ngày hiệu lực", app.TaskIn{Accountable: deputy})
		w.at = day2time(effect)
		w.reseat()
		w.must(w.app.ActOnTask(ctx, w.as("deputy"), app.TaskActIn{ID: kept, Act: "task.update", Progress: 15}))
		if answers(kept) != w.seatOf("deputy") {
			t.Error("the deputy's task did not follow the deputy")
		}
		if answers(between) != w.seatOf("deputy") && listed(bodyC)["task "+string(between)] == "" {
			t.Error("a task given between decision and effect hangs on a seat that has ended")
		}
		// The list is worked off: a seat takes each thing, once.
		take := app.HandOverIn{Body: bodyC, From: member, Kind: committee.HangTask, Thing: string(lost), To: w.seatOf("deputy")}
		_, err := w.app.TakeOver(ctx, w.as("outsider"), take)
		wants(t, err, committee.Refused, "may.unstated")
		ended := take
		ended.To = old["standing-member"][0]
		_, err = w.app.TakeOver(ctx, w.keeper, ended)
		wants(t, err, committee.Invalid, "date.outside-life")
		foreign := take
		foreign.To = h.deputy
		_, err = w.app.TakeOver(ctx, w.keeper, foreign)
		wants(t, err, committee.Invalid, "seat.other-body")
		w.must(w.app.TakeOver(ctx, w.keeper, take))
		_, err = w.app.TakeOver(ctx, w.keeper, take)
		wants(t, err, committee.Conflict, "handover.not-listed")
		w.must(w.app.ActOnTask(ctx, w.as("deputy"), app.TaskActIn{ID: lost, Act: "task.update", Progress: 50}))
		_, err = w.app.ActOnTask(ctx, w.as("member1"), app.TaskActIn{ID: lost, Act: "task.update", Progress: 60})
		wants(t, err, committee.Refused, "may.unstated")
		w.must(w.app.TakeOver(ctx, w.keeper, app.HandOverIn{Body: bodyC, From: head, Kind: committee.HangChair, Thing: string(later), To: w.seatOf("head")}))
		if chair(later) != w.seatOf("head") {
			t.Error("the chair was not handed over")
		}
		if left := listed(bodyC); left["task "+string(lost)] != "" || left["chair "+string(later)] != "" {
			t.Errorf("taken and listed still: %v", left)
		}

		// What the new head took on goes to a named heir when the seat ends.
		mine := committee.TaskID(w.must(w.app.AssignTask(ctx, w.as("newcomer"), app.TaskIn{Body: bodyC, Title: "Việc Trưởng ban tự làm", Accountable: w.seatOf("head")})).Ref)
		w.must(w.app.EndSeat(ctx, w.keeper, app.EndSeatIn{Body: bodyC, Seat: w.seatOf("head"), To: day("2019-03-28"), Heir: w.seatOf("deputy"), Decision: decision("51/QĐ-UBND", "Thôi", "2019-03-26")}))
		if answers(mine) != w.seatOf("deputy") || chair(later) != w.seatOf("deputy") {
			t.Errorf("the heir has the task: %v, the chair: %v", answers(mine) == w.seatOf("deputy"), chair(later) == w.seatOf("deputy"))
		}

		// Powers lent by a seat that ends, and to one.
		w.must(w.app.EndSeat(ctx, w.keeper, app.EndSeatIn{Body: bodyE, Seat: h.councilor, To: day("2019-03-27"), Decision: decision("52/QĐ-UBND", "Thôi", "2019-03-26")}))
		if listed(bodyE)["borrower "+string(h.delegation)] != h.councilor {
			t.Errorf("a power lent to a seat that ends: %v", listed(bodyE))
		}
		if replayed, err := w.app.Replay(ctx, w.office); err != nil || !replayed.OK {
			t.Errorf("replay %+v %v", replayed, err)
		}
	})
}

// turmoil does random things to body E and asks, after each and on each day,
// that nothing is orphaned.
type turmoil struct {
	*world
	rnd      *rand.Rand
	people   []string
	posts    []committee.PostID
	tasks    []committee.TaskID
	meetings []committee.MeetingID
	loans    []committee.DelegationID
	did      []string
	n        int
	refused  map[string]int
}

func (x *turmoil) pick(n int) int { return x.rnd.IntN(n) }

// paper is a document of today that takes effect today or in some days.
func (x *turmoil) paper(wait int) app.DecisionIn {
	x.n++
	today := charter.DateOf(x.at)
	return app.DecisionIn{Number: fmt.Sprintf("%d/QĐ-HĐ", 100+x.n), Title: "Quyết định", DateFrom: today, DateTo: today, Effect: today + charter.Date(wait)}
}

// filling is a random way to fill a seat.
func (x *turmoil) filling(role charter.Role) app.SeatIn {
	if x.pick(3) == 0 {
		return x.line(role, committee.FillPost, string(x.posts[x.pick(len(x.posts))]))
	}
	return x.sits(role, x.people[x.pick(len(x.people))])
}

// seat is a random seat that lives today.
func (x *turmoil) seat() (app.SeatLine, bool) {
	lines := x.roster(bodyE)
	if len(lines) == 0 {
		return app.SeatLine{}, false
	}
	return lines[x.pick(len(lines))], true
}

// head is who sits at the head today.
func (x *turmoil) head() (app.Actor, committee.SeatID, bool) {
	for _, l := range x.roster(bodyE) {
		if l.Role == "head" && l.Person != "" {
			return app.Actor{Office: x.office, Person: l.Person, Via: "web"}, l.Seat, true
		}
	}
	return app.Actor{}, "", false
}

// step does one random thing; what the rules refuse counts as done.
func (x *turmoil) step() {
	ctx := context.Background()
	var r app.Receipt
	var err error
	what := []string{"reconstitute", "appoint", "end", "post", "day", "task", "task", "task-of-agency", "take-over", "meeting", "move", "lend", "finish"}[x.pick(13)]
	s, seated := x.seat()
	boss, headSeat, headed := x.head()
	switch what {
	case "reconstitute":
		in := app.ReconstituteIn{Body: bodyE, Decision: x.paper(x.pick(4))}
		in.Seats = append(in.Seats, x.filling("head"))
		for range x.pick(4) {
			in.Seats = append(in.Seats, x.filling([]charter.Role{"deputy", "member"}[x.pick(2)]))
		}
		r, err = x.app.Reconstitute(ctx, x.keeper, in)
	case "appoint":
		r, err = x.app.AppointSeat(ctx, x.keeper, app.AppointIn{Body: bodyE, Seat: x.filling("member"), Decision: x.paper(x.pick(3))})
	case "end":
		if seated {
			in := app.EndSeatIn{Body: bodyE, Seat: s.Seat, To: charter.DateOf(x.at) + charter.Date(x.pick(4)), Decision: x.paper(0)}
			if heir, ok := x.seat(); ok && x.pick(2) == 0 {
				in.Heir = heir.Seat
			}
			r, err = x.app.EndSeat(ctx, x.keeper, in)
		}
	case "post":
		r, err = x.app.TakePost(ctx, x.keeper, app.TakePostIn{Post: x.posts[x.pick(len(x.posts))], Person: x.world.people[x.people[x.pick(len(x.people))]], From: charter.DateOf(x.at) + charter.Date(x.pick(2))})
	case "day":
		x.at = x.at.AddDate(0, 0, 1+x.pick(2))
	case "task", "task-of-agency":
		if headed && seated {
			in := app.TaskIn{Body: bodyE, Title: "Việc"}
			if what == "task" {
				in.Accountable = s.Seat
			} else {
				in.Lead = x.agency["so1"]
			}
			if r, err = x.app.AssignTask(ctx, boss, in); err == nil {
				x.tasks = append(x.tasks, committee.TaskID(r.Ref))
			}
		}
	case "take-over":
		list, lerr := x.app.HandOvers(ctx, x.keeper, bodyE)
		if lerr != nil {
			x.t.Fatal(lerr)
		}
		if len(list) > 0 && seated {
			l := list[x.pick(len(list))]
			r, err = x.app.TakeOver(ctx, x.keeper, app.HandOverIn{Body: bodyE, From: l.Seat, Kind: committee.HangKind(l.Kind), Thing: l.Thing, To: s.Seat})
		}
	case "meeting":
		if headed {
			in := app.ConveneIn{Body: bodyE, Kind: committee.Regular, Start: x.at.AddDate(0, 0, x.pick(6)).Add(time.Hour), Agenda: []app.ItemIn{{Title: "Nội dung", Lead: headSeat}}}
			if x.pick(2) == 0 {
				in.Chair = headSeat
			}
			if r, err = x.app.Convene(ctx, boss, in); err == nil {
				x.meetings = append(x.meetings, committee.MeetingID(r.Ref))
			}
		}
	case "move":
		if headed && len(x.meetings) > 0 {
			r, err = x.app.MoveMeeting(ctx, boss, app.MoveIn{Meeting: x.meetings[x.pick(len(x.meetings))], Start: x.at.AddDate(0, 0, 1+x.pick(8)).Add(time.Hour)})
		}
	case "lend":
		if headed && seated {
			r, err = x.app.DelegatePower(ctx, boss, app.LendIn{Body: bodyE, From: headSeat, To: s.Seat, Acts: []charter.Act{"meeting.chair"}, Trigger: "written", Since: charter.DateOf(x.at)})
			if err == nil {
				x.loans = append(x.loans, committee.DelegationID(r.Ref))
			}
		}
	case "finish":
		if headed && len(x.tasks) > 0 {
			r, err = x.app.ActOnTask(ctx, boss, app.TaskActIn{ID: x.tasks[x.pick(len(x.tasks))], Act: "task.update", Finished: true})
		}
	}
	if err != nil && fault(err) == nil {
		x.t.Fatalf("%s: %v", what, err)
	}
	if err != nil {
		x.refused[what+" "+fault(err).Code]++
	}
	x.did = append(x.did, fmt.Sprintf("%s %s: %v", charter.DateOf(x.at), what, err))
}

// whole asks that nothing hangs on a seat that is not there, unless it is listed.
func (x *turmoil) whole() (orphans []string) {
	ctx := context.Background()
	today := charter.DateOf(x.at)
	list, err := x.app.HandOvers(ctx, x.keeper, bodyE)
	if err != nil {
		x.t.Fatal(err)
	}
	listed := map[string]int{}
	for _, l := range list {
		listed[l.Kind+" "+l.Thing]++
	}
	sitsOn := map[charter.Date]map[committee.SeatID]bool{}
	lives := func(on charter.Date, seat committee.SeatID) bool {
		if sitsOn[on] == nil {
			sitsOn[on] = map[committee.SeatID]bool{}
			lines, err := x.app.RosterOn(ctx, x.keeper, bodyE, on)
			if err != nil {
				x.t.Fatal(err)
			}
			for _, l := range lines {
				sitsOn[on][l.Seat] = l.Person != ""
			}
		}
		return sitsOn[on][seat]
	}
	for _, id := range x.tasks {
		page, err := x.app.Task(ctx, x.keeper, id)
		if err != nil {
			x.t.Fatal(err)
		}
		k := page.Task
		if k.State == committee.TaskDone {
			continue
		}
		n := listed["task "+string(id)]
		switch {
		case (k.Accountable == "") == (k.Person == ""):
			orphans = append(orphans, fmt.Sprintf("task %s: seat %q, person %q", id, k.Accountable, k.Person))
		case k.Person != "" || n == 1:
		case n > 1:
			orphans = append(orphans, fmt.Sprintf("task %s is listed %d times", id, n))
		case !lives(today, k.Accountable) && !x.answered(id):
			orphans = append(orphans, fmt.Sprintf("task %s: nobody sits in %s", id, k.Accountable))
		}
	}
	for _, id := range x.meetings {
		page, err := x.app.Meeting(ctx, x.keeper, id)
		if err != nil {
			x.t.Fatal(err)
		}
		m := page.Meeting
		on := charter.DateOf(m.Start)
		if m.Start.Before(x.at) || m.State != committee.Convened && m.State != committee.Postponed {
			continue
		}
		if m.Chair != "" && !lives(on, m.Chair) && listed["chair "+string(id)] == 0 {
			orphans = append(orphans, fmt.Sprintf("meeting %s of %s: no chair %s", id, on, m.Chair))
		}
		for _, i := range m.Agenda {
			if i.Lead != "" && !lives(on, i.Lead) && listed["item "+string(i.ID)] == 0 {
				orphans = append(orphans, fmt.Sprintf("item %s of %s: no lead %s", i.ID, on, i.Lead))
			}
		}
	}
	loans, err := x.app.Delegations(ctx, x.keeper, bodyE, today)
	if err != nil {
		x.t.Fatal(err)
	}
	// A loan goes over to the new roster at once, and holds for the old one's
	// seats until that begins.
	soon := func(seat committee.SeatID) bool {
		for wait := range charter.Date(5) {
			if lives(today+wait, seat) {
				return true
			}
		}
		return false
	}
	for _, l := range loans {
		d := l.Delegation
		if d.Live(today) && (!soon(d.From) && listed["lender "+string(d.ID)] == 0 || !soon(d.To) && listed["borrower "+string(d.ID)] == 0) {
			orphans = append(orphans, fmt.Sprintf("loan %s from %s to %s", d.ID, d.From, d.To))
		}
	}
	return orphans
}

// answered reports whether somebody who sits today may act on a task though its
// seat begins later: the seat's forerunner goes on until then.
func (x *turmoil) answered(id committee.TaskID) bool {
	for _, l := range x.roster(bodyE) {
		if l.Person == "" {
			continue
		}
		by := app.Actor{Office: x.office, Person: l.Person, Via: "web", Dry: true}
		_, err := x.app.ActOnTask(context.Background(), by, app.TaskActIn{ID: id, Act: "task.update", Progress: 50, Note: "x"})
		if f := fault(err); err == nil || f != nil && f.Code == "task.state" { // allowed, though it was handed in already
			return true
		}
	}
	return false
}

// TestNothingIsOrphaned lets rosters, posts, tasks and meetings change at random.
func TestNothingIsOrphaned(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		seeds, steps := 4, 60
		s := open()
		if s.Engine() == store.Postgres {
			seeds, steps = 1, 40
		}
		if os.Getenv("NGHISU_LONG") != "" {
			seeds *= 20
		}
		all := map[string]int{}
		for seed := range seeds {
			w := newWorld(t, s, committee.OfficeID(fmt.Sprintf("van-phong-%d", seed)))
			x := &turmoil{world: w, rnd: rand.New(rand.NewPCG(uint64(seed), 8)), refused: all, posts: []committee.PostID{w.leaders["so1"], w.leaders["so2"]}}
			for _, n := range []string{"a", "b", "c", "d", "e", "f"} {
				w.person(n)
				x.people = append(x.people, n)
			}
			w.must(w.app.EstablishBody(context.Background(), w.as("lead-ubnd"), app.EstablishIn{
				Key: bodyE, Superior: w.agency["ubnd"], Charter: w.bundled(bodyE), From: day("2019-01-02"), Decision: decision("", "Thành lập", "2019-01-02"),
			}))
			w.must(w.app.Reconstitute(context.Background(), w.keeper, app.ReconstituteIn{
				Body: bodyE, Decision: decision("", "Thành phần", "2019-01-03"), Seats: []app.SeatIn{w.sits("head", "a"), w.line("member", committee.FillPost, string(w.leaders["so1"])), w.sits("member", "b")},
			}))
			for range steps {
				x.step()
				if orphans := x.whole(); len(orphans) > 0 {
					t.Fatalf("seed %d: %v after\n%s", seed, orphans, strings.Join(x.did[max(0, len(x.did)-12):], "\n"))
				}
			}
			if replayed, err := w.app.Replay(context.Background(), w.office); err != nil || !replayed.OK {
				t.Fatalf("seed %d: replay %+v %v", seed, replayed, err)
			}
		}
		var why []string
		for k, n := range all {
			why = append(why, fmt.Sprintf("%s ×%d", k, n))
		}
		slices.Sort(why)
		t.Logf("refused: %v", why)
	})
}
