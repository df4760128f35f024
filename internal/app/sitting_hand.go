package app

import (
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// Hand is what a running meeting has in hand, for lists of meetings (nội dung đang
// bàn).
type Hand struct {
	Number    string // of the item in hand; empty: none, or none that the reader sees
	Title     string
	Done, All int // items with a conclusion, of all
	committee.ItemState
}

// inHand tells what each running meeting of a list has in hand, as far as the reader
// sees its agenda.
func (a *App) inHand(tx *store.Tx, v *view, lines []MeetingLine) error {
	for i, l := range lines {
		if l.State != committee.Held {
			continue
		}
		m, err := a.meetingFor(tx, v, l.ID)
		if err != nil {
			return err
		}
		sitting, err := tx.Sitting(l.ID)
		if err != nil {
			return err
		}
		h := &Hand{}
		for _, x := range m.Agenda {
			if x.ID == "" {
				continue
			}
			h.All++
			if len(x.Conclusions) > 0 {
				h.Done++
			}
			if x.ID == sitting.Current() {
				h.Number, h.Title, h.ItemState = x.Number, x.Title, m.ItemState(sitting, x.ID, sitting.AsOf(a.now().UTC()))
			}
		}
		lines[i].Hand = h
	}
	return nil
}

// itemStates says where each item of a meeting stands; nil before it is held.
func (a *App) itemStates(tx *store.Tx, m committee.Meeting) (map[committee.ItemID]committee.ItemState, error) {
	if m.State != committee.Held && m.State != committee.Concluded {
		return nil, nil
	}
	sitting, err := tx.Sitting(m.ID)
	if err != nil {
		return nil, err
	}
	out := map[committee.ItemID]committee.ItemState{}
	for _, x := range m.Agenda {
		out[x.ID] = m.ItemState(sitting, x.ID, sitting.AsOf(a.now().UTC()))
	}
	return out, nil
}
