package pdffile

import "slices"

// Copier copies pages of one file into a new one, each object once.
type Copier struct {
	f     *File
	w     *Writer
	refs  map[int]Ref // by number in the old file
	queue []int
	names map[string]Array // places that links name
	depth int
}

// NewCopier makes the copier of a file. The pages that will be copied get their
// numbers now, so that links between them hold.
func NewCopier(f *File, w *Writer, pages []Page) (*Copier, []Ref) {
	c := &Copier{f: f, w: w, refs: map[int]Ref{}}
	out := make([]Ref, len(pages))
	for i, p := range pages {
		out[i] = w.Reserve()
		if p.Num != 0 {
			c.refs[p.Num] = out[i]
		}
	}
	return c, out
}

// left are entries of a page that mean nothing in another file, or that run
// something.
var left = []Name{"Parent", "AA", "B", "StructParents", "PieceInfo", "Metadata", "Tabs"}

// Page copies a page under its number, into the page tree given, with something
// laid over it: a form drawn for the page as it is shown, or none.
func (c *Copier) Page(p Page, to, tree Ref, over *Ref) { c.page(p, to, tree, over, c.annotations(p)) }

// Linked copies a page with annotations of the new file in place of its own.
func (c *Copier) Linked(p Page, to, tree Ref, notes Array) { c.page(p, to, tree, nil, notes) }

func (c *Copier) page(p Page, to, tree Ref, over *Ref, notes Array) {
	d := Dict{}
	for _, k := range p.Dict.keys() {
		if !slices.Contains(left, k) && k != "Annots" && k != "Contents" {
			d[k] = c.copied(p.Dict[k])
		}
	}
	d["Type"], d["Parent"] = Name("Page"), tree
	if _, ok := c.f.Get(p.Dict["MediaBox"]).(Array); !ok {
		b := p.Box()
		d["MediaBox"] = Array{Real(b.X0), Real(b.Y0), Real(b.X1), Real(b.Y1)}
	}
	contents := c.contents(p)
	if over != nil {
		d["Resources"] = c.with(p.Dict["Resources"], *over)
		m := p.upright()
		lay := []byte("\nQ\nq ")
		for _, x := range m {
			lay = append(lay, Real(x)...)
			lay = append(lay, ' ')
		}
		lay = append(lay, "cm /"+overlay+" Do Q\n"...)
		contents = append(append(Array{c.w.Add(&Stream{Dict{}, []byte("q\n")})}, contents...), c.w.Add(&Stream{Dict{}, lay}))
	}
	if len(contents) > 0 {
		d["Contents"] = contents
	}
	if len(notes) > 0 {
		d["Annots"] = notes
	}
	c.w.Put(to, d)
	c.drain()
}

// overlay names what is laid over a page; no program gives such a name.
const overlay = "NghiSuFoot"

// contents lists the streams of a page.
func (c *Copier) contents(p Page) Array {
	a, ok := c.f.Get(p.Dict["Contents"]).(Array)
	if !ok {
		a = Array{p.Dict["Contents"]}
	}
	var out Array
	for _, o := range a {
		if _, ok := c.f.Get(o).(*Stream); ok {
			out = append(out, c.copied(o))
		}
	}
	return out
}

// with gives resources with one more form.
func (c *Copier) with(o Object, form Ref) Dict {
	out, forms := Dict{}, Dict{}
	old, _ := c.f.Get(o).(Dict)
	for _, k := range old.keys() {
		out[k] = c.copied(old[k])
	}
	names, _ := c.f.Get(old["XObject"]).(Dict)
	for _, k := range names.keys() {
		forms[k] = c.copied(names[k])
	}
	forms[overlay] = form
	out["XObject"] = forms
	return out
}

// copied gives an object for the new file. What it points to is copied later.
func (c *Copier) copied(o Object) Object {
	if c.depth++; c.depth > deepest {
		c.depth--
		return nil
	}
	defer func() { c.depth-- }()
	switch x := o.(type) {
	case Ref:
		if to, ok := c.refs[x.Num]; ok {
			return to
		}
		if _, ok := c.f.entries[x.Num]; !ok {
			return nil
		}
		to := c.w.Reserve()
		c.refs[x.Num] = to
		c.queue = append(c.queue, x.Num)
		return to
	case Array:
		out := make(Array, len(x))
		for i, e := range x {
			out[i] = c.copied(e)
		}
		return out
	case Dict:
		return c.dict(x)
	case *Stream:
		return &Stream{c.dict(x.Dict), x.Data}
	}
	return o
}

func (c *Copier) dict(d Dict) Dict {
	out := make(Dict, len(d))
	for _, k := range d.keys() { // in order, so that equal files give equal numbers
		switch k {
		case "AA", "StructParent", "StructParents": // run something, or mean nothing here
		default:
			out[k] = c.copied(d[k])
		}
	}
	return out
}

// drain copies what was pointed to, until nothing is left.
func (c *Copier) drain() {
	for len(c.queue) > 0 {
		num := c.queue[0]
		c.queue = c.queue[1:]
		o := c.f.load(num)
		if d, ok := o.(Dict); ok {
			switch d["Type"] {
			case Name("Page"), Name("Pages"), Name("Catalog"):
				o = nil // a page that is left behind, and all above it
			}
		}
		c.w.Put(c.refs[num], c.copied(o))
	}
}

// Form copies a page as a form that can be laid over others.
func (c *Copier) Form(p Page) Ref {
	b := p.Box()
	d := Dict{
		"Type": Name("XObject"), "Subtype": Name("Form"), "BBox": Array{Real(b.X0), Real(b.Y0), Real(b.X1), Real(b.Y1)},
		"Resources": c.copied(p.Dict["Resources"]),
	}
	var data []byte
	if s, ok := c.f.Get(p.Dict["Contents"]).(*Stream); ok {
		data = s.Data
		for _, k := range []Name{"Filter", "DecodeParms"} {
			if v, ok := s.Dict[k]; ok {
				d[k] = c.copied(v)
			}
		}
	}
	r := c.w.Add(&Stream{d, data})
	c.drain()
	return r
}
