package browser

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/demo"
	"nghisu/internal/web/ui"
)

// gone stops the server, as a network that breaks off does; what comes back is the
// same books at the same address.
func (w *world) gone(t *testing.T) (back func()) {
	t.Helper()
	if err := w.stop(); err != nil {
		t.Fatalf("the server ends with %v", err)
	}
	before, away := w.faults, true
	back = func() {
		if !away {
			return
		}
		away = false
		at := strings.TrimPrefix(w.url, "http://")
		for end := time.Now().Add(patience); ; time.Sleep(200 * time.Millisecond) {
			s, err := startServerAt(w.dir, at)
			if err == nil {
				s.faults = append(s.faults, before...)
				w.server = s
				return
			}
			if time.Now().After(end) {
				t.Fatalf("the server does not come back: %v", err)
			}
		}
	}
	t.Cleanup(back) // before the world itself ends
	return back
}

// quietly forgets what the browser complained of while there was no network.
func (b *tab) quietly() { _ = b.watch.faults() }

// away goes to an address while there is no network.
func (b *tab) away(path string) {
	b.t.Helper()
	b.open(path)
	b.until("the page of the device", `document.documentElement.dataset.kept !== undefined && document.querySelector(".kept-line") !== null`)
}

// stored is what a device holds: the caches with their entries, and the rows of its
// database.
func (b *tab) stored() (out struct{ Caches, Pages, Queue, Sets, Meta int }) {
	b.t.Helper()
	b.eval(&out, `(async () => {
		const n = {Caches: 0};
		for (const k of await caches.keys()) n.Caches += 1 + (await (await caches.open(k)).keys()).length;
		for (const [name, store] of [["Pages", "pages"], ["Queue", "queue"], ["Sets", "sets"], ["Meta", "meta"]]) n[name] = (await nghisuKept.all(store)).length;
		return n;
	})()`)
	return out
}

// waits looks at the list of what waits to be sent, once the script has drawn it.
func (b *tab) waits(words ...string) {
	b.t.Helper()
	b.until("the list of what waits", `!!document.querySelector("[data-kept-own]:not([hidden])")`)
	b.must(words...)
}

// keepsHere presses the button and waits until all is on the device.
func (b *tab) keepsHere() {
	b.t.Helper()
	b.until("the offer to keep it", `!!document.querySelector("[data-keep-here]:not([hidden])")`)
	b.click(vi("keep.save"))
	b.until("it is kept", `document.querySelector("[data-keep-now] span").textContent === `+quoted(vi("keep.update")))
}

// readerOf signs somebody in beside the browser, to look things up.
func readerOf(t *testing.T, w *world, deps ui.Deps, login string) app.Actor {
	t.Helper()
	s, err := deps.App.SessionOf(context.Background(), demo.Office, w.session(t, login))
	if err != nil {
		t.Fatal(err)
	}
	return app.Actor{Office: demo.Office, Person: s.Person, Via: "web"}
}

// comingMeeting is the last meeting to come of a reader's.
func comingMeeting(t *testing.T, deps ui.Deps, by app.Actor) app.MeetingPage {
	t.Helper()
	list, err := deps.App.Meetings(context.Background(), by, app.MeetingFilter{State: committee.Convened, Limit: 50})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range list.Items {
		m, err := deps.App.Meeting(context.Background(), by, l.ID)
		if err != nil {
			t.Fatal(err)
		}
		if m.Answers.Open && len(m.Answers.Mine) == 1 && len(m.Papers) > 1 {
			return m
		}
	}
	t.Fatal("no meeting to come with papers")
	return app.MeetingPage{}
}

// TestMeetingWithoutNetwork keeps a meeting on a telephone, reads its agenda, its
// pack and a paper while the server is gone, makes a note, answers the invitation and
// says beforehand what there is to say. Back in touch each counts once, with both
// times.
func TestMeetingWithoutNetwork(t *testing.T) {
	w := newWorld(t)
	deps := w.deps(t)
	by := readerOf(t, w, deps, deputyC)
	m := comingMeeting(t, deps, by)
	path := ui.MeetingPath(m.Line.ID)
	b := newTab(t, w.url)
	b.size(390, 844)
	b.enter(w, deputyC)
	b.open(path)
	b.keepsHere()
	if got := b.stored(); got.Sets != 1 || got.Pages < 6 || got.Caches < 10 || got.Meta != 2 {
		t.Errorf("on the device: %+v", got)
	}

	back := w.gone(t)
	b.away(path)
	b.must(m.Meeting.Agenda[0].Title, "Không có mạng. Đây là bản lưu lúc", vi("keep.retry"))
	b.narrow(visit{route: "meeting", state: "offline", reader: deputyC}, 390)
	b.clear("the meeting from the device")
	b.looked("meeting-offline")
	b.away(ui.PaperPath(m.Papers[0].Paper.ID, "doc"))
	b.until("the paper", `document.querySelector("[data-ready]") !== null && document.querySelectorAll(".words span").length > 5`)
	b.fill(vi("read.words"), "Hỏi lại tiến độ.")
	b.click(vi("read.keep"))
	b.until("the note waits", `document.querySelector("#ghi-chu-ds").textContent.includes("chờ gửi") && document.querySelector("#ghi-chu-ds").textContent.includes("Hỏi lại tiến độ.")`)
	b.looked("paper-offline")
	var pack int
	b.eval(&pack, `fetch("`+path+`/bo-tai-lieu/toan-bo.pdf").then(async (r) => (await r.text()).startsWith("%PDF") ? r.status : 0)`)
	if pack != http.StatusOK {
		t.Error("the pack is not on the device")
	}

	// A page that was not kept says so; what needs a network is marked.
	b.open(ui.TasksPath)
	b.must(vi("keep.missing"), vi("keep.list"))
	b.away(path)
	if b.has("press", vi("do.move")) {
		b.misses(vi("receipt.title"))
	}

	b.away(path + "/tra-loi")
	b.tick(vi("answer.absent"))
	b.fill(vi("answer.reason"), "Đi công tác vùng không có sóng.")
	b.click(vi("answer.send"))
	b.waits(vi("keep.kind-answer"), vi("keep.state-waiting"), "Đi công tác vùng không có sóng.", vi("answer.absent"))
	b.away(ui.RoomPath(m.Line.ID, ""))
	b.click(vi("prior.speak"))
	b.waits(vi("keep.kind-prior"), vi("prior.speak"))
	b.narrow(visit{route: "kept", state: "offline", reader: deputyC}, 390)
	b.clear("what waits on the device")
	b.looked("queue-offline")
	if got := b.stored(); got.Queue != 3 {
		t.Errorf("%d things wait, want 3", got.Queue)
	}

	// Looked at again, the answer is there to be changed; sent again it takes the
	// place of the first.
	b.away(path + "/tra-loi")
	b.must("Đang chờ gửi")
	b.fill(vi("answer.reason"), "Đi công tác, không kịp về.")
	b.click(vi("answer.send"))
	b.waits("Đi công tác, không kịp về.")
	b.misses("Đi công tác vùng không có sóng.")
	if got := b.stored(); got.Queue != 3 {
		t.Errorf("%d things wait after a change, want 3", got.Queue)
	}

	back()
	b.quietly()
	b.open(ui.KeptPath)
	b.until("all is sent", `document.querySelectorAll("[data-queue] .queue-sent").length === 3`)
	b.looked("queue-sent")
	ctx := context.Background()
	now, err := deps.App.Meeting(ctx, by, m.Line.ID)
	if err != nil {
		t.Fatal(err)
	}
	if len(now.Answers.Mine) != 1 || now.Answers.Mine[0].Answer == nil {
		t.Fatal("no answer is on record")
	}
	a := now.Answers.Mine[0].Answer
	if a.Answer != committee.AnswerAbsent || a.Reason != "Đi công tác, không kịp về." || a.Filled.IsZero() || a.Filled.Sent == 0 {
		t.Errorf("the answer on record: %+v", a)
	}
	sitting, err := deps.App.Sitting(ctx, by, m.Line.ID)
	if err != nil {
		t.Fatal(err)
	}
	said := 0
	for _, x := range sitting.Sitting.Priors {
		if x.Say == committee.WantsSpeak && !x.Filled.IsZero() {
			said++
		}
	}
	if said != 1 {
		t.Errorf("%d prior positions with a time claimed: %+v", said, sitting.Sitting.Priors)
	}
	marks, err := deps.App.Marks(ctx, by, m.Papers[0].Paper.ID)
	if err != nil || len(marks) != 1 || marks[0].Words != "Hỏi lại tiến độ." {
		t.Errorf("notes on record: %+v, %v", marks, err)
	}
	b.open(path)
	b.sees("khi không có mạng")

	// Sent once more by hand, under the same key, the answer counts once.
	var again string
	b.eval(&again, `(async () => {
		const x = (await nghisuKept.all("queue")).find((x) => x.kind === "answer"), before = x.done;
		x.state = "waiting";
		await nghisuKept.put("queue", x);
		await nghisuKept.flush(); /* or the page itself was faster */
		const after = await nghisuKept.get("queue", x.id);
		return after.done === before ? after.state : "another act: " + after.done;
	})()`)
	if now, err = deps.App.Meeting(ctx, by, m.Line.ID); err != nil || again != "sent" || now.Answers.Mine[0].Answer.Revision != a.Revision {
		t.Errorf("sent twice (%s): revision %d, was %d, %v", again, now.Answers.Mine[0].Answer.Revision, a.Revision, err)
	}
}

// TestSlipWithoutNetwork fills in an opinion slip while the server is gone. The text
// changes before it is sent: the slip is not taken unseen, its words are not lost,
// and the form as it is now takes them. One that fits is recorded with both times.
func TestSlipWithoutNetwork(t *testing.T) {
	w := newWorld(t)
	deps := w.deps(t)
	by := readerOf(t, w, deps, memberE)
	ctx := context.Background()
	list, err := deps.App.Rounds(ctx, by, app.RoundFilter{Stage: "open", Asked: true, Limit: 10})
	if err != nil || len(list.Items) == 0 {
		t.Fatalf("no round waits: %v", err)
	}
	id := list.Items[0].ID
	b := newTab(t, w.url)
	b.enter(w, memberE)
	b.open(ui.RoundPath(id))
	b.keepsHere()
	b.looked("round-kept")

	back := w.gone(t)
	b.away(ui.RoundPath(id, "tra-loi"))
	b.tick(vi("round.position.other"))
	b.fill(vi("field.reason"), "Cần thêm thời gian.")
	b.fill(vi("round.remark.text"), "Ghi rõ cơ quan đầu mối.")
	b.click(vi("round.remark.add"))
	b.until("a second comment", `document.querySelectorAll("fieldset.remark").length === 2`)
	b.looked("slip-offline")
	b.click(vi("round.answer.send"))
	b.waits(vi("keep.kind-slip"), vi("keep.state-waiting"), vi("round.position.other"), "Cần thêm thời gian.", "Ghi rõ cơ quan đầu mối.")
	back()
	b.quietly()

	// Meanwhile the drafter changes an article.
	opener := newTab(t, w.url)
	opener.enter(w, chairE)
	opener.open(ui.RoundPath(id, "sua-van-ban"))
	var changed bool
	opener.eval(&changed, `(() => { const x = [...document.querySelectorAll("textarea")].find((e) => e.value.includes("31 tháng 3")); if (!x) return false; x.value = x.value.replace("31 tháng 3", "30 tháng 6"); return true; })()`)
	if !changed {
		t.Fatalf("no article to change: %s", short(opener.text(), 800))
	}
	opener.click(vi("form.go-on"))
	opener.click(vi("round.change"))
	opener.must("Đã ghi")

	b.open(ui.KeptPath)
	b.until("the slip is not taken", `document.querySelector("[data-queue] .queue-stuck") !== null`)
	b.must("Văn bản đã đổi", "Cần thêm thời gian.", vi("keep.state-stuck"))
	b.looked("queue-stuck")
	r, err := deps.App.Round(ctx, by, id)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(r.Round.Slips); n != 0 {
		t.Errorf("%d slips on record before the text was seen", n)
	}
	b.click(vi("keep.open"))
	b.must(vi("round.answer.title"), "bản 3")
	var words []string
	b.eval(&words, `[...document.querySelectorAll("textarea, input:checked")].map((e) => e.value)`)
	if got := strings.Join(words, "|"); !strings.Contains(got, "Cần thêm thời gian.") || !strings.Contains(got, "Ghi rõ cơ quan đầu mối.") || !strings.Contains(got, "other") {
		t.Errorf("the form holds %q", got)
	}
	b.click(vi("round.answer.send"))
	b.must("Đã ghi")

	// Now one that fits: kept anew, changed without a network, sent.
	b.open(ui.RoundPath(id))
	b.until("the offer to bring it up to date", `!!document.querySelector("[data-keep-here]:not([hidden])")`)
	b.click(vi("keep.update"))
	b.until("it is kept anew", `document.querySelector("[data-keep-here] [data-status]").textContent.startsWith("Lưu lúc")`)
	back = w.gone(t)
	b.away(ui.RoundPath(id, "tra-loi"))
	b.tick(vi("round.position.for"))
	b.click(vi("round.answer.send"))
	b.waits(vi("keep.state-waiting"))
	back()
	b.quietly()
	b.open(ui.RoundPath(id, "tra-loi"))
	b.until("it is sent", `[...document.querySelectorAll(".notice.ok")].some((e) => e.textContent.includes("Đã gửi 1"))`)
	if r, err = deps.App.Round(ctx, by, id); err != nil {
		t.Fatal(err)
	}
	if len(r.Round.Slips) != 1 {
		t.Fatalf("%d slips on record", len(r.Round.Slips))
	}
	s := r.Round.Slips[0]
	if s.Position != committee.For || s.Revision != 2 || s.Filled.IsZero() || s.Filled.Told().After(s.Entered.Add(time.Minute)) {
		t.Errorf("the slip on record: %+v", s)
	}
	b.open(ui.RoundPath(id, "tra-loi"))
	b.sees("khi không có mạng")
	b.looked("slip-both-times")
}

// TestNothingStaysBehind signs out, lets another person in, takes the device away:
// each time nothing of what was kept is left.
func TestNothingStaysBehind(t *testing.T) {
	w := newWorld(t)
	deps := w.deps(t)
	m := comingMeeting(t, deps, readerOf(t, w, deps, deputyC))
	path := ui.MeetingPath(m.Line.ID)
	b := newTab(t, w.url)
	empty := func(when string) {
		t.Helper()
		b.until("nothing is left "+when, `(async () => {
			let n = (await caches.keys()).length;
			for (const s of ["meta", "sets", "pages", "queue"]) n += (await nghisuKept.all(s)).length;
			return n === 0 && !localStorage.getItem("nghisu:kept") && !(await navigator.serviceWorker.getRegistration("/"));
		})()`)
	}

	// Signing out asks first when something waits.
	b.enter(w, deputyC)
	b.open(path)
	b.keepsHere()
	back := w.gone(t)
	b.away(path + "/tra-loi")
	b.tick(vi("answer.undecided"))
	b.click(vi("answer.send"))
	b.waits(vi("keep.state-waiting"))
	back()
	b.quietly()
	b.cookie(sessionCookie, "gone") // the session is over: nothing can be sent, nothing is lost
	b.open(ui.SignInPath)
	if got := b.stored(); got.Queue != 1 || got.Sets != 1 {
		t.Errorf("when a session has run out, the device holds %+v", got)
	}
	b.enter(w, deputyC)
	b.eval(new(any), `nghisuKept.all("queue").then(async (l) => { l[0].state = "stuck"; l[0].fault = "Thử."; await nghisuKept.put("queue", l[0]); })`)
	b.open(ui.MePath)
	b.click(vi("me.sign-out"))
	b.must("Còn 1 việc chưa gửi")
	b.click(vi("me.sign-out"))
	b.until("the way in", `location.pathname === "`+ui.SignInPath+`"`)
	empty("after signing out")

	// Another person signs in on the same device.
	b.enter(w, deputyC)
	b.open(path)
	b.keepsHere()
	b.cookie(sessionCookie, w.session(t, headC))
	b.open(ui.KeptPath)
	b.until("the list of the other", `!document.querySelector("[data-no-sets]").hidden`)
	b.misses(m.Line.Title)
	empty("for another person")

	// The reader takes the device away from elsewhere.
	b.cookie(sessionCookie, w.session(t, deputyC))
	b.open(path)
	b.keepsHere()
	other := newTab(t, w.url)
	other.enter(w, deputyC)
	other.open(ui.KeptPath)
	other.looked("devices")
	for other.has("press", vi("keep.device-remove")) {
		other.click(vi("keep.device-remove"))
	}
	b.open(path)
	empty("when the device was taken away")
	b.sees(vi("keep.wiped"))
}

// looked keeps a picture of the page on a telephone and a wide screen, light and
// dark, where somebody asks for them.
func (b *tab) looked(name string) {
	b.t.Helper()
	dir := os.Getenv("NGHISU_SIGHTS")
	if dir == "" {
		return
	}
	for _, v := range []view{{390, "light"}, {390, "dark"}, {1440, "light"}} {
		b.scheme(v.scheme)
		b.size(v.width, 900)
		drawn := b.picture(page.CaptureScreenshotFormatPng, v.width, 2600)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%s-%d-%s.png", name, v.width, v.scheme)), drawn, 0o644); err != nil {
			b.t.Error(err)
		}
	}
	b.size(390, 844)
	b.scheme("light")
}
