package app

import (
	"context"
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// attending is the state of [App.AnswerInvitation] and [App.NameSubstitute].
type attending struct {
	committee.AnsweringState
	by   asker
	role charter.Role // of the seat that is answered for
}

// AnswerInvitation takes the answer of a called seat or agency, of who acts for it,
// or writes down what came by telephone or on paper (trả lời dự họp). Whoever is
// called may answer; what a charter says of telling an absence and of sending
// another is asked of it. See docs/decisions/0024-answers-to-invitations.md.
func (a *App) AnswerInvitation(ctx context.Context, by Actor, in AnswerIn) (Receipt, error) {
	return do(ctx, a, by, answerInvitation(a, func(in AnswerIn) AnswerIn { return in }), in)
}

// answerInvitation is the command behind every answer to an invitation, whatever
// it came with.
func answerInvitation[In any](a *App, of func(In) AnswerIn) command[In, attending] {
	return command[In, attending]{
		bodies: locks[In]{find: func(tx *store.Tx, in In) ([]committee.BodyKey, error) { return bodyOfMeeting(tx, of(in).Meeting) }},
		load: func(tx *store.Tx, k *call, in In) (attending, error) {
			return a.loadAttending(tx, k, of(in).Meeting, of(in).By, !of(in).recorded())
		},
		ask: func(k *call, st attending, in In) question {
			if of(in).recorded() {
				return k.recordsAnswers(*st.Meeting)
			}
			return k.answersInvitation(*st.Meeting, st.by, of(in).Answer)
		},
		also: func(k *call, st attending, in In) *committee.Fault {
			if !of(in).recorded() && st.by.standing == nil {
				return a.notCalled(k, *st.Meeting, st.by.Party)
			}
			if len(of(in).People) == 0 || st.by.Seat == "" {
				return nil
			}
			return a.maySend(k, st)
		},
		decide: func(k *call, st attending, in In) ([]committee.Event, error) {
			return committee.AnswerInvitation(st.AnsweringState, of(in).domain(k, st.by.Party), k.env)
		},
		ref: func(in In, _ []committee.Event) ref { return ref{"meeting", string(of(in).Meeting)} },
	}
}

// domain turns an answer into the domain's; without a channel it came over the edge
// over which it was given.
func (in AnswerIn) domain(k *call, by committee.Party) committee.AnswerInvitationIn {
	x := committee.AnswerInvitationIn{
		Meeting: in.Meeting, By: by, Person: k.by.Person, Answer: in.Answer, Reason: string(in.Reason), Channel: in.Channel, Revision: in.Revision,
	}
	if !in.recorded() {
		x.Filled = in.Filled.claim()
	}
	if x.Channel == "" {
		if x.Channel = k.by.Via; x.Channel != "web" {
			x.Channel = "api"
		}
	}
	for _, p := range in.People {
		x.People = append(x.People, committee.Representative{Name: string(p.Name), Title: string(p.Title)})
	}
	return x
}

// NameSubstitute names who comes instead of an absent member, by whoever the
// charter lets name; where it is silent, the member (cử người dự thay).
func (a *App) NameSubstitute(ctx context.Context, by Actor, in SubstituteIn) (Receipt, error) {
	return do(ctx, a, by, command[SubstituteIn, attending]{
		bodies: locks[SubstituteIn]{find: func(tx *store.Tx, in SubstituteIn) ([]committee.BodyKey, error) { return bodyOfMeeting(tx, in.Meeting) }},
		load: func(tx *store.Tx, k *call, in SubstituteIn) (attending, error) {
			return a.loadAttending(tx, k, in.Meeting, PartyIn{Seat: in.Seat}, false)
		},
		ask: func(k *call, st attending, in SubstituteIn) question {
			q := k.ofMeeting(committee.ActSubstitute, *st.Meeting)
			if s := k.standingOf(st.Meeting.Body, in.Seat); s != nil {
				q.relation.Asked, q.relation.Standing = true, s
			}
			return q
		},
		decide: func(k *call, st attending, in SubstituteIn) ([]committee.Event, error) {
			return committee.NameSubstitute(st.AnsweringState, committee.NameSubstituteIn{
				Meeting: in.Meeting, Seat: in.Seat, Person: k.by.Person, Who: committee.Representative{Name: string(in.Name), Title: string(in.Title)},
			}, k.env)
		},
		ref: func(in SubstituteIn, _ []committee.Event) ref { return ref{"meeting", string(in.Meeting)} },
	}, in)
}

// loadAttending loads a meeting with its answers and settles for which party is
// answered: the one named, or the only one that is the actor's own.
func (a *App) loadAttending(tx *store.Tx, k *call, id committee.MeetingID, in PartyIn, own bool) (st attending, err error) {
	if st.MeetingNow, err = meetingNow(tx, k, id); err != nil {
		return st, err
	}
	m := *st.Meeting
	if err := knownParty(tx, in); err != nil {
		return st, err
	}
	answers, err := tx.InvitationAnswers([]committee.MeetingID{id})
	if err != nil {
		return st, err
	}
	st.Answers, st.by.Party = answers[id], committee.Party(in)
	if own {
		mine := k.invitedAs(m, st.Seats)
		if in != (PartyIn{}) {
			mine = slices.DeleteFunc(mine, func(x asker) bool { return x.Party != st.by.Party })
		}
		switch len(mine) {
		case 0: // refused by notCalled, with the clause
		case 1:
			st.by = mine[0]
			if k.by.Capacity == nil && st.by.standing.Kind == committee.BySeat {
				k.by.Capacity = &st.by.standing.Capacity
			}
		default:
			return st, committee.Wrong("by", "answer.which-party")
		}
	}
	if i := slices.IndexFunc(st.Seats, func(s committee.Seat) bool { return s.ID == st.by.Seat }); i >= 0 {
		st.role = st.Seats[i].Role
		st.Rule, err = a.attendanceRule(tx, m, st.role)
	}
	return st, err
}

// knownParty asks that what a party names is there.
func knownParty(tx *store.Tx, in PartyIn) error {
	if s, err := some(in.Seat, tx.Seat); err != nil || s == nil && in.Seat != "" {
		return orMissing(err, committee.Missing("seat.unknown", string(in.Seat)))
	}
	if g, err := some(in.Agency, tx.Agency); err != nil || g == nil && in.Agency != "" {
		return orMissing(err, committee.Missing("agency.unknown", string(in.Agency)))
	}
	if p, err := some(in.Person, tx.Person); err != nil || p == nil && in.Person != "" {
		return orMissing(err, committee.Missing("person.unknown", string(in.Person)))
	}
	return nil
}

// invitedAs lists the called parties for which the reader answers.
func (v *view) invitedAs(m committee.Meeting, roster []committee.Seat) []asker {
	var out []asker
	for _, p := range m.Called(roster) {
		if s := v.standingAs(m.Body, p); s != nil {
			out = append(out, asker{p, s})
		}
	}
	return out
}

// ofMeeting asks for an act on a meeting.
func (k *call) ofMeeting(act charter.Act, m committee.Meeting) question {
	return question{act: act, body: m.Body, in: m.In, chair: m.Chair, meeting: m.ID}
}

// answersInvitation asks for the own answer of a party. To be called is enough for
// saying so; an absence is told as the charter has it told. What an agency answers
// is no act of the body. For who is not called the question is left to
// [App.notCalled], which tells by which clause others are.
func (k *call) answersInvitation(m committee.Meeting, by asker, answer committee.AnswerKind) question {
	q := k.ofMeeting(committee.ActAnswer, m)
	q.relation.Asked, q.relation.Standing = true, by.standing
	switch {
	case committee.Others(by.Party):
		q.office = true
	case answer == committee.AnswerAbsent && by.standing != nil:
		q.act = committee.ActAbsence
	}
	return q
}

// recordsAnswers asks for writing down what a party said by telephone or on paper.
func (k *call) recordsAnswers(m committee.Meeting) question {
	q := k.ofMeeting(committee.ActRecordAnswer, m)
	k.relateMeeting(&q, m)
	return q
}

// maySend asks whether the member may name who comes instead. Whoever writes the
// answer down asks it for the member.
func (a *App) maySend(k *call, st attending) *committee.Fault {
	if k.reg == nil {
		return nil
	}
	q := k.ofMeeting(committee.ActSubstitute, *st.Meeting)
	r := k.reg.May(charter.Question{Roles: []charter.Role{st.role}, Act: q.act, On: k.on, Facts: q.factsFor(k, st.by.standing)})
	if r.Allowed || r.Reason == charter.ReasonUnstated {
		return nil
	}
	return a.refused(k, q, r)
}

// notCalled refuses an answer to whoever is not called, nor acts for who is, with
// the clause by which some are called, and who could answer for the party.
func (a *App) notCalled(k *call, m committee.Meeting, p committee.Party) *committee.Fault {
	f := &committee.Fault{Kind: committee.Refused, Code: "answer.not-called", Field: "by", Body: m.Body}
	if k.reg == nil {
		return f
	}
	acts := []charter.Act{"meeting.choose-attendees", committee.ActInvite, conveneActs[m.Kind]}
	if m.Kind == committee.Expanded { // its clause is the one that lets others than members in
		slices.Reverse(acts)
	}
	f.Code, f.Could = "answer.not-called", []committee.Could{{Role: "invitee", Title: k.reg.RoleTitle("invitee", k.on), Holders: k.couldAnswer(m, p)}}
	for _, act := range acts {
		q := k.ofMeeting(act, m)
		r := k.reg.May(charter.Question{Roles: []charter.Role{committee.RoleOutsider}, Act: act, On: k.on, Facts: q.factsFor(k, nil)})
		if len(r.Clauses) > 0 {
			r.Reason, r.WhoCould, r.Missing = charter.ReasonNotHolder, []charter.Role{"invitee"}, nil
			f.Ruling = &r
			break
		}
	}
	return f
}

// couldAnswer names who answers for a party, to whoever sees the meeting.
func (k *call) couldAnswer(m committee.Meeting, p committee.Party) []string {
	w, err := k.viewer()
	if err != nil {
		return nil
	}
	if level, err := k.tx.CanSee(w, "meeting", string(m.ID)); err != nil || level == 0 && !k.keeper {
		return nil
	}
	var people []committee.PersonID
	switch {
	case p.Seat != "":
		who, err := k.personIn(p.Seat, k.on)
		if err != nil {
			return nil
		}
		people = append(people, who)
	case p.Agency != "":
		heir, err := k.heir(p.Agency)
		if err != nil {
			return nil
		}
		of, err := k.staffOf(heir)
		if err != nil {
			return nil
		}
		for _, h := range of.holdings {
			if (charter.Period{From: h.From, To: h.To}).Holds(k.on) && !slices.Contains(people, h.Person) {
				people = append(people, h.Person)
			}
		}
	}
	names, err := k.tx.Names(people)
	if err != nil {
		return nil
	}
	var out []string
	for _, x := range people {
		if names[x] != "" {
			out = append(out, names[x])
		}
	}
	return out
}
