package committee

import (
	"testing"

	"nghisu/internal/charter"
)

func TestAppointAndEnd(t *testing.T) {
	now := []Seat{{ID: "s1", Role: "head", Order: 1, Fill: Fill{FillPerson, "p1"}, From: day("2021-08-30")}}
	st := RosterState{Body: &boNoiVu, Seats: now, Fillings: map[Fill]charter.Period{{FillPerson, "p1"}: {}, {FillPerson, "p2"}: {}, {FillSeat, "s1"}: {}}}
	in := AppointSeatIn{
		Body: boNoiVu.Key, From: day("2022-02-01"), Seat: SeatIn{Role: "member", Fill: Fill{FillPerson, "p2"}},
		Paper: PaperIn{New: &RecordDecisionIn{Number: "12/QĐ-BNV", Title: "Cử bổ sung Ủy viên"}},
	}
	ev, err := AppointSeat(st, in, envOn("2022-02-01"))
	says(t, "good", "", ev, err)
	if s := only[SeatOpened](ev)[0]; s.Order != 2 || s.From != in.From || s.Decision != "id-1" {
		t.Errorf("%+v", s)
	}
	// The same paper appoints a second member without being entered twice.
	st.Paper.Record.Same = []Decision{{ID: "d1", Body: boNoiVu.Key, Number: "12/QĐ-BNV", Title: "Cử bổ sung Ủy viên"}}
	ev, err = AppointSeat(st, in, envOn("2022-02-01"))
	says(t, "same paper", "", ev, err)
	if got := names(ev); got != "seat.opened" || only[SeatOpened](ev)[0].Decision != "d1" {
		t.Errorf("%s %+v", got, ev)
	}
	in.Seat.Fill = Fill{FillPerson, "p1"}
	ev, err = AppointSeat(st, in, envOn("2022-02-01"))
	says(t, "sits already", "seat.overlap", ev, err)
	in.Seat.Fill, in.Seat.Delegate = Fill{FillVacant, ""}, "p2"
	ev, err = AppointSeat(st, in, envOn("2022-02-01"))
	says(t, "delegate of none", "seat.delegate-of-none", ev, err)

	end := EndSeatIn{Body: boNoiVu.Key, Seat: "s1", To: day("2022-06-30"), Paper: PaperIn{New: &RecordDecisionIn{Title: "Thôi tham gia"}}}
	seat := now[0]
	seat.Body = boNoiVu.Key
	es := EndSeatState{Body: &boNoiVu, Seat: &seat, Open: []Hanging{{Seat: "s1", Kind: HangTask, Thing: "t1"}}, Dependents: []Seat{{ID: "s7"}}}
	ev, err = EndSeat(es, end, envOn("2022-06-30"))
	says(t, "end", "", ev, err)
	same(t, "listed", only[HandedOver](ev), []HandedOver{
		{Body: boNoiVu.Key, From: "s1", Kind: HangTask, Thing: "t1"}, {Body: boNoiVu.Key, From: "s1", Kind: HangSeat, Thing: "s7"},
	})
	es.Heir, end.Heir = &Seat{ID: "s2", Body: boNoiVu.Key, From: day("2022-01-01")}, "s2"
	ev, err = EndSeat(es, end, envOn("2022-06-30"))
	says(t, "heir", "", ev, err)
	if h := only[HandedOver](ev)[0]; h.To != "s2" {
		t.Errorf("%+v", h)
	}
	end.To = day("2021-08-29")
	ev, err = EndSeat(es, end, envOn("2022-06-30"))
	says(t, "before it began", "date.ends-before-start", ev, err)
	end.To, end.Heir, es.Heir = day("2022-06-30"), "s1", &seat
	ev, err = EndSeat(es, end, envOn("2022-06-30"))
	says(t, "its own heir", "seat.own-heir", ev, err)
}

func TestNameDelegate(t *testing.T) {
	seat := Seat{ID: "s3", Body: boNoiVu.Key, Role: "member", Fill: Fill{FillDelegate, "tttt"}, From: day("2021-08-30")}
	p := Person{ID: "p3", Name: "Ủy viên 3"}
	st := NameDelegateState{
		Seat: &seat, Person: &p, Agencies: []Agency{infoCentre, {ID: "phong", Parent: "tttt"}},
		Posts: []Post{{ID: "gd", Agency: "phong"}}, Holdings: []Holding{{Post: "gd", Person: "p3", From: day("2020-01-01")}},
	}
	in := NameDelegateIn{Body: boNoiVu.Key, Seat: "s3", Person: "p3", From: day("2021-09-06")}
	ev, err := NameDelegate(st, in, envOn("2021-09-06"))
	says(t, "good", "", ev, err)
	for _, c := range []struct {
		name, code string
		edit       func(*NameDelegateIn, *NameDelegateState)
	}{
		{"not of the agency", "delegate.not-of-agency", func(_ *NameDelegateIn, st *NameDelegateState) { st.Holdings = nil }},
		{"left it", "delegate.not-of-agency", func(_ *NameDelegateIn, st *NameDelegateState) {
			st.Holdings = []Holding{{Post: "gd", Person: "p3", To: day("2021-09-05")}}
		}},
		{"before the seat", "date.outside-life", func(in *NameDelegateIn, _ *NameDelegateState) { in.From = day("2021-08-29") }},
		{"not an agency's seat", "delegate.not-agency-seat", func(_ *NameDelegateIn, st *NameDelegateState) {
			s := seat
			s.Fill = Fill{FillPerson, "p9"}
			st.Seat = &s
		}},
		{"again", "delegate.already", func(_ *NameDelegateIn, st *NameDelegateState) {
			st.Namings = []Naming{{Seat: "s3", Person: "p3", From: day("2021-09-01")}}
		}},
		{"before another", "delegate.named-later", func(_ *NameDelegateIn, st *NameDelegateState) {
			st.Namings = []Naming{{Seat: "s3", Person: "p4", From: day("2021-10-01")}}
		}},
	} {
		x, s := in, st
		c.edit(&x, &s)
		ev, err := NameDelegate(s, x, envOn("2021-09-06"))
		says(t, c.name, c.code, ev, err)
	}
}

func TestAssignPortfolio(t *testing.T) {
	seat := Seat{ID: "s3", Body: "ban-chi-dao-nghe-an", Role: "member", From: day("2019-03-19")}
	in := AssignPortfolioIn{
		Body: "ban-chi-dao-nghe-an", Seat: "s3", Fields: []string{" Dịch vụ công "}, Places: []string{"Thành phố Vinh", "Huyện Nam Đàn"}, From: day("2019-04-01"),
	}
	ev, err := AssignPortfolio(AssignPortfolioState{Seat: &seat}, in, envOn("2019-04-01"))
	says(t, "good", "", ev, err)
	same(t, "fields", ev[0].(PortfolioAssigned).Fields, []string{"Dịch vụ công"})
	in.Places = append(in.Places, "Thành phố Vinh")
	ev, err = AssignPortfolio(AssignPortfolioState{Seat: &seat}, in, envOn("2019-04-01"))
	says(t, "place twice", "list.twice", ev, err)
}

func TestHandOver(t *testing.T) {
	listed := HandedOver{Body: "b", From: "s1", Kind: HangTask, Thing: "t1"}
	st := HandOverState{Body: &Body{Key: "b"}, Listed: []HandedOver{listed}, To: &Seat{ID: "s2", Body: "b"}}
	in := HandOverIn{Body: "b", From: "s1", Kind: HangTask, Thing: "t1", To: "s2"}
	ev, err := HandOver(st, in, envOn("2022-01-04"))
	says(t, "good", "", ev, err)
	in.Thing = "t2"
	ev, err = HandOver(st, in, envOn("2022-01-04"))
	says(t, "not listed", "handover.not-listed", ev, err)
	in.Thing, st.To = "t1", &Seat{ID: "s2", Body: "b", To: day("2022-01-03")}
	ev, err = HandOver(st, in, envOn("2022-01-04"))
	says(t, "ended heir", "date.outside-life", ev, err)
}
