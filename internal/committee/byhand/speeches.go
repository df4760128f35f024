package byhand

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"nghisu/internal/committee"
)

// Speech is one line of the sheet of who spoke (phát biểu).
type Speech struct {
	Seat committee.SeatID `json:"seat"`
	From time.Time        `json:"from,omitzero"` // zero: the seat has the floor on record
	To   time.Time        `json:"to,omitzero"`   // zero: until the next one spoke, the item ended or the seat left
}

// empty reports whether the line is blank.
func (s Speech) empty() bool { return s.Seat == "" && s.From.IsZero() && s.To.IsZero() }

// turn is one line of the sheet with what is on record of it.
type turn struct {
	Speech
	field       string
	given, over bool // on record
}

// speeches plans who had the floor on an item. The floor is given at the hour at which
// somebody began: who asked for it when is not on the papers.
func (p *planner) speeches(x stretch, order func(int) []int) {
	list := p.turns(x)
	for i, t := range list {
		next := time.Time{}
		if i+1 < len(list) {
			next = list[i+1].From
		}
		if i > 0 && (list[i-1].To.After(t.From) || list[i-1].From.Equal(t.From) && list[i-1].Seat == t.Seat) {
			p.fail(t.field+".from-hour", "byhand.spoke-over")
		}
		to := p.until(x, t, next)
		if t.over {
			continue
		}
		if !t.given {
			p.step(Step{Act: Give, At: t.From, Field: t.field + ".who", Item: x.Item, Seat: t.Seat}, order(1)...)
		}
		if !to.IsZero() {
			p.step(Step{Act: Finish, At: to, Field: t.field + ".to-hour", Item: x.Item, Seat: t.Seat}, order(1)...)
		}
	}
}

// turns lists the speeches on an item that the sheet tells of, in the order in which
// they began.
func (p *planner) turns(x stretch) []turn {
	var out []turn
	for i, s := range x.Speeches {
		if s.empty() {
			continue
		}
		t := turn{Speech: s, field: x.field("spoke." + strconv.Itoa(i+1))}
		p.hour(t.field+".from-hour", s.From)
		p.hour(t.field+".to-hour", s.To)
		for _, y := range p.on.Sitting.Floor {
			same := y.Seat == s.Seat && !y.Given.IsZero() && y.Given.Truncate(time.Minute).Equal(s.From.Truncate(time.Minute))
			if same || y.Seat == s.Seat && s.From.IsZero() && y.Speaks() && y.Item == x.Item {
				t.From, t.given, t.over = y.Given, true, !y.Ended.IsZero()
			}
		}
		switch {
		case s.Seat == "":
			p.fail(t.field+".who", "byhand.no-speaker")
			continue
		case t.From.IsZero():
			p.fail(t.field+".from-hour", "byhand.no-since")
			continue
		}
		p.after(t.field+".to-hour", t.From, s.To)
		out = append(out, t)
	}
	slices.SortStableFunc(out, func(a, b turn) int { return cmp.Or(a.From.Compare(b.From), a.To.Compare(b.To)) })
	return out
}

// until is when a speech ended: as the sheet says, or when the next one began, the item
// ended or the seat left, whichever was first. Hours outside the item and the meeting,
// and an end after the seat had left, are faults; zero: it goes on.
func (p *planner) until(x stretch, t turn, next time.Time) time.Time {
	end, within := p.dealt(x, t.From)
	left := p.leaves(t.Seat, t.From)
	switch s := p.sheet; {
	case t.given: // it was ruled on when it was given
	case t.From.Before(s.Opened) || !s.Closed.IsZero() && t.From.After(s.Closed):
		p.fail(t.field+".from-hour", "byhand.outside-meeting")
	case !within:
		p.fail(t.field+".from-hour", "byhand.outside-item")
	}
	switch {
	case t.over:
	case t.To.IsZero():
		return earliest(next, end, left)
	case !p.sheet.Closed.IsZero() && t.To.After(p.sheet.Closed):
		p.fail(t.field+".to-hour", "byhand.outside-meeting")
	case !end.IsZero() && t.To.After(end):
		p.fail(t.field+".to-hour", "byhand.outside-item")
	case !left.IsZero() && t.To.After(left):
		p.fail(t.field+".to-hour", "floor.left")
	}
	return t.To
}

// dealt reports whether an item was dealt with at an instant, by the sheet or by the
// record, and until when; zero: it goes on.
func (p *planner) dealt(x stretch, at time.Time) (end time.Time, ok bool) {
	in := func(from, to time.Time) bool {
		return !from.IsZero() && !at.Before(from) && (to.IsZero() || at.Before(to))
	}
	if in(x.from, x.to) {
		return x.to, true
	}
	for _, y := range p.on.Sitting.Items {
		if y.Item == x.Item && !y.To.IsZero() && in(y.From, y.To) {
			return y.To, true
		}
	}
	return time.Time{}, false
}

// leaves is when a seat that is there at an instant leaves, by the sheet or by the
// record; zero: it stays.
func (p *planner) leaves(seat committee.SeatID, at time.Time) (left time.Time) {
	for _, l := range p.sheet.Seats {
		if l.Seat == seat && !l.To.IsZero() && !l.To.Before(at) {
			left = l.To
		}
	}
	return earliest(left, p.on.Sitting.Leaves(seat, at))
}

// earliest is the first of some instants, of which some may be unknown.
func earliest(times ...time.Time) (first time.Time) {
	for _, t := range times {
		if !t.IsZero() && (first.IsZero() || t.Before(first)) {
			first = t
		}
	}
	return first
}
