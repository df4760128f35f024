package pdffile

import (
	"bytes"
	"compress/zlib"
	"errors"
	"io"
)

// swollen is the most that one stream may unpack to.
const swollen = 128 << 20

// unpack gives the bytes of a stream of objects or of a table: plain, or packed as
// everybody packs them.
func unpack(s *Stream) ([]byte, error) {
	filter, parms := s.Dict["Filter"], s.Dict["DecodeParms"]
	if a, ok := filter.(Array); ok {
		switch len(a) {
		case 0:
			filter = nil
		case 1:
			filter = a[0]
		default:
			return nil, ErrBroken
		}
		if p, ok := parms.(Array); ok && len(p) == 1 {
			parms = p[0]
		}
	}
	switch filter {
	case nil:
		return s.Data, nil
	case Name("FlateDecode"), Name("Fl"):
	default:
		return nil, ErrBroken
	}
	z, err := zlib.NewReader(bytes.NewReader(s.Data))
	if err != nil {
		return nil, ErrBroken
	}
	data, err := io.ReadAll(io.LimitReader(z, swollen+1))
	if len(data) > swollen || err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, ErrBroken
	}
	p, _ := parms.(Dict)
	return unpredict(data, p)
}

// unpredict undoes the rows of differences that tables are packed with (PNG's
// filters; ISO 32000-1, 7.4.4.4).
func unpredict(data []byte, p Dict) ([]byte, error) {
	kind, _ := whole(p["Predictor"])
	if kind < 10 {
		if kind == 2 {
			return nil, ErrBroken // for pictures only
		}
		return data, nil
	}
	columns, ok := whole(p["Columns"])
	if !ok {
		columns = 1
	}
	if columns < 1 || columns > 1<<16 {
		return nil, ErrBroken
	}
	out := make([]byte, 0, len(data))
	above := make([]byte, columns)
	for len(data) > columns {
		kind, row := data[0], bytes.Clone(data[1:columns+1])
		data = data[columns+1:]
		for i := range row {
			var left, corner byte
			if i > 0 {
				left, corner = row[i-1], above[i-1]
			}
			switch kind {
			case 1:
				row[i] += left
			case 2:
				row[i] += above[i]
			case 3:
				row[i] += byte((int(left) + int(above[i])) / 2)
			case 4:
				row[i] += paeth(left, above[i], corner)
			}
		}
		out, above = append(out, row...), row
	}
	return out, nil
}

// paeth picks the neighbour nearest to left + above - corner.
func paeth(left, above, corner byte) byte {
	away := func(x int) int { return max(x, -x) }
	p := int(left) + int(above) - int(corner)
	l, a, c := away(p-int(left)), away(p-int(above)), away(p-int(corner))
	switch {
	case l <= a && l <= c:
		return left
	case a <= c:
		return above
	}
	return corner
}
