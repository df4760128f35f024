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

// picture draws the page from its top, in a window as high as the page, at most
// limit CSS pixels; 0: as high as it is.
func (b *tab) picture(kind page.CaptureScreenshotFormat, width int64, limit float64) []byte {
	b.t.Helper()
	var high float64
	b.eval(&high, `document.documentElement.scrollHeight`)
	if limit > 0 {
		high = min(high, limit)
	}
	b.size(width, int64(high))
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	drawn, err := chromedp.Run(ctx, func(ctx context.Context, t *chromedp.Target) ([]byte, error) {
		p := page.CaptureScreenshotParams{Format: kind}
		if kind == page.CaptureScreenshotFormatWebp {
			p.Quality = new(int64(80))
		}
		r, err := cdp.Call(ctx, t, page.CaptureScreenshot, p)
		return r.Data, err
	})
	if err != nil {
		b.t.Fatalf("picture of %s: %v", b.watch.at(), err)
	}
	return drawn
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
