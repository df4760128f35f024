package charter

// notice holds the notice of a sitting against what must be sent, by when, in
// what form and stating what.
func (v *judge) notice() {
	asked, told := v.f.values("what"), v.f.known("what")
	list := found(v, func(s NoticeSpec) bool {
		for _, w := range s.What {
			if !told || contains(asked, w) {
				return true
			}
		}
		return false
	})
	if len(list) > 0 {
		var ok bool
		if list, ok = v.ofSeries(list, func(p *placed) []string { return p.rule.Spec.(NoticeSpec).Series }); !ok {
			v.missing("series")
			return
		}
	}
	if len(list) == 0 {
		v.silent("notice")
		return
	}
	need := map[string]any{}
	ok := Yes
	for _, p := range list {
		s := p.rule.Spec.(NoticeSpec)
		v.cite(p)
		part, word := Yes, "excused"
		if !v.f.excused(p.rule.Unless) {
			part, word = v.noticeRule(s)
		}
		ok = ok.and(part)
		for _, w := range s.What {
			if !told || contains(asked, w) {
				need[w] = word
			}
		}
	}
	if sent, given := v.f.date("sent"); given {
		v.out.Have = sent.String()
	}
	v.out.OK, v.out.Need = ok, need
}

// noticeRule holds a notice against one rule and words what it needs: the lead,
// and the last lawful day when that of the meeting is known.
func (v *judge) noticeRule(s NoticeSpec) (Tri, string) {
	ok := v.stated(s)
	if s.Lead.Unstated || s.Lead.IsZero() {
		v.unstated("notice.lead")
		return ok.and(Absent), unstated
	}
	word := s.Lead.String()
	meeting, known := v.f.date("meeting")
	sent, given := v.f.date("sent")
	if !known {
		v.missing("meeting")
	} else {
		word += ", by " + s.Lead.before(meeting, v.workday).String()
	}
	if !given {
		v.missing("sent")
	}
	if !known || !given {
		return ok.and(Absent), word
	}
	return ok.and(truth(sent <= s.Lead.before(meeting, v.workday))), word
}

// stated holds the fields and the form of the notice. Where nobody tells them,
// it stays open whether the notice was a good one.
func (v *judge) stated(s NoticeSpec) Tri {
	ok := Yes
	if len(s.Fields) > 0 && !v.f.known("field") {
		v.missing("field")
		ok = Absent
	} else {
		for _, w := range s.Fields {
			if !v.f.is("field", w) {
				v.missing(wanted("field", []string{w}))
				ok = No
			}
		}
	}
	switch forms := ParseList(s.Form.VI); {
	case len(forms) == 0 || s.Form.Unstated():
	case !v.f.known("form"):
		v.missing("form")
		ok = ok.and(Absent)
	case !v.f.any("form", forms):
		v.missing(wanted("form", forms))
		ok = No
	}
	return ok
}

// steps holds an act against the order of procedure.
func (v *judge) steps() {
	if !v.f.known("act") {
		v.missing("act")
		return
	}
	act := Act(v.f.first("act"))
	list := found(v, func(s StepSpec) bool {
		return contains(s.Acts, act) && (len(s.Objects) == 0 || !v.f.known("object") || v.f.any("object", s.Objects))
	})
	need := []string{}
	ok, some := Yes, false
	for _, p := range list {
		if p.rule.Force == Record {
			continue
		}
		some = true
		v.cite(p)
		st := v.sc.newStep(p, p.rule.Spec.(StepSpec))
		if v.f.excused(p.rule.Unless) {
			continue
		}
		for i := range st.needs {
			need = addOnce(need, st.needs[i].miss)
		}
		var done bool
		if done, v.out.Missing = v.sc.done(&st, v.f, v.out.Missing); !done {
			ok = No
		}
	}
	if !some {
		v.silent("steps")
		return
	}
	v.out.OK, v.out.Need = ok, need
}
