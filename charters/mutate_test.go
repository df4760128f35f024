package charters_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"sort"
	"strings"
	"sync"
	"testing"

	"nghisu/internal/charter"
	"nghisu/internal/charter/file"
)

// mutantsFile lists the mutants that no table line can tell from the charter:
// CHARTER: MUTANT: REASON, where the reason is text-only (nothing is reckoned
// from it) or begins with "equivalent: ".
const mutantsFile = "testdata/mutants.txt"

// TestMutants changes every charter in one place at a time and asks that a line
// of its table notices. With -short it takes every seventh mutant.
func TestMutants(t *testing.T) {
	listed := readMutants(t)
	known := map[string]bool{}
	tried, killed := 0, 0
	for _, p := range pairs(t) {
		key := strings.TrimSuffix(filepath.Base(p.table), ".table")
		src, err := os.ReadFile(p.charter)
		if err != nil {
			t.Errorf("%s: %v", key, err)
			continue
		}
		c, problems := file.Parse(p.charter, src)
		if c == nil {
			t.Errorf("%s: %v", key, problems)
			continue
		}
		tab := readTable(t, p.table)
		var lines []line
		s := compile(c)
		for _, l := range tab.lines {
			if l.asks() && s.check(l) == "" {
				lines = append(lines, l)
			}
		}
		all := mutantsOf(c)
		if testing.Short() {
			all = everySeventh(all)
		}
		alive := survivors(c, all, lines)
		tried, killed = tried+len(all), killed+len(all)-len(alive)
		for _, m := range all {
			name := key + ": " + m.name
			if known[name] {
				t.Errorf("%s: two mutants of that name", name)
			}
			known[name] = true
			_, has := listed[name]
			switch lives := slices.Contains(alive, m.name); {
			case lives && !has:
				t.Errorf("%s: no line of the table notices", name)
			case !lives && has:
				t.Errorf("%s: listed, but a line of the table notices", name)
			}
		}
	}
	if !testing.Short() {
		for name := range listed {
			if !known[name] {
				t.Errorf("%s: listed, but there is no such mutant", name)
			}
		}
	}
	t.Logf("%d mutants, %d killed, %d listed", tried, killed, len(listed))
}

// asks reports whether a line holds the charter to anything.
func (l line) asks() bool {
	switch l.verb {
	case "may", "duties", "verdict", "show", "has", "clause", "charter", "doc", "unstated":
		return true
	}
	return false
}

func everySeventh(all []mutant) []mutant {
	var out []mutant
	for i := 0; i < len(all); i += 7 {
		out = append(out, all[i])
	}
	return out
}

// readMutants reads the list of mutants that survive, each with its reason.
func readMutants(t *testing.T) map[string]string {
	t.Helper()
	src, err := os.ReadFile(mutantsFile)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for i, l := range strings.Split(string(src), "\n") {
		if l = strings.TrimSpace(l); l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		parts := strings.SplitN(l, ": ", 3)
		if len(parts) != 3 || parts[2] != "text-only" && !strings.HasPrefix(parts[2], "equivalent: ") {
			t.Errorf("%s:%d: write CHARTER: MUTANT: text-only, or equivalent: and why", mutantsFile, i+1)
			continue
		}
		name := parts[0] + ": " + parts[1]
		if _, twice := out[name]; twice {
			t.Errorf("%s:%d: listed twice", mutantsFile, i+1)
		}
		out[name] = parts[2]
	}
	return out
}

// survivors gives the mutants that every line passes, in order.
func survivors(c *charter.Charter, all []mutant, lines []line) []string {
	jobs := make(chan mutant)
	var out []string
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for m := range jobs {
				if !noticed(c, m, lines) {
					mu.Lock()
					out = append(out, m.name)
					mu.Unlock()
				}
			}
		})
	}
	for _, m := range all {
		jobs <- m
	}
	close(jobs)
	wg.Wait()
	sort.Strings(out)
	return out
}

// noticed reports whether a line fails on the mutant. Lines that name the
// changed clause come first, and those that need no JSON view before others.
func noticed(c *charter.Charter, m mutant, lines []line) bool {
	changed := copyOf(reflect.ValueOf(c)).Interface().(*charter.Charter)
	m.change(changed)
	s := compile(changed)
	for _, near := range []bool{true, false} {
		for _, viewed := range []bool{false, true} {
			for _, l := range lines {
				if l.viewed() == viewed && (m.address != "" && strings.Contains(l.text, m.address)) == near && s.check(l) != "" {
					return true
				}
			}
		}
	}
	return false
}

// viewed reports whether a line is held against the JSON view.
func (l line) viewed() bool {
	return l.verb != "may" && l.verb != "verdict" && l.verb != "duties"
}

// copyOf copies a value deeply.
func copyOf(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		out := reflect.New(v.Type().Elem())
		out.Elem().Set(copyOf(v.Elem()))
		return out
	case reflect.Interface:
		if v.IsNil() {
			return v
		}
		out := reflect.New(v.Type()).Elem()
		out.Set(copyOf(v.Elem()))
		return out
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		out := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			out.Index(i).Set(copyOf(v.Index(i)))
		}
		return out
	case reflect.Struct:
		out := reflect.New(v.Type()).Elem()
		for i := range v.NumField() {
			out.Field(i).Set(copyOf(v.Field(i)))
		}
		return out
	}
	return v
}

// mutant is one change to a charter.
type mutant struct {
	name    string // rule and what is changed, without ": "
	address string // of the clause, to try its lines first
	change  func(*charter.Charter)
}

// spot is a rule of a charter: its list, its place in it and its clause.
type spot struct {
	list    *[]charter.Rule
	i       int
	address string
}

func (s spot) rule() *charter.Rule { return &(*s.list)[s.i] }

// spots walks every rule, always in the same order.
func spots(c *charter.Charter) []spot {
	var out []spot
	add := func(list *[]charter.Rule, address string) {
		for i := range *list {
			out = append(out, spot{list, i, address})
		}
	}
	points := func(list []charter.Point, address string) {
		for i := range list {
			add(&list[i].Rules, address+"."+list[i].Letter)
		}
	}
	clauses := func(list []charter.Clause, address string) {
		for i := range list {
			add(&list[i].Rules, address+"."+list[i].Number)
			points(list[i].Points, address+"."+list[i].Number)
		}
	}
	for i := range c.Documents {
		d := &c.Documents[i]
		for j := range d.Articles {
			a := &d.Articles[j]
			address := d.Key + "/" + a.Number
			add(&a.Rules, address)
			points(a.Points, address)
			clauses(a.Clauses, address)
		}
	}
	for i := range c.Amendments {
		for j := range c.Amendments[i].Changes {
			ch := &c.Amendments[i].Changes[j]
			add(&ch.Rules, ch.Address)
			points(ch.Points, ch.Address)
			clauses(ch.Clauses, ch.Address)
		}
	}
	return out
}

// mutantsOf makes every mutant of a charter: each rule left out, each change of
// an amendment left out, each document's days moved, and each parameter changed.
func mutantsOf(c *charter.Charter) []mutant {
	var out []mutant
	for i := range c.Amendments {
		for j := range c.Amendments[i].Changes {
			address := c.Amendments[i].Changes[j].Address
			out = append(out, mutant{fmt.Sprintf("%s without change %s", c.Amendments[i].By, address), address, func(c *charter.Charter) {
				a := &c.Amendments[i]
				a.Changes = slices.Delete(a.Changes, j, j+1)
			}})
		}
	}
	for i := range c.Documents {
		e := editor{at: func(c *charter.Charter) reflect.Value { return reflect.ValueOf(&c.Documents[i]).Elem() }, name: c.Documents[i].Key}
		d := &c.Documents[i]
		for _, f := range []struct {
			field string
			days  charter.Approx
		}{{"Effect", d.Effect}, {"Date", d.Date}, {"Ends", d.Ends}} {
			e.field(f.field).days(f.days)
		}
		out = append(out, e.out()...)
	}
	roles := declared(c)
	seen := map[string]int{}
	for i, s := range spots(c) {
		r := s.rule()
		name := r.ID
		if seen[r.ID]++; seen[r.ID] > 1 {
			name = fmt.Sprintf("%s version %d", r.ID, seen[r.ID])
		}
		out = append(out, mutant{name + " left out", s.address, func(c *charter.Charter) {
			s := spots(c)[i]
			*s.list = slices.Delete(*s.list, s.i, s.i+1)
		}})
		e := editor{
			at:   func(c *charter.Charter) reflect.Value { return reflect.ValueOf(spots(c)[i].rule()).Elem() },
			name: name, address: s.address, roles: roles,
		}
		e.walk(reflect.ValueOf(r).Elem())
		out = append(out, e.out()...)
	}
	return out
}

// declared are the roles that the charter declares, in the order of the text.
func declared(c *charter.Charter) []charter.Role {
	var out []charter.Role
	for _, s := range spots(c) {
		if r, ok := s.rule().Spec.(charter.RoleSpec); ok && !slices.Contains(out, r.Role) {
			out = append(out, r.Role)
		}
	}
	return out
}
