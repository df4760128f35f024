package charter

// attendance holds an absence against what is asked of the role: to whom it is
// reported, whose leave it needs, whether a substitute may or must come.
// A rule that names the role wins over one for what the role also is. Without
// the fact role it covers every role that a rule names.
func (v *judge) attendance() {
	role, asked := v.f.first("role"), v.f.known("role")
	list := found(v, func(s AttendanceSpec) bool { return !asked || contains(s.Roles, Role(role)) })
	if len(list) == 0 {
		carried := v.sc.carries(Role(role))
		list = found(v, func(s AttendanceSpec) bool {
			for _, x := range s.Roles {
				if carried.has(v.r.number(x)) {
					return true
				}
			}
			return false
		})
	}
	if len(list) == 0 {
		v.silent("attendance")
		return
	}
	need := map[string]any{}
	ok := Yes
	for _, p := range list {
		v.cite(p)
		s := p.rule.Spec.(AttendanceSpec)
		ok = ok.and(v.absence(s, need)).and(v.substitute(s, need))
	}
	v.out.OK, v.out.Need = ok, need
}

// absence holds the report and the leave of one who is absent.
func (v *judge) absence(s AttendanceSpec, need map[string]any) Tri {
	if s.AbsenceUnstated {
		need["report-to"] = unstated
		v.unstated("attendance.absence")
		return Absent
	}
	ok := Yes
	for _, x := range []struct {
		key, fact string
		of        Text
	}{{"report-to", "reported-to", s.ReportTo}, {"leave-of", "leave-of", s.LeaveOf}} {
		switch {
		case x.of.IsZero():
		case x.of.Unstated():
			need[x.key] = unstated
			v.unstated("attendance.absence")
			ok = ok.and(Absent)
		case !v.f.known(x.fact):
			need[x.key] = x.of.VI
			v.missing(x.fact)
			ok = ok.and(Absent)
		default:
			need[x.key] = x.of.VI
			ok = ok.and(truth(v.toOneOf(x.fact, x.of)))
		}
	}
	if s.Must == Yes && s.ReportTo.IsZero() && s.LeaveOf.IsZero() && s.Allowed == Absent && s.RequiredSub == Absent && !s.SubstituteUnstated {
		v.unstated("attendance.absence")
		return Absent
	}
	return ok
}

// toOneOf reports whether a role that the facts give is, or carries, one that
// the rule names.
func (v *judge) toOneOf(fact string, of Text) bool {
	var set roleSet
	for _, word := range ParseList(of.VI) {
		set.add(v.r.number(Role(word)))
	}
	return v.f.any(fact, ParseList(of.VI)) || v.sc.carriedBy(set, fact, v.f)
}

// substitute holds what the rule says of one who comes instead.
func (v *judge) substitute(s AttendanceSpec, need map[string]any) Tri {
	comes := v.f.is("substitute", "true")
	switch {
	case s.RequiredSub == Yes:
		need["substitute"] = "required"
		if !v.f.known("substitute") {
			v.missing("substitute")
			return Absent
		}
		return v.comes(s, comes, truth(comes))
	case s.SubstituteUnstated || s.Allowed == Unstated:
		need["substitute"] = unstated
		if !comes {
			if s.SubstituteUnstated {
				v.unstated("attendance.substitute")
			}
			return Yes
		}
		v.unstated("attendance.substitute")
		return Absent
	case s.Allowed == No:
		need["substitute"] = "not allowed"
		return truth(!comes)
	case s.Allowed == Yes:
		need["substitute"] = "allowed"
		return v.comes(s, comes, Yes)
	case comes:
		v.unstated("attendance.substitute")
		return Absent
	}
	return Yes
}

// comes adds, for a substitute who is there, whether he may vote.
func (v *judge) comes(s AttendanceSpec, comes bool, ok Tri) Tri {
	if !comes || v.f.is("substitute-votes", "false") {
		return ok
	}
	votes := v.f.is("substitute-votes", "true")
	switch {
	case s.Votes == No && votes:
		return No
	case s.Votes == Unstated, s.Votes == Absent && votes:
		v.unstated("attendance.substitute")
		return ok.and(Absent)
	}
	return ok
}

// round holds those who did not answer an opinion round against what silence
// means.
func (v *judge) round() {
	p := ofMatter(v, "round", func(s RoundSpec) []string { return s.Matters })
	if p == nil {
		return
	}
	v.cite(p)
	s := p.rule.Spec.(RoundSpec)
	silent, given := v.number("silent")
	if given {
		v.out.Have = silent
	}
	if s.Silence == "" || s.Silence == unstated {
		v.out.Need = unstated
		v.unstated("round.silence")
		return
	}
	v.out.Need = "silence is " + s.Silence
	if !given {
		return
	}
	v.out.OK = truth(silent == 0 || s.Silence == "consent")
	if v.out.OK == No && s.Silence == "escalate" && len(s.ConcludeBy.Any) > 0 {
		v.out.Then = string(s.ConcludeBy.Any[0].Role)
	}
}
