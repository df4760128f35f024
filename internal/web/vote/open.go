package vote

import (
	"context"
	"time"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// openVote calls a vote on an item of a meeting.
func openVote(c *ui.Call) error {
	m, err := c.App.Meeting(c.Ctx(), c.By, committee.MeetingID(c.Arg("id")))
	if err != nil {
		return err
	}
	if err := under(c, m.Line); err != nil {
		return err
	}
	_, forms, err := c.App.MayOpenVote(c.Ctx(), c.By, m.Line.ID)
	if err != nil {
		return err
	}
	p := c.Page
	item, ok := itemOf(m, c.Query("muc"))
	if !ok {
		return committee.Missing("item.unknown", c.Query("muc"))
	}
	seats := ui.SeatOptions(p, m.Seats)
	var in app.OpenVoteIn
	return c.Act(ui.Act{
		Title: p.T("vote.open.title"), Button: p.T("do.vote"), Body: m.Line.Body,
		Fill: func(f *ui.Form) {
			f.Values.Set("motion", p.T("vote.motion-of", item.Title))
			f.Values.Set("kind", "named")
			if forms[item.ID] == "secret" {
				f.Values.Set("kind", "secret")
			}
			f.Values.Set("hidden", "1")
		},
		Form: func(f *ui.Form) templ.Component { return openForm(p, f, m, item, forms[item.ID], seats) },
		Read: func(f *ui.Form) {
			in = readOpening(f, m.Line.ID, item.ID)
			if in.Motion == "" {
				f.Fail("motion", "text.empty")
			}
			if in.Secret && len(in.Tellers) < 2 {
				f.Fail("tellers", "vote.tellers")
			}
		},
		Facts: func(f *ui.Form) []ui.Fact {
			out := []ui.Fact{
				{Label: p.T("field.item"), Value: item.Title, Law: true},
				{Label: p.T("field.motion"), Value: string(in.Motion), Law: true},
				{Label: p.T("field.kind"), Value: p.T("vote." + f.Str("kind"))},
			}
			if len(in.Options) > 0 {
				out = append(out, ui.Fact{Label: p.T("field.options"), Value: f.Str("options")})
			}
			for _, t := range in.Tellers {
				out = append(out, ui.Fact{Label: p.T("vote.teller"), Value: ui.Chosen(seats, string(t.Seat))})
			}
			if !in.Until.IsZero() {
				out = append(out, ui.Fact{Label: p.T("vote.until"), Value: p.Stamp(in.Until)})
			}
			return out
		},
		Beside: func(*ui.Form) templ.Component { return fewNotice(p, m, in.Secret) },
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.OpenVote(ctx, by, in)
		},
		Next: func(rec app.Receipt) string { return ui.VotePath(committee.VoteID(rec.Ref)) },
	})
}

// itemOf finds an item of a meeting.
func itemOf(m app.MeetingPage, id string) (committee.Item, bool) {
	for _, x := range m.Meeting.Agenda {
		if string(x.ID) == id && id != "" {
			return x, true
		}
	}
	return committee.Item{}, false
}

// readOpening takes a form into the input that calls a vote. Own choices stand one
// on a line: the first adopts the motion, the last declines it, those between are
// other opinions.
func readOpening(f *ui.Form, m committee.MeetingID, item committee.ItemID) app.OpenVoteIn {
	in := app.OpenVoteIn{Meeting: m, Item: item, Motion: f.Prose("motion"), Secret: f.Str("kind") == "secret", Hidden: f.Has("hidden")}
	lines := f.Lines("options")
	for i, l := range lines {
		side := committee.Other
		switch i {
		case 0:
			side = committee.For
		case len(lines) - 1:
			side = committee.Against
		}
		in.Options = append(in.Options, app.OptionIn{Label: committee.Prose(l), Side: side})
	}
	if in.Secret {
		for _, name := range []string{"tellers.1", "tellers.2"} {
			if s := f.Str(name); s != "" {
				in.Tellers = append(in.Tellers, app.PartyIn{Seat: committee.SeatID(s)})
			}
		}
	}
	if until := f.Time("until_day", "until_hour"); !until.IsZero() {
		in.Until = until.UTC().Truncate(time.Minute)
	}
	return in
}

// fewVoters reports whether fewer than five seats could vote at all.
func fewVoters(m app.MeetingPage) bool {
	n := 0
	for _, s := range m.Seats {
		if s.In == m.Meeting.In && s.Person != "" {
			n++
		}
	}
	return n < 5
}
