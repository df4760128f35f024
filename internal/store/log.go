package store

import (
	"database/sql"
	"errors"
	"fmt"

	"nghisu/internal/committee"
)

// Unfolded lists committed acts that the log does not hold yet, in the order in
// which they are to be folded: by time of entry, each body's in its sequence. Of
// each it gives what [Tx.AppendLog] needs; leaves come by [Tx.Leaves].
func (tx *Tx) Unfolded(limit int) ([]ActRow, error) {
	if err := tx.placed(); err != nil {
		return nil, err
	}
	return list(tx, func(a *ActRow) []any { a.Index = -1; return []any{&a.ID, &a.Body, &a.BodySeq} },
		`select n.id, n.body, n.body_seq from body_seq s left join log_body l on l.office = s.office and l.body = s.body
			join act n on n.office = s.office and n.body = s.body and n.body_seq > coalesce(l.seq, 0)
			where s.office = $1 and s.seq > coalesce(l.seq, 0)
			order by n.fold_at, n.body, n.body_seq limit $2`, limit)
}

// Leaves fills in the exact bytes of the leaves of some acts, as [Tx.Unfolded] lists
// them; one that is not on record is an error. They are read by body, in which they
// follow one another: by a list of ids PostgreSQL would read the whole table, as
// long as it keeps a plan made when there was little in it.
func (tx *Tx) Leaves(acts []ActRow) error {
	type span struct{ first, last int64 }
	type line struct {
		seq  int64
		leaf []byte
	}
	type place struct {
		body committee.BodyKey
		seq  int64
	}
	spans := map[committee.BodyKey]span{}
	for _, a := range acts {
		s, known := spans[a.Body]
		if !known {
			s.first = a.BodySeq
		}
		spans[a.Body] = span{min(s.first, a.BodySeq), max(s.last, a.BodySeq)}
	}
	leaves := make(map[place][]byte, len(acts))
	for body, s := range spans {
		lines, err := list(tx, func(l *line) []any { return []any{&l.seq, &l.leaf} },
			"select body_seq, leaf from act where office = $1 and body = $2 and body_seq between $3 and $4", body, s.first, s.last)
		if err != nil {
			return err
		}
		for _, l := range lines {
			leaves[place{body, l.seq}] = l.leaf
		}
	}
	for i := range acts {
		if acts[i].Leaf = leaves[place{acts[i].Body, acts[i].BodySeq}]; acts[i].Leaf == nil {
			return fmt.Errorf("store: act %s is not on record", acts[i].ID)
		}
	}
	return nil
}

// AppendLog adds acts to the log from the entry size on, in order, with the tree
// hashes that they complete, the first of which has the index firstHash. It
// answers an error when the log has another size: another sequencer was faster.
func (tx *Tx) AppendLog(size int64, acts []ActRow, firstHash int64, hashes [][]byte) error {
	have, err := tx.LogSize()
	if err != nil {
		return err
	}
	if have != size {
		return fmt.Errorf("store: the log has %d entries, not %d", have, size)
	}
	rows := make([][]any, len(acts))
	last := map[committee.BodyKey]int64{}
	for i, a := range acts {
		rows[i] = []any{size + int64(i), a.ID}
		last[a.Body] = max(last[a.Body], a.BodySeq)
	}
	if err := tx.insert("log_entry (office, idx, act)", rows); err != nil {
		return err
	}
	rows = make([][]any, len(hashes))
	for i, h := range hashes {
		rows[i] = []any{firstHash + int64(i), notNil(h)}
	}
	if err := tx.insert("log_hash (office, idx, hash)", rows); err != nil {
		return err
	}
	for body, seq := range last {
		if _, err := tx.exec(`insert into log_body (office, body, seq) values ($1, $2, $3)
			on conflict (office, body) do update set seq = excluded.seq`, body, seq); err != nil {
			return err
		}
	}
	return nil
}

// LogSize is the number of entries of the log.
func (tx *Tx) LogSize() (int64, error) {
	var n int64
	err := tx.row([]any{&n}, "select coalesce(max(idx), -1) + 1 from log_entry where office = $1")
	return n, err
}

// LogIndex gives the entry at which an act stands, -1 while it is not folded.
func (tx *Tx) LogIndex(act committee.ActID) (int64, error) {
	var n int64
	err := tx.row([]any{&n}, "select idx from log_entry where office = $1 and act = $2", act)
	if errors.Is(err, sql.ErrNoRows) {
		return -1, nil
	}
	return n, err
}

// LogActs lists the acts of the log from an entry on, in order.
func (tx *Tx) LogActs(from int64, limit int) ([]ActRow, error) {
	return list(tx, scanAct, `select a.id, a.body, a.body_seq, a.name, a.at, a.entered_at, a.person, a.capacity_kind, a.capacity_id,
		a.on_behalf, a.via, a.simulated, a.kind, a.ref, a.clauses, a.leaf, e.idx
		from log_entry e join act a on a.office = e.office and a.id = e.act
		where e.office = $1 and e.idx >= $2 order by e.idx limit $3`, from, pageSize(limit))
}

// Hashes gives the tree hashes with some indexes, in their order; a missing one
// is an error.
func (tx *Tx) Hashes(indexes []int64) ([][]byte, error) {
	type line struct {
		idx  int64
		hash []byte
	}
	found := make(map[int64][]byte, len(indexes))
	for rest := indexes; len(rest) > 0; {
		part := rest[:min(len(rest), 500)]
		rest = rest[len(part):]
		var q statement
		q.add("select idx, hash from log_hash where office = $1 and idx in (")
		for i, n := range part {
			if i > 0 {
				q.add(", ")
			}
			q.add("?", n)
		}
		q.add(")")
		lines, err := list(tx, func(l *line) []any { return []any{&l.idx, &l.hash} }, q.text.String(), q.args...)
		if err != nil {
			return nil, err
		}
		for _, l := range lines {
			found[l.idx] = l.hash
		}
	}
	out := make([][]byte, len(indexes))
	for i, n := range indexes {
		h, ok := found[n]
		if !ok {
			return nil, fmt.Errorf("store: the log holds no hash %d", n)
		}
		out[i] = h
	}
	return out, nil
}

// CheckpointRow is a signed head of the log.
type CheckpointRow struct {
	Size int64
	Note string // the signed note, as it is published
	At   int64  // microseconds UTC
}

// PutCheckpoint keeps a checkpoint; one of the same size is replaced.
func (tx *Tx) PutCheckpoint(c CheckpointRow) error {
	_, err := tx.exec(`insert into checkpoint (office, size, note, at) values ($1, $2, $3, $4)
		on conflict (office, size) do update set note = excluded.note, at = excluded.at`, c.Size, c.Note, c.At)
	return err
}

// Checkpoints lists checkpoints, the newest first.
func (tx *Tx) Checkpoints(limit int) ([]CheckpointRow, error) {
	return list(tx, func(c *CheckpointRow) []any { return []any{&c.Size, &c.Note, &c.At} },
		"select size, note, at from checkpoint where office = $1 order by size desc limit $2", pageSize(limit))
}

// CheckpointsAll lists every checkpoint, the oldest first.
func (tx *Tx) CheckpointsAll() ([]CheckpointRow, error) {
	return list(tx, func(c *CheckpointRow) []any { return []any{&c.Size, &c.Note, &c.At} },
		"select size, note, at from checkpoint where office = $1 order by size")
}
