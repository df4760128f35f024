package body

import (
	"context"
	"net/url"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// exampleFunc finds a visit that shows a page in a state.
type exampleFunc = func(context.Context, ui.Deps, app.Actor, string) (ui.Visit, error)

// someBody picks a body to show: the first whose roster is filled.
func someBody(ctx context.Context, d ui.Deps, by app.Actor) (app.BodyLine, error) {
	list, err := d.App.Bodies(ctx, by, 0)
	if err != nil || len(list) == 0 {
		return app.BodyLine{}, err
	}
	for _, b := range list {
		if b.Members > 0 && !b.Dissolved {
			return b, nil
		}
	}
	return list[0], nil
}

// bodyAt shows a page of a body; it is empty long before the body was founded.
func bodyAt(part string) exampleFunc {
	return func(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
		b, err := someBody(ctx, d, by)
		if err != nil || b.Key == "" {
			return ui.Visit{}, err
		}
		path := ui.BodyPath(b.Key)
		if part != "" {
			path = ui.BodyPath(b.Key, part)
		}
		if state == "empty" {
			switch part {
			case "nghia-vu":
				path += "?nam=1950"
			case "phien-hop":
				path += "?trang-thai=cancelled"
			default:
				path += "?ngay=1/1/1950"
			}
		}
		return ui.Visit{Path: path}, nil
	}
}

// explorerExample asks a question that is allowed, none, and one that is not.
func explorerExample(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
	b, err := someBody(ctx, d, by)
	if err != nil || b.Key == "" {
		return ui.Visit{}, err
	}
	q := url.Values{"vai": {"head"}, "viec": {"task.assign"}}
	switch state {
	case "empty":
		q = url.Values{}
	case "refused":
		q = url.Values{"vai": {"member"}, "viec": {"body.dissolve"}}
	}
	return ui.Visit{Path: ui.BodyPath(b.Key, "tham-quyen") + "?" + q.Encode()}, nil
}

// formExample shows the form of an act on a body; sent empty, it says what is
// wrong.
func formExample(part string) exampleFunc {
	return func(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
		b, err := someBody(ctx, d, by)
		if err != nil || b.Key == "" {
			return ui.Visit{}, err
		}
		v := ui.Visit{Path: ui.BodyPath(b.Key, part)}
		if state == "error" {
			v.Form = url.Values{"decision.effect": {"31/2/2026"}, "start": {"31/2/2026"}, "since": {"x"}, "from": {"x"}, "seats.1.role": {"member"}, "seats.1.ref": {"?"}}
		}
		return v, nil
	}
}

// someMeeting picks a meeting to show, one that can still be acted on first.
func someMeeting(ctx context.Context, d ui.Deps, by app.Actor) (app.MeetingLine, error) {
	for _, s := range []committee.MeetingState{committee.Convened, committee.Held, ""} {
		list, err := d.App.Meetings(ctx, by, app.MeetingFilter{State: s, Limit: 1})
		if err != nil {
			return app.MeetingLine{}, err
		}
		if len(list.Items) > 0 {
			return list.Items[0], nil
		}
	}
	return app.MeetingLine{}, nil
}

func meetingExample(ctx context.Context, d ui.Deps, by app.Actor, _ string) (ui.Visit, error) {
	m, err := someMeeting(ctx, d, by)
	if err != nil || m.ID == "" {
		return ui.Visit{}, err
	}
	return ui.Visit{Path: ui.MeetingPath(m.ID)}, nil
}

// actExample shows the form of an act on a meeting; sent with a state that is
// long past, it tells of the clash.
func actExample(act string) exampleFunc {
	return func(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
		m, err := someMeeting(ctx, d, by)
		if err != nil || m.ID == "" {
			return ui.Visit{}, err
		}
		v := ui.Visit{Path: meetingAct(m.ID, act)}
		if act == "y-kien" {
			page, err := d.App.Meeting(ctx, by, m.ID)
			if err != nil || len(page.Meeting.Agenda) == 0 {
				return ui.Visit{}, err
			}
			v.Path += "?muc=" + string(page.Meeting.Agenda[0].ID)
		}
		if state == "error" {
			v.Form = url.Values{"start": {"31/2/2026"}, "start_hour": {"25"}, "due": {"x"}, "seen": {"1"}}
		}
		return v, nil
	}
}

func decisionExample(ctx context.Context, d ui.Deps, by app.Actor, _ string) (ui.Visit, error) {
	b, err := someBody(ctx, d, by)
	if err != nil || b.Key == "" {
		return ui.Visit{}, err
	}
	list, err := d.App.Decisions(ctx, by, b.Key)
	if err != nil || len(list) == 0 {
		return ui.Visit{}, err
	}
	return ui.Visit{Path: ui.DecisionPath(list[len(list)-1].ID)}, nil
}
