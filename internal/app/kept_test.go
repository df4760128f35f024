package app

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// keeps asks, through what is kept, whether a person keeps the books.
func keeps(t *testing.T, a *App, tx *store.Tx, person committee.PersonID) bool {
	t.Helper()
	v, err := a.viewOf(tx, Actor{Office: tx.Office(), Person: person}, charter.NewDate(2024, time.March, 1), 0)
	if err != nil {
		t.Error(err)
		return false
	}
	return v.keeper
}

// TestKeptIsNeverStale changes who keeps the books in transactions that commit,
// fail, and share a batch with one that failed: what is kept from before a
// change, or from within one that was undone, is never taken for what is.
func TestKeptIsNeverStale(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		ctx, s := context.Background(), open()
		a := New(s, NewKeyring(t.TempDir()), nil, nil)
		undone := errors.New("undone")
		name := func(tx *store.Tx) error { return tx.Apply(committee.KeeperNamed{Person: "p", From: 1}) }
		now := func(want bool, when string) {
			t.Helper()
			if err := s.Read(ctx, "o", func(tx *store.Tx) error {
				if got := keeps(t, a, tx, "p"); got != want {
					t.Errorf("%s: keeper %v", when, got)
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
		}
		now(false, "at first")
		if err := s.Write(ctx, "o", nil, func(tx *store.Tx) error {
			if keeps(t, a, tx, "p") {
				t.Error("keeper before it is named")
			}
			if err := name(tx); err != nil {
				return err
			}
			if !keeps(t, a, tx, "p") {
				t.Error("the transaction does not see its own change")
			}
			return undone
		}); !errors.Is(err, undone) {
			t.Fatal(err)
		}
		now(false, "after a change that was undone")

		entered, leave, done := make(chan struct{}), make(chan struct{}), make(chan error, 3)
		first := true
		go func() {
			done <- s.Write(ctx, "o", nil, func(*store.Tx) error {
				if first {
					first = false
					close(entered)
				}
				<-leave
				return nil
			})
		}()
		<-entered
		go func() {
			done <- s.Write(ctx, "o", nil, func(tx *store.Tx) error {
				if err := name(tx); err != nil {
					return err
				}
				keeps(t, a, tx, "p")
				return undone
			})
		}()
		for s.Stats().Queued < 1 {
			runtime.Gosched()
		}
		go func() {
			done <- s.Write(ctx, "o", nil, func(tx *store.Tx) error {
				if keeps(t, a, tx, "p") {
					t.Error("the next command of the batch sees what was undone")
				}
				return nil
			})
		}()
		for s.Stats().Queued < 2 {
			runtime.Gosched()
		}
		close(leave)
		for range 3 {
			if err := <-done; err != nil && !errors.Is(err, undone) {
				t.Error(err)
			}
		}
		now(false, "after the batch")
		if err := s.Write(ctx, "o", nil, name); err != nil {
			t.Fatal(err)
		}
		now(true, "after the change")
		if err := s.Write(ctx, "o", nil, func(tx *store.Tx) error {
			return tx.Apply(committee.KeeperReleased{Person: "p", To: charter.NewDate(2024, time.January, 1)})
		}); err != nil {
			t.Fatal(err)
		}
		now(false, "after the end")
	})
}
