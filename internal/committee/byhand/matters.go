package byhand

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"nghisu/internal/committee"
)

// stretch is one item of the sheet with the hours that hold for it.
type stretch struct {
	Matter
	n        int // line of the sheet, from 1
	from, to time.Time
	inHand   bool // on record as being dealt with
	had      bool // on record as dealt with before
}

func (x stretch) field(part string) string { return "items." + strconv.Itoa(x.n) + "." + part }

// items plans what happened on the matters. An item without an hour begins where the
// one before it ended; one without an end lasts until the next one begins.
func (p *planner) items() {
	list := p.stretches()
	for i, x := range list {
		x.to = x.To
		if x.to.IsZero() && i+1 < len(list) {
			x.to = list[i+1].from
		}
		if x.to.IsZero() {
			x.to = p.sheet.Closed
		}
		order := func(rank int) []int { return []int{matters, i, rank} }
		if !x.inHand && (!x.had || !x.From.IsZero()) {
			p.step(Step{Act: TakeUp, At: x.from, Field: x.field("began"), Item: x.Item}, order(0)...)
		}
		p.speeches(x, order)
		p.vote(x, order)
		p.conclusions(x, order)
		followed := i+1 < len(list) && list[i+1].from.Equal(x.To) && !list[i+1].inHand
		if !x.To.IsZero() && !followed {
			p.step(Step{Act: Leave, At: x.To, Field: x.field("ended"), Item: x.Item}, order(9)...)
		}
	}
}

// stretches lists the items that the sheet tells of in the order in which they began.
func (p *planner) stretches() []stretch {
	var out []stretch
	end := p.sheet.Opened
	for i, m := range p.sheet.Items {
		if m.empty() {
			continue
		}
		x := stretch{Matter: m, n: i + 1, from: m.From, inHand: p.on.Sitting.Current() == m.Item}
		for _, y := range p.on.Sitting.Items {
			if y.Item == m.Item {
				x.had = true
				if x.inHand {
					x.from = y.From
				}
			}
		}
		if x.from.IsZero() && !x.had {
			x.from = end
		}
		p.hour(x.field("began"), m.From)
		p.hour(x.field("ended"), m.To)
		p.after(x.field("ended"), x.from, m.To)
		if !m.To.IsZero() {
			end = m.To
		} else if e := m.end(); !e.IsZero() {
			end = e
		}
		out = append(out, x)
	}
	slices.SortStableFunc(out, func(a, b stretch) int { return a.from.Compare(b.from) })
	return out
}

// end is the last hour that the sheet gives of an item without saying when it ended.
func (m Matter) end() time.Time {
	at := m.Vote.Closed
	for _, c := range m.Conclusions {
		at = committee.Latest(at, c.At)
	}
	for _, s := range m.Speeches {
		at = committee.Latest(at, s.From, s.To)
	}
	return at
}

// vote plans a vote on slips: called, each slip, counted. Where it was called on record
// before the power went, the slips and the count are what is new.
func (p *planner) vote(x stretch, order func(int) []int) {
	v := x.Vote
	if !v.held() {
		return
	}
	opened := v.Opened
	running := p.on.running(x.Item)
	switch {
	case running != nil:
		opened = running.Called
	case opened.IsZero():
		opened = x.from
	}
	p.hour(x.field("called"), v.Opened)
	p.hour(x.field("counted"), v.Closed)
	p.after(x.field("counted"), opened, v.Closed)
	if running == nil {
		p.step(Step{Act: Open, At: opened, Field: x.field("called"), Item: x.Item, Motion: v.Motion}, order(2)...)
	}
	counted := v.Closed
	if counted.IsZero() { // slips that came in while it is open
		counted = opened
	}
	for i, s := range v.Slips {
		if s.Option == "" {
			continue
		}
		if running != nil {
			if c := running.Cast(s.Seat); c != nil && c.Option == s.Option {
				continue
			}
		}
		p.step(Step{Act: Mark, At: counted, Field: x.field("slips." + strconv.Itoa(i+1)), Item: x.Item, Seat: s.Seat, Option: s.Option}, order(3)...)
	}
	if !v.Closed.IsZero() {
		p.step(Step{Act: Count, At: v.Closed, Field: x.field("counted"), Item: x.Item}, order(4)...)
	}
}

// conclusions plans what was concluded on an item.
func (p *planner) conclusions(x stretch, order func(int) []int) {
	for i, c := range x.Conclusions {
		if c.empty() {
			continue
		}
		field := x.field("concluded." + strconv.Itoa(i+1))
		at := c.At
		if at.IsZero() {
			at = x.to
		}
		if at.IsZero() {
			at = x.end()
		}
		p.hour(field+".at", c.At)
		if !c.At.IsZero() && c.At.Before(x.from) {
			p.fail(field+".at", "byhand.before-item")
		}
		if at.IsZero() {
			p.fail(field+".at", "byhand.no-hour")
			continue
		}
		if !p.concluded(x.Item, c) {
			p.step(Step{Act: Decide, At: at, Field: field, Item: x.Item, Conclusion: c}, order(5)...)
		}
	}
}

// concluded reports whether the same words are on record of the item.
func (p *planner) concluded(item committee.ItemID, c Conclusion) bool {
	for _, x := range p.on.Meeting.Agenda {
		if x.ID == item {
			return slices.ContainsFunc(x.Conclusions, func(y committee.Conclusion) bool {
				return y.Text == c.Text && y.Work == strings.TrimRight(c.Work, " .;,") && y.Lead == c.Lead && y.Accountable == c.Accountable && y.Due == c.Due
			})
		}
	}
	return false
}
