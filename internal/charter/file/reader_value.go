package file

import (
	"strings"

	"github.com/goccy/go-yaml/token"
)

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func digit(c byte) bool { return '0' <= c && c <= '9' }

// value reads a value within a line.
func (r *reader) value(inFlow bool) *node {
	switch r.mark() {
	case '{', '[':
		return r.flow()
	case '"', '\'':
		return r.quoted()
	}
	return r.plain(inFlow)
}

// plain reads a text or number without quotes, up to a comment or, in { } and
// [ ], to the mark that ends it.
func (r *reader) plain(inFlow bool) *node {
	out := &node{pos: r.pos(), plain: true}
	from, end := r.at, r.at
	for ; end < len(r.text); end++ {
		c := r.text[end]
		if c == '#' && end > from && r.text[end-1] == ' ' || inFlow && strings.IndexByte(",[]{}", c) >= 0 {
			break
		}
		if c == ':' && (inFlow || end+1 == len(r.text) || r.text[end+1] == ' ') {
			return nil
		}
	}
	out.text = strings.TrimRight(r.text[from:end], " ")
	// The library misplaces a text with spaces after it at the end of a line, and
	// one with other blanks around it.
	if end == len(r.text) && from+len(out.text) < end || strings.TrimSpace(out.text) != out.text {
		return nil
	}
	r.at += len(out.text)
	var sure bool
	if out.shape, sure = shaped(out.text); !sure {
		return nil
	}
	if out.shape == truth {
		out.text = strings.ToLower(out.text)
	}
	return out
}

// shaped tells the form of a plain text, and whether that is beyond doubt.
// Texts that begin with a mark, words for nothing and the old words for true
// and false are left to the library.
func shaped(s string) (shape, bool) {
	switch {
	case s == "":
		return empty, false
	case digit(s[0]):
		if decimal(s) {
			return whole, true
		}
		if token.ToNumber(s) != nil {
			return number, true
		}
		return word, true
	case !letter(s[0]) && s[0] < 0x80 && s[0] != '(':
		return empty, false
	}
	switch s {
	case "true", "True", "TRUE", "false", "False", "FALSE":
		return truth, true
	case "null", "Null", "NULL":
		return empty, false
	}
	return word, !oldBoolean(s)
}

// quoted reads a text in quotes that ends on its line. After a quote within it,
// written twice, the rest does not belong there, and the library is asked.
func (r *reader) quoted() *node {
	out := &node{pos: r.pos(), shape: word, lead: 1}
	quote, rest := r.text[r.at], r.text[r.at+1:]
	end := strings.IndexByte(rest, quote)
	if end < 0 {
		return nil
	}
	out.text = rest[:end]
	if quote == '"' && strings.IndexByte(out.text, '\\') >= 0 {
		return r.escaped(out)
	}
	r.at += end + 2
	return out
}

// escapes are those that Write uses.
var escapes = map[byte]byte{'"': '"', '\\': '\\', 'n': '\n', 't': '\t'}

// escaped reads a text in double quotes with escapes, after which columns
// cannot be told.
func (r *reader) escaped(out *node) *node {
	var b strings.Builder
	for r.at++; r.mark() != '"'; r.at++ {
		c := r.mark()
		if c == '\\' {
			r.at++
			c = escapes[r.mark()]
		}
		if c == 0 || c == '\n' && r.at >= len(r.text) {
			return nil
		}
		b.WriteByte(c)
	}
	r.at++
	out.text, out.lead = b.String(), -1
	return out
}

// flow reads { } or [ ] that ends on its line.
func (r *reader) flow() *node {
	if !r.deeper() {
		return nil
	}
	out := &node{pos: r.pos(), shape: list, plain: true, flow: true}
	end := byte(']')
	if r.mark() == '{' {
		out.shape, end = mapping, '}'
	}
	r.at++
	r.skip()
	if r.mark() == end {
		r.empty++
	} else if !r.members(out, end) {
		return nil
	}
	r.at++
	r.depth--
	return out
}

// members reads what stands between the brackets, up to the closing one.
func (r *reader) members(out *node, end byte) bool {
	for {
		r.skip()
		if out.shape == list {
			item := r.value(true)
			if item == nil {
				return false
			}
			out.items = append(out.items, item)
		} else if !r.put(out, func(pos) *node { r.skip(); return r.value(true) }) {
			return false
		}
		r.skip()
		if r.mark() == end {
			return true
		}
		if r.mark() != ',' {
			return false
		}
		r.at++
	}
}

// block reads a text on the lines below its mark: > folds them into one, and |
// keeps them. The lines stand at one indentation, and one line feed ends them.
func (r *reader) block(indent int) *node {
	out := &node{pos: r.pos(), shape: word, plain: true, lead: -1}
	mark := r.text[r.at:]
	first := r.line + 1
	depth := blanks(r.lines[first])
	if len(mark) > 1 || depth <= indent {
		return nil
	}
	var b strings.Builder
	empty := 0 // lines before this one
	for line := first; line < len(r.lines); line++ {
		text := r.lines[line]
		if text == "" {
			empty++
			continue
		}
		i := blanks(text)
		if i < depth && i < len(text) {
			break
		}
		// Deeper lines, and lines of spaces alone, have rules of their own.
		if i != depth || i == len(text) {
			return nil
		}
		switch {
		case line == first:
		case mark == ">" && empty == 0:
			b.WriteByte(' ')
		case mark == ">":
			b.WriteString(strings.Repeat("\n", empty))
		default:
			b.WriteString(strings.Repeat("\n", empty+1))
		}
		b.WriteString(text[depth:])
		empty, r.line = 0, line
	}
	b.WriteByte('\n')
	out.text = b.String()
	r.next()
	return out
}
