package app_test

import (
	"context"
	"testing"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// city founds body D under a city whose chairman holds the post that its decision
// names.
func (w *world) city() {
	w.t.Helper()
	ctx := context.Background()
	for _, n := range []string{"chu-tich", "pho", "uy-vien", "to-vien", "so"} {
		w.person(n)
	}
	g := w.must(w.app.RecordAgency(ctx, w.keeper, app.AgencyIn{Kind: "province", VI: "Ủy ban nhân dân thành phố Hà Nội"}))
	w.agency["hn"] = committee.AgencyID(g.Ref)
	p := w.must(w.app.RecordPost(ctx, w.keeper, app.PostIn{Agency: w.agency["hn"], Kind: "chairman", VI: "Chủ tịch Ủy ban nhân dân thành phố Hà Nội", Leads: true}))
	w.leaders["hn"] = committee.PostID(p.Ref)
	w.must(w.app.TakePost(ctx, w.keeper, app.TakePostIn{Post: w.leaders["hn"], Person: w.people["chu-tich"], From: day("2019-01-01")}))
	w.must(w.app.EstablishBody(ctx, w.as("chu-tich"), app.EstablishIn{
		Key: bodyD, Host: w.agency["hn"], Superior: w.agency["hn"], Charter: w.bundled(bodyD), From: day("2019-02-12"), Decision: decision("", "Thành lập", "2019-02-12"),
	}))
}

// seatingD replaces the rosters of body D and of its assisting group.
func (w *world) seatingD(seats ...app.SeatIn) (app.Receipt, error) {
	return w.app.Reconstitute(context.Background(), w.keeper, app.ReconstituteIn{
		Body: bodyD, Decision: decision("", "Danh sách", "2019-03-20"), Seats: seats,
	})
}

// partOf puts a roster line into a part of the body.
func partOf(part string, l app.SeatIn) app.SeatIn { l.In = part; return l }

// D2: the standing commissioner is head of the assisting group as well; a roster
// with two people in the two seats, or with one person in two seats of one part,
// is refused, also in the preview.
func TestOnePersonTwoSeats(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		w.city()
		const group = "to-giup-viec"
		base := []app.SeatIn{w.line("head", committee.FillPost, string(w.leaders["hn"])), w.sits("deputy", "pho"), w.sits("standing-member", "uy-vien"), w.sits("member", "so")}
		with := func(more ...app.SeatIn) []app.SeatIn { return append(append([]app.SeatIn(nil), base...), more...) }

		_, err := w.seatingD(with(partOf(group, w.sits("helper-head", "to-vien")))...)
		f := wants(t, err, committee.Refused, "seat.also")
		if f.Verdict == nil || f.Verdict.Clauses[0].Address != "quyet-dinh/1.2.c" {
			t.Errorf("the refusal cites %+v", f.Verdict)
		}
		_, err = w.seatingD(with(w.sits("member", "chu-tich"), partOf(group, w.line("helper-head", committee.FillSeat, "#3")))...)
		wants(t, err, committee.Conflict, "seat.overlap")
		pre, err := w.app.PreviewReconstitute(context.Background(), w.keeper, app.ReconstituteIn{
			Body: bodyD, Decision: decision("", "Danh sách", "2019-03-20"), Seats: with(w.sits("member", "pho")),
		})
		if err != nil {
			t.Fatal(err)
		}
		wants(t, pre.Fault, committee.Conflict, "seat.overlap")
		// The group's own composition is ruled on as the body's is.
		_, err = w.seatingD(with(partOf(group, w.sits("helper", "to-vien")))...)
		f = wants(t, err, committee.Refused, "roster.count")
		if f.Verdict == nil || len(f.Verdict.Clauses) == 0 || f.Verdict.Clauses[0].Rule != "to-truong" {
			t.Errorf("the group without a head is refused by %+v", f.Verdict)
		}
		w.must(w.seatingD(with(partOf(group, w.line("helper-head", committee.FillSeat, "#3")), partOf(group, w.sits("helper", "to-vien")))...))
	})
}

// D5: the chairman of the city, who is whoever holds the post that the decision
// names, appoints to the assisting group; nobody else does.
func TestCityChairmanAppoints(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		w.city()
		appoint := func(by string) (app.Receipt, error) {
			return w.app.AppointSeat(ctx, w.as(by), app.AppointIn{
				Body: bodyD, Seat: partOf("to-giup-viec", w.sits("helper", "to-vien")), Decision: decision("", "Phê duyệt danh sách", "2019-03-20"),
			})
		}
		_, err := appoint("keeper")
		refusedBy(t, err, charter.ReasonNotHolder, "quyet-dinh/3.5", "city-chairman")
		w.must(w.app.TakePost(ctx, w.keeper, app.TakePostIn{Post: w.leaders["hn"], Person: w.people["pho"], From: day("2019-03-20")}))
		_, err = appoint("chu-tich")
		refusedBy(t, err, charter.ReasonNotHolder, "quyet-dinh/3.5", "city-chairman")
		r := w.must(appoint("pho"))
		if r.Ground.Role != "city-chairman" || r.Capacity.Kind != committee.ByPost {
			t.Errorf("appointed as %v on %+v", r.Capacity, r.Ground)
		}
	})
}

// A2: one head, two deputies. Appointing a third or ending one of the two is
// refused as a whole roster with three or one would be; what brings the body
// nearer to its text is not.
func TestOneSeatKeepsTheComposition(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		for _, n := range []string{"h", "d1", "d2", "d3"} {
			w.person(n)
		}
		w.must(w.app.EstablishBody(ctx, w.keeper, app.EstablishIn{
			Key: bodyA, Host: w.agency["vp"], Charter: w.bundled(bodyA), From: day("2019-03-19"), Decision: decision("", "Thành lập", "2019-03-19"),
		}))
		appoint := func(role charter.Role, who string) error {
			_, err := w.app.AppointSeat(ctx, w.keeper, app.AppointIn{Body: bodyA, Seat: w.sits(role, who), Decision: decision("", "Cử "+who, "2019-03-20")})
			return err
		}
		// A body comes to be seat by seat.
		for _, x := range []struct {
			role charter.Role
			who  string
		}{{"deputy", "d1"}, {"head", "h"}, {"deputy", "d2"}} {
			if err := appoint(x.role, x.who); err != nil {
				t.Fatalf("appointing %s: %v", x.who, err)
			}
		}
		f := wants(t, appoint("deputy", "d3"), committee.Refused, "roster.count")
		if f.Verdict == nil || len(f.Verdict.Clauses) == 0 || f.Verdict.Clauses[0].Address != "quy-che/2.1" {
			t.Errorf("the refusal cites %+v", f.Verdict)
		}
		var seat committee.SeatID
		for _, l := range w.roster(bodyA) {
			if l.Person == w.people["d2"] {
				seat = l.Seat
			}
		}
		_, err := w.app.EndSeat(ctx, w.keeper, app.EndSeatIn{Body: bodyA, Seat: seat, To: day("2019-03-25"), Decision: decision("", "Thôi", "2019-03-25")})
		wants(t, err, committee.Refused, "roster.count")
		if err := appoint("member", "d3"); err != nil {
			t.Errorf("a member, of whom the text states no number: %v", err)
		}
		if got := len(w.roster(bodyA)); got != 4 {
			t.Errorf("%d seats, want 4", got)
		}
	})
}

// C13: who steers the carrying out urges it, the heads of agencies in their own
// sphere; others are refused with both clauses.
func TestHeadUrges(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		id := w.task("Kết nối trục liên thông", app.TaskIn{Accountable: w.seatOf("member"), Due: day("2019-05-01")})
		for _, by := range []string{"head", "deputy"} {
			r := w.must(w.app.ActOnTask(ctx, w.as(by), app.TaskActIn{ID: id, Act: "task.urge", Note: "Còn chậm."}))
			if len(r.Ground.Clauses) == 0 || r.Ground.Clauses[0].Address != "quy-che/4.5" || !r.Ground.Inferred {
				t.Errorf("%s urges by %+v", by, r.Ground)
			}
		}
		_, err := w.app.ActOnTask(ctx, w.as("to-truong"), app.TaskActIn{ID: id, Act: "task.urge"})
		refusedBy(t, err, charter.ReasonNotHolder, "quy-che/4.5", "head", "deputy", "agency-head")
	})
}

// A7, A10: a seat opened without a regime takes what the text says of every seat
// of its role or of its unit; "some serve full-time" says it of none in particular.
func TestSeatsTakeTheRegimeOfTheText(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		w.workingGroup()
		for _, x := range []struct {
			part   string
			role   charter.Role
			who    string
			regime string
		}{
			{"", "member", "member1", "part-time"},
			{"bo-phan-giup-viec", "helper", "member2", "full-time"},
			{"nhom-chuyen-gia", "expert", "outsider", ""},
		} {
			w.must(w.app.AppointSeat(ctx, w.keeper, app.AppointIn{
				Body: bodyA, Seat: partOf(x.part, w.sits(x.role, x.who)), Decision: decision("", "Cử "+x.who, "2019-03-20"),
			}))
			for _, l := range w.roster(bodyA) {
				if l.Person == w.people[x.who] && l.Regime != x.regime {
					t.Errorf("%s sits %q, want %q", x.role, l.Regime, x.regime)
				}
			}
		}
	})
}
