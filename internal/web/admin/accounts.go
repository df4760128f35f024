package admin

import (
	"net/http"
	"net/url"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// The addresses of accounts.
const (
	accountsPath   = ui.AdminPath + "/tai-khoan"
	newAccountPath = accountsPath + "/moi"
	resetPath      = accountsPath + "/dat-lai"
	disablePath    = accountsPath + "/khoa"
)

func accountRoutes() []ui.Route {
	form := []string{"filled", "error", "refused"}
	return []ui.Route{
		{Method: http.MethodGet, Pattern: accountsPath, Name: "accounts", Handler: accountsPage, States: []string{"filled", "refused"}},
		{Method: http.MethodGet, Pattern: newAccountPath, Name: "account.new", Handler: newAccountPage, States: form, Example: formExample(newAccountPath)},
		{Method: http.MethodPost, Pattern: newAccountPath, Name: "account.new.send", Handler: newAccount},
		{Method: http.MethodGet, Pattern: resetPath, Name: "account.reset", Handler: resetPage, States: form, Example: formExample(resetPath)},
		{Method: http.MethodPost, Pattern: resetPath, Name: "account.reset.send", Handler: reset},
		{Method: http.MethodPost, Pattern: disablePath, Name: "account.disable.send", Handler: disable},
	}
}

// An account is no act of the record, so its forms have no check page; they are
// sent once and lead back to the list, which shows what came of them.
func accountsPage(c *ui.Call) error {
	list, err := c.App.Accounts(c.Ctx(), c.By)
	if err != nil {
		return err
	}
	p := c.Page
	p.Section, p.Title, p.Density = "admin", p.T("accounts.title"), "day"
	return c.Render(http.StatusOK, accountsView(p, list, c.Query("xong")))
}

func accountPeople(c *ui.Call) ([]ui.Option, error) {
	list, err := c.App.People(c.Ctx(), c.By, "")
	return ui.PeopleOptions(list), err
}

func newAccountPage(c *ui.Call) error {
	return drawNewAccount(c, http.StatusOK, ui.NewForm(c.Page, url.Values{"must_change": {"1"}}))
}

func drawNewAccount(c *ui.Call, status int, f *ui.Form) error {
	people, err := accountPeople(c)
	if err != nil {
		return err
	}
	p := c.Page
	p.Section, p.Title, p.Slim, p.Faulty = "admin", p.T("account.new.title"), true, len(f.Faults) > 0
	return c.Render(status, newAccountView(p, f, people))
}

func newAccount(c *ui.Call) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	need(f, "login", "person", "password")
	if len(f.Faults) == 0 {
		err = c.App.CreateAccount(c.Ctx(), c.By, app.AccountIn{
			Login: f.Str("login"), Person: committee.PersonID(f.Str("person")),
			Password: f.Values.Get("password"), MustChange: f.Has("must_change"),
		})
		if err == nil {
			return c.Redirect(accountsPath + "?xong=account.made")
		}
		if !f.Take(err) {
			return err
		}
	}
	return drawNewAccount(c, http.StatusUnprocessableEntity, f)
}

func resetPage(c *ui.Call) error {
	return drawReset(c, http.StatusOK, ui.NewForm(c.Page, url.Values{"login": {c.Query("login")}}))
}

func drawReset(c *ui.Call, status int, f *ui.Form) error {
	p := c.Page
	p.Section, p.Title, p.Slim, p.Faulty = "admin", p.T("account.reset.title"), true, len(f.Faults) > 0
	return c.Render(status, resetView(p, f))
}

func reset(c *ui.Call) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	need(f, "login", "password")
	if len(f.Faults) == 0 {
		err = c.App.ResetPassword(c.Ctx(), c.By, f.Str("login"), f.Values.Get("password"))
		if err == nil {
			return c.Redirect(accountsPath + "?xong=account.reset-done")
		}
		if !f.Take(err) {
			return err
		}
	}
	return drawReset(c, http.StatusUnprocessableEntity, f)
}

func disable(c *ui.Call) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	if err := c.App.DisableAccount(c.Ctx(), c.By, f.Str("login"), f.Has("disabled")); err != nil {
		return err
	}
	return c.Redirect(accountsPath + "?xong=account.changed")
}
