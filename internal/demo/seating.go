package demo

import (
	"fmt"

	"nghisu/charters"
	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// The five bodies, by the keys of their charters.
const (
	bodyA committee.BodyKey = "to-cong-tac-ubqg-cpdt"
	bodyB committee.BodyKey = "ban-chi-dao-bo-noi-vu"
	bodyC committee.BodyKey = "ban-chi-dao-nghe-an"
	bodyD committee.BodyKey = "ban-chi-dao-ha-noi"
	bodyE committee.BodyKey = "hoi-dong-cio"
)

// byPost is a seat that whoever holds a post sits in.
func (s *sim) byPost(role charter.Role, post string) app.SeatIn {
	return app.SeatIn{Role: role, Fill: committee.FillPost, Ref: string(s.posts[post]), Regime: "part-time"}
}

// byAgency is a seat that an agency fills; delegate, when given, is whom the
// decision itself names.
func (s *sim) byAgency(role charter.Role, agency, delegate string) app.SeatIn {
	in := app.SeatIn{Role: role, Fill: committee.FillDelegate, Ref: string(s.agency(agency)), Regime: "part-time"}
	if delegate != "" {
		in.Delegate = s.person(delegate)
	}
	return in
}

// byPerson is a seat of a person whom the decision names.
func (s *sim) byPerson(role charter.Role, person string) app.SeatIn {
	return app.SeatIn{Role: role, Fill: committee.FillPerson, Ref: string(s.person(person)), Regime: "part-time"}
}

// bySeat is a seat of whoever sits in the n-th line of the same roster.
func (s *sim) bySeat(role charter.Role, line int) app.SeatIn {
	return app.SeatIn{Role: role, Fill: committee.FillSeat, Ref: fmt.Sprintf("#%d", line), Regime: "part-time"}
}

// in puts a seat into a part of the body.
func in(part string, seat app.SeatIn) app.SeatIn {
	seat.In = part
	return seat
}

// establish founds a body with its bundled charter.
func (s *sim) establish(by app.Actor, e app.EstablishIn) {
	source, err := charters.Read(string(e.Key))
	if err != nil {
		s.err = err
		return
	}
	e.Charter = string(source)
	s.done(s.app.EstablishBody(s.ctx, by, e))
}

// reconstitute replaces a roster from today, with what hangs on the old seats
// handed over, and names the secretary anew as the head's assistant.
func (s *sim) reconstitute(by app.Actor, body committee.BodyKey, d app.DecisionIn, seats []app.SeatIn, secretary string, heir func(committee.SeatID) committee.SeatID) {
	r := s.done(s.app.Reconstitute(s.ctx, by, app.ReconstituteIn{Body: body, Decision: d, Seats: seats}))
	s.turned()
	if s.err != nil {
		return
	}
	s.handed(s.made(r), heir)
	s.assists(secretary, committee.BySeat, string(s.head(body).Seat))
}

// assists lets a person act for a leader from today.
func (s *sim) assists(person string, kind committee.CapacityKind, id string) {
	s.done(s.app.NameAssistant(s.ctx, s.books(), app.AssistantIn{Assistant: s.person(person), Kind: kind, ID: id, Day: s.today()}))
}

// dated is a decision of one day, which is also that of its effect. Its number
// is unknown where none is given.
func dated(number, title, signed string, on charter.Date) app.DecisionIn {
	return app.DecisionIn{
		Number: number, Title: committee.Prose(title), DateFrom: on, DateTo: on, Effect: on, SignedBy: committee.Prose(signed),
	}
}

// delegate lets the head of an agency name whom it sends to its seat.
func (s *sim) delegate(body committee.BodyKey, seat committee.SeatID, agency, person string) {
	by := s.by(s.leader(s.agency(agency)))
	s.done(s.app.NameDelegate(s.ctx, by, app.DelegateIn{Body: body, Seat: seat, Person: s.person(person), From: s.today()}))
	s.turned()
}

// seatOf finds the seat that an agency fills in a body today.
func (s *sim) seatOf(body committee.BodyKey, agency string) app.SeatLine {
	for _, l := range s.seats(body) {
		if l.Fill == committee.FillDelegate && l.Ref == string(s.agency(agency)) {
			return l
		}
	}
	if s.err == nil {
		s.err = fmt.Errorf("%s has no seat of %s", body, agency)
	}
	return app.SeatLine{}
}

// invoke leans on a clause, with the reason.
func (s *sim) invoke(by app.Actor, body committee.BodyKey, clause, about, reason string) {
	s.done(s.app.InvokeClause(s.ctx, by, app.InvokeIn{
		Body: body, Address: clause, About: committee.Prose(about), Reason: committee.Prose(reason),
	}))
}
