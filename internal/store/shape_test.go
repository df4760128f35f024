package store_test

import (
	"context"
	"database/sql"
	"slices"
	"testing"

	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// TestShape holds the shape of a large office against what SQLite itself writes
// when it counts: a line for each of its indexes, under the same names.
func TestShape(t *testing.T) {
	address := storetest.SQLite(t)
	s := storetest.Open(t, address, store.Options{})
	play(t, s, "mine")
	db := raw(t, address)
	laid := lines(t, db)
	if len(laid) < 100 {
		t.Fatalf("only %d lines", len(laid))
	}
	execute(t, db, "drop table sqlite_stat1")
	execute(t, db, "analyze")
	for _, name := range lines(t, db) {
		if !slices.Contains(laid, name) {
			t.Errorf("the shape has no line for %s", name)
		}
	}
}

// TestShapeIsLaid keeps that the shape is there for who opens the database,
// whatever it was before: new, of an older schema, or left half way.
func TestShapeIsLaid(t *testing.T) {
	address := storetest.SQLite(t)
	db := raw(t, address)
	store.MigrateTo(t, address, db, 29)
	execute(t, db, "analyze")
	shape := func() []string {
		s, err := store.Open(context.Background(), address, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		return lines(t, db)
	}
	first := shape()
	if !slices.Contains(first, "task task_assigner") {
		t.Errorf("an older database is opened without a line for its new index: %v", first)
	}
	execute(t, db, "drop table sqlite_stat1") // as if the program had died before
	if again := shape(); !slices.Equal(first, again) {
		t.Errorf("laid again %v, before %v", again, first)
	}
	execute(t, db, "update sqlite_stat1 set stat = '1 1 1' where idx = 'task_assigner'") // somebody's own counting stays
	if shape(); true {
		var stat string
		if err := db.QueryRowContext(context.Background(), "select stat from sqlite_stat1 where idx = 'task_assigner'").Scan(&stat); err != nil || stat != "1 1 1" {
			t.Errorf("counted by hand, then %q, %v", stat, err)
		}
	}
}

// lines are table and index of each line of statistics.
func lines(t *testing.T, db *sql.DB) (out []string) {
	t.Helper()
	rows, err := db.QueryContext(context.Background(), "select tbl || ' ' || coalesce(idx, '') from sqlite_stat1 where tbl <> 'goose_db_version' order by 1")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		out = append(out, name)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}
