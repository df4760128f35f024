package browser

import (
	"bytes"
	"context"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"nghisu/internal/web/ui"
)

// TestPrint prints working pages from a dark screen: the text is there, the
// ways of the screen are gone, and the paper stays white.
func TestPrint(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := newTab(t, w.url)
	b.enter(w, keeper)
	b.scheme("dark")
	for _, c := range []struct {
		name, path string
		want       []string
	}{
		{"body", ui.BodyPath(bodyC), []string{"Nghệ An", "Trưởng ban", "Thành phần"}},
		{"charter", ui.BodyPath(bodyC, "quy-che"), []string{"Điều 4", "Điều 6", "Trưởng ban"}},
		{"register", ui.RegisterPath, []string{"Sổ đăng ký"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b.t = t
			b.open(c.path)
			file := filepath.Join(t.TempDir(), "page.pdf")
			if err := os.WriteFile(file, b.print(), 0o600); err != nil {
				t.Fatal(err)
			}
			text := pdfText(t, file)
			for _, word := range c.want {
				if !strings.Contains(text, word) {
					t.Errorf("printed page lacks %q; it holds: %s", word, short(text, 600))
				}
			}
			for _, word := range []string{"Bàn làm việc", "Đến nội dung chính", "Tìm nhiệm vụ", "English", "Quản trị"} {
				if strings.Contains(text, word) {
					t.Errorf("printed page still holds the way %q", word)
				}
			}
			if light, dark := paper(t, file); light < 0.75 || dark > 120 {
				t.Errorf("printed page is %d %% light, its darkest ink %d of 255: want black on white", int(light*100), dark)
			}
		})
	}
	b.t = t
}

// print makes a PDF of the page, with its grounds, on A4.
func (b *tab) print() []byte {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground()))
	if err != nil {
		b.t.Fatalf("print %s: %v", b.path(), err)
	}
	return pdf
}

// pdfText is the text of a PDF, its white space made single.
func pdfText(t *testing.T, file string) string {
	t.Helper()
	out, err := exec.Command("pdftotext", "-layout", file, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v; scripts/setup.sh installs poppler-utils", err)
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(string(out), "\u00a0", " ")), " ")
}

// paper draws the first page small and says which share of it is light, and how
// dark its ink is.
func paper(t *testing.T, file string) (light float64, darkest uint32) {
	t.Helper()
	out, err := exec.Command("pdftoppm", "-r", "50", "-f", "1", "-l", "1", "-gray", "-png", file).Output()
	if err != nil {
		t.Fatalf("pdftoppm: %v; scripts/setup.sh installs poppler-utils", err)
	}
	img, err := png.Decode(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	area, n := img.Bounds(), 0
	darkest = 255
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			v, _, _, _ := img.At(x, y).RGBA()
			v >>= 8
			if v > 215 {
				n++
			}
			darkest = min(darkest, v)
		}
	}
	return float64(n) / float64(area.Dx()*area.Dy()), darkest
}
