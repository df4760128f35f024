package charter

import (
	"slices"
	"testing"
)

func TestAccessors(t *testing.T) {
	one := Count{Min: 1, Max: 1, Set: true}
	c := text(
		rule("b", BodySpec{Body: "ban", Members: Count{Min: 9, Max: 9, Set: true}}),
		rule("m", RoleSpec{Role: "member", Rank: 2}),
		rule("h", RoleSpec{Role: "head", Rank: 1, Title: Text{VI: "Chủ tịch"}, Count: one}),
		rule("k", RoleSpec{Role: "helper"}, in("to")),
		rule("l", LinkSpec{Link: "helper", Key: "to", Head: "helper-head", Name: Text{VI: "Tổ"}}),
		rule("s", SeatSpec{Roles: []Role{"all-members"}, Regime: "part-time"}),
		rule("g", LinkSpec{Link: "sub-body", Key: "g", Head: "group-head"}),
		rule("q", SeriesSpec{Series: "regular"}),
		rule("p", PowerSpec{Acts: []Act{convene}, By: by("secretary")}))
	c.Unstated = []Subject{SubjectQuorum}
	r, on := Compile(c), day("2021-01-01")
	var keys []Role
	for _, x := range r.Roles(on) {
		keys = append(keys, x.Role)
		switch x.Role {
		case "head":
			if x.Title.VI != "Chủ tịch" || x.Regime != "part-time" || !x.Declared || x.Cite.Address != "qc/1.3" {
				t.Errorf("head: %+v", x)
			}
		case "helper":
			if x.Title.EN == "" || !slices.Equal(x.In, []string{"to"}) || x.Regime != "" {
				t.Errorf("helper: %+v", x)
			}
		case "secretary":
			if x.Declared || x.Title.VI != "Thư ký" {
				t.Errorf("secretary: %+v", x)
			}
		}
	}
	if !slices.Equal(keys, []Role{"head", "member", "helper", "secretary"}) {
		t.Errorf("roles %v", keys)
	}
	if b, cite, ok := r.Identity(on); !ok || b.Members.Min != 9 || cite.Rule != "b" {
		t.Errorf("identity %+v", b)
	}
	links := r.Links(on)
	if len(links) != 2 || !slices.Equal(links[0].Roles, []Role{"helper-head", "helper"}) || !slices.Equal(links[1].Roles, []Role{"group-head", "group-member"}) {
		t.Errorf("links %+v", links)
	}
	if got := r.Seated("to", on); !slices.Equal(got, []Role{"helper-head", "helper"}) {
		t.Errorf("seated in the team: %v", got)
	}
	if len(r.Series(on)) != 1 || len(r.Rules(on)) != 9 || !r.Silent(SubjectQuorum) || r.Silent(SubjectTie) {
		t.Error("series, rules or silence")
	}
	if d, ok := r.Effect(); !ok || d != day("2020-01-01") || r.InForce(d-1) || !r.InForce(d) {
		t.Errorf("effect %v", d)
	}
	if got := r.RoleTitle("head", on); got.VI != "Chủ tịch" {
		t.Errorf("title %v", got)
	}
	if r.Charter() != c {
		t.Error("another charter")
	}
}

func TestVocabulary(t *testing.T) {
	seen := map[string]bool{}
	for _, w := range append(Acts(), ContractRoles()...) {
		if w.VI == "" || w.EN == "" || seen[w.Key] {
			t.Errorf("%+v", w)
		}
		seen[w.Key] = true
	}
	if !KnownAct(convene) || KnownAct(AnyAct) || !KnownRole("head") || KnownRole("leaders") {
		t.Error("known words")
	}
	keys := map[string]bool{}
	for _, w := range FactWords() {
		if w.VI == "" || w.EN == "" || len(w.Values) == 0 || keys[w.Key] {
			t.Errorf("%+v", w)
		}
		keys[w.Key] = true
	}
	if SeriesTitle("regular").EN == "" || SeriesTitle("own").VI != "own" || ActWord("x.y").VI != "x.y" {
		t.Error("titles")
	}
}
