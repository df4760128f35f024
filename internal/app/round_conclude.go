package app

import (
	"context"
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// ConcludeRound concludes a round on every question (kết luận đợt lấy ý kiến). In
// a body that its head decides, the slips are advice on record; they bind where
// the charter lets the count decide and gives slips weight.
func (a *App) ConcludeRound(ctx context.Context, by Actor, in ConcludeRoundIn) (Receipt, error) {
	return do(ctx, a, by, command[ConcludeRoundIn, committee.ConcludeRoundState]{
		bodies: locks[ConcludeRoundIn]{find: func(tx *store.Tx, in ConcludeRoundIn) ([]committee.BodyKey, error) { return bodyOfRound(tx, in.Round) }},
		load:   a.loadRoundConclusion,
		ask: func(k *call, st committee.ConcludeRoundState, _ ConcludeRoundIn) question {
			return k.concludesRound(*st.Round)
		},
		decide: func(k *call, st committee.ConcludeRoundState, in ConcludeRoundIn) ([]committee.Event, error) {
			if k.capa != nil && k.capa.Role != "" {
				st.Deciders = append(st.Deciders, k.capa.Role) // whom the charter has just allowed to conclude
			}
			x := committee.ConcludeRoundIn{
				Round: in.Round, By: k.seat(), Text: string(in.Text), Reply: string(in.Reply), ReplyNumber: in.ReplyNumber, Seen: in.Seen,
			}
			for _, o := range in.Outcomes {
				x.Outcomes = append(x.Outcomes, committee.OutcomeIn{
					Question: o.Question, Text: string(o.Text), Side: o.Side,
					Given: committee.Given{
						Title: string(o.Title), Lead: o.Lead, Accountable: o.Accountable, Person: o.Person, Coordinators: o.Coordinators, Due: o.Due,
					},
				})
			}
			return committee.ConcludeRound(st, x, k.env)
		},
		ref:   func(in ConcludeRoundIn, _ []committee.Event) ref { return ref{"round", string(in.Round)} },
		sight: roundSight,
	}, in)
}

func (a *App) loadRoundConclusion(tx *store.Tx, k *call, in ConcludeRoundIn) (st committee.ConcludeRoundState, err error) {
	if st.RoundNow, err = roundNow(tx, k, in.Round); err != nil {
		return st, err
	}
	r := *st.Round
	if k.reg != nil {
		rule := rulesOf(k.reg, r, k.on)
		st.Deciders, st.Consents = rule.deciders, rule.silence == "consent"
		if rule.counts {
			st.Mode = rule.mode
			st.Tally = map[committee.QuestionID]charter.Verdict{}
			for _, q := range r.Questions {
				st.Tally[q.ID] = k.reg.Verdict("tally", k.on, roundFacts(r, q.ID, st.Seats, st.Consents), a.isWorkday)
			}
		}
	}
	st.Assign = map[committee.QuestionID]committee.AssignTaskState{}
	for _, o := range in.Outcomes {
		if st.Assign[o.Question], err = assignState(tx, k, r.Body, o.Lead, o.Person, o.Coordinators); err != nil {
			return st, err
		}
	}
	names, err := a.partyNames(tx, r, k.on)
	st.Names = map[committee.Party]string{}
	for p, n := range names {
		st.Names[p] = n.VI
	}
	return st, err
}

// roundRules is what the charter says of how a round is decided.
type roundRules struct {
	silence  string // none, consent, escalate; empty: it leaves it open
	weight   string // counts, reference; empty: it leaves it open
	mode     charter.Mode
	counts   bool // the slips bind as votes
	deciders []charter.Role
	clause   *charter.Cite // of the mode
}

func rulesOf(reg *charter.Regulation, r committee.Round, on charter.Date) roundRules {
	var out roundRules
	if spec, _, ok := roundRule(reg, r.Matter, r.In, on); ok {
		out.silence, out.weight = statedWord(spec.Silence), statedWord(spec.Weight)
	}
	if spec, cite, ok := decisionFor(reg, r.Matter, r.In, on); ok {
		out.mode, out.clause = spec.Mode, &cite
		for _, h := range spec.By.Any {
			out.deciders = append(out.deciders, h.Role)
		}
	}
	out.counts = out.weight == "counts" && (out.mode == charter.ModeVote || out.mode == charter.ModeConsensus)
	return out
}

// roundFacts counts the members' slips on a question, for a verdict. Where
// silence is consent, who is silent stands for.
func roundFacts(r committee.Round, q committee.QuestionID, seats []committee.Seat, consents bool) []charter.Fact {
	n := r.Count(q, committee.Members)
	yes := n.For
	if consents {
		yes += n.Silent
	}
	members := 0
	for _, s := range seats {
		if s.In == r.In {
			members++
		}
	}
	facts := append(placeFacts(r),
		charter.Fact{Key: "for", Value: itoa(yes)},
		charter.Fact{Key: "against", Value: itoa(n.Against)},
		charter.Fact{Key: "abstain", Value: itoa(n.Other)},
		charter.Fact{Key: "silent", Value: itoa(n.Silent)},
		charter.Fact{Key: "slips", Value: itoa(n.Answered())},
		charter.Fact{Key: "entitled", Value: itoa(n.Asked)},
		charter.Fact{Key: "members", Value: itoa(members)},
		charter.Fact{Key: "ballot", Value: "named"},
	)
	for _, s := range r.Slips {
		if s.Question != q || s.By.Seat == "" || s.Position == committee.Other {
			continue
		}
		i := slices.IndexFunc(seats, func(x committee.Seat) bool { return x.ID == s.By.Seat })
		if i < 0 {
			continue
		}
		facts = append(facts, charter.Fact{Key: string(seats[i].Role), Value: string(s.Position)})
		if seats[i].ID == r.Chair {
			facts = append(facts, charter.Fact{Key: "chair", Value: string(s.Position)})
		}
	}
	return facts
}

// placeFacts say which rules speak of a round, and nothing of its slips.
func placeFacts(r committee.Round) []charter.Fact {
	var facts []charter.Fact
	if r.Matter != "" {
		facts = append(facts, charter.Fact{Key: "matter", Value: r.Matter})
	}
	if r.In != "" {
		facts = append(facts, charter.Fact{Key: "in", Value: r.In})
	}
	return facts
}

// partyNames names the parties of a round, and its drafter: the seat with its
// holder, the agency, the expert.
func (a *App) partyNames(tx *store.Tx, r committee.Round, on charter.Date) (map[committee.Party]charter.Text, error) {
	out := map[committee.Party]charter.Text{}
	var seats []committee.SeatID
	var agencies []committee.AgencyID
	var people []committee.PersonID
	for _, p := range slices.Concat(r.Asked, []committee.Party{r.Drafter}) {
		switch {
		case p.Seat != "":
			seats = append(seats, p.Seat)
		case p.Agency != "":
			agencies = append(agencies, p.Agency)
		case p.Person != "":
			people = append(people, p.Person)
		}
	}
	titles, err := a.seatNames(tx, seats, on)
	if err != nil {
		return nil, err
	}
	for id, name := range titles {
		out[committee.Party{Seat: id}] = charter.Text{VI: name}
	}
	units, err := tx.AgenciesNamed(agencies)
	if err != nil {
		return nil, err
	}
	for _, g := range units {
		out[committee.Party{Agency: g.ID}] = g.Name
	}
	names, err := tx.Names(people)
	for id, name := range names {
		out[committee.Party{Person: id}] = charter.Text{VI: name}
	}
	return out, err
}

func (a *App) partyName(tx *store.Tx, p committee.Party, on charter.Date) (charter.Text, error) {
	switch {
	case p.Seat != "":
		name, err := a.seatName(tx, p.Seat, on)
		return charter.Text{VI: name}, err
	case p.Agency != "":
		g, err := some(p.Agency, tx.Agency)
		if err != nil || g == nil {
			return charter.Text{}, err
		}
		return g.Name, nil
	}
	names, err := tx.Names([]committee.PersonID{p.Person})
	return charter.Text{VI: names[p.Person]}, err
}
