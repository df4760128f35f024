package topic

import (
	"context"
	"net/http"
	"net/url"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// Routes lists the pages of working spaces and the acts on them.
func Routes(_ ui.Deps) []ui.Route {
	const one = ui.TopicsPath + "/{id}"
	form := []string{"filled", "error"}
	out := []ui.Route{
		{Method: http.MethodGet, Pattern: ui.TopicsPath, Name: "topics", Handler: listPage, States: []string{"filled", "empty"}, Example: listExample},
		{Method: http.MethodGet, Pattern: one, Name: "topic", Handler: page, States: []string{"filled"}, Example: example("", "")},
	}
	for _, r := range []ui.Route{
		{Pattern: ui.BodiesPath + "/{body}/chuyen-de/moi", Name: "topic.open", Handler: open, States: []string{"filled", "error", "refused"}, Example: openExample},
		{Pattern: one + "/trao-doi", Name: "remark.make", Handler: say, States: form, Example: example("trao-doi", committee.ActRemark)},
		{Pattern: one + "/rut", Name: "remark.withdraw", Handler: withdraw, States: []string{"filled"}, Example: withdrawExample},
		{Pattern: one + "/sua", Name: "topic.arrange", Handler: arrange, States: form, Example: example("sua", committee.ActArrangeTopic)},
		{Pattern: one + "/ket-thuc", Name: "topic.close", Handler: closeTopic, States: form, Example: example("ket-thuc", committee.ActCloseTopic)},
	} {
		get, post := r, r
		get.Method, post.Method = http.MethodGet, http.MethodPost
		post.Name, post.States, post.Example = r.Name+".send", nil, nil
		out = append(out, get, post)
	}
	return out
}

// some finds a working space that the reader sees and may do an act on; an empty act
// asks nothing.
func some(ctx context.Context, d ui.Deps, by app.Actor, act charter.Act) (app.TopicPage, error) {
	list, err := d.App.Topics(ctx, by, app.TopicFilter{Limit: 50})
	if err != nil {
		return app.TopicPage{}, err
	}
	for _, l := range list.Items {
		t, err := d.App.Topic(ctx, by, l.ID)
		if err != nil {
			return app.TopicPage{}, err
		}
		if act == "" || offered(t, act) {
			return t, nil
		}
	}
	return app.TopicPage{}, nil
}

func example(part, act string) func(context.Context, ui.Deps, app.Actor, string) (ui.Visit, error) {
	return func(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
		t, err := some(ctx, d, by, charter.Act(act))
		if err != nil || t.Line.ID == "" {
			return ui.Visit{}, err
		}
		v := ui.Visit{Path: ui.TopicPath(t.Line.ID)}
		if part != "" {
			v.Path += "/" + part
		}
		if state == "error" {
			v.Form = url.Values{"title": {""}, "text": {""}, "result": {""}, "buoc": {"xem"}}
		}
		return v, nil
	}
}

func withdrawExample(ctx context.Context, d ui.Deps, by app.Actor, _ string) (ui.Visit, error) {
	t, err := some(ctx, d, by, committee.ActRemark)
	for _, r := range t.Remarks {
		if r.Mine && r.Withdrawn.IsZero() {
			return ui.Visit{Path: withdrawPath(t, r.ID)}, nil
		}
	}
	return ui.Visit{}, err
}

// listExample shows the list; without any as the list of a body that has none.
func listExample(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
	if state == "empty" {
		return ui.Visit{Path: ui.TopicsPath + "?ban=khong-co"}, nil
	}
	if t, err := some(ctx, d, by, ""); err != nil || t.Line.ID == "" {
		return ui.Visit{}, err
	}
	return ui.Visit{Path: ui.TopicsPath}, nil
}

// openExample shows the form in a body in which the reader may open a working
// space, or, refused, in one in which the reader may not.
func openExample(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
	bodies, err := d.App.Bodies(ctx, by, 0)
	if err != nil {
		return ui.Visit{}, err
	}
	for _, b := range bodies {
		v := ui.Visit{Path: ui.BodyPath(b.Key, "chuyen-de", "moi")}
		_, err := d.App.OpenTopic(ctx, dry(by), app.OpenTopicIn{Body: b.Key, TopicIn: app.TopicIn{Title: "Chuyên đề"}})
		switch {
		case err == nil && state == "filled":
			return v, nil
		case err == nil && state == "error":
			v.Form = url.Values{"title": {""}}
			return v, nil
		case err != nil && state == "refused":
			v.Form = url.Values{"title": {"Chuyên đề"}}
			return v, nil
		}
	}
	return ui.Visit{}, nil
}

func dry(by app.Actor) app.Actor {
	by.Dry = true
	return by
}
