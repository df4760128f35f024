package concluding

import (
	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// Concluded is a conclusion with its item.
type Concluded struct {
	Item       committee.Item
	Conclusion committee.Conclusion
}

// Conclusions are all of a meeting, in the order of the agenda.
func Conclusions(m app.MeetingPage) []Concluded {
	var out []Concluded
	for _, x := range m.Meeting.Agenda {
		for _, c := range x.Conclusions {
			out = append(out, Concluded{x, c})
		}
	}
	return out
}

// Counts gives the positions on an item.
func Counts(item committee.Item) (yes, no, other int) {
	for _, s := range item.Positions {
		switch s.Position {
		case committee.For:
			yes++
		case committee.Against:
			no++
		default:
			other++
		}
	}
	return yes, no, other
}

// Item finds an item of the agenda; the zero item is the sitting as a whole.
func Item(m app.MeetingPage, id string) (committee.Item, bool) {
	for _, x := range m.Meeting.Agenda {
		if string(x.ID) == id {
			return x, true
		}
	}
	return committee.Item{}, false
}

// Against reports whether a conclusion goes against the positions on record.
func Against(item committee.Item, side committee.Position) bool {
	yes, no, _ := Counts(item)
	return side == committee.For && no > yes || side == committee.Against && yes > no
}

// HeadDecides reports whether votes are advice on an item.
func HeadDecides(m app.MeetingPage, id committee.ItemID) bool {
	mode := m.Modes[id].Mode
	return mode == charter.ModeHead || mode == charter.ModeChair
}

// Meaning says what positions mean on an item: who decides, and that the count
// is advice or decides.
func Meaning(p *ui.Page, m app.MeetingPage, id committee.ItemID) string {
	mode, ok := m.Modes[id]
	if !ok || mode.Mode == "" {
		return p.T("meaning.unstated")
	}
	return p.T("meaning." + string(mode.Mode))
}

// SeatName names a seat of the sitting.
func SeatName(p *ui.Page, seats []app.SeatLine, id committee.SeatID) string {
	for _, s := range seats {
		if s.Seat == id {
			return ui.SeatName(p, s)
		}
	}
	return string(id)
}
