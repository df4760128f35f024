package catalogue

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// place finds the places of a sentence.
var place = regexp.MustCompile(`\{\d\}`)

// bilingual are sentences whose values come in both languages, each with a place
// of its own.
var bilingual = map[string]bool{"charter.unsound": true}

func TestBothLanguagesSayTheSame(t *testing.T) {
	seen := map[string]int{}
	for i, area := range areas {
		for key, e := range area {
			if at, twice := seen[key]; twice {
				t.Errorf("%s stands in areas %d and %d", key, at, i)
			}
			seen[key] = i
			if strings.TrimSpace(e.vi) == "" || strings.TrimSpace(e.en) == "" {
				t.Errorf("%s: a language is missing", key)
			}
			vi, en := place.FindAllString(e.vi, -1), place.FindAllString(e.en, -1)
			slices.Sort(vi)
			slices.Sort(en)
			if !bilingual[key] && !slices.Equal(slices.Compact(vi), slices.Compact(en)) {
				t.Errorf("%s: places %v in Vietnamese, %v in English", key, vi, en)
			}
		}
	}
}

// unwanted are words and signs that the product does not use towards officials,
// and spellings that it does not mix.
var unwanted = []string{"vui lòng", "rất tiếc", " bạn ", "!", "uỷ ", "Uỷ ", "hoá ", "submit", "Submit", "OK"}

func TestVietnameseStyle(t *testing.T) {
	for _, area := range areas {
		for key, e := range area {
			for _, word := range unwanted {
				if strings.Contains(" "+e.vi+" ", word) {
					t.Errorf("%s: %q has %q", key, e.vi, word)
				}
			}
		}
	}
}

// TestEveryFaultHasWords finds the codes of all faults in the source, by the
// functions and the field that make them, and asks for each in the catalogue.
func TestEveryFaultHasWords(t *testing.T) {
	found := 0
	for _, dir := range []string{"../committee", "../app", "../identity"} {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			fset := token.NewFileSet()
			file, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			for _, c := range codes(file) {
				found++
				if !Has(c.word) {
					t.Errorf("%s: fault %q has no words", fset.Position(c.at), c.word)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if found < 50 {
		t.Errorf("%d codes found in the source: the search no longer finds them", found)
	}
}

type code struct {
	word string
	at   token.Pos
}

// makers are the functions that make faults, with the place of the code among
// their arguments.
var makers = map[string]int{"Wrong": 1, "refuse": 1, "Clash": 0, "Missing": 0}

// codes gives the codes of the faults that a file makes.
func codes(file *ast.File) []code {
	var out []code
	add := func(e ast.Expr) {
		if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if s, err := strconv.Unquote(lit.Value); err == nil && !strings.HasSuffix(s, ".") {
				out = append(out, code{s, lit.Pos()})
			}
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.CallExpr:
			name := ""
			switch f := x.Fun.(type) {
			case *ast.Ident:
				name = f.Name
			case *ast.SelectorExpr:
				name = f.Sel.Name
			}
			if at, ok := makers[name]; ok && len(x.Args) > at {
				add(x.Args[at])
			}
		case *ast.CompositeLit:
			if typeName(x.Type) != "Fault" {
				return true
			}
			for _, el := range x.Elts {
				if kv, ok := el.(*ast.KeyValueExpr); ok {
					if key, ok := kv.Key.(*ast.Ident); ok && key.Name == "Code" {
						add(kv.Value)
					}
				}
			}
		}
		return true
	})
	return out
}

func typeName(e ast.Expr) string {
	switch x := e.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.SelectorExpr:
		return x.Sel.Name
	}
	return ""
}

func TestT(t *testing.T) {
	for _, c := range []struct {
		lang Lang
		key  string
		args []string
		want string
	}{
		{VI, "due.left", []string{"3"}, "Còn 3 ngày làm việc"},
		{EN, "due.left", []string{"3"}, "3 working days left"},
		{EN, "no.such-key", nil, "[no.such-key]"},
		// A value that looks like a place is not filled again.
		{EN, "due.left", []string{"{0}"}, "{0} working days left"},
	} {
		if got := T(c.lang, c.key, c.args...); got != c.want {
			t.Errorf("T(%s, %s) = %q, want %q", c.lang, c.key, got, c.want)
		}
	}
	for word, want := range map[string]Lang{"en-GB": EN, "EN": EN, "vi": VI, "": VI, "fr": VI} {
		if got := Parse(word); got != want {
			t.Errorf("Parse(%q) = %s, want %s", word, got, want)
		}
	}
}
