package pdf

import (
	"bytes"
	"cmp"
	"fmt"
	"strconv"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"nghisu/internal/render/paper"
	"nghisu/third_party/liberation"
)

// family names the typeface inside a file.
const family = "Times"

// made is the instant that every file gives as its making: a file tells of its
// paper alone, and equal papers give equal bytes.
var made = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// Render draws a paper.
func Render(p paper.Paper) ([]byte, error) {
	s := newSheet(p)
	s.head(p)
	s.addressees(p)
	s.grounds(p)
	for _, b := range p.Closed() {
		s.block(b)
	}
	s.end(p)
	var out bytes.Buffer
	if err := s.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("draw %s: %w", p.Name(), err)
	}
	return out.Bytes(), nil
}

// sheet is the page being drawn: a cursor that runs down from the top margin.
type sheet struct {
	pdf  *fpdf.Fpdf
	y    float64 // mm from the top edge: the top of the next line
	foot string
}

func newSheet(p paper.Paper) *sheet {
	f := fpdf.New("P", "mm", "A4", "")
	f.SetCatalogSort(true)
	f.SetCreationDate(made)
	f.SetModificationDate(made)
	f.SetProducer("Nghị Sự", true)
	f.SetTitle(paper.Drawable(p.Name()), true)
	f.SetLang(cmp.Or(p.Language, "vi"))
	f.SetAutoPageBreak(false, 0)
	f.SetMargins(paper.Left, paper.Top, paper.Right)
	f.AddUTF8FontFromBytes(family, "", liberation.Regular())
	f.AddUTF8FontFromBytes(family, "B", liberation.Bold())
	f.AddUTF8FontFromBytes(family, "I", liberation.Italic())
	f.AddUTF8FontFromBytes(family, "BI", liberation.BoldItalic())
	s := &sheet{pdf: f, foot: paper.Drawable(p.Foot)}
	s.turn()
	return s
}

// numberGap keeps a page's number off the first line or the border of a table.
const numberGap = 4.0

// turn begins a page. All but the first bear their number in the top margin.
func (s *sheet) turn() {
	s.pdf.AddPage()
	if n := s.pdf.PageNo(); n > 1 {
		s.put(strconv.Itoa(n), plain(paper.SizePage), paper.Left, paper.Inner, middle, paper.Top-plain(paper.SizePage).high()-numberGap)
	}
	s.y = paper.Top
}

// bottom is where a page ends.
const bottom = paper.Height - paper.Bottom

// room turns the page when less than the height is left.
func (s *sheet) room(height float64) {
	if s.y+height > bottom {
		s.turn()
	}
}
