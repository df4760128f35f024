package app

import (
	"context"

	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// TokenFilter narrows the keys of the office; a zero field narrows nothing.
type TokenFilter struct {
	Person committee.PersonID
	After  string // cursor
	Limit  int    // 0: 50
}

// OfficeToken is a key as those who keep the books see it.
type OfficeToken struct {
	Token
	Holder string // name of the person in whose place the program acts
	Idle   bool   // no account of that person is open, so the key opens nothing
}

// OfficeTokenList is a page of the keys of the office, the newest first.
type OfficeTokenList struct {
	Items   []OfficeToken
	Next    string
	Holders []committee.Person // for whom a key was ever made, by name
}

// OfficeTokens lists everybody's keys with which programs act (khóa cho phần mềm),
// the newest first, for keepers of the books and the operator.
func (a *App) OfficeTokens(ctx context.Context, by Actor, want TokenFilter) (out OfficeTokenList, err error) {
	now := a.now()
	err = unreadable(a.store.Read(ctx, by.Office, func(tx *store.Tx) error {
		if err := a.keepsAccounts(tx, by); err != nil {
			return err
		}
		rows, next, err := tx.Tokens(store.TokenFilter(want))
		if err != nil {
			return err
		}
		holders, err := tx.TokenHolders()
		if err != nil {
			return err
		}
		names, err := tx.Names(holders)
		if err != nil {
			return err
		}
		idle := map[committee.PersonID]bool{}
		out = OfficeTokenList{Items: make([]OfficeToken, len(rows)), Next: next}
		for i, t := range rows {
			if _, asked := idle[t.Person]; !asked {
				_, open, err := openAccount(tx, t.Person)
				if err != nil {
					return err
				}
				idle[t.Person] = !open
			}
			out.Items[i] = OfficeToken{Token: tokenOf(t, now), Holder: names[t.Person], Idle: idle[t.Person]}
		}
		out.Holders, err = peopleNamed(tx, holders)
		return err
	}))
	return out, err
}

// RevokeOfficeToken takes back anybody's key, at once; one that was taken back
// already is no fault. Keepers of the books and the operator may.
func (a *App) RevokeOfficeToken(ctx context.Context, by Actor, id string) error {
	now, person := a.now().UnixMicro(), committee.PersonID("")
	err := unreadable(a.writeAccount(ctx, by.Office, func(tx *store.Tx) error {
		person = ""
		if err := a.keepsAccounts(tx, by); err != nil {
			return err
		}
		t, ok, err := tx.TokenByID(id)
		switch {
		case err != nil:
			return err
		case !ok:
			return committee.Missing("token.none-such", id)
		case t.RevokedAt != 0:
			return nil
		}
		person = t.Person
		return tx.RevokeToken(id, now)
	}))
	if err == nil && person != "" {
		a.log.Info("token revoked", "office", by.Office, "token", id, "person", person, "by", by.Person)
	}
	return err
}
