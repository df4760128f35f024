package web

import (
	"context"
	"net/url"

	"nghisu/internal/app"
	"nghisu/internal/web/ui"
)

// badSignIn shows the sign-in page, and what it says to an empty form.
func badSignIn(_ context.Context, _ ui.Deps, _ app.Actor, state string) (ui.Visit, error) {
	v := ui.Visit{Path: ui.SignInPath}
	if state == "error" {
		v.Form = url.Values{"login": {""}, "password": {""}}
	}
	return v, nil
}

// badPassword shows the form of a new password, and what it says to two entries
// that differ.
func badPassword(_ context.Context, _ ui.Deps, _ app.Actor, state string) (ui.Visit, error) {
	v := ui.Visit{Path: passwordPath}
	if state == "error" {
		v.Form = url.Values{"old": {"a"}, "new": {"b"}, "again": {"c"}}
	}
	return v, nil
}

// badToken shows the keys of programs, and what they say to a key without a name.
func badCalendar(_ context.Context, _ ui.Deps, _ app.Actor, state string) (ui.Visit, error) {
	v := ui.Visit{Path: calendarsPath}
	if state == "error" {
		v.Form = url.Values{"body": {"khong-co"}}
	}
	return v, nil
}

func badToken(_ context.Context, _ ui.Deps, _ app.Actor, state string) (ui.Visit, error) {
	v := ui.Visit{Path: tokensPath}
	if state == "error" {
		v.Form = url.Values{"name": {""}, "expires": {"mai"}}
	}
	return v, nil
}
