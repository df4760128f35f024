package committee

import (
	"fmt"
	"testing"

	"nghisu/internal/charter"
)

// Nghệ An meets every six months and reports by the 25th of June and December.
func TestBoard(t *testing.T) {
	series := func(from, to string) charter.Obligation {
		p := charter.Period{From: day(from), To: day(to)}
		return charter.Obligation{Rule: "hop-dinh-ky", Kind: charter.KindSeries, Series: "regular", Due: charter.Day(p.To), Period: p}
	}
	duty := func(due string) charter.Obligation {
		return charter.Obligation{Rule: "bao-cao", Kind: charter.KindDuty, Due: charter.Day(day(due))}
	}
	obligations := []charter.Obligation{
		series("2019-07-01", "2019-12-31"), series("2020-01-01", "2020-06-30"), series("2020-07-01", "2020-12-31"),
		duty("2019-12-25"), duty("2020-06-25"), duty("2020-12-25"),
		{Rule: "ngoai-ky", Kind: charter.KindDuty, Due: charter.Approx{From: day("2020-09-01"), To: day("2020-09-30")}},
	}
	meetings := []Meeting{
		{ID: "m1", Kind: Regular, Series: "regular", Start: at("2019-12-31", 8), State: Concluded},
		{ID: "m2", Kind: Regular, Series: "regular", Start: at("2020-03-03", 8), State: Convened},
		{ID: "m3", Kind: Extraordinary, Start: at("2020-04-03", 8), State: Held},
		{ID: "m4", Kind: Regular, Series: "regular", Start: at("2020-05-03", 8), State: Cancelled},
	}
	evidence := []Evidence{
		{Rule: "bao-cao", Due: day("2019-12-25"), Met: day("2019-12-20"), Kind: "document", Ref: "55/BC-BCĐ"},
		{Rule: "bao-cao", Due: day("2020-06-25"), Met: day("2020-07-02"), Kind: "document", Ref: "31/BC-BCĐ"},
	}
	calendar := func(a, b charter.Date) int { return int(b - a) }
	lines, n := Board(obligations, evidence, meetings, day("2020-10-01"), calendar)
	var got []string
	for _, l := range lines {
		got = append(got, fmt.Sprint(l.State, l.DaysLeft))
	}
	same(t, "states", got, []string{"met0", "missed-93", "due91", "met0", "met-late0", "due85", "missed-1"})
	same(t, "counts", n, DutyCount{Met: 2, Late: 1, Due: 2, Missed: 2})
	same(t, "evidence", lines[0].Evidence, []Evidence{{Rule: "hop-dinh-ky", Due: day("2019-12-31"), Kind: "meeting", Ref: "m1", Met: day("2019-12-31")}})

	// The last day of the period still counts; the day after is a breach.
	for on, want := range map[string]DutyState{"2020-06-30": DutyDue, "2020-07-01": DutyMiss} {
		if l, _ := Board(obligations[1:2], nil, meetings, day(on), calendar); l[0].State != want {
			t.Errorf("%s: %s", on, l[0].State)
		}
	}
	// A regular meeting without a series counts where there is but one.
	loose := []Meeting{{ID: "m9", Kind: Regular, Start: at("2020-02-03", 8), State: Held}}
	quarterly := obligations[1]
	quarterly.Rule, quarterly.Series = "hop-mo-rong", "expanded"
	if _, n := Board([]charter.Obligation{quarterly}, nil, loose, day("2020-10-01"), calendar); n.Met != 1 {
		t.Error("the only series is not met")
	}
	if _, n := Board([]charter.Obligation{obligations[1], quarterly}, nil, loose, day("2020-10-01"), calendar); n.Met != 1 || n.Missed != 1 {
		t.Errorf("two series: %+v", n)
	}
}

func TestRecordEvidence(t *testing.T) {
	o := charter.Obligation{Rule: "bao-cao", Kind: charter.KindDuty, Due: charter.Day(day("2020-06-25"))}
	st := RecordEvidenceState{Body: &ngheAn, Obligation: &o}
	good := RecordEvidenceIn{Body: ngheAn.Key, Rule: "bao-cao", Due: day("2020-06-25"), Kind: "document", Ref: "31/BC-BCĐ", Met: day("2020-06-22")}
	ev, err := RecordEvidence(st, good, envOn("2020-07-01"))
	says(t, "good", "", ev, err)
	for _, c := range []struct {
		name, code string
		edit       func(*RecordEvidenceIn, *RecordEvidenceState)
	}{
		{"no such duty", "duty.unknown", func(in *RecordEvidenceIn, _ *RecordEvidenceState) { in.Due = day("2020-06-26") }},
		{"to come", "date.to-come", func(in *RecordEvidenceIn, _ *RecordEvidenceState) { in.Met = day("2020-07-02") }},
		{"kind", "evidence.kind", func(in *RecordEvidenceIn, _ *RecordEvidenceState) { in.Kind = "hearsay" }},
		{"no reference", "text.empty", func(in *RecordEvidenceIn, _ *RecordEvidenceState) { in.Ref = "" }},
		{"a note", "", func(in *RecordEvidenceIn, _ *RecordEvidenceState) {
			in.Kind, in.Ref, in.Note = "note", "", "Đã báo cáo tại phiên họp"
		}},
		{"an empty note", "text.empty", func(in *RecordEvidenceIn, _ *RecordEvidenceState) { in.Kind, in.Ref = "note", "" }},
		{"meeting not held", "meeting.state", func(in *RecordEvidenceIn, st *RecordEvidenceState) {
			in.Kind, in.Ref, st.Meeting = "meeting", "m1", onJune28(Convened).Meeting
		}},
		{"twice", "evidence.twice", func(_ *RecordEvidenceIn, st *RecordEvidenceState) {
			st.Evidence = []Evidence{{Kind: "document", Ref: "31/BC-BCĐ"}}
		}},
	} {
		in, s := good, st
		c.edit(&in, &s)
		ev, err := RecordEvidence(s, in, envOn("2020-07-01"))
		says(t, c.name, c.code, ev, err)
	}
}
