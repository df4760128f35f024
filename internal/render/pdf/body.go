package pdf

import "nghisu/internal/render/paper"

// block draws a paragraph or a table; both go on over the page.
func (s *sheet) block(b paper.Block) {
	if b.Table != nil {
		s.table(*b.Table)
		return
	}
	size, indent, at := paper.SizeBody, paper.Indent, justified
	switch b.Style {
	case paper.Heading:
		at = left
	case paper.Centre:
		indent, at = 0, middle
	}
	high := plain(size).high()
	list := s.lines(b.Text, size, paper.Inner, indent)
	for i, l := range list {
		keep := high
		if i == 0 && b.Style == paper.Heading {
			keep = 3 * high // a heading is not parted from its text
		}
		s.room(keep)
		x, width := paper.Left, paper.Inner
		if i == 0 {
			x, width = x+indent, width-indent
		}
		s.draw(l, x, width, at, s.y, size)
		s.y += high
	}
	s.y += paper.MM(paper.Gap)
}

// pad is the room between the rules of a table and its text.
const pad = 1.5

// table draws a ruled table. Its head stands again on every page.
func (s *sheet) table(t paper.Table) {
	total := 0.0
	for _, c := range t.Columns {
		total += c.Share
	}
	widths := make([]float64, len(t.Columns))
	titles := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		widths[i], titles[i] = c.Share/total*paper.Inner, c.Title
	}
	head := s.cells(t, titles, widths, true)
	s.room(head.high + 3*plain(paper.SizeTable).high())
	s.row(t, head, widths, true)
	for _, cells := range t.Rows {
		row := s.cells(t, cells, widths, false)
		for row.high > 0 {
			if s.y+min(row.high, 2*pad+plain(paper.SizeTable).high()) > bottom || s.y+row.high > bottom && row.high < (bottom-paper.Top)/2 {
				s.turn()
				s.row(t, head, widths, true)
			}
			row = s.row(t, row, widths, false)
		}
	}
	s.y += paper.MM(paper.Gap)
}

// tableRow is a row broken into lines, a list a cell.
type tableRow struct {
	cells [][]line
	high  float64
}

// cells breaks the texts of a row.
func (s *sheet) cells(t paper.Table, texts []string, widths []float64, isHead bool) tableRow {
	var out tableRow
	for i := range t.Columns {
		text := ""
		if i < len(texts) {
			text = texts[i]
		}
		list := s.lines([]paper.Run{{Text: text, Bold: isHead}}, paper.SizeTable, widths[i]-2*pad, 0)
		out.cells = append(out.cells, list)
	}
	out.high = out.height()
	return out
}

// height is what a row takes.
func (r tableRow) height() float64 {
	n := 0
	for _, c := range r.cells {
		n = max(n, len(c))
	}
	if n == 0 {
		return 0
	}
	return float64(n)*plain(paper.SizeTable).high() + 2*pad
}

// row draws as many lines of a row as the page holds, and gives the rest.
func (s *sheet) row(t paper.Table, r tableRow, widths []float64, isHead bool) (rest tableRow) {
	high := plain(paper.SizeTable).high()
	fits := max(int((bottom-s.y-2*pad)/high), 1)
	n := 0
	rest.cells = make([][]line, len(r.cells))
	for i, c := range r.cells {
		k := min(len(c), fits)
		n = max(n, k)
		rest.cells[i] = c[k:]
	}
	x, tall := paper.Left, float64(n)*high+2*pad
	s.pdf.SetLineWidth(0.2)
	for i, c := range r.cells {
		s.pdf.Rect(x, s.y, widths[i], tall, "D")
		at := left
		if isHead || t.Columns[i].Centre {
			at = middle
		}
		for j, l := range c[:min(len(c), fits)] {
			s.draw(l, x+pad, widths[i]-2*pad, at, s.y+pad+float64(j)*high, paper.SizeTable)
		}
		x += widths[i]
	}
	s.y += tall
	rest.high = rest.height()
	return rest
}
