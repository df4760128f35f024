package app

import (
	"context"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// reviseState loads what changing a conclusion needs: what concluding on its item
// needs, and the task that it gave out.
func (a *App) reviseState(tx *store.Tx, k *call, id committee.MeetingID, of committee.ConclusionID, seen int64, given committee.Given) (st committee.ReviseState, err error) {
	if st.MeetingNow, err = meetingNow(tx, k, id); err != nil {
		return st, err
	}
	old, item, ok := conclusionOf(*st.Meeting, of)
	if !ok {
		return st, committee.Missing("conclusion.unknown", string(of))
	}
	if err := k.onItem(*st.Meeting, item.ID); err != nil {
		return st, committee.Missing("conclusion.unknown", string(of))
	}
	sitting, err := tx.Sitting(id)
	if err != nil {
		return st, err
	}
	if st.Changed, err = beyondPresses(tx, *st.Meeting, seen, st.Changed); err != nil {
		return st, err
	}
	rule := a.itemRule(k, *st.Meeting, sitting, item, st.Seats)
	st.Mode, st.Deciders, st.Tally = rule.Mode, rule.Deciders, rule.Tally
	if st.Task, err = some(old.Task, tx.Task); err != nil {
		return st, err
	}
	st.Assign, err = assignState(tx, k, st.Meeting.Body, given.Lead, given.Person, given.Coordinators)
	return st, err
}

// conclusionOf finds a conclusion of a meeting with the item on which it stands.
func conclusionOf(m committee.Meeting, id committee.ConclusionID) (committee.Conclusion, committee.Item, bool) {
	for _, x := range m.Agenda {
		for _, c := range x.Conclusions {
			if c.ID == id {
				return c, x, true
			}
		}
	}
	return committee.Conclusion{}, committee.Item{}, false
}

// onConclusion asks for an act on a conclusion: whoever may conclude on its item may
// say it anew and take it back.
func (k *call) onConclusion(m committee.Meeting, id committee.ConclusionID, name charter.Act, reach string) question {
	_, item, _ := conclusionOf(m, id)
	q := k.concludes(m, item.ID, reach)
	q.name = name
	return q
}

// decided adds whom the charter has just allowed to conclude to the deciders.
func (k *call) decided(st *committee.ReviseState) {
	if k.capa != nil && k.capa.Role != "" {
		st.Deciders = append(st.Deciders, k.capa.Role)
	}
}

// ReviseConclusion says anew what was concluded: in place of what stood there while
// the meeting lasts (sửa), as a correction afterwards (đính chính).
func (a *App) ReviseConclusion(ctx context.Context, by Actor, in ReviseIn) (Receipt, error) {
	return do(ctx, a, by, command[ReviseIn, committee.ReviseState]{
		bodies: locks[ReviseIn]{find: func(tx *store.Tx, in ReviseIn) ([]committee.BodyKey, error) { return bodyOfMeeting(tx, in.Meeting) }},
		load: func(tx *store.Tx, k *call, in ReviseIn) (committee.ReviseState, error) {
			return a.reviseState(tx, k, in.Meeting, in.Conclusion, in.Seen, committee.Given{Lead: in.Lead, Person: in.Person, Coordinators: in.Coordinators})
		},
		ask: func(k *call, st committee.ReviseState, in ReviseIn) question {
			name := charter.Act("conclusion.revise")
			if st.Meeting.State == committee.Concluded {
				name = "conclusion.correct"
			}
			return k.onConclusion(*st.Meeting, in.Conclusion, name, in.Reach)
		},
		decide: func(k *call, st committee.ReviseState, in ReviseIn) ([]committee.Event, error) {
			k.decided(&st)
			return committee.ReviseConclusion(st, committee.ReviseIn{
				Conclusion: in.Conclusion, Reason: string(in.Reason),
				ConcludeIn: committee.ConcludeIn{
					Meeting: in.Meeting, Text: string(in.Text), Work: string(in.Work), Side: in.Side, By: k.seat(), Title: string(in.Title),
					Lead: in.Lead, Accountable: in.Accountable, Person: in.Person, Coordinators: in.Coordinators, Due: in.Due, Seen: in.Seen,
				},
			}, k.env)
		},
		ref:   func(in ReviseIn, _ []committee.Event) ref { return ref{"meeting", string(in.Meeting)} },
		sight: taskSight,
	}, in)
}

// WithdrawConclusion takes a conclusion back while the meeting lasts, with the task
// that it gave out (rút kết luận).
func (a *App) WithdrawConclusion(ctx context.Context, by Actor, in WithdrawConclusionIn) (Receipt, error) {
	return do(ctx, a, by, command[WithdrawConclusionIn, committee.ReviseState]{
		bodies: locks[WithdrawConclusionIn]{find: func(tx *store.Tx, in WithdrawConclusionIn) ([]committee.BodyKey, error) {
			return bodyOfMeeting(tx, in.Meeting)
		}},
		load: func(tx *store.Tx, k *call, in WithdrawConclusionIn) (committee.ReviseState, error) {
			return a.reviseState(tx, k, in.Meeting, in.Conclusion, in.Seen, committee.Given{})
		},
		ask: func(k *call, st committee.ReviseState, in WithdrawConclusionIn) question {
			return k.onConclusion(*st.Meeting, in.Conclusion, "conclusion.withdraw", in.Reach)
		},
		decide: func(k *call, st committee.ReviseState, in WithdrawConclusionIn) ([]committee.Event, error) {
			k.decided(&st)
			return committee.WithdrawConclusion(st, committee.WithdrawConclusionIn{
				Meeting: in.Meeting, Conclusion: in.Conclusion, By: k.seat(), Seen: in.Seen,
			}, k.env)
		},
		ref:   func(in WithdrawConclusionIn, _ []committee.Event) ref { return ref{"meeting", string(in.Meeting)} },
		sight: taskSight,
	}, in)
}

// SettleConclusion fills what a conclusion left open, then or later: who carries it
// out, by when (giao việc của kết luận). It gives out work, so it is for whoever may
// give work out.
func (a *App) SettleConclusion(ctx context.Context, by Actor, in SettleIn) (Receipt, error) {
	return do(ctx, a, by, command[SettleIn, committee.ReviseState]{
		bodies: locks[SettleIn]{find: func(tx *store.Tx, in SettleIn) ([]committee.BodyKey, error) { return bodyOfMeeting(tx, in.Meeting) }},
		load: func(tx *store.Tx, k *call, in SettleIn) (committee.ReviseState, error) {
			return a.reviseState(tx, k, in.Meeting, in.Conclusion, in.Seen, committee.Given{Lead: in.Lead, Person: in.Person, Coordinators: in.Coordinators})
		},
		ask: func(k *call, st committee.ReviseState, in SettleIn) question {
			return k.settles(*st.Meeting, in.Reach)
		},
		decide: func(k *call, st committee.ReviseState, in SettleIn) ([]committee.Event, error) {
			return committee.SettleConclusion(st, committee.SettleIn{
				Meeting: in.Meeting, Conclusion: in.Conclusion, Lead: in.Lead, Accountable: in.Accountable, Person: in.Person,
				Coordinators: in.Coordinators, Due: in.Due, By: k.seat(), Seen: in.Seen,
			}, k.env)
		},
		ref:   func(in SettleIn, _ []committee.Event) ref { return ref{"meeting", string(in.Meeting)} },
		sight: taskSight,
	}, in)
}

// settles asks for giving out the work of a conclusion.
func (k *call) settles(m committee.Meeting, reach string) question {
	q := question{act: "task.assign", name: "conclusion.settle", body: m.Body, in: m.In, chair: m.Chair, meeting: m.ID, facts: circumstances(false, reach)}
	k.relateMeeting(&q, m)
	return q
}

// OpenConclusion is a conclusion that leaves open who carries it out, or by when.
type OpenConclusion struct {
	Meeting    MeetingLine
	Item       string // its title; empty: the meeting as a whole
	Conclusion committee.Conclusion
	Settles    bool // the reader may settle it
}

// OpenConclusions lists what the conclusions of a body leave open, of those meetings
// and items that the reader sees, the newest meeting first.
func (a *App) OpenConclusions(ctx context.Context, by Actor, key committee.BodyKey) (out []OpenConclusion, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		if _, err := needBody(tx, key); err != nil {
			return err
		}
		w, err := v.viewer()
		if err != nil {
			return err
		}
		list, err := tx.OpenConclusions(key, &w, 200)
		if err != nil {
			return err
		}
		var m committee.Meeting
		var line MeetingLine
		settles := false
		for _, o := range list {
			if o.Meeting != m.ID { // they come meeting by meeting
				if m, err = a.meetingFor(tx, v, o.Meeting); err != nil {
					return err
				}
				lines, err := a.meetingLines(tx, []committee.Meeting{m})
				if err != nil {
					return err
				}
				line, settles = lines[0], a.maySettle(v, m)
			}
			if c, item, ok := conclusionOf(m, o.ID); ok {
				out = append(out, OpenConclusion{Meeting: line, Item: item.Title, Conclusion: c, Settles: settles})
			}
		}
		return nil
	})
	return out, err
}

// maySettle reports whether the reader may settle the conclusions of a meeting.
func (a *App) maySettle(v *view, m committee.Meeting) bool {
	return a.may(v, m.Body, func(k *call) question { return k.settles(m, "") })
}

// mayRevise reports whether the reader may say the conclusions of a meeting anew.
func (a *App) mayRevise(v *view, m committee.Meeting) bool {
	if m.State != committee.Held && m.State != committee.Concluded {
		return false
	}
	return a.may(v, m.Body, func(k *call) question { return k.concludes(m, "", "") })
}

// may reports whether the reader may do what a question on a body asks, without
// looking for who else could.
func (a *App) may(v *view, body committee.BodyKey, ask func(k *call) question) bool {
	k, err := v.callOn(body)
	if err != nil {
		return false
	}
	k.brief = true
	_, fault := a.rule(k, ask(k))
	return fault == nil
}
