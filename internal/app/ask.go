package app

import (
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// view is what an actor is on a day: the person, the day, and, per body, the
// standings from which the person may act.
type view struct {
	a         *App
	by        Actor
	tx        *store.Tx
	on        charter.Date
	entered   charter.Date // when an act of an earlier time is entered: the day of entry; see afterwards.go
	keeper    bool
	structure *structure // of the office, as the transaction saw it at its beginning
	standings map[committee.BodyKey][]committee.Standing
}

// viewOf loads who the actor is on a day; entered is the day of entry of an act of
// an earlier time, else zero.
func (a *App) viewOf(tx *store.Tx, by Actor, on, entered charter.Date) (*view, error) {
	v := &view{a: a, by: by, tx: tx, on: on, entered: entered, standings: map[committee.BodyKey][]committee.Standing{}}
	var err error
	if v.structure, err = a.structureOf(tx); err != nil {
		return nil, err
	}
	keepers, err := v.keepers()
	if err != nil {
		return nil, err
	}
	for _, k := range keepers {
		if k.Person == by.Person && by.Person != "" && (charter.Period{From: k.From, To: k.To}).Holds(dayOr(entered, on)) {
			v.keeper = true
		}
	}
	return v, nil
}

// in gives the person's standings towards a body, by rank.
func (v *view) in(key committee.BodyKey) ([]committee.Standing, error) {
	if s, ok := v.standings[key]; ok {
		return s, nil
	}
	body, err := v.body(key)
	if err != nil {
		return nil, err
	}
	if body == nil {
		body = &committee.Body{Key: key}
	}
	if v.entered != 0 {
		s, err := v.towards(*body)
		v.standings[key] = s
		return s, err
	}
	s, err := keep(v, keptKey{kind: "standings", of: string(key), other: string(v.by.Person), on: v.on}, func() ([]committee.Standing, error) {
		return v.towards(*body)
	})
	if err == nil {
		s = slices.Clone(s)
		v.standings[key] = s
	}
	return s, err
}

// towards loads what a person's standing towards a body rests on and lets the
// domain order it. The body need not exist yet.
func (v *view) towards(body committee.Body) ([]committee.Standing, error) {
	in := committee.StandingsIn{Person: v.by.Person, Body: body, On: v.on, Entered: v.entered}
	var err error
	if in.Keepers, err = v.keepers(); err != nil {
		return nil, err
	}
	if v.by.Person == "" {
		return committee.Standings(in), nil
	}
	reg, err := v.charter(body.Key)
	if err != nil {
		return nil, err
	}
	if reg != nil {
		in.Roles = reg.Roles(v.on)
		for _, l := range reg.Links(v.on) {
			in.Links = append(in.Links, l.Spec)
		}
	}
	if in.Seats, err = v.seats(body.Key); err != nil {
		return nil, err
	}
	if in.Holders, err = v.holders(body.Key); err != nil {
		return nil, err
	}
	if in.Agencies, err = v.allAgencies(); err != nil {
		return nil, err
	}
	if in.Assistances, err = v.tx.Assistances(v.by.Person, dayOr(v.entered, v.on)); err != nil {
		return nil, err
	}
	people, posts := around(in)
	if in.Holdings, in.Posts, err = v.tx.HoldingsAround(people, posts, v.on); err != nil {
		return nil, err
	}
	return committee.Standings(in), nil
}

// around names the people and posts on whose holdings a person's standings rest:
// the person's own, and those of the seats and posts whose holders are assisted.
func around(in committee.StandingsIn) (people []committee.PersonID, posts []committee.PostID) {
	people = append(people, in.Person)
	for _, a := range in.Assistances {
		if a.Capacity.Kind == committee.ByPost {
			posts = append(posts, committee.PostID(a.Capacity.ID))
		}
		for _, h := range in.Holders {
			assisted := a.Capacity.Kind == committee.BySeat && string(h.Seat) == a.Capacity.ID ||
				a.Capacity.Kind == committee.ByPost && string(h.Post) == a.Capacity.ID
			if assisted && h.Person != "" {
				people = append(people, h.Person)
			}
		}
	}
	return people, posts
}

// question is what one command asks: the act, the facts that the situation
// gives, and the relation that counts where no charter speaks.
type question struct {
	act      charter.Act
	name     charter.Act // under which it goes on record; empty: as act
	body     committee.BodyKey
	in       string              // sub-body
	object   string              // kind of the thing
	facts    []charter.Fact      // facts that hold whichever seat acts
	chair    committee.SeatID    // the meeting's chair: that seat adds chairing=true
	meeting  committee.MeetingID // for powers lent for one meeting
	relation committee.Relation  // how the actor stands to the thing
	office   bool                // an act of the office: no charter is asked
	recorded bool                // a document of an outside authority may stand in for a silent text
	sits     charter.Date        // day of the sitting that the act is about; zero: none
	lentOn   charter.Date        // day on which a lent power is to be in force; zero: the act's
	lentTo   committee.SeatID    // the seat to which it would be lent; empty: those of the actor

	reg     *charter.Regulation // the text to ask, when it is not the body's own of the day
	founded *committee.Body     // the body as it will be, when the act founds it
}

// called is the name of the act as people and the register know it. It differs
// from the power that is asked where the text has no word for the act itself.
func (q question) called() charter.Act {
	if q.name != "" {
		return q.name
	}
	return q.act
}

// asked gives the facts as the seat that acted put them, for the record.
func (q question) asked(k *call) []charter.Fact {
	facts := q.factsFor(k, k.capa)
	if facts == nil {
		facts = []charter.Fact{}
	}
	return facts
}

// factsFor completes the facts with what depends on the seat that acts.
func (q question) factsFor(k *call, s *committee.Standing) []charter.Fact {
	facts := append([]charter.Fact(nil), q.facts...)
	if q.in != "" {
		facts = append(facts, charter.Fact{Key: "in", Value: q.in})
	}
	if q.object != "" {
		facts = append(facts, charter.Fact{Key: "object", Value: q.object})
	}
	if s == nil {
		return facts
	}
	if q.chair != "" && s.Kind == committee.BySeat && s.ID == string(q.chair) && k.presides(s, q) {
		facts = append(facts, charter.Fact{Key: "chairing", Value: "true"})
	}
	if s.StatePost != "" {
		facts = append(facts, charter.Fact{Key: "post", Value: s.StatePost})
	}
	return append(facts, k.lent(q, s)...)
}

// lent gives delegation=… when a live delegation on record lends the act to the
// seat.
func (k *call) lent(q question, s *committee.Standing) []charter.Fact {
	if s.Kind != committee.BySeat || q.body == "" || q.founded != nil {
		return nil
	}
	on := dayOr(q.lentOn, k.on)
	list, err := k.lendingsOn(q.body, on)
	if err != nil {
		return nil
	}
	var facts []charter.Fact
	for _, d := range list {
		if !k.stands(s, q.body, d.To) || !d.Live(on) || (d.Meeting != "" && d.Meeting != q.meeting) {
			continue
		}
		for _, act := range d.Acts {
			if act == q.act {
				facts = append(facts, charter.Fact{Key: "delegation", Value: d.Trigger})
			}
		}
	}
	return facts
}

// stands reports whether a standing is through a seat, or through the one that
// goes on for it until it begins.
func (k *call) stands(s *committee.Standing, body committee.BodyKey, seat committee.SeatID) bool {
	if s.ID == string(seat) {
		return true
	}
	own := k.standingOf(body, seat)
	return own != nil && own.Capacity == s.Capacity
}

// lendingsOn reads the powers lent in a body on a day, those of the act's own day
// once.
func (k *call) lendingsOn(body committee.BodyKey, on charter.Date) ([]committee.Delegation, error) {
	if on != k.on {
		return k.tx.Delegations(body, on)
	}
	if k.lendings == nil {
		list, err := k.delegations(body)
		if err != nil {
			return nil, err
		}
		k.lendings = &list
	}
	return *k.lendings, nil
}

// rule asks whether the actor may, and says from which capacity and on which
// ground. Each seat is ruled by itself, by rank; the first allowed is recorded.
func (a *App) rule(k *call, q question) (Ground, *committee.Fault) {
	reg := k.reg
	if q.reg != nil {
		reg = q.reg
	}
	if q.office || reg == nil {
		return a.ruleInherent(k, q, charter.Ruling{Reason: charter.ReasonUnstated})
	}
	var standings []committee.Standing
	var err error
	if q.founded != nil {
		standings, err = k.towards(*q.founded)
	} else {
		standings, err = k.view.in(q.body)
	}
	if err != nil {
		a.log.Error("standings", "err", err)
		return Ground{}, &committee.Fault{Kind: committee.Busy, Code: "store.failed"}
	}
	var first charter.Ruling
	for i := range standings {
		s := &standings[i]
		if c := k.by.Capacity; c != nil && s.Capacity != *c {
			continue
		}
		if elsewhere(reg, s.In, q.in, k.on) {
			continue
		}
		r := reg.May(charter.Question{Roles: []charter.Role{s.Role}, Act: q.act, On: k.on, Facts: q.factsFor(k, s)})
		if r.Allowed {
			k.capa = s
			return groundOf(r), nil
		}
		if first.Reason == "" || weight(r.Reason) > weight(first.Reason) {
			first = r
		}
	}
	if first.Reason == "" {
		first = reg.May(charter.Question{Roles: []charter.Role{committee.RoleOutsider}, Act: q.act, On: k.on, Facts: q.factsFor(k, nil)})
	}
	return a.ruleInherent(k, q, first)
}

// ruleAs asks a second question of the same act from the capacity already
// allowed.
func (a *App) ruleAs(k *call, q question, s *committee.Standing) (Ground, *committee.Fault) {
	if k.reg == nil || s == nil {
		return a.ruleInherent(k, q, charter.Ruling{Reason: charter.ReasonUnstated})
	}
	r := k.reg.May(charter.Question{Roles: []charter.Role{s.Role}, Act: q.act, On: k.on, Facts: q.factsFor(k, s)})
	if r.Allowed {
		return groundOf(r), nil
	}
	if r.Reason == charter.ReasonUnstated {
		return Ground{Reason: "inherent"}, nil
	}
	return Ground{}, a.refused(k, q, r)
}

// elsewhere reports whether a seat of one sub-body asks about another one: its
// role counts at home, and in bodies that are composed of other bodies' seats.
func elsewhere(reg *charter.Regulation, seat, asked string, on charter.Date) bool {
	if seat == "" || asked == "" || seat == asked {
		return false
	}
	for _, l := range reg.Links(on) {
		if l.Key == asked {
			return len(l.Spec.ComposedOf) == 0
		}
	}
	return true
}

// weight says how much a refusal tells a person: what is missing says more than
// that somebody else holds the power.
func weight(r charter.Reason) int {
	switch r {
	case charter.ReasonForbidden:
		return 5
	case charter.ReasonStep:
		return 4
	case charter.ReasonMissing:
		return 3
	case charter.ReasonNotHolder:
		return 2
	default:
		return 1
	}
}

// ruleInherent allows what no charter speaks of to those who by the nature of
// the thing may do it. A charter that names holders or forbids is never passed.
func (a *App) ruleInherent(k *call, q question, r charter.Ruling) (Ground, *committee.Fault) {
	k.entersOnly(&q)
	if (committee.InherentApplies(q.act, r.Reason) || (q.recorded && r.Reason == charter.ReasonUnstated)) && k.chose() {
		q.relation.Keeper = k.keeper
		if why, ok := committee.Inherent(q.act, q.relation); ok {
			k.capa = q.relation.Standing
			if k.capa == nil && k.keeper {
				k.capa = &committee.Standing{Capacity: committee.Capacity{Kind: committee.ByOffice}, Person: k.by.Person}
			}
			return Ground{Reason: "inherent", Inherent: why}, nil
		}
	}
	return Ground{}, a.refused(k, q, r)
}

// chose reports whether the capacity that the actor chose, if any, is the
// actor's: no ground carries an act in the name of a seat that somebody else
// holds.
func (k *call) chose() bool {
	c := k.by.Capacity
	if c == nil || c.Kind == committee.ByNone {
		return true
	}
	var body committee.BodyKey
	if c.Kind == committee.BySeat {
		s, err := some(committee.SeatID(c.ID), k.tx.Seat)
		if err != nil || s == nil {
			return false
		}
		body = s.Body
	}
	list, err := k.in(body)
	return err == nil && slices.ContainsFunc(list, func(s committee.Standing) bool { return s.Capacity == *c })
}

// groundOf turns a ruling into what is shown and recorded.
func groundOf(r charter.Ruling) Ground {
	return Ground{
		Reason: string(r.Reason), Role: string(r.Role), Clauses: ClausesOf(r.Clauses, "vi"),
		Inferred: r.Inferred, Reconstructed: r.Reconstructed, Draft: r.Draft, Undated: r.Undated,
	}
}

// ClausesOf writes citations as answers carry them, in a language ("vi", "en").
func ClausesOf(cites []charter.Cite, lang string) []Clause {
	out := make([]Clause, len(cites))
	for i, c := range cites {
		out[i] = Clause{Ref: c.Place.In(lang), Address: c.Address, Document: c.Document, Rule: c.Rule, Text: c.Text.In(lang)}
	}
	return out
}
