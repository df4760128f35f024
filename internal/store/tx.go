package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"nghisu/internal/committee"
)

// Tx is one command's savepoint or one query's snapshot, bound to one office.
// It must not be kept or used from another goroutine. After an SQL error every
// later call answers that error, and the command fails with it.
type Tx struct {
	store   *Store
	link    *link
	ctx     context.Context
	office  committee.OfficeID
	bodies  []string // whose sequences may be bumped
	reading bool
	over    bool
	failed  error // the first SQL error
	at      int64

	number       int      // of the command in its batch
	sent         bool     // some of its writes were sent
	event        string   // being applied
	queue        []queued // writes not sent yet; see queue.go
	marks        marks    // of the batch; see structure.go
	places       places   // of the bodies; see place.go
	restructured bool     // the structure has a new mark
}

// Office is the office to which the transaction is bound.
func (tx *Tx) Office() committee.OfficeID { return tx.office }

// NewID mints an id: a UUIDv7 in text.
func (tx *Tx) NewID() string { return tx.store.opt.NewID() }

// SetAt says at which instant, in microseconds UTC, the act takes place whose
// events are applied next. Both the command and its replay must set it alike.
func (tx *Tx) SetAt(at int64) { tx.at = at }

// Seq gives a body's sequence as it stands; 0 before its first act.
func (tx *Tx) Seq(body committee.BodyKey) (int64, error) {
	if p := tx.places[spot{tx.office, string(body)}]; p.held {
		return p.seq, tx.usable()
	}
	var n int64
	err := tx.row([]any{&n}, "select seq from body_seq where office = $1 and body = $2", body)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return n, err
}

var errOver = errors.New("store: the transaction is over")

func (tx *Tx) usable() error {
	if tx.over {
		return errOver
	}
	if tx.failed == nil {
		tx.flush()
	}
	return tx.failed
}

// fail remembers an SQL error and says which statement met it.
func (tx *Tx) fail(text string, err error) error {
	if tx.ctx.Err() != nil && tx.reading {
		err = tx.ctx.Err()
	}
	tx.failed = failure(text, err)
	return tx.failed
}

// failure says which statement met an error.
func failure(text string, err error) error {
	words := strings.Fields(text)
	return fmt.Errorf("store: %s: %w", strings.Join(words[:min(len(words), 6)], " "), err)
}

// exec runs a statement with the office as $1 and the arguments from $2 on, and
// gives the number of rows it touched.
func (tx *Tx) exec(text string, args ...any) (int64, error) {
	return tx.run(text, tx.args(args))
}

// update is exec for a text that names other arguments before the office:
// arguments are numbered in the order of their first use.
func (tx *Tx) update(text string, args ...any) (int64, error) {
	all := make([]any, len(args))
	for i, a := range args {
		all[i] = plain(a)
	}
	return tx.run(text, all)
}

// change is update for a statement that has to touch at least one row.
func (tx *Tx) change(what, text string, args ...any) error {
	n, err := tx.update(text, args...)
	if err == nil && n == 0 {
		err = notThere(what)
	}
	return err
}

func (tx *Tx) run(text string, args []any) (int64, error) {
	if err := tx.usable(); err != nil {
		return 0, err
	}
	res, err := tx.link.exec(tx.ctx, text, args...)
	if err != nil {
		return 0, tx.fail(text, err)
	}
	n, err := res.RowsAffected()
	if err != nil {
		return 0, tx.fail(text, err)
	}
	return n, nil
}

func (tx *Tx) args(args []any) []any {
	all := make([]any, 0, len(args)+1)
	all = append(all, string(tx.office))
	for _, a := range args {
		all = append(all, plain(a))
	}
	return all
}

// plain turns the domain's texts and days into what both drivers take alike;
// pgx would otherwise ask a day how to write itself.
func plain(a any) any {
	switch a.(type) {
	case string, int64, bool, []byte, []string:
		return a
	}
	switch v := reflect.ValueOf(a); v.Kind() {
	case reflect.String:
		return v.String()
	case reflect.Int, reflect.Int32, reflect.Int64:
		return v.Int()
	default:
		return a
	}
}

// row reads one row into dest; no row is [sql.ErrNoRows], which is no SQL error.
func (tx *Tx) row(dest []any, text string, args ...any) error {
	if err := tx.usable(); err != nil {
		return err
	}
	rows, err := tx.link.query(tx.ctx, text, tx.args(args)...)
	if err != nil {
		return tx.fail(text, err)
	}
	defer rows.Close()
	if !rows.Next() {
		if err := rows.Err(); err != nil {
			return tx.fail(text, err)
		}
		return sql.ErrNoRows
	}
	if err := rows.Scan(dest...); err != nil {
		return tx.fail(text, err)
	}
	if err := rows.Close(); err != nil {
		return tx.fail(text, err)
	}
	return nil
}

// list reads all rows; scan names where the columns of one row go.
func list[T any](tx *Tx, scan func(*T) []any, text string, args ...any) ([]T, error) {
	if err := tx.usable(); err != nil {
		return nil, err
	}
	rows, err := tx.link.query(tx.ctx, text, tx.args(args)...)
	if err != nil {
		return nil, tx.fail(text, err)
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		var v T
		if err := rows.Scan(scan(&v)...); err != nil {
			return nil, tx.fail(text, err)
		}
		out = append(out, v)
	}
	if err := rows.Err(); err != nil {
		return nil, tx.fail(text, err)
	}
	return out, nil
}

// one is list for at most one row.
func one[T any](tx *Tx, scan func(*T) []any, text string, args ...any) (T, bool, error) {
	all, err := list(tx, scan, text, args...)
	if err != nil || len(all) == 0 {
		var zero T
		return zero, false, err
	}
	return all[0], true, nil
}

// statement is a text put together from parts. In each part ? stands for the
// part's next argument; the office is $1.
type statement struct {
	text strings.Builder
	args []any
}

func (q *statement) add(part string, args ...any) *statement {
	for {
		before, after, found := strings.Cut(part, "?")
		q.text.WriteString(before)
		if !found {
			break
		}
		q.args = append(q.args, args[0])
		args = args[1:]
		q.text.WriteString("$" + strconv.Itoa(len(q.args)+1))
		part = after
	}
	return q
}

// in adds "name in (…)"; an empty list is never true.
func in[T ~string](q *statement, name string, values []T) {
	if len(values) == 0 {
		q.add("1 = 0")
		return
	}
	q.add(name + " in (")
	for i, v := range values {
		if i > 0 {
			q.add(", ")
		}
		q.add("?", string(v))
	}
	q.add(")")
}

// either adds that one of two columns is in its list. An empty list is left out: no
// engine looks anything up for a choice of which one half is never true.
func either[A, B ~string](q *statement, name string, values []A, other string, others []B) {
	switch {
	case len(values) == 0:
		in(q, other, others)
	case len(others) == 0:
		in(q, name, values)
	default:
		q.add("(")
		in(q, name, values)
		q.add(" or ")
		in(q, other, others)
		q.add(")")
	}
}

// maxRows bounds the rows of one insert; the engines bound its arguments.
const maxRows = 200

// insert adds many rows; columns begin with office, rows do not hold it.
func (tx *Tx) insert(into string, rows [][]any) error { return tx.upsert(into, rows, "") }

// upsert is insert with what is to be done about rows that are there already.
func (tx *Tx) upsert(into string, rows [][]any, conflict string) error {
	for part := range slices.Chunk(rows, maxRows) {
		args := make([]any, 0, len(part)*len(part[0]))
		for _, r := range part {
			args = append(args, r...)
		}
		if err := tx.put(insertText(into, len(part), len(part[0]), conflict), args...); err != nil {
			return err
		}
	}
	return nil
}

// insertTexts keeps the texts of inserts, which are long and come again and again.
var insertTexts sync.Map

// insertText is the text of an insert of so many rows, each led by the office.
func insertText(into string, rows, columns int, conflict string) string {
	type shape struct {
		into, conflict string
		rows, columns  int
	}
	key := shape{into, conflict, rows, columns}
	if text, ok := insertTexts.Load(key); ok {
		return text.(string)
	}
	var b strings.Builder
	b.WriteString("insert into " + into + " values ")
	for i := range rows {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString("($1")
		for j := range columns {
			b.WriteString(", $" + strconv.Itoa(i*columns+j+2))
		}
		b.WriteString(")")
	}
	b.WriteString(conflict)
	insertTexts.Store(key, b.String())
	return b.String()
}
