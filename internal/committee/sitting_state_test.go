package committee

import (
	"testing"
	"time"
)

// TestItemState: an item waits, is in hand with the hour at which it was to end, is left
// without a conclusion, taken up again with the time that remains, and done.
func TestItemState(t *testing.T) {
	at := func(minute int) time.Time { return time.Date(2026, 11, 20, 8, minute, 0, 0, time.UTC) }
	m := Meeting{State: Held, Start: at(0), End: at(0).Add(2 * time.Hour), Agenda: []Item{{}, {ID: "a", Minutes: 30}, {ID: "b"}, {ID: "c", Conclusions: []Conclusion{{}}}}}
	s := Sitting{Items: []ItemTime{{Item: "a", From: at(0), To: at(10)}, {Item: "c", From: at(10), To: at(20)}, {Item: "a", From: at(20)}}}
	for _, x := range []struct {
		name string
		m    Meeting
		s    Sitting
		item ItemID
		at   time.Time
		want ItemState
	}{
		{"before it is taken up", m, Sitting{}, "a", at(1), ItemState{}},
		{"in hand", m, Sitting{Items: s.Items[2:]}, "a", at(25), ItemState{StageHand, at(20), at(50), 5 * time.Minute}},
		{"in hand again: what was used counts", m, s, "a", at(25), ItemState{StageHand, at(20), at(40), 15 * time.Minute}},
		{"over its time", m, Sitting{Items: []ItemTime{{Item: "a", From: at(0), To: at(40)}, {Item: "a", From: at(45)}}}, "a", at(46), ItemState{StageHand, at(45), at(45), 41 * time.Minute}},
		{"a share of the meeting, where the agenda says nothing", m, Sitting{Items: []ItemTime{{Item: "b", From: at(5)}}}, "b", at(6), ItemState{StageHand, at(5), at(45), time.Minute}},
		{"left", m, Sitting{Items: s.Items[:1]}, "a", at(30), ItemState{Stage: StageLeft, Used: 10 * time.Minute}},
		{"done", m, s, "c", at(30), ItemState{Stage: StageDone, Used: 10 * time.Minute}},
		{"done in a block, never taken up", m, Sitting{}, "c", at(30), ItemState{Stage: StageDone}},
		{"nothing in hand is no item", m, Sitting{}, "", at(30), ItemState{}},
	} {
		if got := x.m.ItemState(x.s, x.item, x.at); got != x.want {
			t.Errorf("%s: %+v, want %+v", x.name, got, x.want)
		}
	}
	m.End = time.Time{}
	if got := m.ItemState(Sitting{Items: []ItemTime{{Item: "b", From: at(5)}}}, "b", at(6)); !got.Until.IsZero() || got.Stage != StageHand {
		t.Errorf("without a plan: %+v, want no end", got)
	}
	m.State = Concluded
	if got := m.ItemState(s, "a", at(50)); got.Stage != StageLeft {
		t.Errorf("after the close: %+v, want left", got)
	}
}
