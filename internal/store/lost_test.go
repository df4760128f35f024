package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"

	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// TestServerEndsConnections ends the writers' connections again and again while
// commands run: what was answered without an error is there once, what was
// answered with one is not.
func TestServerEndsConnections(t *testing.T) {
	address := storetest.Postgres(t)
	s := storetest.Open(t, address, store.Options{})
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	stop := make(chan struct{})
	var killer sync.WaitGroup
	ended := 0
	killer.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
			}
			var n int
			if err := db.QueryRowContext(context.Background(), `select count(*) from (select pg_terminate_backend(pid) from pg_stat_activity
				where datname = current_database() and application_name = 'nghisu' and state <> 'idle') k`).Scan(&n); err != nil {
				t.Error(err)
				return
			}
			ended += n
		}
	})
	const writers, each = 8, 15
	var mu sync.Mutex
	answers := map[string]error{}
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := range each {
				id := fmt.Sprintf("p-%d-%d", w, i)
				body := committee.BodyKey(fmt.Sprintf("b%d", w%3))
				err := s.Write(context.Background(), "o", []committee.BodyKey{body}, func(tx *store.Tx) error {
					if _, err := tx.NextSeq(body); err != nil {
						return err
					}
					if err := tx.IdempotentPut("p", id, "h", nil, 0); err != nil {
						return err
					}
					return tx.Apply(committee.PersonRecorded{ID: committee.PersonID(id), Name: "x"})
				})
				mu.Lock()
				answers[id] = err
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	close(stop)
	killer.Wait()
	there := map[string]bool{}
	rows, err := db.QueryContext(context.Background(), "select id from person where office = 'o'")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			t.Fatal(err)
		}
		there[id] = true
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	failed, unknown := 0, 0
	for id, err := range answers {
		var f *committee.Fault
		if errors.As(err, &f) && f.Code == "store.outcome-unknown" {
			unknown++
			continue
		}
		if err != nil {
			failed++
		}
		if there[id] != (err == nil) {
			t.Errorf("%s: there %v, answered %v", id, there[id], err)
		}
	}
	if ended == 0 {
		t.Error("no connection was ended")
	}
	t.Logf("%d connections ended, %d commands run again, %d failed, %d unknown, %d done", ended, s.Stats().Retried, failed, unknown, len(there))
}
