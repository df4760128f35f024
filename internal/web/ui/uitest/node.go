package uitest

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
)

// Node is an element of a page that was read back.
type Node struct {
	Tag      string
	Attrs    map[string]string
	Children []*Node
	Parent   *Node
	text     string // of a text node, which has no tag
}

// Parse reads a page. One that is not well formed fails the test.
func Parse(t testing.TB, html string) *Node {
	t.Helper()
	root, err := parse(html)
	if err != nil {
		t.Fatalf("page cannot be read: %v", err)
	}
	return root
}

func parse(html string) (*Node, error) {
	d := xml.NewDecoder(strings.NewReader(html))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	root := &Node{Tag: "#root", Attrs: map[string]string{}}
	at := root
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return root, nil
		}
		if err != nil {
			return nil, err
		}
		switch x := tok.(type) {
		case xml.StartElement:
			n := &Node{Tag: x.Name.Local, Attrs: map[string]string{}, Parent: at}
			for _, a := range x.Attr {
				name := a.Name.Local
				if a.Name.Space != "" && a.Name.Space != "xmlns" {
					name = a.Name.Space + ":" + name
				}
				n.Attrs[name] = a.Value
			}
			at.Children = append(at.Children, n)
			at = n
		case xml.EndElement:
			if at.Parent != nil {
				at = at.Parent
			}
		case xml.CharData:
			at.Children = append(at.Children, &Node{text: string(x), Parent: at})
		}
	}
}

// Text is all text below a node, its white space made single.
func (n *Node) Text() string {
	var b strings.Builder
	n.walk(func(x *Node) { b.WriteString(x.text + " ") })
	return strings.Join(strings.Fields(b.String()), " ")
}

func (n *Node) walk(visit func(*Node)) {
	visit(n)
	for _, c := range n.Children {
		c.walk(visit)
	}
}

// All finds the elements below a node by a selector: compounds of tag, #id,
// .class, [attr] and [attr=value], parted by spaces for descent.
func (n *Node) All(selector string) []*Node {
	steps := strings.Fields(selector)
	var out []*Node
	n.walk(func(x *Node) {
		if x != n && x.Tag != "" && x.matches(steps) {
			out = append(out, x)
		}
	})
	return out
}

// One finds exactly one element; none or several fail the test.
func (n *Node) One(t testing.TB, selector string) *Node {
	t.Helper()
	list := n.All(selector)
	if len(list) != 1 {
		t.Fatalf("%q: %d elements, want one", selector, len(list))
	}
	return list[0]
}

// Has reports whether an element matches a selector.
func (n *Node) Has(selector string) bool { return len(n.All(selector)) > 0 }

func (n *Node) matches(steps []string) bool {
	if !n.is(steps[len(steps)-1]) {
		return false
	}
	rest := steps[:len(steps)-1]
	for up := n.Parent; up != nil && len(rest) > 0; up = up.Parent {
		if up.is(rest[len(rest)-1]) {
			rest = rest[:len(rest)-1]
		}
	}
	return len(rest) == 0
}

// is holds a node against one compound.
func (n *Node) is(compound string) bool {
	for compound != "" {
		end := strings.IndexAny(compound[1:], "#.[") + 1
		if end == 0 {
			end = len(compound)
		}
		part := compound[:end]
		if part[0] == '[' {
			if end = strings.IndexByte(compound, ']') + 1; end == 0 {
				return false
			}
			part = compound[:end]
		}
		if !n.has(part) {
			return false
		}
		compound = compound[end:]
	}
	return true
}

func (n *Node) has(part string) bool {
	switch part[0] {
	case '#':
		return n.Attrs["id"] == part[1:]
	case '.':
		return slices.Contains(strings.Fields(n.Attrs["class"]), part[1:])
	case '[':
		name, value, given := strings.Cut(strings.Trim(part, "[]"), "=")
		have, ok := n.Attrs[name]
		return ok && (!given || have == strings.Trim(value, `"'`))
	}
	return n.Tag == part
}
