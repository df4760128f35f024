package body

import (
	"context"
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// ruleAbsence gives or refuses the leave that an absence needs.
func ruleAbsence(c *ui.Call) error {
	m, err := meetingOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	var asks []app.AnswerLine
	for _, l := range m.Answers.Lines {
		if l.Rules {
			asks = append(asks, l)
		}
	}
	line := func(f *ui.Form) (out app.AnswerLine) {
		for _, l := range asks {
			if string(l.Party.Seat) == f.Str("seat") {
				out = l
			}
		}
		return out
	}
	if len(asks) == 0 && c.R.Method == http.MethodGet {
		p.Title, p.Slim = p.T("absence.title"), true
		none, note := p.T("absence.none"), p.T("absence.where")
		if n := leaveAsked(m); n > 0 {
			none, note = p.T("absence.none-yours"), p.T("absence.others", p.Int(n))
		}
		return c.Render(http.StatusOK, absenceIdle(p, m, none, note))
	}
	var in app.RuleAbsenceIn
	return c.Act(ui.Act{
		Title: p.T("absence.title"), Button: p.T("do.record"), Body: m.Line.Body, Direct: true,
		Fill: func(f *ui.Form) {
			if f.Values.Set("seat", c.Query("ghe")); line(f).Party.Seat == "" {
				f.Values.Set("seat", string(asks[0].Party.Seat))
			}
		},
		Form: func(f *ui.Form) templ.Component { return absenceForm(p, f, m, asks, line(f)) },
		Read: func(f *ui.Form) {
			in = app.RuleAbsenceIn{Meeting: m.Line.ID, Seat: committee.SeatID(f.Str("seat")), Granted: f.Str("granted") == "co", Reason: f.Prose("reason")}
			if len(asks) > 0 && f.Str("granted") == "" {
				f.Fail("granted", "form.empty")
			}
			if l := line(f); l.Answer != nil {
				in.Revision = l.Answer.Revision
			}
		},
		Facts: func(f *ui.Form) []ui.Fact {
			return []ui.Fact{{Label: p.T("absence.who"), Value: partyName(p, line(f))}, {Label: p.T("answer.reason"), Value: f.Str("reason"), Law: true}}
		},
		Do:   func(ctx context.Context, by app.Actor) (app.Receipt, error) { return c.App.RuleAbsence(ctx, by, in) },
		Next: backTo(m),
	})
}

// absencePath is the page on which the leave of one who asks is given or refused.
func absencePath(m app.MeetingPage, l app.AnswerLine) string {
	return meetingAct(m.Line.ID, "cho-vang") + "?ghe=" + url.QueryEscape(string(l.Party.Seat))
}

// askOptions names those who ask not to come.
func askOptions(p *ui.Page, asks []app.AnswerLine) []ui.Option {
	out := make([]ui.Option, len(asks))
	for i, l := range asks {
		out[i] = ui.Option{Value: string(l.Party.Seat), Text: partyName(p, l) + ": " + answerWord(p, l)}
	}
	return out
}

// awayLine is the answer of an attendant whose absence needs leave, while it was not
// recorded that it came after all.
func awayLine(m app.MeetingPage, a attendant) (app.AnswerLine, bool) {
	if a.Present != "" && a.Present != "absent" && a.Present != "excused" {
		return app.AnswerLine{}, false
	}
	for _, l := range m.Answers.Lines {
		if l.Party.Seat == a.Seat.Seat && l.Absence != committee.AbsenceTold && !l.Stale {
			return l, true
		}
	}
	return app.AnswerLine{}, false
}

// leaveAsked counts the absences of a meeting that wait for somebody's leave.
func leaveAsked(m app.MeetingPage) (n int) {
	for _, l := range m.Answers.Lines {
		if l.Absence == committee.AbsencePending && !l.Stale {
			n++
		}
	}
	return n
}
