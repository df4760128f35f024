package body

import (
	"context"
	"net/http"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// inviteRoutes are the ways of invitations: what would be sent, sending it, taking
// it back.
func inviteRoutes(meeting string) []ui.Route {
	return []ui.Route{
		{Method: http.MethodGet, Pattern: meeting + "/gui-moi", Name: "invite", Handler: invite, States: []string{"filled", "error", "refused"}, Example: actExample("gui-moi")},
		{Method: http.MethodPost, Pattern: meeting + "/gui-moi", Name: "invite.send", Handler: invite},
		{Method: http.MethodPost, Pattern: meeting + "/lay-lai-moi", Name: "invite.undo.send", Handler: undoInvite},
	}
}

// inviteWord is what sending the invitations is called in the meeting's state.
func inviteWord(p *ui.Page, m app.MeetingPage) string {
	if m.Line.State == committee.Cancelled {
		return p.T("invite.send-cancel")
	}
	for _, s := range m.Invited.Sent {
		if !s.Invitation.Recalled && s.Invitation.Stale(m.Meeting) {
			return p.T("invite.send-change")
		}
	}
	return p.T("invite.send")
}

// guestsOf sorts who is called: who will be written to, who has no address, who
// has been told.
func guestsOf(list []app.Guest) (mailed, called, told []app.Guest) {
	for _, g := range list {
		switch {
		case g.Told:
			told = append(told, g)
		case g.Address == "":
			called = append(called, g)
		default:
			mailed = append(mailed, g)
		}
	}
	return mailed, called, told
}

// goneWord says how many will be told that they are no longer called.
func goneWord(p *ui.Page, gone []app.Guest) string {
	if len(gone) == 0 {
		return ""
	}
	return "\n" + p.T("invite.gone", p.Int(len(gone)))
}

// guestWord names a guest with the title in the body.
func guestWord(p *ui.Page, g app.Guest) string {
	title := p.Say(g.Title)
	switch {
	case g.Name == "":
		return title + " (" + p.T("vacant") + ")"
	case title == "":
		return g.Name
	}
	return g.Name + ", " + title
}

// invite shows who would receive what, and sends it (gửi giấy mời). The page is
// the check: nothing is left to fill in.
func invite(c *ui.Call) error {
	m, err := meetingOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	mailed, called, _ := guestsOf(m.Invited.Guests)
	gone, _, _ := guestsOf(m.Invited.Gone)
	var in app.InviteIn
	return c.Act(ui.Act{
		Title: inviteWord(p, m), Button: inviteWord(p, m), Body: m.Line.Body, Direct: true,
		Form: func(f *ui.Form) templ.Component { return inviteForm(p, f, m) },
		Read: func(f *ui.Form) { in = app.InviteIn{Meeting: m.Line.ID, Seen: f.Seen()} },
		Facts: func(*ui.Form) []ui.Fact {
			return []ui.Fact{
				{Label: p.T("col.meeting"), Value: meetingName(p, m.Line) + ", " + p.Stamp(m.Line.Start)},
				{Label: p.T("field.recipients"), Value: p.T("invite.by-mail", p.Int(len(mailed))) + "\n" + p.T("invite.by-phone", p.Int(len(called))) + goneWord(p, gone)},
			}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.SendInvitations(ctx, by, in)
		},
		Next: backTo(m),
	})
}

// undoInvite takes invitations back (hoàn tác): one press, since it hurries.
func undoInvite(c *ui.Call) error {
	m, err := meetingOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	var in app.RecallIn
	return c.Act(ui.Act{
		Title: p.T("invite.undo-title"), Button: p.T("invite.undo"), Body: m.Line.Body, Direct: true,
		Form: func(f *ui.Form) templ.Component { return undoForm(p, f, m) },
		Read: func(f *ui.Form) {
			in = app.RecallIn{Meeting: m.Line.ID, Invitation: committee.InvitationID(f.Str("invitation"))}
		},
		Facts: func(*ui.Form) []ui.Fact {
			return []ui.Fact{{Label: p.T("col.meeting"), Value: meetingName(p, m.Line) + ", " + p.Stamp(m.Line.Start)}}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.RecallInvitations(ctx, by, in)
		},
		Next: backTo(m),
	})
}
