package web

import (
	"net/http"

	"nghisu/internal/web/admin"
	"nghisu/internal/web/body"
	"nghisu/internal/web/desk"
	"nghisu/internal/web/keep"
	"nghisu/internal/web/minutes"
	"nghisu/internal/web/reading"
	"nghisu/internal/web/room"
	"nghisu/internal/web/secretary"
	"nghisu/internal/web/topic"
	"nghisu/internal/web/ui"
	"nghisu/internal/web/vote"
)

// Routes lists every page and form of the web edge. Tests walk the list.
func Routes(d ui.Deps) []ui.Route {
	all := [][]ui.Route{
		ownRoutes(d), desk.Routes(d), body.Routes(d), reading.Routes(d), minutes.Routes(d), vote.Routes(d), topic.Routes(d), admin.Routes(d), room.Routes(d),
		keep.Routes(d), secretary.Routes(d),
	}
	var out []ui.Route
	for _, list := range all {
		out = append(out, list...)
	}
	return out
}

// passwordPath is where a reader sets a new password.
const passwordPath = ui.MePath + "/mat-khau"

// ownRoutes are the pages of signing in, of the reader's own account and of the
// way of viewing.
func ownRoutes(d ui.Deps) []ui.Route {
	s := &server{Deps: d}
	filled, form := []string{"filled"}, []string{"filled", "error"}
	return []ui.Route{
		{Method: http.MethodGet, Pattern: ui.SignInPath, Name: "sign-in", Handler: s.signInPage, Open: true, States: form, Example: badSignIn},
		{Method: http.MethodPost, Pattern: ui.SignInPath, Name: "sign-in.send", Handler: s.signIn, Open: true},
		{Method: http.MethodPost, Pattern: ui.SignOutPath, Name: "sign-out", Handler: s.signOut, Open: true},
		{Method: http.MethodPost, Pattern: ui.ViewPath, Name: "view", Handler: s.view, Open: true},
		{Method: http.MethodGet, Pattern: ui.MorePath, Name: "more", Handler: s.more, States: filled},
		{Method: http.MethodGet, Pattern: ui.MePath, Name: "me", Handler: s.me, States: filled},
		{Method: http.MethodGet, Pattern: passwordPath, Name: "password", Handler: s.passwordPage, States: form, Example: badPassword},
		{Method: http.MethodPost, Pattern: passwordPath, Name: "password.send", Handler: s.password},
		{Method: http.MethodGet, Pattern: tokensPath, Name: "tokens", Handler: s.tokensPage, States: form, Example: badToken},
		{Method: http.MethodPost, Pattern: tokensPath, Name: "tokens.send", Handler: s.newToken},
		{Method: http.MethodGet, Pattern: calendarsPath, Name: "calendars", Handler: s.calendarsPage, States: form, Example: badCalendar},
		{Method: http.MethodPost, Pattern: calendarsPath, Name: "calendars.send", Handler: s.openCalendar},
		{Method: http.MethodPost, Pattern: closeCalendarPath, Name: "calendars.close.send", Handler: s.closeCalendar},
		{Method: http.MethodGet, Pattern: feedPath + "{file}", Name: "calendars.feed", Handler: s.feed, Open: true},
		{Method: http.MethodPost, Pattern: revokePath, Name: "tokens.revoke.send", Handler: s.revokeToken},
		{Method: http.MethodGet, Pattern: wishPath, Name: "wishes", Handler: s.wishPage, States: filled},
		{Method: http.MethodPost, Pattern: wishPath, Name: "wishes.send", Handler: s.wish},
		{Method: http.MethodGet, Pattern: confirmPath + "{code}", Name: "letter.confirm", Handler: s.confirmPage, Open: true, States: []string{"error"}, Example: noLetter},
		{Method: http.MethodPost, Pattern: confirmPath + "{code}", Name: "letter.confirm.send", Handler: s.confirm, Open: true},
	}
}
