package store

import (
	"context"
	"errors"

	"nghisu/internal/committee"
)

// Read runs a query over one office on one snapshot: every statement of fn sees
// the same state. Writing is refused by the engine.
func (s *Store) Read(ctx context.Context, office committee.OfficeID, fn func(*Tx) error) error {
	if office == "" {
		return errors.New("store: a query needs an office")
	}
	l, err := s.read.get(ctx)
	if err != nil {
		return s.readError(ctx, err)
	}
	if _, err := l.exec(ctx, beginRead(s.engine)); err != nil {
		s.read.discard(l)
		return s.readError(ctx, err)
	}
	tx := &Tx{store: s, link: l, ctx: ctx, office: office, reading: true, marks: marks{}}
	defer func() {
		tx.over = true
		// The snapshot is given back even when the reader has gone.
		if _, err := l.exec(context.WithoutCancel(ctx), "rollback"); err != nil {
			s.read.discard(l)
			return
		}
		s.read.put(l)
	}()
	s.stats.reads.Add(1)
	if err := fn(tx); err != nil {
		return err
	}
	return tx.usable() // a write that was queued is refused now
}

func (s *Store) readError(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return &committee.Fault{Kind: committee.Busy, Code: "store.unreachable", Args: []string{err.Error()}}
}
