package pdf

import (
	"strings"

	"nghisu/internal/render/paper"
)

// face is a type and its size in points.
type face struct {
	style string // "", B, I, BI
	size  float64
}

func plain(size float64) face      { return face{"", size} }
func bold(size float64) face       { return face{"B", size} }
func italic(size float64) face     { return face{"I", size} }
func boldItalic(size float64) face { return face{"BI", size} }

// high is the height of a line.
func (f face) high() float64 { return paper.MM(f.size) * paper.LineRate }

// use sets the type for what is measured or drawn next.
func (s *sheet) use(f face) { s.pdf.SetFont(family, f.style, f.size) }

// wide is the width of a text in millimetres.
func (s *sheet) wide(text string, f face) float64 {
	s.use(f)
	return s.pdf.GetStringWidth(text)
}

// side says to which side a line stands.
type side int

const (
	left side = iota
	middle
	right
	justified
)

// put draws one line in a column whose top is y, and gives where it begins and
// how wide it is.
func (s *sheet) put(text string, f face, x, width float64, at side, y float64) (begin, wide float64) {
	text = paper.Drawable(text)
	wide = s.wide(text, f)
	switch at {
	case middle:
		x += (width - wide) / 2
	case right:
		x += width - wide
	}
	s.pdf.Text(x, y+f.high()*0.8, text)
	return x, wide
}

// rule draws a line.
func (s *sheet) rule(x1, x2, y float64) {
	s.pdf.SetLineWidth(0.2)
	s.pdf.Line(x1, y, x2, y)
}

// word is a piece of text without a space, in one type; glued words follow the
// one before without a space.
type word struct {
	text  string
	face  face
	wide  float64
	glued bool
}

// line is what stands in one line.
type line struct {
	words []word
	wide  float64 // with single spaces
	last  bool    // the last of its paragraph: not stretched
}

// lines breaks runs into lines of a width; the first is shorter by indent. A word
// wider than a line is broken where it must.
func (s *sheet) lines(runs []paper.Run, size, width, indent float64) []line {
	var out []line
	now, free := line{}, width-indent
	space := s.wide(" ", plain(size))
	for _, w := range s.words(runs, size) {
		gap := space
		if len(now.words) == 0 || w.glued {
			gap = 0
		}
		if len(now.words) > 0 && now.wide+gap+w.wide > free && !w.glued {
			out = append(out, now)
			now, free, gap = line{}, width, 0
		}
		for now.wide+gap+w.wide > free { // no space to break at
			head, tail := s.split(w, free-now.wide-gap)
			if head.text == "" && len(now.words) == 0 {
				break
			}
			if head.text != "" {
				now.words = append(now.words, head)
				now.wide += gap + head.wide
			}
			out = append(out, now)
			now, free, gap, w = line{}, width, 0, tail
		}
		now.words = append(now.words, w)
		now.wide += gap + w.wide
	}
	now.last = true
	return append(out, now)
}

// words cuts runs at their spaces.
func (s *sheet) words(runs []paper.Run, size float64) []word {
	var out []word
	open := false // whether the text so far ends without a space
	for _, r := range runs {
		f := face{"", size}
		switch {
		case r.Bold && r.Italic:
			f.style = "BI"
		case r.Bold:
			f.style = "B"
		case r.Italic:
			f.style = "I"
		}
		text := paper.Drawable(r.Text)
		for i, t := range strings.Fields(text) {
			glued := i == 0 && open && !strings.HasPrefix(text, " ")
			out = append(out, word{text: t, face: f, wide: s.wide(t, f), glued: glued})
		}
		if text != "" {
			open = !strings.HasSuffix(text, " ")
		}
	}
	return out
}

// split cuts a word after as many letters as a width holds.
func (s *sheet) split(w word, width float64) (head, tail word) {
	letters := []rune(w.text)
	n := 0
	for n < len(letters) && s.wide(string(letters[:n+1]), w.face) <= width {
		n++
	}
	head, tail = w, w
	head.text, tail.text = string(letters[:n]), string(letters[n:])
	head.wide, tail.wide = s.wide(head.text, w.face), s.wide(tail.text, w.face)
	tail.glued = false
	return head, tail
}

// draw sets one line into a column.
func (s *sheet) draw(l line, x, width float64, at side, y, size float64) {
	gaps := 0
	for i, w := range l.words {
		if i > 0 && !w.glued {
			gaps++
		}
	}
	space := s.wide(" ", plain(size))
	switch {
	case at == middle:
		x += (width - l.wide) / 2
	case at == right:
		x += width - l.wide
	case at == justified && !l.last && gaps > 0:
		space += (width - l.wide) / float64(gaps)
	}
	for i, w := range l.words {
		if i > 0 && !w.glued {
			x += space
		}
		s.use(w.face)
		s.pdf.Text(x, y+plain(size).high()*0.8, w.text)
		x += w.wide
	}
}

// column draws a text into a column from a top, and gives where it ends. It does
// not turn the page.
func (s *sheet) column(text string, f face, x, width float64, at side, y float64) float64 {
	runs := []paper.Run{{Text: text, Bold: strings.Contains(f.style, "B"), Italic: strings.Contains(f.style, "I")}}
	list := s.lines(runs, f.size, width, 0)
	if at == middle {
		list = s.balanced(runs, f.size, width, list)
	}
	for _, l := range list {
		s.draw(l, x, width, at, y, f.size)
		y += f.high()
	}
	return y
}

// balanced breaks centred lines again, as narrow as they can be in as many lines,
// so that no word is left alone on the last.
func (s *sheet) balanced(runs []paper.Run, size, width float64, list []line) []line {
	for narrow := width - 2; narrow > width/2; narrow -= 2 {
		tried := s.lines(runs, size, narrow, 0)
		if len(tried) > len(list) {
			break
		}
		list = tried
	}
	return list
}
