package drafting

import (
	"time"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/render/ics"
)

// Desk is where a calendar is read.
type Desk struct {
	Lang    catalogue.Lang
	Zone    *time.Location                   // of its days
	Meeting func(committee.MeetingID) string // the address of a page, as those below; nil: none is known
	Task    func(committee.TaskID) string
	Round   func(committee.RoundID) string
	Duties  func(committee.BodyKey) string
}

// address is the address of a thing's page, empty when none is known.
func address[T any](page func(T) string, id T) string {
	if page == nil {
		return ""
	}
	return page(id)
}

// Entry is a meeting as calendars have it; changed counts what was done about it.
func (d Desk) Entry(l app.MeetingLine, changed int64, stamp time.Time) ics.Event {
	title := l.Title
	if title == "" {
		title = catalogue.T(d.Lang, "meeting."+string(l.Kind))
	}
	return ics.Event{
		UID: string(l.ID) + "@nghi-su", Sequence: int(changed), Stamp: stamp, Start: l.Start, End: l.End,
		Summary: title, Text: l.BodyName.In(string(d.Lang)), Place: l.Place, URL: address(d.Meeting, l.ID),
		Cancelled: l.State == committee.Cancelled,
	}
}

// Calendar is a calendar to subscribe to (lịch đăng ký theo dõi): its name, the
// meetings, and as entries of whole days the tasks and duties that fall due and the
// last days of opinion rounds.
func (d Desk) Calendar(p app.CalendarPage) (name string, list []ics.Event) {
	name = p.BodyName.In(string(d.Lang))
	if p.Body == "" {
		name = catalogue.T(d.Lang, "calendar.of", p.Person)
	}
	for _, m := range p.Meetings {
		list = append(list, d.Entry(m.MeetingLine, m.Changed, p.At))
	}
	day := func(on charter.Date) time.Time {
		y, m, dd := on.Split()
		return time.Date(y, m, dd, 0, 0, 0, 0, d.Zone)
	}
	for _, f := range p.Foreseen {
		title := f.Title
		if title == "" {
			title = catalogue.T(d.Lang, "meeting."+string(f.Kind))
		}
		list = append(list, ics.Event{
			// What is known is a span of days: whole days, from the first to the last.
			UID: string(f.ID) + "@nghi-su", Stamp: p.At, Start: day(f.Date.From), End: day(f.Date.To + 1), AllDay: true, Tentative: true,
			Summary: catalogue.T(d.Lang, "calendar.foreseen", title), Text: f.BodyName.In(string(d.Lang)),
		})
	}
	for _, r := range p.Rounds {
		title := r.Title
		if r.Veiled {
			title = catalogue.T(d.Lang, "round.veiled-name")
		}
		list = append(list, ics.Event{
			UID: string(r.ID) + "@nghi-su", Stamp: p.At, Start: day(r.Deadline), AllDay: true,
			Summary: catalogue.T(d.Lang, "calendar.round", title), Text: r.BodyName.In(string(d.Lang)), URL: address(d.Round, r.ID),
		})
	}
	for _, t := range p.Tasks {
		list = append(list, ics.Event{
			UID: string(t.ID) + "@nghi-su", Stamp: p.At, Start: day(t.Due), AllDay: true,
			Summary: catalogue.T(d.Lang, "calendar.task", t.Title), Text: t.BodyName.In(string(d.Lang)), URL: address(d.Task, t.ID),
		})
	}
	for _, x := range p.Duties {
		o := x.Line.Obligation
		list = append(list, ics.Event{
			// A duty has no identifier of its own: rule and day tell it apart for ever.
			UID:   string(x.Body) + "." + o.Rule + "." + o.Due.To.String() + "@nghi-su",
			Stamp: p.At, Start: day(o.Due.To), AllDay: true,
			Summary: catalogue.T(d.Lang, "calendar.duty", o.What.In(string(d.Lang))),
			Text:    x.BodyName.In(string(d.Lang)), URL: address(d.Duties, x.Body),
		})
	}
	return name, list
}
