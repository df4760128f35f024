package pdf_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"nghisu/internal/render/pdf"
)

// A name plate bears the name on both halves of its sheet, as large as it goes; a
// plan names every place, in the picture and in its list.
func TestSeatingAndPlates(t *testing.T) {
	list := []pdf.Plate{{Name: "Ủy viên 1", Title: "Trưởng ban"}, {Name: "Giám đốc Sở Giáo dục và Đào tạo tỉnh A", Title: "Thành viên"}, {Name: "Mộttừdàikhôngcáchnàongắtđượcvàvẫnphảiđứngtrongkhổgiấy"}}
	plates, err := pdf.Plates(list)
	if err != nil {
		t.Fatal(err)
	}
	if text := words(t, plates); strings.Count(text, "Trưởng ban") != 2 || strings.Count(text, "Thành viên") != 2 || strings.Count(text, "\f") != 3 {
		t.Errorf("plates: %q", text)
	}
	plan, err := pdf.Seating(pdf.Plan{Title: "Phiên họp quý II", When: "14 giờ", Places: []pdf.Place{{X: 0.5, Y: 0.1, Name: "Ủy viên 1", Title: "Trưởng ban"}, {X: 0.1, Y: 0.5, Name: "Ủy viên 2"}}})
	if err != nil {
		t.Fatal(err)
	}
	if text := words(t, plan); strings.Count(text, "Ủy viên 2") != 2 || !strings.Contains(text, "SƠ ĐỒ CHỖ NGỒI") || !strings.Contains(text, "Phiên họp quý II") {
		t.Errorf("plan: %q", text)
	}
	// A long name stays within the box of its place: neighbours do not run together.
	long := "Phó Chủ tịch thứ nhất Ủy ban nhân dân tỉnh"
	plan, err = pdf.Seating(pdf.Plan{Title: "Phiên họp", When: "14 giờ", Places: []pdf.Place{{X: 0.5, Y: 0.1, Name: long}, {X: 0.65, Y: 0.1, Name: long}}})
	if err != nil {
		t.Fatal(err)
	}
	if text := words(t, plan); strings.Count(text, long) != 2 {
		t.Errorf("%d lines hold the whole name; only the two of the list may: %q", strings.Count(text, long), text)
	}
	if again, _ := pdf.Plates(list); !bytes.Equal(again, plates) {
		t.Error("equal plates give other bytes")
	}
}

// words is the text of a PDF.
func words(t *testing.T, data []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", file, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	return string(out)
}
