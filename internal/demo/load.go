package demo

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// Stats is what a run of [Load] measured.
type Stats struct {
	Done    int             // commands whose acts are on record
	Refused int             // commands that a charter refused
	Failed  int             // commands that failed otherwise, a full queue included
	Took    time.Duration   // from the first command to the last answer
	Latency []time.Duration // of every command that was done, ascending
	First   error           // the first failure, or nil
}

// Percentile gives the latency within which so many in a hundred commands were
// answered; 0 when none was.
func (s Stats) Percentile(p int) time.Duration {
	if len(s.Latency) == 0 {
		return 0
	}
	return s.Latency[min(len(s.Latency)-1, len(s.Latency)*p/100)]
}

// giver is a body in which the head gives out tasks.
type giver struct {
	body   committee.BodyKey
	object string
	head   app.Actor
	seats  []app.SeatLine // who may answer for a task
}

// Load gives out and follows tasks in the bodies of an office, n commands from
// so many writers at once, in the mix of everyday work: of ten commands about
// two give out a task, six report, one hands in a result, one judges it. It acts
// as those who hold the seats, marked as simulated, on the application's own
// clock. The same seed asks for the same commands of each writer. It is an error
// when no body of the office lets its head give out tasks.
func Load(ctx context.Context, a *app.App, office committee.OfficeID, n, concurrency int, seed uint64) (Stats, error) {
	givers, err := findGivers(ctx, a, office)
	if err != nil {
		return Stats{}, err
	}
	if len(givers) == 0 {
		return Stats{}, fmt.Errorf("office %q has no body whose head gives out tasks", office)
	}
	var left atomic.Int64
	left.Store(int64(n))
	writers := make([]*writer, max(concurrency, 1))
	var all sync.WaitGroup
	began := time.Now()
	for i := range writers {
		w := &writer{app: a, givers: givers, rng: rand.New(rand.NewPCG(seed, uint64(i)))}
		writers[i] = w
		all.Go(func() {
			for left.Add(-1) >= 0 && ctx.Err() == nil {
				w.next(ctx)
			}
		})
	}
	all.Wait()
	out := Stats{Took: time.Since(began)}
	for _, w := range writers {
		out.Done += len(w.latency)
		out.Refused += w.refused
		out.Failed += w.failed
		out.Latency = append(out.Latency, w.latency...)
		if out.First == nil {
			out.First = w.first
		}
	}
	slices.Sort(out.Latency)
	return out, ctx.Err()
}

// findGivers looks for the bodies in which the head may give out tasks, asking
// without doing.
func findGivers(ctx context.Context, a *app.App, office committee.OfficeID) ([]giver, error) {
	nobody := app.Actor{Office: office, Via: "demo"}
	bodies, err := a.Bodies(ctx, nobody, 0)
	if err != nil {
		return nil, err
	}
	var out []giver
	for _, b := range bodies {
		lines, err := a.RosterOn(ctx, nobody, b.Key, 0)
		if err != nil {
			return nil, err
		}
		g := giver{body: b.Key}
		for _, l := range lines {
			switch {
			case l.Person == "" || l.In != "":
			case l.Role == "head":
				g.head = app.Actor{Office: office, Person: l.Person, Via: "demo", Simulated: true}
			default:
				g.seats = append(g.seats, l)
			}
		}
		if g.head.Person == "" || len(g.seats) == 0 {
			continue
		}
		for _, object := range []string{"", "directive"} {
			dry := g.head
			dry.Dry = true
			r, err := a.AssignTask(ctx, dry, app.TaskIn{Body: b.Key, Object: object, Title: "Thử", Accountable: g.seats[0].Seat})
			// Who gives from a post cannot judge the result from a seat.
			if err == nil && r.Capacity.Kind == committee.BySeat {
				g.object = object
				out = append(out, g)
				break
			}
		}
	}
	return out, nil
}

// loadTask is a task that a writer gave out.
type loadTask struct {
	id       committee.TaskID
	giver    *giver
	answers  committee.PersonID
	progress int
	handed   bool // its result waits to be judged
}

// writer is one of those who act at once; it follows its own tasks.
type writer struct {
	app     *app.App
	givers  []giver
	rng     *rand.Rand
	open    []*loadTask
	latency []time.Duration
	refused int
	failed  int
	first   error
}

// next sends one command.
func (w *writer) next(ctx context.Context) {
	if len(w.open) == 0 || w.rng.IntN(10) < 2 {
		w.assign(ctx)
		return
	}
	i := w.rng.IntN(len(w.open))
	t := w.open[i]
	by, in := t.giver.head, app.TaskActIn{ID: t.id}
	by.Person = t.answers
	switch {
	case t.handed:
		by, in.Act = t.giver.head, "task.accept"
	case t.progress >= 60 || w.rng.IntN(7) == 0:
		in.Act, in.Finished = "task.update", true
	default:
		in.Act, in.Progress, in.Note = "task.update", t.progress+20, "Báo cáo tiến độ."
	}
	if _, ok := w.timed(func() (app.Receipt, error) { return w.app.ActOnTask(ctx, by, in) }); !ok {
		return
	}
	t.progress = in.Progress
	switch {
	case t.handed:
		w.open = slices.Delete(w.open, i, i+1)
	case in.Finished:
		t.handed = true
	}
}

// assign gives out a task.
func (w *writer) assign(ctx context.Context) {
	g := &w.givers[w.rng.IntN(len(w.givers))]
	to := g.seats[w.rng.IntN(len(g.seats))]
	due := charter.DateOf(w.app.Now().In(zone)) + charter.Date(20+w.rng.IntN(60))
	r, ok := w.timed(func() (app.Receipt, error) {
		return w.app.AssignTask(ctx, g.head, app.TaskIn{
			Body: g.body, Object: g.object, Title: "Nhiệm vụ của lượt đo", Accountable: to.Seat, Due: due,
		})
	})
	if ok {
		w.open = append(w.open, &loadTask{id: committee.TaskID(r.Ref), giver: g, answers: to.Person})
	}
}

// timed sends a command and keeps how long its answer took.
func (w *writer) timed(send func() (app.Receipt, error)) (app.Receipt, bool) {
	began := time.Now()
	r, err := send()
	if err == nil {
		w.latency = append(w.latency, time.Since(began))
		return r, true
	}
	var f *committee.Fault
	if errors.As(err, &f) && f.Kind == committee.Refused {
		w.refused++
	} else {
		w.failed++
	}
	if w.first == nil {
		w.first = err
	}
	return r, false
}
