package api_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// TestBodies reads a body on its days.
func TestBodies(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		r := w.ok("outsider", "GET /v1/bodies", nil)
		if r.len("items") != 1 || r.str("items.0.key") != bodyC || r.at("items.0.members") != 3.0 || r.at("next") != nil {
			t.Errorf("bodies: %s", r.body)
		}
		at := "GET /v1/bodies/" + bodyC
		r = w.ok("head", at, nil, "Accept-Language", "en")
		if r.str("id") != bodyC || r.len("seats") != 3 || r.len("roster") == 0 || r.len("turns") == 0 || r.len("offers") == 0 || r.at("charter.version") != 1.0 {
			t.Errorf("body: %.800s", r.body)
		}
		if r = w.ok("head", at+"/seats?on=2019-03-19", nil); r.str("items.0.role") != "head" || r.str("items.0.holder") != "Người head" {
			t.Errorf("seats: %s", r.body)
		}
		if r = w.ok("head", at+"/seats?on=2019-03-19&in=to-cong-tac", nil); r.len("items") != 0 {
			t.Errorf("seats of a group that has none: %s", r.body)
		}
		if r = w.ok("head", at+"/seats?on=2019-03-18", nil); r.len("items") != 0 {
			t.Errorf("seats before the body: %s", r.body)
		}
		r = w.ok("head", at+"/charter?on=2019-03-20", nil)
		if r.str("documents.0.key") != "quy-che" || r.len("documents.0.articles") == 0 || !strings.HasPrefix(r.str("documents.0.effect"), "20") {
			t.Errorf("charter: %.800s", r.body)
		}
		if r = w.ok("head", at+"/charter/source", nil); !strings.Contains(r.str("source"), "key: "+bodyC) {
			t.Errorf("source: %.200s", r.body)
		}
		r = w.ok("head", at+"/duties?from=2019-04-01&to=2019-12-31", nil)
		if r.len("items") == 0 || r.str("items.0.due") == "" || r.str("items.0.state") != "due" || r.len("items.0.clauses") == 0 {
			t.Errorf("duties: %.800s", r.body)
		}
		if r = w.ok("head", at+"/plan?year=2019", nil); r.len("items") == 0 || r.str("items.0.owed.rule") == "" {
			t.Errorf("plan: %.800s", r.body)
		}
		if r = w.ok("head", at+"/matrix", nil); r.len("items") == 0 || r.len("items.0.cells") != r.len("roles") {
			t.Errorf("matrix: %.800s", r.body)
		}
		if r = w.ok("head", at+"/decisions", nil); r.len("items") < 1 {
			t.Errorf("decisions: %s", r.body)
		}
		id := r.str(fmt.Sprintf("items.%d.id", r.len("items")-1))
		if r = w.ok("head", "GET /v1/decisions/"+id, nil); r.str("id") != id || r.str("decision.kind") == "" {
			t.Errorf("decision: %.800s", r.body)
		}
		if r = w.ok("head", "GET /v1/acts", nil); r.len("items") < 60 {
			t.Errorf("acts: %.200s", r.body)
		}
	})
}

// TestMay asks for the caller and for a role.
func TestMay(t *testing.T) {
	w := sqliteWorld(t)
	at := "GET /v1/bodies/" + bodyC + "/may?act=task.assign"
	r := w.ok("head", at, nil)
	if r.at("allowed") != true || r.str("reason") != "granted" || r.str("clauses.0.address") != "quy-che/5.1" || r.len("seats") == 0 {
		t.Errorf("head: %s", r.body)
	}
	r = w.ok("outsider", at, nil)
	if r.at("allowed") != false || r.len("who_could") == 0 || r.len("could") == 0 || r.len("clauses") == 0 {
		t.Errorf("outsider: %s", r.body)
	}
	if r = w.ok("outsider", at+"&role=head&on=2019-06-01&fact=urgent:true&fact=object:task", nil); r.at("allowed") != true {
		t.Errorf("role: %s", r.body)
	}
	w.fault(422, "may.unknown-act", "head", "GET /v1/bodies/"+bodyC+"/may?act=dance", nil)
	w.fault(422, "may.unknown-role", "head", at+"&role=king", nil)
}

// TestTasks gives out a task and carries it to its end, with a refusal on the way.
func TestTasks(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		task := map[string]any{
			"body": bodyC, "title": "Làm cổng dịch vụ công", "lead": w.agency["so1"], "accountable": w.seats["deputy"][0],
			"coordinators": []any{w.agency["so2"]}, "due": "2019-04-15",
		}
		r := w.fault(403, "may.not-holder", "outsider", "POST /v1/tasks", task)
		if r.len("clauses") == 0 || r.len("who_could") == 0 || r.len("could.0.holders") == 0 || r.str("kind") != "refused" {
			t.Errorf("refusal: %s", r.body)
		}
		if r := w.ok("keeper", "GET /v1/bodies/"+bodyC+"/refusals", nil); r.len("items") != 1 || r.str("items.0.act") != "task.assign" || r.str("items.0.via") != "api" {
			t.Errorf("refusals: %s", r.body)
		}

		r = w.call("head", "POST /v1/tasks", task, "Idempotency-Key", "k1")
		id := r.str("id")
		if r.status != 201 || id == "" || r.len("clauses") == 0 || r.str("due") != "2019-04-15" || r.str("status") != "in-time" || r.str("act.id") == "" || r.str("lead") != string(w.agency["so1"]) {
			t.Fatalf("task: %d %s", r.status, r.body)
		}
		again := w.ok("head", "POST /v1/tasks", task, "Idempotency-Key", "k1")
		if again.str("id") != id || again.str("act.id") != r.str("act.id") {
			t.Errorf("sent again: %s", again.body)
		}
		task["title"] = "Việc khác"
		w.fault(409, "idempotency.other-input", "head", "POST /v1/tasks", task, "Idempotency-Key", "k1")
		if r := w.ok("head", "GET /v1/tasks?body="+bodyC, nil); r.len("items") != 1 {
			t.Errorf("tasks: %s", r.body)
		}

		at := "PATCH /v1/tasks/" + id
		w.ok("head", "GET /v1/tasks/"+id, nil)
		w.fault(404, "task.unknown", "outsider", "GET /v1/tasks/"+id, nil)
		r = w.ok("deputy", at, map[string]any{"act": "task.update", "input": map[string]any{"progress": 40, "note": "Xong thiết kế"}})
		if r.at("progress") != 40.0 || r.str("note") != "Xong thiết kế" || r.str("id") != id {
			t.Errorf("update: %.400s", r.body)
		}
		r = w.fault(409, "changed.meanwhile", "deputy", at, map[string]any{"act": "task.update", "input": map[string]any{"progress": 50, "seen": 1}})
		if r.str("kind") != "conflict" {
			t.Errorf("kind %q", r.str("kind"))
		}
		w.at = w.at.Add(40 * 24 * time.Hour)
		if r := w.ok("head", "GET /v1/tasks?status=overdue&due_before=2019-05-01&q=cong&lead="+string(w.agency["so1"]), nil); r.len("items") != 1 || r.at("counts.overdue") != 1.0 {
			t.Errorf("overdue: %s", r.body)
		}
	})
}

// TestMeetings calls a meeting and concludes; the conclusion becomes a task.
func TestMeetings(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		head := w.seats["head"][0]
		meeting := map[string]any{
			"body": bodyC, "kind": "expanded", "title": "Họp mở rộng", "start": "2019-03-25T08:00:00+07:00", "mode": "in-person", "chair": head,
			"agenda": []any{map[string]any{"title": "Cổng dịch vụ công"}}, "invitees": []any{map[string]any{"seat": head}, map[string]any{"seat": w.seats["deputy"][0]}},
		}
		w.fault(403, "may.not-holder", "outsider", "POST /v1/meetings", meeting)
		r := w.call("head", "POST /v1/meetings", meeting)
		id := r.str("id")
		if r.status != 201 || id == "" || r.len("clauses") == 0 || r.str("start") != "2019-03-25T01:00:00Z" || r.len("agenda") != 1 || r.at("end") != nil {
			t.Fatalf("meeting: %d %.800s", r.status, r.body)
		}
		item := r.str("agenda.0.id")
		meeting["title"], meeting["invitees"] = "Họp khác", []any{head, w.agency["so2"], map[string]any{"name": "Chuyên gia 1"}}
		other := w.ok("head", "POST /v1/meetings", meeting)
		if other.str("invitees.0.seat") != string(head) || other.str("invitees.1.agency") != string(w.agency["so2"]) || other.str("invitees.2.name") != "Chuyên gia 1" {
			t.Errorf("invitees: %v", other.at("invitees"))
		}
		w.ok("head", "PUT /v1/meetings/"+other.str("id")+"/attendees", map[string]any{"invitees": []any{head}})
		w.fault(422, "api.value", "head", "PUT /v1/meetings/"+other.str("id")+"/attendees", map[string]any{"invitees": []any{7}})
		w.ok("head", "POST /v1/meetings/"+other.str("id")+"/cancellation", map[string]any{})
		meeting["agenda"] = []any{map[string]any{"title": "Cổng", "documents": []any{"van-ban-1"}}}
		w.fault(422, "api.document-unknown", "head", "POST /v1/meetings", meeting)
		at := "/v1/meetings/" + id
		if r := w.ok("head", "GET /v1/meetings?body="+bodyC+"&state=convened&from=2019-03-01&to=2019-03-31", nil); r.len("items") != 1 || r.str("items.0.id") != id {
			t.Errorf("meetings: %s", r.body)
		}
		w.ok("head", "POST "+at+"/postponement", map[string]any{"start": "2019-03-26T08:00:00+07:00", "reason": "Trùng lịch"})
		w.at = time.Date(2019, 3, 26, 3, 0, 0, 0, time.UTC)
		w.ok("head", "PUT "+at+"/presence", map[string]any{"present": []any{map[string]any{"seat": head, "how": "present"}, map[string]any{"seat": w.seats["deputy"][0], "how": "online"}}})
		r = w.ok("head", "PUT "+at+"/positions", map[string]any{"item": item, "positions": []any{map[string]any{"seat": w.seats["deputy"][0], "position": "against", "reason": "Chưa có vốn"}}})
		if r.str("agenda.0.positions.0.position") != "against" || r.str("state") != "held" {
			t.Errorf("positions: %.400s", r.body)
		}
		w.fault(403, "may.not-holder", "member", "POST "+at+"/conclusions", map[string]any{"item": item, "text": "Tôi kết luận"})
		r = w.call("head", "POST "+at+"/conclusions", map[string]any{
			"item": item, "text": "Sở 1 làm trước ngày 30/4", "lead": w.agency["so1"], "accountable": w.seats["deputy"][0], "due": "2019-04-30",
		})
		if r.status != 201 || r.str("id") == "" || r.len("clauses") == 0 || r.str("text") != "Sở 1 làm trước ngày 30/4" || r.str("task") == "" || r.str("due") != "2019-04-30" || r.str("meeting") != id {
			t.Fatalf("conclusion: %d %s", r.status, r.body)
		}
		task := w.ok("deputy", "GET /v1/tasks/"+r.str("task"), nil)
		if task.str("source.kind") != "conclusion" || task.str("source.id") != r.str("id") {
			t.Errorf("task: %.600s", task.body)
		}
		r = w.ok("head", "GET "+at, nil)
		if r.str("agenda.0.conclusions.0.task") != task.str("id") || r.len("acts") < 5 || r.at("quorum.unstated") == nil {
			t.Errorf("meeting: %.600s", r.body)
		}
		if r = w.ok("head", "POST "+at+"/close", map[string]any{}); r.str("state") != "concluded" {
			t.Errorf("closed: %.400s", r.body)
		}
		if r := w.call("head", "POST "+at+"/close", map[string]any{}); r.status != 409 {
			t.Errorf("closed twice: %d %.300s", r.status, r.body)
		}
	})
}

// TestRegister follows the register page by page and proves an entry.
func TestRegister(t *testing.T) {
	w := sqliteWorld(t)
	if err := w.app.FoldNow(context.Background(), office); err != nil {
		t.Fatal(err)
	}
	var ids []string
	after := ""
	for {
		r := w.ok("keeper", "GET /v1/register?limit=4&after="+after, nil)
		for i := range r.len("items") {
			ids = append(ids, r.str(fmt.Sprintf("items.%d.id", i)))
		}
		next, more := r.at("next").(string)
		if !more {
			break
		}
		after = next
	}
	r := w.ok("keeper", "GET /v1/register?limit=200", nil)
	if len(ids) != r.len("items") || r.at("size") != float64(len(ids)) || ids[0] != r.str("items.0.id") || r.str("items.0.act") != "office.found" {
		t.Errorf("%d acts by pages, %d at once, size %v, first %s", len(ids), r.len("items"), r.at("size"), r.str("items.0.act"))
	}
	if r := w.ok("keeper", "GET /v1/register?newest=true&limit=1", nil); r.str("items.0.id") != ids[len(ids)-1] {
		t.Errorf("newest: %s", r.body)
	}
	w.fault(404, "register.not-yours", "outsider", "GET /v1/register", nil)
	if r := w.ok("member", "GET /v1/register?body="+bodyC, nil); r.len("items") != 2 {
		t.Errorf("a member sees %d acts of the body", r.len("items"))
	}
	r = w.ok("keeper", "GET /v1/register/proof?entry=2", nil)
	if r.at("entry") != 2.0 || r.len("hashes") == 0 || r.str("root") == "" || !strings.Contains(r.str("checkpoint"), r.str("root")) {
		t.Errorf("proof: %s", r.body)
	}
	w.fault(404, "entry.unknown", "keeper", "GET /v1/register/proof?entry=100000", nil)
	w.fault(404, "entry.unknown", "keeper", "GET /v1/register/proof?entry=-1", nil)
	r = w.ok("keeper", "GET /v1/acts/"+ids[2], nil)
	if r.str("id") != ids[2] || r.len("events") == 0 || r.str("leaf") == "" || r.str("proof.leaf_hash") == "" {
		t.Errorf("act: %.400s", r.body)
	}
	w.fault(404, "act.unknown", "outsider", "GET /v1/acts/"+ids[2], nil)
}

// TestReconstitution previews a kiện toàn, does it, and refuses a stale one.
func TestReconstitution(t *testing.T) {
	w := sqliteWorld(t)
	at := "POST /v1/bodies/" + bodyC + "/reconstitution"
	w.at = w.at.Add(24 * time.Hour)
	seen := w.ok("keeper", "GET /v1/bodies/"+bodyC, nil).at("changed")
	in := map[string]any{
		"decision": map[string]any{"number": "12/QĐ-UBND", "title": "Kiện toàn Ban Chỉ đạo", "date_from": "2019-03-21", "date_to": "2019-03-21", "effect": "2019-03-21"},
		"seats": []any{
			map[string]any{"role": "head", "fill": "person", "ref": w.people["head"]},
			map[string]any{"role": "deputy", "fill": "person", "ref": w.people["member"]},
			map[string]any{"role": "member", "fill": "post", "ref": w.post},
		},
		"seen": seen,
	}
	r := w.ok("keeper", at+"/preview", in)
	if r.at("allowed") != true || r.len("diff.entered")+r.len("diff.left")+r.len("diff.changed") == 0 || r.len("new") != 3 {
		t.Errorf("preview: %.800s", r.body)
	}
	if r = w.ok("outsider", at+"/preview", in); r.at("allowed") != false || r.str("fault.code") == "" {
		t.Errorf("preview of an outsider: %.400s", r.body)
	}
	if r = w.ok("keeper", at, in); r.len("seats") != 3 || r.str("seats.2.holder") != "Người giam-doc" || r.str("act.id") == "" {
		t.Errorf("reconstituted: %.800s", r.body)
	}
	w.fault(409, "changed.meanwhile", "keeper", at, in)
	if r = w.ok("member", "GET /v1/me", nil); r.str("seats.0.role") != "deputy" || !strings.HasPrefix(r.str("seats.0.capacity"), "seat:") {
		t.Errorf("me: %s", r.body)
	}
}

// TestOffice records what the keeper records.
func TestOffice(t *testing.T) {
	w := sqliteWorld(t)
	r := w.ok("keeper", "POST /v1/agencies", map[string]any{"parent": w.agency["ubnd"], "kind": "department", "vi": "Sở 3", "from": "2019-03-01"})
	so3 := r.str("id")
	if so3 == "" || r.str("act.ground.reason") != "inherent" || r.len("clauses") != 0 {
		t.Errorf("agency: %s", r.body)
	}
	post := w.ok("keeper", "POST /v1/posts", map[string]any{"agency": so3, "kind": "head", "vi": "Giám đốc Sở 3", "leads": true}).str("id")
	person := w.ok("keeper", "POST /v1/people", map[string]any{"name": "Giám đốc 3"}).str("id")
	w.ok("keeper", "POST /v1/posts/"+post+"/holders", map[string]any{"person": person, "from": "2019-03-20"})
	r = w.ok("outsider", "GET /v1/agencies", nil)
	found := false
	for i := range r.len("items") {
		if at := fmt.Sprintf("items.%d.", i); r.str(at+"id") == so3 {
			found = r.str(at+"posts.0.holder") == "Giám đốc 3"
		}
	}
	if !found {
		t.Errorf("agencies: %s", r.body)
	}
	if r = w.ok("head", "GET /v1/people?q=giam+doc+3", nil); r.len("items") != 1 {
		t.Errorf("people: %s", r.body)
	}
	if r := w.call("head", "POST /v1/agencies", map[string]any{"kind": "department", "vi": "Sở 4"}); r.status != 403 {
		t.Errorf("an agency by the head: %d %s", r.status, r.body)
	}
	r = w.ok("deputy", "GET /v1/desk", nil)
	if r.str("on") != "2019-03-20" || r.at("await") == nil {
		t.Errorf("desk: %s", r.body)
	}
}

// TestCapacity acts from the seat that was named, and from no other.
func TestCapacity(t *testing.T) {
	w := sqliteWorld(t)
	task := map[string]any{"body": bodyC, "title": "Việc", "lead": w.agency["so1"], "accountable": w.seats["deputy"][0]}
	seat := "seat:" + string(w.seats["head"][0])
	if r := w.ok("head", "POST /v1/tasks", task, "Capacity", seat); r.str("act.capacity") != seat {
		t.Errorf("capacity %s", r.str("act.capacity"))
	}
	if r := w.call("head", "POST /v1/tasks", task, "Capacity", "seat:"+string(w.seats["deputy"][0])); r.status != 403 {
		t.Errorf("from another's seat: %d %.300s", r.status, r.body)
	}
	// Who did it earlier does not enter it; who assists does, and both times stand.
	earlier := []string{"Acted-At", "2019-03-19T08:00:00+07:00"}
	w.fault(403, "acted.not-recorder", "head", "POST /v1/tasks", task, earlier...)
	w.must(w.app.NameAssistant(context.Background(), w.keeper, app.AssistantIn{
		Assistant: w.people["giam-doc"], Kind: committee.BySeat, ID: string(w.seats["head"][0]), Day: day("2019-03-20"),
	}))
	w.fault(422, "acted.paper-now", "giam-doc", "POST /v1/tasks", task, "Acted-Paper", "7")
	w.fault(422, "api.escaped", "giam-doc", "POST /v1/tasks", task, append(earlier, "Acted-Paper", "S%E")...)
	r := w.ok("giam-doc", "POST /v1/tasks", task, append(earlier, "Acted-Paper", "S%E1%BB%95%20s%E1%BB%91%207")...)
	act := w.ok("head", "GET /v1/acts/"+r.str("act.id"), nil)
	if !strings.Contains(string(act.body), "Sổ số 7") {
		t.Errorf("the paper is not told: %s", act.body)
	}
	if act.str("record.at") != "2019-03-19T01:00:00Z" || act.str("record.entered_at") != "2019-03-20T02:00:00Z" {
		t.Errorf("acted at %s, entered %s", act.str("record.at"), act.str("record.entered_at"))
	}
}
