package mail

import (
	"context"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// pressed is what a calendar program sends when somebody answers an invitation.
func pressed(from, to, uid, sequence, status string, more ...string) string {
	lines := []string{
		"From: <" + from + ">", "To: <" + to + ">", "Subject: " + status + ": x", "Date: Wed, 20 Mar 2019 10:00:00 +0700", "Message-ID: <" + uid + status + sequence + "@so.example>",
		"Auto-Submitted: auto-generated", "Content-Type: multipart/alternative; boundary=b", "",
		"--b", "Content-Type: text/plain", "", status, "--b", "Content-Type: text/calendar; method=REPLY; charset=utf-8", "Content-Transfer-Encoding: 8bit", "",
		"BEGIN:VCALENDAR", "METHOD:REPLY", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "UID:" + uid, "SEQUENCE:" + sequence, "DTSTAMP:20190320T030000Z",
		"ATTENDEE;PARTSTAT=" + status + ":mailto:" + from,
	}
	return message(append(append(lines, more...), "END:VEVENT", "END:VCALENDAR", "--b--", "")...)
}

// sequence is the number that the calendar entry of a letter bears, and its UID.
func (p *peer) sequence(t *testing.T, who string) (uid, number string) {
	t.Helper()
	m, _ := p.letterTo(t, who)
	for line := range strings.Lines(string(m.Calendar)) {
		if v, ok := strings.CutPrefix(strings.TrimSpace(line), "UID:"); ok {
			uid = v
		}
		if v, ok := strings.CutPrefix(strings.TrimSpace(line), "SEQUENCE:"); ok {
			number = v
		}
	}
	return uid, number
}

// TestCalendarReply proves that what somebody presses in a calendar program is that
// person's answer, once the sender is proved; and what is made of an answer that
// fits no invitation, of a proposal of another hour and of one delegated.
func TestCalendarReply(t *testing.T) {
	p := &peer{}
	o := newOffice(t, startPeer(t, p, Plain))
	m := o.meeting("Phiên quý II")
	o.invite(m)
	_, to := p.letterTo(t, "deputy@so.example")
	uid, number := p.sequence(t, "deputy@so.example")
	answer := func() *committee.InvitationAnswer {
		page, err := o.app.Meeting(context.Background(), o.head, m)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range page.Answers.Lines {
			if l.Party.Seat == o.seats[1].Seat {
				return l.Answer
			}
		}
		return nil
	}
	// Unsigned: asked to confirm, in words, at the known address.
	x := o.take(pressed("deputy@so.example", to, uid, number, "DECLINED", "COMMENT:Đi công tác xa"))
	if x.Kind != app.InCalendar || x.State != store.IncomingWaiting || answer() != nil {
		t.Fatalf("%+v %v", x, x.Fault)
	}
	o.pass(time.Minute)
	if asked, _ := p.letterTo(t, "deputy@so.example"); !strings.Contains(asked.Text, "Trả lời: không dự") || !strings.Contains(asked.Text, "Đi công tác") || !strings.Contains(asked.Text, ConfirmPath) {
		t.Errorf("to confirm:\n%s", asked.Text)
	}
	x = o.take(signedBy(t, "so.example", pressed("deputy@so.example", to, uid, number, "DECLINED", "COMMENT:Đi công tác")))
	if y := answer(); x.State != store.IncomingCounted || x.Proof != app.ProofPass || y == nil || y.Answer != committee.AnswerAbsent || y.Channel != "calendar" || y.Reason != "Đi công tác" {
		t.Fatalf("%+v %v, %+v", x, x.Fault, y)
	}
	o.pass(time.Minute)
	if ack, _ := p.letterTo(t, "deputy@so.example"); !strings.HasPrefix(ack.Subject, "Đã ghi nhận: Phiên quý II") || !strings.Contains(ack.Text, "https://vp.tinh-a.example/phien-hop/"+string(m)) {
		t.Errorf("acknowledged: %q\n%s", ack.Subject, ack.Text)
	}
	// Changed on the way, it counts for nothing until confirmed.
	forged := strings.Replace(signedBy(t, "so.example", pressed("deputy@so.example", to, uid, number, "TENTATIVE")), "PARTSTAT=TENTATIVE", "PARTSTAT=ACCEPTED", 1)
	if x := o.take(forged); x.State != store.IncomingWaiting || x.Proof != app.ProofFail || answer().Answer != committee.AnswerAbsent {
		t.Errorf("changed on the way: %s %s", x.State, x.Proof)
	}
	for name, c := range map[string]struct{ letter, why string }{
		"another invitation": {pressed("deputy@so.example", to, "khac@nghi-su", number, "ACCEPTED"), "inbox.no-invitation"},
		"passed on":          {pressed("khach@so.example", to, uid, number, "ACCEPTED"), "inbox.other-guest"},
		"delegated": {
			pressed("deputy@so.example", to, uid, number, `DELEGATED;DELEGATED-TO="mailto:khac@so.example"`, `ATTENDEE;DELEGATED-FROM="mailto:deputy@so.example":mailto:khac@so.example`),
			"inbox.delegate-unnamed",
		},
		"another hour": {strings.ReplaceAll(pressed("deputy@so.example", to, uid, number, "TENTATIVE", "DTSTART:20190325T020000Z"), "REPLY", "COUNTER"), "inbox.counter"},
	} {
		if x := o.take(signedBy(t, "so.example", c.letter)); x.State != store.IncomingTray || x.Fault == nil || x.Fault.Code != c.why {
			t.Errorf("%s: %s %+v", name, x.State, x.Fault)
		}
	}
	list, err := o.app.Tray(context.Background(), o.head, store.IncomingTray)
	if err != nil || len(list) != 3 || list[0].What != "Phiên quý II" || list[0].Party == "" {
		t.Errorf("in the tray: %+v %v", list, err)
	}
	// Who is sent instead, by name.
	x = o.take(signedBy(t, "so.example", pressed("deputy@so.example", to, uid, number, `DELEGATED;DELEGATED-TO="mailto:khac@so.example"`,
		`ATTENDEE;CN="Người dự thay 3";DELEGATED-FROM="mailto:deputy@so.example":mailto:khac@so.example`)))
	if y := answer(); x.State != store.IncomingCounted || len(y.People) != 1 || y.People[0].Name != "Người dự thay 3" {
		t.Errorf("delegated: %s %v, %+v", x.State, x.Fault, y)
	}
	if x := o.take(signedBy(t, "so.example", pressed("deputy@so.example", to, uid, "0", "ACCEPTED", "DTSTART:20190301T020000Z"))); x.Fault == nil || x.Fault.Code != "inbox.other-hour" {
		t.Errorf("of another hour: %s %v", x.State, x.Fault)
	}
}
