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

// MigrateStepwise takes a database up by one version at a time and counts them.
func MigrateStepwise(t *testing.T, address string, db *sql.DB) (versions int) {
	t.Helper()
	engine := Postgres
	if strings.HasPrefix(address, "sqlite:") {
		engine = SQLite
	}
	p, err := provider(engine, db)
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
