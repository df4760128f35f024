package upload

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"errors"
	"io"
	"strconv"
)

// The bounds of what is unpacked of a PDF to look into it.
const (
	packedLimit   = 16 << 20  // one stream of objects, packed
	unpackedLimit = 128 << 20 // all of them, unpacked
	tailSize      = 2048      // where the end of a whole PDF stands
)

// inspectPDF looks at the objects of a PDF, also those in packed streams: that
// it is whole, not encrypted, and runs nothing.
func inspectPDF(r io.ReaderAt, size int64) (File, error) {
	f := File{Kind: PDF}
	if err := pdfEnd(r, size); err != nil {
		return f, err
	}
	s := pdfScan{left: unpackedLimit}
	err := s.lex(bufio.NewReaderSize(io.NewSectionReader(r, 0, size), 64<<10), true)
	switch {
	case s.encrypted:
		return f, problem(Encrypted) // what is packed cannot be read, so look no further
	case err != nil:
		return f, err
	case s.active:
		return f, problem(Active)
	case s.unreadable, !s.pages:
		return f, problem(Broken)
	}
	if s.embedded {
		f.note(Embedded)
	}
	return f, nil
}

// pdfEnd asks that a PDF ends as a whole one does and that nothing follows.
func pdfEnd(r io.ReaderAt, size int64) error {
	// Behind the end some writers put line ends or zeros; nothing else.
	end := size
	buf := make([]byte, tailSize)
	for end > 0 {
		from := max(0, end-tailSize)
		part := buf[:end-from]
		if _, err := r.ReadAt(part, from); err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if n := len(bytes.TrimRight(part, "\x00\t\n\f\r ")); n > 0 {
			end = from + int64(n)
			break
		}
		end = from
	}
	from := max(0, end-tailSize)
	tail := buf[:end-from]
	if _, err := r.ReadAt(tail, from); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	at := bytes.LastIndex(tail, []byte("startxref"))
	mark := bytes.LastIndex(tail, []byte("%%EOF"))
	switch {
	case mark < 0 || at < 0 || at > mark:
		return pdfUnended(r, size)
	case mark+len("%%EOF") != len(tail):
		return problem(Appended)
	}
	where, err := strconv.ParseInt(string(bytes.TrimSpace(tail[at+len("startxref"):mark])), 10, 64)
	if err != nil || where < 0 || where >= size {
		return problem(Broken)
	}
	return nil
}

// pdfUnended tells a PDF that was cut off from one behind which another file
// stands.
func pdfUnended(r io.ReaderAt, size int64) error {
	if ok, err := contains(io.NewSectionReader(r, max(0, size-66000), min(size, 66000)), []byte("PK\x05\x06")); ok || err != nil {
		if err != nil {
			return err
		}
		return problem(Appended)
	}
	return problem(Broken)
}

// pdfScan goes through the objects of a PDF and keeps what it met.
type pdfScan struct {
	encrypted, active, embedded, pages, unreadable bool

	left int64 // of what may still be unpacked
}

// met takes one name, decoded.
func (s *pdfScan) met(name string) {
	switch name {
	case "Encrypt":
		s.encrypted = true
	case "JavaScript", "Launch", "ImportData", "RichMediaExecute":
		s.active = true
	case "EmbeddedFile", "EF":
		s.embedded = true
	case "Pages", "Page":
		s.pages = true
	}
}

// dict is what the scan remembers of the dictionary before a stream.
type dict struct {
	objects   bool // the stream packs objects
	flate     bool // packed as everybody packs
	otherwise bool // packed in a way that is not looked into
}

func (d *dict) met(name string) {
	switch name {
	case "ObjStm":
		d.objects = true
	case "FlateDecode", "Fl":
		d.flate = true
	case "LZWDecode", "ASCIIHexDecode", "ASCII85Decode", "RunLengthDecode", "Crypt":
		d.otherwise = true
	}
}

// lex reads names out of PDF syntax and passes over all else: strings, comments,
// numbers. In the file itself it also passes over streams, or looks into them
// where they hold objects.
func (s *pdfScan) lex(r *bufio.Reader, file bool) error {
	var d dict
	for {
		c, err := r.ReadByte()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch {
		case c == '/':
			name, err := pdfName(r)
			if err != nil {
				return err
			}
			s.met(name)
			d.met(name)
		case c == '(':
			err = pdfString(r)
		case c == '%':
			err = skipLine(r)
		case c == '<':
			err = pdfHex(r)
		case c >= 'a' && c <= 'z':
			var word string
			switch word, err = run(r, string(rune(c))); {
			case err != nil:
			case word == "obj", word == "endobj":
				d = dict{}
			case word == "stream" && file:
				err = s.stream(r, d)
				d = dict{}
			}
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
	}
}

// regular reports whether a byte can be part of a name or a word.
func regular(c byte) bool {
	switch c {
	case 0, '\t', '\n', '\f', '\r', ' ', '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return false
	}
	return true
}

// run reads the regular bytes that follow, of which it keeps so many.
func run(r *bufio.Reader, first string) (string, error) {
	out := []byte(first)
	for {
		c, err := r.ReadByte()
		if err != nil {
			return string(out), err
		}
		if !regular(c) {
			return string(out), r.UnreadByte()
		}
		if len(out) < 512 {
			out = append(out, c)
		}
	}
}

// pdfName reads a name behind its slash; #4A stands for a letter.
func pdfName(r *bufio.Reader) (string, error) {
	raw, err := run(r, "")
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	if !bytes.ContainsRune([]byte(raw), '#') {
		return raw, nil
	}
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) {
			if n, err := strconv.ParseUint(raw[i+1:i+3], 16, 8); err == nil {
				out = append(out, byte(n))
				i += 2
				continue
			}
		}
		out = append(out, raw[i])
	}
	return string(out), nil
}

// pdfString passes over a string in parentheses. One that does not end within a
// megabyte was none: a sign in the wrong place must not hide the rest.
func pdfString(r *bufio.Reader) error {
	depth := 1
	for range 1 << 20 {
		c, err := r.ReadByte()
		if err != nil {
			return err
		}
		switch c {
		case '\\':
			if _, err := r.ReadByte(); err != nil {
				return err
			}
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return nil
			}
		}
	}
	return nil
}

// pdfHex passes over <48 69>; << begins a dictionary and is left alone.
func pdfHex(r *bufio.Reader) error {
	for {
		c, err := r.ReadByte()
		switch {
		case err != nil:
			return err
		case c == '>', c == '<':
			return nil
		case regular(c) && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'f'), c == '/', c == '(':
			return r.UnreadByte() // no hexadecimal string
		}
	}
}

func skipLine(r *bufio.Reader) error {
	for {
		c, err := r.ReadByte()
		if err != nil || c == '\n' || c == '\r' {
			return err
		}
	}
}

var endstream = []byte("endstream")

// stream passes over a stream, or unpacks it and looks at the objects within. It
// goes by the word that ends a stream and not by the length that is told, behind
// which something could be hidden.
func (s *pdfScan) stream(r *bufio.Reader, d dict) error {
	var packed []byte
	keep := d.objects && !s.encrypted
	for {
		part, err := r.Peek(max(len(endstream), r.Buffered()))
		at := bytes.Index(part, endstream)
		pass := at + len(endstream)
		if at < 0 {
			pass = len(part) - len(endstream) + 1 // the word may begin in what is left
		}
		if at < 0 && err != nil {
			return err
		}
		if keep {
			if packed = append(packed, part[:pass]...); len(packed) > packedLimit {
				return problem(Swelling)
			}
		}
		if _, err := r.Discard(pass); err != nil {
			return err
		}
		if at >= 0 {
			break
		}
	}
	if !keep {
		return nil
	}
	packed = bytes.TrimPrefix(bytes.TrimPrefix(packed[:len(packed)-len(endstream)], []byte("\r")), []byte("\n"))
	return s.unpack(packed, d)
}

// unpack looks at objects that are packed in a stream.
func (s *pdfScan) unpack(packed []byte, d dict) error {
	if d.otherwise {
		return problem(Broken) // nobody packs objects so
	}
	var in io.Reader = bytes.NewReader(packed)
	if d.flate {
		z, err := zlib.NewReader(in)
		if err != nil {
			s.unreadable = true // or encrypted, which may be said further on
			return nil
		}
		in = z
	}
	counted := &io.LimitedReader{R: in, N: s.left}
	err := s.lex(bufio.NewReader(counted), false)
	s.left = counted.N
	if counted.N <= 0 {
		return problem(Swelling)
	}
	s.unreadable = s.unreadable || err != nil
	return nil
}
