package mail

import (
	"cmp"
	"context"
	"net/mail"
	"strings"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/committee"
	"nghisu/internal/drafting"
	"nghisu/internal/render/ics"
	"nghisu/internal/render/paper"
	"nghisu/internal/render/pdf"
)

// invitation writes out the letter that invites to a meeting, tells of its change
// or that it was called off: a text, the entry for the reader's calendar, and the
// invitation in its decreed form as a draft (giấy mời).
func (p *Post) invitation(ctx context.Context, a *app.App, l app.Letter) (Outgoing, error) {
	m, err := a.Meeting(ctx, l.Sender, l.Meeting)
	if err != nil {
		return Outgoing{}, err
	}
	o, err := drafting.Gather(ctx, a, l.Sender, m, p.Zone)
	if err != nil {
		return Outgoing{}, err
	}
	what := "new"
	switch {
	case l.Cancels:
		what = "cancel"
	case l.Changed:
		what = "change"
	}
	say := func(key string, args ...string) string {
		return catalogue.T(catalogue.VI, "letter.invite."+key, args...)
	}
	out := Outgoing{
		ReplyTo: p.answers(l),
		Subject: say("subject."+what, o.Title(), o.Moment(m.Line.Start)),
	}
	lines := []string{
		say("dear", l.Name), "",
		say("text."+what, o.Body.Line.Name.VI, o.Title()), "",
		say("when", o.Moment(m.Line.Start)),
	}
	if where := m.Line.Place; where != "" {
		lines = append(lines, say("where", where))
	}
	if m.Line.Mode != "in-person" && m.Line.Mode != "" {
		lines = append(lines, say("mode", catalogue.T(catalogue.VI, "mode."+m.Line.Mode)))
	}
	if !l.Cancels {
		if m.Line.Chair != "" {
			lines = append(lines, say("chair", m.Line.Chair))
		}
		for i, x := range o.Agenda() {
			if i == 0 {
				lines = append(lines, "", say("agenda"))
			}
			lines = append(lines, "- "+oneLine(x.Title))
		}
		lines = append(lines, "", say("answer"))
	}
	if p.Links != "" {
		lines = append(lines, "", say("link", p.page(l.Meeting)))
	}
	lines = append(lines, "", say("end", o.Body.Line.Name.VI))
	out.Text = strings.Join(lines, "\n") + "\n"
	if err := p.enclose(&out, l, m, o); err != nil {
		return Outgoing{}, err
	}
	return out, nil
}

// page is the address of a meeting's page.
func (p *Post) page(id committee.MeetingID) string {
	if p.Links == "" {
		return ""
	}
	return strings.TrimRight(p.Links, "/") + "/phien-hop/" + string(id)
}

// enclose adds the calendar's entry and, unless the meeting is called off, the
// invitation as PDF. Who invites is the address for answers, which proves who
// answers; a calendar takes changes from the same one alone.
func (p *Post) enclose(out *Outgoing, l app.Letter, m app.MeetingPage, o drafting.Occasion) error {
	desk := drafting.Desk{Lang: catalogue.VI, Zone: p.Zone, Meeting: p.page}
	e := desk.Entry(m.Line, l.Version, l.Created)
	e.Organiser = mail.Address{Name: o.Body.Line.Name.VI, Address: cmp.Or(out.ReplyTo, p.From)}
	e.Attendees = []ics.Attendee{{Address: mail.Address{Name: oneLine(l.Name), Address: l.Address}, Role: ics.Required, Answer: ics.Waiting}}
	method := ics.Request
	if l.Cancels {
		method = ics.Cancel
	}
	var err error
	if out.Calendar, err = ics.Invitation(method, e); err != nil {
		return err
	}
	if out.Method = string(method); l.Cancels {
		return nil
	}
	return attach(out, "giay-moi.pdf", drafting.Invitation(o))
}

// attach adds a document as PDF.
func attach(out *Outgoing, name string, doc paper.Paper) error {
	data, err := pdf.Render(doc)
	out.Files = append(out.Files, File{Name: name, Type: "application/pdf", Data: data})
	return err
}
