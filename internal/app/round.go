package app

import (
	"context"
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/committee/calendar"
	"nghisu/internal/store"
)

// opening is the state of [App.OpenRound].
type opening struct {
	committee.OpenRoundState
	in    committee.OpenRoundIn // complete
	chair *committee.Seat
	rule  *charter.RoundSpec // what the charter says of such a round; nil: nothing
}

// OpenRound opens an opinion round (mở đợt lấy ý kiến). Where the charter has no
// word for rounds, the power to conclude one carries it, or the power to give
// opinions on such a matter. Seats that the charter does not count among those
// who answer are not asked.
func (a *App) OpenRound(ctx context.Context, by Actor, in OpenRoundIn) (Receipt, error) {
	return do(ctx, a, by, command[OpenRoundIn, opening]{
		bodies: ofBody(func(in OpenRoundIn) committee.BodyKey { return in.Body }),
		load:   a.loadOpening,
		ask: func(k *call, st opening, in OpenRoundIn) question {
			q := k.roundQuestion("round.open", opens, committee.Round{Body: in.Body, In: st.in.In, Matter: in.Matter, Authority: in.Authority, Chair: in.Chair})
			q.facts = append(q.facts, circumstances(in.Urgent, "")...)
			return q
		},
		also: func(k *call, st opening, in OpenRoundIn) *committee.Fault {
			if f := a.mayPreside(k, st.chair, st.in.In, "", k.on); f != nil {
				return f
			}
			return a.mayBeAsked(k, st)
		},
		decide: func(k *call, st opening, in OpenRoundIn) ([]committee.Event, error) {
			x := st.in
			x.Opener = k.seat()
			if err := workingDays(a, k.on, in.Days, &x.Deadline); err != nil {
				return nil, err
			}
			if x.Drafter == (committee.Party{}) {
				x.Drafter.Seat = x.Opener
			}
			if x.Chair == "" {
				x.Chair = k.presidesItself(st.Seats, x.In)
			}
			return committee.OpenRound(st.OpenRoundState, x, k.env)
		},
		ref: func(_ OpenRoundIn, ev []committee.Event) ref {
			return ref{"round", madeID(ev, func(e committee.RoundOpened) committee.RoundID { return e.ID })}
		},
		sight: roundSight,
	}, in)
}

// opened is the input as the domain takes it.
func (in OpenRoundIn) opened() committee.OpenRoundIn {
	x := committee.OpenRoundIn{
		Body: in.Body, In: in.In, Matter: in.Matter, Authority: in.Authority, Title: string(in.Title), Articles: articlesIn(in.Articles),
		Deadline: in.Deadline, Drafter: committee.Party(in.Drafter), Chair: in.Chair, Public: in.Public, Item: in.Item,
		Origin: committee.Origin{From: string(in.Origin.From), Number: in.Origin.Number, Date: in.Origin.Date, Received: in.Origin.Received},
	}
	for _, q := range in.Questions {
		y := committee.QuestionIn{Text: string(q.Text)}
		for _, o := range q.Options {
			y.Options = append(y.Options, committee.OptionIn{Label: string(o.Label), Side: o.Side})
		}
		x.Questions = append(x.Questions, y)
	}
	for _, p := range in.Asked {
		x.Asked = append(x.Asked, committee.Party(p))
	}
	return x
}

func (a *App) loadOpening(tx *store.Tx, k *call, in OpenRoundIn) (st opening, err error) {
	st.in = in.opened()
	if in.Item != "" {
		if st.Meeting, err = a.meetingOfItem(tx, k, in.Item); err != nil {
			return st, err
		}
		st.in = st.in.OnAgenda(*st.Meeting)
	}
	if st.Body, err = some(in.Body, tx.Body); err != nil {
		return st, err
	}
	if st.Seats, err = tx.Seats(in.Body, k.on); err != nil {
		return st, err
	}
	for i := range st.Seats {
		if st.Seats[i].ID == in.Chair {
			st.chair = &st.Seats[i]
		}
	}
	for _, p := range slices.Concat(st.in.Asked, []committee.Party{st.in.Drafter}) {
		g, err := some(p.Agency, tx.Agency)
		if err != nil {
			return st, err
		}
		if g != nil {
			st.Agencies = append(st.Agencies, *g)
		}
		x, err := some(p.Person, tx.Person)
		if err != nil {
			return st, err
		}
		if x != nil {
			st.People = append(st.People, *x)
		}
	}
	if st.Papers, err = k.boundPapers(in.Body, in.Papers); err != nil {
		return st, err
	}
	if in.Item != "" && len(in.Papers)+len(in.Articles) == 0 {
		if st.Papers, err = k.papersOn(st.Meeting, in.Item); err != nil {
			return st, err
		}
	}
	if k.reg != nil {
		for _, l := range k.reg.Links(k.on) {
			st.Parts = append(st.Parts, l.Key)
		}
		a.byRule(k, &st, in)
	}
	return st, nil
}

// byRule reads what the charter says of such a round: in which capacity members
// answer, and how long they have.
func (a *App) byRule(k *call, st *opening, in OpenRoundIn) {
	spec, rule, ok := roundRule(k.reg, in.Matter, st.in.In, k.on)
	if !ok {
		return
	}
	st.rule = &spec
	st.Capacity = statedWord(spec.Capacity)
	if spec.Deadline.IsZero() || spec.Deadline.Unstated {
		return
	}
	st.Least = spec.Deadline.After(k.on, a.isWorkday)
	st.Binding = rule.Rule.Force == charter.Enforced && !(in.Urgent && slices.Contains(rule.Rule.Unless, "urgent"))
	st.Clause = &charter.Verdict{OK: charter.No, Need: spec.Deadline.String(), Clauses: []charter.Cite{rule.Cite}}
}

// roundRule finds what the charter says of rounds on a matter.
func roundRule(reg *charter.Regulation, matter, in string, on charter.Date) (charter.RoundSpec, charter.PlacedRule, bool) {
	return ruleFor(reg, matter, in, on, func(s charter.RoundSpec) []string { return s.Matters })
}

// statedWord is a word of a rule; what the text leaves open is none.
func statedWord(s string) string {
	if s == "unstated" {
		return ""
	}
	return s
}

// mayBeAsked asks of every seat whether the charter counts it among those who
// answer; a charter that is silent refuses nobody.
func (a *App) mayBeAsked(k *call, st opening) *committee.Fault {
	in := st.in
	if k.reg == nil {
		return nil
	}
	for i, p := range in.Asked {
		for _, s := range st.Seats {
			if p.Seat == "" || s.ID != p.Seat {
				continue
			}
			q := question{act: "round.answer", body: in.Body, in: in.In, facts: matterFacts(in.Matter, in.Authority)}
			r := k.reg.May(charter.Question{Roles: []charter.Role{s.Role}, Act: q.act, On: k.on, Facts: q.factsFor(k, nil)})
			if r.Reason == charter.ReasonNotHolder || r.Reason == charter.ReasonForbidden {
				f := a.refused(k, q, r)
				f.Code, f.Field, f.Args = "round.not-entitled", "asked."+itoa(i+1), []string{s.Name()}
				return f
			}
		}
	}
	return nil
}

// presidesItself gives the seat of who opens a round, when it may preside and
// nobody else was named.
func (k *call) presidesItself(seats []committee.Seat, in string) committee.SeatID {
	for i := range seats {
		if seats[i].ID == k.seat() && k.a.mayPreside(k, &seats[i], in, "", k.on) == nil {
			return seats[i].ID
		}
	}
	return ""
}

// mostDays is the most working days that a deadline is given in.
const mostDays = 500

// workingDays turns so many working days after a day into a deadline.
func workingDays(a *App, from charter.Date, days int, deadline *charter.Date) error {
	switch {
	case days == 0:
	case *deadline != 0:
		return committee.Wrong("days", "round.two-deadlines")
	case days < 0 || days > mostDays:
		return committee.Wrong("days", "round.days", itoa(mostDays), itoa(days))
	default:
		*deadline = charter.Date(a.workdays().AddWorkdays(calendar.Day(from), days))
	}
	return nil
}

// boundPapers reads the versions of papers to which a round is bound: of the
// body, not withdrawn, and seen by who binds them. The hash is that of the books.
func (k *call) boundPapers(body committee.BodyKey, list []BoundIn) ([]committee.BoundPaper, error) {
	if len(list) == 0 {
		return nil, nil
	}
	var out []committee.BoundPaper
	for i, x := range list {
		at := "papers." + itoa(i+1)
		p, err := k.a.paperFor(k.tx, k.view, x.Paper, seesLine)
		if err != nil {
			return nil, err
		}
		if p.Body != body {
			return nil, &committee.Fault{Kind: committee.NotFound, Code: "paper.unknown", Field: at + ".paper", Args: []string{string(x.Paper)}}
		}
		if p.Withdrawn {
			return nil, &committee.Fault{Kind: committee.Conflict, Code: "round.paper-withdrawn", Field: at + ".paper", Args: []string{p.Title}}
		}
		version := p.Newest()
		if x.Version != 0 {
			var ok bool
			if version, ok = p.Version(x.Version); !ok {
				return nil, committee.Wrong(at+".version", "round.paper-version", p.Title, itoa(x.Version))
			}
		}
		out = append(out, committee.BoundPaper{Paper: p.ID, Version: version.N, SHA256: version.SHA256, Title: p.Title})
	}
	return out, nil
}

func articlesIn(list []ArticleIn) []committee.Article {
	var out []committee.Article
	for _, x := range list {
		out = append(out, committee.Article{Address: x.Address, Heading: string(x.Heading), Text: string(x.Text)})
	}
	return out
}

// roundCommand is the part that every act on one round shares.
func roundCommand[In any](id func(In) committee.RoundID, ask func(k *call, st committee.RoundNow, in In) question,
	decide func(k *call, st committee.RoundNow, in In) ([]committee.Event, error),
) command[In, committee.RoundNow] {
	return command[In, committee.RoundNow]{
		bodies: locks[In]{find: func(tx *store.Tx, in In) ([]committee.BodyKey, error) { return bodyOfRound(tx, id(in)) }},
		load:   func(tx *store.Tx, k *call, in In) (committee.RoundNow, error) { return roundNow(tx, k, id(in)) },
		ask:    ask,
		decide: decide,
		ref:    func(in In, _ []committee.Event) ref { return ref{"round", string(id(in))} },
		sight:  roundSight,
	}
}

func bodyOfRound(tx *store.Tx, id committee.RoundID) ([]committee.BodyKey, error) {
	body, ok, err := tx.RoundBody(id)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, committee.Missing("round.unknown", string(id))
	}
	return []committee.BodyKey{body}, nil
}

// ChangeRound lays a new text before the parties of an open round (sửa văn bản
// xin ý kiến).
func (a *App) ChangeRound(ctx context.Context, by Actor, in ChangeRoundIn) (Receipt, error) {
	return do(ctx, a, by, roundCommand(func(in ChangeRoundIn) committee.RoundID { return in.Round },
		func(k *call, st committee.RoundNow, _ ChangeRoundIn) question {
			return k.keepsRound("round.change", *st.Round)
		},
		func(k *call, st committee.RoundNow, in ChangeRoundIn) ([]committee.Event, error) {
			papers, err := k.boundPapers(st.Round.Body, in.Papers)
			if err != nil {
				return nil, err
			}
			return committee.ChangeRoundText(st, committee.ChangeRoundTextIn{
				Round: in.Round, Papers: papers, Articles: articlesIn(in.Articles), Note: string(in.Note), Seen: in.Seen,
			}, k.env)
		}), in)
}

// ExtendRound gives more time to answer (gia hạn).
func (a *App) ExtendRound(ctx context.Context, by Actor, in ExtendRoundIn) (Receipt, error) {
	return do(ctx, a, by, roundCommand(func(in ExtendRoundIn) committee.RoundID { return in.Round },
		func(k *call, st committee.RoundNow, _ ExtendRoundIn) question {
			return k.keepsRound("round.extend", *st.Round)
		},
		func(k *call, st committee.RoundNow, in ExtendRoundIn) ([]committee.Event, error) {
			x := committee.ExtendRoundIn{Round: in.Round, Deadline: in.Deadline, Reason: string(in.Reason), Seen: in.Seen}
			if err := workingDays(a, max(k.on, st.Round.Deadline), in.Days, &x.Deadline); err != nil {
				return nil, err
			}
			return committee.ExtendRound(st, x, k.env)
		}), in)
}

// CancelRound calls a round off, with the reason (hủy đợt lấy ý kiến).
func (a *App) CancelRound(ctx context.Context, by Actor, in CancelRoundIn) (Receipt, error) {
	return do(ctx, a, by, roundCommand(func(in CancelRoundIn) committee.RoundID { return in.Round },
		func(k *call, st committee.RoundNow, _ CancelRoundIn) question {
			return k.keepsRound("round.cancel", *st.Round)
		},
		func(k *call, st committee.RoundNow, in CancelRoundIn) ([]committee.Event, error) {
			return committee.CancelRound(st, committee.CancelRoundIn{Round: in.Round, By: k.seat(), Reason: string(in.Reason), Seen: in.Seen}, k.env)
		}), in)
}
