package pdffile

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
	"strconv"
)

var (
	header = regexp.MustCompile(`(?:^|[\s>])(\d{1,9})\s+\d{1,5}\s+obj\b`)
	trail  = []byte("trailer")
)

// rebuild searches a file for its objects, as readers do whose table of objects is
// broken. Of two objects with one number the later holds.
func (f *File) rebuild() error {
	if f.size > longObject {
		return ErrBroken
	}
	b := f.part(0, f.size)
	f.reset()
	f.rebuilt = true
	for _, m := range header.FindAllSubmatchIndex(b, manyObjects) {
		num, err := strconv.Atoi(string(b[m[2]:m[3]]))
		if err == nil && num > 0 {
			f.entries[num] = entry{at: int64(m[2])}
		}
	}
	f.sort()
	numbers := slices.Sorted(maps.Keys(f.entries))
	for _, num := range slices.Backward(numbers) {
		if s, ok := f.load(num).(*Stream); ok {
			switch s.Dict["Type"] {
			case Name("ObjStm"):
				for i, list := 0, f.unpackAll(num); i+1 < len(list); i += 2 {
					if n, ok := list[i].(int); ok {
						f.add(n, entry{within: num, index: i / 2})
					}
				}
			case Name("XRef"):
				f.take(s.Dict)
			}
		}
	}
	for at := 0; ; {
		i := bytes.Index(b[at:], trail)
		if i < 0 {
			break
		}
		at += i + len(trail)
		if o, err := (&reader{b: b[at:]}).object(); err == nil {
			if d, ok := o.(Dict); ok {
				f.take(d)
			}
		}
	}
	if f.check() == nil {
		return nil
	}
	for _, num := range numbers { // no trailer: look for the catalog itself
		if d, ok := f.load(num).(Dict); ok && d["Type"] == Name("Catalog") {
			f.trailer["Root"] = Ref{num, 0}
			if f.check() == nil {
				return nil
			}
		}
	}
	return ErrBroken
}

// take keeps what a trailer says of the file, the last one's above all.
func (f *File) take(d Dict) {
	for _, k := range []Name{"Root", "Encrypt"} {
		if v, ok := d[k]; ok {
			f.trailer[k] = v
		}
	}
}
