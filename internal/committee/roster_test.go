package committee

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"nghisu/internal/charter"
)

func TestHoldersOn(t *testing.T) {
	seats := []Seat{
		{ID: "a", Role: "head", Fill: Fill{FillPost, "chu-tich"}, From: day("2019-01-01")},
		{ID: "b", Role: "standing-member", Fill: Fill{FillPerson, "p5"}, From: day("2019-01-01")},
		{ID: "c", In: "to", Role: "helper-head", Fill: Fill{FillSeat, "b"}, From: day("2019-01-01")},
		{ID: "d", Role: "member", Fill: Fill{FillDelegate, "so-tttt"}, From: day("2019-01-01")},
		{ID: "e", Role: "member", Fill: Fill{FillVacant, ""}, From: day("2019-01-01")},
		{ID: "f", In: "to", Role: "helper", Fill: Fill{FillSeat, "gone"}, From: day("2019-01-01")},
		{ID: "g", Role: "member", Fill: Fill{FillPerson, "p9"}, To: day("2019-12-31")},
	}
	holdings := []Holding{
		{Post: "chu-tich", Person: "p1", From: day("2015-01-01"), To: day("2020-06-30")},
		{Post: "chu-tich", Person: "p2", From: day("2020-09-25")},
	}
	namings := []Naming{{Seat: "d", Person: "p6", From: day("2019-02-01")}, {Seat: "d", Person: "p7", From: day("2020-01-01")}}
	show := func(on string) string {
		hs, err := HoldersOn(seats, holdings, namings, day(on))
		if err != nil {
			t.Fatal(err)
		}
		out := ""
		for _, h := range hs {
			out += fmt.Sprintf("%s=%s%s ", h.Seat, h.Person, h.Why)
		}
		return out
	}
	for on, want := range map[string]string{
		"2019-01-15": "a=p1 b=p5 c=p5 d=not-named e=vacant f=seat-vacant g=p9 ",
		"2019-03-01": "a=p1 b=p5 c=p5 d=p6 e=vacant f=seat-vacant g=p9 ",
		"2020-08-01": "a=post-vacant b=p5 c=p5 d=p7 e=vacant f=seat-vacant ",
		"2020-09-25": "a=p2 b=p5 c=p5 d=p7 e=vacant f=seat-vacant ",
		"2018-01-01": "g=p9 ",
	} {
		if got := show(on); got != want {
			t.Errorf("%s: %s, want %s", on, got, want)
		}
	}

	circle := []Seat{
		{ID: "x", Role: "head", Fill: Fill{FillSeat, "y"}},
		{ID: "y", Role: "deputy", Fill: Fill{FillSeat, "x"}},
		{ID: "z", Role: "member", Fill: Fill{FillPerson, "p1"}},
		{ID: "w", Role: "clerk", Fill: Fill{FillSeat, "w"}},
	}
	hs, err := HoldersOn(circle, nil, nil, day("2020-01-01"))
	if code(t, err) != "seat.cycle" || len(hs) != 4 || hs[2].Person != "p1" || hs[0].Why != VacantCycle || hs[3].Why != VacantCycle {
		t.Errorf("%+v %v", hs, err)
	}
}

func person(id string, role charter.Role, p PersonID) Seated {
	return Seated{Seat{ID: SeatID(id), Role: role, Fill: Fill{FillPerson, string(p)}}, Holder{Seat: SeatID(id), Person: p}}
}

func TestDiffRosters(t *testing.T) {
	old := []Seated{person("1", "head", "p1"), person("2", "deputy", "p2"), person("3", "member", "p3"), person("4", "member", "p4")}
	fresh := []Seated{person("5", "head", "p1"), person("6", "deputy", "p3"), person("7", "member", "p5"), person("8", "member", "p4")}
	d := DiffRosters(old, fresh)
	show := func(list []Seated) (out string) {
		for _, s := range list {
			out += string(s.Holder.Person) + " "
		}
		return out
	}
	pairs := func(list []SeatedPair) (out string) {
		for _, p := range list {
			out += fmt.Sprintf("%s:%s→%s ", p.Old.Holder.Person, p.Old.Seat.Role, p.New.Seat.Role)
		}
		return out
	}
	if show(d.Entered) != "p5 " || show(d.Left) != "p2 " || pairs(d.Changed) != "p3:member→deputy " || pairs(d.Kept) != "p1:head→head p4:member→member " {
		t.Errorf("entered %s left %s changed %s kept %s", show(d.Entered), show(d.Left), pairs(d.Changed), pairs(d.Kept))
	}
}

// Swapping two rosters swaps who entered and who left, and loses nobody.
func TestDiffRostersIsSymmetric(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 5))
	roles := []charter.Role{"head", "deputy", "member"}
	ids := func(list []Seated) (out []string) {
		for _, s := range list {
			out = append(out, string(s.Seat.ID))
		}
		slices.Sort(out)
		return out
	}
	swapped := func(list []SeatedPair, turn bool) (out []string) {
		for _, p := range list {
			if turn {
				p.Old, p.New = p.New, p.Old
			}
			out = append(out, string(p.Old.Seat.ID)+"/"+string(p.New.Seat.ID))
		}
		slices.Sort(out)
		return out
	}
	for range 500 {
		draw := func(mark string) (out []Seated) {
			for i := range rnd.IntN(9) {
				s := person(mark+strconv.Itoa(i), roles[rnd.IntN(3)], PersonID("p"+strconv.Itoa(rnd.IntN(5))))
				if rnd.IntN(4) == 0 {
					s.Holder.Person = ""
					s.Seat.Fill = Fill{FillVacant, ""}
				}
				out = append(out, s)
			}
			return out
		}
		a, b := draw("a"), draw("b")
		x, y := DiffRosters(a, b), DiffRosters(b, a)
		same(t, "entered and left", ids(x.Entered), ids(y.Left))
		same(t, "left and entered", ids(x.Left), ids(y.Entered))
		same(t, "changed", swapped(x.Changed, false), swapped(y.Changed, true))
		same(t, "kept", swapped(x.Kept, false), swapped(y.Kept, true))
		if len(x.Left)+len(x.Changed)+len(x.Kept) != len(a) || len(x.Entered)+len(x.Changed)+len(x.Kept) != len(b) {
			t.Fatal("somebody is lost")
		}
		if d := DiffRosters(a, a); len(d.Entered)+len(d.Left)+len(d.Changed) != 0 {
			t.Fatal("a roster differs from itself")
		}
	}
}

// The standing section of the national working group (A4): the leaders, the
// heads of the groups, the experts whom the head picks.
func TestCompose(t *testing.T) {
	parts := []charter.Part{
		{Seats: "leaders"}, {HeadsOf: []string{"nhom-1", "nhom-2"}}, {Seats: "expert", ChosenBy: "head"}, {DelegateOf: "Văn phòng Chính phủ"},
	}
	seats := []Seat{
		{ID: "1", Role: "head"},
		{ID: "2", Role: "deputy"},
		{ID: "3", Role: "member", Fill: Fill{FillDelegate, "vpcp"}},
		{ID: "4", Role: "group-head", In: "nhom-1"},
		{ID: "5", Role: "group-member", In: "nhom-1"},
		{ID: "6", Role: "truong-nhom", In: "nhom-2"},
		{ID: "7", Role: "group-head", In: "nhom-3"},
		{ID: "8", Role: "expert", In: "nhom-chuyen-gia"},
		{ID: "9", Role: "expert", In: "nhom-chuyen-gia"},
	}
	book := RoleBook{
		Carries:  map[charter.Role][]charter.Role{"head": {"leaders"}, "deputy": {"leaders"}},
		Heads:    map[string]charter.Role{"nhom-2": "truong-nhom"},
		Agencies: map[string]AgencyID{"Văn phòng Chính phủ": "vpcp"},
	}
	var got []SeatID
	for _, s := range Compose(parts, seats, []SeatID{"9"}, book) {
		got = append(got, s.ID)
	}
	same(t, "standing section", got, []SeatID{"1", "2", "4", "6", "9", "3"})
	if Compose([]charter.Part{{}}, seats, nil, book) != nil {
		t.Error("an empty part took seats")
	}
}

func ExampleRosterFacts() {
	seats := []Seat{
		{Role: "head", Fill: Fill{FillPost, "bo-truong"}},
		{Role: "member", Fill: Fill{FillDelegate, "don-vi-1"}},
		{Role: "member", Fill: Fill{FillVacant, ""}},
		{Role: "helper", In: "to-cong-tac", Fill: Fill{FillPerson, "p1"}},
	}
	for _, f := range RosterFacts(seats, "", []charter.Role{"head", "deputy", "member"}) {
		fmt.Printf("%s=%s\n", f.Key, f.Value)
	}
	// Output:
	// head=1
	// deputy=0
	// member=2
	// members=2
	// seats=3
}
