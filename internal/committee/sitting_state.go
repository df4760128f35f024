package committee

import "time"

// ItemState is where an item of a running or closed meeting stands (diễn biến của một
// nội dung).
type ItemState struct {
	Stage ItemStage
	Since time.Time     // in hand since; zero: it is not
	Until time.Time     // when it was to end, were it to take as long as planned; zero: not in hand, or nobody planned it
	Used  time.Duration // how long it was in hand
}

// ItemStage is how far an item has come.
type ItemStage string

// How far an item has come.
const (
	StageWaits ItemStage = ""     // chưa bàn
	StageHand  ItemStage = "hand" // đang bàn
	StageLeft  ItemStage = "left" // đã bàn, chưa kết luận
	StageDone  ItemStage = "done" // đã kết luận
)

// Planned is how long an item is to take: as the agenda says, else a like share of the
// meeting's length. Zero: nobody planned it. This is the one place that says so.
func (m Meeting) Planned(id ItemID) time.Duration {
	n := 0
	for _, x := range m.Agenda {
		if x.ID == id && x.Minutes > 0 {
			return time.Duration(x.Minutes) * time.Minute
		}
		if x.ID != "" {
			n++
		}
	}
	if m.End.IsZero() || n == 0 {
		return 0
	}
	return (m.End.Sub(m.Start) / time.Duration(n)).Round(time.Minute)
}

// ItemState says where an item stands at an instant. An item in hand that has its
// conclusion is still in hand.
func (m Meeting) ItemState(s Sitting, id ItemID, at time.Time) ItemState {
	out := ItemState{Used: s.Used(id, at)}
	switch item := m.item(id); {
	case m.State == Held && s.Current() == id && id != "":
		last := s.Items[len(s.Items)-1]
		out.Stage, out.Since = StageHand, last.From
		if planned := m.Planned(id); planned > 0 {
			out.Until = last.From.Add(max(planned-s.Used(id, last.From), 0))
		}
	case item != nil && len(item.Conclusions) > 0:
		out.Stage = StageDone
	case out.Used > 0:
		out.Stage = StageLeft
	}
	return out
}
