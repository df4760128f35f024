package committee

import (
	"slices"
	"strconv"
	"time"
)

// MeetingNow is what the acts on a meeting that has been convened need of the
// store.
type MeetingNow struct {
	Meeting  *Meeting
	Seats    []Seat   // seats of the body and its sub-bodies that live on the meeting's day
	Agencies []Agency // agencies that the input names
	Changed  Change
}

// found asks that the meeting exists and is in one of the states.
func (c *check) found(m *Meeting, id MeetingID, states ...MeetingState) bool {
	if m == nil {
		c.fail(Missing("meeting.unknown", string(id)))
		return false
	}
	if !slices.Contains(states, m.State) {
		c.fail(Clash("meeting.state", string(m.State)))
	}
	return true
}

// ChooseAttendeesIn replaces the list of those called.
type ChooseAttendeesIn struct {
	Meeting  MeetingID
	Invitees []InviteeIn
	Seen     int64
}

// ChooseAttendees replaces the list of those called (thành phần dự họp).
func ChooseAttendees(state MeetingNow, in ChooseAttendeesIn, env Env) ([]Event, error) {
	var c check
	c.seen(in.Seen, state.Changed)
	if !c.found(state.Meeting, in.Meeting, Convened, Postponed) {
		return c.events()
	}
	if len(in.Invitees) == 0 {
		c.fail(Wrong("invitees", "invitee.nobody"))
	}
	list := c.invitees(in.Invitees, state.Seats, state.Agencies, env.Day(state.Meeting.Start))
	return c.events(AttendeesChosen{Meeting: in.Meeting, Body: state.Meeting.Body, Invitees: list})
}

// TakeChairIn puts another seat in the chair of a meeting.
type TakeChairIn struct {
	Meeting MeetingID
	Chair   SeatID
	Seen    int64
}

// TakeChair puts another seat in the chair of a meeting (chủ trì phiên họp), as
// when the head delegates a member or is absent. Whether that seat may preside
// is asked of the charter.
func TakeChair(state MeetingNow, in TakeChairIn, _ Env) ([]Event, error) {
	var c check
	c.seen(in.Seen, state.Changed)
	if !c.found(state.Meeting, in.Meeting, Convened, Postponed, Held) {
		return c.events()
	}
	if in.Chair == "" {
		c.fail(Wrong("chair", "seat.not-on-roster", ""))
	}
	c.seated("chair", in.Chair, state.Seats)
	if in.Chair == state.Meeting.Chair {
		c.fail(Clash("meeting.chairs-already"))
	}
	return c.events(ChairTaken{Meeting: in.Meeting, Body: state.Meeting.Body, Chair: in.Chair})
}

// MoveMeetingIn postpones a meeting.
type MoveMeetingIn struct {
	Meeting MeetingID
	Start   time.Time
	End     time.Time
	Reason  string
	Seen    int64
}

// MoveMeeting sets another time for a meeting that has not been held (hoãn,
// dời phiên họp).
func MoveMeeting(state MeetingNow, in MoveMeetingIn, env Env) ([]Event, error) {
	var c check
	c.seen(in.Seen, state.Changed)
	if !c.found(state.Meeting, in.Meeting, Convened, Postponed) {
		return c.events()
	}
	c.times(in.Start, in.End, env)
	switch {
	case in.Start.Before(env.Now):
		c.fail(Wrong("start", "meeting.moved-into-past"))
	case in.Start.Equal(state.Meeting.Start) && in.End.Equal(state.Meeting.End):
		c.fail(Wrong("start", "meeting.same-time"))
	}
	reason := c.note("reason", in.Reason, false)
	return c.events(MeetingMoved{
		Meeting: in.Meeting, Body: state.Meeting.Body, Start: micro(in.Start), End: micro(in.End), Reason: reason,
	})
}

// CancelMeetingIn calls a meeting off.
type CancelMeetingIn struct {
	Meeting MeetingID
	Reason  string
	Seen    int64
}

// CancelMeeting calls off a meeting that has not been held (hủy phiên họp).
func CancelMeeting(state MeetingNow, in CancelMeetingIn, _ Env) ([]Event, error) {
	var c check
	c.seen(in.Seen, state.Changed)
	if !c.found(state.Meeting, in.Meeting, Convened, Postponed) {
		return c.events()
	}
	reason := c.note("reason", in.Reason, false)
	return c.events(MeetingCancelled{Meeting: in.Meeting, Body: state.Meeting.Body, Reason: reason})
}

// begun asks that a meeting's day has come.
func (c *check) begun(m *Meeting, env Env) {
	if day := env.Day(m.Start); day > env.Today {
		c.fail(Clash("meeting.not-begun", day.String()))
	}
}

// PresentIn is how one seat took part.
type PresentIn struct {
	Seat SeatID
	How  string // present, online, substitute, absent, excused
}

// RecordPresenceIn keeps who was there.
type RecordPresenceIn struct {
	Meeting MeetingID
	Present []PresentIn
	Seen    int64
}

// RecordPresence keeps who was there (điểm danh). It replaces the whole list:
// seats of the roster on the meeting's day, each once.
func RecordPresence(state MeetingNow, in RecordPresenceIn, env Env) ([]Event, error) {
	var c check
	c.seen(in.Seen, state.Changed)
	if !c.found(state.Meeting, in.Meeting, Convened, Postponed, Held) {
		return c.events()
	}
	c.begun(state.Meeting, env)
	if len(in.Present) == 0 {
		c.fail(Wrong("present", "presence.nobody"))
	}
	var list []PresenceEntry
	seen := map[SeatID]bool{}
	for i, p := range in.Present {
		at := "present." + strconv.Itoa(i+1) + "."
		c.once(at+"seat", p.Seat, seen, state.Seats)
		switch p.How {
		case "present", "online", "substitute", "absent", "excused":
		default:
			c.fail(Wrong(at+"how", "presence.how", p.How))
		}
		list = append(list, PresenceEntry(p))
	}
	return c.events(PresenceRecorded{Meeting: in.Meeting, Body: state.Meeting.Body, Present: list})
}

// once asks that a seat is named, on the roster, and comes once in a list.
func (c *check) once(field string, id SeatID, seen map[SeatID]bool, seats []Seat) {
	if id == "" {
		c.fail(Wrong(field, "seat.not-on-roster", ""))
	}
	c.seated(field, id, seats)
	if seen[id] {
		c.fail(Wrong(field, "list.twice", string(id)))
	}
	seen[id] = true
}

// PositionIn is one member's position.
type PositionIn struct {
	Seat     SeatID
	Position Position
	Reason   string
}

// RecordPositionsIn keeps the positions on one item.
type RecordPositionsIn struct {
	Meeting   MeetingID
	Item      ItemID
	Positions []PositionIn
	Seen      int64
}

// RecordPositions keeps the members' positions on one item, entered by hand (ý
// kiến thành viên). It replaces the item's whole list, and is closed once the
// item has been concluded: a majority is not made afterwards.
func RecordPositions(state MeetingNow, in RecordPositionsIn, env Env) ([]Event, error) {
	var c check
	c.seen(in.Seen, state.Changed)
	if !c.found(state.Meeting, in.Meeting, Convened, Postponed, Held) {
		return c.events()
	}
	c.begun(state.Meeting, env)
	switch item := state.Meeting.item(in.Item); {
	case item == nil:
		c.fail(Missing("item.unknown", string(in.Item)))
	case len(item.Conclusions) > 0:
		c.fail(Clash("item.concluded", item.Title))
	default:
		c.notVoting(item, true)
	}
	var list []PositionEntry
	seen := map[SeatID]bool{}
	for i, p := range in.Positions {
		at := "positions." + strconv.Itoa(i+1) + "."
		c.once(at+"seat", p.Seat, seen, state.Seats)
		switch p.Position {
		case For, Against, Other:
		default:
			c.fail(Wrong(at+"position", "position.kind", string(p.Position)))
		}
		list = append(list, PositionEntry{Seat: p.Seat, Position: p.Position, Reason: c.note(at+"reason", p.Reason, false)})
	}
	return c.events(PositionsRecorded{Meeting: in.Meeting, Body: state.Meeting.Body, Item: in.Item, Positions: list})
}

// item finds an item of the agenda.
func (m Meeting) item(id ItemID) *Item {
	for i := range m.Agenda {
		if m.Agenda[i].ID == id {
			return &m.Agenda[i]
		}
	}
	return nil
}
