package browser

import (
	"strings"
	"testing"
	"time"

	"nghisu/internal/demo"
	"nghisu/internal/web/ui"
)

// TestKeyboard goes the way in, asks a question and convenes a meeting by keys
// alone; whatever has the keys is in sight and drawn with a ring.
func TestKeyboard(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := newTab(t, w.url)
	b.open(ui.SignInPath)
	b.tabTo(vi("field.login"))
	b.write(secretary)
	b.tabTo(vi("field.password"))
	b.write(demo.DemoPassword)
	b.key(enterKey)
	b.must(vi("nav.desk"))

	// The first stop of every page leads past the ways to the main part.
	b.key(tabKey)
	if f := b.focus(); f.Name != vi("shell.skip") {
		t.Errorf("the first stop is %q, want %q", f.Name, vi("shell.skip"))
	}
	b.key(enterKey)
	b.await("the main part", func(f focus) bool { return f.Tag == "MAIN" })

	b.open(ui.BodyPath(bodyC, "tham-quyen"))
	b.tabTo(vi("field.role"))
	b.pickByKeys(vi("field.role"), "Phó Trưởng ban")
	b.tabTo(vi("field.act"))
	b.pickByKeys(vi("field.act"), "triệu tập họp mở rộng")
	b.tabTo(vi("do.ask"))
	b.key(enterKey)
	b.must("Điều 4 khoản 4", vi("refusal.could"))

	b.open(ui.BodyPath(bodyC))
	b.tabTo(vi("do.convene"))
	b.key(enterKey)
	b.tabTo(vi("meeting.about"))
	b.write("Họp bằng bàn phím")
	b.tabTo(vi("meeting.day"))
	b.write("8/12/2026")
	b.tabTo(vi("meeting.from"))
	b.write("8:00")
	b.tabTo(vi("agenda.item", "1"))
	b.write("Việc thứ nhất")
	b.tabTo(vi("form.go-on"))
	b.key(enterKey)
	b.must(vi("check.title"))
	b.tabTo(vi("do.convene"))
	b.key(enterKey)
	b.must("Họp bằng bàn phím", "8/12/2026")

	// A form with faults takes the keys to its box of faults.
	b.open(ui.BodyPath(bodyC, "phien-hop", "moi"))
	b.tabTo(vi("form.go-on"))
	b.key(enterKey)
	b.await("the box of faults", func(f focus) bool { return strings.HasPrefix(f.Name, "Cần sửa") })
	b.key(tabKey)
	b.key(enterKey)
	b.await("the field of the first fault", func(f focus) bool { return f.Tag == "INPUT" && strings.HasPrefix(f.Name, vi("meeting.day")) })
}

// pickByKeys goes down a list that has the keys until it stands on a choice.
func (b *tab) pickByKeys(list, choice string) {
	b.t.Helper()
	var now string
	for range 120 {
		b.ask(&now, "chosen", list)
		if now == choice {
			return
		}
		b.key(arrowDown)
	}
	b.t.Fatalf("%s: the arrows never come to %q in %q; last %q", b.path(), choice, list, now)
}

// await waits until what has the keys is what it should be: a browser moves them
// when it draws next.
func (b *tab) await(what string, ok func(focus) bool) {
	b.t.Helper()
	var f focus
	for range 100 {
		if f = b.focus(); ok(f) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	b.t.Errorf("%s: the keys are on %s %q, want %s", b.path(), f.Tag, f.Name, what)
}
