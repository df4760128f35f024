package app

import (
	"encoding/json"
	"slices"
	"time"

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

// paperSound checks the reference of the paper from which an act is entered. One that is
// done as it is entered rests on no paper.
func (by Actor) paperSound(now time.Time) *committee.Fault {
	switch {
	case by.Paper == "":
		return nil
	case by.ActedAt.IsZero() || !by.ActedAt.Before(now):
		return committee.Wrong("acted-at", "acted.paper-now")
	}
	return soundText("acted-at", by.Paper, false)
}

// onPaper adds to what an act was asked for the paper from which it is entered: a text
// like any other of it, which can be erased.
func (by Actor) onPaper(input []byte) []byte {
	if by.Paper == "" || len(input) < 2 || input[0] != '{' {
		return input
	}
	words, _ := json.Marshal(committee.Prose(by.Paper)) // a text alone: it cannot fail
	out := slices.Clone(input[:len(input)-1])
	if len(input) > 2 {
		out = append(out, ',')
	}
	out = append(out, `"on_paper":`...)
	return append(append(out, words...), '}')
}
