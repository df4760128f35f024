package app

import (
	"context"
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// plansMeeting asks for planning a meeting: the power of that name where the charter
// has it, else that to convene such a meeting.
func (k *call) plansMeeting(act charter.Act, body committee.BodyKey, in string, kind committee.MeetingKind) question {
	q := question{name: act, act: committee.ActPlan, body: body, in: in}
	if k.reg != nil && k.reg.May(charter.Question{Act: q.act, On: k.on, Facts: q.factsFor(k, nil)}).Reason == charter.ReasonUnstated {
		if q.act = conveneActs[kind]; q.act == "" {
			q.act = conveneActs[committee.Regular]
		}
	}
	return q
}

// ForeseeMeeting plans a meeting of which the date is known by a part alone, as "at
// the end of September", or changes what is known of it (dự kiến họp).
func (a *App) ForeseeMeeting(ctx context.Context, by Actor, in ForeseeIn) (Receipt, error) {
	return do(ctx, a, by, command[ForeseeIn, committee.ForeseeState]{
		bodies: ofBody(func(in ForeseeIn) committee.BodyKey { return in.Body }),
		load: func(tx *store.Tx, k *call, in ForeseeIn) (st committee.ForeseeState, err error) {
			if st.Body, err = some(in.Body, tx.Body); err != nil {
				return st, err
			}
			if k.reg != nil {
				for _, l := range k.reg.Links(k.on) {
					st.Parts = append(st.Parts, l.Key)
				}
				for _, s := range k.reg.Series(k.on) {
					st.Series = append(st.Series, s.Spec.Series)
				}
			}
			if in.Source != "" {
				if m, err := a.meetingFor(tx, k.view, in.Source); err != nil || m.Body != in.Body {
					return st, orMissing(err, committee.Missing("meeting.unknown", string(in.Source)))
				}
			}
			st.Old, err = some(in.ID, tx.Foreseen)
			return st, err
		},
		ask: func(k *call, _ committee.ForeseeState, in ForeseeIn) question {
			return k.plansMeeting(committee.ActPlan, in.Body, in.In, in.Kind)
		},
		decide: func(k *call, st committee.ForeseeState, in ForeseeIn) ([]committee.Event, error) {
			return committee.ForeseeMeeting(st, committee.ForeseeMeetingIn{
				ID: in.ID, Body: in.Body, In: in.In, Kind: in.Kind, Series: in.Series, Title: string(in.Title), Note: string(in.Note),
				Date: charter.Approx{From: in.From, To: in.To}, By: k.seat(), Source: in.Source,
			}, k.env)
		},
		ref: func(_ ForeseeIn, ev []committee.Event) ref {
			return ref{"foreseen", madeID(ev, func(e committee.MeetingForeseen) committee.MeetingID { return e.ID })}
		},
	}, in)
}

// DropForeseen gives up a meeting that was foreseen, with the reason.
func (a *App) DropForeseen(ctx context.Context, by Actor, in DropForeseenIn) (Receipt, error) {
	return do(ctx, a, by, command[DropForeseenIn, *committee.Foreseen]{
		bodies: locks[DropForeseenIn]{find: func(tx *store.Tx, in DropForeseenIn) ([]committee.BodyKey, error) {
			f, err := some(in.ID, tx.Foreseen)
			if err != nil || f == nil {
				return nil, orMissing(err, committee.Missing("foreseen.unknown", string(in.ID)))
			}
			return []committee.BodyKey{f.Body}, nil
		}},
		load: func(tx *store.Tx, _ *call, in DropForeseenIn) (*committee.Foreseen, error) {
			return some(in.ID, tx.Foreseen)
		},
		ask: func(k *call, st *committee.Foreseen, _ DropForeseenIn) question {
			return k.plansMeeting(committee.ActDrop, st.Body, st.In, st.Kind)
		},
		decide: func(k *call, st *committee.Foreseen, in DropForeseenIn) ([]committee.Event, error) {
			return committee.DropForeseen(st, committee.DropForeseenIn{ID: in.ID, Reason: string(in.Reason)}, k.env)
		},
		ref: func(in DropForeseenIn, _ []committee.Event) ref { return ref{"foreseen", string(in.ID)} },
	}, in)
}

// Foreseen lists the meetings of a body of which the date is known by a part alone,
// open ones first, for those who read its register.
func (a *App) Foreseen(ctx context.Context, by Actor, body committee.BodyKey) (out []ForeseenLine, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		ok, err := v.maySeeRegister(body)
		if err != nil || !ok {
			return err
		}
		out, err = a.foreseenLines(tx, v, []committee.BodyKey{body}, 0, forever, false)
		slices.SortStableFunc(out, func(x, y ForeseenLine) int {
			switch {
			case x.Open() == y.Open():
				return 0
			case x.Open():
				return -1
			}
			return 1
		})
		return err
	})
	return out, err
}

// forever is a day after all that is planned.
const forever charter.Date = 1 << 30

// foreseenFor gives the open foreseen meetings that touch two days, of the bodies in
// which the reader acts, or of the one asked for.
func (a *App) foreseenFor(tx *store.Tx, v *view, w *store.Viewer, body committee.BodyKey, from, to charter.Date) ([]ForeseenLine, error) {
	bodies := w.Bodies
	if body != "" {
		ok, err := v.maySeeRegister(body)
		if err != nil || !ok {
			return nil, err
		}
		bodies = []committee.BodyKey{body}
	}
	return a.foreseenLines(tx, v, bodies, from, to, true)
}

// foreseenLines words the foreseen meetings of some bodies whose part of a date
// touches two days; only open ones, when that is asked.
func (a *App) foreseenLines(tx *store.Tx, v *view, bodies []committee.BodyKey, from, to charter.Date, open bool) (out []ForeseenLine, err error) {
	if len(bodies) == 0 {
		return nil, nil
	}
	list, err := tx.ForeseenMeetings(bodies, from, to)
	if err != nil {
		return nil, err
	}
	names, err := bodyNames(tx)
	if err != nil {
		return nil, err
	}
	for _, f := range list {
		if open && !f.Open() {
			continue
		}
		l := ForeseenLine{Foreseen: f, BodyName: names[f.Body]}
		if l.Proposer, err = a.seatName(tx, f.By, a.dayOf(tx, f.At)); err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	return out, nil
}
