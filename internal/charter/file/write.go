package file

import (
	"strings"
	"unicode"

	"nghisu/internal/charter"
)

// lineWidth is how many characters a line of a written file should not pass.
const lineWidth = 110

// Write gives the canonical file of a charter, with documents, clauses, rules
// and changes in their order. Parse reads it back to the same charter; comments
// of a file that was read before are not in a charter and so not in the result.
func Write(c *charter.Charter) []byte {
	w := writer{}
	w.b.WriteString("# yaml-language-server: $schema=charter.schema.json\n")
	w.mapping(encode(c), 0, false)
	return []byte(w.b.String())
}

// writer puts values into YAML.
type writer struct{ b strings.Builder }

func (w *writer) indent(n int) {
	for range n {
		w.b.WriteByte(' ')
	}
}

// mapping writes keys on lines of their own; the first follows a dash when
// inline is set.
func (w *writer) mapping(v value, depth int, inline bool) {
	for i, p := range v.keys {
		if i > 0 || !inline {
			w.indent(depth)
		}
		w.b.WriteString(scalar(p.key, false))
		w.b.WriteByte(':')
		w.entry(p.value, depth, runes(p.key)+1)
	}
}

// entry writes a value after its key.
func (w *writer) entry(v value, depth, used int) {
	switch v.form {
	case several:
		if line := flow(v); !v.block && depth+used+1+runes(line) <= lineWidth {
			w.b.WriteString(" " + line + "\n")
			return
		}
		w.b.WriteByte('\n')
		for _, item := range v.items {
			w.indent(depth + 2)
			w.b.WriteString("- ")
			w.item(item, depth+4)
		}
	case keyed:
		if line := flow(v); depth+used+1+runes(line) <= lineWidth {
			w.b.WriteString(" " + line + "\n")
			return
		}
		w.b.WriteByte('\n')
		w.mapping(v, depth+2, false)
	case wording:
		w.wording(v.text, depth, used)
	default:
		w.b.WriteString(" " + v.text + "\n")
	}
}

// item writes a value after a dash.
func (w *writer) item(v value, depth int) {
	switch v.form {
	case keyed:
		w.mapping(v, depth, true)
	case several:
		w.b.WriteString(flow(v) + "\n")
	case wording:
		w.b.WriteString(scalar(v.text, false) + "\n")
	default:
		w.b.WriteString(v.text + "\n")
	}
}

// wording writes a text: on its line when it fits, else folded.
func (w *writer) wording(s string, depth, used int) {
	line := scalar(s, false)
	if depth+used+1+runes(line) <= lineWidth || !foldable(s) {
		w.b.WriteString(" " + line + "\n")
		return
	}
	w.b.WriteString(" >\n")
	width := 0
	for _, word := range strings.Split(s, " ") {
		n := runes(word)
		switch {
		case width == 0:
			w.indent(depth + 2)
			width = depth + 2
		case width+1+n > lineWidth:
			w.b.WriteByte('\n')
			w.indent(depth + 2)
			width = depth + 2
		default:
			w.b.WriteByte(' ')
			width++
		}
		w.b.WriteString(word)
		width += n
	}
	w.b.WriteByte('\n')
}

// foldable reports whether a text can be cut into lines at its spaces and put
// together again: single spaces only, no line breaks, no other blanks.
func foldable(s string) bool {
	if s == "" || strings.Contains(s, "  ") || s[0] == ' ' || s[len(s)-1] == ' ' {
		return false
	}
	for _, r := range s {
		if r != ' ' && (unicode.IsSpace(r) || unicode.IsControl(r)) {
			return false
		}
	}
	// A line that begins with a mark of YAML is still text when folded, but
	// readers take it for structure.
	for _, word := range strings.Split(s, " ") {
		if strings.ContainsAny(word[:1], "#-?:|>%@`!&*") {
			return false
		}
	}
	return true
}

// flow writes a value on one line.
func flow(v value) string {
	var b strings.Builder
	switch v.form {
	case several:
		b.WriteByte('[')
		for i, item := range v.items {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(flow(item))
		}
		b.WriteByte(']')
	case keyed:
		b.WriteByte('{')
		for i, p := range v.keys {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(scalar(p.key, true) + ": " + flow(p.value))
		}
		b.WriteByte('}')
	case wording:
		return scalar(v.text, true)
	default:
		return v.text
	}
	return b.String()
}

// scalar writes a text in one line: plain where every YAML reader takes it for
// the same text, else in double quotes.
func scalar(s string, inFlow bool) string {
	if plain(s, inFlow) {
		return s
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// plain reports whether a text may stand without quotes.
func plain(s string, inFlow bool) bool {
	if s == "" || !foldable(s) {
		return false
	}
	for i, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsMark(r):
		case i == 0:
			// Digits and marks at the start could be read as numbers, dates or
			// structure.
			return false
		case unicode.IsDigit(r), r == ' ', strings.ContainsRune("-_./();%+–—“”…=", r):
		case r == ',' && !inFlow:
		default:
			return false
		}
	}
	switch strings.ToLower(s) {
	case "true", "false", "null", "yes", "no", "on", "off", "y", "n":
		return false
	}
	return true
}
