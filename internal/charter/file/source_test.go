package file

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestLineEnds asks that the mark of UTF-8 and the line ends of other systems
// change neither the charter nor the places of problems.
func TestLineEnds(t *testing.T) {
	for name, src := range fixtures(t) {
		if bytes.Contains(src, []byte("\r")) {
			t.Fatalf("%s has carriage returns", name)
		}
		windows := append([]byte("\ufeff"), bytes.ReplaceAll(src, []byte("\n"), []byte("\r\n"))...)
		c, problems := Parse(name, src)
		d, again := Parse(name, windows)
		if diff := cmp.Diff(c, d); diff != "" {
			t.Errorf("%s: another charter:\n%s", name, diff)
		}
		if problems.Error() != again.Error() {
			t.Errorf("%s: %v\nwith CRLF: %v", name, problems, again)
		}
	}
}

func TestRefusedWhole(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"too long", "a: " + strings.Repeat("x", maxBytes), "x.yaml:1:1: E01: the file is 4194307 bytes long, more than 4 MiB (a charter holds the text and its rules only)"},
		{"empty", "# nothing\n", "x.yaml:1:1: E01: the file is empty"},
		{"not UTF-8", "a: b\nc: Đ\xff\n", "x.yaml:2:5: E01: not UTF-8 (save the file as UTF-8)"},
		{"list", "- a\n", "x.yaml:1:1: E01: a charter begins with format:"},
		{"deep flow", "a: " + strings.Repeat("[", 1000), "x.yaml:1:51: E01: too many levels"},
		{"deep dashes", strings.Repeat("- ", 1000) + "a", "x.yaml:1:97: E01: too many levels"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, problems := Parse("x.yaml", []byte(c.src))
			if got != nil || len(problems) != 1 || problems[0].String() != c.want {
				t.Errorf("want %s\ngot  %v", c.want, problems)
			}
		})
	}
}

// TestHostile reads texts that make readers of YAML slow or stop. What matters
// is that each comes back, with an error.
func TestHostile(t *testing.T) {
	const size = 200_000
	times := func(s string) string { return strings.Repeat(s, size/len(s)) }
	numbered := func(format string) string {
		var b strings.Builder
		for i := 0; b.Len() < size; i++ {
			fmt.Fprintf(&b, format, i, i)
		}
		return b.String()
	}
	head := "format: nghi-su/charter/1\nkey: a\ntitle: b\ndocuments:\n- document: d\n  kind: decree\n  title: t\n  effect: 2020-01-01\n  articles:\n  - article: 1\n    text: x\n    rules:\n"
	for name, src := range map[string]string{
		"open brackets": times("["), "open braces": times("{a: "), "dashes": times("- "), "one key": times("a: x\n"),
		"keys": numbered("k%d: %d\n"), "quotes": times(`"`), "anchors": times("&a "), "aliases": times("*a "), "tags": times("!a "),
		"complex keys": times("? "), "documents": times("---\n"), "bare keys": "{" + times("a,") + "}", "no values": "a:\n" + times("- a:\n"),
		"unclosed": `a: "` + times("x "), "tabs": times("\t"), "returns": times("\r"), "colons": times(": "), "blank": times("\n"),
		"rules":    head + numbered("    - {id: a%d, power: meeting.chair, by: r%d}\n"),
		"roles":    head + numbered("    - {id: a%d, role: head, is: role-%d}\n"),
		"unknown":  head + numbered("    - {id: a%d, power: meeting.chair, by: head, key-%d: x}\n"),
		"one line": head + "    - {id: x, power: meeting.chair, by: [" + numbered("r%d-%d, ") + "]}\n",
	} {
		t.Run(name, func(t *testing.T) {
			if c, problems := Parse("x.yaml", []byte(src)); c != nil || !problems.Errors() {
				t.Error("accepted")
			}
		})
	}
}

// TestLines holds the lines that people read, in both languages.
func TestLines(t *testing.T) {
	src, err := os.ReadFile("testdata/e08-unknown.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, problems := Parse("quy-che.yaml", src)
	for _, want := range []struct{ lang, line string }{
		{"en", `quy-che.yaml:17:32: E08: quy-che/1.1, a: there is no act "meeting.convine" (did you mean "meeting.convene"?)`},
		{"vi", `quy-che.yaml:17:32: E08: quy-che/1.1, a: không có hành vi "meeting.convine" (có phải "meeting.convene"?)`},
		{"en", `quy-che.yaml:17:53: E08: quy-che/1.1, a: there is no role "haed" (did you mean "head"?)`},
		{"vi", `quy-che.yaml:17:53: E08: quy-che/1.1, a: không có vai "haed" (có phải "head"?)`},
	} {
		found := false
		for _, p := range problems {
			found = found || p.In(want.lang) == want.line
		}
		if !found {
			t.Errorf("no line %s\nin %v", want.line, problems)
		}
	}
}

func TestNearest(t *testing.T) {
	known := []string{"head", "deputy", "meeting-chair", "standing-deputy", "member"}
	for word, want := range map[string]string{
		"haed": "head", "deputi": "deputy", "menber": "member", "chair": "meeting-chair", "standing-deputi": "standing-deputy",
		"x": "", "unrelated": "", "": "",
	} {
		if got := nearest(word, known); got != want {
			t.Errorf("nearest(%q) = %q, want %q", word, got, want)
		}
	}
}
