package pack

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"nghisu/internal/render/pdffile"
)

// Pack is what is laid into one file.
type Pack struct {
	Title    string   // of the meeting
	Issuer   []string // above it: the body, or the agency and the body
	Lines    []string // below it: time, place, who presides
	Note     string   // of what is in it: the whole, one item, what is new; as of when
	Contents string   // heading of the table of contents
	Language string   // vi, en
	Sections []Section
}

// Section is an item of the agenda with its papers.
type Section struct {
	Title  string // with its number, as on the agenda
	Papers []Paper
}

// Paper is one paper of a pack.
type Paper struct {
	Title string // in the contents and in the bookmark
	Foot  string // at the foot of its pages: item, paper, version
	Form  Form
	// Open gives the file; it is closed when its pages are laid in, and may be
	// opened twice.
	Open func() (File, error)
	// Apart says on a page of its own that the file could not be laid in, and why.
	Apart string
}

// File is an open file.
type File interface {
	io.ReaderAt
	io.Closer
	Size() int64
}

// Form is what a file is.
type Form int

// The forms of file.
const (
	Absent Form = iota // cannot be laid in: a page says so
	PDF
	PNG
	JPEG
)

// part is a paper on its way into the pack.
type part struct {
	Paper
	section int
	pages   [][2]float64 // sizes as shown, in points
	first   int          // number of its first page in the pack, from 1
	stands  bool         // its pages come from its file, not from those drawn here
}

// Write makes the pack.
func Write(w io.Writer, p Pack) error {
	parts, err := measure(p)
	if err != nil {
		return err
	}
	// The contents are drawn once to see how many pages they take.
	front, err := drawFront(p, parts)
	if err != nil {
		return err
	}
	at := front.pages + 1
	for i := range parts {
		parts[i].first = at
		at += len(parts[i].pages)
	}
	drawn, err := draw(p, parts, at-1)
	if err != nil {
		return err
	}
	return lay(w, p, parts, drawn, at-1)
}

// measure reads how many pages each paper has, and how large they are.
func measure(p Pack) ([]part, error) {
	var out []part
	total := 0
	for i, s := range p.Sections {
		for _, x := range s.Papers {
			it := part{Paper: x, section: i}
			if x.Form == PDF {
				err := withPages(x, func(_ *pdffile.File, pages []pdffile.Page) error {
					for _, pg := range pages {
						wide, high := pg.Size()
						it.pages = append(it.pages, [2]float64{wide, high})
					}
					return nil
				})
				it.stands = err == nil
			}
			if !it.stands {
				it.pages = [][2]float64{{pageWide, pageHigh}}
			}
			if total += len(it.pages); total > mostPages {
				return nil, fmt.Errorf("pack: more than %d pages", mostPages)
			}
			out = append(out, it)
		}
	}
	return out, nil
}

// mostPages is the most that a pack takes.
const mostPages = 20_000

// withPages opens a paper's file and gives its pages.
func withPages(x Paper, use func(*pdffile.File, []pdffile.Page) error) error {
	in, err := x.Open()
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }() // it was only read
	f, err := pdffile.Open(in, in.Size())
	if err != nil {
		return err
	}
	pages, err := f.Pages()
	if err != nil {
		return err
	}
	return use(f, pages)
}

// lay writes the pack: the front, the papers, and over each page its foot.
func lay(w io.Writer, p Pack, parts []part, d *drawing, total int) error {
	out := pdffile.NewWriter(w)
	tree := out.Reserve()
	own, err := pdffile.Open(bytes.NewReader(d.file), int64(len(d.file)))
	if err != nil {
		return fmt.Errorf("pack: what was drawn: %w", err)
	}
	drawn, err := own.Pages()
	if err != nil {
		return fmt.Errorf("pack: what was drawn: %w", err)
	}
	// Pages of the front and those that stand for a paper are taken as pages, the
	// rest are feet.
	feet := drawn[d.front:]
	c, refs := pdffile.NewCopier(own, out, drawn[:d.front])
	leafs := append([]pdffile.Ref{}, refs...)
	var layers pdffile.Layers
	for i := range parts {
		got, err := layPart(out, tree, c, &parts[i], feet[parts[i].first-1-d.front:], &layers)
		if err != nil {
			return fmt.Errorf("pack: %s: %w", parts[i].Title, err)
		}
		leafs = append(leafs, got...)
	}
	if len(leafs) != total {
		return fmt.Errorf("pack: %d pages laid, %d counted", len(leafs), total)
	}
	for i, pg := range drawn[:d.front] {
		c.Linked(pg, refs[i], tree, d.jumps(i, parts, leafs))
	}
	kids := make(pdffile.Array, len(leafs))
	for i, r := range leafs {
		kids[i] = r
	}
	out.Put(tree, pdffile.Dict{"Type": pdffile.Name("Pages"), "Count": pdffile.Int(len(kids)), "Kids": kids})
	root := pdffile.Dict{
		"Type": pdffile.Name("Catalog"), "Pages": tree, "PageMode": pdffile.Name("UseOutlines"), "Lang": pdffile.Text(p.Language),
		"Outlines": outline(out, p, parts, leafs), "ViewerPreferences": pdffile.Dict{"DisplayDocTitle": true},
	}
	if len(layers.All) > 0 {
		root["OCProperties"] = pdffile.Dict{"OCGs": layers.All, "D": pdffile.Dict{"OFF": layers.Off, "Order": pdffile.Array{}}}
	}
	info := out.Add(pdffile.Dict{"Title": pdffile.Text(p.Title), "Producer": pdffile.Text("Nghị Sự")})
	return out.Close(out.Add(root), info)
}

// layPart lays in the pages of one paper, each with its foot.
func layPart(out *pdffile.Writer, tree pdffile.Ref, own *pdffile.Copier, it *part, feet []pdffile.Page, layers *pdffile.Layers) (refs []pdffile.Ref, err error) {
	if !it.stands { // the page was drawn here, foot and all
		r := out.Reserve()
		own.Page(feet[0], r, tree, nil)
		return []pdffile.Ref{r}, nil
	}
	err = withPages(it.Paper, func(f *pdffile.File, pages []pdffile.Page) error {
		if len(pages) != len(it.pages) {
			return pdffile.ErrBroken // it is not the file that was measured
		}
		var c *pdffile.Copier
		c, refs = pdffile.NewCopier(f, out, pages)
		for i, pg := range pages {
			foot := own.Form(feet[i])
			c.Page(pg, refs[i], tree, &foot)
		}
		l := c.Layers()
		layers.All, layers.Off = append(layers.All, l.All...), append(layers.Off, l.Off...)
		return nil
	})
	return refs, err
}

// outline makes the bookmarks: items, and under each its papers.
func outline(out *pdffile.Writer, p Pack, parts []part, pages []pdffile.Ref) pdffile.Ref {
	root := out.Reserve()
	var sections []pdffile.Ref
	for range p.Sections {
		sections = append(sections, out.Reserve())
	}
	marks := make([]pdffile.Ref, len(parts))
	for i := range parts {
		marks[i] = out.Reserve()
	}
	for i, s := range p.Sections {
		var own []int
		for k := range parts {
			if parts[k].section == i {
				own = append(own, k)
			}
		}
		d := pdffile.Dict{"Title": pdffile.Text(strings.TrimSpace(s.Title)), "Parent": root}
		siblings(d, sections, i)
		if len(own) > 0 {
			d["Dest"] = top(pages, parts[own[0]].first)
			d["First"], d["Last"], d["Count"] = marks[own[0]], marks[own[len(own)-1]], pdffile.Int(len(own))
		} else {
			d["Dest"] = top(pages, 1)
		}
		out.Put(sections[i], d)
		for n, k := range own {
			m := pdffile.Dict{"Title": pdffile.Text(parts[k].Title), "Parent": sections[i], "Dest": top(pages, parts[k].first)}
			siblings(m, marks[own[0]:own[0]+len(own)], n)
			out.Put(marks[k], m)
		}
	}
	d := pdffile.Dict{"Type": pdffile.Name("Outlines"), "Count": pdffile.Int(len(sections) + len(parts))}
	if len(sections) > 0 {
		d["First"], d["Last"] = sections[0], sections[len(sections)-1]
	}
	out.Put(root, d)
	return root
}

// jumps are the links of a page of the contents.
func (d *drawing) jumps(page int, parts []part, pages []pdffile.Ref) (out pdffile.Array) {
	for _, j := range d.links {
		if j.page != page {
			continue
		}
		out = append(out, pdffile.Dict{
			"Type": pdffile.Name("Annot"), "Subtype": pdffile.Name("Link"), "Border": pdffile.Array{pdffile.Int(0), pdffile.Int(0), pdffile.Int(0)},
			"Rect": pdffile.Array{pdffile.Real(j.box.X0), pdffile.Real(j.box.Y0), pdffile.Real(j.box.X1), pdffile.Real(j.box.Y1)},
			"Dest": top(pages, parts[j.paper].first), "Contents": pdffile.Text(parts[j.paper].Title),
		})
	}
	return out
}

// siblings links a bookmark to those before and behind it.
func siblings(d pdffile.Dict, all []pdffile.Ref, i int) {
	if i > 0 {
		d["Prev"] = all[i-1]
	}
	if i+1 < len(all) {
		d["Next"] = all[i+1]
	}
}

// top is the place at the top of a page of the pack, counted from 1.
func top(pages []pdffile.Ref, n int) pdffile.Array {
	return pdffile.Array{pages[n-1], pdffile.Name("XYZ"), nil, nil, nil}
}

// Pages counts the pages of a PDF in memory; 0 of one that is broken.
func Pages(data []byte) int {
	f, err := pdffile.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return 0
	}
	pages, err := f.Pages()
	if err != nil {
		return 0
	}
	return len(pages)
}
