package charter

// Verdict holds a subject against the text of a day: roster, quorum, tally,
// notice, attendance, round or steps. OK is Yes, No, or Absent where the
// charter (Unstated) or the facts (Missing) leave it open: what is missing is
// never taken as zero. Workday says which days are worked; only a notice in
// working days asks it.
//
// In a sub-body, named by the fact in, its own rules win over the body's. A
// verdict says what the text asks whatever the force of the rule; whether it
// bars anything is for the caller. Only steps leave out rules that are kept
// for the record.
func (r *Regulation) Verdict(subject string, on Date, known []Fact, workday func(Date) bool) Verdict {
	e := r.on(on)
	v := judge{r: r, e: e, f: known, workday: workday}
	v.sc = r.scope(e, v.f)
	switch subject {
	case "roster":
		v.roster()
	case "quorum":
		v.quorum()
	case "tally":
		v.tally()
	case "notice":
		v.notice()
	case "attendance":
		v.attendance()
	case "round":
		v.round()
	case "steps":
		v.steps()
	default:
		v.out.Missing = []string{"subject"}
	}
	return v.out
}

// judge gathers one verdict.
type judge struct {
	r       *Regulation
	e       *epoch
	sc      *scope
	f       facts
	workday func(Date) bool
	out     Verdict
}

// found gathers the rules of a kind that fit, those of the sub-body asked about
// before those of the body itself.
func found[S Spec](v *judge, fits func(S) bool) []*placed {
	for _, key := range []string{v.sc.key, ""} {
		var out []*placed
		for _, p := range v.e.rules {
			if s, ok := p.rule.Spec.(S); ok && p.applies(key) && fits(s) {
				out = append(out, p)
			}
		}
		if len(out) > 0 || key == "" {
			return out
		}
	}
	return nil
}

// ofSeries narrows rules to those of the series asked about: a rule that names
// it wins over one for all. It is false when rules differ by series and the
// facts do not say which.
func (v *judge) ofSeries(list []*placed, series func(*placed) []string) ([]*placed, bool) {
	asked, known := v.f.first("series"), v.f.known("series")
	var named, general []*placed
	for _, p := range list {
		switch names := series(p); {
		case len(names) == 0:
			general = append(general, p)
		case !known:
			return nil, false
		case contains(names, asked):
			named = append(named, p)
		}
	}
	if len(named) > 0 {
		return named, true
	}
	return general, true
}

// standing leaves out rules that the circumstances excuse, and tells whether
// all of them are.
func (v *judge) standing(list []*placed) (left []*placed, excused bool) {
	for _, p := range list {
		if !v.f.excused(p.rule.Unless) {
			left = append(left, p)
		}
	}
	return left, len(list) > 0 && len(left) == 0
}

// silent answers that no rule speaks.
func (v *judge) silent(subject string) {
	v.out.Need = unstated
	v.unstated(subject)
}

func (v *judge) unstated(what string) { v.out.Unstated = addOnce(v.out.Unstated, what) }

func (v *judge) missing(what string) { v.out.Missing = addOnce(v.out.Missing, what) }

func (v *judge) cite(list ...*placed) {
	for _, p := range list {
		v.out.Clauses = append(v.out.Clauses, p.cite)
	}
}

// then says who decides next when a verdict fails.
func (v *judge) then(next Text, subject string) {
	switch {
	case next.Unstated():
		v.unstated(subject + ".otherwise")
	case !next.IsZero():
		v.out.Then = next.VI
	}
}

// number reads a number that the verdict cannot do without.
func (v *judge) number(key string) (int, bool) {
	n, ok := v.f.number(key)
	if !ok {
		v.missing(key)
	}
	return n, ok
}

// The logic of three values: Yes, No, and Absent for what is not known.

func truth(b bool) Tri {
	if b {
		return Yes
	}
	return No
}

// and is No when either is, whatever else is open.
func (t Tri) and(u Tri) Tri {
	switch {
	case t == No || u == No:
		return No
	case t == Yes && u == Yes:
		return Yes
	}
	return Absent
}

// or is Yes when either is, whatever else is open.
func (t Tri) or(u Tri) Tri {
	switch {
	case t == Yes || u == Yes:
		return Yes
	case t == No && u == No:
		return No
	}
	return Absent
}

// reaches tells whether a number known to lie between two bounds reaches
// another.
func reaches(low, high, need int) Tri {
	switch {
	case low >= need:
		return Yes
	case high < need:
		return No
	}
	return Absent
}
