package app_test

import (
	"context"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// C14, C16: a duty without a day is met on the days on which it is met: whoever
// owes it, or keeps the books, shows what met it, and the board lists it.
func TestEvidenceOfAStandingDuty(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		show := func(by, rule, note string, met charter.Date) error {
			_, err := w.app.RecordEvidence(ctx, w.as(by), app.EvidenceIn{Body: bodyC, Rule: rule, Kind: "note", Note: committee.Prose(note), Met: met})
			return err
		}
		today := day("2019-03-20")
		if err := show("member1", "trach-nhiem-ca-nhan", "Đã báo cáo việc được giao.", today); err != nil {
			t.Fatalf("a member shows what met the duty of all members: %v", err)
		}
		if err := show("lead-so1", "quan-triet", "Đã phổ biến tới các phòng.", today); err != nil {
			t.Fatalf("the head of an agency: %v", err)
		}
		refusedBy(t, show("outsider", "quan-triet", "Không phải việc của mình.", today), charter.ReasonUnstated, "")
		wants(t, show("keeper", "khong-co", "Gì đó.", today), committee.NotFound, "duty.unknown")
		wants(t, show("keeper", "quan-triet", "Sắp làm.", today+1), committee.Invalid, "date.to-come")
		wants(t, show("keeper", "quan-triet", "Đã phổ biến tới các phòng.", today), committee.Conflict, "evidence.twice")
		w.at = w.at.Add(48 * time.Hour)
		if err := show("keeper", "quan-triet", "Đã phổ biến tới các phòng.", today+1); err != nil {
			t.Fatalf("the same words on another day: %v", err)
		}
		wants(t, show("keeper", "hop-dinh-ky", "Đã họp.", today), committee.NotFound, "duty.unknown") // it has days

		b, err := w.app.Duties(ctx, w.keeper, bodyC, today, today+30)
		if err != nil {
			t.Fatal(err)
		}
		if got := b.Shown["quan-triet"]; len(got) != 2 || got[0].Met != today || got[1].Met != today+1 || len(b.Shown["trach-nhiem-ca-nhan"]) != 1 {
			t.Errorf("shown: %+v", b.Shown)
		}
		if b, err = w.app.Duties(ctx, w.keeper, bodyC, today+2, today+30); err != nil || len(b.Shown["quan-triet"]) != 0 {
			t.Errorf("outside its days: %+v, %v", b.Shown, err)
		}
	})
}

// Duties, sittings and lent powers are for the body's own readers, as its acts
// are.
func TestDutiesAreForTheBodysReaders(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		w.live()
		for _, reader := range []struct {
			name string
			sees bool
		}{{"keeper", true}, {"member1", true}, {"secretary", true}, {"lead-ubnd", true}, {"outsider", false}, {"lead-so1", false}} {
			b, err := w.app.Duties(ctx, w.as(reader.name), bodyC, day("2019-01-01"), day("2019-12-31"))
			if err != nil || (len(b.Lines)+len(b.Ongoing) > 0) != reader.sees {
				t.Errorf("%s reads %d duties, %v", reader.name, len(b.Lines), err)
			}
			plan, err := w.app.YearPlan(ctx, w.as(reader.name), bodyC, 2019)
			if err != nil || (len(plan) > 0) != reader.sees {
				t.Errorf("%s reads %d sittings, %v", reader.name, len(plan), err)
			}
		}
		for name, sees := range map[string]bool{"keeper": true, "chairman": true, "councilor": true, "outsider": false, "member1": false} {
			lent, err := w.app.Delegations(ctx, w.as(name), bodyE, day("2019-03-20"))
			if err != nil || (len(lent) > 0) != sees {
				t.Errorf("%s reads %d lent powers, %v", name, len(lent), err)
			}
		}
	})
}

// A12, C8: the year's plan lists under a series the meetings called for it, not
// extraordinary or expanded ones that fell into its period.
func TestYearPlanListsItsSeries(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		call := func(kind committee.MeetingKind, days int) committee.MeetingID {
			r := w.must(w.app.Convene(ctx, w.as("head"), app.ConveneIn{Body: bodyC, Kind: kind, Start: w.at.Add(time.Duration(days) * 24 * time.Hour)}))
			return committee.MeetingID(r.Ref)
		}
		regular := call(committee.Regular, 120)
		call(committee.Extraordinary, 122)
		call(committee.Expanded, 124)
		plan, err := w.app.YearPlan(ctx, w.as("member1"), bodyC, 2019)
		if err != nil {
			t.Fatal(err)
		}
		var got []committee.MeetingID
		for _, p := range plan {
			for _, m := range p.Meetings {
				got = append(got, m.ID)
			}
		}
		if len(got) != 1 || got[0] != regular {
			t.Errorf("the plan lists %v, want the regular meeting alone", got)
		}
	})
}
