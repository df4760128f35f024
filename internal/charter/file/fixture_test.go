package file

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// wanted matches the places and codes that a fixture asks for.
var wanted = regexp.MustCompile(`(?m)^# want (\d+:\d+: [EW]\d\d)$`)

// fixtures are the files of testdata by name.
func fixtures(t testing.TB) map[string][]byte {
	t.Helper()
	paths, err := filepath.Glob("testdata/*.yaml")
	if err != nil || len(paths) == 0 {
		t.Fatal("no fixtures", err)
	}
	out := map[string][]byte{}
	for _, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(p)] = b
	}
	return out
}

func TestFixtures(t *testing.T) {
	for name, src := range fixtures(t) {
		t.Run(name, func(t *testing.T) {
			var want, got []string
			for _, m := range wanted.FindAllSubmatch(src, -1) {
				want = append(want, string(m[1]))
			}
			c, problems := Parse(name, src)
			for _, p := range problems {
				got = append(got, fmt.Sprintf("%d:%d: %s", p.Line, p.Col, p.Code))
			}
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(want, got) {
				t.Errorf("want %s\ngot  %s\n%s", strings.Join(want, ", "), strings.Join(got, ", "), problems.Error())
			}
			if (c == nil) != problems.Errors() {
				t.Errorf("charter given: %t, errors: %t", c != nil, problems.Errors())
			}
			if code := strings.ToUpper(name[:3]); !slices.ContainsFunc(problems, func(p Problem) bool { return p.Code == code }) && code[0] != 'O' {
				t.Errorf("no %s among the problems", code)
			}
		})
	}
}

// TestEveryCode asks for a fixture of every code.
func TestEveryCode(t *testing.T) {
	all := fixtures(t)
	for _, code := range []string{
		CodeSyntax, CodeVersion, CodeKey, CodeMissing, CodeValue, CodeTwice, CodeSubject, CodeUnknown, CodeKind, CodeRoles,
		CodeLender, CodeStray, CodeDeclared, CodeCycle, CodeCount, CodeReused, CodeTwoTexts, CodeDates, CodeTwoRules,
		CodeUnreachable, CodeSilent, CodeBoth,
	} {
		found := false
		for name := range all {
			found = found || strings.HasPrefix(name, strings.ToLower(code))
		}
		if !found {
			t.Errorf("no fixture for %s", code)
		}
	}
}

// TestWords asks that every problem speaks both languages and names its clause.
func TestWords(t *testing.T) {
	for name, src := range fixtures(t) {
		_, problems := Parse(name, src)
		for _, p := range problems {
			en, _ := p.Words("en")
			vi, hint := p.Words("vi")
			if en == "" || vi == "" || vi == en || (hint == "") != (p.Hint == "") {
				t.Errorf("%s: %q, %q", p, en, vi)
			}
			if p.Rule != "" && p.Clause == "" {
				t.Errorf("%s: rule without clause", p)
			}
		}
	}
}
