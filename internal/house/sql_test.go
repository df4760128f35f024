package house

import (
	"fmt"
	"go/ast"
	"go/token"
	"regexp"
	"strconv"
	"testing"
)

var placeholder = regexp.MustCompile(`\$([0-9]+)`)

// checkPlaceholders names SQL whose $1, $2, … do not first appear in ascending
// order; a part of a statement may begin at any number. Some SQLite drivers take $n for a name and number it by appearance, so
// that another order would bind values to the wrong columns without an error.
func checkPlaceholders(list []source) []string {
	var breaches []string
	for _, s := range list {
		if s.test || !below(s.path, "internal/store") {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			e, ok := n.(ast.Expr)
			if !ok {
				return true
			}
			text, ok := literal(e)
			if !ok {
				return true
			}
			highest, seen := 0, map[int]bool{}
			for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
				number, err := strconv.Atoi(m[1])
				if err != nil || number < 1 || number < highest && !seen[number] {
					breaches = append(breaches, fmt.Sprintf("%s: $%s first appears after $%d: number the arguments in the order of their first use", s.at(e), m[1], highest))
					break
				}
				highest, seen[number] = max(highest, number), true
			}
			return false // the parts of a sum are read as one
		})
	}
	return breaches
}

// literal joins the string literals of an expression; what is not a literal
// (a constant, a list of columns) counts as nothing.
func literal(e ast.Expr) (text string, ok bool) {
	switch x := e.(type) {
	case *ast.BasicLit:
		if x.Kind != token.STRING {
			return "", false
		}
		text, err := strconv.Unquote(x.Value)
		return text, err == nil
	case *ast.BinaryExpr:
		left, l := literal(x.X)
		right, r := literal(x.Y)
		return left + right, x.Op == token.ADD && (l || r)
	case *ast.ParenExpr:
		return literal(x.X)
	}
	return "", false
}

func TestPlaceholders(t *testing.T) { report(t, checkPlaceholders(sources(t))) }

func TestPlaceholdersFindBreaches(t *testing.T) {
	finds(t, checkPlaceholders([]source{sample(t, "internal/store/a.go", `package store

const cols = "a, b"

var (
	good     = "select " + cols + " from t where office = $1 and (id = $2 or parent = $2) and at <= $3"
	swapped  = "update t set title = $2 where id = $1"
	split    = "select " + cols + " from t where a = $1" + " and c = $3" + " and b = $2"
	part     = " and due <= $4 and due > $5 or due = $4"
	fromZero = `+"`select $0`"+`
)
`)}), "$1 first appears after $2", "$2 first appears after $3", "$0 first appears")
	finds(t, checkPlaceholders([]source{sample(t, "internal/web/a.go", "package web\n\nvar price = \"from $5 to $3\"\n")}))
}
