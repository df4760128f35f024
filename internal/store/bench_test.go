package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// A command as the door writes one: a number of the body's sequence, one event,
// the act with its leaf and two texts, one line of sight. The baselines are the
// same statements by hand in one transaction (hand) and a commit of one small
// row (bare), on the same settings.

var leaf = []byte(strings.Repeat("leaf ", 200))

func command(s *store.Store, body committee.BodyKey, n int64) error {
	return s.Write(context.Background(), "o", []committee.BodyKey{body}, func(tx *store.Tx) error {
		seq, err := tx.NextSeq(body)
		if err != nil {
			return err
		}
		id := fmt.Sprintf("t-%010d", n)
		if err := tx.Apply(committee.TaskAssigned{ID: committee.TaskID(id), Body: body, Title: "Xây dựng Đề án", Accountable: "seat", Due: charter.Date(20_000 + n%900)}); err != nil {
			return err
		}
		if err := tx.AddAudience("task", id, store.ToBody, string(body), 1); err != nil {
			return err
		}
		return tx.RecordAct(store.ActRow{
			ID: committee.ActID(id), Body: body, BodySeq: seq, Name: "task.assign", At: n, EnteredAt: n, Person: "p", CapacityKind: committee.BySeat,
			CapacityID: "seat", Via: "web", RefKind: "task", Ref: id, Leaf: leaf,
			Contents: []store.Content{{ID: id + "a", Salt: leaf[:16], Value: leaf[:60]}, {ID: id + "b", Salt: leaf[:16], Value: leaf[:60]}},
		})
	})
}

func benchmarkWrite(b *testing.B, fresh func(testing.TB) string, callers, bodies int) {
	s := storetest.Open(b, fresh(b), store.Options{})
	var n atomic.Int64
	b.SetParallelism(max(1, callers/2))
	b.ResetTimer()
	if callers == 1 {
		for b.Loop() {
			if err := command(s, "b0", n.Add(1)); err != nil {
				b.Fatal(err)
			}
		}
	} else {
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				i := n.Add(1)
				if err := command(s, committee.BodyKey(fmt.Sprintf("b%d", i%int64(bodies))), i); err != nil {
					b.Error(err)
				}
			}
		})
	}
	perSecond(b)
	b.ReportMetric(float64(s.Stats().Commands)/float64(max(1, s.Stats().Batches)), "commands/tx")
}

func perSecond(b *testing.B) {
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "commits/s")
}

// direct opens a database past the store with the same settings.
func direct(b *testing.B, address string, conns int) *sql.DB {
	b.Helper()
	driver, source := "pgx", address
	if path, ok := strings.CutPrefix(address, "sqlite:"); ok {
		driver, source = "sqlite", "file:"+path+"?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_txlock=immediate"
	}
	db, err := sql.Open(driver, source)
	if err != nil {
		b.Fatal(err)
	}
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns)
	b.Cleanup(func() { _ = db.Close() })
	return db
}

// benchmarkBare commits one small row at a time.
func benchmarkBare(b *testing.B, fresh func(testing.TB) string, callers, conns int) {
	db := direct(b, fresh(b), conns)
	if _, err := db.Exec("create table bare (id text not null primary key, n bigint not null)"); err != nil {
		b.Fatal(err)
	}
	st, err := db.Prepare("insert into bare (id, n) values ($1, $2)")
	if err != nil {
		b.Fatal(err)
	}
	defer st.Close()
	var n atomic.Int64
	one := func() {
		i := n.Add(1)
		if _, err := st.Exec(fmt.Sprintf("t-%010d", i), i); err != nil {
			b.Error(err)
		}
	}
	b.SetParallelism(max(1, callers/2))
	b.ResetTimer()
	if callers == 1 {
		for b.Loop() {
			one()
		}
	} else {
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				one()
			}
		})
	}
	perSecond(b)
}

// handTexts are the statements that [command] runs.
var handTexts = []string{
	"insert into body_seq (office, body, seq) values ('o', 'b0', 1) on conflict (office, body) do update set seq = body_seq.seq + 1 returning seq",
	`insert into task (office, id, body, title, search, lead_agency, accountable, person, due, due_order, first_due,
		source_kind, source_id, state, progress, note, assigner, subassigned, created_at, finished, asked_until, urged)
		values ('o', $1, 'b0', 'Xây dựng Đề án', 'xay dung de an', '', 'seat', '', $2, $2, $2, '', '', 'open', 0, '', '', '', 0, 0, 0, 0)`,
	"insert into audience (office, kind, object, who, who_id, level) values ('o', 'task', $1, 'body', 'b0', 1)",
	`insert into act (office, id, body, body_seq, name, at, entered_at, fold_at, person, capacity_kind, capacity_id,
		on_behalf, via, simulated, kind, ref, clauses, leaf)
		values ('o', $1, 'b0', $2, 'task.assign', $3, $3, $3, 'p', 'seat', 'seat', '', 'web', false, 'task', $1, '[]', $4)`,
	"insert into content (office, id, act, salt, value, erased) values ('o', $1, $2, $3, $4, false), ('o', $5, $2, $3, $4, false)",
}

// benchmarkHand runs the same statements in a transaction of their own.
func benchmarkHand(b *testing.B, fresh func(testing.TB) string) {
	address := fresh(b)
	storetest.Open(b, address, store.Options{})
	db := direct(b, address, 1)
	st := make([]*sql.Stmt, len(handTexts))
	for i, text := range handTexts {
		var err error
		if st[i], err = db.Prepare(text); err != nil {
			b.Fatal(err)
		}
	}
	n := int64(0)
	b.ResetTimer()
	for b.Loop() {
		n++
		id := fmt.Sprintf("t-%010d", n)
		tx, err := db.Begin()
		if err != nil {
			b.Fatal(err)
		}
		var seq int64
		if err := tx.Stmt(st[0]).QueryRow().Scan(&seq); err != nil {
			b.Fatal(err)
		}
		for i, args := range [][]any{{id, 20_000 + n%900}, {id}, {id, seq, n, leaf}, {id + "a", id, leaf[:16], leaf[:60], id + "b"}} {
			if _, err := tx.Stmt(st[i+1]).Exec(args...); err != nil {
				b.Fatal(err)
			}
		}
		if err := tx.Commit(); err != nil {
			b.Fatal(err)
		}
	}
	perSecond(b)
}

func BenchmarkWriteSQLite(b *testing.B) {
	b.Run("bare/1", func(b *testing.B) { benchmarkBare(b, storetest.SQLite, 1, 1) })
	b.Run("bare/64", func(b *testing.B) { benchmarkBare(b, storetest.SQLite, 64, 1) })
	b.Run("hand/1", func(b *testing.B) { benchmarkHand(b, storetest.SQLite) })
	b.Run("store/1", func(b *testing.B) { benchmarkWrite(b, storetest.SQLite, 1, 1) })
	b.Run("store/64", func(b *testing.B) { benchmarkWrite(b, storetest.SQLite, 64, 1) })
}

func BenchmarkWritePostgres(b *testing.B) {
	b.Run("bare/1", func(b *testing.B) { benchmarkBare(b, storetest.DurablePostgres, 1, 1) })
	b.Run("bare/16", func(b *testing.B) { benchmarkBare(b, storetest.DurablePostgres, 16, 16) })
	b.Run("hand/1", func(b *testing.B) { benchmarkHand(b, storetest.DurablePostgres) })
	b.Run("store/1", func(b *testing.B) { benchmarkWrite(b, storetest.DurablePostgres, 1, 1) })
	b.Run("store/64 one body", func(b *testing.B) { benchmarkWrite(b, storetest.DurablePostgres, 64, 1) })
	b.Run("store/64 16 bodies", func(b *testing.B) { benchmarkWrite(b, storetest.DurablePostgres, 64, 16) })
}
