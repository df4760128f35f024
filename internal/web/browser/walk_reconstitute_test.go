package browser

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"nghisu/internal/web/ui"
)

// TestWalkReconstitute: body B is renewed by one decision of sixteen seats, first
// shown line by line with the difference, then recorded; a decision may be typed
// out or pasted as a table. The page of the body shows the new roster from the
// day of effect, and the old one the day before.
func TestWalkReconstitute(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := newTab(t, w.url)
	b.enter(w, secretaryB)
	b.open(ui.BodyPath(bodyB))
	before := b.holders()
	b.restart()
	b.click(vi("do.reconstitute"))
	b.fill(vi("field.number"), "2026/QĐ-BNV")
	b.fill(vi("field.date_from"), "20/11/2026")
	b.fill(vi("field.signed_by"), "Bộ trưởng Bộ Nội vụ")
	b.pasteRoster(sixteen())
	b.click(vi("form.go-on"))
	b.must(vi("check.title"), vi("diff.title"), vi("check.ground"), "2026/QĐ-BNV")
	b.click(vi("do.reconstitute"))
	b.limit("kiện toàn of 16 seats, pasted", 180)
	b.must("2026/QĐ-BNV")
	after := b.holders()
	if len(after) != 16 {
		t.Errorf("body B has %d seats after the decision, want 16: %s", len(after), strings.Join(after, "; "))
	}
	b.open(ui.BodyPath(bodyB) + "?ngay=19/11/2026")
	if got := b.holders(); strings.Join(got, "\n") != strings.Join(before, "\n") {
		t.Errorf("the day before the decision shows %d seats, had %d before it", len(got), len(before))
	}
}

// TestReconstituteByHand counts the same with every line typed out, without the
// marks, which the form does not need to know whom is meant.
func TestReconstituteByHand(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := newTab(t, w.url)
	b.enter(w, secretaryB)
	b.open(ui.BodyPath(bodyB))
	b.restart()
	b.click(vi("do.reconstitute"))
	b.fill(vi("field.number"), "2027/QĐ-BNV")
	b.fill(vi("field.date_from"), "20/11/2026")
	b.typeRoster(sixteen())
	b.click(vi("form.go-on"))
	b.must(vi("check.title"), vi("diff.title"))
	b.click(vi("do.reconstitute"))
	b.limit("kiện toàn of 16 seats, typed", 180)
	b.must("2027/QĐ-BNV")
	if after := b.holders(); len(after) != 16 {
		t.Errorf("body B has %d seats after the decision, want 16", len(after))
	}
}

// line is one seat of a decision: the role's title and who fills it.
type line struct{ role, who string }

// sixteen is a roster as Decision 913 asks for it: the minister, a vice minister,
// fourteen units, here by the posts that lead them.
func sixteen() []line {
	out := []line{
		{"Trưởng ban", "Bộ trưởng Bộ Nội vụ"},
		{"Phó Trưởng ban", "Thứ trưởng Bộ Nội vụ"},
		{"Ủy viên", "Giám đốc Trung tâm Thông tin"},
		{"Ủy viên", "Vụ trưởng Vụ Tổ chức cán bộ"},
	}
	for n := 3; len(out) < 16; n++ {
		out = append(out, line{"Ủy viên", fmt.Sprintf("Thủ trưởng Đơn vị %d", n)})
	}
	return out
}

// pasteRoster puts the list in as a table copied from a decision.
func (b *tab) pasteRoster(list []line) {
	b.t.Helper()
	var rows []string
	for i, l := range list {
		rows = append(rows, fmt.Sprintf("%d\t%s\t%s", i+1, l.role, l.who))
	}
	if !b.has("field", vi("paste.label")) {
		b.click(vi("paste.title"))
	}
	b.hit(b.spot("field", vi("paste.label")))
	b.paste(strings.Join(rows, "\n"))
	b.click(vi("paste.replace"))
	if n := b.count(".roster-rows > li"); n != len(list) {
		b.t.Fatalf("%d lines pasted, %d in the form", len(list), n)
	}
}

// typeRoster brings the form to the length of the list and types every line that
// is not right yet.
func (b *tab) typeRoster(list []line) {
	b.t.Helper()
	for n := b.count(".roster-rows > li"); n < len(list); n++ {
		b.click(vi("roster.add"))
	}
	for n := b.count(".roster-rows > li"); n > len(list); n-- {
		b.click(vi("roster.remove", fmt.Sprint(n)))
	}
	for i, l := range list {
		n := fmt.Sprint(i + 1)
		var now struct{ Role, Who string }
		b.eval(&now, fmt.Sprintf(`(() => { const l = document.querySelectorAll(".roster-rows > li")[%d], s = l.querySelector("select");
			return {Role: s.selectedIndex < 0 ? "" : s.options[s.selectedIndex].text.trim(), Who: l.querySelector("input[list]").value}; })()`, i))
		if now.Role != l.role {
			b.choose(vi("roster.role-of", n), l.role)
		}
		if now.Who != l.who {
			b.fill(vi("roster.who-of", n), bare(l.who))
		}
	}
}

// bare is a wording in small letters without marks.
func bare(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(strings.ToLower(s)))
	return strings.ReplaceAll(s, "đ", "d")
}
