package browser

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
)

// watch looks behind a page: which requests are under way and to whom, what the
// server answered, what the browser complains of.
type watch struct {
	base string

	mu     sync.Mutex
	open   map[network.RequestID]string
	asker  map[network.RequestID]string // the document that asks
	last   time.Time
	sent   int // requests so far
	url    string
	status int
	bad    []string
}

func newWatch(base string) *watch {
	return &watch{base: base, open: map[network.RequestID]string{}, asker: map[network.RequestID]string{}}
}

// expect forgets the last answer: another page is asked for.
func (w *watch) expect() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.status, w.last = 0, time.Now()
}

// see takes one event of the browser. It runs in the reader of messages and must
// not wait.
func (w *watch) see(ev any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch e := ev.(type) {
	case *network.EventRequestWillBeSent:
		w.last = time.Now()
		// Nobody waits for the mark beside the title; that a worker's script has come
		// is told to the worker alone.
		if e.Type != network.ResourceTypeOther && !strings.Contains(e.Request.URL, ".worker.") {
			w.open[e.RequestID] = e.Request.URL
			w.asker[e.RequestID] = string(e.LoaderID)
			w.sent++
		}
		if u := e.Request.URL; !strings.HasPrefix(u, w.base+"/") && !strings.HasPrefix(u, "data:") && !strings.HasPrefix(u, "about:") {
			w.bad = append(w.bad, "a request to another host: "+u)
		}
	case *network.EventResponseReceived:
		if e.Response.MimeType == "text/event-stream" {
			delete(w.open, e.RequestID) // it never ends: nobody waits for it
		}
		if e.Type == network.ResourceTypeDocument {
			w.status = int(e.Response.Status)
		} else if e.Response.Status >= 400 && e.Type != network.ResourceTypeFetch && e.Type != network.ResourceTypeXHR {
			w.bad = append(w.bad, fmt.Sprintf("%s answers %d", e.Response.URL, e.Response.Status))
		}
	case *network.EventLoadingFinished:
		w.last = time.Now()
		delete(w.open, e.RequestID)
	case *network.EventLoadingFailed:
		w.last = time.Now()
		if e.BlockedReason != "" {
			w.bad = append(w.bad, fmt.Sprintf("%s blocked: %s", w.open[e.RequestID], e.BlockedReason))
		}
		delete(w.open, e.RequestID)
	case *page.EventFrameNavigated:
		if e.Frame.ParentID == "" {
			w.url = e.Frame.URL + e.Frame.URLFragment
			for id := range w.open { // what the last page was asking nobody waits for
				if w.asker[id] != string(e.Frame.LoaderID) {
					delete(w.open, id)
				}
			}
			w.last = time.Now()
		}
	case *page.EventNavigatedWithinDocument:
		w.url = e.URL
	case *page.EventJavascriptDialogOpening:
		w.bad = append(w.bad, "a dialog: "+e.Message)
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			text = e.ExceptionDetails.Exception.Description
		}
		w.bad = append(w.bad, "an error of the script: "+text)
	case *runtime.EventConsoleAPICalled:
		if e.Type == "error" || e.Type == "warning" || e.Type == "assert" {
			var words []string
			for _, a := range e.Args {
				words = append(words, string(a.Value)+a.Description)
			}
			w.bad = append(w.bad, "console: "+strings.Join(words, " "))
		}
	case *log.EventEntryAdded:
		w.entry(e.Entry)
	}
}

// entry takes a line of the browser's own log. A page that answers 4xx, as a
// refusal must, is logged as a failure too; its status is tested elsewhere.
func (w *watch) entry(e *log.Entry) {
	if e.Source == "network" && strings.Contains(e.Text, "the server responded with a status of 4") {
		return
	}
	if e.Level == "error" || e.Level == "warning" || e.Source == "security" || e.Source == "violation" {
		w.bad = append(w.bad, fmt.Sprintf("%s %s: %s (%s)", e.Source, e.Level, e.Text, e.URL))
	}
}

// quiet reports whether nothing has been under way for a while.
func (w *watch) quiet(d time.Duration) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.open) == 0 && time.Since(w.last) >= d
}

// waiting names the requests under way.
func (w *watch) waiting() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	var list []string
	for _, u := range w.open {
		list = append(list, u)
	}
	return strings.Join(list, " ")
}

// at is the address in view.
func (w *watch) at() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.url
}

// answer is the status of the last document.
func (w *watch) answer() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.status
}

// faults gives what went wrong so far, once.
func (w *watch) faults() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	out := slices.Compact(w.bad)
	w.bad = nil
	return out
}

// asked is how many requests were sent so far.
func (w *watch) asked() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.sent
}
