package app

import (
	"context"
	"fmt"
	"math"
	"time"

	"golang.org/x/text/unicode/norm"

	"nghisu/internal/committee"
	"nghisu/internal/identity"
	"nghisu/internal/store"
)

// How long a session lasts: unused, and at most.
const (
	sessionIdle = 8 * time.Hour
	sessionMost = 24 * time.Hour
	// seenEvery is how exactly the last use of a session is kept.
	seenEvery = 5 * time.Minute
)

// accountKey is the queue of what is written on accounts. It is no body's key:
// signing in never waits for an act, nor an act for it.
const accountKey committee.BodyKey = "~account"

// Session is a signed-in browser.
type Session struct {
	Token      string // the secret that the browser keeps; set by [App.SignIn] alone
	Person     committee.PersonID
	Expires    time.Time
	MustChange bool // the password must be changed before anything else
	Lang       string
	Theme      string
	Capacity   *committee.Capacity // the capacity last chosen; nil: none
}

func (a *App) writeAccount(ctx context.Context, office committee.OfficeID, fn func(tx *store.Tx) error) error {
	return a.store.Write(ctx, office, []committee.BodyKey{accountKey}, fn)
}

// SignIn opens a session for who knows the password. remote is the address from
// which the try comes. The faults are signin.wrong, whether name or password is
// wrong, signin.disabled, and signin.locked with the minutes to wait.
func (a *App) SignIn(ctx context.Context, office committee.OfficeID, login, password, remote string) (Session, error) {
	now := a.now().UTC()
	name, err := identity.Login("login", login)
	if err != nil {
		name = "" // no such name can be; it is tried like any other
	}
	acc, err := a.try(ctx, office, name, remote, now)
	if err != nil {
		return Session{}, err
	}
	if err := a.prove(ctx, office, acc, password, remote, now); err != nil {
		return Session{}, err
	}
	if acc.Disabled {
		return Session{}, &committee.Fault{Kind: committee.SignIn, Code: "signin.disabled"}
	}
	fresh := ""
	if identity.Stale(acc.PasswordHash) {
		if fresh, err = identity.Hash(ctx, norm.NFC.String(password)); err != nil {
			return Session{}, err
		}
	}
	secret, hash := identity.NewSession()
	row := store.Session{
		TokenHash: hash, Person: acc.Person, CreatedAt: now.UnixMicro(), LastSeen: now.UnixMicro(),
		ExpiresAt: now.Add(sessionIdle).UnixMicro(),
	}
	err = a.writeAccount(ctx, office, func(tx *store.Tx) error {
		if err := tx.LoginSucceeded(acc.Login); err != nil {
			return err
		}
		if fresh != "" {
			acc.PasswordHash = fresh
			if err := tx.PutAccount(acc); err != nil {
				return err
			}
		}
		earlier, err := tx.SessionsOf(acc.Person)
		if err != nil {
			return err
		}
		if len(earlier) > 0 {
			row.Lang, row.Theme, row.Capacity = earlier[0].Lang, earlier[0].Theme, earlier[0].Capacity
		}
		return tx.PutSession(row)
	})
	if err != nil {
		return Session{}, err
	}
	a.log.Info("signed in", "office", office, "person", acc.Person, "from", remote)
	s := sessionOf(row, acc.MustChange)
	s.Token = secret
	return s, nil
}

// try counts a try and gives the account of the name, a zero one when there is
// none. The try is counted before the password is looked at, so that a hundred
// at once are a hundred.
func (a *App) try(ctx context.Context, office committee.OfficeID, login, remote string, now time.Time) (acc store.Account, err error) {
	err = a.writeAccount(ctx, office, func(tx *store.Tx) error {
		acc = store.Account{}
		for _, b := range []struct {
			brake identity.Brake
			key   string
		}{{identity.ByLogin, login}, {identity.ByRemote, identity.AddressKey(remote)}} {
			n, last, err := tx.LoginFailures(b.key)
			if err != nil {
				return err
			}
			if wait := b.brake.Wait(n, time.UnixMicro(last), now); wait > 0 {
				return locked(wait)
			}
		}
		if login == "" {
			return nil
		}
		if _, err := tx.LoginFailed(login, now.UnixMicro(), now.Add(-identity.ByLogin.Forget).UnixMicro()); err != nil {
			return err
		}
		acc, _, err = tx.Account(login)
		return err
	})
	return acc, err
}

// locked says how long to wait, in minutes.
func locked(wait time.Duration) error {
	minutes := int(math.Ceil(wait.Minutes()))
	return &committee.Fault{Kind: committee.Busy, Code: "signin.locked", Args: []string{fmt.Sprint(minutes)}}
}

// prove compares the password; what fails is counted against the address.
func (a *App) prove(ctx context.Context, office committee.OfficeID, acc store.Account, password, remote string, now time.Time) error {
	same, err := identity.Matches(ctx, norm.NFC.String(password), acc.PasswordHash)
	if err != nil {
		return err
	}
	if same {
		return nil
	}
	err = a.writeAccount(ctx, office, func(tx *store.Tx) error {
		_, err := tx.LoginFailed(identity.AddressKey(remote), now.UnixMicro(), now.Add(-identity.ByRemote.Forget).UnixMicro())
		return err
	})
	if err != nil {
		return err
	}
	a.log.Warn("sign-in refused", "office", office, "person", acc.Person, "from", remote)
	return &committee.Fault{Kind: committee.SignIn, Code: "signin.wrong"}
}

func sessionOf(row store.Session, mustChange bool) Session {
	s := Session{
		Person: row.Person, Expires: time.UnixMicro(row.ExpiresAt).UTC(), MustChange: mustChange,
		Lang: row.Lang, Theme: row.Theme,
	}
	if row.Capacity.Kind != "" {
		c := row.Capacity
		s.Capacity = &c
	}
	return s
}

// SessionOf gives the session of a browser's secret and notes that it was used.
// One that is over, unknown or of a closed account is the fault signin.expired.
func (a *App) SessionOf(ctx context.Context, office committee.OfficeID, token string) (Session, error) {
	now := a.now().UTC()
	over := &committee.Fault{Kind: committee.SignIn, Code: "signin.expired"}
	if !identity.IsSession(token) {
		return Session{}, over
	}
	var row store.Session
	var acc store.Account
	err := a.store.Read(ctx, office, func(tx *store.Tx) error {
		var ok bool
		var err error
		if row, ok, err = tx.Session(identity.HashSecret(token)); err != nil {
			return err
		}
		if !ok || row.ExpiresAt <= now.UnixMicro() {
			return over
		}
		if acc, ok, err = openAccount(tx, row.Person); err == nil && !ok {
			err = over
		}
		return err
	})
	if err != nil {
		return Session{}, err
	}
	if now.UnixMicro()-row.LastSeen >= seenEvery.Microseconds() {
		row.ExpiresAt = min(now.Add(sessionIdle).UnixMicro(), row.CreatedAt+sessionMost.Microseconds())
		err := a.writeAccount(ctx, office, func(tx *store.Tx) error {
			return tx.TouchSession(row.TokenHash, now.UnixMicro(), row.ExpiresAt)
		})
		if err != nil && ctx.Err() == nil {
			// The reader is who they are, whether or not it can be noted.
			a.log.Warn("session not prolonged", "office", office, "err", err)
		}
	}
	return sessionOf(row, acc.MustChange), nil
}

// openAccount gives an account of a person that is not disabled, first one whose
// password must be changed.
func openAccount(tx *store.Tx, person committee.PersonID) (acc store.Account, ok bool, err error) {
	list, err := tx.AccountsOf(person)
	for _, x := range list {
		if !x.Disabled && (!ok || x.MustChange) {
			acc, ok = x, true
		}
	}
	return acc, ok, err
}

// SignOut ends a session; one that is over already is no fault.
func (a *App) SignOut(ctx context.Context, office committee.OfficeID, token string) error {
	return a.writeAccount(ctx, office, func(tx *store.Tx) error { return tx.DropSession(identity.HashSecret(token)) })
}

// Preferences are what a reader chose for their session.
type Preferences struct {
	Lang     string // vi, en; empty: as the browser asks
	Theme    string // light, dark; empty: as the device
	Capacity *committee.Capacity
}

// SetPreferences keeps what the reader of a session chose.
func (a *App) SetPreferences(ctx context.Context, office committee.OfficeID, token string, p Preferences) error {
	switch {
	case p.Lang != "" && p.Lang != "vi" && p.Lang != "en":
		return committee.Wrong("lang", "account.lang", p.Lang)
	case p.Theme != "" && p.Theme != "light" && p.Theme != "dark":
		return committee.Wrong("theme", "account.theme", p.Theme)
	}
	return a.writeAccount(ctx, office, func(tx *store.Tx) error {
		row, ok, err := tx.Session(identity.HashSecret(token))
		if err != nil {
			return err
		}
		if !ok {
			return &committee.Fault{Kind: committee.SignIn, Code: "signin.expired"}
		}
		row.Lang, row.Theme, row.Capacity = p.Lang, p.Theme, committee.Capacity{}
		if p.Capacity != nil {
			row.Capacity = *p.Capacity
		}
		return tx.PutSession(row)
	})
}

// ChangePassword sets the actor's own password and ends their sessions, all but
// the one whose secret is given as keep.
func (a *App) ChangePassword(ctx context.Context, by Actor, old, fresh string, keep ...string) error {
	now := a.now().UTC()
	var login string
	err := a.store.Read(ctx, by.Office, func(tx *store.Tx) error {
		acc, ok, err := openAccount(tx, by.Person)
		if err == nil && !ok {
			err = &committee.Fault{Kind: committee.SignIn, Code: "signin.expired"}
		}
		login = acc.Login
		return err
	})
	if err != nil {
		return err
	}
	old, fresh = norm.NFC.String(old), norm.NFC.String(fresh)
	if err := identity.CheckPassword("new", login, fresh); err != nil {
		return err
	}
	if old == fresh {
		return committee.Wrong("new", "password.same")
	}
	acc, err := a.try(ctx, by.Office, login, "", now)
	if err != nil {
		return err
	}
	same, err := identity.Matches(ctx, old, acc.PasswordHash)
	if err != nil {
		return err
	}
	if !same {
		return committee.Wrong("old", "password.wrong-old")
	}
	if acc.PasswordHash, err = identity.Hash(ctx, fresh); err != nil {
		return err
	}
	acc.MustChange = false
	goesOn := ""
	if len(keep) > 0 && keep[0] != "" {
		goesOn = identity.HashSecret(keep[0])
	}
	err = a.writeAccount(ctx, by.Office, func(tx *store.Tx) error {
		if err := tx.LoginSucceeded(login); err != nil {
			return err
		}
		if err := tx.PutAccount(acc); err != nil {
			return err
		}
		return tx.DropSessionsOf(by.Person, goesOn)
	})
	if err == nil {
		a.log.Info("password changed", "office", by.Office, "person", by.Person)
	}
	return err
}
