package store_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// TestFailureIsSeenLate lets a command of a batch fail by a statement whose
// answer comes only when later commands have run: those run once more, upon the
// state without it. One reads, one writes without reading, one changes a row.
func TestFailureIsSeenLate(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		ctx := context.Background()
		before := s.Stats()
		release := gate(t, s, "o", "b")
		const commands, bad = 12, 4
		seqs, seen := make([]int64, commands), make([]int, commands)
		var wg sync.WaitGroup
		for i := range commands {
			wg.Go(func() {
				err := s.Write(ctx, "o", []committee.BodyKey{"b"}, func(tx *store.Tx) (err error) {
					if seqs[i], err = tx.NextSeq("b"); err != nil {
						return err
					}
					if err := tx.Apply(committee.PersonRecorded{ID: committee.PersonID(fmt.Sprintf("p%02d", i)), Name: "Ủy viên"}); err != nil {
						return err
					}
					if i == bad { // the second of these rows cannot be
						_ = tx.IdempotentPut("p", "k", "h", nil, 0)
						return tx.IdempotentPut("p", "k", "h", nil, 0)
					}
					if i%3 == 2 {
						all, err := tx.People("")
						seen[i] = len(all)
						return err
					}
					return nil
				})
				if (i == bad) != (err != nil) || i == bad && !store.IsDuplicate(err) {
					t.Errorf("command %d: %v", i, err)
				}
			})
			queued(s, i+1) // in this order
		}
		release()
		wg.Wait()
		if n := s.Stats().Batches - before.Batches; n != 2 {
			t.Errorf("%d transactions, expected the gate's and one more", n)
		}
		for i := range commands {
			want := i + 1
			if i > bad {
				want--
			}
			if i != bad && (seqs[i] != int64(want) || i%3 == 2 && seen[i] != want) {
				t.Errorf("command %d: sequence %d and %d people, expected %d", i, seqs[i], seen[i], want)
			}
		}
		if found := people(t, s, "o"); len(found) != commands-1 || found["p04"] {
			t.Errorf("people %v", found)
		}
	})
}

// TestLanesGather proves that commands which wait for a connection share the
// transaction once it is theirs.
func TestLanesGather(t *testing.T) {
	s := storetest.Open(t, storetest.Postgres(t), store.Options{Writers: 1})
	release := gate(t, s, "o", "a")
	before := s.Stats()
	var wg sync.WaitGroup
	for i := range 10 {
		wg.Go(func() {
			if err := s.Write(context.Background(), "o", []committee.BodyKey{"b"}, addPerson(i)); err != nil {
				t.Error(err)
			}
		})
	}
	queued(s, 10)
	release()
	wg.Wait()
	if n := s.Stats().Batches - before.Batches; n != 2 {
		t.Errorf("%d transactions, expected the gate's and one for all that waited", n)
	}
}
