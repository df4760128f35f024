package vote

import (
	"context"
	"net/url"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

type exampleFunc = func(context.Context, ui.Deps, app.Actor, string) (ui.Visit, error)

// The votes that examples look for.
func named(v app.VotePage) bool  { return !v.Vote.Secret && v.Vote.State == committee.VoteOpen }
func secret(v app.VotePage) bool { return v.Vote.Secret && v.Vote.State == committee.VoteOpen }

func keyless(v app.VotePage) bool { return v.Vote.State == committee.VotePrepared }

// someVote finds a vote among the newest meetings that the reader sees.
func someVote(ctx context.Context, d ui.Deps, by app.Actor, fits func(app.VotePage) bool) (app.VotePage, error) {
	list, err := d.App.Meetings(ctx, by, app.MeetingFilter{Limit: 100})
	if err != nil {
		return app.VotePage{}, err
	}
	for _, m := range list.Items {
		votes, err := d.App.Votes(ctx, by, m.ID)
		if err != nil {
			return app.VotePage{}, err
		}
		for _, v := range votes {
			if fits(v) {
				return v, nil
			}
		}
	}
	return app.VotePage{}, nil
}

// own reports whether a page of a vote is shown to one whom it is for: the ballot to
// who has a vote, the key to a teller.
func own(v app.VotePage, part, state string) bool {
	switch {
	case state != "filled":
	case part == "bo-phieu", part == "phieu-kin":
		return len(v.Mine) > 0
	case part == "khoa":
		return ui.KeyAwaited(v)
	}
	return true
}

// example shows a page of a vote; sent empty it says what is wrong, and sent as it
// is meant, somebody is refused it.
func example(part string, fits func(app.VotePage) bool) exampleFunc {
	return func(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
		v, err := someVote(ctx, d, by, func(v app.VotePage) bool { return fits(v) && own(v, part, state) })
		if err != nil || v.Vote.ID == "" {
			return ui.Visit{}, err
		}
		out := ui.Visit{Path: ui.VotePath(v.Vote.ID)}
		if part != "" {
			out.Path = ui.VotePath(v.Vote.ID, part)
		}
		switch state {
		case "error":
			out.Form = url.Values{"first": {"1234"}, "sealed": {"00"}, "public": {"00"}, "hash": {v.Vote.Hash}}
			if len(v.Mine) > 0 {
				out.Form.Set("seat", string(v.Mine[0]))
			}
		case "refused":
			out.Form = url.Values{
				"hash": {v.Vote.Hash}, "option": {v.Vote.Options[0].Key}, "how": {"paper"}, "reason": {"Nêu lại nội dung"}, "seat": {string(v.Vote.Voters[0].Seat)},
			}
		}
		return out, nil
	}
}

// openExample shows the form that calls a vote.
func openExample(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
	list, err := d.App.Meetings(ctx, by, app.MeetingFilter{Limit: 100})
	if err != nil {
		return ui.Visit{}, err
	}
	for _, line := range list.Items {
		m, err := d.App.Meeting(ctx, by, line.ID)
		if err != nil {
			return ui.Visit{}, err
		}
		for _, item := range m.Meeting.Agenda {
			if item.ID == "" || len(item.Conclusions) > 0 || m.Line.State == committee.Cancelled || m.Line.State == committee.Concluded || d.App.Now().Before(m.Line.Start) {
				continue
			}
			v := ui.Visit{Path: ui.MeetingPath(m.Line.ID) + "/bieu-quyet?muc=" + url.QueryEscape(string(item.ID))}
			switch state {
			case "error":
				v.Form = url.Values{"motion": {""}, "kind": {"secret"}, "until_day": {"31/2/2026"}, "until_hour": {"25"}}
			case "refused":
				v.Form = url.Values{"motion": {"Thông qua"}, "kind": {"named"}}
			}
			return v, nil
		}
	}
	return ui.Visit{}, nil
}
