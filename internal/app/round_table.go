package app

import (
	"slices"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// parties tells how far each of those asked has answered.
func (p *RoundPage) parties(r committee.Round, names map[committee.Party]charter.Text, mine []asker, known bool) {
	slip := r.Finder()
	for _, by := range r.Asked {
		x := RoundParty{Party: by, Name: names[by], Capacity: capacityOf(r, by), Left: len(r.Questions)}
		x.Mine = slices.ContainsFunc(mine, func(m asker) bool { return m.Party == by })
		x.Known = known || x.Mine
		for _, q := range r.Questions {
			if s := slip(q.ID, by); s != nil {
				x.note(r, *s)
			}
		}
		switch {
		case !x.Known:
			x.Left, x.Stale, x.Recorded, x.Answered = 0, 0, 0, time.Time{}
		case known && x.Left > 0:
			p.Missing = append(p.Missing, x.Name)
		}
		if known && x.Stale > 0 {
			p.StaleCount++
		}
		p.Parties = append(p.Parties, x)
	}
}

// attach adds what came with answers by letter: all of it for who reads every
// slip, else what came with the own.
func (p *RoundPage) attach(tx *store.Tx, r committee.Round, mine []asker) error {
	files, err := slipFiles(tx, r, func(by committee.Party) bool {
		return p.Whole || slices.ContainsFunc(mine, func(m asker) bool { return m.Party == by })
	})
	for i, x := range p.Parties {
		p.Parties[i].Files = files[x.Party.Key()]
	}
	return err
}

func (x *RoundParty) note(r committee.Round, s committee.Slip) {
	x.Left--
	if s.At.After(x.Answered) {
		x.Answered = s.At
	}
	if r.Stale(s) {
		x.Stale++
	}
	if !s.Confirmed {
		x.Recorded++
	}
}

// capacityOf is in which capacity a party answers: a member as the charter says,
// an agency officially, an expert in person.
func capacityOf(r committee.Round, p committee.Party) string {
	switch {
	case p.Agency != "":
		return "official"
	case p.Person != "":
		return "personal"
	}
	return r.Capacity
}

// tableRows words the table of a round.
func (a *App) tableRows(tx *store.Tx, v *view, r committee.Round, names map[committee.Party]charter.Text) ([]TableRow, error) {
	headings := map[string]string{}
	for _, x := range r.Articles {
		headings[x.Address] = x.Heading
	}
	table := r.Table()
	var people []committee.PersonID
	seats := map[committee.SeatID]string{}
	for _, row := range table {
		if by := row.Comment.Reply.By; by != "" && !slices.Contains(people, by) {
			people = append(people, by) // few answer
		}
		to := row.Comment.To
		if _, named := seats[to]; named || to == "" {
			continue
		}
		name, err := a.seatName(tx, to, v.on)
		if err != nil {
			return nil, err
		}
		seats[to] = name
	}
	who, err := tx.Names(people)
	if err != nil {
		return nil, err
	}
	out := make([]TableRow, len(table))
	for i, row := range table {
		heading, there := headings[row.Comment.Address]
		out[i] = TableRow{
			Row: row, Name: names[row.By], Heading: heading, Gone: row.Comment.Address != "" && !there,
			By: who[row.Comment.Reply.By], To: seats[row.Comment.To],
		}
	}
	return out, nil
}

// staleSlips lists the own slips that rest on an older text, with what changed
// since each was given.
func staleSlips(r committee.Round, mine []asker) []StaleSlip {
	var out []StaleSlip
	if r.State != committee.RoundOpen {
		return nil
	}
	for _, s := range r.Slips {
		if !r.Stale(s) || !slices.ContainsFunc(mine, func(m asker) bool { return m.Party == s.By }) {
			continue
		}
		x := StaleSlip{By: s.By, Question: s.Question, Revision: s.Revision, Version: s.Version}
		var papers []committee.PaperID
		x.Articles, papers = r.ChangedSince(s.Version)
		for _, id := range papers {
			title := string(id)
			if i := slices.IndexFunc(r.Papers, func(p committee.BoundPaper) bool { return p.Paper == id }); i >= 0 {
				title = r.Papers[i].Title
			}
			x.Papers = append(x.Papers, title)
		}
		out = append(out, x)
	}
	return out
}

// sourceRound finds the round whose conclusion gave out a task.
func sourceRound(tx *store.Tx, v *view, t committee.Task, out *TaskPage) error {
	id, _, err := tx.RoundOfConclusion(committee.ConclusionID(t.SourceID))
	if err != nil {
		return err
	}
	r, ok, err := tx.RoundHead(id)
	if err != nil || !ok {
		return err
	}
	hidden, err := v.veils(r)
	if err == nil && !hidden {
		out.SourceRound, out.Source = id, r.Title
	}
	return err
}
