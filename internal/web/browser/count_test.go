package browser

import (
	"strconv"
	"strings"
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
	t.Parallel()
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
	t.Parallel()
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

// TestCountConclusions counts six conclusions with who carries them out and by when,
// entered one after another by the keyboard alone, while the meeting is held.
func TestCountConclusions(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := newTab(t, w.url)
	b.enter(w, secretary)
	meeting := b.holdMeeting()
	h := newTab(t, w.url)
	h.enter(w, headC)
	h.open(meeting)
	h.restart()
	h.click(vi("do.conclude"))
	h.fill(vi("field.lead"), "so noi vu") // from here on without the mouse
	for i, x := range []struct{ lead, with, work, due string }{
		{"", "so tai chinh", "trình kế hoạch triển khai nền tảng dùng chung", "31/12"},
		{"so tai chinh", "", "bố trí kinh phí năm 2027", "10 nlv"},
		{"so y te", "so noi vu", "kết nối dữ liệu khám chữa bệnh", "15/1"},
		{"so giao duc", "", "số hóa học bạ của các trường", "31/3"},
		{"so khoa hoc", "so tai chinh", "rà soát dữ liệu quy hoạch", "cuối tháng"},
		{"so tu phap", "", "thẩm định dự thảo quy chế dữ liệu", "5 nlv"},
	} {
		if i > 0 {
			h.cursor()
			h.write(x.lead)
		}
		h.key(tabKey)
		h.write(x.with)
		h.key(tabKey)
		h.write(x.work)
		h.key(tabKey)
		h.write(x.due)
		h.key(enterKey)
		if i == 0 { // most are against this matter: the head is told, and goes on
			h.must(vi("conclude.lawful"))
			h.tabTo(vi("do.conclude"))
			h.key(enterKey)
		}
		h.must("chủ trì")
		h.sees(x.work)
		if n := h.count(".concluded-list > li"); n != i+1 {
			t.Fatalf("%s: %d conclusions on the page, want %d: %s", h.path(), n, i+1, short(h.text(), 1500))
		}
	}
	h.limit("six conclusions with owners and dates", 240)
	if h.clicks > 2 {
		t.Errorf("%d clicks: after the first field the hands stay on the keyboard", h.clicks)
	}
	h.open(meeting)
	h.sees("phối hợp với Sở Tài chính", "hoàn thành chậm nhất ngày 31/12/2026")
	if n := h.count(`section[aria-labelledby="ket-luan"] a[href^="/nhiem-vu/"]`); n != 6 {
		t.Errorf("%d tasks given out, want 6", n)
	}
}

// TestCountInvitation counts inviting twenty from the page of the meeting: choosing
// them, checking who would receive what, and the press that sends it.
func TestCountInvitation(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := newTab(t, w.url)
	b.enter(w, secretary)
	b.open(ui.BodyPath(bodyC))
	b.click(vi("do.convene"))
	b.convene("Họp về dữ liệu dùng chung", "8/12/2026", "8:00")
	b.click(vi("do.convene"))
	b.open(pathOf(b.path()))
	b.restart()
	b.click(vi("do.attendees"))
	var seats []string
	b.eval(&seats, `[...document.querySelectorAll("input[name=seats]")].map((x) => x.closest("label").innerText.trim())`)
	n := 0
	for _, s := range seats[:min(len(seats), 14)] {
		b.tick(s)
		n++
	}
	for _, g := range b.options(vi("invitees.agencies")) {
		if n < 16 && !strings.HasPrefix(g, "—") { // those that stand at the head of the list
			b.choose(vi("invitees.agencies"), g)
			n++
		}
	}
	b.fill(vi("invitees.guests"), "Chuyên gia 1")
	for n++; n < 20; n++ {
		b.key(enterKey)
		b.write("Khách " + strconv.Itoa(n))
	}
	b.click(vi("form.go-on"))
	b.must(vi("check.title"), "Chuyên gia 1", "Khách 19")
	b.click(vi("do.attendees"))
	b.click(vi("invite.send"))
	b.sees("Chuyên gia 1", "Khách 19")
	b.click(vi("invite.send"))
	b.limit("invitation to twenty people", 90)
}
