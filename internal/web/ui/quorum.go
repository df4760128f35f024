package ui

import "nghisu/internal/charter"

// NumberIn reads a verdict's need or have as a whole number.
func NumberIn(v any) (int, bool) {
	switch n := v.(type) {
	case int:
		return n, true
	case float64:
		return int(n), true
	}
	return 0, false
}

// QuorumWords says how the quorum stands.
func QuorumWords(p *Page, v charter.Verdict) string {
	need, ok := NumberIn(v.Need)
	have, told := NumberIn(v.Have)
	switch {
	case len(v.Clauses) == 0:
		return p.T("quorum.silent")
	case ok && told && v.OK == charter.Yes:
		return p.T("quorum.met", p.Int(need), p.Int(have))
	case ok && told && v.OK == charter.No:
		return p.T("quorum.short", p.Int(need), p.Int(have))
	case ok && !told:
		return p.T("quorum.unknown", p.Int(need))
	}
	return p.T("verdict.open")
}
