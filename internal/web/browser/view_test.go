package browser

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"nghisu/internal/web/ui"
	"nghisu/internal/web/ui/uitest"
)

// TestLanguage switches to English at the foot of a page: every word of the
// program follows. What every page says in English is held in [TestPages].
func TestLanguage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := newTab(t, w.url)
	b.open(ui.SignInPath)
	b.click("English")
	b.sees("Sign in")
	b.enter(w, keeper)
	b.open(ui.BodyPath(bodyC))
	var lang string
	b.eval(&lang, `document.documentElement.lang`)
	if lang != "en" {
		t.Errorf("the next page speaks %q after the switch to English", lang)
	}
	b.click("Tiếng Việt")
	b.sees("Bàn làm việc")
}

// english fetches a page as its reader sees it in English, and fails the test
// where the program still speaks Vietnamese. Names and the regulation's text
// stay as they are written.
func english(t *testing.T, w *world, v visit) {
	t.Helper()
	method, body := http.MethodGet, ""
	if v.Form != nil {
		method, body = http.MethodPost, v.Form.Encode()
	}
	req, err := http.NewRequest(method, w.url+v.Path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	req.AddCookie(&http.Cookie{Name: "nghisu_lang", Value: "en"})
	if v.token != "" {
		req.AddCookie(&http.Cookie{Name: sessionCookie, Value: v.token})
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	page, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(page), `lang="en"`) {
		t.Errorf("%s: the page does not speak English", v.Path)
	}
	for _, s := range uitest.Vietnamese(string(page)) {
		// Every meeting of the demonstration has a title that reads like a wording.
		if !strings.Contains(s, "(rule.round-conclude)") {
			t.Errorf("%s as %s: %s still says in English: %s", v.name(), v.reader, v.Path, s)
		}
	}
}

// TestTheme sets the colours by hand: they hold against the system's, on the
// next page and after it.
func TestTheme(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := newTab(t, w.url)
	b.scheme("light")
	b.enter(w, keeper)
	b.open(ui.MePath)
	ground := func() (theme, colour string) {
		var got struct{ Theme, Colour string }
		b.eval(&got, `({Theme: document.documentElement.dataset.theme || "", Colour: getComputedStyle(document.body).backgroundColor})`)
		return got.Theme, got.Colour
	}
	_, light := ground()
	b.tick("Tối")
	b.click("Đổi", "Màu")
	theme, dark := ground()
	if theme != "dark" || dark == light {
		t.Errorf("after choosing dark the page is %q in %s, as before in %s", theme, dark, light)
	}
	b.open(ui.DeskPath)
	if theme, _ := ground(); theme != "dark" {
		t.Errorf("the next page has forgotten the colours: %q", theme)
	}
	b.open(ui.MePath)
	b.tick("Theo máy")
	b.click("Đổi", "Màu")
	if theme, got := ground(); theme != "" || got != light {
		t.Errorf("back to the system's colours: %q in %s, want %s", theme, got, light)
	}
}
