package room

import (
	"context"
	"net/http"
	"net/url"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// Routes lists the pages of meetings while they run, and the acts on them.
func Routes(_ ui.Deps) []ui.Route {
	const meeting = ui.MeetingsPath + "/{id}"
	filled := []string{"filled"}
	pages := []ui.Route{
		{Pattern: meeting + "/phong", Name: "room", Handler: memberPage, States: filled, Example: example("phong")},
		{Pattern: meeting + "/dieu-hanh", Name: "room.chair", Handler: chairPage, States: filled, Example: example("dieu-hanh")},
		{Pattern: meeting + "/man-hinh", Name: "room.wall", Handler: wallPage, States: filled, Example: example("man-hinh")},
		{Pattern: meeting + "/co-mat", Name: "room.code", Handler: codePage, States: []string{"filled", "error"}, Example: codeExample},
		{Pattern: meeting + "/thong-qua", Name: "room.pass", Handler: pass, States: []string{"filled", "error", "refused"}, Example: passExample},
		{Pattern: meeting + "/ma-co-mat.svg", Name: "room.code.image", Handler: codeImage},
		{Pattern: meeting + "/truc-tiep", Name: "room.stream", Handler: stream, Open: true},
	}
	for i := range pages {
		pages[i].Method = http.MethodGet
	}
	acts := []ui.Route{
		{Pattern: meeting + "/thong-qua", Name: "room.pass.send", Handler: pass},
		{Pattern: meeting + "/den", Name: "room.arrive.send", Handler: arrive},
		{Pattern: meeting + "/roi", Name: "room.leave.send", Handler: leave},
		{Pattern: meeting + "/phat-bieu", Name: "room.floor.send", Handler: floor},
		{Pattern: meeting + "/noi-dung", Name: "room.item.send", Handler: item},
		{Pattern: meeting + "/y-kien-truoc", Name: "room.prior.send", Handler: prior},
	}
	for i := range acts {
		acts[i].Method = http.MethodPost
	}
	return append(pages, acts...)
}

// running picks a meeting to show: one that is being held, else the next one.
func running(ctx context.Context, d ui.Deps, by app.Actor) (app.MeetingLine, error) {
	for _, s := range []committee.MeetingState{committee.Held, committee.Convened, ""} {
		list, err := d.App.Meetings(ctx, by, app.MeetingFilter{State: s, Limit: 1})
		if err != nil || len(list.Items) > 0 {
			return append(list.Items, app.MeetingLine{})[0], err
		}
	}
	return app.MeetingLine{}, nil
}

func example(part string) func(context.Context, ui.Deps, app.Actor, string) (ui.Visit, error) {
	return func(ctx context.Context, d ui.Deps, by app.Actor, _ string) (ui.Visit, error) {
		m, err := running(ctx, d, by)
		if err != nil || m.ID == "" {
			return ui.Visit{}, err
		}
		return ui.Visit{Path: ui.RoomPath(m.ID, part)}, nil
	}
}

// codeExample shows where the code of the room leads; an old one is an error.
func codeExample(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
	m, err := running(ctx, d, by)
	if err != nil || m.ID == "" {
		return ui.Visit{}, err
	}
	code, err := d.App.PresenceCode(ctx, by, m.ID)
	if state == "error" {
		return ui.Visit{Path: ui.RoomPath(m.ID, "den"), Form: url.Values{"how": {"present"}, "ma": {"cu"}}}, err
	}
	return ui.Visit{Path: ui.RoomPath(m.ID, "co-mat") + "?ma=" + url.QueryEscape(code)}, err
}

// passable picks a meeting in which items can still pass in a block.
func passable(ctx context.Context, d ui.Deps, by app.Actor) (app.MeetingLine, error) {
	for _, state := range []committee.MeetingState{committee.Held, committee.Convened} {
		list, err := d.App.Meetings(ctx, by, app.MeetingFilter{State: state, Limit: 20})
		if err != nil {
			return app.MeetingLine{}, err
		}
		for _, m := range list.Items {
			if s, err := d.App.Sitting(ctx, by, m.ID); err != nil || len(s.Passable) > 0 {
				return m, err
			}
		}
	}
	return app.MeetingLine{}, nil
}

// passExample shows how items pass in a block.
func passExample(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
	pick := running
	if state == "filled" {
		pick = passable
	}
	m, err := pick(ctx, d, by)
	if err != nil || m.ID == "" {
		return ui.Visit{}, err
	}
	v := ui.Visit{Path: ui.RoomPath(m.ID, "thong-qua")}
	switch state {
	case "error":
		v.Form = url.Values{"text": {""}}
	case "refused":
		s, err := d.App.Sitting(ctx, by, m.ID)
		if err != nil || len(s.Items()) == 0 {
			return ui.Visit{}, err
		}
		v.Form = url.Values{"items": {string(s.Items()[0].ID)}, "text": {"Thông qua"}}
	}
	return v, nil
}
