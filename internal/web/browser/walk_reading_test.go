package browser

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"nghisu/internal/web/ui"
)

// until waits for a condition of the page.
func (b *tab) until(what, expr string) {
	b.t.Helper()
	for end := time.Now().Add(patience); ; time.Sleep(50 * time.Millisecond) {
		var ok bool
		if b.eval(&ok, "("+expr+")"); ok {
			return
		}
		if time.Now().After(end) {
			b.t.Fatalf("%s does not come about in %s", what, b.path())
		}
	}
}

// choose marks a passage of the paper with the mouse's effect and no more: the
// browser's selection.
const choose = `(() => {
  const d = [...document.querySelectorAll(".words span")].find((e) => e.textContent.includes(%WORDS%));
  if (!d) return false;
  const r = document.createRange();
  r.selectNodeContents(d);
  getSelection().removeAllRanges();
  getSelection().addRange(r);
  return true;
})()`

// TestReading reads a paper in the page: notes and highlights of the reader's own,
// found again, on every width, and seen by nobody else.
func TestReading(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := newTab(t, w.url)
	b.enter(w, secretary)
	b.open(ui.BodyPath(bodyC, "phien-hop"))
	var meetings []string
	b.eval(&meetings, `[...document.querySelectorAll("main a[href^='/phien-hop/']")].map((a) => a.getAttribute("href")).filter((h) => /^.phien-hop.[0-9a-f-]{36}$/.test(h))`)
	paper := ""
	for _, m := range meetings {
		b.open(m)
		if b.eval(&paper, `(document.querySelector("main a[href$='/doc']") || {getAttribute: () => ""}).getAttribute("href")`); paper != "" {
			break
		}
	}
	if paper == "" {
		t.Fatalf("no paper to read on %v", meetings)
	}
	b.open(paper)
	b.until("the paper", `document.querySelector("[data-ready]") !== null && document.querySelectorAll(".words span").length > 5`)
	b.until("the words", strings.ReplaceAll(choose, "%WORDS%", `"Nội dung trình"`))
	b.until("the choice of what to do", `!document.querySelector("[data-chosen]").hidden`)
	b.click(vi("read.write"))
	b.fill(vi("read.words"), "Hỏi lại nguồn kinh phí.")
	b.click(vi("read.keep"))
	b.until("the note in the list", `document.querySelector("#ghi-chu-ds").textContent.includes("Hỏi lại nguồn kinh phí.")`)
	b.until("the note on the page", `document.querySelectorAll(".marks .noted").length > 0`)

	b.until("the words", strings.ReplaceAll(choose, "%WORDS%", `"Kiến nghị"`))
	b.until("the choice of what to do", `!document.querySelector("[data-chosen]").hidden`)
	b.click(vi("read.light"))
	b.until("the highlight on the page", `document.querySelectorAll(".marks .lit").length > 0`)

	b.size(390, 844)
	b.open(paper)
	b.until("the note, read again on a telephone", `document.querySelectorAll(".marks .noted").length > 0 && document.querySelectorAll(".marks .lit").length > 0`)
	var wide bool
	if b.eval(&wide, `document.documentElement.scrollWidth > innerWidth`); wide {
		t.Error("the page is wider than a telephone")
	}

	// A note made on the first version, a Word file, stands on the second, a PDF.
	b.size(1440, 900)
	changed := ""
	for _, m := range meetings {
		b.open(m)
		if b.eval(&changed, `(([...document.querySelectorAll("main li")].find((li) => li.querySelector(":scope > .paper") && li.textContent.includes("Bản 2")) || document.createElement("p")).querySelector("a[href$='/doc']") || {getAttribute: () => ""}).getAttribute("href")`); changed != "" {
			break
		}
	}
	b.open(changed + "?ban=1")
	b.until("the Word file", `document.querySelector("[data-ready]") !== null && document.querySelectorAll(".words span").length > 5`)
	b.until("its words", strings.ReplaceAll(choose, "%WORDS%", `"lập"`))
	b.until("the choice of what to do", `!document.querySelector("[data-chosen]").hidden`)
	b.click(vi("read.light"))
	b.until("the highlight on the Word file", `document.querySelectorAll(".marks .lit").length > 0`)
	b.open(changed)
	b.until("the highlight on the second version", `document.querySelectorAll(".marks .lit").length > 0 && document.querySelector("[data-lost]").hidden`)
	b.must(vi("read.made-on", "1"))

	other := newTab(t, w.url)
	other.enter(w, headC)
	other.open(paper)
	other.until("the paper of another reader", `document.querySelector("[data-ready]") !== null`)
	other.misses("Hỏi lại nguồn kinh phí.")
}

// quoted is a text as a script writes it.
func quoted(s string) string {
	b, _ := json.Marshal(s) // a text can always be written
	return string(b)
}
