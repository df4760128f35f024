package body

import (
	"context"
	"net/url"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// layTopicPaper lays a paper in a working space (đưa tài liệu vào chuyên đề).
func layTopicPaper(c *ui.Call) error {
	t, err := c.App.Topic(c.Ctx(), c.By, committee.TopicID(c.Arg("id")))
	if err != nil {
		return err
	}
	p := c.Page
	if err := c.Under("topics", t.Line.Body, p.Today()); err != nil {
		return err
	}
	return c.Upload(ui.Act{
		Title: p.T("paper.lay.topic"), Button: p.T("do.lay-paper"), Body: t.Line.Body,
		Fill: func(f *ui.Form) {
			f.Values.Set("kind", string(committee.DraftText))
			f.Values.Set("secrecy", "none")
		},
		Form: func(f *ui.Form) templ.Component { return topicPaperForm(p, f, t, c.App.FileLimit()) },
		Next: func(app.Receipt) string { return ui.TopicPath(t.Line.ID) },
	}, func(ctx context.Context, by app.Actor, f *ui.Form, up app.Upload) (app.Receipt, error) {
		return c.App.LayPaper(ctx, by, app.LayPaperIn{
			Topic: t.Line.ID, Title: f.Prose("title"), Kind: committee.PaperKind(f.Str("kind")), Note: f.Prose("note"),
			Secrecy: f.Str("secrecy"), Checked: f.Has("checked"), Upload: up,
		})
	})
}

// topicPaperExample shows the form in a working space in which the reader may lay
// a paper.
func topicPaperExample(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
	list, err := d.App.Topics(ctx, by, app.TopicFilter{State: committee.TopicOpen, Limit: 50})
	if err != nil {
		return ui.Visit{}, err
	}
	for _, l := range list.Items {
		t, err := d.App.Topic(ctx, by, l.ID)
		if err != nil {
			return ui.Visit{}, err
		}
		if t.MayLay {
			v := ui.Visit{Path: ui.TopicPath(l.ID, "tai-lieu")}
			if state == "error" {
				v.Form = url.Values{"title": {""}}
			}
			return v, nil
		}
	}
	return ui.Visit{}, nil
}
