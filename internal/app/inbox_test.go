package app_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// letterTo gives the letter that somebody was sent on a thing.
func (w *world) letterTo(address string) app.Letter {
	w.t.Helper()
	for _, l := range w.dispatched() {
		if l.Address == address {
			return l
		}
	}
	w.t.Fatalf("nothing was sent to %s", address)
	return app.Letter{}
}

// come is a letter that answers one of ours, with a proved sender.
func come(l app.Letter, digest, from string) app.Incoming {
	return app.Incoming{
		Digest: digest, Source: "imap", From: from, Subject: "Trả lời", Text: "Đồng ý", Proof: app.ProofPass, Kind: app.InAnswer, Letter: l.ID,
		Received: l.Created.Add(time.Hour),
	}
}

func (w *world) taken(in app.Incoming) app.IncomingLine {
	w.t.Helper()
	x, err := w.app.TakeIn(context.Background(), w.office, in)
	if err != nil {
		w.t.Fatal(err)
	}
	return x
}

func (w *world) tray(who app.Actor, state string) []app.IncomingLine {
	w.t.Helper()
	list, err := w.app.Tray(context.Background(), who, state)
	if err != nil {
		w.t.Fatal(err)
	}
	return list
}

// TestAnswersByLetter proves that a proved letter becomes the person's own act, once
// however often and from however many nodes it is read, and is acknowledged; that a
// weak one counts only once confirmed; that an agency's mailbox speaks for its
// leader; and that nothing else changes anything.
func TestAnswersByLetter(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		w.mailed()
		w.clock("2019-03-20", 9, 0)
		id, q := w.openRound("Dự thảo kế hoạch", nil, app.PartyIn{Seat: w.seatOf("deputy")}, app.PartyIn{Seat: w.seatOf("member")}, app.PartyIn{Agency: w.agency["so1"]})
		letters := map[string]app.Letter{}
		for _, l := range w.dispatched() {
			letters[l.Address] = l
		}
		says := func(position string) []app.SlipIn {
			return []app.SlipIn{{Question: q, Position: position, Reason: "Vì rõ"}}
		}
		slip := func(p committee.Party) *committee.Slip { return w.round("head", id).Round.Slip(q, p) }
		deputy, member := committee.Party{Seat: w.seatOf("deputy")}, committee.Party{Seat: w.seatOf("member")}

		in := come(letters["deputy@tinh.example"], "d1", "deputy@tinh.example")
		in.Slips = says("for")
		before := w.acts()
		var wg sync.WaitGroup
		for range 4 { // four nodes read the same mailbox
			wg.Go(func() {
				if _, err := w.app.TakeIn(ctx, w.office, in); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		s := slip(deputy)
		if n := w.acts() - before; n != 1 || s == nil || s.Position != committee.For || !s.Confirmed || s.Revision != 1 || s.How != "" {
			t.Fatalf("%d acts, slip %+v", n, s)
		}
		if x := w.taken(in); x.State != store.IncomingCounted || x.Act == "" {
			t.Errorf("read again: %+v", x)
		}
		acts := w.round("head", id).Acts
		if last := acts[len(acts)-1]; last.Via != "mail" || last.Act.Act != "round.answer" {
			t.Errorf("the act: %+v", last)
		}
		if got := w.written(); len(got) != 1 || got[0] != "incoming.taken deputy@tinh.example" {
			t.Errorf("acknowledged: %v", got)
		}

		// Another answer replaces it, unless one was given since it was sent.
		in.Digest, in.Slips = "d2", says("against")
		if w.taken(in); slip(deputy).Position != committee.Against || slip(deputy).Revision != 2 {
			t.Errorf("changed: %+v", slip(deputy))
		}
		w.at = w.at.Add(48 * time.Hour)
		w.must(w.app.AnswerRound(ctx, w.as("deputy"), app.AnswerRoundIn{Round: id, Slips: []app.SlipIn{{Question: q, Position: "other", Revision: 2}}}))
		in.Digest = "d3"
		if x := w.taken(in); x.State != store.IncomingTray || x.Fault == nil || x.Fault.Code != "slip.newer" || slip(deputy).Position != committee.Other {
			t.Errorf("an older letter: %+v", x)
		}

		// Unsigned, badly signed, or from elsewhere: asked to confirm, at the known address.
		for i, c := range []struct {
			from  string
			proof app.SenderProof
		}{{"member1@tinh.example", app.ProofNone}, {"member1@tinh.example", app.ProofFail}, {"la@mail.example", app.ProofPass}} {
			w.dispatched()
			in := come(letters["member1@tinh.example"], "m"+string(rune('1'+i)), c.from)
			in.Slips, in.Proof = says("for"), c.proof
			if x := w.taken(in); x.State != store.IncomingWaiting || slip(member) != nil {
				t.Fatalf("%d: %+v", i, x)
			}
			if got := w.written(); len(got) != 1 || got[0] != "incoming.confirm member1@tinh.example" {
				t.Errorf("%d asks %v", i, got)
			}
		}
		l := w.letterTo("member1@tinh.example")
		if l.Code == "" || l.Incoming == nil || len(l.Incoming.Said) != 1 || l.Incoming.What != "Dự thảo kế hoạch" {
			t.Fatalf("the request to confirm: %+v", l)
		}
		_, err := w.app.LetterToConfirm(ctx, w.office, l.Code[:len(l.Code)-2]+"AA")
		wants(t, err, committee.NotFound, "inbox.code")
		if x, err := w.app.LetterToConfirm(ctx, w.office, l.Code); err != nil || x.Said[0].Reason != "Vì rõ" {
			t.Errorf("shown: %+v %v", x, err)
		}
		if err := w.app.ConfirmLetter(ctx, w.office, l.Code); err != nil || slip(member) == nil || slip(member).Position != committee.For {
			t.Errorf("confirmed: %v, %+v", err, slip(member))
		}
		wants(t, w.app.ConfirmLetter(ctx, w.office, l.Code), committee.Conflict, "inbox.done")

		// An agency's mailbox: written down as that, for its leader to confirm.
		in = come(letters["so1@tinh.example"], "a1", "so1@tinh.example")
		in.Slips, in.Received = says("for"), w.at
		w.taken(in)
		if s := slip(committee.Party{Agency: w.agency["so1"]}); s == nil || s.How != "mail" || s.Confirmed {
			t.Errorf("the agency's: %+v", s)
		}

		// What cannot be told lies in the tray with its reason, answered; machines and
		// strangers are answered nothing.
		w.dispatched()
		acted := w.acts()
		in = come(letters["member1@tinh.example"], "u1", "member1@tinh.example")
		in.Why = "inbox.two-positions"
		if x := w.taken(in); x.State != store.IncomingTray {
			t.Errorf("two positions: %+v", x)
		}
		if got := w.written(); len(got) != 1 || got[0] != "incoming.refused member1@tinh.example" {
			t.Errorf("answered: %v", got)
		}
		w.dispatched()
		in.Digest, in.Kind, in.Why = "u2", app.InAuto, ""
		if x := w.taken(in); x.State != store.IncomingAside {
			t.Errorf("an absence: %+v", x)
		}
		w.taken(app.Incoming{Digest: "u3", Source: "pipe", From: "la@mail.example", Text: "Đồng ý", Kind: app.InStranger, Slips: says("for")})
		w.at = w.at.Add(30 * 24 * time.Hour)
		in = come(letters["deputy@tinh.example"], "u4", "deputy@tinh.example")
		in.Slips, in.Received = says("for"), w.at
		if x := w.taken(in); x.Fault == nil || x.Fault.Code != "round.late" {
			t.Errorf("after the last day: %+v", x)
		}
		if w.acts() != acted {
			t.Errorf("%d acts of letters that count for nothing", w.acts()-acted)
		}
	})
}

// TestReportsByLetter proves that progress on a task comes by letter, and who may
// not report changes nothing.
func TestReportsByLetter(t *testing.T) {
	w := sqliteWorld(t)
	w.mailed()
	w.clock("2019-03-20", 9, 0)
	id := w.task("Việc có hạn", app.TaskIn{Accountable: w.seatOf("deputy"), Due: day("2019-04-05")})
	in := come(w.letterTo("deputy@tinh.example"), "t1", "deputy@tinh.example")
	in.Kind, in.Progress = app.InProgress, &app.TaskActIn{ID: id, Act: "task.update", Progress: 40, Note: "Đang lấy số liệu"}
	if x := w.taken(in); x.State != store.IncomingCounted {
		t.Fatalf("%+v %v", x, x.Fault)
	}
	in.Digest, in.Progress = "t2", &app.TaskActIn{ID: id, Act: "task.update", Progress: -1, Note: "Chờ ý kiến Bộ"}
	w.taken(in)
	p, err := w.app.Task(context.Background(), w.as("head"), id)
	if err != nil || p.Task.Progress != 40 || p.Task.Note != "Chờ ý kiến Bộ" || len(p.Acts) != 3 {
		t.Errorf("%+v %v", p.Task, err)
	}
	in.Digest, in.Progress = "t3", &app.TaskActIn{ID: id, Act: "task.accept"}
	if x := w.taken(in); x.State != store.IncomingTray {
		t.Errorf("a letter accepts a result: %+v", x)
	}
}

// TestTray proves who reads which letter of the tray, and what placing one does: an
// answer written down in the party's name, or no more than where it belongs.
func TestTray(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		w.mailed()
		w.clock("2019-03-20", 9, 0)
		m := w.asked()
		w.invited(m)
		var called app.Letter
		for _, l := range w.dispatched() {
			if l.Address == "member1@tinh.example" {
				called = l
			}
		}
		id, q := w.openRound("Dự thảo kế hoạch", nil, app.PartyIn{Seat: w.seatOf("deputy")})
		asked := w.letterTo("deputy@tinh.example")

		in := come(called, "c1", "member1@tinh.example")
		in.Kind, in.Calendar = app.InCalendar, &app.CalendarSaid{Answer: "declined", Version: 1, Comment: "Đi công tác"}
		in.Calendar.Answer = "counter" // what nobody but the secretary can settle
		calendar := w.taken(in)
		in = come(asked, "c2", "deputy@tinh.example")
		in.Why = "inbox.unclear"
		unclear := w.taken(in)
		stranger := w.taken(app.Incoming{Digest: "c3", Source: "imap", From: "la@mail.example", Subject: "Chào", Text: "Xin chào", Kind: app.InStranger})
		if calendar.Calendar.Answer != "counter" || calendar.Fault.Code != "inbox.counter" || calendar.Thing != "meeting" {
			t.Errorf("the calendar's answer: %+v", calendar)
		}
		for who, n := range map[string]int{"keeper": 3, "head": 2, "secretary": 2, "member1": 0, "outsider": 0} {
			if list := w.tray(w.as(who), store.IncomingTray); len(list) != n {
				t.Errorf("%s reads %d letters", who, len(list))
			}
		}
		_, err := w.app.TrayLetter(ctx, w.as("head"), stranger.ID)
		wants(t, err, committee.NotFound, "inbox.unknown")
		wants(t, w.app.PlaceLetter(ctx, w.as("member1"), app.PlaceIn{ID: unclear.ID}), committee.NotFound, "inbox.unknown")

		before := w.acts()
		place := app.PlaceIn{ID: unclear.ID, Thing: "round", Object: string(id), By: app.PartyIn{Seat: w.seatOf("deputy")}, Note: "Đã gọi hỏi lại"}
		if f := fault(w.app.PlaceLetter(ctx, w.as("secretary"), place)); f == nil {
			t.Error("no position, and it is placed")
		}
		place.Slips = []app.SlipIn{{Question: q, Position: "for"}}
		if err := w.app.PlaceLetter(ctx, w.as("secretary"), place); err != nil {
			t.Fatal(err)
		}
		if s := w.round("head", id).Round.Slip(q, committee.Party{Seat: w.seatOf("deputy")}); s == nil || s.How != "mail" || s.Confirmed {
			t.Errorf("written down: %+v", s)
		}
		wants(t, w.app.PlaceLetter(ctx, w.as("secretary"), place), committee.Conflict, "inbox.done")
		if x, err := w.app.TrayLetter(ctx, w.as("secretary"), unclear.ID); err != nil || x.State != store.IncomingPlaced || x.Act == "" || x.DoneBy == "" {
			t.Errorf("%+v %v", x, err)
		}
		wants(t, w.app.PlaceLetter(ctx, w.keeper, app.PlaceIn{ID: stranger.ID, Thing: "meeting", Object: "none"}), committee.NotFound, "meeting.unknown")
		if err := errors.Join(w.app.PlaceLetter(ctx, w.as("secretary"), app.PlaceIn{ID: calendar.ID, Thing: "meeting", Object: string(m)}),
			w.app.PlaceLetter(ctx, w.keeper, app.PlaceIn{ID: stranger.ID, Note: "Quảng cáo"})); err != nil {
			t.Fatal(err)
		}
		if n := w.acts() - before; n != 1 {
			t.Errorf("%d acts of placing", n)
		}
		if len(w.tray(w.keeper, store.IncomingTray)) != 0 || len(w.tray(w.keeper, store.IncomingAside)) != 1 || len(w.tray(w.keeper, store.IncomingPlaced)) != 2 {
			t.Error("the tray is not empty")
		}

		// The answer to a meeting that was called off says so.
		w.must(w.app.CancelMeeting(ctx, w.as("head"), app.CancelIn{Meeting: m}))
		in = come(called, "c4", "member1@tinh.example")
		in.Kind, in.Calendar = app.InCalendar, &app.CalendarSaid{Answer: "accepted"}
		if x := w.taken(in); x.Fault == nil || x.Fault.Code != "inbox.meeting-off" {
			t.Errorf("%+v", x)
		}
	})
}

// TestNoLongerCalled proves that whoever was invited and is no longer called is told
// so under a higher number, once; and invited again when called again.
func TestNoLongerCalled(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		w.mailed()
		m := w.asked()
		w.invited(m)
		before := map[string]app.Letter{}
		for _, l := range w.dispatched() {
			before[l.Address] = l
		}
		choose := func(list ...app.InviteeIn) {
			t.Helper()
			w.must(w.app.ChooseAttendees(ctx, w.as("head"), app.AttendeesIn{Meeting: m, Invitees: list}))
		}
		choose(app.InviteeIn{Seat: w.seatOf("deputy")})
		p := w.invitations(m)
		if len(p.Gone) != 2 || p.Due() != 2 || p.Gone[0].Name == "" {
			t.Fatalf("no longer called: %+v", p.Gone)
		}
		w.invited(m)
		told := w.dispatched()
		for _, l := range told {
			old := before[l.Address]
			if !l.Dropped || !l.Cancels || l.Version <= old.Version || l.Ref != old.Ref || l.Address == "deputy@tinh.example" {
				t.Errorf("told: %+v", l)
			}
		}
		if len(told) != 2 {
			t.Errorf("%d are told", len(told))
		}
		_, err := w.app.SendInvitations(ctx, w.as("head"), app.InviteIn{Meeting: m})
		wants(t, err, committee.Conflict, "invitation.told")
		choose(app.InviteeIn{Seat: w.seatOf("deputy")}, app.InviteeIn{Seat: w.seatOf("member")})
		w.invited(m)
		again := w.dispatched()
		if len(again) != 1 || again[0].Dropped || again[0].Cancels || again[0].Version <= told[0].Version || again[0].Address != "member1@tinh.example" {
			t.Errorf("called again: %+v", again)
		}
		w.must(w.app.CancelMeeting(ctx, w.as("head"), app.CancelIn{Meeting: m}))
		w.invited(m)
		if off := w.dispatched(); len(off) != 2 {
			t.Errorf("%d are told that it is called off", len(off))
		}
	})
}

// confirming leaves a letter behind that waits to be confirmed, and gives it with
// its secret.
func (w *world) confirming(h history) (id, code string) {
	w.t.Helper()
	w.dispatched() // what waited before
	w.openRound("Đợt trả lời bằng thư", nil, app.PartyIn{Seat: w.seatOf("deputy")})
	asked := w.letterTo("deputy@tinh.example")
	in := come(asked, "thu-"+string(w.office), "deputy@tinh.example")
	in.Proof, in.Slips = app.ProofNone, []app.SlipIn{{Question: asked.Round.Questions[0].ID, Position: "for"}}
	id = w.taken(in).ID
	return id, w.letterTo("deputy@tinh.example").Code
}
