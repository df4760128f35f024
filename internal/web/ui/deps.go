package ui

import (
	"context"
	"log/slog"
	"net/url"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// Deps is what pages need: the application, the office whose books they show,
// and how the server is set up.
type Deps struct {
	App    *app.App
	Office committee.OfficeID
	Name   charter.Text   // name of the office, for the sign-in page and the shell
	Zone   *time.Location // the office's zone; nil: UTC
	Demo   []DemoLogin    // log-ins that the sign-in page shows; empty outside the demonstration
	Log    *slog.Logger   // nil: nothing is logged
	Secure bool           // cookies only over TLS
}

// DemoLogin is one log-in of the demonstration, shown on the sign-in page.
type DemoLogin struct {
	Login, Password string
	What            charter.Text // in whose place one looks: "Trưởng ban, tỉnh"
}

// Handler answers one request. An error that it returns becomes a page.
type Handler func(c *Call) error

// Route is one page or form of the web edge.
type Route struct {
	Method  string // GET or POST
	Pattern string // path as [net/http.ServeMux] reads it
	Name    string // short name for tests and logs
	Handler Handler
	Open    bool // answered without a sign-in
	// States are the states in which tests look at the page: filled, empty,
	// error, refused.
	States []string
	// Example gives a visit that shows the page in a state from real data; nil
	// for a path without places, which is visited as it stands.
	Example func(ctx context.Context, d Deps, by app.Actor, state string) (Visit, error)
}

// Visit is one request that shows a page in a state. A Form that is not nil is
// posted. An empty Path says that the data at hand cannot show the state.
type Visit struct {
	Path string
	Form url.Values
}
