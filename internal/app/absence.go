package app

import (
	"context"
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// RuleAbsence gives the leave that an absence needs, or refuses it, by whoever the
// charter names (cho phép vắng họp); others are refused with that clause. See
// docs/decisions/0033-leave-for-an-absence.md.
func (a *App) RuleAbsence(ctx context.Context, by Actor, in RuleAbsenceIn) (Receipt, error) {
	return do(ctx, a, by, command[RuleAbsenceIn, attending]{
		bodies: locks[RuleAbsenceIn]{find: func(tx *store.Tx, in RuleAbsenceIn) ([]committee.BodyKey, error) {
			return bodyOfMeeting(tx, in.Meeting)
		}},
		load: func(tx *store.Tx, k *call, in RuleAbsenceIn) (attending, error) {
			return a.loadAttending(tx, k, in.Meeting, PartyIn{Seat: in.Seat}, false)
		},
		ask: func(k *call, st attending, in RuleAbsenceIn) question {
			q := k.ofMeeting(committee.ActLeave, *st.Meeting)
			// Whose leave nobody needs is told so, and who is not asked by which clause.
			q.relation.Permits, q.relation.Standing = true, k.permits(*st.Meeting, st.Rule, in.Seat)
			return q
		},
		also: func(k *call, st attending, in RuleAbsenceIn) *committee.Fault {
			w, err := k.viewer()
			if err != nil {
				return committee.Missing("meeting.unknown", string(in.Meeting))
			}
			if level, err := k.tx.CanSee(w, "meeting", string(in.Meeting)); err != nil || level == 0 && !k.keeper {
				return committee.Missing("meeting.unknown", string(in.Meeting))
			}
			if st.Rule == nil || len(st.Rule.LeaveOf) == 0 || k.permits(*st.Meeting, st.Rule, in.Seat) != nil {
				return nil
			}
			return k.notAsked(*st.Meeting, st)
		},
		decide: func(k *call, st attending, in RuleAbsenceIn) ([]committee.Event, error) {
			return committee.RuleAbsence(st.AnsweringState, committee.RuleAbsenceIn{
				Meeting: in.Meeting, Seat: in.Seat, Granted: in.Granted, Reason: string(in.Reason), Revision: in.Revision, Person: k.by.Person,
			}, k.env)
		},
		sight: leaveLetters,
		ref:   func(in RuleAbsenceIn, _ []committee.Event) ref { return ref{"meeting", string(in.Meeting)} },
	}, in)
}

// permits is the capacity in which the reader gives the leave that a charter asks for
// the absence of a seat; nil: the reader does not. Nobody gives it for the own absence.
func (v *view) permits(m committee.Meeting, rule *committee.AttendanceRule, seat committee.SeatID) *committee.Standing {
	if rule == nil || v.standingOf(m.Body, seat) != nil {
		return nil
	}
	list, err := v.in(m.Body)
	if err != nil {
		return nil
	}
	i := slices.IndexFunc(list, func(s committee.Standing) bool { return hasRole(m, s, rule.LeaveOf) })
	if i < 0 {
		return nil
	}
	return &list[i]
}

// notAsked refuses to rule on an absence to who is not named, with the clause that
// names others, and them.
func (k *call) notAsked(m committee.Meeting, st attending) *committee.Fault {
	r := charter.Ruling{Reason: charter.ReasonNotHolder, Clauses: st.Rule.Verdict.Clauses, WhoCould: st.Rule.LeaveOf}
	f := &committee.Fault{Kind: committee.Refused, Code: "absence.not-yours", Field: "seat", Body: m.Body, Ruling: &r}
	var holders []string
	for _, id := range told(m, st.Seats, st.Rule.LeaveOf) {
		if name, err := k.a.seatName(k.tx, id, k.on); err == nil {
			holders = append(holders, name)
		}
	}
	for _, role := range st.Rule.LeaveOf {
		f.Could = append(f.Could, committee.Could{Role: role, Title: st.Rule.Titles[role], Holders: holders})
	}
	return f
}
