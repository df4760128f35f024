package file

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"
)

// The limits of a source. A regulation is far below each of them; they keep a
// hostile upload from costing more than a moment.
const (
	maxBytes = 4 << 20 // of the file
	maxDepth = 48      // of lists and mappings inside one another
	maxKeys  = 300     // of one mapping
	maxEmpty = 2000    // keys and items without value
	maxMarks = 500_000 // words and marks of YAML in the whole file
)

// source is the text of a file made ready: UTF-8, line feeds only, no mark at
// the start, no character that hides what people read.
type source struct {
	text  string
	lines []string
}

// newSource checks the bytes. The problems name the first bad character of
// each line.
func newSource(name string, src []byte) (source, Problems) {
	fail := func(at pos, what, hint say) Problems {
		return Problems{problem(name, at, CodeSyntax, what, hint)}
	}
	if len(src) > maxBytes {
		return source{}, fail(pos{1, 1},
			sayf("the file is %d bytes long, more than 4 MiB", "tệp dài %d byte, quá 4 MiB", len(src)),
			say{"a charter holds the text and its rules only", "tệp quy chế chỉ chứa lời văn và quy tắc"})
	}
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	if !utf8.Valid(src) {
		return source{}, fail(badByte(src), say{"not UTF-8", "không phải UTF-8"},
			say{"save the file as UTF-8", "hãy lưu tệp theo mã UTF-8"})
	}
	text := strings.ReplaceAll(string(src), "\r\n", "\n")
	s := source{text: text, lines: strings.Split(text, "\n")}
	var ps Problems
	for i, line := range s.lines {
		if at, r := hidden(line); at >= 0 {
			ps = append(ps, problem(name, pos{i + 1, utf8.RuneCountInString(line[:at]) + 1}, CodeSyntax,
				sayf("character U+%04X does not show and is not allowed", "ký tự U+%04X không hiện ra và không được dùng", r),
				say{"delete it", "hãy xóa đi"}))
		}
	}
	return s, ps
}

// badByte finds the first byte that is not UTF-8.
func badByte(src []byte) pos {
	at := pos{1, 1}
	for len(src) > 0 {
		r, n := utf8.DecodeRune(src)
		if r == utf8.RuneError && n == 1 {
			break
		}
		if at.col++; r == '\n' {
			at = pos{at.line + 1, 1}
		}
		src = src[n:]
	}
	return at
}

// hidden finds the first character that changes how text is shown without
// being seen: controls, and marks that turn the direction of reading.
func hidden(s string) (at int, r rune) {
	for i, r := range s {
		switch {
		case r == '\t', r == '\n':
		case r < 0x20, r >= 0x7f && r < 0xa0,
			r == 0x061c, r == 0x200e, r == 0x200f, r >= 0x2028 && r <= 0x202e, r >= 0x2066 && r <= 0x2069,
			r == 0xfeff, r == 0xfffe, r == 0xffff:
			return i, r
		}
	}
	return -1, 0
}

// begin finds the first character after a place that is neither blank nor in a
// comment: where the value of a key or of a dash stands.
func (s source) begin(at pos) (pos, bool) {
	if at.line < 1 {
		return pos{}, false
	}
	for line := at.line; line <= len(s.lines); line++ {
		runes := []rune(s.lines[line-1])
		for i := range runes {
			if line == at.line && i+1 <= at.col {
				continue
			}
			if runes[i] == '#' && (i == 0 || runes[i-1] == ' ' || runes[i-1] == '\t') {
				break
			}
			if runes[i] != ' ' && runes[i] != '\t' {
				return pos{line, i + 1}, true
			}
		}
	}
	return pos{}, false
}

// tokens cuts the text and refuses what the format does not use or what would
// be slow to read, all at once.
func (s source) tokens(name string) (token.Tokens, Problems) {
	tks := lexer.Tokenize(s.text)
	var ps Problems
	add := func(tk *token.Token, what, hint say) {
		ps = append(ps, problem(name, pos{max(1, tk.Position.Line), max(1, tk.Position.Column)}, CodeSyntax, what, hint))
	}
	noneSay := say{"write the value out", "hãy viết rõ giá trị"}
	var flow []bool // open brackets; true for those of a mapping
	empty := 0
	var cols nest
	kept := tks[:0]
	for i, tk := range tks {
		if tk.Type == token.CommentType {
			continue
		}
		kept = append(kept, tk)
		switch tk.Type {
		case token.AnchorType:
			add(tk, say{"anchors are not allowed", "không được dùng neo (&)"}, noneSay)
		case token.AliasType:
			add(tk, say{"aliases are not allowed", "không được dùng tham chiếu (*)"}, noneSay)
		case token.TagType:
			add(tk, say{"tags are not allowed", "không được dùng thẻ (!)"}, noneSay)
		case token.MergeKeyType:
			add(tk, say{"merge keys are not allowed", "không được dùng khóa gộp (<<)"}, noneSay)
		case token.DirectiveType:
			add(tk, say{"directives are not allowed", "không được dùng chỉ thị (%)"}, say{"delete the line", "hãy xóa dòng này"})
		case token.MappingKeyType:
			add(tk, say{"keys that begin with ? are not allowed", "không được dùng khóa bắt đầu bằng ?"}, noneSay)
		case token.DocumentHeaderType:
			if len(kept) > 1 {
				add(tk, say{"one file holds one charter", "một tệp chỉ chứa một quy chế"}, say{"split the file", "hãy tách tệp"})
			}
		case token.DocumentEndType:
			if i != len(tks)-1 {
				add(tk, say{"nothing may follow the end of the charter", "không được ghi gì sau dấu kết thúc"}, say{})
			}
		case token.MappingStartType, token.SequenceStartType:
			flow = append(flow, tk.Type == token.MappingStartType)
		case token.MappingEndType, token.SequenceEndType:
			flow = flow[:max(0, len(flow)-1)]
		case token.SequenceEntryType:
			if len(flow) == 0 {
				cols.item(tk.Position.Column)
			}
		case token.MappingValueType:
			if len(flow) == 0 && len(kept) > 1 {
				cols.key(kept[len(kept)-2].Position.Column)
			}
		}
		if len(kept) > 1 && bare(kept[len(kept)-2], tk) || len(flow) > 0 && flow[len(flow)-1] && alone(kept) {
			empty++
		}
		if len(flow)+len(cols) > maxDepth {
			add(tk, say{"too many levels", "quá nhiều tầng lồng nhau"}, say{})
			return nil, ps
		}
		if len(kept) > maxMarks || cols.most() > maxKeys || empty > maxEmpty || len(ps) > maxEmpty {
			add(tk, say{"too much for a charter", "quá nhiều nội dung so với một quy chế"}, say{})
			return nil, ps
		}
	}
	return kept, ps
}

// bare reports whether a key or item before this token has no value, in a rough
// way that errs on the side of counting.
func bare(prev, tk *token.Token) bool {
	switch prev.Type {
	case token.MappingValueType, token.SequenceEntryType, token.CollectEntryType, token.MappingStartType:
	default:
		return false
	}
	switch tk.Type {
	case token.CollectEntryType, token.MappingEndType, token.SequenceEndType:
		return true
	case token.SequenceEntryType:
		return prev.Type == token.SequenceEntryType
	}
	return prev.Type != token.CollectEntryType && tk.Position.Line > prev.Position.Line && tk.Position.Column <= prev.Position.Column
}

// alone reports whether a comma ends a key of { } that has no value.
func alone(kept token.Tokens) bool {
	if len(kept) < 3 || kept[len(kept)-1].Type != token.CollectEntryType {
		return false
	}
	before := kept[len(kept)-3].Type
	return before == token.CollectEntryType || before == token.MappingStartType
}

// nest follows the columns of block mappings and lists that stand open, and
// how many keys each has.
type nest []struct{ col, keys int }

func (n *nest) cut(col int) {
	for len(*n) > 0 && (*n)[len(*n)-1].col > col {
		*n = (*n)[:len(*n)-1]
	}
}

func (n *nest) item(col int) {
	n.cut(col)
	if len(*n) == 0 || (*n)[len(*n)-1].col < col {
		*n = append(*n, struct{ col, keys int }{col, 0})
	}
}

func (n *nest) key(col int) {
	n.item(col)
	(*n)[len(*n)-1].keys++
}

func (n nest) most() int {
	if len(n) == 0 {
		return 0
	}
	return n[len(n)-1].keys
}

// problem makes a Problem in both languages.
func problem(name string, at pos, code string, what, hint say) Problem {
	return Problem{
		File: name, Line: at.line, Col: at.col, Code: code,
		Message: what.en, Hint: hint.en, messageVI: what.vi, hintVI: hint.vi,
	}
}
