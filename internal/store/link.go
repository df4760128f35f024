package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"sync"
)

// link is one connection and the statements prepared on it. SQLite's driver
// compiles a text each time it is given one, so they are kept here; pgx keeps
// its own.
type link struct {
	engine string
	conn   *sql.Conn
	stmts  map[string]prepared
	hook   func(text string) error
	// ahead is what a server is to be told before the next statement: it goes
	// with it, and costs no message of its own. fault is what it met, where it
	// belongs to another command than the one that runs.
	ahead []queued
	fault *fault
	wrote bool // a file was written to since this was last set back
}

// maxPrepared bounds the statements kept on one connection; texts vary with the
// length of lists.
const maxPrepared = 400

// prepared is a statement as SQLite takes it. Its arguments have no names there: the
// driver looks up the name of each by going through those of all.
type prepared struct {
	*sql.Stmt
	order []int // which argument stands at each place
}

func (l *link) prepared(ctx context.Context, text string) (prepared, error) {
	if s, ok := l.stmts[text]; ok {
		return s, nil
	}
	if len(l.stmts) >= maxPrepared {
		l.forget()
	}
	plain, order := nameless(text)
	s, err := l.conn.PrepareContext(ctx, plain)
	p := prepared{s, order}
	if err == nil {
		l.stmts[text] = p
	}
	return p, err
}

// nameless writes $1, $2 … as the question marks of SQLite, and gives which argument
// each of them stands for, from 0.
func nameless(text string) (plain string, order []int) {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(text, "$")
		b.WriteString(before)
		if !found {
			return b.String(), order
		}
		digits := len(after) - len(strings.TrimLeft(after, "0123456789"))
		n, err := strconv.Atoi(after[:digits])
		if err != nil || n < 1 {
			b.WriteByte('$')
			digits, n = 0, 0
		} else {
			b.WriteByte('?')
			order = append(order, n-1)
		}
		text = after[digits:]
	}
}

// in puts arguments in the order of their places.
func (p prepared) in(args []any) ([]any, error) {
	out := make([]any, len(p.order))
	for i, n := range p.order {
		if n >= len(args) {
			return nil, fmt.Errorf("store: no argument $%d", n+1)
		}
		out[i] = args[n]
	}
	return out, nil
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
	l.wrote = true
	if args, err = s.in(args); err != nil {
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
	l.wrote = l.wrote || !strings.HasPrefix(text, "select")
	if args, err = s.in(args); err != nil {
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
	return &link{engine: p.engine, conn: conn, stmts: map[string]prepared{}, hook: p.hook}, nil
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
