package web

import (
	"errors"
	"net"
	"net/http"
	"runtime/debug"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// server answers requests by the routes.
type server struct {
	ui.Deps
}

// New makes the handler of all pages over the application.
func New(d ui.Deps) http.Handler {
	if d.Zone == nil {
		d.Zone = time.UTC
	}
	s := &server{Deps: d}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /static/", ui.Static)
	mux.HandleFunc("GET "+ui.WorkerPath, ui.Worker)
	for _, r := range Routes(d) {
		mux.Handle(r.Method+" "+r.Pattern, s.serve(r))
	}
	mux.Handle("/", s.serve(ui.Route{Name: "not-found", Open: true, Handler: func(*ui.Call) error {
		return committee.Missing("page.missing")
	}}))
	return safe(s.sameOrigin(mux))
}

// serve makes the handler of one route: who asks, on which page, and what
// becomes of an error.
func (s *server) serve(route ui.Route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := &ui.Call{Deps: &s.Deps, W: w, R: r}
		defer func() {
			if p := recover(); p != nil {
				if err, ok := p.(error); ok && errors.Is(err, http.ErrAbortHandler) {
					panic(p)
				}
				s.incident(c, route, errors.New("panic"), "panic", p, "stack", string(debug.Stack()))
			}
		}()
		c.Page = s.page(r)
		who := r.Header.Get(ui.QueueHeader)
		c.Queued = who != ""
		if err := s.identify(c); err != nil && !route.Open {
			s.fail(c, route, err)
			return
		}
		if c.Page.SignedIn() && c.MustChange && !route.Open && route.Pattern != passwordPath {
			http.Redirect(w, r, passwordPath, http.StatusSeeOther)
			return
		}
		if c.Queued && committee.PersonID(who) != c.By.Person {
			s.fail(c, route, &committee.Fault{Kind: committee.SignIn, Code: "kept.other-person"})
			return
		}
		s.recorded(c)
		if err := route.Handler(c); err != nil {
			s.fail(c, route, err)
		}
	})
}

// recorded finds the act that was just recorded, which the head of the page
// tells of. Where it cannot be read, the page goes without.
func (s *server) recorded(c *ui.Call) {
	id := c.Query("da-ghi")
	if id == "" || !c.Page.SignedIn() || c.R.Method != http.MethodGet {
		return
	}
	if act, err := s.App.Act(c.Ctx(), c.By, committee.ActID(id)); err == nil {
		c.Page.Done = &act.Record
	}
	c.Page.Path = c.Page.With("da-ghi", "")
}

// identify finds out who asks. Nobody is an error, which open routes pass over.
func (s *server) identify(c *ui.Call) error {
	cookie, err := c.R.Cookie(s.sessionCookie())
	if err != nil {
		return &committee.Fault{Kind: committee.SignIn, Code: "account.signed-out"}
	}
	session, err := s.App.SessionOf(c.Ctx(), s.Office, cookie.Value)
	if err != nil {
		return err
	}
	c.By = app.Actor{Office: s.Office, Person: session.Person, Via: "web"}
	c.MustChange, c.Token, c.Last = session.MustChange, cookie.Value, session.Capacity
	me, err := s.App.Me(c.Ctx(), c.By)
	if err != nil {
		return err
	}
	c.Page.Me = me
	s.prefer(c, session)
	return nil
}

// remote is the address from which a request came, without its port.
func remote(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
