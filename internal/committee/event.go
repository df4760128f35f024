package committee

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"sync"
)

// eventKind is one kind of event: its zero value, and how a stored one is read.
type eventKind struct {
	zero Event
	read func(data []byte) (Event, error)
}

// kindOf makes the [eventKind] of an event type.
func kindOf[T Event]() eventKind {
	var zero T
	return eventKind{zero: zero, read: func(data []byte) (Event, error) {
		var e T
		d := json.NewDecoder(bytes.NewReader(data))
		d.DisallowUnknownFields()
		if err := d.Decode(&e); err != nil {
			return nil, fmt.Errorf("event %s: %w", zero.EventName(), err)
		}
		if _, err := d.Token(); err != io.EOF {
			return nil, fmt.Errorf("event %s: something follows the event's object", zero.EventName())
		}
		return e, nil
	}}
}

// eventKinds gathers the kinds of every file, in the order of the map of the
// package.
func eventKinds() []eventKind {
	var out []eventKind
	for _, of := range [][]eventKind{
		officeEvents, agencyEvents, postEvents, assistEvents, bodyEvents, charterEvents,
		decisionEvents, seatEvents, handoverEvents, delegationEvents, meetingEvents, conclusionEvents, seatingEvents, taskEvents, dutyEvents, paperEvents,
		roundEvents, invitationEvents, minutesEvents, sittingEvents, voteEvents, answerEvents, agendaEvents, foreseenEvents, topicEvents,
	} {
		out = append(out, of...)
	}
	return out
}

// kindsByName indexes the kinds by their stored names, once.
var kindsByName = sync.OnceValue(func() map[string]eventKind {
	m := map[string]eventKind{}
	for _, k := range eventKinds() {
		m[k.zero.EventName()] = k
	}
	return m
})

// EventTypes gives the zero value of every event there is, in a fixed order.
func EventTypes() []Event {
	kinds := eventKinds()
	out := make([]Event, len(kinds))
	for i, k := range kinds {
		out[i] = k.zero
	}
	return out
}

// DecodeEvent reads a stored event by its name. It is strict: an unknown name,
// an unknown field or anything after the object is an error, since a record
// that is read loosely is a record that can be changed unseen.
func DecodeEvent(name string, data []byte) (Event, error) {
	k, ok := kindsByName()[name]
	if !ok {
		return nil, fmt.Errorf("event %q: no such event in this version of the program", name)
	}
	return k.read(data)
}
