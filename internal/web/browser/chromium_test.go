package browser

import (
	"context"
	"os"
	"os/exec"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// the one browser of the test process; every test opens windows in it.
var shared struct {
	once   sync.Once
	ctx    context.Context
	cancel context.CancelFunc
	err    error
}

// browserNames are the programs that will do, the first found first. The first is the
// same Chromium without its windows, bars and services: a third less work for the machine.
var browserNames = []string{"chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"}

// chromium gives the context of the running browser and starts it once. Its
// absence is a failure: a page that nobody has looked at is not tested.
func chromium(t *testing.T) context.Context {
	t.Helper()
	shared.once.Do(startChromium)
	if shared.err != nil {
		t.Fatalf("chromium does not start: %v; scripts/setup.sh installs it", shared.err)
	}
	return shared.ctx
}

func startChromium() {
	var path string
	for _, name := range browserNames {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
		shared.err = exec.ErrNotFound
	}
	if path == "" {
		return
	}
	shared.err = nil
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.DisableGPU, chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("lang", "vi"), chromedp.Flag("accept-lang", "vi"),
		chromedp.Flag("force-color-profile", "srgb"), chromedp.Flag("font-render-hinting", "none"),
	)
	if os.Geteuid() == 0 {
		opts = append(opts, chromedp.NoSandbox)
	}
	alloc, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	ctx, cancel := chromedp.NewContext(alloc)
	shared.cancel = func() { cancel(); stop() }
	if shared.err = chromedp.Do(ctx); shared.err != nil {
		shared.cancel()
		return
	}
	shared.ctx = ctx
}

func stopChromium() {
	if shared.ctx != nil {
		_ = chromedp.Cancel(shared.ctx)
		shared.cancel()
	}
}
