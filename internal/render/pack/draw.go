package pack

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"nghisu/internal/render/paper"
	"nghisu/internal/render/pdffile"
	"nghisu/third_party/liberation"
)

// What is drawn here is measured in points.
const (
	pageWide, pageHigh = 595.276, 841.89
	side               = 62.0 // margin of the front
	family             = "Times"
)

// drawing is what was drawn for a pack, as a file of its own: the front, and one
// page behind it for each page of the papers, with nothing but its foot.
type drawing struct {
	pdf   *fpdf.Fpdf
	y     float64
	pages int // drawn so far, while the front is drawn
	front int
	links []jump
	file  []byte
}

// jump is a place of the front that leads to a paper.
type jump struct {
	page  int // of the front, from 0
	box   pdffile.Box
	paper int
}

// made is the instant that every file gives as its making: equal packs give equal
// bytes.
var made = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// drawFront draws the cover and the contents with what is known of the pages.
func drawFront(p Pack, parts []part) (*drawing, error) {
	f := fpdf.New("P", "pt", "A4", "")
	f.SetCatalogSort(true)
	f.SetCreationDate(made)
	f.SetModificationDate(made)
	f.SetAutoPageBreak(false, 0)
	f.SetMargins(0, 0, 0)
	f.AddUTF8FontFromBytes(family, "", liberation.Regular())
	f.AddUTF8FontFromBytes(family, "B", liberation.Bold())
	d := &drawing{pdf: f}
	d.cover(p)
	d.contents(p, parts)
	d.pages = f.PageNo()
	return d, f.Error()
}

// draw draws the whole: the front with its page numbers, then the feet.
func draw(p Pack, parts []part, total int) (*drawing, error) {
	d, err := drawFront(p, parts)
	if err != nil {
		return nil, fmt.Errorf("pack: front: %w", err)
	}
	d.front = d.pages
	for _, it := range parts {
		for i, size := range it.pages {
			d.pdf.AddPageFormat("P", fpdf.SizeType{Wd: size[0], Ht: size[1]})
			if !it.stands {
				d.alone(it, size)
			}
			d.foot(it.Foot, strconv.Itoa(it.first+i)+"/"+strconv.Itoa(total), size)
		}
	}
	var out bytes.Buffer
	if err := d.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("pack: %w", err)
	}
	d.file = out.Bytes()
	return d, nil
}

func (d *drawing) font(style string, size float64) { d.pdf.SetFont(family, style, size) }

// para draws a paragraph in the middle of the page or at its left.
func (d *drawing) para(text, style string, size, x, wide, gap float64, centre bool) {
	d.font(style, size)
	for _, line := range d.pdf.SplitText(paper.Drawable(text), wide) {
		at := x
		if centre {
			at += (wide - d.pdf.GetStringWidth(line)) / 2
		}
		d.pdf.Text(at, d.y+size, line)
		d.y += size * 1.35
	}
	d.y += gap
}

// cover draws the first page.
func (d *drawing) cover(p Pack) {
	d.pdf.AddPage()
	d.y = 90
	wide := pageWide - 2*side
	for i, s := range p.Issuer {
		style := ""
		if i == len(p.Issuer)-1 {
			style = "B"
		}
		d.para(strings.ToUpper(s), style, 13, side, wide, 2, true)
	}
	d.pdf.SetLineWidth(0.7)
	d.pdf.Line(pageWide/2-45, d.y+6, pageWide/2+45, d.y+6)
	d.y = max(d.y+110, 260)
	d.para(p.Title, "B", 24, side, wide, 22, true)
	for _, s := range p.Lines {
		d.para(s, "", 14, side, wide, 3, true)
	}
	if p.Note != "" {
		d.y = max(d.y+40, pageHigh-150)
		d.para(p.Note, "", 11, side, wide, 0, true)
	}
}

// contents draws the table of contents: items, under each its papers with the
// page on which they begin.
func (d *drawing) contents(p Pack, parts []part) {
	d.turn()
	d.para(p.Contents, "B", 16, side, pageWide-2*side, 14, false)
	for i, s := range p.Sections {
		d.room(48)
		d.y += 6
		d.para(s.Title, "B", 12.5, side, pageWide-2*side-40, 2, false)
		for k, it := range parts {
			if it.section == i {
				d.row(it, k)
			}
		}
	}
}

// turn begins a page of the contents.
func (d *drawing) turn() {
	d.pdf.AddPage()
	d.y = 72
}

// room turns the page when less is left.
func (d *drawing) room(high float64) {
	if d.y+high > pageHigh-60 {
		d.turn()
	}
}

// row draws one paper of the contents: title, dots, page.
func (d *drawing) row(it part, index int) {
	const size, indent, number = 12.0, 18.0, 40.0
	d.font("", size)
	lines := d.pdf.SplitText(paper.Drawable(it.Title), pageWide-2*side-indent-number)
	for len(lines) > 0 {
		d.room(size * 1.4)
		n := min(len(lines), max(1, int((pageHigh-60-d.y)/(size*1.4))))
		from := d.y
		for _, line := range lines[:n] {
			d.pdf.Text(side+indent, d.y+size, line)
			d.y += size * 1.4
		}
		last := n == len(lines)
		if last {
			page := ""
			if it.first > 0 {
				page = strconv.Itoa(it.first)
			}
			right := pageWide - side - d.pdf.GetStringWidth(page)
			d.pdf.Text(right, d.y-size*0.4, page)
			dot := d.pdf.GetStringWidth(" .")
			for x := side + indent + d.pdf.GetStringWidth(lines[n-1]) + 3; x+dot < pageWide-side-number+14; x += dot {
				d.pdf.Text(x, d.y-size*0.4, " .")
			}
		}
		d.links = append(d.links, jump{d.pdf.PageNo() - 1, pdffile.Box{X0: side, Y0: pageHigh - d.y, X1: pageWide - side, Y1: pageHigh - from}, index})
		lines = lines[n:]
	}
}

// alone is the page of a paper that could not be laid in: a picture, or words
// that say where it is.
func (d *drawing) alone(it part, size [2]float64) {
	if (it.Form == PNG || it.Form == JPEG) && d.picture(it, size) {
		return
	}
	d.y = size[1]/2 - 70
	d.para(it.Title, "B", 16, side, size[0]-2*side, 12, true)
	d.para(it.Apart, "", 13, side, size[0]-2*side, 0, true)
}

// picture lays a picture on the page, as large as it fits and no larger than it is.
func (d *drawing) picture(it part, size [2]float64) bool {
	in, err := it.Open()
	if err != nil {
		return false
	}
	defer func() { _ = in.Close() }() // it was only read
	kind := "PNG"
	if it.Form == JPEG {
		kind = "JPG"
	}
	name := "p" + strconv.Itoa(it.first)
	info := d.pdf.RegisterImageOptionsReader(name, fpdf.ImageOptions{ImageType: kind}, io.NewSectionReader(in, 0, in.Size()))
	if d.pdf.Err() || info == nil {
		d.pdf.ClearError() // a picture of a kind that cannot be laid in
		return false
	}
	info.SetDpi(150)
	wide, high := info.Extent()
	const margin = 36.0
	if scale := min((size[0]-2*margin)/wide, (size[1]-2*margin)/high); scale < 1 {
		wide, high = wide*scale, high*scale
	}
	d.pdf.ImageOptions(name, (size[0]-wide)/2, (size[1]-high)/2, wide, high, false, fpdf.ImageOptions{ImageType: kind}, 0, "")
	return true
}

// foot draws what stands at the foot of a page: the paper left, the page of the
// pack right.
func (d *drawing) foot(text, page string, size [2]float64) {
	const letter, margin, up = 7.5, 22.0, 11.0
	d.font("", letter)
	d.pdf.SetTextColor(70, 70, 70)
	right := size[0] - margin - d.pdf.GetStringWidth(page)
	d.pdf.Text(right, size[1]-up, page)
	text = paper.Drawable(text)
	if free := right - margin - 12; d.pdf.GetStringWidth(text) > free {
		r := []rune(text)
		for len(r) > 0 && d.pdf.GetStringWidth(string(r)+"…") > free {
			r = r[:len(r)-1]
		}
		text = string(r) + "…"
	}
	d.pdf.Text(margin, size[1]-up, text)
	d.pdf.SetTextColor(0, 0, 0)
}
