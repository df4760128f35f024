package mail

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// withoutTags is the text of a page: lines where blocks end, nothing of what is
// hidden, run or quoted.
func withoutTags(page string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(page))
	skip := 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return b.String()
		}
		t := z.Token()
		switch kind {
		case html.TextToken:
			if skip == 0 {
				b.WriteString(strings.Join(strings.Fields(t.Data), " "))
				if strings.HasSuffix(t.Data, " ") {
					b.WriteByte(' ')
				}
			}
		case html.StartTagToken:
			if silent(t.DataAtom) {
				skip++
			}
			if t.DataAtom == atom.Blockquote {
				b.WriteString("\n> ")
				skip++
			}
		case html.EndTagToken:
			if (silent(t.DataAtom) || t.DataAtom == atom.Blockquote) && skip > 0 {
				skip--
			}
		}
		if ends(t.DataAtom) {
			b.WriteByte('\n')
		}
	}
}

func silent(a atom.Atom) bool {
	return a == atom.Script || a == atom.Style || a == atom.Head || a == atom.Title
}

func ends(a atom.Atom) bool {
	switch a {
	case atom.Br, atom.P, atom.Div, atom.Li, atom.Tr, atom.Table, atom.H1, atom.H2, atom.H3, atom.Blockquote:
		return true
	}
	return false
}
