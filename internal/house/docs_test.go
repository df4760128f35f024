package house

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// exists tells whether a path, or a pattern for paths, leads to anything.
func exists(name string) bool {
	found, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(name)))
	return err == nil && len(found) > 0
}

var (
	codeSpan  = regexp.MustCompile("`([^`\n]+)`")
	codeBlock = regexp.MustCompile("(?ms)^```.*?^```")
	// A code span that names a file or directory of the tree, and nothing else.
	treePath = regexp.MustCompile(`^(cmd|charters|docs|internal|scripts|testdata|third_party|tools|\.ci)(/[\w.*-]+)*/?$|^(Makefile|go\.mod|\.golangci\.yml|[A-Z]+(\.en)?\.md|LICENSE|NOTICE)$`)
	mdLink   = regexp.MustCompile(`\]\(([^)\s]+)\)`)
)

// checkPaths names the paths in code spans of a document that lead nowhere.
func checkPaths(name, text string, exists func(string) bool) []string {
	var breaches []string
	for _, m := range codeSpan.FindAllStringSubmatch(codeBlock.ReplaceAllString(text, ""), -1) {
		if treePath.MatchString(m[1]) && !exists(strings.TrimSuffix(m[1], "/")) {
			breaches = append(breaches, fmt.Sprintf("%s: %s does not exist", name, m[1]))
		}
	}
	return breaches
}

// checkLinks names the relative links of a document that lead nowhere.
func checkLinks(name, text string, exists func(string) bool) []string {
	var breaches []string
	for _, m := range mdLink.FindAllStringSubmatch(text, -1) {
		to, _, _ := strings.Cut(m[1], "#")
		if to == "" || strings.Contains(to, "://") || strings.HasPrefix(to, "mailto:") {
			continue
		}
		if !exists(path.Join(path.Dir(name), to)) {
			breaches = append(breaches, fmt.Sprintf("%s: the link to %s leads nowhere", name, to))
		}
	}
	return breaches
}

// documents maps the path of every Markdown file that is ours to its text.
func documents(t *testing.T) map[string]string {
	t.Helper()
	docs := map[string]string{}
	err := walk(func(name string) error {
		if path.Ext(name) != ".md" || strings.Contains(name, "testdata/") {
			return nil
		}
		text, err := os.ReadFile(filepath.Join(root, name))
		docs[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

// document reads one file that has to be there.
func document(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestDocumentsNameWhatExists(t *testing.T) {
	docs := documents(t)
	if docs["docs/ARCHITECTURE.md"] == "" || docs["README.md"] == "" {
		t.Fatal("README.md and docs/ARCHITECTURE.md have to be there")
	}
	for name, text := range docs {
		// A decision record speaks of its day, the changelog of past releases.
		if !below(name, "docs/decisions") && name != "CHANGELOG.md" {
			report(t, checkPaths(name, text, exists))
		}
		report(t, checkLinks(name, text, exists))
	}
}

// TestArchitectureNamesEveryPackage keeps the map complete: a package that it
// leaves out is one that nobody finds.
func TestArchitectureNamesEveryPackage(t *testing.T) {
	report(t, checkMap(packages(t), document(t, "docs/ARCHITECTURE.md")))
}

func checkMap(list []pkg, text string) []string {
	var breaches []string
	for _, p := range list {
		if !strings.Contains(text, "`"+p.rel()+"`") && !strings.Contains(text, "`"+path.Dir(p.rel())+"/*`") {
			breaches = append(breaches, fmt.Sprintf("docs/ARCHITECTURE.md does not name the package %s", p.rel()))
		}
	}
	return breaches
}

func TestDocumentChecksFindBreaches(t *testing.T) {
	here := func(p string) bool {
		return slices.Contains([]string{"internal/app", "internal/*/meeting*", "docs/b.md"}, p)
	}
	finds(t, checkPaths("a.md", "`internal/app/` and `internal/gone` and `internal/*/meeting*`, `go test ./...`, `x/y`.\n```\n`internal/block`\n```\n`Makefile`", here),
		"internal/gone", "Makefile")
	finds(t, checkLinks("docs/a.md", "[b](b.md#part) [c](c.md) [d](https://example.org/d) [e](#here)", here), "c.md")
	finds(t, checkMap([]pkg{{ImportPath: module + "/internal/app"}, {ImportPath: module + "/internal/new"}}, "| `internal/app` | the door |"), "internal/new")
}

// TestFirstScreen keeps the promise of the README: one picture, two commands.
func TestFirstScreen(t *testing.T) {
	for _, name := range []string{"README.md", "README.en.md"} {
		lines := strings.Split(document(t, name), "\n")
		first := strings.Join(lines[:min(40, len(lines))], "\n")
		for _, want := range []string{"make demo", "make test", "docs/images/co-quan.png"} {
			if !strings.Contains(first, want) {
				t.Errorf("%s: %q is not on the first screen (40 lines)", name, want)
			}
		}
	}
	if n := strings.Count(document(t, "Makefile"), "\n"); n > 60 {
		t.Errorf("Makefile: %d lines, at most 60: it is an index, work goes to scripts/", n)
	}
	if run := document(t, ".ci/run"); !strings.Contains(run, "make test") {
		t.Error(".ci/run does not run `make test`, which is what the README tells a reader to run")
	}
}

// clauseRows are the rows of the five source texts, by body.
var clauseRows = map[string]int{"A": 15, "B": 14, "C": 20, "D": 9, "E": 11}

var requirement = regexp.MustCompile(`(?m)^\| ([A-E]\d+) \|(.*)\|$`)

// checkRequirements wants every row once, with its four further columns filled.
func checkRequirements(text string) []string {
	seen := map[string]int{}
	var breaches []string
	for _, m := range requirement.FindAllStringSubmatch(text, -1) {
		seen[m[1]]++
		cells := strings.Split(m[2], "|")
		if len(cells) != 4 || slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) == "" }) {
			breaches = append(breaches, fmt.Sprintf("%s: %d columns filled or empty, expected 4 filled ones after the row's name", m[1], len(cells)))
		}
	}
	for _, body := range slices.Sorted(func(yield func(string) bool) {
		for b := range clauseRows {
			if !yield(b) {
				return
			}
		}
	}) {
		for i := 1; i <= clauseRows[body]; i++ {
			if row := fmt.Sprintf("%s%d", body, i); seen[row] != 1 {
				breaches = append(breaches, fmt.Sprintf("%s: %d rows, expected one", row, seen[row]))
			}
		}
	}
	return breaches
}

func TestRequirementsAreComplete(t *testing.T) {
	for _, b := range checkRequirements(document(t, "docs/requirements.md")) {
		t.Error("docs/requirements.md: " + b)
	}
}

func TestRequirementsFindBreaches(t *testing.T) {
	text := ""
	for body, n := range clauseRows {
		for i := 1; i <= n; i++ {
			text += fmt.Sprintf("| %s%d | Cơ quan | Việc | Câu chuyện | 1 |\n", body, i)
		}
	}
	finds(t, checkRequirements(text))
	finds(t, checkRequirements(strings.Replace(text, "| B3 | Cơ quan | Việc |", "| B3 | Cơ quan | |", 1)), "B3")
	finds(t, checkRequirements(strings.Replace(text, "| C8 |", "| C9 |", 1)), "C8", "C9")
}

// requires reads the modules that go.mod asks for: path → version, with those
// that the program or its tests import themselves in direct.
func requires(mod string) (all map[string]string, direct []string) {
	all = map[string]string{}
	inBlock := false
	for _, line := range strings.Split(mod, "\n") {
		fields := strings.Fields(line)
		switch {
		case line == "require (":
			inBlock = true
			continue
		case line == ")":
			inBlock = false
			continue
		case len(fields) > 0 && fields[0] == "require":
			fields = fields[1:]
		case !inBlock:
			continue
		}
		if len(fields) < 2 {
			continue
		}
		all[fields[0]] = fields[1]
		if !strings.HasSuffix(line, "// indirect") {
			direct = append(direct, fields[0])
		}
	}
	return all, direct
}

var dependency = regexp.MustCompile("(?m)^\\| `([^`]+)` \\| ([^ |]+) \\|")

// checkDependencies compares the list that people read with the one that Go reads.
func checkDependencies(mod, doc string) []string {
	all, direct := requires(mod)
	told := map[string]string{}
	var breaches []string
	for _, m := range dependency.FindAllStringSubmatch(doc, -1) {
		told[m[1]] = m[2]
		if v, ok := all[m[1]]; !ok {
			breaches = append(breaches, m[1]+": listed, but go.mod does not ask for it")
		} else if v != m[2] {
			breaches = append(breaches, fmt.Sprintf("%s: listed as %s, go.mod has %s", m[1], m[2], v))
		}
	}
	for _, m := range direct {
		if told[m] == "" {
			breaches = append(breaches, m+": imported, but not listed with its licence and purpose")
		}
	}
	return breaches
}

func TestDependenciesAreListed(t *testing.T) {
	for _, b := range checkDependencies(document(t, "go.mod"), document(t, "docs/dependencies.md")) {
		t.Error("docs/dependencies.md: " + b)
	}
}

func TestDependenciesFindBreaches(t *testing.T) {
	mod := "module x\n\nrequire example.org/one v1.0.0\n\nrequire (\n\texample.org/two v2.0.0\n\texample.org/three v3.0.0 // indirect\n\texample.org/four v4.0.0\n)\n"
	doc := "| `example.org/one` | v1.0.0 | MIT |\n| `example.org/two` | v2.1.0 | MIT |\n| `example.org/five` | v5.0.0 | MIT |\n"
	finds(t, checkDependencies(mod, doc), "example.org/two", "example.org/five", "example.org/four")
}
