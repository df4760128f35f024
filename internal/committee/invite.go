package committee

import (
	"slices"
	"time"

	"nghisu/internal/charter"
)

// The acts by which invitations go out and are taken back. No regulation knows the
// second; who may do the first may.
const (
	ActInvite           charter.Act = "meeting.invite"
	ActRecallInvitation charter.Act = "invitation.recall"
)

// InvitationPause is how long an invitation waits before its letters leave; until
// then it can be taken back.
const InvitationPause = 30 * time.Second

// InvitationID is one sending of invitations to a meeting (lần gửi giấy mời).
type InvitationID string

// Invitation is one sending of invitations: what the letters said of the meeting,
// and to whom they went.
type Invitation struct {
	ID         InvitationID
	Meeting    MeetingID
	Version    int64 // of what was said; grows with every change (RFC 5546: SEQUENCE)
	Start, End time.Time
	Title      string
	Place      string
	Mode       string
	Cancels    bool // it says that the meeting is called off
	Dropped    bool // it says to some that they are no longer called
	Recalled   bool // taken back before a letter left
	At         time.Time
	To         []Addressee
}

// Addressee is who is sent a letter: an agency, or the person who holds a seat.
// Where the letter goes is no matter of the record.
type Addressee struct {
	Seat   SeatID   `json:"seat,omitempty"`
	Person PersonID `json:"person,omitempty"`
	Agency AgencyID `json:"agency,omitempty"`
}

// says reports whether an invitation says of a meeting what is so.
func (x Invitation) says(m Meeting) bool {
	return !x.Dropped && x.Cancels == (m.State == Cancelled) && x.Start.Equal(m.Start) && x.End.Equal(m.End) &&
		x.Title == m.Title && x.Place == m.Place && x.Mode == m.Mode
}

// Stale reports whether the meeting has changed since an invitation was sent. Who
// is no longer called is told so whatever else has changed.
func (x Invitation) Stale(m Meeting) bool { return !x.Dropped && !x.says(m) }

// InviteState is what [Invite] and [RecallInvitation] need of the store.
type InviteState struct {
	MeetingNow
	Sent []Invitation // all of the meeting, the oldest first
}

// last is the last sending to somebody that was not taken back, nil when there is
// none.
func (s InviteState) last(a Addressee) *Invitation {
	for i := len(s.Sent) - 1; i >= 0; i-- {
		if x := &s.Sent[i]; !x.Recalled && slices.Contains(x.To, a) {
			return x
		}
	}
	return nil
}

// pending are those of a list who have not been told yet what is so now.
func (s InviteState) pending(to []Addressee) []Addressee {
	return slices.DeleteFunc(slices.Clone(to), func(a Addressee) bool {
		x := s.last(a)
		return x != nil && !x.Dropped && slices.ContainsFunc(s.Sent, func(x Invitation) bool {
			return !x.Recalled && x.says(*s.Meeting) && slices.Contains(x.To, a)
		})
	})
}

// Uncalled are those who were invited, are not among the called any more and have
// not been told so: each once, in the order in which they were invited. Of a
// meeting called off everybody is told that instead.
func (s InviteState) Uncalled(called []Addressee) []Addressee {
	if s.Meeting.State == Cancelled {
		return nil
	}
	var out []Addressee
	for _, x := range s.Sent {
		for _, a := range x.To {
			still := slices.ContainsFunc(called, a.same)
			if still || slices.Contains(out, a) {
				continue
			}
			if x := s.last(a); x != nil && !x.Dropped && !x.Cancels {
				out = append(out, a)
			}
		}
	}
	return out
}

// same reports whether two letters would go to the same: a person is the same in
// another seat.
func (a Addressee) same(b Addressee) bool {
	return a == b || a.Person != "" && a.Person == b.Person
}

// version is the number under which the meeting is told of as it is now: that of
// an earlier sending that said the same last, else a higher one than all before.
func (s InviteState) version() int64 {
	last := int64(-1)
	for _, x := range s.Sent {
		last = max(last, x.Version)
	}
	if n := len(s.Sent); n > 0 && s.Sent[n-1].says(*s.Meeting) {
		return s.Sent[n-1].Version
	}
	return max(last+1, s.Changed.Seq)
}

// Uninvited are those of a list to whom letters have to go: who has not been told
// what is so; of a meeting called off, who was invited at all.
func (s InviteState) Uninvited(to []Addressee) []Addressee {
	if s.Meeting.State == Cancelled {
		to = slices.DeleteFunc(slices.Clone(to), func(a Addressee) bool {
			x := s.last(a)
			return x == nil || x.Dropped || !slices.ContainsFunc(s.Sent, func(x Invitation) bool { return !x.Recalled && !x.Cancels && slices.Contains(x.To, a) })
		})
	}
	return s.pending(to)
}

// InviteIn sends invitations to some.
type InviteIn struct {
	Meeting MeetingID
	To      []Addressee
	Called  []Addressee // all who are called, whether they can be written to or not
	Seen    int64
}

// Invite sends the invitations to a meeting, tells of a change, or that it was
// called off (gửi giấy mời); those invited before who are no longer called are told
// so by a sending of its own. Nobody is told the same twice.
func Invite(state InviteState, in InviteIn, env Env) ([]Event, error) {
	var c check
	c.seen(in.Seen, state.Changed)
	if !c.found(state.Meeting, in.Meeting, Convened, Postponed, Cancelled) {
		return c.events()
	}
	m := *state.Meeting
	if m.State != Cancelled && m.Start.Before(env.Now) {
		c.fail(Clash("invitation.begun"))
	}
	to, gone := state.Uninvited(in.To), state.Uncalled(in.Called)
	switch {
	case len(in.To)+len(gone) == 0:
		c.fail(Clash("invitation.nobody"))
	case len(to)+len(gone) == 0:
		c.fail(Clash("invitation.told"))
	}
	e := InvitationSent{
		ID: InvitationID(env.NewID()), Meeting: m.ID, Body: m.Body, Version: state.version(), Start: micro(m.Start), End: micro(m.End),
		Title: Prose(m.Title), Place: Prose(m.Place), Mode: m.Mode, Cancels: m.State == Cancelled, To: to,
	}
	var out []Event
	if len(to) > 0 {
		out = append(out, e)
	}
	if len(gone) > 0 {
		// A number of its own, above all before: a calendar heeds no lower one.
		last := e.Version
		for _, x := range state.Sent {
			last = max(last, x.Version)
		}
		out = append(out, InvitationWithdrawn{
			ID: InvitationID(env.NewID()), Meeting: m.ID, Body: m.Body, Version: max(last+1, state.Changed.Seq), Start: e.Start, End: e.End,
			Title: e.Title, Place: e.Place, Mode: e.Mode, To: gone,
		})
	}
	return c.events(out...)
}

// RecallInvitationIn takes invitations back.
type RecallInvitationIn struct {
	Meeting    MeetingID
	Invitation InvitationID
}

// RecallInvitation takes invitations back before a letter has left (hoàn tác).
func RecallInvitation(state InviteState, in RecallInvitationIn, env Env) ([]Event, error) {
	i := slices.IndexFunc(state.Sent, func(x Invitation) bool { return x.ID == in.Invitation })
	switch {
	case state.Meeting == nil || i < 0:
		return nil, Missing("invitation.unknown", string(in.Invitation))
	case state.Sent[i].Recalled:
		return nil, Clash("invitation.recalled")
	case !env.Now.Before(state.Sent[i].At.Add(InvitationPause)):
		return nil, Clash("invitation.gone")
	}
	return []Event{InvitationRecalled{ID: in.Invitation, Meeting: in.Meeting, Body: state.Meeting.Body}}, nil
}

// InvitationSent sends invitations out: what they say, and to whom they go.
type InvitationSent struct {
	ID      InvitationID `json:"id"`
	Meeting MeetingID    `json:"meeting"`
	Body    BodyKey      `json:"body"`
	Version int64        `json:"version"`
	Start   int64        `json:"start"` // microseconds UTC
	End     int64        `json:"end,omitempty"`
	Title   Prose        `json:"title,omitempty"`
	Place   Prose        `json:"place,omitempty"`
	Mode    string       `json:"mode"`
	Cancels bool         `json:"cancels,omitempty"`
	To      []Addressee  `json:"to"`
}

// InvitationWithdrawn tells some who were invited that they are no longer called
// (thôi mời); the rest is as in [InvitationSent].
type InvitationWithdrawn struct {
	ID      InvitationID `json:"id"`
	Meeting MeetingID    `json:"meeting"`
	Body    BodyKey      `json:"body"`
	Version int64        `json:"version"`
	Start   int64        `json:"start"` // microseconds UTC
	End     int64        `json:"end,omitempty"`
	Title   Prose        `json:"title,omitempty"`
	Place   Prose        `json:"place,omitempty"`
	Mode    string       `json:"mode"`
	To      []Addressee  `json:"to"`
}

// InvitationRecalled takes invitations back before they left.
type InvitationRecalled struct {
	ID      InvitationID `json:"id"`
	Meeting MeetingID    `json:"meeting"`
	Body    BodyKey      `json:"body"`
}

// EventName implements [Event].
func (InvitationSent) EventName() string { return "invitation.sent/1" }

// EventName implements [Event].
func (InvitationWithdrawn) EventName() string { return "invitation.withdrawn/1" }

// EventName implements [Event].
func (InvitationRecalled) EventName() string { return "invitation.recalled/1" }

var invitationEvents = []eventKind{kindOf[InvitationSent](), kindOf[InvitationRecalled](), kindOf[InvitationWithdrawn]()}
