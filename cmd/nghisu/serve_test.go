package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// tool carries out a command line and gives what it printed and its exit code.
func tool(line ...string) (code int, stdout, stderr string) {
	var out, errs bytes.Buffer
	code = run(context.Background(), line, &out, &errs)
	return code, out.String(), errs.String()
}

// TestServe founds an office, serves it, signs in by page and by key, and stops
// the server under a request; what was recorded is then sealed.
func TestServe(t *testing.T) {
	db := "sqlite:" + filepath.Join(t.TempDir(), "so.db")
	if code, _, errs := tool("serve", "--db", db); code != 2 || !strings.Contains(errs, "nghisu office found") {
		t.Errorf("without books: %d %s", code, errs)
	}
	code, out, errs := tool("office", "found", "--db", db, "--office", "van-phong", "--name", "Văn phòng", "--keeper", "Người giữ sổ", "--login", "giu.so", "--json")
	if code != 0 {
		t.Fatalf("%d %s", code, errs)
	}
	var made struct{ Password string }
	if err := json.Unmarshal([]byte(out), &made); err != nil {
		t.Fatal(err)
	}
	_, key, _ := tool("token", "create", "--db", db, "--user", "giu.so")
	key = strings.TrimSpace(key)

	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	said, says := io.Pipe()
	var log logged
	over := make(chan int, 1)
	go func() { over <- run(ctx, []string{"serve", "--db", db, "--addr", "127.0.0.1:0"}, says, &log) }()
	lines := bufio.NewScanner(said)
	if !lines.Scan() {
		t.Fatal("no address was printed")
	}
	base := lines.Text()

	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	browser := &http.Client{Jar: jar, Timeout: 20 * time.Second}
	ask := func(method, path, body string, header ...string) (int, string) {
		t.Helper()
		r, err := http.NewRequest(method, base+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i+1 < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		a, err := browser.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer a.Body.Close()
		text, err := io.ReadAll(a.Body)
		if err != nil {
			t.Fatal(err)
		}
		return a.StatusCode, string(text)
	}
	for path, want := range map[string]int{"/healthz": 200, "/readyz": 200, "/metrics": 200, "/api/openapi.json": 200, "/api/v1/me": 401, "/api/nothing": 404, "/": 200} {
		if got, text := ask("GET", path, ""); got != want {
			t.Errorf("%s: %d %.200s", path, got, text)
		}
	}
	form := url.Values{"login": {"giu.so"}, "password": {made.Password}}.Encode()
	const kind = "application/x-www-form-urlencoded"
	if got, _ := ask("POST", "/dang-nhap", form, "Content-Type", kind, "Sec-Fetch-Site", "cross-site"); got != http.StatusForbidden {
		t.Errorf("a form from another site: %d", got)
	}
	if got, text := ask("POST", "/dang-nhap", form, "Content-Type", kind, "Sec-Fetch-Site", "same-origin"); got != 200 || !strings.Contains(text, "/mat-khau") {
		t.Errorf("sign-in: %d %.300s", got, text) // led to the change of the first password
	}
	if got, text := ask("POST", "/api/v1/people", `{"name":"Ủy viên 1"}`, "Authorization", "Bearer "+key, "Content-Type", "application/json"); got != 201 {
		t.Errorf("api: %d %s", got, text)
	}
	if code, _, errs := tool("serve", "--db", db, "--addr", strings.TrimPrefix(base, "http://")); code != 3 || strings.Count(errs, "\n") > 1 {
		t.Errorf("on a taken port: %d %s", code, errs)
	}

	stop()
	if code := <-over; code != 0 {
		t.Errorf("stopped with %d\n%s", code, log.String())
	}
	for _, secret := range []string{made.Password, key, "Ủy viên 1"} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("%q is in the log", secret)
		}
	}
	if code, out, _ := tool("register", "verify", "--db", db, "--json"); code != 0 || !strings.Contains(out, `"entries": 2`) {
		t.Errorf("after the stop: %d %s", code, out)
	}
	if code, out, _ := tool("replay", "--db", db, "--json"); code != 0 {
		t.Errorf("replay: %d %s", code, out)
	}
}

// logged keeps a log that several goroutines write.
type logged struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// TestStartFaults says in one line what is wrong with a database.
func TestStartFaults(t *testing.T) {
	dir := t.TempDir()
	other := filepath.Join(dir, "khac.txt")
	if err := os.WriteFile(other, []byte(strings.Repeat("không phải cơ sở dữ liệu\n", 200)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		db   string
		code int
		says string
	}{
		{"sqlite:" + other, 3, "Đây không phải cơ sở dữ liệu"},
		{"sqlite:" + dir, 3, "Đây không phải cơ sở dữ liệu"},
		{"mysql://x", 3, "Không nối được"},
		{"postgres://ai:mat-khau-bi-mat@127.0.0.1:1/x?connect_timeout=1", 3, "Không nối được"},
		{"sqlite:" + filepath.Join(dir, "chua-co.db"), 2, "no such file"},
	} {
		for _, command := range []string{"serve", "replay"} {
			code, out, errs := tool(command, "--db", c.db)
			if code != c.code || !strings.Contains(errs, c.says) || strings.Count(errs, "\n") != 1 || out != "" || strings.Contains(errs, "bi-mat") {
				t.Errorf("%s %s: %d %s", command, c.db, code, errs)
			}
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "chua-co.db")); err == nil {
		t.Error("a tool made an empty database")
	}
	if code, _, _ := tool("demo", "--data", dir); code != 2 {
		t.Error("the demonstration took a directory that holds something else")
	}
	if code, _, _ := tool("demo", "--until", "today"); code != 2 {
		t.Error("a day that is none")
	}
	if code, out, _ := tool("version"); code != 0 || !strings.HasPrefix(out, "nghisu ") {
		t.Errorf("version: %d %s", code, out)
	}
}
