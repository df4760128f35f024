package browser

import (
	"context"
	"strings"
	"time"
	"unicode"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"golang.org/x/text/unicode/norm"
)

// tally counts what a reader's hands do.
type tally struct {
	clicks, keys int
}

// What a click and a key cost a practised hand, in seconds.
const (
	perClick = 1.2
	perKey   = 0.3
)

// seconds is what the presses so far take.
func (c *tally) seconds() float64 { return perClick*float64(c.clicks) + perKey*float64(c.keys) }

// restart begins a new count.
func (c *tally) restart() { c.clicks, c.keys = 0, 0 }

// place is where a thing of the page lies and what it is.
type place struct {
	X, Y           float64
	Covered        string
	Tag, Type      string
	Name, Value    string
	Checked        bool
	Multiple       bool
	Goes, Asks     bool // a press, a choice asks the server for something
	found          bool
	kind, want, in string
}

// find looks for a thing by its kind and name; in narrows to the smallest part
// of the page that holds those words.
func (b *tab) find(kind, want string, in ...string) place {
	b.t.Helper()
	var p *place
	where := strings.Join(in, "")
	b.ask(&p, "spot", kind, want, where)
	if p == nil {
		return place{kind: kind, want: want, in: where}
	}
	p.found, p.kind, p.want, p.in = true, kind, want, where
	return *p
}

// has reports whether the page has a thing of that kind and name.
func (b *tab) has(kind, want string, in ...string) bool {
	b.t.Helper()
	return b.find(kind, want, in...).found
}

// spot is [tab.find] for a thing that must be there, open to a press.
func (b *tab) spot(kind, want string, in ...string) place {
	b.t.Helper()
	p := b.find(kind, want, in...)
	if !p.found {
		var names []string
		b.ask(&names, "names", kind)
		b.t.Fatalf("%s (%d): no %s %q %s; there are: %s", b.watch.at(), b.status(), kind, want, p.in, short(strings.Join(names, " | "), 1200))
	}
	if p.Covered != "" {
		b.t.Fatalf("%s: %s %q lies under %s", b.watch.at(), kind, p.Name, p.Covered)
	}
	return p
}

// hit presses the mouse on a point.
func (b *tab) hit(p place) {
	b.t.Helper()
	b.do("press "+p.want, chromedp.MouseClickXY(p.X, p.Y))
	b.clicks++
}

// click presses a link, a button or the head of a fold, and waits for what it
// brings.
func (b *tab) click(name string, in ...string) {
	b.t.Helper()
	p := b.spot("press", name, in...)
	n := b.watch.asked()
	b.hit(p)
	b.follow(p.Goes, n)
}

// tick sets a box or a choice; one that is set already is left alone.
func (b *tab) tick(name string, in ...string) {
	b.t.Helper()
	if p := b.spot("tick", name, in...); !p.Checked {
		n := b.watch.asked()
		b.hit(p)
		b.follow(p.Asks, n)
	}
}

// fill writes a text into a field, in place of what stood there.
func (b *tab) fill(name, text string, in ...string) {
	b.t.Helper()
	p := b.spot("field", name, in...)
	b.hit(p)
	if p.Value != "" {
		b.chord("a")
	}
	b.write(text)
}

// choose takes a choice of a list: one press opens the list, one takes it.
func (b *tab) choose(name, option string, in ...string) {
	b.t.Helper()
	p := b.spot("field", name, in...)
	var fault string
	n := b.watch.asked()
	b.ask(&fault, "choose", name, option, p.in)
	if fault != "" {
		b.t.Fatalf("%s: list %q, choice %q: %s", b.watch.at(), p.Name, option, short(fault, 1500))
	}
	b.clicks += 2
	if p.Multiple {
		b.clicks--
	}
	b.follow(p.Asks && option != "", n)
}

// options are the choices of a list.
func (b *tab) options(name string, in ...string) []string {
	b.t.Helper()
	var list []string
	b.ask(&list, "options", name, strings.Join(in, ""))
	return list
}

// write types a text where the caret stands.
func (b *tab) write(text string) {
	b.t.Helper()
	b.do("write", chromedp.KeyEvent(text))
	b.keys += strokes(text)
}

// cursor waits until a new page has put the cursor into a field, which a browser does
// when it draws the page: nobody types before it is seen.
func (b *tab) cursor() {
	b.t.Helper()
	b.await("the cursor in a field", func(f focus) bool { return f.Tag == "INPUT" || f.Tag == "TEXTAREA" })
}

// strokes is how many keys a text takes by the Telex method, in which every
// stacked mark and the stroke of đ are one more key. Capitals take the shift.
func strokes(text string) int {
	n := 0
	for _, r := range norm.NFD.String(text) {
		switch {
		case r == 'đ':
			n += 2
		case r == 'Đ':
			n += 3
		case unicode.IsUpper(r):
			n += 2
		default:
			n++
		}
	}
	return n
}

// key presses one key: Tab, Enter, an arrow.
func (b *tab) key(k string) {
	b.t.Helper()
	goes := false
	switch k {
	case enterKey:
		goes = b.focus().Goes
	case arrowUp, arrowDown:
		goes = b.focus().Asks
	}
	n := b.watch.asked()
	if k == enterKey {
		b.do("Enter", enter)
	} else {
		b.do("key", chromedp.KeyEvent(k))
	}
	b.keys++
	if k != tabKey {
		b.follow(goes, n)
	}
}

// enter presses Enter as a keyboard does: what the press itself has done keeps
// the letter from arriving where the press has led.
func enter(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
	p := input.DispatchKeyEventParams{Key: "Enter", Code: "Enter", WindowsVirtualKeyCode: 13, NativeVirtualKeyCode: 13}
	for _, p.Type = range []input.DispatchKeyEventType{input.DispatchKeyEventTypeRawKeyDown, input.DispatchKeyEventTypeChar, input.DispatchKeyEventTypeKeyUp} {
		p.Text = ""
		if p.Type == input.DispatchKeyEventTypeChar {
			p.Text = "\r"
		}
		if _, err := cdp.Call(ctx, t, input.DispatchKeyEvent, p); err != nil {
			return chromedp.Void{}, err
		}
	}
	return chromedp.Void{}, nil
}

// follow waits for what a press brings: where it asks the server, until that has
// been asked; then until the page is at rest.
func (b *tab) follow(goes bool, asked int) {
	b.t.Helper()
	for range 1000 {
		if !goes || b.watch.asked() > asked {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	b.watch.nudge()
	b.settle()
}

// chord presses Control and a letter; a selects all in a field.
func (b *tab) chord(letter string) {
	b.t.Helper()
	b.do("chord", func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		for _, typ := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeRawKeyDown, input.DispatchKeyEventTypeKeyUp} {
			p := input.DispatchKeyEventParams{
				Type: typ, Modifiers: int64(kb.ModifierCtrl), Key: letter, Code: "Key" + strings.ToUpper(letter),
				WindowsVirtualKeyCode: int64(strings.ToUpper(letter)[0]),
			}
			if letter == "a" && typ == input.DispatchKeyEventTypeRawKeyDown {
				p.Commands = []string{"selectAll"}
			}
			if _, err := cdp.Call(ctx, t, input.DispatchKeyEvent, p); err != nil {
				return chromedp.Void{}, err
			}
		}
		return chromedp.Void{}, nil
	})
	b.keys += 2
}

// focus is what has the keys.
type focus struct {
	Tag, Type, Name string
	Ring, Shown     bool
	Goes, Asks      bool // Enter, an arrow asks the server for something
	Top, Bottom     float64
}

func (b *tab) focus() focus {
	b.t.Helper()
	var f focus
	b.ask(&f, "active")
	return f
}

// tabTo presses Tab until the thing of that name has the keys. Every stop on the
// way must be in sight and drawn with its ring.
func (b *tab) tabTo(name string) {
	b.t.Helper()
	var stops []string
	for range 300 {
		b.do("tab", chromedp.KeyEvent(kb.Tab))
		b.keys++
		f := b.focus()
		stops = append(stops, f.Name)
		if f.Tag != "" && !f.Ring {
			b.t.Errorf("%s: %s %q has the keys and no ring", b.watch.at(), f.Tag, f.Name)
		}
		if f.Tag != "" && strings.HasPrefix(f.Name, name) {
			return
		}
	}
	b.t.Fatalf("%s: Tab never comes to %q; it stops at: %s", b.watch.at(), name, short(strings.Join(stops, " | "), 1500))
}

// nudge notes that something was done, so that the page is given a moment before
// it counts as at rest.
func (w *watch) nudge() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.last = time.Now()
}

// Keys by name.
const (
	arrowLeft  = kb.ArrowLeft
	arrowRight = kb.ArrowRight
	arrowDown  = kb.ArrowDown
	arrowUp    = kb.ArrowUp
	tabKey     = kb.Tab
	enterKey   = kb.Enter
	spaceKey   = " "
)

// paste puts a text from the clipboard where the caret stands.
func (b *tab) paste(text string) {
	b.t.Helper()
	b.do("paste", func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, input.InsertText, input.InsertTextParams{Text: text})
		return chromedp.Void{}, err
	})
	b.keys += 2
}

// hasText reports whether the page shows the words.
func (b *tab) hasText(words string) bool {
	b.t.Helper()
	return strings.Contains(b.text(), words)
}
