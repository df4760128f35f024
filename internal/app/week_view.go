package app

import (
	"context"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// weekMost is how many meetings and tasks of a week are listed at most.
const weekMost = 200

// Week is the schedule of a week (lịch công tác tuần), Monday to Sunday: what the
// reader may see of it.
type Week struct {
	From, To charter.Date
	Meetings []WeekMeeting  // by their start
	Tasks    []TaskLine     // still to be done and due in the week
	Foreseen []ForeseenLine // expected in the week or in a span of days that touches it
	Rounds   []RoundLine    // opinion rounds whose last day it is
	Duties   []CalendarDuty // due in the week, of the bodies in which the reader acts or of the one asked for
}

// WeekMeeting is a meeting with who is called to it.
type WeekMeeting struct {
	MeetingLine
	Members  int            // seats of the body that are called
	Agencies []charter.Text // agencies of outside
	Guests   []string
	Answers  AnswerCounts
}

// MondayOf is the first day of the week in which a day lies.
func MondayOf(day charter.Date) charter.Date {
	return day - charter.Date((int(day.Time().Weekday())+6)%7)
}

// Week gives the week in which a day lies, 0 for today; of one body when it is named.
func (a *App) Week(ctx context.Context, by Actor, day charter.Date, body committee.BodyKey) (out Week, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		out.From = MondayOf(dayOr(day, v.on))
		out.To = out.From + 6
		w, err := v.viewer()
		if err != nil {
			return err
		}
		if err := a.weekMeetings(tx, v, &w, body, &out); err != nil {
			return err
		}
		tasks, _, err := tx.Tasks(store.TaskFilter{
			Body: body, On: v.on, Viewer: &w, DueAfter: out.From - 1, DueBefore: out.To, Limit: weekMost,
			States: []committee.TaskState{committee.TaskOpen, committee.TaskSubmitted},
		})
		if err != nil {
			return err
		}
		if out.Tasks, err = a.taskLines(tx, tasks, v.on); err != nil {
			return err
		}
		if out.Foreseen, err = a.foreseenFor(tx, v, &w, body, out.From, out.To); err != nil {
			return err
		}
		if out.Rounds, err = a.roundsDue(tx, v, body, out.From, out.To); err != nil {
			return err
		}
		return a.weekDuties(tx, v, &w, body, &out)
	})
	return out, err
}

func (a *App) weekMeetings(tx *store.Tx, v *view, w *store.Viewer, body committee.BodyKey, out *Week) error {
	loc := a.zoneOf(tx.Office())
	list, _, err := tx.Meetings(store.MeetingFilter{
		Body: body, Viewer: w, Limit: weekMost,
		From: instant(out.From, loc).UnixMicro(), To: instant(out.To+1, loc).UnixMicro() - 1,
	})
	if err != nil {
		return err
	}
	lines, err := a.meetingLines(tx, list)
	if err != nil {
		return err
	}
	if err := a.inHand(tx, v, lines); err != nil {
		return err
	}
	ids := make([]committee.MeetingID, len(list))
	for i, m := range list {
		ids[i] = m.ID
	}
	called, err := tx.Called(ids)
	if err != nil {
		return err
	}
	answers, err := a.answerCounts(tx, list, called)
	if err != nil {
		return err
	}
	names := map[committee.AgencyID]charter.Text{}
	for _, l := range lines {
		m := WeekMeeting{MeetingLine: l, Answers: answers[l.ID]}
		for _, i := range (committee.Meeting{Invitees: called[l.ID]}).Chosen() {
			switch {
			case i.Seat != "":
				m.Members++
			case i.Agency != "":
				if _, known := names[i.Agency]; !known {
					g, err := some(i.Agency, tx.Agency)
					if err != nil {
						return err
					}
					if g != nil {
						names[i.Agency] = g.Name
					}
				}
				m.Agencies = append(m.Agencies, names[i.Agency])
			default:
				m.Guests = append(m.Guests, i.Name)
			}
		}
		out.Meetings = append(out.Meetings, m)
	}
	return nil
}

func (a *App) weekDuties(tx *store.Tx, v *view, w *store.Viewer, body committee.BodyKey, out *Week) error {
	bodies := w.Bodies
	if body != "" {
		ok, err := v.maySeeRegister(body)
		if err != nil || !ok {
			return err
		}
		bodies = []committee.BodyKey{body}
	}
	names, err := bodyNames(tx)
	if err != nil {
		return err
	}
	seen := map[committee.BodyKey]bool{}
	for _, key := range bodies {
		if seen[key] {
			continue
		}
		seen[key] = true
		due, err := a.dutiesDue(tx, v, key, names[key], out.From, out.To)
		if err != nil {
			return err
		}
		out.Duties = append(out.Duties, due...)
	}
	return nil
}
