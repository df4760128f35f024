package browser

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/serviceworker"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/demo"
	"nghisu/internal/web/ui"
)

// lateDay is a day after the last one of the round that runs when the demonstration
// ends, ten days on.
const lateDay = "2026-11-30"

// waitingRound is the round that waits for a reader.
func waitingRound(t *testing.T, deps ui.Deps, by app.Actor) committee.RoundID {
	t.Helper()
	list, err := deps.App.Rounds(context.Background(), by, app.RoundFilter{Stage: "open", Asked: true, Limit: 10})
	if err != nil || len(list.Items) == 0 {
		t.Fatalf("no round waits: %v", err)
	}
	return list.Items[0].ID
}

// slipsOf are the slips of a round that count and those that came late, as its
// member sees them.
func slipsOf(t *testing.T, deps ui.Deps, by app.Actor, id committee.RoundID) (counts, late int) {
	t.Helper()
	r, err := deps.App.Round(context.Background(), by, id)
	if err != nil {
		t.Fatal(err)
	}
	return len(r.Round.Slips), len(r.Round.Late)
}

// TestLateSlip fills a slip in before the last day while the server is gone; when it
// is back that day is over. The slip is on record apart, with both times, counts for
// nothing, and the device says so.
func TestLateSlip(t *testing.T) {
	w := newWorld(t)
	deps := w.deps(t)
	by := readerOf(t, w, deps, memberE)
	id := waitingRound(t, deps, by)
	b := newTab(t, w.url)
	b.enter(w, memberE)
	b.open(ui.RoundPath(id))
	b.keepsHere()
	if err := w.stop(); err != nil {
		t.Fatal(err)
	}
	b.away(ui.RoundPath(id, "tra-loi"))
	b.tick(vi("round.position.for"))
	b.fill(vi("field.reason"), "Đã đọc trên đường đi.")
	b.click(vi("round.answer.send"))
	b.waits(vi("keep.state-waiting"), "Đã đọc trên đường đi.")

	// Days later: the same books, whose clock stands on another day.
	made := filepath.Join(w.dir, "demo.json")
	data, err := os.ReadFile(made)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(made, bytes.ReplaceAll(data, []byte(lastDay), []byte(lateDay)), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := startServerOn(w.dir, strings.TrimPrefix(w.url, "http://"), lateDay)
	if err != nil {
		t.Fatal(err)
	}
	before := w.faults
	w.server = s
	w.faults = append(w.faults, before...)
	b.quietly()
	b.do("ten days pass on the device too", func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: "{ const now = Date.now; Date.now = () => now() + 10 * 24 * 3600e3; }"})
		return chromedp.Void{}, err
	})
	b.cookie(sessionCookie, w.session(t, memberE)) // the former has run out
	b.open(ui.KeptPath)
	b.until("it was received", `document.querySelector("[data-queue] .queue-sent") !== null`)
	b.must(vi("keep.late"), "Đã đọc trên đường đi.")
	b.looked("queue-late")
	counts, late := slipsOf(t, w.deps(t), by, id)
	if counts != 0 || late != 1 {
		t.Errorf("%d slips count and %d came late, want none and one", counts, late)
	}
}

// TestDeviceIsFull has the browser give the office hardly any room: keeping says how
// much is needed, and nothing of it stays behind as if it were whole.
func TestDeviceIsFull(t *testing.T) {
	w := newWorld(t)
	deps := w.deps(t)
	m := comingMeeting(t, deps, readerOf(t, w, deps, deputyC))
	b := newTab(t, w.url)
	b.enter(w, deputyC)
	b.open(ui.MeetingPath(m.Line.ID))
	b.until("the offer to keep it", `!!document.querySelector("[data-keep-here]:not([hidden])")`)
	quota := func(size *float64) {
		t.Helper()
		b.do("quota", func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
			_, err := cdp.Call(ctx, t, storage.OverrideQuotaForOrigin, storage.OverrideQuotaForOriginParams{Origin: b.base, QuotaSize: size})
			return chromedp.Void{}, err
		})
	}
	little := float64(200 << 10)
	quota(&little)
	b.click(vi("keep.save"))
	begins, _, _ := strings.Cut(vi("keep.quota"), "{0}")
	b.until("it says that there is no room", `document.querySelector("[data-keep-here] [data-status]").textContent.startsWith(`+quoted(strings.TrimSpace(begins))+`)`)
	b.looked("keep-full")
	if got := b.stored(); got.Sets != 0 || got.Pages != 0 {
		t.Errorf("of what found no room the device holds %+v", got)
	}
	quota(nil)
	b.keepsHere()
	if got := b.stored(); got.Sets != 1 {
		t.Errorf("with room again the device holds %+v", got)
	}
}

// TestNetworkHangs stops the server's process, so that connections are taken and
// nothing ever answers: after eight seconds the kept page stands in, and what is
// sent to a hanging server is not lost.
func TestNetworkHangs(t *testing.T) {
	w := newWorld(t)
	deps := w.deps(t)
	m := comingMeeting(t, deps, readerOf(t, w, deps, deputyC))
	path := ui.MeetingPath(m.Line.ID)
	b := newTab(t, w.url)
	b.enter(w, deputyC)
	b.open(path)
	b.keepsHere()
	b.open(ui.MePath) // the worker is in charge from the next page on
	if err := w.cmd.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.cmd.Process.Signal(syscall.SIGCONT) })
	begun := time.Now()
	b.do("open a page of a hanging server", func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, page.Navigate, page.NavigateParams{URL: b.base + path})
		return chromedp.Void{}, err
	})
	b.until("the page of the device", `document.documentElement.dataset.kept !== undefined && document.querySelector(".kept-line") !== null`)
	if took := time.Since(begun); took < 7*time.Second || took > 20*time.Second {
		t.Errorf("the kept page came after %v, want about eight seconds", took)
	}
	b.sees(m.Meeting.Agenda[0].Title)
	if err := w.cmd.Process.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	b.quietly()
	b.open(path)
	b.until("the server's page again", `document.documentElement.dataset.kept === undefined`)
	b.quietly()
}

// TestBackgroundSync closes every page of the office while an answer waits: the
// worker sends it by itself when the browser tells it that the network is back.
func TestBackgroundSync(t *testing.T) {
	w := newWorld(t)
	deps := w.deps(t)
	by := readerOf(t, w, deps, memberE)
	id := waitingRound(t, deps, by)
	b := newTab(t, w.url)
	workers := make(chan serviceworker.RegistrationID, 20)
	if err := chromedp.Listen(b.ctx, func(ev any) {
		if e, ok := ev.(*serviceworker.EventWorkerRegistrationUpdated); ok {
			for _, r := range e.Registrations {
				if !r.IsDeleted && strings.HasPrefix(r.ScopeURL, b.base) {
					select {
					case workers <- r.RegistrationID:
					default:
					}
				}
			}
		}
	}); err != nil {
		t.Fatal(err)
	}
	b.do("follow workers", func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, serviceworker.Enable, cdp.Empty{})
		return chromedp.Void{}, err
	})
	b.enter(w, memberE)
	b.open(ui.RoundPath(id))
	b.keepsHere()
	back := w.gone(t)
	b.away(ui.RoundPath(id, "tra-loi"))
	b.tick(vi("round.position.for"))
	b.click(vi("round.answer.send"))
	b.waits(vi("keep.state-waiting"))
	b.do("leave the office's pages", func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, page.Navigate, page.NavigateParams{URL: "about:blank"})
		return chromedp.Void{}, err
	})
	back()
	if n, _ := slipsOf(t, w.deps(t), by, id); n != 0 {
		t.Fatalf("%d slips before the worker was woken", n)
	}
	registration := <-workers
	b.do("wake the worker", func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, serviceworker.DispatchSyncEvent, serviceworker.DispatchSyncEventParams{Origin: b.base, RegistrationID: registration, Tag: "gui"})
		return chromedp.Void{}, err
	})
	for end := time.Now().Add(patience); ; time.Sleep(100 * time.Millisecond) {
		if n, _ := slipsOf(t, w.deps(t), by, id); n == 1 {
			break
		}
		if time.Now().After(end) {
			t.Fatal("the worker sends nothing while no page is open")
		}
	}
	b.quietly()
	const told = `[...document.querySelectorAll(".notice.ok")].some((e) => e.textContent.includes("Đã gửi 1"))`
	b.open(ui.DeskPath)
	b.until("the next page tells of it", told)
	b.open(ui.RoundsPath)
	b.open(ui.KeptPath)
	b.until("the list of what was sent", `document.querySelectorAll("[data-queue] .queue-sent").length === 1`)
	var again bool
	if b.eval(&again, told); again {
		t.Error("what was sent is told of twice")
	}
}

// TestSignOutWithoutNetwork signs out while the server is gone: what was kept is gone
// from the device at once, no page opens any more, and the session is ended on the
// server before the next page does.
func TestSignOutWithoutNetwork(t *testing.T) {
	w := newWorld(t)
	deps := w.deps(t)
	m := comingMeeting(t, deps, readerOf(t, w, deps, deputyC))
	path := ui.MeetingPath(m.Line.ID)
	b := newTab(t, w.url)
	token := w.session(t, deputyC)
	b.open(ui.SignInPath)
	b.cookie(sessionCookie, token)
	b.open(path)
	b.keepsHere()
	back := w.gone(t)
	b.away(ui.KeptPath)
	b.click(vi("me.sign-out"))
	b.until("the device says so", `document.querySelector("main[data-left]") !== null`)
	b.must(vi("keep.left-title"))
	b.looked("left-offline")
	left := func(when string) {
		t.Helper()
		var names []string
		b.eval(&names, `(async () => {
			const out = await caches.keys();
			const db = await new Promise((yes, no) => { const r = indexedDB.open("nghisu-kept"); r.onsuccess = () => yes(r.result); r.onerror = () => no(r.error); });
			for (const s of ["sets", "pages", "queue"]) {
				const n = await new Promise((yes) => { const r = db.transaction(s).objectStore(s).count(); r.onsuccess = () => yes(r.result); });
				if (n) out.push(s);
			}
			db.close();
			return out;
		})()`)
		if len(names) != 0 {
			t.Errorf("%s the device still holds %v", when, names)
		}
	}
	left("signed out without a network,")
	b.open(path)
	b.until("no page opens", `document.querySelector("main[data-left]") !== null`)
	b.misses(m.Meeting.Agenda[0].Title)

	back()
	b.quietly()
	if _, err := w.deps(t).App.SessionOf(context.Background(), demo.Office, token); err != nil {
		t.Fatalf("the session is over before anybody could end it: %v", err)
	}
	b.open(path)
	b.until("the way in", `location.pathname === "`+ui.SignInPath+`"`)
	if _, err := w.deps(t).App.SessionOf(context.Background(), demo.Office, token); err == nil {
		t.Error("the session still stands on the server")
	}
	b.until("the worker is gone", `(async () => !(await navigator.serviceWorker.getRegistration("/")))()`)
	b.quietly()
	// Whoever comes next meets nothing of it.
	b.enter(w, headC)
	b.open(path)
	b.must(m.Meeting.Agenda[0].Title)
}

// TestInstallable asks the browser itself whether the program can be kept among a
// device's own: its manifest without a fault, icons that it takes, the start page.
func TestInstallable(t *testing.T) {
	w := newWorld(t)
	b := newTab(t, w.url)
	b.enter(w, deputyC)
	b.open(ui.DeskPath)
	var told page.GetAppManifestResult
	var not page.GetInstallabilityErrorsResult
	b.do("ask for the manifest", func(ctx context.Context, t *chromedp.Target) (none chromedp.Void, err error) {
		if told, err = cdp.Call(ctx, t, page.GetAppManifest, page.GetAppManifestParams{}); err != nil {
			return none, err
		}
		not, err = cdp.Call(ctx, t, page.GetInstallabilityErrors, cdp.Empty{})
		return none, err
	})
	for _, e := range told.Errors {
		t.Errorf("the manifest: %s", e.Message)
	}
	var m struct {
		Name  string `json:"name"`
		Start string `json:"start_url"`
		Theme string `json:"theme_color"`
		Icons []struct{ Src, Sizes, Type, Purpose string }
	}
	if err := json.Unmarshal([]byte(told.Data), &m); err != nil || m.Name != "Nghị Sự" || m.Start != ui.DeskPath || !strings.HasPrefix(m.Theme, "#") || len(m.Icons) != 4 {
		t.Fatalf("%+v %v: %s", m, err, told.Data)
	}
	for _, i := range m.Icons {
		var drawn string
		b.eval(&drawn, `(async () => { const i = new Image(); i.src = "`+i.Src+`"; await i.decode(); return i.naturalWidth + "x" + i.naturalHeight; })()`)
		if i.Sizes != "any" && drawn != i.Sizes {
			t.Errorf("%s is %s, not %s", i.Src, drawn, i.Sizes)
		}
	}
	for _, e := range not.InstallabilityErrors {
		if e.ErrorID != "in-incognito" { // windows of the tests are
			t.Errorf("not to be installed: %s", e.ErrorID)
		}
	}
}
