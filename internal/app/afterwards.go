package app

import (
	"slices"

	"nghisu/internal/committee"
)

// An act that was done earlier, on paper, and is entered now (nhập sau) is ruled
// on at its own time and entered from a capacity that its writer holds now: as
// assistant of the leader who did it, as secretary, or as keeper of the books.
// See docs/decisions/0015-acts-entered-afterwards.md.

// mayEnter refuses an act of an earlier time to whoever has no such capacity
// today, before the charter is asked: its answer would name people who could not
// enter it either.
func (k *call) mayEnter(q question) *committee.Fault {
	if k.entered == 0 {
		return nil
	}
	list, err := k.recording(q)
	if err == nil && len(list) > 0 {
		return nil
	}
	return notEntered(q)
}

// entersNow refuses an act of an earlier time whose capacity was found for that
// time and is not the writer's today.
func (k *call) entersNow(q question) *committee.Fault {
	if k.entered == 0 {
		return nil
	}
	list, err := k.recording(q)
	held := err == nil && k.capa != nil && slices.ContainsFunc(list, func(s committee.Standing) bool { return s.Capacity == k.capa.Capacity })
	if held {
		return nil
	}
	return notEntered(q)
}

// entersOnly leaves of an actor's relations to a thing those that hold in a
// capacity from which an act of an earlier time is entered.
func (k *call) entersOnly(q *question) {
	if k.entered == 0 || q.relation.Standing != nil && q.relation.Standing.Records() {
		return
	}
	q.relation = committee.Relation{}
}

// recording gives the capacities towards a body from which the writer may enter
// acts of an earlier time on the day of entry.
func (k *call) recording(q question) ([]committee.Standing, error) {
	today, err := k.a.viewOf(k.tx, k.by, k.entered, k.entered)
	if err != nil {
		return nil, err
	}
	list, err := today.in(q.body)
	return slices.DeleteFunc(list, func(s committee.Standing) bool { return !s.Records() }), err
}

func notEntered(q question) *committee.Fault {
	return &committee.Fault{Kind: committee.Refused, Code: "acted.not-recorder", Field: "acted-at", Args: []string{string(q.called())}, Body: q.body}
}
