package bench

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite" // the driver named sqlite

	"nghisu/internal/store"
)

// engine is one of the two databases and how a fresh one is had.
type engine struct {
	name  string
	fresh func() (address string, drop func() error, err error)
}

// onEngines measures on SQLite and, where there is a server, on PostgreSQL.
func onEngines(ctx context.Context, row string, s settings, r *Report, fn func(e engine) error) error {
	if err := fn(files(s.dir)); err != nil {
		return fmt.Errorf("sqlite: %w", err)
	}
	c, err := openCluster(ctx, s)
	if err != nil {
		r.miss(row+" on postgres", err.Error())
		return ctx.Err()
	}
	err = fn(engine{name: store.Postgres, fresh: func() (string, func() error, error) { return c.fresh(ctx) }})
	if err = errors.Join(err, c.end()); err != nil {
		return fmt.Errorf("postgres: %w", err)
	}
	return nil
}

// files is SQLite, each database in a directory of its own.
func files(dir string) engine {
	return engine{name: store.SQLite, fresh: func() (string, func() error, error) {
		own, err := os.MkdirTemp(dir, "db-")
		return "sqlite:" + filepath.Join(own, "nghisu.db"), func() error { return os.RemoveAll(own) }, err
	}}
}

// direct opens a database past the store, with the same settings.
func direct(address string, conns int) (*sql.DB, error) {
	driver, source := "pgx", address
	if path, ok := strings.CutPrefix(address, "sqlite:"); ok {
		driver = "sqlite"
		source = "file:" + path + "?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
			"&_pragma=foreign_keys(1)&_pragma=cache_size(-16384)&_pragma=temp_store(MEMORY)&_txlock=immediate"
	}
	db, err := sql.Open(driver, source)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns)
	return db, nil
}
