package crash

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"sync/atomic"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// The environment by which the test starts itself again as a writer.
const (
	asWriter   = "NGHISU_CRASH_WRITER" // the database to write to
	writerKeys = "NGHISU_CRASH_KEYS"   // the directory of the checkpoints' keys
	office     = committee.OfficeID("van-phong")
	writers    = 12 // goroutines of the writer
)

// bodies are the bodies over which the load spreads.
var bodies = []committee.BodyKey{"to-1", "to-2", "to-3", "to-4"}

// regulation is the charter of a body whose head gives out tasks and convenes.
func regulation(key committee.BodyKey) string {
	return fmt.Sprintf(`format: nghi-su/charter/1
key: %s
title: {vi: Quy chế tổ, en: Charter of a group}
status: in-force
documents:
  - document: quy-che
    kind: regulation
    title: {vi: Quy chế, en: Regulation}
    number: unstated
    date: 2019-01-01
    effect: 2019-01-01
    articles:
      - article: 1
        title: {vi: Thành phần, en: Members}
        clauses:
          - clause: 1
            text: {vi: Tổ trưởng triệu tập họp và giao việc., en: The head convenes and gives out tasks.}
            rules:
              - {id: to-truong, role: head, title: {vi: Tổ trưởng, en: Head}, rank: 1, count: unstated}
              - {id: thanh-vien, role: member, title: {vi: Thành viên, en: Member}, rank: 2, count: unstated}
              - {id: quyen, power: [meeting.convene, task.assign], by: head}
`, key)
}

// day reads a day that is written right.
func day(s string) charter.Date {
	d, err := charter.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// actors are who acts: the keeper of the books, and the head of every body.
type actors struct {
	keeper app.Actor
	head   app.Actor
	seats  map[committee.BodyKey]committee.SeatID
}

// found makes the office that the writers write to.
func found(ctx context.Context, a *app.App) error {
	r, err := a.FoundOffice(ctx, app.Operator(office), app.OfficeIn{VI: "Văn phòng", Keeper: "Người giữ sổ", From: day("2019-01-01")})
	if err != nil {
		return err
	}
	keeper := app.Actor{Office: office, Person: committee.PersonID(r.Ref), Via: "cli"}
	if r, err = a.RecordPerson(ctx, keeper, app.PersonIn{Name: "Tổ trưởng"}); err != nil {
		return err
	}
	head := r.Ref
	for _, b := range bodies {
		paper := app.DecisionIn{Title: "Thành lập", Effect: day("2019-01-02")}
		if _, err = a.EstablishBody(ctx, keeper, app.EstablishIn{Key: b, Charter: regulation(b), From: day("2019-01-02"), Decision: paper}); err != nil {
			return err
		}
		if _, err = a.Reconstitute(ctx, keeper, app.ReconstituteIn{
			Body: b, Seats: []app.SeatIn{{Role: "head", Fill: committee.FillPerson, Ref: head}}, Decision: paper,
		}); err != nil {
			return err
		}
	}
	return nil
}

// known reads who acts from the office.
func known(ctx context.Context, a *app.App) (actors, error) {
	out := actors{seats: map[committee.BodyKey]committee.SeatID{}}
	people, err := a.People(ctx, app.Operator(office), "")
	if err != nil {
		return out, err
	}
	for _, p := range people {
		by := app.Actor{Office: office, Person: p.ID, Via: "api"}
		switch p.Name {
		case "Người giữ sổ":
			out.keeper = by
		case "Tổ trưởng":
			out.head = by
		}
	}
	for _, b := range bodies {
		lines, err := a.RosterOn(ctx, out.keeper, b, 0)
		if err != nil {
			return out, err
		}
		for _, l := range lines {
			if l.Role == "head" {
				out.seats[b] = l.Seat
			}
		}
	}
	return out, nil
}

// write is the process that is killed: many at once act over several bodies, the
// log is folded meanwhile, and every act is told on the output once it is
// acknowledged.
func write(address, keys string) error {
	ctx := context.Background()
	s, err := store.Open(ctx, address, store.Options{})
	if err != nil {
		return err
	}
	a := app.New(s, app.NewKeyring(keys), nil, nil)
	who, err := known(ctx, a)
	if err != nil {
		return err
	}
	failed := make(chan error, writers+2)
	go func() { failed <- a.RunSequencer(ctx) }()
	go func() {
		for {
			time.Sleep(time.Duration(1+rand.IntN(15)) * time.Millisecond)
			if err := a.FoldNow(ctx, office); err != nil {
				failed <- err
				return
			}
		}
	}()
	var count atomic.Int64
	for range writers {
		go func() {
			for {
				r, err := act(ctx, a, who, count.Add(1))
				var f *committee.Fault
				switch {
				case errors.As(err, &f) && (f.Kind == committee.Conflict || f.Code == "store.busy"):
					continue // another was faster
				case err != nil:
					failed <- err
					return
				}
				// One write, short enough for a pipe to take it whole.
				if _, err := os.Stdout.WriteString(fmt.Sprintf("%s %s %d\n", r.Act, name(r.Body), r.Seq)); err != nil {
					failed <- err
					return
				}
			}
		}()
	}
	return <-failed
}

// name writes a body's key so that the office's own has one too.
func name(b committee.BodyKey) string {
	if b == "" {
		return "-"
	}
	return string(b)
}

// act does one thing of several kinds: of one event and of many, of the office
// and of bodies, with a retry's key and without.
func act(ctx context.Context, a *app.App, who actors, n int64) (app.Receipt, error) {
	body := bodies[rand.IntN(len(bodies))]
	head := who.head
	switch n % 8 {
	case 0:
		return a.RecordPerson(ctx, who.keeper, app.PersonIn{Name: committee.Prose(fmt.Sprintf("Người %d", n))})
	case 1:
		return a.InvokeClause(ctx, head, app.InvokeIn{Body: body, Address: "quy-che/1.1", About: "Việc", Reason: committee.Prose(fmt.Sprintf("Lần %d", n))})
	case 2, 3:
		in := app.ConveneIn{
			Body: body, Kind: committee.Regular, Title: committee.Prose(fmt.Sprintf("Phiên %d", n)), Start: time.Now().Add(24 * time.Hour), Chair: who.seats[body],
			Invitees: []app.InviteeIn{{Seat: who.seats[body]}, {Name: "Khách mời"}},
		}
		for i := range 8 {
			in.Agenda = append(in.Agenda, app.ItemIn{Title: committee.Prose(fmt.Sprintf("Nội dung %d", i+1))})
		}
		return a.Convene(ctx, head, in)
	case 4:
		head.Key = fmt.Sprintf("%d-%d", os.Getpid(), n)
	}
	r, err := a.AssignTask(ctx, head, app.TaskIn{Body: body, Title: committee.Prose(fmt.Sprintf("Việc %d", n)), Accountable: who.seats[body]})
	if err != nil || n%8 != 7 {
		return r, err
	}
	return a.ActOnTask(ctx, head, app.TaskActIn{ID: committee.TaskID(r.Ref), Act: "task.update", Progress: 50, Note: "đang làm"})
}
