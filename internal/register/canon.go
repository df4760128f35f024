package register

import (
	"fmt"
	"slices"
	"strconv"
)

// The JSON of the register is the canonical form of RFC 8785 (JCS), narrowed to
// whole numbers that every JSON reader holds exactly: members sorted by the
// UTF-16 units of their keys, no spaces, shortest escapes. One value has one
// spelling, so hashing bytes is hashing the value.

// maxInt is the largest magnitude of a number, 2^53-1.
const maxInt = 1<<53 - 1

// maxDepth bounds nesting, so that hostile input cannot exhaust the stack.
const maxDepth = 64

type kind byte

const (
	kindNull kind = iota
	kindBool
	kindInt
	kindString
	kindArray
	kindObject
)

// value is a JSON value. Members of an object are sorted by key.
type value struct {
	kind    kind
	text    string // of a string
	num     int64  // of a number; 1 for true
	items   []value
	members []member
}

type member struct {
	key string
	val value
}

func stringOf(s string) value { return value{kind: kindString, text: s} }
func intOf(n int64) value     { return value{kind: kindInt, num: n} }
func trueValue() value        { return value{kind: kindBool, num: 1} }

// object sorts members into an object.
func object(members ...member) value {
	slices.SortFunc(members, func(a, b member) int { return compareKeys(a.key, b.key) })
	return value{kind: kindObject, members: members}
}

// compareKeys orders keys by UTF-16 code units, as RFC 8785 asks: characters
// beyond U+FFFF (surrogate pairs) come before U+E000 to U+FFFF.
func compareKeys(a, b string) int {
	n := min(len(a), len(b))
	at := 0
	for at < n && a[at] == b[at] {
		at++
	}
	if at == n {
		return len(a) - len(b)
	}
	// UTF-8 has the same order but for the first bytes of these two groups.
	const private, beyond = 0xEE, 0xF0
	switch x, y := a[at], b[at]; {
	case x >= beyond && y >= private && y < beyond:
		return -1
	case y >= beyond && x >= private && x < beyond:
		return 1
	default:
		return int(x) - int(y)
	}
}

// appendTo writes the canonical form.
func (v *value) appendTo(b []byte) []byte {
	switch v.kind {
	case kindBool:
		return strconv.AppendBool(b, v.num != 0)
	case kindInt:
		return strconv.AppendInt(b, v.num, 10)
	case kindString:
		return appendString(b, v.text)
	case kindArray:
		b = append(b, '[')
		for i := range v.items {
			if i > 0 {
				b = append(b, ',')
			}
			b = v.items[i].appendTo(b)
		}
		return append(b, ']')
	case kindObject:
		b = append(b, '{')
		for i := range v.members {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendString(b, v.members[i].key)
			b = append(b, ':')
			b = v.members[i].val.appendTo(b)
		}
		return append(b, '}')
	}
	return append(b, "null"...)
}

const shortEscapes = "b\bf\fn\nr\rt\t\"\"\\\\" // letter, character

// escapeOf gives the letter that escapes c in canonical form, or 0.
func escapeOf(c byte) byte {
	for i := 0; i < len(shortEscapes); i += 2 {
		if shortEscapes[i+1] == c {
			return shortEscapes[i]
		}
	}
	return 0
}

func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := range len(s) {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[start:i]...)
		if letter := escapeOf(c); letter != 0 {
			b = append(b, '\\', letter)
		} else {
			b = fmt.Appendf(b, `\u%04x`, c)
		}
		start = i + 1
	}
	b = append(b, s[start:]...)
	return append(b, '"')
}

// Canonical gives the canonical form of a JSON text: the same value, members
// sorted, no spaces, shortest escapes. It refuses what the register cannot
// hold: fractions, numbers beyond ±(2^53−1), repeated keys, invalid UTF-8,
// nesting deeper than 64.
func Canonical(raw []byte) ([]byte, error) {
	v, err := parseValue(raw, false)
	if err != nil {
		return nil, err
	}
	return v.appendTo(make([]byte, 0, len(raw))), nil
}
