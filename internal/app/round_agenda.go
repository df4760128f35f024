package app

import (
	"errors"
	"slices"

	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// meetingOfItem reads the meeting on whose agenda an item stands that the actor
// sees.
func (a *App) meetingOfItem(tx *store.Tx, k *call, id committee.ItemID) (*committee.Meeting, error) {
	meeting, ok, err := tx.MeetingOfItem(id)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, committee.Missing("item.unknown", string(id))
	}
	m, err := a.meetingFor(tx, k.view, meeting)
	if err != nil {
		return nil, err
	}
	return &m, k.onItem(m, id)
}

// papersOn binds what the actor sees of the papers on an item, in the newest
// versions.
func (k *call) papersOn(m *committee.Meeting, item committee.ItemID) ([]committee.BoundPaper, error) {
	list, err := k.tx.Papers(store.PaperFilter{Meeting: m.ID})
	if err != nil {
		return nil, err
	}
	seen, err := k.seenPapers(list, m)
	if err != nil {
		return nil, err
	}
	var bound []BoundIn
	for _, p := range list {
		if p.Item == item && !p.Withdrawn && seen[p.ID] >= seesLine {
			bound = append(bound, BoundIn{Paper: p.ID})
		}
	}
	return k.boundPapers(m.Body, bound)
}

// draftsOf lists the opinion rounds on drafts of a meeting's agenda, as far as the
// reader sees them and the items.
func (a *App) draftsOf(tx *store.Tx, v *view, m committee.Meeting) ([]RoundLine, error) {
	w, err := v.viewer()
	if err != nil {
		return nil, err
	}
	list, _, err := tx.Rounds(store.RoundFilter{On: m.ID, Viewer: &w, Limit: len(m.Agenda) + 50})
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(r committee.Round) bool {
		return r.State == committee.RoundOff || !v.seesPlace(m, r.Item)
	})
	if len(list) == 0 {
		return nil, nil
	}
	return a.roundLines(tx, list, nil, v.on) // who sees the item sees the round
}

// draftsOn adds to a meeting the opinion rounds on drafts of its agenda, and whether
// the reader may open another.
func (a *App) draftsOn(tx *store.Tx, v *view, m committee.Meeting, out *MeetingPage) (err error) {
	if out.Drafts, err = a.draftsOf(tx, v, m); err != nil {
		return err
	}
	if m.State != committee.Convened && m.State != committee.Postponed && m.State != committee.Held {
		return nil
	}
	k, err := v.callOn(m.Body)
	if err != nil {
		return err
	}
	k.brief = true
	_, fault := a.rule(k, k.roundQuestion("round.open", opens, committee.Round{Body: m.Body, In: m.In}))
	out.MayConsult = fault == nil
	return nil
}

// sittingOf names the meeting on whose agenda a round's draft stands, for who may
// see it; for others the round stands alone.
func (a *App) sittingOf(tx *store.Tx, v *view, r committee.Round, out *RoundPage) error {
	if r.Meeting == "" {
		return nil
	}
	m, err := a.meetingFor(tx, v, r.Meeting)
	var fault *committee.Fault
	if errors.As(err, &fault) && fault.Kind == committee.NotFound || err == nil && !v.seesPlace(m, r.Item) {
		out.Line.Meeting, out.Line.Item = "", ""
		return nil
	}
	if err != nil {
		return err
	}
	lines, err := a.meetingLines(tx, []committee.Meeting{m})
	if err == nil {
		out.Sitting, out.OnItem = &lines[0], itemOf(m, r.Item).Title
	}
	return err
}
