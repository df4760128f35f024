package file

import (
	"slices"

	"nghisu/internal/charter"
)

// refKind says what a word refers to.
type refKind uint8

const (
	refRole  refKind = iota // a role or term
	refLink                 // a sub-body or another linked body
	refBody                 // the same, or the body itself
	refLoose                // a role, a linked body or a free word: only a near miss is an error
	refRule                 // another rule of the same kind, or a role
)

// reference is a word that must be declared somewhere in the file; it is looked
// up once everything is read.
type reference struct {
	kind         refKind
	word         string
	at           pos
	clause, rule string
}

// refer notes a reference.
func (d *decoder) refer(kind refKind, word string, at pos) {
	if word != "" {
		d.index.refs = append(d.index.refs, reference{kind, word, at, d.clause, d.rule})
	}
}

// isKey reports whether a word has the form of a key: small letters, digits,
// single hyphens.
func isKey(s string) bool {
	dash := true
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			dash = false
		case c == '-' && !dash:
			dash = true
		default:
			return false
		}
	}
	return s != "" && !dash
}

var keyHint = say{"small letters, digits and single hyphens, e.g. to-cong-tac", "chữ thường không dấu, chữ số, gạch nối đơn, ví dụ to-cong-tac"}

// key reads a word with the form of a key.
func (d *decoder) key(n *node) string {
	s := d.str(n)
	if s == "" || isKey(s) {
		return s
	}
	d.fail(n.pos, CodeValue, sayf("%q is not a key", "%q không phải khóa", s), keyHint)
	return ""
}

// role reads the key of a role that the file or the vocabulary has.
func (d *decoder) role(n *node) charter.Role {
	s := d.key(n)
	if s == unstated {
		d.fail(n.pos, CodeValue, say{"a role is needed here", "ở đây phải là một vai"}, say{})
		return ""
	}
	if s != "" {
		d.refer(refRole, s, n.pos)
	}
	return charter.Role(s)
}

// roles reads one role or a list of them.
func (d *decoder) roles(n *node) []charter.Role {
	var out []charter.Role
	for _, s := range d.each(n, func(n *node) string { return string(d.role(n)) }) {
		out = append(out, charter.Role(s))
	}
	return out
}

// acts reads one act or a list of them.
func (d *decoder) acts(n *node) []charter.Act {
	var out []charter.Act
	for _, s := range d.each(n, d.act) {
		out = append(out, charter.Act(s))
	}
	return out
}

func (d *decoder) act(n *node) string {
	s := d.str(n)
	if s == "" || slices.Contains(acts, s) {
		return s
	}
	d.fail(n.pos, CodeUnknown, sayf("there is no act %q", "không có hành vi %q", s), offer(s, acts))
	return ""
}

// words reads words that may be roles, keys of links or free words, such as
// those of to, via and with.
func (d *decoder) words(n *node) []string {
	return d.each(n, func(n *node) string {
		s := d.str(n)
		if isKey(s) && s != unstated {
			d.refer(refLoose, s, n.pos)
		}
		return s
	})
}

// holders reads who holds a power: a role, a list of which any one alone, or
// unstated. Elements of a list may be so many, or such a share, together.
func (d *decoder) holders(n *node) charter.Holders {
	switch {
	case n == nil:
		return charter.Holders{}
	case isUnstated(n):
		return charter.Holders{Unstated: true}
	case n.shape == mapping:
		d.fail(n.pos, CodeValue, say{"so many together stand in a list", "nhóm cùng hành động phải nằm trong danh sách"}, say{"put [ ] around it", "hãy đặt trong [ ]"})
		return charter.Holders{}
	case n.shape != list:
		if r := d.role(n); r != "" {
			return charter.Holders{Any: []charter.Holder{{Role: r}}}
		}
		return charter.Holders{}
	}
	if len(n.items) == 0 {
		d.fail(n.pos, CodeMissing, say{"the list is empty", "danh sách trống"}, orUnstated)
	}
	var h charter.Holders
	for i, item := range d.nodes(n) {
		if d.full(item.pos, i, maxItems, say{"items in a list", "mục trong một danh sách"}) {
			break
		}
		one := charter.Holder{}
		if item.shape == mapping {
			one = d.together(item)
		} else {
			one.Role = d.role(item)
		}
		if one == (charter.Holder{}) {
			continue
		}
		if slices.Contains(h.Any, one) {
			d.fail(item.pos, CodeTwice, sayf("%s stands in the list twice", "%s có hai lần trong danh sách", shown(item)), say{"delete one", "hãy xóa một"})
			continue
		}
		h.Any = append(h.Any, one)
	}
	return h
}

// together reads {members: n} or {share: SHARE} with an optional role that they
// are of.
func (d *decoder) together(n *node) charter.Holder {
	f, _ := d.fields(n, []string{"members", "share", "from"})
	var h charter.Holder
	members, share := f.get("members"), f.get("share")
	switch {
	case n.get("members") != nil && n.get("share") != nil:
		d.fail(n.pos, CodeValue, say{"members and share together", "members và share cùng lúc"}, say{"keep one", "hãy giữ một"})
		return charter.Holder{}
	case members != nil:
		h.Members = d.integer(members, 1, maxNumber)
	case share != nil:
		h.Share = d.share(share)
	case n.get("members") == nil && n.get("share") == nil:
		d.fail(n.pos, CodeMissing, say{"members or share is missing", "thiếu members hoặc share"}, say{"write how many act together", "hãy ghi bao nhiêu người cùng hành động"})
	}
	if h == (charter.Holder{}) {
		return h
	}
	if from := f.get("from"); from != nil {
		h.From = d.role(from)
	}
	return h
}

// roleFacts are the facts whose values are roles.
var roleFacts = []string{"with", "proposed-by", "authorised-by", "waived-by", "reported-to", "leave-of"}

// facts reads conditions: a value, or a list of which any one will do.
func (d *decoder) facts(n *node) []charter.Condition {
	if n == nil {
		return nil
	}
	if n.shape != mapping {
		d.fail(n.pos, CodeValue, say{"facts with values are expected here", "ở đây phải là các dữ kiện kèm giá trị"}, say{"write {fact: value}", "hãy viết {dữ-kiện: giá-trị}"})
		return nil
	}
	if len(n.keys) == 0 {
		d.fail(n.pos, CodeMissing, say{"no fact is named", "chưa nêu dữ kiện nào"}, say{"write {fact: value}", "hãy viết {dữ-kiện: giá-trị}"})
	}
	var out []charter.Condition
	f := fields{d, n}
	for i := range n.keys {
		e := &n.keys[i]
		if e.bare {
			d.stray(n, e, nil)
			continue
		}
		if !isFactKey(e.key) {
			d.fail(e.pos, CodeValue, sayf("%q cannot name a fact", "%q không đặt tên dữ kiện được", e.key), keyHint)
			continue
		}
		v := f.get(e.key)
		if v == nil {
			continue
		}
		c := charter.Condition{Key: e.key, Values: d.each(v, func(n *node) string { return d.factValue(e.key, n, v.shape == list) })}
		if len(c.Values) > 0 {
			out = append(out, c)
		}
	}
	return out
}

// factValue reads one value of a fact.
func (d *decoder) factValue(key string, n *node, listed bool) string {
	var s string
	switch {
	case n.shape == whole, n.shape == truth && !listed:
		s = n.text
	default:
		s = d.str(n)
	}
	switch {
	case s == "":
	case slices.Contains(roleFacts, key):
		d.refer(refRole, s, n.pos)
	case key == "in":
		d.refer(refBody, s, n.pos)
	case key == "delegation":
		return d.pick(n, "written", "assigned", "absent")
	case key == "act":
		return d.act(n)
	case key == "opinion-of" && isKey(s):
		d.refer(refLoose, s, n.pos)
	}
	return s
}

// isFactKey reports whether a word can name a fact: keys joined by dots.
func isFactKey(s string) bool {
	start := 0
	for i := 0; i <= len(s); i++ {
		if i == len(s) || s[i] == '.' {
			if !isKey(s[start:i]) {
				return false
			}
			start = i + 1
		}
	}
	return true
}

// occupant reads who can hold a seat.
func (d *decoder) occupant(n *node) charter.Occupant {
	if n == nil {
		return charter.Occupant{}
	}
	f, ok := d.fields(n, []string{"person", "post", "posts", "agency", "delegate-of", "rank"})
	o := charter.Occupant{
		Person: d.text(f.get("person")), Agency: d.text(f.get("agency")),
		DelegateOf: d.text(f.get("delegate-of")), Rank: d.text(f.get("rank")),
		Posts: d.strings(f.get("post")),
	}
	d.onlyOne(f, "post", "posts")
	if o.Posts == nil {
		o.Posts = d.strings(f.get("posts"))
	}
	if ok && len(n.keys) == 0 {
		d.fail(n.pos, CodeMissing, say{"no occupant is named", "chưa nêu người giữ"}, say{"write person, post, agency or delegate-of", "hãy ghi person, post, agency hoặc delegate-of"})
	}
	return o
}

// params reads what the program keeps and shows only: words by their path. A
// list of words repeats its key; a mapping inside a mapping joins keys by dots.
func (d *decoder) params(n *node, prefix string, depth int) []charter.Param {
	var out []charter.Param
	f := fields{d, n}
	for i := range n.keys {
		e := &n.keys[i]
		if e.bare {
			d.stray(n, e, nil)
			continue
		}
		if !isKey(e.key) {
			d.fail(e.pos, CodeValue, sayf("%q is not a key", "%q không phải khóa", e.key), keyHint)
			continue
		}
		v, key := f.get(e.key), prefix+e.key
		switch {
		case v == nil:
		case v.shape == mapping && depth < 4:
			if len(v.keys) == 0 {
				d.fail(v.pos, CodeMissing, sayf("%s has no value", "%s chưa có giá trị", e.key), orUnstated)
			}
			out = append(out, d.params(v, key+".", depth+1)...)
		default:
			for _, s := range d.each(v, d.plainWord) {
				out = append(out, charter.Param{Key: key, Value: s})
			}
		}
	}
	return out
}

// plainWord reads any scalar as it is written.
func (d *decoder) plainWord(n *node) string {
	if n.shape == whole || n.shape == truth {
		return n.text
	}
	return d.str(n)
}
