package charters_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"nghisu/internal/charter"
	"nghisu/internal/charter/file"
)

// shown is the JSON view of a charter on one day.
type shown struct {
	head    map[string]any            // key, status, reconstructed, unstated …
	docs    map[string]map[string]any // by document key
	clauses map[string]map[string]any // articles, clauses and points by address
	err     error
}

// view gives the JSON view of a day, reckoned once.
func (s *subjectOf) view(on charter.Date) shown {
	v, ok := s.show[on]
	if !ok {
		v = newShown(file.Show(s.c, s.r.TextOn(on)))
		s.show[on] = v
	}
	return v
}

// newShown indexes a JSON view by document and address.
func newShown(src []byte, err error) shown {
	v := shown{docs: map[string]map[string]any{}, clauses: map[string]map[string]any{}}
	if err == nil {
		d := json.NewDecoder(bytes.NewReader(src))
		d.UseNumber()
		err = d.Decode(&v.head)
	}
	if v.err = err; err != nil {
		return v
	}
	var index func(x any)
	index = func(x any) {
		for _, item := range items(x) {
			m, _ := item.(map[string]any)
			if address, ok := m["address"].(string); ok {
				v.clauses[address] = m
			}
			index(m["clauses"])
			index(m["points"])
		}
	}
	for _, d := range items(v.head["documents"]) {
		m, _ := d.(map[string]any)
		v.docs[fmt.Sprint(m["document"])] = m
		index(m["articles"])
	}
	return v
}

func items(x any) []any {
	l, _ := x.([]any)
	return l
}

// days are the day of a line and then every day on which a document begins or
// is about to end: what has ever been in force is in force on one of them.
func (s *subjectOf) days(on charter.Date) []charter.Date {
	out := []charter.Date{on}
	add := func(d charter.Date) {
		if !d.IsZero() && !slices.Contains(out, d) {
			out = append(out, d)
		}
	}
	for _, d := range s.c.Documents {
		add(d.Effect.To)
		add(d.Date.To)
		if !d.Ends.From.IsZero() {
			add(d.Ends.From - 1)
		}
	}
	for _, a := range s.c.Amendments {
		add(a.Effect.To)
	}
	return out
}

// clause finds what stands at an address on the line's day or on any other.
func (s *subjectOf) clause(address string, on charter.Date) (map[string]any, error) {
	for _, d := range s.days(on) {
		v := s.view(d)
		if v.err != nil {
			return nil, v.err
		}
		if c, ok := v.clauses[address]; ok {
			return c, nil
		}
	}
	return nil, fmt.Errorf("nothing is ever in force at %s", address)
}

// checkClause holds ADDRESS ROWS: the rows are the clause's and its rules'.
func (s *subjectOf) checkClause(l line) string {
	c, err := s.clause(l.ask[0], l.on)
	if err != nil {
		return err.Error()
	}
	rows := setOf(c["rows"])
	for _, r := range items(c["rules"]) {
		m, _ := r.(map[string]any)
		for _, row := range setOf(m["rows"]) {
			if !slices.Contains(rows, row) {
				rows = append(rows, row)
			}
		}
	}
	want := l.ask[1]
	if want == "-" {
		want = ""
	}
	return same("rows", list(want), rows)
}

// checkHas holds ADDRESS KIND[=VALUE] PARAMETER[=VALUE]…: one rule of the
// clause has them all. On the line's day, or else on any day of the clause.
func (s *subjectOf) checkHas(l line) string {
	var seen []string
	for _, d := range s.days(l.on) {
		v := s.view(d)
		if v.err != nil {
			return v.err.Error()
		}
		c, ok := v.clauses[l.ask[0]]
		if !ok {
			continue
		}
		for _, r := range items(c["rules"]) {
			if hasAll(r, l.ask[1:]) {
				return ""
			}
			seen = append(seen, js(r))
		}
		break
	}
	if len(seen) == 0 {
		return "no rule there"
	}
	return "none of " + strings.Join(seen, "\n\t")
}

// hasAll reports whether a rule has every parameter asked for.
func hasAll(rule any, want []string) bool {
	for _, w := range want {
		path, value, valued := strings.Cut(w, "=")
		got := rule
		for _, key := range strings.Split(path, ".") {
			m, _ := got.(map[string]any)
			got = m[key]
		}
		if got == nil {
			return false
		}
		if valued && same("", strings.Split(value, ","), setOf(got)) != "" {
			return false
		}
	}
	return true
}

// setOf gives a JSON value as words with hyphens for blanks.
func setOf(x any) []string {
	switch x := x.(type) {
	case nil:
		return nil
	case []any:
		var out []string
		for _, item := range x {
			out = append(out, setOf(item)...)
		}
		return out
	case map[string]any:
		return []string{strings.ReplaceAll(js(x), " ", "-")}
	}
	return []string{strings.ReplaceAll(fmt.Sprint(x), " ", "-")}
}

// checkHead holds the charter, doc and unstated lines.
func (s *subjectOf) checkHead(l line) string {
	v := s.view(l.on)
	if v.err != nil {
		return v.err.Error()
	}
	switch l.verb {
	case "unstated":
		return same("unstated", l.ask, setOf(v.head["unstated"]))
	case "charter":
		if !hasAll(v.head, l.ask) {
			return "got " + js(v.head)
		}
		return ""
	}
	for _, d := range s.days(l.on) {
		doc, ok := s.view(d).docs[l.ask[0]]
		if !ok {
			continue
		}
		if !hasAll(doc, l.ask[1:]) {
			return fmt.Sprintf("got kind %v, number %v, date %v, effect %v, ends %v", doc["kind"], doc["number"], doc["date"], doc["effect"], doc["ends"])
		}
		return ""
	}
	return "no such document is ever in force"
}

// checkKey holds the lines that fix keys: a role and its title, a word of the
// text and its roles, a sub-body, a series. Each exists on some day; a role
// that the charter does not speak of has the title of the contract.
func (s *subjectOf) checkKey(l line) string {
	key := l.ask[0]
	whole := strings.Join(l.want, " ")
	title, _, _ := strings.Cut(whole, " (") // a remark may follow in brackets
	var seen []string
	for _, d := range s.days(l.on) {
		switch l.verb {
		case "role":
			for _, r := range s.r.Roles(d) {
				if r.Role != charter.Role(key) {
					continue
				}
				if title == r.Title.VI || title == r.Title.EN || whole == r.Title.VI {
					return ""
				}
				seen = append(seen, r.Title.VI)
			}
		case "sub":
			for _, b := range s.r.Links(d) {
				if b.Key == key {
					return ""
				}
			}
		case "series":
			for _, x := range s.r.Series(d) {
				if x.Spec.Series == key {
					return ""
				}
			}
		case "term":
			for _, r := range s.r.Rules(d) {
				if x, ok := r.Rule.Spec.(charter.TermSpec); ok && x.Term == charter.Role(key) {
					return same(key, strings.FieldsFunc(strings.Join(l.ask[2:], " "), func(c rune) bool { return c == ',' || c == ' ' }), roleWords(x.AnyOf))
				}
			}
		}
	}
	if l.verb == "role" && len(seen) == 0 && charter.KnownRole(charter.Role(key)) && title == s.r.RoleTitle(charter.Role(key), l.on).VI {
		return "" // a role of the contract that the charter does not speak of
	}
	return fmt.Sprintf("no such %s; titles seen %q", l.verb, seen)
}
