package app

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/committee/calendar"
	"nghisu/internal/render/foreign"
	"nghisu/internal/store"
)

// App answers questions and carries out commands for every edge.
type App struct {
	store    *store.Store
	now      func() time.Time
	workdays func() *calendar.Calendar // reckoned when first asked
	log      *slog.Logger
	keys     *Keyring
	files    *files          // nil: none are taken; see file.go
	outgoing *Outgoing       // nil: no letters leave; see mail.go
	mailbox  *MailboxLine    // nil: letters come in by hand alone; see inbox_tray.go
	drawer   *foreign.Drawer // nil: files of office programs are not drawn; see drawing.go
	live     *hub            // those who watch meetings; see live.go

	mu     sync.RWMutex
	regs   map[string]*charter.Regulation // compiled charters by hash of their file; see compiled.go
	zone   map[committee.OfficeID]*time.Location
	kept   map[committee.OfficeID]*structure // what was read of their structure; see kept.go
	frames frames                            // of rounds being answered; see round_kept.go
	fold   chan committee.OfficeID           // offices with acts to fold; see sequencer.go
}

// New makes the application over an open store. now is the clock, read once per
// command; nil means the machine's.
func New(s *store.Store, keys *Keyring, now func() time.Time, log *slog.Logger) *App {
	if now == nil {
		now = systemClock
	}
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	a := &App{
		store: s, keys: keys, now: now, workdays: sync.OnceValue(calendar.Vietnam), log: log,
		regs: map[string]*charter.Regulation{},
		zone: map[committee.OfficeID]*time.Location{},
		kept: map[committee.OfficeID]*structure{},
		fold: make(chan committee.OfficeID, 1),
	}
	a.live = newHub(a)
	return a
}

// Now is the application's clock.
func (a *App) Now() time.Time { return a.now() }

// today is the civil day of an instant in the office's zone.
func (a *App) today(tx *store.Tx, at time.Time) (charter.Date, error) {
	a.mu.RLock()
	loc := a.zone[tx.Office()]
	a.mu.RUnlock()
	if loc == nil {
		o, ok, err := tx.OfficeInfo()
		if err != nil {
			return 0, err
		}
		zone := DefaultZone
		if ok && o.Zone != "" {
			zone = o.Zone
		}
		if loc, err = time.LoadLocation(zone); err != nil {
			return 0, fmt.Errorf("office zone %q: %w", zone, err)
		}
		if ok {
			a.mu.Lock()
			a.zone[tx.Office()] = loc
			a.mu.Unlock()
		}
	}
	return charter.DateOf(at.In(loc)), nil
}

// DefaultZone is the zone of an office that names none.
const DefaultZone = committee.DefaultZone

// zoneOf is the zone of an office whose day has been asked, else the default.
func (a *App) zoneOf(office committee.OfficeID) *time.Location {
	a.mu.RLock()
	defer a.mu.RUnlock()
	if loc := a.zone[office]; loc != nil {
		return loc
	}
	loc, err := time.LoadLocation(DefaultZone)
	if err != nil {
		return time.UTC
	}
	return loc
}

// isWorkday says whether a day is worked, by the shipped reference calendar.
func (a *App) isWorkday(d charter.Date) bool { return a.workdays().IsWorkday(calendar.Day(d)) }

// workdaysBetween counts the working days after one day up to and including
// another; negative when the other lies before.
func (a *App) workdaysBetween(from, to charter.Date) int {
	return a.workdays().Between(calendar.Day(from), calendar.Day(to))
}

// AfterWorkdays is the n-th working day after a day, which is not counted itself.
func (a *App) AfterWorkdays(day charter.Date, n int) charter.Date {
	return charter.Span{N: n, Unit: charter.WorkingDays}.After(day, a.isWorkday)
}

// read runs a query on one snapshot.
func (a *App) read(ctx context.Context, by Actor, fn func(tx *store.Tx, v *view) error) error {
	return unreadable(a.store.Read(ctx, by.Office, func(tx *store.Tx) error {
		on, err := a.today(tx, a.now())
		if err != nil {
			return err
		}
		v, err := a.viewOf(tx, by, on, 0)
		if err != nil {
			return err
		}
		return fn(tx, v)
	}))
}
