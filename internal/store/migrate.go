package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations/*.sql
var migrations embed.FS

// provider gives goose over the embedded migrations: one text for both engines.
func provider(engine string, db *sql.DB) (*goose.Provider, error) {
	folder, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	opts := []goose.ProviderOption{goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger())}
	dialect := goose.DialectSQLite3
	if engine == SQLite {
		folder = byKey{folder}
	} else {
		dialect = goose.DialectPostgres
		// Nodes that start together wait for the one that migrates.
		locker, err := lock.NewPostgresSessionLocker()
		if err != nil {
			return nil, err
		}
		opts = append(opts, goose.WithSessionLocker(locker))
	}
	return goose.NewProvider(dialect, db, folder, opts...)
}

// byKey is the migrations as SQLite takes them: it alone can lay a table in the
// tree of its key, and the texts say so where PostgreSQL reads a comment.
type byKey struct{ fs.FS }

// Open implements [fs.FS].
func (b byKey) Open(name string) (fs.File, error) {
	f, err := b.FS.Open(name)
	if err != nil || path.Ext(name) != ".sql" {
		return f, err
	}
	text, err := io.ReadAll(f)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return byKeyFile{f, strings.NewReader(strings.ReplaceAll(string(text), "/* sqlite: WITHOUT ROWID */", "WITHOUT ROWID"))}, nil
}

type byKeyFile struct {
	fs.File
	text *strings.Reader
}

// Read implements [fs.File].
func (f byKeyFile) Read(p []byte) (int, error) { return f.text.Read(p) }

// latest is the version of the schema that this program knows.
func latest() (int64, error) {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return 0, err
	}
	var last int64
	for _, name := range names {
		n, err := strconv.ParseInt(name[len("migrations/"):len("migrations/")+5], 10, 64)
		if err != nil {
			return 0, err
		}
		last = max(last, n)
	}
	return last, nil
}

// installed is the version of the schema in the database, 0 when it has none.
func (s *Store) installed(ctx context.Context, db *sql.DB) (int64, error) {
	tables := "select count(*) from sqlite_master where type = 'table' and name = 'goose_db_version'"
	if s.engine == Postgres {
		tables = "select count(*) from pg_tables where schemaname = current_schema() and tablename = 'goose_db_version'"
	}
	var n int
	if err := db.QueryRowContext(ctx, tables).Scan(&n); err != nil {
		return 0, s.refuse(err)
	}
	if n == 0 {
		return 0, nil
	}
	var version int64
	if err := db.QueryRowContext(ctx, "select coalesce(max(version_id), 0) from goose_db_version").Scan(&version); err != nil {
		return 0, s.refuse(err)
	}
	return version, nil
}

// migrate brings the schema up to this program's version, never down.
func (s *Store) migrate(ctx context.Context, db *sql.DB) error {
	have, err := s.installed(ctx, db)
	if err != nil {
		return err
	}
	want, err := latest()
	if err != nil {
		return err
	}
	if have > want {
		return s.newer(have, want)
	}
	if have < want {
		if err := s.raise(ctx, db, have); err != nil {
			return err
		}
	}
	if s.engine == SQLite {
		if err := layShape(ctx, db); err != nil {
			return s.refuse(err)
		}
	}
	return nil
}

// raise runs the migrations after a version.
func (s *Store) raise(ctx context.Context, db *sql.DB, have int64) error {
	if have == 0 {
		if err := s.foreign(ctx, db); err != nil {
			return err
		}
	}
	if s.engine == SQLite { // laid anew, with the new indexes
		if _, err := db.ExecContext(ctx, "drop table if exists sqlite_stat1"); err != nil {
			return s.refuse(err)
		}
	}
	p, err := provider(s.engine, db)
	if err != nil {
		return s.refuse(err)
	}
	if _, err := p.Up(ctx); err != nil {
		return s.refuse(err)
	}
	return nil
}

// foreign refuses a database that holds tables of something else.
func (s *Store) foreign(ctx context.Context, db *sql.DB) error {
	tables := "select count(*) from sqlite_master where type = 'table' and name not in ('goose_db_version', 'sqlite_sequence')"
	if s.engine == Postgres {
		tables = "select count(*) from pg_tables where schemaname = current_schema() and tablename <> 'goose_db_version'"
	}
	var n int
	if err := db.QueryRowContext(ctx, tables).Scan(&n); err != nil {
		return s.refuse(err)
	}
	if n > 0 {
		return &OpenError{Code: "store.not-a-database", Path: s.path, Hint: "it holds " + strconv.Itoa(n) + " tables of something else: give this product a database of its own"}
	}
	return nil
}

// checkVersion is what opening for reading asks: exactly this version.
func (s *Store) checkVersion(ctx context.Context, db *sql.DB) error {
	have, err := s.installed(ctx, db)
	if err != nil {
		return err
	}
	want, err := latest()
	if err != nil {
		return err
	}
	if have > want {
		return s.newer(have, want)
	}
	if have < want {
		return &OpenError{
			Code: "store.older-version", Path: s.path,
			Hint: "the schema is version " + strconv.FormatInt(have, 10) + ", this program needs " + strconv.FormatInt(want, 10) + ": open it once for writing, which migrates it",
		}
	}
	return nil
}

func (s *Store) newer(have, want int64) error {
	return &OpenError{
		Code: "store.newer-version", Path: s.path,
		Hint: "the schema is version " + strconv.FormatInt(have, 10) + ", this program knows " + strconv.FormatInt(want, 10) + ": use the newer program that wrote it",
	}
}
