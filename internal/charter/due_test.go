package charter

import (
	"strings"
	"testing"
	"testing/quick"
)

// weekdays works Monday to Friday.
func weekdays(d Date) bool { w := d.Time().Weekday(); return w != 0 && w != 6 }

func dues(list []Obligation) string {
	var out []string
	for _, o := range list {
		s := o.Due.From.String()
		if !o.Due.Exact() {
			s += ".." + o.Due.To.String()
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestDue(t *testing.T) {
	duty := func(d DueRule, more ...func(*Rule)) Rule {
		return rule("d", DutySpec{Duty: Text{VI: "Báo cáo"}, Who: by("member"), Due: d}, more...)
	}
	every := func(n int, u Unit) Span { return Span{N: n, Unit: u} }
	series := func(s SeriesSpec) Rule { s.Series = "regular"; return rule("d", s) }
	early := func(r *Rule) { r.Valid.From = Day(day("2021-01-20")) }
	cases := []struct {
		name  string
		rule  Rule
		days  string // from to
		facts string
		want  string
	}{
		{"months", duty(DueRule{Kind: DueEvery, Span: every(1, Months)}), "2021-01-01 2021-03-31", "", "2021-01-31 2021-02-28 2021-03-31"},
		{"quarters", duty(DueRule{Kind: DueEvery, Span: every(1, Quarters)}), "2021-01-01 2021-12-31", "", "2021-03-31 2021-06-30 2021-09-30 2021-12-31"},
		{"halves", series(SeriesSpec{Every: every(6, Months)}), "2021-01-01 2021-12-31", "", "2021-06-30 2021-12-31"},
		{"years", duty(DueRule{Kind: DueEvery, Span: every(1, Years)}), "2020-01-01 2022-12-30", "", "2020-12-31 2021-12-31"},
		{"two years", duty(DueRule{Kind: DueEvery, Span: every(2, Years)}), "2020-01-01 2024-12-31", "", "2021-12-31 2023-12-31"},
		{"a cut first period owes nothing", duty(DueRule{Kind: DueEvery, Span: every(1, Months)}, early), "2021-01-01 2021-03-31", "", "2021-02-28 2021-03-31"},
		{"a cut first half", duty(DueRule{Kind: DueEvery, Span: every(6, Months)}, early), "2021-01-01 2021-12-31", "", "2021-12-31"},
		{"a day of the last month", duty(DueRule{Kind: DueEvery, Span: every(3, Months), Day: 25}), "2021-01-01 2021-06-30", "", "2021-03-25 2021-06-25"},
		{"a day that the month lacks", duty(DueRule{Kind: DueEvery, Span: every(1, Months), Day: 30}), "2021-02-01 2021-02-28", "", "2021-02-28"},
		{"before a day of the next month", duty(DueRule{Kind: DueEvery, Span: every(1, Months), BeforeDay: 5}), "2021-02-01 2021-03-31", "", "2021-02-04 2021-03-04"},
		{"a day of the year", duty(DueRule{Kind: DueEvery, Span: every(1, Years), Month: 12, MonthDay: 15}), "2021-01-01 2022-12-31", "", "2021-12-15 2022-12-15"},
		{"weeks", duty(DueRule{Kind: DueEvery, Span: every(1, Weeks)}), "2021-03-01 2021-03-15", "", "2021-03-07 2021-03-14"},
		{"weeks left open", duty(DueRule{Kind: DueEvery, Span: Span{Unstated: true}}), "2021-03-01 2021-03-15", "", ""},
		{"months named", series(SeriesSpec{Months: []int{3, 9}}), "2021-01-01 2022-03-31", "", "2021-03-31 2021-09-30 2022-03-31"},
		{"before a day of the months named", duty(DueRule{Kind: DueMonths, Months: []int{6, 12}, BeforeDay: 20}), "2021-01-01 2021-12-31", "", "2021-06-19 2021-12-19"},
		{"days after", duty(DueRule{Kind: DueAfter, Span: every(10, Days), Event: "approval"}), "2021-01-01 2021-12-31", "event.approval=2021-03-01", "2021-03-11"},
		{"working days after", duty(DueRule{Kind: DueAfter, Span: every(5, WorkingDays), Event: "approval"}), "2021-01-01 2021-12-31", "event.approval=2021-03-05", "2021-03-12"},
		{"months after", duty(DueRule{Kind: DueAfter, Span: every(1, Months), Event: "approval"}), "2021-01-01 2021-12-31", "event.approval=2021-01-31", "2021-02-28"},
		{"hours after", duty(DueRule{Kind: DueAfter, Span: every(24, Hours), Event: "approval"}), "2021-01-01 2021-12-31", "event.approval=2021-01-30", "2021-01-31"},
		{"an event twice", duty(DueRule{Kind: DueAt, Event: "meeting"}), "2021-01-01 2021-12-31", "event.meeting=2021-03-01,2021-02-01", "2021-02-01 2021-03-01"},
		{"before an event", duty(DueRule{Kind: DueBefore, Span: every(5, Days), Event: "meeting"}), "2021-01-01 2021-12-31", "event.meeting=2021-03-22", "2021-03-17"},
		{"working days before", duty(DueRule{Kind: DueBefore, Span: every(3, WorkingDays), Event: "meeting"}), "2021-01-01 2021-12-31", "event.meeting=2021-03-22", "2021-03-17"},
		{"no event", duty(DueRule{Kind: DueAt, Event: "meeting"}), "2021-01-01 2021-12-31", "", ""},
		{"an event before force", duty(DueRule{Kind: DueAfter, Span: every(10, Days), Event: "e"}), "2019-01-01 2021-12-31", "event.e=2019-12-30", ""},
		{"a day", duty(DueRule{Kind: DueDate, Date: Day(day("2021-07-01"))}), "2021-07-01 2021-07-01", "", "2021-07-01"},
		{"a part of a month", duty(DueRule{Kind: DueDate, Date: Approx{From: day("2021-09-21"), To: day("2021-09-30")}}), "2021-09-30 2021-10-31", "", "2021-09-21..2021-09-30"},
		{"a part of a month past", duty(DueRule{Kind: DueDate, Date: Approx{From: day("2021-09-21"), To: day("2021-09-30")}}), "2021-10-01 2021-10-31", "", ""},
		{"ongoing", duty(DueRule{Kind: DueOngoing}), "2021-01-01 2021-12-31", "", ""},
		{"on demand", duty(DueRule{Kind: DueOnDemand}), "2021-01-01 2021-12-31", "", ""},
		{"unless", duty(DueRule{Kind: DueEvery, Span: every(1, Months)}, unless("urgent")), "2021-01-01 2021-03-31", "urgent=true", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := strings.Fields(c.days)
			got := Compile(text(c.rule)).Due(day(d[0]), day(d[1]), known(strings.Fields(c.facts)...), weekdays)
			if s := dues(got); s != c.want {
				t.Errorf("got %q, want %q", s, c.want)
			}
		})
	}
}

func TestDueWho(t *testing.T) {
	month := DueRule{Kind: DueEvery, Span: Span{N: 1, Unit: Months}}
	c := text(
		rule("t", TermSpec{Term: "leaders", AnyOf: []Role{"head", "deputy"}}),
		rule("a", DutySpec{Who: by("leaders"), Due: month}),
		rule("b", DutySpec{Who: by("agency-head"), Each: []string{"department", "district"}, Due: month}),
		rule("s", SeriesSpec{Series: "regular", Every: month.Span}),
		rule("p", PowerSpec{Acts: []Act{convene}, By: by("head")}),
		rule("u", SeriesSpec{Series: "own", Every: month.Span}, in("g1")))
	want := map[string]string{"a": "head deputy", "b": "department district", "s": "body", "u": "body"}
	got := Compile(c).Due(day("2021-01-01"), day("2021-01-31"), nil, nil)
	if len(got) != len(want) {
		t.Fatalf("got %d", len(got))
	}
	for _, o := range got {
		if s := strings.Join(o.Who, " "); s != want[o.Rule] {
			t.Errorf("%s: %q", o.Rule, s)
		}
		if o.Period != (Period{From: day("2021-01-01"), To: day("2021-01-31")}) || len(o.Clauses) != 1 {
			t.Errorf("%s: %+v", o.Rule, o)
		}
		if o.Kind == KindSeries && o.Rule == "s" && (o.Series != "regular" || o.What.VI != "Họp định kỳ") {
			t.Errorf("series: %+v", o)
		}
	}
}

// TestDueAcrossAmendment: a clause reworded in the middle of a period, its rule
// kept as it was, still owes the period; a rule that says something new does not.
func TestDueAcrossAmendment(t *testing.T) {
	every := func(n int) Rule {
		return rule("d", DutySpec{Who: by("member"), Due: DueRule{Kind: DueEvery, Span: Span{N: n, Unit: Months}}})
	}
	for n, want := range map[int]string{6: "2021-06-30 2021-12-31", 3: "2021-06-30 2021-09-30 2021-12-31"} {
		c := text(every(6))
		c.Amendments = []Amendment{{Effect: Day(day("2021-02-10")), Changes: []Change{{Kind: Replace, Address: "qc/1.1", Text: Text{VI: "mới"}, Rules: []Rule{every(n)}}}}}
		if got := dues(Compile(c).Due(day("2021-01-01"), day("2021-12-31"), nil, nil)); got != want {
			t.Errorf("every %d months: %q, want %q", n, got, want)
		}
	}
}

// TestPeriodsTile: periods follow one another without a gap and hold every day
// asked about.
func TestPeriodsTile(t *testing.T) {
	check := func(n, unit uint8, since, at uint16) bool {
		s := Span{N: int(n%24) + 1, Unit: Days + Unit(unit%6)}
		start, from := Date(since), Date(since)+Date(at)+800
		if s.Unit == Years {
			s.N = s.N%5 + 1
			from += 365 * 5
		}
		list := s.periods(start, from, from+400, weekdays)
		for i, p := range list {
			if p.From > p.To || i > 0 && list[i-1].To+1 != p.From {
				return false
			}
		}
		hold := func(d Date) bool {
			for _, p := range list {
				if p.Holds(d) {
					return true
				}
			}
			return false
		}
		return len(list) > 0 && (hold(from) && hold(from+400) || s.Unit == Months && 12%s.N != 0 || s.Unit == Quarters)
	}
	if err := quick.Check(check, &quick.Config{MaxCount: 300}); err != nil {
		t.Error(err)
	}
}

// TestSpanInverse: the last lawful day before, moved forward again, is the day
// itself, for units that do not clip.
func TestSpanInverse(t *testing.T) {
	check := func(n, unit uint8, at uint16) bool {
		s := Span{N: int(n%60) + 1, Unit: []Unit{Days, Weeks, WorkingDays}[unit%3]}
		d := Date(at)
		for !weekdays(d) {
			d++
		}
		return s.after(s.before(d, weekdays), weekdays) == d && s.before(d, weekdays) < d
	}
	if err := quick.Check(check, nil); err != nil {
		t.Error(err)
	}
}

func TestSpanWords(t *testing.T) {
	for s, want := range map[string]Span{
		"10 days": {N: 10, Unit: Days}, "10-days": {N: 10, Unit: Days}, "1 day": {N: 1, Unit: Days},
		"5 working-days": {N: 5, Unit: WorkingDays}, "5-working-days": {N: 5, Unit: WorkingDays}, "unstated": {Unstated: true},
	} {
		if got, err := ParseSpan(s); err != nil || got != want {
			t.Errorf("%q: %+v %v", s, got, err)
		}
	}
	for _, s := range []string{"", "days", "10", "10days", "-1 days", "10 fortnights", "10  "} {
		if got, err := ParseSpan(s); err == nil {
			t.Errorf("%q is read as %+v", s, got)
		}
	}
	for _, s := range []string{"1 day", "5 working-days", "2 quarters", "unstated"} {
		if got, _ := ParseSpan(s); got.String() != s {
			t.Errorf("%q is written %q", s, got.String())
		}
	}
}
