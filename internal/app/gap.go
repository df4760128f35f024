package app

import (
	"fmt"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// GapKind is what a meeting to come still lacks (việc còn thiếu trước phiên họp).
type GapKind string

// The gaps that are looked for.
const (
	GapNobody GapKind = "nobody" // nobody is called
	GapChair  GapKind = "chair"  // nobody presides, or who should does not sit on that day
	GapQuorum GapKind = "quorum" // too few, even if all came who have not said that they will not
	GapSilent GapKind = "silent" // called and has not answered, when it is a few days off
	GapNotice GapKind = "notice" // called later than the charter says
	GapVacant GapKind = "vacant" // called seats that nobody fills on that day
	GapBooked GapKind = "booked" // called to another meeting at the same time
	GapAgenda GapKind = "agenda" // no item
	GapPapers GapKind = "papers" // items without a paper
	GapMode   GapKind = "mode"   // items of which the charter does not say who decides
)

// Gap is one thing that a meeting to come lacks, with whom or what it concerns and
// the clause that asks for it, where one does.
type Gap struct {
	Kind    GapKind
	Who     []string // seats with their holders, or titles of items
	Need    string   // what the charter needs, as verdicts say it
	Have    string
	Clauses []Clause
}

// defaultLength is how long a meeting is taken to last when its end is open.
const defaultLength = 2 * time.Hour

// gaps looks for what a meeting to come lacks. It is told to those who prepare it;
// others see nothing.
func (a *App) gaps(tx *store.Tx, reg *charter.Regulation, out *MeetingPage, seats []committee.Seat, day charter.Date) ([]Gap, error) {
	m := out.Meeting
	if m.State != committee.Convened && m.State != committee.Postponed || !prepares(out) {
		return nil, nil
	}
	var gaps []Gap
	add := func(kind GapKind, who []string, ok bool) {
		if ok {
			gaps = append(gaps, Gap{Kind: kind, Who: who})
		}
	}
	lines := map[committee.SeatID]SeatLine{}
	for _, l := range out.Seats {
		lines[l.Seat] = l
	}
	var vacant []string
	for _, i := range m.Chosen() {
		if l, sits := lines[i.Seat]; i.Seat != "" && (!sits || l.Person == "") {
			name, err := a.seatName(tx, i.Seat, day)
			if err != nil {
				return nil, err
			}
			vacant = append(vacant, name)
		}
	}
	chair, sits := lines[m.Chair]
	add(GapNobody, nil, len(m.Chosen()) == 0)
	add(GapChair, nil, m.Chair == "" || !sits || chair.Person == "")
	if reg != nil {
		gaps = append(gaps, a.verdictGaps(tx, reg, out, seats, day)...)
	}
	add(GapVacant, vacant, len(vacant) > 0)
	silent := unanswered(out.Answers)
	add(GapSilent, silent, len(silent) > 0 && len(m.Chosen()) > 0 && m.Start.Sub(a.now()) < answersDue)
	booked, err := a.bookedElsewhere(tx, m, lines)
	if err != nil {
		return nil, err
	}
	add(GapBooked, booked, len(booked) > 0)
	add(GapAgenda, nil, len(m.Agenda) == 0)
	laid := map[committee.ItemID]bool{}
	for _, p := range out.Papers {
		laid[p.Paper.Item] = laid[p.Paper.Item] || !p.Paper.Withdrawn
	}
	var bare, open []string
	for _, item := range m.Agenda {
		if !laid[item.ID] && !laid[""] {
			bare = append(bare, item.Title)
		}
		if _, decided := out.Modes[item.ID]; !decided {
			open = append(open, item.Title)
		}
	}
	add(GapPapers, bare, len(bare) > 0)
	add(GapMode, open, len(open) > 0)
	return gaps, nil
}

// prepares reports whether the reader may do something with the meeting.
func prepares(out *MeetingPage) bool {
	for _, o := range out.Offers {
		if o.Allowed {
			return true
		}
	}
	return false
}

// answersDue is how long before a meeting those who have not answered are named.
const answersDue = 7 * 24 * time.Hour

// unanswered names the parties that have not answered, or not to the hour as it is
// set now.
func unanswered(p AnswerPage) (names []string) {
	for _, l := range p.Lines {
		if (l.Answer == nil || l.Stale) && l.Name != "" {
			names = append(names, l.Name)
		}
	}
	return names
}

// verdictGaps holds a meeting against the charter's words on quorum and notice.
func (a *App) verdictGaps(tx *store.Tx, reg *charter.Regulation, out *MeetingPage, seats []committee.Seat, day charter.Date) (gaps []Gap) {
	m := out.Meeting
	add := func(kind GapKind, v charter.Verdict) {
		if v.OK == charter.No {
			gaps = append(gaps, Gap{Kind: kind, Need: fmt.Sprint(v.Need), Have: fmt.Sprint(v.Have), Clauses: ClausesOf(v.Clauses, "vi")})
		}
	}
	// At best all come who have not said that they will not.
	answers := make([]committee.InvitationAnswer, 0, len(out.Answers.Lines))
	for _, l := range out.Answers.Lines {
		if l.Answer != nil {
			answers = append(answers, *l.Answer)
		}
	}
	best := m
	best.Invitees = expected(m, seats, answers)
	if len(m.Chosen()) > 0 {
		add(GapQuorum, reg.Verdict("quorum", day, quorumFacts(best, seats), a.isWorkday))
	}
	for _, n := range out.Notices {
		if n.OK == charter.No {
			have := n.Sent
			if have == 0 {
				have = a.dayOf(tx, a.now())
			}
			gaps = append(gaps, Gap{Kind: GapNotice, Who: []string{n.What}, Need: n.By.String(), Have: have.String(), Clauses: n.Clauses})
		}
	}
	return gaps
}

// bookedElsewhere names who of those called is called to another meeting at the
// same time, in whatever seat. Which meeting that is stays unsaid: the reader may
// not be one who sees it.
func (a *App) bookedElsewhere(tx *store.Tx, m committee.Meeting, lines map[committee.SeatID]SeatLine) (names []string, err error) {
	end := func(m committee.Meeting) time.Time {
		if m.End.IsZero() {
			return m.Start.Add(defaultLength)
		}
		return m.End
	}
	others, _, err := tx.Meetings(store.MeetingFilter{
		From: m.Start.Add(-24 * time.Hour).UnixMicro(), To: end(m).UnixMicro() - 1, Limit: weekMost,
	})
	if err != nil {
		return nil, err
	}
	var ids []committee.MeetingID
	for _, o := range others {
		if o.ID != m.ID && o.State != committee.Cancelled && end(o).After(m.Start) {
			ids = append(ids, o.ID)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	called, err := tx.Called(ids)
	if err != nil {
		return nil, err
	}
	var seats []committee.SeatID
	for _, list := range called {
		for _, i := range list {
			if i.Seat != "" {
				seats = append(seats, i.Seat)
			}
		}
	}
	holders, err := tx.HoldersOf(seats, a.dayOf(tx, m.Start))
	if err != nil {
		return nil, err
	}
	busy := map[committee.PersonID]bool{}
	for _, h := range holders {
		busy[h.Person] = true
	}
	for _, i := range m.Chosen() {
		if l, sits := lines[i.Seat]; sits && l.Person != "" && busy[l.Person] {
			names = append(names, l.Holder)
		}
	}
	return names, nil
}
