package cli

import (
	"context"
	"errors"
	"fmt"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/committee"
	"nghisu/internal/identity"
)

func tokenCreate(ctx context.Context, e *Env, args []string) error {
	fl := newBookFlags("token create")
	user, name, days := fl.String("user", "", ""), fl.String("name", "cli", ""), fl.Int("days", 0, "")
	if err := fl.none(args); err != nil {
		return err
	}
	if *user == "" || *days < 0 {
		return usage{what: "token create", why: "--user LOGIN [--days N]", todo: "nghisu help"}
	}
	return fl.with(ctx, e, func(b books) error {
		in := app.TokenIn{Login: *user, Name: *name}
		if *days > 0 {
			in.Expires = b.Now().AddDate(0, 0, *days)
		}
		secret, t, err := b.CreateToken(ctx, app.Operator(b.office), in)
		if err != nil {
			return err
		}
		if !*fl.asJSON {
			fmt.Fprintln(e.Stdout, secret)
			return nil
		}
		out := struct {
			ID      string     `json:"id"`
			Token   string     `json:"token"`
			Expires *time.Time `json:"expires"`
		}{ID: t.ID, Token: secret}
		if !t.Expires.IsZero() {
			out.Expires = &t.Expires
		}
		printJSON(e.Stdout, out)
		return nil
	})
}

// loginJSON is an account with the password that is shown once.
type loginJSON struct {
	Office   string `json:"office"`
	Login    string `json:"login"`
	Password string `json:"password"`
}

func sayLogin(e *Env, fl flagSet, l loginJSON) error {
	if *fl.asJSON {
		printJSON(e.Stdout, l)
		return nil
	}
	fmt.Fprintln(e.Stdout, catalogue.T(e.Lang, "account.once", l.Login, l.Password))
	return nil
}

func accountReset(ctx context.Context, e *Env, args []string) error {
	fl := newBookFlags("account reset")
	user := fl.String("user", "", "")
	if err := fl.none(args); err != nil {
		return err
	}
	if *user == "" {
		return usage{what: "account reset", why: "--user LOGIN", todo: "nghisu help"}
	}
	return fl.with(ctx, e, func(b books) error {
		password := identity.NewPassword()
		if err := b.ResetPassword(ctx, app.Operator(b.office), *user, password); err != nil {
			return err
		}
		return sayLogin(e, fl.flagSet, loginJSON{string(b.office), *user, password})
	})
}

func officeFound(ctx context.Context, e *Env, args []string) error {
	fl := newBookFlags("office found")
	name, en, zone := fl.String("name", "", ""), fl.String("name-en", "", ""), fl.String("zone", "", "")
	keeper, login := fl.String("keeper", "", ""), fl.String("login", "", "")
	if err := fl.none(args); err != nil {
		return err
	}
	if *fl.office == "" || *name == "" || *keeper == "" || *login == "" {
		return usage{what: "office found", why: "--office ID --name NAME --keeper NAME --login LOGIN", todo: "nghisu help"}
	}
	if _, err := identity.Login("login", *login); err != nil {
		return err // before anything is founded
	}
	if e.Create == nil {
		return errors.New("office found: no place to keep an office")
	}
	a, done, err := e.Create(ctx, *fl.db)
	if err != nil {
		return err
	}
	by := app.Operator(committee.OfficeID(*fl.office))
	password := identity.NewPassword()
	r, err := a.FoundOffice(ctx, by, app.OfficeIn{VI: *name, EN: *en, Zone: *zone, Keeper: committee.Prose(*keeper), From: e.Today})
	if err == nil {
		err = a.CreateAccount(ctx, by, app.AccountIn{Login: *login, Person: committee.PersonID(r.Ref), Password: password, MustChange: true})
	}
	if err = errors.Join(err, done()); err != nil {
		return err
	}
	return sayLogin(e, fl.flagSet, loginJSON{*fl.office, *login, password})
}
