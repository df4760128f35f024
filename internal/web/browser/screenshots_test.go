package browser

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/page"

	"nghisu/internal/web/ui"
)

// shot is one picture: its name, who looks, at what.
type shot struct {
	name, reader, path string
	high               float64 // at most, in CSS pixels; 0: the whole page
	all                bool    // in every view, not in 1440 px light alone
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
	{name: "don-vi", reader: keeper, path: ui.AgenciesPath, high: 1300},
	{name: "tai-khoan", reader: secretary, path: ui.MePath, high: 1300},
}

// TestScreenshots draws the pictures when NGHISU_SCREENSHOTS names a directory;
// their names are the same every time, -toi for dark, -hep for a telephone. The
// picture of the README is a PNG, the others are WebP, a fifth of the size.
// Without a directory the pages are drawn all the
// same and thrown away, so that a page that cannot be drawn is known at once.
func TestScreenshots(t *testing.T) {
	dir := os.Getenv("NGHISU_SCREENSHOTS")
	list := shots
	if dir == "" {
		list = shots[:3]
	} else if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	w := newWorld(t)
	b := newTab(t, w.url)
	reader := ""
	for _, s := range list {
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
