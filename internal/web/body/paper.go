package body

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// papersOn are the papers of one item of a meeting, or of the meeting as a whole.
func papersOn(m app.MeetingPage, item committee.ItemID) []app.PaperLine {
	var out []app.PaperLine
	for _, l := range m.Papers {
		if l.Paper.Item == item {
			out = append(out, l)
		}
	}
	return out
}

// packPath is the address of papers of a meeting laid into one file: toan-bo, moi,
// muc-….
func packPath(m app.MeetingPage, which string) string {
	return ui.MeetingPath(m.Line.ID) + "/bo-tai-lieu/" + which + ".pdf"
}

// news reports whether a meeting has papers that the reader has not opened, beside
// others that were.
func news(m app.MeetingPage) bool {
	fresh, known := false, false
	for _, l := range m.Papers {
		if l.Open && !l.Paper.Withdrawn {
			fresh, known = fresh || l.New, known || !l.New
		}
	}
	return fresh && known
}

// paperPage is one paper: its versions with what changed, who has read it, what
// can be done.
func paperPage(c *ui.Call) error {
	x, err := paperOf(c)
	if err != nil {
		return err
	}
	c.Page.Title = x.Line.Paper.Title
	return c.Render(http.StatusOK, paperView(c.Page, x))
}

// paperOf loads the paper of the address and puts the page under its body.
func paperOf(c *ui.Call) (app.PaperPage, error) {
	x, err := c.App.Paper(c.Ctx(), c.By, committee.PaperID(c.Arg("id")))
	if err != nil {
		return x, err
	}
	section := "meetings"
	if x.Line.Paper.Topic != "" {
		section = "topics"
	}
	return x, c.Under(section, x.Line.Paper.Body, c.Page.Today())
}

// paperFile gives a version's file: to be kept or opened by a program of its
// form, never to run in this page. Readers on slow lines may take it in parts.
func paperFile(c *ui.Call) error {
	n, err := strconv.Atoi(c.Arg("version"))
	if err != nil || n <= 0 {
		return committee.Missing("page.missing")
	}
	part := c.R.Header.Get("Range")
	f, err := c.App.OpenPaper(c.Ctx(), c.By, committee.PaperID(c.Arg("id")), n, part == "" || strings.HasPrefix(part, "bytes=0-"))
	if err != nil {
		return err
	}
	defer f.File.Close()
	h := c.W.Header()
	h.Set("Content-Type", f.Version.MediaType)
	h.Set("Content-Disposition", ui.Attachment(f.Version.Name))
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("ETag", `"`+f.Version.SHA256+`"`)
	h.Set("Cache-Control", "private, no-cache")
	_ = http.NewResponseController(c.W).SetWriteDeadline(time.Time{}) // a large file on a slow line
	http.ServeContent(c.W, c.R, "", f.Version.At, f.File)
	return nil
}

// sights are the choices of who may read a paper.
func sights(p *ui.Page) []ui.Option {
	return []ui.Option{
		{Value: string(committee.ForCalled), Text: p.T("paper.sight.called")},
		{Value: string(committee.ForBody), Text: p.T("paper.sight.body")},
	}
}

// paperKinds are the choices of what a paper is.
func paperKinds(p *ui.Page) []ui.Option {
	var out []ui.Option
	for _, k := range committee.PaperKinds() {
		out = append(out, ui.Option{Value: string(k), Text: p.T("paper.kind." + string(k))})
	}
	return out
}

// secrecies are the choices of the mark that a document bears.
func secrecies(p *ui.Page) []ui.Option {
	var out []ui.Option
	for _, k := range []string{"none", "mat", "toi-mat", "tuyet-mat"} {
		out = append(out, ui.Option{Value: k, Text: p.T("paper.secrecy." + k)})
	}
	return out
}

// layPaper lays a paper before a meeting, on one item of it or on none.
func layPaper(c *ui.Call) error {
	m, err := meetingOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	return c.Upload(ui.Act{
		Title: p.T("paper.lay.title"), Button: p.T("do.lay-paper"), Body: m.Line.Body,
		Fill: func(f *ui.Form) {
			f.Values.Set("item", c.Query("muc"))
			f.Values.Set("kind", string(committee.Submission))
			f.Values.Set("sight", string(committee.ForCalled))
			f.Values.Set("secrecy", "none")
		},
		Form: func(f *ui.Form) templ.Component { return layPaperForm(p, f, m, c.App.FileLimit()) },
		Next: backTo(m),
	}, func(ctx context.Context, by app.Actor, f *ui.Form, up app.Upload) (app.Receipt, error) {
		return c.App.LayPaper(ctx, by, app.LayPaperIn{
			Meeting: m.Line.ID, Item: committee.ItemID(f.Str("item")), Title: f.Prose("title"), Kind: committee.PaperKind(f.Str("kind")),
			Sight: committee.PaperSight(f.Str("sight")), Secrecy: f.Str("secrecy"), Checked: f.Has("checked"), Upload: up,
		})
	})
}

// addVersion adds a version to a paper, with what changed.
func addVersion(c *ui.Call) error {
	x, err := paperOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	return c.Upload(ui.Act{
		Title: p.T("paper.version.title"), Button: p.T("do.add-version"), Body: x.Line.Paper.Body,
		Fill: func(f *ui.Form) {
			f.Values.Set("after", strconv.Itoa(x.Line.Paper.Newest().N))
			f.Values.Set("secrecy", "none")
		},
		Form: func(f *ui.Form) templ.Component { return versionForm(p, f, x, c.App.FileLimit()) },
		Next: backToPaper(x),
	}, func(ctx context.Context, by app.Actor, f *ui.Form, up app.Upload) (app.Receipt, error) {
		return c.App.AddVersion(ctx, by, app.AddVersionIn{
			Paper: x.Line.Paper.ID, After: f.Int("after"), Note: f.Prose("note"), Secrecy: f.Str("secrecy"), Checked: f.Has("checked"), Upload: up,
		})
	})
}

// backToPaper leads from an act back to its paper.
func backToPaper(x app.PaperPage) func(app.Receipt) string {
	return func(app.Receipt) string { return ui.PaperPath(x.Line.Paper.ID) }
}

// withdrawPaper takes a paper back.
func withdrawPaper(c *ui.Call) error {
	x, err := paperOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	var in app.WithdrawPaperIn
	return c.Act(ui.Act{
		Title: p.T("paper.withdraw.title"), Button: p.T("do.withdraw"), Body: x.Line.Paper.Body,
		Form: func(f *ui.Form) templ.Component { return withdrawForm(p, f, x) },
		Read: func(f *ui.Form) {
			in = app.WithdrawPaperIn{Paper: x.Line.Paper.ID, Reason: f.Prose("reason"), Seen: f.Seen()}
		},
		Facts: func(*ui.Form) []ui.Fact {
			return []ui.Fact{{Label: p.T("paper"), Value: x.Line.Paper.Title, Law: true}, {Label: p.T("field.reason"), Value: string(in.Reason), Law: true}}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.WithdrawPaper(ctx, by, in)
		},
		Next: backToPaper(x),
	})
}

// showPaper says anew who may read a paper.
func showPaper(c *ui.Call) error {
	x, err := paperOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	var in app.ShowPaperIn
	return c.Act(ui.Act{
		Title: p.T("paper.show.title"), Button: p.T("do.show-paper"), Body: x.Line.Paper.Body,
		Fill: func(f *ui.Form) { f.Values.Set("sight", string(x.Line.Paper.Sight)) },
		Form: func(f *ui.Form) templ.Component { return sightForm(p, f, x) },
		Read: func(f *ui.Form) {
			in = app.ShowPaperIn{Paper: x.Line.Paper.ID, Sight: committee.PaperSight(f.Str("sight")), Seen: f.Seen()}
		},
		Facts: func(f *ui.Form) []ui.Fact {
			return []ui.Fact{{Label: p.T("paper"), Value: x.Line.Paper.Title, Law: true}, {Label: p.T("field.sight"), Value: ui.Chosen(sights(p), f.Str("sight"))}}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.ShowPaper(ctx, by, in)
		},
		Next: backToPaper(x),
	})
}

// formWord names the form of a file: PDF, Word.
func formWord(p *ui.Page, v committee.PaperVersion) string { return p.T("media." + v.MediaType) }

// sizeWord gives a size as people say it.
func sizeWord(p *ui.Page, n int64) string {
	switch {
	case n < 1<<10:
		return p.Num(n) + " B"
	case n < 1<<20:
		return p.Num((n+1<<9)>>10) + " KB"
	}
	tenths := (n*10 + 1<<19) >> 20
	s := p.Num(tenths / 10)
	if tenths%10 != 0 && tenths < 1000 {
		point := ","
		if p.English() {
			point = "."
		}
		s += point + strconv.FormatInt(tenths%10, 10)
	}
	return s + " MB"
}
