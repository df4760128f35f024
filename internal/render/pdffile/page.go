package pdffile

import "slices"

// Page is a page of a file, with what it has from those above it.
type Page struct {
	Num  int  // number of its object; 0: it stands in the list itself
	Dict Dict // with Resources, MediaBox, CropBox and Rotate, also where inherited
	file *File
}

// Box is a rectangle in points: the left lower and the right upper corner.
type Box struct{ X0, Y0, X1, Y1 float64 }

// inherited are the entries that pages have from those above them.
var inherited = []Name{"Resources", "MediaBox", "CropBox", "Rotate"}

// manyPages is the most pages that are taken of a file.
const manyPages = 50_000

// Pages lists the pages in order.
func (f *File) Pages() ([]Page, error) {
	root, _ := f.Get(f.trailer["Root"]).(Dict)
	var out []Page
	seen := map[int]bool{}
	var walk func(o Object, from Dict, depth int) error
	walk = func(o Object, from Dict, depth int) error {
		num := 0
		if r, ok := o.(Ref); ok {
			if num = r.Num; seen[num] {
				return nil // a page stands once; what runs in circles ends here
			}
			seen[num] = true
		}
		node, ok := f.Get(o).(Dict)
		if !ok {
			return nil
		}
		if depth > deepest || len(out) >= manyPages {
			return ErrBroken
		}
		d := Dict{}
		for _, k := range inherited {
			if v, ok := node[k]; ok {
				d[k] = v
			} else if v, ok := from[k]; ok {
				d[k] = v
			}
		}
		if kids, ok := f.Get(node["Kids"]).(Array); ok {
			for _, k := range kids {
				if err := walk(k, d, depth+1); err != nil {
					return err
				}
			}
			return nil
		}
		for k, v := range node {
			if !slices.Contains(inherited, k) {
				d[k] = v
			}
		}
		out = append(out, Page{Num: num, Dict: d, file: f})
		return nil
	}
	if err := walk(root["Pages"], Dict{}, 0); err != nil {
		return nil, err
	}
	if len(out) == 0 {
		return nil, ErrBroken
	}
	return out, nil
}

// a4 is what a page without a sound size is taken for.
var a4 = Box{0, 0, 595.276, 841.89}

// Box is what of the page is seen.
func (p Page) Box() Box {
	media, ok := p.box("MediaBox")
	if !ok {
		media = a4
	}
	crop, ok := p.box("CropBox")
	if !ok {
		return media
	}
	b := Box{max(crop.X0, media.X0), max(crop.Y0, media.Y0), min(crop.X1, media.X1), min(crop.Y1, media.Y1)}
	if b.X1-b.X0 < 1 || b.Y1-b.Y0 < 1 {
		return media
	}
	return b
}

func (p Page) box(key Name) (Box, bool) {
	a, _ := p.file.Get(p.Dict[key]).(Array)
	if len(a) != 4 {
		return Box{}, false
	}
	var x [4]float64
	for i := range x {
		v, ok := Float(p.file.Get(a[i]))
		if !ok {
			return Box{}, false
		}
		x[i] = v
	}
	b := Box{min(x[0], x[2]), min(x[1], x[3]), max(x[0], x[2]), max(x[1], x[3])}
	return b, b.X1-b.X0 >= 1 && b.Y1-b.Y0 >= 1
}

// Turned is by how many degrees the page is shown turned clockwise: 0, 90, 180 or
// 270.
func (p Page) Turned() int {
	n, _ := whole(p.file.Get(p.Dict["Rotate"]))
	if n%90 != 0 {
		return 0
	}
	return (n%360 + 360) % 360
}

// Size is how wide and high the page is shown, in points.
func (p Page) Size() (wide, high float64) {
	b := p.Box()
	wide, high = b.X1-b.X0, b.Y1-b.Y0
	if t := p.Turned(); t == 90 || t == 270 {
		return high, wide
	}
	return wide, high
}

// upright is the matrix that lays something drawn for the page as it is shown,
// its origin in the left lower corner that the reader sees.
func (p Page) upright() [6]float64 {
	b := p.Box()
	switch p.Turned() {
	case 90:
		return [6]float64{0, 1, -1, 0, b.X1, b.Y0}
	case 180:
		return [6]float64{-1, 0, 0, -1, b.X1, b.Y1}
	case 270:
		return [6]float64{0, -1, 1, 0, b.X0, b.Y1}
	}
	return [6]float64{1, 0, 0, 1, b.X0, b.Y0}
}
