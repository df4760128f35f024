package app

import (
	"context"
	"slices"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// The daily jobs of letters.
const (
	ReminderJob = "reminders" // of what falls due
	DigestJob   = "digest"    // of what awaits each person
)

// The hours of an office, from midnight, in which its daily letters leave.
const (
	digestAt   = 7*time.Hour + 30*time.Minute
	digestTo   = 9 * time.Hour // later it is no morning letter any more
	remindAt   = 8 * time.Hour
	remindTo   = 18 * time.Hour // never at night
	overdueFor = 14             // days after the last one in which a warning is still sent
)

// remindDays are the working days before the last one on which an office reminds
// that chose none.
var remindDays = []int{3, 1}

// The bounds of an office's choice of days.
const (
	mostRemindDays = 5
	farRemindDay   = 30
	stepsADay      = 100 // versions of a reminder: the last day, and how long before it
)

// scheduleLetters adds the daily jobs of letters on a working day.
func (a *App) scheduleLetters(tx *store.Tx, on charter.Date) error {
	if a.outgoing == nil || !a.isWorkday(on) {
		return nil
	}
	midnight := instant(on, a.zoneOf(tx.Office()))
	for kind, at := range map[string]time.Duration{DigestJob: digestAt, ReminderJob: remindAt} {
		if _, err := tx.EnqueueJob(kind, on.String(), nil, midnight.Add(at).UnixMicro()); err != nil {
			return err
		}
	}
	return nil
}

// within reports whether an instant lies between two hours of its day in the
// office's zone.
func (a *App) within(tx *store.Tx, now time.Time, from, to time.Duration) bool {
	midnight := instant(a.dayOf(tx, now), a.zoneOf(tx.Office()))
	since := now.Sub(midnight)
	return since >= from && since < to
}

// remind are the circumstances of one run of reminders.
type remind struct {
	on    charter.Date
	days  []int // ascending
	known map[string]string
	quiet map[string]bool // people who want none
}

// WriteReminders writes the letters that remind of opinions and tasks before they
// are due, and warn of those that are overdue. Run twice it writes none twice; at
// night it writes none, and the next working day makes up for it.
func (a *App) WriteReminders(ctx context.Context, office committee.OfficeID) (n int, err error) {
	now := a.now()
	var rounds []committee.RoundID
	var tasks []committee.Task
	var m remind
	err = a.store.Read(ctx, office, func(tx *store.Tx) error {
		var err error
		if m.on, err = a.today(tx, now); err != nil || a.outgoing == nil || !a.isWorkday(m.on) || !a.within(tx, now, remindAt, remindTo) {
			return err
		}
		if m.days, err = a.reminderDays(tx); err != nil {
			return err
		}
		if m.known, err = addressesOf(tx); err != nil {
			return err
		}
		if m.quiet, err = quiet(tx); err != nil {
			return err
		}
		far := m.on + charter.Date(3*m.days[len(m.days)-1]+14) // working days and holidays among them
		if rounds, err = tx.RoundsToAnswer(m.on-overdueFor, far); err != nil {
			return err
		}
		tasks, err = tx.TasksToDo(m.on-overdueFor, far)
		return err
	})
	if err != nil {
		return 0, err
	}
	for _, id := range rounds {
		err = a.writeJob(ctx, office, func(tx *store.Tx) error {
			more, err := a.remindRound(tx, id, m, now)
			n += more
			return err
		})
		if err != nil {
			return n, err
		}
	}
	for _, t := range tasks {
		err = a.writeJob(ctx, office, func(tx *store.Tx) error {
			kind, version, staff := m.step(a, LetterTaskReminder, LetterTaskOverdue, t.Due, a.dayOf(tx, t.Created))
			more, err := a.remindParty(tx, taskParty(t.Accountable, t.Person, t.Lead), store.Letter{Kind: kind, Object: string(t.ID), Version: version}, staff, m, now)
			n += more
			return err
		})
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

// step says what is to be sent today about something due: a reminder at one of the
// days, counted from the nearest that has come and that lay ahead when it began;
// a warning, for the staff too, when it is overdue; nothing: no kind.
func (m remind) step(a *App, reminder, overdue string, due, began charter.Date) (kind string, version int64, staff bool) {
	if due < m.on {
		return overdue, int64(due), true
	}
	left, first := a.workdaysBetween(m.on, due), a.workdaysBetween(began, due)
	for _, d := range m.days {
		if left <= d && d < first {
			return reminder, int64(due)*stepsADay + int64(d), false
		}
	}
	return "", 0, false
}

func (a *App) remindRound(tx *store.Tx, id committee.RoundID, m remind, now time.Time) (n int, err error) {
	r, ok, err := tx.RoundFrame(id)
	if err != nil || !ok {
		return 0, err
	}
	if r, err = tx.RoundOwn(r, nil, true); err != nil { // how each stands is all that is asked
		return 0, err
	}
	slip := r.Finder()
	kind, version, staff := m.step(a, LetterRoundReminder, LetterRoundOverdue, r.Deadline, a.dayOf(tx, r.Opened))
	for _, p := range r.Asked {
		if !awaits(r, slip, p) {
			continue
		}
		more, err := a.remindParty(tx, p, store.Letter{Kind: kind, Object: string(id), Version: version}, staff, m, now)
		if err != nil {
			return n, err
		}
		n += more
	}
	return n, nil
}

// remindParty writes a reminder or a warning to a party, and to its staff.
func (a *App) remindParty(tx *store.Tx, p committee.Party, what store.Letter, staff bool, m remind, now time.Time) (n int, err error) {
	if what.Kind == "" || p == (committee.Party{}) {
		return 0, nil
	}
	to, ok, err := a.readerOf(tx, m.known, p, m.on)
	if err != nil {
		return 0, err
	}
	var list []reader
	if ok && (staff || !m.quiet[to.party]) {
		list = append(list, to)
	}
	if staff {
		others, err := a.staffAround(tx, m.known, p, m.on)
		if err != nil {
			return 0, err
		}
		for _, r := range others {
			may, err := staffMay(tx, what, r)
			if err != nil {
				return 0, err
			}
			if may {
				list = append(list, r)
			}
		}
	}
	for _, r := range list {
		wrote, err := writeLetter(tx, r.letter(what.Kind, what.Object, what.Version, r.person()), now, 0)
		if err != nil {
			return n, err
		}
		if wrote {
			n++
		}
	}
	return n, nil
}

// reminderDays are the office's days, ascending.
func (a *App) reminderDays(tx *store.Tx) ([]int, error) {
	days, ok, err := tx.ReminderDays()
	if !ok || len(days) == 0 {
		days = slices.Clone(remindDays)
	}
	slices.Sort(days)
	return days, err
}

// ReminderDays tells on how many working days before a last day the office
// reminds, the longest first.
func (a *App) ReminderDays(ctx context.Context, by Actor) (days []int, err error) {
	err = a.store.Read(ctx, by.Office, func(tx *store.Tx) error {
		if err := a.keepsAccounts(tx, by); err != nil {
			return err
		}
		days, err = a.reminderDays(tx)
		slices.Reverse(days)
		return err
	})
	return days, err
}

// SetReminderDays keeps the office's choice; none is the usual one. Like an address
// it is no act of the record.
func (a *App) SetReminderDays(ctx context.Context, by Actor, days []int) error {
	slices.Sort(days)
	days = slices.Compact(days)
	if len(days) > mostRemindDays || slices.ContainsFunc(days, func(d int) bool { return d < 0 || d > farRemindDay }) {
		return committee.Wrong("days", "mail.days-wrong")
	}
	return a.writeAccount(ctx, by.Office, func(tx *store.Tx) error {
		if err := a.keepsAccounts(tx, by); err != nil {
			return err
		}
		return tx.PutReminderDays(days)
	})
}

// quiet are the people who want no reminders, as letters keep them.
func quiet(tx *store.Tx) (map[string]bool, error) {
	list, err := tx.MailWishes()
	out := map[string]bool{}
	for _, w := range list {
		if !w.Reminders {
			out[partyKey(w.Person, "")] = true
		}
	}
	return out, err
}

// MailWish is what a person wants to be sent (nhận thư gì).
type MailWish struct {
	Address   string // empty: nothing can be sent
	Sends     bool   // letters leave this office at all
	Digest    bool
	Reminders bool
}

// MailWish tells what the reader is sent.
func (a *App) MailWish(ctx context.Context, by Actor) (out MailWish, err error) {
	err = a.store.Read(ctx, by.Office, func(tx *store.Tx) error {
		out = MailWish{Sends: a.outgoing != nil, Digest: true, Reminders: true}
		known, err := addressesOf(tx)
		if err != nil {
			return err
		}
		out.Address = known[partyKey(by.Person, "")]
		list, err := tx.MailWishes()
		for _, w := range list {
			if w.Person == by.Person {
				out.Digest, out.Reminders = w.Digest, w.Reminders
			}
		}
		return err
	})
	return out, err
}

// SetMailWish keeps what the reader wants to be sent.
func (a *App) SetMailWish(ctx context.Context, by Actor, in MailWish) error {
	return unreadable(a.writeAccount(ctx, by.Office, func(tx *store.Tx) error {
		_, ok, err := tx.Person(by.Person)
		if err != nil || !ok {
			return orMissing(err, committee.Missing("person.unknown", string(by.Person)))
		}
		return tx.PutMailWish(store.MailWish{Person: by.Person, Digest: in.Digest, Reminders: in.Reminders})
	}))
}
