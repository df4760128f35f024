package app

import (
	"context"

	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// Wall is a meeting while it runs, as it hangs in the room (màn hình phòng họp):
// whoever opens it, it tells of a confidential item its number alone, since it is
// read by all in the room and by who passes its door.
func (a *App) Wall(ctx context.Context, by Actor, id committee.MeetingID) (SittingPage, error) {
	out, err := a.sittingAs(ctx, by, id, a.meetingOnWall)
	if err != nil {
		return out, err
	}
	out.Drafts, out.Passable = nil, nil
	if x, ok := out.Item(out.Sitting.Current()); ok && x.Closed {
		out.Sitting.Floor = nil // who speaks on it is of the item too
	}
	return out, nil
}

// meetingOnWall gives a meeting that the reader sees, with every item in its place
// and nothing of a confidential one but that it is one.
func (a *App) meetingOnWall(tx *store.Tx, v *view, id committee.MeetingID) (committee.Meeting, error) {
	if m, err := a.meetingFor(tx, v, id); err != nil {
		return m, err
	}
	m, _, err := tx.Meeting(id)
	for i, x := range m.Agenda {
		if x.Closed {
			m.Agenda[i] = committee.Item{ID: x.ID, Order: x.Order, Number: x.Number, Closed: true}
		}
	}
	return m, err
}
