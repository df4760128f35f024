package committee

import (
	"fmt"
	"slices"
	"testing"

	"nghisu/internal/charter"
)

// ministry is Bộ Nội vụ: the Minister heads the body and leads the authority
// that set it up; a specialist of the information centre assists him.
func ministry(person PersonID) StandingsIn {
	return StandingsIn{
		Person: person, Body: boNoiVu, On: day("2022-01-10"), Agencies: []Agency{boMinistry, infoCentre, personnel},
		Seats: []Seat{
			{ID: "s2", Role: "deputy", From: day("2021-08-30")},
			{ID: "s1", Role: "head", Title: charter.Text{VI: "Trưởng ban"}, From: day("2021-08-30")},
			{ID: "s3", Role: "member", From: day("2021-08-30")},
			{ID: "k1", In: "to-cong-tac", Role: "helper-head", From: day("2021-08-30")},
			{ID: "s0", Role: "member", To: day("2021-08-29")},
		},
		Holders: []Holder{
			{Seat: "s1", Person: "bt", Post: "bo-truong"},
			{Seat: "s2", Person: "tt"},
			{Seat: "s3", Person: "gd"},
			{Seat: "k1", Person: "gd"},
			{Seat: "s0", Person: "cv"},
		},
		Posts: []Post{
			{ID: "bo-truong", Agency: "bnv", Kind: "minister", Title: charter.Text{VI: "Bộ trưởng"}, Leads: true},
			{ID: "thu-truong", Agency: "bnv", Kind: "deputy-minister"},
			{ID: "giam-doc", Agency: "tttt", Kind: "director", Leads: true},
			{ID: "chuyen-vien", Agency: "tttt", Kind: "specialist"},
			{ID: "vu-truong", Agency: "tccb", Kind: "director", Leads: true},
		},
		Holdings: []Holding{
			{Post: "bo-truong", Person: "bt"},
			{Post: "thu-truong", Person: "tt"},
			{Post: "giam-doc", Person: "gd"},
			{Post: "chuyen-vien", Person: "cv"},
			{Post: "vu-truong", Person: "vt"},
			{Post: "chuyen-vien", Person: "old", To: day("2021-01-01")},
		},
		Assistances: []Assistance{
			{Assistant: "cv", Capacity: Capacity{BySeat, "s1"}, From: day("2021-09-01")},
			{Assistant: "cv", Capacity: Capacity{ByPost, "giam-doc"}, From: day("2021-09-01"), To: day("2022-01-10")},
			{Assistant: "cv", Capacity: Capacity{BySeat, "s2"}, From: day("2022-02-01")},
		},
		Keepers: []Keeper{{Person: "vt", From: day("2021-01-04")}},
		Links:   []charter.LinkSpec{{Link: "helper", Key: "to-cong-tac"}},
		Roles:   []charter.RoleInfo{{Role: "head", Title: charter.Text{VI: "Người đứng đầu"}, Rank: 1}, {Role: "deputy", Rank: 2}, {Role: "member", Rank: 3}},
	}
}

func TestStandings(t *testing.T) {
	show := func(in StandingsIn) string {
		out := ""
		for _, s := range Standings(in) {
			out += fmt.Sprintf("%s:%s:%s", s.Kind, s.ID, s.Role)
			if s.StatePost != "" {
				out += "(" + s.StatePost + ")"
			}
			if s.OnBehalf {
				out += " for " + string(s.Person)
			}
			out += "; "
		}
		return out
	}
	for person, want := range map[PersonID]string{
		"bt": "seat:s1:head(minister); post:bo-truong:superior(minister); post:bo-truong:host-agency(minister); ",
		"tt": "seat:s2:deputy(deputy-minister); post:thu-truong:outsider(deputy-minister); ",
		"gd": "seat:s3:member(director); seat:k1:helper-head(director); post:giam-doc:standing-agency(director); ",
		"cv": "post:chuyen-vien:outsider(specialist); seat:s1:head(minister) for bt; post:giam-doc:standing-agency(director) for gd; ",
		"vt": "post:vu-truong:agency-head(director); office::outsider; ",
		"x":  "none::outsider; ", "old": "none::outsider; ",
	} {
		if got := show(ministry(person)); got != want {
			t.Errorf("%s: %s\nwant %s", person, got, want)
		}
	}
	later := ministry("cv")
	later.On = day("2022-03-01")
	if got := show(later); got != "post:chuyen-vien:outsider(specialist); seat:s1:head(minister) for bt; seat:s2:deputy(deputy-minister) for tt; " {
		t.Errorf("in March: %s", got)
	}
	office := ministry("bt")
	office.Body, office.Seats, office.Holders = Body{}, nil, nil
	if got := show(office); got != "post:bo-truong:outsider(minister); " {
		t.Errorf("towards the office: %s", got)
	}
	if s := Standings(ministry("bt"))[0]; s.Title.VI != "Trưởng ban" || s.Rank != 1 {
		t.Errorf("%+v", s)
	}
	// The standing agency has a successor: whoever leads that one stands for it.
	merged := ministry("vt")
	ended := infoCentre
	ended.To, ended.Successor = day("2021-12-31"), "tccb"
	merged.Agencies = []Agency{boMinistry, ended, personnel}
	if got := show(merged); got != "post:vu-truong:standing-agency(director); office::outsider; " {
		t.Errorf("after succession: %s", got)
	}
}

func TestInherent(t *testing.T) {
	for _, c := range []struct {
		act  charter.Act
		who  Relation
		want string
	}{
		{"task.update", Relation{Lead: true}, "lead"},
		{"task.update", Relation{Assigner: true}, ""},
		{"task.accept", Relation{Assigner: true}, "assigner"},
		{"task.accept", Relation{Lead: true}, ""},
		{"task.request-extension", Relation{Lead: true}, "lead"},
		{"task.grant-extension", Relation{Assigner: true}, "assigner"},
		{"presence.record", Relation{Chair: true, Keeper: true}, "chair"},
		{"opinion.record", Relation{AssistsChair: true}, "assists-chair"},
		{"opinion.record", Relation{Keeper: true}, "keeper"},
		{"opinion.record", Relation{Seated: true}, ""},
		{"delegate.name", Relation{Leader: true}, "leader"},
		{"clause.invoke", Relation{Seated: true}, "seated"},
		{"clause.invoke", Relation{}, ""},
		{"meeting.cancel", Relation{Convener: true}, "convener"},
		{"meeting.convene", Relation{Convener: true, Chair: true, Keeper: true}, ""},
		{"account.open", Relation{Keeper: true}, "keeper"},
		{"agency.record", Relation{Keeper: true}, "keeper"},
		{"agency.record", Relation{Seated: true}, ""},
		{"body.reconstitute", Relation{Keeper: true}, "keeper"},
		{"body.reconstitute", Relation{Chair: true}, ""},
		{"meeting.conclude", Relation{Chair: true, Keeper: true}, ""},
		{"task.assign", Relation{Keeper: true}, ""},
		{"office.found", Relation{Founding: true}, "founding"},
		{"office.found", Relation{Keeper: true}, ""},
	} {
		got, ok := Inherent(c.act, c.who)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%s by %+v: %q %v, want %q", c.act, c.who, got, ok, c.want)
		}
	}
	for _, c := range []struct {
		act    charter.Act
		reason charter.Reason
		want   bool
	}{
		{"task.update", charter.ReasonUnstated, true},
		{"task.update", charter.ReasonNotHolder, false},
		{"task.update", charter.ReasonForbidden, false},
		{"task.update", charter.ReasonNotInForce, false},
		{"charter.promulgate", charter.ReasonNotInForce, true},
		{"charter.promulgate", charter.ReasonNotHolder, false},
		{"seat.appoint", charter.ReasonMissing, false},
		{"task.accept", charter.ReasonStep, false},
	} {
		if got := InherentApplies(c.act, c.reason); got != c.want {
			t.Errorf("%s when %s: %v", c.act, c.reason, got)
		}
	}
}

func ExampleInherent() {
	ground, ok := Inherent("task.accept", Relation{Assigner: true})
	fmt.Println(ground, ok)
	// Output: assigner true
}

// TestInherentFor: a refusal names those whom the nature of the thing would let act,
// and nobody else; what a moment carries is anybody's once it has come.
func TestInherentFor(t *testing.T) {
	for act, want := range map[charter.Act][]string{
		"task.accept": {"assigner"}, "agency.record": {"keeper"}, "office.found": nil, "round.conclude": nil,
		"vote.close": {"chair", "assists-chair", "tells", "time-up"}, "clause.invoke": {"seated"},
	} {
		if got := InherentFor(act); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", act, got, want)
		}
	}
}
