package app

import (
	"context"
	"slices"
	"time"

	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// CalendarSaid is what somebody's calendar program answers to an invitation.
type CalendarSaid struct {
	Answer   string    `json:"answer"` // accepted, declined, tentative, delegated, counter
	Version  int       `json:"version"`
	Comment  string    `json:"comment,omitempty"`
	From     string    `json:"from,omitempty"`     // address of who answers, as the program says
	Delegate string    `json:"delegate,omitempty"` // name of who is sent instead
	Start    time.Time `json:"start,omitzero"`     // the hour that is answered to, or proposed; zero: not said
}

// calendarCounter is what a calendar says that proposes another hour (RFC 5546,
// section 3.2.7).
const calendarCounter = "counter"

// AnswerByCalendarIn is an answer to an invitation that a calendar gave.
type AnswerByCalendarIn struct {
	Answer AnswerIn `json:"answer"`
	Letter LetterIn `json:"letter"`
}

// byCalendar is the command by which the answer of a calendar is taken: that of
// who was written to, by the door of every other answer. One given since on
// another way is not replaced by it.
func (a *App) byCalendar(row store.Incoming) command[AnswerByCalendarIn, attending] {
	c := answerInvitation(a, func(in AnswerByCalendarIn) AnswerIn { return in.Answer })
	plain := c.decide
	c.decide = func(k *call, st attending, in AnswerByCalendarIn) ([]committee.Event, error) {
		for _, x := range st.Answers {
			since := row.Received
			if x.Channel == "calendar" { // letters are read in the order in which they came
				since = row.Taken
			}
			if x.Party == st.by.Party && x.At.UnixMicro() > since {
				return nil, committee.Clash("answer.since")
			}
		}
		return plain(k, st, in)
	}
	c.sight = a.noteLetter(row)
	return c
}

// calendarAnswer says what a calendar's answer is to the meeting as it is now:
// accepted and declined as they say, tentative as undecided; delegated as absent
// with another in the place, and of an agency as whom it sends.
func (a *App) calendarAnswer(ctx context.Context, office committee.OfficeID, row store.Incoming, said CalendarSaid) (in AnswerIn, err error) {
	err = a.store.Read(ctx, office, func(tx *store.Tx) error {
		if row.Thing != "meeting" {
			return committee.Clash("inbox.no-invitation")
		}
		m, err := some(committee.MeetingID(row.Object), tx.Meeting)
		switch {
		case err != nil:
			return err
		case m == nil || m.State == committee.Cancelled:
			return committee.Clash("inbox.meeting-off")
		}
		known, err := addressesOf(tx)
		if err != nil {
			return err
		}
		if said.From != "" && said.From != known[row.Party] {
			return committee.Clash(otherGuest, said.From)
		}
		sent, err := tx.Invitations(m.ID)
		if err != nil {
			return err
		}
		to, start := invitedAt(sent, row.Party, said)
		if !start.Equal(m.Start) {
			return committee.Clash("inbox.other-hour")
		}
		in = AnswerIn{Meeting: m.ID, By: PartyIn{Seat: to.Seat, Agency: to.Agency}, Reason: committee.Prose(said.Comment), Channel: "calendar"}
		return answerSaid(&in, *m, said)
	})
	return in, err
}

// otherGuest is the code of an answer by somebody who was not written to, as when
// an invitation was passed on.
const otherGuest = "inbox.other-guest"

// invitedAt finds as whom a party was invited, and to which hour an answer is: that
// of the sending whose number it bears; without one that which it names itself, or
// the last that was told.
func invitedAt(sent []committee.Invitation, party string, said CalendarSaid) (to committee.Addressee, start time.Time) {
	numbered := false
	for _, x := range sent {
		i := slices.IndexFunc(x.To, func(y committee.Addressee) bool { return partyOf(y) == party })
		if i < 0 || x.Recalled || x.Dropped || numbered && int64(said.Version) < x.Version {
			continue
		}
		to, start, numbered = x.To[i], x.Start, numbered || int64(said.Version) == x.Version
	}
	if !numbered && !said.Start.IsZero() {
		start = said.Start
	}
	return to, start
}

// answerSaid words what a calendar says as an answer.
func answerSaid(in *AnswerIn, m committee.Meeting, said CalendarSaid) error {
	switch said.Answer {
	case "accepted":
		if in.Answer = committee.AnswerAttend; m.Mode == "online" {
			in.Answer = committee.AnswerOnline
		}
	case "declined":
		in.Answer = committee.AnswerAbsent
	case "tentative":
		in.Answer = committee.AnswerUndecided
	case "delegated":
		if said.Delegate == "" {
			return committee.Clash("inbox.delegate-unnamed")
		}
		in.Answer, in.People = committee.AnswerAbsent, []RepresentativeIn{{Name: committee.Prose(said.Delegate)}}
		if in.By.Agency != "" {
			in.Answer = committee.AnswerAttend
		}
	case calendarCounter:
		return committee.Clash("inbox.counter")
	default:
		return committee.Clash("inbox.unclear")
	}
	return nil
}
