package committee

import (
	"slices"
	"time"
)

// Sitting is a meeting while it runs (diễn biến phiên họp): which item was in
// hand when, who was there when and how, who had the floor, and what members said
// on items beforehand. [Invitee.Present] sums up how each took part; who is there
// at an instant follows from the spans.
type Sitting struct {
	Items    []ItemTime // in the order in which they were taken up
	Presence []Span     // in the order in which they began
	Floor    []Speech   // in the order in which the floor was asked for
	Priors   []Prior    // by item and seat
}

// ItemTime is one stretch during which an item was in hand.
type ItemTime struct {
	N        int
	Item     ItemID
	From, To time.Time // To zero: it is in hand
}

// Span is one stretch during which a seat was there (thời gian có mặt). One that
// was entered from paper knows no instants: it holds from the beginning.
type Span struct {
	N        int
	Seat     SeatID
	How      string // present, online, substitute
	From, To time.Time
}

// Speech is one request for the floor and what became of it (phát biểu).
type Speech struct {
	N                   int
	Seat                SeatID
	Item                ItemID // in hand when it was asked for; empty: none
	Asked, Given, Ended time.Time
}

// Waits reports whether the floor was asked for and not yet given.
func (s Speech) Waits() bool { return s.Given.IsZero() && s.Ended.IsZero() }

// Speaks reports whether the seat has the floor.
func (s Speech) Speaks() bool { return !s.Given.IsZero() && s.Ended.IsZero() }

// PriorSay is what a member says on an item beforehand.
type PriorSay string

// What may be said beforehand (ý kiến trước).
const (
	NoObjection PriorSay = "no-objection" // không có ý kiến khác
	WantsSpeak  PriorSay = "speak"        // đề nghị phát biểu
)

// Prior is what one seat says on one item beforehand.
type Prior struct {
	Item   ItemID
	Seat   SeatID
	Say    PriorSay
	At     time.Time
	Filled Filled // zero: said where it was sent
}

// Current is the item in hand, empty when there is none.
func (s Sitting) Current() ItemID {
	if n := len(s.Items); n > 0 && s.Items[n-1].To.IsZero() {
		return s.Items[n-1].Item
	}
	return ""
}

// InHand is the item in hand at an instant, empty when there is none. Where one item
// follows another it is the one that began.
func (s Sitting) InHand(at time.Time) (item ItemID) {
	for _, x := range s.Items {
		if !x.From.After(at) {
			item = x.Item
			if !x.To.IsZero() && !at.Before(x.To) {
				item = ""
			}
		}
	}
	return item
}

// Last is the latest instant on record of who was there, of the items in hand and of
// the floor; zero: there is none.
func (s Sitting) Last() (at time.Time) {
	at = s.lastFloor()
	for _, x := range s.Presence {
		at = Latest(at, x.From, x.To)
	}
	for _, x := range s.Items {
		at = Latest(at, x.From, x.To)
	}
	return at
}

// AsOf is the instant to which a look at the sitting belongs: by the clock, and no
// earlier than what is on record, should the clock have been set back since.
func (s Sitting) AsOf(now time.Time) time.Time { return Latest(now, s.Last()) }

// Latest is the last of some instants; the zero instant comes before all others.
func Latest(at time.Time, more ...time.Time) time.Time {
	for _, t := range more {
		if t.After(at) {
			at = t
		}
	}
	return at
}

// There reports whether a seat was there at any time between two instants, and
// whether anything is on record of its presence.
func (s Sitting) There(seat SeatID, from, to time.Time) (there, known bool) {
	for _, x := range s.Presence {
		if x.Seat == seat {
			known = true
			there = there || !x.From.After(to) && (x.To.IsZero() || x.To.After(from))
		}
	}
	return there, known
}

// Used is how long an item was in hand up to an instant.
func (s Sitting) Used(item ItemID, at time.Time) (d time.Duration) {
	for _, x := range s.Items {
		if x.Item != item || x.From.After(at) {
			continue
		}
		to := x.To
		if to.IsZero() || to.After(at) {
			to = at
		}
		d += to.Sub(x.From)
	}
	return d
}

// Leaves is when a seat that was there at an instant left; zero: it has not, or was not
// there. Who goes on in another way of attending stays.
func (s Sitting) Leaves(seat SeatID, at time.Time) (left time.Time) {
	for _, x := range s.Presence {
		if x.Seat == seat && !x.From.After(at) && (x.To.IsZero() || !x.To.Before(at)) {
			left, at = x.To, x.To
		}
	}
	return left
}

// Here says how each seat that is there at an instant takes part.
func (s Sitting) Here(at time.Time) map[SeatID]string {
	out := map[SeatID]string{}
	for _, x := range s.Presence {
		if !x.From.After(at) && (x.To.IsZero() || at.Before(x.To)) {
			out[x.Seat] = x.How
		}
	}
	return out
}

// Came says how each seat took part that was there while an item was in hand, be
// it for a moment; of several ways the last one.
func (s Sitting) Came(item ItemID, now time.Time) map[SeatID]string {
	out := map[SeatID]string{}
	for _, p := range s.Presence {
		for _, x := range s.Items {
			end := x.To
			if end.IsZero() {
				end = now
			}
			if x.Item == item && !p.From.After(end) && (p.To.IsZero() || p.To.After(x.From)) {
				out[p.Seat] = p.How
			}
		}
	}
	return out
}

// Speaker is who has the floor.
func (s Sitting) Speaker() (Speech, bool) {
	i := slices.IndexFunc(s.Floor, Speech.Speaks)
	if i < 0 {
		return Speech{}, false
	}
	return s.Floor[i], true
}

// Queue lists who waits for the floor, in the order in which they asked.
func (s Sitting) Queue() []Speech {
	return slices.DeleteFunc(slices.Clone(s.Floor), func(x Speech) bool { return !x.Waits() })
}

// Prior is what a seat says on an item beforehand, empty when nothing.
func (s Sitting) Prior(item ItemID, seat SeatID) PriorSay {
	for _, p := range s.Priors {
		if p.Item == item && p.Seat == seat {
			return p.Say
		}
	}
	return ""
}

// Flagged lists the seats for whose sake an item cannot pass in a block: they
// want to speak on it, or wait for the floor on it.
func (s Sitting) Flagged(item ItemID) []SeatID {
	var out []SeatID
	for _, p := range s.Priors {
		if p.Item == item && p.Say == WantsSpeak {
			out = append(out, p.Seat)
		}
	}
	for _, x := range s.Floor {
		if x.Item == item && x.Waits() && !slices.Contains(out, x.Seat) {
			out = append(out, x.Seat)
		}
	}
	return out
}

// At is the meeting as it stands at an instant: its list says who is there then
// and how. Who took part and is not there has left ("left").
func (m Meeting) At(s Sitting, at time.Time) Meeting {
	here := s.Here(at)
	m.Invitees = slices.Clone(m.Invitees)
	for i, x := range m.Invitees {
		if x.Seat == "" {
			continue
		}
		switch how, there := here[x.Seat]; {
		case there:
			m.Invitees[i].Present = how
		case takesPart(x.Present):
			m.Invitees[i].Present = "left"
		}
	}
	return m
}

// takesPart reports whether a way of attending is being there.
func takesPart(how string) bool { return how == "present" || how == "online" || how == "substitute" }

// SeatArrived begins a seat's presence (đến dự).
type SeatArrived struct {
	Meeting MeetingID `json:"meeting"`
	Body    BodyKey   `json:"body"`
	N       int       `json:"n"`
	Seat    SeatID    `json:"seat"`
	How     string    `json:"how"` // present, online, substitute
	At      int64     `json:"at"`
}

// SeatDeparted ends a seat's presence (rời phiên họp).
type SeatDeparted struct {
	Meeting MeetingID `json:"meeting"`
	Body    BodyKey   `json:"body"`
	N       int       `json:"n"` // of the span that ends
	Seat    SeatID    `json:"seat"`
	At      int64     `json:"at"`
}

// ItemTakenUp puts an item in hand (vào nội dung).
type ItemTakenUp struct {
	Meeting MeetingID `json:"meeting"`
	Body    BodyKey   `json:"body"`
	N       int       `json:"n"`
	Item    ItemID    `json:"item"`
	At      int64     `json:"at"`
}

// ItemLeft puts an item out of hand (rời nội dung).
type ItemLeft struct {
	Meeting MeetingID `json:"meeting"`
	Body    BodyKey   `json:"body"`
	N       int       `json:"n"`
	Item    ItemID    `json:"item"`
	At      int64     `json:"at"`
}

// FloorAsked asks for the floor (đề nghị phát biểu).
type FloorAsked struct {
	Meeting MeetingID `json:"meeting"`
	Body    BodyKey   `json:"body"`
	N       int       `json:"n"`
	Seat    SeatID    `json:"seat"`
	Item    ItemID    `json:"item,omitempty"`
	At      int64     `json:"at"`
}

// FloorGiven gives the floor to a seat (mời phát biểu).
type FloorGiven struct {
	Meeting MeetingID `json:"meeting"`
	Body    BodyKey   `json:"body"`
	N       int       `json:"n"`
	Seat    SeatID    `json:"seat"`
	At      int64     `json:"at"`
}

// FloorEnded ends a speech, or a request that was taken back (thôi phát biểu).
type FloorEnded struct {
	Meeting MeetingID `json:"meeting"`
	Body    BodyKey   `json:"body"`
	N       int       `json:"n"`
	Seat    SeatID    `json:"seat"`
	At      int64     `json:"at"`
}

// PriorStated is what a seat says on an item beforehand; without Say it takes
// back what it said.
type PriorStated struct {
	Meeting MeetingID   `json:"meeting"`
	Body    BodyKey     `json:"body"`
	Item    ItemID      `json:"item"`
	Seat    SeatID      `json:"seat"`
	Say     PriorSay    `json:"say,omitempty"`
	At      int64       `json:"at"`
	Filled  FilledEntry `json:"filled,omitzero"` // the time claimed by a device that had no network
}

// EventName implements [Event].
func (SeatArrived) EventName() string { return "seat.arrived/1" }

// EventName implements [Event].
func (SeatDeparted) EventName() string { return "seat.departed/1" }

// EventName implements [Event].
func (ItemTakenUp) EventName() string { return "item.taken-up/1" }

// EventName implements [Event].
func (ItemLeft) EventName() string { return "item.left/1" }

// EventName implements [Event].
func (FloorAsked) EventName() string { return "floor.asked/1" }

// EventName implements [Event].
func (FloorGiven) EventName() string { return "floor.given/1" }

// EventName implements [Event].
func (FloorEnded) EventName() string { return "floor.ended/1" }

// EventName implements [Event].
func (PriorStated) EventName() string { return "prior.stated/1" }

var sittingEvents = []eventKind{
	kindOf[SeatArrived](),
	kindOf[SeatDeparted](),
	kindOf[ItemTakenUp](),
	kindOf[ItemLeft](),
	kindOf[FloorAsked](),
	kindOf[FloorGiven](),
	kindOf[FloorEnded](),
	kindOf[PriorStated](),
}
