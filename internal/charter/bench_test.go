package charter

import (
	"fmt"
	"testing"
)

// large is a charter of 120 rules over every act, with forbids on any act, a
// step, delegations, terms and four sub-bodies: larger than any bundled one.
func large() *Charter {
	c := text()
	a := &c.Documents[0].Articles[0]
	n := 0
	add := func(r Rule) {
		n++
		r.ID = fmt.Sprintf("r%d", n)
		a.Clauses = append(a.Clauses, Clause{Number: fmt.Sprint(n), Text: Text{VI: "Nội dung của khoản"}, Rules: []Rule{r}})
	}
	for i := range 10 {
		add(rule("", RoleSpec{Role: Role(fmt.Sprintf("role-%d", i)), Count: Count{Min: 1, Max: 1, Set: true}, Is: []Role{"member"}}))
	}
	add(rule("", TermSpec{Term: "leaders", AnyOf: []Role{"head", "deputy", "standing-deputy"}}))
	for i := range 4 {
		add(rule("", LinkSpec{Link: "sub-body", Key: fmt.Sprintf("g%d", i), Head: "group-head"}))
	}
	add(rule("", ForbidSpec{Acts: []Act{AnyAct}, When: when("reach", "outside")}))
	for i, w := range Acts() {
		s := PowerSpec{Acts: []Act{Act(w.Key)}, By: by("leaders", "secretary")}
		if i%4 == 1 {
			s.Objects = []string{"plan", "report"}
		}
		if i%5 == 2 {
			s.When = when("post", "deputy-minister", "minister")
		}
		add(rule("", s))
	}
	for i := range 12 {
		add(rule("", DutySpec{Who: by("all-members"), Acts: []Act{acts1(i)}, Due: DueRule{Kind: DueEvery, Span: Span{N: 3, Unit: Months}}}))
	}
	for i := range 8 {
		add(rule("", DelegationSpec{Acts: []Act{acts1(i)}, From: by("head"), To: by("deputy", "member"), Trigger: []string{"written"}}))
	}
	add(rule("", StepSpec{Acts: []Act{submit}, Needs: when("opinion-of", "g1"), Objects: []string{"plan"}}))
	for i := range 4 {
		add(rule("", PowerSpec{Acts: []Act{convene}, By: by("group-head")}, in(fmt.Sprintf("g%d", i))))
	}
	return c
}

func acts1(i int) Act { return Act(Acts()[i*5].Key) }

var benchmarks = []struct {
	name string
	q    Question
}{
	{"granted", Question{Roles: []Role{"head"}, Act: convene}},
	{"refused", Question{Roles: []Role{"member"}, Act: convene}},
	{"step", Question{Roles: []Role{"head"}, Act: submit, Facts: known("object=plan", "reach=inside")}},
	{"granted-steps", Question{Roles: []Role{"head"}, Act: submit, Facts: known("object=plan", "opinion-of=g1", "chairing=true")}},
}

func BenchmarkMay(b *testing.B) {
	r := Compile(large())
	for _, bm := range benchmarks {
		bm.q.On = day("2021-06-01")
		b.Run(bm.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r.May(bm.q)
			}
		})
	}
}

func BenchmarkAllowedAllActs(b *testing.B) {
	r := Compile(large())
	f := known("reach=inside", "chairing=true")
	b.ReportAllocs()
	for b.Loop() {
		r.Allowed("head", day("2021-06-01"), f)
	}
}

func BenchmarkCompile(b *testing.B) {
	c := large()
	b.ReportAllocs()
	for b.Loop() {
		Compile(c)
	}
}

// TestMayAllocations holds the promise of four allocations or fewer.
func TestMayAllocations(t *testing.T) {
	r := Compile(large())
	for _, bm := range benchmarks {
		bm.q.On = day("2021-06-01")
		if n := testing.AllocsPerRun(100, func() { r.May(bm.q) }); n > 4 {
			t.Errorf("%s: %v allocations", bm.name, n)
		}
	}
}
