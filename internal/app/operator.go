package app

import (
	"context"
	"io"
	"time"

	"nghisu/internal/committee"
	"nghisu/internal/register"
	"nghisu/internal/store"
)

// Offices lists the offices whose books are kept here, by id.
func (a *App) Offices(ctx context.Context) ([]committee.OfficeID, error) { return a.store.Offices(ctx) }

// OfficeInfo gives an office's name and zone. An unknown one is a fault.
func (a *App) OfficeInfo(ctx context.Context, office committee.OfficeID) (out committee.Office, err error) {
	err = a.store.Read(ctx, office, func(tx *store.Tx) error {
		var ok bool
		out, ok, err = tx.OfficeInfo()
		if err == nil && !ok {
			err = committee.Missing("office.unknown", string(office))
		}
		return err
	})
	return out, err
}

// ExportOffice writes an office's register and what proves it, for whoever runs
// the server; in the office it is the keeper's to take ([App.ExportRegister]).
func (a *App) ExportOffice(ctx context.Context, office committee.OfficeID, w io.Writer) error {
	return a.store.Read(ctx, office, func(tx *store.Tx) error {
		src, err := a.source(tx)
		if err != nil {
			return err
		}
		return register.WriteExport(w, src)
	})
}

// Health is what watches over a server ask: how it does, never what is in it.
type Health struct {
	Commands, Batches, Failed, Retried, TurnedAway, Reads int64 // since the start
	Queued                                                int   // commands that wait
	Engine                                                string
}

// Health gives the counters of the store.
func (a *App) Health() Health {
	s := a.store.Stats()
	return Health{
		Commands: s.Commands, Batches: s.Batches, Failed: s.Failed, Retried: s.Retried,
		TurnedAway: s.Refused, Reads: s.Reads, Queued: s.Queued, Engine: a.store.Engine(),
	}
}

// readyKey is the queue of the try at writing; it is no body's key.
const readyKey committee.BodyKey = "~ready"

// Ready reports whether the store can be read and written now. The schema is of
// this version, or the store would not have opened.
func (a *App) Ready(ctx context.Context) error {
	offices, err := a.store.Offices(ctx)
	if err != nil {
		return err
	}
	office := committee.OfficeID("~")
	if len(offices) > 0 {
		office = offices[0]
	}
	return a.store.Write(ctx, office, []committee.BodyKey{readyKey}, func(tx *store.Tx) error {
		_, err := tx.ForgetSessions(0) // touches the table and changes nothing
		return err
	})
}

// FoldLag is what is committed and not yet sealed.
type FoldLag struct {
	Acts   int           // at most 1000 are counted
	Oldest time.Duration // age of the oldest of them; 0 when none waits
}

// FoldLag tells how far the log is behind the acts of an office.
func (a *App) FoldLag(ctx context.Context, office committee.OfficeID) (out FoldLag, err error) {
	err = a.store.Read(ctx, office, func(tx *store.Tx) error {
		acts, err := tx.Unfolded(foldBatch)
		if err != nil || len(acts) == 0 {
			return err
		}
		out.Acts = len(acts)
		if err := tx.Leaves(acts[:1]); err != nil {
			return err
		}
		leaf, err := register.DecodeLeaf(acts[0].Leaf)
		if err != nil {
			return err
		}
		out.Oldest = max(a.now().Sub(time.UnixMicro(max(leaf.At, leaf.EnteredAt))), 0)
		return nil
	})
	return out, err
}
