package file

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"nghisu/charters"
	"nghisu/internal/charter"
)

// sameCharter leaves out where a rule stands in its file.
var sameCharter = cmp.Options{cmpopts.IgnoreFields(charter.Rule{}, "Line", "Col"), cmpopts.EquateEmpty()}

// sound gives every source that parses without error: fixtures and the bundled
// charters.
func sound(t testing.TB) map[string]*charter.Charter {
	t.Helper()
	sources := fixtures(t)
	for _, key := range charters.Keys() {
		src, err := charters.Read(key)
		if err != nil {
			t.Fatal(err)
		}
		sources[key] = src
	}
	out := map[string]*charter.Charter{}
	for name, src := range sources {
		if c, _ := Parse(name, src); c != nil {
			out[name] = c
		}
	}
	return out
}

func TestRoundTrip(t *testing.T) {
	for name, c := range sound(t) {
		t.Run(name, func(t *testing.T) { roundTrip(t, c) })
	}
}

func roundTrip(t *testing.T, c *charter.Charter) {
	t.Helper()
	src := Write(c)
	back, problems := Parse("written", src)
	if problems.Errors() {
		t.Fatalf("%v\n%s", problems, src)
	}
	if d := cmp.Diff(c, back, sameCharter); d != "" {
		t.Fatalf("read back otherwise (-first +second):\n%s\n%s", d, src)
	}
	if again := Write(back); !bytes.Equal(src, again) {
		t.Fatalf("written otherwise the second time:\n%s", cmp.Diff(string(src), string(again)))
	}
}

// TestEverything asks that the fixture of everything has every parameter of
// every kind, so that the other tests meet them all.
func TestEverything(t *testing.T) {
	src, err := os.ReadFile("testdata/ok-everything.yaml")
	if err != nil {
		t.Fatal(err)
	}
	root, problems := tree("", src)
	if problems != nil {
		t.Fatal(problems)
	}
	seen := map[string]bool{}
	var walk func(n *node)
	walk = func(n *node) {
		for _, k := range kinds {
			if n.get(string(k)) == nil {
				continue
			}
			for _, e := range n.keys {
				seen[string(k)+"."+e.key] = true
				seen["."+e.key] = true
			}
		}
		for _, e := range n.keys {
			walk(e.value)
		}
		for _, item := range n.items {
			walk(item)
		}
	}
	walk(root)
	for kind, keys := range parameters {
		for _, key := range keys {
			if !seen[string(kind)+"."+key] {
				t.Errorf("no %s.%s", kind, key)
			}
		}
	}
	for _, key := range common {
		if !seen["."+key] {
			t.Errorf("no %s", key)
		}
	}
}

// schema compiles the schema of the format.
func schema(t testing.TB) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(charters.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("charter.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("charter.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// accepted reports whether the schema accepts a file.
func accepted(s *jsonschema.Schema, src []byte) error {
	b, err := yaml.YAMLToJSON(src)
	if err != nil {
		return err
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		return err
	}
	return s.Validate(v)
}

// TestSchemaAgrees asks that what the parser accepts the schema accepts too, so
// that an editor never marks a sound file.
func TestSchemaAgrees(t *testing.T) {
	s := schema(t)
	for name, src := range fixtures(t) {
		if _, problems := Parse(name, src); problems.Errors() {
			continue
		}
		if err := accepted(s, src); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, c := range sound(t) {
		if err := accepted(s, Write(c)); err != nil {
			t.Errorf("%s, written: %v", name, err)
		}
	}
}

// TestSchemaLists holds the lists of the schema to those of the program.
func TestSchemaLists(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(charters.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	at := func(path string) any {
		v := doc
		for _, key := range strings.Split(path, "/") {
			switch x := v.(type) {
			case map[string]any:
				v = x[key]
			case []any:
				v = x[key[0]-'0']
			}
		}
		return v
	}
	words := func(path string) (out []string) {
		list, _ := at(path).([]any)
		for _, v := range list {
			out = append(out, v.(string))
		}
		return out
	}
	anyOrder := cmpopts.SortSlices(func(a, b string) bool { return a < b })
	check := func(path string, want []string) {
		t.Helper()
		if d := cmp.Diff(words(path), want, anyOrder); d != "" {
			t.Errorf("%s (-schema +program):\n%s", path, d)
		}
	}
	check("$defs/act/enum", acts)
	check("$defs/role/anyOf/0/enum", contractRoles)
	names := make([]string, len(subjects))
	for i, s := range subjects {
		names[i] = string(s)
	}
	check("properties/unstated/items/enum", names)
	for kind, keys := range parameters {
		var got []string
		props, _ := at("$defs/rule-" + string(kind) + "/properties").(map[string]any)
		for key := range props {
			got = append(got, key)
		}
		want := append(append([]string{}, keys...), common...)
		if d := cmp.Diff(got, want, anyOrder); d != "" {
			t.Errorf("%s (-schema +program):\n%s", kind, d)
		}
	}
}
