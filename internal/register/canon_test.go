package register

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

func TestCanonical(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{` { "b" : 1 , "a" : [ true , false , null ] } `, `{"a":[true,false,null],"b":1}`},
		{`{"é":1,"e":2,"Z":3}`, `{"Z":3,"e":2,"é":1}`},
		// RFC 8785 sorts by UTF-16 units: U+1F600 (D83D…) before U+FB33.
		{`{"\ufb33":1,"\ud83d\ude00":2,"\u20ac":3}`, "{\"€\":3,\"😀\":2,\"\ufb33\":1}"},
		{`"\u0000\u001f\u0008\u000c\n\r\t\"\\\/<>&\u2028\u007f"`, "\"\\u0000\\u001f\\b\\f\\n\\r\\t\\\"\\\\/<>&\u2028\u007f\""},
		{`"Ủy ban"`, `"Ủy ban"`},
		{`-9007199254740991`, `-9007199254740991`},
		{`{}`, `{}`},
		{`[]`, `[]`},
		{`[[],{}]`, `[[],{}]`},
		{`0`, `0`},
		{`""`, `""`},
	} {
		got, err := Canonical([]byte(c.in))
		if err != nil || string(got) != c.want {
			t.Errorf("%s gives %s (%v), want %s", c.in, got, err, c.want)
		}
		if _, err := parseValue(got, true); err != nil {
			t.Errorf("%s is not taken for canonical: %v", got, err)
		}
	}
}

func TestCanonicalRefuses(t *testing.T) {
	for _, in := range []string{
		"", " ", "{", "[", `"`, `{"a"}`, `{"a":}`, `{"a":1,}`, `[1,]`, `[1 2]`, `{"a":1 "b":2}`, `{a:1}`, "nul", "tru", "1 2",
		"1.5", "1e3", "-0", "01", "+1", "-", "9007199254740992", "99999999999999999999", `{"a":1,"a":2}`, `{"a":1,"\u0061":2}`,
		"\"\xff\"", "\"\n\"", `"\x"`, `"\u12"`, `"\ud800"`, `"\ud800\u0041"`, `"\udc00"`, `"\`, `"\u`,
		strings.Repeat("[", 200) + strings.Repeat("]", 200),
	} {
		if got, err := Canonical([]byte(in)); err == nil {
			t.Errorf("%q is taken for %s", in, got)
		}
	}
	for _, in := range []string{` 1`, `1 `, `{"a": 1}`, `{"b":1,"a":2}`, `"\/"`, `"\u0041"`, `"\u000a"`, `"\u001F"`, `"\u00e9"`, `"\ud83d\ude00"`, `[1, 2]`, `{ }`} {
		if _, err := parseValue([]byte(in), true); err == nil {
			t.Errorf("%q is taken for canonical", in)
		}
		if _, err := parseValue([]byte(in), false); err != nil {
			t.Errorf("%q is refused: %v", in, err)
		}
	}
}

func FuzzCanonical(f *testing.F) {
	for _, s := range []string{`{"b":1,"a":["\u00e9",null,-5]}`, `"\ud83d\ude00"`, `{"§c":"x.0","§h":"y"}`, `[1.5]`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, err := Canonical(raw)
		if err != nil {
			if _, err := parseValue(raw, true); err == nil {
				t.Fatalf("%q is canonical but refused", raw)
			}
			return
		}
		if !json.Valid(raw) {
			t.Fatalf("%q is no JSON", raw)
		}
		again, err := Canonical(got)
		if err != nil || !bytes.Equal(again, got) {
			t.Fatalf("%q: canonical form %q changes to %q (%v)", raw, got, again, err)
		}
		if _, err := parseValue(raw, true); (err == nil) != bytes.Equal(raw, got) {
			t.Fatalf("%q: strict reading says %v, the canonical form is %q", raw, err, got)
		}
	})
}
