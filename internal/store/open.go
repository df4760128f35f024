package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"nghisu/internal/committee"
)

// Options sets how a store is opened. The zero value is right for a server.
type Options struct {
	ReadOnly    bool          // only Read; nothing is created or migrated
	QueueLen    int           // commands that may wait for one writer before [Store.Write] answers busy; 0: 1024
	Batch       int           // commands in one transaction; 0: 64
	Readers     int           // connections for reading; 0: 8
	Writers     int           // connections for writing on PostgreSQL; 0: 4 and one for each core, 16 at most
	BusyTimeout time.Duration // how long to wait for another process's lock on SQLite; 0: 5 s
	NewID       func() string // mints ids; nil: UUIDv7 of the machine's clock and chance. See [SeededIDs]

	// hook sees each statement before it runs and may fail it; for tests.
	hook func(text string) error
}

func (o Options) filled() Options {
	def := func(v *int, d int) {
		if *v <= 0 {
			*v = d
		}
	}
	def(&o.QueueLen, 1024)
	def(&o.Batch, 64)
	def(&o.Readers, 8)
	def(&o.Writers, min(16, 4+runtime.GOMAXPROCS(0)))
	if o.BusyTimeout <= 0 {
		o.BusyTimeout = 5 * time.Second
	}
	if o.NewID == nil {
		o.NewID = newID
	}
	return o
}

// OpenError says why a database could not be opened, and what to do.
type OpenError struct {
	Code string // store.newer-version, store.older-version, store.read-only, store.locked, store.not-a-database, store.unreachable, store.settings
	Path string // file, or address without the password
	Hint string // what to do, for an administrator
	Err  error  // the engine's words, or nil
}

func (e *OpenError) Error() string {
	s := e.Code + ": " + e.Path + ": " + e.Hint
	if e.Err != nil {
		s += " (" + e.Err.Error() + ")"
	}
	return s
}

func (e *OpenError) Unwrap() error { return e.Err }

// Store is an open database.
type Store struct {
	engine string
	path   string
	opt    Options
	write  *pool // nil when read-only
	read   *pool

	mu     sync.Mutex // guards lanes, known, closed
	lanes  map[string]*lane
	known  map[string]bool // rows of body_seq that exist (PostgreSQL)
	closed bool
	busy   sync.WaitGroup // running lanes
	ready  sync.WaitGroup // a reader that reads the schema ahead

	stats counters
}

// Open opens "sqlite:PATH" or "postgres://…", brings the schema up to this
// version and checks the settings on which durability rests. A refusal is an
// [*OpenError].
func Open(ctx context.Context, dsn string, o Options) (*Store, error) {
	o = o.filled()
	s := &Store{opt: o, lanes: map[string]*lane{}, known: map[string]bool{}}
	var err error
	switch path, isFile := strings.CutPrefix(dsn, "sqlite:"); {
	case isFile && path != "":
		s.engine, s.path = SQLite, path
		err = s.openFile(ctx)
	case strings.HasPrefix(dsn, "postgres://"), strings.HasPrefix(dsn, "postgresql://"):
		s.engine, s.path = Postgres, withoutPassword(dsn)
		err = s.openServer(ctx, dsn)
	default:
		return nil, &OpenError{Code: "store.unreachable", Path: withoutPassword(dsn), Hint: `write the address as sqlite:PATH or postgres://user@host/name`}
	}
	if err != nil {
		return nil, errors.Join(err, s.closePools())
	}
	return s, nil
}

func (s *Store) openFile(ctx context.Context) error {
	if err := checkFile(s.path, s.opt.ReadOnly); err != nil {
		return err
	}
	if s.opt.ReadOnly {
		return s.openReaders(ctx)
	}
	db, err := openSQLite(s.path, true, s.opt.BusyTimeout, 1)
	if err != nil {
		return s.refuse(err)
	}
	s.write = newPool(SQLite, db, 1, s.opt.hook)
	// A first writing transaction tells a locked or protected file now, and
	// not at the first command.
	for _, q := range []string{sqliteBegin, "rollback"} {
		if _, err := db.ExecContext(ctx, q); err != nil {
			return s.refuse(err)
		}
	}
	if err := s.openReaders(ctx); err != nil {
		return err
	}
	if err := s.migrate(ctx, db); err != nil {
		return err
	}
	return s.checkSettings(ctx, db, map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"})
}

// openReaders opens the pool of readers. Each connection reads the whole schema
// before its first answer, which takes milliseconds; one of them does so beside the
// rest of the start.
func (s *Store) openReaders(ctx context.Context) error {
	db, err := openSQLite(s.path, false, s.opt.BusyTimeout, s.opt.Readers)
	if err != nil {
		return s.refuse(err)
	}
	s.read = newPool(SQLite, db, s.opt.Readers, s.opt.hook)
	if s.opt.ReadOnly {
		return s.checkVersion(ctx, db)
	}
	s.ready.Go(func() {
		var n int
		_ = db.QueryRowContext(ctx, "select count(*) from sqlite_master").Scan(&n) // what fails here fails again, and is told, at the first question
	})
	return nil
}

// checkFile says what is plainly wrong with the path before the engine does.
func checkFile(path string, readOnly bool) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		if readOnly {
			return &OpenError{Code: "store.unreachable", Path: path, Hint: "there is no such file: check the path", Err: err}
		}
		if dir, err := os.Stat(filepath.Dir(path)); err != nil || !dir.IsDir() {
			return &OpenError{Code: "store.unreachable", Path: path, Hint: "the directory does not exist: create it first"}
		}
		return nil
	case err != nil:
		return &OpenError{Code: "store.unreachable", Path: path, Hint: "the file cannot be looked at: check the rights on its directory", Err: err}
	case info.IsDir():
		return &OpenError{Code: "store.not-a-database", Path: path, Hint: "this is a directory: name a file"}
	case !readOnly && info.Mode().Perm()&0o222 == 0:
		return &OpenError{Code: "store.read-only", Path: path, Hint: "the file is protected against writing: give the right to write it, or open it for reading only"}
	}
	return nil
}

func (s *Store) checkSettings(ctx context.Context, db *sql.DB, want map[string]string) error {
	for name, value := range want {
		var got string
		if err := db.QueryRowContext(ctx, "pragma "+name).Scan(&got); err != nil {
			return s.refuse(err)
		}
		if !strings.EqualFold(got, value) {
			return &OpenError{Code: "store.settings", Path: s.path, Hint: fmt.Sprintf("%s is %s and must be %s: keep the file on a local disk", name, got, value)}
		}
	}
	return nil
}

func (s *Store) openServer(ctx context.Context, dsn string) error {
	db, err := openPostgres(dsn, s.opt.Readers)
	if err != nil {
		return &OpenError{Code: "store.unreachable", Path: s.path, Hint: "the address cannot be understood: write it as postgres://user@host/name"}
	}
	s.read = newPool(Postgres, db, s.opt.Readers, s.opt.hook)
	var encoding string
	if err := db.QueryRowContext(ctx, "show server_encoding").Scan(&encoding); err != nil {
		return s.refuse(err)
	}
	if encoding != "UTF8" {
		return &OpenError{Code: "store.settings", Path: s.path, Hint: "the database's encoding is " + encoding + ": create it with encoding UTF8"}
	}
	if s.opt.ReadOnly {
		return s.checkVersion(ctx, db)
	}
	wdb, err := openPostgres(dsn, s.opt.Writers)
	if err != nil {
		return s.refuse(err)
	}
	s.write = newPool(Postgres, wdb, s.opt.Writers, s.opt.hook)
	var readOnly string
	if err := wdb.QueryRowContext(ctx, "show transaction_read_only").Scan(&readOnly); err != nil {
		return s.refuse(err)
	}
	if readOnly == "on" {
		return &OpenError{Code: "store.read-only", Path: s.path, Hint: "this server takes no writes: name the primary, or open it for reading only"}
	}
	return s.migrate(ctx, wdb)
}

// refuse turns an engine's error at opening into an [*OpenError].
func (s *Store) refuse(err error) error {
	var known *OpenError
	if errors.As(err, &known) {
		return err
	}
	e := &OpenError{Code: "store.unreachable", Path: s.path, Hint: "the database cannot be opened: see the words of the engine", Err: err}
	switch sqliteCode(err) & 0xff {
	case sqliteBusy, sqliteLocked:
		e.Code, e.Hint = "store.locked", "another process holds the database: stop it, or wait until it has finished"
	case sqliteReadOnly:
		e.Code, e.Hint = "store.read-only", "the file or its directory is protected against writing: give the right to write both"
	case sqliteNotADB:
		e.Code, e.Hint = "store.not-a-database", "this file is something else than a database of this product: check the path"
	case sqliteCantOpen:
		e.Hint = "the file cannot be opened: check the rights on it and on its directory"
	}
	if s.engine == Postgres && sqliteCode(err) == 0 {
		e.Hint = "the server does not answer or refuses: check address, name, password and that it runs"
	}
	return e
}

// withoutPassword is an address as it may be shown and logged.
func withoutPassword(dsn string) string {
	scheme, rest, ok := strings.Cut(dsn, "://")
	if !ok {
		return dsn
	}
	rest, query, _ := strings.Cut(rest, "?")
	_ = query // may hold a password too
	if at := strings.LastIndex(rest, "@"); at >= 0 {
		user, _, _ := strings.Cut(rest[:at], ":")
		rest = user + rest[at:]
	}
	return scheme + "://" + rest
}

// Engine names the engine: [SQLite] or [Postgres].
func (s *Store) Engine() string { return s.engine }

// Close waits for the commands that were taken on, answers no new ones and
// closes the database.
func (s *Store) Close() error {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.busy.Wait()
	return s.closePools()
}

func (s *Store) closePools() error {
	s.ready.Wait()
	var errs []error
	for _, p := range []*pool{s.read, s.write} {
		if p != nil {
			errs = append(errs, p.close())
		}
	}
	return errors.Join(errs...)
}

// counters is what [Stats] is read from.
type counters struct {
	commands, batches, failed, retried, refused, reads atomic.Int64
}

// Stats counts what a store did since it was opened.
type Stats struct {
	Commands int64 // committed
	Batches  int64 // transactions that committed them
	Failed   int64 // commands that answered an error
	Retried  int64 // commands run again after their transaction was lost
	Refused  int64 // commands that a full queue turned away
	Reads    int64
	Queued   int // commands waiting now
}

// Stats gives the counters as they stand.
func (s *Store) Stats() Stats {
	st := Stats{
		Commands: s.stats.commands.Load(), Batches: s.stats.batches.Load(), Failed: s.stats.failed.Load(),
		Retried: s.stats.retried.Load(), Refused: s.stats.refused.Load(), Reads: s.stats.reads.Load(),
	}
	s.mu.Lock()
	for _, l := range s.lanes {
		st.Queued += len(l.queue)
	}
	s.mu.Unlock()
	return st
}

// Offices lists the offices that the database holds, by id.
func (s *Store) Offices(ctx context.Context) ([]committee.OfficeID, error) {
	l, err := s.read.get(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := l.query(ctx, "select office from office order by office")
	if err != nil {
		s.read.discard(l)
		return nil, err
	}
	var list []committee.OfficeID
	for rows.Next() {
		var id committee.OfficeID
		if err = rows.Scan(&id); err != nil {
			break
		}
		list = append(list, id)
	}
	if err = errors.Join(err, rows.Err(), rows.Close()); err != nil {
		s.read.discard(l)
		return nil, err
	}
	s.read.put(l)
	return list, nil
}
