package pdffile

import (
	"bytes"
	"io"
	"slices"
	"strconv"
)

// entry says where an object lies: at a place of the file, or packed in a stream.
type entry struct {
	at     int64
	within int // number of the stream that packs it; 0: it stands in the file
	index  int
}

// File is an open PDF.
type File struct {
	r       io.ReaderAt
	size    int64
	entries map[int]entry
	ends    []int64 // where objects begin, sorted: one ends at the latest where the next begins
	trailer Dict
	objects map[int]Object
	packed  map[int][]Object
	reading map[int]bool // objects that are being read, against circles
	rebuilt bool
}

// bounds of what is taken from a file.
const (
	manyObjects = 4_000_000
	longObject  = 256 << 20
)

// Open reads where the objects of a file lie. The file must stay as it is while
// it is used.
func Open(r io.ReaderAt, size int64) (*File, error) {
	f := &File{r: r, size: size}
	f.reset()
	if f.tables() != nil || f.check() != nil {
		if err := f.rebuild(); err != nil {
			return nil, err
		}
	}
	if _, locked := f.trailer["Encrypt"]; locked {
		return nil, ErrBroken
	}
	return f, f.check()
}

func (f *File) reset() {
	f.entries, f.trailer = map[int]entry{}, Dict{}
	f.objects, f.packed, f.reading = map[int]Object{}, map[int][]Object{}, map[int]bool{}
}

// check asks that the catalog leads to pages.
func (f *File) check() error {
	root, ok := f.Get(f.trailer["Root"]).(Dict)
	if !ok {
		return ErrBroken
	}
	if _, ok := f.Get(root["Pages"]).(Dict); !ok {
		return ErrBroken
	}
	return nil
}

// part reads a part of the file; less at its end.
func (f *File) part(at, n int64) []byte {
	if at < 0 || at >= f.size || n <= 0 {
		return nil
	}
	b := make([]byte, min(n, f.size-at))
	got, err := f.r.ReadAt(b, at)
	if err != nil && got == 0 {
		return nil
	}
	return b[:got]
}

// tables reads the tables of objects, the newest first.
func (f *File) tables() error {
	tail := f.part(max(0, f.size-2048), 2048)
	i := bytes.LastIndex(tail, []byte("startxref"))
	if i < 0 {
		return ErrBroken
	}
	r := &reader{b: tail[i+len("startxref"):]}
	r.skip()
	at, err := strconv.ParseInt(string(r.word()), 10, 64)
	if err != nil {
		return ErrBroken
	}
	seen := map[int64]bool{}
	for next := []int64{at}; len(next) > 0; {
		at, next = next[0], next[1:]
		if seen[at] {
			continue
		}
		seen[at] = true
		d, err := f.table(at)
		if err != nil {
			return err
		}
		for k, v := range d {
			if _, have := f.trailer[k]; !have {
				f.trailer[k] = v
			}
		}
		for _, k := range []Name{"XRefStm", "Prev"} {
			if n, ok := whole(d[k]); ok {
				next = append(next, int64(n))
			}
		}
		if len(f.entries) > manyObjects || len(seen) > 10_000 {
			return ErrBroken
		}
	}
	f.sort()
	return nil
}

// sort notes where objects begin.
func (f *File) sort() {
	f.ends = f.ends[:0]
	for _, e := range f.entries {
		if e.within == 0 {
			f.ends = append(f.ends, e.at)
		}
	}
	slices.Sort(f.ends)
}

// add notes where an object lies; newer tables were read before.
func (f *File) add(num int, e entry) {
	if _, have := f.entries[num]; !have {
		f.entries[num] = e
	}
}

// table reads one table: in plain lines, or as a stream.
func (f *File) table(at int64) (Dict, error) {
	for window := int64(64 << 10); ; window *= 8 {
		b := f.part(at, window)
		r := &reader{b: b}
		r.skip()
		if !bytes.HasPrefix(b[min(r.at, len(b)):], []byte("xref")) {
			return f.tableStream(at)
		}
		r.at += len("xref")
		d, err := f.lines(r)
		if err == nil || at+window >= f.size {
			return d, err
		}
	}
}

// lines reads a table in plain lines up to its trailer. Nothing is noted before
// the whole of it was read.
func (f *File) lines(r *reader) (Dict, error) {
	type row struct {
		num int
		at  int64
	}
	var rows []row
	for {
		r.skip()
		w := string(r.word())
		if w == "trailer" {
			break
		}
		first, err := strconv.Atoi(w)
		if err != nil {
			return nil, ErrBroken
		}
		r.skip()
		n, err := strconv.Atoi(string(r.word()))
		if err != nil || n < 0 || first < 0 || first+n > manyObjects {
			return nil, ErrBroken
		}
		for i := range n {
			r.skip()
			at, err := strconv.ParseInt(string(r.word()), 10, 64)
			r.skip()
			r.word()
			r.skip()
			kind := string(r.word())
			if err != nil || kind != "n" && kind != "f" {
				return nil, ErrBroken
			}
			if kind == "n" {
				rows = append(rows, row{first + i, at})
			}
		}
	}
	o, err := r.object()
	d, ok := o.(Dict)
	if err != nil || !ok {
		return nil, ErrBroken
	}
	for _, x := range rows {
		f.add(x.num, entry{at: x.at})
	}
	return d, nil
}

// tableStream reads a table that is a stream (ISO 32000-1, 7.5.8).
func (f *File) tableStream(at int64) (Dict, error) {
	_, o, err := f.indirect(at, f.size-at)
	s, ok := o.(*Stream)
	if err != nil || !ok {
		return nil, ErrBroken
	}
	data, err := unpack(s)
	if err != nil {
		return nil, err
	}
	var w [3]int
	widths, _ := s.Dict["W"].(Array)
	if len(widths) < 3 {
		return nil, ErrBroken
	}
	for i := range w {
		if w[i], ok = whole(widths[i]); !ok || w[i] < 0 || w[i] > 8 {
			return nil, ErrBroken
		}
	}
	size, _ := whole(s.Dict["Size"])
	index, ok := s.Dict["Index"].(Array)
	if !ok {
		index = Array{Int(0), Int(size)}
	}
	long := w[0] + w[1] + w[2]
	for i := 0; i+1 < len(index); i += 2 {
		first, _ := whole(index[i])
		n, _ := whole(index[i+1])
		if long == 0 || n < 0 || first < 0 || first+n > manyObjects {
			return nil, ErrBroken
		}
		for k := 0; k < n && len(data) >= long; k++ {
			kind, a, b := 1, 0, 0
			if w[0] > 0 {
				kind = number(data[:w[0]])
			}
			a, b = number(data[w[0]:w[0]+w[1]]), number(data[w[0]+w[1]:long])
			data = data[long:]
			switch kind {
			case 1:
				f.add(first+k, entry{at: int64(a)})
			case 2:
				f.add(first+k, entry{within: a, index: b})
			}
		}
	}
	return s.Dict, nil
}

// number reads bytes as a number, the highest first.
func number(b []byte) int {
	n := 0
	for _, c := range b {
		n = n<<8 | int(c)
	}
	return n
}
