package vote

import (
	"context"
	"encoding/hex"
	"net/http"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/committee/ballot"
	"nghisu/internal/web/ui"
)

// layKey is where a teller makes a key: in the browser, which shows it once to be
// written down and sends its public half alone.
func layKey(c *ui.Call) error {
	v, err := voteOf(c)
	if err != nil {
		return err
	}
	c.Page.Title, c.Page.Slim = c.Page.T("vote.key.title"), true
	f := ui.NewForm(c.Page, nil)
	if c.R.Method != http.MethodPost {
		return c.Render(http.StatusOK, keyView(c.Page, f, v))
	}
	if f, err = c.ReadForm(); err != nil {
		return err
	}
	public, err := hex.DecodeString(f.Str("public"))
	if err != nil {
		public = nil
	}
	rec, err := c.App.LayTellerKey(c.Ctx(), c.By, app.TellerKeyIn{Vote: v.Vote.ID, Public: public})
	if err != nil {
		return again(c, f, err, func() templ.Component { return keyView(c.Page, f, v) })
	}
	return c.Redirect(ui.Receipted(ui.VotePath(v.Vote.ID), rec))
}

// closeVote closes a vote: a named one after one more look, a secret one with what
// stands on the slips of both tellers. The halves live as long as the request.
func closeVote(c *ui.Call) error {
	v, err := voteOf(c)
	if err != nil {
		return err
	}
	if v.Vote.Secret {
		return openBallots(c, v)
	}
	p := c.Page
	return c.Act(ui.Act{
		Title: p.T("vote.close.title"), Button: p.T("do.vote-count"), Body: v.Meeting.Body,
		Form: func(*ui.Form) templ.Component { return closeForm(p, v) },
		Read: func(*ui.Form) {},
		Facts: func(*ui.Form) []ui.Fact {
			return []ui.Fact{
				{Label: p.T("field.motion"), Value: v.Vote.Motion, Law: true},
				{Label: p.T("vote.who"), Value: ui.VoteCount(p, v)},
			}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.CloseVote(ctx, by, app.CloseVoteIn{Vote: v.Vote.ID})
		},
		Next: backTo(v),
	})
}

func openBallots(c *ui.Call, v app.VotePage) error {
	c.Page.Title, c.Page.Slim = c.Page.T("vote.close.title"), true
	f := ui.NewForm(c.Page, nil)
	draw := func() templ.Component { return openBallotsView(c.Page, f, v) }
	if c.R.Method != http.MethodPost {
		return c.Render(http.StatusOK, draw())
	}
	var err error
	if f, err = c.ReadForm(); err != nil {
		return err
	}
	in := app.CloseVoteIn{Vote: v.Vote.ID}
	for name, half := range map[string]*ballot.Half{"first": &in.First, "second": &in.Second} {
		if f.Str(name) == "" {
			if f.Str("first")+f.Str("second") != "" {
				f.Fail(name, "form.empty")
			}
			continue // nobody may have voted; else the application asks for both
		}
		if *half, err = ballot.ReadHalf(f.Str(name)); err != nil {
			f.Fail(name, "vote.half-form")
		}
	}
	if len(f.Faults) > 0 {
		c.Page.Faulty = true
		return c.Render(http.StatusUnprocessableEntity, draw())
	}
	rec, err := c.App.CloseVote(c.Ctx(), c.By, in)
	if err != nil {
		return again(c, f, err, draw)
	}
	return c.Redirect(ui.Receipted(ui.VotePath(v.Vote.ID), rec))
}

// nameHalves calls the fields of both tellers' keys as the page does.
func nameHalves(p *ui.Page, f *ui.Form, v app.VotePage) {
	for i, name := range []string{"first", "second"} {
		if i < len(v.Tellers) {
			f.Call(name, p.T("vote.half-of", v.Tellers[i].Name))
		}
	}
}

// callOff ends a vote without a result.
func callOff(c *ui.Call) error {
	v, err := voteOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	var in app.CallOffVoteIn
	return c.Act(ui.Act{
		Title: p.T("vote.cancel.title"), Button: p.T("do.vote-cancel"), Body: v.Meeting.Body,
		Form: func(f *ui.Form) templ.Component { return cancelForm(p, f, v) },
		Read: func(f *ui.Form) {
			in = app.CallOffVoteIn{Vote: v.Vote.ID, Reason: f.Prose("reason")}
		},
		Facts: func(*ui.Form) []ui.Fact {
			return []ui.Fact{
				{Label: p.T("field.motion"), Value: v.Vote.Motion, Law: true},
				{Label: p.T("field.reason"), Value: string(in.Reason), Law: true},
			}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.CallOffVote(ctx, by, in)
		},
		Next: backTo(v),
	})
}
