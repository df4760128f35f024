package store

import (
	"database/sql"
	"errors"
	"strings"

	"nghisu/internal/committee"
)

// RefusalRow is a refused command in the log of refusals.
type RefusalRow struct {
	ID       string // empty: minted
	At       int64  // microseconds UTC
	Person   committee.PersonID
	Body     committee.BodyKey
	Act      string // the act that was asked for
	Code     string // of the fault
	Reason   string // of the ruling
	Clauses  string // compact JSON list of addresses
	WhoCould string // compact JSON list of roles
	Input    string // digest of the input
	Via      string
}

// RecordRefusal keeps a refusal.
func (tx *Tx) RecordRefusal(r RefusalRow) error {
	if r.ID == "" {
		r.ID = tx.NewID()
	}
	if r.Clauses == "" {
		r.Clauses = "[]"
	}
	if r.WhoCould == "" {
		r.WhoCould = "[]"
	}
	_, err := tx.exec(`insert into refusal (office, id, at, person, body, act, code, reason, clauses, who_could, input, via)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		r.ID, r.At, r.Person, r.Body, r.Act, r.Code, r.Reason, r.Clauses, r.WhoCould, r.Input, r.Via)
	return err
}

// RefusalFilter narrows the log of refusals; a zero field narrows nothing.
type RefusalFilter struct {
	Body   committee.BodyKey
	Person committee.PersonID
	Clause string // address of a clause, or of one above it; from its stroke on: of any document; no sign of a pattern may stand in it
	After  string // cursor, as [Tx.Refusals] gave it
	Limit  int    // 0: 50
}

// Refusals lists refusals, newest first, and gives the cursor of the next page,
// empty at the end.
func (tx *Tx) Refusals(f RefusalFilter) (page []RefusalRow, next string, err error) {
	var q statement
	q.add("select id, at, person, body, act, code, reason, clauses, who_could, input, via from refusal where office = $1")
	if f.Body != "" {
		q.add(" and body = ?", f.Body)
	}
	if f.Person != "" {
		q.add(" and person = ?", f.Person)
	}
	if f.Clause != "" { // kept as a list of addresses in JSON
		begin := `%"` + f.Clause
		if strings.HasPrefix(f.Clause, "/") { // the place in any document
			begin = "%" + f.Clause
		}
		q.add(" and (clauses like ? or clauses like ?)", begin+`"%`, begin+`.%`)
	}
	if err := after(&q, f.After, true, "at", "id"); err != nil {
		return nil, "", err
	}
	limit := pageSize(f.Limit)
	q.add(order(true, "at", "id")+" limit ?", limit+1)
	page, err = list(tx, func(r *RefusalRow) []any {
		return []any{&r.ID, &r.At, &r.Person, &r.Body, &r.Act, &r.Code, &r.Reason, &r.Clauses, &r.WhoCould, &r.Input, &r.Via}
	}, q.text.String(), q.args...)
	if len(page) > limit {
		page = page[:limit]
		next = cursor(page[limit-1].At, page[limit-1].ID)
	}
	return page, next, err
}

// RefusedPeople lists those who were refused, each once: in a body, or in the
// whole office.
func (tx *Tx) RefusedPeople(body committee.BodyKey) ([]committee.PersonID, error) {
	var q statement
	q.add("select distinct person from refusal where office = $1 and person <> ''")
	if body != "" {
		q.add(" and body = ?", body)
	}
	q.add(" order by person")
	return list(tx, func(p *committee.PersonID) []any { return []any{p} }, q.text.String(), q.args...)
}

// IdempotentGet gives the answer that a person's command with that key got, and
// the hash of its request.
func (tx *Tx) IdempotentGet(person committee.PersonID, key string) (requestHash string, answer []byte, ok bool, err error) {
	err = tx.row([]any{&requestHash, &answer}, "select request_hash, answer from idempotency where office = $1 and person = $2 and key = $3", person, key)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil, false, nil
	}
	return requestHash, answer, err == nil, err
}

// IdempotentPut keeps an answer for requests that come again. A key that exists
// is an error for which [IsDuplicate] holds.
func (tx *Tx) IdempotentPut(person committee.PersonID, key, requestHash string, answer []byte, at int64) error {
	_, err := tx.exec("insert into idempotency (office, person, key, request_hash, answer, at) values ($1, $2, $3, $4, $5, $6)",
		person, key, requestHash, notNil(answer), at)
	return err
}

// IdempotentForget drops the answers kept before an instant and counts them.
func (tx *Tx) IdempotentForget(before int64) (int64, error) {
	return tx.exec("delete from idempotency where office = $1 and at < $2", before)
}
