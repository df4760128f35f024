package main

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"strings"

	"nghisu/internal/app"
	"nghisu/internal/cli"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// openStore opens a database; what cannot be opened is a fault that says where
// and what to do.
func openStore(ctx context.Context, db string) (*store.Store, error) {
	s, err := store.Open(ctx, db, store.Options{})
	var refused *store.OpenError
	if !errors.As(err, &refused) {
		return s, err
	}
	where := refused.Path
	if refused.Err != nil {
		where += " (" + strings.ReplaceAll(refused.Err.Error(), "\n", " ") + ")"
	}
	return nil, &committee.Fault{Kind: committee.Busy, Code: refused.Code, Field: where}
}

// exists refuses a database file that is not there: a tool pointed at the wrong
// place must not make an empty one.
func exists(db string) error {
	path, ok := strings.CutPrefix(db, "sqlite:")
	if !ok {
		return nil
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return cli.Wrong("--db "+db, "no such file", "nghisu office found --db "+db)
	}
	return nil
}

// configured gives the settings of a tool: those of the server, with another
// database when one is named.
func configured(db string) (settings, error) {
	var args []string
	if db != "" {
		args = []string{"--db", db}
	}
	return readSettings("nghisu", args)
}

// open gives the tools the books that are there.
func (p *program) open(ctx context.Context, db string) (*app.App, []committee.OfficeID, func() error, error) {
	s, err := configured(db)
	if err != nil {
		return nil, nil, nil, err
	}
	if err := exists(s.db); err != nil {
		return nil, nil, nil, err
	}
	a, done, err := p.books(ctx, s)
	if err != nil {
		return nil, nil, nil, err
	}
	offices, err := a.Offices(ctx)
	if err != nil {
		return nil, nil, nil, errors.Join(err, done())
	}
	return a, offices, done, nil
}

// create is open for books that may not exist yet.
func (p *program) create(ctx context.Context, db string) (*app.App, func() error, error) {
	s, err := configured(db)
	if err != nil {
		return nil, nil, err
	}
	return p.books(ctx, s)
}

func (p *program) books(ctx context.Context, s settings) (*app.App, func() error, error) {
	st, err := openStore(ctx, s.db)
	if err != nil {
		return nil, nil, err
	}
	log := slog.New(slog.NewTextHandler(p.stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	return app.New(st, app.NewKeyring(s.keys), nil, log), st.Close, nil
}
