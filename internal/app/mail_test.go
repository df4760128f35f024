package app_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// mailed lets letters leave the office and gives everybody an address but one.
func (w *world) mailed() {
	w.t.Helper()
	w.app.SendLetters(app.Outgoing{Server: "127.0.0.1:25", From: "vp@tinh.example"})
	for _, name := range []string{"head", "deputy", "member1"} {
		w.address(store.MailPerson, string(w.people[name]), name+"@tinh.example")
	}
	w.address(store.MailAgency, string(w.agency["so1"]), "so1@tinh.example")
}

func (w *world) address(kind, id, address string) {
	w.t.Helper()
	if err := w.app.SetMailAddress(context.Background(), w.keeper, kind, id, address); err != nil {
		w.t.Fatal(err)
	}
}

// liveInvitations leaves invitations behind that were taken back, such that were
// just sent, and one who is no longer called.
func (w *world) liveInvitations() {
	w.t.Helper()
	w.mailed()
	m := w.meet("Phiên đã mời", w.at.Add(120*time.Hour), w.seatOf("head"))
	first := w.invited(m)
	w.must(w.app.RecallInvitations(context.Background(), w.as("head"), app.RecallIn{Meeting: m, Invitation: first}))
	w.invited(m)
	w.must(w.app.ChooseAttendees(context.Background(), w.as("head"), app.AttendeesIn{Meeting: m, Invitees: invite(w.seatOf("deputy"))}))
	w.invited(m)
}

// invited sends the invitations to a meeting and gives the sending.
func (w *world) invited(m committee.MeetingID) committee.InvitationID {
	w.t.Helper()
	w.must(w.app.SendInvitations(context.Background(), w.as("head"), app.InviteIn{Meeting: m}))
	return w.invitations(m).Sent[0].Invitation.ID
}

func (w *world) invitations(m committee.MeetingID) app.InvitePage {
	w.t.Helper()
	p, err := w.app.Invitations(context.Background(), w.as("head"), m)
	if err != nil {
		w.t.Fatal(err)
	}
	return p
}

// claimed are the letters whose jobs are due now, and ends the jobs.
func (w *world) claimed() (ids []string) {
	w.t.Helper()
	list, err := w.app.ClaimJobs(context.Background(), w.office, []string{app.LetterJob}, time.Minute, 50)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, j := range list {
		id, _, _ := strings.Cut(j.Key, "/")
		ids = append(ids, id)
		if err := w.app.FinishJob(context.Background(), w.office, j.ID); err != nil {
			w.t.Fatal(err)
		}
	}
	return ids
}

// take takes a letter; nil when it is not to be sent.
func (w *world) take(id string) *app.Letter {
	w.t.Helper()
	l, ok, err := w.app.TakeLetter(context.Background(), w.office, id)
	if err != nil {
		w.t.Fatal(err)
	}
	if !ok {
		return nil
	}
	return &l
}

func (w *world) done(id string, attempt int, how app.Outcome) bool {
	w.t.Helper()
	again, err := w.app.LetterDone(context.Background(), w.office, id, attempt, how, "máy chủ nói")
	if err != nil {
		w.t.Fatal(err)
	}
	return again
}

// letters counts the letters of the office by state.
func (w *world) letters() map[string]int {
	w.t.Helper()
	list, err := w.app.Letters(context.Background(), w.keeper, "")
	if err != nil {
		w.t.Fatal(err)
	}
	out := map[string]int{}
	for _, l := range list {
		out[l.State]++
	}
	return out
}

// asked convenes a meeting to which two members, an agency and a guest are called.
func (w *world) asked() committee.MeetingID {
	w.t.Helper()
	r := w.must(w.app.Convene(context.Background(), w.as("head"), app.ConveneIn{
		Body: bodyC, Kind: committee.Expanded, Title: "Phiên quý II", Start: w.at.Add(72 * time.Hour), Chair: w.seatOf("head"),
		Invitees: append(invite(w.seatOf("deputy"), w.seatOf("standing-member"), w.seatOf("member")), app.InviteeIn{Agency: w.agency["so1"]}, app.InviteeIn{Name: "Chuyên gia 1"}),
	}))
	return committee.MeetingID(r.Ref)
}

// TestInvitationsWaitAndGoOnce proves that convening sends nothing, that letters
// wait half a minute in which they can be taken back, and that nobody is told the
// same twice.
func TestInvitationsWaitAndGoOnce(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		m := w.asked()
		_, err := w.app.SendInvitations(ctx, w.as("head"), app.InviteIn{Meeting: m})
		wants(t, err, committee.Conflict, "mail.none")
		if p := w.invitations(m); p.Sends || p.Offer == nil || len(p.Guests) != 5 {
			t.Errorf("where no letters leave: %+v", p)
		}
		w.app.SendLetters(app.Outgoing{})
		_, err = w.app.SendInvitations(ctx, w.as("head"), app.InviteIn{Meeting: m})
		wants(t, err, committee.Conflict, "invitation.nobody")
		w.mailed()
		p := w.invitations(m)
		var by []string
		for _, g := range p.Guests {
			by = append(by, g.Name+" <"+g.Address+">")
		}
		want := []string{"Người deputy <deputy@tinh.example>", "Người standing <>", "Người member1 <member1@tinh.example>", "Sở 1 <so1@tinh.example>", "Chuyên gia 1 <>"}
		if !slices.Equal(by, want) || p.Due() != 3 || len(w.letters()) != 0 {
			t.Errorf("who would receive what: %v, %d due", by, p.Due())
		}

		first := w.invited(m)
		if got := w.letters(); got[store.LetterWaiting] != 3 || len(w.claimed()) != 0 {
			t.Errorf("at once: %v", got)
		}
		_, err = w.app.SendInvitations(ctx, w.as("head"), app.InviteIn{Meeting: m})
		wants(t, err, committee.Conflict, "invitation.told")
		w.at = w.at.Add(29 * time.Second)
		if len(w.claimed()) != 0 || w.invitations(m).Sent[0].Until.IsZero() {
			t.Error("after 29 seconds they cannot be taken back")
		}
		w.must(w.app.RecallInvitations(ctx, w.as("secretary"), app.RecallIn{Meeting: m, Invitation: first}))
		_, err = w.app.RecallInvitations(ctx, w.as("head"), app.RecallIn{Meeting: m, Invitation: first})
		wants(t, err, committee.Conflict, "invitation.recalled")
		w.at = w.at.Add(time.Hour)
		for _, id := range w.claimed() {
			if w.take(id) != nil {
				t.Error("a letter that was taken back is sent")
			}
		}

		second := w.invited(m)
		w.at = w.at.Add(30 * time.Second)
		_, err = w.app.RecallInvitations(ctx, w.as("head"), app.RecallIn{Meeting: m, Invitation: second})
		wants(t, err, committee.Conflict, "invitation.gone")
		due := w.claimed()
		if len(due) != 3 {
			t.Fatalf("%d letters are due", len(due))
		}
		for _, id := range due {
			l := w.take(id)
			if l == nil || l.Meeting != m || l.Changed || l.Cancels || l.Address == "" {
				t.Fatalf("letter %+v", l)
			}
			if again := w.done(id, 1, app.Delivered); again || w.take(id) != nil {
				t.Error("a letter that was sent is sent again")
			}
		}
		if got := w.letters(); got[store.LetterSent] != 3 || got[store.LetterRecalled] != 3 {
			t.Errorf("letters: %v", got)
		}
		// Who is called later is invited; the others are not told again.
		w.address(store.MailPerson, string(w.people["standing"]), "standing@tinh.example")
		w.invited(m)
		if to := w.invitations(m).Sent[0].Invitation.To; len(to) != 1 || to[0].Person != w.people["standing"] {
			t.Errorf("invited later: %+v", to)
		}
	})
}

// TestChangesAreTold proves that a moved meeting is told of under a higher number
// from the same address, and one called off only to who was invited.
func TestChangesAreTold(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		m := w.asked()
		w.mailed()
		send := func() []app.Letter {
			w.invited(m)
			w.at = w.at.Add(time.Minute)
			var out []app.Letter
			for _, id := range w.claimed() {
				l := w.take(id)
				if l == nil {
					t.Fatalf("letter %s is not sent", id)
				}
				w.done(id, 1, app.Delivered)
				out = append(out, *l)
			}
			slices.SortFunc(out, func(a, b app.Letter) int { return strings.Compare(a.Address, b.Address) })
			return out
		}
		first := send()
		w.must(w.app.MoveMeeting(ctx, w.as("head"), app.MoveIn{Meeting: m, Start: w.at.Add(96 * time.Hour)}))
		second := send()
		if len(first) != 3 || len(second) != 3 {
			t.Fatalf("%d letters, then %d", len(first), len(second))
		}
		for i := range first {
			if a, b := first[i], second[i]; b.Version <= a.Version || !b.Changed || b.Cancels || b.Ref != a.Ref || !b.RefUntil.Equal(a.RefUntil) || a.Ref == 0 {
				t.Errorf("change: %+v after %+v", b, a)
			}
		}
		w.address(store.MailPerson, string(w.people["standing"]), "standing@tinh.example")
		w.must(w.app.CancelMeeting(ctx, w.as("head"), app.CancelIn{Meeting: m}))
		third := send()
		if len(third) != 3 {
			t.Fatalf("%d are told that it is called off", len(third))
		}
		for i := range third {
			if a, b := second[i], third[i]; b.Version <= a.Version || !b.Cancels || b.Address == "standing@tinh.example" {
				t.Errorf("called off: %+v after %+v", b, a)
			}
		}
		// Moved before the letters left: they do not leave.
		n := w.asked()
		w.invited(n)
		w.at = w.at.Add(10 * time.Second)
		w.must(w.app.MoveMeeting(ctx, w.as("head"), app.MoveIn{Meeting: n, Start: w.at.Add(99 * time.Hour)}))
		w.at = w.at.Add(time.Minute)
		for _, id := range w.claimed() {
			if l := w.take(id); l != nil {
				t.Errorf("a letter leaves that tells of the old time: %+v", l)
			}
		}
		if got := w.letters(); got[store.LetterOvertaken] != 4 {
			t.Errorf("letters: %v", got)
		}
	})
}

// TestLettersThatFail proves that what is put off is tried until the last time,
// and that what may have arrived is never sent again by itself.
func TestLettersThatFail(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		m := w.asked()
		w.mailed()
		w.invited(m)
		w.at = w.at.Add(time.Minute)
		due := w.claimed()
		for try := 1; try < store.MaxJobAttempts; try++ {
			if w.take(due[0]) == nil || !w.done(due[0], try, app.Deferred) {
				t.Fatalf("try %d is the last", try)
			}
		}
		if w.take(due[0]) == nil || w.done(due[0], store.MaxJobAttempts, app.Deferred) {
			t.Error("it is tried for ever")
		}
		w.take(due[1])
		if w.done(due[1], 1, app.Unsure) || w.take(due[1]) != nil {
			t.Error("what may have arrived is sent again")
		}
		if w.take(due[2]) == nil || w.take(due[2]) != nil { // the node died in between
			t.Error("what was being handed over is handed over again")
		}
		if got := w.letters(); got[store.LetterFailed] != 1 || got[store.LetterUnsure] != 2 {
			t.Errorf("letters: %v", got)
		}
		wants(t, w.app.RetryLetter(ctx, w.as("head"), due[0]), committee.Refused, "account.keeper-only")
		wants(t, w.app.RetryLetter(ctx, w.keeper, "none"), committee.NotFound, "letter.unknown")
		for _, name := range []string{"deputy", "member1"} {
			w.address(store.MailPerson, string(w.people[name]), name+"@moi.example")
		}
		if err := w.app.RetryLetter(ctx, w.keeper, due[0]); err != nil {
			t.Fatal(err)
		}
		if got := w.claimed(); !slices.Equal(got, due[:1]) {
			t.Errorf("claimed %v", got)
		}
		if l := w.take(due[0]); l == nil || strings.HasPrefix(l.Party, store.MailPerson) && !strings.HasSuffix(l.Address, "@moi.example") {
			t.Errorf("sent again to %+v", l)
		}
		wants(t, w.app.RetryLetter(ctx, w.keeper, due[0]), committee.Conflict, "letter.not-failed")
	})
}

// TestWhoInvites proves that the charter says who invites, with its clause, and
// that nobody else sees an address or a letter.
func TestWhoInvites(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		m := w.asked()
		w.mailed()
		_, err := w.app.SendInvitations(ctx, w.as("member1"), app.InviteIn{Meeting: m})
		refusedBy(t, err, charter.ReasonNotHolder, "quy-che/4.3")
		r := w.must(w.app.SendInvitations(ctx, w.as("secretary"), app.InviteIn{Meeting: m}))
		if r.Ground.Reason != "granted" {
			t.Errorf("ground %+v", r.Ground)
		}
		p, err := w.app.Invitations(ctx, w.as("member1"), m)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range p.Guests {
			if g.Address != "" {
				t.Errorf("a member reads the address %s", g.Address)
			}
		}
		if len(p.Sent) != 1 || len(p.Sent[0].Letters) != 0 || !p.Sent[0].Until.IsZero() {
			t.Errorf("a member sees %+v", p.Sent)
		}
		_, err = w.app.Letters(ctx, w.as("head"), "")
		wants(t, err, committee.Refused, "account.keeper-only")
		_, err = w.app.MailAddresses(ctx, w.as("head"))
		wants(t, err, committee.Refused, "account.keeper-only")
		for _, bad := range []string{"x", "a@", "@b", "Tên <a@b.vn>", "a@b.vn, c@d.vn", "a b@c.vn", "a@b.vn\r\nBcc: c@d.vn", "đ@b.vn", strings.Repeat("a", 250) + "@b.vn"} {
			if f := fault(w.app.SetMailAddress(ctx, w.keeper, store.MailPerson, string(w.people["head"]), bad)); f == nil || f.Code != "mail.address" {
				t.Errorf("%q is taken as an address: %v", bad, f)
			}
		}
		wants(t, w.app.SetMailAddress(ctx, w.keeper, "x", "x", "a@b.vn"), committee.NotFound, "mail.party-unknown")
		w.address(store.MailPerson, string(w.people["head"]), "")
		list, err := w.app.MailAddresses(ctx, w.keeper)
		if err != nil || slices.ContainsFunc(list, func(l app.AddressLine) bool { return l.ID == string(w.people["head"]) && l.Address != "" }) {
			t.Errorf("an address that was taken out is there: %v", err)
		}
	})
}
