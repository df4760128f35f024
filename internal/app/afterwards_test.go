package app_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// An act done earlier is entered afterwards by who assists the leader, keeps the
// papers or keeps the books today; it is ruled on at its own time, in the name of
// who held the seat then, and the record shows both times.
func TestActsEnteredAfterwards(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		done := w.at // 20 March: the head, whom the secretary assists
		seat := w.seatOf("head")
		give := func(by string, at time.Time) (app.Receipt, error) {
			a := w.as(by)
			a.ActedAt = at
			return w.app.AssignTask(ctx, a, app.TaskIn{Body: bodyC, Title: "Việc giao trên giấy", Accountable: w.seatOf("deputy")})
		}
		w.at = w.at.Add(5 * 24 * time.Hour)
		entered := w.at.UTC()

		r := w.must(give("secretary", done))
		page, err := w.app.Act(ctx, w.keeper, r.Act)
		if err != nil {
			t.Fatal(err)
		}
		if !page.Record.At.Equal(done) || !page.Record.EnteredAt.Equal(entered) || page.Record.OnBehalf != "Người head" || page.Record.Person != "Người secretary" {
			t.Errorf("recorded %+v", page.Record)
		}
		if r.Capacity.ID != string(seat) || len(r.Ground.Clauses) == 0 || r.Ground.Clauses[0].Address != "quy-che/5.1" {
			t.Errorf("entered as %v on %+v", r.Capacity, r.Ground)
		}
		// It can name the signed paper from which it is entered, which is recorded with what
		// was asked; an act of this moment rests on no paper.
		named := w.as("secretary")
		named.ActedAt, named.Paper, named.Key = done, "Sổ giao việc số 7, ngày 20/3/2019", "paper"
		task := app.TaskIn{Body: bodyC, Title: "Việc giao theo sổ", Accountable: w.seatOf("deputy")}
		onPaper := w.must(w.app.AssignTask(ctx, named, task))
		if page, err = w.app.Act(ctx, w.keeper, onPaper.Act); err != nil || !strings.Contains(string(page.Input), `"on_paper":{"§":"Sổ giao việc số 7, ngày 20/3/2019"}`) || strings.Contains(page.Leaf, "Sổ giao việc") {
			t.Errorf("recorded %s in %s, %v", page.Input, page.Leaf, err)
		}
		named.Paper = "Sổ giao việc số 8"
		_, err = w.app.AssignTask(ctx, named, task)
		wants(t, err, committee.Conflict, "idempotency.other-input")
		named.Key, named.Paper = "", strings.Repeat("a", 301)
		_, err = w.app.AssignTask(ctx, named, task)
		wants(t, err, committee.Invalid, "text.too-long")
		named.ActedAt, named.Paper = time.Time{}, "Sổ giao việc số 7"
		_, err = w.app.AssignTask(ctx, named, task)
		wants(t, err, committee.Invalid, "acted.paper-now")

		// The head enters no own act of the past, and neither does who has no seat.
		for _, by := range []string{"head", "outsider"} {
			_, err := give(by, done)
			wants(t, err, committee.Refused, "acted.not-recorder")
		}
		// The power is that of the time of the act: the standing member had none, and
		// before the charter nobody had.
		w.must(w.app.NameAssistant(ctx, w.keeper, app.AssistantIn{
			Assistant: w.people["member2"], Kind: committee.BySeat, ID: string(w.seatOf("standing-member")), Day: day("2019-03-25"),
		}))
		_, err = give("member2", done)
		refusedBy(t, err, charter.ReasonNotHolder, "quy-che/5.1", "head", "deputy")
		_, err = give("secretary", done.AddDate(0, 0, -10))
		if f := fault(err); f == nil || f.Kind != committee.Refused {
			t.Errorf("before the charter: %v", err)
		}
		_, err = give("secretary", w.at.Add(time.Hour))
		wants(t, err, committee.Invalid, "acted.to-come")

		// Another head comes. Who sat before acts no more, in the past neither; what
		// that head did is entered by the secretary of today, in that head's name.
		d := decision("60/QĐ-UBND", "Kiện toàn", "2019-03-25")
		w.must(w.app.Reconstitute(ctx, w.keeper, app.ReconstituteIn{Body: bodyC, Decision: d, Seats: []app.SeatIn{
			w.sits("head", "member2"), w.sits("deputy", "deputy"),
		}}))
		w.at = w.at.Add(2 * 24 * time.Hour)
		w.reseat()
		_, err = give("head", done)
		wants(t, err, committee.Refused, "acted.not-recorder")
		// The seat that the secretary assisted has ended: nothing is held through it.
		_, err = give("secretary", done)
		wants(t, err, committee.Refused, "acted.not-recorder")

		// The keeper enters what belongs in the books of the past, and is refused as
		// soon as the books are another's.
		record := func(by string) error {
			a := w.as(by)
			a.ActedAt = done
			_, err := w.app.RecordAgency(ctx, a, app.AgencyIn{Parent: w.agency["ubnd"], Kind: "department", VI: "Sở mới " + by})
			return err
		}
		if err := record("keeper"); err != nil {
			t.Errorf("the keeper: %v", err)
		}
		w.must(w.app.NameKeeper(ctx, w.keeper, app.KeeperIn{Person: w.people["member1"], Day: day("2019-03-27")}))
		w.must(w.app.NameKeeper(ctx, w.keeper, app.KeeperIn{Person: w.keeper.Person, Day: day("2019-03-27"), Release: true}))
		w.at = w.at.Add(24 * time.Hour)
		wants(t, record("keeper"), committee.Refused, "acted.not-recorder")
	})
}

// A post's holder changes, the assistant of the post stays: what the former
// holder did is entered in the former holder's name.
func TestEnteredForAFormerHolder(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		w.person("newcomer")
		w.must(w.app.AppointSeat(ctx, w.keeper, app.AppointIn{
			Body: bodyC, Seat: w.line("deputy", committee.FillPost, string(w.leaders["so1"])), Decision: decision("8/QĐ-UBND", "Cử", "2019-03-20"),
		}))
		w.must(w.app.NameAssistant(ctx, w.keeper, app.AssistantIn{Assistant: w.people["member2"], Kind: committee.ByPost, ID: string(w.leaders["so1"]), Day: day("2019-03-20")}))
		done := w.at
		w.at = w.at.Add(10 * 24 * time.Hour)
		w.must(w.app.TakePost(ctx, w.keeper, app.TakePostIn{Post: w.leaders["so1"], Person: w.people["newcomer"], From: day("2019-03-28")}))
		give := func(by string) (app.Receipt, error) {
			a := w.as(by)
			a.ActedAt = done
			return w.app.AssignTask(ctx, a, app.TaskIn{Body: bodyC, Title: "Việc giao trước khi thôi", Accountable: w.seatOf("member")})
		}
		_, err := give("lead-so1")
		wants(t, err, committee.Refused, "acted.not-recorder")
		r := w.must(give("member2"))
		page, err := w.app.Act(ctx, w.keeper, r.Act)
		if err != nil || page.Record.OnBehalf != "Người lead-so1" {
			t.Errorf("in the name of %q, %v", page.Record.OnBehalf, err)
		}
	})
}
