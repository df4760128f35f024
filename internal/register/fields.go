package register

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// fields reads the members of an object once each. The first fault stays in
// err; reading goes on with zero values.
type fields struct {
	path string
	left []member
	seen uint64 // which of the members were read, by index
	err  error
}

// fail notes the first fault.
func (f *fields) fail(key, what string) {
	if f.err == nil {
		f.err = fmt.Errorf("%s%s %s", f.path, key, what)
	}
}

// take gives a member and notes that it was read.
func (f *fields) take(key string) (value, bool) {
	for i := range min(len(f.left), 64) {
		if f.left[i].key == key {
			f.seen |= 1 << i
			return f.left[i].val, true
		}
	}
	return value{}, false
}

// end faults members that nobody read. No object of our formats has 64.
func (f *fields) end() {
	for i, m := range f.left {
		if i >= 64 || f.seen&(1<<i) == 0 {
			f.fail(m.key, "is not a field of this format")
			return
		}
	}
}

// text reads a string that the check accepts.
func (f *fields) text(key string, needed bool, check func(string) bool) string {
	v, ok := f.take(key)
	if !ok {
		if needed {
			f.fail(key, "is missing")
		}
		return ""
	}
	if v.kind != kindString || !check(v.text) {
		f.fail(key, "is not written as this format asks")
	}
	return v.text
}

// number reads a whole number of 1 or more.
func (f *fields) number(key string, needed bool) int64 {
	v, ok := f.take(key)
	if !ok {
		if needed {
			f.fail(key, "is missing")
		}
		return 0
	}
	if v.kind != kindInt || v.num < 1 {
		f.fail(key, "is not a whole number of 1 or more")
	}
	return v.num
}

// object reads an object as fields of its own.
func (f *fields) object(key string, needed bool) (*fields, bool) {
	v, ok := f.take(key)
	if !ok {
		if needed {
			f.fail(key, "is missing")
		}
		return nil, false
	}
	if v.kind != kindObject {
		f.fail(key, "is not an object")
		return nil, false
	}
	return &fields{path: f.path + key + ".", left: v.members}, true
}

// array reads a list of objects; an empty one must be left out.
func (f *fields) array(key string) []value {
	v, ok := f.take(key)
	if !ok {
		return nil
	}
	if v.kind != kindArray || len(v.items) == 0 {
		f.fail(key, "is not a list with entries; leave an empty one out")
		return nil
	}
	for i := range v.items {
		if v.items[i].kind != kindObject {
			f.fail(fmt.Sprintf("%s[%d]", key, i), "is not an object")
			return nil
		}
	}
	return v.items
}

// json reads any value but null and collects the sealed texts in it.
func (f *fields) json(key string, needed bool, refs *refReader) json.RawMessage {
	v, ok := f.take(key)
	if !ok {
		if needed {
			f.fail(key, "is missing")
		}
		return nil
	}
	if v.kind == kindNull {
		f.fail(key, "is null; leave it out")
		return nil
	}
	refs.read(f.path, key, &v)
	if refs.check {
		return nil
	}
	return v.appendTo(nil)
}

// party reads a person and a capacity.
func (f *fields) party() Party {
	p := Party{Person: f.text("person", false, isID)}
	if c, ok := f.object("capacity", false); ok {
		p.Capacity.Kind = CapacityKind(c.text("kind", true, isCapacity))
		p.Capacity.ID = c.text("id", true, isID)
		c.end()
		f.err = errors.Join(f.err, c.err)
	}
	return p
}

// isKey accepts keys of offices and bodies: lower-case letters, digits and
// single separators, beginning with a letter or digit.
func isKey(s string) bool {
	return len(s) > 0 && len(s) <= 200 && !strings.ContainsRune("-./", rune(s[0])) && only(s, "-./")
}

// isName accepts names of acts and events, such as "meeting.convene".
func isName(s string) bool {
	return len(s) > 0 && len(s) <= 200 && !strings.ContainsRune("-.", rune(s[0])) && only(s, "-.")
}

// isID accepts ids of persons, seats and posts: any printable ASCII without
// spaces, quotes and backslashes.
func isID(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] > '~' || s[i] == '"' || s[i] == '\\' {
			return false
		}
	}
	return len(s) > 0 && len(s) <= 200
}

// isUUID accepts a UUID in lower case.
func isUUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		c := s[i]
		dash := i == 8 || i == 13 || i == 18 || i == 23
		if dash != (c == '-') || !dash && (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

func isVia(s string) bool {
	switch Via(s) {
	case ViaWeb, ViaAPI, ViaCLI, ViaJob, ViaDemo, ViaMail:
		return true
	}
	return false
}

func isCapacity(s string) bool {
	return CapacityKind(s) == Seat || CapacityKind(s) == Post || CapacityKind(s) == Office
}

// only reports whether s has lower-case letters, digits and the given others.
func only(s, others string) bool {
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && strings.IndexByte(others, c) < 0 {
			return false
		}
	}
	return true
}
