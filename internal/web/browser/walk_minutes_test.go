package browser

import (
	"testing"
	"time"

	"nghisu/internal/web/ui"
)

// TestMinutes writes minutes by two at once: what one writes comes to the other,
// two texts of one matter stay both in view, and what never reached the server
// comes back.
func TestMinutes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := newTab(t, w.url)
	b.enter(w, secretary)
	b.open(ui.BodyPath(bodyC, "phien-hop"))
	var meetings []string
	b.eval(&meetings, `[...document.querySelectorAll("main a[href^='/phien-hop/']")].map((a) => a.getAttribute("href")).filter((h) => /^.phien-hop.[0-9a-f-]{36}$/.test(h))`)
	at := ""
	for _, m := range meetings {
		if b.open(m); b.has("press", vi("minutes.look")) {
			at = m + "/bien-ban"
			break
		}
	}
	if at == "" {
		t.Fatalf("no meeting was held among %v", meetings)
	}
	b.click(vi("minutes.look"))
	b.must(vi("minutes.title"), vi("minutes.writing"))

	other := newTab(t, w.url)
	other.enter(w, headC)
	other.open(at)
	type words struct{ Text, Status string }
	read := func(b *tab) (out words) {
		b.eval(&out, `{Text: document.querySelector("textarea").value, Status: document.querySelector("[data-status]").textContent.trim()}`)
		return out
	}
	types := func(b *tab, text string) {
		var ok bool
		b.eval(&ok, `(() => { const x = document.querySelector("textarea"); x.value = `+quoted(text)+`; x.dispatchEvent(new Event("input", {bubbles: true})); return true; })()`)
	}
	types(b, "Chủ trì khai mạc.")
	b.until("the first words are kept", `document.querySelector("[data-status]").textContent === `+quoted(vi("minutes.kept")))
	other.until("they come to the other", `document.querySelector("textarea").value === "Chủ trì khai mạc."`)

	// Both write at the same moment: neither text is lost.
	types(b, "Chủ trì khai mạc lúc 14 giờ.")
	types(other, "Chủ trì khai mạc; vắng hai người.")
	const clash = `!document.querySelector("[data-clash]").hidden`
	var second *tab
	for end := time.Now().Add(patience); second == nil && time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		for _, x := range []*tab{b, other} {
			var sees bool
			if x.eval(&sees, clash); sees {
				second = x // the server took the other's words first
			}
		}
	}
	if second == nil {
		t.Fatal("neither sees both texts")
	}
	mine := read(second).Text
	second.click(vi("minutes.keep-mine"))
	second.until("it is kept", clash+` === false && document.querySelector("[data-status]").textContent === `+quoted(vi("minutes.kept")))
	second.open(at)
	if got := read(second).Text; got != mine {
		t.Errorf("after the choice it reads %q, want %q", got, mine)
	}

	// Signed out in the middle: the words come back after the next sign-in.
	b.open(at)
	b.cookie(sessionCookie, "gone")
	types(b, "Chưa kịp lưu.")
	b.until("it says that it is only here", `document.querySelector("[data-status]").textContent === `+quoted(vi("minutes.local")))
	b.enter(w, secretary)
	b.open(at)
	b.until("the words are back and kept", `document.querySelector("textarea").value === "Chưa kịp lưu." && document.querySelector("[data-status]").textContent === `+quoted(vi("minutes.kept")))

	head := newTab(t, w.url)
	head.enter(w, headC)
	head.open(at)
	head.click(vi("minutes.do.approve"))
	head.must("Chưa kịp lưu.")
}
