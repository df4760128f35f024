package api_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"nghisu/internal/charter"
)

// TestRounds asks for opinions and takes them, over a text that changes, to the
// conclusion.
func TestRounds(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		seat := func(role string) map[string]any {
			for r, list := range w.seats {
				if string(r) == role {
					return map[string]any{"seat": list[0]}
				}
			}
			t.Fatal(role)
			return nil
		}
		open := map[string]any{
			"body": bodyC, "title": "Kế hoạch 2020", "questions": []any{map[string]any{"text": "Đồng ý không?"}}, "days": 5, "drafter": seat("head"),
			"articles": []any{map[string]any{"address": "dieu-10", "text": "Mười"}, map[string]any{"address": "dieu-2", "heading": "Mục tiêu", "text": "Hai"}},
			"asked":    []any{seat("deputy"), seat("member"), map[string]any{"agency": w.agency["so1"]}},
		}
		r := w.fault(403, "may.not-holder", "deputy", "POST /v1/rounds", open)
		if r.str("clauses.0.address") != "quy-che/2.1" || r.str("who_could.0") != "head" {
			t.Errorf("refusal: %s", r.body)
		}
		w.fault(422, "round.no-deadline", "head", "POST /v1/rounds", without(open, "days"))
		w.fault(422, "text.bidirectional", "head", "POST /v1/rounds", with(open, "title", "a\u202eb"))
		w.fault(422, "text.too-long", "head", "POST /v1/rounds", with(open, "title", strings.Repeat("dài ", 400)))
		w.fault(422, "round.days", "head", "POST /v1/rounds", with(open, "days", -1))
		w.fault(422, "round.nobody", "head", "POST /v1/rounds", with(open, "asked", []any{}))
		r = w.ok("head", "POST /v1/rounds", open, "Idempotency-Key", "m1")
		id, q := r.str("id"), r.str("questions.0.id")
		if r.status != 201 || r.str("clauses.0.address") != "quy-che/2.1" || r.str("deadline") != "2019-03-27" || r.str("articles.0.address") != "dieu-2" || r.len("questions.0.options") != 3 || r.len("parties") != 3 || r.str("state") != "open" {
			t.Fatalf("opened: %s", r.body)
		}
		if again := w.ok("head", "POST /v1/rounds", open, "Idempotency-Key", "m1"); again.str("id") != id {
			t.Errorf("sent again: %s", again.body)
		}
		at := "/v1/rounds/" + id

		// Slips: two positions, an unknown question, the second device, no right to.
		slip := func(position string, revision int, comments ...any) map[string]any {
			return map[string]any{"slips": []any{map[string]any{"question": q, "position": position, "revision": revision, "reason": "Vì thế", "comments": comments}}}
		}
		two := slip("for", 0)
		two["slips"] = append(two["slips"].([]any), map[string]any{"question": q, "position": "against"})
		w.fault(422, "slip.twice", "deputy", "POST "+at+"/slips", two)
		w.fault(404, "question.unknown", "deputy", "POST "+at+"/slips", map[string]any{"slips": []any{map[string]any{"question": "q9", "position": "for"}}})
		w.fault(422, "slip.position", "deputy", "POST "+at+"/slips", slip("maybe", 0))
		w.fault(404, "round.unknown", "outsider", "POST "+at+"/slips", slip("for", 0))
		w.fault(403, "round.not-asked", "head", "POST "+at+"/slips", slip("for", 0))
		w.fault(422, "comment.no-such-article", "deputy", "POST "+at+"/slips", slip("for", 0, map[string]any{"address": "dieu-3", "text": "x"}))
		r = w.ok("deputy", "POST "+at+"/slips", slip("against", 0, map[string]any{"address": "dieu-10", "text": "Chưa đủ vốn"}), "Idempotency-Key", "s1")
		if r.status != 201 || r.str("act.ground.inherent") != "asked" || r.len("slips") != 1 || r.at("slips.0.revision") != 1.0 || r.str("by.seat") != fmt.Sprint(seat("deputy")["seat"]) {
			t.Errorf("slip: %s", r.body)
		}
		w.ok("deputy", "POST "+at+"/slips", slip("against", 0, map[string]any{"address": "dieu-10", "text": "Chưa đủ vốn"}), "Idempotency-Key", "s1")
		// Filled in without a network: on the text that was seen, with the time claimed
		// beside the time of receipt.
		offline := with(slip("for", 1), "version", 9)
		w.fault(409, "slip.text-changed", "deputy", "POST "+at+"/slips", offline)
		offline = with(offline, "version", 1)
		w.fault(422, "filled.to-come", "deputy", "POST "+at+"/slips", with(offline, "filled", map[string]any{"at": "2030-01-01T00:00:00Z"}))
		w.fault(422, "late.none", "head", "POST "+at+"/late", map[string]any{"by": seat("deputy")})
		if r = w.fault(409, "slip.changed", "deputy", "POST "+at+"/slips", slip("for", 0)); r.str("field") != "slips.1.revision" || !strings.Contains(r.str("message"), "lần 1") {
			t.Errorf("second device: %s", r.body)
		}
		r = w.ok("giam-doc", "POST "+at+"/slips", with(slip("for", 0, map[string]any{"address": "dieu-2", "text": "Nêu chỉ tiêu"}),
			"filled", map[string]any{"at": "2019-03-20T01:00:00Z", "sent_skew": 90}))
		if r.str("slips.0.filled.at") != "2019-03-20T01:00:00Z" || r.at("slips.0.filled.sent_skew") != 90.0 || r.str("slips.0.at") == r.str("slips.0.filled.at") || r.len("slips") != 1 {
			t.Errorf("filled in without a network: %s", r.body)
		}
		w.fault(403, "may.unstated", "deputy", "POST "+at+"/slips", map[string]any{"by": seat("member"), "how": "telephone", "slips": slip("for", 0)["slips"]})
		r = w.ok("keeper", "POST "+at+"/slips", map[string]any{"by": seat("member"), "how": "telephone", "slips": slip("against", 0)["slips"]})
		if r.len("slips") != 3 || r.at("questions.0.members.recorded") != 1.0 || r.str("by.seat") != fmt.Sprint(seat("member")["seat"]) {
			t.Errorf("recorded: %s", r.body)
		}

		// The text changes; who answered before confirms.
		w.at = w.at.Add(time.Hour)
		articles := []any{map[string]any{"address": "dieu-10", "text": "Mười, sửa"}, map[string]any{"address": "dieu-2", "heading": "Mục tiêu", "text": "Hai"}}
		w.fault(403, "may.not-holder", "deputy", "PUT "+at+"/text", map[string]any{"articles": articles})
		r = w.ok("head", "PUT "+at+"/text", map[string]any{"articles": articles, "note": "Theo góp ý"})
		if r.at("version") != 2.0 || r.str("changes.0.articles.0") != "dieu-10" || r.at("stale_parties") != 3.0 || r.str("questions.0.tally.need") != "head decides" {
			t.Errorf("changed: %s", r.body)
		}
		r = w.ok("deputy", "GET "+at, nil)
		if r.str("to_confirm.0.articles.0") != "dieu-10" || r.at("to_confirm.0.revision") != 1.0 || r.len("slips") != 1 || r.len("table") != 1 || r.at("questions.0.members") != nil {
			t.Errorf("to confirm: %s", r.body)
		}
		confirm := map[string]any{"slips": []any{map[string]any{"question": q, "revision": 1}}}
		w.ok("deputy", "POST "+at+"/confirmations", confirm)
		w.fault(409, "slip.changed", "deputy", "POST "+at+"/confirmations", confirm)
		if r = w.ok("deputy", "GET /v1/rounds?asked=true&state=open&body="+bodyC, nil); r.len("items") != 1 || r.at("items.0.answered") != 3.0 || r.at("items.0.days_left") != 5.0 {
			t.Errorf("rounds: %s", r.body)
		}
		if r = w.ok("outsider", "GET /v1/rounds", nil); r.len("items") != 0 {
			t.Errorf("an outsider sees %s", r.body)
		}

		// The last day passes, and is extended.
		w.at = w.at.AddDate(0, 0, 10)
		if r = w.fault(409, "round.late", "deputy", "POST "+at+"/slips", slip("for", 2)); !strings.Contains(r.str("message"), "Người head") {
			t.Errorf("late: %s", r.body)
		}
		w.fault(422, "round.not-later", "head", "POST "+at+"/extension", map[string]any{"deadline": "2019-03-27"})
		w.ok("head", "POST "+at+"/extension", map[string]any{"days": 3, "reason": "Thêm thời gian"})
		w.ok("deputy", "POST "+at+"/slips", slip("against", 2, map[string]any{"address": "dieu-10", "text": "Chưa đủ vốn"}))
		w.at = w.at.AddDate(0, 0, 10)

		// Every comment is answered before the conclusion.
		conclude := map[string]any{"text": "Thông qua; giao Sở 1", "outcomes": []any{map[string]any{
			"question": q, "lead": w.agency["so1"], "accountable": seat("deputy")["seat"], "due": "2019-06-28",
		}}}
		if r = w.fault(409, "round.unanswered", "head", "POST "+at+"/conclusion", conclude); !strings.Contains(r.str("message"), "dieu-10") {
			t.Errorf("unanswered: %s", r.body)
		}
		r = w.ok("head", "GET "+at+"/table", nil)
		if r.len("items") != 2 || r.str("items.0.address") != "dieu-2" || r.str("items.1.address") != "dieu-10" || r.str("items.0.name") != "Sở 1" || r.str("items.0.heading") != "Mục tiêu" {
			t.Fatalf("table: %s", r.body)
		}
		first, second := r.str("items.0.comment"), r.str("items.1.comment")
		w.fault(403, "may.unstated", "deputy", "POST "+at+"/answers", map[string]any{"answers": []any{map[string]any{"comment": first, "kind": "accepted"}}})
		w.ok("head", "POST "+at+"/charges", map[string]any{"comments": []any{first}, "to": seat("deputy")["seat"], "due": "2019-04-30"})
		w.ok("deputy", "POST "+at+"/answers", map[string]any{"answers": []any{map[string]any{"comment": first, "kind": "accepted"}}})
		w.fault(422, "text.empty", "head", "POST "+at+"/answers", map[string]any{"answers": []any{map[string]any{"comment": second, "kind": "explained"}}})
		w.ok("head", "POST "+at+"/answers", map[string]any{"answers": []any{map[string]any{"comment": second, "kind": "explained", "text": "Vốn đã có"}}})
		w.fault(422, "round.question-left", "head", "POST "+at+"/conclusion", map[string]any{"text": "Thông qua", "outcomes": []any{}})
		r = w.ok("head", "POST "+at+"/conclusion", conclude)
		if r.str("state") != "concluded" || r.at("questions.0.outcome.against_majority") != true || r.at("questions.0.outcome.count.against") != 2.0 || r.at("questions.0.outcome.count.stale_against") != 1.0 || r.str("questions.0.outcome.task") == "" {
			t.Errorf("concluded: %s", r.body)
		}
		w.fault(409, "round.concluded", "head", "POST "+at+"/cancellation", map[string]any{"reason": "Muộn"})
		w.ok("deputy", "GET /v1/tasks/"+r.str("questions.0.outcome.task"), nil)
	})
}

// with gives a body with another value; without lacks one.
func with(body map[string]any, key string, value any) map[string]any {
	out := without(body, key)
	out[key] = value
	return out
}

func without(body map[string]any, key string) map[string]any {
	out := map[string]any{}
	for k, v := range body {
		if k != key {
			out[k] = v
		}
	}
	return out
}

// TestVeiledRoundByProgram: a round on an item that has become confidential is called by
// a word of the language of the request.
func TestVeiledRoundByProgram(t *testing.T) {
	w := sqliteWorld(t)
	seat := func(role charter.Role) map[string]any { return map[string]any{"seat": w.seats[role][0]} }
	m := w.ok("head", "POST /v1/meetings", map[string]any{
		"body": bodyC, "kind": "regular", "title": "Phiên tới", "start": w.at.Add(240 * time.Hour), "mode": "in-person", "place": "Phòng họp",
		"agenda": []any{map[string]any{"title": "Dự thảo zq"}}, "chair": w.seats["head"][0],
	})
	item := m.str("agenda.0.id")
	r := w.ok("head", "POST /v1/rounds", map[string]any{
		"body": bodyC, "item": item, "title": "Kế hoạch zq", "questions": []any{map[string]any{"text": "zq?"}}, "days": 5, "drafter": seat("head"), "asked": []any{seat("member")},
		"articles": []any{map[string]any{"address": "dieu-2", "text": "zq"}},
	})
	id := r.str("id")
	w.ok("head", "PUT /v1/meetings/"+m.str("id")+"/agenda", map[string]any{"items": []any{map[string]any{"id": item, "title": "Dự thảo zq", "closed": true}}})
	for lang, want := range map[string]string{"vi": "Đợt lấy ý kiến có nội dung kín", "en": "Opinion round on a confidential matter"} {
		r := w.ok("member", "GET /v1/rounds/"+id, nil, "Accept-Language", lang)
		if r.str("title") != want || r.str("questions.0.text") != want || r.at("veiled") != true || strings.Contains(string(r.body), "zq") {
			t.Errorf("%s: %s", lang, r.body)
		}
		if r := w.ok("member", "GET /v1/rounds", nil, "Accept-Language", lang); r.str("items.0.title") != want || r.at("items.0.veiled") != true {
			t.Errorf("%s: %s", lang, r.body)
		}
	}
}
