package demo_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"nghisu/internal/app"
	"nghisu/internal/blob"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/demo"
	"nghisu/internal/identity"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// The keys of the five bodies.
const (
	bodyA committee.BodyKey = "to-cong-tac-ubqg-cpdt"
	bodyB committee.BodyKey = "ban-chi-dao-bo-noi-vu"
	bodyC committee.BodyKey = "ban-chi-dao-nghe-an"
	bodyD committee.BodyKey = "ban-chi-dao-ha-noi"
	bodyE committee.BodyKey = "hoi-dong-cio"
)

var bodies = []committee.BodyKey{bodyA, bodyB, bodyC, bodyD, bodyE}

func date(s string) charter.Date {
	d, err := charter.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// built is the example office in a store of its own.
type built struct {
	*app.App
	result demo.Result
}

// build makes the office up to a day; ids are those of a seed.
func build(tb testing.TB, until string, ids uint64) built {
	tb.Helper()
	s := storetest.Open(tb, storetest.SQLite(tb), store.Options{NewID: store.SeededIDs(ids)})
	clock := &demo.Clock{}
	b := built{App: app.New(s, app.NewKeyring(tb.TempDir()), clock.Now, nil)}
	files, err := blob.Open(tb.TempDir(), time.Now)
	if err != nil {
		tb.Fatal(err)
	}
	b.KeepFiles(files, 0)
	if b.result, err = demo.Build(context.Background(), b.App, clock, date(until)); err != nil {
		tb.Fatal(err)
	}
	return b
}

func (b built) keeper() app.Actor {
	return app.Actor{Office: demo.Office, Person: b.result.Keeper, Via: "demo"}
}

// acts gives the whole register, oldest first.
func (b built) acts(t *testing.T) []app.ActRecord {
	t.Helper()
	var out []app.ActRecord
	f := app.RegisterFilter{Oldest: true, Limit: 200}
	for {
		page, err := b.Register(context.Background(), b.keeper(), f)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, page.Items...)
		if f.After = page.Next; f.After == "" {
			return out
		}
	}
}

// roster gives who sat in a part of a body on a day.
func (b built) roster(t *testing.T, body committee.BodyKey, in, on string) []app.SeatLine {
	t.Helper()
	lines, err := b.RosterOn(context.Background(), b.keeper(), body, date(on))
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(lines, func(l app.SeatLine) bool { return l.In != in })
}

func (b built) login(t *testing.T, name string) demo.Login {
	t.Helper()
	i := slices.IndexFunc(b.result.Logins, func(l demo.Login) bool { return l.Login == name })
	if i < 0 {
		t.Fatalf("no log-in %s", name)
	}
	return b.result.Logins[i]
}

func TestBuild(t *testing.T) {
	t.Parallel()
	b := build(t, "2026-09-30", 7)
	t.Run("numbers", b.numbers)
	t.Run("rosters", b.rosters)
	t.Run("many seats", b.manySeats)
	t.Run("texts", b.texts)
	t.Run("agencies", b.agencies)
	t.Run("meetings", b.meetings)
	t.Run("papers", b.papers)
	t.Run("rounds", b.rounds)
	t.Run("notices", b.notices)
	t.Run("tasks", b.tasks)
	t.Run("refusals", b.refusals)
	t.Run("logins", b.logins)
	t.Run("register", b.register)
	t.Run("load", b.load)
}

// papers: late sittings have papers that can be opened, one of them amended; and
// what is drawn is taken without a mark of secrecy.
func (b built) papers(t *testing.T) {
	ctx := context.Background()
	list, err := b.Meetings(ctx, b.keeper(), app.MeetingFilter{From: date("2026-09-01"), Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	laid, amended := 0, 0
	for _, m := range list.Items {
		papers, err := b.Papers(ctx, b.keeper(), app.PaperFilter{Meeting: m.ID})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range papers {
			laid++
			if len(p.Versions) == 2 {
				amended++
			}
			f, err := b.OpenPaper(ctx, b.keeper(), p.Paper.ID, 0, false)
			if err != nil {
				t.Errorf("%s: %v", p.Paper.Title, err)
				continue
			}
			if err := f.File.Close(); err != nil {
				t.Error(err)
			}
		}
	}
	if laid < 6 || amended < 2 {
		t.Errorf("%d papers, %d of them amended", laid, amended)
	}
}

// numbers: as many acts as the result tells, each simulated and at its instant,
// in the order of time.
func (b built) numbers(t *testing.T) {
	acts := b.acts(t)
	if len(acts) != b.result.Acts || len(acts) < 1500 || len(acts) > 3500 {
		t.Errorf("%d acts on record, %d told", len(acts), b.result.Acts)
	}
	if b.result.Refused < 80 || b.result.Refused > 400 {
		t.Errorf("%d refusals", b.result.Refused)
	}
	var last time.Time
	of := map[committee.BodyKey]int{}
	for _, x := range acts {
		of[x.Body]++
		if !x.Simulated || x.Via != "demo" {
			t.Errorf("act %s %s is not marked", x.ID, x.Act.Act)
		}
		if x.At.Before(last) || x.At.After(date("2026-10-01").Time()) {
			t.Errorf("act %s at %s, after one at %s", x.ID, x.At, last)
		}
		last = x.At
	}
	for _, k := range bodies {
		if of[k] < 100 {
			t.Errorf("%s: %d acts", k, of[k])
		}
	}
}

func (b built) rosters(t *testing.T) {
	for _, c := range []struct {
		body      committee.BodyKey
		in, on    string
		seats     int
		occupied  int
		breachNot bool
	}{
		{body: bodyB, on: "2021-01-04", seats: 0},
		{body: bodyB, on: "2021-08-29", seats: 10, occupied: 10},
		{body: bodyB, on: "2021-08-30", seats: 16, occupied: 16},
		{body: bodyB, on: "2021-08-31", seats: 16, occupied: 16},
		{body: bodyB, on: "2026-09-30", seats: 16, occupied: 16},
		{body: bodyA, on: "2018-12-30", seats: 0},
		{body: bodyA, on: "2018-12-31", seats: 12, occupied: 12},
		{body: bodyA, in: "nhom-the-che", on: "2019-01-02", seats: 3, occupied: 3},
		{body: bodyC, on: "2019-03-18", seats: 0},
		{body: bodyC, on: "2019-03-19", seats: 13, occupied: 13},
		{body: bodyC, in: "to-cong-tac", on: "2019-03-19", seats: 5, occupied: 5},
		{body: bodyC, on: "2025-07-01", seats: 13, occupied: 13},
		{body: bodyD, on: "2019-02-12", seats: 8, occupied: 8},
		{body: bodyE, on: "2011-08-11", seats: 0},
		{body: bodyE, on: "2011-08-12", seats: 8, occupied: 8},
		{body: bodyE, on: "2025-03-01", seats: 8, occupied: 7}, // the ministry has ended, its vice minister with it
		{body: bodyE, on: "2025-03-03", seats: 8, occupied: 8},
	} {
		lines := b.roster(t, c.body, c.in, c.on)
		sit := 0
		for _, l := range lines {
			if l.Person != "" {
				sit++
			}
		}
		if len(lines) != c.seats || sit != c.occupied {
			t.Errorf("%s %q on %s: %d seats, %d occupied, want %d, %d", c.body, c.in, c.on, len(lines), sit, c.seats, c.occupied)
		}
	}
	// A seat by post follows the post.
	before, after := b.roster(t, bodyB, "", "2024-09-30")[0], b.roster(t, bodyB, "", "2026-09-30")[0]
	if before.Role != "head" || before.Seat != after.Seat || before.Person == after.Person {
		t.Errorf("the minister's seat: %s then %s", before.Holder, after.Holder)
	}
	// The districts' seats went over to communes.
	for _, l := range b.roster(t, bodyC, "", "2026-09-30") {
		if strings.Contains(l.Through.VI, "Huyện") {
			t.Errorf("a district sits: %s", l.Through.VI)
		}
	}
	list, err := b.Bodies(context.Background(), b.keeper(), date("2026-09-30"))
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range list {
		if l.Breach || l.ReEnacted == 0 || !l.Reconstructed {
			t.Errorf("%s: breach %v, re-enacted until %s, reconstructed %v", l.Key, l.Breach, l.ReEnacted, l.Reconstructed)
		}
	}
	if len(list) != len(bodies) {
		t.Errorf("%d bodies", len(list))
	}
}

// manySeats: one expert sits in several groups and the standing section; the
// standing commissioner of Hà Nội heads the group through that very seat.
func (b built) manySeats(t *testing.T) {
	me, err := b.Me(context.Background(), app.Actor{Office: demo.Office, Person: b.login(t, "chuyengia.tocongtac").Person, Via: "demo"})
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]bool{}
	for _, s := range me.Seats {
		parts[s.In] = true
	}
	if len(parts) < 6 {
		t.Errorf("the expert sits in %v", parts)
	}
	page, err := b.Body(context.Background(), b.keeper(), bodyA, date("2026-09-30"))
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(page.Subs, func(s app.SubBody) bool { return s.Derived })
	// Three leaders, four heads of groups, two experts whom the head picked.
	if i < 0 || len(page.Subs[i].Seats) != 9 {
		t.Errorf("standing section: %+v", page.Subs[max(i, 0)].Seats)
	}
	group, body := b.roster(t, bodyD, "to-giup-viec", "2026-09-30"), b.roster(t, bodyD, "", "2026-09-30")
	if group[0].Role != "helper-head" || group[0].Fill != committee.FillSeat || group[0].Person != body[2].Person {
		t.Errorf("head of the group: %+v", group[0])
	}
}

func (b built) texts(t *testing.T) {
	for on, draft := range map[string]bool{"2024-10-01": true, "2026-09-30": false} {
		page, err := b.CharterOn(context.Background(), b.keeper(), bodyE, date(on))
		if err != nil {
			t.Fatal(err)
		}
		if page.Version.Draft != draft || strings.Contains(page.Title.VI, "Dự thảo") != draft {
			t.Errorf("on %s: draft %v, %s", on, page.Version.Draft, page.Title.VI)
		}
	}
	for _, c := range []struct {
		body   committee.BodyKey
		number string
		exact  bool
	}{{bodyB, "913/QĐ-BNV", true}, {bodyE, "1235/QĐ-BTTTT", true}, {bodyA, "", false}, {bodyD, "", false}} {
		list, err := b.Decisions(context.Background(), b.keeper(), c.body)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(list, func(d app.DecisionLine) bool { return d.Number == c.number && d.Date.Exact() == c.exact }) {
			t.Errorf("%s: no decision %q, exact %v", c.body, c.number, c.exact)
		}
	}
}

func (b built) agencies(t *testing.T) {
	names := func(on string) string {
		nodes, err := b.Agencies(context.Background(), b.keeper(), date(on))
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, n := range nodes {
			out = append(out, n.Agency.Code+" "+n.Agency.Name.VI)
		}
		return strings.Join(out, "\n")
	}
	for on, c := range map[string]struct{ has, lacks string }{
		"2025-02-28": {"Bộ Thông tin và Truyền thông", "xã 1, tỉnh"},
		"2025-03-01": {"G06 Bộ Khoa học và Công nghệ", "Bộ Thông tin và Truyền thông"},
		"2025-06-30": {"Huyện 1, tỉnh Nghệ An", "xã 1, tỉnh"},
		"2025-07-01": {"xã 1, tỉnh Nghệ An", "Huyện 1"},
		"2026-09-30": {"H41 Ủy ban nhân dân tỉnh Nghệ An", "Quận 1"},
	} {
		if got := names(on); !strings.Contains(got, c.has) || strings.Contains(got, c.lacks) {
			t.Errorf("on %s:\n%s", on, got)
		}
	}
}

func (b built) meetings(t *testing.T) {
	ctx := context.Background()
	for _, body := range []committee.BodyKey{bodyA, bodyC} {
		board, err := b.Duties(ctx, b.keeper(), body, date("2024-10-01"), date("2026-09-30"))
		if err != nil {
			t.Fatal(err)
		}
		if board.Met == 0 || board.Missed == 0 || board.Late == 0 {
			t.Errorf("%s: %d met, %d late, %d missed, %d due", body, board.Met, board.Late, board.Missed, board.Due)
		}
	}
	states, kinds := map[string]int{}, map[string]int{}
	against, waiting := 0, 0
	for _, body := range bodies {
		f := app.MeetingFilter{Body: body, Limit: 100}
		for {
			list, err := b.Meetings(ctx, b.keeper(), f)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range list.Items {
				states[string(m.State)]++
				kinds[string(body)+" "+string(m.Kind)]++
				if m.Start.After(date("2026-09-30").Time()) && m.State == committee.Convened {
					waiting++
				}
				page, err := b.Meeting(ctx, b.keeper(), m.ID)
				if err != nil {
					t.Fatal(err)
				}
				for _, i := range page.Meeting.Agenda {
					for _, c := range i.Conclusions {
						if c.AgainstMajority {
							against++
						}
					}
				}
			}
			if f.Cursor = list.Next; f.Cursor == "" {
				break
			}
		}
	}
	if against < 5 || waiting < 2 || states["concluded"] < 50 || states["cancelled"] < 1 {
		t.Errorf("%d against the majority, %d to come, states %v", against, waiting, states)
	}
	for _, k := range []string{
		string(bodyA) + " regular", string(bodyA) + " extraordinary", string(bodyA) + " expanded", string(bodyC) + " regular",
		string(bodyC) + " extraordinary", string(bodyC) + " expanded", string(bodyC) + " working-session", string(bodyE) + " regular",
	} {
		if kinds[k] == 0 {
			t.Errorf("no meeting of %s: %v", k, kinds)
		}
	}
	proposals, err := b.Proposals(ctx, b.keeper(), bodyC)
	if err != nil {
		t.Fatal(err)
	}
	answered := 0
	for _, p := range proposals {
		if p.Met != "" {
			answered++
		}
	}
	if answered == 0 || answered == len(proposals) {
		t.Errorf("%d of %d proposals answered", answered, len(proposals))
	}
}

func (b built) tasks(t *testing.T) {
	for _, body := range bodies {
		list, err := b.Tasks(context.Background(), b.keeper(), app.TaskFilter{Body: body, Limit: 1})
		if err != nil {
			t.Fatal(err)
		}
		n := list.Counts
		if n[committee.Overdue] == 0 || n[committee.InTime] == 0 {
			t.Errorf("%s: %v", body, n)
		}
		if body != bodyD && (n[committee.DoneOnTime] == 0 || n[committee.DoneLate] == 0) {
			t.Errorf("%s: %v", body, n)
		}
	}
	// Something waits for the head of Nghệ An, and for a focal person.
	for _, login := range []string{"truongban.nghean", "dau-moi.nghean", "uyvien.nghean"} {
		desk, err := b.Desk(context.Background(), app.Actor{Office: demo.Office, Person: b.login(t, login).Person, Via: "demo"})
		if err != nil {
			t.Fatal(err)
		}
		if len(desk.Await) == 0 {
			t.Errorf("nothing waits for %s", login)
		}
	}
	// A member of Hà Nội has left and nobody is named for what hung on the seat.
	if list, err := b.HandOvers(context.Background(), b.keeper(), bodyD); err != nil || len(list) == 0 {
		t.Errorf("%d things wait for an heir in Hà Nội, %v", len(list), err)
	}
	of := map[charter.Act]int{}
	for _, x := range b.acts(t) {
		of[x.Act.Act]++
	}
	for _, act := range []charter.Act{
		"task.assign", "task.update", "task.accept", "task.return", "task.subassign", "task.urge", "task.request-extension", "task.grant-extension",
		"power.delegate", "power.revoke", "clause.invoke", "duty.evidence", "seat.appoint", "seat.end", "body.reconstitute", "body.establish",
		"charter.promulgate", "delegate.name", "portfolio.assign", "agency.end", "posting.make", "assistant.name", "handover.take",
		"meeting.propose", "meeting.postpone", "meeting.cancel", "meeting.choose-attendees", "presence.record", "opinion.record", "meeting.close",
	} {
		if of[act] == 0 {
			t.Errorf("no act %s", act)
		}
	}
}

func (b built) refusals(t *testing.T) {
	total, reasons := 0, map[charter.Reason]int{}
	for _, body := range bodies {
		list, err := b.Refusals(context.Background(), b.keeper(), app.RefusalFilter{Body: body, Limit: 200})
		if err != nil {
			t.Fatal(err)
		}
		lines := list.Items
		if len(lines) < 10 {
			t.Errorf("%s: %d refusals", body, len(lines))
		}
		total += len(lines)
		for _, l := range lines {
			reasons[l.Reason]++
			if l.Via != "demo" || l.At.After(date("2026-10-01").Time()) {
				t.Errorf("%s: refusal %s by %s at %s", body, l.Act.Act, l.Via, l.At)
			}
		}
	}
	if total != b.result.Refused {
		t.Errorf("%d refusals in the log, %d told", total, b.result.Refused)
	}
	for _, r := range []charter.Reason{charter.ReasonNotHolder, charter.ReasonForbidden, charter.ReasonUnstated} {
		if reasons[r] == 0 {
			t.Errorf("no refusal for %s: %v", r, reasons)
		}
	}
}

// logins: every account can be opened with the password that is told, and every
// person of a body sits there.
func (b built) logins(t *testing.T) {
	seen := map[string]bool{}
	for _, l := range b.result.Logins {
		clean, err := identity.Login("login", l.Login)
		if err != nil || clean != l.Login || seen[l.Login] || l.Person == "" || l.Title.EN == "" || l.Try.EN == "" {
			t.Errorf("log-in %+v: %v", l, err)
		}
		seen[l.Login] = true
		if err := identity.CheckPassword("password", l.Login, demo.DemoPassword); err != nil {
			t.Errorf("password of %s: %v", l.Login, err)
		}
		me, err := b.Me(context.Background(), app.Actor{Office: demo.Office, Person: l.Person, Via: "demo"})
		if err != nil {
			t.Fatal(err)
		}
		outside := l.Login == "nguoingoai" || l.Login == "quantri" || strings.HasPrefix(l.Login, "dau-moi.")
		if (len(me.Seats) == 0) != outside {
			t.Errorf("%s has %d capacities", l.Login, len(me.Seats))
		}
	}
	if !slices.Contains([]bool{seen["truongban.nghean"]}, true) || len(seen) < 20 {
		t.Errorf("log-ins %v", seen)
	}
}

func (b built) register(t *testing.T) {
	ctx := context.Background()
	replay, err := b.Replay(ctx, demo.Office)
	if err != nil || !replay.OK || replay.Acts != int64(b.result.Acts) {
		t.Errorf("replay %+v: %v", replay, err)
	}
	report, err := b.VerifyRegister(ctx, b.keeper())
	if err != nil || !report.OK || report.Entries != int64(b.result.Acts) {
		t.Errorf("register %+v: %v", report, err)
	}
}

func (b built) load(t *testing.T) {
	stats, err := demo.Load(context.Background(), b.App, demo.Office, 120, 4, 1)
	if err != nil || stats.Done != 120 || stats.Refused+stats.Failed != 0 || stats.First != nil {
		t.Errorf("load %d done, %d refused, %d failed, first %v: %v", stats.Done, stats.Refused, stats.Failed, stats.First, err)
	}
	if stats.Percentile(50) <= 0 || stats.Percentile(99) < stats.Percentile(50) || stats.Percentile(100) > stats.Took {
		t.Errorf("latencies %s, %s of %s", stats.Percentile(50), stats.Percentile(99), stats.Took)
	}
	if (demo.Stats{}).Percentile(50) != 0 {
		t.Error("latency of nothing")
	}
	if _, err := demo.Load(context.Background(), b.App, "khong-co", 1, 1, 1); err == nil {
		t.Error("load over no office")
	}
}

func TestTooEarly(t *testing.T) {
	s := storetest.New(t)
	clock := &demo.Clock{}
	a := app.New(s, app.NewKeyring(t.TempDir()), clock.Now, nil)
	if _, err := demo.Build(context.Background(), a, clock, date("2023-09-30")); err == nil || !strings.Contains(err.Error(), "2023-10-01") {
		t.Errorf("got %v", err)
	}
}

// TestTwice builds the same days twice; an earlier last day than the tests above
// use, on which the old ministry and the districts still stand.
func TestTwice(t *testing.T) {
	t.Parallel()
	var wait sync.WaitGroup
	var got [2]string
	for i := range got {
		b := build(t, "2023-12-31", 11)
		wait.Go(func() {
			var lines []string
			for _, x := range b.acts(t) {
				lines = append(lines, fmt.Sprintf("%s %s %s %d %s %s %s %s", x.At.Format(time.RFC3339), x.ID, x.Body, x.Seq, x.Act.Act, x.Person, x.RefKind, x.Ref))
			}
			for _, k := range bodies {
				for _, l := range b.roster(t, k, "", "2023-12-31") {
					lines = append(lines, fmt.Sprintf("%s %s %s %s", k, l.Seat, l.Role, l.Holder))
				}
			}
			got[i] = strings.Join(lines, "\n")
		})
	}
	wait.Wait()
	if diff := cmp.Diff(got[0], got[1]); diff != "" {
		t.Error(diff)
	}
	if strings.Count(got[0], "\n") < 1500 {
		t.Errorf("%d lines", strings.Count(got[0], "\n"))
	}
}
