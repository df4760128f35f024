package ics

import (
	"bytes"
	"fmt"
	"net/mail"
	"strconv"
	"strings"
	"time"

	ical "github.com/arran4/golang-ical"
)

// Method says what a calendar object does (RFC 5546, section 1.4).
type Method string

// The methods of this product.
const (
	Publish Method = "PUBLISH" // a feed
	Request Method = "REQUEST" // an invitation, or a change of one already sent
	Cancel  Method = "CANCEL"  // the meeting does not take place
	Reply   Method = "REPLY"   // the answer of one who was invited
)

// Event is one entry of a calendar.
type Event struct {
	UID       string    // stays the same as long as the meeting lives
	Sequence  int       // counts the changes of time or place, from 0
	Stamp     time.Time // when this version was made
	Start     time.Time
	End       time.Time // zero: not known; the entry then lasts an hour
	AllDay    bool      // days without hours, as a deadline: Start's civil day in its own zone, to the one before End's
	Summary   string
	Text      string
	Place     string
	URL       string
	Organiser mail.Address
	Attendees []Attendee
	Alarm     time.Duration // before the start; zero: none
	Cancelled bool
	Tentative bool // its day is not settled
}

// Attendee is one who is called to a meeting.
type Attendee struct {
	Address mail.Address
	Role    Role
	Answer  Answer
}

// Role is how an attendee takes part.
type Role string

// The roles (RFC 5545, section 3.2.16).
const (
	Chair    Role = "CHAIR"
	Required Role = "REQ-PARTICIPANT"
	Optional Role = "OPT-PARTICIPANT"
)

// Answer is what an attendee answered (trả lời giấy mời).
type Answer string

// The answers (RFC 5545, section 3.2.12).
const (
	Waiting   Answer = "NEEDS-ACTION"
	Accepted  Answer = "ACCEPTED"
	Declined  Answer = "DECLINED"
	Tentative Answer = "TENTATIVE"
	Delegated Answer = "DELEGATED"
)

// maker names the program in every object.
const maker = "-//Nghi Su//Nghi Su//VI"

// Invitation writes the object that a mail of the method carries: Request or
// Cancel, one event.
func Invitation(m Method, e Event) ([]byte, error) {
	if m != Request && m != Cancel {
		return nil, fmt.Errorf("a mail carries no object of method %q", m)
	}
	e.Cancelled = e.Cancelled || m == Cancel
	return write(m, "", []Event{e})
}

// Feed writes a calendar to subscribe to. Attendees are left out: who is called
// is not for every calendar on the way.
func Feed(name string, list []Event) ([]byte, error) {
	bare := make([]Event, len(list))
	for i, e := range list {
		e.Attendees = nil
		bare[i] = e
	}
	return write(Publish, name, bare)
}

func write(m Method, name string, list []Event) ([]byte, error) {
	cal := ical.NewCalendarFor("nghi-su")
	cal.SetProductId(maker)
	cal.SetMethod(ical.Method(m))
	if name != "" {
		cal.SetXWRCalName(clean(name))
		cal.SetXPublishedTTL("PT1H")
		cal.SetRefreshInterval("PT1H", ical.WithValue("DURATION"))
	}
	for _, e := range list {
		if e.UID == "" || e.Start.IsZero() {
			return nil, fmt.Errorf("an event needs an identifier and a start: %q", e.Summary)
		}
		cal.AddVEvent(entry(e))
	}
	var out bytes.Buffer
	if err := cal.SerializeTo(&out, ical.WithNewLineWindows); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// entry makes one event.
func entry(e Event) *ical.VEvent {
	v := ical.NewEvent(e.UID)
	v.SetDtStampTime(e.Stamp.UTC())
	v.SetSequence(e.Sequence)
	if e.AllDay {
		v.SetAllDayStartAt(e.Start)
		if e.End.IsZero() {
			e.End = e.Start.AddDate(0, 0, 1)
		}
		v.SetAllDayEndAt(e.End)
		v.SetTimeTransparency(ical.TransparencyTransparent)
	} else {
		end := e.End
		if !end.After(e.Start) {
			end = e.Start.Add(time.Hour)
		}
		v.SetStartAt(e.Start.UTC())
		v.SetEndAt(end.UTC())
	}
	v.SetSummary(clean(e.Summary))
	if e.Text != "" {
		v.SetDescription(clean(e.Text))
	}
	if e.Place != "" {
		v.SetLocation(clean(e.Place))
	}
	if e.URL != "" {
		v.SetURL(e.URL)
	}
	v.SetStatus(ical.ObjectStatusConfirmed)
	switch {
	case e.Cancelled:
		v.SetStatus(ical.ObjectStatusCancelled)
	case e.Tentative:
		v.SetStatus(ical.ObjectStatusTentative)
	}
	if e.Organiser.Address != "" {
		v.SetOrganizer("mailto:"+e.Organiser.Address, ical.WithCN(quotable(e.Organiser.Name)))
	}
	for _, a := range e.Attendees {
		v.AddAttendee("mailto:"+a.Address.Address,
			ical.WithCN(quotable(a.Address.Name)), ical.ParticipationRole(a.Role), ical.ParticipationStatus(a.Answer), ical.WithRSVP(a.Answer == Waiting))
	}
	if e.Alarm > 0 && !e.Cancelled {
		alarm := v.AddAlarm()
		alarm.SetAction(ical.ActionDisplay)
		alarm.SetTrigger("-PT" + strconv.Itoa(int(e.Alarm/time.Minute)) + "M")
		alarm.SetDescription(clean(e.Summary))
	}
	return v
}

// clean takes out what a calendar cannot carry: control characters other than
// the line's end.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' {
			return -1
		}
		return r
	}, strings.ReplaceAll(s, "\r\n", "\n"))
}

// quotable is a name as a parameter may hold it: without quotation marks, on one
// line (RFC 5545, section 3.2).
func quotable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == '"' {
			return -1
		}
		return r
	}, s)
}
