package store

import (
	"slices"
	"strings"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// ActRow is an act on record (việc đã làm), with the exact bytes of its leaf.
type ActRow struct {
	ID           committee.ActID
	Body         committee.BodyKey // empty: the office's own sequence
	BodySeq      int64
	Name         string // the act, as charters name it
	At           int64  // when it took place, microseconds UTC
	EnteredAt    int64  // when it was entered
	Person       committee.PersonID
	CapacityKind committee.CapacityKind
	CapacityID   string
	OnBehalf     committee.PersonID
	Via          string
	Simulated    bool
	RefKind      string // kind of the thing that the act is about, for lists
	Ref          string // its id
	Clauses      string // compact JSON list of addresses
	Leaf         []byte
	Contents     []Content // texts kept apart from the leaf; written, not read back
	Index        int64     // entry of the log, -1 until folded; read, not written
}

// Content is a text of an act that may be erased (nội dung): the leaf holds its
// keyed digest alone.
type Content struct {
	ID     string
	Act    committee.ActID // read, not written: contents come with their act
	Salt   []byte
	Value  []byte
	Erased bool
}

// RecordAct writes an act. Its place in the folding order is its time of entry,
// but never before the act that precedes it in its body's sequence.
func (tx *Tx) RecordAct(a ActRow) error {
	if a.Clauses == "" {
		a.Clauses = "[]"
	}
	fold, err := tx.foldAfter(a.Body, a.EnteredAt)
	if err != nil {
		return err
	}
	if err := tx.put(`insert into act (office, id, body, body_seq, name, at, entered_at, fold_at, person, capacity_kind, capacity_id,
		on_behalf, via, simulated, kind, ref, clauses, leaf)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
		a.ID, a.Body, a.BodySeq, a.Name, a.At, a.EnteredAt, fold, a.Person, a.CapacityKind, a.CapacityID,
		a.OnBehalf, a.Via, a.Simulated, a.RefKind, a.Ref, a.Clauses, notNil(a.Leaf)); err != nil {
		return err
	}
	rows := make([][]any, len(a.Contents))
	for i, c := range a.Contents {
		rows[i] = []any{c.ID, a.ID, notNil(c.Salt), notNil(c.Value), false}
	}
	return tx.insert("content (office, id, act, salt, value, erased)", rows)
}

// notNil keeps an empty value apart from no value, which the columns refuse.
func notNil(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

const actColumns = `select a.id, a.body, a.body_seq, a.name, a.at, a.entered_at, a.person, a.capacity_kind, a.capacity_id,
	a.on_behalf, a.via, a.simulated, a.kind, a.ref, a.clauses, a.leaf, coalesce(e.idx, -1)
	from act a left join log_entry e on e.office = a.office and e.act = a.id where a.office = $1`

func scanAct(a *ActRow) []any {
	return []any{
		&a.ID, &a.Body, &a.BodySeq, &a.Name, &a.At, &a.EnteredAt, &a.Person, &a.CapacityKind, &a.CapacityID,
		&a.OnBehalf, &a.Via, &a.Simulated, &a.RefKind, &a.Ref, &a.Clauses, &a.Leaf, &a.Index,
	}
}

// ActFilter narrows a list of acts; a zero field narrows nothing.
type ActFilter struct {
	Body     committee.BodyKey
	Office   bool // only acts of the office's own sequence
	Person   committee.PersonID
	Name     charter.Act
	Names    []charter.Act      // one of these
	Not      []charter.Act      // none of these
	Of       committee.PersonID // who did it, or for whom it was done
	RefKind  string
	Ref      string
	From, To int64  // first and last instant of At, microseconds UTC
	Oldest   bool   // oldest first; else newest first
	After    string // cursor, as [Tx.Acts] gave it
	Limit    int    // 0: 50
}

// Acts lists acts by their time and gives the cursor of the next page, empty at
// the end.
func (tx *Tx) Acts(f ActFilter) (page []ActRow, next string, err error) {
	var q statement
	q.add(actColumns)
	if f.Body != "" {
		q.add(" and a.body = ?", f.Body)
	} else if f.Office {
		q.add(" and a.body = ''")
	}
	if f.Person != "" {
		q.add(" and a.person = ?", f.Person)
	}
	if f.Name != "" {
		q.add(" and a.name = ?", f.Name)
	}
	if len(f.Names) > 0 {
		q.add(" and ")
		in(&q, "a.name", f.Names)
	}
	if len(f.Not) > 0 {
		q.add(" and not (")
		in(&q, "a.name", f.Not)
		q.add(")")
	}
	if f.Of != "" {
		q.add(" and (a.person = ? or a.on_behalf = ?)", f.Of, f.Of)
	}
	if f.RefKind != "" {
		q.add(" and a.kind = ?", f.RefKind)
	}
	if f.Ref != "" {
		q.add(" and a.ref = ?", f.Ref)
	}
	if f.From != 0 {
		q.add(" and a.at >= ?", f.From)
	}
	if f.To != 0 {
		q.add(" and a.at <= ?", f.To)
	}
	if err := after(&q, f.After, !f.Oldest, "a.at", "a.id"); err != nil {
		return nil, "", err
	}
	limit := pageSize(f.Limit)
	q.add(order(!f.Oldest, "a.at", "a.id")+" limit ?", limit+1)
	page, err = list(tx, scanAct, q.text.String(), q.args...)
	if len(page) > limit {
		page = page[:limit]
		next = cursor(page[limit-1].At, string(page[limit-1].ID))
	}
	return page, next, err
}

// Act gives one act.
func (tx *Tx) Act(id committee.ActID) (a ActRow, ok bool, err error) {
	return one(tx, scanAct, actColumns+" and a.id = $2", id)
}

// ActOf gives the act at a place of a body's sequence.
func (tx *Tx) ActOf(body committee.BodyKey, seq int64) (a ActRow, ok bool, err error) {
	return one(tx, scanAct, actColumns+" and a.body = $2 and a.body_seq = $3", body, seq)
}

// ActsSince lists the acts of a body after a place of its sequence, in order:
// what a page that was open missed, and what a replay reads.
func (tx *Tx) ActsSince(body committee.BodyKey, seq int64, limit int) ([]ActRow, error) {
	return list(tx, scanAct, actColumns+" and a.body = $2 and a.body_seq > $3 order by a.body_seq limit $4", body, seq, pageSize(limit))
}

// LastSeq gives the sequence number of the newest act of a body about a thing, 0
// when there is none.
func (tx *Tx) LastSeq(body committee.BodyKey, refKind, ref string) (int64, error) {
	var n int64
	err := tx.row([]any{&n}, `select coalesce(max(body_seq), 0) from act
		where office = $1 and kind = $2 and ref = $3 and body = $4`, refKind, ref, body)
	return n, err
}

// Sequences gives every body's sequence as it stands, "" being the office's own.
func (tx *Tx) Sequences() (map[committee.BodyKey]int64, error) {
	type line struct {
		body committee.BodyKey
		seq  int64
	}
	if err := tx.placed(); err != nil {
		return nil, err
	}
	lines, err := list(tx, func(l *line) []any { return []any{&l.body, &l.seq} },
		"select body, seq from body_seq where office = $1 and seq > 0 order by body")
	seqs := map[committee.BodyKey]int64{}
	for _, l := range lines {
		seqs[l.body] = l.seq
	}
	return seqs, err
}

func scanContent(c *Content) []any { return []any{&c.ID, &c.Act, &c.Salt, &c.Value, &c.Erased} }

const contentColumns = "select id, act, salt, value, erased from content where office = $1 and "

// Content gives the texts with some ids, by id; unknown ids are left out.
func (tx *Tx) Content(ids []string) (map[string]Content, error) {
	found := map[string]Content{}
	for len(ids) > 0 {
		part := ids[:min(len(ids), 500)]
		ids = ids[len(part):]
		var q statement
		q.add(contentColumns)
		in(&q, "id", part)
		rows, err := list(tx, scanContent, q.text.String(), q.args...)
		if err != nil {
			return nil, err
		}
		for _, c := range rows {
			found[c.ID] = c
		}
	}
	return found, nil
}

// ContentOf lists the texts of an act by id. They are put in order here: asked to do
// it, SQLite goes through those of all acts.
func (tx *Tx) ContentOf(act committee.ActID) ([]Content, error) {
	found, err := list(tx, scanContent, contentColumns+"act = $2", act)
	slices.SortFunc(found, func(a, b Content) int { return strings.Compare(a.ID, b.ID) })
	return found, err
}

// EraseContent deletes texts and their keys; what is left says that they were
// erased.
func (tx *Tx) EraseContent(ids []string) error {
	for _, id := range ids {
		if err := tx.change("content "+id, "update content set salt = $1, value = $2, erased = true where office = $3 and id = $4",
			[]byte{}, []byte{}, tx.office, id); err != nil {
			return err
		}
	}
	return nil
}
