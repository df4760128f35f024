package browser

import (
	"context"
	_ "embed" // for the script below
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

//go:embed driver.js
var driver string

// patience is how long a page may take; machines that run tests are busy.
const patience = 60 * time.Second

// tab is one window of one reader: own cookies, own counters. It finds things by
// what they are called and acts by real presses of mouse and keys.
type tab struct {
	t     *testing.T
	name  string // of the reader
	ctx   context.Context
	base  string
	watch *watch
	tally
}

// newTab opens a window of a reader whom no other window knows. What the page
// does wrong behind the scenes fails the test when it ends.
func newTab(t *testing.T, base string) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(chromium(t), chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	b := &tab{t: t, ctx: ctx, base: base, watch: newWatch(base)}
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("open a window: %v", err)
	}
	if err := chromedp.Listen(ctx, b.watch.see); err != nil {
		t.Fatal(err)
	}
	b.do("focus", func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		// Windows stand side by side: each takes itself for the one that has the keys.
		_, err := cdp.Call(ctx, t, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
		return chromedp.Void{}, err
	})
	b.size(1440, 900)
	t.Cleanup(func() {
		b.t = t // subtests that used the window are over
		for _, s := range b.watch.faults() {
			t.Errorf("behind the page: %s", s)
		}
		if t.Failed() {
			b.lastSight()
		}
	})
	return b
}

// do runs actions with the patience of a reader.
func (b *tab) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.t.Fatalf("%s: %v (on %s)", what, err, b.watch.at())
	}
}

// ask evaluates a function of the driver and reads its answer into out.
func (b *tab) ask(out any, fn string, args ...any) {
	b.t.Helper()
	parts := make([]string, len(args))
	for i, a := range args {
		j, err := json.Marshal(a)
		if err != nil {
			b.t.Fatal(err)
		}
		parts[i] = string(j)
	}
	b.eval(out, driver+"."+fn+"("+strings.Join(parts, ",")+")")
}

// eval evaluates an expression, again when the page changed under it.
func (b *tab) eval(out any, expr string) {
	b.t.Helper()
	for try := 0; ; try++ {
		ctx, cancel := context.WithTimeout(b.ctx, patience)
		s, err := chromedp.Run(ctx, chromedp.Evaluate[string]("Promise.resolve("+expr+").then(v => JSON.stringify(v === undefined ? null : v))", chromedp.EvalAwaitPromise))
		cancel()
		if err == nil {
			if err := json.Unmarshal([]byte(s), out); err != nil {
				b.t.Fatalf("answer %.200s: %v", s, err)
			}
			return
		}
		if try == 5 || b.ctx.Err() != nil {
			b.t.Fatalf("evaluate in %s: %v", b.watch.at(), err)
		}
		b.settle()
	}
}

// settle waits until the page has stopped loading: its document is whole and no
// request has been under way for a moment.
func (b *tab) settle() {
	b.t.Helper()
	end := time.After(patience)
	for {
		select {
		case <-end:
			b.t.Fatalf("page does not come to rest: %s, waiting for %s", b.watch.at(), b.watch.waiting())
		case <-b.ctx.Done():
			b.t.Fatalf("window is gone: %v", b.ctx.Err())
		case <-time.After(15 * time.Millisecond):
		}
		if !b.watch.quiet(60 * time.Millisecond) {
			continue
		}
		ctx, cancel := context.WithTimeout(b.ctx, 5*time.Second)
		state, err := chromedp.Run(ctx, chromedp.Evaluate[string]("document.readyState"))
		cancel()
		if err == nil && state == "complete" && b.watch.quiet(60*time.Millisecond) {
			return
		}
	}
}

// open goes to an address of the office; the reader typed or followed it.
func (b *tab) open(path string) {
	b.t.Helper()
	b.watch.expect()
	b.do("open "+path, func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		r, err := cdp.Call(ctx, t, page.Navigate, page.NavigateParams{URL: b.base + path})
		if err == nil && r.ErrorText != "" && !r.IsDownload {
			err = fmt.Errorf("%s", r.ErrorText)
		}
		return chromedp.Void{}, err
	})
	b.settle()
}

// post sends a form to an address, as a page of the office would.
func (b *tab) post(path string, form map[string][]string) {
	b.t.Helper()
	var pairs [][2]string
	for name, values := range form {
		for _, v := range values {
			pairs = append(pairs, [2]string{name, v})
		}
	}
	if b.watch.at() == "" {
		b.open("/dang-nhap")
	}
	b.watch.expect()
	var none any
	b.ask(&none, "submit", path, pairs)
	b.settle()
}

// size sets the window, in CSS pixels.
func (b *tab) size(width, height int64) {
	b.t.Helper()
	b.do("size", chromedp.EmulateViewport(width, height))
}

// scheme makes the system light or dark.
func (b *tab) scheme(word string) {
	b.t.Helper()
	b.do("scheme", func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{
				{Name: "prefers-color-scheme", Value: word},
				{Name: "prefers-reduced-motion", Value: "reduce"},
			},
		})
		return chromedp.Void{}, err
	})
}

// status is what the server answered to the page in view.
func (b *tab) status() int { return b.watch.answer() }

// text is all that the page shows.
func (b *tab) text() string {
	b.t.Helper()
	var s string
	b.ask(&s, "text")
	return s
}

// sees fails the test unless the page shows all the words.
func (b *tab) sees(words ...string) {
	b.t.Helper()
	text := b.text()
	for _, w := range words {
		if !strings.Contains(text, w) {
			b.t.Errorf("%s: does not show %q; it shows: %s", b.watch.at(), w, short(text, 1500))
		}
	}
}

// misses fails the test if the page shows one of the words.
func (b *tab) misses(words ...string) {
	b.t.Helper()
	text := b.text()
	for _, w := range words {
		if i := strings.Index(text, w); i >= 0 {
			b.t.Errorf("%s: shows %q: …%s", b.watch.at(), w, short(text[max(0, i-80):], 240))
		}
	}
}

// must is [tab.sees] that ends the test: what follows would be senseless.
func (b *tab) must(words ...string) {
	b.t.Helper()
	b.sees(words...)
	if b.t.Failed() {
		b.t.FailNow()
	}
}

// path is the address in view, without the server's name.
func (b *tab) path() string { return strings.TrimPrefix(b.watch.at(), b.base) }

// short cuts a text between letters.
func short(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}

// cookie gives the window a cookie of the office.
func (b *tab) cookie(name, value string) {
	b.t.Helper()
	b.do("cookie", func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, network.SetCookie, network.SetCookieParams{Name: name, Value: value, URL: b.base, HTTPOnly: new(true)})
		return chromedp.Void{}, err
	})
}
