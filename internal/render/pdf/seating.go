package pdf

import (
	"bytes"
	"fmt"
	"strconv"

	"nghisu/internal/render/paper"
)

// Plate is a name plate (biển tên): who sits there, and as what.
type Plate struct {
	Name, Title string
}

// Plates draws name plates, one a sheet of A4: folded across the middle it stands,
// and reads the same from both sides.
func Plates(list []Plate) ([]byte, error) {
	s := newSheet(paper.Paper{Kind: "Biển tên"})
	for i, p := range list {
		if i > 0 {
			s.pdf.AddPage()
		}
		s.half(p)
		s.pdf.TransformBegin()
		s.pdf.TransformRotate(180, paper.Width/2, paper.Height/2)
		s.half(p)
		s.pdf.TransformEnd()
		s.pdf.SetDashPattern([]float64{2, 2}, 0)
		s.rule(0, paper.Width, paper.Height/2)
		s.pdf.SetDashPattern(nil, 0)
	}
	return s.bytes("name plates")
}

// half draws the lower half of a plate: the name as large as it goes on one line, or
// on two, the title below.
func (s *sheet) half(p Plate) {
	const margin, width = 15, paper.Width - 2*15
	top := paper.Height/2 + 30
	lines, size := []string{p.Name}, s.fitting(p.Name, 72, width)
	if size < 40 {
		lines = s.halves(p.Name)
		size = min(s.fitting(lines[0], 56, width), s.fitting(lines[len(lines)-1], 56, width))
	}
	for _, text := range lines {
		f := bold(size)
		s.put(text, f, margin, width, middle, top)
		top += f.high()
	}
	s.put(p.Title, plain(s.fitting(p.Title, 26, width)), margin, width, middle, top+6)
}

// fitting is the largest size up to a most in which a text stands on one line; never
// under the size of running text.
func (s *sheet) fitting(text string, most, width float64) float64 {
	if wide := s.wide(paper.Drawable(text), bold(most)); wide > width {
		return max(most*width/wide, 12)
	}
	return most
}

// halves cuts a text at the space that is nearest to its middle.
func (s *sheet) halves(text string) []string {
	best := -1
	for i, r := range text {
		if r == ' ' && (best < 0 || abs(2*i-len(text)) < abs(2*best-len(text))) {
			best = i
		}
	}
	if best < 0 {
		return []string{text}
	}
	return []string{text[:best], text[best+1:]}
}

func abs(n int) int { return max(n, -n) }

// Plan is a seating plan (sơ đồ chỗ ngồi).
type Plan struct {
	Title, When string
	Places      []Place
}

// Place is one place of a plan: where its middle lies, from 0 to 1 across and down.
type Place struct {
	X, Y        float64
	Name, Title string
}

// Seating draws a seating plan on one sheet, and the list of its places below.
func Seating(p Plan) ([]byte, error) {
	s := newSheet(paper.Paper{Kind: "Sơ đồ chỗ ngồi", Subject: p.Title})
	s.put("SƠ ĐỒ CHỖ NGỒI", bold(15), paper.Left, paper.Inner, middle, s.y)
	s.y += 9
	for _, text := range []string{p.Title, p.When} {
		s.y = s.column(text, plain(13), paper.Left, paper.Inner, middle, s.y)
	}
	s.y += 4
	const high, w, h = 120.0, 24.0, 11.0
	for i, x := range p.Places {
		left, top := paper.Left+x.X*paper.Inner-w/2, s.y+x.Y*high-h/2
		s.pdf.SetLineWidth(0.2)
		s.pdf.Rect(left, top, w, h, "D")
		s.put(strconv.Itoa(i+1), bold(9), left, w, middle, top+0.3)
		s.named(x.Name, left, w, top+bold(9).high(), h-bold(9).high())
	}
	s.y += high + 6
	for i, x := range p.Places {
		text := strconv.Itoa(i+1) + ". " + x.Name
		if x.Title != "" {
			text += ", " + x.Title
		}
		s.room(6)
		s.y = s.column(text, plain(12), paper.Left, paper.Inner, 0, s.y)
	}
	return s.bytes("seating plan")
}

// named writes a name into the box of a place, on as many lines as it needs, as large
// as they fit; what does not fit at the smallest size stands in the list alone.
func (s *sheet) named(name string, left, w, top, high float64) {
	const edge, most, least = 0.6, 8.0, 5.5
	f := plain(most)
	list := s.lines([]paper.Run{{Text: name}}, f.size, w-2*edge, 0)
	for float64(len(list))*f.high() > high && f.size > least {
		f = plain(f.size - 0.5)
		list = s.lines([]paper.Run{{Text: name}}, f.size, w-2*edge, 0)
	}
	for _, l := range list[:min(len(list), int(high/f.high()))] {
		s.draw(l, left+edge, w-2*edge, middle, top, f.size)
		top += f.high()
	}
}

func (s *sheet) bytes(what string) ([]byte, error) {
	var out bytes.Buffer
	if err := s.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("draw %s: %w", what, err)
	}
	return out.Bytes(), nil
}
