package pdf

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"nghisu/internal/render/paper"
	"nghisu/internal/render/papertest"
)

func render(t *testing.T, p paper.Paper) []byte {
	t.Helper()
	data, err := Render(p)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestDecreedForm(t *testing.T) { papertest.Decreed(t, render(t, papertest.Invitation())) }

func TestEqualBytes(t *testing.T) {
	if !bytes.Equal(render(t, papertest.Invitation()), render(t, papertest.Invitation())) {
		t.Error("the same paper gives other bytes")
	}
}

// Every letter is inside the file, as text, in a typeface of the decreed widths.
func TestFonts(t *testing.T) {
	file := filepath.Join(t.TempDir(), "p.pdf")
	if err := os.WriteFile(file, render(t, papertest.Invitation()), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdffonts", file).Output()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")[2:]
	if len(lines) < 4 {
		t.Errorf("%d typefaces, want upright, bold, italic and bold italic: %s", len(lines), out)
	}
	for _, l := range lines {
		if !strings.Contains(l, "TrueType") || !strings.Contains(l, " yes ") {
			t.Errorf("not embedded: %s", l)
		}
	}
	const letters = "ăâđêôơư ĂÂĐÊÔƠƯ ằẳẵắặ ầẩẫấậ ềểễếệ ồổỗốộ ờởỡớợ ừửữứự ỳỷỹýỵ ỲỶỸÝỴ ỪỬỮỨỰ"
	p := paper.Paper{Body: []paper.Block{paper.Text(letters + " .")}}
	for i, w := range strings.Fields(letters) {
		if got := papertest.Phrase(t, papertest.Words(t, render(t, p)), w); got.Text != w {
			t.Errorf("%d: %q", i, got.Text)
		}
	}
}

// A long paper turns its page: numbers from page 2 on, the head of a table on each
// page, nothing outside the margins, the signature not parted.
func TestLong(t *testing.T) {
	p := papertest.Invitation()
	table := p.Body[2].Table
	for i := range 80 {
		table.Rows = append(table.Rows, []string{fmt.Sprint(i + 3), strings.Repeat("Nội dung dài của một việc phải bàn. ", 1+i%7), "Sở"})
	}
	table.Rows = append(table.Rows, []string{"99", strings.Repeat("Một ô cao hơn cả trang giấy. ", 400), ""})
	words := papertest.Words(t, render(t, p))
	last := words[len(words)-1].Page
	if last < 5 {
		t.Fatalf("%d pages", last)
	}
	heads := map[int]bool{}
	for _, w := range words {
		if w.Text == "TT" {
			heads[w.Page] = true
		}
		if w.Down > 277.5 || w.Top < 19 && w.Text != fmt.Sprint(w.Page) {
			t.Errorf("page %d: %q stands from %.0f to %.0f mm", w.Page, w.Text, w.Top, w.Down)
		}
	}
	for n := 2; n <= last; n++ {
		at := false
		for _, w := range words {
			at = at || w.Page == n && w.Text == fmt.Sprint(n) && w.Top < 20
		}
		if !at {
			t.Errorf("page %d bears no number", n)
		}
		if n < last && !heads[n] {
			t.Errorf("page %d of the table has no head", n)
		}
	}
	if a, b := papertest.Phrase(t, words, "KT. TRƯỞNG BAN"), papertest.Phrase(t, words, "Ủy viên 2"); a.Page != b.Page {
		t.Errorf("the signature is parted: pages %d and %d", a.Page, b.Page)
	}
}

// Odd texts neither fail nor leave the page.
func TestOdd(t *testing.T) {
	for _, s := range []string{
		"", " ", strings.Repeat("a", 5000), "a\x00b\tc\u200b", "\u202eđảo\u202c", strings.Repeat("ậ ", 3000), "e\u0302\u0301", "日本", "🙂",
	} {
		p := papertest.Invitation()
		p.Issuer, p.Subject, p.Foot = s, s, s
		p.Body = append(p.Body, paper.Text(s), paper.Title(s), paper.Block{Table: &paper.Table{Columns: []paper.Column{{Title: s, Share: 1}}, Rows: [][]string{{s, s}, {}}}})
		for _, w := range papertest.Words(t, render(t, p)) {
			if w.Right > paper.Width {
				t.Errorf("%.20q: %.20q ends at %.0f mm, from %.0f, top %.0f", s, w.Text, w.Right, w.Left, w.Top)
				break
			}
		}
	}
	papertest.Phrase(t, papertest.Words(t, render(t, paper.Paper{Body: []paper.Block{paper.Text("e\u0302\u0301 .")}})), "ế")
}

func BenchmarkRender(b *testing.B) {
	p := papertest.Invitation()
	for b.Loop() {
		if _, err := Render(p); err != nil {
			b.Fatal(err)
		}
	}
}
