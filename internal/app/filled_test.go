package app_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// TestSlipFilledWithoutNetwork sends slips that were filled in without a network:
// twice under one key, on a text that changed, after the last day.
func TestSlipFilledWithoutNetwork(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		deputy, member := app.PartyIn{Seat: w.seatOf("deputy")}, app.PartyIn{Seat: w.seatOf("member")}
		id, q := w.openRound("Kế hoạch 2020", nil, deputy, member)
		filledAt := w.at.Add(time.Hour)
		w.at = w.at.Add(5 * time.Hour)
		in := slip(id, q, "for")
		in.Version, in.Filled = 1, app.FilledIn{At: filledAt.Add(10 * time.Minute), Kept: 600_000, Sent: 600_000}
		by := w.as("deputy")
		by.Key = "phieu-1"
		first := w.must(w.app.AnswerRound(ctx, by, in))
		acts := w.acts()
		if again := w.must(w.app.AnswerRound(ctx, by, in)); again.Act != first.Act || w.acts() != acts {
			t.Errorf("sent twice: %v, then %v", first.Act, again.Act)
		}
		s := w.round("deputy", id).Round.Slips
		if len(s) != 1 || !s[0].At.Equal(w.at) || !s[0].Filled.Told().Equal(filledAt) || s[0].Filled.Off() != 10*time.Minute {
			t.Fatalf("on record: %+v", s)
		}

		// The text changes: what was filled in on the one before is not taken.
		w.must(w.app.ChangeRound(ctx, w.as("head"), app.ChangeRoundIn{
			Round: id, Articles: []app.ArticleIn{{Address: "dieu-1", Text: "Một, sửa"}, {Address: "dieu-2", Heading: "Mục tiêu", Text: "Hai"}},
		}))
		old := slip(id, q, "against")
		old.Version = 1
		_, err := w.app.AnswerRound(ctx, w.as("member1"), old)
		wants(t, err, committee.Conflict, "slip.text-changed")

		// Late: on record with both times, read by few, counted by nobody.
		last := w.round("head", id).Round.Deadline.Time().Add(8 * time.Hour)
		w.at = last.AddDate(0, 0, 1)
		late := slip(id, q, "against", app.CommentIn{Address: "dieu-1", Text: "Chưa rõ"})
		_, err = w.app.AnswerRound(ctx, w.as("member1"), late)
		wants(t, err, committee.Conflict, "round.late")
		late.Version, late.Filled = 2, app.FilledIn{At: last}
		w.must(w.app.AnswerRound(ctx, w.as("member1"), late))
		page := w.round("secretary", id)
		if len(page.Round.Late) != 1 || !page.Round.Late[0].Filled.At.Equal(last) || !page.Round.Late[0].At.Equal(w.at) || len(page.Round.Slips) != 1 || page.Line.Answered != 1 {
			t.Fatalf("late: %+v, counted %d", page.Round.Late, page.Line.Answered)
		}
		if n := len(w.round("deputy", id).Round.Late); n != 0 {
			t.Errorf("another member reads %d late slips", n)
		}
		if n := len(w.round("member1", id).Round.Late); n != 1 {
			t.Errorf("who answered reads %d of the own late slips", n)
		}

		// Nobody vouches for the own clock, and nobody else than who keeps the papers.
		take := app.TakeLateSlipsIn{Round: id, By: member}
		for _, who := range []string{"member1", "deputy", "standing"} {
			if _, err := w.app.TakeLateSlips(ctx, w.as(who), take); fault(err) == nil || fault(err).Kind != committee.Refused {
				t.Errorf("%s takes a late slip: %v", who, err)
			}
		}
		w.must(w.app.TakeLateSlips(ctx, w.as("secretary"), take))
		page = w.round("secretary", id)
		if len(page.Round.Late) != 0 || page.Line.Answered != 2 {
			t.Errorf("taken: %+v", page.Line)
		}
		got := page.Round.Slip(q, committee.Party(member))
		if got == nil || !got.At.Equal(last) || !got.Entered.Equal(w.at) || got.Version != 2 || len(got.Comments) != 1 || !got.Confirmed {
			t.Errorf("the slip taken: %+v", got)
		}
		_, err = w.app.TakeLateSlips(ctx, w.as("secretary"), take)
		wants(t, err, committee.Invalid, "late.none")
		if replayed, err := w.app.Replay(ctx, w.office); err != nil || !replayed.OK {
			t.Errorf("replay: %+v, %v", replayed, err)
		}
	})
}

// TestDevices keeps pages on devices: who may, until when, and who ends it.
func TestDevices(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		for _, who := range []string{"deputy", "member1"} {
			if err := w.app.CreateAccount(ctx, w.keeper, app.AccountIn{Login: who, Person: w.people[who], Password: "mật khẩu đủ dài"}); err != nil {
				t.Fatal(err)
			}
		}
		one, err := w.app.RegisterDevice(ctx, w.as("deputy"), strings.Repeat("máy ", 100))
		if err != nil {
			t.Fatal(err)
		}
		ends := func(secret string) {
			t.Helper()
			_, err := w.app.CheckDevice(ctx, w.office, secret)
			wants(t, err, committee.NotFound, "device.ended")
		}
		holds := func(secret, who string) {
			t.Helper()
			if person, err := w.app.CheckDevice(ctx, w.office, secret); err != nil || person != w.people[who] {
				t.Errorf("device of %s: %q, %v", who, person, err)
			}
		}
		holds(one, "deputy")
		ends("x")
		ends(strings.Repeat("A", len(one)))
		w.at = w.at.Add(time.Hour)
		holds(one, "deputy")
		list, err := w.app.Devices(ctx, w.as("deputy"))
		if err != nil || len(list) != 1 || !list[0].SeenLast.Equal(w.at) || len([]rune(list[0].Name)) != 120 || list[0].TellsNone {
			t.Fatalf("%+v, %v", list, err)
		}
		if others, err := w.app.Devices(ctx, w.as("member1")); err != nil || len(others) != 0 {
			t.Errorf("another sees %+v, %v", others, err)
		}
		wants(t, w.app.RemoveDevice(ctx, w.as("member1"), list[0].ID), committee.NotFound, "device.unknown")
		holds(one, "deputy")
		if err := w.app.RemoveDevice(ctx, w.as("deputy"), list[0].ID); err != nil {
			t.Fatal(err)
		}
		ends(one)

		// The device itself gives up what it kept.
		two, err := w.app.RegisterDevice(ctx, w.as("deputy"), "Máy bảng")
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if err := w.app.ReleaseDevice(ctx, w.office, two); err != nil {
				t.Fatal(err)
			}
		}
		ends(two)

		// Of too many the one longest out of touch goes.
		var all []string
		for range 14 {
			w.at = w.at.Add(time.Minute)
			s, err := w.app.RegisterDevice(ctx, w.as("deputy"), "Máy")
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, s)
		}
		ends(all[0])
		ends(all[1])
		holds(all[2], "deputy")

		// The office closes the account: every device of that person is told.
		if err := w.app.DisableAccount(ctx, w.keeper, "deputy", true); err != nil {
			t.Fatal(err)
		}
		ends(all[13])
		_, err = w.app.RegisterDevice(ctx, w.as("deputy"), "Máy")
		wants(t, err, committee.SignIn, "signin.expired")

		// One that is long out of touch is forgotten.
		s, err := w.app.RegisterDevice(ctx, w.as("member1"), "Máy")
		if err != nil {
			t.Fatal(err)
		}
		w.at = w.at.AddDate(0, 0, 60)
		if list, err := w.app.Devices(ctx, w.as("member1")); err != nil || len(list) != 1 || !list[0].TellsNone {
			t.Errorf("%+v, %v", list, err)
		}
		if _, err := w.app.Forget(ctx, w.office); err != nil {
			t.Fatal(err)
		}
		ends(s)
	})
}

// TestMarkComesOnce sends a note twice under one key, as a device does that lost the
// answer.
func TestMarkComesOnce(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		m, item := w.gathering(w.seatOf("deputy"))
		id := w.lay("head", laying(m, item, 1))
		by := w.as("deputy")
		by.Key = "ghi-chu-1"
		in := app.MarkIn{Paper: id, Version: 1, Page: 1, Words: "hỏi lại"}
		for range 2 {
			if err := w.app.PutMark(ctx, by, in); err != nil {
				t.Fatal(err)
			}
		}
		if list, err := w.app.Marks(ctx, by, id); err != nil || len(list) != 1 {
			t.Errorf("%+v, %v", list, err)
		}
		in.Words = "khác"
		wants(t, w.app.PutMark(ctx, by, in), committee.Conflict, "idempotency.other-input")
	})
}
