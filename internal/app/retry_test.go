package app_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// TestTwoTabs lets two people act on one thing that both looked at: the second
// is told what changed since, and by whom.
func TestTwoTabs(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		h := w.live()
		told := func(err error, what, who string) {
			t.Helper()
			f := wants(t, err, committee.Conflict, "changed.meanwhile")
			if len(f.Args) != 2 || !strings.EqualFold(f.Args[0], what) || f.Args[1] != who {
				t.Errorf("told %q, want %q by %q", f.Args, what, who)
			}
		}
		word := func(act charter.Act) string { return charter.ActWord(act).VI }

		page, err := w.app.Meeting(ctx, w.as("head"), h.coming)
		if err != nil {
			t.Fatal(err)
		}
		other, err := w.app.Task(ctx, w.as("head"), h.open)
		if err != nil {
			t.Fatal(err)
		}
		move := app.MoveIn{Meeting: h.coming, Start: w.at.Add(120 * time.Hour), Seen: page.Changed}
		w.must(w.app.MoveMeeting(ctx, w.as("secretary"), move))
		move.Start = w.at.Add(130 * time.Hour)
		_, err = w.app.MoveMeeting(ctx, w.as("head"), move)
		told(err, word("meeting.postpone"), "Người secretary")
		_, err = w.app.CancelMeeting(ctx, w.as("head"), app.CancelIn{Meeting: h.coming, Seen: page.Changed})
		told(err, word("meeting.postpone"), "Người secretary")
		_, err = w.app.ChooseAttendees(ctx, w.as("head"), app.AttendeesIn{Meeting: h.coming, Invitees: invite(w.seatOf("deputy")), Seen: page.Changed})
		told(err, word("meeting.postpone"), "Người secretary")
		// Whoever looks again goes on.
		if page, err = w.app.Meeting(ctx, w.as("head"), h.coming); err != nil {
			t.Fatal(err)
		}
		w.must(w.app.MoveMeeting(ctx, w.as("head"), app.MoveIn{Meeting: h.coming, Start: move.Start, Seen: page.Changed}))

		// The task has not changed, though the body has.
		update := app.TaskActIn{ID: h.open, Act: "task.update", Progress: 70, Seen: other.Changed}
		w.must(w.app.ActOnTask(ctx, w.as("lead-so2"), update))
		_, err = w.app.ActOnTask(ctx, w.as("head"), app.TaskActIn{ID: h.open, Act: "task.grant-extension", Until: day("2019-06-28"), Seen: other.Changed})
		told(err, word("task.update"), "Người lead-so2")
		// What is entered afterwards is the latest change, though not the latest act.
		seen, err := w.app.Task(ctx, w.as("head"), h.open)
		if err != nil {
			t.Fatal(err)
		}
		late := w.as("secretary")
		late.ActedAt = w.at.Add(-time.Minute)
		w.must(w.app.ActOnTask(ctx, late, app.TaskActIn{ID: h.open, Act: "task.urge", Note: "Đã nhắc bằng văn bản."}))
		_, err = w.app.ActOnTask(ctx, w.as("head"), app.TaskActIn{ID: h.open, Act: "task.grant-extension", Until: day("2019-06-28"), Seen: seen.Changed})
		told(err, word("task.urge"), "Người secretary")

		body, err := w.app.Body(ctx, w.keeper, bodyC, 0)
		if err != nil {
			t.Fatal(err)
		}
		w.must(w.app.EndSeat(ctx, w.as("keeper"), app.EndSeatIn{Body: bodyC, Seat: w.seatOf("member"), To: day("2019-03-22"), Decision: decision("21/QĐ-UBND", "Thôi", "2019-03-22")}))
		_, err = w.app.Reconstitute(ctx, w.keeper, app.ReconstituteIn{
			Body: bodyC, Decision: decision("22/QĐ-UBND", "Kiện toàn", "2019-03-22"), Seats: []app.SeatIn{w.sits("head", "head")}, Seen: body.Changed,
		})
		told(err, word("seat.end"), "Người giữ sổ")
	})
}

// TestRetries sends commands again under their keys.
func TestRetries(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		h := w.live()
		by := w.as("head")
		by.Key = "khoa-1"
		in := app.TaskIn{Body: bodyC, Title: "Một việc", Lead: w.agency["so2"]}
		before := w.acts()
		first := w.must(w.app.AssignTask(ctx, by, in))
		again := w.must(w.app.AssignTask(ctx, by, in))
		if first.Act != again.Act || first.Ref != again.Ref || first.Seq != again.Seq || !first.At.Equal(again.At) || again.Ground.Reason != first.Ground.Reason {
			t.Errorf("again %+v, first %+v", again, first)
		}
		if n := w.acts(); n != before+1 {
			t.Errorf("%d acts, want 1", n-before)
		}
		in.Title = "Việc khác"
		_, err := w.app.AssignTask(ctx, by, in)
		wants(t, err, committee.Conflict, "idempotency.other-input")
		// An input that is written alike and means another act.
		by.Key = "khoa-2"
		w.must(w.app.CancelMeeting(ctx, by, app.CancelIn{Meeting: h.coming}))
		_, err = w.app.CloseMeeting(ctx, by, app.CloseIn{Meeting: h.coming})
		wants(t, err, committee.Conflict, "idempotency.other-input")
		// Another person's key is another key.
		member, proposal := w.as("standing"), app.ProposeIn{Body: bodyC, Kind: committee.Regular, Reason: "Nhắc lại"}
		member.Key = "khoa-1"
		w.must(w.app.ProposeMeeting(ctx, member, proposal))
		// What was refused is asked anew, and may be allowed then.
		deputy := w.as("deputy")
		deputy.Key = "khoa-1"
		call := app.ConveneIn{Body: bodyC, Kind: committee.Expanded, Start: w.at.Add(time.Hour)}
		for range 2 {
			if _, err := w.app.Convene(ctx, deputy, call); fault(err) == nil {
				t.Errorf("the deputy convened: %v", err)
			}
		}
		call.Kind = committee.Extraordinary
		w.must(w.app.Convene(ctx, deputy, call))

		// A hundred at once are one.
		before = w.acts()
		by = w.as("head")
		by.Key = "khoa-3"
		in.Title = "Gửi nhiều lần"
		var wg sync.WaitGroup
		got := make([]app.Receipt, 40)
		errs := make([]error, len(got))
		for i := range got {
			wg.Add(1)
			go func() {
				defer wg.Done()
				got[i], errs[i] = w.app.AssignTask(ctx, by, in)
			}()
		}
		wg.Wait()
		for i := range got {
			if errs[i] != nil || got[i].Act != got[0].Act {
				t.Fatalf("%d: %+v %v", i, got[i], errs[i])
			}
		}
		if n := w.acts(); n != before+1 {
			t.Errorf("%d acts, want 1", n-before)
		}
		// One key over two bodies at once: one of them, never both.
		before = w.acts()
		both := w.as("chairman")
		both.Key = "khoa-4"
		w.must(w.app.AppointSeat(ctx, w.keeper, app.AppointIn{Body: bodyC, Seat: w.sits("deputy", "chairman"), Decision: decision("23/QĐ-UBND", "Cử", "2019-03-22")}))
		outcomes := make([]error, 2)
		for i, b := range []committee.BodyKey{bodyC, bodyE} {
			wg.Add(1)
			go func() {
				defer wg.Done()
				_, outcomes[i] = w.app.AssignTask(ctx, both, app.TaskIn{Body: b, Title: "Hai nơi", Lead: w.agency["so2"]})
			}()
		}
		wg.Wait()
		done := 0
		for _, err := range outcomes {
			if err == nil {
				done++
			} else {
				wants(t, err, committee.Conflict, "idempotency.other-input")
			}
		}
		if n := w.acts(); done != 1 || n != before+2 {
			t.Errorf("%d done, %d acts: %v", done, n-before, outcomes)
		}
	})
}

// TestRefusalsAreLogged asks that every refusal stands in its log once, with the
// clauses that refused, and that nothing else remains of it.
func TestRefusalsAreLogged(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		h := w.live()
		list := func() []app.RefusalLine {
			t.Helper()
			all, err := w.app.Refusals(ctx, w.keeper, app.RefusalFilter{})
			if err != nil {
				t.Fatal(err)
			}
			return all.Items
		}
		n, before, acts := len(list()), w.state(), w.acts()
		for _, c := range []struct {
			name   string
			run    func() error
			act    charter.Act
			code   string
			clause string
		}{
			{"by the charter", func() error {
				_, err := w.app.Convene(ctx, w.as("deputy"), app.ConveneIn{Body: bodyC, Kind: committee.Expanded, Start: w.at.Add(time.Hour)})
				return err
			}, "meeting.convene-expanded", "may.not-holder", "quy-che/4.4"},
			{"by a second question", func() error {
				_, err := w.app.Convene(ctx, w.as("head"), app.ConveneIn{Body: bodyC, Kind: committee.Regular, Start: w.at.Add(time.Hour), Chair: w.seatOf("member")})
				return err
			}, "meeting.convene", "may.not-holder", "quy-che/2.1"},
			{"by the domain", func() error {
				_, err := w.app.DelegatePower(ctx, w.as("chairman"), app.LendIn{Body: bodyE, From: h.chair, To: h.councilor, Acts: []charter.Act{"task.assign"}, Trigger: "written", Since: day("2019-03-22")})
				return err
			}, "power.delegate", "delegation.unstated", ""},
			{"by the nature of the thing", func() error {
				_, err := w.app.RecordPerson(ctx, w.as("outsider"), app.PersonIn{Name: "Ai đó"})
				return err
			}, "person.record", "may.unstated", ""},
			{"while a chair is named", func() error {
				_, err := w.app.TakeChair(ctx, w.as("head"), app.ChairIn{Meeting: h.coming, Chair: w.seatOf("member")})
				return err
			}, "meeting.chair", "may.not-holder", "quy-che/2.1"},
		} {
			err := c.run()
			wants(t, err, committee.Refused, c.code)
			all := list()
			if len(all) != n+1 {
				t.Fatalf("%s: %d refusals logged, want 1", c.name, len(all)-n)
			}
			n++
			r := all[0]
			if r.Act.Act != c.act || r.Code != c.code || r.Person == "" || c.clause != "" && (len(r.Clauses) == 0 || r.Clauses[0] != c.clause) {
				t.Errorf("%s: logged %+v", c.name, r)
			}
		}
		// What is wrong or missing is no refusal, and a dry run leaves nothing.
		_, err := w.app.RecordPerson(ctx, w.keeper, app.PersonIn{})
		wants(t, err, committee.Invalid, "text.empty")
		_, err = w.app.ActOnTask(ctx, w.as("outsider"), app.TaskActIn{ID: "khong-co", Act: "task.accept"})
		wants(t, err, committee.NotFound, "task.unknown")
		_, err = w.app.Convene(ctx, w.as("head"), app.ConveneIn{Body: "khong-co", Kind: committee.Regular, Start: w.at})
		wants(t, err, committee.NotFound, "body.unknown")
		dry := w.as("deputy")
		dry.Dry = true
		if _, err := w.app.Convene(ctx, dry, app.ConveneIn{Body: bodyC, Kind: committee.Expanded, Start: w.at.Add(time.Hour)}); fault(err) == nil {
			t.Error("a dry run was allowed")
		}
		if all := list(); len(all) != n {
			t.Errorf("%d more refusals logged", len(all)-n)
		}
		if w.acts() != acts || w.state() != before {
			t.Error("a refused command left an act or changed the books")
		}
	})
}

// TestCancelled cancels requests at any moment: a command is there whole, with
// its act, or not at all, and whoever was told that it is done finds it.
func TestCancelled(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		w := newWorld(t, open(), "nghe-an")
		type outcome struct {
			title string
			err   error
		}
		const n = 120
		results := make([]outcome, n)
		var wg sync.WaitGroup
		for i := range n {
			wg.Add(1)
			go func() {
				defer wg.Done()
				ctx, cancel := context.WithCancel(context.Background())
				defer cancel()
				go func() {
					time.Sleep(time.Duration(i%40) * time.Millisecond)
					cancel()
				}()
				title := "Việc số " + strings.Repeat("I", i+1)
				_, err := w.app.AssignTask(ctx, w.as("head"), app.TaskIn{Body: bodyC, Title: committee.Prose(title), Lead: w.agency["so2"]})
				results[i] = outcome{title, err}
			}()
		}
		wg.Wait()
		there := map[string]bool{}
		f := app.TaskFilter{Body: bodyC, Limit: 200}
		list, err := w.app.Tasks(context.Background(), w.keeper, f)
		if err != nil || list.Next != "" {
			t.Fatalf("tasks %v %v", list.Next, err)
		}
		for _, l := range list.Items {
			there[l.Title] = true
			page, err := w.app.Task(context.Background(), w.keeper, l.ID)
			if err != nil {
				t.Fatal(err)
			}
			given, err := w.app.Register(context.Background(), w.keeper, app.RegisterFilter{Body: bodyC, RefKind: "task", Ref: string(l.ID)})
			if err != nil || len(given.Items) != 1 || len(page.Acts) != 1 {
				t.Errorf("%q has %d acts on record, %v", l.Title, len(given.Items), err)
			}
		}
		done, gone := 0, 0
		for _, r := range results {
			switch {
			case r.err == nil:
				done++
				if !there[r.title] {
					t.Errorf("%q was acknowledged and is not there", r.title)
				}
			case errors.Is(r.err, context.Canceled):
				gone++
				if there[r.title] {
					t.Errorf("%q was answered as cancelled and is there", r.title)
				}
			default:
				t.Errorf("%q: %v", r.title, r.err)
			}
		}
		t.Logf("%d done, %d cancelled", done, gone)
		if replayed, err := w.app.Replay(context.Background(), w.office); err != nil || !replayed.OK {
			t.Errorf("replay %+v %v", replayed, err)
		}
	})
}
