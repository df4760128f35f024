package charters_test

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"nghisu/internal/charter"
)

// A table is what one regulation must answer, written from its source text
// before its charter file. See the heads of testdata/tables for the grammar.
type table struct {
	name  string
	lines []line
}

// line is one expectation.
type line struct {
	no   int
	text string
	verb string       // charter, doc, unstated, clause, role, sub, term, has, may, duties, verdict, show
	ask  []string     // words before =>
	want []string     // words after =>
	on   charter.Date // the day of the line
}

// readTable reads a .table file; a line it cannot read fails the test.
func readTable(t *testing.T, path string) table {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	tab := table{name: path}
	var on charter.Date
	sc := bufio.NewScanner(f)
	for no := 1; sc.Scan(); no++ {
		text := strings.TrimSpace(sc.Text())
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		head, tail, _ := strings.Cut(text, "=>")
		if verb := firstWord(text); verb == "clause" || verb == "role" || verb == "sub" || verb == "object" ||
			verb == "series" || verb == "matter" || verb == "event" {
			head, tail, _ = strings.Cut(text, "|")
		}
		l := line{no: no, text: text, ask: words(head), want: words(tail), on: on}
		l.verb, l.ask = l.ask[0], l.ask[1:]
		if l.verb == "on" {
			if on, err = charter.ParseDate(l.ask[0]); err != nil {
				t.Fatalf("%s:%d: %v", path, no, err)
			}
			continue
		}
		for i := 0; i < len(l.ask); i++ {
			if v, ok := strings.CutPrefix(l.ask[i], "on="); ok && (l.verb == "may" || l.verb == "verdict") {
				if l.on, err = charter.ParseDate(v); err != nil {
					t.Fatalf("%s:%d: %v", path, no, err)
				}
				l.ask = append(l.ask[:i:i], l.ask[i+1:]...)
				i--
			}
		}
		tab.lines = append(tab.lines, l)
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
	return tab
}

func firstWord(s string) string {
	w, _, _ := strings.Cut(s, " ")
	return w
}

// words splits at blanks outside quotes, brackets and braces, so that a JSON
// value is one word.
func words(s string) []string {
	var out []string
	var b strings.Builder
	depth, quoted := 0, false
	for _, r := range s {
		switch {
		case r == '"':
			quoted = !quoted
		case !quoted && (r == '{' || r == '['):
			depth++
		case !quoted && (r == '}' || r == ']'):
			depth--
		case r == ' ' && !quoted && depth == 0:
			if b.Len() > 0 {
				out = append(out, b.String())
				b.Reset()
			}
			continue
		}
		b.WriteRune(r)
	}
	if b.Len() > 0 {
		out = append(out, b.String())
	}
	return out
}

// facts reads key=value words.
func facts(ask []string) []charter.Fact {
	var out []charter.Fact
	for _, w := range ask {
		k, v, _ := strings.Cut(w, "=")
		out = append(out, charter.Fact{Key: k, Value: strings.Trim(v, `"`)})
	}
	return out
}

// expect reads the words after => into their fields: cites, who, missing …
func expect(want []string, keys ...string) map[string][]string {
	out := map[string][]string{}
	for i := 0; i < len(want); i++ {
		for _, k := range keys {
			if want[i] != k {
				continue
			}
			i++
			v := ""
			if i < len(want) {
				v = want[i]
			}
			out[k] = append(out[k], v)
			break
		}
	}
	return out
}

// list splits a comma list; "nobody", "none" and "-" are the empty one.
func list(s string) []string {
	if s == "" || s == "nobody" || s == "none" || s == "-" {
		return nil
	}
	return strings.Split(s, ",")
}
