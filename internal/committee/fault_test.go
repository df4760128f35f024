package committee

import (
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The codes of every fault, each with the most values that it is given: the
// catalogue has words for each of them, in both languages.
func TestFaultsGolden(t *testing.T) {
	args := map[string]int{}
	note := func(code ast.Expr, n int) {
		lit, ok := code.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return
		}
		if c, err := strconv.Unquote(lit.Value); err == nil {
			args[c] = max(args[c], n)
		}
	}
	for _, f := range sources(t) {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				fn, ok := n.Fun.(*ast.Ident)
				if !ok {
					return true
				}
				switch fn.Name {
				case "Wrong", "refuse":
					note(n.Args[1], len(n.Args)-2)
				case "Clash", "Missing":
					note(n.Args[0], len(n.Args)-1)
				case "none":
					note(n.Args[1], 1)
				}
			case *ast.KeyValueExpr:
				if k, ok := n.Key.(*ast.Ident); ok && k.Name == "Code" {
					note(n.Value, 0)
				}
			}
			return true
		})
	}
	form := regexp.MustCompile(`^[a-z]+\.[a-z0-9-]+$`)
	var lines []string
	for c, n := range args {
		if !form.MatchString(c) {
			t.Errorf("code %q has not the form noun.what", c)
		}
		lines = append(lines, c+" "+strconv.Itoa(n))
	}
	slices.Sort(lines)
	golden(t, "faults.golden", strings.Join(lines, "\n")+"\n")
}

func TestFault(t *testing.T) {
	if got := Wrong("end", "meeting.end-before-start").Error(); got != "invalid: meeting.end-before-start: end" {
		t.Error(got)
	}
	if got := Clash("keeper.last", "Người giữ sổ 1").Error(); got != "conflict: keeper.last" {
		t.Error(got)
	}
}
