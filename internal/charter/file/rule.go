package file

import (
	"strings"

	"nghisu/internal/charter"
)

// common are the parameters that every rule may have.
var common = []string{"id", "valid", "in", "force", "unless", "rows", "basis", "note"}

// kinds are the eighteen kinds of rule and forbid.
var kinds = []charter.Kind{
	charter.KindBody, charter.KindRole, charter.KindSeat, charter.KindPower, charter.KindForbid,
	charter.KindDelegation, charter.KindSeries, charter.KindNotice, charter.KindQuorum,
	charter.KindDecision, charter.KindAttendance, charter.KindRound, charter.KindDuty,
	charter.KindSignature, charter.KindResource, charter.KindLink, charter.KindLifecycle,
	charter.KindStep, charter.KindTerm,
}

// parameters are the keys of each kind beside the common ones, its own first.
var parameters = map[charter.Kind][]string{
	charter.KindBody:       {"body", "name", "short", "level", "nature", "members", "host", "superior", "founded-by", "replaces", "quarters"},
	charter.KindRole:       {"role", "title", "rank", "count", "holder", "vote", "regime", "cap", "is", "outside", "task"},
	charter.KindSeat:       {"seat", "who", "count", "named-in", "field", "place", "term", "regime", "lapse", "also", "allowance", "filled-by"},
	charter.KindPower:      {"power", "by", "together", "on-proposal-of", "on-authorisation-of", "object", "when"},
	charter.KindForbid:     {"forbid", "for", "object", "when"},
	charter.KindDelegation: {"delegation", "from", "to", "trigger", "scope", "redelegate"},
	charter.KindSeries:     {"series", "every", "months", "before-day", "at-least", "form", "inputs", "with", "place"},
	charter.KindNotice:     {"notice", "lead", "series", "form", "fields", "signer", "to"},
	charter.KindQuorum:     {"quorum", "amount", "series", "required", "counts", "otherwise"},
	charter.KindDecision:   {"decision", "mode", "by", "pass", "ballot", "tie", "otherwise", "discussed-for", "within", "written"},
	charter.KindAttendance: {"attendance", "must", "absence", "substitute", "written"},
	charter.KindRound:      {"round", "open-by", "of", "when", "deadline", "silence", "weight", "capacity", "conclude-by"},
	charter.KindDuty:       {"duty", "who", "to", "via", "with", "due", "each", "act", "product", "evidence"},
	charter.KindSignature:  {"signature", "signer", "together", "seal", "form", "when"},
	charter.KindResource:   {"resource", "source", "holder", "items", "allowance", "estimate"},
	charter.KindLink:       {"link", "key", "name", "to", "head", "composed-of", "members", "tasks", "kind", "regime", "created-by"},
	charter.KindLifecycle:  {"lifecycle", "day", "replaces", "by", "on-proposal-of", "pass", "approval", "when", "every", "until"},
	charter.KindStep:       {"step", "needs", "object", "for", "result", "within", "lapse", "waiver"},
	charter.KindTerm:       {"term", "any-of", "title", "read-by"},
}

// rules reads the rules of a clause.
func (d *decoder) rules(n *node) []charter.Rule {
	var out []charter.Rule
	for _, item := range d.nodes(n) {
		if d.full(item.pos, len(d.index.rules), maxRules, say{"rules", "quy tắc"}) {
			break
		}
		if r, ok := d.readRule(item); ok {
			out = append(out, r)
		}
	}
	return out
}

// readRule reads one rule; its kind is the key that names it.
func (d *decoder) readRule(n *node) (charter.Rule, bool) {
	if n.shape != mapping {
		d.fail(n.pos, CodeValue, say{"a rule is expected here", "ở đây phải là một quy tắc"}, say{"write - id: …, then its kind", "hãy viết - id: …, rồi kiểu quy tắc"})
		return charter.Rule{}, false
	}
	before := len(d.problems)
	r := charter.Rule{Line: n.line, Col: n.col}
	if id := n.get("id"); id != nil && id.shape == word {
		d.rule = id.text
	}
	defer func() { d.rule, d.current = "", nil }()
	d.current = &ruled{node: n, clause: d.clause}
	kind, ok := d.kind(n)
	if !ok {
		return r, false
	}
	f, _ := d.fields(n, parameters[kind], common)
	r.ID = d.ruleID(f.need("id", say{"give the rule a name of its own; it is never used again", "hãy đặt tên riêng cho quy tắc; tên không dùng lại"}))
	d.commonOf(f, &r)
	r.Spec = d.spec(kind, f)
	d.current.rule, d.current.ok = r, len(d.problems) == before
	d.index.rules = append(d.index.rules, d.current)
	return r, true
}

// kind finds the one key that names the kind. term is also a parameter of
// seat, and series of notice and quorum.
func (d *decoder) kind(n *node) (charter.Kind, bool) {
	var found []charter.Kind
	for i := range n.keys {
		for _, k := range kinds {
			if string(k) != n.keys[i].key {
				continue
			}
			if k == charter.KindTerm && n.get("seat") != nil ||
				k == charter.KindSeries && (n.get("notice") != nil || n.get("quorum") != nil) {
				continue
			}
			found = append(found, k)
		}
	}
	switch len(found) {
	case 1:
		return found[0], true
	case 0:
		d.fail(n.pos, CodeKind, say{"the rule has no kind", "quy tắc không có kiểu"}, d.kindHint(n))
	default:
		d.fail(n.find(string(found[1])), CodeKind, sayf("the rule has two kinds: %s and %s", "quy tắc có hai kiểu: %s và %s", found[0], found[1]),
			say{"write two rules", "hãy viết thành hai quy tắc"})
	}
	return "", false
}

// kindHint offers the kind that an unknown key is nearest to.
func (d *decoder) kindHint(n *node) say {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = string(k)
	}
	for i := range n.keys {
		key := n.keys[i].key
		if near := nearest(key, names); near != "" {
			return sayf("did you mean %q instead of %q?", "có phải %q thay cho %q?", near, key)
		}
	}
	return sayf("one of %s", "một trong: %s", strings.Join(names, ", "))
}

// ruleID reads the name of a rule: keys joined by dots or hyphens.
func (d *decoder) ruleID(n *node) string {
	s := d.str(n)
	if s == "" || isFactKey(s) {
		return s
	}
	d.fail(n.pos, CodeValue, sayf("%q is not a rule id", "%q không phải tên quy tắc", s), keyHint)
	return ""
}

// commonOf reads the common parameters.
func (d *decoder) commonOf(f fields, r *charter.Rule) {
	if v := f.get("valid"); v != nil {
		p, ok := d.fields(v, []string{"from", "to"})
		if ok && len(v.keys) == 0 {
			d.fail(v.pos, CodeMissing, say{"valid has neither from nor to", "valid thiếu from và to"}, say{})
		}
		r.Valid = charter.Validity{From: d.date(p.get("from")), To: d.date(p.get("to"))}
	}
	r.In = d.each(f.get("in"), func(n *node) string {
		s := d.key(n)
		d.refer(refLink, s, n.pos)
		return s
	})
	if v := f.get("force"); v != nil {
		switch d.pick(v, "enforced", "reminder", "record") {
		case "reminder":
			r.Force = charter.Reminder
		case "record":
			r.Force = charter.Record
		}
	}
	r.Unless = d.each(f.get("unless"), func(n *node) string {
		s := d.str(n)
		if s != "" && !isFactKey(s) {
			d.fail(n.pos, CodeValue, sayf("%q is not a word for a circumstance", "%q không phải từ chỉ hoàn cảnh", s), keyHint)
			return ""
		}
		return s
	})
	r.Rows = d.strings(f.get("rows"))
	if v := f.get("basis"); v != nil {
		r.Inferred = d.pick(v, "stated", "inferred") == "inferred"
	}
	r.Note = d.text(f.get("note"))
}

// spec reads what the rule says.
func (d *decoder) spec(kind charter.Kind, f fields) charter.Spec {
	switch kind {
	case charter.KindBody:
		return d.body(f)
	case charter.KindRole:
		return d.roleSpec(f)
	case charter.KindSeat:
		return d.seat(f)
	case charter.KindPower:
		return d.power(f)
	case charter.KindForbid:
		return d.forbid(f)
	case charter.KindDelegation:
		return d.delegation(f)
	case charter.KindSeries:
		return d.series(f)
	case charter.KindNotice:
		return d.notice(f)
	case charter.KindQuorum:
		return d.quorum(f)
	case charter.KindDecision:
		return d.decision(f)
	case charter.KindAttendance:
		return d.attendance(f)
	case charter.KindRound:
		return d.round(f)
	case charter.KindDuty:
		return d.duty(f)
	case charter.KindSignature:
		return d.signature(f)
	case charter.KindResource:
		return d.resource(f)
	case charter.KindLink:
		return d.link(f)
	case charter.KindLifecycle:
		return d.lifecycle(f)
	case charter.KindStep:
		return d.step(f)
	}
	return d.term(f)
}
