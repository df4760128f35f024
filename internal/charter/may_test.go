package charter

import (
	"slices"
	"strings"
	"testing"
)

// day reads a date that is known to be one.
func day(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// by names holders by role.
func by(roles ...Role) Holders {
	h := Holders{}
	for _, r := range roles {
		h.Any = append(h.Any, Holder{Role: r})
	}
	return h
}

// known reads "key=value" words.
func known(words ...string) []Fact {
	var out []Fact
	for _, w := range words {
		k, v, _ := strings.Cut(w, "=")
		out = append(out, Fact{k, v})
	}
	return out
}

// text is a charter in force since 2020 whose rules stand one to a clause:
// article 1, clauses 1, 2, 3 …
func text(rules ...Rule) *Charter {
	a := Article{Number: "1", Title: Text{VI: "Điều một"}}
	for i, r := range rules {
		a.Clauses = append(a.Clauses, Clause{Number: string(rune('1' + i)), Text: Text{VI: "khoản"}, Rules: []Rule{r}})
	}
	return &Charter{Key: "ban", Documents: []Document{{Key: "qc", Effect: Day(day("2020-01-01")), Articles: []Article{a}}}}
}

// rule makes a rule; what sets more of it.
func rule(id string, s Spec, what ...func(*Rule)) Rule {
	r := Rule{ID: id, Spec: s}
	for _, f := range what {
		f(&r)
	}
	return r
}

func in(keys ...string) func(*Rule)      { return func(r *Rule) { r.In = keys } }
func unless(words ...string) func(*Rule) { return func(r *Rule) { r.Unless = words } }
func inferred(r *Rule)                   { r.Inferred = true }
func force(f Force) func(*Rule)          { return func(r *Rule) { r.Force = f } }

func when(key string, values ...string) []Condition { return []Condition{{key, values}} }

const convene, chair, submit Act = "meeting.convene", "meeting.chair", "document.submit"

func TestMay(t *testing.T) {
	power := func(id string, act Act, h Holders, more ...func(*PowerSpec)) Rule {
		s := PowerSpec{Acts: []Act{act}, By: h}
		for _, f := range more {
			f(&s)
		}
		return rule(id, s)
	}
	helper := rule("to", LinkSpec{Link: "helper", Key: "to", Head: "helper-head"})
	cases := []struct {
		name    string
		rules   []Rule
		ask     string // roles act, then facts
		want    string // reason
		cites   string
		who     string
		missing string
	}{
		{"granted", []Rule{power("p", convene, by("head"))}, "head meeting.convene", "granted", "p", "head", ""},
		{"others only", []Rule{power("p", convene, by("head"))}, "deputy meeting.convene", "not-holder", "p", "head", ""},
		{"no rule", nil, "head meeting.convene", "unstated", "", "", ""},
		{"by unstated", []Rule{power("p", convene, Holders{Unstated: true})}, "head meeting.convene", "unstated", "p", "", ""},
		{
			"several grants",
			[]Rule{power("p", convene, by("head")), power("q", convene, by("head", "deputy"))},
			"head meeting.convene", "granted", "p q", "head deputy", "",
		},

		{"standing deputy is a deputy", []Rule{power("p", convene, by("deputy"))}, "standing-deputy meeting.convene", "granted", "p", "deputy", ""},
		{"standing member is a member", []Rule{power("p", convene, by("member"))}, "standing-member meeting.convene", "granted", "p", "member", ""},
		{"deputy is no standing deputy", []Rule{power("p", convene, by("standing-deputy"))}, "deputy meeting.convene", "not-holder", "p", "standing-deputy", ""},
		{
			"is",
			[]Rule{rule("r", RoleSpec{Role: "adviser", Is: []Role{"standing-deputy"}}), power("p", convene, by("deputy"))},
			"adviser meeting.convene", "granted", "p", "deputy", "",
		},
		{
			"term",
			[]Rule{rule("t", TermSpec{Term: "leaders", AnyOf: []Role{"head", "deputy"}}), power("p", convene, by("leaders"))},
			"standing-deputy meeting.convene", "granted", "p", "head deputy", "",
		},
		{
			"term of a term",
			[]Rule{rule("t", TermSpec{Term: "leaders", AnyOf: []Role{"head"}}), rule("u", TermSpec{Term: "core", AnyOf: []Role{"leaders", "secretary"}}), power("p", convene, by("core"))},
			"head meeting.convene", "granted", "p", "head secretary", "",
		},
		{"all members", []Rule{power("p", convene, by("all-members"))}, "secretary meeting.convene", "granted", "p", "all-members", ""},
		{
			"a post outside has no seat",
			[]Rule{rule("r", RoleSpec{Role: "minister", Outside: Text{VI: "true"}}), power("p", convene, by("all-members"))},
			"minister meeting.convene", "not-holder", "p", "all-members", "",
		},
		{"the superior has no seat", []Rule{power("p", convene, by("all-members"))}, "superior meeting.convene", "not-holder", "p", "all-members", ""},
		{
			"a helper sits in his own body",
			[]Rule{helper, rule("r", RoleSpec{Role: "helper"}, in("to")), power("p", convene, by("all-members"))},
			"helper meeting.convene", "not-holder", "p", "all-members", "",
		},
		{"nobody knows the role", []Rule{power("p", convene, by("all-members"))}, "stranger meeting.convene", "not-holder", "p", "all-members", ""},
		{"chairing", []Rule{power("p", "meeting.invite", by("meeting-chair"))}, "member meeting.invite chairing=true", "granted", "p", "meeting-chair", ""},
		{"not chairing", []Rule{power("p", "meeting.invite", by("meeting-chair"))}, "head meeting.invite", "not-holder", "p", "meeting-chair", ""},

		{"object within", []Rule{power("p", submit, by("head"), func(s *PowerSpec) { s.Objects = []string{"plan", "report"} })}, "head document.submit object=plan", "granted", "p", "head", ""},
		{"object unknown", []Rule{power("p", submit, by("head"), func(s *PowerSpec) { s.Objects = []string{"plan"} })}, "head document.submit", "granted", "p", "head", ""},
		{"object beyond", []Rule{power("p", submit, by("head"), func(s *PowerSpec) { s.Objects = []string{"plan"} })}, "head document.submit object=decree", "unstated", "", "", ""},
		{"one object beyond", []Rule{power("p", submit, by("head"), func(s *PowerSpec) { s.Objects = []string{"plan"} })}, "head document.submit object=plan,decree", "unstated", "", "", ""},
		{
			"who by object",
			[]Rule{power("p", submit, by("head"), func(s *PowerSpec) { s.Objects = []string{"plan"} }), power("q", submit, by("clerk"))},
			"member document.submit object=letter", "not-holder", "q", "clerk", "",
		},

		{"when met", []Rule{power("p", convene, by("head"), func(s *PowerSpec) { s.When = when("post", "a", "b") })}, "head meeting.convene post=b", "granted", "p", "head", ""},
		{"when unknown", []Rule{power("p", convene, by("head"), func(s *PowerSpec) { s.When = when("post", "a", "b") })}, "head meeting.convene", "missing", "p", "head", "post=a|b"},
		{"when other", []Rule{power("p", convene, by("head"), func(s *PowerSpec) { s.When = when("post", "a") })}, "head meeting.convene post=c", "missing", "p", "head", "post=a"},
		{"proposal", []Rule{power("p", convene, by("head"), func(s *PowerSpec) { s.OnProposalOf = by("member") })}, "head meeting.convene proposed-by=standing-member", "granted", "p", "head", ""},
		{"no proposal", []Rule{power("p", convene, by("head"), func(s *PowerSpec) { s.OnProposalOf = by("member", "secretary") })}, "head meeting.convene", "missing", "p", "head", "proposed-by=member|secretary"},
		{"leave", []Rule{power("p", convene, by("deputy"), func(s *PowerSpec) { s.OnAuthorisationOf = by("head") })}, "deputy meeting.convene authorised-by=head", "granted", "p", "deputy", ""},
		{"no leave", []Rule{power("p", convene, by("deputy"), func(s *PowerSpec) { s.OnAuthorisationOf = by("head") })}, "deputy meeting.convene authorised-by=member", "missing", "p", "deputy", "authorised-by=head"},
		{"together", []Rule{power("p", convene, by("head", "deputy"), func(s *PowerSpec) { s.Together = Yes })}, "head meeting.convene with=standing-deputy", "granted", "p", "head deputy", ""},
		{"two seats of one role", []Rule{power("p", convene, by("member"), func(s *PowerSpec) { s.Together = Yes })}, "member meeting.convene", "missing", "p", "member", "with=member"},
		{"a bar on the lender's seat", []Rule{power("p", chair, by("head")), rule("f", ForbidSpec{Acts: []Act{chair}, For: by("head")}), rule("d", DelegationSpec{Acts: []Act{chair}, From: by("head"), To: by("member"), Trigger: []string{"written"}})}, "member meeting.chair delegation=written", "granted", "d", "member", ""},
		{"not together", []Rule{power("p", convene, by("head", "deputy"), func(s *PowerSpec) { s.Together = Yes })}, "head meeting.convene", "missing", "p", "head deputy", "with=deputy"},

		{"so many members", []Rule{power("p", convene, Holders{Any: []Holder{{Members: 3}}})}, "member meeting.convene supporters=3", "granted", "p", "all-members", ""},
		{"too few", []Rule{power("p", convene, Holders{Any: []Holder{{Members: 3}}})}, "member meeting.convene supporters=2", "missing", "p", "all-members", "supporters>=3"},
		{"a share", []Rule{power("p", convene, Holders{Any: []Holder{{Share: Share{AtLeast, 1, 5, BaseAllMembers, 0, false}, From: "member"}}})}, "member meeting.convene members=16 supporters=3", "missing", "p", "member", "supporters>=4"},
		{"a share of whom", []Rule{power("p", convene, Holders{Any: []Holder{{Share: Share{AtLeast, 1, 5, BaseAllMembers, 0, false}}}})}, "member meeting.convene supporters=3", "missing", "p", "all-members", "members"},
		{"alone beside a group", []Rule{power("p", convene, Holders{Any: []Holder{{Role: "head"}, {Members: 3}}})}, "head meeting.convene", "granted", "p", "head all-members", ""},

		{"forbid", []Rule{power("p", convene, by("head")), rule("f", ForbidSpec{Acts: []Act{AnyAct}, When: when("reach", "outside")})}, "head meeting.convene reach=outside", "forbidden", "f", "", ""},
		{"forbid unknown", []Rule{power("p", convene, by("head")), rule("f", ForbidSpec{Acts: []Act{AnyAct}, When: when("reach", "outside")})}, "head meeting.convene", "granted", "p", "head", ""},
		{"forbid comes first in whatever order", []Rule{rule("f", ForbidSpec{Acts: []Act{convene}}), power("p", convene, by("head"))}, "head meeting.convene", "forbidden", "f", "", ""},
		{"forbid for some", []Rule{power("p", convene, by("head", "standing-deputy")), rule("f", ForbidSpec{Acts: []Act{convene}, For: by("deputy")})}, "standing-deputy meeting.convene", "forbidden", "f p", "head", ""},
		{"forbid on an object", []Rule{power("p", submit, by("head")), rule("f", ForbidSpec{Acts: []Act{submit}, Objects: []string{"decree"}})}, "head document.submit", "granted", "p", "head", ""},
		{"forbid unless", []Rule{power("p", convene, by("head")), rule("f", ForbidSpec{Acts: []Act{convene}}, unless("urgent"))}, "head meeting.convene urgent=true", "granted", "p", "head", ""},
		{"forbid as a reminder", []Rule{power("p", convene, by("head")), rule("f", ForbidSpec{Acts: []Act{convene}}, force(Reminder))}, "head meeting.convene", "granted", "p", "head", ""},

		{"lent", []Rule{power("p", chair, by("head")), rule("d", DelegationSpec{Acts: []Act{chair}, From: by("head"), To: by("member"), Trigger: []string{"written"}})}, "member meeting.chair delegation=written", "granted", "d", "head member", ""},
		{"not lent", []Rule{power("p", chair, by("head")), rule("d", DelegationSpec{Acts: []Act{chair}, From: by("head"), To: by("member"), Trigger: []string{"written", "absent"}})}, "member meeting.chair", "missing", "d p", "head member", "delegation=written|absent"},
		{"standing", []Rule{power("p", chair, by("head")), rule("d", DelegationSpec{Acts: []Act{chair}, From: by("head"), To: by("member"), Trigger: []string{"standing"}})}, "member meeting.chair", "granted", "d", "head member", ""},
		{"nothing to lend", []Rule{rule("d", DelegationSpec{Acts: []Act{chair}, From: by("head"), To: by("member"), Trigger: []string{"standing"}})}, "member meeting.chair", "unstated", "", "", ""},
		{"the lender's condition", []Rule{power("p", chair, by("head"), func(s *PowerSpec) { s.When = when("post", "minister") }), rule("d", DelegationSpec{Acts: []Act{chair}, From: by("head"), To: by("member"), Trigger: []string{"written"}})}, "member meeting.chair delegation=written", "missing", "d p", "head member", "post=minister"},
		{"the lender's object", []Rule{power("p", submit, by("head"), func(s *PowerSpec) { s.Objects = []string{"plan"} }), rule("d", DelegationSpec{Acts: []Act{submit}, From: by("head"), To: by("member"), Trigger: []string{"standing"}})}, "member document.submit object=decree", "unstated", "", "", ""},
		{"lent on", []Rule{
			power("p", chair, by("head")),
			rule("d", DelegationSpec{Acts: []Act{chair}, From: by("head"), To: by("deputy"), Trigger: []string{"written"}, Redelegate: Yes}),
			rule("e", DelegationSpec{Acts: []Act{chair}, From: by("deputy"), To: by("member"), Trigger: []string{"written"}}),
		}, "member meeting.chair delegation=written", "granted", "e", "head deputy member", ""},
		{"not to be lent on", []Rule{
			power("p", chair, by("head")),
			rule("d", DelegationSpec{Acts: []Act{chair}, From: by("head"), To: by("deputy"), Trigger: []string{"written"}, Redelegate: Unstated}),
			rule("e", DelegationSpec{Acts: []Act{chair}, From: by("deputy"), To: by("member"), Trigger: []string{"written"}}),
		}, "member meeting.chair delegation=written", "not-holder", "p d", "head deputy", ""},

		{"step", []Rule{power("p", submit, by("head")), rule("s", StepSpec{Acts: []Act{submit}, Needs: when("opinion-of", "section")})}, "head document.submit", "step", "s", "head", "opinion-of=section"},
		{"step on record", []Rule{power("p", submit, by("head")), rule("s", StepSpec{Acts: []Act{submit}, Needs: when("opinion-of", "section")})}, "head document.submit opinion-of=section", "granted", "p s", "head", ""},
		{"step excused", []Rule{power("p", submit, by("head")), rule("s", StepSpec{Acts: []Act{submit}, Needs: when("opinion-of", "section")}, unless("urgent"))}, "head document.submit urgent=true", "granted", "p", "head", ""},
		{"step waived", []Rule{power("p", submit, by("head")), rule("s", StepSpec{Acts: []Act{submit}, Needs: when("opinion-of", "section"), Waiver: by("superior")})}, "head document.submit waived-by=superior", "granted", "p s", "head", ""},
		{"step waived by another", []Rule{power("p", submit, by("head")), rule("s", StepSpec{Acts: []Act{submit}, Needs: when("opinion-of", "section"), Waiver: by("superior")})}, "head document.submit waived-by=head", "step", "s", "head", "opinion-of=section"},
		{"step on another object", []Rule{power("p", submit, by("head")), rule("s", StepSpec{Acts: []Act{submit}, Objects: []string{"plan"}, Needs: when("opinion-of", "section")})}, "head document.submit object=letter", "granted", "p", "head", ""},
		{"step on an unknown object", []Rule{power("p", submit, by("head")), rule("s", StepSpec{Acts: []Act{submit}, Objects: []string{"plan"}, Needs: when("opinion-of", "section")})}, "head document.submit", "step", "s", "head", "opinion-of=section"},
		{"step for others", []Rule{power("p", submit, by("head")), rule("s", StepSpec{Acts: []Act{submit}, For: by("deputy"), Needs: when("opinion-of", "section")})}, "head document.submit", "granted", "p", "head", ""},
		{"step as a record", []Rule{power("p", submit, by("head")), rule("s", StepSpec{Acts: []Act{submit}, Needs: when("opinion-of", "section")}, force(Record))}, "head document.submit", "granted", "p", "head", ""},
		{"step does not help others", []Rule{power("p", submit, by("head")), rule("s", StepSpec{Acts: []Act{submit}, Needs: when("opinion-of", "section")})}, "member document.submit", "not-holder", "p", "head", ""},

		{"in a sub-body", []Rule{helper, rule("p", PowerSpec{Acts: []Act{"expert.mobilise"}, By: by("helper-head")}, in("to"))}, "helper-head expert.mobilise in=to", "granted", "p", "helper-head", ""},
		{"not in the body", []Rule{helper, rule("p", PowerSpec{Acts: []Act{"expert.mobilise"}, By: by("helper-head")}, in("to"))}, "helper-head expert.mobilise", "unstated", "", "", ""},
		{"members of a sub-body", []Rule{helper, rule("r", RoleSpec{Role: "helper"}, in("to")), rule("p", PowerSpec{Acts: []Act{"item.propose"}, By: by("all-members")}, in("to"))}, "helper item.propose in=to", "granted", "p", "all-members", ""},
		{"the body by its own key", []Rule{power("p", convene, by("head"))}, "head meeting.convene in=ban", "granted", "p", "head", ""},

		{"round", []Rule{rule("p", RoundSpec{OpenBy: by("head"), Of: by("all-members"), ConcludeBy: by("deputy"), When: when("urgent", "true")})}, "head round.open", "missing", "p", "head", "urgent=true"},
		{"round answer", []Rule{rule("p", RoundSpec{OpenBy: by("head"), Of: by("all-members"), ConcludeBy: by("deputy"), When: when("urgent", "true")})}, "member round.answer", "granted", "p", "all-members", ""},
		{"round conclude", []Rule{rule("p", RoundSpec{OpenBy: by("head"), Of: by("all-members"), ConcludeBy: by("deputy")})}, "deputy round.conclude", "granted", "p", "deputy", ""},
		{"the head's decision", []Rule{rule("p", DecisionSpec{Matters: []string{"any"}, Mode: ModeHead, By: by("head")})}, "head round.conclude", "granted", "p", "head", ""},
		{"the chair's decision", []Rule{rule("p", DecisionSpec{Matters: []string{"any"}, Mode: ModeChair})}, "member meeting.conclude chairing=true", "granted", "p", "meeting-chair", ""},
		{"the vote", []Rule{rule("r", RoleSpec{Role: "secretary", Vote: "none"}), rule("p", DecisionSpec{Matters: []string{"any"}, Mode: ModeVote})}, "member vote.cast", "granted", "p", "all-members", ""},
		{"no vote", []Rule{rule("r", RoleSpec{Role: "secretary", Vote: "none"}), rule("m", RoleSpec{Role: "member"}), rule("p", DecisionSpec{Matters: []string{"any"}, Mode: ModeVote})}, "secretary vote.cast", "not-holder", "p", "member", ""},
		{"duty", []Rule{rule("p", DutySpec{Who: by("member"), Acts: []Act{"report.submit"}})}, "member report.submit", "granted", "p", "member", ""},
		{"duty without an act", []Rule{rule("p", DutySpec{Who: by("member")})}, "member report.submit", "unstated", "", "", ""},
		{"sign", []Rule{rule("p", SignatureSpec{Documents: []string{"plan"}, Signer: by("head"), Seal: "host-agency"})}, "head document.sign object=plan", "granted", "p", "head", ""},
		{"sign another", []Rule{rule("p", SignatureSpec{Documents: []string{"plan"}, Signer: by("head"), Seal: "host-agency"})}, "head document.sign object=letter", "unstated", "", "", ""},
		{"seal unknown", []Rule{rule("p", SignatureSpec{Documents: []string{"any"}, Signer: by("head"), Seal: "host-agency"})}, "head document.seal", "granted", "p", "head", ""},
		{"another seal", []Rule{rule("p", SignatureSpec{Documents: []string{"any"}, Signer: by("head"), Seal: "host-agency"})}, "head document.seal seal=superior", "missing", "p", "head", "seal=host-agency"},
		{"no seal", []Rule{rule("p", SignatureSpec{Documents: []string{"any"}, Signer: by("head"), Seal: "none"})}, "head document.seal", "unstated", "", "", ""},
		{"joint signature", []Rule{rule("p", SignatureSpec{Documents: []string{"any"}, Signer: by("head", "superior"), Together: true, Seal: "superior"})}, "head document.sign", "missing", "p", "head superior", "with=superior"},
		{"promulgate", []Rule{rule("p", LifecycleSpec{Moment: "promulgation", By: by("superior"), OnProposalOf: by("head")})}, "superior charter.promulgate proposed-by=head", "granted", "p", "superior", ""},
		{"amend with approval", []Rule{rule("p", LifecycleSpec{Moment: "amendment", By: by("head"), Approval: by("superior")})}, "head charter.amend", "missing", "p", "head", "authorised-by=superior"},
		{"dissolve", []Rule{rule("p", LifecycleSpec{Moment: "end", By: by("superior")})}, "superior body.dissolve", "granted", "p", "superior", ""},
		{"a review grants nothing", []Rule{rule("p", LifecycleSpec{Moment: "review", By: by("superior")})}, "superior charter.amend", "unstated", "", "", ""},

		{"the first seat allowed", []Rule{power("p", convene, by("deputy"))}, "member+deputy meeting.convene", "granted", "p", "deputy", ""},
		{"a bar on one seat bars no other", []Rule{power("p", convene, by("head", "member")), rule("f", ForbidSpec{Acts: []Act{convene}, For: by("head")})}, "head+member meeting.convene", "granted", "p", "member", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := strings.Fields(c.ask)
			var roles []Role
			for _, r := range strings.Split(w[0], "+") {
				roles = append(roles, Role(r))
			}
			got := Compile(text(c.rules...)).May(Question{Roles: roles, Act: Act(w[1]), On: day("2021-06-01"), Facts: known(w[2:]...)})
			if string(got.Reason) != c.want || got.Allowed != (c.want == "granted") {
				t.Fatalf("reason %s, missing %v, want %s", got.Reason, got.Missing, c.want)
			}
			if s := ids(got.Clauses); s != c.cites {
				t.Errorf("cites %q, want %q", s, c.cites)
			}
			if s := strings.Join(words(got.WhoCould), " "); s != c.who {
				t.Errorf("who could %q, want %q", s, c.who)
			}
			if s := strings.Join(got.Missing, " "); s != c.missing {
				t.Errorf("missing %q, want %q", s, c.missing)
			}
			for _, m := range got.Missing {
				if k, _, _ := strings.Cut(strings.ReplaceAll(m, ">", "="), "="); !slices.Contains(got.Needs, k) {
					t.Errorf("missing %q is not among needs %v", m, got.Needs)
				}
			}
		})
	}
}

func ids(cites []Cite) string {
	var out []string
	for _, c := range cites {
		out = append(out, c.Rule)
	}
	return strings.Join(out, " ")
}

func TestMayBeforeForce(t *testing.T) {
	c := text(rule("h", LifecycleSpec{Moment: "effect"}), rule("p", PowerSpec{Acts: []Act{convene}, By: by("head")}))
	got := Compile(c).May(Question{Roles: []Role{"head"}, Act: convene, On: day("2019-12-31")})
	if got.Reason != ReasonNotInForce || got.Allowed || ids(got.Clauses) != "h" || got.WhoCould != nil {
		t.Errorf("got %+v", got)
	}
	if got = Compile(c).May(Question{Roles: []Role{"head"}, Act: convene, On: day("2020-01-01")}); !got.Allowed {
		t.Errorf("refused on the first day: %s", got.Reason)
	}
}

func TestMayFlags(t *testing.T) {
	p := rule("p", PowerSpec{Acts: []Act{convene}, By: by("head")}, inferred)
	c := text(p)
	c.Draft, c.Reconstructed = true, true
	c.Documents[0].Effect = Approx{Unstated: true}
	q := Question{Roles: []Role{"head"}, Act: convene, On: day("1999-01-01")}
	if got := Compile(c).May(q); !got.Allowed || !got.Inferred || !got.Draft || !got.Reconstructed || !got.Undated {
		t.Errorf("got %+v", got)
	}
	if got := Compile(c).May(Question{Act: submit, On: day("1999-01-01")}); got.Reason != ReasonUnstated || !got.Undated || got.Role != "outsider" {
		t.Errorf("citing nothing: %+v", got)
	}
	c.Documents[0].Date = Day(day("2020-05-05"))
	if got := Compile(c).May(q); got.Reason != ReasonNotInForce || got.Undated {
		t.Errorf("in force from the date: %+v", got)
	}
}

func TestMaySeats(t *testing.T) {
	c := text(
		rule("a", RoleSpec{Role: "member", Rank: 3}), rule("b", RoleSpec{Role: "head", Rank: 1}),
		rule("p", PowerSpec{Acts: []Act{convene}, By: by("head", "member")}))
	got := Compile(c).May(Question{Roles: []Role{"member", "head"}, Act: convene, On: day("2021-01-01")})
	if got.Role != "head" || len(got.Seats) != 2 || got.Seats[1].Role != "member" || !got.Seats[1].Allowed {
		t.Errorf("by rank: %+v", got)
	}
	got = Compile(c).May(Question{Roles: []Role{"clerk", "secretary"}, Act: convene, On: day("2021-01-01")})
	if got.Role != "clerk" || got.Allowed {
		t.Errorf("the first refused: %+v", got)
	}
}

func TestNeeds(t *testing.T) {
	c := text(
		rule("p", PowerSpec{Acts: []Act{submit}, By: Holders{Any: []Holder{{Role: "meeting-chair"}, {Members: 2}}}, Objects: []string{"plan"}, OnProposalOf: by("member")}),
		rule("f", ForbidSpec{Acts: []Act{AnyAct}, When: when("reach", "outside")}, unless("urgent")),
		rule("s", StepSpec{Acts: []Act{submit}, Needs: when("opinion-of", "x"), Waiver: by("head")}),
		rule("d", DelegationSpec{Acts: []Act{submit}, From: by("head"), To: by("deputy"), Trigger: []string{"written"}}),
		rule("e", PowerSpec{Acts: []Act{submit}, By: by("helper")}, in("to")))
	want := "chairing delegation in object opinion-of proposed-by reach supporters urgent waived-by"
	if got := strings.Join(Compile(c).Needs(submit, day("2021-01-01")), " "); got != want {
		t.Errorf("needs %q, want %q", got, want)
	}
	if got := Compile(c).Needs("body.dissolve", day("2021-01-01")); !slices.Equal(got, []string{"reach", "urgent"}) {
		t.Errorf("needs of an act that no rule names: %v", got)
	}
}

func TestAllowed(t *testing.T) {
	c := text(
		rule("p", PowerSpec{Acts: []Act{submit, convene}, By: by("head")}),
		rule("q", DutySpec{Who: by("all-members"), Acts: []Act{"report.submit"}}),
		rule("f", ForbidSpec{Acts: []Act{submit}, When: when("reach", "outside")}))
	r := Compile(c)
	if got := r.Allowed("head", day("2021-01-01"), nil); !slices.Equal(got, []Act{convene, submit, "report.submit"}) {
		t.Errorf("got %v", got)
	}
	if got := r.Allowed("head", day("2021-01-01"), known("reach=outside")); !slices.Equal(got, []Act{convene, "report.submit"}) {
		t.Errorf("outside: %v", got)
	}
	if got := r.Allowed("outsider", day("2021-01-01"), nil); len(got) != 0 {
		t.Errorf("outsider: %v", got)
	}
}
