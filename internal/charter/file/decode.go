package file

import (
	"slices"
	"strings"

	"nghisu/internal/charter"
)

// decoder reads the nodes of one file into a charter. What it cannot read it
// reports and leaves out, and goes on, so that one run shows every error.
type decoder struct {
	name     string
	problems Problems
	clause   string // address of the clause being read
	rule     string // id of the rule being read
	index    index  // what the checks afterwards need
	current  *ruled // the rule being read
}

// fail reports a problem in the clause and rule being read.
func (d *decoder) fail(at pos, code string, what, hint say) {
	if len(d.problems) >= maxProblems {
		return
	}
	p := problem(d.name, at, code, what, hint)
	p.Clause, p.Rule = d.clause, d.rule
	d.problems = append(d.problems, p)
}

// The limits of what is read, far above any regulation. The checks compare
// rules with one another and would be slow beyond them.
const (
	maxProblems = 1000
	maxRules    = 5000
	maxChanges  = 1000
	maxClauses  = 20000
	maxItems    = 500 // of a list of words or holders
)

// full reports, once, that a file has more of something than can be read.
func (d *decoder) full(at pos, n, most int, what say) bool {
	if n == most {
		d.fail(at, CodeSyntax, sayf("more than %d "+what.en, "quá %d "+what.vi, most), say{"split the file", "hãy tách tệp"})
	}
	return n >= most
}

// fields are the keys of one mapping, known ones only; none when what stands
// there is no mapping, which is reported once and not for each key.
type fields struct {
	d *decoder
	n *node
}

// fields takes a mapping whose keys must be among those allowed, which come in
// lists so that rules can add the common ones.
func (d *decoder) fields(n *node, allowed ...[]string) (fields, bool) {
	if n == nil || n.shape != mapping {
		if n != nil {
			d.fail(n.pos, CodeValue, say{"keys with values are expected here", "ở đây phải là các khóa kèm giá trị"}, say{})
		}
		return fields{d: d}, false
	}
	for i := range n.keys {
		if e := &n.keys[i]; !slices.ContainsFunc(allowed, func(keys []string) bool { return slices.Contains(keys, e.key) }) {
			d.stray(n, e, slices.Concat(allowed...))
		}
	}
	return fields{d: d, n: n}, true
}

// stray reports a key that does not belong. In { } a key without colon is what
// a comma in a text leaves behind.
func (d *decoder) stray(n *node, e *entry, allowed []string) {
	if n.flow && e.bare {
		d.fail(e.pos, CodeStray, sayf("%q stands alone: a comma inside { } ended the text before it", "%q đứng một mình: dấu phẩy trong { } đã cắt phần lời văn phía trước", e.key),
			say{`put the text in quotes or use "text: >"`, `hãy đặt lời văn trong dấu nháy hoặc dùng "text: >"`})
		return
	}
	d.fail(e.pos, CodeKey, sayf("unknown key %q", "không có khóa %q", e.key), offer(e.key, allowed))
}

// get gives the value of a key, or nil when the key is absent or has no value,
// which is reported.
func (f fields) get(key string) *node {
	v := f.n.get(key)
	if v != nil && v.shape == empty {
		f.d.fail(v.pos, CodeMissing, sayf("%s has no value", "%s chưa có giá trị", key), orUnstated)
		return nil
	}
	return v
}

// need is get for a key that must be there.
func (f fields) need(key string, hint say) *node {
	if f.n == nil {
		return nil
	}
	if f.n.get(key) == nil {
		f.d.fail(f.n.pos, CodeMissing, sayf("%s is missing", "thiếu %s", key), hint)
		return nil
	}
	return f.get(key)
}

// str reads a word. A number or true and false are not words: other programs
// would read them as something else.
func (d *decoder) str(n *node) string {
	switch {
	case n == nil:
		return ""
	case n.shape == word && strings.TrimSpace(n.text) != "":
		return strings.TrimSpace(n.text)
	case n.shape == word:
		d.fail(n.pos, CodeMissing, say{"the text is empty", "lời văn trống"}, orUnstated)
	case n.scalar():
		d.fail(n.pos, CodeValue, sayf("%s must be a word", "%s phải là chữ", n.text), sayf("write %q in quotes", "hãy viết %q trong dấu nháy", n.text))
	default:
		d.fail(n.pos, CodeValue, say{"one word is expected here", "ở đây phải là một từ"}, say{})
	}
	return ""
}

// pick reads a word out of a list. The word unstated is one of them where the
// list has it.
func (d *decoder) pick(n *node, words ...string) string {
	s := d.str(n)
	if s == "" || slices.Contains(words, s) {
		return s
	}
	d.fail(n.pos, CodeValue, sayf("%q is not one of the values", "%q không phải giá trị hợp lệ", s), offer(s, words))
	return ""
}

// strings reads one word or a list of words.
func (d *decoder) strings(n *node) []string { return d.each(n, d.str) }

// picks reads one word or a list of words, each out of a list.
func (d *decoder) picks(n *node, words ...string) []string {
	return d.each(n, func(n *node) string { return d.pick(n, words...) })
}

// each reads one value or a list of them, no value twice.
func (d *decoder) each(n *node, read func(*node) string) []string {
	if n == nil {
		return nil
	}
	if n.shape != list {
		if s := read(n); s != "" {
			return []string{s}
		}
		return nil
	}
	if len(n.items) == 0 {
		d.fail(n.pos, CodeMissing, say{"the list is empty", "danh sách trống"}, orUnstated)
	}
	var out []string
	for i, item := range n.items {
		if d.full(item.pos, i, maxItems, say{"items in a list", "mục trong một danh sách"}) {
			break
		}
		if item.shape == empty {
			d.fail(item.pos, CodeMissing, say{"the item has no value", "mục chưa có giá trị"}, say{})
			continue
		}
		s := read(item)
		if s == "" {
			continue
		}
		if slices.Contains(out, s) {
			d.fail(item.pos, CodeTwice, sayf("%q stands in the list twice", "%q có hai lần trong danh sách", s), say{"delete one", "hãy xóa một"})
			continue
		}
		out = append(out, s)
	}
	return out
}

// nodes gives the items of a list, each with a value.
func (d *decoder) nodes(n *node) []*node {
	if n == nil {
		return nil
	}
	if n.shape != list {
		d.fail(n.pos, CodeValue, say{"a list is expected here", "ở đây phải là danh sách"}, say{"begin each item with -", "mỗi mục bắt đầu bằng dấu -"})
		return nil
	}
	var out []*node
	for _, item := range n.items {
		if item.shape == empty {
			d.fail(item.pos, CodeMissing, say{"the item has no value", "mục chưa có giá trị"}, say{})
			continue
		}
		out = append(out, item)
	}
	return out
}

// text reads a wording: a string, or vi with en.
func (d *decoder) text(n *node) charter.Text {
	switch {
	case n == nil:
		return charter.Text{}
	case n.shape == number && strings.Contains(n.text, "n"): // .inf, .nan
		return charter.Text{VI: d.str(n)}
	case n.shape == whole || n.shape == number:
		return charter.Text{VI: n.text}
	case n.shape != mapping:
		return charter.Text{VI: d.str(n)}
	}
	for i := range n.keys {
		if e := &n.keys[i]; e.key != "vi" && e.key != "en" {
			if n.flow {
				e := *e
				e.bare = true
				d.stray(n, &e, nil)
			} else {
				d.stray(n, e, []string{"vi", "en"})
			}
		}
	}
	f := fields{d, n}
	t := charter.Text{VI: d.str(f.need("vi", say{"the Vietnamese wording is the one that binds", "bản tiếng Việt là bản có hiệu lực"}))}
	if en := f.get("en"); en != nil {
		t.EN = d.str(en)
	}
	return t
}

// integer reads a whole number within bounds; fallback stands for a bad one.
func (d *decoder) integer(n *node, least, most int) int {
	if n == nil {
		return 0
	}
	if n.shape == whole {
		if v := atoi(n.text); v >= least && v <= most {
			return v
		}
	}
	d.fail(n.pos, CodeValue, sayf("%s is not a whole number from %d to %d", "%s không phải số nguyên từ %d đến %d", shown(n), least, most), say{})
	return 0
}

// tri reads true, false or unstated.
func (d *decoder) tri(n *node) charter.Tri {
	switch {
	case n == nil:
		return charter.Absent
	case n.shape == truth && n.text == "true":
		return charter.Yes
	case n.shape == truth:
		return charter.No
	case n.shape == word && n.text == unstated:
		return charter.Unstated
	}
	d.fail(n.pos, CodeValue, sayf("%s is neither true nor false", "%s không phải true hay false", shown(n)), orUnstated)
	return charter.Absent
}

// flag reads true or false.
func (d *decoder) flag(n *node) bool {
	if n == nil || n.shape == truth {
		return n != nil && n.text == "true"
	}
	d.fail(n.pos, CodeValue, sayf("%s is neither true nor false", "%s không phải true hay false", shown(n)), say{})
	return false
}

// unstated is the word for what the text leaves open.
const unstated = "unstated"

// isUnstated reports the word unstated.
func isUnstated(n *node) bool { return n != nil && n.shape == word && n.text == unstated }

// shown gives a value as a message shows it.
func shown(n *node) string {
	switch n.shape {
	case list:
		return "[…]"
	case mapping:
		return "{…}"
	case word:
		if r := []rune(n.text); len(r) > 40 {
			return string(r[:40]) + "…"
		}
		return `"` + n.text + `"`
	}
	return n.text
}

// atoi reads digits known to be few, with an optional minus.
func atoi(s string) int {
	v, sign := 0, 1
	for _, r := range s {
		if r == '-' {
			sign = -1
			continue
		}
		v = v*10 + int(r-'0')
	}
	return sign * v
}
