package committee

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"

	"nghisu/internal/charter"
)

// apply carries out the events on a roster, as the store does.
func apply(seats []Seat, events []Event) []Seat {
	out := append([]Seat(nil), seats...)
	for _, e := range events {
		switch e := e.(type) {
		case SeatEnded:
			for i := range out {
				if out[i].ID == e.ID {
					out[i].To = e.To
				}
			}
		case SeatOpened:
			out = append(out, Seat{
				ID: e.ID, Body: e.Body, In: e.In, Role: e.Role, Order: e.Order, Fill: Fill{e.Fill, e.Ref},
				Fields: e.Fields, Places: e.Places, From: e.From, Opened: e.Decision,
			})
		}
	}
	return out
}

// live gives the seats of a part on a day.
func live(seats []Seat, in string, on charter.Date) []Seat {
	var out []Seat
	for _, s := range seats {
		if s.In == in && s.Live(on) {
			out = append(out, s)
		}
	}
	return out
}

// sixteen is the roster of 2021: one head and one deputy by post, fourteen
// commissioners named by their units.
func sixteen() ([]SeatIn, map[Fill]charter.Period) {
	lines := []SeatIn{
		{Role: "head", Title: charter.Text{VI: "Trưởng ban"}, Fill: Fill{FillPost, "bo-truong"}},
		{Role: "deputy", Title: charter.Text{VI: "Phó Trưởng ban"}, Fill: Fill{FillPost, "thu-truong"}},
	}
	fillings := map[Fill]charter.Period{{FillPost, "bo-truong"}: {}, {FillPost, "thu-truong"}: {}}
	for i := range 14 {
		f := Fill{FillDelegate, "don-vi-" + strconv.Itoa(i+1)}
		fillings[f] = charter.Period{}
		lines = append(lines, SeatIn{Role: "member", Fill: f, Regime: "part-time"})
	}
	return lines, fillings
}

// Who sat on 29 and on 31 August 2021 has two answers.
func TestReconstituteByDecision913(t *testing.T) {
	lines, fillings := sixteen()
	old := []Seat{
		{ID: "o1", Role: "head", Fill: Fill{FillPost, "bo-truong"}, From: day("2021-01-01")},
		{ID: "o2", Role: "deputy", Fill: Fill{FillPerson, "p9"}, From: day("2021-01-01")},
		{ID: "o3", Role: "member", Fill: Fill{FillDelegate, "don-vi-1"}, From: day("2021-01-01"), Fields: []string{"Nhân sự"}},
		{ID: "k1", In: "to-cong-tac", Role: "helper-head", Fill: Fill{FillSeat, "o3"}, From: day("2021-01-01")},
	}
	st := RosterState{
		Body: &boNoiVu, Seats: old, Parts: []string{"to-cong-tac"}, Roles: []charter.Role{"head", "deputy", "member"}, Fillings: fillings,
		Namings: []Naming{{Seat: "o3", Person: "p3", From: day("2021-01-01")}},
		Open: []Hanging{
			{Seat: "o1", Kind: HangTask, Thing: "t1"},
			{Seat: "o2", Kind: HangTask, Thing: "t2"},
			{Seat: "o3", Kind: HangChair, Thing: "m1"},
			{Seat: "o3", Kind: HangSeat, Thing: "k1", Name: "Tổ trưởng"},
		},
	}
	in := ReconstituteIn{Body: boNoiVu.Key, Seats: lines, Effect: day("2021-08-30"), Paper: qd913()}
	ev, err := Reconstitute(st, in, envOn("2021-08-31"))
	says(t, "kiện toàn", "", ev, err)
	after := apply(old, ev)
	if n := len(live(after, "", day("2021-08-29"))); n != 3 {
		t.Errorf("%d sat on 29 August", n)
	}
	if n := len(live(after, "", day("2021-08-31"))); n != 16 {
		t.Errorf("%d sat on 31 August", n)
	}
	if n := len(live(after, "to-cong-tac", day("2021-08-31"))); n != 1 {
		t.Errorf("the working group has %d seats", n)
	}
	head, unit1 := after[4].ID, after[6].ID
	same(t, "handed over", only[HandedOver](ev), []HandedOver{
		{Body: boNoiVu.Key, From: "o1", To: head, Kind: HangTask, Thing: "t1"},
		{Body: boNoiVu.Key, From: "o2", To: "", Kind: HangTask, Thing: "t2"},
		{Body: boNoiVu.Key, From: "o3", To: unit1, Kind: HangChair, Thing: "m1"},
		{Body: boNoiVu.Key, From: "o3", To: unit1, Kind: HangSeat, Thing: "k1"},
	})
	same(t, "delegate goes on", only[DelegateNamed](ev), []DelegateNamed{{Seat: unit1, Body: boNoiVu.Key, Person: "p3", From: in.Effect}})
	same(t, "portfolio goes on", after[6].Fields, []string{"Nhân sự"})
}

func TestReconstituteRefuses(t *testing.T) {
	lines, fillings := sixteen()
	st := RosterState{Body: &boNoiVu, Parts: []string{"to"}, Roles: []charter.Role{"head", "deputy", "member"}, Fillings: fillings}
	good := ReconstituteIn{Body: boNoiVu.Key, Seats: lines, Effect: day("2021-08-30"), Paper: qd913()}
	line := func(in *ReconstituteIn, i int, edit func(*SeatIn)) {
		in.Seats = append([]SeatIn(nil), in.Seats...)
		edit(&in.Seats[i])
	}
	for _, c := range []struct {
		name, code, field string
		edit              func(*ReconstituteIn, *RosterState)
	}{
		{"no body", "body.unknown", "", func(_ *ReconstituteIn, st *RosterState) { st.Body = nil }},
		{"no seats", "roster.empty", "seats", func(in *ReconstituteIn, _ *RosterState) { in.Seats = nil }},
		{"no paper", "decision.needed", "decision", func(in *ReconstituteIn, _ *RosterState) { in.Paper = PaperIn{} }},
		{"number", "decision.number-form", "decision.number", func(in *ReconstituteIn, _ *RosterState) { in.Paper.New.Number = "chín" }},
		{"role", "seat.role-unknown", "seats.3.role", func(in *ReconstituteIn, _ *RosterState) { line(in, 2, func(s *SeatIn) { s.Role = "king" }) }},
		{"part", "seat.part-unknown", "seats.1.in", func(in *ReconstituteIn, _ *RosterState) { line(in, 0, func(s *SeatIn) { s.In = "nhom-9" }) }},
		{"filling", "seat.filling-unknown", "seats.1.ref", func(in *ReconstituteIn, _ *RosterState) { line(in, 0, func(s *SeatIn) { s.Fill.Ref = "x" }) }},
		{"filling gone", "seat.filling-not-alive", "seats.1.ref", func(_ *ReconstituteIn, st *RosterState) {
			st.Fillings = map[Fill]charter.Period{}
			for f := range fillings {
				st.Fillings[f] = charter.Period{To: day("2021-08-29")}
			}
		}},
		{"twice", "seat.overlap", "seats.2", func(in *ReconstituteIn, _ *RosterState) { line(in, 1, func(s *SeatIn) { s.Fill = in.Seats[0].Fill }) }},
		{"circle", "seat.cycle", "", func(in *ReconstituteIn, _ *RosterState) {
			line(in, 0, func(s *SeatIn) { s.Fill = Fill{FillSeat, "#2"} })
			line(in, 1, func(s *SeatIn) { s.Fill = Fill{FillSeat, "#1"} })
		}},
		{"line out of range", "seat.filling-unknown", "seats.1.ref", func(in *ReconstituteIn, _ *RosterState) {
			line(in, 0, func(s *SeatIn) { s.Fill = Fill{FillSeat, "#17"} })
		}},
		{"before founding", "date.outside-life", "from", func(in *ReconstituteIn, _ *RosterState) { in.Effect = day("2020-01-01") }},
		{"planned seat", "roster.seat-begins-later", "", func(_ *ReconstituteIn, st *RosterState) { st.Seats = []Seat{{ID: "z", From: day("2021-09-01")}} }},
		{"composition", "roster.count", "seats", func(_ *ReconstituteIn, st *RosterState) { st.Verdict = &charter.Verdict{OK: charter.No} }},
		{"two tabs", "changed.meanwhile", "", func(in *ReconstituteIn, st *RosterState) {
			in.Seen, st.Changed = 7, Change{Seq: 8, Who: "Ủy viên 3"}
		}},
		{"regime", "seat.regime", "seats.1.regime", func(in *ReconstituteIn, _ *RosterState) { line(in, 0, func(s *SeatIn) { s.Regime = "often" }) }},
	} {
		x, s := good, st
		p := *good.Paper.New
		x.Paper.New = &p
		c.edit(&x, &s)
		ev, err := Reconstitute(s, x, envOn("2021-08-31"))
		says(t, c.name, c.code, ev, err)
		if f, ok := errors.AsType[*Fault](err); ok && f.Field != c.field {
			t.Errorf("%s: field %q, want %q", c.name, f.Field, c.field)
		}
	}
}

// For any two rosters: every day has exactly one of them, what hung on the old
// seats is handed over or listed once, and heirs sit in the new roster. A roster
// in which one person sits twice is refused, and no other.
func TestReconstituteProperty(t *testing.T) {
	rnd := rand.New(rand.NewPCG(9, 13))
	roles := []charter.Role{"head", "deputy", "member"}
	kinds := []FillKind{FillPerson, FillPost, FillDelegate, FillVacant, FillSeat}
	effect := day("2021-08-30")
	refused := 0
	for round := range 400 {
		fillings := map[Fill]charter.Period{}
		draw := func(n int, link func(i int) string) []SeatIn {
			var out []SeatIn
			used := map[Fill]bool{}
			for i := range n {
				f := Fill{kinds[rnd.IntN(len(kinds))], strconv.Itoa(rnd.IntN(6))}
				switch {
				case f.Kind == FillVacant:
					f.Ref = ""
				case f.Kind == FillSeat && i == 0:
					f = Fill{FillPerson, "first"}
				case f.Kind == FillSeat:
					f.Ref = link(rnd.IntN(i))
				}
				if used[f] && f.Kind != FillVacant && f.Kind != FillDelegate {
					f = Fill{FillVacant, ""}
				}
				used[f] = true
				fillings[f] = charter.Period{}
				out = append(out, SeatIn{Role: roles[rnd.IntN(len(roles))], Fill: f})
			}
			return out
		}
		var old []Seat
		for i, l := range draw(rnd.IntN(8), func(i int) string { return "o" + strconv.Itoa(i) }) {
			old = append(old, Seat{ID: SeatID("o" + strconv.Itoa(i)), Role: l.Role, Fill: l.Fill, From: day("2021-02-01")})
		}
		lines := draw(1+rnd.IntN(8), func(i int) string { return "#" + strconv.Itoa(i+1) })
		st := RosterState{Body: &boNoiVu, Seats: old, Fillings: fillings, Holdings: []Holding{{Post: "1", Person: "2"}, {Post: "2", Person: "3"}}}
		for i, s := range old {
			for j := range rnd.IntN(3) {
				st.Open = append(st.Open, Hanging{Seat: s.ID, Kind: HangTask, Thing: fmt.Sprint("t", i, j)})
			}
		}
		ev, err := Reconstitute(st, ReconstituteIn{Body: boNoiVu.Key, Parts: []string{""}, Seats: lines, Effect: effect, Paper: qd913()}, envOn("2021-08-31"))
		if twice := sitsTwice(lines, st.Holdings, effect); twice != (code(t, err) == "seat.overlap") {
			t.Fatalf("round %d: one person twice %v, answered %v", round, twice, err)
		} else if twice {
			refused++
			continue
		}
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		after := apply(old, ev)
		for on := effect - 400; on < effect+40; on++ {
			now := live(after, "", on)
			switch {
			case on < day("2021-02-01") && len(now) != 0, on >= day("2021-02-01") && on < effect && len(now) != len(old), on >= effect && len(now) != len(lines):
				t.Fatalf("round %d: %d seats on %s (%d old, %d new)", round, len(now), on, len(old), len(lines))
			}
			for _, s := range now {
				if (s.ID[0] == 'o') != (on < effect) {
					t.Fatalf("round %d: seat %s sits on %s", round, s.ID, on)
				}
			}
		}
		given := map[string]int{}
		for _, h := range only[HandedOver](ev) {
			given[h.Thing]++
			if h.To != "" && h.To[0] == 'o' {
				t.Fatalf("round %d: %s goes to an ended seat", round, h.Thing)
			}
		}
		for _, h := range st.Open {
			if given[h.Thing] != 1 {
				t.Fatalf("round %d: %s is handed over %d times", round, h.Thing, given[h.Thing])
			}
		}
		for _, s := range live(after, "", effect) {
			if s.Fill.Kind == FillSeat && (s.Fill.Ref[0] == 'o' || s.Fill.Ref[0] == '#') {
				t.Fatalf("round %d: a new seat is filled by %s", round, s.Fill.Ref)
			}
		}
	}
	if refused == 0 || refused > 300 {
		t.Errorf("%d of 400 rosters refused: the draw tells nothing", refused)
	}
}

// sitsTwice reports whether a person comes to two lines of a roster, following
// each line to who fills it.
func sitsTwice(lines []SeatIn, holdings []Holding, on charter.Date) bool {
	seen := map[string]bool{}
	for _, l := range lines {
		for l.Fill.Kind == FillSeat {
			n, err := strconv.Atoi(l.Fill.Ref[1:])
			if err != nil {
				panic(err)
			}
			l = lines[n-1]
		}
		who := ""
		switch l.Fill.Kind {
		case FillPerson:
			who = l.Fill.Ref
		case FillPost:
			for _, h := range holdings {
				if string(h.Post) == l.Fill.Ref && (charter.Period{From: h.From, To: h.To}).Holds(on) {
					who = string(h.Person)
				}
			}
		}
		if who != "" && seen[who] {
			return true
		}
		seen[who] = true
	}
	return false
}

func ExampleReconstitute() {
	body := Body{Key: "ban-chi-dao-ha-noi", Name: charter.Text{VI: "Ban Chỉ đạo"}}
	old := []Seat{{ID: "ghe-1", Role: "head", Fill: Fill{FillPost, "chu-tich"}, From: charter.NewDate(2019, 3, 1)}}
	n := 0
	env := Env{Today: charter.NewDate(2020, 9, 25), NewID: func() string { n++; return fmt.Sprint("m", n) }}
	events, err := Reconstitute(RosterState{
		Body: &body, Seats: old, Fillings: map[Fill]charter.Period{{FillPost, "chu-tich"}: {}},
		Open: []Hanging{{Seat: "ghe-1", Kind: HangTask, Thing: "viec-1"}},
	}, ReconstituteIn{
		Body: body.Key, Effect: charter.NewDate(2020, 9, 25),
		Seats: []SeatIn{{Role: "head", Fill: Fill{FillPost, "chu-tich"}}},
		Paper: PaperIn{New: &RecordDecisionIn{Title: "Kiện toàn Ban Chỉ đạo"}},
	}, env)
	for _, e := range events {
		switch e := e.(type) {
		case SeatEnded:
			fmt.Println(e.ID, "ends", e.To)
		case SeatOpened:
			fmt.Println(e.ID, "begins", e.From)
		case HandedOver:
			fmt.Println(e.Thing, "goes to", e.To)
		}
	}
	fmt.Println(err)
	// Output:
	// ghe-1 ends 2020-09-24
	// m2 begins 2020-09-25
	// viec-1 goes to m2
	// <nil>
}
