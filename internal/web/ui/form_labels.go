package ui

import (
	"context"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/a-h/templ"
)

// labelMost is the most that a fault repeats of a field's label, in characters.
const labelMost = 80

// Call gives a field, or rows of fields, the name by which the page asks for it, where
// no label says so: the words of its fault begin with it. Without a name the words
// stand alone.
func (f *Form) Call(field, label string) {
	if f.labels == nil {
		f.labels = map[string]string{}
	}
	f.labels[field] = label
}

// labelled notes the label of a field. A field of a row keeps its name in full,
// which says the row.
func (f *Form) labelled(d Field) {
	if !strings.Contains(d.Name, ".") && f.labels[d.Name] == "" {
		f.Call(d.Name, d.Label)
	}
}

// met notes that a field was drawn.
func (f *Form) met(name string) {
	if !slices.Contains(f.drawn, name) {
		f.drawn = append(f.drawn, name)
	}
}

// settle puts the faults into the order of the page and the words of its labels.
func (f *Form) settle() {
	for i, x := range f.Faults {
		label, called := f.labels[x.Field]
		if head, rest, row := strings.Cut(x.Field, "."); row && !called && f.labels[head] != "" {
			label, called = f.labels[head]+", "+lowerFirst(f.page.Label(rest)), true
		}
		switch {
		case !called || x.words == "":
		case label == "":
			f.Faults[i].Text = x.words
		default:
			f.Faults[i].Text = shortLabel(label) + ": " + lowerFirst(x.words)
		}
	}
	place := func(x FieldFault) int {
		if i := slices.Index(f.drawn, x.Field); i >= 0 {
			return i
		}
		return len(f.drawn)
	}
	slices.SortStableFunc(f.Faults, func(a, b FieldFault) int { return place(a) - place(b) })
}

// shortLabel is a label as the beginning of a sentence: a question loses its mark,
// a long one its end.
func shortLabel(s string) string {
	s = strings.TrimRight(strings.TrimSpace(s), "?:. ")
	if utf8.RuneCountInString(s) <= labelMost {
		return s
	}
	cut := string([]rune(s)[:labelMost])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return cut + "…"
}

// faultsOf is the box of a form's faults. It stands before the fields, so they are
// drawn once unseen for their labels and their order.
func faultsOf(p *Page, f *Form, fields templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		if len(f.Faults) == 0 {
			return nil
		}
		if err := fields.Render(ctx, io.Discard); err != nil {
			return err
		}
		return ErrorBox(p, f).Render(ctx, w)
	})
}
