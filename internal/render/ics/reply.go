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
	From     string // mail address in small letters; of a proposal it may be missing
	Answer   Answer // empty: another hour is proposed
	Comment  string
	Delegate string    // name of who is sent instead; empty: none is given
	Start    time.Time // the hour answered to, or the one proposed; zero: not said
}

// limit is how large an answer may be, in bytes. Real ones have one to ten
// thousand.
const limit = 256 << 10

// errReply tells that an object is no answer that can be used.
var errReply = errors.New("not an answer to an invitation")

// counter is the method of who proposes another hour (RFC 5546, section 3.2.7).
const counter = "COUNTER"

// ReadReply reads an answer, or the proposal of another hour. It wants exactly one
// event, and of an answer one attendee.
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
	if method != string(Reply) && method != counter {
		return Answered{}, fmt.Errorf("%w: method %q", errReply, method)
	}
	events := cal.Events()
	if len(events) != 1 {
		return Answered{}, fmt.Errorf("%w: %d events", errReply, len(events))
	}
	e, guests := events[0], answering(events[0].Attendees())
	if len(guests) != 1 && method != counter {
		return Answered{}, fmt.Errorf("%w: %d attendees", errReply, len(guests))
	}
	out := Answered{UID: e.Id(), Comment: valueOf(e, ical.ComponentPropertyComment)}
	if out.Sequence, err = strconv.Atoi(valueOf(e, ical.ComponentPropertySequence)); err != nil {
		out.Sequence = 0 // some programs leave it out
	}
	if out.Stamp, err = e.GetDtStampTime(); err != nil {
		out.Stamp = time.Time{}
	}
	if out.Start, err = e.GetStartAt(); err != nil {
		out.Start = time.Time{}
	}
	if len(guests) != 1 {
		return out, nil
	}
	a := guests[0]
	address, err := mail.ParseAddress(strings.TrimPrefix(strings.ToLower(a.Value), "mailto:"))
	if err != nil {
		return Answered{}, fmt.Errorf("%w: attendee %q", errReply, a.Value)
	}
	out.From = address.Address
	if method == counter {
		return out, nil
	}
	for _, s := range a.ICalParameters[string(ical.ParameterParticipationStatus)] {
		out.Answer = Answer(strings.ToUpper(s))
	}
	switch out.Answer {
	case Accepted, Declined, Tentative:
		return out, nil
	case Delegated:
		out.Delegate = delegate(events[0].Attendees(), a)
		return out, nil
	}
	return Answered{}, fmt.Errorf("%w: status %q", errReply, out.Answer)
}

// answering are the attendees of an answer without those to whom another has
// delegated: a program names both (RFC 5546, section 4.2.5).
func answering(list []*ical.Attendee) (out []*ical.Attendee) {
	for _, a := range list {
		if len(a.ICalParameters[string(ical.ParameterDelegatedFrom)]) == 0 || len(list) == 1 {
			out = append(out, a)
		}
	}
	return out
}

// delegate is the name of who was delegated: given with that attendee, or beside
// the address; an address alone names nobody.
func delegate(list []*ical.Attendee, from *ical.Attendee) string {
	for _, to := range from.ICalParameters[string(ical.ParameterDelegatedTo)] {
		for _, a := range list {
			if cn := a.ICalParameters[string(ical.ParameterCn)]; a != from && strings.EqualFold(a.Value, strings.Trim(to, `"`)) && len(cn) > 0 && !strings.Contains(cn[0], "@") {
				return strings.Trim(cn[0], `"`)
			}
		}
	}
	return ""
}

func valueOf(e *ical.VEvent, p ical.ComponentProperty) string {
	if v := e.GetProperty(p); v != nil {
		return ical.FromText(v.Value)
	}
	return ""
}
