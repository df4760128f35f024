package pdf

import (
	"strings"

	"nghisu/internal/render/paper"
)

// The two columns of the head of page 1.
const (
	headLeft  = paper.Left
	headRight = paper.Left + paper.HeadLeft
)

// head draws components 1 to 5, 10b and 11.
func (s *sheet) head(p paper.Paper) {
	high := bold(paper.SizeIssuer).high()
	l, r := s.y, s.y
	if p.Parent != "" {
		l = s.column(upper(p.Parent), plain(paper.SizeIssuer), headLeft, paper.HeadLeft, middle, l)
	}
	l = s.column(upper(p.Issuer), bold(paper.SizeIssuer), headLeft, paper.HeadLeft, middle, l)
	issuer := min(s.wide(paper.Drawable(upper(p.Issuer)), bold(paper.SizeIssuer)), paper.HeadLeft)
	s.centred(headLeft, paper.HeadLeft, issuer*0.4, l+0.8)

	s.put(paper.State, bold(paper.SizeState), headRight, paper.HeadRight, middle, r)
	r += high
	x, wide := s.put(paper.Motto, bold(paper.SizeMotto), headRight, paper.HeadRight, middle, r)
	r += bold(paper.SizeMotto).high()
	s.rule(x, x+wide, r+0.8)

	// The number and the day stand on one line, below both columns.
	y := max(l, r) + paper.HeadGap
	s.put(p.NumberLine(), plain(paper.SizeNumber), headLeft, paper.HeadLeft, middle, y)
	s.put(p.DayLine(), italic(paper.SizeDay), headRight, paper.HeadRight, middle, y)
	y += plain(paper.SizeNumber).high()
	if p.Kind == "" && p.Subject != "" {
		y = s.column("V/v "+p.Subject, plain(paper.SizeLetter), headLeft+3, paper.HeadLeft-6, middle, y+paper.MM(paper.Gap))
	}
	for _, mark := range []struct {
		text string
		red  bool
	}{{p.Urgency, true}, {p.Mark, false}} {
		if mark.text != "" {
			y = s.box(mark.text, mark.red, y+2)
		}
	}
	s.y = y + 4
	if p.Kind == "" {
		return
	}
	s.put(upper(p.Kind), bold(paper.SizeKind), paper.Left, paper.Inner, middle, s.y)
	s.y += bold(paper.SizeKind).high()
	if p.Subject != "" {
		wide := s.wide(paper.Drawable(p.Subject), bold(paper.SizeSubject))
		s.y = s.column(p.Subject, bold(paper.SizeSubject), paper.Left+10, paper.Inner-20, middle, s.y)
		s.centred(paper.Left, paper.Inner, min(wide, paper.Inner-20)*0.4, s.y+0.8)
	}
	s.y += 4
}

// centred draws a rule in the middle of a column.
func (s *sheet) centred(x, width, wide, y float64) {
	s.rule(x+(width-wide)/2, x+(width+wide)/2, y)
}

// boxes are the decreed widths of the marks of urgency; 8 mm high.
var boxes = map[string]float64{"HỎA TỐC": 30, "THƯỢNG KHẨN": 40, "KHẨN": 20}

// box draws a mark in a box under the number, and gives where it ends.
func (s *sheet) box(text string, red bool, y float64) float64 {
	text = paper.Drawable(upper(text))
	f := bold(paper.SizeMark)
	wide, ok := boxes[text]
	if !ok {
		wide = s.wide(text, f) + 6
	}
	if red {
		s.pdf.SetTextColor(220, 0, 0)
		s.pdf.SetDrawColor(220, 0, 0)
	}
	x := headLeft + (paper.HeadLeft-wide)/2
	s.pdf.SetLineWidth(0.3)
	s.pdf.Rect(x, y, wide, 8, "D")
	s.put(text, f, x, wide, middle, y+(8-f.high())/2)
	s.pdf.SetTextColor(0, 0, 0)
	s.pdf.SetDrawColor(0, 0, 0)
	return y + 8
}

// addressees draws component 9a.
func (s *sheet) addressees(p paper.Paper) {
	if len(p.To) == 0 {
		return
	}
	f := plain(paper.SizeBody)
	label := "Kính gửi:"
	x := paper.Left + paper.Inner*0.2
	if len(p.To) == 1 {
		s.block(paper.Block{Style: paper.Centre, Text: []paper.Run{{Text: label + " " + p.To[0]}}})
		s.y += 2
		return
	}
	s.put(label, f, x, paper.Inner, left, s.y)
	x += s.wide(label, f) + 2
	s.y += f.high()
	for _, a := range p.Addressees() {
		s.room(f.high())
		s.y = s.column(a, f, x, paper.Left+paper.Inner-x, left, s.y)
	}
	s.y += 3
}

// grounds draws the grounds in italics, a paragraph each.
func (s *sheet) grounds(p paper.Paper) {
	for _, g := range p.GroundLines() {
		s.block(paper.Block{Text: []paper.Run{{Text: g, Italic: true}}})
	}
}

func upper(s string) string { return strings.ToUpper(s) }
