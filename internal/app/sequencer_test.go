package app_test

import (
	"context"
	"sync"
	"testing"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// TestSequencersTogether folds with lists and batches much shorter than what
// waits, from three sequencers at once, while acts go on: each act is in the log
// once, each body's in its sequence, and the whole of it verifies.
func TestSequencersTogether(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		for range 12 {
			w.task("Việc trước", app.TaskIn{Lead: w.agency["so2"]})
		}
		// Another sequencer of the same office, as a second node runs it.
		others := app.New(w.store, app.NewKeyring(w.keys), w.app.Now, nil)
		var wg sync.WaitGroup
		for _, a := range []*app.App{w.app, w.app, others} {
			wg.Go(func() {
				for range 4 {
					if err := app.FoldBy(ctx, a, w.office, 5, 2); err != nil {
						t.Error(err)
					}
				}
			})
		}
		for range 6 {
			w.task("Việc sau", app.TaskIn{Lead: w.agency["so2"]})
		}
		wg.Wait()
		if err := app.FoldBy(ctx, w.app, w.office, 5, 2); err != nil {
			t.Fatal(err)
		}
		last, seen := map[committee.BodyKey]int64{}, map[committee.ActID]bool{}
		if err := w.store.Read(ctx, w.office, func(tx *store.Tx) error {
			acts, err := tx.LogActs(0, 1000)
			for _, a := range acts {
				if seen[a.ID] || a.BodySeq != last[a.Body]+1 {
					t.Errorf("act %s of %q: number %d after %d, seen before: %v", a.ID, a.Body, a.BodySeq, last[a.Body], seen[a.ID])
				}
				seen[a.ID], last[a.Body] = true, a.BodySeq
			}
			if waiting, uerr := tx.Unfolded(100); err == nil && (uerr != nil || len(waiting) > 0) {
				t.Errorf("%d acts wait after the folding, %v", len(waiting), uerr)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if len(seen) < 18 {
			t.Errorf("%d acts in the log", len(seen))
		}
		if r := w.exported(); !r.OK {
			t.Errorf("the register does not verify: %+v", r)
		}
	})
}
