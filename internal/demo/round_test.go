package demo_test

import (
	"context"
	"testing"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// rounds holds the re-enacted opinion rounds of the council against what they are
// to show: four concluded, one that runs with a stale slip, one taken by telephone
// and a comment that waits; and those of the province, of which one waits for its
// conclusion with a slip that came too late.
func (b built) rounds(t *testing.T) {
	list, err := b.Rounds(context.Background(), b.keeper(), app.RoundFilter{Body: bodyE, Limit: 10})
	if err != nil {
		t.Fatal(err)
	}
	n := map[app.RoundStage]int{}
	for _, l := range list.Items {
		n[l.Stage]++
	}
	if n[app.RoundStage(committee.RoundDone)] != 4 || n[app.RoundStage(committee.RoundOpen)] != 1 {
		t.Fatalf("rounds by stage: %v, want four concluded and one that runs", n)
	}
	province, err := b.Rounds(context.Background(), b.keeper(), app.RoundFilter{Body: bodyC, Limit: 10})
	if err != nil {
		t.Fatal(err)
	}
	clear(n)
	for _, l := range province.Items {
		n[l.Stage]++
		if l.Stage != app.StageClosed {
			continue
		}
		if r, err := b.Round(context.Background(), b.keeper(), l.ID); err != nil || len(r.Round.Late) != 1 || l.Unanswered == 0 {
			t.Errorf("the round whose days are over: %d late slips, %d comments unanswered, %v; want one late, some unanswered", len(r.Round.Late), l.Unanswered, err)
		}
	}
	if n[app.RoundStage(committee.RoundDone)] != 2 || n[app.StageClosed] != 1 {
		t.Errorf("the rounds of the province by stage: %v, want two concluded and one whose days are over", n)
	}
	for _, l := range list.Items {
		if l.Stage != app.RoundStage(committee.RoundOpen) {
			continue
		}
		r, err := b.Round(context.Background(), b.keeper(), l.ID)
		if err != nil {
			t.Fatal(err)
		}
		recorded := 0
		for _, p := range r.Parties {
			recorded += p.Recorded
		}
		if r.StaleCount == 0 || recorded == 0 || l.Unanswered == 0 || len(r.Missing) == 0 {
			t.Errorf("the round that runs: %d stale, %d taken by telephone, %d comments unanswered, %d silent; want some of each", r.StaleCount, recorded, l.Unanswered, len(r.Missing))
		}
	}
}

// notices counts how the notices of conclusions that general law asks for stand:
// most were made known in time, some late, few not at all.
func (b built) notices(t *testing.T) {
	n := map[committee.DutyState]int{}
	for _, body := range bodies {
		board, err := b.Duties(context.Background(), b.keeper(), body, date("2024-10-01"), date("2026-09-01"))
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range board.Law {
			n[l.State]++
		}
	}
	t.Logf("notices: %v", n)
	total := 0
	for _, x := range n {
		total += x
	}
	if met := n[committee.DutyDone]; total < 20 || met*100 < 70*total || n[committee.DutyLate] == 0 || n[committee.DutyMiss] == 0 || n[committee.DutyMiss]*100 > 15*total {
		t.Errorf("of %d notices %v; want most in time, some late, few missed", total, n)
	}
}
