package file

import (
	"slices"
	"strings"

	"nghisu/internal/charter"
)

// standing is an address that stands after the changes looked at so far.
type standing struct {
	at    pos
	since charter.Date // day of the change that brought it; 0 for the original
	rules []*ruled
}

// checkAmendments follows the changes in order, as the engine applies them. It
// settles the days of every rule and finds addresses that do not stand, or that
// two changes give two texts.
func (d *decoder) checkAmendments() {
	live := map[string]*standing{}
	gone := map[string]charter.Date{}
	for a, at := range d.index.addresses {
		live[a] = &standing{at: at}
	}
	changed := map[*ruled]bool{}
	for _, c := range d.index.changes {
		for _, r := range d.index.rules[c.rules[0]:c.rules[1]] {
			changed[r] = true
		}
	}
	for _, r := range d.index.rules {
		r.period = d.periodOf(r.clause)
		if s := live[r.clause]; s != nil && !changed[r] {
			s.rules = append(s.rules, r)
		}
	}
	for _, c := range d.index.changes {
		d.clause = c.address
		d.apply(c, live, gone)
		d.clause = ""
	}
	for _, r := range d.index.rules {
		v := charter.Period{From: r.rule.Valid.From.To, To: r.rule.Valid.To.From}
		if overlap(r.period, v) {
			r.period = within(r.period, v)
		}
	}
}

// periodOf is the days of the document of an address.
func (d *decoder) periodOf(address string) charter.Period {
	key, _, _ := strings.Cut(address, "/")
	if doc := d.index.documents[key]; doc != nil {
		return doc.period()
	}
	return charter.Period{}
}

// apply makes one change.
func (d *decoder) apply(c *changeInfo, live map[string]*standing, gone map[string]charter.Date) {
	key, p, _ := charter.ParseAddress(c.address)
	doc := d.index.documents[key]
	if doc == nil {
		d.fail(c.at, CodeUnknown, sayf("there is no document %q", "không có văn bản %q", key), offer(key, d.index.documentKeys()))
		return
	}
	day := c.effect.To
	if from := doc.period().From; day != 0 && day < from {
		d.fail(c.at, CodeDates, sayf("changed on %s, before the document holds on %s", "sửa đổi từ %s, trước khi văn bản có hiệu lực ngày %s", day, from),
			say{"correct effect of one of them", "hãy sửa lại ngày hiệu lực"})
	}
	if c.kind == charter.Insert {
		d.applyInsert(c, key, p, day, live, gone)
	} else if !d.applyEnd(c, day, live, gone) {
		return
	}
	if c.kind == charter.Repeal {
		return
	}
	for _, a := range c.added {
		if s := live[a.word]; s != nil && s.at != a.at {
			if a.word != c.address {
				d.fail(a.at, CodeTwice, sayf("%s stands in the change twice", "%s có hai lần trong nội dung sửa đổi", a.word), sayf("the first is on line %d", "lần đầu ở dòng %d", s.at.line))
			}
			continue
		}
		live[a.word] = &standing{at: a.at, since: day}
	}
	for _, r := range d.index.rules[c.rules[0]:c.rules[1]] {
		if r.period.From < day {
			r.period.From = day
		}
		if s := live[r.clause]; s != nil {
			s.rules = append(s.rules, r)
		}
	}
}

// applyEnd ends what stands at an address and below it.
func (d *decoder) applyEnd(c *changeInfo, day charter.Date, live map[string]*standing, gone map[string]charter.Date) bool {
	old := live[c.address]
	if old == nil {
		hint := offer(c.address, sortedKeys(live))
		if _, ok := gone[c.address]; ok {
			hint = say{"it was repealed", "đã bị bãi bỏ"}
		}
		d.fail(c.at, CodeUnknown, sayf("there is no %s to change", "không có %s để sửa", c.address), hint)
		return false
	}
	for a, s := range live {
		if a != c.address && !strings.HasPrefix(a, c.address+".") {
			continue
		}
		if a == c.address && s.since != 0 && day != 0 && day <= s.since {
			d.fail(c.at, CodeTwoTexts, sayf("%s has a text of %s already, and this one is of %s", "%s đã có lời văn từ %s, còn lời văn này từ %s", a, s.since, day),
				say{"put changes in the order of their days, one for each day", "hãy xếp các sửa đổi theo thứ tự ngày, mỗi ngày một lần"})
		}
		for _, r := range s.rules {
			if day != 0 && (r.period.To == 0 || r.period.To >= day) {
				r.period.To = day - 1
			}
		}
		gone[a] = day
		delete(live, a)
	}
	return true
}

// applyInsert looks whether there is room for a new article, clause or point.
func (d *decoder) applyInsert(c *changeInfo, key string, p charter.Place, day charter.Date, live map[string]*standing, gone map[string]charter.Date) {
	if s := live[c.address]; s != nil {
		d.fail(c.at, CodeTwice, sayf("%s stands already", "%s đã có", c.address), sayf("it is on line %d; use replace:", "ở dòng %d; hãy dùng replace:", s.at.line))
		return
	}
	if end, ok := gone[c.address]; ok && end != 0 && day != 0 && day < end {
		d.fail(c.at, CodeTwoTexts, sayf("%s still has its former text on %s", "%s vẫn còn lời văn cũ vào ngày %s", c.address, day),
			say{"put changes in the order of their days", "hãy xếp các sửa đổi theo thứ tự ngày"})
	}
	parent := p
	switch {
	case p.Point != "":
		parent.Point = ""
	case p.Clause != "":
		parent.Clause = ""
	default:
		return
	}
	if above := parent.Address(key); live[above] == nil {
		d.fail(c.at, CodeUnknown, sayf("there is no %s to insert into", "không có %s để bổ sung vào", above), offer(above, sortedKeys(live)))
	}
}

// checkIdentity refuses a rule id that comes twice, or again after it ended. An
// amendment may repeat the ids of what it replaces or repeals: those rules live
// on, changed or renumbered.
func (d *decoder) checkIdentity() {
	live, ended := map[string]*ruled{}, map[string]*ruled{}
	at, byAmendment := 0, d.index.changes
	take := func(r *ruled, freed map[string]bool) {
		id := r.rule.ID
		if id == "" {
			return
		}
		if first := live[id]; first != nil && !freed[id] {
			d.blame(r, "id", CodeTwice, sayf("rule %q stands in the file twice", "quy tắc %q có hai lần trong tệp", id), sayf("the first is on line %d", "lần đầu ở dòng %d", first.node.line))
			return
		}
		if first := ended[id]; first != nil {
			d.blame(r, "id", CodeReused, sayf("rule %q ended and may not come back", "quy tắc %q đã hết, không dùng lại được", id),
				sayf("give the new rule another id; the old one is on line %d", "hãy đặt tên khác; quy tắc cũ ở dòng %d", first.node.line))
			return
		}
		delete(freed, id)
		live[id] = r
	}
	base := len(d.index.rules)
	if len(byAmendment) > 0 {
		base = byAmendment[0].rules[0]
	}
	for _, r := range d.index.rules[:base] {
		take(r, nil)
	}
	for at < len(byAmendment) {
		end := at
		for end < len(byAmendment) && byAmendment[end].amendment == byAmendment[at].amendment {
			end++
		}
		freed := map[string]bool{}
		for _, c := range byAmendment[at:end] {
			if c.kind == charter.Insert {
				continue
			}
			for id, r := range live {
				if r.clause == c.address || strings.HasPrefix(r.clause, c.address+".") {
					freed[id] = true
				}
			}
		}
		for _, c := range byAmendment[at:end] {
			for _, r := range d.index.rules[c.rules[0]:c.rules[1]] {
				take(r, freed)
			}
		}
		for id := range freed {
			ended[id] = live[id]
			delete(live, id)
		}
		at = end
	}
}

// brought reports whether an amendment brings an address.
func (x *index) brought(address string) bool {
	return slices.ContainsFunc(x.added, func(r reference) bool { return r.word == address })
}

// allAddresses lists the addresses of the original text.
func (x *index) allAddresses() []string { return sortedKeys(x.addresses) }

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
