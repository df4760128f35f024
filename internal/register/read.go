package register

import (
	"bufio"
	"encoding/base64"
	"errors"
	"fmt"
	"io"

	"golang.org/x/mod/sumdb/tlog"
)

// errLine is a line of an export that breaks the format.
type errLine struct {
	what  string
	other bool // the line was not meant to be an entry
}

func (e errLine) Error() string { return e.what }

// exportReader reads an export line by line.
type exportReader struct {
	r      *bufio.Reader
	buf    []byte
	footer *footer
}

// footer is the last line of an export.
type footer struct {
	entries, checkpoints int64
	root                 string
}

// next reads a line as a canonical JSON object. It gives io.EOF at the end of
// the file, errLine for a line that breaks the format.
func (x *exportReader) next() (*fields, error) {
	x.buf = x.buf[:0]
	for {
		part, err := x.r.ReadSlice('\n')
		if len(x.buf)+len(part) > MaxLine+1 {
			return nil, errLine{what: fmt.Sprintf("a line is longer than %d bytes", MaxLine)}
		}
		x.buf = append(x.buf, part...)
		if err == nil {
			break
		}
		if errors.Is(err, io.EOF) {
			if len(x.buf) == 0 {
				return nil, io.EOF
			}
			return nil, errLine{what: "the file breaks off in the middle of a line"}
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return nil, fmt.Errorf("register: read export: %w", err)
		}
	}
	v, err := parseValue(x.buf[:len(x.buf)-1], true)
	if err != nil {
		return nil, errLine{what: "the line is not canonical JSON (" + err.Error() + ")"}
	}
	if v.kind != kindObject {
		return nil, errLine{what: "the line is not a JSON object"}
	}
	return &fields{left: v.members}, nil
}

// header reads the first line.
func (x *exportReader) header() (Source, error) {
	f, err := x.next()
	if errors.Is(err, io.EOF) {
		return Source{}, errLine{what: "the file is empty"}
	}
	if err != nil {
		return Source{}, err
	}
	if format := f.text("format", true, anyText); format != ExportFormat {
		return Source{}, errLine{what: fmt.Sprintf("the first line does not name the format %s", ExportFormat)}
	}
	s := Source{Office: f.text("office", true, isKey), Entries: f.count("entries")}
	if origin := f.text("origin", true, anyText); origin != Origin(s.Office) {
		f.fail("origin", "is not that of the office")
	}
	s.Keys = f.texts("keys")
	if _, err := newVerifiers(s.Keys); err != nil {
		f.fail("keys", "holds what is not a verifier key")
	}
	f.end()
	if f.err != nil {
		return Source{}, errLine{what: "header: " + f.err.Error()}
	}
	return s, nil
}

// records gives the records up to the footer, and the first line that breaks
// the format as an errLine.
func (x *exportReader) records(yield func(Record, error) bool) {
	for {
		r, err := x.record()
		var line errLine
		if errors.As(err, &line) {
			line.other = !x.meansEntry()
			err = line
		}
		if errors.Is(err, io.EOF) || !yield(r, err) || err != nil {
			return
		}
	}
}

// meansEntry guesses from its beginning whether a broken line was an entry:
// which of the three beginnings it shares most characters with.
func (x *exportReader) meansEntry() bool {
	alike := func(beginning string) (n int) {
		for i := range min(len(beginning), len(x.buf)) {
			if beginning[i] == x.buf[i] {
				n++
			}
		}
		return n
	}
	entry := alike(`{"contents":[`)
	return entry >= alike(`{"checkpoint":`) && entry >= alike(`{"checkpoints":`)
}

// record reads an entry or a checkpoint; at the footer it keeps it and gives
// io.EOF. The file must end with the footer.
func (x *exportReader) record() (Record, error) {
	f, err := x.next()
	if errors.Is(err, io.EOF) {
		return Record{}, errLine{what: "the file ends before its last line"}
	}
	if err != nil {
		return Record{}, err
	}
	if v, ok := f.take("end"); ok {
		x.footer = &footer{entries: f.count("entries"), checkpoints: f.count("checkpoints"), root: f.text("root", true, anyText)}
		if v.kind != kindBool || v.num == 0 {
			f.fail("end", "is not true")
		}
		f.end()
		if f.err != nil {
			return Record{}, errLine{what: f.err.Error()}
		}
		return Record{}, io.EOF
	}
	var r Record
	if v, ok := f.take("checkpoint"); ok {
		if v.kind != kindString {
			f.fail("checkpoint", "is not a text")
		}
		r.Checkpoint = []byte(v.text)
	} else {
		r.Entry = &Entry{Index: f.count("entry"), Leaf: []byte(f.text("leaf", true, anyText))}
		r.Entry.Hashes = f.hashes("hashes")
		f.contents(r.Entry)
	}
	f.end()
	if f.err != nil {
		return Record{}, errLine{what: f.err.Error()}
	}
	return r, nil
}

// contents reads the contents of an entry, each present or erased.
func (f *fields) contents(e *Entry) {
	v, ok := f.take("contents")
	if !ok || v.kind != kindArray {
		f.fail("contents", "is not a list")
		return
	}
	e.listed = []string{}
	for i := range v.items {
		o := fields{path: fmt.Sprintf("contents[%d].", i), left: v.items[i].members}
		c := Content{ID: o.text("id", true, isID)}
		e.listed = append(e.listed, c.ID)
		if erased, ok := o.take("erased"); ok {
			if erased.kind != kindBool || erased.num == 0 {
				o.fail("erased", "is true or left out")
			}
		} else {
			salt := o.text("salt", true, anyText)
			c.Value = o.text("value", true, anyText)
			c.Salt, ok = decode64(salt)
			if !ok {
				o.fail("salt", "is not base64")
			}
			e.Contents = append(e.Contents, c)
		}
		o.end()
		f.err = errors.Join(f.err, o.err)
	}
}

// decode64 reads padded base64 in its one canonical spelling.
func decode64(s string) ([]byte, bool) {
	raw, err := base64.StdEncoding.Strict().DecodeString(s)
	return raw, err == nil && base64.StdEncoding.EncodeToString(raw) == s
}

// count reads a whole number of 0 or more.
func (f *fields) count(key string) int64 {
	v, ok := f.take(key)
	if !ok || v.kind != kindInt || v.num < 0 {
		f.fail(key, "is not a whole number of 0 or more")
	}
	return v.num
}

// texts reads a list of strings.
func (f *fields) texts(key string) []string {
	v, ok := f.take(key)
	if !ok || v.kind != kindArray {
		f.fail(key, "is not a list")
		return nil
	}
	var out []string
	for i := range v.items {
		if v.items[i].kind != kindString {
			f.fail(key, "holds what is not a text")
		}
		out = append(out, v.items[i].text)
	}
	return out
}

// hashes reads a list of hashes in base64.
func (f *fields) hashes(key string) []tlog.Hash {
	var out []tlog.Hash
	for _, s := range f.texts(key) {
		h, err := tlog.ParseHash(s)
		if err != nil || h.String() != s {
			f.fail(key, "holds what is not a hash")
		}
		out = append(out, h)
	}
	return out
}

// anyText accepts every string.
func anyText(string) bool { return true }
