package browser

import (
	"testing"

	"nghisu/internal/web/ui"
)

// TestCountSlip counts an opinion slip on a telephone, from the desk to the
// receipt: one of the large choices, a reason, and the press that sends it.
func TestCountSlip(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := newTab(t, w.url)
	b.size(390, 844)
	b.enter(w, memberE) // whom the running round still awaits
	b.open(ui.DeskPath)
	b.restart()
	b.click(vi("desk.do.round"))
	b.must(vi("round.answer.title"), vi("round.position.other"))
	b.tick(vi("round.position.for"))
	b.fill(vi("field.reason"), "Đã rõ đơn vị chủ trì.")
	b.click(vi("round.answer.send"))
	b.must("Đã ghi", vi("round.answer.change"))
	b.limit("an opinion slip on a telephone", 20)
}
