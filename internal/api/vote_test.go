package api_test

import (
	"testing"
	"time"
)

// TestVotes calls a named vote, takes votes and closes it; what is secret is
// neither cast nor opened this way.
func TestVotes(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		seat := func(role string) string {
			for r, list := range w.seats {
				if string(r) == role {
					return string(list[0])
				}
			}
			t.Fatal(role)
			return ""
		}
		m := w.ok("head", "POST /v1/meetings", map[string]any{
			"body": bodyC, "kind": "expanded", "title": "Phiên", "start": w.at.Add(-time.Hour).Format(time.RFC3339), "chair": seat("head"),
			"agenda": []any{map[string]any{"title": "Kế hoạch"}, map[string]any{"title": "Nhân sự"}}, "invitees": []any{map[string]any{"seat": seat("deputy")}},
		})
		at := "/v1/meetings/" + m.str("id") + "/votes"
		open := map[string]any{"item": m.str("agenda.0.id"), "motion": "Thông qua Kế hoạch", "hidden": true}
		w.fault(403, "may.unstated", "deputy", "POST "+at, open)
		w.fault(404, "meeting.unknown", "outsider", "GET "+at, nil)
		w.fault(422, "text.empty", "head", "POST "+at, with(open, "motion", " "))
		w.fault(422, "vote.until-past", "head", "POST "+at, with(open, "until", w.at.Add(-time.Minute).Format(time.RFC3339)))
		w.fault(422, "vote.tellers", "head", "POST "+at, with(open, "secret", true))
		v := w.ok("head", "POST "+at, open, "Idempotency-Key", "v1")
		if v.status != 201 || v.len("voters") != 3 || v.len("options") != 3 || v.str("state") != "open" || v.at("advice") != true || v.str("mode_by.0.address") != "quy-che/2.1" {
			t.Fatalf("called: %s", v.body)
		}
		if again := w.ok("head", "POST "+at, open, "Idempotency-Key", "v1"); again.str("id") != v.str("id") {
			t.Errorf("sent again: %s", again.body)
		}
		w.fault(409, "vote.already-open", "head", "POST "+at, open)
		one := at + "/" + v.str("id")
		cast := map[string]any{"option": "for", "hash": v.str("hash")}
		w.fault(422, "vote.other-motion", "deputy", "POST "+one+"/casts", with(cast, "hash", "0"))
		w.fault(422, "vote.option", "deputy", "POST "+one+"/casts", with(cast, "option", "maybe"))
		w.fault(404, "vote.unknown", "outsider", "POST "+one+"/casts", cast)
		w.fault(404, "vote.unknown", "head", "GET /v1/meetings/khac/votes/"+v.str("id"), nil)
		w.ok("deputy", "POST "+one+"/casts", with(cast, "option", "against"))
		w.ok("deputy", "POST "+one+"/casts", cast)
		w.ok("head", "POST "+one+"/casts", with(with(with(cast, "seat", seat("member")), "how", "telephone"), "option", "against"))
		seen := w.ok("member", "GET "+one, nil)
		if seen.at("voted") != 2.0 || seen.at("options.0.count") != nil || seen.str("voters.1.option") != "" || seen.str("voters.2.option") != "against" {
			t.Errorf("hidden: %s", seen.body)
		}
		w.fault(403, "may.unstated", "deputy", "POST "+one+"/closing", nil)
		done := w.ok("head", "POST "+one+"/closing", nil)
		if done.at("result.for") != 1.0 || done.at("result.against") != 1.0 || done.at("result.tally.ok") != nil || done.str("voters.1.option") != "for" {
			t.Errorf("closed: %s", done.body)
		}
		w.fault(409, "vote.closed", "deputy", "POST "+one+"/casts", cast)

		secret := map[string]any{"item": m.str("agenda.1.id"), "motion": "Nhân sự", "secret": true, "tellers": []any{map[string]any{"seat": seat("deputy")}, map[string]any{"seat": seat("member")}}}
		s := w.ok("head", "POST "+at, secret)
		two := at + "/" + s.str("id")
		if s.str("state") != "prepared" || s.len("tellers") != 2 {
			t.Errorf("secret: %s", s.body)
		}
		w.fault(409, "vote.not-begun", "deputy", "POST "+two+"/casts", map[string]any{"option": "for", "hash": s.str("hash")})
		w.fault(422, "text.empty", "head", "POST "+two+"/cancellation", map[string]any{"reason": ""})
		if off := w.ok("head", "POST "+two+"/cancellation", map[string]any{"reason": "Mất khóa"}); off.str("state") != "cancelled" || off.str("result.reason") != "Mất khóa" {
			t.Errorf("called off: %s", off.body)
		}
		if list := w.ok("member", "GET "+at, nil); list.len("items") != 2 {
			t.Errorf("list: %s", list.body)
		}
	})
}
