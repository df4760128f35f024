package file

import (
	"strings"

	"nghisu/internal/charter"
)

// checkDates refuses days in the wrong order and two regulations in force at
// once.
func (d *decoder) checkDates() {
	keys := d.index.documentKeys()
	founding, founder := d.founding()
	for i, key := range keys {
		doc := d.index.documents[key]
		from := doc.force()
		d.clause = key
		if doc.ends.To != 0 && from.From != 0 && doc.ends.To <= from.From {
			d.fail(doc.node.find("ends"), CodeDates, say{"ends no later than it begins", "hết hiệu lực không sau ngày bắt đầu"}, say{"ends is the first day no longer in force", "ends là ngày đầu tiên không còn hiệu lực"})
		}
		if doc.kind != "regulation" {
			continue
		}
		if founding.From != 0 && from.To != 0 && from.To < founding.From {
			d.fail(doc.node.find("effect"), CodeDates, sayf("in force before %s founds the body on %s", "có hiệu lực trước khi %s thành lập tổ chức ngày %s", founder, founding.From), say{"correct one of the days", "hãy sửa lại một trong hai ngày"})
		}
		for _, before := range keys[:i] {
			other := d.index.documents[before]
			if other.kind == "regulation" && overlap(other.period(), doc.period()) {
				d.fail(doc.node.find("effect"), CodeTwoTexts, sayf("regulations %s and %s are in force on the same days", "quy chế %s và %s cùng có hiệu lực", before, key),
					sayf("give %s its ends:, or another kind", "hãy ghi ends: cho %s, hoặc ghi loại khác", before))
			}
		}
	}
	d.clause = ""
	for _, r := range d.index.rules {
		if r.ok {
			d.checkRuleDates(r)
		}
	}
}

// founding is the day of the document that the body's rule names as its
// founding one, by key or number, when that document is in the file.
func (d *decoder) founding() (charter.Approx, string) {
	for _, r := range d.index.rules {
		s, ok := r.rule.Spec.(charter.BodySpec)
		if !ok || len(r.rule.In) > 0 || s.FoundedBy.IsZero() {
			continue
		}
		for _, key := range d.index.documentKeys() {
			doc := d.index.documents[key]
			if s.FoundedBy.VI == key || doc.number != "" && doc.number != unstated && strings.Contains(s.FoundedBy.VI, doc.number) {
				return doc.force(), key
			}
		}
	}
	return charter.Approx{}, ""
}

// checkRuleDates holds the days that a rule names to those of its document.
func (d *decoder) checkRuleDates(r *ruled) {
	v := r.rule.Valid
	doc := d.periodOf(r.clause)
	valid := r.node.get("valid")
	switch {
	case v.From.To != 0 && v.To.From != 0 && v.To.From < v.From.To:
		d.blameAt(r, valid.find("to"), CodeDates, say{"the rule ends before it begins", "quy tắc hết hiệu lực trước khi bắt đầu"}, say{"to is the last day", "to là ngày cuối cùng"})
	case v.From.To != 0 && v.From.To < doc.From:
		d.blameAt(r, valid.find("from"), CodeDates, sayf("the rule begins before its document on %s", "quy tắc bắt đầu trước văn bản, ngày %s", doc.From), say{"leave from out, or correct the day", "hãy bỏ from hoặc sửa ngày"})
	case v.To.From != 0 && v.To.From < doc.From:
		d.blameAt(r, valid.find("to"), CodeDates, sayf("the rule ends before its document begins on %s", "quy tắc hết hiệu lực trước khi văn bản có hiệu lực ngày %s", doc.From), say{"correct the day", "hãy sửa ngày"})
	case v.From.From != 0 && doc.To != 0 && v.From.From > doc.To:
		d.blameAt(r, valid.find("from"), CodeDates, sayf("the rule begins after its document ends on %s", "quy tắc bắt đầu sau khi văn bản hết hiệu lực ngày %s", doc.To), say{"correct the day", "hãy sửa ngày"})
	}
	before := func(key string, a charter.Approx) {
		if a.To != 0 && doc.From != 0 && a.To < doc.From {
			d.blame(r, key, CodeDates, sayf("before the document is in force on %s", "trước khi văn bản có hiệu lực ngày %s", doc.From), say{"correct the day", "hãy sửa ngày"})
		}
	}
	switch s := r.rule.Spec.(type) {
	case charter.LifecycleSpec:
		if s.Moment == "end" || s.Moment == "review" {
			before("day", s.Day)
			before("until", s.Until)
		}
	case charter.DutySpec:
		if s.Due.Kind == charter.DueDate {
			before("due", s.Due.Date)
		}
	}
}
