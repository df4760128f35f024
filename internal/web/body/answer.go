package body

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// answerKinds are the answers to an invitation, in the order in which they are
// offered.
var answerKinds = []committee.AnswerKind{committee.AnswerAttend, committee.AnswerOnline, committee.AnswerUndecided, committee.AnswerAbsent}

// answersTo are those that a meeting takes: nobody attends online where all meet
// in a room.
func answersTo(m app.MeetingPage) []committee.AnswerKind {
	if m.Line.Mode != "in-person" {
		return answerKinds
	}
	return slices.DeleteFunc(slices.Clone(answerKinds), func(k committee.AnswerKind) bool { return k == committee.AnswerOnline })
}

// answerWord is what an answer is called.
func answerWord(p *ui.Page, l app.AnswerLine) string {
	switch {
	case l.Answer == nil:
		return p.T("answer.silent")
	case l.Stale:
		return p.T("answer.stale")
	}
	if l.Absence != committee.AbsenceTold {
		return p.T("absence." + string(l.Absence))
	}
	return p.T("answer." + string(l.Answer.Answer))
}

// answerMark is the shape beside an answer.
func answerMark(l app.AnswerLine) (kind, mark string) {
	if l.Answer == nil || l.Stale {
		return "open", "open"
	}
	switch l.Answer.Answer {
	case committee.AnswerAttend, committee.AnswerOnline:
		return "ok", "done"
	case committee.AnswerAbsent:
		switch l.Absence {
		case committee.AbsencePending:
			return "wait", "now"
		case committee.AbsenceGranted:
			return "open", "donelate"
		case committee.AbsenceTold, committee.AbsenceRefused:
		}
		return "late", "late"
	}
	return "wait", "now"
}

// peopleWords name who comes for a party.
func peopleWords(list []committee.Representative) string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = x.Name
		if x.Title != "" {
			out[i] += ", " + x.Title
		}
	}
	return strings.Join(out, "; ")
}

// partyName names a party of a meeting: "Sở Y tế", "Ủy viên · Ủy viên 3".
func partyName(p *ui.Page, l app.AnswerLine) string {
	title := p.Say(l.Title)
	switch {
	case title == "":
		return l.Name
	case l.Name == "":
		return title + " (" + p.T("vacant") + ")"
	}
	return title + " · " + l.Name
}

// countWords sum the answers up: "8 dự, 2 không dự, 5 chưa trả lời".
func countWords(p *ui.Page, n app.AnswerCounts) string {
	var parts []string
	for _, x := range []struct {
		key string
		n   int
	}{{"attend", n.Attend}, {"online", n.Online}, {"substitute", n.Substitutes}, {"absent", n.Absent}, {"undecided", n.Undecided}, {"silent", n.Silent}} {
		if x.n > 0 {
			parts = append(parts, p.T("answers."+x.key, p.Int(x.n)))
		}
	}
	return strings.Join(parts, ", ")
}

// myInvitation is the party for which a form answers: the one named, or the first
// that has not answered yet.
func myInvitation(m app.MeetingPage, key string) (app.MyInvitation, bool) {
	mine := m.Answers.Mine
	for _, x := range mine {
		if x.Party.Key() == key {
			return x, true
		}
	}
	for _, x := range mine {
		if x.Answer == nil || x.Stale {
			return x, true
		}
	}
	if len(mine) == 0 {
		return app.MyInvitation{}, false
	}
	return mine[0], true
}

// fillAnswer starts a form from the answer that a party has given; the first is
// mostly that it comes.
func fillAnswer(f *ui.Form, m app.MeetingPage, l app.AnswerLine) {
	if f.Str("answer") == "" {
		f.Values.Set("answer", string(committee.AnswerAttend))
	}
	f.Values.Set("by", l.Party.Key())
	if l.Answer == nil {
		return
	}
	f.Values.Set("revision", strconv.Itoa(l.Answer.Revision))
	if !l.Stale && slices.Contains(answersTo(m), l.Answer.Answer) {
		f.Values.Set("answer", string(l.Answer.Answer))
	}
	f.Values.Set("reason", l.Answer.Reason)
	var lines []string
	for _, x := range l.Answer.People {
		lines = append(lines, peopleWords([]committee.Representative{x}))
	}
	f.Values.Set("people", strings.Join(lines, "\n"))
}

// readAnswer takes the fields of an answer. A line names one who comes: "họ tên,
// chức vụ". What stands under another answer than the one chosen is left out.
func readAnswer(f *ui.Form, m app.MeetingPage) app.AnswerIn {
	in := app.AnswerIn{
		Meeting: m.Line.ID, By: app.PartyOf(f.Str("by")), Answer: committee.AnswerKind(f.Str("answer")), Reason: f.Prose("reason"),
		Filled: f.Filled(),
	}
	in.Revision, _ = strconv.Atoi(f.Str("revision")) // the page wrote it; without one nothing is guarded
	if in.By.Agency != "" && in.Answer.Comes() || in.By.Seat != "" && in.Answer == committee.AnswerAbsent {
		in.People = readPeople(f, "people")
	}
	if in.Answer.Comes() {
		in.Reason = ""
	}
	return in
}

// readPeople reads who comes, a line each.
func readPeople(f *ui.Form, name string) []app.RepresentativeIn {
	var out []app.RepresentativeIn
	for _, line := range f.Lines(name) {
		who, title, _ := strings.Cut(line, ",")
		out = append(out, app.RepresentativeIn{Name: committee.Prose(strings.TrimSpace(who)), Title: committee.Prose(strings.TrimSpace(title))})
	}
	return out
}

// onPeople puts the fault of one line of people to their field.
func onPeople(err error) error {
	var fault *committee.Fault
	if !errors.As(err, &fault) || !strings.HasPrefix(fault.Field, "people.") {
		return err
	}
	f := *fault
	f.Field = "people"
	return &f
}

// answerFacts repeat an answer.
func answerFacts(p *ui.Page, in app.AnswerIn, who string) []ui.Fact {
	out := []ui.Fact{{Label: p.T("answer.by"), Value: who}, {Label: p.T("answer.title"), Value: p.T("answer." + string(in.Answer))}}
	if in.Reason != "" {
		out = append(out, ui.Fact{Label: p.T("field.reason"), Value: string(in.Reason), Law: true})
	}
	var people []committee.Representative
	for _, x := range in.People {
		people = append(people, committee.Representative{Name: string(x.Name), Title: string(x.Title)})
	}
	if len(people) > 0 {
		out = append(out, ui.Fact{Label: p.T("answer.people"), Value: peopleWords(people)})
	}
	return out
}

// answerInvitation is the answer of who is called, on one page made for a
// telephone. It is taken with one press: it can be changed until the meeting
// begins.
func answerInvitation(c *ui.Call) error {
	m, err := meetingOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	me, _ := myInvitation(m, c.Query("noi"))
	var in app.AnswerIn
	return c.Act(ui.Act{
		Title: p.T("answer.title"), Button: p.T("answer.send"), Body: m.Line.Body, Direct: true,
		Fill: func(f *ui.Form) { fillAnswer(f, m, me.AnswerLine) },
		Form: func(f *ui.Form) templ.Component {
			if x, ok := myInvitation(m, f.Str("by")); ok {
				me = x
			}
			return invitationForm(p, f, m, me)
		},
		Read: func(f *ui.Form) { in = readAnswer(f, m) },
		Facts: func(f *ui.Form) []ui.Fact {
			x, _ := myInvitation(m, f.Str("by"))
			return answerFacts(p, in, partyName(p, x.AnswerLine))
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			rec, err := c.App.AnswerInvitation(ctx, by, in)
			return rec, onPeople(err)
		},
		Next: backTo(m),
	})
}

// answerChannels are the ways in which an answer comes to who writes it down.
var answerChannels = []string{"telephone", "paper"}

// recordAnswer writes down what came by telephone or on paper.
func recordAnswer(c *ui.Call) error {
	m, err := meetingOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	options := make([]ui.Option, len(m.Answers.Lines))
	for i, l := range m.Answers.Lines {
		options[i] = ui.Option{Value: l.Party.Key(), Text: partyName(p, l) + ": " + answerWord(p, l)}
	}
	var in app.AnswerIn
	return c.Act(ui.Act{
		Title: p.T("answer.record"), Button: p.T("do.record"), Body: m.Line.Body, Direct: true,
		Fill: func(f *ui.Form) {
			f.Values.Set("answer", string(committee.AnswerAttend))
			f.Values.Set("channel", answerChannels[0])
		},
		Form: func(f *ui.Form) templ.Component { return recordAnswerForm(p, f, m, options) },
		Read: func(f *ui.Form) {
			in = readAnswer(f, m)
			in.Channel = f.Str("channel")
			if in.Channel == "" {
				f.Fail("channel", "answer.channel", "")
			}
			if in.By == (app.PartyIn{}) {
				f.Fail("by", "answer.which-party")
			}
		},
		Facts: func(f *ui.Form) []ui.Fact { return answerFacts(p, in, ui.Chosen(options, f.Str("by"))) },
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			rec, err := c.App.AnswerInvitation(ctx, by, in)
			return rec, onPeople(err)
		},
		Next: backTo(m),
	})
}

// namesSubstitute tells whether a member who does not come may still name who comes
// instead: by the charter, while nobody is named.
func namesSubstitute(x app.MyInvitation) bool {
	return x.Party.Seat != "" && x.Answer != nil && !x.Stale && x.Answer.Answer == committee.AnswerAbsent && len(x.Answer.People) == 0 &&
		x.Rule != nil && x.Rule.Substitute == charter.Yes
}

// nameSubstitute names who comes instead of an absent member.
func nameSubstitute(c *ui.Call) error {
	m, err := meetingOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	var options []ui.Option
	for _, l := range m.Answers.Lines {
		if l.Party.Seat != "" && l.Answer != nil && !l.Stale && l.Answer.Answer == committee.AnswerAbsent {
			options = append(options, ui.Option{Value: string(l.Party.Seat), Text: partyName(p, l)})
		}
	}
	if len(options) == 0 && c.R.Method == http.MethodGet {
		p.Title, p.Slim = p.T("substitute.title"), true
		return c.Render(http.StatusOK, absenceIdle(p, m, p.T("substitute.none"), p.T("substitute.first")))
	}
	var in app.SubstituteIn
	return c.Act(ui.Act{
		Title: p.T("substitute.title"), Button: p.T("do.record"), Body: m.Line.Body, Direct: true,
		Fill: func(f *ui.Form) {
			if f.Values.Set("seat", c.Query("ghe")); len(options) == 1 {
				f.Values.Set("seat", options[0].Value)
			}
		},
		Form: func(f *ui.Form) templ.Component { return substituteForm(p, f, m, options) },
		Read: func(f *ui.Form) {
			in = app.SubstituteIn{Meeting: m.Line.ID, Seat: committee.SeatID(f.Str("seat"))}
			if list := readPeople(f, "people"); len(list) == 1 {
				in.Name, in.Title = list[0].Name, list[0].Title
			} else {
				f.Fail("people", "substitute.one")
			}
		},
		Facts: func(*ui.Form) []ui.Fact {
			return []ui.Fact{
				{Label: p.T("answer.by"), Value: ui.Chosen(options, string(in.Seat))},
				{Label: p.T("answer.people"), Value: peopleWords([]committee.Representative{{Name: string(in.Name), Title: string(in.Title)}})},
			}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			rec, err := c.App.NameSubstitute(ctx, by, in)
			return rec, onPeople(err)
		},
		Next: backTo(m),
	})
}

// ruleOpen says what the charter leaves open of a member's absence.
func ruleOpen(p *ui.Page, rule *committee.AttendanceRule) string {
	switch {
	case rule == nil || len(rule.Verdict.Clauses) == 0:
		return p.T("answer.rule-silent")
	case len(rule.ReportTo) == 0 && len(rule.LeaveOf) == 0:
		return p.T("answer.report-open")
	}
	return ""
}

// answerRevision is the revision of a party's answer, as forms carry it.
func answerRevision(l app.AnswerLine) string { return strconv.Itoa(l.Answer.Revision) }

// roleWords name the roles of a rule.
func roleWords(p *ui.Page, rule committee.AttendanceRule, roles []charter.Role) string {
	var out []string
	for _, r := range roles {
		out = append(out, p.Say(rule.Titles[r]))
	}
	return strings.Join(out, ", ")
}

// noticeWords say what a charter asks of one kind of notice and what was done.
func noticeWords(p *ui.Page, n app.NoticeLine) string {
	s := p.T("notice." + n.What)
	if n.By != 0 {
		s += ". " + p.T("notice.by", p.Day(n.By))
	} else {
		s += ". " + p.T("notice.lead-open")
	}
	if n.Sent != 0 {
		s += " " + p.T("notice.sent", p.Day(n.Sent))
	} else {
		s += " " + p.T("notice.unsent")
	}
	return s
}

// answerRoutes are the ways of answering an invitation.
func answerRoutes(meeting string) []ui.Route {
	var out []ui.Route
	for _, r := range []ui.Route{
		{Pattern: meeting + "/tra-loi", Name: "answer", Handler: answerInvitation, Example: answerExample("tra-loi")},
		{Pattern: meeting + "/ghi-tra-loi", Name: "answer.record", Handler: recordAnswer, Example: answerExample("ghi-tra-loi")},
		{Pattern: meeting + "/cho-vang", Name: "absence", Handler: ruleAbsence, States: []string{"filled", "empty", "error", "refused"}, Example: absenceExample},
		{Pattern: meeting + "/du-thay", Name: "substitute", Handler: nameSubstitute, States: []string{"filled", "empty", "error", "refused"}, Example: substituteExample},
	} {
		get, post := r, r
		get.Method, post.Method = http.MethodGet, http.MethodPost
		if get.States == nil {
			get.States = []string{"filled", "error", "refused"}
		}
		post.Name, post.Example, post.States = r.Name+".send", nil, nil
		out = append(out, get, post)
	}
	return out
}

// foretold is how a member is taken to be there by the own answer, until presence
// is recorded; empty where nothing was said.
func foretold(m app.MeetingPage, seat committee.SeatID) string {
	for _, l := range m.Answers.Lines {
		if l.Party.Seat == seat && l.Answer != nil && !l.Stale && l.Answer.Answer != committee.AnswerUndecided {
			return app.PresenceOf(*l.Answer)
		}
	}
	return ""
}
