package browser

import (
	"testing"

	"nghisu/internal/web/ui"
)

// TestWalkPower: the chairman of the council lends the chair to a member in
// writing, for a period, and takes it back.
func TestWalkPower(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := newTab(t, w.url)
	b.enter(w, chairE)
	b.lend()
	b.click(vi("do.revoke"))
	b.click(vi("form.go-on"))
	b.must(vi("check.title"), vi("check.ground"))
	b.click(vi("do.revoke"))
	b.must(vi("power.title"))
	if b.has("press", vi("do.revoke")) {
		t.Errorf("%s: a power that was taken back can be taken back again", b.path())
	}
}

// lend lends the chair of the council to its first member who can have it.
func (b *tab) lend() {
	b.t.Helper()
	b.open(ui.BodyPath(bodyE, "uy-quyen"))
	b.click(vi("do.lend"), "Quyền đã ủy")
	b.choose(vi("lend.to"), b.option(vi("lend.to"), "Thành viên", "Ủy viên"))
	if b.has("field", vi("field.acts")) {
		b.choose(vi("field.acts"), "chủ trì")
	} else {
		b.tick("chủ trì")
	}
	b.fill(vi("lend.until"), "31/12/2026")
	b.click(vi("form.go-on"))
	b.must(vi("check.title"), vi("check.ground"))
	b.click(vi("do.lend"))
	b.must(vi("power.title"), vi("power.live"))
}

// TestWalkExtension: whoever answers for a task asks for more time; the head
// grants it, and the new day stands on the task.
func TestWalkExtension(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := newTab(t, w.url)
	b.enter(w, memberC)
	task := b.askExtension()
	h := newTab(t, w.url)
	h.enter(w, headC)
	h.open(task)
	h.click(vi("task.grant.button"), vi("task.grant.title"))
	h.click(vi("form.go-on"))
	h.must(vi("check.title"), vi("check.ground"))
	h.click(vi("task.grant.button"))
	h.must("31/3/2027")
}

// askExtension asks for more time on the first task of the reader's own that is
// open and has a day. It gives the task's address.
func (b *tab) askExtension() string {
	b.t.Helper()
	for _, page := range b.links(ui.TasksPath+"?cua-toi=1", ui.TasksPath+"/0") {
		b.open(page)
		if !b.has("press", vi("task.ask.button"), vi("task.may")) {
			continue
		}
		b.click(vi("task.ask.button"), vi("task.ask.title"))
		b.fill(vi("field.until"), "31/3/2027")
		b.fill(vi("field.reason"), "Chờ số liệu của các xã.")
		b.click(vi("form.go-on"))
		b.must(vi("check.title"))
		b.click(vi("task.ask.button"))
		b.must("31/3/2027")
		return pathOf(b.path())
	}
	b.t.Fatalf("no task of the reader's own on which an extension can be asked")
	return ""
}

// links opens a page and gives the addresses on it that begin alike.
func (b *tab) links(path, begin string) []string {
	b.t.Helper()
	b.open(path)
	var all []string
	b.eval(&all, `[...new Set([...document.querySelectorAll("main a[href^='`+begin+`']")].map((a) => a.getAttribute("href")))]`)
	return all
}
