package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"sync"
)

// link is one connection and the statements prepared on it. SQLite's driver
// compiles a text each time it is given one, so they are kept here; pgx keeps
// its own.
type link struct {
	engine string
	conn   *sql.Conn
	stmts  map[string]*sql.Stmt
	hook   func(text string) error
	// ahead is what a server is to be told before the next statement: it goes
	// with it, and costs no message of its own. fault is what it met, where it
	// belongs to another command than the one that runs.
	ahead []queued
	fault *fault
}

// maxPrepared bounds the statements kept on one connection; texts vary with the
// length of lists.
const maxPrepared = 400

func (l *link) prepared(ctx context.Context, text string) (*sql.Stmt, error) {
	if s := l.stmts[text]; s != nil {
		return s, nil
	}
	if len(l.stmts) >= maxPrepared {
		l.forget()
	}
	s, err := l.conn.PrepareContext(ctx, text)
	if err == nil {
		l.stmts[text] = s
	}
	return s, err
}

// forget ends the prepared statements. database/sql does not end those of a
// single connection with it, and SQLite keeps a connection, with its locks, for
// as long as it has one.
func (l *link) forget() {
	for _, s := range l.stmts {
		_ = s.Close()
	}
	clear(l.stmts)
}

// show lets a test see a statement before it runs.
func (l *link) show(text string) error {
	if l.hook == nil {
		return nil
	}
	return l.hook(text)
}

func (l *link) exec(ctx context.Context, text string, args ...any) (sql.Result, error) {
	if err := l.show(text); err != nil {
		return nil, err
	}
	if l.engine == Postgres {
		return l.conn.ExecContext(ctx, text, args...)
	}
	s, err := l.prepared(ctx, text)
	if err != nil {
		return nil, err
	}
	return s.ExecContext(ctx, args...)
}

func (l *link) query(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	if err := l.show(text); err != nil {
		return nil, err
	}
	if l.engine == Postgres {
		return l.conn.QueryContext(ctx, text, args...)
	}
	s, err := l.prepared(ctx, text)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

// pool hands out links. On SQLite a link is kept with its statements; on
// PostgreSQL the connection goes back to database/sql, which checks it.
type pool struct {
	engine string
	db     *sql.DB
	hook   func(text string) error
	slots  chan struct{}

	mu   sync.Mutex
	idle []*link
}

func newPool(engine string, db *sql.DB, size int, hook func(string) error) *pool {
	return &pool{engine: engine, db: db, hook: hook, slots: make(chan struct{}, size)}
}

func (p *pool) get(ctx context.Context) (*link, error) {
	select {
	case p.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	p.mu.Lock()
	if n := len(p.idle); n > 0 {
		l := p.idle[n-1]
		p.idle = p.idle[:n-1]
		p.mu.Unlock()
		return l, nil
	}
	p.mu.Unlock()
	conn, err := p.db.Conn(ctx)
	if err != nil {
		<-p.slots
		return nil, err
	}
	return &link{engine: p.engine, conn: conn, stmts: map[string]*sql.Stmt{}, hook: p.hook}, nil
}

// put takes back a link that stands outside any transaction.
func (p *pool) put(l *link) {
	if p.engine == Postgres {
		_ = l.conn.Close()
	} else {
		p.mu.Lock()
		p.idle = append(p.idle, l)
		p.mu.Unlock()
	}
	<-p.slots
}

// discard ends a connection whose state is not known.
func (p *pool) discard(l *link) {
	l.forget()
	_ = l.conn.Raw(func(any) error { return driver.ErrBadConn })
	_ = l.conn.Close()
	<-p.slots
}

func (p *pool) close() error {
	p.mu.Lock()
	for _, l := range p.idle {
		l.forget()
		_ = l.conn.Close()
	}
	p.idle = nil
	p.mu.Unlock()
	return p.db.Close()
}

// unanswered reports whether an error means that the server did not answer, so
// that what it did is not known.
func unanswered(err error) bool {
	var n net.Error
	return errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, io.EOF) || errors.Is(err, net.ErrClosed) || errors.As(err, &n) || errors.Is(err, context.DeadlineExceeded)
}
