package pack

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"

	"nghisu/internal/render/docx"
	"nghisu/internal/render/paper"
	"nghisu/internal/render/papertest"
	"nghisu/internal/render/pdf"
)

// held is a file in memory.
type held struct{ *bytes.Reader }

func (held) Close() error { return nil }

func holding(data []byte) func() (File, error) {
	return func() (File, error) { return held{bytes.NewReader(data)}, nil }
}

// must gives the value of a call that does not fail.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// document is a decreed document of some pages, as this program draws it.
func document(words string, pages int) []byte {
	p := paper.Paper{Issuer: "BAN CHỈ ĐẠO", Kind: "TỜ TRÌNH", Subject: words, Place: "Nghệ An"}
	for range pages * 24 {
		p.Body = append(p.Body, paper.Text(words+": kính trình Ban Chỉ đạo xem xét, cho ý kiến."))
	}
	return must(pdf.Render(p))
}

// turned is a file of one page for each turn, lying and standing, with a cropped
// one; each says which it is.
func turned() []byte {
	f := fpdf.New("P", "pt", "A4", "")
	f.SetFont("Helvetica", "", 20)
	for _, t := range []int{0, 90, 180, 270} {
		f.AddPageFormat("P", fpdf.SizeType{Wd: 400, Ht: 600})
		f.Text(100, 300, fmt.Sprintf("turned%d", t))
		if t != 0 {
			f.SetPageBox("crop", 50, 50, 300, 500)
		}
	}
	var out bytes.Buffer
	if err := f.Output(&out); err != nil {
		panic(err)
	}
	b := out.Bytes()
	// fpdf cannot turn a page: say so in the page's dictionary, at the same length.
	for i, t := range []int{0, 90, 180, 270} {
		at := 0
		for range i + 1 {
			at += bytes.Index(b[at:], []byte("<</Type /Page\n")) + 14
		}
		if t == 0 {
			continue
		}
		old := []byte("/Resources 2 0 R")
		j := at + bytes.Index(b[at:], old)
		b = append(b[:j:j], append([]byte("/Resources 2 0 R /Rotate "+strconv.Itoa(t)), b[j+len(old):]...)...)
	}
	return b // its table of objects no longer fits: readers have to search
}

func picture() []byte {
	img := image.NewNRGBA(image.Rect(0, 0, 300, 200))
	for x := range 300 {
		for y := range 200 {
			img.SetNRGBA(x, y, color.NRGBA{uint8(x), uint8(y), 90, 200})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// converted is an Office document drawn by LibreOffice: packed objects, a table
// of objects that is a stream.
func converted(t *testing.T) []byte {
	t.Helper()
	dir := t.TempDir()
	p := paper.Paper{Issuer: "BAN CHỈ ĐẠO", Kind: "BÁO CÁO", Subject: "Drawn by another"}
	p.Body = append(p.Body, paper.Text("Nội dung do chương trình khác vẽ ra."))
	file := filepath.Join(dir, "a.docx")
	if err := os.WriteFile(file, must(docx.Render(p)), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "pdf", "--outdir", dir, file)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v %s", err, out)
	}
	return must(os.ReadFile(filepath.Join(dir, "a.pdf")))
}

func mixed(t *testing.T) Pack {
	return Pack{
		Title: "Phiên họp thứ nhất năm 2026", Issuer: []string{"UBND tỉnh Nghệ An", "Ban Chỉ đạo xây dựng Chính quyền điện tử"},
		Lines: []string{"14 giờ 00, thứ Hai ngày 30 tháng 11 năm 2026", "Phòng họp A"}, Note: "Toàn bộ tài liệu, lập lúc 08:00 ngày 22/11/2026",
		Contents: "Mục lục", Language: "vi",
		Sections: []Section{
			{Title: "1. Kế hoạch chuyển đổi số", Papers: []Paper{
				{Title: "Tờ trình về kế hoạch", Foot: "Nội dung 1 · Tờ trình về kế hoạch · bản 2", Form: PDF, Open: holding(document("Kế hoạch", 2))},
				{Title: "Bản đồ số liệu", Foot: "Nội dung 1 · Bản đồ số liệu · bản 1", Form: PNG, Open: holding(picture())},
			}},
			{Title: "2. Nội dung không có tài liệu"},
			{Title: "3. Dự toán", Papers: []Paper{
				{Title: "Các hướng trang", Foot: "Nội dung 3 · Các hướng trang", Form: PDF, Open: holding(turned())},
				{Title: "Báo cáo do máy khác vẽ", Foot: "Nội dung 3 · Báo cáo", Form: PDF, Open: holding(converted(t))},
				{Title: "Bảng tính dự toán", Foot: "Nội dung 3 · Bảng tính", Apart: "Tệp Excel, xem riêng."},
				{Title: "Tệp hỏng", Foot: "Nội dung 3 · Tệp hỏng", Form: PDF, Open: holding([]byte("%PDF-1.4\nnothing")), Apart: "Không ghép được tệp này, xem riêng."},
			}},
		},
	}
}

func write(t *testing.T, p Pack) (file string) {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, p); err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(t.TempDir(), "pack.pdf")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// command runs a program that must have nothing to complain of.
func command(t *testing.T, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	var out, complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaint
	if err := cmd.Run(); err != nil || complaint.Len() > 0 {
		t.Fatalf("%s %v: %v %s", name, args, err, complaint.String())
	}
	return out.String()
}

// page gives the text of one page as it is shown.
func page(t *testing.T, file string, n int) string {
	return command(t, "pdftotext", "-f", strconv.Itoa(n), "-l", strconv.Itoa(n), "-layout", file, "-")
}

func TestPack(t *testing.T) {
	p := mixed(t)
	file := write(t, p)
	command(t, "qpdf", "--check", file)
	info := command(t, "pdfinfo", file)
	if !strings.Contains(info, "Phiên họp thứ nhất năm 2026") {
		t.Errorf("title: %s", info)
	}
	total := 0
	for _, l := range strings.Split(info, "\n") {
		if s, ok := strings.CutPrefix(l, "Pages:"); ok {
			total, _ = strconv.Atoi(strings.TrimSpace(s))
		}
	}
	text := make([]string, total+1)
	for n := 1; n <= total; n++ {
		text[n] = page(t, file, n)
		foot := strconv.Itoa(n) + "/" + strconv.Itoa(total)
		if has := strings.Contains(text[n], foot); has != (n > 2) {
			t.Errorf("page %d: number %q at its foot: %v", n, foot, has)
		}
	}
	if !strings.Contains(text[1], "BAN CHỈ ĐẠO XÂY DỰNG") || !strings.Contains(text[1], "Phòng họp A") {
		t.Errorf("cover: %s", text[1])
	}
	// The contents tell where each paper begins, and there it begins.
	for _, s := range p.Sections {
		if !strings.Contains(text[2], s.Title) {
			t.Errorf("contents miss %q", s.Title)
		}
		for _, x := range s.Papers {
			n := 0
			for _, l := range strings.Split(text[2], "\n") {
				if f := strings.Fields(l); strings.Contains(l, x.Title) {
					n, _ = strconv.Atoi(f[len(f)-1])
				}
			}
			if n == 0 || n > total || !strings.Contains(text[n], x.Foot) {
				t.Errorf("%s on page %d of %d, whose text is %q", x.Title, n, total, text[min(max(n, 1), total)])
			}
			if n > 0 && x.Apart != "" && !strings.Contains(text[n], x.Apart) {
				t.Errorf("%s: page %d does not say why it is apart", x.Title, n)
			}
		}
	}
	if all := strings.Join(text, "\n"); !strings.Contains(all, "Nội dung do chương trình khác vẽ ra") || strings.Count(all, "cho ý kiến") < 48 {
		t.Error("text of the papers is missing")
	}
}

// mm is a point in millimetres.
const mm = 25.4 / 72

// The foot stands upright at the bottom as the page is shown, however it lies.
func TestTurnedPages(t *testing.T) {
	file := write(t, Pack{Title: "T", Contents: "C", Sections: []Section{{Title: "S", Papers: []Paper{{Title: "P", Foot: "chan", Form: PDF, Open: holding(turned())}}}}})
	data := must(os.ReadFile(file))
	for i, turn := range []int{0, 90, 180, 270} {
		wide, high := 400.0, 600.0
		if turn != 0 {
			wide, high = 300, 500
		}
		if turn == 90 || turn == 270 {
			wide, high = high, wide
		}
		found := false
		for _, w := range papertest.Words(t, data) {
			if w.Page == i+3 && w.Text == "chan" {
				found = true
				// Words are told from the edges of the sheet, of which 50 points are cropped.
				cropped := 0.0
				if turn != 0 {
					cropped = 50
				}
				left, right, up := w.Left/mm-cropped, w.Right/mm-cropped, high+cropped-w.Down/mm
				if left < 20 || left > 24 || up < 4 || up > 14 || right > wide {
					t.Errorf("turned by %d: foot at %.0f to %.0f, %.0f above the edge of %.0f×%.0f", turn, left, right, up, wide, high)
				}
			}
		}
		if !found {
			t.Errorf("turned by %d: no foot", turn)
		}
	}
}

func TestBookmarks(t *testing.T) {
	file := write(t, mixed(t))
	out := command(t, "pdftohtml", "-xml", "-stdout", "-i", file)
	for _, s := range []string{
		`<item page="3">1. Kế hoạch chuyển đổi số</item>`, `<item page="3">Tờ trình về kế hoạch</item>`,
		`Bảng tính dự toán</item>`, `3. Dự toán</item>`,
	} {
		if !strings.Contains(out, s) {
			t.Errorf("no bookmark %s", s)
		}
	}
	if n := strings.Count(out, `<a href=`); n < 6 {
		t.Errorf("%d links in the contents, want one a paper: 6", n)
	}
}

func TestEqualBytes(t *testing.T) {
	p := mixed(t)
	var a, b bytes.Buffer
	if Write(&a, p) != nil || Write(&b, p) != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the same pack gives other bytes")
	}
}

// P15: 100 papers of 10 pages.
func BenchmarkPack(b *testing.B) {
	p := Pack{Title: "Phiên họp", Contents: "Mục lục", Language: "vi"}
	for i := range 20 {
		s := Section{Title: strconv.Itoa(i+1) + ". Nội dung"}
		for k := range 5 {
			name := fmt.Sprintf("Tài liệu %d.%d", i+1, k+1)
			s.Papers = append(s.Papers, Paper{Title: name, Foot: "Nội dung " + name, Form: PDF, Open: holding(document(name, 10))})
		}
		p.Sections = append(p.Sections, s)
	}
	b.ResetTimer()
	var w counter
	for b.Loop() {
		w = 0
		if err := Write(&w, p); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(w)/1e6, "MB")
}

type counter int

func (c *counter) Write(b []byte) (int, error) { *c += counter(len(b)); return len(b), nil }
