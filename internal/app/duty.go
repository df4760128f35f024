package app

import (
	"context"
	"slices"

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
			if st.Obligation, err = a.instance(tx, in); err != nil {
				return st, err
			}
			all, err := tx.Evidence(in.Body, in.Due, max(in.Due, noDay))
			if err != nil {
				return st, err
			}
			for _, e := range all {
				if e.Rule == in.Rule && e.Due == in.Due {
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
				k.relateNotice(&q, *st.Obligation)
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

// instance finds the duty that evidence is about: the one due on the day, or,
// where no day is given, the standing one of the day on which it was met; nil
// when the text of that day owes none such.
func (a *App) instance(tx *store.Tx, in EvidenceIn) (*charter.Obligation, error) {
	if o, err := a.lawInstance(tx, in); err != nil || o != nil {
		return o, err
	}
	reg, err := a.regulation(tx, in.Body, dayOr(in.Due, in.Met))
	if err != nil || reg == nil {
		return nil, err
	}
	owed := ongoing(reg, in.Met)
	if in.Due != 0 {
		body, err := needBody(tx, in.Body)
		if err != nil {
			return nil, err
		}
		events, err := a.eventFacts(tx, in.Body, body, reg, in.Due)
		if err != nil {
			return nil, err
		}
		owed = reg.Due(in.Due, in.Due, events, a.isWorkday)
	}
	for _, o := range owed {
		if o.Rule == in.Rule && o.Due.To == in.Due {
			return &o, nil
		}
	}
	return nil, nil
}

// noDay ends a range of due days that begins with zero and takes in the evidence of
// duties without a day alone: a range that ends with zero is open.
const noDay charter.Date = 1

// ongoing gives the duties of a text that have no day of their own: standing
// ones, those on demand, and those whose day the text leaves open.
func ongoing(reg *charter.Regulation, on charter.Date) []charter.Obligation {
	var out []charter.Obligation
	for _, r := range reg.Rules(on) {
		d, ok := r.Rule.Spec.(charter.DutySpec)
		if !ok || (d.Due.Kind != charter.DueOngoing && d.Due.Kind != charter.DueOnDemand && d.Due.Kind != charter.DueUnstated) {
			continue
		}
		o := charter.Obligation{Rule: r.Rule.ID, Kind: charter.KindDuty, What: d.Duty, Clauses: []charter.Cite{r.Cite}}
		for _, h := range d.Who.Any {
			o.Who = append(o.Who, string(h.Role))
		}
		out = append(out, o)
	}
	return out
}

// relateDuty says whether the actor answers for a duty: whoever owes it, or
// assists whoever owes it.
func (k *call) relateDuty(q *question, o charter.Obligation) {
	list, err := k.in(q.body)
	if err != nil {
		return
	}
	for i := range list {
		owes := []charter.Role{list[i].Role}
		if k.reg != nil && list[i].Kind == committee.BySeat && list[i].In == "" {
			owes = rolesOf(k.reg, &committee.Seat{Role: list[i].Role}, k.on)
		}
		for _, who := range o.Who {
			if slices.Contains(owes, charter.Role(who)) || (who == "body" && list[i].Role == "head") {
				q.relation.Lead, q.relation.Standing = true, &list[i]
				return
			}
		}
	}
}
