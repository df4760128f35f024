package demo_test

import (
	"context"
	"testing"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// rounds holds the re-enacted opinion rounds of the council against what they are
// to show: two concluded, one that runs with a stale slip, one taken by telephone
// and a comment that waits.
func (b built) rounds(t *testing.T) {
	list, err := b.Rounds(context.Background(), b.keeper(), app.RoundFilter{Body: bodyE, Limit: 10})
	if err != nil {
		t.Fatal(err)
	}
	n := map[app.RoundStage]int{}
	for _, l := range list.Items {
		n[l.Stage]++
	}
	if n[app.RoundStage(committee.RoundDone)] != 2 || n[app.RoundStage(committee.RoundOpen)] != 1 {
		t.Fatalf("rounds by stage: %v, want two concluded and one that runs", n)
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
