package ui

import "slices"

// Experts are the people of whom a form names some (chuyên gia): too many to be
// listed whole, they are looked for by a part of their names.
type Experts struct {
	All   []Option
	match map[string]bool // of them, those who are looked for
}

// The fields by which experts are looked for, and the button that draws a form anew.
const (
	findField  = "tim"
	againField = "chon"
)

// mostFound is how many people one search shows.
const mostFound = 20

// Experts loads the people, each under the prefix that the form gives their keys,
// and looks up who is looked for.
func (c *Call) Experts(prefix string) (x Experts, err error) {
	people, err := c.App.People(c.Ctx(), c.By, "")
	if err != nil {
		return x, err
	}
	x.All = PeopleOptions(people)
	for i := range x.All {
		x.All[i].Value = prefix + x.All[i].Value
	}
	q := c.R.FormValue(findField)
	if q == "" {
		return x, nil
	}
	found, err := c.App.People(c.Ctx(), c.By, q)
	x.match = map[string]bool{}
	for _, p := range found {
		x.match[prefix+string(p.ID)] = true
	}
	return x, err
}

// Shown are the people whom a form shows: those chosen, and those whose names hold
// what is looked for.
func (x Experts) Shown(f *Form, field string) []Option {
	chosen, shown := f.List(field), 0
	return slices.DeleteFunc(slices.Clone(x.All), func(o Option) bool {
		switch {
		case slices.Contains(chosen, o.Value):
			return false
		case f.Has(findField) && shown < mostFound && x.match[o.Value]:
			shown++
			return false
		}
		return true
	})
}

// Redrawn reports by which button a form only asks to be drawn anew, as when
// somebody was looked for; empty: by none.
func (f *Form) Redrawn() string {
	by := f.Str(againField)
	if by != "" {
		f.Values.Del(againField)
		f.Again()
	}
	return by
}
