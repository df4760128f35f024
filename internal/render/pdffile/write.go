package pdffile

import (
	"bufio"
	"fmt"
	"io"
)

// Writer writes a new file, object by object; nothing but their places is held.
type Writer struct {
	w      *bufio.Writer
	at     int64
	places []int64 // by number; 0: not written yet
	err    error
}

// NewWriter begins a file.
func NewWriter(w io.Writer) *Writer {
	out := &Writer{w: bufio.NewWriterSize(w, 64<<10), places: make([]int64, 1)}
	out.raw([]byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"))
	return out
}

func (w *Writer) raw(b []byte) {
	if w.err == nil {
		var n int
		n, w.err = w.w.Write(b)
		w.at += int64(n)
	}
}

// Reserve gives a number to an object that is written later.
func (w *Writer) Reserve() Ref {
	w.places = append(w.places, 0)
	return Ref{Num: len(w.places) - 1}
}

// Put writes an object under a number that was reserved.
func (w *Writer) Put(r Ref, o Object) {
	w.places[r.Num] = w.at
	if s, ok := o.(*Stream); ok {
		d := Dict{}
		for k, v := range s.Dict {
			d[k] = v
		}
		d["Length"] = Int(len(s.Data))
		o = &Stream{d, s.Data}
	}
	b := fmt.Appendf(nil, "%d 0 obj\n", r.Num)
	w.raw(append(appendObject(b, o), "\nendobj\n"...))
}

// Add writes an object and gives its number.
func (w *Writer) Add(o Object) Ref {
	r := w.Reserve()
	w.Put(r, o)
	return r
}

// Close writes the table of objects and the trailer. Objects that were reserved
// and never written are null.
func (w *Writer) Close(root, info Ref) error {
	at := w.at
	w.raw(fmt.Appendf(nil, "xref\n0 %d\n0000000000 65535 f \n", len(w.places)))
	for _, p := range w.places[1:] {
		if p == 0 {
			w.raw([]byte("0000000000 65535 f \n"))
			continue
		}
		w.raw(fmt.Appendf(nil, "%010d 00000 n \n", p))
	}
	t := appendObject([]byte("trailer\n"), Dict{"Size": Int(len(w.places)), "Root": root, "Info": info})
	w.raw(fmt.Appendf(t, "\nstartxref\n%d\n%%%%EOF\n", at))
	if w.err == nil {
		w.err = w.w.Flush()
	}
	return w.err
}
