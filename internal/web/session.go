package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// The cookies of the reader's choices; the session's name depends on TLS.
const (
	langCookie  = "nghisu_lang"
	themeCookie = "nghisu_theme"
)

// sessionCookie is the name of the session's cookie. Under TLS the prefix binds
// it to this host.
func (s *server) sessionCookie() string {
	if s.Secure {
		return "__Host-nghisu"
	}
	return "nghisu_session"
}

// page starts the page of a request with what the request itself tells.
func (s *server) page(r *http.Request) *ui.Page {
	p := &ui.Page{
		Path: r.URL.RequestURI(), Office: s.Name, Zone: s.Zone, Demo: len(s.Demo) > 0,
		Lang: catalogue.Parse(r.Header.Get("Accept-Language")),
	}
	if s.App != nil {
		p.Now = s.App.Now()
	}
	if c, err := r.Cookie(langCookie); err == nil {
		p.Lang = catalogue.Parse(c.Value)
	}
	if c, err := r.Cookie(themeCookie); err == nil {
		p.Theme = themeOf(c.Value)
	}
	return p
}

// prefer takes the account's language and theme where no cookie says otherwise.
func (s *server) prefer(c *ui.Call, session app.Session) {
	if _, err := c.R.Cookie(langCookie); err != nil && session.Lang != "" {
		c.Page.Lang = catalogue.Parse(session.Lang)
	}
	if _, err := c.R.Cookie(themeCookie); err != nil {
		c.Page.Theme = themeOf(session.Theme)
	}
}

// themeOf takes a word for a theme; anything else follows the system.
func themeOf(word string) string {
	if word == "light" || word == "dark" {
		return word
	}
	return ""
}

// signInTo is the sign-in page that leads back to an address.
func signInTo(path string) string {
	if path == ui.DeskPath {
		return ui.SignInPath
	}
	return ui.SignInPath + "?ve=" + url.QueryEscape(path)
}

func (s *server) signInPage(c *ui.Call) error {
	if c.Page.SignedIn() {
		return c.Redirect(ui.LocalPath(c.Query("ve")))
	}
	c.Page.Title = c.Page.T("signin.title")
	f := ui.NewForm(c.Page, url.Values{"ve": {c.Query("ve")}})
	return c.RenderBare(http.StatusOK, signInView(c.Page, f, s.Demo))
}

func (s *server) signIn(c *ui.Call) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	p := c.Page
	p.Title = p.T("signin.title")
	if f.Str("login") == "" {
		f.Fail("login", "form.empty")
	}
	if f.Values.Get("password") == "" {
		f.Fail("password", "form.empty")
	}
	status := http.StatusUnprocessableEntity
	var session app.Session
	if len(f.Faults) == 0 {
		session, err = s.App.SignIn(c.Ctx(), s.Office, f.Str("login"), f.Values.Get("password"), remote(c.R))
		var fault *committee.Fault
		switch {
		case err == nil:
			s.setSession(c, session.Token)
			return c.Redirect(ui.LocalPath(f.Str("ve")))
		case !errors.As(err, &fault):
			return err
		case fault.Kind == committee.Busy:
			status = http.StatusTooManyRequests
			c.W.Header().Set("Retry-After", "60")
		case fault.Kind == committee.SignIn:
			status = http.StatusUnauthorized
		}
		f.Faults = append(f.Faults, ui.FieldFault{Field: "login", Text: p.Fault(fault.Code, fault.Args...)})
	}
	p.Faulty = true
	return c.RenderBare(status, signInView(p, f, s.Demo))
}

func (s *server) signOut(c *ui.Call) error {
	if cookie, err := c.R.Cookie(s.sessionCookie()); err == nil {
		var fault *committee.Fault
		if err := s.App.SignOut(c.Ctx(), s.Office, cookie.Value); err != nil && !errors.As(err, &fault) {
			return err
		}
	}
	s.setSession(c, "")
	return c.Redirect(ui.SignInPath)
}

// setSession gives the browser its session, or takes it away. The cookie lasts
// while the browser is open; when the session itself ends is the server's to say.
func (s *server) setSession(c *ui.Call, token string) {
	cookie := &http.Cookie{
		Name: s.sessionCookie(), Value: token, Path: "/",
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: s.Secure,
	}
	if token == "" {
		cookie.MaxAge = -1
	}
	http.SetCookie(c.W, cookie)
}

// view keeps the reader's language and theme in cookies, which need no sign-in.
func (s *server) view(c *ui.Call) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	keep := func(name, value string) {
		http.SetCookie(c.W, &http.Cookie{
			Name: name, Value: value, Path: "/", MaxAge: 365 * 24 * 3600,
			HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: s.Secure,
		})
	}
	if lang := f.Str("lang"); lang == "vi" || lang == "en" {
		keep(langCookie, lang)
	}
	theme := f.Str("theme")
	switch theme {
	case "system", "light", "dark":
		keep(themeCookie, theme)
	default:
		theme = c.Page.Theme
	}
	if err := s.keepPreferences(c, f.Str("lang"), themeOf(theme)); err != nil {
		return err
	}
	return c.Redirect(ui.LocalPath(f.Str("ve")))
}

// keepPreferences keeps the choices with the session of somebody who is signed
// in, so that the next sign-in on another device starts with them.
func (s *server) keepPreferences(c *ui.Call, lang, theme string) error {
	if !c.Page.SignedIn() {
		return nil
	}
	if lang != "vi" && lang != "en" {
		lang = string(c.Page.Lang)
	}
	err := s.App.SetPreferences(c.Ctx(), s.Office, c.Token, app.Preferences{Lang: lang, Theme: theme, Capacity: c.Last})
	var fault *committee.Fault
	if errors.As(err, &fault) {
		return nil // the cookies hold the choice all the same
	}
	return err
}

func (s *server) more(c *ui.Call) error {
	c.Page.Title, c.Page.Section, c.Page.Slim = c.Page.T("nav.more"), "more", true
	return c.Render(http.StatusOK, ui.More(c.Page))
}

func (s *server) me(c *ui.Call) error {
	c.Page.Title, c.Page.Section = c.Page.T("nav.me"), "me"
	return c.Render(http.StatusOK, meView(c.Page))
}

func (s *server) passwordPage(c *ui.Call) error {
	c.Page.Title, c.Page.Section, c.Page.Slim = c.Page.T("password.title"), "me", true
	return c.Render(http.StatusOK, passwordView(c.Page, ui.NewForm(c.Page, nil), c.MustChange))
}

func (s *server) password(c *ui.Call) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	p := c.Page
	p.Title, p.Section, p.Slim = p.T("password.title"), "me", true
	for _, name := range []string{"old", "new", "again"} {
		if f.Values.Get(name) == "" {
			f.Fail(name, "form.empty")
		}
	}
	if f.Values.Get("new") != f.Values.Get("again") {
		f.Fail("again", "password.again")
	}
	if len(f.Faults) == 0 {
		err := s.App.ChangePassword(c.Ctx(), c.By, f.Values.Get("old"), f.Values.Get("new"), c.Token)
		if err == nil {
			return c.Redirect(ui.MePath + "?mat-khau=da-doi")
		}
		var fault *committee.Fault
		if !errors.As(err, &fault) || (fault.Kind != committee.Invalid && fault.Kind != committee.SignIn) {
			return err
		}
		if fault.Field == "" || strings.HasPrefix(fault.Field, "pass") {
			fault.Field = "new"
		}
		f.Fail(fault.Field, fault.Code, fault.Args...)
	}
	p.Faulty = true
	return c.Render(http.StatusUnprocessableEntity, passwordView(p, f, c.MustChange))
}
