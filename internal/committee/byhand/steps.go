package byhand

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// The acts that a sheet is made of, by the names under which they go on record.
const (
	List    charter.Act = "presence.record" // who was away
	Arrive  charter.Act = "presence.arrive"
	Depart  charter.Act = "presence.leave"
	TakeUp  charter.Act = "item.take-up"
	Leave   charter.Act = "item.leave"
	Give    charter.Act = "floor.give"
	Finish  charter.Act = "floor.end"
	Open    charter.Act = "vote.open"
	Mark    charter.Act = "vote.record"
	Count   charter.Act = "vote.close"
	Decide  charter.Act = "meeting.conclude"
	Adjourn charter.Act = "meeting.close"
)

// Step is one act of a sheet.
type Step struct {
	Act        charter.Act
	At         time.Time
	Field      string // of the sheet, from which it comes
	Seat       committee.SeatID
	Item       committee.ItemID
	How        string                    // of an arrival
	Option     string                    // of a slip
	Motion     string                    // of a vote
	List       []committee.PresenceEntry // who took part how, the whole list
	Conclusion Conclusion
	order      [3]int // among acts of one instant
}

// Steps gives the acts of a sheet that are not on record yet, in the order of their
// times. Faults are of the sheet itself: an end before its beginning, an hour to come,
// a line without an hour. What the charter has to say is asked of each act.
func Steps(s Sheet, on Record, now time.Time) ([]Step, []*committee.Fault) {
	p := &planner{sheet: s, on: on, now: now}
	p.hour("opened", s.Opened)
	p.hour("closed", s.Closed)
	p.after("closed", s.Opened, s.Closed)
	p.seats()
	p.items()
	if !s.Closed.IsZero() {
		p.step(Step{Act: Adjourn, At: s.Closed, Field: "closed"}, last, 0, 0)
	}
	slices.SortStableFunc(p.steps, func(a, b Step) int {
		return cmp.Or(a.At.Compare(b.At), slices.Compare(a.order[:], b.order[:]))
	})
	return p.steps, p.faults
}

// The order among acts of one instant: who comes is there for what follows, and who
// goes was there for what went before.
const (
	first = iota
	coming
	matters
	going
	last
)

// planner gathers the steps of a sheet and its faults.
type planner struct {
	sheet  Sheet
	on     Record
	now    time.Time
	steps  []Step
	faults []*committee.Fault
}

func (p *planner) fail(field, code string, args ...string) {
	p.faults = append(p.faults, committee.Wrong(field, code, args...))
}

func (p *planner) step(s Step, order ...int) {
	if s.At.IsZero() {
		p.fail(s.Field, "byhand.no-hour")
		return
	}
	copy(s.order[:], order)
	p.steps = append(p.steps, s)
}

// hour refuses an hour that is still to come.
func (p *planner) hour(field string, t time.Time) {
	if t.After(p.now) {
		p.fail(field, "acted.to-come")
	}
}

// after refuses an end that comes before its beginning.
func (p *planner) after(field string, from, to time.Time) {
	if !to.IsZero() && to.Before(from) {
		p.fail(field, "byhand.end-before-start")
	}
}

// seats plans who came, who went and who was away.
func (p *planner) seats() {
	seen := map[committee.SeatID]bool{}
	var away []committee.PresenceEntry
	at := ""
	for i, l := range p.sheet.Seats {
		field := "seats." + strconv.Itoa(i+1)
		if l.empty() {
			continue
		}
		if seen[l.Seat] {
			p.fail(field+".took", "list.twice", string(l.Seat))
			continue
		}
		seen[l.Seat] = true
		p.hour(field+".came", l.From)
		p.hour(field+".left", l.To)
		if l.How == "absent" || l.How == "excused" {
			at = cmp.Or(at, field+".took")
			away = p.away(field, l, away)
			continue
		}
		p.came(field, i, l)
	}
	if len(away) == 0 {
		return
	}
	list := away
	for _, x := range p.on.Meeting.Invitees {
		if x.Seat != "" && x.Present != "" && !slices.ContainsFunc(away, func(y committee.PresenceEntry) bool { return y.Seat == x.Seat }) {
			list = append(list, committee.PresenceEntry{Seat: x.Seat, How: x.Present})
		}
	}
	p.step(Step{Act: List, At: p.sheet.Opened, Field: at, List: list}, first, 0, 0)
}

// away adds a seat to those who were not there, unless it was.
func (p *planner) away(field string, l Attendance, list []committee.PresenceEntry) []committee.PresenceEntry {
	if !l.From.IsZero() || !l.To.IsZero() {
		p.fail(field+".took", "byhand.away-with-hour")
	}
	switch _, known := p.on.Sitting.There(l.Seat, time.Time{}, p.now); {
	case p.on.took(l.Seat) == l.How:
		return list
	case known:
		p.fail(field+".took", "byhand.was-there")
	}
	return append(list, committee.PresenceEntry{Seat: l.Seat, How: l.How})
}

// came plans the arrival of a seat and its leaving.
func (p *planner) came(field string, n int, l Attendance) {
	open, here := p.on.Open(l.Seat)
	from := l.From
	switch {
	case here && from.IsZero() && (l.How == "" || l.How == open.How): // on record: only the end is new
		from = open.From
	case p.arrived(l):
	default:
		if from.IsZero() {
			from = p.sheet.Opened
		}
		if l.How == "" {
			l.How = "present"
		}
		p.step(Step{Act: Arrive, At: from, Field: field + ".came", Seat: l.Seat, How: l.How}, coming, n, 0)
	}
	p.after(field+".left", from, l.To)
	if !l.To.IsZero() {
		p.step(Step{Act: Depart, At: l.To, Field: field + ".left", Seat: l.Seat}, going, n, 0)
	}
}

// arrived reports whether an arrival of that minute is on record.
func (p *planner) arrived(l Attendance) bool {
	return !l.From.IsZero() && slices.ContainsFunc(p.on.Sitting.Presence, func(x committee.Span) bool {
		return x.Seat == l.Seat && x.How == cmp.Or(l.How, "present") && x.From.Truncate(time.Minute).Equal(l.From.Truncate(time.Minute))
	})
}
