package bench

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"nghisu/charters"
	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// officeKey is the office that is measured, bundled the charter of its bodies.
const (
	officeKey = committee.OfficeID("do-dac")
	bundled   = "ban-chi-dao-nghe-an"
)

// office is an office to measure: bodies under one regulation, each with its
// head, a seat that answers for tasks and an agency that leads them.
type office struct {
	app    *app.App
	store  *store.Store
	keeper app.Actor
	bodies []body
	clock  func() time.Time
	ahead  atomic.Int64 // nanoseconds by which the office's clock is ahead
}

// body is one body of a measured office.
type body struct {
	key         committee.BodyKey
	head        app.Actor
	chair       committee.SeatID // of the head
	accountable committee.SeatID
	lead        committee.AgencyID
	leader      app.Actor // leads the agency
}

// found makes an office of some bodies and people in an empty database, through
// the door, as an office would be made.
func found(ctx context.Context, address, dir string, bodies, people int) (*office, error) {
	s, err := store.Open(ctx, address, store.Options{})
	if err != nil {
		return nil, err
	}
	o := &office{store: s}
	o.clock = func() time.Time { return time.Now().Add(time.Duration(o.ahead.Load())) }
	o.app = app.New(s, app.NewKeyring(filepath.Join(dir, "keys")), o.clock, nil)
	f := founder{ctx: ctx, o: o, from: charter.DateOf(time.Now().UTC()) - 400}
	f.office(bodies, people)
	if f.err != nil {
		return nil, fmt.Errorf("make an office to measure: %w", f.err)
	}
	return o, nil
}

func (o *office) close() error { return o.store.Close() }

// founder makes an office step by step and stops at the first error.
type founder struct {
	ctx    context.Context
	o      *office
	keeper app.Actor
	from   charter.Date
	err    error
}

// done takes a receipt and gives the id of what was made.
func (f *founder) done(r app.Receipt, err error) string {
	if f.err == nil {
		f.err = err
	}
	return r.Ref
}

func (f *founder) office(bodies, people int) {
	a := f.o.app
	id := f.done(a.FoundOffice(f.ctx, app.Actor{Office: officeKey, Via: "cli"}, app.OfficeIn{VI: "Văn phòng đo đạc", Keeper: "Người giữ sổ", From: f.from}))
	f.keeper = app.Actor{Office: officeKey, Person: committee.PersonID(id), Via: "cli"}
	f.o.keeper = f.keeper
	top := f.agency("", "Cơ quan 0")
	source, err := charters.Read(bundled)
	if err != nil {
		f.err = err
		return
	}
	seats := 5
	for i := 0; i < bodies && f.err == nil; i++ {
		f.body(i, top, string(source))
	}
	// The others hold posts in agencies: staff whom no command touches.
	var staff committee.AgencyID
	for i := bodies * seats; i < people && f.err == nil; i++ {
		if i%50 == 0 || staff == "" {
			staff = f.agency(top, fmt.Sprintf("Cơ quan %d", i))
		}
		f.leader(staff, i, false)
	}
}

func (f *founder) agency(parent committee.AgencyID, name string) committee.AgencyID {
	return committee.AgencyID(f.done(f.o.app.RecordAgency(f.ctx, f.keeper, app.AgencyIn{Parent: parent, Kind: "department", VI: name, From: f.from})))
}

func (f *founder) person(n int) committee.PersonID {
	return committee.PersonID(f.done(f.o.app.RecordPerson(f.ctx, f.keeper, app.PersonIn{Name: committee.Prose(fmt.Sprintf("Ủy viên %d", n))})))
}

// leader puts a new person in a new post of an agency.
func (f *founder) leader(agency committee.AgencyID, n int, leads bool) committee.PersonID {
	p := f.person(n)
	post := f.done(f.o.app.RecordPost(f.ctx, f.keeper, app.PostIn{Agency: agency, Kind: "head", VI: fmt.Sprintf("Chức vụ %d", n), Leads: leads, From: f.from}))
	f.done(f.o.app.TakePost(f.ctx, f.keeper, app.TakePostIn{Post: committee.PostID(post), Person: p, From: f.from}))
	return p
}

func (f *founder) body(i int, top committee.AgencyID, source string) {
	key := committee.BodyKey(fmt.Sprintf("ban-%04d", i))
	host := f.agency(top, fmt.Sprintf("Sở %d", i))
	leader := f.leader(host, i*5, true)
	paper := app.DecisionIn{Title: "Quyết định thành lập", DateFrom: f.from, DateTo: f.from, Effect: f.from}
	f.done(f.o.app.EstablishBody(f.ctx, f.keeper, app.EstablishIn{
		Key: key, Host: host, Superior: top, Standing: host, Charter: strings.ReplaceAll(source, bundled, string(key)), From: f.from, Decision: paper,
	}))
	var people []committee.PersonID
	var seats []app.SeatIn
	for k, role := range []charter.Role{"head", "deputy", "standing-member", "member"} {
		people = append(people, f.person(i*5+1+k))
		seats = append(seats, app.SeatIn{Role: role, Fill: committee.FillPerson, Ref: string(people[k])})
	}
	f.done(f.o.app.Reconstitute(f.ctx, f.keeper, app.ReconstituteIn{
		Body: key, Seats: seats,
		Decision: app.DecisionIn{Number: fmt.Sprintf("%d/QĐ-UBND", i+1), Title: "Kiện toàn", DateFrom: f.from, DateTo: f.from, Effect: f.from},
	}))
	if f.err != nil {
		return
	}
	roster, err := f.o.app.RosterOn(f.ctx, f.keeper, key, 0)
	if err != nil {
		f.err = err
		return
	}
	b := body{key: key, lead: host}
	b.head = app.Actor{Office: officeKey, Person: people[0], Via: "api"}
	b.leader = app.Actor{Office: officeKey, Person: leader, Via: "api"}
	for _, l := range roster {
		switch l.Role {
		case "head":
			b.chair = l.Seat
		case "member":
			b.accountable = l.Seat
		}
	}
	f.o.bodies = append(f.o.bodies, b)
}

// assign is the measured command: the head gives out a task.
func (o *office) assign(ctx context.Context, body int, n int64) (app.Receipt, error) {
	b := &o.bodies[body%len(o.bodies)]
	return o.app.AssignTask(ctx, b.head, app.TaskIn{
		Body: b.key, Title: "Xây dựng Đề án", Lead: b.lead, Accountable: b.accountable,
		Due: charter.DateOf(o.clock().UTC()) + charter.Date(1+n%300),
	})
}

// fill gives out so many tasks, whose length of time nobody measures.
func (o *office) fill(ctx context.Context, tasks int) error {
	const callers = 64
	var wg sync.WaitGroup
	errs := make(chan error, callers)
	for c := range callers {
		wg.Go(func() {
			for n := c; n < tasks; n += callers {
				if _, err := o.assign(ctx, n, int64(n)); err != nil {
					errs <- err
					return
				}
			}
		})
	}
	wg.Wait()
	close(errs)
	return <-errs
}
