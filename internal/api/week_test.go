package api_test

import (
	"testing"
	"time"
)

// TestWeekAndSeatingByProgram reads the schedule of a week and says who sits where,
// each within what the caller may see and do.
func TestWeekAndSeatingByProgram(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		id := w.sitting("Phiên quý II")
		week := "/v1/week?body=" + bodyC + "&on=" + w.at.Add(240*time.Hour).Format(time.DateOnly)
		if r := w.ok("member", "GET "+week, nil); r.len("meetings") != 1 || r.str("meetings.0.id") != id || r.at("meetings.0.members") != 2.0 {
			t.Errorf("the week of who is called: %s", r.body)
		}
		if r := w.ok("outsider", "GET "+week, nil); r.len("meetings") != 0 {
			t.Errorf("the week of an outsider: %s", r.body)
		}
		w.fault(422, "api.date", "member", "GET /v1/week?on=31/2/2026", nil)

		at := "/v1/meetings/" + id + "/seating"
		r := w.ok("head", "GET "+at, nil)
		if r.at("set") != false || r.len("places") == 0 {
			t.Fatalf("by precedence: %s", r.body)
		}
		w.fault(404, "meeting.unknown", "outsider", "GET "+at, nil)
		plan := map[string]any{"shape": r.str("shape"), "places": []any{map[string]any{"seat": w.seats["member"][0]}, map[string]any{"seat": w.seats["deputy"][0]}}}
		if r := w.call("member", "PUT "+at, plan); r.status != 403 {
			t.Errorf("a member arranges: %d %s", r.status, r.body)
		}
		if r := w.ok("head", "PUT "+at, plan); r.at("set") != true || r.str("places.0.seat") != string(w.seats["member"][0]) || r.str("act.id") == "" {
			t.Errorf("arranged: %s", r.body)
		}
	})
}

// TestConclusionsLaterByProgram revises a conclusion, gives it out later, takes one
// back; what stays open is listed to who sees it.
func TestConclusionsLaterByProgram(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		id := w.sitting("Phiên có kết luận")
		w.at = w.at.Add(241 * time.Hour)
		at := "/v1/meetings/" + id + "/conclusions"
		item := w.ok("head", "GET /v1/meetings/"+id, nil).str("agenda.0.id")
		first := w.ok("head", "POST "+at, map[string]any{"item": item, "text": "Thống nhất kế hoạch", "work": "rà soát số liệu"}).str("id")
		second := w.ok("head", "POST "+at, map[string]any{"item": item, "text": "Kết luận nhầm", "work": "nhầm"}).str("id")
		open := "GET /v1/bodies/" + bodyC + "/open-conclusions"
		if r := w.ok("head", open, nil); r.len("items") != 2 || r.str("items.0.meeting.id") != id || r.at("items.0.settles") != true {
			t.Errorf("open: %s", r.body)
		}
		if r := w.call("outsider", open, nil); r.status == 200 && r.len("items") != 0 {
			t.Errorf("an outsider reads what is open: %s", r.body)
		}
		if r := w.call("member", "PUT "+at+"/"+first, map[string]any{"text": "Khác"}); r.status != 403 {
			t.Errorf("a member revises: %d %s", r.status, r.body)
		}
		w.fault(404, "conclusion.unknown", "head", "PUT "+at+"/khong-co", map[string]any{"text": "Khác"})
		w.ok("head", "PUT "+at+"/"+first, map[string]any{"text": "Thống nhất kế hoạch, sửa Điều 2", "work": "rà soát số liệu"})
		w.ok("head", "POST "+at+"/"+second+"/withdrawal", map[string]any{})
		r := w.ok("head", "POST "+at+"/"+first+"/assignment", map[string]any{"accountable": w.seats["deputy"][0], "due": "2019-06-28"})
		if r.str("act.id") == "" {
			t.Errorf("given out: %s", r.body)
		}
		if r := w.ok("head", open, nil); r.len("items") != 0 {
			t.Errorf("still open: %s", r.body)
		}
		tasks := w.ok("deputy", "GET /v1/tasks?body="+bodyC, nil)
		if tasks.len("items") != 1 || tasks.str("items.0.due") != "2019-06-28" {
			t.Errorf("the task: %s", tasks.body)
		}
	})
}
