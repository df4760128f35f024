package charter

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"testing"
	"testing/quick"
)

// TestShareAgainstRationals holds the integer arithmetic of shares against
// exact fractions: needed is the least number that reaches the share, most the
// greatest that keeps to it.
func TestShareAgainstRationals(t *testing.T) {
	check := func(num, den, base uint8, more bool) bool {
		s := Share{Cmp: AtLeast, Num: int(num), Den: int(den) + 1, Base: BasePresent}
		if more {
			s.Cmp = MoreThan
		}
		threshold := new(big.Rat).Mul(big.NewRat(int64(s.Num), int64(s.Den)), big.NewRat(int64(base), 1))
		reached := func(n int) bool {
			c := big.NewRat(int64(n), 1).Cmp(threshold)
			return c > 0 || c == 0 && !more
		}
		n := s.needed(int(base))
		m := s.most(int(base))
		return reached(n) && (n == 0 || !reached(n-1)) &&
			big.NewRat(int64(m), 1).Cmp(threshold) <= 0 && big.NewRat(int64(m+1), 1).Cmp(threshold) > 0
	}
	if err := quick.Check(check, &quick.Config{MaxCount: 5000}); err != nil {
		t.Error(err)
	}
}

func TestShareExamples(t *testing.T) {
	for _, c := range []struct {
		s          Share
		base, want int
	}{
		{share(AtLeast, 3, 4, BaseAllMembers), 7, 6},
		{share(AtLeast, 2, 3, BaseAllMembers), 7, 5},
		{share(MoreThan, 1, 2, BasePresent), 4, 3},
		{share(AtLeast, 1, 2, BasePresent), 4, 2},
		{share(AtLeast, 75, 100, BaseSeats), 16, 12},
		{share(MoreThan, 50, 100, BaseSeats), 5, 3},
		{share(AllOf, 0, 0, BasePresent), 9, 9},
		{share(AtLeast, 3, 0, ""), 100, 3},
		{share(MoreThan, 3, 0, ""), 100, 4},
	} {
		if got := c.s.needed(c.base); got != c.want {
			t.Errorf("%+v of %d: %d, want %d", c.s, c.base, got, c.want)
		}
	}
}

// draw makes a small random charter and a random question about it.
func draw(rnd *rand.Rand) (*Charter, Question) {
	roles := []Role{"head", "deputy", "standing-deputy", "member", "secretary", "own"}
	someRole := func() Role { return roles[rnd.IntN(len(roles))] }
	someActs := []Act{convene, chair, submit}
	someAct := func() Act { return someActs[rnd.IntN(len(someActs))] }
	objects := []string{"plan", "report"}
	words := []string{"urgent", "post", "reach"}
	conditions := func() []Condition {
		if rnd.IntN(2) == 0 {
			return nil
		}
		return when(words[rnd.IntN(3)], "true")
	}
	some := func() []string {
		if rnd.IntN(3) > 0 {
			return nil
		}
		return objects[:1+rnd.IntN(2)]
	}
	c := text(rule("own", RoleSpec{Role: "own", Is: []Role{someRole()}}))
	a := &c.Documents[0].Articles[0]
	for i := range 2 + rnd.IntN(8) {
		a.Clauses = append(a.Clauses, Clause{Number: fmt.Sprint(i + 2), Rules: []Rule{drawRule(rnd, i, someRole, someAct, some, conditions)}})
	}
	q := Question{Roles: []Role{someRole()}, Act: someAct(), On: day("2021-01-01")}
	for _, w := range words {
		if rnd.IntN(2) == 0 {
			q.Facts = append(q.Facts, Fact{w, "true"})
		}
	}
	for _, f := range known("object=plan", "delegation=written", "opinion-of=x", "proposed-by=member") {
		if rnd.IntN(2) == 0 {
			q.Facts = append(q.Facts, f)
		}
	}
	return c, q
}

func drawRule(rnd *rand.Rand, i int, role func() Role, act func() Act, objects func() []string, conditions func() []Condition) Rule {
	r := Rule{ID: fmt.Sprintf("r%d", i)}
	switch rnd.IntN(6) {
	case 0:
		r.Spec = ForbidSpec{Acts: []Act{act()}, For: by(role()), Objects: objects(), When: conditions()}
	case 1:
		r.Spec = DelegationSpec{Acts: []Act{act()}, From: by(role()), To: by(role()), Trigger: []string{"written"}, Redelegate: Yes}
	case 2:
		r.Spec = StepSpec{Acts: []Act{act()}, Needs: when("opinion-of", "x"), Objects: objects()}
	default:
		r.Spec = PowerSpec{Acts: []Act{act()}, By: by(role(), role()), Objects: objects(), When: conditions()}
	}
	if rnd.IntN(6) == 0 {
		r.Unless = []string{"urgent"}
	}
	return r
}

func with(c *Charter, r Rule, first bool) *Charter {
	out := *c
	out.Documents = append([]Document(nil), c.Documents...)
	d := &out.Documents[0]
	a := d.Articles[0]
	clause := Clause{Number: "99", Rules: []Rule{r}}
	if first {
		a.Clauses = append([]Clause{clause}, a.Clauses...)
	} else {
		a.Clauses = append(append([]Clause(nil), a.Clauses...), clause)
	}
	d.Articles = []Article{a}
	return &out
}

// TestRulingsAreMonotone: more power never refuses what was allowed, a
// prohibition never allows what was refused, wherever either stands in the
// file; without a power everything is refused; who may is told alike by every
// way of asking.
func TestRulingsAreMonotone(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for i := range 3000 {
		c, q := draw(rnd)
		r := Compile(c)
		before := r.May(q)
		if before.Allowed != (before.Reason == ReasonGranted) || before.Allowed == (len(before.Missing) > 0) && before.Allowed {
			t.Fatalf("%d: %+v", i, before)
		}
		if before.Allowed && len(before.Clauses) == 0 {
			t.Fatalf("%d: allowed without a clause", i)
		}
		extra := rule("extra", PowerSpec{Acts: []Act{q.Act}, By: by(q.Roles[0])})
		if after := Compile(with(c, extra, i%2 == 0)).May(q); before.Allowed && !after.Allowed {
			t.Fatalf("%d: a power refuses: %+v", i, after)
		}
		bar := rule("extra", ForbidSpec{Acts: []Act{AnyAct}, When: when("reach", "true")})
		if after := Compile(with(c, bar, i%2 == 0)).May(q); !before.Allowed && after.Allowed {
			t.Fatalf("%d: a prohibition grants: %+v", i, after)
		}
		seen := false
		for _, a := range r.Allowed(q.Roles[0], q.On, q.Facts) {
			seen = seen || a == q.Act
		}
		if seen != before.Allowed {
			t.Fatalf("%d: Allowed says %v, May says %s", i, seen, before.Reason)
		}
		d := &c.Documents[0].Articles[0]
		for j := range d.Clauses {
			if s, ok := d.Clauses[j].Rules[0].Spec.(PowerSpec); ok {
				s.Acts = []Act{"body.dissolve"}
				d.Clauses[j].Rules[0].Spec = s
			}
		}
		if after := Compile(c).May(q); after.Allowed {
			t.Fatalf("%d: allowed by default: %+v", i, after)
		}
	}
}

// TestOrderOfTheFile: rules say the same in whatever order the file has them.
func TestOrderOfTheFile(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	for i := range 1000 {
		c, q := draw(rnd)
		before := Compile(c).May(q)
		a := c.Documents[0].Articles[0].Clauses
		rnd.Shuffle(len(a), func(i, j int) { a[i], a[j] = a[j], a[i] })
		after := Compile(c).May(q)
		if before.Reason != after.Reason || len(before.Clauses) != len(after.Clauses) || len(before.WhoCould) != len(after.WhoCould) || len(before.Missing) != len(after.Missing) {
			t.Fatalf("%d: %+v\n%+v", i, before, after)
		}
	}
}

// TestMissingIsEnough: giving what a ruling says is missing, and nothing else,
// leads to an allowed act where no prohibition comes in.
func TestMissingIsEnough(t *testing.T) {
	c := text(
		rule("p", PowerSpec{Acts: []Act{submit}, By: Holders{Any: []Holder{{Share: share(MoreThan, 1, 3, BaseAllMembers)}}}, When: when("post", "a", "b"), OnProposalOf: by("deputy"), OnAuthorisationOf: by("superior")}),
		rule("s", StepSpec{Acts: []Act{submit}, Needs: when("opinion-of", "x")}))
	r := Compile(c)
	q := Question{Roles: []Role{"member"}, Act: submit, On: day("2021-01-01"), Facts: known("members=7")}
	got := r.May(q)
	for _, m := range got.Missing {
		var key, value string
		if n, err := fmt.Sscanf(m, "supporters>=%s", &value); n == 1 && err == nil {
			key = "supporters"
		} else {
			f := known(m)[0]
			key, value = f.Key, firstOf(f.Value)
		}
		q.Facts = append(q.Facts, Fact{key, value})
	}
	if len(got.Missing) != 5 || !r.May(q).Allowed {
		t.Errorf("missing %v, then %+v", got.Missing, r.May(q))
	}
}

func firstOf(s string) string {
	for i := range s {
		if s[i] == '|' {
			return s[:i]
		}
	}
	return s
}
