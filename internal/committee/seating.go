package committee

import (
	"slices"
	"strconv"

	"nghisu/internal/charter"
)

// ActSeat is saying where those who are called sit (xếp chỗ ngồi).
const ActSeat charter.Act = "seating.arrange"

// SeatingShape is how a room is set (kiểu kê bàn).
type SeatingShape string

// The shapes of a room.
const (
	ShapeU     SeatingShape = "u"     // hình chữ U
	ShapeRows  SeatingShape = "rows"  // bàn chủ tọa và các dãy
	ShapeTable SeatingShape = "table" // bàn dài
)

// SeatingShapes are the shapes in which a room can be set.
var SeatingShapes = []SeatingShape{ShapeU, ShapeRows, ShapeTable}

// Seating is who sits where in a meeting (sơ đồ chỗ ngồi). The first place is the
// one at the head; the others follow by turns at its right and its left.
type Seating struct {
	Shape  SeatingShape
	Places []InviteeEntry
}

// SeatingArranged says where those who are called sit, in place of what was said.
type SeatingArranged struct {
	Meeting MeetingID      `json:"meeting"`
	Body    BodyKey        `json:"body"`
	Shape   SeatingShape   `json:"shape"`
	Places  []InviteeEntry `json:"places"`
}

// EventName implements [Event].
func (SeatingArranged) EventName() string { return "seating.arranged/1" }

var seatingEvents = []eventKind{kindOf[SeatingArranged]()}

// ArrangeSeatingIn says where those who are called sit.
type ArrangeSeatingIn struct {
	Meeting MeetingID
	Seating
	Seen int64
}

// ArrangeSeating sets the places of a meeting. Who sits is called, or sits in the
// body; nobody sits twice.
func ArrangeSeating(state MeetingNow, in ArrangeSeatingIn, _ Env) ([]Event, error) {
	var c check
	c.seen(in.Seen, state.Changed)
	m := state.Meeting
	if !c.found(m, in.Meeting, Convened, Postponed, Held) {
		return c.events()
	}
	if !slices.Contains(SeatingShapes, in.Shape) {
		c.fail(Wrong("shape", "seating.no-shape", string(in.Shape)))
	}
	if len(in.Places) == 0 {
		c.fail(Wrong("places", "text.empty"))
	}
	for i, p := range in.Places {
		at := "places." + strconv.Itoa(i+1)
		called := slices.ContainsFunc(m.Invitees, func(x Invitee) bool {
			return x.Seat == p.Seat && x.Agency == p.Agency && x.Name == string(p.Name)
		})
		if p.Seat != "" && p.Agency == "" && p.Name == "" && slices.ContainsFunc(state.Seats, func(s Seat) bool { return s.ID == p.Seat }) {
			called = true
		}
		if !called {
			c.fail(Wrong(at, "seating.not-called"))
		}
		if slices.Contains(in.Places[:i], p) {
			c.fail(Wrong(at, "seating.twice"))
		}
	}
	return c.events(SeatingArranged{Meeting: in.Meeting, Body: m.Body, Shape: in.Shape, Places: in.Places})
}
