package browser

import (
	"strings"
	"testing"

	"nghisu/internal/web/ui"
)

// TestFilters: with a script the lists of tasks and of the register change in
// place when a filter is chosen, and the address follows; without one the same
// form loads the page.
func TestFilters(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := newTab(t, w.url)
	b.enter(w, secretary)
	for _, c := range []struct{ path, list, choice, address string }{
		{ui.TasksPath, vi("field.lead"), "Sở Nội vụ tỉnh Nghệ An", "chu-tri="},
		{ui.RegisterPath, vi("field.act"), "Giao nhiệm vụ", "viec=task.assign"},
	} {
		b.open(c.path)
		var mark int
		b.eval(&mark, `(window.stays = 1)`)
		const rows = `[...document.querySelectorAll("#ket-qua tbody th a")].map((a) => a.pathname).join(" ")`
		var before, after string
		b.eval(&before, rows)
		b.choose(c.list, c.choice)
		b.settle()
		b.eval(&mark, `(window.stays || 0)`)
		if mark != 1 {
			t.Errorf("%s: the whole page was loaded for one filter", c.path)
		}
		var at string
		b.eval(&at, `location.search`)
		if !strings.Contains(at, c.address) {
			t.Errorf("%s: the address is %q after the filter, want %s in it", c.path, at, c.address)
		}
		if b.eval(&after, rows); after == "" || after == before {
			t.Errorf("%s: the rows do not follow the filter: %s", c.path, short(after, 300))
		}
	}
}
