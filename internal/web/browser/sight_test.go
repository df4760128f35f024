//go:build browser

package browser

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// picture draws the page whole, from its top to its end; at most limit CSS
// pixels high, 0: all of it.
func (b *tab) picture(limit float64) []byte {
	b.t.Helper()
	var size struct{ W, H float64 }
	b.eval(&size, `({W: innerWidth, H: document.documentElement.scrollHeight})`)
	if limit > 0 {
		size.H = min(size.H, limit)
	}
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	png, err := chromedp.Run(ctx, func(ctx context.Context, t *chromedp.Target) ([]byte, error) {
		r, err := cdp.Call(ctx, t, page.CaptureScreenshot, page.CaptureScreenshotParams{
			Format: page.CaptureScreenshotFormatPng, CaptureBeyondViewport: new(true),
			Clip: &page.Viewport{Width: size.W, Height: size.H, Scale: 1},
		})
		return r.Data, err
	})
	if err != nil {
		b.t.Fatalf("picture of %s: %v", b.watch.at(), err)
	}
	return png
}

// lastSight keeps what a failed test saw last, where somebody asks for it.
func (b *tab) lastSight() {
	dir := os.Getenv("NGHISU_SIGHTS")
	if dir == "" || b.ctx.Err() != nil {
		return
	}
	ctx, cancel := context.WithTimeout(b.ctx, 10*time.Second)
	defer cancel()
	png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		return
	}
	name := strings.NewReplacer("/", "-", " ", "_").Replace(b.t.Name()) + b.name + ".png"
	if err := os.WriteFile(filepath.Join(dir, name), png, 0o644); err == nil {
		b.t.Logf("last sight: %s", filepath.Join(dir, name))
	}
}
