package app_test

import (
	"context"
	"testing"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// A task for which whoever leads an agency answers in person is listed for
// hand-over when the post changes hands; what was given to a person of another
// agency, or is done, is not.
func TestPostChangesHands(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		w.person("newcomer")
		led := w.task("Việc của Sở 1", app.TaskIn{Lead: w.agency["so1"]})
		done := w.task("Việc đã xong của Sở 1", app.TaskIn{Lead: w.agency["so1"]})
		w.task("Việc của ghế Sở 2", app.TaskIn{Lead: w.agency["so2"]})
		page, err := w.app.Task(ctx, w.keeper, led)
		if err != nil || page.Task.Person != w.people["lead-so1"] || page.Task.Accountable != "" {
			t.Fatalf("answers: %+v, %v", page.Task, err)
		}
		w.must(w.app.ActOnTask(ctx, w.as("lead-so1"), app.TaskActIn{ID: done, Act: "task.update", Finished: true, Note: "Xong."}))
		w.must(w.app.ActOnTask(ctx, w.as("head"), app.TaskActIn{ID: done, Act: "task.accept"}))

		before := w.state()
		if _, err := w.app.TakePost(ctx, w.as("outsider"), app.TakePostIn{Post: w.leaders["so1"], Person: w.people["newcomer"], From: day("2019-03-20")}); err == nil || w.state() != before {
			t.Errorf("an outsider changes a post's holder: %v", err)
		}
		r := w.must(w.app.TakePost(ctx, w.keeper, app.TakePostIn{Post: w.leaders["so1"], Person: w.people["newcomer"], From: day("2019-03-20")}))
		if r.Body != "" {
			t.Errorf("the act is numbered in %q, not in the office's books", r.Body)
		}
		w.must(w.app.TakePost(ctx, w.keeper, app.TakePostIn{Post: w.leaders["so2"], Person: w.people["outsider"], From: day("2019-03-20")}))
		list, err := w.app.HandOvers(ctx, w.keeper, bodyC)
		if err != nil || len(list) != 1 || list[0].Thing != string(led) || list[0].Seat != "" || list[0].From != "Người lead-so1" || list[0].What != "Việc của Sở 1" {
			t.Fatalf("listed: %+v, %v", list, err)
		}

		w.must(w.app.TakeOver(ctx, w.keeper, app.HandOverIn{Body: bodyC, Kind: committee.HangTask, Thing: string(led), To: w.seatOf("deputy")}))
		if page, err = w.app.Task(ctx, w.keeper, led); err != nil || page.Task.Accountable != w.seatOf("deputy") || page.Task.Person != "" {
			t.Errorf("taken over: %+v, %v", page.Task, err)
		}
		if list, err = w.app.HandOvers(ctx, w.keeper, bodyC); err != nil || len(list) != 0 {
			t.Errorf("still listed: %+v, %v", list, err)
		}
		if _, err = w.app.ActOnTask(ctx, w.as("lead-so1"), app.TaskActIn{ID: led, Act: "task.update", Progress: 10}); err == nil {
			t.Error("who left the post goes on reporting")
		}
		if replayed, err := w.app.Replay(ctx, w.office); err != nil || !replayed.OK {
			t.Errorf("replay: %+v, %v", replayed, err)
		}
	})
}
