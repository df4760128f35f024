package house

import (
	"fmt"
	"go/ast"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// variable finds the value of a variable of the Makefile.
func variable(makefile, name string) string {
	if m := regexp.MustCompile(`(?m)^` + name + `\s*=\s*(.*)$`).FindStringSubmatch(makefile); m != nil {
		return m[1]
	}
	return ""
}

// checkRaces names tests of some packages that let goroutines run side by side, by
// themselves or by a function of the tests, and that the race detector leaves out.
func checkRaces(list []source, packages []string, races *regexp.Regexp) []string {
	var breaches []string
	for _, dir := range packages {
		starts, calls, at := map[string]bool{}, map[string][]string{}, map[string]string{}
		for _, s := range list {
			if !s.test || path.Dir(s.path) != dir {
				continue
			}
			for _, d := range s.file.Decls {
				fn, ok := d.(*ast.FuncDecl)
				if !ok {
					continue
				}
				name := fn.Name.Name
				at[name] = s.at(fn)
				ast.Inspect(fn, func(n ast.Node) bool {
					switch x := n.(type) {
					case *ast.GoStmt:
						starts[name] = true
					case *ast.Ident:
						calls[name] = append(calls[name], x.Name)
					case *ast.SelectorExpr:
						starts[name] = starts[name] || x.Sel.Name == "Go"
					}
					return true
				})
			}
		}
		for more := true; more; {
			more = false
			for name, called := range calls {
				if !starts[name] && slices.ContainsFunc(called, func(c string) bool { return c != name && starts[c] }) {
					starts[name], more = true, true
				}
			}
		}
		for name := range starts {
			if starts[name] && strings.HasPrefix(name, "Test") && !races.MatchString(name) {
				breaches = append(breaches, fmt.Sprintf("%s: %s starts goroutines, and RACES of the Makefile does not name it", at[name], name))
			}
		}
	}
	slices.Sort(breaches)
	return breaches
}

// TestRaceDetectorSeesWhatRunsTogether holds RACES of the Makefile against the tests.
func TestRaceDetectorSeesWhatRunsTogether(t *testing.T) {
	makefile := document(t, "Makefile")
	races, packages := variable(makefile, "RACES"), strings.Fields(variable(makefile, "RACY"))
	if races == "" || len(packages) == 0 {
		t.Fatal("the Makefile has no RACES or no RACY")
	}
	for i, p := range packages {
		packages[i] = strings.TrimPrefix(p, "./")
	}
	report(t, checkRaces(sources(t), packages, regexp.MustCompile(races)))
}

func TestRacesFindBreaches(t *testing.T) {
	const text = "package a\n\nimport \"testing\"\n\nfunc both() { go func() {}() }\n\n" +
		"func TestSeen(t *testing.T) { both() }\n\nfunc TestMissed(t *testing.T) { both() }\n\nfunc TestAlone(t *testing.T) {}\n\nfunc TestGroup(t *testing.T) { wg.Go(nil) }\n"
	s, err := parse("a/a_test.go", text)
	if err != nil {
		t.Fatal(err)
	}
	finds(t, checkRaces([]source{s}, []string{"a"}, regexp.MustCompile("Seen")), "TestGroup starts", "TestMissed starts")
}
