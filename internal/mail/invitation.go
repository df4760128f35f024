package mail

import (
	"cmp"
	"context"
	"net/mail"
	"strings"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/committee"
	"nghisu/internal/drafting"
	"nghisu/internal/render/ics"
	"nghisu/internal/render/pdf"
)

// invitation writes out the letter that invites to a meeting, tells of its change
// or that it was called off: a text, the entry for the reader's calendar, and the
// invitation in its decreed form as a draft (giấy mời).
func (p *Post) invitation(ctx context.Context, a *app.App, l app.Letter) (Outgoing, error) {
	d, err := p.draw(ctx, a, l)
	if err != nil {
		return Outgoing{}, err
	}
	m, o := d.page, d.occasion
	what := "new"
	switch {
	case l.Dropped:
		what = "drop"
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
		for i, x := range o.Open() {
			if i == 0 {
				lines = append(lines, "", say("agenda"))
			}
			lines = append(lines, o.Number(x)+". "+oneLine(x.Title))
		}
		lines = append(lines, "", say("answer"))
	}
	if p.Links != "" {
		lines = append(lines, "", say("link", p.page(l.Meeting)))
		if !l.Cancels {
			lines = append(lines, say("reply", p.page(l.Meeting)+"/tra-loi"))
		}
	}
	lines = append(lines, "", say("end", o.Body.Line.Name.VI))
	out.Text = strings.Join(lines, "\n") + "\n"
	if err := p.enclose(&out, l, d); err != nil {
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

// drawn is what all letters of one sending have in common.
type drawn struct {
	sending  string
	at       time.Time
	page     app.MeetingPage
	occasion drafting.Occasion
	paper    []byte // the invitation as PDF; nil: the meeting is called off
}

// drawnFor is how long the letters of a sending say the same, whatever is changed
// meanwhile that would not make them another sending.
const drawnFor = 10 * time.Minute

// draw reads and draws what a sending says: once for all of its letters.
func (p *Post) draw(ctx context.Context, a *app.App, l app.Letter) (drawn, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if d := p.last; l.Sending != "" && d.sending == l.Sending && p.Now().Sub(d.at) < drawnFor {
		return d, nil
	}
	d := drawn{sending: l.Sending, at: p.Now()}
	var err error
	if d.page, err = a.Meeting(ctx, l.Sender, l.Meeting); err != nil {
		return d, err
	}
	if d.occasion, err = drafting.Gather(ctx, a, l.Sender, d.page, p.Zone); err != nil {
		return d, err
	}
	if !l.Cancels {
		if d.paper, err = pdf.Render(drafting.Invitation(d.occasion)); err != nil {
			return d, err
		}
	}
	p.last = d
	return d, nil
}

// enclose adds the calendar's entry and, unless the meeting is called off, the
// invitation as PDF. Who invites is the address for answers, which proves who
// answers; a calendar takes changes from the same one alone.
func (p *Post) enclose(out *Outgoing, l app.Letter, d drawn) error {
	desk := drafting.Desk{Lang: catalogue.VI, Zone: p.Zone, Meeting: p.page}
	e := desk.Entry(d.page.Line, l.Version, l.Created)
	e.Organiser = mail.Address{Name: d.occasion.Body.Line.Name.VI, Address: cmp.Or(out.ReplyTo, p.From)}
	e.Attendees = []ics.Attendee{{Address: mail.Address{Name: oneLine(l.Name), Address: l.Address}, Role: ics.Required, Answer: ics.Waiting}}
	method := ics.Request
	if l.Cancels {
		method = ics.Cancel
	}
	var err error
	if out.Calendar, err = ics.Invitation(method, e); err != nil {
		return err
	}
	if out.Method = string(method); d.paper != nil {
		out.Files = append(out.Files, File{Name: "giay-moi.pdf", Type: "application/pdf", Data: d.paper})
	}
	return nil
}
