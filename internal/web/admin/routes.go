package admin

import (
	"context"
	"net/http"
	"net/url"

	"nghisu/internal/app"
	"nghisu/internal/web/ui"
)

// The addresses below the agencies' tree and the administration.
const (
	newAgencyPath = ui.AgenciesPath + "/moi"
	endAgencyPath = ui.AgenciesPath + "/ket-thuc"
	newPostPath   = ui.AgenciesPath + "/chuc-vu"
	takePostPath  = ui.AgenciesPath + "/giu-chuc"
	newPersonPath = ui.PeoplePath + "/moi"
	keeperPath    = ui.AdminPath + "/giu-so"
	assistantPath = ui.AdminPath + "/giup-viec"
)

// Routes lists the pages of those who keep the books.
func Routes(_ ui.Deps) []ui.Route {
	routes := []ui.Route{
		{Method: http.MethodGet, Pattern: ui.AgenciesPath, Name: "agencies", Handler: agenciesPage, States: []string{"filled", "empty"}, Example: agenciesExample},
		{Method: http.MethodGet, Pattern: ui.AdminPath, Name: "admin", Handler: adminPage, States: []string{"filled"}},
		{Method: http.MethodGet, Pattern: ui.PeoplePath, Name: "people", Handler: peoplePage, States: []string{"filled", "empty"}, Example: peopleExample},
	}
	routes = append(routes, accountRoutes()...)
	routes = append(routes, tokenRoutes()...)
	routes = append(routes, mailRoutes()...)
	routes = append(routes, jobRoutes()...)
	routes = append(routes, enrolRoutes()...)
	for _, a := range []struct {
		path, name string
		handler    ui.Handler
	}{
		{newAgencyPath, "agency.new", recordAgency},
		{endAgencyPath, "agency.end", endAgency},
		{newPostPath, "post.new", recordPost},
		{takePostPath, "post.take", takePost},
		{newPersonPath, "person.new", recordPerson},
		{keeperPath, "keeper", nameKeeper},
		{assistantPath, "assistant", nameAssistant},
	} {
		routes = append(routes,
			ui.Route{Method: http.MethodGet, Pattern: a.path, Name: a.name, Handler: a.handler, States: []string{"filled", "error", "refused"}, Example: formExample(a.path)},
			ui.Route{Method: http.MethodPost, Pattern: a.path, Name: a.name + ".send", Handler: a.handler})
	}
	return routes
}

// meant are the forms filled in as they would be meant, by path. Whoever does not
// keep the books is refused, whatever they name.
var meant = map[string]url.Values{
	newAgencyPath:  {"vi": {"Sở 9"}, "kind": {"department"}},
	endAgencyPath:  {"id": {"x"}, "to": {"1/1/2026"}},
	newPostPath:    {"agency": {"x"}, "kind": {"director"}, "vi": {"Giám đốc Sở 9"}},
	takePostPath:   {"post": {"x"}, "person": {"x"}, "from": {"1/1/2026"}},
	newPersonPath:  {"name": {"Chuyên viên 9"}},
	keeperPath:     {"person": {"x"}, "day": {"1/1/2026"}},
	assistantPath:  {"assistant": {"x"}, "id": {"post:x"}, "day": {"1/1/2026"}},
	newAccountPath: {"login": {"chuyenvien.9"}, "person": {"x"}, "password": {"một câu dài dễ nhớ"}},
	resetPath:      {"login": {"chuyenvien.9"}, "password": {"một câu dài dễ nhớ"}},
}

// formExample shows a form, the same sent empty, and the same sent whole by
// somebody who does not keep the books.
func formExample(path string) func(context.Context, ui.Deps, app.Actor, string) (ui.Visit, error) {
	return func(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
		v := ui.Visit{Path: path}
		switch state {
		case "error":
			v.Form = url.Values{"from": {"hôm nào đó"}, "to": {"31/2/2026"}, "day": {"x"}}
		case "refused":
			me, err := d.App.Me(ctx, by)
			if err != nil || me.Keeper {
				return ui.Visit{}, err
			}
			v.Form = meant[path]
		}
		return v, nil
	}
}

func agenciesExample(_ context.Context, _ ui.Deps, _ app.Actor, state string) (ui.Visit, error) {
	if state == "empty" {
		return ui.Visit{Path: ui.AgenciesPath + "?ngay=1/1/1900"}, nil
	}
	return ui.Visit{Path: ui.AgenciesPath}, nil
}

func peopleExample(_ context.Context, _ ui.Deps, _ app.Actor, state string) (ui.Visit, error) {
	if state == "empty" {
		return ui.Visit{Path: ui.PeoplePath + "?q=khong-co-ai-ten-nay"}, nil
	}
	return ui.Visit{Path: ui.PeoplePath}, nil
}
