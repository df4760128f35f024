package browser

import (
	"testing"

	"nghisu/internal/web/ui"
)

// limit says what the presses since the last count cost a practised hand, and
// fails the test when that is more than the acts may take.
func (b *tab) limit(what string, seconds float64) {
	b.t.Helper()
	b.t.Logf("%s: %d clicks, %d keys, %.1f s of %.0f s", what, b.clicks, b.keys, b.seconds(), seconds)
	if b.seconds() > seconds {
		b.t.Errorf("%s takes %.1f s (%d clicks, %d keys), may take %.0f s", what, b.seconds(), b.clicks, b.keys, seconds)
	}
}

// TestCountQuestion counts one question of authority, from the first page of the
// body to the answer.
func TestCountQuestion(t *testing.T) {
	w := newWorld(t)
	b := newTab(t, w.url)
	b.enter(w, secretary)
	b.open(ui.BodyPath(bodyC))
	b.restart()
	b.click(vi("tab.tham-quyen"), vi("body.parts"))
	b.choose(vi("field.role"), "Phó Trưởng ban")
	b.choose(vi("field.act"), "triệu tập họp mở rộng")
	if !b.hasText("Điều 4 khoản 4") {
		b.click(vi("do.ask"))
	}
	b.must("Điều 4 khoản 4", vi("refusal.could"))
	b.limit("one question of authority", 15)
}

// TestCountConvene counts a meeting with two items, from the desk to the receipt.
func TestCountConvene(t *testing.T) {
	w := newWorld(t)
	b := newTab(t, w.url)
	b.enter(w, secretary)
	b.open(ui.BodyPath(bodyC))
	b.restart()
	b.click(vi("do.convene"))
	b.fill(vi("meeting.about"), "Họp thường kỳ tháng 12")
	b.fill(vi("meeting.day"), "8/12/2026")
	b.fill(vi("meeting.from"), "8")
	b.fill(vi("agenda.item", "1"), "Báo cáo năm 2026")
	b.click(vi("form.go-on"))
	b.must(vi("check.title"))
	b.click(vi("do.convene"))
	b.must("Họp thường kỳ tháng 12", "8/12/2026")
	b.limit("convening a meeting", 60)
}
