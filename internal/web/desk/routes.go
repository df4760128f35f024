package desk

import (
	"context"
	"net/http"
	"net/url"

	"nghisu/internal/app"
	"nghisu/internal/web/ui"
)

// Routes lists the pages of daily work.
func Routes(_ ui.Deps) []ui.Route {
	list, form := []string{"filled", "empty"}, []string{"filled", "error", "refused"}
	routes := []ui.Route{
		{Method: http.MethodGet, Pattern: "/{$}", Name: "desk", Handler: deskPage, States: list, Example: at(ui.DeskPath)},
		{Method: http.MethodGet, Pattern: ui.MeetingsPath, Name: "meetings", Handler: meetingsPage, States: list, Example: noneOf(ui.MeetingsPath, "tu=1/1/1990&den=2/1/1990")},
		{Method: http.MethodGet, Pattern: ui.TasksPath, Name: "tasks", Handler: tasksPage, States: list, Example: noneOf(ui.TasksPath, "q=khong-co-nhiem-vu-nay")},
		{Method: http.MethodGet, Pattern: boardPath, Name: "tasks.board", Handler: boardPage, States: list},
		{Method: http.MethodGet, Pattern: ui.NewTaskPath, Name: "task.new", Handler: newTask, States: form, Example: newTaskExample},
		{Method: http.MethodPost, Pattern: ui.NewTaskPath, Name: "task.new.send", Handler: newTask},
		{Method: http.MethodGet, Pattern: ui.TasksPath + "/{id}", Name: "task", Handler: taskPage, States: []string{"filled"}, Example: taskExample("")},
		{Method: http.MethodGet, Pattern: ui.RegisterPath, Name: "register", Handler: registerPage, States: list, Example: noneOf(ui.RegisterPath, "ve-viec=khong-co")},
		{Method: http.MethodGet, Pattern: verifyPath, Name: "register.verify", Handler: verifyPage, States: []string{"filled"}},
		{Method: http.MethodGet, Pattern: exportPath, Name: "register.export", Handler: exportRegister},
		{Method: http.MethodGet, Pattern: ui.RegisterPath + "/{id}", Name: "act", Handler: actPage, States: []string{"filled"}, Example: actExample},
		{Method: http.MethodGet, Pattern: ui.RefusalsPath, Name: "refusals", Handler: refusalsPage, States: []string{"filled", "empty", "refused"}},
	}
	for _, a := range taskActs {
		pattern := ui.TasksPath + "/{id}/" + a.slug
		routes = append(routes,
			ui.Route{Method: http.MethodGet, Pattern: pattern, Name: "task." + a.key, Handler: taskAct(a), States: form, Example: taskExample(a.slug)},
			ui.Route{Method: http.MethodPost, Pattern: pattern, Name: "task." + a.key + ".send", Handler: taskAct(a)})
	}
	return routes
}

type example = func(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error)

// at shows a page whatever the state: the data decides what it holds.
func at(path string) example {
	return func(context.Context, ui.Deps, app.Actor, string) (ui.Visit, error) {
		return ui.Visit{Path: path}, nil
	}
}

// noneOf shows a list, and the same list with a filter that nothing passes.
func noneOf(path, nothing string) example {
	return func(_ context.Context, _ ui.Deps, _ app.Actor, state string) (ui.Visit, error) {
		if state == "empty" {
			return ui.Visit{Path: path + "?" + nothing}, nil
		}
		return ui.Visit{Path: path}, nil
	}
}

// taskExample shows the first task that the reader sees, or the form of an act
// on it; in the state error the form is sent empty, in the state refused it is
// sent as it would be meant.
func taskExample(slug string) example {
	return func(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
		tasks, err := d.App.Tasks(ctx, by, app.TaskFilter{Limit: 1})
		if err != nil || len(tasks.Items) == 0 {
			return ui.Visit{}, err
		}
		v := ui.Visit{Path: ui.TaskPath(tasks.Items[0].ID)}
		if slug == "" {
			return v, nil
		}
		v.Path += "/" + slug
		switch state {
		case "error":
			v.Form = url.Values{"progress": {"nhiều"}, "until": {"mai"}, "finished_on": {"hôm qua"}}
		case "refused":
			v.Form = url.Values{"progress": {"50"}, "note": {"x"}, "until": {"31/12/2099"}, "person": {string(by.Person)}}
		}
		return v, nil
	}
}

// newTaskExample shows the form of a new task in the reader's first body.
func newTaskExample(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
	me, err := d.App.Me(ctx, by)
	if err != nil {
		return ui.Visit{}, err
	}
	v := ui.Visit{Path: ui.NewTaskPath}
	for _, s := range me.Seats {
		if s.Body != "" {
			v.Path += "?body=" + url.QueryEscape(string(s.Body))
			break
		}
	}
	if state != "filled" {
		v.Form = url.Values{"title": {""}, "due": {"ngày mai"}}
	}
	return v, nil
}

// actExample shows the newest act of the register.
func actExample(ctx context.Context, d ui.Deps, by app.Actor, _ string) (ui.Visit, error) {
	list, err := d.App.Register(ctx, by, app.RegisterFilter{Limit: 1})
	if err != nil || len(list.Items) == 0 {
		return ui.Visit{}, err
	}
	return ui.Visit{Path: ui.ActPath(list.Items[0].ID)}, nil
}
