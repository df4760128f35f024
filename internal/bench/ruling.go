package bench

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"nghisu/charters"
	"nghisu/internal/charter"
	"nghisu/internal/charter/file"
)

// largest gives the key and the source of the largest bundled charter.
func largest() (key string, source []byte, err error) {
	for _, k := range charters.Keys() {
		b, err := charters.Read(k)
		if err != nil {
			return "", nil, err
		}
		if len(b) > len(source) {
			key, source = k, b
		}
	}
	return key, source, nil
}

// load parses and compiles a charter.
func load(key string, source []byte) (*charter.Regulation, error) {
	c, problems := file.Parse(key, source)
	if c == nil {
		return nil, fmt.Errorf("charter %s: %w", key, problems)
	}
	return charter.Compile(c), nil
}

// asking is a charter with the questions that a body can put to it and the
// names of who holds each role, all in memory.
type asking struct {
	reg       *charter.Regulation
	on        charter.Date
	questions []charter.Question
	names     map[charter.Role][]string
	out       []string // titles and names of the last answer
}

// newAsking prepares every act for every role of a charter.
func newAsking(reg *charter.Regulation, on charter.Date) *asking {
	a := &asking{reg: reg, on: on, names: map[charter.Role][]string{}, out: make([]string, 0, 64)}
	facts := []charter.Fact{{Key: "reach", Value: "inside"}, {Key: "chairing", Value: "true"}}
	for _, role := range reg.Roles(on) {
		a.names[role.Role] = []string{"Ủy viên " + string(role.Role)}
		for _, act := range charter.Acts() {
			a.questions = append(a.questions, charter.Question{
				Roles: []charter.Role{role.Role}, Act: charter.Act(act.Key), On: on, Facts: facts,
			})
		}
	}
	return a
}

// ask rules, with all clauses, and names the roles that could and who holds them.
func (a *asking) ask(q charter.Question) charter.Ruling {
	r := a.reg.May(q)
	a.out = a.out[:0]
	for _, c := range r.Clauses {
		a.out = append(a.out, c.Address)
	}
	for _, role := range r.WhoCould {
		a.out = append(a.out, a.names[role]...)
	}
	return r
}

// measureRuling is P1.
func measureRuling(_ context.Context, s settings, r *Report) error {
	key, source, err := largest()
	if err != nil {
		return err
	}
	reg, err := load(key, source)
	if err != nil {
		return err
	}
	on := charter.DateOf(time.Now().UTC())
	a := newAsking(reg, on)

	const rounds = 200
	var each []float64
	most := 0.0
	for _, q := range a.questions {
		took, allocs := timed(rounds, func() { a.ask(q) })
		each = append(each, took)
		most = max(most, allocs)
	}
	ns := median(each)
	r.add(Figure{
		Row: "P1", What: "a ruling with clauses and names, " + key, Unit: "µs", Ours: ns / 1000, Target: "≤ 1 µs", Met: ns <= 1000,
		Note: fmt.Sprintf("median over %d questions of %d rounds", len(a.questions), rounds),
	})
	r.add(Figure{Row: "P1", What: "allocations of a ruling, the most of any question", Unit: "", Ours: most, Target: "≤ 4", Met: most <= 4})

	var seats []float64
	for _, role := range reg.Roles(on) {
		took, _ := timed(rounds, func() { reg.Allowed(role.Role, on, a.questions[0].Facts) })
		seats = append(seats, took)
	}
	all := median(seats)
	r.add(Figure{Row: "P1", What: "all acts of one seat", Unit: "µs", Ours: all / 1000, Target: "≤ 30 µs", Met: all <= 30_000})

	var loads []float64
	for range max(20, 10*s.runs) {
		took, _ := timed(1, func() { _, err = load(key, source) })
		if err != nil {
			return err
		}
		loads = append(loads, took)
	}
	one := median(loads)
	r.add(Figure{Row: "P1", What: "a charter loaded, " + key, Unit: "ms", Ours: one / 1e6, Target: "≤ 5 ms", Met: one <= 5e6})
	return nil
}

// timed gives the nanoseconds and the allocations of one round of fn.
func timed(rounds int, fn func()) (nanoseconds, allocations float64) {
	var before, after runtime.MemStats
	fn() // what is built once is built now
	runtime.ReadMemStats(&before)
	start := time.Now()
	for range rounds {
		fn()
	}
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	return float64(took.Nanoseconds()) / float64(rounds), float64(after.Mallocs-before.Mallocs) / float64(rounds)
}
