package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"nghisu/internal/app"
	"nghisu/internal/web/ui"
	"nghisu/internal/web/ui/uitest"
)

// TestAct goes the whole way of a formal act: form, fault, check, confirm,
// receipt, the same form sent twice, two windows, a refusal.
func TestAct(t *testing.T) {
	w := newWorld(t)
	head, lead := w.signedIn("truong-ban"), w.signedIn("so-2")

	// A new task: the body first, then the form, which keeps what was typed.
	page := head.get(ui.NewTaskPath + "?body=" + string(theBody))
	form := mainForm(t, page)
	long := strings.Repeat("Rà soát ", 60) + "hết"
	bad := head.post(form.Attrs["action"], fields(form, "title", long, "due", "31/2/2026"))
	if bad.StatusCode != http.StatusUnprocessableEntity || !strings.HasPrefix(bad.page.One(t, "title").Text(), "Có lỗi") {
		t.Errorf("a wrong day: status %d, title %q", bad.StatusCode, bad.page.One(t, "title").Text())
	}
	if got := bad.page.One(t, "#f-title").Text(); got != long {
		t.Errorf("the title came back as %q", got)
	}
	if n := len(bad.page.All(".error-box a")); n != 2 {
		t.Errorf("%d faults at the head, want the day and the lead", n)
	}
	bidi := head.post(form.Attrs["action"], fields(form, "title", "Rà soát \u202etrái chiều", "lead", string(w.agency["so2"]), "accountable", string(w.seats["member"])))
	if bidi.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(bidi.page.Text(), "U+202E") {
		t.Errorf("a hidden turn of direction: status %d", bidi.StatusCode)
	}

	check := head.post(form.Attrs["action"], fields(form, "title", "Công bố danh mục dữ liệu", "lead", string(w.agency["so2"]),
		"accountable", string(w.seats["member"]), "due", "30/5/2019"))
	if check.StatusCode != http.StatusOK || !check.page.Has(".facts") || !check.page.Has(".ground") {
		t.Fatalf("check page: status %d\n%s", check.StatusCode, check.page.Text())
	}
	before := w.acts()
	confirm := mainForm(t, check)
	values := fields(confirm, "buoc", "ghi")
	done := head.post(confirm.Attrs["action"], values)
	if done.StatusCode != http.StatusSeeOther {
		t.Fatalf("confirmed: status %d\n%s", done.StatusCode, done.page.Text())
	}
	again := head.post(confirm.Attrs["action"], values)
	if again.Header.Get("Location") != done.Header.Get("Location") || w.acts() != before+1 {
		t.Errorf("sent twice: %q then %q, %d acts", done.Header.Get("Location"), again.Header.Get("Location"), w.acts()-before)
	}
	receipt := head.get(done.Header.Get("Location"))
	if got := receipt.page.One(t, ".recorded").Text(); !strings.Contains(got, "Đã ghi") || !strings.Contains(got, "Điều") {
		t.Errorf("the receipt says %q", got)
	}

	// Two windows on one task: the second is told, and keeps its words.
	path := ui.TaskPath(w.task) + "/cap-nhat"
	one, two := lead.get(path), lead.get(path)
	if r := lead.post(path, fields(mainForm(t, one), "progress", "40", "note", "Đang làm")); r.StatusCode != http.StatusSeeOther {
		t.Fatalf("update: status %d\n%s", r.StatusCode, r.page.Text())
	}
	clash := lead.post(path, fields(mainForm(t, two), "progress", "20", "note", "Cửa sổ thứ hai"))
	if clash.StatusCode != http.StatusConflict || !strings.Contains(clash.page.Text(), "Cửa sổ thứ hai") {
		t.Errorf("second window: status %d\n%s", clash.StatusCode, clash.page.Text())
	}
	kept := lead.post(path, fields(mainForm(t, clash), "buoc", "sua"))
	if got := kept.page.One(t, "#f-note").Text(); got != "Cửa sổ thứ hai" {
		t.Errorf("the words came back as %q", got)
	}
	if r := lead.post(path, fields(mainForm(t, kept))); r.StatusCode != http.StatusSeeOther {
		t.Errorf("sent again after looking: status %d\n%s", r.StatusCode, r.page.Text())
	}

	// An act that is not the reader's: refused with the clause and who could.
	refused := lead.post(ui.TaskPath(w.task)+"/gia-han", url.Values{"until": {"30/12/2019"}})
	if refused.StatusCode == http.StatusSeeOther {
		t.Error("the lead grants an extension to itself")
	}
}

// acts counts the acts that the keeper's register shows.
func (w *world) acts() int {
	list, err := w.app.Register(context.Background(), w.as("keeper"), app.RegisterFilter{Limit: 500})
	if err != nil {
		w.t.Fatal(err)
	}
	return len(list.Items)
}

func TestSignIn(t *testing.T) {
	w := newWorld(t)
	b := w.reader()
	if r := b.get(ui.TasksPath + "?q=x"); r.StatusCode != http.StatusSeeOther || r.Header.Get("Location") != ui.SignInPath+"?ve=%2Fnhiem-vu%3Fq%3Dx" {
		t.Errorf("not signed in: %d to %q", r.StatusCode, r.Header.Get("Location"))
	}
	page := b.get(ui.SignInPath)
	for _, breach := range uitest.Breaches(page.html) {
		t.Error(breach)
	}
	if !strings.Contains(page.page.Text(), "Trưởng ban") {
		t.Error("the demonstration's log-ins are not shown")
	}
	wrong := b.post(ui.SignInPath, url.Values{"login": {"truong-ban"}, "password": {"sai rồi, thử lại"}, "ve": {"/toi"}})
	if wrong.StatusCode != http.StatusUnauthorized || strings.Contains(wrong.html, "sai rồi, thử lại") {
		t.Errorf("wrong password: status %d, or the password is shown", wrong.StatusCode)
	}
	if got := wrong.page.One(t, "#f-login").Attrs["value"]; got != "truong-ban" {
		t.Errorf("the name came back as %q", got)
	}
	for from, to := range map[string]string{"/toi": "/toi", "//evil.example/x": "/", "https://evil.example": "/", "/\\evil.example": "/", "": "/"} {
		r := b.post(ui.SignInPath, url.Values{"login": {"truong-ban"}, "password": {password}, "ve": {from}})
		if got := r.Header.Get("Location"); got != to {
			t.Errorf("back to %q leads to %q, want %q", from, got, to)
		}
		for _, c := range r.Cookies() {
			if c.Name == "nghisu_session" && (!c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/") {
				t.Errorf("session cookie %v", c)
			}
		}
	}
	if r := b.get(ui.SignInPath); r.StatusCode != http.StatusSeeOther {
		t.Errorf("sign-in page for somebody signed in: status %d", r.StatusCode)
	}
	// A form sent after the session ended is kept in the page.
	b.post(ui.SignOutPath, nil)
	lost := b.post(ui.NewTaskPath, url.Values{"title": {"Việc đang viết dở"}, "password": {"bí mật"}})
	if lost.StatusCode != http.StatusUnauthorized || !strings.Contains(lost.html, "Việc đang viết dở") || strings.Contains(lost.html, "bí mật") {
		t.Errorf("after signing out: status %d\n%s", lost.StatusCode, lost.page.Text())
	}
}

func TestSafety(t *testing.T) {
	w := newWorld(t)
	b := w.signedIn("truong-ban")
	for _, path := range []string{"/", "/dang-nhap", "/khong-co-trang-nay", ui.AssetPath("nghisu.css")} {
		r := b.get(path)
		h := r.Header
		if got := h.Get("Content-Security-Policy"); got != policy || strings.Contains(got, "unsafe") {
			t.Errorf("%s: policy %q", path, got)
		}
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin"} {
			if h.Get(name) != want {
				t.Errorf("%s: %s is %q", path, name, h.Get(name))
			}
		}
		cache := "no-store"
		if strings.HasPrefix(path, "/static/") {
			cache = "public, max-age=31536000, immutable"
		}
		if got := h.Get("Cache-Control"); got != cache {
			t.Errorf("%s: cache %q, want %q", path, got, cache)
		}
	}
	if r := b.get("/khong-co-trang-nay"); r.StatusCode != http.StatusNotFound || !r.page.Has(".spine") {
		t.Errorf("no such page: status %d", r.StatusCode)
	}
	if r := b.get("/static/nghisu.0000.css"); r.StatusCode != http.StatusNotFound {
		t.Errorf("a style sheet of another build: status %d", r.StatusCode)
	}

	// A form that another site has the browser send is not taken.
	r, err := http.NewRequest(http.MethodPost, w.server.URL+ui.SignOutPath, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	if a := b.do(r); a.StatusCode != http.StatusForbidden {
		t.Errorf("cross-site form: status %d", a.StatusCode)
	}
	if a := b.get("/"); a.StatusCode != http.StatusOK {
		t.Errorf("signed out by another site: status %d", a.StatusCode)
	}

	// Too much, or not a form at all.
	if a := b.post(ui.NewTaskPath, url.Values{"body": {string(theBody)}, "title": {strings.Repeat("ế", ui.FormLimit)}}); a.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("a form of more than a mebibyte: status %d", a.StatusCode)
	}
	if a := b.post(ui.NewTaskPath, url.Values{"body": {string(theBody)}, "title": {"\xff\xfe"}, "lead": {"x"}}); a.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("a title that is not UTF-8: status %d", a.StatusCode)
	}
}

func TestViewChoices(t *testing.T) {
	w := newWorld(t)
	b := w.reader()
	r := b.post(ui.ViewPath, url.Values{"lang": {"en"}, "theme": {"dark"}, "ve": {ui.SignInPath}})
	if r.StatusCode != http.StatusSeeOther || r.Header.Get("Location") != ui.SignInPath {
		t.Errorf("choice: %d to %q", r.StatusCode, r.Header.Get("Location"))
	}
	html := b.get(ui.SignInPath).page.One(t, "html")
	if html.Attrs["lang"] != "en" || html.Attrs["data-theme"] != "dark" {
		t.Errorf("the page is in %q, %q", html.Attrs["lang"], html.Attrs["data-theme"])
	}
	b.post(ui.ViewPath, url.Values{"lang": {"xx"}, "theme": {"pink"}})
	if html := b.get(ui.SignInPath).page.One(t, "html"); html.Attrs["lang"] != "en" || html.Attrs["data-theme"] != "dark" {
		t.Error("choices that do not exist were taken")
	}
	// With an account the choice is kept for the next sign-in.
	head := w.signedIn("truong-ban")
	head.post(ui.ViewPath, url.Values{"lang": {"en"}, "theme": {"dark"}})
	other := w.signedIn("truong-ban")
	if html := other.get("/").page.One(t, "html"); html.Attrs["lang"] != "en" || html.Attrs["data-theme"] != "dark" {
		t.Errorf("on another device: %q, %q", html.Attrs["lang"], html.Attrs["data-theme"])
	}
}
