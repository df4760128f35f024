package byhand

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"nghisu/internal/committee"
)

var spoken = time.Date(2026, 4, 15, 1, 0, 0, 0, time.UTC)

func minute(m int) time.Time { return spoken.Add(time.Duration(m) * time.Minute) }

// plan gives the steps about speeches and the faults of a sheet, in words.
func plan(s Sheet, on Record) (steps, faults []string) {
	list, wrong := Steps(s, on, minute(600))
	for _, x := range list {
		if x.Act == Give || x.Act == Finish {
			steps = append(steps, fmt.Sprintf("%d %s %s %s", x.At.Sub(spoken)/time.Minute, x.Act, x.Seat, x.Field))
		}
	}
	for _, f := range wrong {
		faults = append(faults, f.Field+" "+f.Code)
	}
	return steps, faults
}

// Speeches come in the order of their hours, whatever the order of the lines; where one
// ends as the next begins, it ends first. Without an end a speech lasts until the next
// one, until the item ends or until the seat leaves.
func TestSpeechesInOrder(t *testing.T) {
	s := Sheet{
		Opened: minute(0), Closed: minute(90),
		Seats: []Attendance{{Seat: "a", How: "present"}, {Seat: "b", How: "present"}, {Seat: "c", To: minute(45)}},
		Items: []Matter{
			{Item: "i1", To: minute(30), Speeches: []Speech{
				{Seat: "b", From: minute(10), To: minute(20)}, {}, {Seat: "a", From: minute(2), To: minute(10)}, {Seat: "a", From: minute(20)}, {Seat: "c", From: minute(25)},
			}},
			{Item: "i2", Speeches: []Speech{{Seat: "c", From: minute(40)}, {Seat: "a", From: minute(50)}}},
		},
	}
	steps, faults := plan(s, Record{})
	want := []string{
		"2 floor.give a items.1.spoke.3.who", "10 floor.end a items.1.spoke.3.to-hour",
		"10 floor.give b items.1.spoke.1.who", "20 floor.end b items.1.spoke.1.to-hour",
		"20 floor.give a items.1.spoke.4.who", "25 floor.end a items.1.spoke.4.to-hour",
		"25 floor.give c items.1.spoke.5.who", "30 floor.end c items.1.spoke.5.to-hour",
		"40 floor.give c items.2.spoke.1.who", "45 floor.end c items.2.spoke.1.to-hour",
		"50 floor.give a items.2.spoke.2.who", "90 floor.end a items.2.spoke.2.to-hour",
	}
	if len(faults) > 0 || !slices.Equal(steps, want) {
		t.Errorf("faults %v\n%v\nwant\n%v", faults, steps, want)
	}
	// While the meeting goes on, who spoke last has the floor still.
	s.Closed = time.Time{}
	if steps, faults = plan(s, Record{}); len(faults) > 0 || !slices.Equal(steps, want[:len(want)-1]) {
		t.Errorf("goes on: faults %v\n%v", faults, steps)
	}
}

// A speech is of its item, of the meeting, of somebody, and of one at a time.
func TestSpeechesOutOfPlace(t *testing.T) {
	for _, c := range []struct {
		name string
		list []Speech
		want []string
	}{
		{"who is not said", []Speech{{From: minute(12)}}, []string{"items.1.spoke.1.who byhand.no-speaker"}},
		{"from when is not said", []Speech{{Seat: "a", To: minute(12)}}, []string{"items.1.spoke.1.from-hour byhand.no-since"}},
		{"ends before it began", []Speech{{Seat: "a", From: minute(15), To: minute(12)}}, []string{"items.1.spoke.1.to-hour byhand.end-before-start"}},
		{"is still to come", []Speech{{Seat: "a", From: minute(700)}}, []string{"items.1.spoke.1.from-hour acted.to-come", "items.1.spoke.1.from-hour byhand.outside-meeting"}},
		{"before the opening", []Speech{{Seat: "a", From: minute(-1), To: minute(1)}}, []string{"items.1.spoke.1.from-hour byhand.outside-meeting"}},
		{"before the item", []Speech{{Seat: "a", From: minute(9), To: minute(12)}}, []string{"items.1.spoke.1.from-hour byhand.outside-item"}},
		{"as the item has ended", []Speech{{Seat: "a", From: minute(30), To: minute(31)}}, []string{"items.1.spoke.1.from-hour byhand.outside-item"}},
		{"longer than the item", []Speech{{Seat: "a", From: minute(20), To: minute(31)}}, []string{"items.1.spoke.1.to-hour byhand.outside-item"}},
		{"after the closing", []Speech{{Seat: "a", From: minute(20), To: minute(61)}}, []string{"items.1.spoke.1.to-hour byhand.outside-meeting"}},
		{"longer than the seat was there", []Speech{{Seat: "b", From: minute(20), To: minute(26)}}, []string{"items.1.spoke.1.to-hour floor.left"}},
		{"two at a time", []Speech{{Seat: "a", From: minute(20), To: minute(25)}, {Seat: "b", From: minute(24)}}, []string{"items.1.spoke.2.from-hour byhand.spoke-over"}},
		{"the same twice", []Speech{{Seat: "a", From: minute(20)}, {Seat: "a", From: minute(20)}}, []string{"items.1.spoke.2.from-hour byhand.spoke-over"}},
	} {
		s := Sheet{
			Opened: minute(0), Closed: minute(60), Seats: []Attendance{{Seat: "a", How: "present"}, {Seat: "b", To: minute(25)}},
			Items: []Matter{{Item: "i1", From: minute(10), To: minute(30), Speeches: c.list}},
		}
		if _, faults := plan(s, Record{}); !slices.Equal(faults, c.want) {
			t.Errorf("%s: %v, want %v", c.name, faults, c.want)
		}
	}
}

// What is on record of the floor is not planned again; of who had it as the power went
// only the end is new. An item that was dealt with on record takes its speeches within
// those hours.
func TestSpeechesOfARecord(t *testing.T) {
	on := Record{Sitting: committee.Sitting{
		Items:    []committee.ItemTime{{N: 1, Item: "i1", From: minute(0), To: minute(30)}, {N: 2, Item: "i2", From: minute(30)}},
		Presence: []committee.Span{{N: 1, Seat: "a", How: "present", From: minute(0)}, {N: 2, Seat: "b", How: "present", From: minute(0), To: minute(50)}},
		Floor: []committee.Speech{
			{N: 1, Seat: "a", Item: "i1", Asked: minute(1), Given: minute(2).Add(10 * time.Second), Ended: minute(8)},
			{N: 2, Seat: "b", Item: "i2", Asked: minute(31), Given: minute(32).Add(30 * time.Second)},
		},
	}}
	s := Sheet{Items: []Matter{
		{Item: "i1", Speeches: []Speech{{Seat: "a", From: minute(2), To: minute(8)}, {Seat: "b", From: minute(9)}}},
		{Item: "i2", Speeches: []Speech{{Seat: "b", To: minute(40)}, {Seat: "a", From: minute(41)}}},
	}}
	steps, faults := plan(s, on)
	want := []string{
		"9 floor.give b items.1.spoke.2.who", "30 floor.end b items.1.spoke.2.to-hour",
		"40 floor.end b items.2.spoke.1.to-hour", "41 floor.give a items.2.spoke.2.who",
	}
	if len(faults) > 0 || !slices.Equal(steps, want) {
		t.Errorf("faults %v\n%v\nwant\n%v", faults, steps, want)
	}
	all, _ := Steps(s, on, minute(600))
	if len(all) != len(want) {
		t.Errorf("an item that is on record is taken up again: %v", all)
	}
	s.Items[0].Speeches = []Speech{{Seat: "a", From: minute(31)}}
	s.Items[1].Speeches = []Speech{{Seat: "b", From: minute(32), To: minute(51)}}
	if _, faults = plan(s, on); !slices.Equal(faults, []string{"items.1.spoke.1.from-hour byhand.outside-item", "items.2.spoke.1.to-hour floor.left"}) {
		t.Errorf("faults %v", faults)
	}
}
