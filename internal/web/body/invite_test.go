package body

import (
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
	"nghisu/internal/web/ui/uitest"
)

// invitedMeeting is a meeting of which some were told, some can be written to and
// some have no address.
func invitedMeeting() app.MeetingPage {
	at := time.Date(2026, 4, 20, 1, 0, 0, 0, time.UTC)
	offer := anOffer("meeting.invite", true)
	m := app.MeetingPage{Line: app.MeetingLine{ID: "m1", Body: "ban-a", BodyName: bodyA, Kind: committee.Regular, Title: "Phiên quý II", Start: at, State: committee.Convened}}
	m.Meeting = committee.Meeting{ID: "m1", Body: "ban-a", Title: "Phiên quý II", Start: at, State: committee.Convened}
	m.Invited = app.InvitePage{
		Sends: true, Offer: &offer,
		Guests: []app.Guest{
			{Name: "Giám đốc Sở 1", Title: bodyA, Address: "so1@tinh.example"}, {Name: uitest.Long}, {Title: bodyA}, {Name: "Sở 3", Address: "so3@tinh.example", Told: true},
		},
		Sent: []app.InvitationLine{
			{
				Invitation: committee.Invitation{ID: "s2", Meeting: "m1", Start: at.Add(-time.Hour), Title: "Phiên quý II", At: at, To: make([]committee.Addressee, 3)}, Until: at.Add(30 * time.Second),
				Letters: []app.LetterLine{{ID: "1", Name: "Sở 3", Address: "so3@tinh.example", State: "failed", Why: "550 <no>"}},
			},
			{Invitation: committee.Invitation{ID: "s1", Meeting: "m1", At: at, Recalled: true, Cancels: true}},
		},
	}
	return m
}

// part reads a part of a page.
func part(t *testing.T, c templ.Component) *uitest.Node {
	t.Helper()
	return uitest.Parse(t, uitest.Draw(t, c))
}

// TestInvitePanel proves that the panel tells what was sent, offers the way back
// while there is one, and says what sending would be.
func TestInvitePanel(t *testing.T) {
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		m := invitedMeeting()
		n := part(t, invitePanel(p, m))
		text := n.Text()
		for _, want := range []string{p.T("invite.send-change"), p.T("invite.undo"), p.T("invite.recalled"), "so3@tinh.example", "550 <no>"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the panel lacks %q", lang, want)
			}
		}
		m.Invited.Sent[0].Until, m.Invited.Sends = time.Time{}, false
		text = part(t, invitePanel(p, m)).Text()
		if strings.Contains(text, p.T("invite.undo-until", "")) || !strings.Contains(text, p.T("invite.draft")) {
			t.Errorf("%s: where no letters leave: %s", lang, text)
		}
		m.Line.State, m.Invited.Sent, m.Invited.Sends = committee.Cancelled, nil, true
		if text = part(t, invitePanel(p, m)).Text(); !strings.Contains(text, p.T("invite.send-cancel")) || !strings.Contains(text, p.T("invite.none")) {
			t.Errorf("%s: called off: %s", lang, text)
		}
		m.Invited.Offer = nil
		if uitest.Draw(t, invitePanel(p, m)) != "" {
			t.Errorf("%s: a panel stands where there is nothing to say", lang)
		}
	}
}

// TestInviteForm proves that the page before sending names who receives a letter
// with the address, and apart from them who has to be told by telephone.
func TestInviteForm(t *testing.T) {
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		m := invitedMeeting()
		n := part(t, inviteForm(p, ui.NewForm(p, nil), m))
		text := n.Text()
		for _, want := range []string{p.T("invite.by-mail", "1"), p.T("invite.by-phone", "2"), p.T("invite.told", "1"), "so1@tinh.example", p.T("vacant")} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the page lacks %q", lang, want)
			}
		}
		m.Invited.Sends = false
		if !part(t, inviteForm(p, ui.NewForm(p, nil), m)).Has(".notice.warn") {
			t.Errorf("%s: nothing says that no letters leave", lang)
		}
	}
}
