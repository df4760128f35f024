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

// noticeOf finds the notice of a meeting on the duty board.
func (w *world) noticeOf(id committee.MeetingID) (line committee.DutyLine, ok bool) {
	w.t.Helper()
	b, err := w.app.Duties(context.Background(), w.as("secretary"), bodyC, day("2019-01-01"), day("2019-12-31"))
	if err != nil {
		w.t.Fatal(err)
	}
	for _, l := range b.Law {
		if l.Obligation.Rule == committee.NoticeRule(id) {
			return l, true
		}
	}
	return line, false
}

// A meeting that concluded something owes the notice of it within five working days
// of its close, by general law, over weekends and holidays; the notice that was
// issued is its evidence.
func TestNoticeOfConclusionsIsOwed(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		w.at = time.Date(2019, 4, 25, 2, 0, 0, 0, time.UTC) // Thursday; 29 and 30 April, 1 May are days off
		id := w.holds("Phiên trước lễ")
		if _, ok := w.noticeOf(id); ok {
			t.Error("owed before the close")
		}
		w.must(w.app.Conclude(ctx, w.as("head"), app.ConcludeIn{Meeting: id, Text: "Thống nhất."}))
		w.must(w.app.CloseMeeting(ctx, w.as("head"), app.CloseIn{Meeting: id}))
		l, ok := w.noticeOf(id)
		if !ok || l.State != committee.DutyDue || l.DaysLeft != 5 {
			t.Fatalf("after the close: %+v %t", l, ok)
		}
		due := l.Obligation.Due.To
		if due < day("2019-05-06") || due != w.app.AfterWorkdays(day("2019-04-25"), 5) {
			t.Errorf("due on %s: the days off count", due)
		}
		if doc, ok := committee.FromLaw(l.Obligation); !ok || !strings.Contains(doc, "45/2018") || len(l.Obligation.Clauses) != 0 {
			t.Errorf("it comes from %q, cites %v", doc, l.Obligation.Clauses)
		}
		page, err := w.app.Meeting(ctx, w.as("member1"), id)
		if err != nil || page.Notice == nil || page.Notice.Obligation.Due.To != due {
			t.Errorf("on the meeting: %+v %v", page.Notice, err)
		}

		// A meeting that concluded nothing owes nothing.
		idle := w.holds("Phiên không kết luận")
		w.must(w.app.CloseMeeting(ctx, w.as("head"), app.CloseIn{Meeting: idle}))
		if _, ok := w.noticeOf(idle); ok {
			t.Error("a meeting that concluded nothing owes a notice")
		}

		w.at = time.Date(2019, 5, 20, 2, 0, 0, 0, time.UTC)
		if l, _ := w.noticeOf(id); l.State != committee.DutyMiss || l.DaysLeft >= 0 {
			t.Errorf("after its day: %+v", l)
		}
		show := func(by string, on charter.Date, met charter.Date) error {
			_, err := w.app.RecordEvidence(ctx, w.as(by), app.EvidenceIn{Body: bodyC, Rule: committee.NoticeRule(id), Due: on, Kind: "document", Ref: "12/TB-BCĐ", Met: met})
			return err
		}
		wants(t, show("keeper", due+1, due), committee.NotFound, "duty.unknown")
		refusedBy(t, show("outsider", due, due), charter.ReasonUnstated, "")
		if err := show("secretary", due, due+1); err != nil {
			t.Fatal(err)
		}
		if l, _ := w.noticeOf(id); l.State != committee.DutyLate || len(l.Evidence) != 1 || l.Evidence[0].Ref != "12/TB-BCĐ" {
			t.Errorf("issued late: %+v", l)
		}
		if err := show("secretary", due, due); err != nil && fault(err).Code != "evidence.twice" {
			t.Fatal(err)
		}
		b, err := w.app.Duties(ctx, w.as("outsider"), bodyC, day("2019-01-01"), day("2019-12-31"))
		if err != nil || len(b.Law) != 0 {
			t.Errorf("an outsider reads %d duties, %v", len(b.Law), err)
		}
	})
}

// Where the charter says itself by when conclusions are made known, its own duty is
// owed, counted from the meeting, and that of general law is not.
func TestCharterStatesNotice(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		w.must(w.app.InstallCharter(ctx, w.as("lead-ubnd"), app.CharterIn{
			Body: bodyC, Source: withNotice(w.bundled(bodyC)), From: day("2019-03-20"), Decision: decision("9/QĐ-UBND", "Sửa quy chế", "2019-03-20"),
		}))
		id := w.holds("Phiên theo quy chế mới")
		w.must(w.app.Conclude(ctx, w.as("head"), app.ConcludeIn{Meeting: id, Text: "Thống nhất."}))
		w.must(w.app.CloseMeeting(ctx, w.as("head"), app.CloseIn{Meeting: id}))
		if _, ok := w.noticeOf(id); ok {
			t.Error("owed by general law as well")
		}
		b, err := w.app.Duties(ctx, w.as("secretary"), bodyC, day("2019-03-20"), day("2019-05-31"))
		if err != nil {
			t.Fatal(err)
		}
		var own *committee.DutyLine
		for i, l := range b.Lines {
			if l.Obligation.Rule == "gui-ket-luan" {
				own = &b.Lines[i]
			}
		}
		if own == nil || own.Obligation.Due.To != w.app.AfterWorkdays(day("2019-03-20"), 10) || len(own.Obligation.Clauses) == 0 {
			t.Fatalf("its own duty: %+v", own)
		}
		w.must(w.app.RecordEvidence(ctx, w.keeper, app.EvidenceIn{
			Body: bodyC, Rule: "gui-ket-luan", Due: own.Obligation.Due.To, Kind: "document", Ref: "3/TB-BCĐ", Met: day("2019-03-20"),
		}))
	})
}

// withNotice adds to a charter that conclusions are made known within ten working
// days.
func withNotice(source string) string {
	rule := "- {id: gui-ket-luan, duty: {vi: Thông báo kết luận, en: Notice of conclusions}, who: secretary, due: {within: 10 working-days, after: meeting-held}}"
	lines := strings.Split(source, "\n")
	for i, l := range lines {
		if strings.HasSuffix(strings.TrimSpace(l), "rules:") {
			indent := l[:len(l)-len(strings.TrimLeft(l, " "))]
			if next := lines[i+1]; strings.HasPrefix(strings.TrimSpace(next), "-") {
				indent = next[:len(next)-len(strings.TrimLeft(next, " "))]
			}
			lines[i] += "\n" + indent + rule
			break
		}
	}
	return strings.Join(lines, "\n")
}

// Who sits where is arranged by who assists the chair, kept as it was said, and filled
// up by precedence.
func TestSeating(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		id := w.asked()
		of := func(by string) app.SeatingPage {
			p, err := w.app.Seating(ctx, w.as(by), id)
			if err != nil {
				t.Fatal(err)
			}
			return p
		}
		p := of("member1")
		if p.Set || len(p.Meeting.Places) != 6 || p.Meeting.Places[0].Seat != w.seatOf("head") || p.Meeting.Places[1].Seat != w.seatOf("deputy") || p.Meeting.Places[5].Name != "Chuyên gia 1" {
			t.Errorf("by precedence: %+v", p)
		}
		if p.Offer == nil || p.Offer.Allowed {
			t.Error("a member is offered to arrange it")
		}
		in := app.SeatingIn{Meeting: id, Shape: committee.ShapeRows, Places: []app.InviteeIn{{Name: "Chuyên gia 1"}, {Seat: w.seatOf("head")}}}
		_, err := w.app.ArrangeSeating(ctx, w.as("member1"), in)
		refusedBy(t, err, charter.ReasonUnstated, "")
		w.must(w.app.ArrangeSeating(ctx, w.as("secretary"), in))
		p = of("head")
		if !p.Set || p.Meeting.Shape != committee.ShapeRows || len(p.Meeting.Places) != 6 || p.Meeting.Places[0].Name != "Chuyên gia 1" || p.Meeting.Places[2].Seat != w.seatOf("deputy") {
			t.Errorf("as arranged: %+v", p)
		}
		if _, err := w.app.Seating(ctx, w.as("outsider"), id); fault(err) == nil {
			t.Error("an outsider sees where people sit")
		}
	})
}
