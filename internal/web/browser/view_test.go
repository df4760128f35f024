package browser

import (
	"strings"
	"testing"

	"nghisu/internal/catalogue"
	"nghisu/internal/web/ui"
)

// TestLanguage switches to English at the foot of a page: every word of the
// program follows; names and the regulation's text stay as they are written.
func TestLanguage(t *testing.T) {
	w := newWorld(t)
	b := newTab(t, w.url)
	b.open(ui.SignInPath)
	b.click("English")
	b.sees("Sign in")
	b.enter(w, keeper)
	said := vietnamese()
	for _, path := range []string{
		ui.SignInPath, ui.DeskPath, ui.BodiesPath, ui.BodyPath(bodyC), ui.BodyPath(bodyC, "quy-che"), ui.BodyPath(bodyC, "tham-quyen"),
		ui.BodyPath(bodyC, "nghia-vu"), ui.BodyPath(bodyC, "ke-hoach"), ui.BodyPath(bodyC, "kien-toan"), ui.MeetingsPath, ui.TasksPath,
		ui.RegisterPath, ui.AgenciesPath, ui.PeoplePath, ui.MePath, ui.MorePath,
	} {
		b.open(path)
		var lang string
		b.eval(&lang, `document.documentElement.lang`)
		if lang != "en" {
			t.Errorf("%s: speaks %q after the switch to English", path, lang)
		}
		var words []string
		b.eval(&words, `[...new Set((() => {
			const out = [], w = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
			for (let n = w.nextNode(); n; n = w.nextNode()) {
				if (n.parentElement.closest("[lang=vi], script, style")) continue;
				const s = n.textContent.replace(/[\s\u00a0]+/g, " ").trim();
				if (s) out.push(s);
			}
			for (const el of document.querySelectorAll("[aria-label], [title], [placeholder]"))
				for (const a of ["aria-label", "title", "placeholder"]) if (el.hasAttribute(a)) out.push(el.getAttribute(a).replace(/[\s\u00a0]+/g, " ").trim());
			return out;
		})())]`)
		for _, s := range words {
			if key, ok := said[s]; ok {
				t.Errorf("%s: still says %q (%s) in English", path, s, key)
			}
		}
	}
	b.click("Tiếng Việt")
	b.sees("Bàn làm việc")
}

// vietnamese gives the sentences without places that the two languages say
// differently, with their keys.
func vietnamese() map[string]string {
	english := map[string]bool{}
	for _, key := range catalogue.Keys() {
		english[catalogue.T(catalogue.EN, key)] = true
	}
	out := map[string]string{}
	for _, key := range catalogue.Keys() {
		s := catalogue.T(catalogue.VI, key)
		if !strings.Contains(s, "{") && !english[s] && len(s) > 3 {
			out[s] = key
		}
	}
	delete(out, vi("invitees.seats")) // the title of a role as well, which is data
	return out
}

// TestTheme sets the colours by hand: they hold against the system's, on the
// next page and after it.
func TestTheme(t *testing.T) {
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
