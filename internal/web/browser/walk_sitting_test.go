package browser

import (
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"nghisu/internal/web/ui"
)

// TestWalkSitting: the chair and a member follow one meeting from their own pages.
// What one presses the other sees without a press; when the member's line is cut
// the page says so, and catches up by itself once it is back.
func TestWalkSitting(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := newTab(t, w.url)
	b.enter(w, headC)
	b.open(ui.BodyPath(bodyC))
	b.click(vi("do.convene"))
	b.fill(vi("meeting.about"), "Phiên theo dõi trực tiếp")
	b.fill(vi("meeting.day"), "20/11/2026")
	b.fill(vi("meeting.from"), "18:30")
	b.fill(vi("agenda.item", "1"), "Báo cáo quý")
	b.click(vi("agenda.add"))
	b.fill(vi("agenda.item", "2"), "Kế hoạch năm tới")
	b.click(vi("form.go-on"))
	b.click(vi("do.convene"))
	b.must("Phiên theo dõi trực tiếp")
	meeting := pathOf(b.path())

	line := newCable(t, w.url)
	m := newTab(t, line.url)
	m.enter(w, memberC)
	m.open(meeting)
	m.click(vi("room.open"))
	m.must(vi("room.i-am-here"), vi("room.no-item"))
	b.open(meeting + "/dieu-hanh")
	b.must(vi("room.present", "0", "13"))

	m.click(vi("room.i-am-here"))
	m.must(vi("room.i-leave"))
	b.awaits(vi("room.present", "1", "13"))
	b.click(vi("room.take-item-n", "1"))
	m.awaits(vi("room.now"), "1. Báo cáo quý")
	m.click(vi("room.ask-floor"))
	b.awaits(vi("room.waiting", "1"))

	line.set(true)
	m.awaits(vi("room.lost"))
	b.click(vi("room.take-item-n", "2"))
	b.must("2. Kế hoạch năm tới")
	m.misses("2. Kế hoạch năm tới")
	line.set(false)
	m.awaits("2. Kế hoạch năm tới")
	m.gone(vi("room.lost"))
	for _, s := range m.watch.faults() { // the browser tells of the line that was cut
		if !strings.Contains(s, "net::ERR_") && !strings.Contains(s, "Failed to fetch") && !strings.Contains(s, "network error") {
			t.Errorf("behind the member's page: %s", s)
		}
	}

	// What is said beforehand keeps an item out of the block; a tap by the code of
	// the room is a press too.
	m.click(vi("room.prior-do", vi("prior.speak"), "Báo cáo quý"))
	b.awaits("1. Báo cáo quý")
	b.open(meeting + "/thong-qua")
	b.sees("Kế hoạch năm tới", vi("prior.speak"))
	b.open(meeting + "/man-hinh")
	b.must("Kế hoạch năm tới", vi("room.code-hint"))
	m.click(vi("room.i-leave"))
	m.must(vi("room.i-am-here"))
	b.awaits(vi("room.present", "0", "13"))
}

// awaits waits until the page shows the words, with no press.
func (b *tab) awaits(words ...string) {
	b.t.Helper()
	end := time.Now().Add(patience)
	for _, word := range words {
		for !strings.Contains(b.text(), word) {
			if time.Now().After(end) {
				var stream string
				b.eval(&stream, `((d) => JSON.stringify({hidden: document.hidden, drawn: document.querySelector("#song [data-seq]").dataset.seq, from: d.getAttribute("hx-sse:connect"),
					last: d._htmx && d._htmx.sse && [d._htmx.sse.lastEventId, d._htmx.sse.status, d._htmx.sse.attempt]}))(document.querySelector("#dong"))`)
				b.t.Fatalf("%s: does not come to show %q; stream %s; it shows: %s", b.path(), word, stream, short(b.text(), 1500))
			}
			time.Sleep(50 * time.Millisecond)
		}
	}
}

// gone waits until the page no longer shows the words.
func (b *tab) gone(word string) {
	b.t.Helper()
	for end := time.Now().Add(patience); strings.Contains(b.text(), word); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			b.t.Fatalf("%s: still shows %q", b.path(), word)
		}
	}
}

// cable is a line to a server that can be cut.
type cable struct {
	url  string
	mu   sync.Mutex
	cut  bool
	ends []net.Conn
}

// newCable lays a line to a server.
func newCable(t *testing.T, to string) *cable {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := &cable{url: "http://" + l.Addr().String()}
	t.Cleanup(func() { _ = l.Close(); c.set(true) })
	go func() {
		for {
			near, err := l.Accept()
			if err != nil {
				return // the test is over
			}
			far, err := net.Dial("tcp", strings.TrimPrefix(to, "http://"))
			if err != nil || !c.carries(near, far) {
				_ = near.Close()
			}
		}
	}()
	return c
}

// carries takes a connection on, unless the line is cut.
func (c *cable) carries(near, far net.Conn) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cut {
		_ = far.Close()
		return false
	}
	c.ends = append(c.ends, near, far)
	for _, way := range [][2]net.Conn{{near, far}, {far, near}} {
		go func() {
			_, _ = io.Copy(way[0], way[1]) // ends with either side
			_ = way[0].Close()
		}()
	}
	return true
}

// set cuts the line or mends it.
func (c *cable) set(cut bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cut = cut
	if cut {
		for _, x := range c.ends {
			_ = x.Close()
		}
		c.ends = nil
	}
}
