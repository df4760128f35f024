package pdf

import (
	"bytes"
	"fmt"

	"nghisu/internal/render/paper"
)

// Slip is a small paper handed to one person, cut out of a sheet (phiếu).
type Slip struct {
	Head  string      // what it is
	Name  string      // for whom
	Note  string      // under the name
	Lines [][2]string // label and value
	Foot  string
}

// The measures of slips, in mm: two beside each other, five beneath.
const (
	slipMargin = 10.0
	slipWide   = (paper.Width - 2*slipMargin) / 2
	slipHigh   = (paper.Height - 2*slipMargin) / 5
	slipInner  = 5.0
)

// Slips draws slips with lines to cut along, ten on a page.
func Slips(title string, list []Slip) ([]byte, error) {
	s := newSheet(paper.Paper{Kind: title})
	for i, x := range list {
		n := i % 10
		if n == 0 && i > 0 {
			s.pdf.AddPage() // without a number: every slip stands for itself
		}
		s.slip(x, slipMargin+float64(n%2)*slipWide, slipMargin+float64(n/2)*slipHigh)
	}
	var out bytes.Buffer
	if err := s.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("draw %s: %w", title, err)
	}
	return out.Bytes(), nil
}

func (s *sheet) slip(x Slip, from, top float64) {
	s.pdf.SetLineWidth(0.2)
	s.pdf.SetDashPattern([]float64{2, 2}, 0)
	s.pdf.Rect(from, top, slipWide, slipHigh, "D")
	s.pdf.SetDashPattern(nil, 0)
	at, width, y := from+slipInner, slipWide-2*slipInner, top+slipInner-1
	for _, l := range []struct {
		text string
		face face
	}{{x.Head, italic(9)}, {x.Name, bold(13)}, {x.Note, plain(9)}} {
		if l.text != "" {
			y = s.column(l.text, l.face, at, width, left, y)
		}
	}
	y++
	for _, l := range x.Lines {
		_, wide := s.put(l[0]+": ", plain(10), at, width, left, y)
		s.put(l[1], bold(11), at+wide+1, width, left, y)
		y += bold(11).high()
	}
	s.column(x.Foot, italic(8), at, width, left, y+0.5)
}
