package body

import (
	"context"
	"net/url"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// answerExample shows the form of an answer to a meeting to come; sent for a seat
// that is somebody else's, it is refused.
func answerExample(act string) exampleFunc {
	return func(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
		m, err := someMeeting(ctx, d, by)
		if err != nil || m.ID == "" {
			return ui.Visit{}, err
		}
		v := ui.Visit{Path: meetingAct(m.ID, act)}
		page, err := d.App.Meeting(ctx, by, m.ID)
		if err != nil || len(page.Answers.Lines) == 0 {
			return v, err
		}
		party := page.Answers.Lines[0].Party
		switch state {
		case "error":
			v.Form = url.Values{"by": {party.Key()}, "answer": {"x"}, "channel": {"telephone"}}
		case "refused":
			v.Form = url.Values{"by": {party.Key()}, "answer": {"absent"}, "reason": {"Bận việc"}, "channel": {"telephone"}, "people": {"Người dự thay 1"}}
		}
		return v, nil
	}
}

// awayAt finds the first meeting to come in which a member has said not to come and
// something more holds; without one both are empty.
func awayAt(ctx context.Context, d ui.Deps, by app.Actor, fits func(app.MeetingPage, app.AnswerLine) bool) (committee.MeetingID, committee.SeatID, error) {
	list, err := d.App.Meetings(ctx, by, app.MeetingFilter{State: committee.Convened, Limit: 50})
	if err != nil {
		return "", "", err
	}
	for _, line := range list.Items {
		m, err := d.App.Meeting(ctx, by, line.ID)
		if err != nil {
			return "", "", err
		}
		for _, l := range m.Answers.Lines {
			if l.Party.Seat != "" && l.Answer != nil && !l.Stale && l.Answer.Answer == committee.AnswerAbsent && fits(m, l) {
				return line.ID, l.Party.Seat, nil
			}
		}
	}
	return "", "", nil
}

// absenceExample shows an absence on which the reader rules; sent without a ruling it
// is wrong, and sent by another it is refused. A meeting for which nobody asks shows
// that nothing waits.
func absenceExample(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
	if state == "empty" {
		return answerExample("cho-vang")(ctx, d, by, state)
	}
	m, seat, err := awayAt(ctx, d, by, func(_ app.MeetingPage, l app.AnswerLine) bool {
		return l.Absence == committee.AbsencePending && l.Rules == (state != "refused")
	})
	if err != nil || m == "" {
		return ui.Visit{}, err
	}
	v := ui.Visit{Path: meetingAct(m, "cho-vang") + "?ghe=" + string(seat)}
	switch state {
	case "error":
		v.Form = url.Values{"seat": {string(seat)}}
	case "refused":
		v.Form = url.Values{"seat": {string(seat)}, "granted": {"co"}}
	}
	return v, nil
}

// substituteExample shows the form by which the reader names who comes instead; sent
// without a name it is wrong, and sent for a seat that may send nobody, or by who may
// not name anybody, it is refused.
func substituteExample(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
	if state == "empty" {
		return answerExample("du-thay")(ctx, d, by, state)
	}
	m, seat, err := awayAt(ctx, d, by, func(m app.MeetingPage, l app.AnswerLine) bool {
		own := false
		for _, x := range m.Answers.Mine {
			own = own || x.Party == l.Party && x.Rule != nil && x.Rule.Substitute == charter.Yes
		}
		return own == (state != "refused")
	})
	if err != nil || m == "" {
		return ui.Visit{}, err
	}
	v := ui.Visit{Path: meetingAct(m, "du-thay") + "?ghe=" + string(seat)}
	switch state {
	case "error":
		v.Form = url.Values{"seat": {string(seat)}}
	case "refused":
		v.Form = url.Values{"seat": {string(seat)}, "people": {"Người dự thay 1"}}
	}
	return v, nil
}
