package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"testing"

	"github.com/pressly/goose/v3"
)

// WithHook makes a store show every statement before it runs; an error of fn
// becomes the statement's.
func WithHook(o Options, fn func(text string) error) Options {
	o.hook = fn
	return o
}

// Flush sends what a command has queued, so that its errors are told now.
func Flush(tx *Tx) error { return tx.usable() }

// MigrateTo takes a database up to a version of the schema.
func MigrateTo(t *testing.T, address string, db *sql.DB, version int64) {
	t.Helper()
	p, err := provider(engineOf(address), db)
	if err == nil {
		_, err = p.UpTo(context.Background(), version)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TaskQuery is the statement of a list of tasks of one page.
func TaskQuery(f TaskFilter) (text string, args []any) {
	var q statement
	q.add(taskColumns)
	f.narrow(&q)
	return q.text.String(), q.args
}

func engineOf(address string) string {
	if strings.HasPrefix(address, "sqlite:") {
		return SQLite
	}
	return Postgres
}

// MigrateStepwise takes a database up by one version at a time and counts them.
func MigrateStepwise(t *testing.T, address string, db *sql.DB) (versions int) {
	t.Helper()
	p, err := provider(engineOf(address), db)
	if err != nil {
		t.Fatal(err)
	}
	for ; ; versions++ {
		switch _, err := p.UpByOne(context.Background()); {
		case errors.Is(err, goose.ErrNoNextVersion):
			return versions
		case err != nil:
			t.Fatal(err)
		}
	}
}
