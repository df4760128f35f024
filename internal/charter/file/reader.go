package file

import (
	"strings"
	"unicode/utf8"
)

// reader makes the tree of a file that keeps to the YAML in which charters are
// written: keys and dashes on lines of their own, texts on one line or folded,
// { } and [ ] within a line. The library takes fifteen times as long for the same
// tree, which was three quarters of the time to load a charter.
//
// A reader never finds a file wrong. Where it is not certain, of what is rare
// or of an error, it gives nil, and the library reads the whole file: what it
// makes of it, and every message, stays as it is. What both read they must read
// alike, which FuzzSameTree asks.
type reader struct {
	lines  []string
	line   int // index of the line being read
	text   string
	at     int // byte of the line at which reading goes on
	indent int // bytes before the first mark of what stands on the line; -1 at the end of the file

	counted, chars int // the bytes of the line that are counted as characters, and how many they are
	depth, empty   int // as the limits count them, or more
}

// read gives the tree of a text, or nil where only the library can tell.
func (s source) read() *node {
	// Tabs, and an end without line feed, have rules of their own.
	if len(s.text) > maxMarks || strings.Contains(s.text, "\t") || !strings.HasSuffix(s.text, "\n") {
		return nil
	}
	r := reader{lines: s.lines, line: -1}
	r.next()
	root := r.mapping()
	if root == nil || r.indent >= 0 || r.empty > maxEmpty {
		return nil
	}
	return root
}

// next goes to the next line that is neither blank nor a comment.
func (r *reader) next() {
	for r.line++; r.line < len(r.lines); r.line++ {
		text := r.lines[r.line]
		if i := blanks(text); i < len(text) && text[i] != '#' {
			r.text, r.counted, r.chars = text, 0, 0
			r.begin(i)
			return
		}
	}
	r.indent = -1
}

// begin takes what follows on the line for a line with so much indentation.
func (r *reader) begin(at int) { r.at, r.indent = at, at }

// blanks counts the spaces at the start.
func blanks(s string) int {
	i := 0
	for i < len(s) && s[i] == ' ' {
		i++
	}
	return i
}

// skip goes over spaces.
func (r *reader) skip() { r.at += blanks(r.text[r.at:]) }

// mark gives the byte at which reading goes on, or a line feed.
func (r *reader) mark() byte {
	if r.at == len(r.text) {
		return '\n'
	}
	return r.text[r.at]
}

// pos is the place at which reading goes on. Places count characters.
func (r *reader) pos() pos {
	r.chars += utf8.RuneCountInString(r.text[r.counted:r.at])
	r.counted = r.at
	return pos{r.line + 1, r.chars + 1}
}

// spent reports that nothing more stands on the line than spaces and a comment.
func (r *reader) spent() bool {
	before := r.at
	r.skip()
	return r.mark() == '\n' || r.mark() == '#' && r.at > before
}

// deeper reports that one level more is within what a charter may have.
func (r *reader) deeper() bool {
	r.depth++
	return r.depth < maxDepth
}

// dash reports a dash with something after it.
func (r *reader) dash() bool { return strings.HasPrefix(r.text[r.at:], "- ") }

// key reads a key of plain letters with its colon, and what separates it from
// its value; without one it stays where it is and gives "".
func (r *reader) key() string {
	end := r.at
	for end < len(r.text) && (letter(r.text[end]) || end > r.at && (digit(r.text[end]) || r.text[end] == '-')) {
		end++
	}
	key, rest := r.text[r.at:end], r.text[end:]
	if key == "" || rest != ":" && !strings.HasPrefix(rest, ": ") {
		return ""
	}
	r.at = end + 1
	return key
}

// put reads a key with its value into a mapping. The library speaks of keys
// that come twice or are no words, and of keys too many.
func (r *reader) put(out *node, value func(key pos) *node) bool {
	e := entry{pos: r.pos(), plain: true}
	e.key = r.key()
	if shape, sure := shaped(e.key); shape != word || !sure || out.get(e.key) != nil || len(out.keys) == maxKeys {
		return false
	}
	e.value = value(e.pos)
	out.keys = append(out.keys, e)
	return e.value != nil
}

// mapping reads the keys that stand at the indentation of the first.
func (r *reader) mapping() *node {
	if !r.deeper() {
		return nil
	}
	indent := r.indent
	out := &node{pos: r.pos(), shape: mapping, plain: true}
	for r.indent == indent {
		if !r.put(out, func(key pos) *node { return r.under(indent, key) }) {
			return nil
		}
	}
	r.depth--
	return out
}

// under reads the value of a key: on its line, or deeper on the lines below,
// where the dashes of a list may also stand right below the key.
func (r *reader) under(indent int, key pos) *node {
	if !r.spent() {
		return r.beside(indent)
	}
	r.empty++
	r.next()
	switch {
	case r.indent >= indent && r.dash():
		return r.list()
	case r.indent > indent && (r.mark() == '[' || r.mark() == '{'):
		return r.beside(indent)
	case r.indent > indent:
		return r.mapping()
	}
	return &node{pos: key}
}

// list reads the items whose dashes stand at the indentation of the first.
func (r *reader) list() *node {
	if !r.deeper() {
		return nil
	}
	indent := r.indent
	out := &node{pos: r.pos(), shape: list, plain: true}
	for r.indent == indent && r.dash() {
		item := r.item(indent)
		if item == nil {
			return nil
		}
		out.items = append(out.items, item)
	}
	r.depth--
	return out
}

// item reads what follows a dash on its line.
func (r *reader) item(indent int) *node {
	r.at++
	if r.spent() {
		return nil
	}
	before := r.at
	if r.key() != "" {
		r.begin(before)
		return r.mapping()
	}
	return r.beside(indent)
}

// beside reads a value on the line of its key or dash, and goes to the next
// line.
func (r *reader) beside(indent int) *node {
	if r.mark() == '>' || r.mark() == '|' {
		return r.block(indent)
	}
	n := r.value(false)
	if n == nil || !r.spent() {
		return nil
	}
	r.next()
	return n
}
