package browser

import (
	"strings"
	"testing"

	"nghisu/internal/web/ui"
)

// waits leaves behind what waits: a matter that a member proposes, and a meeting
// that the head foresees by a part of a month.
func (w *world) waits(t *testing.T) {
	t.Helper()
	m := newTab(t, w.url)
	m.enter(w, memberC)
	m.open(ui.BodyPath(bodyC, "viec-cho", "de-xuat"))
	m.fill(vi("matter.title"), "Kết nối dữ liệu đất đai")
	m.fill(vi("matter.note"), "Các xã chưa dùng được dữ liệu.")
	m.click(vi("do.send-proposal"))
	m.must("Kết nối dữ liệu đất đai", vi("matter.proposed"))

	h := newTab(t, w.url)
	h.enter(w, headC)
	h.open(ui.BodyPath(bodyC, "du-kien"))
	h.fill(vi("meeting.about"), "Phiên tổng kết năm")
	h.fill(vi("foreseen.date"), "cuối tháng 12/2026")
	h.click(vi("do.record"))
	h.must("Phiên tổng kết năm", "cuối tháng 12/2026")
}

// TestAgendaAndAnswers: the secretary arranges an agenda with sections and times,
// moves an item by its buttons without a script, takes up what was proposed; a
// member answers the invitation from the desk of a telephone in two presses.
func TestAgendaAndAnswers(t *testing.T) {
	w := newWorld(t)
	w.waits(t)
	h := newTab(t, w.url)
	h.enter(w, headC)
	h.open(ui.BodyPath(bodyC, "viec-cho"))
	h.click("Kết nối dữ liệu đất đai")
	h.click(vi("do.record"))
	h.must(vi("matter.waiting"))

	h.open(ui.BodyPath(bodyC, "phien-hop", "moi") + "?kind=regular")
	h.fill(vi("meeting.about"), "Phiên họp tháng 12")
	h.fill(vi("meeting.day"), "4/12/2026")
	h.fill(vi("meeting.from"), "8:00")
	h.fill(vi("agenda.item", "1"), "Tình hình năm 2026")
	h.click(vi("form.go-on"))
	h.click(vi("do.convene"))
	h.must("Phiên họp tháng 12")
	meeting := pathOf(h.path())

	b := newTab(t, w.url)
	b.enter(w, secretary)
	b.open(meeting)
	b.click(vi("agenda.title"))
	b.click(vi("agenda.take") + " : Kết nối dữ liệu đất đai")
	b.click(vi("agenda.add"))
	b.fill(vi("agenda.item", "3"), "Nhân sự Tổ công tác")
	b.click(vi("agenda.up", "3"))
	b.click(vi("agenda.up", "2"))
	b.fill(vi("agenda.length"), "20")
	b.click(vi("agenda.save"))
	b.must("Phiên họp tháng 12", "08:00–08:20")
	text := b.text()
	first, second, third := strings.Index(text, "Nhân sự Tổ công tác"), strings.Index(text, "Tình hình năm 2026"), strings.Index(text, "Kết nối dữ liệu đất đai")
	if first < 0 || first > second || second > third {
		t.Errorf("the items stand at %d, %d, %d", first, second, third)
	}

	m := newTab(t, w.url)
	m.enter(w, memberC)
	m.size(390, 844)
	m.open(ui.DeskPath)
	before := m.tally.clicks
	m.click(vi("desk.do.answer") + " : Phiên họp tháng 12")
	m.click(vi("answer.send"))
	m.must(vi("answer.attend"))
	if n := m.tally.clicks - before; n != 2 {
		t.Errorf("%d presses from the desk to the answer, want 2", n)
	}
	m.open(meeting + "/tra-loi")
	m.tick(vi("answer.absent"))
	m.fill(vi("answer.reason"), "Đi công tác")
	m.click(vi("answer.send"))
	m.must(vi("answer.absent"), "Đi công tác")

	b.open(meeting)
	b.sees(vi("answers.absent", "1"))
	b.open(ui.WeekPath + "?ngay=21/12/2026")
	b.sees("cuối tháng")
}
