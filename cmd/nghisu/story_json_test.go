package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// decode reads a JSON value and keeps numbers as they are written.
func decode(text []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var v any
	err := d.Decode(&v)
	return v, err
}

// pick follows a path through a JSON value and gives all that it leads to:
//
//	clauses[0].address        one element; [-1] is the last
//	items[].id                every element
//	items[role=head].id       the elements whose role is head
//	items[role=member][2].id  the third of those
//
// "." is the value itself. A name that is not there leads nowhere.
func pick(v any, path string) ([]any, error) {
	now := []any{v}
	if path == "." {
		return now, nil
	}
	for rest := path; rest != ""; {
		name := rest
		if i := strings.IndexAny(rest, ".["); i >= 0 {
			name = rest[:i]
		}
		rest = rest[len(name):]
		if name != "" {
			now = member(now, name)
		}
		for strings.HasPrefix(rest, "[") {
			end := strings.IndexByte(rest, ']')
			if end < 0 {
				return nil, fmt.Errorf("%s: a bracket is not closed", path)
			}
			var err error
			if now, err = choose(now, rest[1:end]); err != nil {
				return nil, fmt.Errorf("%s: %w", path, err)
			}
			rest = rest[end+1:]
		}
		rest = strings.TrimPrefix(rest, ".")
	}
	return now, nil
}

func member(list []any, name string) []any {
	var out []any
	for _, v := range list {
		if m, ok := v.(map[string]any); ok {
			if x, ok := m[name]; ok {
				out = append(out, x)
			}
		}
	}
	return out
}

// choose narrows what a path has led to so far.
func choose(list []any, by string) ([]any, error) {
	var flat []any
	for _, v := range list {
		if l, ok := v.([]any); ok {
			flat = append(flat, l...)
		} else {
			flat = append(flat, v)
		}
	}
	if by == "" {
		return flat, nil
	}
	if key, want, ok := strings.Cut(by, "="); ok {
		var out []any
		for _, v := range flat {
			if m, is := v.(map[string]any); is && words(m[key]) == want {
				out = append(out, v)
			}
		}
		return out, nil
	}
	n, err := strconv.Atoi(by)
	if err != nil {
		return nil, fmt.Errorf("[%s] is neither a number nor name=value", by)
	}
	if n < 0 {
		n += len(flat)
	}
	if n < 0 || n >= len(flat) {
		return nil, nil
	}
	return flat[n : n+1], nil
}

// words writes a JSON value as a story writes it: texts bare, the rest as JSON.
func words(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(b)
}

func TestPick(t *testing.T) {
	v, err := decode([]byte(`{"items":[{"role":"head","id":"1","n":[1,2]},{"role":"member","id":"2"},{"role":"member","id":"3"}],"ok":null}`))
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"items[0].id": "1", "items[-1].id": "3", "items[].id": "1 2 3", "items[role=member].id": "2 3", "items[role=member][1].id": "3",
		"items[0].n[]": "1 2", "items[0].n": "[1,2]", "ok": "null", "gone": "", "items[9].id": "", "items[role=head][id=1].n[1]": "2",
	} {
		got, err := pick(v, path)
		if err != nil {
			t.Errorf("%s: %v", path, err)
		}
		var all []string
		for _, x := range got {
			all = append(all, words(x))
		}
		if s := strings.Join(all, " "); s != want {
			t.Errorf("%s leads to %q, want %q", path, s, want)
		}
	}
	for _, path := range []string{"items[", "items[x]"} {
		if _, err := pick(v, path); err == nil {
			t.Errorf("%s: no error", path)
		}
	}
}
