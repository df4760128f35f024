package desk

import (
	"context"
	"net/http"
	"net/url"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// Routes lists the pages of daily work.
func Routes(_ ui.Deps) []ui.Route {
	filled, list, form := []string{"filled"}, []string{"filled", "empty"}, []string{"filled", "error", "refused"}
	routes := []ui.Route{
		{Method: http.MethodGet, Pattern: "/{$}", Name: "desk", Handler: deskPage, States: filled, Example: at(ui.DeskPath)},
		{Method: http.MethodGet, Pattern: ui.MeetingsPath, Name: "meetings", Handler: meetingsPage, States: list, Example: noneOf(ui.MeetingsPath, "tu=1/1/1990&den=2/1/1990")},
		{Method: http.MethodGet, Pattern: ui.WeekPath, Name: "week", Handler: weekPage, States: list, Example: noneOf(ui.WeekPath, "ngay=1/1/1990")},
		{Method: http.MethodGet, Pattern: ui.TasksPath, Name: "tasks", Handler: tasksPage, States: list, Example: noneOf(ui.TasksPath, "q=khong-co-nhiem-vu-nay")},
		{Method: http.MethodGet, Pattern: boardPath, Name: "tasks.board", Handler: boardPage, States: filled},
		{Method: http.MethodGet, Pattern: ui.NewTaskPath, Name: "task.new", Handler: newTask, States: form, Example: newTaskExample},
		{Method: http.MethodPost, Pattern: ui.NewTaskPath, Name: "task.new.send", Handler: newTask},
		{Method: http.MethodGet, Pattern: ui.TasksPath + "/{id}", Name: "task", Handler: taskPage, States: filled, Example: taskExample},
		{Method: http.MethodGet, Pattern: ui.RegisterPath, Name: "register", Handler: registerPage, States: list, Example: noneOf(ui.RegisterPath, "ve-viec=khong-co")},
		{Method: http.MethodGet, Pattern: verifyPath, Name: "register.verify", Handler: verifyPage, States: filled},
		{Method: http.MethodGet, Pattern: exportPath, Name: "register.export", Handler: exportRegister},
		{Method: http.MethodGet, Pattern: ui.RegisterPath + "/{id}", Name: "act", Handler: actPage, States: filled, Example: actExample},
		{Method: http.MethodGet, Pattern: ui.RefusalsPath, Name: "refusals", Handler: refusalsPage, States: list, Example: noneOf(ui.RefusalsPath, "ban=khong-co-ban-nay")},
	}
	for _, a := range taskActs {
		pattern := ui.TasksPath + "/{id}/" + a.slug
		routes = append(routes,
			ui.Route{Method: http.MethodGet, Pattern: pattern, Name: "task." + a.key, Handler: taskAct(a), States: form, Example: taskActExample(a)},
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

// examined is how many tasks of a list are looked through for one that shows a
// state.
const examined = 40

// taskExample shows a task that the reader sees.
func taskExample(ctx context.Context, d ui.Deps, by app.Actor, _ string) (ui.Visit, error) {
	tasks, err := d.App.Tasks(ctx, by, app.TaskFilter{Limit: 1})
	if err != nil || len(tasks.Items) == 0 {
		return ui.Visit{}, err
	}
	return ui.Visit{Path: ui.TaskPath(tasks.Items[0].ID)}, nil
}

// taskActExample shows the form of an act on a task: one that the reader may do,
// the same with words that are not taken, or one that the reader may not do.
// What is refused is never sent by somebody who may, since it would be done.
func taskActExample(a taskForm) example {
	return func(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
		var lines []app.TaskLine
		for _, f := range []app.TaskFilter{{Mine: true}, {Status: committee.InTime}, {Status: committee.Overdue}, {}} {
			f.Limit = examined
			tasks, err := d.App.Tasks(ctx, by, f)
			if err != nil {
				return ui.Visit{}, err
			}
			lines = append(lines, tasks.Items...)
		}
		for _, line := range lines {
			t, err := d.App.Task(ctx, by, line.ID)
			if err != nil {
				return ui.Visit{}, err
			}
			if !a.fits(t.Task) || a.allowed(t) != (state != "refused") {
				continue
			}
			v := ui.Visit{Path: ui.TaskPath(line.ID) + "/" + a.slug}
			switch state {
			case "error":
				// A hidden sign that turns the direction of a text is never taken.
				v.Form = url.Values{"progress": {"nhiều"}, "until": {"mai"}, "note": {"trái \u202e chiều"}}
			case "refused":
				v.Form = url.Values{"progress": {"50"}, "note": {"x"}, "reason": {"x"}, "until": {"31/12/2099"}, "person": {string(by.Person)}}
			}
			return v, nil
		}
		return ui.Visit{}, nil
	}
}

// allowed reports whether the reader of a task's page may do the act.
func (a taskForm) allowed(t app.TaskPage) bool {
	for _, o := range t.Offers {
		if o.Act == a.act {
			return o.Allowed
		}
	}
	return false
}

// newTaskExample shows the form of a new task in a body in which the reader may
// give one out, the same without its answers, or sent whole by somebody who may
// not.
func newTaskExample(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
	bodies, err := d.App.Bodies(ctx, by, 0)
	if err != nil {
		return ui.Visit{}, err
	}
	for _, b := range bodies {
		page, err := d.App.Body(ctx, by, b.Key, 0)
		if err != nil {
			return ui.Visit{}, err
		}
		allowed := false
		for _, o := range page.Offers {
			allowed = allowed || o.Act == "task.assign" && o.Allowed
		}
		if b.Dissolved || allowed != (state != "refused") {
			continue
		}
		v := ui.Visit{Path: ui.NewTaskPath + "?body=" + url.QueryEscape(string(b.Key))}
		switch state {
		case "error":
			v.Form = url.Values{"body": {string(b.Key)}, "title": {""}, "due": {"ngày mai"}}
		case "refused":
			v.Form = url.Values{"body": {string(b.Key)}, "title": {"Rà soát dữ liệu"}, "lead": {"x"}, "person": {string(by.Person)}}
		}
		return v, nil
	}
	return ui.Visit{}, nil
}

// actExample shows the newest act of the register.
func actExample(ctx context.Context, d ui.Deps, by app.Actor, _ string) (ui.Visit, error) {
	f := app.RegisterFilter{Limit: 1}
	me, err := d.App.Me(ctx, by)
	if err != nil {
		return ui.Visit{}, err
	}
	for _, s := range me.Seats {
		if !me.Keeper && s.Body != "" {
			f.Body = s.Body
			break
		}
	}
	if f.Body == "" && !me.Keeper {
		return ui.Visit{}, nil
	}
	list, err := d.App.Register(ctx, by, f)
	if err != nil || len(list.Items) == 0 {
		return ui.Visit{}, err
	}
	return ui.Visit{Path: ui.ActPath(list.Items[0].ID)}, nil
}
