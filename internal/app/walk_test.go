package app_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/register"
)

// TestWalk goes the way of the demo's visitor: a refusal with its clause, a
// meeting, positions, a conclusion against the majority, the task, its end.
func TestWalk(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		start := time.Date(2019, 3, 25, 1, 0, 0, 0, time.UTC)
		_, err := w.app.Convene(ctx, w.as("deputy"), app.ConveneIn{Body: bodyC, Kind: committee.Expanded, Title: "Họp mở rộng", Start: start})
		refusedBy(t, err, charter.ReasonNotHolder, "quy-che/4.4", "head")
		refusals, err := w.app.Refusals(ctx, w.keeper, app.RefusalFilter{Body: bodyC})
		if err != nil || len(refusals.Items) != 1 || refusals.Items[0].Clauses[0] != "quy-che/4.4" {
			t.Fatalf("refusals %+v %v", refusals, err)
		}

		all := []app.InviteeIn{{Seat: w.seats["head"][0]}, {Seat: w.seats["deputy"][0]}, {Seat: w.seats["member"][0]}}
		r := w.must(w.app.Convene(ctx, w.as("secretary"), app.ConveneIn{
			Body: bodyC, Kind: committee.Expanded, Title: "Họp mở rộng", Start: start, Chair: w.seats["head"][0],
			Agenda: []app.ItemIn{{Title: "Kế hoạch năm"}}, Invitees: all,
		}))
		if r.Ground.Clauses[0].Address != "quy-che/4.4" || r.Capacity.ID != string(w.seats["head"][0]) {
			t.Errorf("receipt %+v", r)
		}
		id := committee.MeetingID(r.Ref)
		w.at = start.Add(time.Hour)
		page, err := w.app.Meeting(ctx, w.as("member1"), id)
		if err != nil {
			t.Fatal(err)
		}
		item := page.Meeting.Agenda[0].ID
		w.must(w.app.RecordPresence(ctx, w.as("secretary"), app.PresenceIn{Meeting: id, Present: []app.PresentIn{
			{Seat: w.seats["head"][0], How: "present"}, {Seat: w.seats["deputy"][0], How: "present"}, {Seat: w.seats["member"][0], How: "online"},
		}}))
		w.must(w.app.RecordPositions(ctx, w.as("secretary"), app.PositionsIn{Meeting: id, Item: item, Positions: []app.PositionIn{
			{Seat: w.seats["deputy"][0], Position: committee.Against}, {Seat: w.seats["member"][0], Position: committee.Against, Reason: "chưa đủ vốn"},
		}}))
		_, err = w.app.Conclude(ctx, w.as("member1"), app.ConcludeIn{Meeting: id, Item: item, Text: "Đồng ý"})
		refusedBy(t, err, charter.ReasonNotHolder, "quy-che/2.1", "head")
		w.must(w.app.Conclude(ctx, w.as("head"), app.ConcludeIn{
			Meeting: id, Item: item, Text: "Thông qua kế hoạch; giao Sở 2 chủ trì.", Side: committee.For, Lead: w.agency["so2"], Due: day("2019-06-28"),
		}))
		page, err = w.app.Meeting(ctx, w.as("head"), id)
		if err != nil {
			t.Fatal(err)
		}
		c := page.Meeting.Agenda[0].Conclusions[0]
		if !c.AgainstMajority || c.Against != 2 || c.Task == "" {
			t.Errorf("conclusion %+v", c)
		}
		if _, err := w.app.Meeting(ctx, w.as("outsider"), id); err == nil {
			t.Error("an outsider sees the meeting")
		}
		task, err := w.app.Task(ctx, w.as("lead-so2"), c.Task)
		if err != nil {
			t.Fatal(err)
		}
		w.must(w.app.ActOnTask(ctx, w.as("lead-so2"), app.TaskActIn{ID: c.Task, Act: "task.update", Progress: 50, Seen: task.Changed}))
		_, err = w.app.ActOnTask(ctx, w.as("lead-so2"), app.TaskActIn{ID: c.Task, Act: "task.update", Progress: 10, Seen: task.Changed})
		var f *committee.Fault
		if !errors.As(err, &f) || f.Code != "changed.meanwhile" {
			t.Errorf("second tab: %v", err)
		}
		w.must(w.app.ActOnTask(ctx, w.as("lead-so2"), app.TaskActIn{ID: c.Task, Act: "task.update", Progress: 100, Finished: true}))
		_, err = w.app.ActOnTask(ctx, w.as("outsider"), app.TaskActIn{ID: c.Task, Act: "task.accept"})
		if !errors.As(err, &f) || (f.Kind != committee.Refused && f.Kind != committee.NotFound) {
			t.Errorf("an outsider accepts: %v", err)
		}
		w.must(w.app.ActOnTask(ctx, w.as("head"), app.TaskActIn{ID: c.Task, Act: "task.accept"}))

		if err := w.app.FoldNow(ctx, w.office); err != nil {
			t.Fatal(err)
		}
		var export strings.Builder
		if err := w.app.ExportRegister(ctx, w.keeper, &export); err != nil {
			t.Fatal(err)
		}
		report, err := register.VerifyExport(strings.NewReader(export.String()), register.Options{})
		if err != nil || !report.OK {
			t.Errorf("export: %+v %v", report, err)
		}
		if strings.Contains(export.String(), "bị bỏ") || report.Entries == 0 {
			t.Errorf("entries %d", report.Entries)
		}
		replayed, err := w.app.Replay(ctx, w.office)
		if err != nil || !replayed.OK {
			t.Errorf("replay %+v %v", replayed, err)
		}
		desk, err := w.app.Desk(ctx, w.as("secretary"))
		if err != nil || desk.Me.Name == "" {
			t.Errorf("desk %+v %v", desk, err)
		}
	})
}
