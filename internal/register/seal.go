package register

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Free text and personal data are kept beside the leaf, so that they can be
// erased while the leaf, and every proof over it, stays. In the JSON of an act
// such a text is an object with one of these keys and no other:
//
//	{"§":"text"}            plain: as the domain writes and reads it
//	{"§c":"id","§h":"…"}    sealed: as it stands in the leaf
//	{"§x":"id"}             erased: as it is read back when the content is gone
const (
	markPlain  = "§"
	markID     = "§c"
	markHash   = "§h"
	markErased = "§x"
)

// SaltSize is the length of a salt in bytes. All salts have it, since HMAC
// takes short keys that differ in trailing zeros for the same key.
const SaltSize = 16

// Content is the text behind a sealed place of a leaf. Erasing it means
// deleting salt and value; without the salt the leaf tells nothing about the
// value, not even to someone who guesses it.
type Content struct {
	ID    string // id of the act, ".", number within the act from 0
	Salt  []byte // SaltSize random bytes
	Value string
}

// digest gives HMAC-SHA-256(salt, value), as the leaf holds it.
func (c *Content) digest() string {
	m := hmac.New(sha256.New, c.Salt)
	m.Write([]byte(c.Value))
	return base64.StdEncoding.EncodeToString(m.Sum(nil))
}

// sealRef is a sealed place of a leaf.
type sealRef struct{ id, hash string }

// matches reports whether a content is what the leaf sealed under its id.
func (r sealRef) matches(c Content) bool {
	return c.ID == r.id && len(c.Salt) == SaltSize && hmac.Equal([]byte(c.digest()), []byte(r.hash))
}

// Seal replaces every plain text {"§":"…"} in Input, Facts, Ruling and the data
// of events by its sealed form, and gives the contents to keep beside the leaf.
// Equal texts of one act share one content. salts is a source of random bytes,
// in production crypto/rand.Reader.
func Seal(a Act, salts io.Reader) (Act, []Content, error) {
	var contents []Content
	out, err := a.rewrite(sealer(a.ID, salts, &contents))
	if err != nil {
		return Act{}, nil, fmt.Errorf("register: seal act %s: %w", a.ID, err)
	}
	return out, contents, nil
}

// SealLeaf is [Seal] and [EncodeLeaf] in one: the bytes of the leaf with its
// texts sealed, and the contents to keep beside it.
func SealLeaf(a Act, salts io.Reader) ([]byte, []Content, error) {
	var contents []Content
	leaf, err := a.encode(sealer(a.ID, salts, &contents))
	if err != nil {
		return nil, nil, err
	}
	return leaf, contents, nil
}

// sealer replaces one plain text by its sealed form.
func sealer(act string, salts io.Reader, contents *[]Content) func(*value) error {
	var known map[string]value
	return func(v *value) error {
		if m, _ := marker(v); m != markPlain {
			return fmt.Errorf("%q is for sealed text; write plain text as {\"§\":\"…\"}", m)
		}
		text := v.members[0].val.text
		sealed, ok := known[text]
		if !ok {
			c := Content{ID: act + "." + strconv.Itoa(len(*contents)), Salt: make([]byte, SaltSize), Value: text}
			if _, err := io.ReadFull(salts, c.Salt); err != nil {
				return fmt.Errorf("no random bytes for a salt: %w", err)
			}
			*contents = append(*contents, c)
			sealed = object(member{markID, stringOf(c.ID)}, member{markHash, stringOf(c.digest())})
			if known == nil {
				known = map[string]value{}
			}
			known[text] = sealed
		}
		*v = sealed
		return nil
	}
}

// Open undoes Seal: sealed texts become plain again, and those whose content
// find does not know become {"§x":"id"}; their ids are returned. A content that
// is not what the leaf sealed is an error.
func Open(a Act, find func(id string) (Content, bool)) (Act, []string, error) {
	var erased []string
	out, err := a.rewrite(opener(find, &erased))
	if err != nil {
		return Act{}, nil, fmt.Errorf("register: open act %s: %w", a.ID, err)
	}
	return out, erased, nil
}

// OpenJSON opens the sealed texts of one JSON value, such as the data of a
// stored event, as [Open] does for a whole act.
func OpenJSON(raw json.RawMessage, find func(id string) (Content, bool)) (json.RawMessage, []string, error) {
	var erased []string
	out, err := rewriteJSON("value", raw, opener(find, &erased))
	if err != nil {
		return nil, nil, fmt.Errorf("register: open: %w", err)
	}
	return out, erased, nil
}

// opener replaces one sealed text by its plain or erased form.
func opener(find func(id string) (Content, bool), erased *[]string) func(*value) error {
	seen := map[string]bool{}
	return func(v *value) error {
		if m, _ := marker(v); m != markID {
			return fmt.Errorf("%q is not a sealed text", m)
		}
		ref := sealRef{id: v.members[0].val.text, hash: v.members[1].val.text}
		c, ok := find(ref.id)
		if !ok {
			if !seen[ref.id] {
				seen[ref.id] = true
				*erased = append(*erased, ref.id)
			}
			*v = object(member{markErased, stringOf(ref.id)})
			return nil
		}
		if !ref.matches(c) {
			return fmt.Errorf("content %s is not what was sealed", ref.id)
		}
		*v = object(member{markPlain, stringOf(c.Value)})
		return nil
	}
}

// ContentIDs lists the ids of the sealed texts in a leaf, in order.
func ContentIDs(leaf []byte) ([]string, error) {
	_, refs, err := decodeLeaf(leaf)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(refs))
	for i, r := range refs {
		ids[i] = r.id
	}
	return ids, nil
}

// rewrite gives the act with visit applied to every marked object of its JSON.
func (a *Act) rewrite(visit func(v *value) error) (Act, error) {
	out := *a
	out.Events = make([]Event, len(a.Events))
	copy(out.Events, a.Events)
	var err error
	change := func(path string, raw *json.RawMessage) {
		if err == nil && len(*raw) > 0 {
			*raw, err = rewriteJSON(path, *raw, visit)
		}
	}
	change("input", &out.Input)
	change("facts", &out.Facts)
	change("ruling", &out.Ruling)
	for i := range out.Events {
		change(fmt.Sprintf("events[%d]", i), &out.Events[i].Data)
	}
	return out, err
}

func rewriteJSON(path string, raw json.RawMessage, visit func(*value) error) (json.RawMessage, error) {
	v, err := parseValue(raw, false)
	if err == nil {
		err = walk(&v, visit)
	}
	if err != nil {
		return nil, within(path, err)
	}
	return v.appendTo(make([]byte, 0, len(raw))), nil
}

// walk visits marked objects in the order in which canonical JSON writes them.
// Keys with "§" elsewhere are refused. An error tells the path to where it arose.
func walk(v *value, visit func(*value) error) error {
	switch v.kind {
	case kindArray:
		for i := range v.items {
			if err := walk(&v.items[i], visit); err != nil {
				return within("["+strconv.Itoa(i)+"]", err)
			}
		}
	case kindObject:
		if _, ok := marker(v); ok {
			return visit(v)
		}
		for i := range v.members {
			if strings.HasPrefix(v.members[i].key, markPlain) {
				return errReserved
			}
			if err := walk(&v.members[i].val, visit); err != nil {
				return within("."+v.members[i].key, err)
			}
		}
	}
	return nil
}

var errReserved = errors.New("keys that begin with \"§\" are reserved for sealed text")

// pathError is an error somewhere inside a value.
type pathError struct {
	path string
	err  error
}

func (e *pathError) Error() string { return e.path + ": " + e.err.Error() }

func (e *pathError) Unwrap() error { return e.err }

// within says that an error arose further out.
func within(path string, err error) error {
	if e, ok := errors.AsType[*pathError](err); ok {
		return &pathError{path + e.path, e.err}
	}
	return &pathError{path, err}
}

// marker tells which of the three forms a marked object has, by its first key.
func marker(v *value) (string, bool) {
	m := v.members
	switch {
	case len(m) == 1 && (m[0].key == markPlain || m[0].key == markErased) && m[0].val.kind == kindString:
		return m[0].key, true
	case len(m) == 2 && m[0].key == markID && m[1].key == markHash && m[0].val.kind == kindString && m[1].val.kind == kindString:
		return markID, true
	}
	return "", false
}

// refReader collects the sealed texts of a leaf and checks their form: ids
// count up from 0 in order of first appearance, one hash each, nothing plain.
type refReader struct {
	act   string
	check bool // the values themselves are not wanted
	found []sealRef
	err   error
}

func (r *refReader) read(path, key string, v *value) {
	if r.err != nil {
		return
	}
	if err := walk(v, r.take); err != nil {
		r.err = within(path+key, err)
	}
}

func (r *refReader) take(v *value) error {
	if m, _ := marker(v); m != markID {
		return fmt.Errorf("%q: only sealed text may stand in a leaf; call Seal first", m)
	}
	ref := sealRef{id: v.members[0].val.text, hash: v.members[1].val.text}
	if raw, ok := decode64(ref.hash); !ok || len(raw) != sha256.Size {
		return errors.New("the hash is not 32 bytes in base64")
	}
	number, ok := strings.CutPrefix(ref.id, r.act+".")
	n, err := strconv.Atoi(number)
	if !ok || err != nil || strconv.Itoa(n) != number || n < 0 || n > len(r.found) {
		return fmt.Errorf("content id %q: want %s.%d or an earlier one", ref.id, r.act, len(r.found))
	}
	if n < len(r.found) {
		if r.found[n] != ref {
			return fmt.Errorf("content %s stands with two hashes", ref.id)
		}
		return nil
	}
	r.found = append(r.found, ref)
	return nil
}
