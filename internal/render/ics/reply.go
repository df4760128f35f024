package ics

import (
	"bytes"
	"errors"
	"fmt"
	"net/mail"
	"strconv"
	"strings"
	"time"

	ical "github.com/arran4/golang-ical"
)

// Answered is the answer of one who was invited, as a calendar program sends it.
// It is a claim: who sent the mail is for its receiver to prove.
type Answered struct {
	UID      string
	Sequence int // of the version that was answered
	Stamp    time.Time
	From     string // mail address in small letters
	Answer   Answer
	Comment  string
}

// limit is how large an answer may be, in bytes. Real ones have one to ten
// thousand.
const limit = 256 << 10

// errReply tells that an object is no answer that can be used.
var errReply = errors.New("not an answer to an invitation")

// ReadReply reads an answer. It wants exactly one event with one attendee.
func ReadReply(data []byte) (Answered, error) {
	if len(data) > limit {
		return Answered{}, fmt.Errorf("%w: larger than %d bytes", errReply, limit)
	}
	cal, err := ical.ParseCalendar(bytes.NewReader(data))
	if err != nil {
		return Answered{}, fmt.Errorf("%w: %w", errReply, err)
	}
	method := ""
	for _, p := range cal.CalendarProperties {
		if p.IANAToken == string(ical.PropertyMethod) {
			method = strings.ToUpper(p.Value)
		}
	}
	if method != string(Reply) {
		return Answered{}, fmt.Errorf("%w: method %q", errReply, method)
	}
	events := cal.Events()
	if len(events) != 1 || len(events[0].Attendees()) != 1 {
		return Answered{}, fmt.Errorf("%w: %d events", errReply, len(events))
	}
	e, a := events[0], events[0].Attendees()[0]
	out := Answered{UID: e.Id(), Comment: valueOf(e, ical.ComponentPropertyComment)}
	if out.Sequence, err = strconv.Atoi(valueOf(e, ical.ComponentPropertySequence)); err != nil {
		out.Sequence = 0 // some programs leave it out
	}
	if out.Stamp, err = e.GetDtStampTime(); err != nil {
		out.Stamp = time.Time{}
	}
	address, err := mail.ParseAddress(strings.TrimPrefix(strings.ToLower(a.Value), "mailto:"))
	if err != nil {
		return Answered{}, fmt.Errorf("%w: attendee %q", errReply, a.Value)
	}
	out.From = address.Address
	for _, s := range a.ICalParameters[string(ical.ParameterParticipationStatus)] {
		out.Answer = Answer(strings.ToUpper(s))
	}
	switch out.Answer {
	case Accepted, Declined, Tentative, Delegated:
		return out, nil
	}
	return Answered{}, fmt.Errorf("%w: status %q", errReply, out.Answer)
}

func valueOf(e *ical.VEvent, p ical.ComponentProperty) string {
	if v := e.GetProperty(p); v != nil {
		return ical.FromText(v.Value)
	}
	return ""
}
