package file

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// shape is the form of a node.
type shape uint8

const (
	empty  shape = iota // a key without value
	word                // text
	whole               // an integer in decimal
	number              // any other number
	truth               // true or false
	mapping
	list
)

// node is one value of the file with its place.
type node struct {
	pos
	shape shape
	text  string // of a scalar, as written for numbers
	plain bool   // scalar without quotes
	lead  int    // characters before the first of text: 1 in quotes; -1 when columns cannot be told
	flow  bool   // written in { } or [ ]
	keys  []entry
	items []*node
}

// entry is one key of a mapping with its value.
type entry struct {
	pos
	key   string
	plain bool
	bare  bool // no colon after it
	value *node
}

// get gives the value of a key, or nil.
func (n *node) get(key string) *node {
	if n == nil {
		return nil
	}
	for i := range n.keys {
		if n.keys[i].key == key {
			return n.keys[i].value
		}
	}
	return nil
}

// find gives the place of a key, or of the node itself.
func (n *node) find(key string) pos {
	for i := range n.keys {
		if n.keys[i].key == key {
			return n.keys[i].pos
		}
	}
	return n.pos
}

// at is the place of the character at an offset of a scalar's text.
func (n *node) at(offset int) pos {
	if n.lead < 0 || offset < 0 {
		return n.pos
	}
	return pos{n.line, n.col + n.lead + offset}
}

// scalar reports whether the node is a single word or number.
func (n *node) scalar() bool { return n.shape >= word && n.shape <= truth }

// tree reads the whole file into nodes.
func tree(name string, src []byte) (root *node, ps Problems) {
	s, ps := newSource(name, src)
	if len(ps) > 0 {
		return nil, ps
	}
	if root = s.read(); root != nil {
		return root, nil
	}
	return s.tree(name)
}

// tree reads a text with the library.
func (s source) tree(name string) (root *node, ps Problems) {
	tks, ps := s.tokens(name)
	if len(ps) > 0 {
		return nil, ps
	}
	// The YAML library is not proof against every input; a file that makes it
	// stop is a file that is not YAML.
	defer func() {
		if recover() != nil {
			root, ps = nil, Problems{problem(name, pos{1, 1}, CodeSyntax, say{"not YAML", "không phải YAML"}, say{})}
		}
	}()
	f, err := parser.Parse(tks, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		at, what := pos{1, 1}, "cannot be read"
		if e, ok := errors.AsType[*yaml.SyntaxError](err); ok {
			what = e.Message
			if e.Token != nil {
				at = pos{max(1, e.Token.Position.Line), max(1, e.Token.Position.Column)}
			}
		}
		return nil, Problems{problem(name, at, CodeSyntax, sayf("not YAML: %s", "không đúng YAML: %s", what),
			say{"check indentation, quotes and commas", "hãy xem lại thụt dòng, dấu nháy, dấu phẩy"})}
	}
	c := converter{name: name, src: s}
	for _, doc := range f.Docs {
		if doc.Body != nil && root == nil {
			root = c.node(doc.Body, pos{})
		}
	}
	if root == nil {
		c.fail(pos{1, 1}, say{"the file is empty", "tệp trống"}, say{})
	}
	return root, c.problems
}

// converter turns the library's tree into nodes, once, so that everything
// after it is plain and exact.
type converter struct {
	name     string
	src      source
	problems Problems
}

func (c *converter) fail(at pos, what, hint say) {
	if len(c.problems) >= maxProblems {
		return
	}
	c.problems = append(c.problems, problem(c.name, at, CodeSyntax, what, hint))
}

// node converts one value. The place after which it begins, when known, tells
// its position better than the library does for text over several lines.
func (c *converter) node(n ast.Node, after pos) *node {
	out := &node{}
	if tk := n.GetToken(); tk != nil {
		out.pos = pos{max(1, tk.Position.Line), max(1, tk.Position.Column)}
		out.plain = tk.Type != token.SingleQuoteType && tk.Type != token.DoubleQuoteType
	}
	if n.Type() == ast.NullType {
		return out
	}
	switch v := n.(type) {
	case *ast.MappingNode:
		out.shape, out.flow = mapping, v.IsFlowStyle
		c.entries(out, v.Values)
	case *ast.MappingValueNode:
		out.shape = mapping
		c.entries(out, []*ast.MappingValueNode{v})
	case *ast.SequenceNode:
		out.shape, out.flow = list, v.IsFlowStyle
		for i, item := range v.Values {
			var dash pos
			if !v.IsFlowStyle && i < len(v.Entries) && v.Entries[i].Start != nil {
				dash = pos{v.Entries[i].Start.Position.Line, v.Entries[i].Start.Position.Column}
			}
			out.items = append(out.items, c.node(item, dash))
		}
	case *ast.LiteralNode:
		out.shape, out.lead = word, -1
		if v.Value != nil {
			out.text = v.Value.Value
		}
	case *ast.StringNode:
		c.word(out, v, after)
	case *ast.IntegerNode:
		out.shape, out.text = number, strings.TrimSpace(v.Token.Value)
		if decimal(out.text) {
			out.shape = whole
		}
	case *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		out.shape, out.text = number, strings.TrimSpace(n.GetToken().Value)
	case *ast.BoolNode:
		out.shape, out.text = truth, "false"
		if v.Value {
			out.text = "true"
		}
	default:
		c.fail(out.pos, say{"this form of YAML is not allowed", "không được dùng dạng YAML này"}, say{})
	}
	return out
}

// word takes a string, in quotes or not.
func (c *converter) word(out *node, v *ast.StringNode, after pos) {
	out.shape, out.text = word, v.Value
	if !out.plain {
		out.lead = 1
	}
	raw := strings.TrimSpace(v.Token.Origin)
	if !out.plain && len(raw) >= 2 {
		raw = raw[1 : len(raw)-1]
	}
	if raw != v.Value {
		out.lead = -1 // over several lines, or with escapes: columns cannot be told
		if at, ok := c.src.begin(after); ok && out.plain {
			out.pos = at
		}
	}
	if !out.plain {
		c.readable(out)
	}
	if out.plain && oldBoolean(out.text) {
		c.problems = append(c.problems, problem(c.name, out.pos, CodeValue,
			sayf("%s is not a value: some programs read it as true or false", "%s không phải giá trị: có chương trình hiểu là đúng/sai", out.text),
			say{"write true or false, or put the word in quotes", "hãy ghi true hoặc false, hoặc đặt trong dấu nháy"}))
	}
}

// readable refuses hidden characters that escapes bring in.
func (c *converter) readable(n *node) {
	if at, r := hidden(n.text); at >= 0 {
		c.fail(n.pos, sayf("character U+%04X does not show and is not allowed", "ký tự U+%04X không hiện ra và không được dùng", r),
			say{"delete it", "hãy xóa đi"})
	} else if !utf8.ValidString(n.text) {
		c.fail(n.pos, say{"an escape is not a character", "mã thoát không phải là ký tự"}, say{"delete it", "hãy xóa đi"})
	}
}

// entries takes the keys of a mapping and refuses one that comes twice.
func (c *converter) entries(out *node, values []*ast.MappingValueNode) {
	out.keys = make([]entry, 0, len(values))
	for i, mv := range values {
		e := entry{}
		if tk := mv.Key.GetToken(); tk != nil {
			e.pos = pos{max(1, tk.Position.Line), max(1, tk.Position.Column)}
			e.plain = tk.Type != token.SingleQuoteType && tk.Type != token.DoubleQuoteType
			e.key = tk.Value
		}
		if i == 0 && !out.flow {
			out.pos = e.pos
		}
		if s, ok := mv.Key.(*ast.StringNode); ok {
			e.key = s.Value
		}
		colon := pos{}
		if mv.Start != nil && mv.Start.Type == token.MappingValueType {
			colon = pos{mv.Start.Position.Line, mv.Start.Position.Column}
		} else {
			e.bare = true
		}
		if e.plain && oldBoolean(e.key) {
			c.fail(e.pos, sayf("%s is not a key", "%s không phải khóa", e.key), say{})
		}
		if out.get(e.key) != nil { // few keys: looking through them is quicker than a map
			c.fail(e.pos, sayf("key %q a second time", "khóa %q xuất hiện lần thứ hai", e.key),
				sayf("the first is on line %d", "lần đầu ở dòng %d", out.find(e.key).line))
			continue
		}
		if mv.Value != nil {
			e.value = c.node(mv.Value, colon)
		}
		if e.value == nil || e.value.shape == empty {
			e.value = &node{pos: e.pos}
		}
		out.keys = append(out.keys, e)
	}
}

// oldBoolean reports the words that YAML 1.1 reads as true or false.
func oldBoolean(s string) bool {
	if len(s) > len("off") {
		return false
	}
	switch strings.ToLower(s) {
	case "on", "off", "yes", "no":
		return true
	}
	return false
}

// decimal reports an integer as people write it: digits, no leading zero.
func decimal(s string) bool {
	digits := strings.TrimPrefix(s, "-")
	if digits == "" || len(digits) > 9 || len(digits) > 1 && digits[0] == '0' {
		return false
	}
	return strings.Trim(digits, "0123456789") == ""
}
