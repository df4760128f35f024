package web

import (
	"net/http"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/web/ui"
)

// Keys by which programs act in the reader's place.
const (
	tokensPath = ui.MePath + "/khoa"
	revokePath = tokensPath + "/thu-hoi"
)

func (s *server) tokensPage(c *ui.Call) error {
	return s.drawTokens(c, http.StatusOK, ui.NewForm(c.Page, nil), "")
}

func (s *server) drawTokens(c *ui.Call, status int, f *ui.Form, secret string) error {
	list, err := s.App.Tokens(c.Ctx(), c.By)
	if err != nil {
		return err
	}
	p := c.Page
	p.Section, p.Title, p.Faulty = "me", p.T("tokens.title"), len(f.Faults) > 0
	return c.Render(status, tokensView(p, f, list, secret))
}

// newToken makes a key. Its secret is shown this once, so the answer is the page
// itself: nothing keeps a secret over to another request.
func (s *server) newToken(c *ui.Call) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	in := app.TokenIn{Name: f.Str("name")}
	if in.Name == "" {
		f.Fail("name", "form.empty")
	}
	if d := f.Date("expires"); d != 0 {
		y, m, day := d.Split()
		in.Expires = time.Date(y, m, day+1, 0, 0, 0, 0, s.Zone)
	}
	secret := ""
	if len(f.Faults) == 0 {
		if secret, _, err = s.App.CreateToken(c.Ctx(), c.By, in); err != nil && !f.Take(err) {
			return err
		}
	}
	if len(f.Faults) > 0 {
		return s.drawTokens(c, http.StatusUnprocessableEntity, f, "")
	}
	return s.drawTokens(c, http.StatusOK, ui.NewForm(c.Page, nil), secret)
}

func (s *server) revokeToken(c *ui.Call) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	if err := s.App.RevokeToken(c.Ctx(), c.By, f.Str("id")); err != nil {
		return err
	}
	return c.Redirect(tokensPath)
}
