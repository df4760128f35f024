package app

import (
	"context"
	"fmt"
	"time"

	"nghisu/internal/committee"
	"nghisu/internal/register"
	"nghisu/internal/store"
)

const (
	foldBatch = 1000                   // acts folded in one transaction
	foldPause = 500 * time.Millisecond // longest wait of a committed act before it is folded
)

// wake tells the sequencer that an office has acts to fold. It never waits: the
// sequencer looks again by itself.
func (a *App) wake(office committee.OfficeID) {
	select {
	case a.fold <- office:
	default:
	}
}

// RunSequencer folds committed acts into the logs until ctx ends. Several nodes
// may run it: the log's size is checked in the transaction that grows it.
func (a *App) RunSequencer(ctx context.Context) error {
	tick := time.NewTicker(foldPause)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		select {
		case <-a.fold:
		default:
			// Nothing was done here; another node may have died before it folded.
		}
		offices, err := a.store.Offices(ctx)
		if err != nil {
			if ctx.Err() != nil {
				return nil
			}
			a.log.Error("sequencer", "err", err)
			continue
		}
		for _, o := range offices {
			if err := a.FoldNow(ctx, o); err != nil && ctx.Err() == nil {
				a.log.Error("sequencer", "office", o, "err", err)
			}
		}
	}
}

// FoldNow folds everything committed so far and signs a checkpoint over it. It
// can be stopped at any moment and goes on where it was.
func (a *App) FoldNow(ctx context.Context, office committee.OfficeID) error {
	for {
		n, err := a.foldOnce(ctx, office)
		if err != nil || n < foldBatch {
			return err
		}
	}
}

func (a *App) foldOnce(ctx context.Context, office committee.OfficeID) (n int, err error) {
	waiting := false
	err = a.store.Read(ctx, office, func(tx *store.Tx) error {
		waiting, err = tx.Waiting()
		return err
	})
	if err != nil || !waiting {
		return 0, err
	}
	key, err := a.keys.pair(office)
	if err != nil {
		return 0, err
	}
	err = a.store.Write(ctx, office, []committee.BodyKey{logKey}, func(tx *store.Tx) error {
		acts, err := tx.Unfolded(foldBatch)
		n = len(acts)
		if err != nil || n == 0 {
			return err
		}
		size, err := tx.LogSize()
		if err != nil {
			return err
		}
		leaves := make([][]byte, n)
		for i, act := range acts {
			leaves[i] = act.Leaf
		}
		f, err := register.Fold(size, leaves, hashReader{tx})
		if err != nil {
			return err
		}
		hashes := make([][]byte, len(f.Hashes))
		for i := range f.Hashes {
			hashes[i] = f.Hashes[i][:]
		}
		if err := tx.AppendLog(size, acts, f.First, hashes); err != nil {
			return err
		}
		at := a.now().UnixMicro()
		signed, err := register.Checkpoint{Office: string(office), Size: f.Size, Root: f.Root, At: at}.Sign(key.signer)
		if err != nil {
			return err
		}
		return tx.PutCheckpoint(store.CheckpointRow{Size: f.Size, Note: string(signed), At: at})
	})
	return n, err
}

// logKey is the sequence under which the log is grown, so that two nodes never
// fold at once. It is no body's key.
const logKey committee.BodyKey = "~log"

// hashReader reads the log's stored hashes in a transaction.
type hashReader struct{ tx *store.Tx }

// ReadHashes implements tlog.HashReader.
func (r hashReader) ReadHashes(indexes []int64) ([]register.Hash, error) {
	raw, err := r.tx.Hashes(indexes)
	if err != nil {
		return nil, err
	}
	out := make([]register.Hash, len(raw))
	for i, b := range raw {
		if len(b) != len(out[i]) {
			return nil, fmt.Errorf("stored hash %d has %d bytes", indexes[i], len(b))
		}
		copy(out[i][:], b)
	}
	return out, nil
}
