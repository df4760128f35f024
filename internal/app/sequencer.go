package app

import (
	"context"
	"fmt"
	"slices"
	"time"

	"nghisu/internal/committee"
	"nghisu/internal/register"
	"nghisu/internal/store"
)

const (
	foldBatch = 1000                   // acts folded in one transaction
	foldList  = 20 * foldBatch         // acts put in order at a time
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

// FoldNow folds everything committed so far and signs checkpoints over it. It can
// be stopped at any moment and goes on where it was.
func (a *App) FoldNow(ctx context.Context, office committee.OfficeID) error {
	return a.foldAll(ctx, office, foldList, foldBatch)
}

// foldAll puts up to so many acts in order at a time and folds them in batches.
func (a *App) foldAll(ctx context.Context, office committee.OfficeID, list, batch int) error {
	for {
		var size int64
		var acts []store.ActRow
		err := a.store.Read(ctx, office, func(tx *store.Tx) (err error) {
			if size, err = tx.LogSize(); err == nil {
				acts, err = tx.Unfolded(list)
			}
			return err
		})
		if err != nil || len(acts) == 0 {
			return err
		}
		alone := true
		for part := range slices.Chunk(acts, batch) {
			if alone, err = a.foldOnce(ctx, office, size, part); err != nil || !alone {
				break
			}
			size += int64(len(part))
		}
		if err != nil || alone && len(acts) < list {
			return err
		}
	}
}

// foldOnce adds acts to a log of a size. It does nothing and answers false when
// the log has another size: another sequencer was faster.
func (a *App) foldOnce(ctx context.Context, office committee.OfficeID, size int64, acts []store.ActRow) (alone bool, err error) {
	key, err := a.keys.pair(office)
	if err != nil {
		return false, err
	}
	err = a.store.Write(ctx, office, []committee.BodyKey{logKey}, func(tx *store.Tx) error {
		have, err := tx.LogSize()
		if alone = have == size; err != nil || !alone {
			return err
		}
		if err := tx.Leaves(acts); err != nil {
			return err
		}
		leaves := make([][]byte, len(acts))
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
	return alone, err
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
