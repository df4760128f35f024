package app

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"nghisu/internal/committee"
	"nghisu/internal/register"
	"nghisu/internal/store"
)

// replayBatch is how many acts one transaction of a replay applies.
const replayBatch = 200

// Replay applies all stored events to an empty database and compares the rows
// and the log's root with the office's own. It writes beside the books, never in
// them.
func (a *App) Replay(ctx context.Context, office committee.OfficeID) (out ReplayReport, err error) {
	out.Differences = []string{}
	dir, err := os.MkdirTemp("", "nghisu-replay-")
	if err != nil {
		return out, err
	}
	defer os.RemoveAll(dir)
	fresh, err := store.Open(ctx, "sqlite:"+filepath.Join(dir, "replay.db"), store.Options{})
	if err != nil {
		return out, err
	}
	defer fresh.Close()
	if err := a.FoldNow(ctx, office); err != nil {
		return out, err
	}
	err = a.store.Read(ctx, office, func(tx *store.Tx) error {
		size, err := tx.LogSize()
		if err != nil {
			return err
		}
		for from := int64(0); from < size; from += replayBatch {
			acts, err := tx.LogActs(from, replayBatch)
			if err != nil {
				return err
			}
			if err := replayActs(ctx, tx, fresh, office, from, acts); err != nil {
				return err
			}
			out.Acts += int64(len(acts))
		}
		return fresh.Read(ctx, office, func(again *store.Tx) error {
			if err := compareRoots(tx, again, size, &out); err != nil {
				return err
			}
			return compareRows(tx, again, &out)
		})
	})
	out.OK = err == nil && len(out.Differences) == 0
	return out, err
}

// replayActs applies the events of some acts and folds their leaves again.
func replayActs(ctx context.Context, tx *store.Tx, fresh *store.Store, office committee.OfficeID, from int64, acts []store.ActRow) error {
	bodies := []committee.BodyKey{logKey}
	for _, x := range acts {
		bodies = append(bodies, x.Body)
	}
	return fresh.Write(ctx, office, bodies, func(w *store.Tx) error {
		leaves := make([][]byte, len(acts))
		for i, x := range acts {
			leaves[i] = x.Leaf
			act, err := opened(tx, x)
			if err != nil {
				return err
			}
			w.SetAt(act.At)
			events := make([]committee.Event, len(act.Events))
			for i, e := range act.Events {
				if events[i], err = committee.DecodeEvent(fmt.Sprintf("%s/%d", e.Type, e.V), e.Data); err != nil {
					return fmt.Errorf("act %s: %w", x.ID, err)
				}
			}
			if err := w.Apply(events...); err != nil {
				return fmt.Errorf("act %s: %w", x.ID, err)
			}
			row := x
			row.Index = -1
			if err := w.RecordAct(row); err != nil {
				return err
			}
		}
		f, err := register.Fold(from, leaves, hashReader{w})
		if err != nil {
			return err
		}
		hashes := make([][]byte, len(f.Hashes))
		for i := range f.Hashes {
			hashes[i] = f.Hashes[i][:]
		}
		return w.AppendLog(from, acts, f.First, hashes)
	})
}

// compareRoots compares the roots of the two logs.
func compareRoots(tx, again *store.Tx, size int64, out *ReplayReport) error {
	if size == 0 {
		return nil
	}
	have, err := register.Root(size, hashReader{tx})
	if err != nil {
		return err
	}
	got, err := register.Root(size, hashReader{again})
	if err != nil {
		return err
	}
	if have != got {
		out.Differences = append(out.Differences, fmt.Sprintf("root: %s, replayed %s", have, got))
	}
	return nil
}

// shownDifferences bounds the list of a report.
const shownDifferences = 100

// compareRows compares every state table row by row.
func compareRows(tx, again *store.Tx, out *ReplayReport) error {
	for _, table := range tx.StateTables() {
		have, err := tx.Rows(table)
		if err != nil {
			return err
		}
		got, err := again.Rows(table)
		if err != nil {
			return err
		}
		count := map[string]int{}
		for _, r := range have {
			count[r]++
		}
		for _, r := range got {
			count[r]--
		}
		for r, n := range count {
			if n == 0 || len(out.Differences) >= shownDifferences {
				continue
			}
			side := "kept, not replayed"
			if n < 0 {
				side = "replayed, not kept"
			}
			out.Differences = append(out.Differences, fmt.Sprintf("%s: %s: %s", table, side, r))
		}
	}
	return nil
}
