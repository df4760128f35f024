package bench

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"

	"nghisu/internal/store"
)

// hand is the hand baseline: the rows of the measured command, written by
// prepared statements in one transaction, without rights, history or HTTP. Each
// row has the size that the command gives it.
type hand struct {
	db    *sql.DB
	stmts []*sql.Stmt
	leaf  []byte
	text  []store.Content
	sight int
	n     int64
}

// The statements of the baseline; $n in the order of first use.
const (
	handSeq = `insert into body_seq (office, body, seq) values ('do-dac', 'tay', 1)
		on conflict (office, body) do update set seq = body_seq.seq + 1 returning seq`
	handTask = `insert into task (office, id, body, title, search, lead_agency, accountable, person, due, due_order, first_due,
		source_kind, source_id, state, progress, note, assigner, subassigned, created_at, finished, asked_until, urged)
		values ('do-dac', $1, 'tay', 'Xây dựng Đề án', 'xay dung de an', $2, $3, '', $4, $4, $4, '', '', 'open', 0, '', $5, '', $6, 0, 0, 0)`
	handAct = `insert into act (office, id, body, body_seq, name, at, entered_at, fold_at, person, capacity_kind, capacity_id,
		on_behalf, via, simulated, kind, ref, clauses, leaf)
		values ('do-dac', $1, 'tay', $2, 'task.assign', $3, $3, $3, $4, 'seat', $5, '', 'api', false, 'task', $6, '["quy-che/4.1"]', $7)`
)

// newHand prepares the baseline in a database that holds the schema, on the
// model of one act of an office.
func newHand(ctx context.Context, o *office, address string) (*hand, error) {
	s, err := store.Open(ctx, address, store.Options{})
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	h := &hand{}
	if err := h.model(ctx, o); err != nil {
		return nil, err
	}
	if h.db, err = direct(address, 1); err != nil {
		return nil, err
	}
	for _, text := range []string{handSeq, handTask, h.sights(), handAct, h.contents()} {
		st, err := h.db.PrepareContext(ctx, text)
		if err != nil {
			return nil, errors.Join(err, h.db.Close())
		}
		h.stmts = append(h.stmts, st)
	}
	return h, nil
}

// model reads the leaf, the texts and the lines of sight of one command.
func (h *hand) model(ctx context.Context, o *office) error {
	r, err := o.assign(ctx, 0, 1)
	if err != nil {
		return err
	}
	return o.store.Read(ctx, officeKey, func(tx *store.Tx) error {
		act, ok, err := tx.Act(r.Act)
		if err != nil || !ok {
			return errors.Join(err, errors.New("the model act is not there"))
		}
		h.leaf = act.Leaf
		if h.text, err = tx.ContentOf(act.ID); err != nil {
			return err
		}
		lines, err := tx.Audiences("task", r.Ref)
		h.sight = len(lines)
		return err
	})
}

// sights and contents are inserts of as many rows as the command writes.
func (h *hand) sights() string {
	var b strings.Builder
	b.WriteString("insert into audience (office, kind, object, who, who_id, level) values ")
	for i := range h.sight {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "('do-dac', 'task', $1, 'seat', $%d, 1)", i+2)
	}
	return b.String()
}

func (h *hand) contents() string {
	var b strings.Builder
	b.WriteString("insert into content (office, act, id, salt, value, erased) values ")
	for i := range h.text {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "('do-dac', $1, $%d, $%d, $%d, false)", 3*i+2, 3*i+3, 3*i+4)
	}
	return b.String()
}

// write is one transaction of the baseline.
func (h *hand) write(ctx context.Context) error {
	tx, err := h.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := h.in(ctx, tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

func (h *hand) in(ctx context.Context, tx *sql.Tx) error {
	h.n++
	task, act := longID("0190a1b2-c3d4-7000-8000-", h.n), longID("0190a1b2-c3d4-7001-8000-", h.n)
	seat := longID("0190a1b2-c3d4-7002-8000-", 1)
	var seq int64
	if err := tx.StmtContext(ctx, h.stmts[0]).QueryRowContext(ctx).Scan(&seq); err != nil {
		return err
	}
	at := int64(1_700_000_000_000_000) + h.n
	sight := []any{task}
	for i := range h.sight {
		sight = append(sight, longID("0190a1b2-c3d4-7002-8000-", int64(i)))
	}
	contents := []any{act}
	for i, c := range h.text {
		contents = append(contents, act+"."+strconv.Itoa(i), c.Salt, c.Value)
	}
	for i, args := range [][]any{
		{task, seat, seat, 20_000 + h.n%900, seat, at}, sight, {act, seq, at, seat, seat, task, h.leaf}, contents,
	} {
		if i == 3 && len(h.text) == 0 {
			break
		}
		if _, err := tx.StmtContext(ctx, h.stmts[i+1]).ExecContext(ctx, args...); err != nil {
			return err
		}
	}
	return nil
}

func (h *hand) close() error { return h.db.Close() }

// longID is an id as long as the real ones.
func longID(prefix string, n int64) string { return prefix + fmt.Sprintf("%012d", n) }

// bare is the baseline of P3: commits of one small row each.
type bare struct {
	db *sql.DB
	st *sql.Stmt
	n  atomic.Int64
}

func newBare(ctx context.Context, address string, conns int) (*bare, error) {
	db, err := direct(address, conns)
	if err != nil {
		return nil, err
	}
	if _, err := db.ExecContext(ctx, "create table bare (id text not null primary key, n bigint not null)"); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	st, err := db.PrepareContext(ctx, "insert into bare (id, n) values ($1, $2)")
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &bare{db: db, st: st}, nil
}

func (b *bare) write(ctx context.Context) error {
	n := b.n.Add(1)
	_, err := b.st.ExecContext(ctx, longID("0190a1b2-c3d4-7000-8000-", n), n)
	return err
}

func (b *bare) close() error { return errors.Join(b.st.Close(), b.db.Close()) }
