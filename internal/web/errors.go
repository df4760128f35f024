package web

import (
	"errors"
	"net/http"

	"github.com/a-h/templ"

	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// statusOf is the status under which each kind of fault is answered.
var statusOf = map[committee.FaultKind]int{
	committee.Refused:  http.StatusForbidden,
	committee.Conflict: http.StatusConflict,
	committee.Invalid:  http.StatusUnprocessableEntity,
	committee.NotFound: http.StatusNotFound,
	committee.SignIn:   http.StatusUnauthorized,
	committee.Busy:     http.StatusServiceUnavailable,
}

// fail turns any error into a page. A fault is foreseen and says what to do;
// everything else is an incident with a number. What the reader sent stays in
// the page.
func (s *server) fail(c *ui.Call, route ui.Route, err error) {
	if c.Ctx().Err() != nil {
		return // the reader has gone
	}
	var f *committee.Fault
	if !errors.As(err, &f) {
		s.incident(c, route, err)
		return
	}
	p := c.Page
	p.Slim, p.Faulty = true, false
	status := statusOf[f.Kind]
	if status == 0 {
		status = http.StatusInternalServerError
	}
	text := p.FieldFault(f.Field, f.Code, f.Args...)
	if c.Queued {
		s.drawn(c, c.TellFault(status, string(f.Kind), text))
		return
	}
	switch f.Kind {
	case committee.SignIn:
		s.askSignIn(c)
	case committee.Refused:
		p.Title = p.T("refusal.page")
		s.answer(c, status, ui.Refused(p, f))
	case committee.NotFound:
		p.Title = p.T("error.not-found")
		if text == "" || f.Code == "page.missing" {
			text = p.T("error.not-found-at", p.Bare())
		}
		s.answer(c, status, problem(p, "search", p.Title, text, nil))
	case committee.Invalid:
		p.Title = p.T("error.wrong")
		s.answer(c, status, problem(p, "alert", p.Title, text, s.kept(c)))
	case committee.Busy:
		p.Title = p.T("error.busy")
		c.W.Header().Set("Retry-After", "5")
		s.answer(c, status, problem(p, "clock", p.Title, text, s.kept(c)))
	default:
		p.Title = p.T("error.conflict")
		s.answer(c, status, problem(p, "swap", p.Title, text, s.kept(c)))
	}
}

// incident answers an error that nobody foresaw: a number for the reader, the
// whole of it for the log.
func (s *server) incident(c *ui.Call, route ui.Route, err error, more ...any) {
	number := ui.NewKey()[:8]
	if s.Log != nil {
		s.Log.Error("incident", append([]any{"number", number, "route", route.Name, "path", c.R.URL.Path, "err", err}, more...)...)
	}
	if c.Page == nil {
		c.Page = s.page(c.R)
	}
	p := c.Page
	p.Slim, p.Title = true, p.T("error.failed")
	if c.Queued {
		s.drawn(c, c.TellFault(http.StatusInternalServerError, "internal", p.T("error.incident", number)))
		return
	}
	s.answer(c, http.StatusInternalServerError, problem(p, "alert", p.Title, p.T("error.incident", number), s.kept(c)))
}

// askSignIn leads to the sign-in and back. A form that was sent is kept in the
// page until the reader has signed in again.
func (s *server) askSignIn(c *ui.Call) {
	if c.R.Method == http.MethodGet || c.R.Method == http.MethodHead {
		http.Redirect(c.W, c.R, signInTo(c.Page.Path), http.StatusSeeOther)
		return
	}
	p := c.Page
	p.Title = p.T("error.signed-out")
	f, then := s.kept(c), "error.sign-in-again"
	if f != nil && f.Carries() {
		then = "error.sign-in-then"
	}
	s.answer(c, http.StatusUnauthorized, problem(p, "key", p.Title, p.T(then), f, ui.Link{
		Text: p.T("signin.title"), Href: ui.SignInPath, Icon: "key",
	}))
}

// kept is the form that a request carried, to be sent again, or nil.
func (s *server) kept(c *ui.Call) *ui.Form {
	if c.R.Method != http.MethodPost || c.R.ContentLength > ui.FormLimit {
		return nil
	}
	f, err := c.ReadForm()
	if err != nil {
		return nil
	}
	return f
}

// answer draws a page of the kind that the reader can see: in the shell when
// signed in.
func (s *server) answer(c *ui.Call, status int, body templ.Component) {
	if c.Page.SignedIn() {
		s.drawn(c, c.Render(status, body))
		return
	}
	s.drawn(c, c.RenderBare(status, bareProblem(c.Page, body)))
}

// drawn takes the error of drawing an error page: a plain line is then all that
// can be said.
func (s *server) drawn(c *ui.Call, err error) {
	if err == nil {
		return
	}
	if s.Log != nil {
		s.Log.Error("error page not drawn", "path", c.R.URL.Path, "err", err)
	}
	http.Error(c.W, c.Page.T("error.failed"), http.StatusInternalServerError)
}
