package house

import (
	"fmt"
	"go/ast"
	"go/format"
	"path"
	"slices"
	"strings"
	"testing"
)

// checkDoc names every package without a doc.go that tells what the package is.
func checkDoc(list []source) []string {
	has, seen := map[string]bool{}, map[string]bool{}
	for _, s := range list {
		dir := path.Dir(s.path)
		seen[dir] = true
		if path.Base(s.path) == "doc.go" && s.file.Doc != nil {
			words := strings.Fields(s.file.Doc.Text())
			has[dir] = len(words) > 5 && (words[0] == "Package" && words[1] == s.file.Name.Name ||
				s.file.Name.Name == "main" && (words[0] == "Command" || strings.EqualFold(words[0], path.Base(dir))))
		}
	}
	var breaches []string
	for dir := range seen {
		if !has[dir] {
			breaches = append(breaches, dir+": no doc.go with a package comment (what it is, what it may import)")
		}
	}
	slices.Sort(breaches)
	return breaches
}

// fixed are methods whose meaning an interface of the standard library fixes;
// a comment could only repeat it.
var fixed = []string{
	"Error", "String", "Unwrap", "Is", "As", "Read", "Write", "Close", "Len", "Less", "Swap", "ServeHTTP", "Scan", "Value",
	"MarshalJSON", "UnmarshalJSON", "MarshalText", "UnmarshalText",
}

// checkComments names every exported identifier that no comment explains.
func checkComments(list []source) []string {
	var breaches []string
	for _, s := range list {
		if s.test || s.generated || s.file.Name.Name == "main" {
			continue
		}
		missing := func(n ast.Node, name string) {
			breaches = append(breaches, fmt.Sprintf("%s: %s is exported and has no comment", s.at(n), name))
		}
		for _, decl := range s.file.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				if !d.Name.IsExported() || d.Doc != nil {
					continue
				}
				if d.Recv == nil {
					missing(d, d.Name.Name)
				} else if r := receiver(d.Recv.List[0].Type); ast.IsExported(r) && !slices.Contains(fixed, d.Name.Name) {
					missing(d, r+"."+d.Name.Name)
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					switch sp := spec.(type) {
					case *ast.TypeSpec:
						if sp.Name.IsExported() && d.Doc == nil && sp.Doc == nil && sp.Comment == nil {
							missing(sp, sp.Name.Name)
						}
					case *ast.ValueSpec:
						// One comment may explain a group of constants or variables.
						if d.Doc != nil || sp.Doc != nil || sp.Comment != nil {
							continue
						}
						for _, name := range sp.Names {
							if name.IsExported() {
								missing(name, name.Name)
							}
						}
					}
				}
			}
		}
	}
	return breaches
}

// receiver is the name of a method's type, without pointer and type parameters.
func receiver(e ast.Expr) string {
	switch x := e.(type) {
	case *ast.StarExpr:
		return receiver(x.X)
	case *ast.IndexExpr:
		return receiver(x.X)
	case *ast.IndexListExpr:
		return receiver(x.X)
	case *ast.Ident:
		return x.Name
	}
	return ""
}

// checkFormat names every hand-written file that gofmt would change.
func checkFormat(list []source) []string {
	var breaches []string
	for _, s := range list {
		if s.generated {
			continue
		}
		if want, err := format.Source([]byte(s.text)); err != nil || string(want) != s.text {
			breaches = append(breaches, s.path+": not as gofmt writes it")
		}
	}
	return breaches
}

func TestEveryPackageSaysWhatItIs(t *testing.T) { report(t, checkDoc(sources(t))) }
func TestExportedNamesAreExplained(t *testing.T) {
	report(t, checkComments(sources(t)))
}
func TestFormat(t *testing.T) { report(t, checkFormat(sources(t))) }

func TestDocFindsBreaches(t *testing.T) {
	finds(t, checkDoc([]source{
		sample(t, "internal/a/doc.go", "// Package a tells what it is and what it may import.\npackage a\n"),
		sample(t, "internal/a/x.go", "package a\n"),
		sample(t, "internal/b/b.go", "// Package b has its comment in another file than doc.go.\npackage b\n"),
		sample(t, "internal/c/doc.go", "package c\n"),
		sample(t, "internal/d/doc.go", "// Some words that do not name the package at all.\npackage d\n"),
		sample(t, "cmd/e/doc.go", "// Command e runs the program and wires its parts.\npackage main\n"),
	}), "internal/b", "internal/c", "internal/d")
}

func TestCommentsFindBreaches(t *testing.T) {
	finds(t, checkComments([]source{
		sample(t, "internal/a/a.go", `package a

// Told is explained.
type Told struct{}

type Silent struct{}

func (*Silent) Method()        {}
func (Silent) String() string  { return "" }
func (hidden) Method()         {}
func (*Generic[K, V]) Method() {}

// These explain each other.
const (
	One = 1
	Two = 2
)

const (
	Three = 3
	Four  = 4 // explained in its line
	five  = 5
)

func Do() {}
`),
		sample(t, "internal/a/a_test.go", "package a\n\nfunc Helper() {}\n"),
		sample(t, "internal/a/page_templ.go", "package a\n\nfunc Page() {}\n"),
	}), "Silent is", "Silent.Method", "Generic.Method", "Three", "Do is")
}

func TestFormatFindsBreaches(t *testing.T) {
	finds(t, checkFormat([]source{
		sample(t, "a.go", "package a\n\nvar x = 1\n"),
		sample(t, "b.go", "package b\nvar  x = 1\n"),
	}), "b.go")
}
