package app

import (
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// The acts of which the power may follow where a charter has no word for rounds,
// in the order in which it is looked for; see docs/decisions/0017-opinion-rounds.md.
var (
	opens     = []charter.Act{"round.open", "round.conclude", "opinion.record"}
	concludes = []charter.Act{"round.conclude", "opinion.record"}
	answers   = []charter.Act{"round.answer", "opinion.record"}
)

// matterFacts are what is known of a round's matter: its class, which a power may
// be limited to, and in whose power it lies.
func matterFacts(matter, authority string) []charter.Fact {
	var facts []charter.Fact
	if matter != "" {
		facts = append(facts, charter.Fact{Key: "matter", Value: matter}, charter.Fact{Key: "object", Value: matter})
	}
	if authority != "" {
		facts = append(facts, charter.Fact{Key: "authority", Value: authority})
	}
	return facts
}

// roundQuestion asks for an act on a round under its own name, by the first of
// some powers of which the charter speaks.
func (k *call) roundQuestion(name charter.Act, powers []charter.Act, r committee.Round) question {
	q := question{name: name, act: powers[0], body: r.Body, in: r.In, chair: r.Chair, facts: matterFacts(r.Matter, r.Authority)}
	if k.reg != nil {
		for _, act := range powers {
			if k.reg.May(charter.Question{Act: act, On: k.on, Facts: q.factsFor(k, nil)}).Reason != charter.ReasonUnstated {
				q.act = act
				break
			}
		}
	}
	return q
}

// keepsRound asks for what belongs to keeping a round: changing its text, more
// time, calling it off. It is the power to open it.
func (k *call) keepsRound(name charter.Act, r committee.Round) question {
	return k.roundQuestion(name, opens, r)
}

// concludesRound asks for the conclusion of a round.
func (k *call) concludesRound(r committee.Round) question {
	q := k.roundQuestion("round.conclude", concludes, r)
	k.relatePresiding(&q, r.Body, r.Chair, r.Opener)
	return q
}

// recordsSlips asks for writing down an answer that came otherwise. It is keeping
// the papers, and none of the opinions themselves that a charter may speak of.
func (k *call) recordsSlips(r committee.Round) question {
	q := question{act: "opinion.record", body: r.Body, in: r.In, object: "opinion-slip", chair: r.Chair}
	k.relatePresiding(&q, r.Body, r.Chair, r.Opener)
	return q
}

// answerQuestion asks for the answer of one party. What an agency or an expert
// answers is no act of the body: being asked is enough.
func (k *call) answerQuestion(r committee.Round, by asker) question {
	q := question{act: "round.answer", body: r.Body, in: r.In, chair: r.Chair, facts: matterFacts(r.Matter, r.Authority)}
	q.relation.Asked, q.relation.Standing = by.standing != nil, by.standing
	if committee.Others(by.Party) {
		q.office = true
		return q
	}
	if k.reg == nil || by.standing == nil {
		return q
	}
	for _, act := range answers {
		if k.reg.May(charter.Question{Roles: []charter.Role{by.standing.Role}, Act: act, On: k.on, Facts: q.factsFor(k, by.standing)}).Allowed {
			q.name, q.act = "round.answer", act
			break
		}
	}
	return q
}

// draftQuestion asks for what the drafter does with comments. A seat that was
// charged with all of them, if the actor stands in it, answers them too.
func (k *call) draftQuestion(act charter.Act, r committee.Round, charged *committee.Standing) question {
	q := question{act: act, body: r.Body, in: r.In, chair: r.Chair}
	k.relatePresiding(&q, r.Body, r.Chair, r.Opener)
	s := k.standingAs(r.Body, r.Drafter)
	if s == nil && act == "comment.answer" {
		s = charged
	}
	if s != nil {
		q.relation.Drafts, q.relation.Standing = true, s
	}
	return q
}

// charged finds the actor's standing in the seat that was charged with the
// answers to some comments, all of them the same.
func (k *call) charged(r committee.Round, comments []committee.CommentID) *committee.Standing {
	var to committee.SeatID
	found := 0
	for _, s := range r.Slips {
		for _, c := range s.Comments {
			if !slices.Contains(comments, c.ID) {
				continue
			}
			if c.To == "" || found > 0 && c.To != to {
				return nil
			}
			to = c.To
			found++
		}
	}
	return k.standingOf(r.Body, to)
}

// asker is a party for which a person answers, and from which standing.
type asker struct {
	committee.Party
	standing *committee.Standing
}

// standingAs finds the standing from which the reader acts as a party: through
// its seat; through a post of the agency, or of its heir, one that leads first;
// or in person. It is nil when the reader is none of it.
func (v *view) standingAs(body committee.BodyKey, p committee.Party) *committee.Standing {
	var found *committee.Standing
	switch {
	case p.Seat != "":
		found = v.standingOf(body, p.Seat)
	case p.Agency != "":
		found = v.postedIn(body, p.Agency)
	case p.Person != "" && p.Person == v.by.Person && v.entered == 0:
		found = &committee.Standing{Capacity: committee.Capacity{Kind: committee.ByNone}, Role: committee.RoleOutsider, Person: p.Person}
	}
	if found == nil || v.by.Capacity != nil && p.Person == "" && found.Capacity != *v.by.Capacity {
		return nil
	}
	return found
}

// postedIn finds the standing through a post of an agency, of the reader or of a
// leader whom the reader assists.
func (v *view) postedIn(body committee.BodyKey, id committee.AgencyID) *committee.Standing {
	heir, err := v.heir(id)
	if err != nil {
		return nil
	}
	list, err := v.in(body)
	if err != nil {
		return nil
	}
	var plain *committee.Standing
	for i := range list {
		if list[i].Kind != committee.ByPost {
			continue
		}
		post, err := v.post(committee.PostID(list[i].ID))
		if err != nil || post == nil || post.Agency != heir {
			continue
		}
		if post.Leads {
			return &list[i]
		}
		if plain == nil {
			plain = &list[i]
		}
	}
	return plain
}

// askers lists the parties of a round for which the reader answers.
func (v *view) askers(r committee.Round) []asker {
	var out []asker
	for _, p := range r.Asked {
		if s := v.standingAs(r.Body, p); s != nil {
			out = append(out, asker{p, s})
		}
	}
	return out
}

// asksAs settles for which party the actor answers: the one named, or the only
// one. From then on the act is that party's capacity's.
func (k *call) asksAs(r committee.Round, in PartyIn) (asker, error) {
	if in != (PartyIn{}) {
		if !slices.Contains(r.Asked, committee.Party(in)) {
			return asker{}, committee.Wrong("by", "round.not-asked")
		}
		r.Asked = []committee.Party{committee.Party(in)}
	}
	mine := k.askers(r)
	switch len(mine) {
	case 0:
		if k.entered != 0 {
			return asker{}, notEntered(question{act: "round.answer", body: r.Body})
		}
		return asker{}, &committee.Fault{Kind: committee.Refused, Code: "round.not-asked", Field: "by", Body: r.Body}
	case 1:
	default:
		return asker{}, committee.Wrong("by", "round.which-party")
	}
	if k.by.Capacity == nil && mine[0].standing.Kind == committee.BySeat {
		k.by.Capacity = &mine[0].standing.Capacity
	}
	return mine[0], nil
}

// roundNow loads a round that the actor may see, with the roster of the day.
func roundNow(tx *store.Tx, k *call, id committee.RoundID) (st committee.RoundNow, err error) {
	r, err := roundFor(tx, k.view, id)
	if err != nil {
		return st, err
	}
	st.Round = &r
	if st.Seats, err = k.seats(r.Body); err != nil {
		return st, err
	}
	if st.Changed, err = changed(tx, r.Body, "round", string(id)); err != nil {
		return st, err
	}
	st.Extends, err = k.a.seatName(tx, r.Opener, k.on)
	return st, err
}

// passerBy is the level at which anybody sees a round that is public and has been
// concluded; others see one at [store.InsideRound].
const passerBy = 1

// roundFor reads a round that the reader may see; another does not exist for the
// reader.
func roundFor(tx *store.Tx, v *view, id committee.RoundID) (committee.Round, error) {
	if _, _, err := headFor(tx, v, id); err != nil {
		return committee.Round{}, err
	}
	r, _, err := tx.Round(id)
	return r, err
}

// headFor is [roundFor] for the round alone, with the level at which the reader sees
// it.
func headFor(tx *store.Tx, v *view, id committee.RoundID) (r committee.Round, level int, err error) {
	r, ok, err := tx.RoundHead(id)
	if err == nil && ok {
		level, err = v.sightOfRound(r)
	}
	if err == nil && level == 0 {
		err = committee.Missing("round.unknown", string(id))
	}
	return r, level, err
}

// sightOfRound is how much of a round the reader sees: nothing of one whose item is
// confidential now and out of the reader's sight.
func (v *view) sightOfRound(r committee.Round) (int, error) {
	hidden, err := v.veils(r)
	if err != nil || hidden {
		return 0, err
	}
	w, err := v.viewer()
	if err != nil {
		return 0, err
	}
	return v.tx.CanSee(w, "round", string(r.ID))
}

// roundSight lets the body see its rounds, and those asked or drafting from
// outside the one that concerns them; with it go the papers that it binds (see
// [view.seenPapers]). A public round is everybody's once it is concluded.
func roundSight(k *call, events []committee.Event) error {
	for _, e := range events {
		switch x := e.(type) {
		case committee.RoundOpened:
			lines := []store.Audience{{Who: store.ToBody, ID: string(x.Body)}}
			for _, p := range slices.Concat(x.Asked, []committee.PartyEntry{x.Drafter}) {
				lines = append(lines, audienceOf(committee.Party(p)))
			}
			for i := range lines {
				lines[i].Level = store.InsideRound
			}
			if err := k.tx.AddAudiences("round", string(x.ID), lines); err != nil {
				return err
			}
		case committee.RoundConcluded:
			r, ok, err := k.tx.RoundHead(x.Round)
			if err != nil || !ok {
				return err
			}
			if r.Public {
				if err := k.tx.AddAudience("round", string(x.Round), store.ToPublic, "", passerBy); err != nil {
					return err
				}
			}
		}
	}
	if err := k.roundLetters(events); err != nil {
		return err
	}
	return taskSight(k, events)
}

// audienceOf is who reads what is meant for a party.
func audienceOf(p committee.Party) store.Audience {
	switch {
	case p.Seat != "":
		return store.Audience{Who: store.ToSeat, ID: string(p.Seat)}
	case p.Agency != "":
		return store.Audience{Who: store.ToAgency, ID: string(p.Agency)}
	}
	return store.Audience{Who: store.ToPerson, ID: string(p.Person)}
}
