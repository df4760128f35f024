package app

import (
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// seat is the seat from which the act was allowed, or empty.
func (k *call) seat() committee.SeatID {
	if k.capa != nil && k.capa.Kind == committee.BySeat {
		return committee.SeatID(k.capa.ID)
	}
	return ""
}

// seated reports whether the actor holds a seat of a body.
func (k *call) seated(body committee.BodyKey) bool {
	s, err := k.in(body)
	for _, x := range s {
		if err == nil && x.Kind == committee.BySeat && !x.OnBehalf {
			return true
		}
	}
	return false
}

// standingOf finds the actor's standing through a seat, the own one first; or
// through the one that goes on for a seat that has yet to begin.
func (k *view) standingOf(body committee.BodyKey, seat committee.SeatID) *committee.Standing {
	list, err := k.in(body)
	if err != nil || seat == "" {
		return nil
	}
	for i := range list {
		if list[i].Kind == committee.BySeat && list[i].ID == string(seat) {
			return &list[i]
		}
	}
	seats, err := k.seats(body)
	if err != nil || slices.ContainsFunc(seats, func(s committee.Seat) bool { return s.ID == seat }) {
		return nil
	}
	return k.forerunner(list, seat)
}

// relateMeeting says how the actor stands to a meeting: in its chair, beside
// the person presiding, or as the one who called it.
func (k *call) relateMeeting(q *question, m committee.Meeting) {
	q.sits = charter.DateOf(m.Start.In(k.a.zoneOf(k.tx.Office())))
	k.relatePresiding(q, m.Body, m.Chair, m.Convener)
}

// relatePresiding says how the actor stands to who presides over a deliberation,
// be it a meeting or an opinion round, and to who called it.
func (k *call) relatePresiding(q *question, body committee.BodyKey, chair, convener committee.SeatID) {
	if s := k.standingOf(body, chair); s != nil && k.presides(s, *q) {
		q.relation.Chair = !s.OnBehalf
		q.relation.AssistsChair = s.OnBehalf
		q.relation.Standing = s
	}
	if s := k.standingOf(body, convener); s != nil {
		q.relation.Convener = true
		if q.relation.Standing == nil {
			q.relation.Standing = s
		}
	}
	list, err := k.in(body)
	for i := range list {
		if err == nil && list[i].Role == committee.RoleSecretary && !q.relation.Chair {
			q.relation.AssistsChair = true
			if q.relation.Standing == nil {
				q.relation.Standing = &list[i]
			}
		}
	}
}

// relateTask says how the actor stands to a task: as the one who answers for it
// or as the one who gave it out.
func (k *call) relateTask(q *question, t committee.Task) {
	if s := k.standingOf(t.Body, t.Assigner); s != nil {
		q.relation.Assigner, q.relation.Standing = true, s
	}
	if t.Assigner == "" {
		k.relateGiver(q, t)
	}
	if s := k.standingOf(t.Body, t.Accountable); s != nil {
		q.relation.Lead, q.relation.Standing = true, s
		return
	}
	if t.Person == k.by.Person || t.Subassigned == k.by.Person {
		q.relation.Lead = k.by.Person != ""
	}
	lead, err := k.heir(t.Lead)
	if err != nil || lead == "" {
		return
	}
	posts, err := k.postsOf(k.by.Person)
	for _, p := range posts {
		if err == nil && p.Leads && p.Agency == lead {
			q.relation.Lead = true
			if q.relation.Standing == nil {
				q.relation.Standing = &committee.Standing{
					Capacity: committee.Capacity{Kind: committee.ByPost, ID: string(p.ID)}, Person: k.by.Person, Title: p.Title,
				}
			}
		}
	}
}

// relateGiver finds who gave out a task from a post, not from a seat: whoever
// holds that post today judges its result.
func (k *call) relateGiver(q *question, t committee.Task) {
	acts, _, err := k.tx.Acts(store.ActFilter{Body: t.Body, RefKind: "task", Ref: string(t.ID), Name: "task.assign", Limit: 1})
	if err != nil || len(acts) == 0 || acts[0].CapacityKind != committee.ByPost {
		return
	}
	list, err := k.in(t.Body)
	for i := range list {
		if err == nil && list[i].Kind == committee.ByPost && list[i].ID == acts[0].CapacityID {
			q.relation.Assigner, q.relation.Standing = true, &list[i]
			return
		}
	}
}
