package store_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// refused asserts with which code a database is not opened, and that the hint
// names a way out.
func refused(t *testing.T, address string, o store.Options, code string) {
	t.Helper()
	s, err := store.Open(context.Background(), address, o)
	if err == nil {
		_ = s.Close()
		t.Errorf("%s was opened", address)
		return
	}
	var e *store.OpenError
	if !errors.As(err, &e) || e.Code != code || !strings.Contains(e.Hint, ":") || e.Path == "" {
		t.Errorf("%s: %v, expected %s with a hint", address, err, code)
	}
}

// raw opens a database past the store.
func raw(t *testing.T, address string) *sql.DB {
	t.Helper()
	driver, source := "pgx", address
	if path, ok := strings.CutPrefix(address, "sqlite:"); ok {
		driver, source = "sqlite", path
	}
	db, err := sql.Open(driver, source)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func execute(t *testing.T, db *sql.DB, text string) {
	t.Helper()
	if _, err := db.ExecContext(context.Background(), text); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
}

func TestOpenAgain(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, fresh func() string) {
		address := fresh()
		s, err := store.Open(context.Background(), address, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		play(t, s, "o")
		want := dump(t, s, "o")
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		reader := storetest.Open(t, address, store.Options{ReadOnly: true})
		if got := dump(t, reader, "o"); string(got) != string(want) {
			t.Error("what was written is not read again")
		}
		var f *committee.Fault
		err = reader.Write(context.Background(), "o", nil, func(*store.Tx) error { return nil })
		if !errors.As(err, &f) || f.Code != "store.read-only" {
			t.Errorf("a store for reading took a command: %v", err)
		}
		offices, err := reader.Offices(context.Background())
		if err != nil || !slices.Equal(offices, []committee.OfficeID{"o"}) {
			t.Errorf("offices %v, %v", offices, err)
		}
	})
}

func TestReadCannotWrite(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		err := s.Read(context.Background(), "o", func(tx *store.Tx) error {
			return tx.Apply(committee.PersonRecorded{ID: "p", Name: "x"})
		})
		if err == nil {
			t.Error("a query wrote")
		}
		if len(people(t, s, "o")) != 0 {
			t.Error("a person is there")
		}
	})
}

// TestReadIsOneSnapshot proves that what is committed during a query stays
// unseen by it.
func TestReadIsOneSnapshot(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		err := s.Read(context.Background(), "o", func(tx *store.Tx) error {
			before, err := tx.People("")
			if err != nil {
				return err
			}
			if err := s.Write(context.Background(), "o", []committee.BodyKey{"b"}, addPerson(1)); err != nil {
				return err
			}
			after, err := tx.People("")
			if len(before) != 0 || len(after) != 0 {
				t.Errorf("%d people before, %d after", len(before), len(after))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if len(people(t, s, "o")) != 1 {
			t.Error("the person is not there")
		}
	})
}

// TestReadCancelled proves that a reader who leaves gives the connection back.
func TestReadCancelled(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, fresh func() string) {
		s := storetest.Open(t, fresh(), store.Options{Readers: 1})
		for range 5 {
			ctx, cancel := context.WithCancel(context.Background())
			err := s.Read(ctx, "o", func(tx *store.Tx) error {
				cancel()
				_, err := tx.People("")
				return err
			})
			if !errors.Is(err, context.Canceled) {
				t.Errorf("a cancelled query answered %v", err)
			}
		}
		people(t, s, "o")
	})
}

func TestNewerVersion(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, fresh func() string) {
		address := fresh()
		s, err := store.Open(context.Background(), address, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		execute(t, raw(t, address), "insert into goose_db_version (version_id, is_applied) values (9999, true)")
		refused(t, address, store.Options{}, "store.newer-version")
		refused(t, address, store.Options{ReadOnly: true}, "store.newer-version")
	})
}

func TestForeignDatabase(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, fresh func() string) {
		address := fresh()
		execute(t, raw(t, address), "create table customer (id integer)")
		refused(t, address, store.Options{}, "store.not-a-database")
		refused(t, address, store.Options{ReadOnly: true}, "store.older-version")
	})
}

func TestOpenFileRefusals(t *testing.T) {
	dir := t.TempDir()
	noise := filepath.Join(dir, "noise.db")
	if err := os.WriteFile(noise, []byte(strings.Repeat("no database at all\n", 500)), 0o600); err != nil {
		t.Fatal(err)
	}
	refused(t, "sqlite:"+noise, store.Options{}, "store.not-a-database")
	refused(t, "sqlite:"+noise, store.Options{ReadOnly: true}, "store.not-a-database")
	refused(t, "sqlite:"+dir, store.Options{}, "store.not-a-database")
	refused(t, "sqlite:"+filepath.Join(dir, "none", "x.db"), store.Options{}, "store.unreachable")
	refused(t, "sqlite:"+filepath.Join(dir, "none.db"), store.Options{ReadOnly: true}, "store.unreachable")
	refused(t, "file.db", store.Options{}, "store.unreachable")
	refused(t, "sqlite:", store.Options{}, "store.unreachable")

	address := storetest.SQLite(t)
	s, err := store.Open(context.Background(), address, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	path := strings.TrimPrefix(address, "sqlite:")
	if err := os.Chmod(path, 0o400); err != nil {
		t.Fatal(err)
	}
	refused(t, address, store.Options{}, "store.read-only")
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	holder := raw(t, address)
	holder.SetMaxOpenConns(1)
	execute(t, holder, "begin exclusive")
	refused(t, address, store.Options{BusyTimeout: 30 * time.Millisecond}, "store.locked")
	execute(t, holder, "rollback")
	storetest.Open(t, address, store.Options{})
}

// TestOddPaths proves that a path is taken as it is written.
func TestOddPaths(t *testing.T) {
	for _, name := range []string{"văn phòng.db", "a b?c=d.db", "100%25.db", "x#y.db"} {
		path := filepath.Join(t.TempDir(), name)
		s := storetest.Open(t, "sqlite:"+path, store.Options{})
		play(t, s, "o")
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
	}
}

func TestOpenServerRefusals(t *testing.T) {
	address := storetest.Postgres(t)
	refused(t, "postgres://nobody:geheim@/none?host="+t.TempDir(), store.Options{}, "store.unreachable")
	refused(t, "postgres://[", store.Options{}, "store.unreachable")
	_, err := store.Open(context.Background(), "postgres://nobody:geheim@/none?password=geheim&host="+t.TempDir(), store.Options{})
	if err == nil || strings.Contains(err.Error(), "geheim") {
		t.Errorf("the password is shown: %v", err)
	}
	refused(t, address+"&default_transaction_read_only=on", store.Options{}, "store.read-only")
}

// TestStepwiseMigration takes a database up one version at a time and compares
// its schema with that of a new one: every table, column and index.
func TestStepwiseMigration(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, fresh func() string) {
		stepwise := fresh()
		db := raw(t, stepwise)
		versions := store.MigrateStepwise(t, stepwise, db)
		if versions < 6 {
			t.Errorf("%d versions", versions)
		}
		s := storetest.Open(t, stepwise, store.Options{})
		play(t, s, "o")
		at := fresh()
		storetest.Open(t, at, store.Options{})
		a, b := schema(t, db, stepwise), schema(t, raw(t, at), at)
		if !slices.Equal(a, b) || len(a) < 60 {
			t.Errorf("the schemas differ, or hold little: %d and %d lines", len(a), len(b))
		}
	})
}

func schema(t *testing.T, db *sql.DB, address string) []string {
	t.Helper()
	q := "select type || ' ' || name || ' ' || coalesce(sql, '') from sqlite_master order by 1"
	if strings.HasPrefix(address, "postgres") {
		q = `select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable from information_schema.columns where table_schema = current_schema()
			union select indexdef from pg_indexes where schemaname = current_schema()
			union select conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = current_schema()::regnamespace order by 1`
	}
	rows, err := db.QueryContext(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var lines []string
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return lines
}

// TestKeysBeginWithOffice holds every key and unique constraint of the schema
// against the rule of partition.
func TestKeysBeginWithOffice(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, fresh func() string) {
		address := fresh()
		storetest.Open(t, address, store.Options{})
		q := `select m.name || ': ' || (select i.name from pragma_index_info(l.name) i where i.seqno = 0)
			from sqlite_master m, pragma_index_list(m.name) l where m.type = 'table' and m.name not in ('goose_db_version', 'sqlite_sequence')`
		if strings.HasPrefix(address, "postgres") {
			q = `select c.relname || ': ' || a.attname from pg_index x join pg_class c on c.oid = x.indrelid
				join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
				where c.relnamespace = current_schema()::regnamespace and c.relname <> 'goose_db_version'`
		}
		rows, err := raw(t, address).QueryContext(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		n := 0
		for rows.Next() {
			var line string
			if err := rows.Scan(&line); err != nil {
				t.Fatal(err)
			}
			if n++; !strings.HasSuffix(line, ": office") {
				t.Errorf("an index does not begin with office: %s", line)
			}
		}
		if err := rows.Err(); err != nil || n < 60 {
			t.Errorf("%d indexes, %v", n, err)
		}
	})
}
