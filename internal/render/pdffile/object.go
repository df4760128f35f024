package pdffile

import (
	"bytes"
	"maps"
	"slices"
	"strconv"
)

// Object is one of the objects of PDF: nil, bool, [Number], [String], [Name],
// [Array], [Dict], [Ref] or *[Stream].
type Object any

// Number is a number as it was written.
type Number string

// String is a string as it was written, with its parentheses or angles.
type String string

// Name is a name without its slash, decoded.
type Name string

// Array is a list of objects.
type Array []Object

// Dict is a dictionary.
type Dict map[Name]Object

// Ref points to an object of the same file.
type Ref struct{ Num, Gen int }

// Stream is a dictionary with bytes, packed as its Filter says.
type Stream struct {
	Dict Dict
	Data []byte
}

// Int makes a number.
func Int(n int) Number { return Number(strconv.Itoa(n)) }

// Real makes a number with at most three places.
func Real(x float64) Number {
	b := strconv.AppendFloat(nil, x, 'f', 3, 64)
	b = bytes.TrimRight(b, "0")
	return Number(bytes.TrimSuffix(b, []byte(".")))
}

// Text makes a string of any letters (UTF-16, as readers expect in titles).
func Text(s string) String {
	out := []byte("<FEFF")
	const digits = "0123456789ABCDEF"
	put := func(u uint16) {
		out = append(out, digits[u>>12], digits[u>>8&15], digits[u>>4&15], digits[u&15])
	}
	for _, r := range s {
		if r >= 0x10000 {
			r -= 0x10000
			put(uint16(0xd800 + r>>10))
			put(uint16(0xdc00 + r&0x3ff))
			continue
		}
		put(uint16(r))
	}
	return String(append(out, '>'))
}

// Float gives a number's value, and whether the object is a sound one.
func Float(o Object) (float64, bool) {
	n, ok := o.(Number)
	if !ok {
		return 0, false
	}
	x, err := strconv.ParseFloat(string(n), 64)
	return x, err == nil && x > -1e9 && x < 1e9
}

// whole gives a number's value where it is a whole one.
func whole(o Object) (int, bool) {
	x, ok := Float(o)
	return int(x), ok && float64(int(x)) == x
}

// keys gives a dictionary's keys in order.
func (d Dict) keys() []Name { return slices.Sorted(maps.Keys(d)) }

// appendObject writes an object. Keys of dictionaries stand in order, so that
// equal objects give equal bytes.
func appendObject(b []byte, o Object) []byte {
	switch x := o.(type) {
	case nil:
		return append(b, "null"...)
	case bool:
		return strconv.AppendBool(b, x)
	case Number:
		return append(b, x...)
	case String:
		return append(b, x...)
	case Name:
		return appendName(b, x)
	case Ref:
		b = strconv.AppendInt(b, int64(x.Num), 10)
		b = append(b, ' ')
		b = strconv.AppendInt(b, int64(x.Gen), 10)
		return append(b, " R"...)
	case Array:
		b = append(b, '[')
		for i, e := range x {
			if i > 0 {
				b = append(b, ' ')
			}
			b = appendObject(b, e)
		}
		return append(b, ']')
	case Dict:
		b = append(b, "<<"...)
		for _, k := range x.keys() {
			b = appendName(b, k)
			b = append(b, ' ')
			b = appendObject(b, x[k])
		}
		return append(b, ">>"...)
	case *Stream:
		b = appendObject(b, x.Dict)
		b = append(b, "\nstream\n"...)
		b = append(b, x.Data...)
		return append(b, "\nendstream"...)
	}
	return append(b, "null"...)
}

// appendName writes a name; what is no letter, digit or plain sign is encoded.
func appendName(b []byte, n Name) []byte {
	b = append(b, '/')
	for i := range len(n) {
		if c := n[i]; regular(c) && c > ' ' && c < 127 && c != '#' {
			b = append(b, c)
			continue
		}
		const digits = "0123456789ABCDEF"
		b = append(b, '#', digits[n[i]>>4], digits[n[i]&15])
	}
	return b
}
