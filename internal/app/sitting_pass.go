package app

import (
	"context"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// itemRule is how the charter has an item of a meeting decided on the day, the
// count held against those who are there at that moment.
func (a *App) itemRule(k *call, m committee.Meeting, s committee.Sitting, item committee.Item, seats []committee.Seat) (rule committee.ItemRule) {
	if k.reg == nil {
		return rule
	}
	spec, _, ok := decisionFor(k.reg, item.Kind, m.In, k.on)
	if !ok {
		return rule
	}
	rule.Mode = spec.Mode
	for _, h := range spec.By.Any {
		rule.Deciders = append(rule.Deciders, h.Role)
	}
	if spec.Mode == charter.ModeVote || spec.Mode == charter.ModeConsensus {
		v := k.reg.Verdict("tally", k.on, tallyFacts(m.At(s, k.env.NotBefore(s.Last()).Now), item, seats), a.isWorkday)
		rule.Tally = &v
	}
	return rule
}

// concludes asks for the conclusion on one item of a meeting.
func (k *call) concludes(m committee.Meeting, item committee.ItemID, reach string) question {
	q := question{act: "meeting.conclude", body: m.Body, in: m.In, chair: m.Chair, meeting: m.ID, facts: circumstances(false, reach)}
	if x := itemOf(m, item); x.Kind != "" {
		q.facts = append(q.facts, charter.Fact{Key: "matter", Value: x.Kind})
	}
	k.relateMeeting(&q, m)
	return q
}

// PassItems concludes in one act on the items that nobody flags (thông qua cả
// cụm). It asks for each of them what [App.Conclude] asks.
func (a *App) PassItems(ctx context.Context, by Actor, in PassIn) (Receipt, error) {
	item := func(in PassIn, i int) committee.ItemID {
		if i < len(in.Items) {
			return in.Items[i]
		}
		return ""
	}
	return do(ctx, a, by, command[PassIn, committee.PassItemsState]{
		bodies: locks[PassIn]{find: func(tx *store.Tx, in PassIn) ([]committee.BodyKey, error) { return bodyOfMeeting(tx, in.Meeting) }},
		load: func(tx *store.Tx, k *call, in PassIn) (st committee.PassItemsState, err error) {
			if st.SittingNow, err = a.sittingNow(tx, k, in.Meeting); err != nil {
				return st, err
			}
			st.Rules = map[committee.ItemID]committee.ItemRule{}
			for _, id := range in.Items {
				st.Rules[id] = a.itemRule(k, *st.Meeting, st.Sitting, itemOf(*st.Meeting, id), st.Seats)
			}
			return st, nil
		},
		ask: func(k *call, st committee.PassItemsState, in PassIn) question {
			q := k.concludes(*st.Meeting, item(in, 0), "")
			q.name = "items.pass"
			return q
		},
		also: func(k *call, st committee.PassItemsState, in PassIn) *committee.Fault {
			for i := 1; i < len(in.Items); i++ {
				if _, f := a.ruleAs(k, k.concludes(*st.Meeting, item(in, i), ""), k.capa); f != nil {
					return f
				}
			}
			return nil
		},
		decide: func(k *call, st committee.PassItemsState, in PassIn) ([]committee.Event, error) {
			if k.capa != nil && k.capa.Role != "" { // whom the charter has just allowed to conclude
				for id, rule := range st.Rules {
					rule.Deciders = append(rule.Deciders, k.capa.Role)
					st.Rules[id] = rule
				}
			}
			return committee.PassItems(st, committee.PassItemsIn{Meeting: in.Meeting, Items: in.Items, Text: string(in.Text), By: k.seat(), Seen: in.Seen}, k.env)
		},
		ref: func(in PassIn, _ []committee.Event) ref { return ref{"meeting", string(in.Meeting)} },
	}, in)
}
