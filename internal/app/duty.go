package app

import (
	"context"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// RecordEvidence says what met one instance of a duty (chứng cứ).
func (a *App) RecordEvidence(ctx context.Context, by Actor, in EvidenceIn) (Receipt, error) {
	return do(ctx, a, by, command[EvidenceIn, committee.RecordEvidenceState]{
		bodies: ofBody(func(in EvidenceIn) committee.BodyKey { return in.Body }),
		load: func(tx *store.Tx, k *call, in EvidenceIn) (st committee.RecordEvidenceState, err error) {
			if st.Body, err = some(in.Body, tx.Body); err != nil {
				return st, err
			}
			reg, err := a.regulation(tx, in.Body, in.Due)
			if err != nil {
				return st, err
			}
			if reg != nil {
				for _, o := range reg.Due(in.Due, in.Due, nil, a.isWorkday) {
					if o.Rule == in.Rule && o.Due.To == in.Due {
						st.Obligation = &o
					}
				}
			}
			all, err := tx.Evidence(in.Body, in.Due, in.Due)
			if err != nil {
				return st, err
			}
			for _, e := range all {
				if e.Rule == in.Rule {
					st.Evidence = append(st.Evidence, e)
				}
			}
			if in.Kind == "meeting" {
				st.Meeting, err = some(committee.MeetingID(in.Ref), tx.Meeting)
			}
			return st, err
		},
		ask: func(k *call, st committee.RecordEvidenceState, in EvidenceIn) question {
			q := question{act: "duty.evidence", body: in.Body}
			if st.Obligation != nil {
				k.relateDuty(&q, *st.Obligation)
			}
			return q
		},
		decide: func(k *call, st committee.RecordEvidenceState, in EvidenceIn) ([]committee.Event, error) {
			return committee.RecordEvidence(st, committee.RecordEvidenceIn{
				Body: in.Body, Rule: in.Rule, Due: in.Due, Kind: in.Kind, Ref: in.Ref, Note: string(in.Note), Met: in.Met,
			}, k.env)
		},
		ref: func(in EvidenceIn, _ []committee.Event) ref { return ref{"duty", in.Rule} },
	}, in)
}

// relateDuty says whether the actor answers for a duty: whoever owes it, or
// assists whoever owes it.
func (k *call) relateDuty(q *question, o charter.Obligation) {
	list, err := k.in(q.body)
	if err != nil {
		return
	}
	for i := range list {
		for _, who := range o.Who {
			if string(list[i].Role) == who || (who == "body" && list[i].Role == "head") {
				q.relation.Lead, q.relation.Standing = true, &list[i]
				return
			}
		}
	}
}
