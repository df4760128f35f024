package file

import (
	"testing"
	"time"
	"unicode/utf8"
)

// seeds gives a fuzz test the fixtures and some texts that readers of YAML have
// stumbled over.
func seeds(f *testing.F) {
	f.Helper()
	for _, src := range fixtures(f) {
		f.Add(src)
	}
	for _, s := range []string{
		"", "\n", "\ufeff", "a", "- a", "a: b: c", "{", "[[[[", "? a", "a: |\n", "a: >\n b", "---\n---\n", "...", "%YAML 1.2\n---\n",
		"a: \"\\x\"", "a: 'x", "&a b", "*a", "!t x", "<<: *a", "- - - -", "{,}", "[,]", "{a, b", "a:\n\t- b", "\r", "a: \x00",
	} {
		f.Add([]byte(s))
	}
}

// FuzzParse asks that Parse neither panics nor hangs, and that every problem
// has a place and words.
func FuzzParse(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, src []byte) {
		done := time.AfterFunc(20*time.Second, func() { panic("Parse hangs") })
		defer done.Stop()
		c, problems := Parse("x.yaml", src)
		if (c == nil) != problems.Errors() {
			t.Fatalf("charter given: %t, errors: %t", c != nil, problems.Errors())
		}
		for _, p := range problems {
			if p.Line < 1 || p.Col < 1 || p.Code == "" || p.Message == "" || p.messageVI == "" {
				t.Fatalf("incomplete problem %#v", p)
			}
			if !utf8.ValidString(p.In("vi")) {
				t.Fatalf("problem is not text: %q", p.In("vi"))
			}
		}
	})
}

// FuzzRoundTrip asks that a charter that parses is written and read back the
// same, and that the schema accepts it as the parser does.
func FuzzRoundTrip(f *testing.F) {
	seeds(f)
	s := schema(f)
	f.Fuzz(func(t *testing.T, src []byte) {
		done := time.AfterFunc(20*time.Second, func() { panic("Parse or Write hangs") })
		defer done.Stop()
		c, _ := Parse("x.yaml", src)
		if c == nil {
			return
		}
		if err := accepted(s, src); err != nil {
			t.Fatalf("the schema refuses the file: %v", err)
		}
		roundTrip(t, c)
		if err := accepted(s, Write(c)); err != nil {
			t.Fatalf("the schema refuses what is written: %v", err)
		}
	})
}
