package file

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"nghisu/internal/charter"
)

// viewOf gives the JSON view of a whole file, amendments left aside.
func viewOf(t *testing.T, c *charter.Charter) []byte {
	t.Helper()
	b, err := Show(c, c.Documents)
	if err != nil {
		t.Fatal(err)
	}
	if !json.Valid(b) {
		t.Fatalf("not JSON: %s", b)
	}
	return b
}

// read reads a file without the checks on the whole, which changed values would
// not pass.
func read(t *testing.T, src []byte) (*charter.Charter, Problems) {
	t.Helper()
	root, problems := tree("x.yaml", src)
	if problems != nil {
		return nil, problems
	}
	d := decoder{name: "x.yaml"}
	return d.charter(root), d.problems
}

// TestShowTellsEveryParameter changes each value of each rule in turn, and
// leaves each out in turn: the view must change every time the rule is still
// read without error.
func TestShowTellsEveryParameter(t *testing.T) {
	src, err := os.ReadFile("testdata/ok-everything.yaml")
	if err != nil {
		t.Fatal(err)
	}
	c, problems := read(t, src)
	if problems != nil {
		t.Fatal(problems)
	}
	m := mutator{t: t}
	for _, doc := range c.Documents {
		for _, a := range doc.Articles {
			m.rules(a.Rules)
			for _, p := range a.Points {
				m.rules(p.Rules)
			}
			for _, k := range a.Clauses {
				m.rules(k.Rules)
				for _, p := range k.Points {
					m.rules(p.Rules)
				}
			}
		}
	}
	if m.tried < 900 {
		t.Errorf("only %d changes were tried", m.tried)
	}
}

// mutator changes one rule, alone in a charter of its own.
type mutator struct {
	t      *testing.T
	root   *value // of the rule
	before []byte
	tried  int
}

func (m *mutator) rules(list []charter.Rule) {
	for i := range list {
		v := encodeRule(&list[i])
		m.root, m.before = &v, nil
		m.try("nothing changed")
		m.walk(&v, list[i].ID)
	}
}

// try reads the rule as it is now and holds its view to the first one.
func (m *mutator) try(what string) {
	m.t.Helper()
	rule := listOf([]value{*m.root})
	rule.block = true
	article := newRecord().put("article", integer(1)).put("rules", rule)
	doc := newRecord().put("document", free("d")).put("kind", free("decision")).put("title", free("D")).
		put("effect", plainWord(unstated)).put("articles", blocks([]value{article.value}))
	all := newRecord().put("format", plainWord(format)).put("key", free("k")).put("title", free("K")).put("documents", blocks([]value{doc.value}))
	w := writer{}
	w.mapping(all.value, 0, false)
	c, problems := read(m.t, []byte(w.b.String()))
	if problems.Errors() {
		return
	}
	view := viewOf(m.t, c)
	if m.before == nil {
		m.before = view
		return
	}
	if m.tried++; bytes.Equal(view, m.before) {
		m.t.Errorf("%s: the view did not change", what)
	}
}

func (m *mutator) walk(v *value, path string) {
	for i := range v.items {
		m.walk(&v.items[i], path)
	}
	for i := range v.keys {
		p := &v.keys[i]
		m.walk(&p.value, path+"/"+p.key)
		if p.key != "id" {
			whole := v.keys
			v.keys = slices.Delete(slices.Clone(whole), i, i+1)
			m.try(path + " without " + p.key)
			v.keys = whole
		}
	}
	if v.items != nil || v.keys != nil {
		return
	}
	kept := *v
	for _, other := range changes(kept) {
		if other.text != kept.text {
			*v = other
			m.try(path + ": " + kept.text + " → " + other.text)
		}
	}
	*v = kept
}

// changes gives other values that may stand where one stands.
func changes(v value) []value {
	switch {
	case v.text == "true":
		return []value{{form: literal, text: "false"}, {form: grammar, text: unstated}}
	case v.text == "false":
		return []value{{form: literal, text: "true"}}
	case v.form == literal:
		return []value{{form: literal, text: "7"}, {form: literal, text: "11"}}
	case v.form == grammar:
		out := []value{}
		for _, digits := range [][2]string{{"1", "2"}, {"2", "3"}, {"5", "6"}, {"at least", "more than"}, {"early", "late"}, {"late", "early"}} {
			if strings.Contains(v.text, digits[0]) {
				out = append(out, value{form: grammar, text: strings.Replace(v.text, digits[0], digits[1], 1)})
			}
		}
		return append(out, value{form: grammar, text: unstated})
	}
	return []value{{form: wording, text: v.text + "-b"}, {form: wording, text: "head"}, {form: wording, text: "member"}, {form: grammar, text: unstated}}
}

func TestShowOfADay(t *testing.T) {
	src, err := os.ReadFile("testdata/ok-amended.yaml")
	if err != nil {
		t.Fatal(err)
	}
	c, problems := Parse("ok-amended.yaml", src)
	if c == nil {
		t.Fatal(problems)
	}
	r := charter.Compile(c)
	view := func(day string) string {
		on, err := charter.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		b, err := Show(c, r.TextOn(on))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	for _, step := range []struct {
		day       string
		has, lack []string
	}{
		{"2020-06-01", []string{`"quy-che/2"`, `"id":"giao-viec","power":"task.assign","by":"head"`}, []string{`"quy-che/2a"`, "kết luận"}},
		{"2021-06-01", []string{`"quy-che/2a.1.a"`, `"ref":"Điều 2a khoản 1 điểm a"`, "Chủ trì, kết luận."}, []string{`"address":"quy-che/2"`, `"quy-che/1.3"`}},
		{"2022-04-01", []string{`"quy-che/1.3"`, `"quy-che/1.2.c"`, `"quy-che/2b.a"`}, []string{"giao-viec"}},
	} {
		got := view(step.day)
		for _, s := range step.has {
			if !strings.Contains(got, s) {
				t.Errorf("%s: no %s in %s", step.day, s, got)
			}
		}
		for _, s := range step.lack {
			if strings.Contains(got, s) {
				t.Errorf("%s: %s in %s", step.day, s, got)
			}
		}
	}
}
