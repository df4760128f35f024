package charters_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"nghisu/internal/charter"
)

// editor makes the mutants of one rule or document by walking its fields.
type editor struct {
	at      func(*charter.Charter) reflect.Value // the rule in a copy
	name    string
	address string
	roles   []charter.Role
	path    []any // field names and indexes from the rule down
	made    *[]mutant
}

func (e *editor) out() []mutant {
	if e.made == nil {
		return nil
	}
	return *e.made
}

// field gives an editor one field or index further down.
func (e *editor) field(step any) *editor {
	if e.made == nil {
		e.made = &[]mutant{}
	}
	d := *e
	d.path = append(slices.Clone(e.path), step)
	return &d
}

// label names the path as the file would: rank, count.max, by.0.
func (e *editor) label() string {
	var parts []string
	for _, p := range e.path {
		if s := fmt.Sprint(p); s != "Spec" {
			parts = append(parts, strings.ToLower(s))
		}
	}
	return strings.Join(parts, ".")
}

// mutate adds a mutant that sets the field to what set makes of it.
func (e *editor) mutate(what string, set func(reflect.Value)) {
	if e.made == nil {
		e.made = &[]mutant{}
	}
	path, at := e.path, e.at
	*e.made = append(*e.made, mutant{e.name + " " + e.label() + " " + what, e.address, func(c *charter.Charter) {
		edit(at(c), path, set)
	}})
}

// edit goes down a path and changes what is there. A value in an interface
// cannot be changed in place, so a copy of it is put back.
func edit(v reflect.Value, path []any, set func(reflect.Value)) {
	if v.Kind() == reflect.Interface {
		inner := reflect.New(v.Elem().Type()).Elem()
		inner.Set(v.Elem())
		edit(inner, path, set)
		v.Set(inner)
		return
	}
	if len(path) == 0 {
		set(v)
		return
	}
	switch step := path[0].(type) {
	case string:
		edit(v.FieldByName(step), path[1:], set)
	case int:
		edit(v.Index(step), path[1:], set)
	}
}

// kept reports whether a field holds words that the program only shows, or
// names what the rule is about: leaving the rule out covers it.
func kept(owner, name string) bool {
	switch name {
	case "ID", "Rows", "Line", "Col", "Note", "Title", "Name", "Body", "Key", "Link", "Moment":
		return true
	case "Series":
		return owner == "SeriesSpec"
	}
	return false
}

// walk makes the mutants of every field of a struct.
func (e *editor) walk(v reflect.Value) {
	for i := range v.NumField() {
		name := v.Type().Field(i).Name
		if owner := v.Type().Name(); !kept(owner, name) {
			e.field(name).value(v.Field(i), owner, name)
		}
	}
}

// value makes the mutants of one field.
func (e *editor) value(v reflect.Value, owner, name string) {
	if v.IsZero() {
		return
	}
	switch x := v.Interface().(type) {
	case charter.Spec:
		e.walk(v.Elem())
	case charter.Validity:
		e.drop()
		e.field("From").days(x.From)
		e.field("To").days(x.To)
	case charter.Approx:
		e.days(x)
	case charter.Holders:
		for i := range x.Any {
			e.field("Any").field(i).holder(x.Any[i], x)
		}
		if len(x.Any) > 1 {
			e.elements(len(x.Any), "Any")
		}
		if name != "By" && name != "Who" && name != "OpenBy" && name != "Of" && name != "ConcludeBy" && name != "Signer" && name != "From" && name != "To" {
			e.drop()
		}
	case []charter.Role:
		for i, r := range x {
			e.field(i).swap(r, x)
		}
		if len(x) > 1 {
			e.elements(len(x))
		}
	case charter.Role:
		if owner != "RoleSpec" && owner != "TermSpec" {
			e.swap(x, []charter.Role{x})
		}
	case charter.Count:
		if !x.Unstated {
			e.number(x.Min, "Min", 0)
			if x.Max > 0 {
				e.number(x.Max, "Max", 0)
			}
			e.drop()
		}
	case charter.Span:
		if !x.Unstated {
			e.number(x.N, "N", 1)
		}
	case charter.Share:
		e.share(x)
	case charter.Threshold:
		for i, s := range x.Any {
			e.field("Any").field(i).share(s)
		}
		for i, s := range x.All {
			e.field("All").field(i).share(s)
		}
		if n := len(x.Any); n > 1 {
			e.elements(n, "Any")
		}
		if n := len(x.All); n > 1 {
			e.elements(n, "All")
		}
	case charter.DueRule:
		e.due(x)
	case []charter.Condition:
		e.elements(len(x))
		for i, c := range x {
			if len(c.Values) > 1 {
				e.field(i).field("Values").elements(len(c.Values))
			}
		}
	case []charter.Required:
		e.elements(len(x))
		for i, r := range x {
			e.field(i).number(r.Min, "Min", 1)
			e.field(i).field("Role").swap(r.Role, []charter.Role{r.Role})
		}
	case []charter.Part:
		e.elements(len(x))
		for i, p := range x {
			if p.Seats != "" {
				e.field(i).field("Seats").swap(p.Seats, []charter.Role{p.Seats})
			}
			if len(p.HeadsOf) > 1 {
				e.field(i).field("HeadsOf").elements(len(p.HeadsOf))
			}
		}
	case []int:
		for i, n := range x {
			e.field(i).step(n, 1)
		}
		if len(x) > 1 {
			e.elements(len(x))
		}
	case []charter.Act:
		if len(x) > 1 {
			e.elements(len(x))
		}
	case []string:
		e.words(x, name)
	case charter.Tri, charter.Force, bool:
		e.drop()
	case int:
		e.step(x, 1)
	case string:
		if name != "Resource" && name != "CapBy" {
			e.drop()
		}
	case charter.Text:
		switch name {
		case "Outside", "Otherwise", "ReportTo", "LeaveOf", "Form", "Lapse":
			e.drop()
		}
	}
}

// words makes the mutants of a list of words: each left out, and the whole of a
// list that may be left out.
func (e *editor) words(x []string, name string) {
	switch name {
	case "Unless", "Objects", "In", "Fields", "Items", "Each":
		e.drop()
	}
	if len(x) > 1 {
		e.elements(len(x))
	}
}

// drop makes the mutant without the parameter.
func (e *editor) drop() { e.mutate("dropped", func(v reflect.Value) { v.SetZero() }) }

// elements makes the mutants without one element of a list.
func (e *editor) elements(n int, under ...any) {
	d := e
	for _, u := range under {
		d = d.field(u)
	}
	for i := range n {
		d.mutate(fmt.Sprintf("%d dropped", i), func(v reflect.Value) {
			v.Set(reflect.AppendSlice(v.Slice3(0, i, i), v.Slice(i+1, v.Len())))
		})
	}
}

// number makes the mutants of a number under a field.
func (e *editor) number(n int, field string, least int) { e.field(field).step(n, least) }

// step makes the mutants one more and, down to a least number, one less.
func (e *editor) step(n, least int) {
	e.mutate("+1", func(v reflect.Value) { v.SetInt(v.Int() + 1) })
	if n > least {
		e.mutate("-1", func(v reflect.Value) { v.SetInt(v.Int() - 1) })
	}
}

// days makes the mutants a day later and a day earlier.
func (e *editor) days(a charter.Approx) {
	if a.From.IsZero() {
		return
	}
	for _, n := range []charter.Date{1, -1} {
		e.mutate(fmt.Sprintf("%+d day", n), func(v reflect.Value) {
			a := v.Interface().(charter.Approx)
			a.From, a.To = a.From+n, a.To+n
			v.Set(reflect.ValueOf(a))
		})
	}
}

// share makes the mutants of a threshold: its numbers, its comparator, its base.
func (e *editor) share(s charter.Share) {
	if s.Unstated {
		return
	}
	if s.Cmp != charter.AllOf {
		e.number(s.Num, "Num", 1)
	}
	if s.Den > 1 && s.Den != 100 {
		e.number(s.Den, "Den", max(1, s.Num))
	}
	if s.Of > 0 {
		e.number(s.Of, "Of", 1)
	}
	switch s.Cmp {
	case charter.AtLeast:
		e.field("Cmp").mutate("more than", func(v reflect.Value) { v.Set(reflect.ValueOf(charter.MoreThan)) })
	case charter.MoreThan:
		e.field("Cmp").mutate("at least", func(v reflect.Value) { v.Set(reflect.ValueOf(charter.AtLeast)) })
	}
	if s.Base != "" && s.Base != charter.BaseNumber {
		for _, b := range []charter.Base{charter.BaseAllMembers, charter.BasePresent, charter.BaseVotesCast} {
			if b != s.Base {
				e.field("Base").mutate(string(b), func(v reflect.Value) { v.Set(reflect.ValueOf(b)) })
			}
		}
	}
}

// due makes the mutants of when something falls due.
func (e *editor) due(d charter.DueRule) {
	if !d.Span.IsZero() && !d.Span.Unstated {
		e.field("Span").number(d.Span.N, "N", 1)
	}
	for _, f := range []struct {
		name string
		n    int
	}{{"Day", d.Day}, {"BeforeDay", d.BeforeDay}, {"Month", d.Month}, {"MonthDay", d.MonthDay}} {
		if f.n > 0 {
			e.number(f.n, f.name, 1)
		}
	}
	for i, m := range d.Months {
		e.field("Months").field(i).step(m, 1)
	}
	if len(d.Months) > 1 {
		e.elements(len(d.Months), "Months")
	}
	e.field("Date").days(d.Date)
}

// holder makes the mutants of one holder: another role, other numbers.
func (e *editor) holder(h charter.Holder, all charter.Holders) {
	var there []charter.Role
	for _, x := range all.Any {
		there = append(there, x.Role, x.From)
	}
	if h.Role != "" {
		e.field("Role").swap(h.Role, there)
	}
	if h.From != "" {
		e.field("From").swap(h.From, there)
	}
	if h.Members > 0 {
		e.number(h.Members, "Members", 1)
	}
	if !h.Share.IsZero() {
		e.field("Share").share(h.Share)
	}
}

// swap makes the mutant with another role of the charter: the next that it
// declares, of those not already there.
func (e *editor) swap(r charter.Role, there []charter.Role) {
	at := slices.Index(e.roles, r)
	for i := 1; i <= len(e.roles); i++ {
		other := e.roles[(at+i)%len(e.roles)]
		if other != r && !slices.Contains(there, other) {
			e.mutate(string(r)+" to "+string(other), func(v reflect.Value) { v.SetString(string(other)) })
			return
		}
	}
}
