package app

import (
	"slices"

	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// lapsedFor is for how many days after its end a loan is named in a refusal.
const lapsedFor = 30

// lapsed finds the loan of an act, to a seat that the actor acts from, that ended
// lately: of several the one that ended last. It is named beside the refusal, since
// who worked on a loan last week asks why it no longer holds.
func (k *call) lapsed(q question) (*committee.Lapsed, error) {
	if q.body == "" || q.founded != nil || q.office {
		return nil, nil
	}
	standings, err := k.view.in(q.body)
	if err != nil {
		return nil, err
	}
	to := func(d committee.Delegation) bool {
		if q.lentTo != "" {
			return d.To == q.lentTo
		}
		return slices.ContainsFunc(standings, func(s committee.Standing) bool {
			c := k.by.Capacity
			return s.Kind == committee.BySeat && (c == nil || s.Capacity == *c) && k.stands(&s, q.body, d.To)
		})
	}
	on := dayOr(q.lentOn, k.on)
	all, err := k.tx.Delegations(q.body, 0)
	if err != nil {
		return nil, err
	}
	var found *committee.Delegation
	for i, d := range all {
		last := d.Last()
		if last == 0 || last >= on || last < on-lapsedFor || last < d.Since || found != nil && found.Last() > last {
			continue
		}
		if lends(d, q) && to(d) {
			found = &all[i]
		}
	}
	if found == nil {
		return nil, nil
	}
	out := committee.Lapsed{ID: found.ID, Since: found.Since, Ended: found.Last(), Revoked: found.Revoked != 0 && found.Last() == found.Revoked-1}
	acts, _, err := k.tx.Acts(store.ActFilter{Body: q.body, RefKind: "delegation", Ref: string(found.ID), Oldest: true, Limit: 1})
	if err != nil {
		return nil, err
	}
	for _, x := range acts {
		out.Number = x.BodySeq
	}
	out.Lender, err = k.a.seatName(k.tx, found.From, found.Since)
	return &out, err
}

// lends reports whether a loan is of the act that is asked for, there: of the power
// itself, or of the chair to the seat that was put in it.
func lends(d committee.Delegation, q question) bool {
	if d.Meeting != "" && d.Meeting != q.meeting {
		return false
	}
	return slices.Contains(d.Acts, q.act) || d.To == q.chair && slices.Contains(d.Acts, "meeting.chair")
}
