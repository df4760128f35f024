package house

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// layer says what the packages below one path may import beside the standard
// library and each other.
type layer struct {
	path string   // below the module, its subpackages included unless they have a row
	own  []string // rows of this table that it may import
	libs []string // other modules that it may import, by prefix
	pure bool     // no clock, input, output or context: the packages in impure are closed to it
}

// layers is the dependency rule of docs/ARCHITECTURE.md:
// cmd → edges → app → store, register → committee → charter → standard library.
// A package is ruled by the longest row that its path begins with.
var layers = []layer{
	{path: "internal/charter", pure: true},
	{
		path: "internal/charter/file", own: []string{"internal/charter", "charters"}, pure: true,
		libs: []string{"github.com/goccy/go-yaml", "github.com/santhosh-tekuri/jsonschema"},
	},
	{path: "charters"},
	{path: "third_party"},
	{path: "third_party/liberation"},
	{path: "internal/catalogue"},
	{path: "internal/render", own: []string{"third_party/liberation"}, libs: []string{
		"codeberg.org/go-pdf/fpdf", "github.com/arran4/golang-ical", "golang.org/x/text",
	}},
	{path: "internal/render/qr", libs: []string{"github.com/boombuler/barcode"}},
	{path: "internal/render/xlsx", own: []string{"internal/render"}},

	{path: "internal/committee", own: []string{"internal/charter", "internal/committee/calendar"}, pure: true},
	{path: "internal/committee/calendar", pure: true},
	{path: "internal/committee/ballot", pure: true},
	{path: "internal/committee/byhand", own: []string{"internal/committee", "internal/charter"}, pure: true},

	{path: "internal/blob"},
	{path: "internal/upload", libs: []string{"golang.org/x/text"}},
	{path: "internal/store", own: lower, libs: []string{
		"modernc.org/sqlite", "github.com/jackc/pgx/v5", "github.com/pressly/goose/v3",
		"github.com/google/uuid", "golang.org/x/text", "golang.org/x/sync",
	}},
	{path: "internal/register", own: lower, libs: []string{"golang.org/x/mod"}},
	{path: "internal/identity", own: lower, libs: []string{
		"github.com/alexedwards/argon2id", "golang.org/x/crypto", "golang.org/x/sync",
	}},
	{
		path: "internal/app",
		own: append([]string{
			"internal/store", "internal/register", "internal/identity", "internal/catalogue",
			"internal/charter/file", "internal/render", "internal/blob", "internal/upload", "charters",
			"internal/committee/ballot", "internal/committee/byhand",
		}, lower...),
		libs: []string{"github.com/google/uuid", "golang.org/x/text", "golang.org/x/sync"},
	},

	{path: "internal/drafting", own: append([]string{"internal/app", "internal/catalogue", "internal/render"}, lower...)},

	// The edges know app and what lies open below it, never the store and never each other.
	{path: "internal/api", own: edge, libs: []string{"github.com/danielgtaylor/huma/v2", "golang.org/x/text"}},
	{path: "internal/cli", own: edge, libs: []string{"golang.org/x/text", "golang.org/x/term"}},
	{path: "internal/jobs", own: edge},
	{path: "internal/mail", own: append([]string{"internal/upload"}, edge...), libs: []string{
		"github.com/wneessen/go-mail", "github.com/emersion/go-msgauth", "github.com/emersion/go-imap/v2", "golang.org/x/net", "golang.org/x/text",
	}},
	{path: "internal/web", own: append([]string{
		"internal/web/ui", "internal/web/desk", "internal/web/body", "internal/web/admin", "internal/web/reading", "internal/web/minutes", "internal/web/public", "internal/web/room", "internal/web/secretary", "internal/web/vote", "internal/web/keep", "internal/web/topic", "internal/web/concluding", "third_party",
	}, edge...), libs: pages},
	{path: "internal/web/browser"}, // tests alone
	{path: "internal/web/ui", own: append([]string{"third_party"}, edge...), libs: pages},
	{path: "internal/web/desk", own: page, libs: pages},
	{path: "internal/web/concluding", own: page, libs: pages},
	{path: "internal/web/body", own: append([]string{"internal/web/concluding"}, page...), libs: pages},
	{path: "internal/web/admin", own: page, libs: pages},
	{path: "internal/web/minutes", own: page, libs: pages},
	{path: "internal/web/keep", own: page, libs: pages},
	{path: "internal/web/secretary", own: append([]string{"internal/committee/byhand", "internal/render/qr"}, page...), libs: pages},
	{path: "internal/web/reading", own: page, libs: pages},
	{path: "internal/web/topic", own: page, libs: pages},
	{path: "internal/web/vote", own: append([]string{"internal/committee/ballot"}, page...), libs: pages},
	{path: "internal/web/public", own: page, libs: pages},
	{path: "internal/web/room", own: append([]string{"internal/render/qr", "internal/web/concluding"}, page...), libs: pages},

	// Beside cmd: the simulator acts through the door; the bench measures every layer.
	{path: "internal/demo", own: append([]string{"internal/committee/ballot", "internal/app", "internal/identity", "internal/catalogue", "internal/charter/file", "internal/render", "charters"}, lower...)},
	{path: "internal/demo/demotest", own: []string{"internal/demo", "internal/app", "internal/store"}},
	{
		path: "internal/bench",
		own: append([]string{
			"internal/app", "internal/store", "internal/register", "internal/identity", "internal/catalogue",
			"internal/charter/file", "internal/render", "internal/demo", "internal/api", "internal/web", "internal/web/ui", "internal/jobs", "internal/mail", "charters",
			"internal/drafting", "internal/render/xlsx",
		}, lower...),
		libs: []string{"modernc.org/sqlite", "github.com/jackc/pgx/v5", "golang.org/x/mod", "github.com/google/uuid"},
	},
	{path: "cmd", own: append([]string{
		"internal/web", "internal/web/ui", "internal/api", "internal/cli", "internal/jobs", "internal/mail",
		"internal/app", "internal/store", "internal/blob", "internal/register", "internal/identity", "internal/catalogue",
		"internal/charter/file", "internal/render", "internal/demo", "internal/bench", "charters",
	}, lower...)},
	{path: "internal/crash"}, // a package of tests; what they import does not count
	{path: "internal/house"},
}

var (
	lower = []string{"internal/committee", "internal/committee/calendar", "internal/charter"}
	edge  = append([]string{
		"internal/app", "internal/drafting", "internal/register", "internal/identity", "internal/catalogue",
		"internal/charter/file", "internal/render", "internal/render/xlsx", "charters",
	}, lower...)
	page  = append([]string{"internal/web/ui"}, edge...)
	pages = []string{"github.com/a-h/templ", "golang.org/x/text"}
)

// impure are the doors of the standard library to clock, disk, network and chance.
var impure = []string{"context", "crypto/rand", "database", "log", "math/rand", "net", "os", "syscall"}

// below tells whether path is prefix or lies under it.
func below(path, prefix string) bool {
	return path == prefix || strings.HasPrefix(path, prefix+"/")
}

// row finds the layer that rules a package, by its path below the module.
func row(path string) (layer, bool) {
	var best layer
	for _, l := range layers {
		if below(path, l.path) && len(l.path) > len(best.path) {
			best = l
		}
	}
	return best, best.path != ""
}

// checkLayers names every import that the table does not allow.
func checkLayers(list []pkg) []string {
	var breaches []string
	for _, p := range list {
		l, ok := row(p.rel())
		if !ok {
			breaches = append(breaches, fmt.Sprintf("%s has no row in the table of layers (internal/house/layers_test.go): give it one", p.ImportPath))
			continue
		}
		for _, imp := range p.Imports {
			if why := refused(l, imp); why != "" {
				breaches = append(breaches, fmt.Sprintf("%s imports %s: %s", p.ImportPath, imp, why))
			}
		}
	}
	return breaches
}

// refused says why a package of layer l may not import imp, or nothing if it may.
func refused(l layer, imp string) string {
	under := func(prefix string) bool { return below(imp, prefix) }
	first, _, _ := strings.Cut(imp, "/")
	switch {
	case imp == "C":
		return "the binary is built without cgo"
	case first == module:
		to, ok := row(strings.TrimPrefix(imp, module+"/"))
		if !ok || (to.path != l.path && !slices.Contains(l.own, to.path)) {
			return l.path + " may not know it (docs/ARCHITECTURE.md)"
		}
	case strings.Contains(first, "."):
		if !slices.ContainsFunc(l.libs, under) {
			return l.path + " may not use this module (internal/house/layers_test.go)"
		}
	case l.pure && slices.ContainsFunc(impure, under):
		return l.path + " is pure: pass it the value instead"
	}
	return ""
}

func TestLayers(t *testing.T) {
	report(t, checkLayers(packages(t)))
}

func TestLayersFindBreaches(t *testing.T) {
	p := func(path string, imports ...string) pkg {
		return pkg{ImportPath: module + "/" + path, Imports: imports}
	}
	for _, c := range []struct {
		name string
		pkg  pkg
		want []string
	}{
		{"the rule kept", p("internal/web/desk", "fmt", "net/http", "nghisu/internal/app", "nghisu/internal/web/ui", "github.com/a-h/templ/runtime"), nil},
		{"edge to store", p("internal/web/desk", "nghisu/internal/store"), []string{"internal/store"}},
		{"edge to edge", p("internal/api", "nghisu/internal/cli"), []string{"internal/cli"}},
		{"page to page", p("internal/web/desk", "nghisu/internal/web/body"), []string{"internal/web/body"}},
		{"upwards", p("internal/committee", "nghisu/internal/app"), []string{"internal/app"}},
		{"engine to domain", p("internal/charter", "nghisu/internal/committee"), []string{"internal/committee"}},
		{"engine to the file format", p("internal/charter", "nghisu/internal/charter/file"), []string{"internal/charter/file"}},
		{"engine to a module", p("internal/charter", "golang.org/x/text/unicode/norm"), []string{"x/text"}},
		{"the file format's modules", p("internal/charter/file", "github.com/goccy/go-yaml/ast", "github.com/santhosh-tekuri/jsonschema/v6"), nil},
		{"pure packages wait for nobody", p("internal/committee/calendar", "context", "os/exec", "strings"), []string{"context", "os/exec"}},
		{"catalogue", p("internal/catalogue", "nghisu/internal/charter", "golang.org/x/text/language"), []string{"internal/charter", "x/text"}},
		{"simulator past the door", p("internal/demo", "nghisu/internal/store"), []string{"internal/store"}},
		{"cgo", p("internal/store", "C"), []string{"cgo"}},
		{"a package without a place", p("internal/misc"), []string{"no row"}},
		{"a neighbour by name only", p("internal/appendix", "fmt"), []string{"no row"}},
	} {
		t.Run(c.name, func(t *testing.T) { finds(t, checkLayers([]pkg{c.pkg}), c.want...) })
	}
}
