package browser

import (
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/page"

	"nghisu/internal/app"
	"nghisu/internal/demo"
	"nghisu/internal/web"
	"nghisu/internal/web/ui"
)

// shot is one picture: its name, who looks, at what.
type shot struct {
	name, reader string
	path         string  // an address; {phien} before it is the meeting that [rehearse] leaves in session
	route        string  // or a page of the router, as its example shows it
	words        string  // that have to be there before the picture is taken
	high         float64 // at most, in CSS pixels; 0: the whole page
	all          bool    // in every view, not in 1440 px light alone
}

// shots are the pictures of the handbook. The first stands in the README.
var shots = []shot{
	{name: "co-quan", reader: headB, path: ui.BodyPath(bodyB), high: 1320},
	{name: "dang-nhap", path: ui.SignInPath, all: true, high: 900},
	{name: "ban-lam-viec", reader: secretary, path: ui.DeskPath, all: true, high: 1300},
	{name: "danh-sach-ban", reader: secretary, path: ui.BodiesPath, high: 1300},
	{name: "ban", reader: secretary, path: ui.BodyPath(bodyC), all: true, high: 1300},
	{name: "quy-che", reader: secretary, path: ui.BodyPath(bodyC, "quy-che"), all: true, high: 1300},
	{name: "tham-quyen", reader: secretary, path: ui.BodyPath(bodyC, "tham-quyen") + "?vai=deputy&viec=meeting.convene-expanded", all: true, high: 1300},
	{name: "bang-tham-quyen", reader: secretary, path: ui.BodyPath(bodyC, "tham-quyen", "bang"), high: 1300},
	{name: "nghia-vu", reader: secretary, path: ui.BodyPath(bodyC, "nghia-vu"), all: true, high: 1300},
	{name: "ke-hoach", reader: secretary, path: ui.BodyPath(bodyC, "ke-hoach"), all: true, high: 1300},
	{name: "quyet-dinh", reader: secretary, path: ui.BodyPath(bodyC, "quyet-dinh"), high: 1300},
	{name: "kien-toan", reader: secretary, path: ui.BodyPath(bodyC, "kien-toan"), all: true, high: 1300},
	{name: "phien-hop", reader: secretary, path: ui.MeetingsPath + "?tat-ca=1", all: true, high: 1300},
	{name: "nhiem-vu", reader: secretary, path: ui.TasksPath, all: true, high: 1300},
	{name: "bang-nhiem-vu", reader: secretary, path: ui.TasksPath + "/so-lieu", high: 1300},
	{name: "so-dang-ky", reader: secretary, path: ui.RegisterPath, all: true, high: 1300},
	{name: "lich-tuan", reader: secretary, path: ui.WeekPath, all: true, high: 1300},
	{name: "mot-phien-hop", reader: secretary, path: "{phien}", all: true, high: 1800},
	{name: "chuong-trinh", reader: secretary, path: "{phien}/chuong-trinh", all: true, high: 1300},
	{name: "gui-moi", reader: secretary, path: "{phien}/gui-moi", all: true, high: 1300},
	{name: "tra-loi-hop", reader: standingC, path: "{phien}/tra-loi", all: true, high: 1000},
	{name: "dieu-hanh", reader: headC, path: "{phien}/dieu-hanh", all: true, high: 1500},
	{name: "du-hop", reader: memberC, path: "{phien}/phong", all: true, high: 1300},
	{name: "man-hinh", reader: secretary, path: "{phien}/man-hinh", all: true, high: 900},
	{name: "thong-qua", reader: headC, path: "{phien}/thong-qua", all: true, high: 1000},
	{name: "bien-ban", reader: secretary, path: "{phien}/bien-ban", all: true, high: 1300},
	{name: "ket-luan", reader: headC, path: "{phien}/ket-luan", all: true, high: 1300},
	{name: "nhap-sau", reader: secretary, path: "{phien}/nhap-sau", all: true, high: 1800},
	{name: "cho-vang", reader: headC, path: "{phien}/cho-vang", all: true, high: 900},
	{name: "cho-ngoi", reader: secretary, route: "seating", all: true, high: 1300},
	{name: "chuyen-de", reader: drafterE, route: "topic", all: true, high: 1300},
	{name: "tren-may", reader: memberC, route: "kept", all: true, high: 900},
	{name: "viec-cho", reader: secretary, path: ui.BodyPath(bodyC, "viec-cho"), all: true, high: 1000},
	{name: "cac-dot-lay-y-kien", reader: drafterE, path: ui.RoundsPath, all: true, high: 1300},
	{name: "dot-lay-y-kien", reader: drafterE, route: "round", all: true, high: 1500},
	{name: "tra-loi-y-kien", reader: memberE, route: "round.answer", all: true, high: 1300},
	{name: "bieu-quyet", reader: chairE, route: "vote", all: true, high: 1300},
	{name: "bo-phieu", reader: memberE, route: "vote.cast", all: true, high: 900},
	{name: "phieu-kin", reader: memberE, route: "vote.ballot", all: true, high: 900},
	{name: "khoa-kiem-phieu", reader: chairE, route: "vote.key", all: true, high: 1000},
	{name: "tai-lieu", reader: secretary, route: "paper", high: 1300},
	{name: "doc-tai-lieu", reader: secretary, route: "paper.read", words: "Độc lập - Tự do - Hạnh phúc", all: true, high: 1000},
	{name: "khay-thu", reader: keeper, route: "tray", all: true, high: 1000},
	{name: "mot-thu-den", reader: keeper, route: "tray.letter", all: true, high: 1000},
	{name: "tu-choi", reader: keeper, path: ui.RefusalsPath, all: true, high: 1300},
	{name: "nhap-danh-sach", reader: keeper, route: "people.list", all: true, high: 1300},
	{name: "viec-cua-may", reader: keeper, route: "jobs", all: true, high: 1000},
	{name: "quan-tri", reader: keeper, path: ui.AdminPath, all: true, high: 1300},
	{name: "don-vi", reader: keeper, path: ui.AgenciesPath, high: 1300},
	{name: "tai-khoan", reader: secretary, path: ui.MePath, high: 1300},
}

// rehearse leaves a meeting of the committee of Nghệ An in session, as the pictures
// show it, and gives its address: some have come, one has the floor and another
// waits for it, one item is over.
func (w *world) rehearse(t *testing.T) string {
	t.Helper()
	b := newTab(t, w.url)
	b.enter(w, headC)
	b.open(ui.BodyPath(bodyC))
	b.click(vi("do.convene"))
	b.fill(vi("meeting.about"), "Phiên họp thường kỳ quý IV năm 2026")
	b.fill(vi("meeting.day"), "20/11/2026")
	b.fill(vi("meeting.from"), "18:30")
	for i, title := range []string{"Kết quả 11 tháng, nhiệm vụ tháng 12", "Kế hoạch chuyển đổi số năm 2027", "Dữ liệu đất đai dùng chung", "Việc khác"} {
		if i > 0 {
			b.click(vi("agenda.add"))
		}
		b.fill(vi("agenda.item", strconv.Itoa(i+1)), title)
	}
	b.click(vi("form.go-on"))
	b.click(vi("do.convene"))
	b.must("Phiên họp thường kỳ quý IV năm 2026")
	at := pathOf(b.path())
	m := newTab(t, w.url)
	for _, login := range []string{deputyC, standingC, memberC} {
		m.enter(w, login)
		m.open(at + "/phong")
		m.click(vi("room.i-am-here"))
	}
	b.open(at + "/dieu-hanh")
	b.click(vi("room.take-item-n", "1"))
	b.click(vi("room.take-item-n", "2"))
	for _, login := range []string{deputyC, memberC} {
		m.enter(w, login)
		m.open(at + "/phong")
		m.click(vi("room.ask-floor"))
	}
	return at
}

// examples gives the address of a page of the router as its example shows it
// filled to a reader.
func (w *world) examples(t *testing.T) func(route, login string) string {
	deps := w.deps(t)
	routes := web.Routes(deps)
	return func(route, login string) string {
		t.Helper()
		s, err := deps.App.SessionOf(t.Context(), demo.Office, w.session(t, login))
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(routes, func(r ui.Route) bool { return r.Name == route && r.Method == http.MethodGet })
		if i < 0 {
			t.Fatalf("no page %s", route)
		}
		if routes[i].Example == nil {
			return routes[i].Pattern
		}
		v, err := routes[i].Example(t.Context(), deps, app.Actor{Office: demo.Office, Person: s.Person, Via: "web"}, "filled")
		if err != nil || v.Path == "" {
			t.Fatalf("%s as %s: %q, %v", route, login, v.Path, err)
		}
		return v.Path
	}
}

// TestScreenshots draws the pictures when NGHISU_SCREENSHOTS names a directory;
// their names are the same every time, -toi for dark, -hep for a telephone. The
// picture of the README is a PNG, the others are WebP, a fifth of the size.
// Without a directory the pages are drawn all the
// same and thrown away, so that a page that cannot be drawn is known at once.
func TestScreenshots(t *testing.T) {
	t.Parallel()
	dir := os.Getenv("NGHISU_SCREENSHOTS")
	list := shots
	if dir == "" {
		list = shots[:3]
	} else if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	w := newWorld(t)
	sitting := sync.OnceValue(func() string { return w.rehearse(t) })
	examples := w.examples(t)
	b := newTab(t, w.url)
	reader := ""
	for _, s := range list {
		if s.route != "" {
			s.path = examples(s.route, s.reader)
		}
		if rest, ok := strings.CutPrefix(s.path, "{phien}"); ok {
			s.path = sitting() + rest
		}
		if s.reader != reader && s.reader != "" {
			b.enter(w, s.reader)
			reader = s.reader
		}
		if s.reader == "" {
			b.cookie(sessionCookie, "-")
			reader = ""
		}
		for _, v := range []view{wideLight, {1440, "dark"}, {390, "light"}, narrowDark} {
			if !s.all && v != wideLight {
				continue
			}
			b.size(v.width, 900)
			b.scheme(v.scheme)
			b.open(s.path)
			if b.status() != 200 {
				t.Errorf("%s: %s answers %d", s.name, s.path, b.status())
				break
			}
			if s.words != "" {
				b.awaits(s.words)
			}
			var fonts bool
			b.eval(&fonts, `document.fonts.ready.then(() => true)`)
			kind := page.CaptureScreenshotFormatWebp
			if s.name == shots[0].name {
				kind = page.CaptureScreenshotFormatPng
			}
			picture := b.picture(kind, v.width, s.high)
			if dir == "" {
				continue
			}
			name := s.name
			if v.scheme == "dark" {
				name += "-toi"
			}
			if v.width < 1000 {
				name += "-hep"
			}
			if err := os.WriteFile(filepath.Join(dir, name+"."+string(kind)), picture, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
