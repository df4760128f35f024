package app_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// at sets the clock to an hour of a day at the office.
func (w *world) clock(on string, hour, minute int) {
	w.at = day(on).Time().Add(time.Duration(hour-7)*time.Hour + time.Duration(minute)*time.Minute).UTC()
}

// written are the letters that wait, as kind and address, sorted.
func (w *world) written(kinds ...string) (out []string) {
	w.t.Helper()
	list, err := w.app.Letters(context.Background(), w.keeper, store.LetterWaiting)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, l := range list {
		if len(kinds) == 0 || slices.Contains(kinds, l.Kind) {
			out = append(out, l.Kind+" "+l.Address)
		}
	}
	slices.Sort(out)
	return out
}

// dispatched takes every letter that is due and says that it was delivered.
func (w *world) dispatched() (out []app.Letter) {
	w.t.Helper()
	w.at = w.at.Add(time.Minute)
	for _, id := range w.claimed() {
		if l := w.take(id); l != nil {
			w.done(id, 1, app.Delivered)
			out = append(out, *l)
		}
	}
	return out
}

func (w *world) reminds() int {
	w.t.Helper()
	n, err := w.app.WriteReminders(context.Background(), w.office)
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}

// TestRoundsAreWrittenAndReminded proves that who is asked is written to, reminded
// on the office's days until having answered, by whatever way, and that after the
// last day the staff are warned too; no run writes a letter twice, and none at night.
func TestRoundsAreWrittenAndReminded(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		w.mailed()
		w.address(store.MailPerson, string(w.people["outsider"]), "chuyengia@vien.example")
		w.address(store.MailPerson, string(w.people["secretary"]), "thuky@tinh.example")
		w.must(w.app.NameAssistant(ctx, w.keeper, app.AssistantIn{
			Assistant: w.people["secretary"], Kind: committee.BySeat, ID: string(w.seatOf("deputy")), Day: day("2019-03-20"),
		}))
		w.clock("2019-03-20", 9, 0) // a Wednesday; five working days lead to the next one
		so1 := app.PartyIn{Agency: w.agency["so1"]}
		id, q := w.openRound("Dự thảo kế hoạch", nil, app.PartyIn{Seat: w.seatOf("deputy")}, app.PartyIn{Seat: w.seatOf("member")}, so1, app.PartyIn{Person: w.people["outsider"]})
		want := []string{"round.request chuyengia@vien.example", "round.request deputy@tinh.example", "round.request member1@tinh.example", "round.request so1@tinh.example"}
		if got := w.written(); !slices.Equal(got, want) || len(w.claimed()) != 0 {
			t.Errorf("opening writes %v", got)
		}
		first := w.dispatched()
		if len(first) != 4 || first[0].Round == nil || first[0].Round.Slips != nil || first[0].Thing() != "round/"+string(id) || first[0].BodyName.VI == "" {
			t.Fatalf("letters %+v", first)
		}
		// Four working days before, nothing; three before, one each, once.
		w.clock("2019-03-21", 8, 30)
		if n := w.reminds(); n != 0 {
			t.Errorf("%d are reminded too early", n)
		}
		w.clock("2019-03-22", 20, 0)
		if n := w.reminds(); n != 0 {
			t.Errorf("%d are reminded at night", n)
		}
		w.must(w.app.AnswerRound(ctx, w.as("lead-so1"), slip(id, q, "for")))
		w.clock("2019-03-22", 8, 30)
		if err := w.app.SetMailWish(ctx, w.as("outsider"), app.MailWish{Digest: true}); err != nil {
			t.Fatal(err)
		}
		if n, again := w.reminds(), w.reminds(); n != 2 || again != 0 {
			t.Errorf("%d are reminded, then %d", n, again)
		}
		// Who answers before the letter leaves is not reminded.
		w.must(w.app.AnswerRound(ctx, w.as("member1"), slip(id, q, "for")))
		sent := w.dispatched()
		if len(sent) != 1 || sent[0].Address != "deputy@tinh.example" || sent[0].Kind != app.LetterRoundReminder {
			t.Errorf("reminded: %+v", sent)
		}
		if i := slices.IndexFunc(first, func(l app.Letter) bool { return l.Address == "deputy@tinh.example" }); sent[0].Ref != first[i].Ref || sent[0].First != first[i].ID {
			t.Error("the reminder has another address for answers, or goes on from nothing")
		}
		// A text that changed waits for everybody again, by a letter.
		w.must(w.app.ChangeRound(ctx, w.as("head"), app.ChangeRoundIn{Round: id, Articles: []app.ArticleIn{{Address: "dieu-1", Text: "Một, sửa"}}}))
		if got := w.written(app.LetterRound); len(got) != 4 {
			t.Errorf("told of the change: %v", got)
		}
		w.dispatched()
		w.clock("2019-03-26", 9, 0) // one working day before
		if n := w.reminds(); n != 3 {
			t.Errorf("%d are reminded of the new text", n)
		}
		w.dispatched()
		w.must(w.app.AnswerRound(ctx, w.as("outsider"), slip(id, q, "other")))
		w.clock("2019-03-29", 9, 0) // two days after the last one
		if n, again := w.reminds(), w.reminds(); n != 4 || again != 0 {
			t.Errorf("%d are warned, then %d", n, again)
		}
		warned := map[string]string{}
		for _, l := range w.dispatched() {
			warned[l.Address] = l.For
		}
		if len(warned) != 4 || warned["thuky@tinh.example"] == "" || warned["deputy@tinh.example"] != "" {
			t.Errorf("warned: %v", warned)
		}
		if !slices.Equal(w.written(), nil) {
			t.Errorf("left over: %v", w.written())
		}
	})
}

// TestTasksAreWrittenAndReminded proves the same of tasks, and that a task done or
// moved is no longer reminded of.
func TestTasksAreWrittenAndReminded(t *testing.T) {
	w := sqliteWorld(t)
	ctx := context.Background()
	w.mailed()
	w.clock("2019-03-20", 9, 0)
	id := w.task("Việc có hạn", app.TaskIn{Accountable: w.seatOf("deputy"), Due: day("2019-04-05")})
	w.task("Việc của Sở", app.TaskIn{Lead: w.agency["so1"], Person: w.people["lead-so1"]})
	if got := w.written(); !slices.Equal(got, []string{"task.request deputy@tinh.example"}) {
		t.Errorf("given out: %v", got)
	}
	if l := w.dispatched(); len(l) != 1 || l[0].Task == nil || l[0].Thing() != "task/"+string(id) {
		t.Errorf("letters %+v", l)
	}
	w.clock("2019-04-02", 10, 0)
	if n := w.reminds(); n != 1 {
		t.Errorf("%d are reminded", n)
	}
	w.must(w.app.ActOnTask(ctx, w.as("deputy"), app.TaskActIn{ID: id, Act: "task.update", Finished: true}))
	if l := w.dispatched(); len(l) != 0 {
		t.Errorf("reminded of what is done: %+v", l)
	}
	w.must(w.app.ActOnTask(ctx, w.as("head"), app.TaskActIn{ID: id, Act: "task.return", Note: "Bổ sung"}))
	w.clock("2019-04-08", 10, 0)
	if n := w.reminds(); n != 1 {
		t.Errorf("%d are warned", n)
	}
	if l := w.dispatched(); len(l) != 1 || l[0].Kind != app.LetterTaskOverdue {
		t.Errorf("warned: %+v", l)
	}
	if err := w.app.SetReminderDays(ctx, w.keeper, []int{5}); err != nil {
		t.Fatal(err)
	}
	if days, err := w.app.ReminderDays(ctx, w.keeper); err != nil || !slices.Equal(days, []int{5}) {
		t.Errorf("days %v %v", days, err)
	}
	wants(t, w.app.SetReminderDays(ctx, w.keeper, []int{31}), committee.Invalid, "mail.days-wrong")
	wants(t, w.app.SetReminderDays(ctx, w.as("head"), []int{1}), committee.Refused, "account.keeper-only")
}

// TestDigest proves that the morning letter goes once, on working days at its hour,
// to who has something due and wants it, and says no more than the desk.
func TestDigest(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		w.mailed()
		w.clock("2019-03-20", 9, 0)
		digests := func() int {
			t.Helper()
			n, err := w.app.WriteDigests(ctx, w.office)
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		w.openRound("Dự thảo kế hoạch", nil, app.PartyIn{Seat: w.seatOf("deputy")})
		w.task("Việc quá hạn", app.TaskIn{Accountable: w.seatOf("member"), Due: day("2019-03-22")})
		w.dispatched()
		for _, c := range []struct {
			on           string
			hour, minute int
			want         int
		}{{"2019-03-25", 7, 0, 0}, {"2019-03-24", 8, 0, 0}, {"2019-03-25", 15, 0, 0}} {
			if w.clock(c.on, c.hour, c.minute); digests() != c.want {
				t.Errorf("on %s at %d:%02d letters are written", c.on, c.hour, c.minute)
			}
		}
		if err := w.app.SetMailWish(ctx, w.as("member1"), app.MailWish{Reminders: true}); err != nil {
			t.Fatal(err)
		}
		w.clock("2019-03-25", 7, 30)
		if n, again := digests(), digests(); n != 1 || again != 0 {
			t.Fatalf("%d morning letters, then %d; the member wants none, the head has nothing due", n, again)
		}
		if got := w.written(); !slices.Equal(got, []string{"digest deputy@tinh.example"}) {
			t.Errorf("written: %v", got)
		}
		l := w.dispatched()
		if len(l) != 1 || l[0].Sender.Person != w.people["deputy"] || l[0].Ref == 0 || l[0].Thing() != "" {
			t.Fatalf("letters %+v", l)
		}
		d, err := w.app.Digest(ctx, l[0].Sender)
		if err != nil || d.Empty() || len(d.Answer) != 1 || len(d.Overdue) != 0 {
			t.Errorf("the digest says %+v, %v", d, err)
		}
		if d, err = w.app.Digest(ctx, w.as("member1")); err != nil || len(d.Overdue) != 1 || d.Overdue[0].What != "Việc quá hạn" {
			t.Errorf("the member's says %+v, %v", d, err)
		}
		// Written in the morning and never sent: the next day it says nothing true.
		if err := w.app.SetMailWish(ctx, w.as("member1"), app.MailWish{Digest: true}); err != nil {
			t.Fatal(err)
		}
		if n := digests(); n != 1 {
			t.Errorf("%d after the member changed the wish", n)
		}
		w.clock("2019-03-26", 7, 0)
		if l := w.dispatched(); len(l) != 0 {
			t.Errorf("a letter of yesterday morning leaves: %+v", l)
		}
	})
}

// TestDailyLettersAreScheduled proves that the jobs of a day stand at their hours,
// on working days, and only where letters leave.
func TestDailyLettersAreScheduled(t *testing.T) {
	w := sqliteWorld(t)
	ctx := context.Background()
	kinds := []string{app.DigestJob, app.ReminderJob}
	next := func() string {
		t.Helper()
		if err := w.app.ScheduleDaily(ctx, w.office); err != nil {
			t.Fatal(err)
		}
		at, err := w.app.NextJob(ctx, w.office, kinds)
		if err != nil {
			t.Fatal(err)
		}
		if at.IsZero() {
			return ""
		}
		return at.Add(7 * time.Hour).Format("2006-01-02 15:04")
	}
	w.clock("2019-03-20", 5, 0)
	if at := next(); at != "" {
		t.Errorf("without a mail server at %s", at)
	}
	w.mailed()
	if at := next(); at != "2019-03-20 07:30" {
		t.Errorf("at %s", at)
	}
	w.clock("2019-03-20", 7, 31)
	jobs, err := w.app.ClaimJobs(ctx, w.office, kinds, time.Minute, 5)
	if err != nil || len(jobs) != 1 || jobs[0].Kind != app.DigestJob {
		t.Fatalf("%+v %v", jobs, err)
	}
	if err := w.app.FinishJob(ctx, w.office, jobs[0].ID); err != nil {
		t.Fatal(err)
	}
	if at := next(); at != "2019-03-20 08:00" {
		t.Errorf("then at %s", at)
	}
	w.clock("2019-03-20", 8, 1)
	if jobs, err = w.app.ClaimJobs(ctx, w.office, kinds, time.Minute, 5); err != nil || len(jobs) != 1 {
		t.Fatalf("%+v %v", jobs, err)
	}
	if err := w.app.FinishJob(ctx, w.office, jobs[0].ID); err != nil {
		t.Fatal(err)
	}
	w.clock("2019-03-23", 5, 0) // a Saturday
	if at := next(); at != "" {
		t.Errorf("on a Saturday at %s", at)
	}
}

// sqliteWorld is a fresh world on SQLite alone.
func sqliteWorld(t *testing.T) *world {
	t.Helper()
	return newWorld(t, storetest.New(t), "nghe-an")
}
