package admin

import (
	"net/http"
	"net/url"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// The addresses of the keys with which programs act.
const (
	tokensPath      = ui.AdminPath + "/khoa-phan-mem"
	tokenRevokePath = tokensPath + "/thu-hoi"
)

// tokensShown is how many keys a page lists.
const tokensShown = 50

func tokenRoutes() []ui.Route {
	return []ui.Route{
		{Method: http.MethodGet, Pattern: tokensPath, Name: "office.tokens", Handler: tokensPage, States: []string{"filled", "refused"}},
		{Method: http.MethodPost, Pattern: tokenRevokePath, Name: "office.tokens.revoke.send", Handler: revokeToken},
	}
}

func tokensPage(c *ui.Call) error {
	want := app.TokenFilter{Person: committee.PersonID(c.Query("nguoi")), After: c.Query("sau"), Limit: tokensShown}
	list, err := c.App.OfficeTokens(c.Ctx(), c.By, want)
	if err != nil {
		return err
	}
	p := c.Page
	p.Section, p.Title, p.Density = "admin", p.T("office-tokens.title"), "day"
	return c.Render(http.StatusOK, tokensView(p, list, want, c.Query("xong") != ""))
}

// revokeToken takes a key back and leads to the list as it was narrowed.
func revokeToken(c *ui.Call) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	if err := c.App.RevokeOfficeToken(c.Ctx(), c.By, f.Str("id")); err != nil {
		return err
	}
	back := url.Values{"xong": {"1"}}
	for _, name := range []string{"nguoi", "sau"} {
		if v := f.Str(name); v != "" {
			back.Set(name, v)
		}
	}
	return c.Redirect(tokensPath + "?" + back.Encode())
}
