package app

import (
	"context"
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// Conclude writes a conclusion on one item, by the person presiding (kết luận).
// In a body that its head decides, the recorded positions are advice and the
// head may conclude against them; where the count decides, the tally must have
// passed. With a lead it becomes a task whose source it is.
func (a *App) Conclude(ctx context.Context, by Actor, in ConcludeIn) (Receipt, error) {
	return do(ctx, a, by, command[ConcludeIn, committee.ConcludeState]{
		bodies: locks[ConcludeIn]{find: func(tx *store.Tx, in ConcludeIn) ([]committee.BodyKey, error) { return bodyOfMeeting(tx, in.Meeting) }},
		load: func(tx *store.Tx, k *call, in ConcludeIn) (st committee.ConcludeState, err error) {
			if st.MeetingNow, err = meetingNow(tx, k, in.Meeting); err != nil {
				return st, err
			}
			if err := k.onItem(*st.Meeting, in.Item); err != nil {
				return st, err
			}
			sitting, err := tx.Sitting(in.Meeting)
			if err != nil {
				return st, err
			}
			if st.Changed, err = beyondPresses(tx, *st.Meeting, in.Seen, st.Changed); err != nil {
				return st, err
			}
			rule := a.itemRule(k, *st.Meeting, sitting, itemOf(*st.Meeting, in.Item), st.Seats)
			st.Mode, st.Deciders, st.Tally = rule.Mode, rule.Deciders, rule.Tally
			st.Assign, err = assignState(tx, k, st.Meeting.Body, in.Lead, in.Person, in.Coordinators)
			return st, err
		},
		ask: func(k *call, st committee.ConcludeState, in ConcludeIn) question {
			return k.concludes(*st.Meeting, in.Item, in.Reach)
		},
		decide: func(k *call, st committee.ConcludeState, in ConcludeIn) ([]committee.Event, error) {
			if k.capa != nil && k.capa.Role != "" {
				st.Deciders = append(st.Deciders, k.capa.Role) // whom the charter has just allowed to conclude
			}
			return committee.Conclude(st, committee.ConcludeIn{
				Meeting: in.Meeting, Item: in.Item, Text: string(in.Text), Work: string(in.Work), Side: in.Side, By: k.seat(), Title: string(in.Title),
				Lead: in.Lead, Accountable: in.Accountable, Person: in.Person, Coordinators: in.Coordinators, Due: in.Due, Seen: in.Seen,
			}, k.env)
		},
		ref:   func(in ConcludeIn, _ []committee.Event) ref { return ref{"meeting", string(in.Meeting)} },
		sight: taskSight,
	}, in)
}

// beyondPresses passes over those changes since a place of the body's sequence that are
// presses of the running sitting: who arrives, who asks for the floor, which item is
// taken up. They come every few seconds, and a conclusion is not written on them.
func beyondPresses(tx *store.Tx, m committee.Meeting, seen int64, last committee.Change) (committee.Change, error) {
	if seen == 0 || last.Seq <= seen {
		return last, nil
	}
	acts, err := tx.MeetingActs(m.Body, seen, liveBatch)
	if err != nil || len(acts) == liveBatch { // too long ago to be told apart
		return last, err
	}
	for _, x := range slices.Backward(acts) {
		if x.Meeting == m.ID && whatChanged(x.Name) == "meeting" {
			return changeAt(tx, m.Body, x.Seq)
		}
	}
	return committee.Change{}, nil
}

// itemOf finds an item of a meeting's agenda; a zero one when there is none.
func itemOf(m committee.Meeting, id committee.ItemID) committee.Item {
	for _, i := range m.Agenda {
		if i.ID == id {
			return i
		}
	}
	return committee.Item{}
}

// decisionFor finds the rule that decides a matter: a named matter before any,
// a sub-body's rule before the body's.
func decisionFor(reg *charter.Regulation, matter, in string, on charter.Date) (charter.DecisionSpec, charter.Cite, bool) {
	spec, r, ok := ruleFor(reg, matter, in, on, func(s charter.DecisionSpec) []string { return s.Matters })
	return spec, r.Cite, ok
}

// ruleFor finds the rule of a kind for a matter: a named matter before any, a
// sub-body's rule before the body's.
func ruleFor[S charter.Spec](reg *charter.Regulation, matter, in string, on charter.Date, matters func(S) []string) (S, charter.PlacedRule, bool) {
	var best S
	var rule charter.PlacedRule
	rank := 0
	for _, r := range reg.Rules(on) {
		spec, ok := r.Rule.Spec.(S)
		if !ok {
			continue
		}
		score := 0
		switch {
		case matter != "" && slices.Contains(matters(spec), matter):
			score = 2
		case slices.Contains(matters(spec), "any"):
			score = 1
		default:
			continue
		}
		switch {
		case len(r.Rule.In) == 0 && in != "": // the body's rule serves where the sub-body has none
		case len(r.Rule.In) == 0:
			score += 4
		case slices.Contains(r.Rule.In, in) && in != "":
			score += 8
		default:
			continue
		}
		if score > rank {
			best, rule, rank = spec, r, score
		}
	}
	return best, rule, rank > 0
}

// tallyFacts counts the positions on an item and those present. Where a vote was
// held, what it was held against at its close stands.
func tallyFacts(m committee.Meeting, item committee.Item, seats []committee.Seat) []charter.Fact {
	if item.Vote != nil && item.Vote.State == committee.VoteClosed {
		return voteFactsOf(item.Vote.Facts)
	}
	var pro, contra, other int
	for _, s := range item.Positions {
		switch s.Position {
		case committee.For:
			pro++
		case committee.Against:
			contra++
		case committee.Other:
			other++
		}
	}
	facts := []charter.Fact{
		{Key: "for", Value: itoa(pro)}, {Key: "against", Value: itoa(contra)}, {Key: "abstain", Value: itoa(other)},
	}
	if item.Kind != "" {
		facts = append(facts, charter.Fact{Key: "matter", Value: item.Kind})
	}
	return append(facts, quorumFacts(m, seats)...)
}

// quorumFacts counts who is there, by how they take part and by role, in the part
// of the body that meets.
func quorumFacts(m committee.Meeting, seats []committee.Seat) []charter.Fact {
	role := map[committee.SeatID]charter.Role{}
	members := 0
	for _, s := range seats {
		role[s.ID] = s.Role
		if s.In == m.In {
			members++
		}
	}
	facts := []charter.Fact{{Key: "members", Value: itoa(members)}, {Key: "entitled", Value: itoa(members)}}
	if m.In != "" {
		facts = append(facts, charter.Fact{Key: "in", Value: m.In})
	}
	if m.Series != "" {
		facts = append(facts, charter.Fact{Key: "series", Value: m.Series})
	}
	invited := members
	if chosen := m.Chosen(); len(chosen) > 0 {
		invited = 0
		for _, i := range chosen {
			if i.Seat != "" {
				invited++
			}
		}
	}
	var present, online, substitute int
	byRole := map[charter.Role]int{}
	known := false
	for _, i := range m.Invitees {
		if i.Seat == "" {
			continue
		}
		switch i.Present {
		case "present":
			present++
			byRole[role[i.Seat]]++
		case "online":
			present, online = present+1, online+1
			byRole[role[i.Seat]]++
		case "substitute":
			present, substitute = present+1, substitute+1
		}
		known = known || i.Present != ""
	}
	facts = append(facts, charter.Fact{Key: "invited", Value: itoa(invited)})
	if !known {
		return facts
	}
	facts = append(facts,
		charter.Fact{Key: "present", Value: itoa(present)}, charter.Fact{Key: "present.online", Value: itoa(online)},
		charter.Fact{Key: "present.substitute", Value: itoa(substitute)},
		charter.Fact{Key: "present.written", Value: "0"}, charter.Fact{Key: "present.abstention", Value: "0"})
	roles := make([]string, 0, len(byRole))
	for r := range byRole {
		roles = append(roles, string(r))
	}
	slices.Sort(roles)
	for _, r := range roles {
		facts = append(facts, charter.Fact{Key: "present." + r, Value: itoa(byRole[charter.Role(r)])})
	}
	return facts
}
