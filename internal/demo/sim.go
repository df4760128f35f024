package demo

import (
	"container/heap"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/committee/calendar"
)

// sim is one run of the re-enactment: what is to come, in order of time, and
// what it has made so far, under the names of the tables.
type sim struct {
	ctx   context.Context // of the one call of Build that the run lives in
	app   *app.App
	clock *Clock
	rng   *rand.Rand
	cal   *calendar.Calendar
	start charter.Date // first day of the dense part
	until charter.Date
	end   time.Time

	keeper   committee.PersonID
	agencies map[string]committee.AgencyID
	posts    map[string]committee.PostID
	agencyOf map[committee.PostID]committee.AgencyID
	leads    map[committee.AgencyID]string // the leading post of an agency
	holds    map[string]committee.PersonID // who holds a post
	people   map[string]committee.PersonID
	tasks    map[committee.TaskID]*task
	sittings map[committee.MeetingID]*sitting
	rosters  map[committee.BodyKey]*roster
	turns    charter.Date // day from which the rosters stand as they do, as far as is planned

	queue    steps
	planned  int
	acts     int
	refusals int
	notices  int   // meetings that owed one
	err      error // the first thing that went wrong
}

// step is one thing to come.
type step struct {
	at    time.Time
	order int // steps of one instant run in the order in which they were planned
	what  string
	run   func()
}

// steps is a heap of what is to come, the next first.
type steps []step

func (q steps) Len() int { return len(q) }

func (q steps) Less(i, j int) bool {
	if !q[i].at.Equal(q[j].at) {
		return q[i].at.Before(q[j].at)
	}
	return q[i].order < q[j].order
}

func (q steps) Swap(i, j int) { q[i], q[j] = q[j], q[i] }

// Push implements [heap.Interface].
func (q *steps) Push(x any) { *q = append(*q, x.(step)) }

// Pop implements [heap.Interface].
func (q *steps) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}

// plan puts a step into the queue. What lies beyond the last day does not happen.
func (s *sim) plan(t time.Time, what string, run func()) {
	if t.After(s.end) {
		return
	}
	s.planned++
	heap.Push(&s.queue, step{at: t, order: s.planned, what: what, run: run})
}

// run carries out what is to come until nothing is, or something goes wrong.
func (s *sim) run() error {
	for len(s.queue) > 0 && s.err == nil {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		next := heap.Pop(&s.queue).(step)
		if s.clock.Now().Before(next.at) {
			s.clock.Set(next.at)
		}
		next.run()
		if s.err != nil {
			s.err = fmt.Errorf("%s, %s: %w", next.at.Format("2006-01-02 15:04"), next.what, s.err)
		}
	}
	return s.err
}

// today is the civil day of the clock.
func (s *sim) today() charter.Date { return charter.DateOf(s.clock.Now().In(zone)) }

// by is an actor of the re-enactment.
func (s *sim) by(person committee.PersonID) app.Actor {
	return app.Actor{Office: Office, Person: person, Via: "demo", Simulated: true}
}

// who is the actor of a person of the tables.
func (s *sim) who(key string) app.Actor { return s.by(s.person(key)) }

// through is an actor who acts from a post, not from a seat.
func (s *sim) through(person, post string) app.Actor {
	by := s.who(person)
	by.Capacity = &committee.Capacity{Kind: committee.ByPost, ID: string(s.posts[post])}
	return by
}

// books is the keeper of the books as an actor.
func (s *sim) books() app.Actor { return s.by(s.keeper) }

// done takes a command's answer; an act that the books do not take ends the run.
func (s *sim) done(r app.Receipt, err error) app.Receipt {
	switch {
	case err == nil:
		s.acts++
	case s.err == nil:
		s.err = explain(err)
	}
	return r
}

// refused takes the answer to a try that the charter must refuse.
func (s *sim) refused(r app.Receipt, err error) {
	var f *committee.Fault
	switch {
	case errors.As(err, &f) && f.Kind == committee.Refused:
		s.refusals++
	case s.err != nil:
	case err == nil:
		s.err = fmt.Errorf("act %s was to be refused and was allowed: %s", r.Act, r.Ground.Reason)
	default:
		s.err = fmt.Errorf("was to be refused by a ruling: %w", explain(err))
	}
}

// explain adds to a fault what its code alone does not tell.
func explain(err error) error {
	var f *committee.Fault
	if !errors.As(err, &f) {
		return err
	}
	text := fmt.Sprintf("field %q, args %q", f.Field, f.Args)
	if f.Ruling != nil {
		text += fmt.Sprintf(", ruling %s as %s, could %v, missing %v", f.Ruling.Reason, f.Ruling.Role, f.Ruling.WhoCould, f.Ruling.Missing)
	}
	return fmt.Errorf("%w (%s)", err, text)
}

// made reads back the events of an act, for the ids that it made.
func (s *sim) made(r app.Receipt) []committee.Event {
	if s.err != nil {
		return nil
	}
	page, err := s.app.Act(s.ctx, s.books(), r.Act)
	if err != nil {
		s.err = fmt.Errorf("act %s: %w", r.Act, err)
		return nil
	}
	var out []committee.Event
	for _, e := range page.Events {
		ev, err := committee.DecodeEvent(e.Name, e.Data)
		if err != nil {
			s.err = err
			return nil
		}
		out = append(out, ev)
	}
	return out
}

// person gives a person of the tables.
func (s *sim) person(key string) committee.PersonID {
	p, ok := s.people[key]
	if !ok && s.err == nil {
		s.err = fmt.Errorf("no person %q in the tables", key)
	}
	return p
}

// agency gives an agency of the tables.
func (s *sim) agency(key string) committee.AgencyID {
	g, ok := s.agencies[key]
	if !ok && key != "" && s.err == nil {
		s.err = fmt.Errorf("no agency %q in the tables", key)
	}
	return g
}

// workday is the first worked day on or after a day.
func (s *sim) workday(d charter.Date) charter.Date {
	for !s.cal.IsWorkday(calendar.Day(d)) {
		d++
	}
	return d
}

// month is the first day of a month of the dense part, 0 being that of its
// first day.
func (s *sim) month(i int) charter.Date {
	y, m, _ := s.start.Split()
	return charter.NewDate(y, m, 1).AddMonths(i)
}

// firstOf is the first worked day of a month of the dense part.
func (s *sim) firstOf(i int) charter.Date { return s.workday(s.month(i)) }

// chance is true with so many in a hundred.
func (s *sim) chance(percent int) bool { return s.rng.IntN(100) < percent }

// roster is who sits in a body on a day.
type roster struct {
	on    charter.Date
	lines []app.SeatLine
}

// turned forgets who sat: a roster or a post has changed, from today or, where
// today was a last day, from tomorrow.
func (s *sim) turned() {
	clear(s.rosters)
	s.turns = s.today() + 1
}

// seats gives who sits in a body today.
func (s *sim) seats(body committee.BodyKey) []app.SeatLine {
	on := s.today()
	if r := s.rosters[body]; r != nil && (r.on == on || r.on >= s.turns) {
		return r.lines
	}
	lines, err := s.app.RosterOn(s.ctx, s.books(), body, on)
	if err != nil {
		if s.err == nil {
			s.err = fmt.Errorf("roster of %s: %w", body, err)
		}
		return nil
	}
	s.rosters[body] = &roster{on, lines}
	return lines
}

// nth gives the n-th seat of a role, first is 0, in a part of a body.
func (s *sim) nth(body committee.BodyKey, in string, role charter.Role, n int) app.SeatLine {
	for _, l := range s.seats(body) {
		if l.In != in || l.Role != role {
			continue
		}
		if n == 0 {
			return l
		}
		n--
	}
	if s.err == nil {
		s.err = fmt.Errorf("%s has no such seat of %s in %q", body, role, in)
	}
	return app.SeatLine{}
}

// head gives the seat of a body's head.
func (s *sim) head(body committee.BodyKey) app.SeatLine { return s.nth(body, "", "head", 0) }

// holder gives who sits in a seat today, or nobody.
func (s *sim) holder(body committee.BodyKey, seat committee.SeatID) committee.PersonID {
	lines := s.seats(body)
	if i := slices.IndexFunc(lines, func(l app.SeatLine) bool { return l.Seat == seat }); i >= 0 {
		return lines[i].Person
	}
	return ""
}
