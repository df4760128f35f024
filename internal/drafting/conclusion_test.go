package drafting

import (
	"testing"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// A conclusion is one sentence, whatever parts of it are known.
func TestSentence(t *testing.T) {
	s := Speaker{
		Units: map[committee.AgencyID]string{"a": "Sở A", "b": "Sở B", "c": "Sở C"},
		Seats: []app.SeatLine{{Seat: "s1", Title: charter.Text{VI: "Phó Trưởng ban"}, Holder: "Ủy viên 1"}},
	}
	due := charter.NewDate(2027, 6, 30)
	for want, c := range map[string]committee.Conclusion{
		"Thống nhất": {Text: "Thống nhất"},
		"Giao Sở A chủ trì, phối hợp với Sở B và Sở C trình dự thảo, hoàn thành chậm nhất ngày 30/6/2027.": {Work: "trình dự thảo", Lead: "a", Coordinators: []committee.AgencyID{"b", "c"}, Due: due, Task: "t"},
		"Thống nhất. Giao Sở A chủ trì, hoàn thành chậm nhất ngày 30/6/2027.":                              {Text: "Thống nhất.", Lead: "a", Due: due, Task: "t"},
		"Khảo sát thực tế.":                          {Work: "khảo sát thực tế"},
		"Giao Phó Trưởng ban Ủy viên 1 chủ trì họp.": {Work: "họp", Accountable: "s1", Task: "t"},
	} {
		if got := s.Sentence(c); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// Each place of a room is its own, within it; the first is at the head, the second at
// its right, which is the left of who looks at it.
func TestSpots(t *testing.T) {
	for _, shape := range committee.SeatingShapes {
		for n := range 40 {
			spots := Spots(shape, n)
			if len(spots) != n {
				t.Fatalf("%s: %d places, want %d", shape, len(spots), n)
			}
			seen := map[Spot]bool{}
			for i, x := range spots {
				if seen[x] || x.X < 0 || x.X > 1 || x.Y < 0 || x.Y > 1 {
					t.Errorf("%s of %d: place %d at %v", shape, n, i+1, x)
				}
				seen[x] = true
			}
			if n > 1 && (spots[0].X != 0.5 || spots[1].X >= 0.5) {
				t.Errorf("%s of %d: %v", shape, n, spots[:2])
			}
		}
	}
}
