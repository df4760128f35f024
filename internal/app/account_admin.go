package app

import (
	"context"
	"time"

	"golang.org/x/text/unicode/norm"

	"nghisu/internal/committee"
	"nghisu/internal/identity"
	"nghisu/internal/store"
)

// Operator is whoever runs the server and has its database in hand: the command
// line. It keeps accounts and takes exports; it is nobody of the office and can
// do no act (docs/decisions/0009-accounts-outside-replay.md).
func Operator(office committee.OfficeID) Actor { return Actor{Office: office, Via: "cli"} }

func (by Actor) operates() bool { return by.Person == "" && by.Via == "cli" }

// AccountIn opens an account for a person of the record.
type AccountIn struct {
	Login      string             `json:"login"`
	Person     committee.PersonID `json:"person"`
	Password   string             `json:"password"`
	MustChange bool               `json:"must_change,omitempty"`
}

// Account is a sign-in name, without its password.
type Account struct {
	Login      string
	Person     committee.PersonID
	Name       string // of the person
	Disabled   bool
	MustChange bool
	Created    time.Time
}

// keepsAccounts is the fault of who may not look after accounts, or nil.
func (a *App) keepsAccounts(tx *store.Tx, by Actor) error {
	if by.operates() {
		return nil
	}
	on, err := a.today(tx, a.now())
	if err != nil {
		return err
	}
	v, err := a.viewOf(tx, by, on, 0)
	if err == nil && !v.keeper {
		err = &committee.Fault{Kind: committee.Refused, Code: "account.keeper-only"}
	}
	return err
}

// CreateAccount opens an account. Only keepers of the books may, and the
// operator.
func (a *App) CreateAccount(ctx context.Context, by Actor, in AccountIn) error {
	login, err := identity.Login("login", in.Login)
	if err != nil {
		return err
	}
	check := func(tx *store.Tx) error {
		if err := a.keepsAccounts(tx, by); err != nil {
			return err
		}
		if _, ok, err := tx.Person(in.Person); err != nil || !ok {
			return orMissing(err, committee.Wrong("person", "person.unknown", string(in.Person)))
		}
		_, taken, err := tx.Account(login)
		if err == nil && taken {
			err = &committee.Fault{Kind: committee.Conflict, Code: "account.exists", Field: "login", Args: []string{login}}
		}
		return err
	}
	// Asked before the password is hashed, which is dear, and again when it is kept.
	if err := a.store.Read(ctx, by.Office, check); err != nil {
		return err
	}
	password := norm.NFC.String(in.Password)
	if err := identity.CheckPassword("password", login, password); err != nil {
		return err
	}
	hash, err := identity.Hash(ctx, password)
	if err != nil {
		return err
	}
	now := a.now().UnixMicro()
	err = a.writeAccount(ctx, by.Office, func(tx *store.Tx) error {
		if err := check(tx); err != nil {
			return err
		}
		return tx.PutAccount(store.Account{Login: login, Person: in.Person, PasswordHash: hash, MustChange: in.MustChange, CreatedAt: now})
	})
	if err == nil {
		a.log.Info("account opened", "office", by.Office, "login", login, "by", by.Person)
	}
	return err
}

// orMissing gives err, or the fault when there is none.
func orMissing(err error, fault *committee.Fault) error {
	if err != nil {
		return err
	}
	return fault
}

// Accounts lists the accounts of the office by name, for its keepers.
func (a *App) Accounts(ctx context.Context, by Actor) (out []Account, err error) {
	err = a.store.Read(ctx, by.Office, func(tx *store.Tx) error {
		if err := a.keepsAccounts(tx, by); err != nil {
			return err
		}
		list, err := tx.Accounts()
		if err != nil {
			return err
		}
		people := make([]committee.PersonID, len(list))
		for i, x := range list {
			people[i] = x.Person
		}
		names, err := tx.Names(people)
		out = make([]Account, len(list))
		for i, x := range list {
			out[i] = Account{
				Login: x.Login, Person: x.Person, Name: names[x.Person], Disabled: x.Disabled, MustChange: x.MustChange,
				Created: time.UnixMicro(x.CreatedAt).UTC(),
			}
		}
		return err
	})
	return out, err
}

// ResetPassword gives an account another password, which its person must change
// at the next sign-in, and ends its sessions. Keepers and the operator may.
func (a *App) ResetPassword(ctx context.Context, by Actor, login, password string) error {
	password = norm.NFC.String(password)
	if err := a.store.Read(ctx, by.Office, func(tx *store.Tx) error { return a.keepsAccounts(tx, by) }); err != nil {
		return err
	}
	if err := identity.CheckPassword("password", login, password); err != nil {
		return err
	}
	hash, err := identity.Hash(ctx, password)
	if err != nil {
		return err
	}
	return a.changeAccount(ctx, by, login, "password reset", func(tx *store.Tx, acc *store.Account) error {
		acc.PasswordHash, acc.MustChange = hash, true
		return tx.LoginSucceeded(acc.Login) // whoever was locked out starts anew
	})
}

// DisableAccount closes an account, or opens it again. Its sessions end, and the
// keys of its person are good for nothing while no account of theirs is open.
func (a *App) DisableAccount(ctx context.Context, by Actor, login string, disabled bool) error {
	what := "account opened again"
	if disabled {
		what = "account closed"
	}
	return a.changeAccount(ctx, by, login, what, func(_ *store.Tx, acc *store.Account) error {
		acc.Disabled = disabled
		return nil
	})
}

func (a *App) changeAccount(ctx context.Context, by Actor, login, what string, fn func(tx *store.Tx, acc *store.Account) error) error {
	login, err := identity.Login("login", login)
	if err != nil {
		return err
	}
	err = a.writeAccount(ctx, by.Office, func(tx *store.Tx) error {
		if err := a.keepsAccounts(tx, by); err != nil {
			return err
		}
		acc, ok, err := tx.Account(login)
		if err != nil || !ok {
			return orMissing(err, committee.Missing("account.unknown", login))
		}
		if err := fn(tx, &acc); err != nil {
			return err
		}
		if err := tx.PutAccount(acc); err != nil {
			return err
		}
		if err := tx.DropDevicesOf(acc.Person); err != nil {
			return err
		}
		return tx.DropSessionsOf(acc.Person, "")
	})
	if err == nil {
		a.log.Info(what, "office", by.Office, "login", login, "by", by.Person)
	}
	return err
}
