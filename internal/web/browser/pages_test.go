package browser

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/page"

	"nghisu/internal/app"
	"nghisu/internal/demo"
	"nghisu/internal/web"
	"nghisu/internal/web/ui"
)

// view is the window in which a page is looked at.
type view struct {
	width  int64
	scheme string
}

func (v view) String() string { return fmt.Sprintf("%d px, %s", v.width, v.scheme) }

var (
	wideLight  = view{1440, "light"}
	narrowDark = view{390, "dark"}
)

// visit is one page in one state, with the reader who sees it so.
type visit struct {
	route, state string
	ui.Visit
	reader string // login; empty: nobody is signed in
	token  string
}

func (v visit) name() string { return v.route + "/" + v.state }

// visits finds for every page of the router and every state that it names a
// reader and an address that show it. A state that nobody can be shown is an
// error: then it is not tested either.
func visits(t *testing.T, w *world) []visit {
	t.Helper()
	deps := w.deps(t)
	readers := sessions(t, w, deps)
	var out []visit
	for _, r := range web.Routes(deps) {
		if r.Method != http.MethodGet {
			continue
		}
		if len(r.States) == 0 && !download(r.Pattern) {
			t.Errorf("page %s (%s) names no state in which it is looked at", r.Name, r.Pattern)
		}
		for _, state := range r.States {
			v, why := firstVisit(t, w, deps, r, state, readers)
			if why != "" {
				t.Errorf("page %s (%s), state %s: nobody is shown it: %s", r.Name, r.Pattern, state, why)
				continue
			}
			out = append(out, v)
		}
	}
	return out
}

// download reports whether a route answers with a file, not a page; the picture of
// a code and the stream of a meeting are such too.
func download(pattern string) bool {
	return strings.Contains(pattern, "xuat") || strings.HasSuffix(pattern, "/{file}") || strings.Contains(pattern, "{version}") || strings.HasSuffix(pattern, "/{ban}") ||
		strings.HasSuffix(pattern, ".svg") || strings.HasSuffix(pattern, "/truc-tiep")
}

// shown is what an answer shows of a state.
type shown struct {
	status int
	ruled  bool // it holds a ruling that something is not allowed
	bare   bool // it says that there is nothing, in place of what the page is for
}

// wants is whether an answer shows the state.
func (s shown) wants(state string) bool {
	switch state {
	case "error":
		return s.status >= 400 && s.status < 500 && s.status != http.StatusForbidden
	case "refused":
		return s.status == http.StatusForbidden || s.ruled
	case "filled":
		return s.status == http.StatusOK && !s.bare
	}
	return s.status == http.StatusOK
}

// firstVisit tries readers in turn until one is shown the state.
func firstVisit(t *testing.T, w *world, deps ui.Deps, r ui.Route, state string, readers []session) (visit, string) {
	t.Helper()
	var why []string
	for _, reader := range inOrder(readers, state) {
		if r.Open != (reader.login == "") {
			continue
		}
		v := ui.Visit{Path: r.Pattern}
		if r.Example != nil {
			var err error
			if v, err = r.Example(context.Background(), deps, reader.actor, state); err != nil {
				why = append(why, fmt.Sprintf("%s: %v", reader.login, err))
				continue
			}
		}
		if v.Path == "" {
			why = append(why, reader.login+": no example")
			continue
		}
		s := fetch(t, w, reader, v)
		if s.wants(state) {
			return visit{route: r.Name, state: state, Visit: v, reader: reader.login, token: reader.token}, ""
		}
		why = append(why, fmt.Sprintf("%s: %s shows %+v", reader.login, v.Path, s))
	}
	slices.Sort(why)
	return visit{}, short(strings.Join(slices.Compact(why), "; "), 600)
}

// fetch asks for a page without a browser, to learn what it shows.
func fetch(t *testing.T, w *world, reader session, v ui.Visit) shown {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, w.url+v.Path, nil)
	if v.Form != nil {
		req, err = http.NewRequest(http.MethodPost, w.url+v.Path, strings.NewReader(v.Form.Encode()))
		if err == nil {
			req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	if reader.token != "" {
		req.AddCookie(&http.Cookie{Name: sessionCookie, Value: reader.token})
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	page, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return shown{resp.StatusCode, strings.Contains(string(page), `class="ruling no"`), strings.Contains(string(page), `class="panel empty"`)}
}

// session is one reader of the demonstration, signed in.
type session struct {
	login, token string
	actor        app.Actor
}

// sessions signs the onlookers in, nobody first.
func sessions(t *testing.T, w *world, deps ui.Deps) []session {
	t.Helper()
	out := []session{{actor: app.Actor{Office: demo.Office}}}
	for _, login := range onlookers {
		token := w.session(t, login)
		s, err := deps.App.SessionOf(context.Background(), demo.Office, token)
		if err != nil {
			t.Fatalf("session of %s: %v", login, err)
		}
		out = append(out, session{login: login, token: token, actor: app.Actor{Office: demo.Office, Person: s.Person, Via: "web"}})
	}
	return out
}

// inOrder puts those readers first who most likely are shown a state, so that
// pages are looked at as their own readers see them.
func inOrder(readers []session, state string) []session {
	first := []string{secretary, headC, keeper}
	switch state {
	case "refused":
		first = []string{outsider, memberC, deputyC}
	case "empty":
		first = []string{outsider, secretary}
	}
	out := slices.Clone(readers)
	slices.SortStableFunc(out, func(a, b session) int {
		rank := func(s session) int {
			if i := slices.Index(first, s.login); i >= 0 {
				return i
			}
			return len(first)
		}
		return cmp.Compare(rank(a), rank(b))
	})
	return out
}

// others are the pages that no route names: an address that leads nowhere, a form
// sent when the session is over.
func others() []visit {
	long := url.Values{"old": {"a"}, "new": {strings.Repeat("b", 300)}, "again": {"c"}}
	return []visit{
		{route: "not-found", state: "error", Visit: ui.Visit{Path: "/khong-co-trang-nay"}},
		{route: "signed-out", state: "error", Visit: ui.Visit{Path: ui.MePath + "/mat-khau", Form: long}},
	}
}

// show brings a tab to a visit.
func (b *tab) show(v visit) {
	b.t.Helper()
	token := v.token
	b.cookie(sessionCookie, cmp.Or(token, "-"))
	if v.Form == nil {
		b.open(v.Path)
		return
	}
	b.open(formPage(v))
	b.post(v.Path, url.Values(v.Form))
}

// formPage is a page of the office from which a form may be sent.
func formPage(v visit) string {
	if v.reader == "" {
		return ui.SignInPath
	}
	return ui.MorePath
}

// stage does what the demonstration has none of at its end, so that the pages of
// it can be looked at: a power that is lent, an extension that is asked for, a matter
// that is proposed, a meeting that is foreseen.
func stage(t *testing.T, w *world) {
	t.Helper()
	e := newTab(t, w.url)
	e.enter(w, chairE)
	e.lend()
	m := newTab(t, w.url)
	m.enter(w, memberC)
	m.askExtension()
	s := newTab(t, w.url)
	s.enter(w, secretary)
	s.holdMeeting()
	w.waits(t)
}

// TestPages looks at every page of the router in every state that it names: no
// barrier by axe, nothing that stands out sideways, at 1440 px in light and at
// 390 px in dark, no Vietnamese of the program in English. What a page shows when
// something is wrong, refused or empty is looked at in one of the two, by turns; in a
// second view it is held against the rules of axe that a view can break.
// NGHISU_LONG=1 looks at all in every combination; with a directory in
// NGHISU_PICTURES every page is drawn there in all four, for people to look at.
func TestPages(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	leaving(t, w)
	stage(t, w)
	list := slices.Concat(visits(t, w), long(t, w), others())
	turn := map[string]int{} // by page and state
	for i, v := range list {
		turn[v.name()] = i % 2
	}
	full := os.Getenv("NGHISU_LONG") == "1"
	views := func(v visit) []view {
		both := []view{wideLight, narrowDark}
		switch {
		case full:
			return append(both, view{1440, "dark"}, view{390, "light"})
		case v.state == "filled":
			return both
		}
		return both[turn[v.name()]:][:1]
	}
	t.Logf("%d pages and states", len(list))
	for _, v := range list {
		english(t, w, v)
	}
	album := os.Getenv("NGHISU_PICTURES")
	each(t, w, list, func(b *tab, v visit) {
		if album != "" {
			b.draw(v, album)
		}
		for i, x := range views(v) {
			b.size(x.width, 900)
			b.scheme(x.scheme)
			if i == 0 {
				b.show(v)
			}
			if i == 0 || full {
				b.look(v, x)
			} else {
				b.look(v, x, drawn...)
			}
		}
		b.size(320, 640) // what a window of 1280 px shows at 400 %
		b.narrow(v, 320)
	})
}

// draw keeps the pictures of a visit in the four views, each page whole.
func (b *tab) draw(v visit, album string) {
	b.t.Helper()
	for i, x := range []view{wideLight, {1440, "dark"}, {390, "light"}, narrowDark} {
		b.size(x.width, 900)
		b.scheme(x.scheme)
		if i == 0 {
			b.show(v)
		}
		name := fmt.Sprintf("%s-%d-%s.webp", strings.ReplaceAll(v.name(), "/", "-"), x.width, x.scheme)
		if err := os.WriteFile(filepath.Join(album, name), b.picture(page.CaptureScreenshotFormatWebp, x.width, 6000), 0o644); err != nil {
			b.t.Fatal(err)
		}
	}
}

// look holds a page against the rules of every page; against those named of axe's, where
// the page was held against all of them in another view.
func (b *tab) look(v visit, x view, rules ...string) {
	b.t.Helper()
	if s := (shown{b.status(), b.count(".ruling.no") > 0, b.count(".panel.empty") > 0}); !s.wants(v.state) {
		b.t.Errorf("%s as %s: %s shows %+v", v.name(), v.reader, b.path(), s)
		return
	}
	b.narrow(v, x.width)
	b.clear(v.name()+" as "+v.reader+", "+x.String(), rules...)
	for _, s := range b.watch.faults() {
		b.t.Errorf("%s, %s: behind the page: %s", v.name(), x, s)
	}
}

// narrow fails the test when a page can be scrolled sideways.
func (b *tab) narrow(v visit, width int64) {
	b.t.Helper()
	var wide string
	b.ask(&wide, "wide")
	if wide != "" {
		b.t.Errorf("%s as %s at %d px: %s: %s", v.name(), v.reader, width, b.path(), wide)
	}
}

// each shows visits in two windows side by side.
func each(t *testing.T, w *world, list []visit, fn func(b *tab, v visit)) {
	t.Helper()
	chromium(t)
	ways := make(chan visit)
	var done sync.WaitGroup
	for range 2 {
		done.Add(1)
		b := newTab(t, w.url)
		go func() {
			defer done.Done()
			for v := range ways {
				t.Run(v.name(), func(t *testing.T) {
					b.t = t
					fn(b, v)
				})
			}
		}()
	}
	for _, v := range list {
		ways <- v
	}
	close(ways)
	done.Wait()
}
