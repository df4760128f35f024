package app_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// pressed is the answer of a calendar to a letter, with a proved sender.
func pressed(l app.Letter, digest, answer string) app.Incoming {
	in := come(l, digest, l.Address)
	in.Kind, in.Slips = app.InCalendar, nil
	in.Calendar = &app.CalendarSaid{Answer: answer, Version: int(l.Version), From: l.Address}
	return in
}

// TestCalendarAnswers proves that the answer of a calendar is taken by the door of
// every other answer: of who was written to, to the hour that was told, once; that
// what is no answer to the meeting as it is now changes nothing and is told; and
// that the charter is asked of whoever is sent instead.
func TestCalendarAnswers(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		w.mailed()
		w.clock("2019-03-20", 9, 0)
		m := w.asked()
		w.invited(m)
		called := map[string]app.Letter{}
		for _, l := range w.dispatched() {
			called[l.Address] = l
		}
		deputy, member, so1 := committee.Party{Seat: w.seatOf("deputy")}, committee.Party{Seat: w.seatOf("member")}, committee.Party{Agency: w.agency["so1"]}
		answer := func(p committee.Party) *committee.InvitationAnswer {
			return lineOf(t, w.page("head", m).Answers, p).Answer
		}
		told := func(want ...string) {
			t.Helper()
			if got := w.written("incoming.taken", "incoming.refused", "incoming.confirm"); !slices.Equal(got, want) {
				t.Errorf("told %v, want %v", got, want)
			}
			w.dispatched()
		}

		// Each of the answers that count, with the charter's door behind it.
		before := w.acts()
		for _, c := range []struct {
			letter, said string
			of           committee.Party
			is           committee.AnswerKind
		}{
			{"deputy@tinh.example", "accepted", deputy, committee.AnswerAttend},
			{"deputy@tinh.example", "tentative", deputy, committee.AnswerUndecided},
			{"member1@tinh.example", "declined", member, committee.AnswerAbsent},
			{"so1@tinh.example", "accepted", so1, committee.AnswerAttend},
		} {
			in := pressed(called[c.letter], c.letter+c.said, c.said)
			in.Calendar.Comment = "Đi công tác"
			if x := w.taken(in); x.State != store.IncomingCounted || x.Act == "" {
				t.Fatalf("%s %s: %s %v", c.letter, c.said, x.State, x.Fault)
			}
			if x := answer(c.of); x == nil || x.Answer != c.is || x.Channel != "calendar" || x.Reason != "Đi công tác" || x.Recorded() {
				t.Errorf("%s %s: %+v", c.letter, c.said, x)
			}
			if x := w.taken(in); x.State != store.IncomingCounted { // read again
				t.Errorf("again: %+v", x)
			}
			told("incoming.taken " + c.letter)
		}
		if n := w.acts() - before; n != 4 {
			t.Errorf("%d acts of four answers", n)
		}

		// Unsigned: it counts once confirmed, and not when answered otherwise meanwhile.
		weak := pressed(called["deputy@tinh.example"], "weak", "accepted")
		weak.Proof = app.ProofNone
		if x := w.taken(weak); x.State != store.IncomingWaiting || answer(deputy).Answer != committee.AnswerUndecided {
			t.Fatalf("unsigned: %+v", x)
		}
		l := w.letterTo("deputy@tinh.example")
		w.at = w.at.Add(time.Hour)
		if x, err := w.app.LetterToConfirm(ctx, w.office, l.Code); err != nil || x.Calendar.Answer != "accepted" || x.What == "" {
			t.Errorf("to confirm: %+v %v", x, err)
		}
		if err := w.app.ConfirmLetter(ctx, w.office, l.Code); err != nil || answer(deputy).Answer != committee.AnswerAttend {
			t.Errorf("confirmed: %v, %+v", err, answer(deputy))
		}
		told("incoming.taken deputy@tinh.example")
		weak.Digest = "weak2"
		weak.Calendar.Answer = "tentative"
		w.taken(weak)
		l = w.letterTo("deputy@tinh.example")
		w.at = w.at.Add(time.Hour)
		w.must(w.app.AnswerInvitation(ctx, w.as("deputy"), app.AnswerIn{Meeting: m, Answer: committee.AnswerAttend}))
		wants(t, w.app.ConfirmLetter(ctx, w.office, l.Code), committee.Conflict, "answer.since")

		// What changes nothing: each lies in the tray with its reason.
		tray := func(name string, in app.Incoming, code string, reply ...string) {
			t.Helper()
			acted := w.acts()
			x := w.taken(in)
			if x.State != store.IncomingTray || x.Fault == nil || x.Fault.Code != code || w.acts() != acted {
				t.Errorf("%s: %s %+v", name, x.State, x.Fault)
			}
			told(reply...)
		}
		refused := "incoming.refused deputy@tinh.example"
		late := pressed(called["deputy@tinh.example"], "old", "tentative")
		tray("sent before the answer on the page", late, "answer.since", refused)
		late.Received = w.at
		other := pressed(called["deputy@tinh.example"], "guest", "accepted")
		other.Calendar.From, other.From = "khach@tinh.example", "khach@tinh.example"
		tray("passed on to another", other, "inbox.other-guest")
		unnamed := pressed(called["deputy@tinh.example"], "unnamed", "delegated")
		unnamed.Received = w.at
		tray("delegated to nobody by name", unnamed, "inbox.delegate-unnamed", refused)
		counter := pressed(called["deputy@tinh.example"], "counter", "counter")
		counter.Calendar.Start = w.at.Add(100 * time.Hour)
		tray("another hour", counter, "inbox.counter", refused)
		stranger := pressed(app.Letter{Address: "la@mail.example"}, "stranger", "accepted")
		stranger.Letter = ""
		tray("a stranger", stranger, "inbox.no-invitation")

		// Who is sent instead: the charter of this body leaves it open, an agency sends
		// whom it likes.
		sent := pressed(called["member1@tinh.example"], "sent", "delegated")
		sent.Calendar.Delegate, sent.Received = "Người dự thay 3", w.at
		if x := w.taken(sent); x.State != store.IncomingCounted || answer(member).Answer != committee.AnswerAbsent || len(answer(member).People) != 1 {
			t.Errorf("%s %v: %+v", x.State, x.Fault, answer(member))
		}
		sent = pressed(called["so1@tinh.example"], "sent2", "delegated")
		sent.Calendar.Delegate, sent.Received = "Đại biểu 7", w.at
		if x := w.taken(sent); x.State != store.IncomingCounted || answer(so1).Answer != committee.AnswerAttend || answer(so1).People[0].Name != "Đại biểu 7" {
			t.Errorf("%s %v: %+v", x.State, x.Fault, answer(so1))
		}
		w.dispatched()

		// Moved: what answers the former hour is none; the new letter's answer counts.
		start := w.page("head", m).Meeting.Start.Add(26 * time.Hour)
		w.must(w.app.MoveMeeting(ctx, w.as("head"), app.MoveIn{Meeting: m, Start: start}))
		moved := pressed(called["deputy@tinh.example"], "moved", "accepted")
		moved.Received = w.at
		tray("the former hour", moved, "inbox.other-hour", refused)
		w.invited(m)
		for _, l := range w.dispatched() {
			called[l.Address] = l
		}
		moved.Digest = "moved2" // by its number still the former
		tray("the former hour, after the new letter", moved, "inbox.other-hour", refused)
		now := pressed(called["deputy@tinh.example"], "now", "accepted")
		now.Received = w.at
		if x := w.taken(now); x.State != store.IncomingCounted || !answer(deputy).Start.Equal(start) {
			t.Errorf("the new hour: %s %v", x.State, x.Fault)
		}
		w.dispatched()

		// A seat that has ended answers no more, and is told by which clause others are.
		w.must(w.app.EndSeat(ctx, w.keeper, app.EndSeatIn{Body: bodyC, Seat: w.seatOf("member"), To: day("2019-03-20"), Decision: decision("53/QĐ-UBND", "Thôi", "2019-03-20")}))
		w.clock("2019-03-21", 9, 0)
		ended := pressed(called["member1@tinh.example"], "ended", "accepted")
		ended.Received = w.at
		if x := w.taken(ended); x.State != store.IncomingTray || x.Fault == nil {
			t.Errorf("a seat that ended: %s %v", x.State, x.Fault)
		}
		told("incoming.refused member1@tinh.example")

		// Called off, and begun.
		w.clock("2019-03-24", 12, 0)
		begun := pressed(called["deputy@tinh.example"], "begun", "declined")
		begun.Received = w.at
		tray("begun", begun, "answer.begun", refused)
		w.must(w.app.CancelMeeting(ctx, w.as("head"), app.CancelIn{Meeting: m}))
		begun.Digest = "off"
		tray("called off", begun, "inbox.meeting-off", refused)
	})
}
