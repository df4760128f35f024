package file

import (
	"slices"

	"nghisu/internal/charter"
)

// checkMatters refuses two rules for the same class of matters on the same
// days: two decisions, or two rounds that may be opened in any circumstances.
func (d *decoder) checkMatters() {
	for i, r := range d.index.rules {
		matters := mattersOf(r)
		if matters == nil {
			continue
		}
		for _, before := range d.index.rules[:i] {
			if d.sameMatter(before, r, matters) {
				break
			}
		}
	}
}

// sameMatter reports the second of two rules for one matter.
func (d *decoder) sameMatter(before, r *ruled, matters []string) bool {
	if before.rule.Spec.Kind() != r.rule.Spec.Kind() || !together(before, r) {
		return false
	}
	for _, m := range mattersOf(before) {
		if slices.Contains(matters, m) {
			d.blame(r, r.kindKey(), CodeTwoRules, sayf("two rules for %q on the same days", "hai quy tắc cho %q trong cùng thời gian", m),
				sayf("the first is on line %d", "quy tắc đầu ở dòng %d", before.node.line))
			return true
		}
	}
	return false
}

// mattersOf gives the matters of a decision or round that holds in any
// circumstances.
func mattersOf(r *ruled) []string {
	if len(r.rule.Unless) > 0 {
		return nil
	}
	switch s := r.rule.Spec.(type) {
	case charter.DecisionSpec:
		return s.Matters
	case charter.RoundSpec:
		if len(s.When) == 0 {
			return s.Matters
		}
	}
	return nil
}
