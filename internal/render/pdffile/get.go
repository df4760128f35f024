package pdffile

import (
	"bytes"
	"strconv"
)

// Get follows references to what they mean; nil where nothing sound is there.
func (f *File) Get(o Object) Object {
	for range 32 { // a reference to a reference is not told apart from a circle
		r, ok := o.(Ref)
		if !ok {
			return o
		}
		o = f.load(r.Num)
	}
	return nil
}

// load reads an object by its number.
func (f *File) load(num int) Object {
	if o, ok := f.objects[num]; ok {
		return o
	}
	e, ok := f.entries[num]
	if !ok || f.reading[num] {
		return nil
	}
	f.reading[num] = true
	defer delete(f.reading, num)
	var o Object
	if e.within != 0 {
		o = f.unpacked(num, e)
	} else {
		n, got, err := f.indirect(e.at, f.extent(e.at))
		if err == nil && n == num {
			o = got
		}
	}
	if s, big := o.(*Stream); !big || len(s.Data) < 4096 {
		f.objects[num] = o // what is long is read again rather than held
	}
	return o
}

// extent is how many bytes an object can have: up to where the next begins.
func (f *File) extent(at int64) int64 {
	lo, hi := 0, len(f.ends)
	for lo < hi {
		if m := (lo + hi) / 2; f.ends[m] <= at {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(f.ends) {
		return f.ends[lo] - at
	}
	return f.size - at
}

// indirect reads “7 0 obj … endobj” within so many bytes.
func (f *File) indirect(at, within int64) (num int, o Object, err error) {
	for window := min(within, int64(16<<10)); ; window = min(window*8, within) {
		num, o, err = f.indirectIn(f.part(at, window), at, within)
		if err == nil || window >= within || window > longObject {
			return num, o, err
		}
	}
}

func (f *File) indirectIn(b []byte, at, within int64) (int, Object, error) {
	r := &reader{b: b}
	r.skip()
	num, err := strconv.Atoi(string(r.word()))
	if err != nil {
		return 0, nil, ErrBroken
	}
	r.skip()
	r.word()
	r.skip()
	if string(r.word()) != "obj" {
		return 0, nil, ErrBroken
	}
	o, err := r.object()
	if err != nil {
		return 0, nil, err
	}
	if _, odd := o.(keyword); odd {
		o = nil // nothing between obj and endobj
	}
	d, ok := o.(Dict)
	r.skip()
	if !ok {
		if r.at >= len(b) && int64(len(b)) < within {
			return 0, nil, ErrBroken // what follows the object may still belong to it
		}
		return num, o, nil
	}
	if !bytes.HasPrefix(b[r.at:], []byte("stream")) {
		if r.at >= len(b) && int64(len(b)) < within {
			return 0, nil, ErrBroken
		}
		return num, o, nil
	}
	r.at += len("stream")
	if r.at < len(b) && b[r.at] == '\r' {
		r.at++
	}
	if r.at < len(b) && b[r.at] == '\n' {
		r.at++
	}
	data, err := f.data(d, at+int64(r.at), within-int64(r.at))
	return num, &Stream{d, data}, err
}

var endstream = []byte("endstream")

// data reads the bytes of a stream: so many as it says, where its end stands
// there; else up to where it ends.
func (f *File) data(d Dict, at, within int64) ([]byte, error) {
	if n, ok := whole(f.Get(d["Length"])); ok && n >= 0 && int64(n) <= within && n <= longObject {
		b := f.part(at, int64(n)+32)
		if len(b) >= n {
			after := bytes.TrimLeft(b[n:], "\r\n \t\x00")
			if bytes.HasPrefix(after, endstream) {
				return b[:n:n], nil
			}
		}
	}
	if within > longObject {
		return nil, ErrBroken
	}
	b := f.part(at, within)
	i := bytes.LastIndex(b, endstream)
	if i < 0 {
		return nil, ErrBroken
	}
	if j := bytes.Index(b, endstream); j < i && f.rebuilt {
		i = j
	}
	b = bytes.TrimSuffix(b[:i], []byte("\n"))
	return bytes.TrimSuffix(b, []byte("\r")), nil
}

// unpacked reads an object that lies packed in a stream (ISO 32000-1, 7.5.7).
func (f *File) unpacked(num int, e entry) Object {
	list, ok := f.packed[e.within]
	if !ok {
		list = f.unpackAll(e.within)
		f.packed[e.within] = list
	}
	if 2*e.index+1 < len(list) && list[2*e.index] == num {
		return list[2*e.index+1]
	}
	for i := 0; i+1 < len(list); i += 2 {
		if list[i] == num {
			return list[i+1]
		}
	}
	return nil
}

// unpackAll gives the objects of a stream: number, object, number, object …
func (f *File) unpackAll(within int) []Object {
	if e, ok := f.entries[within]; !ok || e.within != 0 {
		return nil
	}
	s, ok := f.load(within).(*Stream)
	if !ok {
		return nil
	}
	data, err := unpack(s)
	first, ok := whole(f.Get(s.Dict["First"]))
	if err != nil || !ok || first < 0 || first > len(data) {
		return nil
	}
	n, _ := whole(f.Get(s.Dict["N"]))
	head := &reader{b: data[:first]}
	var out []Object
	for range n {
		head.skip()
		num, err1 := strconv.Atoi(string(head.word()))
		head.skip()
		at, err2 := strconv.Atoi(string(head.word()))
		if err1 != nil || err2 != nil || at < 0 || first+at > len(data) {
			break
		}
		o, err := (&reader{b: data[first+at:]}).object()
		if err != nil {
			o = nil
		}
		out = append(out, num, o)
	}
	return out
}
