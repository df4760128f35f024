package file

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"nghisu/charters"
)

// files are the bundled charters, those for tests and the fixtures, by name.
func files(t testing.TB) map[string][]byte {
	t.Helper()
	out := fixtures(t)
	for _, key := range charters.Keys() {
		src, err := charters.Read(key)
		if err != nil {
			t.Fatal(err)
		}
		out[key] = src
	}
	general, err := filepath.Glob("../../../charters/testdata/general/*.yaml")
	if err != nil || len(general) == 0 {
		t.Fatal("no general charters", err)
	}
	for _, p := range general {
		src, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(p)] = src
	}
	return out
}

// same asks that the reader either leaves a file to the library or makes the
// very tree that the library makes without complaint: forms, values and places.
// It reports whether the reader read the file.
func same(t testing.TB, name string, src []byte) bool {
	t.Helper()
	s, problems := newSource(name, src)
	if len(problems) > 0 {
		return false
	}
	got := s.read()
	if got == nil {
		return false
	}
	want, problems := s.tree(name)
	if len(problems) > 0 {
		t.Fatalf("%s: the library refuses what the reader reads: %v\n%s", name, problems, src)
	}
	if a, b := outline(want), outline(got); a != b {
		t.Fatalf("%s: another tree (-library +reader):\n%s\n%s", name, cmp.Diff(a, b), src)
	}
	return true
}

// outline writes a tree with everything in it, a line for each key and value.
func outline(n *node) string {
	var b strings.Builder
	var walk func(n *node)
	walk = func(n *node) {
		fmt.Fprintf(&b, "%v %d %q %t %d %t %d\n", n.pos, n.shape, n.text, n.plain, n.lead, n.flow, len(n.items))
		for _, e := range n.keys {
			fmt.Fprintf(&b, "%v %q %t %t: ", e.pos, e.key, e.plain, e.bare)
			walk(e.value)
		}
		for _, item := range n.items {
			walk(item)
		}
	}
	walk(n)
	return b.String()
}

// TestReaderReads asks that no sound charter needs the library, as it stands
// and as Write writes it: that is what makes loading fast.
func TestReaderReads(t *testing.T) {
	for name, src := range files(t) {
		c, _ := Parse(name, src)
		if c == nil {
			same(t, name, src)
			continue
		}
		if !same(t, name, src) {
			t.Errorf("%s is left to the library", name)
		}
		if !same(t, name+", written", Write(c)) {
			t.Errorf("%s, written, is left to the library", name)
		}
	}
}

// TestReaderLeaves holds what is read to what is left to the library.
func TestReaderLeaves(t *testing.T) {
	for _, text := range []string{
		"a: b\n", "# c\n\n  a: b # c\n\n  # d\n  c: d\n", "a:\n", "a: # c\nb: c\n", "a:\n  - b\n  - c: d\n    e: f\n",
		"a:\n- b\nc: d\n", "a: b c  # d\n", "a: b:c#d\n", "a: đ[b], {c}\n", "a: TRUE\nb: False\n",
		"a: 1\nb: 0\nc: 007\nd: 08\ne: 1.5\nf: 1e3\ng: 0x1f\nh: 1_000\ni: 2020-01-01\nj: 12:30\nk: 1234567890\nl: 99999999999999999999\n",
		"a: (b)\n", "a: 'b \"c\"'   # d\n", "a: \"b: \\\"c\\\" \\\\ \\n\\t\"\nd: e\n",
		"a: {b: c, d: [e, 'f', {}], g: h i }   \n", "a:\n  [b, đ]\n", "a: >\n  b\n  c \n\n\n  # d\n\n\n",
		"a:\n  - |\n    b\n    c\n\n    d\n  - e\n",
	} {
		if !same(t, "text", []byte(text)) {
			t.Errorf("left to the library: %q", text)
		}
	}
	for _, text := range []string{
		"a: b", "", "\n", "- a\n", "a\n", "a: b\n---\nc: d\n", "a:\n  - b\n  c: d\n", "a:\n  b\n", "a:\n  -\n",
		"a:\n  b: c\n d: e\n", "a: b\n  c: d\n", "a: b\na: c\n", "a: - b\n", "a:\n  - - b\n", "a b: c\n", "'a': b\n",
		"on: b\n", "true: b\n", "a: b \n", "a: b\u00a0\n", "a: [b\u3000]\n", "a: b: c\n", "a: b:\n", "a:\tb\n", "a: null\n",
		"a: ~\n", "a: Off\n", "a: -1\n", "a: .5\n", "a: &b c\n", "a: !b c\n", "a: *b\n", "<<: a\n", "a: @b\n", "a: 'b''c'\n",
		"a: 'b'#c\n", "a: 'b\n  c'\n", "a: \"\\x41\"\n", "a: \"b\\\n", "a: [b,\n  c]\n", "a: [b, ]\n", "a: [b: c]\n",
		"a: {b}\n", "a: {b: }\n", "a: {b: c:d}\n", "a: [b # c]\n", "a: [b] c\n", "a: >\n   b\n  c\n", "a: >\n  b\n   c\n",
		"a: >\n  b\n  \n  c\n", "a: >\n\n  b\n", "a: >\n  \n  b\n", "a: >-\n  b\n", "a: >\nb: c\n", "a: >\n",
	} {
		if same(t, "text", []byte(text)) {
			t.Errorf("read: %q", text)
		}
	}
}

// passages cuts a text into its passages of six lines, each moved to the left
// edge: texts as small as they are varied, on which the library is quick.
func passages(src []byte) []string {
	lines := strings.SplitAfter(string(src), "\n")
	out := make([]string, len(lines))
	for i, line := range lines {
		edge := line[:blanks(line)]
		for _, l := range lines[i:min(i+6, len(lines))] {
			out[i] += strings.TrimPrefix(l, edge)
		}
	}
	return out
}

// pieces are what means something in YAML, and what looks as if it did.
var pieces = []string{
	" ", "  ", "\n", "\n\n", " \n", "\n  ", "\n- ", "\n  - ", "- ", "-", "a", "a:", ": ", ":", "b: c\n", "?", "? ", ",", ", ", "[", "]", "{", "}", "[]", "{}", "[a, b]", "{a: b}",
	"#", " #", " # c\n", "\n# c\n", "'", "\"", "''", "\\", "\\n", "\\\"", "\\x41", ">", "|", ">\n  ", "|\n  ", ">-", "|+", ">2", "&a ", "*a", "!t ", "<<", "<<: ", "%", "@", "`", "~", "=", "+", ".", "...", "---", "\n---\n",
	"0", "1", "-1", "007", "0x1f", "0o7", "1_000", "1.5", ".5", "1e3", "1.5e3", ".inf", ".nan", "2020-01-01", "12:30", "99999999999999999999", "1234567890",
	"null", "Null", "true", "TRUE", "no", "On", "y", "\u00a0", "\u2003", "\u3000", "đ", "𝄞", "(", ")", "/", "://", "%", "_", "\t", "\r\n", "\ufeff",
}

// TestSameTree puts each piece in place of a mark or line of the passages, a
// different one each time, and takes lines and marks away.
func TestSameTree(t *testing.T) {
	const step = 31
	read, n := 0, 0
	for name, src := range files(t) {
		for _, p := range passages(src) {
			for at := n % step; at < len(p); at += step {
				n++
				piece := pieces[n%len(pieces)]
				for _, changed := range []string{p[:at] + piece + p[at:], p[:at] + piece + p[at+1:], p[:at] + p[at+1:]} {
					if same(t, name, []byte(changed)) {
						read++
					}
				}
			}
		}
	}
	if read < n/4 {
		t.Errorf("the reader was hardly asked: it read %d changed passages of %d", read, 3*n)
	}
}

// TestSameLimits asks that the reader reads nothing that the limits refuse.
func TestSameLimits(t *testing.T) {
	long := func(line string, n int) string { return strings.Repeat(line, n) }
	keys := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "k%d: 1\n", i)
		}
		return b.String()
	}
	deep := func(n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(long(" ", i) + "a:\n")
		}
		return b.String()
	}
	for name, c := range map[string]struct {
		text func(n int) string
		most int
	}{
		"keys":     {keys, maxKeys},
		"levels":   {deep, maxDepth},
		"brackets": {func(n int) string { return "a: " + long("[", n) + long("]", n) + "\n" }, maxDepth},
		"braces":   {func(n int) string { return "a: " + long("{a: ", n) + "b" + long("}", n) + "\n" }, maxDepth},
		"no value": {func(n int) string { return "a:\n" + long("- a:\n", n) }, maxEmpty},
		"empty":    {func(n int) string { return "a: [" + long("{}, ", n) + "{}]\n" }, maxEmpty},
	} {
		if !same(t, name, []byte(c.text(c.most/2))) {
			t.Errorf("%s: left to the library long before the limit", name)
		}
		for n := c.most - 3; n <= c.most+2; n++ {
			same(t, fmt.Sprintf("%s, %d", name, n), []byte(c.text(n)))
		}
		if same(t, name, []byte(c.text(c.most+2))) {
			t.Errorf("%s: read beyond the limit", name)
		}
	}
}

// FuzzSameTree asks the same of every text, with some pieces put in at random.
func FuzzSameTree(f *testing.F) {
	for _, src := range files(f) {
		for i, p := range passages(src) {
			f.Add([]byte(p), uint64(i))
		}
	}
	f.Fuzz(func(t *testing.T, src []byte, seed uint64) {
		same(t, "as it is", src)
		random := rand.New(rand.NewPCG(seed, 0))
		for range 8 {
			from := random.IntN(len(src) + 1)
			to := min(len(src), from+random.IntN(3))
			src = slices.Concat(src[:from], []byte(pieces[random.IntN(len(pieces))]), src[to:])
			same(t, "changed", src)
		}
	})
}
