package app

import (
	"context"
	"slices"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// Duties is the duty board of a body between two days: what its charter owes,
// met, due or missed, with the evidence (bảng nghĩa vụ). Like the acts that it rests
// on, it is for the body's own readers; others find it empty and the text open.
func (a *App) Duties(ctx context.Context, by Actor, key committee.BodyKey, from, to charter.Date) (out Board, err error) {
	if to < from {
		return out, committee.Wrong("to", "date.order", from.String(), to.String())
	}
	if to-from > 366*20 {
		return out, committee.Wrong("to", "date.span", "20")
	}
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		if _, err := needBody(tx, key); err != nil {
			return err
		}
		out = Board{From: from, To: to, AsOf: v.on}
		if ok, err := v.maySeeRegister(key); err != nil || !ok {
			return err
		}
		out, err = a.board(tx, v, key, from, to)
		return err
	})
	return out, err
}

func (a *App) board(tx *store.Tx, v *view, key committee.BodyKey, from, to charter.Date) (Board, error) {
	out := Board{From: from, To: to, AsOf: v.on}
	owed, err := a.owed(tx, key, from, to)
	if err != nil {
		return out, err
	}
	lawful, err := a.lawfully(tx, key, from, to)
	if err != nil {
		return out, err
	}
	evidence, err := tx.Evidence(key, from, to)
	if err != nil {
		return out, err
	}
	meetings, err := a.meetingsBetween(tx, key, owed)
	if err != nil {
		return out, err
	}
	lines, n := committee.Board(owed, evidence, meetings, v.on, a.workdaysBetween)
	out.Law, _ = committee.Board(lawful, evidence, nil, v.on, a.workdaysBetween)
	out.Lines, out.Met, out.Late, out.Due, out.Missed = lines, n.Met, n.Late, n.Due, n.Missed
	reg, err := a.regulation(tx, key, min(v.on, to))
	if err != nil || reg == nil {
		return out, err
	}
	out.Ongoing = ongoing(reg, min(v.on, to))
	all, err := tx.Evidence(key, 0, noDay)
	out.Shown = map[string][]committee.Evidence{}
	for _, e := range all {
		if e.Due == 0 && e.Met >= from && e.Met <= to {
			out.Shown[e.Rule] = append(out.Shown[e.Rule], e)
		}
	}
	return out, err
}

// owed gives what the charters of a body owe between two days, each for the days
// on which it was the body's charter. Events come from what is on record.
func (a *App) owed(tx *store.Tx, key committee.BodyKey, from, to charter.Date) ([]charter.Obligation, error) {
	versions, err := tx.CharterVersions(key)
	if err != nil {
		return nil, err
	}
	body, err := needBody(tx, key)
	if err != nil {
		return nil, err
	}
	var out []charter.Obligation
	for _, v := range versions {
		lo, hi := max(from, v.From, body.From), to
		if v.To != 0 {
			hi = min(hi, v.To)
		}
		if body.To != 0 {
			hi = min(hi, body.To)
		}
		if lo > hi {
			continue
		}
		reg, err := a.compiled(v.Hash, string(key), v.Source)
		if err != nil {
			return nil, err
		}
		events, err := a.eventFacts(tx, key, body, reg, lo)
		if err != nil {
			return nil, err
		}
		for _, o := range reg.Due(lo, hi, events, a.isWorkday) {
			if o.Period.From != 0 && body.From != 0 && o.Period.From < body.From {
				continue // a period cut by the founding owes nothing
			}
			out = append(out, o)
		}
	}
	return out, nil
}

// eventFacts gives the events that duties run from, as the books know them; of
// meetings only where the text counts from them.
func (a *App) eventFacts(tx *store.Tx, key committee.BodyKey, body committee.Body, reg *charter.Regulation, from charter.Date) ([]charter.Fact, error) {
	var facts []charter.Fact
	add := func(name string, d charter.Date) {
		if d != 0 {
			facts = append(facts, charter.Fact{Key: "event." + name, Value: d.String()})
		}
	}
	add("establishment", body.From)
	add("established", body.From)
	decisions, err := tx.Decisions(key)
	for _, d := range decisions {
		switch d.Kind {
		case committee.DecideReconstitute:
			add("reconstitution", d.Effect)
		case committee.DecidePromulgate:
			add("promulgation", d.Effect)
		}
	}
	if err != nil || !committee.CountsFromMeetings(reg, from) {
		return facts, err
	}
	held, err := a.meetingFacts(tx, key, from)
	return append(facts, held...), err
}

// meetingsBetween reads the meetings that could meet what series owe, with their
// start in the office's zone, since a day is the office's.
func (a *App) meetingsBetween(tx *store.Tx, key committee.BodyKey, owed []charter.Obligation) ([]committee.Meeting, error) {
	var from, to charter.Date
	for _, o := range owed {
		if o.Kind != charter.KindSeries || o.Period.From == 0 {
			continue
		}
		if from == 0 || o.Period.From < from {
			from = o.Period.From
		}
		to = max(to, o.Period.To)
	}
	if from == 0 {
		return nil, nil
	}
	loc := a.zoneOf(tx.Office())
	var out []committee.Meeting
	f := store.MeetingFilter{Body: key, From: instant(from, loc).UnixMicro(), To: instant(to+1, loc).UnixMicro() - 1, Limit: 500}
	for {
		page, next, err := tx.Meetings(f)
		if err != nil {
			return nil, err
		}
		for _, m := range page {
			m.Start = m.Start.In(loc)
			out = append(out, m)
		}
		if next == "" {
			return out, nil
		}
		f.Cursor = next
	}
}

// instant is midnight of a day in a zone.
func instant(d charter.Date, loc *time.Location) time.Time {
	y, m, day := d.Split()
	return time.Date(y, m, day, 0, 0, 0, 0, loc)
}

// YearPlan is what the series of a charter owe in a year, with the meetings that
// were called for it (kế hoạch họp năm).
func (a *App) YearPlan(ctx context.Context, by Actor, key committee.BodyKey, year int) (out []PlanLine, err error) {
	from, to := charter.NewDate(year, 1, 1), charter.NewDate(year, 12, 31)
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		if ok, err := v.maySeeRegister(key); err != nil || !ok {
			return err
		}
		b, err := a.board(tx, v, key, from, to)
		if err != nil {
			return err
		}
		w, err := v.viewer()
		if err != nil {
			return err
		}
		loc := a.zoneOf(tx.Office())
		owed := make([]charter.Obligation, len(b.Lines))
		for i, l := range b.Lines {
			owed[i] = l.Obligation
		}
		only := committee.OnlySeries(owed)
		for _, l := range b.Lines {
			if l.Obligation.Kind != charter.KindSeries {
				continue
			}
			p := PlanLine{Obligation: l.Obligation, State: l.State}
			page, _, err := tx.Meetings(store.MeetingFilter{
				Body: key, From: instant(l.Obligation.Period.From, loc).UnixMicro(),
				To: instant(l.Obligation.Period.To+1, loc).UnixMicro() - 1, Viewer: &w, Limit: 100,
			})
			if err != nil {
				return err
			}
			page = slices.DeleteFunc(page, func(m committee.Meeting) bool { return !committee.OfSeries(l.Obligation, m, only) })
			if p.Meetings, err = a.meetingLines(tx, page); err != nil {
				return err
			}
			out = append(out, p)
		}
		return nil
	})
	return out, err
}
