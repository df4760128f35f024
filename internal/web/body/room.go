package body

import (
	"context"
	"fmt"
	"html"
	"io"
	"math"
	"strings"

	"github.com/a-h/templ"

	"nghisu/internal/web/ui"
)

// roomChart draws the attendants around a table: solid for those in the room, a
// ring for those online, a diamond for the absent, dashes where nothing is on
// record.
func roomChart(p *ui.Page, list []attendant) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		n := howCounts(list)
		label := p.T("room.label", p.Int(there(n)), p.Int(len(list)), p.Int(n["online"]), p.Int(n["absent"]+n["excused"]), p.Int(n[""]))
		var s strings.Builder
		fmt.Fprintf(&s, `<svg class="chart room" viewBox="0 0 300 184" role="img" aria-label="%s"><ellipse cx="150" cy="92" rx="78" ry="38" class="table"/>`, html.EscapeString(label))
		fmt.Fprintf(&s, `<text x="150" y="89" text-anchor="middle" class="big">%d/%d</text><text x="150" y="108" text-anchor="middle" class="t2">%s</text>`, there(n), len(list), html.EscapeString(p.T("room.there")))
		size := 10.5
		if len(list) > 24 {
			size = 250 / float64(len(list))
		}
		member := 0
		for i, a := range list {
			angle := 2*math.Pi*float64(i)/float64(len(list)) - math.Pi/2
			x, y := 150+114*math.Cos(angle), 92+66*math.Sin(angle)
			if mark(a, 0) == "0" {
				member++
			}
			fmt.Fprintf(&s, `<g transform="translate(%.1f %.1f)" class="%s"><title>%s</title>`, x, y, roomClass(a.Present), html.EscapeString(ui.SeatName(p, a.Seat)+": "+howWord(p, a.Present)))
			if a.Present == "absent" || a.Present == "excused" {
				fmt.Fprintf(&s, `<path d="M0-%[1]g %[1]g 0 0 %[1]g-%[1]g 0z"/>`, size)
			} else {
				fmt.Fprintf(&s, `<circle r="%g"/>`, size)
			}
			if size > 7 {
				fmt.Fprintf(&s, `<text y="4.5" text-anchor="middle">%s</text>`, mark(a, member))
			}
			s.WriteString(`</g>`)
		}
		s.WriteString(`</svg>`)
		_, err := io.WriteString(w, s.String())
		return err
	})
}

func roomClass(how string) string {
	switch how {
	case "present":
		return "c-p"
	case "online", "substitute":
		return "c-o"
	case "absent", "excused":
		return "c-l"
	}
	return "c-n"
}

// howWord says how somebody took part.
func howWord(p *ui.Page, how string) string {
	if how == "" {
		return p.T("presence.none")
	}
	return p.T("presence." + how)
}
