package store

import (
	"database/sql"
	"errors"
	"slices"
	"strings"

	"nghisu/internal/committee"
)

// Account is a sign-in name and its password.
type Account struct {
	Login        string
	Person       committee.PersonID
	PasswordHash string
	Disabled     bool
	MustChange   bool // the password must be changed at the next sign-in
	CreatedAt    int64
}

// Session is a signed-in browser.
type Session struct {
	TokenHash string
	Person    committee.PersonID
	Capacity  committee.Capacity // chosen; Kind empty: none
	Lang      string
	Theme     string
	CreatedAt int64
	ExpiresAt int64
	LastSeen  int64
}

// APIToken is a key with which a program acts for a person.
type APIToken struct {
	ID        string
	TokenHash string
	Person    committee.PersonID
	Name      string
	CreatedAt int64
	ExpiresAt int64 // 0: never
	RevokedAt int64 // 0: not revoked
}

// PutAccount adds an account or changes the one with that login.
func (tx *Tx) PutAccount(a Account) error {
	_, err := tx.exec(`insert into account (office, login, person, password_hash, disabled, must_change, created_at)
		values ($1, $2, $3, $4, $5, $6, $7) on conflict (office, login) do update set person = excluded.person,
		password_hash = excluded.password_hash, disabled = excluded.disabled, must_change = excluded.must_change`,
		a.Login, a.Person, a.PasswordHash, a.Disabled, a.MustChange, a.CreatedAt)
	return err
}

const accountColumns = "select login, person, password_hash, disabled, must_change, created_at from account where office = $1"

func scanAccount(a *Account) []any {
	return []any{&a.Login, &a.Person, &a.PasswordHash, &a.Disabled, &a.MustChange, &a.CreatedAt}
}

// Account gives the account with a login.
func (tx *Tx) Account(login string) (a Account, ok bool, err error) {
	return one(tx, scanAccount, accountColumns+" and login = $2", login)
}

// Accounts lists the accounts of the office, by login.
func (tx *Tx) Accounts() ([]Account, error) {
	return list(tx, scanAccount, accountColumns+" order by login")
}

// AccountsOf lists a person's accounts by login. They are put in order here: asked
// to do it, SQLite goes through all accounts by login, at every request.
func (tx *Tx) AccountsOf(person committee.PersonID) ([]Account, error) {
	found, err := list(tx, scanAccount, accountColumns+" and person = $2", person)
	slices.SortFunc(found, func(a, b Account) int { return strings.Compare(a.Login, b.Login) })
	return found, err
}

// PutSession adds a session or changes the one with that token.
func (tx *Tx) PutSession(s Session) error {
	_, err := tx.exec(`insert into session (office, token_hash, person, capacity_kind, capacity_id, lang, theme, created_at, expires_at, last_seen)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (office, token_hash) do update set
		capacity_kind = excluded.capacity_kind, capacity_id = excluded.capacity_id, lang = excluded.lang, theme = excluded.theme,
		expires_at = excluded.expires_at, last_seen = excluded.last_seen`,
		s.TokenHash, s.Person, s.Capacity.Kind, s.Capacity.ID, s.Lang, s.Theme, s.CreatedAt, s.ExpiresAt, s.LastSeen)
	return err
}

const sessionColumns = `select token_hash, person, capacity_kind, capacity_id, lang, theme, created_at, expires_at, last_seen
	from session where office = $1`

func scanSession(s *Session) []any {
	return []any{
		&s.TokenHash, &s.Person, &s.Capacity.Kind, &s.Capacity.ID, &s.Lang, &s.Theme, &s.CreatedAt, &s.ExpiresAt, &s.LastSeen,
	}
}

// Session gives the session with a token's hash, expired or not.
func (tx *Tx) Session(tokenHash string) (s Session, ok bool, err error) {
	return one(tx, scanSession, sessionColumns+" and token_hash = $2", tokenHash)
}

// SessionsOf lists a person's sessions, the newest first.
func (tx *Tx) SessionsOf(person committee.PersonID) ([]Session, error) {
	return list(tx, scanSession, sessionColumns+" and person = $2 order by created_at desc, token_hash", person)
}

// TouchSession notes that a session was used and moves its end.
func (tx *Tx) TouchSession(tokenHash string, seen, expires int64) error {
	_, err := tx.update("update session set last_seen = $1, expires_at = $2 where office = $3 and token_hash = $4", seen, expires, tx.office, tokenHash)
	return err
}

// DropSession ends a session.
func (tx *Tx) DropSession(tokenHash string) error {
	_, err := tx.exec("delete from session where office = $1 and token_hash = $2", tokenHash)
	return err
}

// DropSessionsOf ends all sessions of a person but one; "" ends them all.
func (tx *Tx) DropSessionsOf(person committee.PersonID, but string) error {
	_, err := tx.exec("delete from session where office = $1 and person = $2 and token_hash <> $3", person, but)
	return err
}

// ForgetSessions drops the sessions that expired before an instant and counts them.
func (tx *Tx) ForgetSessions(before int64) (int64, error) {
	return tx.exec("delete from session where office = $1 and expires_at < $2", before)
}

// AddToken adds a program's key.
func (tx *Tx) AddToken(t APIToken) error {
	_, err := tx.exec(`insert into api_token (office, token_hash, id, person, name, created_at, expires_at, revoked_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8)`, t.TokenHash, t.ID, t.Person, t.Name, t.CreatedAt, t.ExpiresAt, t.RevokedAt)
	return err
}

const tokenColumns = "select id, token_hash, person, name, created_at, expires_at, revoked_at from api_token where office = $1"

func scanToken(t *APIToken) []any {
	return []any{&t.ID, &t.TokenHash, &t.Person, &t.Name, &t.CreatedAt, &t.ExpiresAt, &t.RevokedAt}
}

// Token gives the key with a hash, expired, revoked or not.
func (tx *Tx) Token(hash string) (t APIToken, ok bool, err error) {
	return one(tx, scanToken, tokenColumns+" and token_hash = $2", hash)
}

// TokensOf lists a person's keys, the newest first.
func (tx *Tx) TokensOf(person committee.PersonID) ([]APIToken, error) {
	return list(tx, scanToken, tokenColumns+" and person = $2 order by created_at desc, id", person)
}

// TokenByID gives a key by its id, expired, revoked or not.
func (tx *Tx) TokenByID(id string) (t APIToken, ok bool, err error) {
	return one(tx, scanToken, tokenColumns+" and id = $2", id)
}

// TokenFilter narrows the keys of an office; a zero field narrows nothing.
type TokenFilter struct {
	Person committee.PersonID
	After  string // cursor, as [Tx.Tokens] gave it
	Limit  int    // 0: 50
}

// Tokens lists the keys of the office, the newest first, and gives the cursor of
// the next page, empty at the end.
func (tx *Tx) Tokens(f TokenFilter) (page []APIToken, next string, err error) {
	var q statement
	q.add(tokenColumns)
	if f.Person != "" {
		q.add(" and person = ?", f.Person)
	}
	if err := after(&q, f.After, true, "created_at", "id"); err != nil {
		return nil, "", err
	}
	limit := pageSize(f.Limit)
	q.add(order(true, "created_at", "id")+" limit ?", limit+1)
	page, err = list(tx, scanToken, q.text.String(), q.args...)
	if len(page) > limit {
		page = page[:limit]
		next = cursor(page[limit-1].CreatedAt, page[limit-1].ID)
	}
	return page, next, err
}

// TokenHolders lists those for whom a key was ever made, each once.
func (tx *Tx) TokenHolders() ([]committee.PersonID, error) {
	return list(tx, func(p *committee.PersonID) []any { return []any{p} }, "select distinct person from api_token where office = $1 order by person")
}

// RevokeToken takes a key back.
func (tx *Tx) RevokeToken(id string, at int64) error {
	return tx.change("token "+id, "update api_token set revoked_at = $1 where office = $2 and id = $3 and revoked_at = 0", at, tx.office, id)
}

// LoginFailed counts a failed sign-in and gives the count since the last
// success, or since the count began anew because the last failure lies before
// the instant since.
func (tx *Tx) LoginFailed(login string, at, since int64) (failures int, err error) {
	err = tx.row([]any{&failures}, `insert into login_attempt (office, login, failures, last_at) values ($1, $2, 1, $3)
		on conflict (office, login) do update set failures = case when login_attempt.last_at < $4 then 1 else login_attempt.failures + 1 end,
		last_at = excluded.last_at returning failures`, login, at, since)
	return failures, err
}

// LoginFailures gives the count of failed sign-ins and the instant of the last.
func (tx *Tx) LoginFailures(login string) (failures int, last int64, err error) {
	err = tx.row([]any{&failures, &last}, "select failures, last_at from login_attempt where office = $1 and login = $2", login)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, 0, nil
	}
	return failures, last, err
}

// ForgetLoginFailures drops the counts whose last failure lies before an instant,
// and counts them.
func (tx *Tx) ForgetLoginFailures(before int64) (int64, error) {
	return tx.exec("delete from login_attempt where office = $1 and last_at < $2", before)
}

// LoginSucceeded forgets the failed sign-ins.
func (tx *Tx) LoginSucceeded(login string) error {
	_, err := tx.exec("delete from login_attempt where office = $1 and login = $2", login)
	return err
}
