package app_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// TestGaps: a meeting to come tells those who prepare it what it lacks, and each
// thing once it is mended no more; others are told nothing.
func TestGaps(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		start := w.at.Add(30 * 24 * time.Hour)
		kinds := func(by app.Actor, id string) (out []app.GapKind) {
			t.Helper()
			m, err := w.app.Meeting(ctx, by, committee.MeetingID(id))
			if err != nil {
				t.Fatal(err)
			}
			for _, g := range m.Gaps {
				out = append(out, g.Kind)
			}
			return out
		}
		head := w.as("head")
		bare := w.must(w.app.Convene(ctx, head, app.ConveneIn{Body: bodyC, Kind: committee.Regular, Title: "Phiên trống", Start: start, Mode: "in-person"})).Ref
		for _, want := range []app.GapKind{app.GapNobody, app.GapAgenda} {
			if got := kinds(head, bare); !slices.Contains(got, want) {
				t.Errorf("a meeting with nothing in it: %v lacks %s", got, want)
			}
		}

		seats := []app.InviteeIn{{Seat: w.seatOf("head")}, {Seat: w.seatOf("deputy")}, {Seat: w.seatOf("member")}}
		whole := w.must(w.app.Convene(ctx, head, app.ConveneIn{
			Body: bodyC, Kind: committee.Regular, Title: "Phiên đủ", Start: start.Add(48 * time.Hour), Mode: "in-person", Chair: w.seatOf("head"),
			Agenda: []app.ItemIn{{Title: "Nội dung 1"}}, Invitees: seats,
		})).Ref
		got := kinds(head, whole)
		for _, not := range []app.GapKind{app.GapNobody, app.GapChair, app.GapAgenda, app.GapBooked, app.GapVacant} {
			if slices.Contains(got, not) {
				t.Errorf("a whole meeting: %v tells of %s", got, not)
			}
		}
		if !slices.Contains(got, app.GapPapers) {
			t.Errorf("an item without papers: %v", got)
		}

		// Another meeting of the same people an hour later.
		other := w.must(w.app.Convene(ctx, head, app.ConveneIn{
			Body: bodyC, Kind: committee.Regular, Title: "Phiên trùng giờ", Start: start.Add(49 * time.Hour), Mode: "in-person", Chair: w.seatOf("head"),
			Agenda: []app.ItemIn{{Title: "Nội dung 2"}}, Invitees: seats[1:2],
		})).Ref
		m, err := w.app.Meeting(ctx, head, committee.MeetingID(whole))
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(m.Gaps, func(g app.Gap) bool { return g.Kind == app.GapBooked })
		if i < 0 || len(m.Gaps[i].Who) != 1 {
			t.Errorf("who is called twice at one time: %+v", m.Gaps)
		}
		w.must(w.app.CancelMeeting(ctx, head, app.CancelIn{Meeting: committee.MeetingID(other), Reason: "Trùng giờ"}))
		if got := kinds(head, whole); slices.Contains(got, app.GapBooked) {
			t.Errorf("after the other was called off: %v", got)
		}
		if got := kinds(w.as("member1"), whole); len(got) > 0 {
			t.Errorf("a member who prepares nothing is told %v", got)
		}
	})
}
