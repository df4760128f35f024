package app

import (
	"maps"
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// A round or a paper whose title the reader may no longer know has an empty one here
// (docs/decisions/0036-sight-of-a-round.md). What stands in its place is a word of the
// reader's language, which is for the edges to say.

// veiled tells which of some rounds are on an item that has become confidential
// since, and that the reader does not see: of such a round those asked know that it
// was put to them, its last day and their own slips; for anybody else it is not there.
func (v *view) veiled(ids ...committee.RoundID) (map[committee.RoundID]bool, error) {
	closed, err := v.tx.ClosedRounds(ids)
	if err != nil || len(closed) == 0 {
		return nil, err
	}
	out := map[committee.RoundID]bool{}
	for _, x := range closed {
		m, err := some(x.Meeting, v.tx.Meeting)
		if err != nil {
			return nil, err
		}
		if m != nil && !v.seesPlace(*m, x.Item) {
			out[x.Round] = true
		}
	}
	return out, nil
}

// veils is [view.veiled] for one round, of which its head is known.
func (v *view) veils(r committee.Round) (bool, error) {
	if r.Meeting == "" {
		return false, nil
	}
	hidden, err := v.veiled(r.ID)
	return hidden[r.ID], err
}

// unveiledTo asks that who answers a round still sees what it asks about.
func (v *view) unveiledTo(r committee.Round) error {
	hidden, err := v.veils(r)
	if err == nil && hidden {
		err = committee.Clash("round.veiled")
	}
	return err
}

// veilsFrom reports whether a round is on a confidential item that a party asked
// does not see; letters are for a party, whoever reads them.
func veilsFrom(tx *store.Tx, r committee.Round, p committee.Party) (bool, error) {
	m, err := some(r.Meeting, tx.Meeting)
	if err != nil || m == nil {
		return false, err
	}
	x := itemOf(*m, r.Item)
	return x.Closed && (p.Seat == "" || !slices.Contains(x.Readers(*m), p.Seat)), nil
}

// unveiled leaves of a list of rounds what the reader may know to be there, and
// tells which of them are veiled.
func (v *view) unveiled(list []committee.Round) ([]committee.Round, map[committee.RoundID]bool, error) {
	var ids []committee.RoundID
	for _, r := range list {
		if r.Meeting != "" {
			ids = append(ids, r.ID)
		}
	}
	hidden, err := v.veiled(ids...)
	if err != nil || len(hidden) == 0 {
		return list, nil, err
	}
	asked, err := v.tx.RoundsAsked(slices.Collect(maps.Keys(hidden)))
	if err != nil {
		return nil, nil, err
	}
	out := make([]committee.Round, 0, len(list))
	for _, r := range list {
		if hidden[r.ID] {
			if r.Asked = asked[r.ID]; len(v.askers(r)) == 0 {
				continue
			}
		}
		out = append(out, r)
	}
	return out, hidden, nil
}

// roundsInSight is a page of a list of rounds, of those that the reader may know to be
// there. What is veiled from the reader is known only when it is read: more is read
// until the page is full or the list has ended, so that a page is short at the end
// alone and one that has a next page has one with something on it.
func (v *view) roundsInSight(f store.RoundFilter) (out []committee.Round, hidden map[committee.RoundID]bool, next string, err error) {
	w, err := v.viewer()
	if err != nil {
		return nil, nil, "", err
	}
	most := f.Most()
	f.Viewer, f.Limit, hidden = &w, most+1, map[committee.RoundID]bool{}
	for {
		page, more, err := v.tx.Rounds(f)
		if err != nil {
			return nil, nil, "", err
		}
		seen, veiled, err := v.unveiled(page)
		if err != nil {
			return nil, nil, "", err
		}
		out = append(out, seen...)
		maps.Copy(hidden, veiled)
		if len(out) > most {
			return out[:most], hidden, store.RoundAt(out[most-1]), nil
		}
		if more == "" {
			return out, hidden, "", nil
		}
		f.Cursor = more
	}
}

// veil leaves of a line what those asked keep knowing.
func (l *RoundLine) veil() {
	*l = RoundLine{
		ID: l.ID, Body: l.Body, BodyName: l.BodyName, Stage: l.Stage, Opened: l.Opened, Deadline: l.Deadline, DaysLeft: l.DaysLeft, Veiled: true,
	}
}

// veiledPage is a round on an item that the reader no longer sees, for who is asked:
// the own slips, and no word of the questions.
func (a *App) veiledPage(tx *store.Tx, v *view, id committee.RoundID) (out RoundPage, err error) {
	r, _, err := tx.Round(id)
	if err != nil {
		return out, err
	}
	hidden, err := v.veils(r)
	if err != nil {
		return out, err
	}
	mine := v.askers(r)
	if !hidden || len(mine) == 0 {
		return out, committee.Missing("round.unknown", string(id))
	}
	lines, err := a.roundHeads(tx, []committee.Round{r}, map[committee.RoundID]bool{r.ID: true}, v.on)
	if err != nil {
		return out, err
	}
	out.Line = lines[0]
	names, err := a.partyNames(tx, r, v.on)
	if err != nil {
		return out, err
	}
	own := committee.Round{
		ID: r.ID, Body: r.Body, State: r.State, Opened: r.Opened, Deadline: r.Deadline, Version: r.Version,
	}
	for _, x := range mine {
		own.Asked = append(own.Asked, x.Party)
		out.Parties = append(out.Parties, RoundParty{Party: x.Party, Name: names[x.Party], Known: true, Mine: true})
	}
	for _, s := range r.Slips {
		if slices.Contains(own.Asked, s.By) {
			s.Comments = slices.Clone(s.Comments)
			for i := range s.Comments {
				s.Comments[i].Reply, s.Comments[i].To, s.Comments[i].Due = committee.Reply{}, "", 0
			}
			own.Slips = append(own.Slips, s)
		}
	}
	for _, s := range r.Late {
		if slices.Contains(own.Asked, s.By) {
			own.Late = append(own.Late, s)
		}
	}
	for _, q := range r.Questions {
		q = veiledQuestion(q, own.Slips)
		own.Questions = append(own.Questions, q)
		out.Questions = append(out.Questions, RoundQuestion{Question: q})
	}
	out.Round = own
	return out, nil
}

// veiledQuestion leaves of a question its place, and of its own positions those that
// were chosen.
func veiledQuestion(q committee.Question, own []committee.Slip) committee.Question {
	q.Text, q.Outcome = "", nil
	q.Options = slices.DeleteFunc(slices.Clone(q.Options), func(o committee.Option) bool {
		return o.Label != "" && !slices.ContainsFunc(own, func(s committee.Slip) bool { return s.Question == q.ID && s.Option == o.Key })
	})
	return q
}

// withheldRound reports whether an act is of a round whose item the reader no longer
// sees; the own answer stays one's own.
func (a *App) withheldRound(v *view, row store.ActRow) (bool, error) {
	if slices.Contains(slipActs, charter.Act(row.Name)) && (row.Person == v.by.Person || row.OnBehalf == v.by.Person) {
		return false, nil
	}
	hidden, err := v.veiled(committee.RoundID(row.Ref))
	return len(hidden) > 0, err
}

// veilPapers takes the titles of papers out of a round that the reader no longer
// sees: their sight was narrowed, or they lie on an item that is confidential now.
func (v *view) veilPapers(r *committee.Round, stale []StaleSlip) error {
	var papers []committee.Paper
	for _, b := range r.Papers {
		p, err := some(b.Paper, v.tx.Paper)
		if err != nil {
			return err
		}
		if p != nil {
			papers = append(papers, *p)
		}
	}
	seen, err := v.seenPapers(papers, nil)
	if err != nil {
		return err
	}
	r.Papers = slices.Clone(r.Papers)
	for i, b := range r.Papers {
		if seen[b.Paper] >= seesLine {
			continue
		}
		for _, s := range stale {
			for j, title := range s.Papers {
				if title == b.Title {
					s.Papers[j] = ""
				}
			}
		}
		r.Papers[i].Title = ""
	}
	return nil
}

// veilLetter takes the titles of papers out of a letter that no longer stand open to
// all who are asked.
func veilLetter(tx *store.Tx, r *committee.Round) error {
	r.Papers = slices.Clone(r.Papers)
	for i, b := range r.Papers {
		p, err := some(b.Paper, tx.Paper)
		if err != nil || p == nil {
			return err
		}
		m, err := some(p.Meeting, tx.Meeting)
		if err != nil {
			return err
		}
		if !p.Narrowed.IsZero() || m != nil && itemOf(*m, p.Item).Closed {
			r.Papers[i].Title = ""
		}
	}
	return nil
}
