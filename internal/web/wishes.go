package web

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"strings"

	"nghisu/internal/app"
	"nghisu/internal/web/ui"
)

// What the reader wants to be sent, and the letters by which people answer.
const (
	wishPath    = ui.MePath + "/thu"
	confirmPath = "/xac-nhan-thu/"
)

func (s *server) wishPage(c *ui.Call) error {
	w, err := s.App.MailWish(c.Ctx(), c.By)
	if err != nil {
		return err
	}
	values := url.Values{}
	if w.Digest {
		values.Set("digest", "1")
	}
	if w.Reminders {
		values.Set("reminders", "1")
	}
	p := c.Page
	p.Section, p.Title, p.Slim = "me", p.T("wish.title"), true
	return c.Render(http.StatusOK, wishView(p, ui.NewForm(p, values), w, c.Query("xong") != ""))
}

func (s *server) wish(c *ui.Call) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	if err := s.App.SetMailWish(c.Ctx(), c.By, app.MailWish{Digest: f.Has("digest"), Reminders: f.Has("reminders")}); err != nil {
		return err
	}
	return c.Redirect(wishPath + "?xong=1")
}

// confirmPage shows the letter that a link confirms. Looking at it confirms
// nothing: programs follow links too.
func (s *server) confirmPage(c *ui.Call) error {
	x, err := s.App.LetterToConfirm(c.Ctx(), s.Office, c.Arg("code"))
	if err != nil {
		return err
	}
	p := c.Page
	p.Title, p.Slim = p.T("confirm.title"), true
	return c.RenderBare(http.StatusOK, bareProblem(p, confirmView(p, x)))
}

func (s *server) confirm(c *ui.Call) error {
	if _, err := c.ReadForm(); err != nil {
		return err
	}
	if err := s.App.ConfirmLetter(c.Ctx(), s.Office, c.Arg("code")); err != nil {
		return err
	}
	p := c.Page
	p.Title, p.Slim = p.T("confirm.done-title"), true
	return c.RenderBare(http.StatusOK, bareProblem(p, confirmedView(p)))
}

// confirmFacts are what a letter says, as it was read.
func confirmFacts(p *ui.Page, x app.IncomingLine) []ui.Fact {
	out := []ui.Fact{
		{Label: p.T("tray.from"), Value: strings.TrimSpace(x.Name + " <" + x.From + ">")},
		{Label: p.T("tray.received"), Value: p.Stamp(x.Received)},
	}
	add := func(label, value string) {
		if value != "" {
			out = append(out, ui.Fact{Label: label, Value: value})
		}
	}
	for _, s := range x.Said {
		add(cmp.Or(s.Question, p.T("round.veiled-name")), cmp.Or(s.Label, p.T("letter.position."+string(s.Position))))
		add(p.T("tray.reason"), s.Reason)
		for _, k := range s.Comments {
			place := string(k.Place)
			if k.Address != "" {
				place = p.T("letter.in.article", strings.TrimPrefix(k.Address, "dieu-"))
			}
			add(place, string(k.Text))
		}
	}
	if k := x.Calendar; k.Answer != "" {
		add(x.What, p.T("letter.in.calendar."+k.Answer))
		add(p.T("tray.delegate"), k.Delegate)
		add(p.T("tray.reason"), k.Comment)
	}
	if t := x.Progress; t.ID != "" {
		switch {
		case t.Finished:
			add(p.T("tray.kind.progress"), p.T("letter.in.finished"))
		case t.Progress >= 0:
			add(p.T("tray.kind.progress"), p.Int(t.Progress)+"%")
		}
		add(p.T("tray.note"), string(t.Note))
	}
	return out
}

// noLetter shows the page of a link that leads nowhere.
func noLetter(context.Context, ui.Deps, app.Actor, string) (ui.Visit, error) {
	return ui.Visit{Path: confirmPath + "khong-co"}, nil
}
