package browser

import (
	"testing"

	"nghisu/internal/demo"
	"nghisu/internal/web/ui"
)

// TestKeyboard goes the way in, asks a question and convenes a meeting by keys
// alone; whatever has the keys is in sight and drawn with a ring.
func TestKeyboard(t *testing.T) {
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
	var main string
	b.eval(&main, `document.activeElement.id`)
	if main != "main" {
		t.Errorf("the skip link leads to %q, want the main part", main)
	}

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
	if f := b.focus(); f.Tag != "DIV" {
		t.Errorf("after a form with faults the keys are on %s %q, want the box of faults", f.Tag, f.Name)
	}
	b.key(tabKey)
	b.key(enterKey)
	if f := b.focus(); f.Tag != "INPUT" {
		t.Errorf("the first fault leads to %s %q, want its field", f.Tag, f.Name)
	}
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
