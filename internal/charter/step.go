package charter

// forbid is a prohibition made ready.
type forbid struct {
	p       *placed
	anyAct  bool
	all     bool // binds everyone
	by      holding
	objects []string
	when    []condition
}

// holds reports whether all that the prohibition asks is known. What is not
// known never forbids.
func (fb *forbid) holds(f facts) bool {
	if len(fb.objects) > 0 && !f.any("object", fb.objects) {
		return false
	}
	for i := range fb.when {
		if w := &fb.when[i]; !f.any(w.key, w.values) {
			return false
		}
	}
	return !f.excused(fb.p.rule.Unless)
}

// binds reports whether a prohibition that holds is on a seat.
func (sc *scope) binds(fb *forbid, c roleSet, f facts) bool {
	if fb.all {
		return true
	}
	if s, _ := fb.by.met(c, f, sc.seats, nil); s == stateMet {
		return true
	}
	return false
}

// step is an order of procedure made ready.
type step struct {
	p       *placed
	all     bool
	by      holding
	objects []string
	needs   []condition
	waiver  holding
}

func (sc *scope) newStep(p *placed, s StepSpec) step {
	t := sc.roles.terms
	return step{
		p: p, all: s.For.IsZero(), by: sc.reg.newHolding(s.For, t), objects: s.Objects,
		needs: newConditions(s.Needs), waiver: sc.reg.newHolding(s.Waiver, t),
	}
}

// holdsUp reports whether the step stands before the object: an unknown object
// is held, and so is everything when the step names none.
func (st *step) holdsUp(f facts) bool {
	if len(st.objects) > 0 && f.known("object") && !f.any("object", st.objects) {
		return false
	}
	return !f.excused(st.p.rule.Unless)
}

// binds reports whether the step is asked of a seat.
func (st *step) binds(c roleSet) bool { return st.all || st.by.names(c) }

// waived reports whether one who may has waived it.
func (sc *scope) waived(st *step, f facts) bool {
	return len(st.waiver.who) > 0 && f.known("waived-by") && sc.carriedBy(st.waiver.roles, "waived-by", f)
}

// done tells whether all that the step needs is on record or waived, adding to
// miss what is not.
func (sc *scope) done(st *step, f facts, miss []string) (bool, []string) {
	if sc.waived(st, f) {
		return true, miss
	}
	ok := true
	for i := range st.needs {
		if n := &st.needs[i]; !f.any(n.key, n.values) {
			ok, miss = false, addOnce(miss, n.miss)
		}
	}
	return ok, miss
}
