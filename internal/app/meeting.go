package app

import (
	"context"
	"strconv"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

func itoa(n int) string { return strconv.Itoa(n) }

// conveneActs says which act each kind of meeting asks for.
var conveneActs = map[committee.MeetingKind]charter.Act{
	committee.Regular:       "meeting.convene",
	committee.Extraordinary: "meeting.convene-extraordinary",
	committee.Expanded:      "meeting.convene-expanded",
	committee.Session:       "meeting.convene-session",
}

// convening is the state of [App.Convene].
type convening struct {
	committee.ConveneMeetingState
	chair    *committee.Seat
	on       charter.Date // the day of the sitting
	quarters string       // where the body works, as its text says (trụ sở); empty: not said
}

// Convene calls a meeting (triệu tập). The kind picks the act; a chair who is
// named must be one who may preside, and a list of those called asks for the
// power to choose them.
func (a *App) Convene(ctx context.Context, by Actor, in ConveneIn) (Receipt, error) {
	return do(ctx, a, by, command[ConveneIn, convening]{
		bodies: ofBody(func(in ConveneIn) committee.BodyKey { return in.Body }),
		load:   a.loadConvening,
		ask: func(k *call, st convening, in ConveneIn) question {
			act, ok := conveneActs[in.Kind]
			if !ok {
				act = conveneActs[committee.Regular]
			}
			q := question{act: act, body: in.Body, in: in.In, facts: circumstances(in.Urgent, in.Reach), chair: in.Chair, sits: st.on}
			if st.Proposal != nil {
				q.facts = append(q.facts, charter.Fact{Key: "proposed-by", Value: string(st.Proposal.Role)})
			}
			return q
		},
		also: func(k *call, st convening, in ConveneIn) *committee.Fault {
			if f := a.mayPreside(k, st.chair, in.In, "", st.on); f != nil {
				return f
			}
			if len(in.Invitees) == 0 {
				return nil
			}
			q := question{act: "meeting.choose-attendees", body: in.Body, in: in.In, chair: in.Chair, sits: st.on}
			q.relation.Convener = true
			_, f := a.ruleAs(k, q, k.capa)
			return f
		},
		decide: func(k *call, st convening, in ConveneIn) ([]committee.Event, error) {
			x := committee.ConveneMeetingIn{
				Body: in.Body, In: in.In, Kind: in.Kind, Series: in.Series, Title: string(in.Title), Start: in.Start.UTC(), End: in.End,
				Place: st.place(in), Mode: in.Mode, Chair: in.Chair, Convener: k.seat(), Proposal: in.Proposal,
				Invitees: inviteesIn(in.Invitees), Urgent: in.Urgent, Foreseen: in.Foreseen,
			}
			for _, i := range in.Agenda {
				x.Agenda = append(x.Agenda, committee.ItemIn{Title: string(i.Title), Kind: i.Kind, Lead: i.Lead})
			}
			return committee.ConveneMeeting(st.ConveneMeetingState, x, k.env)
		},
		ref: func(_ ConveneIn, ev []committee.Event) ref {
			return ref{"meeting", madeID(ev, func(e committee.MeetingConvened) committee.MeetingID { return e.ID })}
		},
		sight: meetingSight,
	}, in)
}

// place is where a meeting is held: as named, else at the body's quarters. One
// held online has no place of its own.
func (st convening) place(in ConveneIn) string {
	if in.Place == "" && in.Mode != "online" {
		return st.quarters
	}
	return string(in.Place)
}

func (a *App) loadConvening(tx *store.Tx, k *call, in ConveneIn) (st convening, err error) {
	if st.Body, err = some(in.Body, tx.Body); err != nil {
		return st, err
	}
	st.on = k.env.Day(in.Start)
	if st.Seats, err = tx.Seats(in.Body, st.on); err != nil {
		return st, err
	}
	for i := range st.Seats {
		if st.Seats[i].ID == in.Chair {
			st.chair = &st.Seats[i]
		}
	}
	if in.Chair != "" && st.chair == nil {
		return st, committee.Wrong("chair", "seat.not-on-roster", string(in.Chair))
	}
	if reg, err := a.regulation(tx, in.Body, st.on); err != nil {
		return st, err
	} else if reg != nil {
		for _, l := range reg.Links(st.on) {
			st.Parts = append(st.Parts, l.Key)
		}
		for _, s := range reg.Series(st.on) {
			st.Series = append(st.Series, s.Spec.Series)
		}
		if id, _, ok := reg.Identity(st.on); ok && !id.Quarters.Unstated() {
			st.quarters = id.Quarters.VI
		}
	}
	if st.Agencies, err = invitedAgencies(tx, in.Invitees, st.on); err != nil {
		return st, err
	}
	if st.Foreseen, err = some(in.Foreseen, tx.Foreseen); err != nil {
		return st, err
	}
	st.Proposal, err = some(in.Proposal, tx.Proposal)
	return st, err
}

// invitedAgencies reads the agencies that a list of invitees names.
func invitedAgencies(tx *store.Tx, list []InviteeIn, on charter.Date) ([]committee.Agency, error) {
	var out []committee.Agency
	for _, i := range list {
		if i.Agency == "" {
			continue
		}
		g, err := some(i.Agency, tx.Agency)
		if err != nil {
			return nil, err
		}
		if g != nil {
			out = append(out, *g)
		}
	}
	return out, nil
}

func inviteesIn(list []InviteeIn) []committee.InviteeIn {
	var out []committee.InviteeIn
	for _, i := range list {
		out = append(out, committee.InviteeIn{Seat: i.Seat, Agency: i.Agency, Name: string(i.Name)})
	}
	return out
}

// circumstances are the facts that an input itself states.
func circumstances(urgent bool, reach string) []charter.Fact {
	var facts []charter.Fact
	if urgent {
		facts = append(facts, charter.Fact{Key: "urgent", Value: "true"})
	}
	if reach != "" {
		facts = append(facts, charter.Fact{Key: "reach", Value: reach})
	}
	return facts
}

// mayPreside asks whether the seat put in the chair may preside on the day of
// the sitting: by its role, or by a power lent to it on record. A charter that
// leaves the chair open refuses nobody.
func (a *App) mayPreside(k *call, chair *committee.Seat, in string, meeting committee.MeetingID, on charter.Date) *committee.Fault {
	if chair == nil || k.reg == nil {
		return nil
	}
	s := &committee.Standing{Capacity: committee.Capacity{Kind: committee.BySeat, ID: string(chair.ID)}, Role: chair.Role, In: chair.In}
	if k.seat() == chair.ID {
		s = k.capa
	}
	q := question{body: chair.Body, in: in, meeting: meeting, lentTo: chair.ID}
	ok, r := k.chairs(s, &q, on)
	if ok {
		return nil
	}
	f := a.refused(k, q, r)
	f.Field = "chair"
	return f
}

// chairs rules whether a seat may preside on a day.
func (k *call) chairs(s *committee.Standing, q *question, on charter.Date) (bool, charter.Ruling) {
	q.act, q.chair, q.lentOn = "meeting.chair", "", on
	r := k.reg.May(charter.Question{Roles: []charter.Role{s.Role}, Act: q.act, On: on, Facts: q.factsFor(k, s)})
	return r.Allowed || r.Reason == charter.ReasonUnstated, r
}

// presides reports whether a seat that was put in the chair may preside still:
// a chair that was lent is given back when the loan ends or is taken back, be it
// in the midst of a sitting. Before the sitting its day counts, then today.
func (k *call) presides(s *committee.Standing, q question) bool {
	if k.reg == nil || s == nil {
		return true
	}
	ok, _ := k.chairs(s, &question{body: q.body, in: q.in, meeting: q.meeting}, max(k.on, q.sits))
	return ok
}

// ProposeMeeting asks for a meeting (đề nghị họp); it convenes nothing.
func (a *App) ProposeMeeting(ctx context.Context, by Actor, in ProposeIn) (Receipt, error) {
	return do(ctx, a, by, command[ProposeIn, committee.ProposeMeetingState]{
		bodies: ofBody(func(in ProposeIn) committee.BodyKey { return in.Body }),
		load: func(tx *store.Tx, k *call, in ProposeIn) (st committee.ProposeMeetingState, err error) {
			if st.Body, err = some(in.Body, tx.Body); err != nil {
				return st, err
			}
			if k.reg != nil {
				for _, l := range k.reg.Links(k.on) {
					st.Parts = append(st.Parts, l.Key)
				}
			}
			return st, nil
		},
		ask: func(_ *call, _ committee.ProposeMeetingState, in ProposeIn) question {
			return question{act: "meeting.propose", body: in.Body, in: in.In, facts: circumstances(false, in.Reach)}
		},
		decide: func(k *call, st committee.ProposeMeetingState, in ProposeIn) ([]committee.Event, error) {
			by := k.seat()
			var err error
			if st.By, err = some(by, k.tx.Seat); err != nil {
				return nil, err
			}
			all, err := k.tx.Proposals(in.Body)
			if err != nil {
				return nil, err
			}
			for _, p := range all {
				if p.By == by && p.Answered == "" {
					st.Open = append(st.Open, p)
				}
			}
			return committee.ProposeMeeting(st, committee.ProposeMeetingIn{Body: in.Body, In: in.In, Kind: in.Kind, By: by, Reason: string(in.Reason)}, k.env)
		},
		ref: func(_ ProposeIn, ev []committee.Event) ref {
			return ref{"proposal", madeID(ev, func(e committee.MeetingProposed) committee.MeetingID { return e.ID })}
		},
	}, in)
}

// meetingCommand is the part that every act on one meeting shares.
func meetingCommand[In any](a *App, id func(In) committee.MeetingID, ask func(k *call, m committee.Meeting, in In) question,
	decide func(k *call, st committee.MeetingNow, in In) ([]committee.Event, error), agencies func(In) []InviteeIn,
) command[In, committee.MeetingNow] {
	return command[In, committee.MeetingNow]{
		bodies: locks[In]{find: func(tx *store.Tx, in In) ([]committee.BodyKey, error) { return bodyOfMeeting(tx, id(in)) }},
		load: func(tx *store.Tx, k *call, in In) (committee.MeetingNow, error) {
			st, err := meetingNow(tx, k, id(in))
			if err == nil && agencies != nil {
				st.Agencies, err = invitedAgencies(tx, agencies(in), k.on)
			}
			return st, err
		},
		ask: func(k *call, st committee.MeetingNow, in In) question {
			q := ask(k, *st.Meeting, in)
			q.body, q.in, q.chair, q.meeting = st.Meeting.Body, st.Meeting.In, st.Meeting.Chair, st.Meeting.ID
			k.relateMeeting(&q, *st.Meeting)
			return q
		},
		decide: decide,
		ref:    func(in In, _ []committee.Event) ref { return ref{"meeting", string(id(in))} },
	}
}

func bodyOfMeeting(tx *store.Tx, id committee.MeetingID) ([]committee.BodyKey, error) {
	m, ok, err := tx.Meeting(id)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, committee.Missing("meeting.unknown", string(id))
	}
	return []committee.BodyKey{m.Body}, nil
}

// meetingNow loads a meeting with the roster of its day.
func meetingNow(tx *store.Tx, k *call, id committee.MeetingID) (st committee.MeetingNow, err error) {
	if st.Meeting, err = some(id, tx.Meeting); err != nil || st.Meeting == nil {
		if err == nil {
			err = committee.Missing("meeting.unknown", string(id))
		}
		return st, err
	}
	if st.Seats, err = tx.Seats(st.Meeting.Body, k.env.Day(st.Meeting.Start)); err != nil {
		return st, err
	}
	st.Changed, err = changed(tx, st.Meeting.Body, "meeting", string(id))
	return st, err
}

// ChooseAttendees replaces the list of those called (thành phần dự họp).
func (a *App) ChooseAttendees(ctx context.Context, by Actor, in AttendeesIn) (Receipt, error) {
	c := meetingCommand(a, func(in AttendeesIn) committee.MeetingID { return in.Meeting },
		func(*call, committee.Meeting, AttendeesIn) question { return question{act: "meeting.choose-attendees"} },
		func(k *call, st committee.MeetingNow, in AttendeesIn) ([]committee.Event, error) {
			return committee.ChooseAttendees(st, committee.ChooseAttendeesIn{Meeting: in.Meeting, Invitees: inviteesIn(in.Invitees), Seen: in.Seen}, k.env)
		}, func(in AttendeesIn) []InviteeIn { return in.Invitees })
	c.sight = meetingSight
	return do(ctx, a, by, c, in)
}

// TakeChair puts a seat in the chair of a meeting (chủ trì).
func (a *App) TakeChair(ctx context.Context, by Actor, in ChairIn) (Receipt, error) {
	c := meetingCommand(a, func(in ChairIn) committee.MeetingID { return in.Meeting },
		func(*call, committee.Meeting, ChairIn) question { return question{act: "meeting.chair"} },
		func(k *call, st committee.MeetingNow, in ChairIn) ([]committee.Event, error) {
			chair := in.Chair
			if chair == "" {
				chair = k.seat()
			}
			for i, s := range st.Seats {
				if s.ID != chair {
					continue
				}
				if f := a.mayPreside(k, &st.Seats[i], st.Meeting.In, in.Meeting, max(k.on, k.env.Day(st.Meeting.Start))); f != nil {
					return nil, f
				}
			}
			return committee.TakeChair(st, committee.TakeChairIn{Meeting: in.Meeting, Chair: chair, Seen: in.Seen}, k.env)
		}, nil)
	return do(ctx, a, by, c, in)
}

// MoveMeeting sets another time (hoãn, dời phiên họp).
func (a *App) MoveMeeting(ctx context.Context, by Actor, in MoveIn) (Receipt, error) {
	c := meetingCommand(a, func(in MoveIn) committee.MeetingID { return in.Meeting },
		func(*call, committee.Meeting, MoveIn) question { return question{act: "meeting.postpone"} },
		func(k *call, st committee.MeetingNow, in MoveIn) ([]committee.Event, error) {
			events, err := committee.MoveMeeting(st, committee.MoveMeetingIn{Meeting: in.Meeting, Start: in.Start, End: in.End, Reason: string(in.Reason), Seen: in.Seen}, k.env)
			if err != nil {
				return nil, err
			}
			return append(events, moved(*st.Meeting, st.Seats, k.env.Day(in.Start))...), nil
		}, nil)
	return do(ctx, a, by, c, in)
}

// CancelMeeting calls a meeting off (hủy phiên họp).
func (a *App) CancelMeeting(ctx context.Context, by Actor, in CancelIn) (Receipt, error) {
	c := meetingCommand(a, func(in CancelIn) committee.MeetingID { return in.Meeting },
		func(*call, committee.Meeting, CancelIn) question { return question{act: "meeting.cancel"} },
		func(k *call, st committee.MeetingNow, in CancelIn) ([]committee.Event, error) {
			return committee.CancelMeeting(st, committee.CancelMeetingIn{Meeting: in.Meeting, Reason: string(in.Reason), Seen: in.Seen}, k.env)
		}, nil)
	return do(ctx, a, by, c, in)
}

// RecordPresence keeps who was there (điểm danh).
func (a *App) RecordPresence(ctx context.Context, by Actor, in PresenceIn) (Receipt, error) {
	c := meetingCommand(a, func(in PresenceIn) committee.MeetingID { return in.Meeting },
		func(*call, committee.Meeting, PresenceIn) question { return question{act: "presence.record"} },
		func(k *call, st committee.MeetingNow, in PresenceIn) ([]committee.Event, error) {
			x := committee.RecordPresenceIn{Meeting: in.Meeting, Seen: in.Seen}
			for _, p := range in.Present {
				x.Present = append(x.Present, committee.PresentIn{Seat: p.Seat, How: p.How})
			}
			return committee.RecordPresence(st, x, k.env)
		}, nil)
	return do(ctx, a, by, c, in)
}

// RecordPositions keeps the members' positions on one item, entered by hand.
func (a *App) RecordPositions(ctx context.Context, by Actor, in PositionsIn) (Receipt, error) {
	c := meetingCommand(a, func(in PositionsIn) committee.MeetingID { return in.Meeting },
		func(*call, committee.Meeting, PositionsIn) question { return question{act: "opinion.record"} },
		func(k *call, st committee.MeetingNow, in PositionsIn) ([]committee.Event, error) {
			if err := k.onItem(*st.Meeting, in.Item); err != nil {
				return nil, err
			}
			x := committee.RecordPositionsIn{Meeting: in.Meeting, Item: in.Item, Seen: in.Seen}
			for _, p := range in.Positions {
				x.Positions = append(x.Positions, committee.PositionIn{Seat: p.Seat, Position: p.Position, Reason: string(p.Reason)})
			}
			return committee.RecordPositions(st, x, k.env)
		}, nil)
	return do(ctx, a, by, c, in)
}

// CloseMeeting closes a meeting that was held (bế mạc).
func (a *App) CloseMeeting(ctx context.Context, by Actor, in CloseIn) (Receipt, error) {
	c := meetingCommand(a, func(in CloseIn) committee.MeetingID { return in.Meeting },
		func(*call, committee.Meeting, CloseIn) question { return question{act: "meeting.close"} },
		func(k *call, st committee.MeetingNow, in CloseIn) ([]committee.Event, error) {
			sitting, err := k.tx.Sitting(in.Meeting)
			if err != nil {
				return nil, err
			}
			return committee.CloseMeeting(st, committee.CloseMeetingIn{
				Meeting: in.Meeting, Carry: in.Carry, Person: k.by.Person, Last: sitting.Last(), Seen: in.Seen,
			}, k.env)
		}, nil)
	return do(ctx, a, by, c, in)
}
