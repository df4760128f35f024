package app

import (
	"context"
	"slices"

	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// ArrangeAgenda replaces the agenda of a meeting, by who presides, assists there or
// called it; once the sitting has begun, by who presides alone (xây dựng chương
// trình họp). See docs/decisions/0025-agenda.md.
func (a *App) ArrangeAgenda(ctx context.Context, by Actor, in ArrangeIn) (Receipt, error) {
	return do(ctx, a, by, command[ArrangeIn, committee.ArrangeState]{
		bodies: locks[ArrangeIn]{find: func(tx *store.Tx, in ArrangeIn) ([]committee.BodyKey, error) { return bodyOfMeeting(tx, in.Meeting) }},
		load:   a.loadArranging,
		ask: func(k *call, st committee.ArrangeState, _ ArrangeIn) question {
			return k.arranges(*st.Meeting)
		},
		decide: func(k *call, st committee.ArrangeState, in ArrangeIn) ([]committee.Event, error) {
			q := k.arranges(*st.Meeting)
			x := committee.ArrangeAgendaIn{
				Meeting: in.Meeting, Numbering: in.Numbering, Presides: q.relation.Chair || q.relation.AssistsChair, Seen: in.Seen,
			}
			for _, s := range in.Sections {
				x.Sections = append(x.Sections, string(s))
			}
			for _, i := range in.Items {
				x.Items = append(x.Items, committee.ArrangeItemIn{
					ID: i.ID, Title: string(i.Title), Kind: i.Kind, Lead: i.Lead, Presenter: string(i.Presenter), Section: i.Section, Minutes: i.Minutes,
					Recurs: i.Recurs, Closed: i.Closed, Named: i.Named, Matter: i.Matter,
				})
			}
			return committee.ArrangeAgenda(st, x, k.env)
		},
		ref: func(in ArrangeIn, _ []committee.Event) ref { return ref{"meeting", string(in.Meeting)} },
	}, in)
}

// arranges asks for the agenda of a meeting.
func (k *call) arranges(m committee.Meeting) question {
	q := k.ofMeeting(committee.ActArrange, m)
	k.relateMeeting(&q, m)
	return q
}

func (a *App) loadArranging(tx *store.Tx, k *call, in ArrangeIn) (st committee.ArrangeState, err error) {
	if st.MeetingNow, err = meetingNow(tx, k, in.Meeting); err != nil {
		return st, err
	}
	st.Hidden = k.hidden(*st.Meeting)
	papers, err := tx.Papers(store.PaperFilter{Meeting: in.Meeting})
	if err != nil {
		return st, err
	}
	for _, p := range papers {
		if p.Item != "" && !p.Withdrawn {
			st.Papered = append(st.Papered, p.Item)
		}
	}
	for _, i := range in.Items {
		x, err := some(i.Matter, tx.Matter)
		if err != nil {
			return st, err
		}
		if x != nil && x.Body == st.Meeting.Body {
			st.Matters = append(st.Matters, *x)
		}
	}
	return st, nil
}

// AgendaOffers is what the agenda of a meeting could take up: the minutes of the
// last one, items that recur in the series, and the backlog. It is for those who
// arrange it.
func (a *App) AgendaOffers(ctx context.Context, by Actor, id committee.MeetingID) (out AgendaOffers, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		m, err := a.meetingFor(tx, v, id)
		if err != nil {
			return err
		}
		k := &call{view: v, body: m.Body}
		offers, err := a.offers(v, m.Body, []question{k.arranges(m)})
		if err != nil || !offers[0].Allowed {
			return err
		}
		if err := a.offerEarlier(tx, v, m, &out); err != nil {
			return err
		}
		matters, err := tx.Matters(m.Body)
		if err != nil {
			return err
		}
		matters = slices.DeleteFunc(matters, func(x committee.Matter) bool {
			return x.State != committee.MatterWaiting || x.In != "" && x.In != m.In
		})
		out.Backlog, err = a.matterLines(tx, v, matters)
		return err
	})
	return out, err
}

// offerEarlier adds what earlier meetings of the same part of the body leave for
// this one.
func (a *App) offerEarlier(tx *store.Tx, v *view, m committee.Meeting, out *AgendaOffers) error {
	w, err := v.viewer()
	if err != nil {
		return err
	}
	earlier, _, err := tx.Meetings(store.MeetingFilter{Body: m.Body, To: m.Start.UnixMicro() - 1, Viewer: &w, Newest: true, Limit: 30})
	if err != nil {
		return err
	}
	series := false
	for _, x := range earlier {
		if x.In != m.In || x.ID == m.ID {
			continue
		}
		if out.Minutes == nil && x.State == committee.Concluded {
			lines, err := a.meetingLines(tx, []committee.Meeting{x})
			if err != nil {
				return err
			}
			out.Minutes = &lines[0]
		}
		if series || x.Series == "" || x.Series != m.Series || x.State == committee.Cancelled {
			continue
		}
		series = true
		whole, err := a.meetingFor(tx, v, x.ID)
		if err != nil {
			return err
		}
		for _, i := range whole.Agenda {
			if i.Recurs && !i.Closed {
				out.Recurring = append(out.Recurring, ArrangeItemIn{
					Title: committee.Prose(i.Title), Kind: i.Kind, Lead: i.Lead, Presenter: committee.Prose(i.Presenter), Minutes: i.Minutes, Recurs: true,
				})
			}
		}
	}
	return nil
}

// seesItem reports whether the reader sees an item: a confidential one is seen by
// those named, who leads it and who presides, and by who acts for one of these.
func (v *view) seesItem(m committee.Meeting, x committee.Item) bool {
	if !x.Closed {
		return true
	}
	for _, s := range x.Readers(m) {
		if v.standingOf(m.Body, s) != nil {
			return true
		}
	}
	return false
}

// hidden lists the items of a meeting that the reader does not see.
func (v *view) hidden(m committee.Meeting) []committee.ItemID {
	var out []committee.ItemID
	for _, x := range m.Agenda {
		if !v.seesItem(m, x) {
			out = append(out, x.ID)
		}
	}
	return out
}

// seesPlace reports whether the reader sees the item on which a paper lies. known may
// be the meeting as the reader sees it, in which a hidden item is missing.
func (v *view) seesPlace(known committee.Meeting, item committee.ItemID) bool {
	x := itemOf(known, item)
	return x.ID != "" && v.seesItem(known, x)
}

// seen leaves out of a meeting the items that the reader does not see, with what was
// said and concluded on them.
func (v *view) seen(m committee.Meeting) committee.Meeting {
	m.Agenda = slices.DeleteFunc(slices.Clone(m.Agenda), func(x committee.Item) bool { return !v.seesItem(m, x) })
	return m
}

// onItem asks that the actor sees the item of an act; another does not exist.
func (k *call) onItem(m committee.Meeting, id committee.ItemID) error {
	if slices.Contains(k.hidden(m), id) {
		return committee.Missing("item.unknown", string(id))
	}
	return nil
}

// itemActs are the acts on a meeting that say what an item is about.
var itemActs = []string{
	"agenda.arrange", "opinion.record", "meeting.conclude", "meeting.close", "minutes.approve",
	"conclusion.revise", "conclusion.correct", "conclusion.withdraw", "conclusion.settle",
	"items.pass", "item.take-up", "item.leave", "prior.state", "floor.ask",
}

// withheldItem reports whether an act tells of a confidential item that the reader
// does not see: of its meeting, a vote on it, or a paper that lies on it.
func (a *App) withheldItem(v *view, row store.ActRow) (bool, error) {
	id, item := committee.MeetingID(row.Ref), committee.ItemID("")
	switch row.RefKind {
	case "meeting":
		if !slices.Contains(itemActs, row.Name) {
			return false, nil
		}
	case "paper":
		p, err := some(committee.PaperID(row.Ref), v.tx.Paper)
		if err != nil || p == nil || p.Meeting == "" || p.Item == "" {
			return false, err
		}
		id, item = p.Meeting, p.Item
	case "vote":
		x, err := some(committee.VoteID(row.Ref), v.tx.Vote)
		if err != nil || x == nil {
			return false, err
		}
		id, item = x.Meeting, x.Item
	case "round":
		return a.withheldRound(v, row)
	default:
		return false, nil
	}
	m, err := some(id, v.tx.Meeting)
	if err != nil || m == nil {
		return false, err
	}
	hidden := v.hidden(*m)
	return len(hidden) > 0 && (item == "" || slices.Contains(hidden, item)), nil
}

// closedTask reports whether events conclude on a confidential item: the task that
// comes of it is not shown to the whole body.
func (k *call) closedTask(events []committee.Event) (bool, error) {
	for _, e := range events {
		var of committee.MeetingID
		var about func(committee.Item) bool
		made := func(id committee.ConclusionID) func(committee.Item) bool {
			return func(x committee.Item) bool {
				return slices.ContainsFunc(x.Conclusions, func(c committee.Conclusion) bool { return c.ID == id })
			}
		}
		switch x := e.(type) {
		case committee.ItemConcluded:
			of, about = x.Meeting, func(y committee.Item) bool { return y.ID == x.Item }
		case committee.ConclusionRevised:
			of, about = x.Meeting, made(x.ID)
		case committee.ConclusionSettled:
			of, about = x.Meeting, made(x.ID)
		case committee.RoundConcluded:
			closed, err := k.tx.ClosedRounds([]committee.RoundID{x.Round})
			if err != nil || len(closed) > 0 {
				return len(closed) > 0, err
			}
			continue
		default:
			continue
		}
		m, err := some(of, k.tx.Meeting)
		if err != nil || m == nil {
			return false, err
		}
		return slices.ContainsFunc(m.Agenda, func(y committee.Item) bool { return y.ID != "" && y.Closed && about(y) }), nil
	}
	return false, nil
}
