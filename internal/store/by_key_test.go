package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// TestLaidByKey takes a database of the schema before to the one in which tables
// lie in the tree of their key: every row is there, and found by its key again.
func TestLaidByKey(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, fresh func() string) {
		ctx, address := context.Background(), fresh()
		db := raw(t, address)
		store.MigrateTo(t, address, db, 8)
		const rows = 30
		for i := range rows {
			execute(t, db, fmt.Sprintf(`insert into act (office, id, body, body_seq, name, at, entered_at, fold_at, person, capacity_kind,
				capacity_id, on_behalf, via, simulated, kind, ref, clauses, leaf)
				values ('o', 'act-%02d', 'ban', %d, 'task.assign', 1, 1, %[2]d, '', '', '', '', '', false, 'task', 't', '[]', 'leaf')`, i, i+1))
			execute(t, db, fmt.Sprintf("insert into content (office, id, act, salt, value, erased) values ('o', 'c-%02d', 'act-%02[1]d', 's', 'v%02[1]d', false)", i))
			execute(t, db, fmt.Sprintf("insert into audience (office, kind, object, who, who_id, level) values ('o', 'task', 't-%02d', 'seat', 's', 2)", i))
			execute(t, db, fmt.Sprintf("insert into log_entry (office, idx, act) values ('o', %d, 'act-%02[1]d')", i))
			execute(t, db, fmt.Sprintf("insert into log_hash (office, idx, hash) values ('o', %d, 'h%02[1]d')", i))
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		s := storetest.Open(t, address, store.Options{})
		if err := s.Read(ctx, "o", func(tx *store.Tx) error {
			for i := range rows {
				act := committee.ActID(fmt.Sprintf("act-%02d", i))
				contents, err := tx.ContentOf(act)
				if err != nil || len(contents) != 1 || string(contents[0].Value) != fmt.Sprintf("v%02d", i) {
					t.Errorf("%s: contents %v %v", act, contents, err)
				}
				if n, err := tx.LogIndex(act); n != int64(i) || err != nil {
					t.Errorf("%s stands at %d, %v", act, n, err)
				}
				hashes, err := tx.Hashes([]int64{int64(i)})
				if err != nil || string(hashes[0]) != fmt.Sprintf("h%02d", i) {
					t.Errorf("hash %d: %q %v", i, hashes, err)
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		var n int
		if err := raw(t, address).QueryRowContext(ctx, "select count(*) from audience where office = 'o' and kind = 'task' and who = 'seat' and level = 2").Scan(&n); err != nil || n != rows {
			t.Errorf("%d rows of sight, %v", n, err)
		}
	})
}

// TestTasksOfAPerson keeps that the tasks of a person, of a seat and of a source
// are looked up by index, though these hold only the tasks that name one.
func TestTasksOfAPerson(t *testing.T) {
	ctx, address := context.Background(), storetest.SQLite(t)
	storetest.Open(t, address, store.Options{})
	db := raw(t, address)
	for _, c := range []struct {
		filter store.TaskFilter
		index  []string
	}{
		{store.TaskFilter{Accountable: []committee.SeatID{"s"}, Person: "p"}, []string{"task_accountable", "task_person", "task_subassigned"}},
		{store.TaskFilter{SourceKind: "conclusion", SourceID: "c"}, []string{"task_source"}},
	} {
		text, args := store.TaskQuery(c.filter)
		rows, err := db.QueryContext(ctx, "explain query plan "+text, append([]any{"o"}, args...)...)
		if err != nil {
			t.Fatal(err)
		}
		var plan []string
		for rows.Next() {
			var id, parent, unused int
			var step string
			if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
				t.Fatal(err)
			}
			plan = append(plan, step)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			t.Fatal(err)
		}
		for _, index := range c.index {
			if !slices.ContainsFunc(plan, func(step string) bool { return strings.Contains(step, " INDEX "+index+" ") }) {
				t.Errorf("%+v is looked up without %s:\n%s", c.filter, index, strings.Join(plan, "\n"))
			}
		}
	}
}
