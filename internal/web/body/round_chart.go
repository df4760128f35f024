package body

import (
	"context"
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// share is one part of the bar of answers.
type share struct {
	Word, Fill string
	N          int
}

// shares part the answers to a question: for, for with comments, against, another
// opinion, not answered.
func shares(p *ui.Page, n committee.Count) []share {
	return []share{
		{p.T("round.position.for"), "ok", n.For - n.ForWithComments},
		{p.T("round.for-with"), "with", n.ForWithComments},
		{p.T("round.position.against"), "late", n.Against},
		{p.T("round.position.other"), "warn", n.Other},
		{p.T("round.silent"), "none", n.Silent},
	}
}

// answerChart draws the answers as one bar. id keeps its pattern apart from those
// of other bars of the page.
func answerChart(p *ui.Page, id string, n committee.Count) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		var words []string
		var s strings.Builder
		list := shares(p, n)
		x, total := 0.0, max(n.Asked, 1)
		for _, part := range list {
			if part.N == 0 {
				continue
			}
			words = append(words, part.Word+" "+strconv.Itoa(part.N))
			wide := 750 * float64(part.N) / float64(total)
			fmt.Fprintf(&s, `<rect x="%.1f" y="1" width="%.1f" height="32" %s/>`, x, max(wide-3, 2), drawnAs(part.Fill, id))
			x += wide
		}
		_, err := fmt.Fprintf(w, `<svg class="chart answers" viewBox="0 0 750 34" preserveAspectRatio="none" role="img" aria-label="%s">`+
			`<defs><pattern id="%s" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="3" height="7" class="f-ok"/></pattern></defs>%s</svg>`,
			html.EscapeString(strings.Join(words, ", ")), id, s.String())
		return err
	})
}

// swatch is the sign of a part beside its word.
func swatch(fill, id string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := fmt.Fprintf(w, `<svg class="swatch" viewBox="0 0 28 16" aria-hidden="true"><rect x=".75" y=".75" width="26.5" height="14.5" rx="2" %s/></svg>`, drawnAs(fill, id))
		return err
	})
}

func drawnAs(fill, id string) string {
	switch fill {
	case "with":
		return `fill="url(#` + id + `)" class="edge-ok"`
	case "none":
		return `class="edge-none"`
	}
	return `class="f-` + fill + `"`
}
