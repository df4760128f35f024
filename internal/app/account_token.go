package app

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"nghisu/internal/committee"
	"nghisu/internal/identity"
	"nghisu/internal/store"
)

// TokenIn asks for a key with which a program acts for a person.
type TokenIn struct {
	Login   string    `json:"login,omitempty"` // whose; empty: the actor's own
	Name    string    `json:"name"`            // what the key is for
	Expires time.Time `json:"expires,omitzero"`
}

// Token is a key, without its secret.
type Token struct {
	ID      string
	Person  committee.PersonID
	Name    string
	Created time.Time
	Expires time.Time // zero: never
	Revoked time.Time // zero: in force
	Expired bool
}

// CreateToken makes a key and gives its secret, which is shown this once. A
// person makes keys of their own; keepers and the operator make anybody's.
func (a *App) CreateToken(ctx context.Context, by Actor, in TokenIn) (secret string, out Token, err error) {
	now := a.now().UTC()
	name := strings.TrimSpace(in.Name)
	switch {
	case name == "" || utf8.RuneCountInString(name) > 100:
		return "", out, committee.Wrong("name", "token.name")
	case !in.Expires.IsZero() && !in.Expires.After(now):
		return "", out, committee.Wrong("expires", "token.past")
	}
	secret, hash := identity.NewToken()
	row := store.APIToken{TokenHash: hash, Name: name, CreatedAt: now.UnixMicro()}
	if !in.Expires.IsZero() {
		row.ExpiresAt = in.Expires.UnixMicro()
	}
	err = a.writeAccount(ctx, by.Office, func(tx *store.Tx) error {
		acc, err := a.accountFor(tx, by, in.Login)
		if err != nil {
			return err
		}
		row.ID, row.Person = tx.NewID(), acc.Person
		return tx.AddToken(row)
	})
	if err != nil {
		return "", out, err
	}
	a.log.Info("token made", "office", by.Office, "token", row.ID, "person", row.Person, "by", by.Person)
	return secret, tokenOf(row, now), nil
}

// accountFor finds the account that a key is for.
func (a *App) accountFor(tx *store.Tx, by Actor, login string) (acc store.Account, err error) {
	var ok bool
	if login == "" && by.Person != "" {
		if acc, ok, err = openAccount(tx, by.Person); err == nil && !ok {
			err = &committee.Fault{Kind: committee.SignIn, Code: "signin.expired"}
		}
		return acc, err
	}
	if login, err = identity.Login("login", login); err != nil {
		return acc, err
	}
	acc, ok, err = tx.Account(login)
	if err == nil && (!ok || acc.Person != by.Person) {
		err = a.keepsAccounts(tx, by)
	}
	switch {
	case err != nil:
		return acc, err
	case !ok:
		return acc, committee.Missing("account.unknown", login)
	case acc.Disabled:
		return acc, committee.Clash("account.disabled", login)
	}
	return acc, nil
}

// Tokens lists the actor's own keys, the newest first.
func (a *App) Tokens(ctx context.Context, by Actor) (out []Token, err error) {
	err = a.store.Read(ctx, by.Office, func(tx *store.Tx) error {
		list, err := tx.TokensOf(by.Person)
		for _, t := range list {
			out = append(out, tokenOf(t, a.now()))
		}
		return err
	})
	return out, err
}

func tokenOf(t store.APIToken, now time.Time) Token {
	return Token{
		ID: t.ID, Person: t.Person, Name: t.Name, Created: timeOf(t.CreatedAt), Expires: timeOf(t.ExpiresAt), Revoked: timeOf(t.RevokedAt),
		Expired: expired(t, now),
	}
}

// expired reports whether the day up to which a key was made is over.
func expired(t store.APIToken, now time.Time) bool {
	return t.ExpiresAt != 0 && t.ExpiresAt <= now.UnixMicro()
}

// RevokeToken takes back one of the actor's own keys, at once.
func (a *App) RevokeToken(ctx context.Context, by Actor, id string) error {
	now := a.now().UnixMicro()
	return a.writeAccount(ctx, by.Office, func(tx *store.Tx) error {
		list, err := tx.TokensOf(by.Person)
		if err != nil {
			return err
		}
		for _, t := range list {
			if t.ID == id && t.RevokedAt == 0 {
				return tx.RevokeToken(id, now)
			}
			if t.ID == id {
				return nil
			}
		}
		return committee.Missing("token.unknown", id)
	})
}

// TokenActor gives who acts with a program's key. The faults are token.forged
// for a key that was never made here, token.revoked and token.expired.
func (a *App) TokenActor(ctx context.Context, office committee.OfficeID, secret string) (Actor, error) {
	fault := func(code string) error { return &committee.Fault{Kind: committee.SignIn, Code: code} }
	if !identity.IsToken(secret) {
		return Actor{}, fault("token.forged")
	}
	by := Actor{Office: office, Via: "api"}
	err := a.store.Read(ctx, office, func(tx *store.Tx) error {
		t, ok, err := tx.Token(identity.HashSecret(secret))
		if err != nil {
			return err
		}
		_, open, err := openAccount(tx, t.Person)
		switch {
		case err != nil:
			return err
		case !ok:
			return fault("token.forged")
		case t.RevokedAt != 0 || !open:
			return fault("token.revoked")
		case expired(t, a.now()):
			return fault("token.expired")
		}
		by.Person = t.Person
		return nil
	})
	return by, err
}
