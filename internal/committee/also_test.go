package committee

import (
	"errors"
	"testing"

	"nghisu/internal/charter"
)

// D2: the standing commissioner is also head of the assisting group: two people
// in the two seats are refused with the clause, one person is not, and a group
// that nobody heads yet breaks nothing.
func TestAlso(t *testing.T) {
	rule := Also{
		Role: "standing-member", Title: charter.Text{VI: "Ủy viên Thường trực"}, Other: "helper-head", OtherIn: "to",
		OtherName: charter.Text{VI: "Tổ trưởng"}, Cite: charter.Cite{Address: "quyet-dinh/1.2.c"},
	}
	person := func(name string) Fill { return Fill{FillPerson, name} }
	fillings := map[Fill]charter.Period{{FillPost, "p"}: {}}
	for _, n := range []string{"a", "b", "c"} {
		fillings[person(n)] = charter.Period{}
	}
	st := RosterState{
		Body: &boNoiVu, Parts: []string{"to"}, Fillings: fillings, Also: []Also{rule},
		Holdings: []Holding{{Post: "p", Person: "a"}},
	}
	standing := func(f Fill) SeatIn { return SeatIn{Role: "standing-member", Fill: f} }
	leads := func(f Fill) SeatIn { return SeatIn{In: "to", Role: "helper-head", Fill: f} }
	for _, c := range []struct {
		name, code string
		seats      []SeatIn
	}{
		{"the same seat", "", []SeatIn{standing(person("a")), leads(Fill{FillSeat, "#1"})}},
		{"the same person", "", []SeatIn{standing(person("a")), leads(person("a"))}},
		{"the same person by a post", "", []SeatIn{standing(Fill{FillPost, "p"}), leads(person("a"))}},
		{"two people", "seat.also", []SeatIn{standing(person("a")), leads(person("b"))}},
		{"no head yet", "", []SeatIn{standing(person("a")), {In: "to", Role: "helper", Fill: person("b")}}},
		{"an empty seat", "", []SeatIn{standing(person("a")), leads(Fill{FillVacant, ""})}},
		{"twice in one part", "seat.overlap", []SeatIn{standing(person("a")), {Role: "member", Fill: Fill{FillPost, "p"}}}},
		{"in two parts", "", []SeatIn{standing(person("a")), {In: "to", Role: "helper", Fill: person("a")}}},
	} {
		ev, err := Reconstitute(st, ReconstituteIn{Body: boNoiVu.Key, Seats: c.seats, Effect: day("2021-08-30"), Paper: qd913()}, envOn("2021-08-31"))
		says(t, c.name, c.code, ev, err)
		if f, ok := errors.AsType[*Fault](err); ok && c.code == "seat.also" && (f.Kind != Refused || f.Verdict.Clauses[0].Address != "quyet-dinh/1.2.c") {
			t.Errorf("%s: %+v cites no clause", c.name, f)
		}
	}

	// One seat beside those there are is held to the same.
	st.Seats = []Seat{{ID: "s", Role: "standing-member", Fill: person("a"), From: day("2021-02-01")}}
	for who, want := range map[string]string{"a": "", "b": "seat.also"} {
		ev, err := AppointSeat(st, AppointSeatIn{Body: boNoiVu.Key, Seat: leads(person(who)), From: day("2021-08-30"), Paper: qd913()}, envOn("2021-08-31"))
		says(t, "appointing "+who, want, ev, err)
	}
	ev, err := AppointSeat(st, AppointSeatIn{Body: boNoiVu.Key, Seat: SeatIn{Role: "member", Fill: Fill{FillPost, "p"}}, From: day("2021-08-30"), Paper: qd913()}, envOn("2021-08-31"))
	says(t, "appointing who sits already", "seat.overlap", ev, err)
}

// C11: a seat whose decision says nothing of the regime takes the charter's.
func TestRegimeOfTheCharter(t *testing.T) {
	st := RosterState{
		Body: &boNoiVu, Fillings: map[Fill]charter.Period{{FillPerson, "a"}: {}, {FillPerson, "b"}: {}},
		Regimes: map[charter.Role]string{"member": "part-time"},
	}
	ev, err := Reconstitute(st, ReconstituteIn{Body: boNoiVu.Key, Effect: day("2021-08-30"), Paper: qd913(), Seats: []SeatIn{
		{Role: "member", Fill: Fill{FillPerson, "a"}}, {Role: "member", Fill: Fill{FillPerson, "b"}, Regime: "full-time"}, {Role: "head", Fill: Fill{FillVacant, ""}},
	}}, envOn("2021-08-31"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range only[SeatOpened](ev) {
		got = append(got, s.Regime)
	}
	if len(got) != 3 || got[0] != "part-time" || got[1] != "full-time" || got[2] != "" {
		t.Errorf("regimes %q", got)
	}
}
