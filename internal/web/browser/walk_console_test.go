package browser

import (
	"strings"
	"testing"

	"nghisu/internal/web/ui"
)

// TestWalkConsole: who presides concludes on three items without leaving the console
// and without the mouse: Enter goes on to the next item, the hands are in the first
// blank. What is half written stays while others press, and they see at once what was
// concluded.
func TestWalkConsole(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	h := newTab(t, w.url)
	h.enter(w, headC)
	meeting := h.agendaOfThree()
	m := newTab(t, w.url)
	m.enter(w, memberC)
	m.open(meeting + "/phong")
	wall := newTab(t, w.url)
	wall.enter(w, memberC)
	wall.open(meeting + "/man-hinh")

	h.open(meeting + "/dieu-hanh")
	h.restart()
	h.tabTo(vi("room.take-item-n", "1"))
	h.key(enterKey)
	for i, x := range []struct{ lead, with, work, due, told string }{
		{"so noi vu", "so tai chinh", "trình kế hoạch triển khai", "31/12", "trình kế hoạch triển khai, hoàn thành chậm nhất ngày 31/12/2026."},
		{"so tai chinh", "", "bố trí kinh phí năm 2027", "10 nlv", "chủ trì bố trí kinh phí năm 2027"},
		{"so y te", "", "kết nối dữ liệu khám chữa bệnh", "15/1", "chủ trì kết nối dữ liệu khám chữa bệnh"},
	} {
		if i > 0 {
			next := vi("room.take-item-n", string(rune('1'+i)))
			h.await("after a conclusion the keys on the next item", func(f focus) bool { return f.Name == next })
			h.key(enterKey)
		}
		h.must(vi("room.do-conclude-n", string(rune('1'+i))))
		h.cursor()
		h.write(x.lead)
		h.key(tabKey)
		h.write(x.with)
		h.key(tabKey)
		h.write(x.work)
		if i == 1 { // a press by somebody else draws the console anew around the words
			m.click(vi("room.i-am-here"))
			h.awaits(vi("room.present", "1", "13"))
		}
		h.key(tabKey)
		h.write(x.due)
		h.key(enterKey)
		h.must(x.told)
		if !strings.HasPrefix(h.path(), meeting+"/dieu-hanh") {
			t.Fatalf("a conclusion leads away from the console: %s", h.path())
		}
		m.awaits(x.told)
		wall.awaits(x.told)
	}
	h.limit("three conclusions inside the console", 120)
	if h.clicks > 0 {
		t.Errorf("%d clicks: the hands stay on the keyboard", h.clicks)
	}
	h.clear("the console")
	for _, path := range []string{ui.DeskPath, ui.WeekPath, ui.MeetingsPath} { // where meetings are listed
		h.open(path)
		h.sees("3. Dữ liệu y tế", "từ 18:00", vi("item.done-of", "3", "3"))
	}
	h.open(meeting)
	if n := h.count(`section[aria-labelledby="ket-luan"] a[href^="/nhiem-vu/"]`); n != 3 {
		t.Errorf("%d tasks given out, want 3", n)
	}

	// What is half written survives that the item is left by another, and that the page
	// is drawn anew; a conclusion is said anew from the console and back.
	h.open(meeting + "/dieu-hanh")
	s := newTab(t, w.url)
	s.enter(w, secretary)
	s.open(meeting + "/dieu-hanh")
	h.click(vi("room.conclude-more"))
	h.fill(vi("conclude.text"), "Thống nhất chủ trương")
	s.click(vi("room.leave-item-n", "3"))
	h.awaits(vi("room.no-item"))
	var words string
	h.eval(&words, `document.querySelector("form[data-half] [name=text]").value`)
	if words != "Thống nhất chủ trương" {
		t.Fatalf("left by another: %q stands in the form", words)
	}
	h.click(vi("room.do-conclude-n", "3"))
	h.must("Thống nhất chủ trương", vi("room.no-item"))
	s.click(vi("room.take-item-n", "3"))
	h.awaits(vi("do.revise-conclusion"))
	h.click(vi("do.revise-conclusion-of", "Giao Sở Y tế")) // the beginning of its name
	h.fill(vi("conclude.work"), "kết nối dữ liệu khám, chữa bệnh của các trạm y tế")
	h.click(vi("do.revise-conclusion"))
	h.must("của các trạm y tế")
	if !strings.HasPrefix(h.path(), meeting+"/dieu-hanh") {
		t.Errorf("saying a conclusion anew leads to %s, not back to the console", h.path())
	}
	m.awaits("của các trạm y tế")
}

// agendaOfThree convenes a meeting of today with three items and gives its address.
func (b *tab) agendaOfThree() string {
	b.t.Helper()
	b.open(ui.BodyPath(bodyC))
	b.click(vi("do.convene"))
	b.fill(vi("meeting.about"), "Phiên điều hành tại bàn")
	b.fill(vi("meeting.day"), "20/11/2026")
	b.fill(vi("meeting.from"), "18:30")
	b.fill(vi("agenda.item", "1"), "Nền tảng dùng chung")
	b.click(vi("agenda.add"))
	b.fill(vi("agenda.item", "2"), "Kinh phí năm tới")
	b.click(vi("agenda.add"))
	b.fill(vi("agenda.item", "3"), "Dữ liệu y tế")
	b.click(vi("form.go-on"))
	b.click(vi("do.convene"))
	b.must("Phiên điều hành tại bàn")
	return pathOf(b.path())
}
