package app

import (
	"slices"
	"time"

	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// How much of a paper a reader sees.
const (
	seesLine = 1 // that it is there, was withdrawn, and why
	seesFile = 2 // its versions and their files
)

// paperSight writes who may read the papers that events touched, and has new
// versions drawn.
func paperSight(k *call, events []committee.Event) error {
	touched := map[committee.PaperID]bool{}
	for _, e := range events {
		switch x := e.(type) {
		case committee.PaperLaid:
			touched[x.ID] = true
		case committee.PaperWithdrawn:
			touched[x.Paper] = true
		case committee.PaperShown:
			touched[x.Paper] = true
		}
	}
	for id := range touched {
		p, err := some(id, k.tx.Paper)
		if err != nil || p == nil {
			return err
		}
		if err := k.showPaper(*p); err != nil {
			return err
		}
	}
	return k.drawLater(events)
}

// showPapers writes anew who may read the papers of a meeting, when others are
// called to it.
func (k *call) showPapers(meeting committee.MeetingID) error {
	papers, err := k.tx.Papers(store.PaperFilter{Meeting: meeting})
	if err != nil {
		return err
	}
	for _, p := range papers {
		if err := k.showPaper(p); err != nil {
			return err
		}
	}
	return nil
}

// showPaper writes who may read a paper of a meeting: those called; the body as
// well, when the paper is for it or nobody has been called yet. Of a paper that
// was withdrawn they see that it was. Who presides, assists or presents is not
// written here but found when it is read ([view.seenPapers]), since that changes
// hands; nor are those asked in a round, who see what the round binds.
func (k *call) showPaper(p committee.Paper) error {
	m, err := some(p.Meeting, k.tx.Meeting)
	if err != nil {
		return err
	}
	var lines []store.Audience
	if m != nil {
		for _, i := range m.Chosen() {
			switch {
			case i.Seat != "":
				lines = append(lines, store.Audience{Who: store.ToSeat, ID: string(i.Seat)})
			case i.Agency != "":
				lines = append(lines, store.Audience{Who: store.ToAgency, ID: string(i.Agency)})
			}
		}
		if p.Sight == committee.ForBody || len(lines) == 0 {
			lines = append(lines, store.Audience{Who: store.ToBody, ID: string(p.Body)})
		}
	} else if p.Sight == committee.ForBody && p.Round == "" && p.Topic == "" {
		lines = append(lines, store.Audience{Who: store.ToBody, ID: string(p.Body)})
	}
	for i := range lines {
		if lines[i].Level = seesFile; p.Withdrawn {
			lines[i].Level = seesLine
		}
	}
	return k.tx.ReplaceAudience("paper", string(p.ID), lines)
}

// seenPapers gives how much the reader sees of each paper: what is written, what
// a round shows that binds it, and all of it to who laid it, who leads its item,
// presides, convened, or is secretary of the body, or assists one of these. known
// is a meeting of theirs that was read already, or nil.
func (v *view) seenPapers(papers []committee.Paper, known *committee.Meeting) (map[committee.PaperID]int, error) {
	w, err := v.viewer()
	if err != nil {
		return nil, err
	}
	ids := make([]committee.PaperID, len(papers))
	for i, p := range papers {
		ids[i] = p.ID
	}
	out, err := v.tx.SeenPapers(w, ids)
	if err != nil {
		return nil, err
	}
	if err := v.seenInRounds(w, papers, out); err != nil {
		return nil, err
	}
	meetings := map[committee.MeetingID]*committee.Meeting{}
	if known != nil {
		meetings[known.ID] = known
	}
	secretary := map[committee.BodyKey]bool{}
	for _, p := range papers {
		if p.Withdrawn && out[p.ID] > seesLine && !v.keeper {
			out[p.ID] = seesLine
		}
		if p.Topic != "" {
			continue // nobody sees it who does not see the working space, who laid it included
		}
		if _, read := meetings[p.Meeting]; !read {
			if meetings[p.Meeting], err = some(p.Meeting, v.tx.Meeting); err != nil {
				return nil, err
			}
		}
		if _, asked := secretary[p.Body]; !asked {
			standings, err := v.in(p.Body)
			if err != nil {
				return nil, err
			}
			secretary[p.Body] = slices.ContainsFunc(standings, func(s committee.Standing) bool { return s.Role == committee.RoleSecretary })
		}
		answer := []committee.SeatID{p.By}
		if m := meetings[p.Meeting]; m != nil {
			if p.Item != "" && !v.seesPlace(*m, p.Item) {
				delete(out, p.ID)
				continue
			}
			answer = append(answer, m.Chair, m.Convener, itemOf(*m, p.Item).Lead)
		}
		if secretary[p.Body] || p.Person != "" && p.Person == v.by.Person ||
			slices.ContainsFunc(answer, func(s committee.SeatID) bool { return s != "" && slices.Contains(w.Seats, s) }) {
			out[p.ID] = max(out[p.ID], seesFile)
		}
	}
	return out, nil
}

// seenInRounds adds the papers that rounds in sight bind. A paper that was narrowed
// to those called after a round had bound it is not shown by that round any more.
func (v *view) seenInRounds(w store.Viewer, papers []committee.Paper, out map[committee.PaperID]int) error {
	ids, narrowed := make([]committee.PaperID, len(papers)), map[committee.PaperID]time.Time{}
	for i, p := range papers {
		ids[i], narrowed[p.ID] = p.ID, p.Narrowed
	}
	bound, err := v.tx.BoundInRounds(w, ids)
	if err != nil || len(bound) == 0 {
		return err
	}
	var rounds []committee.RoundID
	for _, b := range bound {
		rounds = append(rounds, b.Round)
	}
	hidden, err := v.veiled(rounds...)
	for _, b := range bound {
		if !hidden[b.Round] && (b.At.IsZero() || narrowed[b.Paper].Before(b.At) || narrowed[b.Paper].IsZero()) {
			out[b.Paper] = max(out[b.Paper], seesFile)
		}
	}
	return err
}

// paperFor reads a paper of which the reader sees at least so much; another does
// not exist for the reader.
func (a *App) paperFor(tx *store.Tx, v *view, id committee.PaperID, least int) (committee.Paper, error) {
	p, ok, err := tx.Paper(id)
	if err != nil {
		return p, err
	}
	if ok {
		seen, err := v.seenPapers([]committee.Paper{p}, nil)
		if err != nil {
			return p, err
		}
		ok = seen[id] >= least
	}
	if !ok {
		return committee.Paper{}, committee.Missing("paper.unknown", string(id))
	}
	return p, nil
}
