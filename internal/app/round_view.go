package app

import (
	"context"
	"errors"
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// Rounds lists the rounds that the reader may see, those that run longest first.
func (a *App) Rounds(ctx context.Context, by Actor, f RoundFilter) (out RoundList, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		w, err := v.viewer()
		if err != nil {
			return err
		}
		q := store.RoundFilter{Body: f.Body, Newest: !f.Oldest, Cursor: f.Cursor, Limit: f.Limit}
		switch f.Stage {
		case "":
		case StageClosed:
			q.State, q.To = committee.RoundOpen, v.on-1
		case RoundStage(committee.RoundOpen):
			q.State, q.From = committee.RoundOpen, v.on
		default:
			q.State = committee.RoundState(f.Stage)
		}
		if f.Asked {
			q.Asked = parties(w)
		}
		page, hidden, next, err := v.roundsInSight(q)
		if err != nil {
			return err
		}
		out.Next = next
		out.Items, err = a.roundLines(tx, page, hidden, v.on)
		return err
	})
	return out, err
}

// parties are those for which a reader may answer, in whatever round.
func parties(w store.Viewer) []committee.Party {
	out := []committee.Party{}
	for _, s := range w.Seats {
		out = append(out, committee.Party{Seat: s})
	}
	for _, g := range w.Agencies {
		out = append(out, committee.Party{Agency: g})
	}
	if w.Person != "" {
		out = append(out, committee.Party{Person: w.Person})
	}
	return out
}

// roundLines words rounds for a list; of those hidden, no more than who is asked keeps
// knowing.
func (a *App) roundLines(tx *store.Tx, list []committee.Round, hidden map[committee.RoundID]bool, on charter.Date) ([]RoundLine, error) {
	out, err := a.roundHeads(tx, list, hidden, on)
	if err != nil {
		return nil, err
	}
	var ids []committee.RoundID
	for _, l := range out {
		if !l.Veiled {
			ids = append(ids, l.ID)
		}
	}
	far, err := tx.RoundProgress(ids)
	if err != nil {
		return nil, err
	}
	for i := range out {
		n := far[out[i].ID]
		out[i].Asked, out[i].Answered, out[i].Comments, out[i].Unanswered = n.Asked, n.Answered, n.Comments, n.Unanswered
	}
	return out, nil
}

// roundHeads words rounds without how far they are answered.
func (a *App) roundHeads(tx *store.Tx, list []committee.Round, hidden map[committee.RoundID]bool, on charter.Date) ([]RoundLine, error) {
	if len(list) == 0 {
		return []RoundLine{}, nil
	}
	names, err := bodyNames(tx)
	if err != nil {
		return nil, err
	}
	out := make([]RoundLine, len(list))
	for i, r := range list {
		out[i] = RoundLine{
			ID: r.ID, Body: r.Body, BodyName: names[r.Body], In: r.In, Title: r.Title, Stage: stageOf(r, on), Opened: r.Opened, Deadline: r.Deadline,
			DaysLeft: a.workdaysBetween(on, r.Deadline), Meeting: r.Meeting, Item: r.Item,
		}
		if hidden[r.ID] {
			out[i].veil()
		}
	}
	return out, nil
}

func stageOf(r committee.Round, on charter.Date) RoundStage {
	if r.State == committee.RoundOpen && r.Closed(on) {
		return StageClosed
	}
	return RoundStage(r.State)
}

// RoundsAwaiting lists the rounds that wait for the reader's answer, in the
// capacity in which it is asked: questions not answered, slips to confirm.
func (a *App) RoundsAwaiting(ctx context.Context, by Actor) (out []RoundWaiting, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		w, err := v.viewer()
		if err != nil {
			return err
		}
		out, err = a.roundsAwaiting(tx, v, w)
		out = slices.DeleteFunc(out, func(x RoundWaiting) bool { return x.Line.Veiled })
		return err
	})
	return out, err
}

func (a *App) roundsAwaiting(tx *store.Tx, v *view, w store.Viewer) ([]RoundWaiting, error) {
	list, err := tx.AnsweredBy(parties(w))
	if err != nil {
		return nil, err
	}
	var out []RoundWaiting
	for _, x := range list {
		if x.Slips == x.Of && x.Stale == 0 {
			continue
		}
		r, ok, err := tx.RoundHead(x.Round)
		if err != nil {
			return nil, err
		}
		if !ok || r.Closed(v.on) || v.standingAs(r.Body, x.By) == nil {
			continue
		}
		seen, hidden, err := v.unveiled([]committee.Round{r})
		if err != nil {
			return nil, err
		}
		if len(seen) == 0 {
			continue
		}
		lines, err := a.roundHeads(tx, seen, hidden, v.on)
		if err != nil {
			return nil, err
		}
		name, err := a.partyName(tx, x.By, v.on)
		if err != nil {
			return nil, err
		}
		out = append(out, RoundWaiting{Line: lines[0], By: x.By, Name: name, Left: x.Of - x.Slips, Stale: x.Stale})
	}
	return out, nil
}

// deskRounds adds the rounds that wait for the reader's answer.
func (a *App) deskRounds(tx *store.Tx, v *view, w store.Viewer, out *Desk) error {
	list, err := a.roundsAwaiting(tx, v, w)
	list = slices.DeleteFunc(list, func(x RoundWaiting) bool { return x.Line.Veiled }) // nothing can be done of it
	for _, x := range list[:min(len(list), deskRows)] {
		out.Await = append(out.Await, DeskItem{
			Kind: "round", What: x.Line.Title, Who: x.Name.VI, Body: x.Line.Body, BodyName: x.Line.BodyName, Due: x.Line.Deadline,
			DaysLeft: x.Line.DaysLeft, Ref: string(x.Line.ID), Act: "round.answer",
		})
	}
	return err
}

// Round is one round whole, with what the reader may do with it. Whoever keeps,
// drafts or concludes it reads every slip; anybody else the own ones, and counts
// once it takes no more.
func (a *App) Round(ctx context.Context, by Actor, id committee.RoundID) (out RoundPage, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		s, err := v.roundSeen(tx, id)
		if f, ok := errors.AsType[*committee.Fault](err); ok && f.Kind == committee.NotFound {
			out, err = a.veiledPage(tx, v, id)
			return err
		}
		if err != nil {
			return err
		}
		out, err = a.roundPage(tx, v, s)
		return err
	})
	return out, err
}

// RoundTable is the table of a round for a document: received, accepted,
// explained (bảng tổng hợp, tiếp thu, giải trình).
func (a *App) RoundTable(ctx context.Context, by Actor, id committee.RoundID) (line RoundLine, table []TableRow, err error) {
	p, err := a.Round(ctx, by, id)
	if err == nil && p.Line.Veiled {
		err = committee.Missing("round.unknown", string(id))
	}
	return p.Line, p.Table, err
}

func (a *App) roundPage(tx *store.Tx, v *view, s seenRound) (RoundPage, error) {
	out, k, r := RoundPage{Insider: s.insider, Whole: s.whole}, s.call, s.round
	lines, err := a.roundLines(tx, []committee.Round{r}, nil, v.on)
	if err != nil {
		return out, err
	}
	out.Line = lines[0]
	if err := a.sittingOf(tx, v, r, &out); err != nil {
		return out, err
	}
	names, err := a.partyNames(tx, r, v.on)
	if err != nil {
		return out, err
	}
	out.Drafter = names[r.Drafter]
	if out.Chair, err = a.seatName(tx, r.Chair, v.on); err != nil {
		return out, err
	}
	if out.Opener, err = a.seatName(tx, r.Opener, v.on); err != nil {
		return out, err
	}
	if err := a.roundRulings(tx, v, r, s.counts, &out); err != nil {
		return out, err
	}
	mine := s.mine
	out.parties(r, names, mine, s.counts)
	if err := out.attach(tx, r, mine); err != nil {
		return out, err
	}
	if out.Table, err = a.tableRows(tx, v, s.read(), names); err != nil {
		return out, err
	}
	out.Stale = staleSlips(r, mine)
	if out.Insider {
		charged, err := s.charged(tx, out.Line.Comments)
		if err != nil {
			return out, err
		}
		if out.Offers, err = a.roundOffers(v, k, r, mine, out.Line.Comments > 0, charged); err != nil {
			return out, err
		}
		if out.Trail, err = a.roundActs(tx, v, r, out.Whole); err != nil {
			return out, err
		}
	}
	if out.Changed, err = tx.LastSeq(r.Body, "round", string(r.ID)); err != nil {
		return out, err
	}
	out.withhold(&r, mine)
	if err := v.veilPapers(&r, out.Stale); err != nil {
		return out, err
	}
	out.Round = r
	return out, nil
}

// callOn prepares a question about a body for a page.
func (v *view) callOn(body committee.BodyKey) (*call, error) {
	reg, err := v.charter(body)
	return &call{view: v, body: body, reg: reg, env: committee.Env{Today: v.on}}, err
}

// readsSlips reports whether the reader may read every slip of a round: the
// drafter, who presides, opened or assists there, who may conclude, and the
// keeper of the books.
func (k *call) readsSlips(r committee.Round) bool {
	if k.keeper || k.standingAs(r.Body, r.Drafter) != nil {
		return true
	}
	q := k.concludesRound(r)
	if q.relation.Chair || q.relation.AssistsChair || q.relation.Convener {
		return true
	}
	_, fault := k.a.rule(&call{view: k.view, body: r.Body, reg: k.reg, env: k.env}, q)
	return fault == nil
}

// withhold takes out of a page what the reader may not know.
func (p *RoundPage) withhold(r *committee.Round, mine []asker) {
	own := func(by committee.Party) bool {
		return slices.ContainsFunc(mine, func(x asker) bool { return x.Party == by })
	}
	if !p.Whole {
		r.Slips = slices.DeleteFunc(slices.Clone(r.Slips), func(s committee.Slip) bool { return !own(s.By) })
		r.Late = slices.DeleteFunc(slices.Clone(r.Late), func(s committee.LateSlip) bool { return !own(s.By) })
		if r.State != committee.RoundDone || !p.Insider {
			p.Table = slices.DeleteFunc(p.Table, func(x TableRow) bool { return !own(x.Row.By) })
		}
	}
	if !p.Insider {
		r.Asked, r.Papers, r.Articles, r.Changes, p.Parties = nil, nil, nil, nil, nil
	}
}

// roundRulings holds a round against the charter of the day.
func (a *App) roundRulings(tx *store.Tx, v *view, r committee.Round, known bool, out *RoundPage) error {
	on := v.on
	if r.State != committee.RoundOpen {
		on = a.dayOf(tx, r.Closing.At)
	}
	seats, err := tx.Seats(r.Body, on)
	if err != nil {
		return err
	}
	reg, err := a.regulation(tx, r.Body, on)
	if err != nil {
		return err
	}
	consents := false
	if reg != nil {
		rule := rulesOf(reg, r, on)
		consents = rule.silence == "consent"
		out.Rule = a.ruleShown(tx, reg, r, rule)
	}
	for _, q := range r.Questions {
		x := RoundQuestion{Question: q}
		if reg != nil {
			facts := placeFacts(r)
			if known {
				facts = roundFacts(r, q.ID, seats, consents)
			}
			x.Tally = reg.Verdict("tally", on, facts, a.isWorkday)
			x.Silence = reg.Verdict("round", on, facts, a.isWorkday)
		}
		if known {
			members, others := r.Count(q.ID, committee.Members), r.Count(q.ID, committee.Others)
			x.Members, x.Others, x.Options = &members, &others, map[string]int{}
			for _, s := range r.Slips {
				if s.Question == q.ID {
					x.Options[s.Option]++
				}
			}
		}
		out.Questions = append(out.Questions, x)
	}
	return nil
}

// ruleShown tells what the charter says of a round, and what it leaves open.
func (a *App) ruleShown(tx *store.Tx, reg *charter.Regulation, r committee.Round, rule roundRules) RoundRule {
	out := RoundRule{Silence: rule.silence, Weight: rule.weight, Capacity: r.Capacity, Mode: rule.mode, Binds: rule.counts}
	opened := a.dayOf(tx, r.Opened)
	if spec, placed, ok := roundRule(reg, r.Matter, r.In, opened); ok {
		out.Clause = &ClausesOf([]charter.Cite{placed.Cite}, "vi")[0]
		if !spec.Deadline.IsZero() && !spec.Deadline.Unstated {
			out.Least = spec.Deadline.After(opened, a.isWorkday)
			out.Short = r.Deadline < out.Least
		}
	}
	if rule.clause != nil {
		out.ModeBy = &ClausesOf([]charter.Cite{*rule.clause}, "vi")[0]
	}
	for _, x := range []struct {
		what string
		open bool
	}{{"silence", out.Silence == ""}, {"weight", out.Weight == ""}, {"capacity", out.Capacity == ""}, {"deadline", out.Least == 0}} {
		if x.open {
			out.Open = append(out.Open, x.what)
		}
	}
	return out
}

// roundOffers asks what the reader may do with a round in its state.
func (a *App) roundOffers(v *view, k *call, r committee.Round, mine []asker, commented bool, charged *committee.Standing) ([]Offer, error) {
	if r.State != committee.RoundOpen {
		return nil, nil
	}
	var list []question
	if !r.Closed(v.on) {
		for _, x := range mine[:min(len(mine), 1)] {
			list = append(list, k.answerQuestion(r, x))
		}
		list = append(list, k.recordsSlips(r))
	}
	list = append(list, k.keepsRound("round.change", r), k.keepsRound("round.extend", r), k.keepsRound("round.cancel", r), k.concludesRound(r))
	if commented {
		list = append(list, k.draftQuestion("comment.answer", r, charged), k.draftQuestion("comment.charge", r, nil))
	}
	return a.offers(v, r.Body, list)
}

// slipActs are the acts of which only some may read more than that they were done.
var slipActs = []charter.Act{"round.answer", "opinion.record"}

// roundActs is the history of a round; who may not read every slip sees of the
// slips only the own.
func (a *App) roundActs(tx *store.Tx, v *view, r committee.Round, whole bool) (Trail, error) {
	all := store.ActFilter{Body: r.Body, RefKind: "round", Ref: string(r.ID)}
	if whole {
		return a.trail(tx, all)
	}
	own := all
	all.Not, own.Names, own.Of = slipActs, slipActs, v.by.Person
	return a.trail(tx, all, own)
}

// withheld reports whether what an act says is a slip that the reader may not
// read: the register tells that it was done, and no more.
func (a *App) withheld(v *view, row store.ActRow) (bool, error) {
	switch row.RefKind {
	case "vote":
		return v.withheldVote(row)
	case "topic":
		return v.withheldTopic(row)
	case "paper":
		return v.withheldTopicPaper(row)
	}
	if row.RefKind != "round" || !slices.Contains(slipActs, charter.Act(row.Name)) || row.Person == v.by.Person || row.OnBehalf == v.by.Person {
		return false, nil
	}
	r, ok, err := v.tx.RoundHead(committee.RoundID(row.Ref))
	if err != nil || !ok {
		return true, err
	}
	k, err := v.callOn(r.Body)
	return err != nil || !k.readsSlips(r), err
}
