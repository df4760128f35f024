package pdffile

import (
	"bytes"
	"errors"
	"strconv"
)

// ErrBroken tells that a file, or what was asked of it, is broken.
var ErrBroken = errors.New("broken PDF")

// deepest is how far objects may lie in one another.
const deepest = 200

// reader goes through PDF syntax.
type reader struct {
	b    []byte
	at   int
	deep int
}

// keyword is a word that is no object: obj, endobj, stream, R.
type keyword string

// closing is the sign that ends an array or a dictionary.
type closing byte

func space(c byte) bool {
	return c == 0 || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' '
}

// regular reports whether a byte can be part of a name or a word.
func regular(c byte) bool {
	return !space(c) && bytes.IndexByte([]byte("()<>[]{}/%"), c) < 0
}

// skip passes over spaces and comments.
func (r *reader) skip() {
	for r.at < len(r.b) {
		switch c := r.b[r.at]; {
		case space(c):
			r.at++
		case c == '%':
			for r.at < len(r.b) && r.b[r.at] != '\n' && r.b[r.at] != '\r' {
				r.at++
			}
		default:
			return
		}
	}
}

// word reads regular bytes.
func (r *reader) word() []byte {
	from := r.at
	for r.at < len(r.b) && regular(r.b[r.at]) {
		r.at++
	}
	return r.b[from:r.at]
}

// object reads the next object. Three words that make a reference are one object.
func (r *reader) object() (Object, error) {
	o, err := r.token()
	if err != nil {
		return nil, err
	}
	num, ok := o.(Number)
	if !ok {
		return o, nil
	}
	// A reference is two whole numbers and an R; look without losing the place.
	at := r.at
	if n, err := strconv.Atoi(string(num)); err == nil && n >= 0 {
		r.skip()
		if gen, err := strconv.Atoi(string(r.word())); err == nil && gen >= 0 {
			r.skip()
			if string(r.word()) == "R" {
				return Ref{n, gen}, nil
			}
		}
	}
	r.at = at
	return num, nil
}

// token reads an object, a keyword or a closing sign.
func (r *reader) token() (Object, error) {
	r.skip()
	if r.at >= len(r.b) {
		return nil, ErrBroken
	}
	if r.deep++; r.deep > deepest {
		return nil, ErrBroken
	}
	defer func() { r.deep-- }()
	switch c := r.b[r.at]; c {
	case '/':
		r.at++
		return name(r.word()), nil
	case '(':
		return r.text()
	case '<':
		if r.at+1 < len(r.b) && r.b[r.at+1] == '<' {
			r.at += 2
			return r.dict()
		}
		end := bytes.IndexByte(r.b[r.at:], '>')
		if end < 0 {
			return nil, ErrBroken
		}
		s := String(r.b[r.at : r.at+end+1])
		r.at += end + 1
		return s, nil
	case '[':
		r.at++
		return r.array()
	case ']', '}', ')':
		r.at++
		return closing(c), nil
	case '>':
		if r.at++; r.at < len(r.b) && r.b[r.at] == '>' {
			r.at++
		}
		return closing('>'), nil
	case '{':
		r.at++
		return keyword("{"), nil
	}
	return plainWord(r.word()), nil
}

// plainWord takes a word for what it is.
func plainWord(w []byte) Object {
	switch s := string(w); s {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	default:
		if c := w[0]; c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' {
			if _, err := strconv.ParseFloat(s, 64); err == nil && !bytes.ContainsAny(w, "eExXpPiInN_") {
				return Number(s)
			}
		}
		return keyword(s)
	}
}

// name decodes a name; #4A stands for a letter.
func name(w []byte) Name {
	if !bytes.Contains(w, []byte("#")) {
		return Name(w)
	}
	out := make([]byte, 0, len(w))
	for i := 0; i < len(w); i++ {
		if w[i] == '#' && i+2 < len(w) {
			if n, err := strconv.ParseUint(string(w[i+1:i+3]), 16, 8); err == nil {
				out = append(out, byte(n))
				i += 2
				continue
			}
		}
		out = append(out, w[i])
	}
	return Name(out)
}

// text reads a string in parentheses.
func (r *reader) text() (Object, error) {
	from, depth := r.at, 0
	for ; r.at < len(r.b); r.at++ {
		switch r.b[r.at] {
		case '\\':
			r.at++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				r.at++
				return String(r.b[from:r.at]), nil
			}
		}
	}
	return nil, ErrBroken
}

func (r *reader) array() (Object, error) {
	out := Array{}
	for {
		o, err := r.object()
		if err != nil {
			return nil, err
		}
		switch o.(type) {
		case closing:
			return out, nil
		case keyword: // what does not belong here is left out
		default:
			out = append(out, o)
		}
	}
}

func (r *reader) dict() (Object, error) {
	out := Dict{}
	for {
		k, err := r.object()
		if err != nil {
			return nil, err
		}
		key, ok := k.(Name)
		if !ok {
			if _, end := k.(closing); end {
				return out, nil
			}
			continue
		}
		v, err := r.object()
		if err != nil {
			return nil, err
		}
		switch v.(type) {
		case closing:
			return out, nil
		case keyword:
		default:
			out[key] = v
		}
	}
}
