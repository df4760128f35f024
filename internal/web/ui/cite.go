package ui

import (
	"context"
	"io"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// Cite names a clause and leads to it in the body's charter. It is written by
// hand, so that no space stands between it and the sign that follows.
func Cite(p *Page, body committee.BodyKey, c app.Clause) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error { return cite(w, p, body, c) })
}

// Cites names several clauses, parted by semicolons.
func Cites(p *Page, body committee.BodyKey, list []app.Clause) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		for i, c := range list {
			if i > 0 {
				if _, err := io.WriteString(w, "; "); err != nil {
					return err
				}
			}
			if err := cite(w, p, body, c); err != nil {
				return err
			}
		}
		return nil
	})
}

func cite(w io.Writer, p *Page, body committee.BodyKey, c app.Clause) error {
	ref, href := templ.EscapeString(p.Ref(c)), CitePath(body, c.Address)
	s := `<span class="cite">` + ref + `</span>`
	if href != "" && c.Address != "" {
		s = `<a class="cite" href="` + templ.EscapeString(href) + `">` + ref + `</a>`
	}
	_, err := io.WriteString(w, s)
	return err
}
