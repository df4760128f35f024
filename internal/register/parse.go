package register

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// parseValue reads one JSON value that fills the text. Strict accepts the
// canonical form alone.
func parseValue(raw []byte, strict bool) (value, error) {
	if !utf8.Valid(raw) {
		return value{}, errors.New("json: not valid UTF-8")
	}
	p := parsers.Get().(*parser)
	defer p.release()
	p.in, p.at, p.strict = string(raw), 0, strict
	p.space()
	v, err := p.value(0)
	if err != nil {
		return value{}, err
	}
	p.space()
	if p.at < len(p.in) {
		return value{}, p.fault("text after the value")
	}
	return v, nil
}

type parser struct {
	in     string
	at     int
	strict bool
	// What was read of the objects and lists that stand open, so that each is
	// made once, in its size.
	members []member
	items   []value
}

// parsers are kept for the room they have.
var parsers = sync.Pool{New: func() any { return &parser{} }}

// release gives a parser back, with nothing of what it read.
func (p *parser) release() {
	const most = 1024
	if cap(p.members) > most || cap(p.items) > most {
		return
	}
	clear(p.members[:cap(p.members)])
	clear(p.items[:cap(p.items)])
	p.in, p.members, p.items = "", p.members[:0], p.items[:0]
	parsers.Put(p)
}

func (p *parser) fault(what string) error {
	return fmt.Errorf("json: byte %d: %s", p.at, what)
}

// space skips white space, which the canonical form does not have.
func (p *parser) space() {
	for !p.strict && p.at < len(p.in) && strings.IndexByte(" \t\r\n", p.in[p.at]) >= 0 {
		p.at++
	}
}

// take reads the byte c if it comes next.
func (p *parser) take(c byte) bool {
	if p.at < len(p.in) && p.in[p.at] == c {
		p.at++
		return true
	}
	return false
}

func (p *parser) value(depth int) (value, error) {
	if depth > maxDepth {
		return value{}, p.fault("nested too deep")
	}
	if p.at >= len(p.in) {
		return value{}, p.fault("a value is missing")
	}
	switch c := p.in[p.at]; {
	case c == '{':
		return p.object(depth)
	case c == '[':
		return p.array(depth)
	case c == '"':
		s, err := p.str()
		return stringOf(s), err
	case c == '-' || c >= '0' && c <= '9':
		return p.number()
	}
	switch rest := p.in[p.at:]; {
	case strings.HasPrefix(rest, "null"):
		p.at += 4
		return value{}, nil
	case strings.HasPrefix(rest, "true"):
		p.at += 4
		return trueValue(), nil
	case strings.HasPrefix(rest, "false"):
		p.at += 5
		return value{kind: kindBool}, nil
	}
	return value{}, p.fault("not a JSON value")
}

func (p *parser) object(depth int) (value, error) {
	v := value{kind: kindObject}
	begin := len(p.members)
	p.at++
	p.space()
	for !p.take('}') {
		if len(p.members) > begin {
			if !p.take(',') {
				return v, p.fault("want \",\" or \"}\"")
			}
			p.space()
		}
		if p.at >= len(p.in) || p.in[p.at] != '"' {
			return v, p.fault("want a key")
		}
		key, err := p.str()
		if err != nil {
			return v, err
		}
		if n := len(p.members); p.strict && n > begin && compareKeys(p.members[n-1].key, key) >= 0 {
			return v, p.fault(fmt.Sprintf("key %q is not in order", key))
		}
		p.space()
		if !p.take(':') {
			return v, p.fault("want \":\"")
		}
		p.space()
		val, err := p.value(depth + 1)
		if err != nil {
			return v, err
		}
		p.members = append(p.members, member{key, val})
		p.space()
	}
	if len(p.members) > begin {
		v.members = slices.Clone(p.members[begin:])
		p.members = p.members[:begin]
	}
	if !p.strict {
		slices.SortStableFunc(v.members, func(a, b member) int { return compareKeys(a.key, b.key) })
		for i := 1; i < len(v.members); i++ {
			if v.members[i].key == v.members[i-1].key {
				return v, p.fault(fmt.Sprintf("key %q stands twice", v.members[i].key))
			}
		}
	}
	return v, nil
}

func (p *parser) array(depth int) (value, error) {
	v := value{kind: kindArray}
	begin := len(p.items)
	p.at++
	p.space()
	for !p.take(']') {
		if len(p.items) > begin {
			if !p.take(',') {
				return v, p.fault("want \",\" or \"]\"")
			}
			p.space()
		}
		item, err := p.value(depth + 1)
		if err != nil {
			return v, err
		}
		p.items = append(p.items, item)
		p.space()
	}
	if len(p.items) > begin {
		v.items = slices.Clone(p.items[begin:])
		p.items = p.items[:begin]
	}
	return v, nil
}

// number reads a whole number. Fractions, exponents and −0 have no place in a
// register: amounts are counted in their smallest unit.
func (p *parser) number() (value, error) {
	start := p.at
	p.take('-')
	for p.at < len(p.in) && p.in[p.at] >= '0' && p.in[p.at] <= '9' {
		p.at++
	}
	text := p.in[start:p.at]
	if p.at < len(p.in) && strings.IndexByte(".eE", p.in[p.at]) >= 0 {
		return value{}, p.fault("only whole numbers can be recorded")
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n > maxInt || n < -maxInt || strconv.FormatInt(n, 10) != text {
		return value{}, p.fault(fmt.Sprintf("%q is not a whole number within ±(2^53−1)", text))
	}
	return intOf(n), nil
}

// str reads a string; the text is known to be valid UTF-8.
func (p *parser) str() (string, error) {
	p.at++
	start := p.at
	for p.at < len(p.in) && p.in[p.at] >= 0x20 && p.in[p.at] != '"' && p.in[p.at] != '\\' {
		p.at++
	}
	if p.take('"') {
		return p.in[start : p.at-1], nil // the common case has no escapes
	}
	out := []byte(p.in[start:p.at])
	for p.at < len(p.in) {
		c := p.in[p.at]
		switch {
		case c == '"':
			p.at++
			return string(out), nil
		case c < 0x20:
			return "", p.fault("a control character stands unescaped")
		case c == '\\':
			var err error
			if out, err = p.escape(out); err != nil {
				return "", err
			}
		default:
			out = append(out, c)
			p.at++
		}
	}
	return "", p.fault("a string does not end")
}

// escape reads one escape sequence and appends what it stands for.
func (p *parser) escape(out []byte) ([]byte, error) {
	p.at++
	if p.at >= len(p.in) {
		return out, p.fault("a string does not end")
	}
	letter := p.in[p.at]
	for i := 0; i < len(shortEscapes); i += 2 {
		if shortEscapes[i] == letter {
			p.at++
			return append(out, shortEscapes[i+1]), nil
		}
	}
	if letter == '/' && !p.strict {
		p.at++
		return append(out, '/'), nil
	}
	if letter != 'u' {
		return out, p.fault("unknown escape")
	}
	r, ok := p.hex4(p.at + 1)
	if !ok {
		return out, p.fault("want four hexadecimal digits")
	}
	if p.strict && (r >= 0x20 || escapeOf(byte(r)) != 0 || p.in[p.at+1:p.at+5] != fmt.Sprintf("%04x", r)) {
		return out, p.fault("an escape where the character itself, or its short escape, should stand")
	}
	p.at += 5
	if r >= 0xD800 && r < 0xDC00 && strings.HasPrefix(p.in[p.at:], `\u`) {
		if low, ok := p.hex4(p.at + 2); ok && low >= 0xDC00 && low < 0xE000 {
			p.at += 6
			return utf8.AppendRune(out, 0x10000+(r-0xD800)<<10+(low-0xDC00)), nil
		}
	}
	if r >= 0xD800 && r < 0xE000 {
		return out, p.fault("half a surrogate pair")
	}
	return utf8.AppendRune(out, r), nil
}

// hex4 reads four hexadecimal digits at a place.
func (p *parser) hex4(at int) (rune, bool) {
	if at+4 > len(p.in) {
		return 0, false
	}
	n, err := strconv.ParseUint(p.in[at:at+4], 16, 32)
	return rune(n), err == nil
}
