package charter

// tally holds a decision against the rule for its class of matter.
func (v *judge) tally() {
	p := v.decisionRule()
	if p == nil {
		return
	}
	v.cite(p)
	s := p.rule.Spec.(DecisionSpec)
	switch s.Mode {
	case ModeVote:
		v.out.OK = v.vote(s)
	case ModeHead, ModeChair:
		v.out.Need = string(s.Mode) + " decides"
		v.out.Have = v.positions()
		v.out.OK = v.decided(s)
	case ModeConsensus:
		v.out.Need = "no objection"
		v.out.Have = v.positions()
		if n, ok := v.number("against"); ok {
			v.out.OK = truth(n == 0)
		}
	case ModeAdvise:
		v.out.Need = "advice only"
		v.out.Have = v.positions()
		v.then(s.Otherwise, "tally")
		return
	default:
		v.out.Need = unstated
		v.unstated("tally.mode")
		return
	}
	v.out.OK = v.out.OK.and(v.form(s))
	if v.out.OK == No {
		v.then(s.Otherwise, "tally")
	}
}

// decisionRule finds the rule for the matter: one that names it, else the rule
// for any. Which it is stays open when rules name matters and the facts do not.
func (v *judge) decisionRule() *placed {
	return ofMatter(v, "tally", func(s DecisionSpec) []string { return s.Matters })
}

// ofMatter finds the rule of a kind for the matter that the facts name.
func ofMatter[S Spec](v *judge, subject string, matters func(S) []string) *placed {
	matter, known := v.f.first("matter"), v.f.known("matter")
	list := found(v, func(s S) bool {
		m := matters(s)
		return !known || len(m) == 0 || contains(m, "any") || contains(m, matter)
	})
	var any *placed
	for _, p := range list {
		switch m := matters(p.rule.Spec.(S)); {
		case len(m) == 0 || contains(m, "any"):
			if any == nil {
				any = p
			}
		case !known:
			v.missing("matter")
			return nil
		default:
			return p
		}
	}
	if any == nil {
		v.silent(subject)
	}
	return any
}

// positions gives the votes on record as advice: {for, against}.
func (v *judge) positions() map[string]any {
	out := map[string]any{"for": nil, "against": nil}
	for _, key := range []string{"for", "against"} {
		if n, ok := v.f.number(key); ok {
			out[key] = n
		}
	}
	return out
}

// decided gives the decision of whoever decides.
func (v *judge) decided(s DecisionSpec) Tri {
	by := s.By
	if by.Unstated {
		v.unstated("tally.by")
		return Absent
	}
	if by.IsZero() {
		by = Holders{Any: []Holder{{Role: v.sc.decider(s.Mode)}}}
	}
	h := v.r.newHolding(by, v.sc.roles.terms)
	for _, x := range v.f {
		if v.sc.carries(Role(x.Key)).meets(h.roles) || s.Mode == ModeChair && x.Key == "chair" {
			if t := side(x.Value); t != Absent {
				return t
			}
		}
	}
	for _, role := range h.who {
		v.missing(string(role))
	}
	if s.Mode == ModeChair {
		v.missing("chair")
	}
	return Absent
}

// side reads a position: for, against, or neither.
func side(s string) Tri {
	switch s {
	case "for":
		return Yes
	case "against":
		return No
	}
	return Absent
}

// form holds the ballot's form and the times that the rule sets. Where nobody
// tells them, it stays open whether the vote was a good one.
func (v *judge) form(s DecisionSpec) Tri {
	ok := Yes
	if s.Ballot != "" && s.Ballot != unstated {
		switch {
		case !v.f.known("ballot"):
			v.missing("ballot")
			ok = Absent
		case !v.f.is("ballot", s.Ballot):
			ok, v.out.Need = No, s.Ballot+" ballot"
		}
	}
	times := []struct {
		key   string
		limit Span
		least bool
	}{{"discussed", s.DiscussedFor, true}, {"open-for", s.Within, false}}
	for _, t := range times {
		if t.limit.IsZero() || t.limit.Unstated {
			continue
		}
		have, given := v.f.span(t.key)
		if !given {
			v.missing(t.key)
			ok = ok.and(Absent)
			continue
		}
		if t.least && have.hours() < t.limit.hours() || !t.least && have.hours() > t.limit.hours() {
			ok, v.out.Need = No, t.limit.String()
		}
	}
	return ok
}

// votes are the votes on record, with what written votes may add.
type votes struct {
	low, high   int // for: at least, at most
	against     int
	noted       bool // against is known
	writtenOpen bool // the text leaves open whether written votes count
}

// unbounded stands for "as many as there may be".
const unbounded = 1 << 30

// vote holds the count against the threshold. A tie rule by which the chair
// decides overrides the threshold; "fails" does not, and without a rule the
// threshold speaks and the tie is reported as unstated.
func (v *judge) vote(s DecisionSpec) Tri {
	c, ok := v.count(s)
	if s.Pass.IsZero() {
		v.unstated("tally.pass")
		v.out.Need = unstated
		return Absent
	}
	if !ok {
		v.needs(s.Pass)
		return Absent
	}
	result := v.threshold(s.Pass, c)
	overrides := s.Tie == "chair-side" || s.Tie == "casting-vote"
	switch {
	case c.noted && c.low == c.high && c.low == c.against:
		if overrides {
			switch t := side(v.f.first("chair")); t {
			case Absent:
				v.missing("chair")
				return Absent
			default:
				return t
			}
		}
		if s.Tie != "fails" {
			v.unstated("tie")
		}
	case overrides && c.noted && c.low < c.high && c.low <= c.against && c.against <= c.high:
		v.lacksWritten(c)
		return Absent
	case overrides && !c.noted && v.tieable(s.Pass, c):
		v.missing("against")
		return Absent
	}
	return result
}

// count reads the votes.
func (v *judge) count(s DecisionSpec) (votes, bool) {
	var c votes
	n, ok := v.number("for")
	if !ok {
		return c, false
	}
	c.low, c.high = n, n
	c.against, c.noted = v.f.number("against")
	written, given := v.f.number("written-for")
	switch {
	case s.Written == "counts" && given:
		c.low, c.high = n+written, n+written
	case s.Written == "counts":
		c.high = unbounded
	case s.Written == unstated && given && written > 0:
		c.high, c.writtenOpen = n+written, true
	}
	v.out.Have = c.low
	return c, true
}

func (v *judge) lacksWritten(c votes) {
	if c.writtenOpen {
		v.unstated("tally.written")
	} else {
		v.missing("written-for")
	}
}

// tieable reports whether as many may have voted against as for.
func (v *judge) tieable(t Threshold, c votes) bool {
	for _, s := range append(append([]Share(nil), t.Any...), t.All...) {
		if s.Base == BaseVotesCast || !s.fraction() || s.open() {
			continue
		}
		if base, lack := s.base(v.f, v.sc.seats); lack == "" && 2*c.low > base {
			return false
		}
	}
	return true
}

// threshold holds the votes against one share or several.
func (v *judge) threshold(t Threshold, c votes) Tri {
	if len(t.Any) == 0 && len(t.All) == 1 {
		var ok Tri
		ok, v.out.Need = v.share(t.All[0], c)
		return ok
	}
	needs := []any{}
	one, every := No, Yes
	for _, s := range t.Any {
		ok, n := v.share(s, c)
		one, needs = one.or(ok), append(needs, n)
	}
	for _, s := range t.All {
		ok, n := v.share(s, c)
		every, needs = every.and(ok), append(needs, n)
	}
	v.out.Need = needs
	if len(t.Any) == 0 {
		return every
	}
	return every.and(one)
}

// share holds the votes against one share and tells what it needs.
func (v *judge) share(s Share, c votes) (Tri, any) {
	if s.open() {
		v.unstated("tally.pass")
		return Absent, unstated
	}
	if s.fraction() && s.Base == BaseVotesCast {
		if !c.noted {
			v.missing("against")
			return Absent, nil
		}
		need := s.neededForVote(c.low + c.against)
		low, high := c.low >= need, c.high >= s.neededForVote(c.high+c.against)
		if low == high {
			return truth(low), need
		}
		v.lacksWritten(c)
		return Absent, need
	}
	base, lack := s.base(v.f, v.sc.seats)
	if lack != "" {
		v.missing(lack)
		return Absent, nil
	}
	need := s.needed(base)
	if s.fraction() {
		need = s.neededForVote(base)
	}
	ok := reaches(c.low, c.high, need)
	if ok == Absent {
		v.lacksWritten(c)
	}
	return ok, need
}

// neededForVote is what the share needs of a base; of nobody's votes nothing
// passes.
func (s Share) neededForVote(base int) int { return max(s.needed(base), 1) }

// needs says what a threshold needs where the votes themselves are not given.
func (v *judge) needs(t Threshold) {
	v.threshold(t, votes{low: 0, high: unbounded, noted: false, writtenOpen: false})
	v.out.Missing = without(v.out.Missing, "written-for")
}

// without leaves a word out of a list.
func without(list []string, word string) []string {
	var out []string
	for _, x := range list {
		if x != word {
			out = append(out, x)
		}
	}
	return out
}
