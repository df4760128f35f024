package app

import (
	"context"
	"slices"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/identity"
	"nghisu/internal/store"
)

// How far a calendar reaches, in days before and after today, and how many
// entries of a kind it holds at most.
const (
	calendarPast   = 92
	calendarAhead  = 366
	calendarMost   = 500
	calendarNoting = time.Hour // how exactly the last fetching is kept
)

// CalendarIn asks for the address of a calendar (lịch đăng ký theo dõi).
type CalendarIn struct {
	Body committee.BodyKey // whose meetings and duties; empty: what calls or binds the reader
}

// CalendarLine is a calendar that the reader has opened, without its address.
type CalendarLine struct {
	ID       string
	Body     committee.BodyKey // empty: the reader's own
	BodyName charter.Text
	Created  time.Time
	Read     time.Time // last fetched; zero: never
}

// CalendarPage is what stands in a calendar. All of it is what its owner may see
// at the moment of reading.
type CalendarPage struct {
	Body     committee.BodyKey
	BodyName charter.Text // zero: the reader's own
	Person   string
	Meetings []CalendarMeeting
	Tasks    []TaskLine // still to be done, with a date; none in a body's calendar
	Duties   []CalendarDuty
	Rounds   []RoundLine    // opinion rounds that run: in a body's calendar all of them, else those that wait for the reader
	Foreseen []ForeseenLine // meetings of which the date is known by a part alone
	At       time.Time
}

// CalendarMeeting is a meeting with the count of what was done about it, which
// grows with every change.
type CalendarMeeting struct {
	MeetingLine
	Changed int64
}

// CalendarDuty is a duty that falls due.
type CalendarDuty struct {
	Body     committee.BodyKey
	BodyName charter.Text
	Line     committee.DutyLine
}

// OpenCalendar makes the secret of a calendar's address, which is shown this once.
// Who knows it reads this calendar and can do nothing else.
func (a *App) OpenCalendar(ctx context.Context, by Actor, in CalendarIn) (secret string, err error) {
	if in.Body != "" {
		if err := a.readable(ctx, by, in.Body); err != nil {
			return "", err
		}
	}
	secret, hash := identity.NewSession()
	now := a.now().UnixMicro()
	err = a.writeAccount(ctx, by.Office, func(tx *store.Tx) error {
		if _, ok, err := openAccount(tx, by.Person); err != nil || !ok {
			return orMissing(err, &committee.Fault{Kind: committee.SignIn, Code: "signin.expired"})
		}
		list, err := tx.CalendarsOf(by.Person)
		if err != nil {
			return err
		}
		if len(list) >= 20 {
			return committee.Clash("calendar.many", "20")
		}
		return tx.AddCalendar(store.Calendar{TokenHash: hash, ID: tx.NewID(), Person: by.Person, Body: in.Body, CreatedAt: now})
	})
	if err != nil {
		return "", err
	}
	return secret, nil
}

// readable is a fault unless the reader may read a body's board and register.
func (a *App) readable(ctx context.Context, by Actor, body committee.BodyKey) error {
	return a.read(ctx, by, func(tx *store.Tx, v *view) error {
		if _, err := needBody(tx, body); err != nil {
			return err
		}
		ok, err := v.maySeeRegister(body)
		if err == nil && !ok {
			err = committee.Missing("body.unknown", string(body))
		}
		return err
	})
}

// Calendars lists the calendars that the reader has opened, the newest first.
func (a *App) Calendars(ctx context.Context, by Actor) (out []CalendarLine, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, _ *view) error {
		list, err := tx.CalendarsOf(by.Person)
		if err != nil {
			return err
		}
		names, err := bodyNames(tx)
		for _, c := range list {
			out = append(out, CalendarLine{ID: c.ID, Body: c.Body, BodyName: names[c.Body], Created: timeOf(c.CreatedAt), Read: timeOf(c.ReadAt)})
		}
		return err
	})
	return out, err
}

// CloseCalendar closes one of the reader's calendars: its address leads nowhere
// from now on.
func (a *App) CloseCalendar(ctx context.Context, by Actor, id string) error {
	now := a.now().UnixMicro()
	return a.writeAccount(ctx, by.Office, func(tx *store.Tx) error {
		list, err := tx.CalendarsOf(by.Person)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(list, func(c store.Calendar) bool { return c.ID == id }) {
			return committee.Missing("calendar.unknown")
		}
		return tx.RevokeCalendar(by.Person, id, now)
	})
}

// Calendar gives what stands in the calendar of an address. An address that was
// never made here, was closed, or whose owner may not sign in any more leads
// nowhere: the three are not told apart.
func (a *App) Calendar(ctx context.Context, office committee.OfficeID, secret string) (out CalendarPage, err error) {
	nowhere := committee.Missing("calendar.unknown")
	if !identity.IsSession(secret) {
		return out, nowhere
	}
	hash, now := identity.HashSecret(secret), a.now()
	var c store.Calendar
	err = a.store.Read(ctx, office, func(tx *store.Tx) error {
		var ok, open bool
		if c, ok, err = tx.Calendar(hash); err != nil || !ok || c.RevokedAt != 0 {
			return orMissing(err, nowhere)
		}
		if _, open, err = openAccount(tx, c.Person); err != nil || !open {
			return orMissing(err, nowhere)
		}
		return nil
	})
	if err != nil {
		return out, err
	}
	err = a.read(ctx, Actor{Office: office, Person: c.Person, Via: "calendar"}, func(tx *store.Tx, v *view) error {
		out = CalendarPage{Body: c.Body, At: now.UTC()}
		return a.fillCalendar(tx, v, &out)
	})
	if err != nil || now.UnixMicro()-c.ReadAt < calendarNoting.Microseconds() {
		return out, err
	}
	return out, a.writeAccount(ctx, office, func(tx *store.Tx) error { return tx.CalendarRead(hash, now.UnixMicro()) })
}

func (a *App) fillCalendar(tx *store.Tx, v *view, out *CalendarPage) error {
	w, err := v.viewer()
	if err != nil {
		return err
	}
	names, err := bodyNames(tx)
	if err != nil {
		return err
	}
	people, err := tx.Names([]committee.PersonID{v.by.Person})
	if err != nil {
		return err
	}
	out.BodyName, out.Person = names[out.Body], people[v.by.Person]
	if err := a.calendarMeetings(tx, v, &w, out); err != nil {
		return err
	}
	if out.Foreseen, err = a.foreseenFor(tx, v, &w, out.Body, v.on, v.on+calendarAhead); err != nil {
		return err
	}
	if err := a.calendarRounds(tx, v, w, out); err != nil {
		return err
	}
	if out.Body != "" {
		ok, err := v.maySeeRegister(out.Body)
		if err != nil || !ok {
			return err
		}
		out.Duties, err = a.dutiesDue(tx, v, out.Body, out.BodyName, v.on-calendarPast, v.on+calendarAhead)
		return err
	}
	list, _, err := tx.Tasks(store.TaskFilter{
		Accountable: w.Seats, Person: v.by.Person, On: v.on, Viewer: &w, Limit: calendarMost,
		States: []committee.TaskState{committee.TaskOpen, committee.TaskSubmitted},
	})
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(t committee.Task) bool { return t.Due == 0 })
	if out.Tasks, err = a.taskLines(tx, list, v.on); err != nil {
		return err
	}
	me, err := a.me(tx, v)
	if err != nil {
		return err
	}
	roles := map[committee.BodyKey][]string{}
	for _, s := range me.Seats {
		if s.Capacity.Kind == committee.BySeat {
			roles[s.Body] = append(roles[s.Body], string(s.Role))
		}
	}
	for _, s := range me.Seats {
		if mine := roles[s.Body]; mine != nil {
			delete(roles, s.Body)
			due, err := a.dutiesDue(tx, v, s.Body, s.BodyName, v.on-calendarPast, v.on+calendarAhead)
			if err != nil {
				return err
			}
			out.Duties = append(out.Duties, slices.DeleteFunc(due, func(d CalendarDuty) bool {
				return !slices.ContainsFunc(d.Line.Obligation.Who, func(who string) bool { return slices.Contains(mine, who) })
			})...)
		}
	}
	return nil
}

// calendarRounds adds the last days of rounds that run.
func (a *App) calendarRounds(tx *store.Tx, v *view, w store.Viewer, out *CalendarPage) (err error) {
	if out.Body != "" {
		out.Rounds, err = a.roundsDue(tx, v, out.Body, v.on, v.on+calendarAhead)
		return err
	}
	waiting, err := a.roundsAwaiting(tx, v, w)
	for _, x := range waiting {
		// Who answers for two parties is asked twice, by one day.
		if !slices.ContainsFunc(out.Rounds, func(l RoundLine) bool { return l.ID == x.Line.ID }) {
			out.Rounds = append(out.Rounds, x.Line)
		}
	}
	return err
}

// roundsDue are the rounds in sight that run and whose last day lies between two
// days.
func (a *App) roundsDue(tx *store.Tx, v *view, body committee.BodyKey, from, to charter.Date) ([]RoundLine, error) {
	list, hidden, _, err := v.roundsInSight(store.RoundFilter{Body: body, State: committee.RoundOpen, From: from, To: to, Limit: calendarMost})
	if err != nil {
		return nil, err
	}
	return a.roundLines(tx, list, hidden, v.on)
}

func (a *App) calendarMeetings(tx *store.Tx, v *view, w *store.Viewer, out *CalendarPage) error {
	loc := a.zoneOf(tx.Office())
	f := store.MeetingFilter{
		Body: out.Body, Viewer: w, Limit: calendarMost,
		From: instant(v.on-calendarPast, loc).UnixMicro(), To: instant(v.on+calendarAhead, loc).UnixMicro(),
	}
	if out.Body == "" {
		if f.Seats, f.Agencies = w.Seats, w.Agencies; len(f.Seats)+len(f.Agencies) == 0 {
			return nil
		}
	}
	list, _, err := tx.Meetings(f)
	if err != nil {
		return err
	}
	lines, err := a.meetingLines(tx, list)
	for _, l := range lines {
		seq, serr := tx.LastSeq(l.Body, "meeting", string(l.ID))
		if serr != nil {
			return serr
		}
		out.Meetings = append(out.Meetings, CalendarMeeting{l, seq})
	}
	return err
}

// dutiesDue are the duties of a body that fall due between two days and are not
// met yet.
func (a *App) dutiesDue(tx *store.Tx, v *view, body committee.BodyKey, name charter.Text, from, to charter.Date) (out []CalendarDuty, err error) {
	b, err := a.board(tx, v, body, from, to)
	for _, l := range slices.Concat(b.Lines, b.Law) {
		if l.State == committee.DutyDue {
			out = append(out, CalendarDuty{Body: body, BodyName: name, Line: l})
		}
	}
	return out, err
}
