package store

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"nghisu/internal/committee"
)

// The two engines, as [Store.Engine] names them.
const (
	SQLite   = "sqlite"
	Postgres = "postgres"
)

// Statements that open a transaction.
const (
	sqliteBegin       = "begin immediate"
	sqliteBeginRead   = "begin"
	postgresBegin     = "begin isolation level read committed"
	postgresBeginRead = "begin isolation level repeatable read read only"
)

func beginRead(engine string) string {
	if engine == Postgres {
		return postgresBeginRead
	}
	return sqliteBeginRead
}

// sqliteURI names a file for the driver with the settings of each connection.
func sqliteURI(path string, write bool, busy time.Duration) string {
	q := url.Values{}
	q.Add("_pragma", "busy_timeout("+strconv.FormatInt(busy.Milliseconds(), 10)+")")
	q.Add("_pragma", "foreign_keys(1)")
	q.Add("_pragma", "synchronous(FULL)")
	q.Add("_pragma", "temp_store(MEMORY)")
	if write {
		// A command touches some fifteen pages, most of which the next ones touch
		// again: they go from the log into the file once in 32 MB, not once in 4.
		q.Add("_pragma", "cache_size(-65536)")
		q.Add("_pragma", "wal_autocheckpoint(8000)")
		// What is deleted is overwritten where it lay: sealed ballots above all.
		q.Add("_pragma", "secure_delete(1)")
		q.Add("_pragma", "journal_mode(WAL)")
		q.Set("_txlock", "immediate")
		q.Set("mode", "rwc")
	} else {
		q.Add("_pragma", "cache_size(-16384)")
		q.Set("mode", "ro")
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

func openSQLite(path string, write bool, busy time.Duration, conns int) (*sql.DB, error) {
	db, err := sql.Open("sqlite", sqliteURI(path, write, busy))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns)
	return db, nil
}

func openPostgres(dsn string, conns int) (*sql.DB, error) {
	cfg, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, err
	}
	for key, value := range map[string]string{
		"application_name": "nghisu",
		// A node that hangs inside a transaction must not hold a body for ever.
		"idle_in_transaction_session_timeout": "60000",
		"statement_timeout":                   "60000",
	} {
		if _, set := cfg.RuntimeParams[key]; !set {
			cfg.RuntimeParams[key] = value
		}
	}
	if cfg.ConnectTimeout == 0 {
		cfg.ConnectTimeout = 10 * time.Second
	}
	db := stdlib.OpenDB(*cfg)
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns)
	return db, nil
}

const lockText = `select pg_current_xact_id()::text, body, seq, fold_at from body_seq
	where office = $1 and body = any($2) order by body collate "C" for update`

// locked is what a transaction on PostgreSQL knows once it holds its bodies.
type locked struct {
	xid    string // tells the server later which transaction is meant
	places places // of the bodies
	mark   string // of the office's structure
}

// beginLocked opens a transaction on PostgreSQL, takes the rows of bodies in key
// order and reads what every command needs, in one message. The mark is read by
// a statement of its own: it must see what the one whose locks were waited for
// has changed.
func beginLocked(ctx context.Context, l *link, office string, bodies []string) (got locked, err error) {
	for _, text := range []string{postgresBegin, lockText, markText} {
		if err := l.show(text); err != nil {
			return got, err
		}
	}
	got.places = make(places, len(bodies))
	err = l.conn.Raw(func(c any) error {
		var b pgx.Batch
		b.Queue(postgresBegin)
		b.Queue(lockText, office, bodies).Query(func(rows pgx.Rows) error {
			for rows.Next() {
				var body string
				p := place{held: true}
				if err := rows.Scan(&got.xid, &body, &p.seq, &p.foldAt); err != nil {
					return err
				}
				got.places[spot{committee.OfficeID(office), body}] = p
			}
			return rows.Err()
		})
		b.Queue(markText, office).Query(func(rows pgx.Rows) error {
			for rows.Next() {
				if err := rows.Scan(&got.mark); err != nil {
					return err
				}
			}
			return rows.Err()
		})
		return c.(*stdlib.Conn).Conn().SendBatch(ctx, &b).Close()
	})
	if err == nil && len(got.places) != len(bodies) {
		err = errRowsGone
	}
	return got, err
}

// errStillRunning says that the server has not ended a transaction yet.
var errStillRunning = errors.New("the server has not ended the transaction yet")

// outcome asks the server whether a transaction whose commit was not answered
// took effect.
func outcome(ctx context.Context, l *link, xid string) (committed bool, err error) {
	var status sql.NullString
	if err := l.conn.QueryRowContext(ctx, "select pg_xact_status($1::text::xid8)", xid).Scan(&status); err != nil {
		return false, err
	}
	switch status.String {
	case "committed":
		return true, nil
	case "aborted":
		return false, nil
	case "in progress":
		return false, errStillRunning
	}
	return false, errors.New("transaction " + xid + " is " + status.String)
}

// inTransaction asks whether the connection still stands in the transaction
// that was begun, in a state that takes statements. On SQLite the savepoint
// that is rolled back to tells, so the answer is only that nothing says no.
func inTransaction(l *link) bool {
	if l.engine != Postgres {
		return true
	}
	alive := false
	err := l.conn.Raw(func(c any) error {
		if pg, ok := c.(*stdlib.Conn); ok {
			p := pg.Conn().PgConn()
			alive = !p.IsClosed() && p.TxStatus() == 'T'
		}
		return nil
	})
	return err == nil && alive
}

// claimLock is what a claim adds on PostgreSQL, where nodes claim side by side.
func claimLock(engine string) string {
	if engine == Postgres {
		return " for update skip locked"
	}
	return ""
}
