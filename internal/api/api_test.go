package api_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"log/slog"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"nghisu/internal/api"
)

var update = flag.Bool("update", false, "write testdata again")

// TestOpenAPI keeps the description: a change of the API is a change of this
// file, seen by whoever looks at it.
func TestOpenAPI(t *testing.T) {
	w := sqliteWorld(t)
	r := w.call("", "GET /api/openapi.json", nil)
	var b bytes.Buffer
	if err := json.Indent(&b, r.body, "", "  "); err != nil {
		t.Fatal(err)
	}
	b.WriteByte('\n')
	const golden = "testdata/openapi.json"
	if *update {
		if err := os.WriteFile(golden, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, b.Bytes()) {
		t.Errorf("the API differs from %s: look at the difference, then run this test with -update", golden)
	}
	if v := r.str("openapi"); !strings.HasPrefix(v, "3.1") {
		t.Errorf("OpenAPI %q", v)
	}
	for _, path := range []string{
		"/bodies", "/bodies/{key}", "/bodies/{key}/seats", "/bodies/{key}/charter", "/bodies/{key}/duties", "/bodies/{key}/may",
		"/meetings", "/meetings/{id}/conclusions", "/tasks", "/tasks/{id}", "/register", "/register/proof",
	} {
		if !bytes.Contains(r.body, []byte(`"/api/v1`+path+`":`)) {
			t.Errorf("%s is not described", path)
		}
	}
	for _, foreign := range []string{"http://", "https://", "$schema", "ErrorModel"} {
		if bytes.Contains(r.body, []byte(foreign)) {
			t.Errorf("the description names %s", foreign)
		}
	}
}

// TestEveryOperationNeedsAKey walks the description: nothing under /api/v1 is
// answered to nobody, whatever is sent.
func TestEveryOperationNeedsAKey(t *testing.T) {
	w := sqliteWorld(t)
	paths, _ := w.call("", "GET /api/openapi.json", nil).at("paths").(map[string]any)
	n := 0
	for path, p := range paths {
		operations, _ := p.(map[string]any)
		for method := range operations {
			n++
			path := strings.NewReplacer("{key}", bodyC, "{id}", "x", "{seat}", "x").Replace(path)
			request := strings.ToUpper(method) + " " + path
			w.fault(401, "signin.needed", "", request, "{ this is no JSON")
			w.fault(401, "token.forged", "nghisu_xxx", request, nil)
		}
	}
	if n < 40 {
		t.Errorf("%d operations", n)
	}
}

func TestTokenFaults(t *testing.T) {
	w := sqliteWorld(t)
	r := w.ok("member", "POST /v1/tokens", map[string]any{"name": "một giờ", "expires": w.at.Add(time.Hour)})
	secret := r.str("secret")
	if w.ok(secret, "GET /v1/me", nil).str("id") != string(w.people["member"]) {
		t.Error("the key is somebody else's")
	}
	r = w.fault(401, "token.forged", secret[:len(secret)-1]+"!", "GET /v1/me", nil)
	if !strings.Contains(r.header.Get("WWW-Authenticate"), "Bearer") {
		t.Error("no WWW-Authenticate")
	}
	w.fault(401, "signin.needed", "", "GET /v1/me", nil, "Authorization", "Basic eDp5")
	w.at = w.at.Add(time.Hour)
	w.fault(401, "token.expired", secret, "GET /v1/me", nil)
	w.ok("member", "POST /v1/tokens/khoa-member/revocation", nil)
	w.fault(401, "token.revoked", "member", "GET /v1/me", nil)
	w.fault(403, "account.keeper-only", "outsider", "GET /v1/accounts", nil)
	w.fault(422, "password.common", "keeper", "POST /v1/accounts", map[string]any{"login": "moi", "person": w.people["member"], "password": "1234567890"})
	if w.ok("keeper", "GET /v1/accounts", nil).len("items") != len(w.people) {
		t.Error("accounts are missing")
	}
	// Everybody's keys are for keepers, to see and to take back.
	w.fault(403, "account.keeper-only", "outsider", "GET /v1/accounts/tokens", nil)
	w.fault(403, "account.keeper-only", "outsider", "POST /v1/accounts/tokens/khoa-head/revocation", nil)
	w.ok("head", "GET /v1/me", nil)
	w.ok("keeper", "POST /v1/accounts/tokens/khoa-head/revocation", nil)
	w.fault(401, "token.revoked", "head", "GET /v1/me", nil)
	w.fault(404, "token.none-such", "keeper", "POST /v1/accounts/tokens/khong-co/revocation", nil)
	r = w.ok("keeper", "GET /v1/accounts/tokens?limit=1&person="+string(w.people["member"]), nil)
	if r.len("items") != 1 || r.str("next") == "" || r.str("items.0.person") != string(w.people["member"]) || r.str("items.0.holder") == "" || r.str("items.0.id") == "" || strings.Contains(string(r.body), "secret") {
		t.Errorf("keys of one person: %s", r.body)
	}
	if strings.Contains(w.log.String(), secret) || strings.Contains(w.log.String(), "1234567890") {
		t.Error("a secret is in the log")
	}
}

// TestInputs sends what is not as described.
func TestInputs(t *testing.T) {
	w := sqliteWorld(t)
	task := func(change func(m map[string]any)) map[string]any {
		m := map[string]any{"body": bodyC, "title": "Việc", "lead": w.agency["so1"], "accountable": w.seats["deputy"][0]}
		change(m)
		return m
	}
	for _, c := range []struct {
		request string
		body    any
		status  int
		code    string
		field   string
	}{
		{"POST /v1/tasks", "{", 400, "api.no-json", ""},
		{"POST /v1/tasks", "[]", 422, "api.no-json", ""},
		{"POST /v1/tasks", `{"body":"x"} {}`, 400, "api.no-json", ""},
		{"POST /v1/tasks", task(func(m map[string]any) { delete(m, "title") }), 422, "api.needed", "title"},
		{"POST /v1/tasks", task(func(m map[string]any) { m["tilte"] = "x" }), 422, "api.unknown-field", "tilte"},
		{"POST /v1/tasks", task(func(m map[string]any) { m["due"] = "15/4/2019" }), 422, "api.date", "due"},
		{"POST /v1/tasks", task(func(m map[string]any) { m["title"] = 7 }), 422, "api.value", "title"},
		{"POST /v1/tasks", task(func(m map[string]any) { m["source"] = map[string]any{"kind": "dream", "id": "x"} }), 422, "api.one-of", "source.kind"},
		{"POST /v1/tasks", strings.Repeat("x", 300<<10), 413, "api.too-big", ""},
		{"GET /v1/tasks?limit=0", nil, 422, "api.value", "limit"},
		{"GET /v1/tasks?limit=a", nil, 422, "api.value", "limit"},
		{"GET /v1/tasks?statsu=overdue", nil, 422, "api.unknown-field", "statsu"},
		{"GET /v1/tasks?status=late", nil, 422, "api.one-of", "status"},
		{"GET /v1/tasks?cursor=zzz", nil, 422, "store.bad-cursor", "cursor"},
		{"GET /v1/bodies/" + bodyC + "/seats?on=2019-02-30", nil, 422, "api.date", "on"},
		{"GET /v1/bodies/" + bodyC + "/duties?from=2019-01-01", nil, 422, "api.needed", "to"},
		{"GET /v1/bodies/" + bodyC + "/duties?from=2019-02-01&to=2019-01-01", nil, 422, "api.before", "to"},
		{"GET /v1/bodies/" + bodyC + "/may?act=task.assign&fact=urgent", nil, 422, "api.fact", "fact"},
		{"GET /v1/register/proof?entry=first", nil, 422, "api.entry", "entry"},
		{"GET /v1/nowhere", nil, 404, "api.no-such-path", ""},
		{"DELETE /v1/tasks", nil, 404, "api.no-such-path", ""},
		{"GET /v1/bodies/khong-co", nil, 404, "body.unknown", ""},
		{"GET /v1/tasks/khong-co", nil, 404, "task.unknown", ""},
		{"PATCH /v1/tasks/x", map[string]any{"act": "task.eat"}, 422, "task.act", "act"},
		{"PATCH /v1/tasks/x", map[string]any{"act": "task.accept", "input": map[string]any{"until": "2019-05-01"}}, 422, "api.act-input", "input.until"},
	} {
		r := w.fault(c.status, c.code, "head", c.request, c.body)
		if r.str("field") != c.field {
			t.Errorf("%s %v: field %q, want %q (%s)", c.request, c.body, r.str("field"), c.field, r.str("message"))
		}
	}
	w.fault(415, "api.json-only", "head", "POST /v1/tasks", "a=b", "Content-Type", "application/x-www-form-urlencoded")
	w.fault(422, "api.key-too-long", "head", "POST /v1/tasks", "{}", "Idempotency-Key", strings.Repeat("k", 201))
	w.fault(422, "api.capacity", "head", "POST /v1/tasks", "{}", "Capacity", "chief")
	w.fault(422, "api.instant", "head", "POST /v1/tasks", "{}", "Acted-At", "hôm qua")
	r := w.fault(422, "text.too-long", "head", "POST /v1/tasks", task(func(m map[string]any) { m["title"] = strings.Repeat("ạ", 501) }))
	if r.str("field") != "title" {
		t.Errorf("field %q", r.str("field"))
	}
}

// TestLanguages proves that faults and words follow Accept-Language.
func TestLanguages(t *testing.T) {
	w := sqliteWorld(t)
	for header, want := range map[string]string{
		"": "Không có", "en": "There is no", "en-GB,en;q=0.9": "There is no", "vi-VN,en;q=0.5": "Không có", "fr, en": "There is no",
	} {
		if got := w.call("head", "GET /v1/nowhere", nil, "Accept-Language", header).str("message"); !strings.HasPrefix(got, want) {
			t.Errorf("%q: %q", header, got)
		}
	}
}

func TestHealth(t *testing.T) {
	w := sqliteWorld(t)
	if r := w.call("", "GET /healthz", nil); r.status != 200 || string(r.body) != "ok\n" {
		t.Errorf("healthz: %d %s", r.status, r.body)
	}
	if r := w.call("", "GET /readyz", nil); r.status != 200 {
		t.Errorf("readyz: %d %s", r.status, r.body)
	}
	w.ok("head", "GET /v1/bodies", nil)
	w.call("outsider", "GET /v1/tasks/x", nil)
	text := string(w.call("", "GET /metrics", nil).body)
	for _, line := range []string{
		`nghisu_http_request_duration_seconds_count{route="/api/v1/bodies",method="GET",status="200"} 1`,
		`nghisu_http_request_duration_seconds_bucket{route="/api/v1/tasks/{id}",method="GET",status="404",le="+Inf"} 1`,
		`nghisu_api_faults_total{kind="not-found"} 1`,
		"# TYPE nghisu_store_commands_total counter",
		"nghisu_register_unsealed_acts ",
		`nghisu_build_info{version="thử",engine="sqlite"} 1`,
	} {
		if !strings.Contains(text, line) {
			t.Errorf("metrics lack %s:\n%s", line, text)
		}
	}
	for id := range w.people {
		if strings.Contains(text, string(w.people[id])) || strings.Contains(text, bodyC) {
			t.Error("metrics name a person or a body")
		}
	}
	if err := w.store.Close(); err != nil {
		t.Fatal(err)
	}
	if r := w.call("", "GET /readyz", nil); r.status != 503 {
		t.Errorf("readyz with a closed store: %d", r.status)
	}
	if r := w.call("", "GET /healthz", nil); r.status != 200 {
		t.Errorf("healthz with a closed store: %d", r.status)
	}
}

// TestIncident answers what nobody foresaw with a number, and logs the rest.
func TestIncident(t *testing.T) {
	var log bytes.Buffer
	h := api.New(api.Deps{Office: office, Log: slog.New(slog.NewTextHandler(&log, nil))}) // without an application
	r := httptest.NewRequest("GET", "/api/v1/me", nil)
	r.Header.Set("Authorization", "Bearer nghisu_"+strings.Repeat("A", 43))
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	var p struct {
		Kind, Code, Message string
	}
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != 500 || p.Kind != "internal" || p.Code != "api.incident" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	_, number, _ := strings.Cut(p.Message, "số ")
	number, _, _ = strings.Cut(number, ".")
	if len(number) != 8 || !strings.Contains(log.String(), number) || strings.Contains(w.Body.String(), "nil pointer") {
		t.Errorf("%s\n%s", p.Message, log.String())
	}
}

// TestStartIsCheap proves that a server does not build its description before
// somebody asks: it would be the longest part of its start.
func TestStartIsCheap(t *testing.T) {
	if n := testing.AllocsPerRun(5, func() { api.New(api.Deps{Office: office}) }); n > 300 {
		t.Errorf("a handler is made with %.0f allocations", n)
	}
}
