package body

import (
	"strconv"
	"strings"

	"nghisu/internal/web/ui"
)

// formRows are the rows of a form that its buttons add, move and take away, without
// a script.
type formRows struct {
	name   func(n int, field string) string // of a field of the n-th row, from 1
	fields []string                         // of a row, the one that every row has first
	count  func(f *ui.Form) int
}

// swap lets two rows change places.
func (r formRows) swap(f *ui.Form, i, j int) {
	for _, field := range r.fields {
		a, b := r.name(i, field), r.name(j, field)
		f.Values[a], f.Values[b] = f.Values[b], f.Values[a]
	}
}

// remove takes a row away; those below it move up.
func (r formRows) remove(f *ui.Form, at int) {
	n := r.count(f)
	if at < 1 || at > n {
		return
	}
	for i := at; i < n; i++ {
		r.swap(f, i, i+1)
	}
	for _, field := range r.fields {
		f.Values.Del(r.name(n, field))
	}
}

// turn does what a button of the rows asks for and reports whether one was pressed.
func (r formRows) turn(f *ui.Form) bool {
	do, arg, _ := strings.Cut(f.Values.Get("hang"), ":")
	f.Values.Del("hang")
	at, _ := strconv.Atoi(arg)
	n := r.count(f)
	switch do {
	case "":
		return false
	case "them":
		f.Values.Set(r.name(n+1, r.fields[0]), "")
	case "len":
		if at > 1 && at <= n {
			r.swap(f, at-1, at)
		}
	case "xuong":
		if at >= 1 && at < n {
			r.swap(f, at, at+1)
		}
	case "bo":
		r.remove(f, at)
	}
	return true
}
