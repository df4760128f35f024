package body

import (
	"context"
	"net/url"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// roundsExample shows the list of rounds; of a body that does not exist there are
// none.
func roundsExample(_ context.Context, _ ui.Deps, _ app.Actor, state string) (ui.Visit, error) {
	if state == "empty" {
		return ui.Visit{Path: ui.RoundsPath + "?ban=khong-co"}, nil
	}
	return ui.Visit{Path: ui.RoundsPath}, nil
}

// openExample shows the form of a new round; sent as it is meant, somebody is
// refused it.
func openExample(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
	b, err := someBody(ctx, d, by)
	if err != nil || b.Key == "" {
		return ui.Visit{}, err
	}
	page, err := d.App.Body(ctx, by, b.Key, 0)
	if err != nil || len(page.Seats) == 0 {
		return ui.Visit{}, err
	}
	v := ui.Visit{Path: ui.BodyPath(b.Key, "lay-y-kien", "moi")}
	seat := string(page.Seats[0].Seat)
	switch state {
	case "error":
		v.Form = url.Values{"deadline": {"31/2/2026"}, "days": {"x"}, "articles": {"Điều 1. Một\nHai"}, "origin.date": {"x"}}
	case "refused":
		v.Form = url.Values{"title": {"Đợt mẫu"}, "questions": {"Đồng ý không?"}, "days": {"5"}, "seats": {seat}, "drafter": {"seat:" + seat}}
	}
	return v, nil
}

// someRound picks a round to show: one that runs, whose comments wait.
func someRound(ctx context.Context, d ui.Deps, by app.Actor) (app.RoundPage, error) {
	var found app.RoundPage
	list, err := d.App.Rounds(ctx, by, app.RoundFilter{Limit: 20})
	if err != nil {
		return found, err
	}
	for _, l := range list.Items {
		r, err := d.App.Round(ctx, by, l.ID)
		if err != nil {
			return found, err
		}
		if found.Line.ID == "" || r.Line.Stage == roundStages[0] && len(r.Table) > len(found.Table) {
			found = r
		}
	}
	return found, nil
}

// roundExample shows a round, or the form of an act on it.
func roundExample(part string) exampleFunc {
	return func(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
		r, err := someRound(ctx, d, by)
		if err != nil || r.Line.ID == "" {
			return ui.Visit{}, err
		}
		if part == "" {
			return ui.Visit{Path: ui.RoundPath(r.Line.ID)}, nil
		}
		v := ui.Visit{Path: ui.RoundPath(r.Line.ID, part)}
		switch state {
		case "error":
			v.Form = url.Values{
				"by": {"x"}, "deadline": {"31/2/2026"}, "days": {"x"}, "due": {"x"}, "seen": {"1"}, slipName(1, "reason"): {"Lý do mẫu"},
				remarkName(1, 1, "address"): {"dieu-99"}, remarkName(1, 1, "text"): {""}, outcomeName(1, "due"): {"x"}, outcomeName(1, "side"): {"for"},
			}
		case "refused":
			v.Form = meantOnRound(r)
		}
		return v, nil
	}
}

// lateExample shows the slips that came too late to a round; another round has none.
func lateExample(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
	list, err := d.App.Rounds(ctx, by, app.RoundFilter{Limit: 20})
	if err != nil {
		return ui.Visit{}, err
	}
	for _, l := range list.Items {
		r, err := d.App.Round(ctx, by, l.ID)
		if err != nil {
			return ui.Visit{}, err
		}
		some := r.Whole && l.Stage == app.StageClosed && len(r.Round.Late) > 0
		if state == "refused" {
			some = l.Stage == app.StageClosed
		}
		if some == (state == "empty") {
			continue
		}
		v := ui.Visit{Path: ui.RoundPath(l.ID, "muon")}
		switch state {
		case "error":
			v.Form = url.Values{"by": {"x"}}
		case "refused":
			v.Form = meantOnRound(r)
		}
		return v, nil
	}
	return ui.Visit{}, nil
}

// meantOnRound is the form of every act on a round filled in as somebody means it.
func meantOnRound(r app.RoundPage) url.Values {
	f := url.Values{
		"how": {"telephone"}, "days": {"3"}, "reason": {"Lý do mẫu"}, "text": {"Kết luận mẫu"}, "articles": {"Điều 1. Mẫu\nNội dung mẫu"},
		slipName(1, "position"): {string(committee.For)}, outcomeName(1, "side"): {string(committee.For)},
	}
	if len(r.Parties) > 0 {
		f.Set("by", r.Parties[0].Party.Key())
		f.Set("to", string(r.Parties[0].Party.Seat))
	}
	for _, x := range r.Table {
		f.Add("comments", string(x.Row.Comment.ID))
		f.Set(replyName(1, "comment"), string(x.Row.Comment.ID))
		f.Set(replyName(1, "kind"), string(committee.Accepted))
	}
	return f
}
