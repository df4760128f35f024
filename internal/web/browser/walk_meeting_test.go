package browser

import (
	"fmt"
	"strings"
	"testing"

	"nghisu/internal/catalogue"
	"nghisu/internal/web/ui"
)

// vi is a sentence of the catalogue as a Vietnamese reader sees it.
func vi(key string, args ...string) string { return catalogue.T(catalogue.VI, key, args...) }

// TestWalkMeeting: the secretary convenes a meeting and keeps its minutes; the
// head concludes against the majority, which the regulation lets him; the
// conclusion is a task; the focal official carries it out; the head accepts.
func TestWalkMeeting(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := newTab(t, w.url)
	b.enter(w, secretary)
	meeting := b.holdMeeting()

	h := newTab(t, w.url)
	h.enter(w, headC)
	h.open(meeting)
	h.click(vi("do.conclude"))
	h.tick(ui.UpperFirst(vi("side.for")))
	h.fill(vi("conclude.text"), "Thống nhất triển khai nền tảng dùng chung từ quý I năm 2027.")
	h.fill(vi("field.lead"), "Sở Nội vụ")
	h.fill(vi("field.due"), "31/12/2026")
	h.click(vi("conclude.answers"))
	h.choose(vi("field.accountable"), h.option(vi("field.accountable"), "Nội vụ", "Ủy viên", "Thành viên"))
	h.click(vi("do.conclude"))
	h.must(vi("check.title"), vi("check.ground"), "Điều")
	if !h.has("press", vi("do.conclude")) {
		t.Fatalf("no button to confirm the conclusion: %s", short(h.text(), 1200))
	}
	h.sees(vi("conclude.against", "2", "11", "0"), vi("conclude.lawful"))
	h.click(vi("do.conclude"))
	h.must("Thống nhất triển khai nền tảng dùng chung")
	h.open(meeting)
	h.click(vi("conclusion.task"))
	h.must("Thống nhất triển khai nền tảng dùng chung", "31/12/2026")
	task := pathOf(h.path())

	b.carryOut(w, task)

	h.open(task)
	h.click(vi("task.accept.button"), vi("task.accept.title"))
	h.click(vi("form.go-on"))
	h.must(vi("check.title"), vi("check.ground"))
	h.click(vi("task.accept.button"))
	h.must(vi("task.state.done"))
	h.sees(vi("status.done-on-time"))
}

// pathOf is an address without its query and anchor.
func pathOf(s string) string {
	s, _, _ = strings.Cut(s, "?")
	s, _, _ = strings.Cut(s, "#")
	return s
}

// option finds the first choice of a list that holds one of the words.
func (b *tab) option(list string, words ...string) string {
	b.t.Helper()
	have := b.options(list)
	for _, w := range words {
		for _, o := range have {
			if strings.Contains(o, w) {
				return o
			}
		}
	}
	b.t.Fatalf("%s: no choice of %q holds %q: %s", b.path(), list, words, strings.Join(have, " | "))
	return ""
}

// holdMeeting convenes a meeting of today, enters who was there, and positions of
// which most are against. It gives the meeting's address.
func (b *tab) holdMeeting() string {
	b.t.Helper()
	b.open(ui.BodyPath(bodyC))
	b.click(vi("do.convene"))
	b.fill(vi("meeting.about"), "Họp về nền tảng dùng chung")
	b.fill(vi("meeting.day"), "20/11/2026")
	b.fill(vi("meeting.from"), "18:30")
	b.fill(vi("agenda.item", "1"), "Phương án triển khai nền tảng dùng chung")
	b.click(vi("form.go-on"))
	b.must(vi("check.title"), vi("check.ground"), "Điều", "Họp về nền tảng dùng chung")
	b.click(vi("do.convene"))
	b.must("Họp về nền tảng dùng chung", "18:30")
	if b.status() != 200 {
		b.t.Fatalf("after convening: %d on %s", b.status(), b.path())
	}
	meeting := pathOf(b.path())

	b.click(vi("do.presence"))
	b.click(vi("presence.all"))
	b.click(vi("form.go-on"))
	b.must(vi("check.title"), vi("presence.present"))
	b.click(vi("do.record"))

	b.click(vi("do.positions"))
	n := b.count(`ol.taps > li`)
	if n < 5 {
		b.t.Fatalf("%s: %d voters, want the members", b.path(), n)
	}
	for i := range n {
		word := vi("position.against")
		if i < 2 {
			word = vi("position.for")
		}
		b.tap(i, word)
	}
	b.click(vi("form.go-on"))
	b.must(vi("check.title"), fmt.Sprintf("%s (%d)", vi("position.against"), n-2), fmt.Sprintf("%s (%d)", vi("position.for"), 2))
	b.click(vi("do.record"))
	b.must(vi("item.positions"))
	return meeting
}

// count counts the elements of a selector.
func (b *tab) count(selector string) int {
	b.t.Helper()
	var n int
	b.eval(&n, fmt.Sprintf("document.querySelectorAll(%q).length", selector))
	return n
}

// tap presses a word in the n-th row of a list of choices.
func (b *tab) tap(n int, word string) {
	b.t.Helper()
	var at struct{ X, Y float64 }
	b.eval(&at, fmt.Sprintf(`(() => { const l = [...document.querySelectorAll("ol.taps > li")][%d], c = [...l.querySelectorAll("label")].find((x) => x.innerText.trim() === %q);
		c.scrollIntoView({block: "center", behavior: "instant"}); const r = c.getBoundingClientRect(); return {X: r.left + r.width / 2, Y: r.top + r.height / 2}; })()`, n, word))
	b.hit(place{X: at.X, Y: at.Y, want: word})
}

// carryOut has the lead name its focal official, who reports and finishes.
func (b *tab) carryOut(w *world, task string) {
	b.t.Helper()
	m := newTab(b.t, w.url)
	m.enter(w, memberC)
	m.open(task)
	m.click(vi("task.subassign.button"), vi("task.subassign.title"))
	m.choose(vi("task.focal"), m.option(vi("task.focal"), "đầu mối Sở Nội vụ"))
	m.click(vi("form.go-on"))
	m.click(vi("task.subassign.button"))

	f := newTab(b.t, w.url)
	f.enter(w, focalC)
	f.open(task)
	f.click(vi("task.update.button"), vi("task.update.title"))
	f.fill(vi("field.progress"), "60")
	f.fill(vi("task.update.note"), "Đã chọn xong đơn vị thí điểm.")
	f.click(vi("task.update.button"))
	f.must("60%")
	f.click(vi("task.finish.button"), vi("task.finish.title"))
	f.fill(vi("task.finish.note"), "Đã triển khai ở tất cả các sở.")
	f.click(vi("form.go-on"))
	f.must(vi("check.title"))
	f.click(vi("task.finish.button"))
	f.must(vi("task.state.submitted"))
}
