package file

import (
	"slices"

	"nghisu/internal/charter"
)

// index is what the checks need of a file that has been read.
type index struct {
	rules     []*ruled
	refs      []reference
	was       []reference
	documents map[string]*docInfo
	addresses map[string]pos // of the original text
	changes   []*changeInfo
	amending  bool        // an amendment is being read
	added     []reference // addresses that amendments bring
}

// ruled is one rule with its place in the file.
type ruled struct {
	rule   charter.Rule
	node   *node
	clause string // address
	ok     bool   // read without error
	period charter.Period
}

// at is the place of a parameter's value, else of the rule.
func (r *ruled) at(key string) pos {
	if v := r.node.get(key); v != nil {
		return v.pos
	}
	return r.node.pos
}

// docInfo is one document with its place in the file.
type docInfo struct {
	node   *node
	order  int
	kind   string
	number string
	date   charter.Approx
	effect charter.Approx
	ends   charter.Approx
}

// force is the day from which the document holds: effect, or its date when the
// effect is unstated; nothing when neither is known.
func (i *docInfo) force() charter.Approx {
	if i.effect.Unstated {
		return i.date
	}
	return i.effect
}

// period is the days on which the document holds. A partial date starts force
// on its last day and ends it on its first.
func (i *docInfo) period() charter.Period {
	p := charter.Period{From: i.force().To}
	if i.ends.From != 0 {
		p.To = i.ends.From - 1
	}
	return p
}

// documentKeys gives the keys of the documents in order.
func (x *index) documentKeys() []string {
	keys := make([]string, 0, len(x.documents))
	for k := range x.documents {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int { return x.documents[a].order - x.documents[b].order })
	return keys
}

// overlap reports whether two periods share a day.
func overlap(a, b charter.Period) bool {
	return (a.To == 0 || b.From == 0 || b.From <= a.To) && (b.To == 0 || a.From == 0 || a.From <= b.To)
}

// within is what two periods share; only meaningful when they overlap.
func within(a, b charter.Period) charter.Period {
	out := charter.Period{From: max(a.From, b.From), To: a.To}
	if a.From == 0 || b.From == 0 {
		out.From = a.From + b.From
	}
	if out.To == 0 || b.To != 0 && b.To < out.To {
		out.To = b.To
	}
	return out
}
