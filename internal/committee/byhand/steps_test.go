package byhand

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"nghisu/internal/committee"
)

// At one instant who comes is there for what follows, who goes was there for what went
// before, and what belongs to one item comes before the next one.
func TestOrderOfSteps(t *testing.T) {
	zero := time.Date(2026, 4, 15, 1, 0, 0, 0, time.UTC)
	at := func(m int) time.Time { return zero.Add(time.Duration(m) * time.Minute) }
	s := Sheet{
		Opened: at(0), Closed: at(30),
		Seats: []Attendance{{Seat: "a", How: "present", To: at(10)}, {Seat: "b", From: at(10)}, {Seat: "c", How: "absent"}, {Seat: "d"}},
		Items: []Matter{
			{Item: "i2", From: at(10), Conclusions: []Conclusion{{Text: "Xong"}}},
			{Item: "i1", From: at(0), To: at(10), Vote: Vote{Motion: "x", Closed: at(10), Slips: []Slip{{Seat: "a", Option: "for"}, {Seat: "d"}}}, Conclusions: []Conclusion{{}, {Text: "Đồng ý"}}},
		},
	}
	steps, faults := Steps(s, Record{}, at(60))
	var got []string
	for _, x := range steps {
		got = append(got, fmt.Sprintf("%d %s %s%s", x.At.Sub(zero)/time.Minute, x.Act, x.Seat, x.Item))
	}
	want := []string{
		"0 presence.record ", "0 presence.arrive a", "0 item.take-up i1", "0 vote.open i1",
		"10 presence.arrive b", "10 vote.record ai1", "10 vote.close i1", "10 meeting.conclude i1", "10 item.take-up i2", "10 presence.leave a",
		"30 meeting.conclude i2", "30 meeting.close ",
	}
	if len(faults) > 0 || !slices.Equal(got, want) {
		t.Errorf("faults %v\n%v\nwant\n%v", faults, got, want)
	}
}

// What is on record is not planned again: an arrival of that minute, a stretch that goes
// on, the item in hand, a slip that says the same, the same conclusion.
func TestStepsOfARecord(t *testing.T) {
	zero := time.Date(2026, 4, 15, 1, 0, 0, 0, time.UTC)
	at := func(m int) time.Time { return zero.Add(time.Duration(m) * time.Minute) }
	on := Record{
		Meeting: committee.Meeting{Agenda: []committee.Item{{ID: "i1", Conclusions: []committee.Conclusion{{Text: "Đồng ý"}}}}, Invitees: []committee.Invitee{{Seat: "c", Present: "absent"}}},
		Sitting: committee.Sitting{
			Presence: []committee.Span{{N: 1, Seat: "a", How: "present", From: at(1).Add(20 * time.Second)}, {N: 2, Seat: "b", How: "present", From: at(2), To: at(5)}},
			Items:    []committee.ItemTime{{N: 1, Item: "i1", From: at(1)}},
		},
		Votes: []committee.Vote{{
			ID: "v", Item: "i1", State: committee.VoteOpen, Called: at(2),
			Casts: []committee.Cast{{Seat: "a", Option: "for"}},
		}},
	}
	s := Sheet{
		Opened: at(0),
		Seats:  []Attendance{{Seat: "a", How: "present"}, {Seat: "b", From: at(2)}, {Seat: "c", How: "absent"}},
		Items: []Matter{{
			Item: "i1", Vote: Vote{Closed: at(9), Slips: []Slip{{Seat: "a", Option: "for"}, {Seat: "b", Option: "for"}}}, Conclusions: []Conclusion{{Text: "Đồng ý", At: at(9)}},
		}},
	}
	steps, faults := Steps(s, on, at(60))
	var got []string
	for _, x := range steps {
		got = append(got, string(x.Act)+" "+string(x.Seat))
	}
	if len(faults) > 0 || !slices.Equal(got, []string{"vote.record b", "vote.close "}) {
		t.Errorf("%v %v", got, faults)
	}
	s.Seats = []Attendance{{Seat: "a", How: "excused"}}
	s.Items[0].Vote.Closed = at(1)
	_, faults = Steps(s, on, at(60))
	if len(faults) != 2 || faults[0].Code != "byhand.was-there" || faults[1].Code != "byhand.end-before-start" {
		t.Errorf("faults %v", faults)
	}
}
