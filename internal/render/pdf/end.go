package pdf

import (
	"nghisu/internal/render/paper"
)

// half is the width of one of the two columns at the end.
const half = paper.Inner / 2

// end draws components 7 and 9b, which are not parted over two pages, and the
// foot.
func (s *sheet) end(p paper.Paper) {
	lists := p.RecipientLines()
	if len(p.Sign)+len(lists) == 0 {
		s.footLine()
		return
	}
	s.y += 2
	tall := s.signHigh(p)
	below := 0.0
	if len(lists) > 0 {
		below = plain(paper.SizeRecipients).high() + float64(len(lists))*plain(paper.SizeRecipient).high()
	}
	s.room(max(tall, below))
	top := s.y
	if len(p.Sign) > 1 {
		s.signature(p.Sign[0], paper.Left, top)
		s.signature(p.Sign[1], paper.Left+half, top)
		s.y = top + tall + 2
		top = s.y
		if below > 0 {
			s.room(below)
			top = s.y
		}
	} else if len(p.Sign) == 1 {
		s.signature(p.Sign[0], paper.Left+half, top)
	}
	y := top
	if len(lists) > 0 {
		s.put("Nơi nhận:", boldItalic(paper.SizeRecipients), paper.Left, half, left, y)
		y += boldItalic(paper.SizeRecipients).high()
		for _, r := range lists {
			y = s.column(r, plain(paper.SizeRecipient), paper.Left, half-5, left, y)
		}
	}
	s.y = max(y, top+tall)
	s.footLine()
}

// signHigh is the height of the places to sign.
func (s *sheet) signHigh(p paper.Paper) float64 {
	tall := 0.0
	for _, x := range p.Sign {
		n := len(x.Capacity) + 1
		if x.Office != "" {
			n++
		}
		tall = max(tall, float64(n)*bold(paper.SizeSign).high()+paper.SignRoom)
	}
	return tall
}

// signature draws one place to sign.
func (s *sheet) signature(sig paper.Signature, x, y float64) {
	f := bold(paper.SizeSign)
	for _, c := range sig.Capacity {
		y = s.column(upper(c), f, x, half, middle, y)
	}
	y += paper.SignRoom
	if sig.Office != "" {
		y = s.column(upper(sig.Office), f, x, half, middle, y)
	}
	if sig.Name != "" {
		s.column(sig.Name, f, x, half, middle, y)
	}
}

// footLine draws the line at the foot of the last page, under a rule over the
// whole width (component 13).
func (s *sheet) footLine() {
	if s.foot == "" {
		return
	}
	f := plain(paper.SizeFoot)
	list := s.lines([]paper.Run{{Text: s.foot}}, f.size, paper.Inner, 0)
	top := paper.Height - paper.Bottom + 1
	s.rule(paper.Left, paper.Left+paper.Inner, top)
	for i, l := range list {
		s.draw(l, paper.Left, paper.Inner, left, top+1+float64(i)*f.high(), f.size)
	}
}
