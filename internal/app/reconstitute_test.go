package app_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

const bodyB = committee.BodyKey("ban-chi-dao-bo-noi-vu")

// ministry founds body B as it was until Decision 913 of 30 August 2021: a head
// and a deputy by post, fourteen commissioners sent by their units.
func (w *world) ministry() (units []committee.AgencyID, minister, vice committee.PostID) {
	w.t.Helper()
	ctx := context.Background()
	w.at = time.Date(2021, 8, 31, 2, 0, 0, 0, time.UTC)
	top := committee.AgencyID(w.must(w.app.RecordAgency(ctx, w.keeper, app.AgencyIn{Kind: "ministry", VI: "Bộ Nội vụ", From: day("2019-01-01")})).Ref)
	post := func(agency committee.AgencyID, kind, title, person string, leads bool) committee.PostID {
		w.person(person)
		id := committee.PostID(w.must(w.app.RecordPost(ctx, w.keeper, app.PostIn{Agency: agency, Kind: kind, VI: title, Leads: leads})).Ref)
		w.must(w.app.TakePost(ctx, w.keeper, app.TakePostIn{Post: id, Person: w.people[person], From: day("2020-01-01")}))
		return id
	}
	minister = post(top, "minister", "Bộ trưởng", "minister", true)
	vice = post(top, "deputy-minister", "Thứ trưởng", "vice-minister", false)
	for i := range 15 {
		unit := committee.AgencyID(w.must(w.app.RecordAgency(ctx, w.keeper, app.AgencyIn{Parent: top, Kind: "unit", VI: "Đơn vị " + string(rune('A'+i))})).Ref)
		units = append(units, unit)
		post(unit, "head", "Thủ trưởng đơn vị "+string(rune('A'+i)), "unit-"+string(rune('a'+i)), true)
	}
	w.must(w.app.EstablishBody(ctx, w.keeper, app.EstablishIn{
		Key: bodyB, Host: top, Superior: top, Charter: w.bundled(bodyB), From: day("2020-01-01"),
		Decision: app.DecisionIn{Title: "Quyết định thành lập"},
	}))
	return units, minister, vice
}

// unitSeats are the lines of commissioners, each sent by a unit that names its
// head.
func (w *world) unitSeats(units []committee.AgencyID, from int) []app.SeatIn {
	var out []app.SeatIn
	for i, u := range units {
		l := w.line("member", committee.FillDelegate, string(u))
		l.Delegate = w.people["unit-"+string(rune('a'+from+i))]
		out = append(out, l)
	}
	return out
}

// TestDecision913 reconstitutes body B as Decision 913 did.
func TestDecision913(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		units, minister, vice := w.ministry()
		heads := []app.SeatIn{w.line("head", committee.FillPost, string(minister)), w.line("deputy", committee.FillPost, string(vice))}
		first := app.ReconstituteIn{
			Body: bodyB, Seats: append(slices.Clone(heads), w.unitSeats(units[:14], 0)...),
			Decision: app.DecisionIn{Title: "Thành phần đầu tiên", Effect: day("2020-01-01")},
		}
		by := w.as("minister")
		w.must(w.app.Reconstitute(ctx, by, first))

		// The last unit comes in the place of the first.
		next := app.ReconstituteIn{
			Body: bodyB, Seats: append(slices.Clone(heads), w.unitSeats(units[1:], 1)...), Decision: decision("913/QĐ-BNV", "Kiện toàn Ban Chỉ đạo", "2021-08-30"),
		}
		_, err := w.app.Reconstitute(ctx, w.as("unit-a"), next)
		refusedBy(t, err, charter.ReasonNotHolder, "qd-913/1.1", "superior")
		before := w.state()
		short := next
		short.Seats = next.Seats[:15]
		for _, c := range []struct {
			name  string
			seats []app.SeatIn
		}{
			{"thirteen commissioners", next.Seats[:15]},
			{"two heads", append([]app.SeatIn{w.sits("head", "outsider")}, next.Seats[:15]...)},
			{"no deputy", append([]app.SeatIn{next.Seats[0]}, append(w.unitSeats(units[:1], 0), next.Seats[2:]...)...)},
			{"fifteen commissioners", append(w.unitSeats(units[:1], 0), next.Seats...)},
		} {
			bad := next
			bad.Seats = c.seats
			preview, err := w.app.PreviewReconstitute(ctx, by, bad)
			if err != nil || preview.Fault == nil || preview.Verdict.OK != charter.No {
				t.Errorf("%s: preview %+v %v", c.name, preview.Fault, err)
			}
			_, err = w.app.Reconstitute(ctx, by, bad)
			f := wants(t, err, committee.Refused, "roster.count")
			if f.Verdict == nil || !slices.ContainsFunc(f.Verdict.Clauses, func(x charter.Cite) bool { return x.Document == "qd-913" }) {
				t.Errorf("%s: no clause in %+v", c.name, f.Verdict)
			}
		}
		refusals, err := w.app.Refusals(ctx, w.keeper, app.RefusalFilter{Body: bodyB})
		if err != nil || len(refusals.Items) != 5 || len(refusals.Items[0].Clauses) == 0 {
			t.Errorf("refusals %+v %v", refusals, err)
		}
		if w.state() != before {
			t.Error("a refused roster changed the books")
		}
		preview, err := w.app.PreviewReconstitute(ctx, by, next)
		if err != nil || preview.Fault != nil || len(preview.Diff.Entered) != 1 || len(preview.Diff.Left) != 1 || len(preview.Diff.Kept) != 15 {
			t.Errorf("preview %+v %v", preview.Diff, err)
		}
		w.must(w.app.Reconstitute(ctx, by, next))

		sat := func(on string) map[string]charter.Role {
			t.Helper()
			lines, err := w.app.RosterOn(ctx, w.keeper, bodyB, day(on))
			if err != nil || len(lines) != 16 {
				t.Fatalf("%s: %d seats, %v", on, len(lines), err)
			}
			out := map[string]charter.Role{}
			for _, l := range lines {
				out[l.Holder] = l.Role
			}
			return out
		}
		until, since := sat("2021-08-29"), sat("2021-08-31")
		if until["Người unit-a"] != "member" || until["Người unit-o"] != "" || since["Người unit-a"] != "" || since["Người unit-o"] != "member" {
			t.Errorf("on the 29th %v, on the 31st %v", until, since)
		}
		if until["Người minister"] != "head" || since["Người minister"] != "head" || since["Người vice-minister"] != "deputy" {
			t.Errorf("heads: %v %v", until, since)
		}
		if on30 := sat("2021-08-30"); on30["Người unit-o"] != "member" {
			t.Errorf("on the day of effect %v", on30)
		}

		// A correction is a decision of its own; what was decided stays.
		decisions, err := w.app.Decisions(ctx, w.keeper, bodyB)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(decisions, func(d app.DecisionLine) bool { return d.Number == "913/QĐ-BNV" })
		right := decision("920/QĐ-BNV", "Đính chính Quyết định 913", "2021-08-31")
		right.Corrects = decisions[i].ID
		w.must(w.app.Reconstitute(ctx, by, app.ReconstituteIn{Body: bodyB, Seats: first.Seats, Decision: right}))
		page, err := w.app.Decision(ctx, w.keeper, decisions[i].ID)
		if err != nil || page.Line.Number != "913/QĐ-BNV" || page.Line.Opened != 16 || page.Act == nil {
			t.Errorf("the corrected decision: %+v %v", page.Line, err)
		}
		after, err := w.app.Decisions(ctx, w.keeper, bodyB)
		if err != nil || len(after) != len(decisions)+1 || after[len(after)-1].Corrects != decisions[i].ID {
			t.Errorf("decisions %+v %v", after, err)
		}
		if on30, on31 := sat("2021-08-30"), sat("2021-08-31"); on30["Người unit-o"] != "member" || on31["Người unit-a"] != "member" || on31["Người unit-o"] != "" {
			t.Errorf("after the correction: %v %v", on30, on31)
		}
		other := right
		w.at = w.at.AddDate(0, 0, 1)
		other.Number, other.Effect, other.Corrects = "921/QĐ-BNV", day("2021-09-01"), "01900000-0000-7000-8000-000000000000"
		_, err = w.app.Reconstitute(ctx, by, app.ReconstituteIn{Body: bodyB, Seats: first.Seats, Decision: other})
		wants(t, err, committee.NotFound, "decision.unknown")
		if replayed, err := w.app.Replay(ctx, w.office); err != nil || !replayed.OK {
			t.Errorf("replay %+v %v", replayed, err)
		}
	})
}

// TestChairOfTheCouncil holds who presides over body E: the head, a deputy, or a
// member to whom the head has lent the chair in writing, while it is lent.
func TestChairOfTheCouncil(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		h := w.live()
		w.must(w.app.RevokePower(ctx, w.as("chairman"), app.RevokeIn{Body: bodyE, ID: h.delegation, From: day("2019-03-22")}))
		at := func(on string) time.Time { return day2time(on) }
		w.at = at("2019-04-01")
		convene := func(on string, chair committee.SeatID) (committee.MeetingID, error) {
			r, err := w.app.Convene(ctx, w.as("chairman"), app.ConveneIn{Body: bodyE, Kind: committee.Regular, Start: at(on).Add(time.Hour), Chair: chair, Agenda: []app.ItemIn{{Title: "Nội dung"}}})
			return committee.MeetingID(r.Ref), err
		}
		take := func(who string, m committee.MeetingID, chair committee.SeatID) error {
			_, err := w.app.TakeChair(ctx, w.as(who), app.ChairIn{Meeting: m, Chair: chair})
			return err
		}
		conclude := func(who string, m committee.MeetingID) error {
			_, err := w.app.Conclude(ctx, w.as(who), app.ConcludeIn{Meeting: m, Text: "Kết luận"})
			return err
		}
		lend := func(since, until string, m committee.MeetingID) committee.DelegationID {
			t.Helper()
			in := app.LendIn{Body: bodyE, From: h.chair, To: h.councilor, Acts: []charter.Act{"meeting.chair"}, Trigger: "written", Since: day(since), Meeting: m}
			if until != "" {
				in.Until = day(until)
			}
			return committee.DelegationID(w.must(w.app.DelegatePower(ctx, w.as("chairman"), in)).Ref)
		}

		// Nothing lent: a member neither is put in the chair nor takes it.
		_, err := convene("2019-04-10", h.councilor)
		refusedBy(t, err, charter.ReasonMissing, "du-thao/3.2")
		open, err := convene("2019-04-10", "")
		if err != nil {
			t.Fatal(err)
		}
		refusedBy(t, take("councilor", open, ""), charter.ReasonMissing, "du-thao/3.2")
		refusedBy(t, take("chairman", open, h.councilor), charter.ReasonMissing, "du-thao/3.2")
		if err := take("vice", open, ""); err != nil {
			t.Errorf("a deputy takes the chair: %v", err)
		}
		// A member lends nothing, and nothing but the chair is lent.
		_, err = w.app.DelegatePower(ctx, w.as("vice"), app.LendIn{Body: bodyE, From: h.deputy, To: h.councilor, Acts: []charter.Act{"meeting.chair"}, Trigger: "written", Since: day("2019-04-01")})
		wants(t, err, committee.Refused, "may.not-holder")
		_, err = w.app.DelegatePower(ctx, w.as("chairman"), app.LendIn{Body: bodyE, From: h.chair, To: h.councilor, Acts: []charter.Act{"meeting.chair"}, Trigger: "assigned", Since: day("2019-04-01")})
		wants(t, err, committee.Refused, "delegation.other-trigger")

		// Lent from the 10th to the 20th: the sitting's day counts, not the day of the call.
		spring := lend("2019-04-10", "2019-04-20", "")
		if _, err = convene("2019-04-09", h.councilor); err == nil {
			t.Error("the chair before the loan begins")
		}
		_, err = convene("2019-04-21", h.councilor)
		if f := fault(err); f == nil || f.Lapsed == nil || f.Lapsed.ID != spring || f.Lapsed.Ended != day("2019-04-20") || f.Lapsed.Revoked {
			t.Errorf("the chair after the loan has ended: %v", err)
		}
		if _, err = convene("2019-05-21", h.councilor); fault(err) == nil || fault(err).Lapsed != nil {
			t.Errorf("a loan that ended more than thirty days before is named: %v", err)
		}
		within, err := convene("2019-04-15", h.councilor)
		if err != nil {
			t.Errorf("the chair within the loan: %v %v", err, about(err))
		}
		last, err := convene("2019-04-20", h.councilor)
		if err != nil {
			t.Errorf("the chair on the last day of the loan: %v", err)
		}
		w.at = at("2019-04-15").Add(2 * time.Hour)
		if err := conclude("councilor", within); err != nil {
			t.Errorf("the borrower concludes: %v %v", err, about(err))
		}
		if err := conclude("vice", within); err == nil {
			t.Error("one who does not preside concludes")
		}

		// The loan ends while the sitting of the 20th goes on into the 21st.
		w.at = at("2019-04-20").Add(2 * time.Hour)
		w.must(w.app.RecordPresence(ctx, w.as("councilor"), app.PresenceIn{Meeting: last, Present: []app.PresentIn{{Seat: h.councilor, How: "present"}}}))
		w.at = at("2019-04-21").Add(2 * time.Hour)
		f := fault(conclude("councilor", last))
		if f == nil || f.Lapsed == nil || f.Lapsed.ID != spring || f.Lapsed.Number == 0 || f.Lapsed.Lender == "" || len(f.Could) == 0 {
			t.Errorf("the borrower concludes after the loan has ended: %+v", f)
		}
		if f := fault(conclude("member", last)); f != nil && f.Lapsed != nil {
			t.Errorf("a loan to another is named: %+v", f.Lapsed)
		}
		if err := take("vice", last, ""); err != nil {
			t.Errorf("a deputy goes on with the sitting: %v", err)
		}
		if err := conclude("vice", last); err != nil {
			t.Errorf("the deputy concludes it: %v %v", err, about(err))
		}
		_, err = w.app.RevokePower(ctx, w.as("chairman"), app.RevokeIn{Body: bodyE, ID: spring, From: day("2019-04-21")})
		wants(t, err, committee.Conflict, "delegation.over")

		// Taken back while the sitting goes on.
		loan := lend("2019-05-01", "", "")
		w.at = at("2019-05-02")
		sitting, err := convene("2019-05-02", h.councilor)
		if err != nil {
			t.Fatal(err)
		}
		w.at = w.at.Add(2 * time.Hour)
		w.must(w.app.RevokePower(ctx, w.as("chairman"), app.RevokeIn{Body: bodyE, ID: loan, From: day("2019-05-02")}))
		if f := fault(conclude("councilor", sitting)); f == nil || f.Lapsed == nil || f.Lapsed.ID != loan || !f.Lapsed.Revoked || f.Lapsed.Ended != day("2019-05-01") {
			t.Errorf("the borrower concludes after the loan was taken back: %+v", f)
		}

		// Lent for one sitting alone.
		one, err := convene("2019-05-10", "")
		if err != nil {
			t.Fatal(err)
		}
		two, err := convene("2019-05-10", "")
		if err != nil {
			t.Fatal(err)
		}
		lend("2019-05-02", "", one)
		w.at = at("2019-05-10")
		if err := take("councilor", one, ""); err != nil {
			t.Errorf("the chair of that sitting: %v", err)
		}
		refusedBy(t, take("councilor", two, ""), charter.ReasonMissing, "du-thao/3.2")
	})
}

// day2time is eight in the morning of a day in the office's zone.
func day2time(on string) time.Time {
	y, m, d := day(on).Split()
	return time.Date(y, m, d, 1, 0, 0, 0, time.UTC)
}
