package mail

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// say words a part of a letter.
func say(key string, args ...string) string { return catalogue.T(catalogue.VI, "letter."+key, args...) }

// mostNamed is how many papers, comments or rows of a list a letter names.
const mostNamed = 30

// sheet is a letter as it is being written, line by line.
type sheet struct{ lines []string }

func (s *sheet) add(lines ...string) { s.lines = append(s.lines, lines...) }

// list adds a heading and its lines, and nothing where there are none.
func (s *sheet) list(head string, lines []string) {
	if len(lines) == 0 {
		return
	}
	s.add("", head)
	for i, l := range lines {
		if i == mostNamed {
			s.add(say("more", strconv.Itoa(len(lines)-mostNamed)))
			break
		}
		s.add("- " + oneLine(l))
	}
}

func (s *sheet) text(end string) string {
	return strings.Join(append(s.lines, "", end), "\n") + "\n"
}

// begin begins a letter to its reader, and says for whom it is meant.
func begin(l app.Letter) *sheet {
	s := &sheet{}
	s.add(say("invite.dear", l.Name), "")
	if l.For != "" {
		s.add(say("for", l.For), "")
	}
	return s
}

// day writes a day as people read it.
func day(d charter.Date) string {
	y, m, n := d.Split()
	return strconv.Itoa(n) + "/" + strconv.Itoa(int(m)) + "/" + strconv.Itoa(y)
}

// link is the address of a page; empty when the office has none.
func (p *Post) link(path string) string {
	if p.Links == "" {
		return ""
	}
	return strings.TrimRight(p.Links, "/") + path
}

// linked adds the address of a page, where the office has pages.
func (p *Post) linked(s *sheet, key, path string) {
	if at := p.link(path); at != "" {
		s.add("", say(key, at))
	}
}

// roundLetter asks for an opinion, reminds of it, or warns that it is overdue. It
// can be answered as it is.
func (p *Post) roundLetter(l app.Letter) Outgoing {
	r, s := *l.Round, begin(l)
	what := strings.TrimPrefix(l.Kind, "round.")
	if what == "request" && l.Version > 1 {
		what = "changed"
	}
	out := Outgoing{ReplyTo: p.answers(l), Subject: say("round.subject."+what, r.Title, day(r.Deadline))}
	s.add(say("round.text."+what, l.BodyName.VI, oneLine(r.Title), day(r.Deadline)))
	var questions, papers []string
	for i, q := range r.Questions {
		text := oneLine(q.Text)
		if len(r.Questions) > 1 {
			text = say("round.question", strconv.Itoa(i+1), text)
		}
		if different(r) {
			text += " " + say("round.offered", strings.Join(offered(q), say("round.or")))
		}
		questions = append(questions, text)
	}
	s.list(say("round.questions"), questions)
	for _, x := range r.Papers {
		papers = append(papers, cmp.Or(x.Title, catalogue.T(catalogue.VI, "round.veiled-paper")))
	}
	s.list(say("round.papers"), papers)
	s.add("", say("round.deadline", day(r.Deadline)))
	if out.ReplyTo != "" && what != "overdue" {
		if different(r) {
			s.add("", say("round.how-each"))
		} else if len(r.Questions) > 0 {
			s.add("", say("round.how", strings.Join(offered(r.Questions[0]), say("round.or"))))
		}
		if len(r.Questions) > 1 {
			s.add(say("round.how-many"))
		}
		if len(r.Articles) > 0 {
			s.add(say("round.how-article"))
		}
	}
	p.linked(s, "round.link", "/lay-y-kien/"+string(r.ID))
	out.Text = s.text(say("invite.end", l.BodyName.VI))
	return out
}

// different reports whether the questions of a round offer different positions.
func different(r committee.Round) bool {
	return slices.ContainsFunc(r.Questions, func(q committee.Question) bool { return !slices.Equal(offered(q), offered(r.Questions[0])) })
}

// offered are the positions that a question offers, as people write them.
func offered(q committee.Question) (out []string) {
	for _, o := range q.Options {
		if o.Label != "" {
			out = append(out, "“"+oneLine(o.Label)+"”")
			continue
		}
		out = append(out, "“"+say("position."+string(o.Side))+"”")
	}
	return out
}

// taskLetter tells of a task, reminds of it, or warns that it is overdue. Progress
// is reported by answering it.
func (p *Post) taskLetter(l app.Letter) Outgoing {
	t, s := *l.Task, begin(l)
	what := strings.TrimPrefix(l.Kind, "task.")
	out := Outgoing{ReplyTo: p.answers(l), Subject: say("task.subject."+what, t.Title)}
	s.add(say("task.text."+what, l.BodyName.VI, oneLine(t.Title)))
	if t.Due != 0 {
		s.add("", say("task.due", day(t.Due)))
	}
	s.add(say("task.progress", strconv.Itoa(t.Progress)))
	if out.ReplyTo != "" {
		s.add("", say("task.how"))
	}
	p.linked(s, "task.link", "/nhiem-vu/"+string(t.ID))
	out.Text = s.text(say("invite.end", l.BodyName.VI))
	return out
}

// leaveLetter tells what became of the leave that an absence needs: who asked, with
// the reason of a refusal; who keeps the list, without.
func (p *Post) leaveLetter(l app.Letter) Outgoing {
	x, s := *l.Leave, begin(l)
	how, to := "refused", "told"
	if x.Granted {
		how = "given"
	}
	if x.Own {
		to = "own"
	}
	title := oneLine(x.Meeting.Title)
	if title == "" {
		title = catalogue.T(catalogue.VI, "meeting."+string(x.Meeting.Kind))
	}
	at := p.local(x.Meeting.Start).Format("15:04 2/1/2006")
	s.add(say("leave."+to+"."+how, l.BodyName.VI, title, at, x.Who))
	if x.Reason != "" {
		s.add("", say("leave.reason", oneLine(x.Reason)))
	}
	p.linked(s, "leave.link", "/phien-hop/"+string(x.Meeting.ID))
	return Outgoing{Subject: say("leave.subject."+how, title, at), Text: s.text(say("invite.end", l.BodyName.VI))}
}

// answerLetter answers a letter that came in: that it is on record, why it is not,
// or that its sender is asked to stand by it.
func (p *Post) answerLetter(l app.Letter) Outgoing {
	x, s := *l.Incoming, begin(l)
	what := strings.TrimPrefix(l.Kind, "incoming.")
	about := x.What
	if about == "" && x.Veiled {
		about = veiledRound()
	}
	out := Outgoing{Subject: say("in.subject."+what, about)}
	s.add(say("in.text."+what, oneLine(about), p.moment(x)))
	switch {
	case l.Kind == app.LetterRefused && x.Fault != nil:
		s.add("", say("in.why", catalogue.T(catalogue.VI, x.Fault.Code, x.Fault.Args...)))
		if x.Note != "" {
			s.add(say("in.ground", x.Note))
		}
	case l.Kind != app.LetterRefused:
		s.list(say("in.said"), said(x))
	}
	switch l.Kind {
	case app.LetterConfirm:
		if at := p.link(ConfirmPath + l.Code); at != "" {
			s.add("", say("in.confirm", at))
		} else {
			s.add("", say("in.confirm-none"))
		}
		s.add("", say("in.confirm-not"))
	case app.LetterTaken:
		s.list(say("in.files"), files(x))
		s.add("", say("in.change"))
		if x.Thing == "round" {
			p.linked(s, "round.link", "/lay-y-kien/"+x.Object)
		} else if x.Thing == "task" {
			p.linked(s, "task.link", "/nhiem-vu/"+x.Object)
		} else if x.Thing == "meeting" {
			p.linked(s, "in.meeting-link", "/phien-hop/"+x.Object)
		}
	case app.LetterRefused:
		s.add("", say("in.again"))
		if x.Thing == "meeting" {
			p.linked(s, "in.meeting-link", "/phien-hop/"+x.Object)
		}
	}
	out.Text = s.text(say("in.end"))
	return out
}

// ConfirmPath is where a letter is confirmed; its secret follows.
const ConfirmPath = "/xac-nhan-thu/"

// moment is when a letter came, in the office's hours.
func (p *Post) moment(x app.IncomingLine) string {
	return p.local(x.Received).Format("15:04 2/1/2006")
}

// local is an instant in the office's hours.
func (p *Post) local(at time.Time) time.Time {
	if p.Zone != nil {
		at = at.In(p.Zone)
	}
	return at
}

// veiledRound is what a round is called to who no longer sees its matter.
func veiledRound() string { return catalogue.T(catalogue.VI, "round.veiled-name") }

// said are the lines of what a letter said, as they were read.
func said(x app.IncomingLine) (out []string) {
	for _, s := range x.Said {
		label := s.Label
		if label == "" {
			label = say("position." + string(s.Position))
		}
		out = append(out, say("in.position", oneLine(cmp.Or(s.Question, veiledRound())), label))
		if s.Reason != "" {
			out = append(out, say("in.reason", clip(oneLine(s.Reason), 500)))
		}
		for _, c := range s.Comments {
			out = append(out, say("in.comment", placeOf(c), clip(oneLine(string(c.Text)), 500)))
		}
	}
	if c := x.Calendar; c.Answer != "" {
		out = append(out, say("in.calendar."+c.Answer))
		if c.Delegate != "" {
			out = append(out, say("in.delegate", c.Delegate))
		}
		if c.Comment != "" {
			out = append(out, say("in.reason", c.Comment))
		}
	}
	if t := x.Progress; t.ID != "" {
		switch {
		case t.Finished:
			out = append(out, say("in.finished"))
		case t.Progress >= 0:
			out = append(out, say("in.progress", strconv.Itoa(t.Progress)))
		}
		if t.Note != "" {
			out = append(out, say("in.note", clip(oneLine(string(t.Note)), 500)))
		}
	}
	return out
}

// files are what came attached: kept with the answer, or why it was not.
func files(x app.IncomingLine) (out []string) {
	for _, f := range x.Kept {
		line := f.Name
		if f.Fault != nil {
			line = say("in.file-not", f.Name, catalogue.T(catalogue.VI, f.Fault.Code, f.Fault.Args...))
		}
		out = append(out, line)
	}
	return out
}

// placeOf is the place that a comment is on, in words.
func placeOf(c app.CommentIn) string {
	if c.Address != "" {
		return say("in.article", strings.TrimPrefix(c.Address, "dieu-"))
	}
	return string(c.Place)
}

// digestLetter tells somebody in the morning what awaits.
func (p *Post) digestLetter(ctx context.Context, a *app.App, l app.Letter) (Outgoing, error) {
	d, err := a.Digest(ctx, l.Sender)
	if err != nil {
		return Outgoing{}, err
	}
	s := begin(l)
	s.add(say("digest.text", day(d.On)))
	s.list(say("digest.decide"), p.items(d.Decide))
	s.list(say("digest.answer"), p.items(d.Answer))
	s.list(say("digest.today"), p.meetings(d.Today, "15:04"))
	s.list(say("digest.week"), p.meetings(d.Week, "15:04 2/1"))
	s.list(say("digest.overdue"), p.items(d.Overdue))
	s.list(say("digest.called"), p.items(d.Called))
	if d.Empty() {
		s.add("", say("digest.none"))
	}
	p.linked(s, "digest.link", "/")
	out := Outgoing{Subject: say("digest.subject", day(d.On)), Text: s.text(say("digest.end"))}
	return out, nil
}

func (p *Post) items(list []app.DeskItem) (out []string) {
	for _, x := range list {
		text := x.What
		if x.Due != 0 {
			text = say("digest.by", text, day(x.Due))
		}
		out = append(out, say("digest.item", catalogue.T(catalogue.VI, "letter.digest.kind."+x.Kind), text, x.BodyName.VI))
	}
	return out
}

func (p *Post) meetings(list []app.MeetingLine, layout string) (out []string) {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(x, y app.MeetingLine) int { return x.Start.Compare(y.Start) })
	for _, m := range list {
		at := m.Start
		if p.Zone != nil {
			at = at.In(p.Zone)
		}
		text := m.Title
		if m.Place != "" {
			text += ", " + m.Place
		}
		out = append(out, say("digest.meeting", at.Format(layout), text, m.BodyName.VI))
	}
	return out
}
