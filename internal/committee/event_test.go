package committee

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"nghisu/internal/charter"
)

var update = flag.Bool("update", false, "write testdata/*.golden anew")

// fill sets every field below v to a value that is not its zero.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.String:
		v.SetString("Điều 1")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(7)
	case reflect.Int32: // charter.Date
		v.SetInt(int64(charter.NewDate(2021, 8, 30)))
	default:
		panic("an event has a field of a kind unknown to this test: " + v.Type().String())
	}
}

func filled(zero Event) Event {
	v := reflect.New(reflect.TypeOf(zero)).Elem()
	fill(v)
	return v.Interface().(Event)
}

// golden compares text with a file of testdata, or writes it with -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
		for i := range g {
			if i >= len(w) || g[i] != w[i] {
				t.Fatalf("%s line %d: got\n%s\nwant\n%s", file, i+1, g[i], strings.Join(w[min(i, len(w)):min(i+1, len(w))], ""))
			}
		}
		t.Fatalf("%s has %d lines, %d were made", file, len(w), len(g))
	}
}

// The stored names and the JSON of every event, whole and empty, never change.
func TestEventsGolden(t *testing.T) {
	var b strings.Builder
	for _, e := range EventTypes() {
		for _, x := range []Event{filled(e), e} {
			data, err := json.Marshal(x)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "%s %s\n", x.EventName(), data)
		}
	}
	golden(t, "events.golden", b.String())
}

func TestDecodeEventRoundTrip(t *testing.T) {
	seen := map[string]bool{}
	for _, e := range EventTypes() {
		if seen[e.EventName()] {
			t.Errorf("two events are named %s", e.EventName())
		}
		seen[e.EventName()] = true
		for _, x := range []Event{filled(e), e} {
			data, err := json.Marshal(x)
			if err != nil {
				t.Fatal(err)
			}
			back, err := DecodeEvent(x.EventName(), data)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(back, x) {
				t.Errorf("%s: %s came back as %#v", x.EventName(), data, back)
			}
			loose := bytes.Replace(data, []byte("{"), []byte(`{"surely_unknown":1,`), 1)
			loose = bytes.Replace(loose, []byte(",}"), []byte("}"), 1)
			if _, err := DecodeEvent(x.EventName(), loose); err == nil {
				t.Errorf("%s: an unknown field was read", x.EventName())
			}
			if _, err := DecodeEvent(x.EventName(), append(data, " {}"...)); err == nil {
				t.Errorf("%s: a second object was read", x.EventName())
			}
		}
	}
	if _, err := DecodeEvent("seat.opened/9", []byte("{}")); err == nil {
		t.Error("an unknown event was read")
	}
}

// Every type of the package with a stored name stands in a list of events.
func TestEventListsAreWhole(t *testing.T) {
	listed := map[string]bool{}
	for _, e := range EventTypes() {
		listed[reflect.TypeOf(e).Name()] = true
	}
	for _, f := range sources(t) {
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Recv == nil || fn.Name.Name != "EventName" {
				continue
			}
			name := fn.Recv.List[0].Type.(*ast.Ident).Name
			if !listed[name] {
				t.Errorf("%s stands in no list of events", name)
			}
		}
	}
}

// sources parses the package's own files, tests apart.
func sources(t *testing.T) []*ast.File {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var out []*ast.File
	for _, n := range names {
		if strings.HasSuffix(n, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), n, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, f)
	}
	return out
}

func TestProse(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`{"§":"Kiện toàn Ban Chỉ đạo"}`, "Kiện toàn Ban Chỉ đạo"},
		{`{"§":""}`, ""},
		{`{"§x":"0190"}`, Erased},
	} {
		var p Prose
		if err := json.Unmarshal([]byte(c.in), &p); err != nil || string(p) != c.want {
			t.Errorf("%s: got %q, %v", c.in, p, err)
		}
	}
	for _, in := range []string{`"trần"`, `{}`, `{"§":"a","§x":"b"}`, `{"§":"a","z":1}`, `{"§":1}`, `null`} {
		var p Prose
		if err := json.Unmarshal([]byte(in), &p); err == nil {
			t.Errorf("%s was read as %q", in, p)
		}
	}
}
