package pdf

import (
	"strconv"

	"nghisu/internal/render/paper"
)

// Kit is the papers with which a meeting goes on without power (bộ giấy phòng mất điện):
// lists to fill in and slips to cut, on A4 in black and white.
type Kit struct {
	Title, When string
	Foot        string // of every page: the meeting, and when it was printed
	Sheets      []KitSheet
	Slips       []VoteSlip // three a page, after the sheets
}

// KitSheet is one list of the papers, begun on a page of its own.
type KitSheet struct {
	Title   string
	Notes   []string // above the list
	Code    [][]bool // at the head of the list, and what it leads to
	CodeFor string
	Columns []KitColumn
	Rows    []KitRow
	High    float64 // of a row, mm
}

// KitColumn is one column of a list.
type KitColumn struct {
	Title string
	Wide  float64 // mm; they add up to [KitWide]
}

// KitRow is one row: words that are known, room for the others, and a code at its end. A
// row with one cell alone goes across the list.
type KitRow struct {
	Cells []string
	Code  [][]bool
}

// VoteSlip is one slip of a named vote (phiếu biểu quyết).
type VoteSlip struct {
	Head, Name, Post string
	Motion           string
	Boxes            []string // three of one size
	Sign             string
	Code             [][]bool
}

// The measures of the papers, in mm.
const (
	kitLeft  = 15.0
	kitTop   = 14.0
	KitWide  = paper.Width - 2*kitLeft // width of a list
	kitEnd   = paper.Height - 16.0
	kitCode  = 20.0
	slipTall = (paper.Height - 2*12.0) / 3
)

// PaperKit draws the papers of a meeting.
func PaperKit(k Kit) ([]byte, error) {
	s := newSheet(paper.Paper{Kind: "Bộ giấy phòng mất điện", Subject: k.Title})
	for i, x := range k.Sheets {
		if i > 0 {
			s.pdf.AddPage()
		}
		s.kitSheet(k, x)
	}
	for i, x := range k.Slips {
		if i%3 == 0 {
			s.pdf.AddPage()
			s.kitFoot(k)
		}
		s.voteSlip(x, 8+float64(i%3)*slipTall)
	}
	return s.bytes("papers of a meeting")
}

// kitFoot names the meeting and the page at the foot.
func (s *sheet) kitFoot(k Kit) {
	s.put(k.Foot, plain(9), kitLeft, KitWide-25, left, paper.Height-11)
	s.put("Trang "+strconv.Itoa(s.pdf.PageNo()), plain(9), kitLeft, KitWide, right, paper.Height-11)
}

func (s *sheet) kitSheet(k Kit, x KitSheet) {
	s.kitFoot(k)
	s.y = kitTop
	width := KitWide
	if x.Code != nil {
		width -= kitCode + 30
		s.modules(x.Code, kitLeft+KitWide-kitCode, s.y, kitCode)
		s.column(x.CodeFor, plain(9), kitLeft+width+2, 27, right, s.y+2)
	}
	s.y = s.column(x.Title, bold(14), kitLeft, width, left, s.y)
	s.y = s.column(k.Title+", "+k.When, plain(11), kitLeft, width, left, s.y+1)
	for _, n := range x.Notes {
		s.y = s.column(n, plain(10.5), kitLeft, width, left, s.y+1)
	}
	s.y += 3
	if x.Code != nil {
		s.y = max(s.y, kitTop+kitCode+3)
	}
	if len(x.Columns) == 0 {
		return
	}
	s.kitHead(x)
	for _, r := range x.Rows {
		s.kitRow(k, x, r)
	}
}

// kitHead draws the titles of a list.
func (s *sheet) kitHead(x KitSheet) {
	const high = 9.0
	at := kitLeft
	s.pdf.SetLineWidth(0.35)
	for _, c := range x.Columns {
		s.pdf.Rect(at, s.y, c.Wide, high, "D")
		s.put(c.Title, bold(10.5), at, c.Wide, middle, s.y+2)
		at += c.Wide
	}
	s.y += high
}

func (s *sheet) kitRow(k Kit, x KitSheet, r KitRow) {
	high := x.High
	across := len(r.Cells) == 1 && len(x.Columns) > 1
	for i, c := range x.Columns {
		if i < len(r.Cells) && !across { // a long title makes its row as high as it needs
			n := len(s.lines([]paper.Run{{Text: r.Cells[i]}}, 10.5, c.Wide-3, 0))
			high = max(high, float64(n)*plain(10.5).high()+4)
		}
	}
	if across {
		high = float64(len(s.lines([]paper.Run{{Text: r.Cells[0], Bold: true}}, 11, KitWide-4, 0)))*plain(11).high() + 4
	}
	if s.y+high > kitEnd {
		s.pdf.AddPage()
		s.kitFoot(k)
		s.y = kitTop
		s.kitHead(x)
	}
	s.pdf.SetLineWidth(0.25)
	at := kitLeft
	for i, c := range x.Columns {
		if across {
			s.pdf.Rect(kitLeft, s.y, KitWide, high, "D")
			s.column(r.Cells[0], bold(11), kitLeft+2, KitWide-4, left, s.y+1)
			break
		}
		s.pdf.Rect(at, s.y, c.Wide, high, "D")
		if i < len(r.Cells) && r.Cells[i] != "" {
			s.column(r.Cells[i], plain(10.5), at+1.5, c.Wide-3, left, s.y+1.5)
		}
		if i == len(x.Columns)-1 && r.Code != nil {
			side := min(c.Wide, high) - 3
			s.modules(r.Code, at+(c.Wide-side)/2, s.y+(high-side)/2, side)
		}
		at += c.Wide
	}
	s.y += high
}

// modules draws a code; the paper around it is its quiet edge.
func (s *sheet) modules(code [][]bool, x, y, side float64) {
	one := side / float64(len(code))
	s.pdf.SetFillColor(0, 0, 0)
	for row, line := range code {
		for from := 0; from < len(line); from++ {
			to := from
			for to < len(line) && line[to] {
				to++
			}
			if to > from { // one rectangle for what is dark in a stretch
				s.pdf.Rect(x+float64(from)*one, y+float64(row)*one, float64(to-from)*one, one, "F")
				from = to
			}
		}
	}
}

// voteSlip draws one slip with the line to cut along under it.
func (s *sheet) voteSlip(x VoteSlip, top float64) {
	const code = 26.0
	width := KitWide - code - 6
	s.modules(x.Code, kitLeft+KitWide-code, top+6, code)
	y := s.column(x.Head, plain(10), kitLeft, width, left, top+4)
	y = s.column(x.Name, bold(13), kitLeft, width, left, y+0.5)
	y = s.column(x.Post, plain(10), kitLeft, width, left, y)
	size := 12.0
	if n := len(s.lines([]paper.Run{{Text: x.Motion}}, size, width, 0)); n > 5 {
		size = 9.5
	}
	s.column(x.Motion, bold(size), kitLeft, width, left, y+2)
	const boxTall, square = 13.0, 7.0
	wide := (KitWide - 8) / float64(max(len(x.Boxes), 1))
	y = top + slipTall - 40
	s.pdf.SetLineWidth(0.5)
	for i, word := range x.Boxes {
		at := kitLeft + float64(i)*(wide+4)
		s.pdf.Rect(at, y, wide, boxTall, "D")
		s.pdf.Rect(at+3, y+(boxTall-square)/2, square, square, "D")
		s.put(strconv.Itoa(i+1)+". "+word, bold(s.fitting(word, 12, wide-18)), at+13, wide-14, left, y+4)
	}
	s.put(x.Sign, plain(10), kitLeft, KitWide, left, y+boxTall+4)
	s.pdf.SetDashPattern([]float64{2, 2}, 0)
	s.rule(0, paper.Width, top+slipTall)
	s.pdf.SetDashPattern(nil, 0)
}
