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

// TestJobs claims from several sides at once: each job is worked once, comes
// back after a failure and after a lapsed claim, and is given up in the end.
func TestJobs(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		ctx := context.Background()
		in := func(fn func(tx *store.Tx) error) {
			t.Helper()
			if err := s.Write(ctx, "o", nil, fn); err != nil {
				t.Fatal(err)
			}
		}
		in(func(tx *store.Tx) error {
			for i := range 30 {
				for range 2 {
					if _, err := tx.EnqueueJob("mail", fmt.Sprint(i), []byte("x"), int64(i)); err != nil {
						return err
					}
				}
			}
			return nil
		})
		var mu sync.Mutex
		worked := map[string]int{}
		var wg sync.WaitGroup
		for range 6 {
			wg.Go(func() {
				for {
					var got []store.JobRow
					if err := s.Write(ctx, "o", nil, func(tx *store.Tx) (err error) {
						got, err = tx.ClaimJobs([]string{"mail", "other"}, 28, 1000, 3)
						return err
					}); err != nil {
						t.Error(err)
					}
					if len(got) == 0 {
						return
					}
					mu.Lock()
					for _, j := range got {
						worked[j.ID]++
					}
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		if len(worked) != 29 {
			t.Errorf("%d jobs claimed of 29 that were due", len(worked))
		}
		for id, n := range worked {
			if n != 1 {
				t.Errorf("%s claimed %d times", id, n)
			}
		}
		claim := func(now int64) (list []store.JobRow) {
			in(func(tx *store.Tx) (err error) {
				list, err = tx.ClaimJobs([]string{"mail"}, now, now+1_000_000, 100)
				return err
			})
			return list
		}
		again := claim(1000)
		if len(again) != 30 {
			t.Fatalf("%d jobs after the claims lapsed", len(again))
		}
		id, now := again[0].ID, int64(2000)
		for range 20 {
			in(func(tx *store.Tx) error { return tx.FailJob(id, "no route", now) })
			now += 4000 * 1_000_000
			found := false
			for _, j := range claim(now) {
				found = found || j.ID == id && j.LastErr == "no route"
			}
			if !found {
				break
			}
		}
		in(func(tx *store.Tx) error {
			dead, err := tx.Jobs(store.JobDead, 0)
			if len(dead) != 1 || dead[0].ID != id || dead[0].Attempts != 12 {
				t.Errorf("given up: %+v", dead)
			}
			return err
		})
		in(func(tx *store.Tx) error { return tx.FinishJob(again[1].ID, now) })
		in(func(tx *store.Tx) error {
			n, err := tx.ForgetJobs(now + 1)
			if n != 1 {
				t.Errorf("%d forgotten", n)
			}
			return err
		})
	})
}

// TestFolding folds acts of several bodies entered with a clock that runs back:
// each act once, each body in its order.
func TestFolding(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		ctx := context.Background()
		var wg sync.WaitGroup
		const bodies, each = 5, 20
		for b := range bodies {
			body := committee.BodyKey(fmt.Sprintf("b%d", b))
			wg.Go(func() {
				for i := range each {
					if err := s.Write(ctx, "o", []committee.BodyKey{body}, func(tx *store.Tx) error {
						seq, err := tx.NextSeq(body)
						if err != nil {
							return err
						}
						return tx.RecordAct(store.ActRow{ID: committee.ActID(fmt.Sprintf("%s-%02d", body, i)), Body: body, BodySeq: seq, EnteredAt: int64(1000 - i*b), Leaf: []byte{byte(i)}})
					}); err != nil {
						t.Error(err)
					}
				}
			})
		}
		last := map[committee.BodyKey]int64{}
		size := int64(0)
		fold := func() {
			if err := s.Write(ctx, "o", nil, func(tx *store.Tx) error {
				acts, err := tx.Unfolded(7)
				if err != nil {
					return err
				}
				if err := tx.Leaves(acts); err != nil {
					return err
				}
				hashes := make([][]byte, len(acts))
				for i, a := range acts {
					hashes[i] = a.Leaf
					if a.BodySeq != last[a.Body]+1 {
						t.Errorf("%s: number %d after %d", a.Body, a.BodySeq, last[a.Body])
					}
					last[a.Body] = a.BodySeq
				}
				if err := tx.AppendLog(size, acts, size, hashes); err != nil {
					return err
				}
				size += int64(len(acts))
				return nil
			}); err != nil {
				t.Fatal(err)
			}
		}
		for range 5 {
			fold()
		}
		wg.Wait()
		for range bodies * each {
			if fold(); size == bodies*each {
				break
			}
		}
		if err := s.Write(ctx, "o", nil, func(tx *store.Tx) error { return tx.AppendLog(3, nil, 3, nil) }); err == nil {
			t.Error("a second sequencer appended at a size that is past")
		}
		if err := s.Read(ctx, "o", func(tx *store.Tx) error {
			n, err := tx.LogSize()
			if err != nil || n != bodies*each {
				t.Errorf("the log has %d entries, %v", n, err)
			}
			acts, err := tx.LogActs(0, 1000)
			if err != nil {
				return err
			}
			for i, a := range acts {
				if a.Index != int64(i) {
					t.Errorf("entry %d stands at %d", i, a.Index)
				}
			}
			hashes, err := tx.Hashes([]int64{5, 0, 5})
			if err != nil || len(hashes) != 3 || string(hashes[0]) != string(hashes[2]) {
				t.Errorf("hashes %v, %v", hashes, err)
			}
			if _, err := tx.Hashes([]int64{100_000}); err == nil {
				t.Error("a hash that is not there was given")
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	})
}
