package browser

import (
	"slices"
	"strings"
	"testing"
	"time"

	"nghisu/internal/committee"
	"nghisu/internal/demo"
	"nghisu/internal/web/ui"
)

// signIn goes in by the form, as a reader does.
func (b *tab) signIn(login string) {
	b.t.Helper()
	b.open(ui.SignInPath)
	b.fill(vi("field.login"), login)
	b.fill(vi("field.password"), demo.DemoPassword)
	b.click(vi("signin.title"))
	if b.status() != 200 || strings.HasPrefix(b.path(), ui.SignInPath) {
		b.t.Fatalf("%s is not let in: %d on %s: %s", login, b.status(), b.path(), short(b.text(), 600))
	}
}

// bodyNames are words by which the list of bodies names the five.
var bodyNames = []string{
	"Tổ công tác giúp việc Chủ tịch Ủy ban Quốc gia", "Bộ Nội vụ", "tỉnh Nghệ An", "thành phố Hà Nội", "Hội đồng giám đốc công nghệ thông tin",
}

// TestWalkBodies: a secretary signs in, sees the five bodies and who sits on
// them, moves the slider of body B over 30 August 2021 and sees another roster.
func TestWalkBodies(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := newTab(t, w.url)
	b.signIn(secretary)
	b.click(vi("nav.bodies"))
	b.must(bodyNames...)
	for _, key := range []string{bodyA, bodyB, bodyC, bodyD, bodyE} {
		b.open(ui.BodyPath(committee.BodyKey(key)))
		rows := b.holders()
		if len(rows) == 0 {
			t.Errorf("%s: the page tells of nobody who sits in it", key)
		}
		b.open(ui.BodiesPath)
	}

	b.open(ui.BodyPath(bodyB) + "?ngay=29/8/2021")
	before := b.holders()
	after := b.slideTo("30/8/2021")
	if slices.Equal(before, after) || len(after) == 0 {
		t.Errorf("body B has the same %d seats before and after 30 August 2021: %s", len(after), strings.Join(after, "; "))
	}
	b.sees("30/8/2021")
	if !strings.Contains(b.path(), "ngay=") {
		t.Errorf("the address %s does not keep the day", b.path())
	}
	// What the slider shows is what the address shows when it is opened anew.
	b.open(b.path())
	if again := b.holders(); !slices.Equal(after, again) {
		t.Errorf("slid to the day: %s\nopened on the day: %s", strings.Join(after, "; "), strings.Join(again, "; "))
	}
}

// holders reads who sits in the body itself: one line a seat.
func (b *tab) holders() []string {
	b.t.Helper()
	var rows []string
	b.eval(&rows, `[...document.querySelectorAll("#ngay-xem table.seats")].slice(0, 1).flatMap((t) => [...t.tBodies[0].rows]).map((r) =>
		[r.querySelector("th"), r.cells[2]].map((c) => c.innerText.replace(/[\s\u00a0]+/g, " ").trim()).join(": "))`)
	return rows
}

// slideTo moves the slider of days by the arrows, to the left or to the right,
// until it stands on a day, and gives who sat then.
func (b *tab) slideTo(day string) []string {
	b.t.Helper()
	p := b.spot("field", "Kéo đến ngày")
	b.hit(p)
	b.settle()
	for range 60 {
		var now string
		b.eval(&now, `document.getElementById("ngay-keo").getAttribute("aria-valuetext")`)
		if strings.HasPrefix(now, day) {
			return b.holders()
		}
		b.eval(new(any), `document.getElementById("ngay-keo").focus()`)
		var later bool
		b.eval(&later, `(() => { const r = document.getElementById("ngay-keo"), key = (s) => s.split("/").reverse().map((x) => x.padStart(4, "0")).join("");
			return key(r.getAttribute("aria-valuetext").split(":")[0].trim()) > key("`+day+`"); })()`)
		if later {
			b.key(arrowLeft)
		} else {
			b.key(arrowRight)
		}
	}
	b.t.Fatalf("%s: the slider never stands on %s", b.path(), day)
	return nil
}

// TestWalkText: the text in force on a day, from the first page of a body.
func TestWalkText(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := newTab(t, w.url)
	b.enter(w, secretary)
	b.open(ui.BodyPath(bodyC))
	b.click(vi("tab.quy-che"), vi("body.parts"))
	b.must("Điều 4", "Điều 5", "Trưởng ban")
	b.open(ui.BodyPath(bodyC, "quy-che") + "?ngay=1/1/2015")
	b.misses("Điều 4. ")
	b.open(ui.BodyPath(bodyC, "quy-che") + "?ngay=20/3/2019")
	b.must("Điều 4")
	b.open(ui.BodyPath(bodyE, "quy-che"))
	b.sees("dự thảo")
}

// TestWalkExplorer: who may convene an expanded meeting in Nghệ An? The head,
// by Điều 4 khoản 4. Tried as the deputy it is refused, with the clause and with
// who could, and the way on keeps the words.
func TestWalkExplorer(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := newTab(t, w.url)
	b.enter(w, secretary)
	b.open(ui.BodyPath(bodyC, "tham-quyen"))
	b.choose(vi("field.role"), "Trưởng ban")
	b.choose(vi("field.act"), "triệu tập họp mở rộng")
	b.click(vi("do.ask"))
	b.must("Điều 4 khoản 4", "Được")

	b.choose(vi("field.role"), "Phó Trưởng ban")
	b.must("Điều 4 khoản 4", vi("refusal.could"), "Trưởng ban")

	d := newTab(t, w.url)
	d.enter(w, deputyC)
	d.open(ui.BodyPath(bodyC, "phien-hop", "moi") + "?kind=expanded")
	d.convene("Họp mở rộng về nền tảng dùng chung", "2/12/2026", "14:00")
	if d.status() != 403 {
		t.Errorf("the deputy's expanded meeting is answered %d, want 403", d.status())
	}
	d.must("Điều 4 khoản 4", vi("refusal.could"), "Trưởng ban", "Chủ tịch")
	// The way on: the kind of meeting that is the deputy's to call; what was
	// written goes along.
	d.click(vi("ways.change-kind"), vi("meeting.extraordinary"))
	d.must(vi("check.title"), vi("meeting.extraordinary"), "Điều 4 khoản 2", "Họp mở rộng về nền tảng dùng chung")
}

// convene fills in the form of a meeting and goes on to the check page.
func (b *tab) convene(about, day, hour string) {
	b.t.Helper()
	b.fill(vi("meeting.about"), about)
	b.fill(vi("meeting.day"), day)
	b.fill(vi("meeting.from"), hour)
	b.click(vi("form.go-on"))
}

// TestWalkYear: the plan of the year and the board of duties, met and missed.
func TestWalkYear(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := newTab(t, w.url)
	b.enter(w, secretary)
	b.open(ui.BodyPath(bodyC))
	b.click(vi("tab.ke-hoach"), vi("body.parts"))
	b.must("2026")
	b.click(vi("tab.nghia-vu"), vi("body.parts"))
	b.must(vi("duty.lede", "2026", "20/11/2026"), "Điều 4 khoản 1")
	met, missed := b.duties("met"), b.duties("missed")
	b.click("Năm 2025")
	b.must("2025", "Điều 4 khoản 1")
	met, missed = met+b.duties("met"), missed+b.duties("missed")
	if met == 0 || missed == 0 {
		t.Errorf("in two years the board shows %d duties met and %d missed, want some of each", met, missed)
	}
	// A duty that was met names its evidence, one press away.
	b.open(ui.BodyPath(bodyC, "nghia-vu"))
	b.click("Phiên họp định kỳ của Ban Chỉ đạo")
	b.must(vi("field.agenda"), "Đã kết luận")
}

// duties reads from the head of the board how many duties are in a state.
func (b *tab) duties(state string) int {
	b.t.Helper()
	var n int
	word := vi("duty." + state)
	b.eval(&n, `(() => { const c = [...document.querySelectorAll(".chip")].find((x) => x.innerText.replace(/\s+/g, " ").trim().startsWith("`+word+` "));
		return c ? parseInt(c.innerText.replace(/\D+/g, ""), 10) : -1; })()`)
	if n < 0 {
		b.t.Fatalf("%s: no count of duties %q: %s", b.path(), word, short(b.text(), 800))
	}
	return n
}

// TestWalkArrival: what `nghisu demo` prints is enough: the address, and log-ins
// that the page of the way in offers as one press each.
func TestWalkArrival(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, login := range []string{demo.DemoPassword, keeper, headC, secretary} {
		// The address comes first, and with it the test: what follows may still be
		// on its way through the pipe.
		if !w.says(login, 10*time.Second) {
			t.Errorf("the program does not print %s: %s", login, w.printed())
		}
	}
	b := newTab(t, w.url)
	b.open("/")
	b.must(vi("signin.demo"))
	b.click("Trưởng ban, Nghệ An")
	b.must(vi("nav.desk"), "Chủ tịch Ủy ban nhân dân tỉnh Nghệ An")
}
