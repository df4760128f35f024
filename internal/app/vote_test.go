package app_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/committee/ballot"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// TestNamedVote votes in a council where the count decides: who may vote, what a
// hidden result shows whom, changes until the close, the clause of the threshold,
// and a conclusion that has to follow it.
func TestNamedVote(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		seats, m, items := w.counts("appraisal", "procedure")
		in := app.OpenVoteIn{Meeting: m, Item: items["appraisal"], Motion: "Thông qua kết luận thẩm định", Hidden: true}
		_, err := w.app.OpenVote(ctx, w.as("m1"), in)
		wants(t, err, committee.Refused, "may.unstated")
		_, err = w.app.OpenVote(ctx, w.as("outsider"), in)
		wants(t, err, committee.NotFound, "meeting.unknown")
		id := w.callVote("chair", in)
		_, err = w.app.OpenVote(ctx, w.as("chair"), in)
		wants(t, err, committee.Conflict, "vote.already-open")
		w.onDesk(map[string]int{"m1": 1, "chair": 1, "clerk-c": 0, "outsider": 0, "secretary": 0}, "vote", id)
		p := w.vote("m1", id)
		if len(p.Vote.Voters) != 10 || p.Vote.Voter(seats["clerk-c"]) != nil || p.Mode.Mode != charter.ModeVote || p.Mode.Clause.Address != "quy-che/5.2" || p.Advice() {
			t.Errorf("voters %d, mode %+v", len(p.Vote.Voters), p.Mode)
		}
		_, err = w.app.CastVote(ctx, w.as("clerk-c"), app.CastVoteIn{Vote: id, Option: "for", Hash: p.Vote.Hash})
		wants(t, err, committee.Refused, "vote.not-entitled")
		_, err = w.app.CastVote(ctx, w.as("outsider"), app.CastVoteIn{Vote: id, Option: "for", Hash: p.Vote.Hash})
		wants(t, err, committee.NotFound, "vote.unknown")
		_, err = w.app.CastVote(ctx, w.as("m1"), app.CastVoteIn{Vote: id, Option: "for", Hash: "khác"})
		wants(t, err, committee.Invalid, "vote.other-motion")

		w.must(w.app.RecordPresence(ctx, w.as("chair"), app.PresenceIn{Meeting: m, Present: []app.PresentIn{
			{Seat: seats["chair"], How: "present"},
			{Seat: seats["vice-chair"], How: "present"},
			{Seat: seats["reviewer1"], How: "present"},
			{Seat: seats["reviewer2"], How: "online"},
			{Seat: seats["m1"], How: "present"},
			{Seat: seats["m4"], How: "present"},
			{Seat: seats["m5"], How: "online"},
			{Seat: seats["m2"], How: "substitute"},
			{Seat: seats["m3"], How: "absent"},
		}}))
		r := w.must(w.app.CastVote(ctx, w.as("m1"), app.CastVoteIn{Vote: id, Option: "against", Hash: p.Vote.Hash}))
		if r.Ground.Reason != "granted" || r.Capacity.ID != string(seats["m1"]) {
			t.Errorf("cast as %v on %+v", r.Capacity, r.Ground)
		}
		w.votes("m1", id, "for")
		w.onDesk(map[string]int{"m1": 0, "m4": 1}, "vote", id)
		for _, who := range []string{"chair", "vice-chair", "m4"} {
			w.votes(who, id, "for")
		}
		w.votes("m5", id, "against")
		_, err = w.app.CastVote(ctx, w.as("reviewer1"), app.CastVoteIn{Vote: id, Option: "for", Hash: p.Vote.Hash})
		refusedBy(t, err, charter.ReasonStep, "quy-che/8.4")
		_, err = w.app.CastVote(ctx, w.as("m2"), app.CastVoteIn{Vote: id, Option: "for", Hash: p.Vote.Hash})
		if f := wants(t, err, committee.Refused, "vote.substitute"); f.Verdict == nil || f.Verdict.Clauses[0].Address != "quy-che/6.1" {
			t.Errorf("a substitute: %+v", f.Verdict)
		}
		_, err = w.app.RecordVote(ctx, w.as("chair"), app.RecordVoteIn{Vote: id, Seat: seats["m3"], Option: "for", Hash: p.Vote.Hash, How: "telephone"})
		if f := wants(t, err, committee.Refused, "vote.away"); f.Verdict == nil || f.Verdict.Clauses[0].Address != "quy-che/5.2" {
			t.Errorf("away: %+v", f.Verdict)
		}
		_, err = w.app.RecordVote(ctx, w.as("m1"), app.RecordVoteIn{Vote: id, Seat: seats["m3"], Option: "for", Hash: p.Vote.Hash, How: "paper"})
		wants(t, err, committee.Refused, "may.unstated")

		// While it is open only who has voted is to be seen, and the own vote; the
		// register withholds what others voted.
		p = w.vote("m1", id)
		own := 0
		for _, l := range p.Voters {
			if l.Cast != nil {
				own++
			}
		}
		if p.Shown || own != 1 || len(p.Vote.Casts) != 1 || p.Vote.Cast(seats["m1"]).Option != "for" || p.Vote.Voted() != 5 || p.Tally.Voted != 0 {
			t.Errorf("open and hidden: %+v", p)
		}
		list, err := w.app.Register(ctx, w.as("m1"), app.RegisterFilter{Body: council, RefKind: "vote", Ref: string(id)})
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range list.Items {
			page, err := w.app.Act(ctx, w.as("m1"), x.ID)
			if err != nil {
				t.Fatal(err)
			}
			if x.Act.Act == "vote.cast" && x.Person != "Người m1" && (len(page.Events) > 0 || page.Leaf != "" || len(page.Input) > 0) {
				t.Errorf("the register tells %s's vote", x.Person)
			}
		}

		// The item waits for the close; then a conclusion follows the count.
		conclude := app.ConcludeIn{Meeting: m, Item: items["appraisal"], Text: "Thông qua", Side: committee.For}
		_, err = w.app.Conclude(ctx, w.as("chair"), conclude)
		wants(t, err, committee.Conflict, "vote.still-open")
		_, err = w.app.CloseVote(ctx, w.as("m1"), app.CloseVoteIn{Vote: id})
		wants(t, err, committee.Refused, "may.unstated")
		w.must(w.app.CloseVote(ctx, w.as("chair"), app.CloseVoteIn{Vote: id}))
		p = w.vote("m3", id)
		// Four of the eight who are there are less than three quarters.
		if p.Verdict.OK != charter.No || p.Vote.Result.Passed != "false" || p.Tally.For != 4 || p.Tally.Against != 1 || p.Verdict.Clauses[0].Address != "quy-che/5.2" || p.Quorum.Clauses[0].Address != "quy-che/4.2" {
			t.Errorf("result %+v verdict %+v quorum %+v", p.Vote.Result, p.Verdict, p.Quorum)
		}
		_, err = w.app.CastVote(ctx, w.as("m1"), app.CastVoteIn{Vote: id, Option: "for", Hash: p.Vote.Hash})
		wants(t, err, committee.Conflict, "vote.closed")
		if f := wants(t, conclusion(w, conclude), committee.Refused, "conclusion.against-count"); f.Verdict == nil || f.Verdict.Clauses[0].Address != "quy-che/5.2" {
			t.Errorf("against the count: %+v", f.Verdict)
		}
		_, err = w.app.RecordPositions(ctx, w.as("chair"), app.PositionsIn{Meeting: m, Item: items["appraisal"], Positions: []app.PositionIn{{Seat: seats["m1"], Position: committee.For}}})
		wants(t, err, committee.Conflict, "item.voted")
		conclude.Side, conclude.Text = committee.Against, "Không thông qua"
		w.must(w.app.Conclude(ctx, w.as("chair"), conclude))
		page, err := w.app.Meeting(ctx, w.as("m1"), m)
		if err != nil || len(page.Meeting.Agenda[0].Positions) != 5 || page.Meeting.Agenda[0].Conclusions[0].For != 4 {
			t.Errorf("the item: %+v %v", page.Meeting.Agenda[0], err)
		}
		_, err = w.app.OpenVote(ctx, w.as("chair"), in)
		wants(t, err, committee.Conflict, "item.concluded")
		replays(t, w)
	})
}

func conclusion(w *world, in app.ConcludeIn) error {
	_, err := w.app.Conclude(context.Background(), w.as("chair"), in)
	return err
}

// replays asks that the acts alone give the same rows and root.
func replays(t *testing.T, w *world) {
	t.Helper()
	r, err := w.app.Replay(context.Background(), w.office)
	if err != nil || !r.OK {
		t.Errorf("replay %+v %v", r, err)
	}
}

// TestVoteIsAdvice votes in a body that its head decides: what is voted is advice
// on record, and the head may conclude against it.
func TestVoteIsAdvice(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		m := w.meet("Phiên có biểu quyết", w.at.Add(time.Hour), w.seatOf("head"))
		page, err := w.app.Meeting(ctx, w.as("head"), m)
		if err != nil {
			t.Fatal(err)
		}
		item := page.Meeting.Agenda[0].ID
		w.at = w.at.Add(2 * time.Hour)
		id := w.callVote("secretary", app.OpenVoteIn{Meeting: m, Item: item, Motion: "Thông qua kế hoạch"})
		_, err = w.app.CastVote(ctx, w.as("secretary"), app.CastVoteIn{Vote: id, Option: "for", Hash: w.vote("head", id).Vote.Hash})
		wants(t, err, committee.Refused, "vote.in-person")
		w.votes("deputy", id, "against")
		w.votes("member1", id, "against")
		if p := w.vote("standing", id); !p.Shown || !p.Advice() || p.Tally.Against != 2 || p.Mode.Clause.Address != "quy-che/2.1" {
			t.Errorf("advice: %+v", p)
		}
		w.must(w.app.RecordVote(ctx, w.as("secretary"), app.RecordVoteIn{Vote: id, Seat: w.seatOf("standing-member"), Option: "for", Hash: w.vote("head", id).Vote.Hash, How: "telephone"}))
		w.must(w.app.CloseVote(ctx, w.as("head"), app.CloseVoteIn{Vote: id}))
		w.must(w.app.Conclude(ctx, w.as("head"), app.ConcludeIn{Meeting: m, Item: item, Text: "Vẫn thông qua", Side: committee.For}))
		if page, err = w.app.Meeting(ctx, w.as("head"), m); err != nil || !page.Meeting.Agenda[0].Conclusions[0].AgainstMajority {
			t.Errorf("concluded: %+v %v", page.Meeting.Agenda[0].Conclusions, err)
		}
		replays(t, w)
	})
}

// TestVoteTime ends votes at their set end though nobody records it at that second:
// what comes later is not taken, and the close keeps both times, recorded by a
// reader or by the job.
func TestVoteTime(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		_, m, items := w.counts("procedure", "any")
		end := w.at.Add(10 * time.Minute)
		first := w.callVote("chair", app.OpenVoteIn{Meeting: m, Item: items["procedure"], Motion: "Thủ tục", Until: end})
		second := w.callVote("chair", app.OpenVoteIn{Meeting: m, Item: items["any"], Motion: "Việc khác", Until: end})
		hash := w.vote("m1", first).Vote.Hash
		w.votes("m2", first, "for")
		_, err := w.app.CloseVote(ctx, w.as("m1"), app.CloseVoteIn{Vote: first})
		wants(t, err, committee.Refused, "may.unstated")
		w.at = end
		_, err = w.app.CastVote(ctx, w.as("m1"), app.CastVoteIn{Vote: first, Option: "for", Hash: hash})
		wants(t, err, committee.Conflict, "vote.time-over")
		w.at = end.Add(time.Hour)
		if p := w.vote("m1", first); !p.Over || p.Vote.State != committee.VoteOpen {
			t.Errorf("over and not recorded: %+v", p)
		}
		r := w.must(w.app.CloseVote(ctx, w.as("m1"), app.CloseVoteIn{Vote: first}))
		if r.Ground.Inherent != "time-up" {
			t.Errorf("closed on %+v", r.Ground)
		}
		if p := w.vote("m1", first).Vote.Result; !p.At.Equal(end) || !p.Entered.Equal(w.at) || p.For != 1 {
			t.Errorf("result %+v", p)
		}
		jobs, err := w.app.ClaimJobs(ctx, w.office, []string{app.VoteClosing}, time.Minute, 10)
		if err != nil || len(jobs) != 2 {
			t.Fatalf("jobs %v %v", jobs, err)
		}
		for _, j := range jobs {
			if err := w.app.CloseDueVote(ctx, w.office, committee.VoteID(j.Payload)); err != nil {
				t.Error(err)
			}
		}
		if p := w.vote("m1", second).Vote; p.State != committee.VoteClosed || !p.Result.At.Equal(end) || !p.Result.Entered.Equal(w.at) {
			t.Errorf("closed by the job: %+v", p.Result)
		}
		replays(t, w)
	})
}

// TestVoteChair takes the vote from a chair whose delegation has run out: neither
// opens nor closes who presides no more.
func TestVoteChair(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		seats, m, items := w.counts("procedure", "any")
		lend := app.LendIn{
			Body: council, From: seats["chair"], To: seats["vice-chair"], Acts: []charter.Act{"meeting.chair"}, Trigger: "absent", Meeting: m,
			Since: day("2024-06-10"), Until: day("2024-06-10"), Scope: "Phiên này",
		}
		w.must(w.app.DelegatePower(ctx, w.keeper, lend))
		w.must(w.app.TakeChair(ctx, w.as("vice-chair"), app.ChairIn{Meeting: m, Chair: seats["vice-chair"]}))
		id := w.callVote("vice-chair", app.OpenVoteIn{Meeting: m, Item: items["procedure"], Motion: "Thủ tục"})
		w.at = w.at.AddDate(0, 0, 1)
		_, err := w.app.OpenVote(ctx, w.as("vice-chair"), app.OpenVoteIn{Meeting: m, Item: items["any"], Motion: "Việc khác"})
		wants(t, err, committee.Refused, "may.unstated")
		_, err = w.app.CloseVote(ctx, w.as("vice-chair"), app.CloseVoteIn{Vote: id})
		wants(t, err, committee.Refused, "may.unstated")
		if w.vote("m1", id).Vote.State != committee.VoteOpen {
			t.Error("closed")
		}
	})
}

// TestVoteFromTwoDevices casts one seat's vote from many devices at once: one row,
// and the last before the close counts. A seat that ended yesterday votes no more.
func TestVoteFromTwoDevices(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		m := w.meet("Phiên có biểu quyết", w.at.Add(time.Hour), w.seatOf("head"))
		page, err := w.app.Meeting(ctx, w.as("head"), m)
		if err != nil {
			t.Fatal(err)
		}
		w.at = w.at.Add(2 * time.Hour)
		id := w.callVote("head", app.OpenVoteIn{Meeting: m, Item: page.Meeting.Agenda[0].ID, Motion: "Thông qua"})
		hash := w.vote("member1", id).Vote.Hash
		var all sync.WaitGroup
		for i := range 20 {
			all.Go(func() {
				if _, err := w.app.CastVote(ctx, w.as("member1"), app.CastVoteIn{Vote: id, Option: []string{"for", "against"}[i%2], Hash: hash}); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		w.votes("member1", id, "other")
		if p := w.vote("member1", id); p.Tally.Voted != 1 || p.Tally.Other != 1 {
			t.Errorf("counted %+v", p.Tally)
		}
		w.must(w.app.EndSeat(ctx, w.keeper, app.EndSeatIn{Body: bodyC, Seat: w.seatOf("standing-member"), To: day("2019-03-20"), Decision: decision("20/QĐ", "Thôi tham gia", "2019-03-20")}))
		w.votes("standing", id, "for")
		w.at = w.at.AddDate(0, 0, 1)
		_, err = w.app.CastVote(ctx, w.as("standing"), app.CastVoteIn{Vote: id, Option: "against", Hash: hash})
		if f := fault(err); f == nil || f.Code != "vote.not-entitled" && f.Code != "vote.unknown" {
			t.Errorf("a seat that ended yesterday: %v", err)
		}
		w.must(w.app.CloseVote(ctx, w.as("head"), app.CloseVoteIn{Vote: id}))
		if p := w.vote("head", id); p.Tally.Voted != 2 || p.Tally.For != 1 {
			t.Errorf("counted %+v", p.Tally)
		}
	})
}

// TestSecretVote goes the way of a secret vote, and looks through the database,
// its log and the export for what would give a vote away.
func TestSecretVote(t *testing.T) {
	t.Parallel()
	storetest.EachAddress(t, func(t *testing.T, fresh func() string) {
		ctx := context.Background()
		address := fresh()
		w := newWorld(t, storetest.Open(t, address, store.Options{}), "nghe-an")
		seats, m, items := w.counts("personnel")
		in := app.OpenVoteIn{Meeting: m, Item: items["personnel"], Motion: "Bầu Phó Chủ tịch"}
		_, err := w.app.OpenVote(ctx, w.as("chair"), in)
		if f := wants(t, err, committee.Refused, "vote.must-be-secret"); f.Verdict == nil || f.Verdict.Clauses[0].Address != "quy-che/5.12" {
			t.Errorf("the clause: %+v", f.Verdict)
		}
		in.Secret, in.Tellers = true, []app.PartyIn{{Seat: seats["reviewer1"]}, {Person: w.people["outsider"]}}
		id := w.callVote("chair", in)
		_, err = w.app.LayTellerKey(ctx, w.as("m1"), app.TellerKeyIn{Vote: id, Public: []byte("x")})
		wants(t, err, committee.Refused, "may.unstated")
		h1 := w.half("outsider", id)
		if p := w.vote("m1", id); p.Vote.State != committee.VotePrepared {
			t.Errorf("open with one key: %s", p.Vote.State)
		}
		w.onDesk(map[string]int{"m1": 0}, "ballot", id)
		h2 := w.half("reviewer1", id)
		w.onDesk(map[string]int{"m1": 1, "secretary": 0}, "ballot", id)
		words := map[string]string{"chair": "CHA0CHA0", "m1": "M1M1M1M1", "m2": "M2M2M2M2", "m3": "M3M3M3M3", "vice-chair": "VCEVCE00", "m4": "M4M4M4M4"}
		choice := map[string]int{"chair": 0, "m1": 1, "m2": 0, "m3": 0, "vice-chair": 2, "m4": 0}
		var sent [][]byte
		for who, word := range words {
			early := w.sealed(who, id, (choice[who]+1)%3, "FFFFFFFF")
			w.must(w.app.CastBallot(ctx, w.as(who), early))
			late := w.sealed(who, id, choice[who], word)
			w.must(w.app.CastBallot(ctx, w.as(who), late))
			sent = append(sent, early.Sealed, late.Sealed)
		}
		_, err = w.app.RecordVote(ctx, w.as("chair"), app.RecordVoteIn{Vote: id, Seat: seats["m6"], Option: "for", Hash: w.vote("chair", id).Vote.Hash, How: "telephone"})
		wants(t, err, committee.Refused, "vote.is-secret")
		_, err = w.app.CastVote(ctx, w.as("m6"), app.CastVoteIn{Vote: id, Option: "for", Hash: w.vote("chair", id).Vote.Hash})
		wants(t, err, committee.Refused, "vote.is-secret")

		// Open: no choice, no word and no half anywhere; sealed ballots in their own
		// table alone.
		secrets := []string{h1.String(), h2.String(), strings.ReplaceAll(h1.String(), " ", ""), "FFFFFFFF"}
		for _, word := range words {
			secrets = append(secrets, word, hex.EncodeToString([]byte(word)))
		}
		open := w.traces(address)
		for _, s := range secrets {
			if name := open.has([]byte(s)); name != "" {
				t.Errorf("while open, %s holds %q", name, s)
			}
		}
		for _, data := range sent {
			for _, form := range [][]byte{data, []byte(hex.EncodeToString(data))} {
				if name := open.without("sealed").has(form); name != "" {
					t.Errorf("while open, %s holds a sealed ballot", name)
				}
			}
		}
		if p := w.vote("m1", id); p.Shown || p.Tally.Voted != 0 || p.Vote.Voted() != 6 {
			t.Errorf("open: %+v", p)
		}

		// Closing needs both halves, in either order, and the right ones.
		z, err := ballot.NewHalf()
		if err != nil {
			t.Fatal(err)
		}
		_, err = w.app.CloseVote(ctx, w.as("chair"), app.CloseVoteIn{Vote: id})
		wants(t, err, committee.Invalid, "vote.halves")
		_, err = w.app.CloseVote(ctx, w.as("chair"), app.CloseVoteIn{Vote: id, First: h1, Second: z})
		if f := wants(t, err, committee.Invalid, "vote.half-wrong"); f.Field == "" {
			t.Error("which half is wrong is not told")
		}
		_, err = w.app.CloseVote(ctx, w.as("m1"), app.CloseVoteIn{Vote: id, First: h1, Second: h2})
		wants(t, err, committee.Refused, "may.unstated")
		r := w.must(w.app.CloseVote(ctx, w.as("reviewer1"), app.CloseVoteIn{Vote: id, First: h1, Second: h2}))
		if r.Ground.Inherent != "tells" {
			t.Errorf("closed on %+v", r.Ground)
		}
		p := w.vote("m1", id)
		if p.Tally.For != 4 || p.Tally.Against != 1 || p.Tally.Other != 1 || p.Vote.Result.Passed != "true" || p.Verdict.Clauses[0].Address != "quy-che/5.12" || p.Vote.Result.Warning != "" || len(p.Vote.Result.Void) != 0 {
			t.Errorf("result %+v verdict %+v", p.Vote.Result, p.Verdict)
		}
		for who, word := range words {
			if !slices.Contains(p.Vote.Result.Ballots, committee.Ballot{Option: []string{"for", "against", "other"}[choice[who]], Check: word}) {
				t.Errorf("%s does not find the word %s", who, word)
			}
		}
		page, err := w.app.Meeting(ctx, w.as("m1"), m)
		if err != nil || len(page.Meeting.Agenda[0].Positions) != 0 || page.Meeting.Agenda[0].Vote.For != 4 {
			t.Errorf("the item: %+v %v", page.Meeting.Agenda[0], err)
		}
		w.must(w.app.Conclude(ctx, w.as("chair"), app.ConcludeIn{Meeting: m, Item: items["personnel"], Text: "Trúng cử", Side: committee.For}))

		// Closed: the sealed ballots are gone, from the file and its log too, and who
		// cast which word stands nowhere.
		closed := w.traces(address)
		for _, data := range sent {
			for _, form := range [][]byte{data, []byte(hex.EncodeToString(data))} {
				if name := closed.has(form); name != "" {
					t.Errorf("after the close, %s holds a sealed ballot", name)
				}
			}
		}
		for _, s := range []string{h1.String(), strings.ReplaceAll(h2.String(), " ", ""), "FFFFFFFF"} {
			if name := closed.has([]byte(s)); name != "" {
				t.Errorf("after the close, %s holds %q", name, s)
			}
		}
		replays(t, w)
	})
}

// traces is what is kept of an office, by name: the files of the database, every
// table, and the export.
type traces map[string][]byte

func (x traces) has(needle []byte) string {
	for name, data := range x {
		if bytes.Contains(data, needle) {
			return name
		}
	}
	return ""
}

// without leaves out what is named so: the place where sealed ballots may lie, and
// the files that hold it.
func (x traces) without(name string) traces {
	out := traces{}
	for k, v := range x {
		if !strings.Contains(k, name) && !strings.HasPrefix(k, "file ") {
			out[k] = v
		}
	}
	return out
}

func (w *world) traces(address string) traces {
	w.t.Helper()
	ctx := context.Background()
	out := traces{"state": []byte(w.state())}
	if path, ok := strings.CutPrefix(address, "sqlite:"); ok {
		files, err := filepath.Glob(path + "*")
		if err != nil || len(files) == 0 {
			w.t.Fatalf("files of %s: %v", path, err)
		}
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				w.t.Fatal(err)
			}
			out["file "+filepath.Base(f)] = data
		}
	}
	var export, office bytes.Buffer
	if err := w.app.FoldNow(ctx, w.office); err != nil {
		w.t.Fatal(err)
	}
	if err := w.app.ExportRegister(ctx, w.keeper, &export); err != nil {
		w.t.Fatal(err)
	}
	if err := w.app.ExportOffice(ctx, w.office, &office); err != nil {
		w.t.Fatal(err)
	}
	out["export of the register"], out["export of the office"] = export.Bytes(), office.Bytes()
	if export.Len() < 1000 || office.Len() < 1000 {
		w.t.Fatalf("exports of %d and %d bytes", export.Len(), office.Len())
	}
	var sealed []byte
	for table, rows := range storetest.Rows(w.t, address) {
		if table == "sealed_ballot" {
			sealed = append(sealed, rows...)
			continue
		}
		out["table "+table] = rows
	}
	out["sealed table"] = sealed
	return out
}
