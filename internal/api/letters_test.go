package api_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/store"
)

// sending lets letters leave the office and gives the members addresses.
func (w *world) sending() {
	w.t.Helper()
	w.app.SendLetters(app.Outgoing{Server: "127.0.0.1:25", From: "vp@tinh.example"})
	for _, name := range []string{"head", "deputy", "member"} {
		w.ok("keeper", "PUT /v1/mail/addresses", map[string]any{"kind": "person", "id": w.people[name], "address": name + "@tinh.example"})
	}
}

// sitting convenes a meeting of body C to which two are called.
func (w *world) sitting(title string) string {
	w.t.Helper()
	return w.ok("head", "POST /v1/meetings", map[string]any{
		"body": bodyC, "kind": "regular", "title": title, "start": w.at.Add(240 * time.Hour).Format(time.RFC3339),
		"agenda": []any{map[string]any{"title": "Nội dung 1"}}, "chair": w.seats["head"][0],
		"invitees": []any{map[string]any{"seat": w.seats["deputy"][0]}, map[string]any{"seat": w.seats["member"][0]}},
	}).str("id")
}

// TestInvitationsByProgram sends invitations, takes them back, answers and names
// who comes instead, with the refusals that pages give.
func TestInvitationsByProgram(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		id := w.sitting("Phiên quý II")
		at := "/v1/meetings/" + id + "/invitations"
		w.fault(409, "mail.none", "head", "POST "+at, map[string]any{})
		w.sending()
		if r := w.ok("head", "GET "+at, nil); r.at("sends") != true || r.at("due") != 2.0 || r.len("guests") != 2 || r.str("guests.0.address") == "" || r.at("offers.0.allowed") != true {
			t.Errorf("before: %s", r.body)
		}
		if r := w.ok("deputy", "GET "+at, nil); r.str("guests.0.address") != "" || r.at("offers.0.allowed") != false {
			t.Errorf("a member reads addresses: %s", r.body)
		}
		w.fault(404, "meeting.unknown", "outsider", "GET "+at, nil)
		if r := w.call("deputy", "POST "+at, map[string]any{}); r.status != 403 || r.len("clauses") == 0 && r.len("who_could") == 0 {
			t.Errorf("a member sends: %d %s", r.status, r.body)
		}
		r := w.ok("head", "POST "+at, map[string]any{}, "Idempotency-Key", "i1")
		first := r.str("sent.0.id")
		if r.status != 201 || r.len("sent.0.letters") != 2 || r.str("sent.0.letters.0.state") != "waiting" || r.str("sent.0.recall_until") == "" || r.str("act.id") == "" {
			t.Fatalf("sent: %s", r.body)
		}
		if again := w.ok("head", "POST "+at, map[string]any{}, "Idempotency-Key", "i1"); again.str("act.id") != r.str("act.id") || again.len("sent") != 1 {
			t.Errorf("sent again: %s", again.body)
		}
		w.fault(409, "invitation.told", "head", "POST "+at, map[string]any{})
		r = w.ok("head", "POST "+at+"/"+first+"/recall", nil)
		if r.at("sent.0.recalled") != true || r.str("sent.0.letters.0.state") != "recalled" {
			t.Errorf("taken back: %s", r.body)
		}
		w.fault(404, "invitation.unknown", "head", "POST "+at+"/khong-co/recall", nil)
		if r := w.ok("keeper", "GET /v1/mail/letters?state=recalled", nil); r.len("items") != 2 || r.str("items.0.kind") != "invitation" {
			t.Errorf("letters: %s", r.body)
		}
		w.fault(403, "account.keeper-only", "head", "GET /v1/mail/letters", nil)

		answers := "/v1/meetings/" + id + "/answers"
		w.ok("deputy", "POST "+answers, map[string]any{"answer": "absent", "reason": "Đi công tác"})
		r = w.ok("deputy", "POST /v1/meetings/"+id+"/substitutes", map[string]any{"seat": w.seats["deputy"][0], "name": "Người dự thay 3"})
		if r.at("counts.substitutes") != 1.0 || r.str("items.0.people.0.name") != "Người dự thay 3" {
			t.Errorf("who comes instead: %s", r.body)
		}
	})
}

// TestMinutesByProgram writes minutes, approves exactly what was read, and opens
// them again.
func TestMinutesByProgram(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		id := w.sitting("Phiên có biên bản")
		w.at = w.at.Add(241 * time.Hour)
		at := "/v1/meetings/" + id + "/minutes"
		r := w.ok("head", "PUT "+at, map[string]any{"text": "Phiên họp bắt đầu đúng giờ."})
		if r.at("rev") != 1.0 {
			t.Errorf("written: %s", r.body)
		}
		if r := w.call("head", "PUT "+at, map[string]any{"text": "Ghi đè", "rev": 0}); r.status != 409 {
			t.Errorf("written over another's text: %d %s", r.status, r.body)
		}
		w.fault(404, "meeting.unknown", "outsider", "GET "+at, nil)
		if r := w.call("outsider", "PUT "+at, map[string]any{"text": "x"}); r.status != 403 && r.status != 404 {
			t.Errorf("an outsider writes: %d %s", r.status, r.body)
		}
		r = w.ok("head", "GET "+at, nil)
		sum := r.str("sum")
		if r.at("approved") != false || r.at("may_write") != true || r.len("parts") == 0 || r.str("parts.0.text") != "Phiên họp bắt đầu đúng giờ." || sum == "" || r.len("offers") != 2 {
			t.Fatalf("as it is written: %s", r.body)
		}
		if r := w.ok("member", "GET "+at, nil); r.at("may_write") != false || strings.Contains(string(r.body), "đúng giờ") {
			t.Errorf("a member reads what is not approved: %s", r.body)
		}
		w.fault(409, "meeting.state", "head", "POST "+at+"/approval", map[string]any{"sum": sum})
		w.ok("head", "PUT /v1/meetings/"+id+"/presence", map[string]any{"present": []any{map[string]any{"seat": w.seats["deputy"][0], "how": "present"}}})
		w.fault(409, "minutes.changed", "head", "POST "+at+"/approval", map[string]any{"sum": "khác"})
		r = w.ok("head", "POST "+at+"/approval", map[string]any{"sum": sum})
		if r.at("approved") != true || r.at("version") != 1.0 || r.str("act.id") == "" {
			t.Errorf("approved: %s", r.body)
		}
		if r := w.ok("member", "GET "+at, nil); !strings.Contains(string(r.body), "đúng giờ") {
			t.Errorf("a member reads the approved text: %s", r.body)
		}
		r = w.ok("head", "POST "+at+"/reopening", map[string]any{"reason": "Thiếu một ý kiến"})
		if r.at("approved") != false || r.str("reason") != "Thiếu một ý kiến" {
			t.Errorf("opened again: %s", r.body)
		}
	})
}

// TestMarksByProgram proves that notes on a paper are their maker's alone.
func TestMarksByProgram(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		id := w.sitting("Phiên có tài liệu")
		paper := w.ok("head", "POST /v1/papers?meeting="+id+"&kind=report&name=so-do.png&title=Sơ+đồ", picture(t, 1)).str("id")
		at := "/v1/papers/" + paper + "/marks"
		r := w.ok("deputy", "POST "+at, map[string]any{"version": 1, "page": 1, "words": "Hỏi lại kinh phí"})
		mark := r.str("items.0.id")
		if r.len("items") != 1 || r.str("items.0.words") != "Hỏi lại kinh phí" {
			t.Fatalf("made: %s", r.body)
		}
		for _, who := range []string{"head", "keeper", "member"} {
			if r := w.call(who, "GET "+at, nil); r.status == 200 && r.len("items") != 0 {
				t.Errorf("%s reads another's notes: %s", who, r.body)
			}
		}
		w.fault(404, "mark.unknown", "head", "PUT "+at+"/"+mark, map[string]any{"words": "x"})
		w.fault(404, "paper.unknown", "outsider", "GET "+at, nil)
		w.fault(422, "mark.nothing", "deputy", "POST "+at, map[string]any{"version": 1, "page": 1})
		if r := w.ok("deputy", "PUT "+at+"/"+mark, map[string]any{"words": "Đã rõ"}); r.str("items.0.words") != "Đã rõ" {
			t.Errorf("changed: %s", r.body)
		}
		if r := w.ok("deputy", "DELETE "+at+"/"+mark, nil); r.len("items") != 0 {
			t.Errorf("taken away: %s", r.body)
		}
		// The pack of the same meeting, and who may read its papers.
		if r := w.ok("deputy", "GET /v1/meetings/"+id+"/pack", nil); r.header.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(string(r.body), "%PDF-") {
			t.Errorf("pack: %v", r.header)
		}
		w.fault(409, "pack.empty", "deputy", "GET /v1/meetings/"+id+"/pack?new=true", nil)
		w.fault(404, "item.unknown", "deputy", "GET /v1/meetings/"+id+"/pack?item=khong-co", nil)
		w.fault(404, "meeting.unknown", "outsider", "GET /v1/meetings/"+id+"/pack", nil)
		if r := w.ok("head", "PUT /v1/papers/"+paper+"/sight", map[string]any{"sight": "body"}); r.str("sight") != "body" {
			t.Errorf("who may read it: %s", r.body)
		}
	})
}

// TestTrayByProgram reads the tray and places what lies there.
func TestTrayByProgram(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		x, err := w.app.TakeIn(context.Background(), office, app.Incoming{Digest: "d1", Source: "imap", From: "la@mail.example", Subject: "Chào", Text: "Xin chào", Kind: app.InStranger, Files: []string{"a.pdf"}, Received: w.at})
		if err != nil {
			t.Fatal(err)
		}
		if r := w.ok("keeper", "GET /v1/tray", nil); r.len("items") != 1 || r.str("items.0.subject") != "Chào" || r.str("items.0.kind") != "stranger" || r.str("items.0.file_names.0") != "a.pdf" {
			t.Errorf("the tray: %s", r.body)
		}
		if r := w.ok("head", "GET /v1/tray", nil); r.len("items") != 0 {
			t.Errorf("the head reads a stranger's letter: %s", r.body)
		}
		at := "/v1/tray/" + x.ID
		w.fault(404, "inbox.unknown", "head", "GET "+at, nil)
		w.fault(404, "inbox.unknown", "head", "POST "+at+"/placement", map[string]any{})
		w.fault(404, "inbox.no-file", "keeper", "GET "+at+"/files/1", nil)
		w.fault(404, "meeting.unknown", "keeper", "POST "+at+"/placement", map[string]any{"thing": "meeting", "object": "khong-co"})
		if r := w.ok("head", "GET /v1/tray?state=waiting", nil); r.len("items") != 0 {
			t.Errorf("waiting: %s", r.body)
		}
		if r := w.ok("keeper", "POST "+at+"/placement", map[string]any{"note": "Quảng cáo"}); r.str("state") != store.IncomingAside || r.str("note") != "Quảng cáo" || r.str("done_by") == "" {
			t.Errorf("put aside: %s", r.body)
		}
	})
}

// TestWishesByProgram proves that everybody chooses what they are sent and which
// calendars they follow, and that the office's choices are its keepers'.
func TestWishesByProgram(t *testing.T) {
	w := sqliteWorld(t)
	w.sending()
	if r := w.ok("deputy", "GET /v1/me/mail", nil); r.str("address") != "deputy@tinh.example" || r.at("digest") != true {
		t.Errorf("wish: %s", r.body)
	}
	if r := w.ok("deputy", "PUT /v1/me/mail", map[string]any{"digest": false, "reminders": true}); r.at("digest") != false || r.at("reminders") != true {
		t.Errorf("wish: %s", r.body)
	}
	if r := w.ok("keeper", "PUT /v1/mail/reminders", map[string]any{"days": []int{5, 2}}); fmt.Sprint(r.at("days")) != "[5 2]" {
		t.Errorf("days: %s", r.body)
	}
	w.fault(422, "mail.days-wrong", "keeper", "PUT /v1/mail/reminders", map[string]any{"days": []int{99}})
	for _, at := range []string{"GET /v1/mail/reminders", "GET /v1/mail/addresses"} {
		w.fault(403, "account.keeper-only", "deputy", at, nil)
	}
	w.fault(422, "mail.address", "keeper", "PUT /v1/mail/addresses", map[string]any{"kind": "person", "id": w.people["head"], "address": "không phải"})
	r := w.ok("deputy", "POST /v1/me/calendars", map[string]any{})
	secret := strings.TrimSuffix(strings.TrimPrefix(r.str("path"), "/lich/"), ".ics")
	if page, err := w.app.Calendar(context.Background(), office, secret); err != nil || page.Person == "" {
		t.Errorf("the calendar of %s: %v", r.body, err)
	}
	list := w.ok("deputy", "GET /v1/me/calendars", nil)
	if list.len("items") != 1 || strings.Contains(string(list.body), secret) {
		t.Errorf("calendars: %s", list.body)
	}
	w.fault(404, "calendar.unknown", "head", "DELETE /v1/me/calendars/"+list.str("items.0.id"), nil)
	if r := w.ok("deputy", "DELETE /v1/me/calendars/"+list.str("items.0.id"), nil); r.len("items") != 0 {
		t.Errorf("closed: %s", r.body)
	}
	if _, err := w.app.Calendar(context.Background(), office, secret); err == nil {
		t.Error("a closed calendar is read")
	}
	w.fault(404, "body.unknown", "outsider", "POST /v1/me/calendars", map[string]any{"body": "khong-co"})
}

// TestEnrolmentByProgram enters a list of people, and looks after jobs and accounts.
func TestEnrolmentByProgram(t *testing.T) {
	w := sqliteWorld(t)
	list := map[string]any{"lines": []any{
		map[string]any{"name": "Chuyên viên 1", "login": "cv1", "agency": "Sở 1", "post": "Chuyên viên"}, map[string]any{"name": "Chuyên viên 2", "agency": "Sở không có", "post": "x"},
	}}
	r := w.ok("keeper", "POST /v1/people/enrolment/preview", list)
	if r.len("items") != 2 || r.len("items.0.faults") != 0 || r.str("items.0.agency_id") != string(w.agency["so1"]) || r.str("items.1.faults.0.code") != "enrol.no-agency" || r.str("items.1.faults.0.message") == "" {
		t.Errorf("preview: %s", r.body)
	}
	w.fault(422, "enrol.lines", "keeper", "POST /v1/people/enrolment", list)
	list["lines"] = list["lines"].([]any)[:1]
	for _, at := range []string{"POST /v1/people/enrolment/preview", "POST /v1/people/enrolment"} {
		w.fault(403, "account.keeper-only", "head", at, list)
	}
	r = w.ok("keeper", "POST /v1/people/enrolment", list)
	if r.len("slips") != 1 || r.str("slips.0.login") != "cv1" || len(r.str("slips.0.password")) < 12 || r.str("act.id") == "" {
		t.Errorf("entered: %s", r.body)
	}
	if x, err := w.app.SignIn(context.Background(), office, "cv1", r.str("slips.0.password"), ""); err != nil || !x.MustChange {
		t.Errorf("first sign-in: %+v %v", x, err)
	}
	w.ok("keeper", "PUT /v1/accounts/cv1/disabled", map[string]any{"disabled": true})
	if _, err := w.app.SignIn(context.Background(), office, "cv1", r.str("slips.0.password"), ""); err == nil {
		t.Error("a closed account signs in")
	}
	w.fault(403, "account.keeper-only", "head", "PUT /v1/accounts/cv1/disabled", map[string]any{"disabled": false})
	w.fault(422, "password.short", "keeper", "POST /v1/accounts/cv1/password", map[string]any{"password": "x"})

	if err := w.app.ScheduleDaily(context.Background(), office); err != nil {
		t.Fatal(err)
	}
	jobs := w.ok("keeper", "GET /v1/jobs?state=ready", nil)
	if jobs.len("items") == 0 || jobs.str("items.0.kind") == "" {
		t.Fatalf("jobs: %s", jobs.body)
	}
	id := jobs.str("items.0.id")
	w.fault(403, "account.keeper-only", "head", "GET /v1/jobs", nil)
	w.fault(403, "account.keeper-only", "head", "POST /v1/jobs/"+id+"/aside", nil)
	w.ok("keeper", "POST /v1/jobs/"+id+"/aside", nil)
	if r := w.ok("keeper", "GET /v1/jobs?state=aside", nil); r.len("items") != 1 || r.str("items.0.id") != id {
		t.Errorf("put aside: %s", r.body)
	}
	w.ok("keeper", "POST /v1/jobs/"+id+"/retry", nil)
	w.fault(404, "job.unknown", "keeper", "POST /v1/jobs/khong-co/retry", nil)
}

// TestRefusalsByProgram proves that the log of refusals is narrowed by person and
// clause, and that everybody reads at least the own.
func TestRefusalsByProgram(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		task := map[string]any{"body": bodyC, "title": "Việc", "lead": w.agency["so1"], "accountable": w.seats["deputy"][0]}
		r := w.fault(403, "may.not-holder", "outsider", "POST /v1/tasks", task)
		clause := r.str("clauses.0.address")
		w.fault(403, "may.not-holder", "giam-doc", "POST /v1/tasks", task)
		at := "GET /v1/bodies/" + bodyC + "/refusals"
		article, _, _ := strings.Cut(clause, ".")
		for query, n := range map[string]int{
			"": 2, "?person=" + string(w.people["outsider"]): 1, "?clause=" + clause: 2, "?clause=" + article: 2, "?clause=quy-che/99": 0,
			"?person=" + string(w.people["outsider"]) + "&clause=" + clause: 1,
		} {
			if r := w.ok("keeper", at+query, nil); r.len("items") != n {
				t.Errorf("%s: %s", query, r.body)
			}
		}
		first := w.ok("keeper", at+"?limit=1", nil)
		if next := w.ok("keeper", at+"?limit=1&cursor="+first.str("next"), nil); next.len("items") != 1 || next.str("items.0.at") == first.str("items.0.at") && next.str("items.0.person") == first.str("items.0.person") {
			t.Errorf("page by page: %s, then %s", first.body, next.body)
		}
		w.fault(422, "refusals.clause-wrong", "keeper", at+"?clause=%25", nil)
		if r := w.ok("outsider", "GET /v1/refusals", nil); r.len("items") != 1 {
			t.Errorf("one's own: %s", r.body)
		}
		if r := w.ok("outsider", "GET /v1/refusals?person="+string(w.people["giam-doc"]), nil); strings.Contains(string(r.body), "giam-doc") {
			t.Errorf("another's: %s", r.body)
		}
		if r := w.ok("keeper", "GET /v1/refusals", nil); r.len("items") != 2 {
			t.Errorf("of the office: %s", r.body)
		}
	})
}
