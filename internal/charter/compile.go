package charter

import (
	"reflect"
	"slices"
	"sort"
)

// Regulation is a charter made ready to answer. It is never changed after
// [Compile], so any number of goroutines may ask it at once. Slices in its
// answers may be shared: callers read them and do not write to them.
type Regulation struct {
	charter     *Charter
	instruments []*instrument
	rules       []*placed // every version of every rule, in the order of the text
	numbers     map[Role]int
	names       []Role
	epochs      []epoch // stretches of days between which nothing changes
	effectCites []*placed
}

// placed is one version of a rule: where it stands and when it holds.
type placed struct {
	rule     *Rule
	cite     Cite
	from, to Date // both included
	undated  bool
	seq      int  // place in the order of the text
	since    Date // first day on which the same rule has held without a break
	until    Date // last such day
}

// holds reports whether the rule is in force on a day.
func (p *placed) holds(d Date) bool { return d >= p.from && d <= p.to }

// applies reports whether the rule is one of the sub-body named by key, or of
// the body itself when the key is empty.
func (p *placed) applies(key string) bool {
	if key == "" {
		return len(p.rule.In) == 0
	}
	return contains(p.rule.In, key)
}

// epoch is a stretch of days, up to the next one, on which the same rules hold.
type epoch struct {
	from    Date
	inForce bool // some clause is in force
	rules   []*placed
	body    *scope
	subs    map[string]*scope
	nowhere *scope // a sub-body that no rule knows
}

// Compile makes a checked charter ready to answer. The charter must not be
// changed afterwards. What a check would refuse (an unknown role, an address
// that names nothing) is passed over here: it grants nothing.
func Compile(c *Charter) *Regulation {
	r := &Regulation{charter: c, numbers: map[Role]int{}}
	for i := range c.Documents {
		r.instruments = append(r.instruments, newInstrument(&c.Documents[i]))
	}
	for i := range c.Amendments {
		r.amend(&c.Amendments[i])
	}
	var marks []Date
	for _, in := range r.instruments {
		for _, u := range in.articles {
			marks = r.place(in, u, in.from, in.to, in.undated, marks)
		}
	}
	r.join()
	r.numberRoles()
	for _, p := range r.rules {
		if s, ok := p.rule.Spec.(LifecycleSpec); ok && s.Moment == "effect" {
			r.effectCites = append(r.effectCites, p)
		}
		marks = append(marks, p.from)
		if p.to != lastDay {
			marks = append(marks, p.to+1)
		}
	}
	marks = append(marks, firstDay)
	slices.Sort(marks)
	for _, day := range slices.Compact(marks) {
		r.epochs = append(r.epochs, r.newEpoch(day))
	}
	return r
}

// amend applies an amendment's changes, each to the document it names.
func (r *Regulation) amend(a *Amendment) {
	var day Date
	undated := false
	if by := r.instrument(a.By); by != nil {
		day, undated = by.from, by.undated
	}
	if a.Effect.To != 0 {
		day, undated = a.Effect.To, false
	}
	for i := range a.Changes {
		key, _, _ := ParseAddress(a.Changes[i].Address)
		if in := r.instrument(key); in != nil {
			in.amend(&a.Changes[i], day, undated)
		}
	}
}

func (r *Regulation) instrument(key string) *instrument {
	for _, in := range r.instruments {
		if in.doc.Key == key {
			return in
		}
	}
	return nil
}

// place walks a unit and what stands below it, settles the days of each rule
// and notes the days on which something begins or ends.
func (r *Regulation) place(in *instrument, u *unit, from, to Date, undated bool, marks []Date) []Date {
	u.from, u.to = max(u.from, from), min(u.to, to)
	undated = undated || u.undated
	if u.from > u.to {
		return marks
	}
	marks = append(marks, u.from)
	if u.to != lastDay {
		marks = append(marks, u.to+1)
	}
	text := u.text
	if text.IsZero() {
		text = u.title
	}
	for i := range u.rules {
		rule := &u.rules[i]
		p := &placed{rule: rule, from: u.from, to: u.to, undated: undated, seq: len(r.rules)}
		p.cite = Cite{Address: u.address, Document: in.doc.Key, Rule: rule.ID, Place: u.place, Text: text}
		if v := rule.Valid.From.To; v != 0 {
			p.from = max(p.from, v)
		}
		if v := rule.Valid.To.From; v != 0 {
			p.to = min(p.to, v)
		}
		p.since, p.until = p.from, p.to
		if p.from <= p.to {
			u.placed = append(u.placed, p)
			r.rules = append(r.rules, p)
		}
	}
	for _, k := range u.kids {
		marks = r.place(in, k, u.from, u.to, undated, marks)
	}
	return marks
}

// join links the versions of a rule that follow one another without a break and
// say the same, so that a period is not cut where only the wording changed.
func (r *Regulation) join() {
	byID := map[string][]*placed{}
	for _, p := range r.rules {
		byID[p.rule.ID] = append(byID[p.rule.ID], p)
	}
	for _, list := range byID {
		sort.SliceStable(list, func(i, j int) bool { return list[i].from < list[j].from })
		for i := 1; i < len(list); i++ {
			a, b := list[i-1], list[i]
			if a.to != lastDay && a.to+1 == b.from && reflect.DeepEqual(a.rule.Spec, b.rule.Spec) {
				b.since = a.since
			}
		}
		for i := len(list) - 2; i >= 0; i-- {
			if a, b := list[i], list[i+1]; b.since < b.from {
				a.until = b.until
			}
		}
	}
}

// newEpoch gathers what holds from a day on.
func (r *Regulation) newEpoch(day Date) epoch {
	e := epoch{from: day}
	for _, in := range r.instruments {
		for _, u := range in.articles {
			e.inForce = e.inForce || day >= u.from && day <= u.to
		}
	}
	keys := []string{}
	for _, p := range r.rules {
		if !p.holds(day) {
			continue
		}
		e.rules = append(e.rules, p)
		for _, k := range p.rule.In {
			keys = addOnce(keys, k)
		}
		if s, ok := p.rule.Spec.(LinkSpec); ok {
			keys = addOnce(keys, s.Key)
		}
	}
	e.body = r.newScope(e.rules, "")
	e.subs = make(map[string]*scope, len(keys))
	for _, k := range keys {
		e.subs[k] = r.newScope(e.rules, k)
	}
	e.nowhere = r.newScope(nil, unstated)
	return e
}

// on finds what holds on a day.
func (r *Regulation) on(day Date) *epoch {
	lo, hi := 0, len(r.epochs)-1
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if r.epochs[mid].from <= day {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return &r.epochs[lo]
}

// scope gives the rules of the place that the facts name: a sub-body, or the
// body itself when none is named. A sub-body that no rule knows has no rules.
func (r *Regulation) scope(e *epoch, f facts) *scope {
	key := f.first("in")
	if key == "" {
		return e.body
	}
	if s, ok := e.subs[key]; ok {
		return s
	}
	if r.isBody(e, key) {
		return e.body
	}
	return e.nowhere
}

// isBody reports whether a key is that of the body itself.
func (r *Regulation) isBody(e *epoch, key string) bool {
	if key == r.charter.Key {
		return true
	}
	for _, p := range e.rules {
		if s, ok := p.rule.Spec.(BodySpec); ok && s.Body == key {
			return true
		}
	}
	return false
}
