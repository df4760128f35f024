package charter

import (
	"encoding/json"
	"strings"
	"testing"
)

func share(cmp Comparator, num, den int, base Base) Share {
	return Share{Cmp: cmp, Num: num, Den: den, Base: base}
}

func pass(s ...Share) Threshold { return Threshold{All: s} }

func TestVerdict(t *testing.T) {
	two3 := share(AtLeast, 2, 3, BaseAllMembers)
	half := share(MoreThan, 1, 2, BaseVotesCast)
	quorum := func(s QuorumSpec, more ...func(*Rule)) Rule {
		if s.Purposes == nil {
			s.Purposes = []string{"meet"}
		}
		return rule("q", s, more...)
	}
	vote := func(s DecisionSpec) Rule {
		if s.Matters == nil {
			s.Matters = []string{"any"}
		}
		if s.Mode == "" {
			s.Mode = ModeVote
		}
		return rule("d", s)
	}
	notice := func(s NoticeSpec, more ...func(*Rule)) Rule {
		if s.What == nil {
			s.What = []string{"invitation"}
		}
		return rule("n", s, more...)
	}
	one := Count{Min: 1, Max: 1, Set: true}
	roster := []Rule{
		rule("b", BodySpec{Body: "ban", Members: Count{Min: 16, Max: 16, Set: true}}),
		rule("h", RoleSpec{Role: "head", Count: one}), rule("p", RoleSpec{Role: "deputy", Count: one}),
		rule("m", RoleSpec{Role: "member", Count: Count{Min: 14, Max: 14, Set: true}}),
	}
	open := []Rule{
		rule("h", RoleSpec{Role: "head", Count: one}),
		rule("m", RoleSpec{Role: "member", Count: Count{Set: true, Unstated: true}}),
	}
	capped := rule("c", RoleSpec{Role: "member", Count: Count{Min: 1, Max: -1, Set: true}, CapBy: "employer", CapAt: share(0, 1, 3, BaseSeats)})
	gate := rule("s", StepSpec{Acts: []Act{submit}, Needs: when("opinion-of", "section")})
	working := func(n int) Span { return Span{N: n, Unit: WorkingDays} }
	cases := []struct {
		name     string
		rules    []Rule
		subject  string
		facts    string
		ok       string
		need     string
		have     string
		missing  string
		unstated string
		then     string
	}{
		{"roster", roster, "roster", "head=1 deputy=1 member=14", "true", `{"deputy":1,"head":1,"member":14,"total":16}`, `{"deputy":1,"head":1,"member":14,"total":16}`, "", "", ""},
		{"roster short", roster, "roster", "head=1 deputy=1 member=13", "false", "", "", "", "", ""},
		{"roster not given", roster, "roster", "head=1 deputy=1", "", "", "", "member", "", ""},
		{"roster false whatever else", roster, "roster", "head=2", "false", "", "", "deputy member", "", ""},
		{"roster of open count", open, "roster", "head=1 member=9", "true", `{"head":1}`, `{"head":1,"member":9,"total":10}`, "", "member", ""},
		{"roster of no count", open[1:], "roster", "member=9", "", `"unstated"`, "", "", "member", ""},
		{"roster without rules", nil, "roster", "", "", `"unstated"`, "", "", "roster", ""},
		{"roster with one too many", roster, "roster", "head=1 deputy=1 member=14 secretary=1", "false", "", "", "", "", ""},
		{"composed of others' seats", []Rule{
			rule("t", TermSpec{Term: "leaders", AnyOf: []Role{"head", "deputy"}}), rule("h", RoleSpec{Role: "head", Count: one}), rule("p", RoleSpec{Role: "deputy", Count: Count{Min: 2, Max: 2, Set: true}}),
			rule("g", LinkSpec{Link: "sub-body", Key: "g1", Head: "group-head"}), rule("i", LinkSpec{Link: "sub-body", Key: "g2", Head: "group-head"}),
			rule("s", LinkSpec{Link: "sub-body", Key: "section", ComposedOf: []Part{{Seats: "leaders"}, {HeadsOf: []string{"g1", "g2"}}, {Seats: "expert", ChosenBy: "head"}}}),
		}, "roster", "in=section head=1 deputy=2 group-head=2", "true", `{"deputy":2,"group-head":2,"head":1}`, "", "", "expert", ""},
		{"roster cap kept", []Rule{roster[0], capped}, "roster", "member=16 same.employer=5", "true", "", "", "", "", ""},
		{"roster cap broken", []Rule{roster[0], capped}, "roster", "member=16 same.employer=6", "false", "", "", "", "", ""},
		{"roster cap not given", []Rule{roster[0], capped}, "roster", "member=16", "", "", "", "same.employer", "", ""},

		{"quorum", []Rule{quorum(QuorumSpec{Amount: two3})}, "quorum", "members=7 present=5", "true", "5", "5", "", "", ""},
		{"no quorum", []Rule{quorum(QuorumSpec{Amount: two3, Otherwise: Text{VI: "head"}})}, "quorum", "members=7 present=4", "false", "5", "4", "", "", "head"},
		{"quorum of seats", []Rule{roster[0], quorum(QuorumSpec{Amount: share(MoreThan, 1, 2, BaseSeats)})}, "quorum", "present=9", "true", "9", "9", "", "", ""},
		{"quorum without members", []Rule{quorum(QuorumSpec{Amount: two3})}, "quorum", "present=5", "", "null", "5", "members", "", ""},
		{"quorum without a rule", nil, "quorum", "present=5", "", `"unstated"`, "null", "", "quorum", ""},
		{"quorum unstated", []Rule{quorum(QuorumSpec{Amount: Share{Unstated: true}})}, "quorum", "present=5", "", `"unstated"`, "5", "", "quorum.amount", ""},
		{"quorum without base", []Rule{quorum(QuorumSpec{Amount: share(AtLeast, 1, 2, BaseUnstated)})}, "quorum", "present=5", "", `"unstated"`, "5", "", "quorum.amount", ""},
		{"substitutes do not count", []Rule{quorum(QuorumSpec{Amount: two3, Substitute: No})}, "quorum", "members=9 present=6 present.substitute=1", "false", "6", "5", "", "", ""},
		{"substitutes not given", []Rule{quorum(QuorumSpec{Amount: two3, Substitute: No})}, "quorum", "members=9 present=6", "", "6", "6", "present.substitute", "", ""},
		{"too few with all of them", []Rule{quorum(QuorumSpec{Amount: two3, Substitute: No})}, "quorum", "members=9 present=5", "false", "6", "5", "", "", ""},
		{"open where it matters", []Rule{quorum(QuorumSpec{Amount: two3, Online: Unstated})}, "quorum", "members=9 present=7 present.online=2", "", "6", "7", "", "quorum.counts", ""},
		{"open where it does not", []Rule{quorum(QuorumSpec{Amount: two3, Online: Unstated})}, "quorum", "members=9 present=9 present.online=2", "true", "6", "9", "", "", ""},
		{"required role", []Rule{quorum(QuorumSpec{Amount: two3, Required: []Required{{"head", 1}}})}, "quorum", "members=9 present=9 present.head=0", "false", "6", "9", "", "", ""},
		{"required role not given", []Rule{quorum(QuorumSpec{Amount: two3, Required: []Required{{"head", 1}}})}, "quorum", "members=9 present=9", "", "6", "9", "present.head", "", ""},
		{"a required word of the text", []Rule{rule("t", TermSpec{Term: "leaders", AnyOf: []Role{"head", "deputy"}}), quorum(QuorumSpec{Amount: two3, Required: []Required{{"leaders", 1}}})}, "quorum", "members=9 present=9 present.deputy=1", "true", "6", "9", "", "", ""},
		{"a required word not given", []Rule{rule("t", TermSpec{Term: "leaders", AnyOf: []Role{"head", "deputy"}}), quorum(QuorumSpec{Amount: two3, Required: []Required{{"leaders", 1}}})}, "quorum", "members=9 present=9 present.deputy=0", "", "6", "9", "present.head", "", ""},
		{"which series", []Rule{quorum(QuorumSpec{Amount: two3, Series: []string{"regular"}})}, "quorum", "members=9 present=9", "", "null", "null", "series", "", ""},
		{"this series", []Rule{quorum(QuorumSpec{Amount: two3, Series: []string{"regular"}}), rule("r", QuorumSpec{Purposes: []string{"meet"}, Amount: share(AllOf, 0, 0, BaseAllMembers)})}, "quorum", "members=9 present=6 series=regular", "true", "6", "6", "", "", ""},
		{"excused", []Rule{quorum(QuorumSpec{Amount: two3}, unless("urgent"))}, "quorum", "members=9 present=1 urgent=true", "true", `"excused"`, "null", "", "", ""},
		{"another purpose", []Rule{quorum(QuorumSpec{Amount: two3, Purposes: []string{"vote"}})}, "quorum", "members=9 present=9", "", `"unstated"`, "null", "", "quorum", ""},
		{"sub-body first", []Rule{quorum(QuorumSpec{Amount: two3}), rule("r", QuorumSpec{Purposes: []string{"meet"}, Amount: Share{Cmp: AtLeast, Num: 2}}, in("g1"))}, "quorum", "in=g1 present=2", "true", "2", "2", "", "", ""},
		{"the body's for a sub-body", []Rule{quorum(QuorumSpec{Amount: two3})}, "quorum", "in=g1 members=3 present=2", "true", "2", "2", "", "", ""},

		{"vote", []Rule{vote(DecisionSpec{Pass: pass(half)})}, "tally", "for=3 against=2", "true", "3", "3", "", "", ""},
		{"vote lost", []Rule{vote(DecisionSpec{Pass: pass(half), Otherwise: Text{VI: "head"}})}, "tally", "for=2 against=3", "false", "3", "2", "", "", "head"},
		{"3/4 of 7", []Rule{vote(DecisionSpec{Pass: pass(share(AtLeast, 3, 4, BaseAllMembers))})}, "tally", "members=7 for=5", "false", "6", "5", "", "", ""},
		{"for not given", []Rule{vote(DecisionSpec{Pass: pass(two3)})}, "tally", "members=7", "", "5", "null", "for", "", ""},
		{"members not given", []Rule{vote(DecisionSpec{Pass: pass(two3)})}, "tally", "for=7", "", "null", "7", "members", "", ""},
		{"no threshold", []Rule{vote(DecisionSpec{})}, "tally", "for=7", "", `"unstated"`, "7", "", "tally.pass", ""},
		{"base unstated", []Rule{vote(DecisionSpec{Pass: pass(share(MoreThan, 1, 2, BaseUnstated))})}, "tally", "for=7", "", `"unstated"`, "7", "", "tally.pass", ""},
		{"tie without a rule", []Rule{vote(DecisionSpec{Pass: pass(half)})}, "tally", "for=4 against=4", "false", "5", "4", "", "tie", ""},
		{"tie and the chair", []Rule{vote(DecisionSpec{Pass: pass(half), Tie: "chair-side"})}, "tally", "for=4 against=4 chair=for", "true", "5", "4", "", "", ""},
		{"tie, the chair silent", []Rule{vote(DecisionSpec{Pass: pass(half), Tie: "casting-vote"})}, "tally", "for=4 against=4", "", "5", "4", "chair", "", ""},
		{"tie overrides a threshold of members", []Rule{vote(DecisionSpec{Pass: pass(two3), Tie: "chair-side"})}, "tally", "members=16 for=4 against=4 chair=for", "true", "11", "4", "", "", ""},
		{"tie fails", []Rule{vote(DecisionSpec{Pass: pass(half), Tie: "fails"})}, "tally", "for=4 against=4", "false", "5", "4", "", "", ""},
		{"a tie that may be", []Rule{vote(DecisionSpec{Pass: pass(two3), Tie: "chair-side"})}, "tally", "members=16 for=4", "", "11", "4", "against", "", ""},
		{"a tie that cannot be", []Rule{vote(DecisionSpec{Pass: pass(two3), Tie: "chair-side"})}, "tally", "members=16 for=11", "true", "11", "11", "", "", ""},
		{"any of", []Rule{vote(DecisionSpec{Pass: Threshold{Any: []Share{two3, half}}})}, "tally", "members=16 for=4 against=1", "true", "[11,3]", "4", "", "", ""},
		{"all of", []Rule{vote(DecisionSpec{Pass: pass(two3, half)})}, "tally", "members=16 for=4 against=1", "false", "[11,3]", "4", "", "", ""},
		{"all of, false whatever else", []Rule{vote(DecisionSpec{Pass: pass(two3, half)})}, "tally", "for=1 against=4", "false", "[null,3]", "1", "members", "", ""},
		{"written votes count", []Rule{vote(DecisionSpec{Pass: pass(two3), Written: "counts"})}, "tally", "members=9 for=4 written-for=2", "true", "6", "6", "", "", ""},
		{"written votes not given", []Rule{vote(DecisionSpec{Pass: pass(two3), Written: "counts"})}, "tally", "members=9 for=4", "", "6", "4", "written-for", "", ""},
		{"written votes for reference", []Rule{vote(DecisionSpec{Pass: pass(two3), Written: "reference"})}, "tally", "members=9 for=4 written-for=2", "false", "6", "4", "", "", ""},
		{"written votes left open", []Rule{vote(DecisionSpec{Pass: pass(two3), Written: "unstated"})}, "tally", "members=9 for=4 written-for=2", "", "6", "4", "", "tally.written", ""},
		{"nobody voted", []Rule{vote(DecisionSpec{Pass: pass(share(AtLeast, 1, 2, BaseVotesCast)), Tie: "fails"})}, "tally", "for=0 against=0", "false", "1", "0", "", "", ""},
		{"secret ballot", []Rule{vote(DecisionSpec{Pass: pass(half), Ballot: "secret"})}, "tally", "for=4 against=1 ballot=open", "false", `"secret ballot"`, "4", "", "", ""},
		{"ballot not given", []Rule{vote(DecisionSpec{Pass: pass(half), Ballot: "secret"})}, "tally", "for=4 against=1", "", "3", "4", "ballot", "", ""},
		{"the chair silent", []Rule{vote(DecisionSpec{Mode: ModeChair})}, "tally", "for=4 against=1", "", `"chair decides"`, "", "meeting-chair chair", "", ""},
		{"not discussed enough", []Rule{vote(DecisionSpec{Pass: pass(half), DiscussedFor: Span{N: 3, Unit: Days}})}, "tally", "for=4 against=1 discussed=2-days", "false", `"3 days"`, "4", "", "", ""},
		{"discussed, not given", []Rule{vote(DecisionSpec{Pass: pass(half), DiscussedFor: Span{N: 3, Unit: Days}})}, "tally", "for=4 against=1", "", "3", "4", "discussed", "", ""},
		{"open too long", []Rule{vote(DecisionSpec{Pass: pass(half), Within: Span{N: 3, Unit: Days}})}, "tally", "for=4 against=1 open-for=1-week", "false", `"3 days"`, "4", "", "", ""},
		{"the head for", []Rule{vote(DecisionSpec{Mode: ModeHead, By: by("head")})}, "tally", "head=for for=1 against=9", "true", `"head decides"`, `{"against":9,"for":1}`, "", "", ""},
		{"the head against", []Rule{vote(DecisionSpec{Mode: ModeHead, By: by("head")})}, "tally", "head=against for=9", "false", `"head decides"`, `{"against":null,"for":9}`, "", "", ""},
		{"the head silent", []Rule{vote(DecisionSpec{Mode: ModeHead, By: by("head")})}, "tally", "for=9 against=0", "", `"head decides"`, `{"against":0,"for":9}`, "head", "", ""},
		{"the chair", []Rule{vote(DecisionSpec{Mode: ModeChair})}, "tally", "meeting-chair=for", "true", `"chair decides"`, "", "", "", ""},
		{"consensus", []Rule{vote(DecisionSpec{Mode: ModeConsensus})}, "tally", "for=3 against=0", "true", `"no objection"`, "", "", "", ""},
		{"an objection", []Rule{vote(DecisionSpec{Mode: ModeConsensus, Otherwise: Text{VI: "bo-phieu"}})}, "tally", "for=3 against=1", "false", `"no objection"`, "", "", "", "bo-phieu"},
		{"advice", []Rule{vote(DecisionSpec{Mode: ModeAdvise})}, "tally", "for=3 against=1", "", `"advice only"`, "", "", "", ""},
		{"no rule of decision", nil, "tally", "for=3", "", `"unstated"`, "", "", "tally", ""},
		{"a named matter wins", []Rule{vote(DecisionSpec{Mode: ModeHead, By: by("head")}), rule("e", DecisionSpec{Matters: []string{"personnel"}, Mode: ModeVote, Pass: pass(half)})}, "tally", "matter=personnel for=2 against=1", "true", "2", "2", "", "", ""},
		{"which matter", []Rule{vote(DecisionSpec{Mode: ModeHead, By: by("head")}), rule("e", DecisionSpec{Matters: []string{"personnel"}, Mode: ModeVote, Pass: pass(half)})}, "tally", "for=2 against=1", "", "null", "", "matter", "", ""},

		{"notice in time", []Rule{notice(NoticeSpec{Lead: working(3)})}, "notice", "meeting=2021-03-22 sent=2021-03-17", "true", `{"invitation":"3 working-days, by 2021-03-17"}`, `"2021-03-17"`, "", "", ""},
		{"notice late", []Rule{notice(NoticeSpec{Lead: working(3)})}, "notice", "meeting=2021-03-22 sent=2021-03-18", "false", "", "", "", "", ""},
		{"notice not sent", []Rule{notice(NoticeSpec{Lead: working(3)})}, "notice", "meeting=2021-03-22", "", `{"invitation":"3 working-days, by 2021-03-17"}`, "null", "sent", "", ""},
		{"notice, no meeting", []Rule{notice(NoticeSpec{Lead: working(3)})}, "notice", "sent=2021-03-18", "", `{"invitation":"3 working-days"}`, "", "meeting", "", ""},
		{"lead unstated", []Rule{notice(NoticeSpec{Lead: Span{Unstated: true}})}, "notice", "meeting=2021-03-22 sent=2021-03-18", "", `{"invitation":"unstated"}`, "", "", "notice.lead", ""},
		{"notice excused", []Rule{notice(NoticeSpec{Lead: working(3)}, unless("urgent"))}, "notice", "urgent=true", "true", `{"invitation":"excused"}`, "null", "", "", ""},
		{"no notice rule", nil, "notice", "meeting=2021-03-22", "", `"unstated"`, "", "", "notice", ""},
		{"of papers", []Rule{notice(NoticeSpec{What: []string{"invitation", "papers"}, Lead: working(3)})}, "notice", "what=papers meeting=2021-03-22 sent=2021-03-17", "true", `{"papers":"3 working-days, by 2021-03-17"}`, "", "", "", ""},
		{"a field short", []Rule{notice(NoticeSpec{Lead: working(3), Fields: []string{"content", "place"}})}, "notice", "meeting=2021-03-22 sent=2021-03-17 field=content", "false", "", "", "field=place", "", ""},
		{"form not given", []Rule{notice(NoticeSpec{Lead: working(3), Form: Text{VI: "written"}, Fields: []string{"content"}})}, "notice", "meeting=2021-03-22 sent=2021-03-17", "", "", "", "field form", "", ""},
		{"another form", []Rule{notice(NoticeSpec{Lead: working(3), Form: Text{VI: "written"}})}, "notice", "meeting=2021-03-22 sent=2021-03-17 form=spoken", "false", "", "", "form=written", "", ""},

		{"absence reported", []Rule{rule("a", AttendanceSpec{Roles: []Role{"member"}, ReportTo: Text{VI: "head"}})}, "attendance", "role=standing-member reported-to=head", "true", `{"report-to":"head"}`, "null", "", "", ""},
		{"absence to another", []Rule{rule("a", AttendanceSpec{Roles: []Role{"member"}, ReportTo: Text{VI: "head"}})}, "attendance", "reported-to=secretary", "false", "", "", "", "", ""},
		{"absence not reported", []Rule{rule("a", AttendanceSpec{Roles: []Role{"member"}, ReportTo: Text{VI: "head"}})}, "attendance", "", "", "", "", "reported-to", "", ""},
		{"absence of another role", []Rule{rule("a", AttendanceSpec{Roles: []Role{"member"}, ReportTo: Text{VI: "head"}})}, "attendance", "role=deputy", "", `"unstated"`, "", "", "attendance", ""},
		{"a rule for the role itself", []Rule{rule("r", RoleSpec{Role: "own", Is: []Role{"member"}}), rule("a", AttendanceSpec{Roles: []Role{"member"}, ReportTo: Text{VI: "secretary"}}), rule("o", AttendanceSpec{Roles: []Role{"own"}, ReportTo: Text{VI: "head"}})}, "attendance", "role=own reported-to=head", "true", `{"report-to":"head"}`, "null", "", "", ""},
		{"substitute required", []Rule{rule("a", AttendanceSpec{Roles: []Role{"member"}, Allowed: Yes, RequiredSub: Yes, Votes: No})}, "attendance", "substitute=false", "false", `{"substitute":"required"}`, "", "", "", ""},
		{"substitute votes", []Rule{rule("a", AttendanceSpec{Roles: []Role{"member"}, Allowed: Yes, Votes: No})}, "attendance", "substitute=true substitute-votes=true", "false", `{"substitute":"allowed"}`, "", "", "", ""},
		{"his vote open", []Rule{rule("a", AttendanceSpec{Roles: []Role{"member"}, Allowed: Yes, Votes: Unstated})}, "attendance", "substitute=true", "", "", "", "", "attendance.substitute", ""},
		{"no substitute", []Rule{rule("a", AttendanceSpec{Roles: []Role{"member"}, Allowed: No})}, "attendance", "substitute=true", "false", "", "", "", "", ""},

		{"silence is consent", []Rule{rule("r", RoundSpec{Matters: []string{"any"}, Silence: "consent"})}, "round", "silent=3", "true", `"silence is consent"`, "3", "", "", ""},
		{"silence is none", []Rule{rule("r", RoundSpec{Matters: []string{"any"}, Silence: "none"})}, "round", "silent=3", "false", `"silence is none"`, "3", "", "", ""},
		{"silence escalates", []Rule{rule("r", RoundSpec{Matters: []string{"any"}, Silence: "escalate", ConcludeBy: by("head")})}, "round", "silent=3", "false", `"silence is escalate"`, "3", "", "", "head"},
		{"silence open", []Rule{rule("r", RoundSpec{Matters: []string{"any"}, Silence: "unstated"})}, "round", "silent=3", "", `"unstated"`, "3", "", "round.silence", ""},
		{"silent not given", []Rule{rule("r", RoundSpec{Matters: []string{"any"}, Silence: "consent"})}, "round", "", "", `"silence is consent"`, "null", "silent", "", ""},
		{"no round", nil, "round", "silent=1", "", `"unstated"`, "", "", "round", ""},

		{"step", []Rule{gate}, "steps", "act=document.submit", "false", `["opinion-of=section"]`, "null", "opinion-of=section", "", ""},
		{"step done", []Rule{gate}, "steps", "act=document.submit opinion-of=section", "true", `["opinion-of=section"]`, "null", "", "", ""},
		{"no step", []Rule{gate}, "steps", "act=meeting.convene", "", `"unstated"`, "null", "", "steps", ""},
		{"which act", []Rule{gate}, "steps", "", "", "null", "null", "act", "", ""},
		{"no such subject", nil, "weather", "", "", "null", "null", "subject", "", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := Compile(text(c.rules...)).Verdict(c.subject, day("2021-06-01"), known(strings.Fields(c.facts)...), weekdays)
			if got.OK.String() != c.ok {
				t.Errorf("ok %q, want %q", got.OK, c.ok)
			}
			if s := js(got.Need); c.need != "" && s != c.need {
				t.Errorf("need %s, want %s", s, c.need)
			}
			if s := js(got.Have); c.have != "" && s != c.have {
				t.Errorf("have %s, want %s", s, c.have)
			}
			if s := strings.Join(got.Missing, " "); s != c.missing {
				t.Errorf("missing %q, want %q", s, c.missing)
			}
			if s := strings.Join(got.Unstated, " "); s != c.unstated {
				t.Errorf("unstated %q, want %q", s, c.unstated)
			}
			if got.Then != c.then {
				t.Errorf("then %q, want %q", got.Then, c.then)
			}
		})
	}
}

func js(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(b)
}
