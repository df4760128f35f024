//go:build unix

package storetest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"nghisu/internal/store"
)

// Each runs a subtest on each engine. Every call of open gives a store over a
// new, empty database, closed when the subtest ends.
func Each(t *testing.T, fn func(t *testing.T, open func() *store.Store)) {
	t.Helper()
	First(t, fn)
	t.Run(store.Postgres, func(t *testing.T) {
		fn(t, func() *store.Store { t.Helper(); return Open(t, migrated(t), store.Options{}) })
	})
}

// First is [Each] on the embedded engine alone, for what does not differ by engine.
func First(t *testing.T, fn func(t *testing.T, open func() *store.Store)) {
	t.Helper()
	t.Run(store.SQLite, func(t *testing.T) {
		fn(t, func() *store.Store { t.Helper(); return New(t) })
	})
}

// EachOffice runs a subtest on each engine for what happens within one office. On
// PostgreSQL all such tests of a process are offices of one database, as they are on a
// province's server: it is opened once, its plans are warm, and no test may see another's.
// The key is of an office that nobody has founded yet.
func EachOffice(t *testing.T, fn func(t *testing.T, s *store.Store, key string)) {
	t.Helper()
	First(t, func(t *testing.T, open func() *store.Store) { fn(t, open(), "van-phong") })
	t.Run(store.Postgres, func(t *testing.T) {
		if os.Getenv("NGHISU_TEST_POSTGRES") != "" {
			fn(t, Open(t, migrated(t), store.Options{}), "van-phong") // leaves nothing behind
			return
		}
		s, err := common()
		if err != nil {
			t.Fatalf("PostgreSQL for tests: %v", err)
		}
		fn(t, s, fmt.Sprintf("van-phong-%d", count.Add(1)))
	})
}

// EachAddress runs a subtest on each engine. Every call of fresh gives the
// address of a new, empty database, for tests that open one more than once.
func EachAddress(t *testing.T, fn func(t *testing.T, fresh func() string)) {
	t.Helper()
	t.Run(store.SQLite, func(t *testing.T) {
		fn(t, func() string { t.Helper(); return SQLite(t) })
	})
	t.Run(store.Postgres, func(t *testing.T) {
		fn(t, func() string { t.Helper(); return Postgres(t) })
	})
}

// Open opens a store and closes it when the test ends.
func Open(tb testing.TB, address string, o store.Options) *store.Store {
	tb.Helper()
	s, err := store.Open(context.Background(), address, o)
	if err != nil {
		tb.Fatalf("open %s: %v", address, err)
	}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Errorf("close %s: %v", address, err)
		}
	})
	return s
}

// New opens a store over a new database file that holds nothing but the schema, for
// tests of what stands above the store.
func New(tb testing.TB) *store.Store {
	tb.Helper()
	return Open(tb, laid(tb), store.Options{})
}

// SQLite gives the address of a database file that does not exist yet.
func SQLite(tb testing.TB) string {
	tb.Helper()
	return "sqlite:" + filepath.Join(tb.TempDir(), "nghisu.db")
}

// pages are the bytes of a database file that holds the schema and nothing else.
var pages = sync.OnceValues(func() (bytes []byte, err error) {
	dir, err := os.MkdirTemp("", "nghisu-pattern-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	path := filepath.Join(dir, "nghisu.db")
	s, err := store.Open(context.Background(), "sqlite:"+path, store.Options{})
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// laid is [SQLite] with the schema already in it.
func laid(tb testing.TB) string {
	tb.Helper()
	schema, err := pages()
	if err != nil {
		tb.Fatalf("SQLite for tests: %v", err)
	}
	path := filepath.Join(tb.TempDir(), "nghisu.db")
	if err := os.WriteFile(path, schema, 0o600); err != nil {
		tb.Fatal(err)
	}
	return "sqlite:" + path
}

// Postgres gives the address of a new, empty database. Its server does not wait
// for the disk: what a test writes need not outlive it.
func Postgres(tb testing.TB) string {
	tb.Helper()
	return fresh(tb, quick(), "template0")
}

// DurablePostgres is [Postgres] in a server that waits for the disk at every
// commit, as a real one does; for measurements.
func DurablePostgres(tb testing.TB) string {
	tb.Helper()
	return fresh(tb, durable(), "template0")
}
