package committee

import (
	"fmt"
	"testing"

	"nghisu/internal/charter"
)

func TestFoundOffice(t *testing.T) {
	good := FoundOfficeIn{Office: "bo-noi-vu", Name: charter.Text{VI: "Văn phòng Bộ Nội vụ"}, Keeper: "Người giữ sổ 1"}
	ev, err := FoundOffice(FoundOfficeState{}, good, envOn("2021-01-04"))
	says(t, "good", "", ev, err)
	same(t, "events", ev, []Event{
		OfficeFounded{Office: "bo-noi-vu", VI: "Văn phòng Bộ Nội vụ", Zone: DefaultZone},
		PersonRecorded{ID: "id-1", Name: "Người giữ sổ 1"},
		KeeperNamed{Person: "id-1", From: day("2021-01-04")},
	})
	for _, c := range []struct {
		name, code string
		edit       func(*FoundOfficeIn, *FoundOfficeState)
	}{
		{"key", "key.form", func(in *FoundOfficeIn, _ *FoundOfficeState) { in.Office = "Bộ Nội vụ" }},
		{"name", "text.empty", func(in *FoundOfficeIn, _ *FoundOfficeState) { in.Name.VI = "" }},
		{"zone", "office.zone-form", func(in *FoundOfficeIn, _ *FoundOfficeState) { in.Zone = "../etc" }},
		{"twice", "office.exists", func(_ *FoundOfficeIn, st *FoundOfficeState) { st.Exists = true }},
	} {
		in, st := good, FoundOfficeState{}
		c.edit(&in, &st)
		ev, err := FoundOffice(st, in, envOn("2021-01-04"))
		says(t, c.name, c.code, ev, err)
	}
}

func ExampleFoundOffice() {
	env := Env{Today: charter.NewDate(2021, 1, 4), NewID: func() string { return "0190…" }}
	events, err := FoundOffice(FoundOfficeState{}, FoundOfficeIn{
		Office: "nghe-an", Name: charter.Text{VI: "Văn phòng Ủy ban nhân dân tỉnh Nghệ An"}, Keeper: "Người giữ sổ 1",
	}, env)
	for _, e := range events {
		fmt.Println(e.EventName())
	}
	fmt.Println(err)
	// Output:
	// office.founded/1
	// person.recorded/1
	// keeper.named/1
	// <nil>
}

func TestRecordAgency(t *testing.T) {
	st := RecordAgencyState{Parent: &boMinistry}
	good := RecordAgencyIn{Parent: "bnv", Kind: "unit", Code: "G09.12", Name: infoCentre.Name}
	ev, err := RecordAgency(st, good, envOn("2021-01-04"))
	says(t, "good", "", ev, err)
	for _, c := range []struct {
		name, code string
		edit       func(*RecordAgencyIn, *RecordAgencyState)
	}{
		{"code", "agency.code-form", func(in *RecordAgencyIn, _ *RecordAgencyState) { in.Code = "g09..1" }},
		{"parent", "agency.unknown", func(_ *RecordAgencyIn, st *RecordAgencyState) { st.Parent = nil }},
		{"twice", "agency.twice", func(_ *RecordAgencyIn, st *RecordAgencyState) { st.Same = []Agency{infoCentre} }},
		{"beneath itself", "agency.beneath-itself", func(in *RecordAgencyIn, st *RecordAgencyState) {
			in.ID, in.From, st.Now, st.Above = "bnv", day("2021-02-01"), &boMinistry, nil
		}},
		{"form before the former", "agency.form-before-former", func(in *RecordAgencyIn, st *RecordAgencyState) {
			in.ID, in.From, st.Now = "tttt", day("2020-01-01"), &Agency{ID: "tttt", From: day("2020-05-01")}
		}},
	} {
		in, s := good, st
		c.edit(&in, &s)
		ev, err := RecordAgency(s, in, envOn("2021-01-04"))
		says(t, c.name, c.code, ev, err)
	}
}

// Bộ Thông tin và Truyền thông passes into Bộ Khoa học và Công nghệ on
// 1 March 2025.
func TestEndAgency(t *testing.T) {
	old := Agency{ID: "btttt", Name: charter.Text{VI: "Bộ Thông tin và Truyền thông"}}
	heir := Agency{ID: "bkhcn", Name: charter.Text{VI: "Bộ Khoa học và Công nghệ"}}
	child := Agency{ID: "cuc", Parent: "btttt", Kind: "department", Name: charter.Text{VI: "Cục Chuyển đổi số quốc gia"}}
	st := EndAgencyState{
		Agency: &old, Successor: &heir, Children: []Agency{child},
		Posts: []Post{{ID: "bt"}}, Holdings: []Holding{{Post: "bt", Person: "p1", From: day("2021-04-08")}},
	}
	in := EndAgencyIn{ID: "btttt", To: day("2025-02-28"), Successor: "bkhcn"}
	ev, err := EndAgency(st, in, envOn("2025-03-01"))
	says(t, "succession", "", ev, err)
	same(t, "events", ev, []Event{
		AgencyRecorded{ID: "cuc", Parent: "bkhcn", Kind: "department", VI: "Cục Chuyển đổi số quốc gia", From: day("2025-03-01")},
		PostLeft{Post: "bt", Person: "p1", To: day("2025-02-28")},
		PostEnded{ID: "bt", To: day("2025-02-28")},
		AgencyEnded{ID: "btttt", To: day("2025-02-28"), Successor: "bkhcn"},
	})
	in.Successor, st.Successor = "", nil
	ev, err = EndAgency(st, in, envOn("2025-03-01"))
	says(t, "children without heir", "agency.has-children", ev, err)
	st.Children, st.Open = nil, []Task{{Title: "Kế hoạch 2025"}}
	ev, err = EndAgency(st, in, envOn("2025-03-01"))
	says(t, "tasks without heir", "agency.has-tasks", ev, err)
	circle := Agency{ID: "bkhcn", Successor: "btttt"}
	st.Open, st.Successor, st.After, in.Successor = nil, &circle, []Agency{old}, "bkhcn"
	ev, err = EndAgency(st, in, envOn("2025-03-01"))
	says(t, "circle", "agency.succeeds-itself", ev, err)

	chain := []Agency{
		{ID: "a", To: day("2010-01-01"), Successor: "b"},
		{ID: "b", To: day("2025-02-28"), Successor: "c"},
		{ID: "c"},
		{ID: "x", To: day("2010-01-01"), Successor: "y"},
		{ID: "y", To: day("2010-01-01"), Successor: "x"},
	}
	for on, want := range map[string]AgencyID{"2009-01-01": "a", "2020-01-01": "b", "2025-03-01": "c"} {
		if got := Heir(chain, "a", day(on)); got != want {
			t.Errorf("Heir on %s = %s, want %s", on, got, want)
		}
	}
	Heir(chain, "x", day("2020-01-01")) // ends
}

func TestPosts(t *testing.T) {
	minister := Post{ID: "bt", Agency: "bnv", Kind: "minister", Title: charter.Text{VI: "Bộ trưởng"}, Leads: true}
	ev, err := RecordPost(RecordPostState{Agency: &boMinistry, Leaders: []Post{minister}}, RecordPostIn{
		Agency: "bnv", Kind: "minister", Title: charter.Text{VI: "Bộ trưởng"}, Leads: true,
	}, envOn("2021-04-08"))
	says(t, "second leader", "post.second-leader", ev, err)

	p2 := Person{ID: "p2", Name: "Bộ trưởng 2"}
	st := TakePostState{Post: &minister, Person: &p2, Holdings: []Holding{{Post: "bt", Person: "p1", From: day("2016-04-08")}}}
	in := TakePostIn{Post: "bt", Person: "p2", From: day("2021-04-08")}
	ev, err = TakePost(st, in, envOn("2021-04-08"))
	says(t, "take", "", ev, err)
	same(t, "events", ev, []Event{
		PostLeft{Post: "bt", Person: "p1", To: day("2021-04-07")},
		PostTaken{Post: "bt", Person: "p2", From: day("2021-04-08")},
	})
	for _, c := range []struct {
		name, code string
		edit       func(*TakePostIn, *TakePostState)
	}{
		{"before the holder", "post.overlap", func(in *TakePostIn, _ *TakePostState) { in.From = day("2016-04-08") }},
		{"holds it already", "post.held-already", func(in *TakePostIn, st *TakePostState) { in.Person, st.Person = "p1", &Person{ID: "p1"} }},
		{"past holding beside another", "post.overlap", func(in *TakePostIn, _ *TakePostState) { in.To = day("2021-05-01") }},
		{"no day", "date.empty", func(in *TakePostIn, _ *TakePostState) { in.From = 0 }},
		{"other body's paper", "decision.other-body", func(in *TakePostIn, st *TakePostState) {
			in.Paper.ID, st.Paper.Known = "d1", &Decision{ID: "d1", Body: "x"}
		}},
	} {
		x, s := in, st
		c.edit(&x, &s)
		ev, err := TakePost(s, x, envOn("2021-04-08"))
		says(t, c.name, c.code, ev, err)
	}
	ev, err = LeavePost(LeavePostState{Post: &minister}, LeavePostIn{Post: "bt", To: day("2021-05-01")}, envOn("2021-04-08"))
	says(t, "not held", "post.not-held", ev, err)
}

func TestKeepersAndAssistants(t *testing.T) {
	p := Person{ID: "p1", Name: "Người giữ sổ 1"}
	mine := Keeper{Person: "p1", From: day("2021-01-04")}
	in := NameKeeperIn{Person: "p1", Day: day("2022-01-31")}
	ev, err := ReleaseKeeper(NameKeeperState{Person: &p, Keepers: []Keeper{mine}}, in, envOn("2022-01-31"))
	says(t, "last keeper", "keeper.last", ev, err)
	two := []Keeper{mine, {Person: "p2", From: day("2022-01-01")}}
	ev, err = ReleaseKeeper(NameKeeperState{Person: &p, Keepers: two}, in, envOn("2022-01-31"))
	says(t, "release", "", ev, err)
	ev, err = NameKeeper(NameKeeperState{Person: &p, Keepers: two}, in, envOn("2022-01-31"))
	says(t, "already", "keeper.already", ev, err)

	seat := Seat{ID: "s1", From: day("2021-08-30"), Role: "head"}
	st := NameAssistantState{Assistant: &p, Seat: &seat}
	a := NameAssistantIn{Assistant: "p1", Capacity: Capacity{Kind: BySeat, ID: "s1"}, Day: day("2021-09-01")}
	ev, err = NameAssistant(st, a, envOn("2021-09-01"))
	says(t, "name", "", ev, err)
	a.Day = day("2021-08-29")
	ev, err = NameAssistant(st, a, envOn("2021-09-01"))
	says(t, "before the seat", "date.outside-life", ev, err)
	a.Day = day("2021-10-01")
	ev, err = ReleaseAssistant(st, a, envOn("2021-10-01"))
	says(t, "never named", "assistant.not-named", ev, err)
	a.Capacity = Capacity{Kind: ByOffice}
	ev, err = NameAssistant(st, a, envOn("2021-10-01"))
	says(t, "capacity", "assistant.capacity", ev, err)
}
