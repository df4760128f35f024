package charter

import (
	"slices"
	"strings"
	"testing"
	"testing/quick"
)

// amended is a regulation of 2020 changed by a decision of 2021 and another of
// the middle of 2022.
func amended() *Charter {
	c := &Charter{Key: "ban", Documents: []Document{
		{Key: "qc", Kind: "regulation", Effect: Day(day("2020-01-01")), Articles: []Article{
			{Number: "3", Title: Text{VI: "Ba"}, Part: "Chương I", Clauses: []Clause{
				{Number: "1", Text: Text{VI: "cũ"}, Rules: []Rule{rule("p", PowerSpec{Acts: []Act{convene}, By: by("head")}), rule("q", PowerSpec{Acts: []Act{chair}, By: by("head")})}},
				{Number: "2", Text: Text{VI: "hai"}, Points: []Point{{Letter: "d", Text: Text{VI: "d"}}, {Letter: "e", Text: Text{VI: "e"}, Rules: []Rule{rule("e", PowerSpec{Acts: []Act{submit}, By: by("clerk")})}}}},
			}},
			{Number: "4", Text: Text{VI: "bốn"}},
		}},
		{Key: "qd1", Kind: "decision", Effect: Day(day("2021-03-01"))},
		{Key: "qd2", Kind: "decision", Effect: Approx{From: day("2022-06-11"), To: day("2022-06-20")}},
	}}
	c.Amendments = []Amendment{
		{By: "qd1", Changes: []Change{
			{Kind: Replace, Address: "qc/3.1", Text: Text{VI: "mới"}, Rules: []Rule{rule("p", PowerSpec{Acts: []Act{convene}, By: by("deputy")})}},
			{Kind: Insert, Address: "qc/3.2.đ", Text: Text{VI: "đ"}},
			{Kind: Insert, Address: "qc/3a", Title: Text{VI: "Ba a"}, Clauses: []Clause{{Number: "1", Text: Text{VI: "thêm"}, Was: "qc/4"}}},
		}},
		{By: "qd2", Changes: []Change{
			{Kind: Repeal, Address: "qc/3.2"},
			{Kind: Replace, Address: "qc/4", Text: Text{VI: "bốn mới"}},
		}},
	}
	return c
}

// outline writes the addresses in force, in order.
func outline(docs []Document) string {
	var out []string
	for _, d := range docs {
		for _, a := range d.Articles {
			out = append(out, a.Number)
			for _, c := range a.Clauses {
				out = append(out, a.Number+"."+c.Number)
				for _, p := range c.Points {
					out = append(out, a.Number+"."+c.Number+"."+p.Letter)
				}
			}
		}
	}
	return strings.Join(out, " ")
}

func TestTextOn(t *testing.T) {
	r := Compile(amended())
	for on, want := range map[string]string{
		"2019-12-31": "",
		"2020-01-01": "3 3.1 3.2 3.2.d 3.2.e 4",
		"2021-02-28": "3 3.1 3.2 3.2.d 3.2.e 4",
		"2021-03-01": "3 3.1 3.2 3.2.d 3.2.đ 3.2.e 3a 3a.1 4",
		"2022-06-19": "3 3.1 3.2 3.2.d 3.2.đ 3.2.e 3a 3a.1 4",
		"2022-06-20": "3 3.1 3a 3a.1 4",
	} {
		if got := outline(r.TextOn(day(on))); got != want {
			t.Errorf("%s: %q, want %q", on, got, want)
		}
	}
	a := r.TextOn(day("2021-03-01"))[0].Articles
	if a[0].Part != "Chương I" || a[1].Clauses[0].Was != "qc/4" || len(a[0].Clauses[0].Rules) != 1 {
		t.Errorf("got %+v", a)
	}
	if c, ok := r.ClauseOn("qc/3.1", day("2021-02-28")); !ok || c.Text.VI != "cũ" {
		t.Errorf("before: %+v", c)
	}
	if c, ok := r.ClauseOn("qc/3.1", day("2021-03-01")); !ok || c.Text.VI != "mới" || c.Place.In("vi") != "Điều 3 khoản 1" {
		t.Errorf("after: %+v", c)
	}
	if _, ok := r.ClauseOn("qc/3.2.e", day("2022-06-20")); ok {
		t.Error("a point outlives its clause")
	}
}

func TestAmendedPowers(t *testing.T) {
	r := Compile(amended())
	for _, c := range []struct {
		on, role string
		act      Act
		want     bool
	}{
		{"2021-02-28", "head", convene, true},
		{"2021-02-28", "deputy", convene, false},
		{"2021-03-01", "head", convene, false},
		{"2021-03-01", "deputy", convene, true},
		{"2021-02-28", "head", chair, true},
		{"2021-03-01", "head", chair, false}, // not repeated: ended
		{"2022-06-19", "clerk", submit, true},
		{"2022-06-20", "clerk", submit, false},
	} {
		if got := r.May(Question{Roles: []Role{Role(c.role)}, Act: c.act, On: day(c.on)}); got.Allowed != c.want {
			t.Errorf("%s %s %s: %s", c.on, c.role, c.act, got.Reason)
		}
	}
}

func TestValid(t *testing.T) {
	p := rule("p", PowerSpec{Acts: []Act{convene}, By: by("head")})
	month := func(m string) Approx { return Approx{From: day(m + "-01"), To: day(m + "-28")} }
	p.Valid = Validity{From: month("2021-02"), To: month("2022-02")}
	c := text(p)
	c.Documents[0].Ends = Day(day("2023-01-01"))
	r := Compile(c)
	for on, want := range map[string]Reason{
		"2021-02-27": ReasonUnstated, "2021-02-28": ReasonGranted,
		"2022-02-01": ReasonGranted, "2022-02-02": ReasonUnstated,
		"2022-12-31": ReasonUnstated, "2023-01-01": ReasonNotInForce,
	} {
		if got := r.May(Question{Roles: []Role{"head"}, Act: convene, On: day(on)}); got.Reason != want {
			t.Errorf("%s: %s, want %s", on, got.Reason, want)
		}
	}
}

func TestAmendmentsInFileOrder(t *testing.T) {
	c := text(rule("p", PowerSpec{Acts: []Act{convene}, By: by("head")}))
	c.Amendments = []Amendment{
		{Effect: Day(day("2023-01-01")), Changes: []Change{{Kind: Replace, Address: "qc/1.1", Text: Text{VI: "năm 2023"}}}},
		{Effect: Day(day("2022-01-01")), Changes: []Change{{Kind: Replace, Address: "qc/1.1", Text: Text{VI: "năm 2022"}}}},
	}
	r := Compile(c)
	for on, want := range map[string]string{"2021-12-31": "khoản", "2022-01-01": "năm 2022", "2023-01-01": "năm 2022"} {
		if got, _ := r.ClauseOn("qc/1.1", day(on)); got.Text.VI != want {
			t.Errorf("%s: %q, want %q", on, got.Text.VI, want)
		}
	}
}

func TestAddress(t *testing.T) {
	for s, want := range map[string]Place{
		"qc/5": {Article: "5"}, "qc/5a": {Article: "5a"}, "qc/5.2": {Article: "5", Clause: "2"},
		"qc/5.2.đ": {Article: "5", Clause: "2", Point: "đ"}, "qc/5.a": {Article: "5", Point: "a"},
	} {
		doc, got, ok := ParseAddress(s)
		if !ok || doc != "qc" || got != want || got.Address("qc") != s {
			t.Errorf("%s: %+v %v", s, got, ok)
		}
	}
	for _, s := range []string{"", "qc", "/5", "qc/", "qc/5.", "qc/5.2.3", "qc/5.a.2", "qc/5.2.a.1"} {
		if _, _, ok := ParseAddress(s); ok {
			t.Errorf("%q is taken for an address", s)
		}
	}
}

func TestNumberOrder(t *testing.T) {
	want := strings.Fields("1 2 2a 2b 3 9 10 10a a b c c1 c2 d đ e g h i k l m n o p q r s t u v x y")
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, func(a, b string) int {
		switch {
		case numberLess(a, b):
			return -1
		case numberLess(b, a):
			return 1
		}
		return 0
	})
	if !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
	if err := quick.Check(func(a, b string) bool { return !numberLess(a, b) || !numberLess(b, a) }, nil); err != nil {
		t.Error(err)
	}
}
