//go:build unix

package storetest

import (
	"context"
	"path/filepath"
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
		fn(t, func() *store.Store { t.Helper(); return Open(t, SQLite(t), store.Options{}) })
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

// SQLite gives the address of a database file that does not exist yet.
func SQLite(tb testing.TB) string {
	tb.Helper()
	return "sqlite:" + filepath.Join(tb.TempDir(), "nghisu.db")
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
