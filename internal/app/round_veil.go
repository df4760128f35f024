package app

import (
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// What stands in the place of a title that the reader may no longer know; see
// docs/decisions/0036-sight-of-a-round.md.
const (
	veiledRound = "Đợt lấy ý kiến có nội dung kín"
	veiledPaper = "Tài liệu không còn mở cho người được hỏi"
)

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
	out := make([]committee.Round, 0, len(list))
	for _, r := range list {
		if hidden[r.ID] {
			whole, _, err := v.tx.RoundFrame(r.ID)
			if err != nil {
				return nil, nil, err
			}
			if len(v.askers(whole)) == 0 {
				continue
			}
		}
		out = append(out, r)
	}
	return out, hidden, nil
}

// veil leaves of a line what those asked keep knowing.
func (l *RoundLine) veil() {
	*l = RoundLine{
		ID: l.ID, Body: l.Body, BodyName: l.BodyName, Title: veiledRound, Stage: l.Stage, Opened: l.Opened, Deadline: l.Deadline, DaysLeft: l.DaysLeft, Veiled: true,
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
	lines, err := a.roundHeads(tx, v, []committee.Round{r}, v.on)
	if err != nil {
		return out, err
	}
	out.Line = lines[0]
	names, err := a.partyNames(tx, r, v.on)
	if err != nil {
		return out, err
	}
	own := committee.Round{
		ID: r.ID, Body: r.Body, Title: veiledRound, State: r.State, Opened: r.Opened, Deadline: r.Deadline, Version: r.Version,
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
	q.Text, q.Outcome = veiledRound, nil
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
					s.Papers[j] = veiledPaper
				}
			}
		}
		r.Papers[i].Title = veiledPaper
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
			r.Papers[i].Title = veiledPaper
		}
	}
	return nil
}
