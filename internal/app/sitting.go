package app

import (
	"context"
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// seatedAct is the state of an act of one seat in a running sitting.
type seatedAct struct {
	committee.SittingNow
	seat committee.SeatID
	own  *committee.Standing // nil: the seat is somebody else's
}

// sittingNow loads a meeting that the actor may see, with what is on record of
// its running.
func (a *App) sittingNow(tx *store.Tx, k *call, id committee.MeetingID) (st committee.SittingNow, err error) {
	if _, err = a.meetingFor(tx, k.view, id); err != nil {
		return st, err
	}
	if st.MeetingNow, err = meetingNow(tx, k, id); err != nil {
		return st, err
	}
	seen := k.view.seen(*st.Meeting) // an item that the actor does not see does not exist
	st.Meeting = &seen
	st.Sitting, err = tx.Sitting(id)
	return st, err
}

// ownSeat finds the seat in which the actor sits in a meeting: the one chosen or
// named, else the first that is called or belongs to the part that meets. Nobody
// sits in the seat of a leader whom they assist.
func (v *view) ownSeat(m committee.Meeting, named committee.SeatID) *committee.Standing {
	list, err := v.in(m.Body)
	if err != nil || v.entered != 0 {
		return nil
	}
	var home *committee.Standing
	for i, s := range list {
		seat := committee.SeatID(s.ID)
		switch c := v.by.Capacity; {
		case s.Kind != committee.BySeat || s.OnBehalf, c != nil && s.Capacity != *c:
		case named != "" && seat != named:
		case named == seat || called(m, seat):
			return &list[i]
		case s.In == m.In && home == nil:
			home = &list[i]
		}
	}
	return home
}

// called reports whether a seat stands on a meeting's list.
func called(m committee.Meeting, seat committee.SeatID) bool {
	for _, x := range m.Invitees {
		if x.Seat == seat {
			return true
		}
	}
	return false
}

// ended says of a seat when it ended and by which decision; nil while it lives.
func (k *call) ended(id committee.SeatID) (*committee.Fault, error) {
	seat, err := some(id, k.tx.Seat)
	if err != nil || seat == nil || seat.To == 0 || seat.To >= k.on {
		return nil, err
	}
	by, err := some(seat.Closed, k.tx.Decision)
	if err != nil {
		return nil, err
	}
	f := &committee.Fault{Kind: committee.Refused, Code: "sitting.seat-ended", Field: "seat", Body: seat.Body, Args: []string{seat.Name(), seat.To.String(), ""}}
	if by != nil {
		f.Args[2] = by.Number
	}
	if k.reg != nil {
		v := k.reg.Verdict("attendance", k.on, []charter.Fact{{Key: "role", Value: string(seat.Role)}}, k.a.isWorkday)
		f.Verdict = &v
	}
	return f, nil
}

// steers asks for an act of steering a sitting: whoever presides and who assists
// there. Who was lent a chair that has been given back is told by the charter who
// may preside.
func (k *call) steers(act charter.Act, m committee.Meeting) question {
	q := question{act: act, body: m.Body, in: m.In, chair: m.Chair, meeting: m.ID}
	k.relateMeeting(&q, m)
	s := k.standingOf(m.Body, m.Chair)
	if s != nil && !q.relation.Chair && !q.relation.AssistsChair && !k.presides(s, q) {
		return question{name: act, act: "meeting.chair", body: m.Body, in: m.In, meeting: m.ID, sits: q.sits}
	}
	return q
}

// attends asks for an act of one seat: its own, or one entered by those who steer.
func (k *call) attends(act charter.Act, st seatedAct) question {
	if st.own == nil {
		return k.steers(act, *st.Meeting)
	}
	q := question{act: act, body: st.Meeting.Body, in: st.Meeting.In, chair: st.Meeting.Chair, meeting: st.Meeting.ID}
	q.relation.Attends, q.relation.Standing = true, st.own
	return q
}

// seatedCommand is the part that the acts of one seat share. Own says that nobody
// else can do them.
func seatedCommand[In any](a *App, act charter.Act, own bool, of func(In) SittingSeatIn,
	decide func(k *call, st seatedAct, in In) ([]committee.Event, error),
) command[In, seatedAct] {
	return command[In, seatedAct]{
		bodies: locks[In]{find: func(tx *store.Tx, in In) ([]committee.BodyKey, error) { return bodyOfMeeting(tx, of(in).Meeting) }},
		load: func(tx *store.Tx, k *call, in In) (st seatedAct, err error) {
			if st.SittingNow, err = a.sittingNow(tx, k, of(in).Meeting); err != nil {
				return st, err
			}
			if st.own = k.ownSeat(*st.Meeting, of(in).Seat); st.own != nil {
				st.seat = committee.SeatID(st.own.ID)
				return st, nil
			}
			st.seat = of(in).Seat
			f, err := k.ended(st.seat)
			if err != nil {
				return st, err
			}
			switch {
			case f != nil:
				return st, f
			case st.seat != "" && !slices.ContainsFunc(st.Seats, func(s committee.Seat) bool { return s.ID == st.seat }):
				return st, committee.Wrong("seat", "seat.not-on-roster", string(st.seat))
			}
			if st.seat == "" && k.entered != 0 { // the own seat of the past: nobody enters for oneself
				return st, notEntered(question{act: act, body: st.Meeting.Body})
			}
			if st.seat == "" || own {
				return st, &committee.Fault{Kind: committee.Refused, Code: "sitting.no-seat", Field: "seat", Body: st.Meeting.Body}
			}
			return st, nil
		},
		ask:    func(k *call, st seatedAct, _ In) question { return k.attends(act, st) },
		decide: decide,
		ref:    func(in In, _ []committee.Event) ref { return ref{"meeting", string(of(in).Meeting)} },
	}
}

// Arrive says that a seat is there (đến dự): its holder by a tap, or whoever keeps
// the list.
func (a *App) Arrive(ctx context.Context, by Actor, in ArriveIn) (Receipt, error) {
	return do(ctx, a, by, seatedCommand(a, "presence.arrive", false, func(in ArriveIn) SittingSeatIn { return SittingSeatIn{in.Meeting, in.Seat} },
		func(k *call, st seatedAct, in ArriveIn) ([]committee.Event, error) {
			if st.own != nil && in.How == "substitute" {
				return nil, committee.Wrong("how", "presence.own-substitute")
			}
			if in.Code != "" {
				if err := a.shown(k.by.Office, in.Meeting, in.Code, k.env.Entered); err != nil {
					return nil, err
				}
			}
			return committee.Arrive(st.SittingNow, committee.ArriveIn{Meeting: in.Meeting, Seat: st.seat, How: in.How}, k.env)
		}), in)
}

// Depart says that a seat leaves (rời phiên họp).
func (a *App) Depart(ctx context.Context, by Actor, in SittingSeatIn) (Receipt, error) {
	return do(ctx, a, by, seatedCommand(a, "presence.leave", false, sameSeat,
		func(k *call, st seatedAct, in SittingSeatIn) ([]committee.Event, error) {
			return committee.Depart(st.SittingNow, committee.DepartIn{Meeting: in.Meeting, Seat: st.seat}, k.env)
		}), in)
}

func sameSeat(in SittingSeatIn) SittingSeatIn { return in }

// AskFloor asks for the floor (đề nghị phát biểu).
func (a *App) AskFloor(ctx context.Context, by Actor, in SittingSeatIn) (Receipt, error) {
	return do(ctx, a, by, seatedCommand(a, "floor.ask", false, sameSeat, onFloor(committee.AskFloor)), in)
}

// EndFloor ends a speech or takes a request back (thôi phát biểu).
func (a *App) EndFloor(ctx context.Context, by Actor, in SittingSeatIn) (Receipt, error) {
	return do(ctx, a, by, seatedCommand(a, "floor.end", false, sameSeat, onFloor(committee.EndFloor)), in)
}

// GiveFloor gives a seat the floor (mời phát biểu), by whoever presides or who
// assists there.
func (a *App) GiveFloor(ctx context.Context, by Actor, in SittingSeatIn) (Receipt, error) {
	c := seatedCommand(a, "floor.give", false, sameSeat, onFloor(committee.GiveFloor))
	c.ask = func(k *call, st seatedAct, _ SittingSeatIn) question { return k.steers("floor.give", *st.Meeting) }
	return do(ctx, a, by, c, in)
}

// onFloor decides about the floor for the seat that was settled.
func onFloor(decide func(committee.SittingNow, committee.FloorIn, committee.Env) ([]committee.Event, error)) func(*call, seatedAct, SittingSeatIn) ([]committee.Event, error) {
	return func(k *call, st seatedAct, in SittingSeatIn) ([]committee.Event, error) {
		return decide(st.SittingNow, committee.FloorIn{Meeting: in.Meeting, Seat: st.seat}, k.env)
	}
}

// StatePrior keeps what a member says on an item beforehand (ý kiến trước). It is
// the member's own word: nobody enters it for another.
func (a *App) StatePrior(ctx context.Context, by Actor, in PriorIn) (Receipt, error) {
	return do(ctx, a, by, seatedCommand(a, "prior.state", true, func(in PriorIn) SittingSeatIn { return SittingSeatIn{in.Meeting, in.Seat} },
		func(k *call, st seatedAct, in PriorIn) ([]committee.Event, error) {
			return committee.StatePrior(st.SittingNow, committee.StatePriorIn{Meeting: in.Meeting, Item: in.Item, Seat: st.seat, Say: in.Say, Filled: in.Filled.claim()}, k.env)
		}), in)
}

// TakeUp puts an item in hand (vào nội dung), or none.
func (a *App) TakeUp(ctx context.Context, by Actor, in TakeUpIn) (Receipt, error) {
	return do(ctx, a, by, command[TakeUpIn, committee.SittingNow]{
		bodies: locks[TakeUpIn]{find: func(tx *store.Tx, in TakeUpIn) ([]committee.BodyKey, error) { return bodyOfMeeting(tx, in.Meeting) }},
		load: func(tx *store.Tx, k *call, in TakeUpIn) (committee.SittingNow, error) {
			return a.sittingNow(tx, k, in.Meeting)
		},
		ask: func(k *call, st committee.SittingNow, in TakeUpIn) question {
			if in.Item == "" {
				return k.steers("item.leave", *st.Meeting)
			}
			return k.steers("item.take-up", *st.Meeting)
		},
		decide: func(k *call, st committee.SittingNow, in TakeUpIn) ([]committee.Event, error) {
			return committee.TakeUp(st, committee.TakeUpIn{Meeting: in.Meeting, Item: in.Item}, k.env)
		},
		ref: func(in TakeUpIn, _ []committee.Event) ref { return ref{"meeting", string(in.Meeting)} },
	}, in)
}
