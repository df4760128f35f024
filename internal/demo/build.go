package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/committee/calendar"
)

// Office is the id of the example office (văn phòng mẫu).
const Office committee.OfficeID = "nghi-su-mau"

// DemoPassword is the password of every log-in of the example office.
const DemoPassword = "nghi-su-2026!"

// months is how far back the re-enactment is dense.
const months = 24

// firstUntil is the earliest day up to which the office can be built.
var firstUntil = day("2023-10-01")

// seed makes every build choose alike.
const seed = 20190319

// Login is an account to open for a person of the example office.
type Login struct {
	Login  string
	Person committee.PersonID
	Title  charter.Text // who it is
	Try    charter.Text // what a visitor may try under it
}

// Result is what a build made.
type Result struct {
	Office  committee.OfficeID
	Keeper  committee.PersonID // keeper of the books
	Logins  []Login            // accounts to open, with [DemoPassword]
	Acts    int                // acts on record
	Refused int                // refused acts, in the log of refusals
	Until   charter.Date
}

// Build founds the example office in a store that does not keep it yet and
// re-enacts it up to a day, which is included: the history at its true dates,
// the last 24 months densely. On the day after, a sitting waits to be held; so a
// caller who builds up to yesterday leaves one for today. The day is 2023-10-01 at
// the earliest: all five bodies stand when the dense part begins. a must have been made with clock; when the build
// ends, the clock stands at the end of the last day. The same day gives the same
// acts. An office that exists already, or an act that the books do not take, is
// an error that says when and what.
func Build(ctx context.Context, a *app.App, clock *Clock, until charter.Date) (Result, error) {
	if until < firstUntil {
		return Result{}, fmt.Errorf("the re-enactment cannot end on %s: it reaches %d months back and its last body stands from August 2021, so give %s or later", until, months, firstUntil)
	}
	s := &sim{
		ctx: ctx, app: a, clock: clock, until: until, start: until.AddMonths(-months),
		rng: rand.New(rand.NewPCG(seed, uint64(until))), cal: calendar.Vietnam(),
		agencies: map[string]committee.AgencyID{}, posts: map[string]committee.PostID{},
		people: map[string]committee.PersonID{}, agencyOf: map[committee.PostID]committee.AgencyID{},
		leads: map[committee.AgencyID]string{}, holds: map[string]committee.PersonID{},
		tasks: map[committee.TaskID]*task{}, rosters: map[committee.BodyKey]*roster{},
		sittings: map[committee.MeetingID]*sitting{},
	}
	s.end = at(until, 18, 0)
	s.history()
	s.workingGroup()
	s.ministry()
	s.province()
	s.city()
	s.council()
	if err := s.run(); err != nil {
		return Result{}, err
	}
	clock.Set(s.end)
	if err := s.strayLetter(); err != nil {
		return Result{}, err
	}
	return Result{
		Office: Office, Keeper: s.keeper, Logins: s.logins(), Acts: s.acts, Refused: s.refusals, Until: until,
	}, nil
}

// zone is the office's zone; it has had no other offset in the years re-enacted.
var zone = time.FixedZone("+07", 7*3600)

// at is an instant of a day, by the office's clock.
func at(d charter.Date, hour, minute int) time.Time {
	y, m, day := d.Split()
	return time.Date(y, m, day, hour, minute, 0, 0, zone)
}

// day reads a date of the tables below; they hold no wrong ones.
func day(s string) charter.Date {
	if s == "" {
		return 0
	}
	d, err := charter.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}
