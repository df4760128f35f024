package pdf_test

import (
	"bytes"
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"nghisu/internal/render/pdf"
)

// TestSlips proves that ten slips stand on a page, each with its words whole, and
// that equal slips give equal bytes.
func TestSlips(t *testing.T) {
	var list []pdf.Slip
	for i := range 11 {
		list = append(list, pdf.Slip{
			Head: "Phiếu đăng nhập lần đầu", Name: fmt.Sprintf("Chuyên viên %d", i+1), Note: "Chuyên viên, " + strings.Repeat("Sở Thông tin và Truyền thông ", 3),
			Lines: [][2]string{{"Tên đăng nhập", fmt.Sprintf("cv.%d", i+1)}, {"Mật khẩu dùng một lần", "abcde-fghjk-mnpqr-stuvw"}}, Foot: "Giữ kín phiếu này.",
		})
	}
	data, err := pdf.Slips("Phiếu", list)
	if err != nil {
		t.Fatal(err)
	}
	again, err := pdf.Slips("Phiếu", list)
	if err != nil || !bytes.Equal(data, again) {
		t.Errorf("equal slips give other bytes: %v", err)
	}
	cmd := exec.Command("pdftotext", "-layout", "-", "-")
	cmd.Stdin = bytes.NewReader(data)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(strings.TrimRight(string(out), "\f"), "\f")
	if len(pages) != 2 || strings.Count(pages[0], "Chuyên viên, Sở") != 10 || !strings.Contains(pages[1], "Chuyên viên 11") {
		t.Fatalf("%d pages:\n%s", len(pages), out)
	}
	if n := strings.Count(string(out), "abcde-fghjk-mnpqr-stuvw"); n != 11 {
		t.Errorf("%d passwords of 11 stand whole", n)
	}
	if _, err := pdf.Slips("Phiếu", nil); err != nil {
		t.Errorf("no slips: %v", err)
	}
}
