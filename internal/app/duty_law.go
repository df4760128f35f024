package app

import (
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// closedMeetings reads the meetings of a body that were closed on a day or later.
func (a *App) closedMeetings(tx *store.Tx, key committee.BodyKey, from charter.Date) ([]committee.Meeting, error) {
	var out []committee.Meeting
	f := store.MeetingFilter{Body: key, State: committee.Concluded, Closed: max(instant(from, a.zoneOf(tx.Office())).UnixMicro(), 1), Limit: 500}
	for {
		page, next, err := tx.Meetings(f)
		if err != nil {
			return nil, err
		}
		if out = append(out, page...); next == "" {
			return out, nil
		}
		f.Cursor = next
	}
}

// noticeSlack is more days than a notice can be due after the close: those days
// before a range may owe something within it.
const noticeSlack = 60

// lawfully gives what general law makes a body owe between two days: the notices of
// the conclusions of its closed meetings, but where its charter gives its own time.
func (a *App) lawfully(tx *store.Tx, key committee.BodyKey, from, to charter.Date) ([]charter.Obligation, error) {
	meetings, err := a.closedMeetings(tx, key, from-noticeSlack)
	if err != nil || len(meetings) == 0 {
		return nil, err
	}
	ids := make([]committee.MeetingID, len(meetings))
	for i, m := range meetings {
		ids[i] = m.ID
	}
	concluded, err := tx.WithConclusions(ids)
	if err != nil {
		return nil, err
	}
	var out []charter.Obligation
	for _, m := range meetings { // by their start
		if !concluded[m.ID] {
			continue
		}
		o, owed, err := a.owedNotice(tx, m)
		if err != nil {
			return nil, err
		}
		if owed && o.Due.To >= from && o.Due.To <= to {
			out = append(out, o)
		}
	}
	return out, nil
}

// owedNotice is the notice that general law makes a closed meeting owe; none where
// the charter of that day says itself by when.
func (a *App) owedNotice(tx *store.Tx, m committee.Meeting) (charter.Obligation, bool, error) {
	closed := a.dayOf(tx, m.Closed)
	reg, err := a.regulation(tx, m.Body, closed)
	if err != nil || reg != nil && committee.StatesNotice(reg, closed) {
		return charter.Obligation{}, false, err
	}
	return committee.OwedNotice(m.ID, a.dayOf(tx, m.Start), closed, a.isWorkday), true, nil
}

// meetingFacts are the days on which a body met and closed its meetings, for duties
// that a charter counts from them.
func (a *App) meetingFacts(tx *store.Tx, key committee.BodyKey, from charter.Date) ([]charter.Fact, error) {
	meetings, err := a.closedMeetings(tx, key, from-366)
	var facts []charter.Fact
	for _, m := range meetings {
		held, closed := a.dayOf(tx, m.Start).String(), a.dayOf(tx, m.Closed).String()
		for _, name := range committee.MeetingEvents {
			f := charter.Fact{Key: "event." + name, Value: held}
			if name == "meeting-closed" {
				f.Value = closed
			}
			if !slices.Contains(facts, f) {
				facts = append(facts, f)
			}
		}
	}
	return facts, err
}

// lawInstance finds the duty out of general law that evidence is about.
func (a *App) lawInstance(tx *store.Tx, in EvidenceIn) (*charter.Obligation, error) {
	id, ok := committee.NoticeOf(in.Rule)
	if !ok {
		return nil, nil
	}
	m, err := some(id, tx.Meeting)
	if err != nil || m == nil || m.Body != in.Body || m.Closed.IsZero() {
		return nil, err
	}
	o, owed, err := a.owedNotice(tx, *m)
	if err != nil || !owed || o.Due.To != in.Due {
		return nil, err
	}
	return &o, nil
}

// noticeDuty is how the notice of a meeting's conclusions stands; nil where none is
// owed, or the charter owes it by a rule of its own.
func (a *App) noticeDuty(tx *store.Tx, v *view, m committee.Meeting) (*committee.DutyLine, error) {
	if m.Closed.IsZero() || !slices.ContainsFunc(m.Agenda, func(x committee.Item) bool { return len(x.Conclusions) > 0 }) {
		return nil, nil
	}
	o, owed, err := a.owedNotice(tx, m)
	if err != nil || !owed {
		return nil, err
	}
	evidence, err := tx.Evidence(m.Body, o.Due.To, o.Due.To)
	if err != nil {
		return nil, err
	}
	lines, _ := committee.Board([]charter.Obligation{o}, evidence, nil, v.on, a.workdaysBetween)
	return &lines[0], nil
}

// relateNotice says whether the actor answers for the notice of a meeting: whoever
// presided over it, and who assists the chair.
func (k *call) relateNotice(q *question, o charter.Obligation) {
	id, ok := committee.NoticeOf(o.Rule)
	if !ok {
		return
	}
	if m, err := some(id, k.tx.Meeting); err == nil && m != nil {
		was := q.relation
		k.relatePresiding(q, m.Body, m.Chair, "")
		if q.relation.Lead = was.Lead || q.relation.Chair; was.Lead {
			q.relation.Standing = was.Standing
		}
	}
}
