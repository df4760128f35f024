package charter

import "math"

// quorum holds those present against the quorum. Several rules that fit must
// all be met.
func (v *judge) quorum() {
	purpose := v.f.first("purpose")
	if purpose == "" {
		purpose = "meet"
	}
	list := found(v, func(s QuorumSpec) bool {
		return contains(s.Purposes, purpose) || len(s.Purposes) == 0 && purpose == "meet"
	})
	if len(list) == 0 {
		v.silent("quorum")
		return
	}
	list, told := v.ofSeries(list, func(p *placed) []string { return p.rule.Spec.(QuorumSpec).Series })
	if !told {
		v.missing("series")
		return
	}
	if len(list) == 0 {
		v.silent("quorum")
		return
	}
	left, excused := v.standing(list)
	if excused {
		v.cite(list...)
		v.out.OK, v.out.Need = Yes, "excused"
		return
	}
	v.cite(left...)
	v.out.OK = Yes
	for _, p := range left {
		s := p.rule.Spec.(QuorumSpec)
		v.out.OK = v.out.OK.and(v.quorumRule(s))
	}
	if v.out.OK == No {
		for _, p := range left {
			v.then(p.rule.Spec.(QuorumSpec).Otherwise, "quorum")
		}
	}
}

// quorumRule holds those present against one rule.
func (v *judge) quorumRule(s QuorumSpec) Tri {
	ok := v.quorumAmount(s)
	for _, q := range s.Required {
		ok = ok.and(v.required(q))
	}
	return ok
}

// required holds the number present of a role; of a word of the text, those of
// the roles that it stands for.
func (v *judge) required(q Required) Tri {
	if n, ok := v.f.number("present." + string(q.Role)); ok {
		return truth(n >= max(q.Min, 1))
	}
	low, high := 0, 0
	var lack []string
	for _, role := range v.sc.roles.terms.spell(nil, q.Role) {
		key := "present." + string(role)
		if n, ok := v.f.number(key); ok {
			low, high = low+n, high+n
		} else {
			high, lack = unbounded, append(lack, key)
		}
	}
	ok := reaches(low, high, max(q.Min, 1))
	if ok == Absent {
		for _, key := range lack {
			v.missing(key)
		}
	}
	return ok
}

func (v *judge) quorumAmount(s QuorumSpec) Tri {
	low, high, open, given := v.counted(s)
	if given && low == high {
		v.out.Have = low
	} else if given {
		v.out.Have = high
	}
	if s.Amount.open() {
		v.unstated("quorum.amount")
		v.out.Need = unstated
		return Absent
	}
	base, lack := s.Amount.base(v.f, v.sc.seats)
	if lack != "" {
		v.missing(lack)
		return Absent
	}
	need := s.Amount.needed(base)
	if old, ok := v.out.Need.(int); !ok || need > old {
		v.out.Need = need
	}
	if !given {
		return Absent
	}
	ok := reaches(low, high, need)
	if ok == Absent {
		for _, key := range open.missing {
			v.missing(key)
		}
		if open.charter {
			v.unstated("quorum.counts")
		}
	}
	return ok
}

// openCount says why the number counted is not known exactly.
type openCount struct {
	missing []string // numbers not given
	charter bool     // the text leaves open who is counted
}

// counted gives the bounds of the number that counts for the quorum: those
// present, less the kinds of presence that the rule leaves out.
func (v *judge) counted(s QuorumSpec) (low, high int, open openCount, given bool) {
	present, given := v.number("present")
	if !given {
		return 0, math.MaxInt, open, false
	}
	low, high = present, present
	for _, c := range []struct {
		key     string
		counted Tri
	}{
		{"present.online", s.Online},
		{"present.substitute", s.Substitute},
		{"present.written", s.Written},
		{"present.abstention", s.Abstention},
	} {
		if c.counted != No && c.counted != Unstated {
			continue
		}
		n, ok := v.f.number(c.key)
		if !ok {
			low = 0
			open.missing = append(open.missing, c.key)
			open.charter = open.charter || c.counted == Unstated
			continue
		}
		low -= n
		if c.counted == No {
			high -= n
		} else if n > 0 {
			open.charter = true
		}
	}
	return max(low, 0), max(high, 0), open, true
}
