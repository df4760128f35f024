package browser

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"nghisu/internal/web/ui"
)

// media sets what the reader's system asks of pages: pairs of feature and value.
func (b *tab) media(pairs ...string) {
	b.t.Helper()
	var list []*emulation.MediaFeature
	for i := 0; i < len(pairs); i += 2 {
		list = append(list, &emulation.MediaFeature{Name: pairs[i], Value: pairs[i+1]})
	}
	b.do("media", func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: list})
		return chromedp.Void{}, err
	})
}

// sight is what is drawn of one thing and a little around it.
func (b *tab) sight(selector string, around float64) image.Image {
	b.t.Helper()
	var box struct{ X, Y, W, H float64 }
	b.eval(&box, fmt.Sprintf(`(() => { const r = document.querySelector(%q).getBoundingClientRect(); return {X: r.x + scrollX, Y: r.y + scrollY, W: r.width, H: r.height} })()`, selector))
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	drawn, err := chromedp.Run(ctx, func(ctx context.Context, t *chromedp.Target) ([]byte, error) {
		r, err := cdp.Call(ctx, t, page.CaptureScreenshot, page.CaptureScreenshotParams{
			Format: page.CaptureScreenshotFormatPng, CaptureBeyondViewport: new(true),
			Clip: &page.Viewport{X: box.X - around, Y: box.Y - around, Width: box.W + 2*around, Height: box.H + 2*around, Scale: 1},
		})
		return r.Data, err
	})
	if err != nil {
		b.t.Fatalf("sight of %s: %v", selector, err)
	}
	img, err := png.Decode(bytes.NewReader(drawn))
	if err != nil {
		b.t.Fatal(err)
	}
	return img
}

// apart counts the points of two sights that stand out from each other, by the
// measure of WCAG 1.4.11: a contrast of 3 to 1.
func apart(a, c image.Image) (n int) {
	light := func(img image.Image, x, y int) float64 {
		r, g, bl, _ := img.At(x, y).RGBA()
		part := func(v uint32) float64 {
			f := float64(v) / 0xffff
			if f <= 0.04045 {
				return f / 12.92
			}
			return math.Pow((f+0.055)/1.055, 2.4)
		}
		return 0.2126*part(r) + 0.7152*part(g) + 0.0722*part(bl)
	}
	for y := a.Bounds().Min.Y; y < min(a.Bounds().Max.Y, c.Bounds().Max.Y); y++ {
		for x := a.Bounds().Min.X; x < min(a.Bounds().Max.X, c.Bounds().Max.X); x++ {
			p, q := light(a, x, y), light(c, x, y)
			if (max(p, q)+0.05)/(min(p, q)+0.05) >= 3 {
				n++
			}
		}
	}
	return n
}

// differs fails the test unless a change of one thing can be seen: what a chosen
// option has, the ring, the edge, the mark.
func (b *tab) differs(what, selector, change string, least int) {
	b.t.Helper()
	var none any
	b.eval(&none, fmt.Sprintf(`(el => { document.querySelectorAll("[data-seen]").forEach(x => x.removeAttribute("data-seen")); el.dataset.seen = "" })(document.querySelector(%q))`, selector))
	before := b.sight("[data-seen]", 8)
	b.eval(&none, fmt.Sprintf(`(el => { %s; return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))) })(document.querySelector("[data-seen]"))`, change))
	if n := apart(before, b.sight("[data-seen]", 8)); n < least {
		b.t.Errorf("%s: %s (%s) shows in %d points, want %d", b.path(), what, selector, n, least)
	}
}

// TestForcedColours: in the few colours of a system that forces its own, what is
// chosen is drawn otherwise than what is not, by more than the weight of its words;
// what has the keys has its ring, a status its mark, a panel and a button their edge,
// a quantity its length. With a directory in NGHISU_PICTURES the pages are drawn.
func TestForcedColours(t *testing.T) {
	w := newWorld(t)
	at := w.examples(t)
	b := newTab(t, w.url)
	if album := os.Getenv("NGHISU_PICTURES"); album != "" {
		b.forced(w, at, album)
	}
	const unmark = `el.removeAttribute("aria-current")`
	for _, scheme := range []string{"light", "dark"} {
		b.media("forced-colors", "active", "prefers-color-scheme", scheme)
		show := func(login, path string) {
			b.size(1440, 900)
			b.enter(w, login)
			b.open(path)
			var none any
			b.eval(&none, `(() => { const s = new CSSStyleSheet(); s.replaceSync("* {font-weight:400 !important; transition:none !important} .btn.main {font-family:monospace !important}"); document.adoptedStyleSheets = [s] })()`)
		}
		show(secretary, ui.TasksPath)
		b.differs("the page in hand", ".spine nav a[aria-current]", unmark, 400)
		b.differs("the tab in hand", ".tabs a[aria-current]", unmark, 100)
		b.differs("the filter in force", ".chip[aria-current]", unmark, 400)
		b.differs("the mark of a status", ".rows .status .m", `el.style.visibility = "hidden"`, 30)
		b.differs("the words of a main button", ".btn.main", `for (const x of el.childNodes) if (x.nodeType === 3) x.data = x.data.replace(/\S/g, "I")`, 60)
		b.differs("the edge of a button", ".filters .btn", `el.style.border = "0"`, 100)
		b.differs("the edge of a list", ".panel", `el.style.border = "0"`, 500)
		b.tabTo(vi("field.lead"))
		b.differs("the ring", "#loc-chu-tri", `el.blur()`, 300)
		show(secretary, ui.TasksPath+"/so-lieu")
		b.differs("how far a body is", ".meter .have", `el.style.visibility = "hidden"`, 200)
		show(memberE, at("vote.cast", memberE))
		b.tick(vi("vote.option.for"))
		b.key(arrowDown)
		b.differs("the ring of a ballot", ".ballot label:has(:checked)", `el.querySelector("input").blur()`, 400)
		b.differs("the choice of a ballot", ".ballot label:has(:checked)", `el.querySelector("input").checked = false`, 400)
	}
}

// forced draws pages in forced colours, on both grounds.
func (b *tab) forced(w *world, at func(route, login string) string, album string) {
	b.t.Helper()
	sitting := w.rehearse(b.t)
	for _, s := range []struct{ name, login, path string }{
		{"desk", secretary, ui.DeskPath},
		{"tasks", secretary, ui.TasksPath},
		{"numbers", secretary, ui.TasksPath + "/so-lieu"},
		{"meeting", secretary, sitting},
		{"console", headC, sitting + "/dieu-hanh"},
		{"room", memberC, sitting + "/phong"},
		{"seats", secretary, at("seating", secretary)},
		{"vote", chairE, at("vote", chairE)},
		{"cast", memberE, at("vote.cast", memberE)},
		{"round", drafterE, at("round", drafterE)},
		{"answer", memberE, at("round.answer", memberE)},
		{"body", secretary, ui.BodyPath(bodyC)},
		{"explorer", secretary, ui.BodyPath(bodyC, "tham-quyen") + "?vai=deputy&viec=meeting.convene-expanded"},
		{"matrix", secretary, ui.BodyPath(bodyC, "tham-quyen", "bang")},
		{"paper", secretary, at("paper.read", secretary)},
		{"signin", "", ui.SignInPath},
	} {
		for _, scheme := range []string{"light", "dark"} {
			b.media("forced-colors", "active", "prefers-color-scheme", scheme)
			b.size(1440, 900)
			if s.login != "" {
				b.enter(w, s.login)
			} else {
				b.cookie(sessionCookie, "-")
			}
			b.open(s.path)
			if s.name == "cast" || s.name == "answer" {
				var none any
				b.eval(&none, `(() => { const i = document.querySelector(".ballot input, .picks input"); if (i) { i.checked = true; i.focus({focusVisible: true}) } })()`)
			}
			name := strings.Join([]string{"forced", s.name, scheme}, "-") + ".webp"
			if err := os.WriteFile(filepath.Join(album, name), b.picture(page.CaptureScreenshotFormatWebp, 1440, 2200), 0o644); err != nil {
				b.t.Fatal(err)
			}
		}
	}
}

// TestStill: who asks for little motion sees none, when something is pressed, chosen
// or redrawn; who does not ask sees a button answer, so that this test is known to
// see what moves.
func TestStill(t *testing.T) {
	w := newWorld(t)
	b := newTab(t, w.url)
	b.enter(w, secretary)
	for _, wish := range []string{"no-preference", "reduce"} {
		b.media("prefers-reduced-motion", wish)
		b.open(ui.BodyPath(bodyC, "tham-quyen"))
		var none any
		b.eval(&none, `(() => { window.moved = []; const look = () => { for (const a of document.getAnimations()) window.moved.push((a.animationName || a.transitionProperty) + " of " + a.effect.target.outerHTML.slice(0, 80)); requestAnimationFrame(look) }; look() })()`)
		b.choose(vi("field.role"), "Phó Trưởng ban")
		b.choose(vi("field.act"), "triệu tập họp mở rộng")
		b.must("Điều 4 khoản 4")
		b.click(vi("do.ask"))
		b.must("Điều 4 khoản 4")
		var moved []string
		b.eval(&moved, `window.moved`)
		switch {
		case wish == "reduce" && len(moved) > 0:
			t.Errorf("with little motion asked for, something moves: %s", moved[0])
		case wish != "reduce" && len(moved) == 0:
			t.Error("nothing is seen to move where motion is welcome")
		}
	}
}
