package browser

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

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
	m.click(vi("matter.send"))
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
	t.Parallel()
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

// pointer is what a row is dragged with: it goes down, moves and goes up.
type pointer func(ctx context.Context, t *chromedp.Target, phase string, x, y float64) error

// byMouse drags with the left button of a mouse.
func byMouse(ctx context.Context, t *chromedp.Target, phase string, x, y float64) error {
	p := input.DispatchMouseEventParams{X: x, Y: y, Button: input.MouseButtonLeft, ClickCount: 1}
	switch phase {
	case "down":
		p.Type = input.DispatchMouseEventTypeMousePressed
	case "move":
		p.Type, p.Buttons = input.DispatchMouseEventTypeMouseMoved, 1
	default:
		p.Type = input.DispatchMouseEventTypeMouseReleased
	}
	_, err := cdp.Call(ctx, t, input.DispatchMouseEvent, p)
	return err
}

// byFinger drags with one finger.
func byFinger(ctx context.Context, t *chromedp.Target, phase string, x, y float64) error {
	p := input.DispatchTouchEventParams{Type: input.DispatchTouchEventTypeTouchStart, TouchPoints: []*input.TouchPoint{{X: x, Y: y}}}
	switch phase {
	case "move":
		p.Type = input.DispatchTouchEventTypeTouchMove
	case "up":
		p.Type, p.TouchPoints = input.DispatchTouchEventTypeTouchEnd, []*input.TouchPoint{}
	}
	_, err := cdp.Call(ctx, t, input.DispatchTouchEvent, p)
	return err
}

// moves goes with a pointer from one point to another in small steps.
func (b *tab) moves(with pointer, x, from, to float64) {
	b.t.Helper()
	b.do("drag", func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		const steps = 24
		err := with(ctx, t, "down", x, from)
		for i := 1; i <= steps && err == nil; i++ {
			err = with(ctx, t, "move", x, from+(to-from)*float64(i)/steps)
		}
		if err == nil {
			err = with(ctx, t, "up", x, to)
		}
		return chromedp.Void{}, err
	})
}

// drag takes one row of the agenda by its grip to the place of another, counted
// from one.
func (b *tab) drag(with pointer, from, to int) {
	b.t.Helper()
	var at struct{ X, From, To float64 }
	b.eval(&at, `((from, to) => {
		const rows = [...document.querySelectorAll("[data-row]")];
		rows[Math.min(from, to) - 1].scrollIntoView({block: "start", behavior: "instant"});
		window.scrollBy({top: -80, behavior: "instant"});
		const grip = rows[from - 1].querySelector("[data-grip]").getBoundingClientRect(), box = rows[to - 1].getBoundingClientRect();
		return {x: grip.left + grip.width / 2, from: grip.top + grip.height / 2, to: from < to ? box.bottom - 4 : box.top + 4};
	})(`+strconv.Itoa(from)+`,`+strconv.Itoa(to)+`)`)
	n := b.watch.asked()
	b.moves(with, at.X, at.From, at.To)
	b.follow(true, n)
}

// agendaTitles are the items that stand in the form, from the top, each with the
// number under which it is sent.
func (b *tab) agendaTitles() (out []string) {
	b.t.Helper()
	b.eval(&out, `[...document.querySelectorAll("[data-row] input[name$='.title']")].map(x => x.name.split(".")[1] + " " + x.value)`)
	return out
}

// TestAgendaByDragging moves items of an agenda by their grips, with a mouse on a
// desk and with a finger on a telephone: the order is kept. A finger beside the grip
// moves the page and no item.
func TestAgendaByDragging(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	h := newTab(t, w.url)
	h.enter(w, headC)
	h.open(ui.BodyPath(bodyC, "phien-hop", "moi") + "?kind=regular")
	h.fill(vi("meeting.about"), "Phiên họp tháng 12")
	h.fill(vi("meeting.day"), "4/12/2026")
	h.fill(vi("meeting.from"), "8:00")
	h.fill(vi("agenda.item", "1"), "Việc một")
	h.click(vi("form.go-on"))
	h.click(vi("do.convene"))
	h.must("Phiên họp tháng 12")
	meeting := pathOf(h.path())

	b := newTab(t, w.url)
	b.enter(w, secretary)
	b.open(meeting)
	b.click(vi("agenda.title"))
	address := b.path()
	for i, title := range []string{"Việc hai", "Việc ba", "Việc bốn"} {
		b.click(vi("agenda.add"))
		b.fill(vi("agenda.item", strconv.Itoa(i+2)), title)
	}
	stands := func(when string, want ...string) {
		t.Helper()
		if got := b.agendaTitles(); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", when, got, want)
		}
	}

	b.size(1280, 1500)
	b.drag(byMouse, 4, 1)
	stands("by mouse upwards", "1 Việc bốn", "2 Việc một", "3 Việc hai", "4 Việc ba")
	b.drag(byMouse, 1, 3)
	stands("by mouse downwards", "1 Việc một", "2 Việc hai", "3 Việc bốn", "4 Việc ba")
	b.click(vi("agenda.save"))
	b.must("Phiên họp tháng 12")
	b.open(address)
	stands("saved and read again", "1 Việc một", "2 Việc hai", "3 Việc bốn", "4 Việc ba")

	b.size(390, 844)
	b.do("touch", func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true})
		return chromedp.Void{}, err
	})
	b.open(address)
	b.drag(byFinger, 1, 2)
	stands("by finger downwards", "1 Việc hai", "2 Việc một", "3 Việc bốn", "4 Việc ba")
	b.drag(byFinger, 4, 3)
	stands("by finger upwards", "1 Việc hai", "2 Việc một", "3 Việc ba", "4 Việc bốn")

	// Beside the grip the finger scrolls.
	var before, after float64
	b.eval(&before, `(window.scrollTo(0, 0), scrollY)`)
	b.moves(byFinger, 200, 700, 300)
	b.settle()
	b.eval(&after, `new Promise(done => setTimeout(() => done(scrollY), 300))`)
	if after <= before {
		t.Errorf("a finger beside the grip leaves the page at %v, it was at %v", after, before)
	}
	stands("after scrolling", "1 Việc hai", "2 Việc một", "3 Việc ba", "4 Việc bốn")

	b.click(vi("agenda.save"))
	b.must("Phiên họp tháng 12")
	b.open(address)
	stands("saved from the telephone and read again", "1 Việc hai", "2 Việc một", "3 Việc ba", "4 Việc bốn")
}
