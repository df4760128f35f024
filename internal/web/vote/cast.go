package vote

import (
	"context"
	"encoding/hex"
	"errors"
	"net/http"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// castVote is a seat's vote in a named vote: three equal choices, then the motion
// and the choice once more.
func castVote(c *ui.Call) error {
	v, err := voteOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	if len(v.Mine) == 0 && c.R.Method != http.MethodPost {
		p.Title, p.Slim = p.T("vote.cast.title"), true
		return c.Render(http.StatusOK, votelessView(p, v))
	}
	var in app.CastVoteIn
	return c.Act(ui.Act{
		Title: p.T("vote.cast.title"), Button: p.T("do.vote-cast"), Body: v.Meeting.Body,
		Fill: func(f *ui.Form) {
			f.Values.Set("hash", v.Vote.Hash)
			if len(v.Mine) > 0 {
				f.Values.Set("seat", string(v.Mine[0]))
				if cast := v.Vote.Cast(v.Mine[0]); cast != nil {
					f.Values.Set("option", cast.Option)
				}
			}
		},
		Form: func(f *ui.Form) templ.Component { return castForm(p, f, v, mine(v)) },
		Read: func(f *ui.Form) {
			in = app.CastVoteIn{Vote: v.Vote.ID, Seat: committee.SeatID(f.Str("seat")), Option: f.Str("option"), Hash: f.Str("hash")}
			if in.Option == "" && len(v.Mine) > 0 {
				f.Fail("option", "vote.choose")
			}
		},
		Facts: func(*ui.Form) []ui.Fact {
			return []ui.Fact{
				{Label: p.T("field.motion"), Value: v.Vote.Motion, Law: true},
				{Label: p.T("vote.yours"), Value: wordOf(p, v, in.Option)},
				{Label: p.T("field.seat"), Value: voterName(v, in.Seat)},
			}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.CastVote(ctx, by, in)
		},
		Next: backTo(v),
	})
}

// mine are the reader's seats in a vote, for a field.
func mine(v app.VotePage) []ui.Option {
	var out []ui.Option
	for _, x := range v.Voters {
		if x.Mine {
			out = append(out, ui.Option{Value: string(x.Seat), Text: x.Name})
		}
	}
	return out
}

// everybody are all who may vote, for a field.
func everybody(v app.VotePage) []ui.Option {
	out := make([]ui.Option, len(v.Voters))
	for i, x := range v.Voters {
		out[i] = ui.Option{Value: string(x.Seat), Text: x.Name}
	}
	return out
}

// voterName names the seat of a voter.
func voterName(v app.VotePage, seat committee.SeatID) string {
	return ui.Chosen(everybody(v), string(seat))
}

// recordVote enters the vote of a seat that votes by telephone or on paper.
func recordVote(c *ui.Call) error {
	v, err := voteOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	var in app.RecordVoteIn
	return c.Act(ui.Act{
		Title: p.T("vote.record.title"), Button: p.T("do.record"), Body: v.Meeting.Body,
		Fill: func(f *ui.Form) { f.Values.Set("hash", v.Vote.Hash) },
		Form: func(f *ui.Form) templ.Component { return recordForm(p, f, v, everybody(v)) },
		Read: func(f *ui.Form) {
			in = app.RecordVoteIn{Vote: v.Vote.ID, Seat: committee.SeatID(f.Str("seat")), Option: f.Str("option"), Hash: f.Str("hash"), How: f.Str("how")}
			if in.Seat == "" {
				f.Fail("seat", "form.empty")
			}
			if in.How == "" {
				f.Fail("how", "form.empty")
			}
			if in.Option == "" {
				f.Fail("option", "vote.choose")
			}
		},
		Facts: func(*ui.Form) []ui.Fact {
			return []ui.Fact{
				{Label: p.T("field.motion"), Value: v.Vote.Motion, Law: true},
				{Label: p.T("field.seat"), Value: voterName(v, in.Seat)},
				{Label: p.T("vote.theirs"), Value: wordOf(p, v, in.Option)},
				{Label: p.T("field.how"), Value: p.T("vote.how." + in.How)},
			}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.RecordVote(ctx, by, in)
		},
		Next: backTo(v),
	})
}

// castBallot is a seat's secret ballot. The choice is made and sealed in the
// browser: what comes here is the sealed ballot alone, and without a script
// nothing can be cast.
func castBallot(c *ui.Call) error {
	v, err := voteOf(c)
	if err != nil {
		return err
	}
	c.Page.Title, c.Page.Slim = c.Page.T("vote.ballot.title"), true
	f := ui.NewForm(c.Page, nil)
	if c.R.Method != http.MethodPost {
		return c.Render(http.StatusOK, ballotView(c.Page, f, v))
	}
	if f, err = c.ReadForm(); err != nil {
		return err
	}
	sealed, err := hex.DecodeString(f.Str("sealed"))
	if err != nil {
		sealed = nil
	}
	rec, err := c.App.CastBallot(c.Ctx(), c.By, app.CastBallotIn{
		Vote: v.Vote.ID, Seat: committee.SeatID(f.Str("seat")), Hash: f.Str("hash"), Sealed: sealed,
	})
	if err != nil {
		return again(c, f, err, func() templ.Component { return ballotView(c.Page, f, v) })
	}
	return c.Redirect(ui.Receipted(ui.VotePath(v.Vote.ID), rec))
}

// again draws a form once more with what has to be mended; any other fault has a
// page of its own.
func again(c *ui.Call, f *ui.Form, err error, draw func() templ.Component) error {
	var fault *committee.Fault
	if errors.As(err, &fault) && fault.Kind == committee.Conflict && fault.Field == "" {
		f.Fail("", fault.Code, fault.Args...)
	} else if !f.Take(err) {
		return err
	}
	c.Page.Faulty = true
	return c.Render(http.StatusUnprocessableEntity, draw())
}
