package house

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// module is the path that every package of the tree begins with.
const module = "nghisu"

// root is the directory of go.mod; tests run in the directory of their package.
const root = "../.."

// pkg is what `go list -json` says of a package.
type pkg struct {
	ImportPath   string
	Name         string
	Dir          string
	Imports      []string
	GoFiles      []string
	TestGoFiles  []string
	XTestGoFiles []string
}

// rel is the path below the module, "" for the module itself.
func (p pkg) rel() string {
	return strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, module), "/")
}

// listPackages asks the go command once for all tests of a run.
var listPackages = sync.OnceValues(func() ([]pkg, error) {
	cmd := exec.Command("go", "list", "-e", "-json=ImportPath,Name,Dir,Imports,GoFiles,TestGoFiles,XTestGoFiles", "./...")
	cmd.Dir = root
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	var list []pkg
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return list, nil
		} else if err != nil {
			return nil, err
		}
		list = append(list, p)
	}
})

func packages(t *testing.T) []pkg {
	t.Helper()
	list, err := listPackages()
	if err != nil {
		t.Fatalf("go list ./...: %v", err)
	}
	if len(list) < 2 {
		t.Fatalf("go list ./... names %d packages: the rules would be run over nothing", len(list))
	}
	return list
}

// source is one Go file, read and parsed.
type source struct {
	path      string // from the root, with slashes
	text      string
	file      *ast.File
	fset      *token.FileSet
	test      bool
	generated bool
}

// parse makes a source of text as if it stood at path.
func parse(path, text string) (source, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, path, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return source{}, err
	}
	return source{
		path: path, text: text, file: file, fset: fset,
		test:      strings.HasSuffix(path, "_test.go"),
		generated: ast.IsGenerated(file) || strings.HasSuffix(path, "_templ.go"),
	}, nil
}

// at gives file:line of a node, for a message that leads there.
func (s source) at(n ast.Node) string {
	return s.fset.Position(n.Pos()).String()
}

var readSources = sync.OnceValues(func() ([]source, error) {
	var list []source
	err := walk(func(path string) error {
		if !strings.HasSuffix(path, ".go") || strings.Contains(path, "testdata/") {
			return nil
		}
		text, err := os.ReadFile(filepath.Join(root, path))
		if err != nil {
			return err
		}
		s, err := parse(path, string(text))
		if err != nil {
			return err
		}
		list = append(list, s)
		return nil
	})
	return list, err
})

func sources(t *testing.T) []source {
	t.Helper()
	list, err := readSources()
	if err != nil {
		t.Fatalf("reading the Go files of the tree: %v", err)
	}
	if len(list) == 0 {
		t.Fatal("no Go file found: the rules would be run over nothing")
	}
	return list
}

// walk visits every file that belongs to the repository, by its path from the
// root. What a run leaves behind (.gitignore) does not belong to it.
func walk(visit func(path string) error) error {
	leftBehind := map[string]bool{".git": true, "demo-data": true, "nghisu": true, "node_modules": true}
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if leftBehind[rel] {
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if !d.Type().IsRegular() {
			return nil
		}
		return visit(rel)
	})
}

// report fails the test with each breach on a line of its own.
func report(t *testing.T, breaches []string) {
	t.Helper()
	for _, b := range breaches {
		t.Error(b)
	}
}

// finds fails the test unless check found exactly the breaches that contain the
// wanted words, in order.
func finds(t *testing.T, got []string, want ...string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%d breaches found, %d expected: %q", len(got), len(want), got)
		return
	}
	for i := range want {
		if !strings.Contains(got[i], want[i]) {
			t.Errorf("breach %d is %q, expected it to mention %q", i+1, got[i], want[i])
		}
	}
}

// sample parses text that a test shows to a rule.
func sample(t *testing.T, path, text string) source {
	t.Helper()
	s, err := parse(path, text)
	if err != nil {
		t.Fatalf("the sample does not parse: %v", err)
	}
	return s
}
