package drafting_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/drafting"
	"nghisu/internal/render/pdf"
	"nghisu/internal/render/qr"
)

// The papers for a power cut hold a row for each seat, a slip for each seat on each item
// but those voted on in secret and those that are confidential, the motion word for word,
// and codes that a reader of its own reads.
func TestKit(t *testing.T) {
	m := app.MeetingPage{Line: app.MeetingLine{ID: "m1", Title: "Phiên họp quý II", Start: time.Date(2026, 5, 4, 1, 0, 0, 0, time.UTC)}}
	for i := range 12 {
		s := app.SeatLine{Seat: committee.SeatID("s" + string(rune('a'+i))), Title: charter.Text{VI: "Thành viên"}, Holder: "Ủy viên " + string(rune('A'+i))}
		m.Seats = append(m.Seats, s)
	}
	long := strings.Repeat("Phê duyệt kế hoạch chuyển đổi số của tỉnh. ", 10)
	m.Meeting.Agenda = []committee.Item{{ID: "i1", Number: "1", Title: long}, {ID: "i2", Number: "2", Title: "Giới thiệu nhân sự"}, {ID: "i3", Number: "4", Title: "Chuyện riêng", Closed: true}}
	o := drafting.Occasion{Meeting: m, Zone: time.UTC, Units: map[committee.AgencyID]string{}}
	const at = "https://hop.example.gov.vn/phien-hop/0190f0f0-0000-7000-8000-000000000001"
	made := 0
	code := func(parts ...string) ([][]bool, error) {
		made++
		return qr.Modules(at + "/" + strings.Join(parts, "/"))
	}
	codes := drafting.Codes{
		Enter: func() ([][]bool, error) { return code("nhap-sau") },
		Seat:  func(s committee.SeatID) ([][]bool, error) { return code("ghe", string(s)) },
		Slip: func(i committee.ItemID, s committee.SeatID) ([][]bool, error) {
			return code("phieu", string(i), string(s))
		},
	}
	kit, err := o.Kit(map[committee.ItemID]string{"i2": "secret"}, m.Line.Start.Add(-time.Hour), codes)
	if err != nil {
		t.Fatal(err)
	}
	if len(kit.Slips) != 12 || len(kit.Sheets) != 5 || made != 1+12+12 {
		t.Fatalf("%d slips, %d sheets, %d codes", len(kit.Slips), len(kit.Sheets), made)
	}
	data, err := pdf.PaperKit(kit)
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := pdf.PaperKit(kit); !bytes.Equal(again, data) {
		t.Error("equal papers give other bytes")
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "kit.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if keep := os.Getenv("NGHISU_SIGHTS"); keep != "" {
		_ = os.WriteFile(filepath.Join(keep, "kit.pdf"), data, 0o600)
	}
	out, err := exec.Command("pdftotext", "-layout", file, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	text := strings.Join(strings.Fields(string(out)), " ")
	pages := strings.Count(string(out), "\f")
	for _, want := range []string{"DANH SÁCH ĐIỂM DANH", "GIỜ CỦA PHIÊN HỌP", "Ý KIẾN TRƯỚC", "PHÁT BIỂU", "KẾT LUẬN", "Ủy viên L", "bỏ phiếu kín nên không có phiếu giấy", "Nội dung kín", "Phiên họp quý II · 01:00 04/05/2026"} {
		if !strings.Contains(text, want) {
			t.Errorf("the papers lack %q", want)
		}
	}
	if strings.Contains(text, "Chuyện riêng") {
		t.Error("the title of a confidential item lies in the room")
	}
	if n := strings.Count(text, "PHIẾU BIỂU QUYẾT"); n != 12 || strings.Count(text, "Không tán thành") != 12 {
		t.Errorf("%d slips", n)
	}
	if n := strings.Count(text, "Trang "); n != pages || pages < 9 {
		t.Errorf("%d page numbers on %d pages", n, pages)
	}
	read := scanned(t, file, dir)
	var want []string
	want = append(want, at+"/nhap-sau")
	for _, s := range m.Seats {
		want = append(want, at+"/ghe/"+string(s.Seat), at+"/phieu/i1/"+string(s.Seat))
	}
	slices.Sort(read)
	slices.Sort(want)
	if !slices.Equal(read, want) {
		t.Errorf("read %d codes of %d: %v", len(read), len(want), read)
	}
}

// A code that cannot be made is told, not left out.
func TestKitWithoutCodes(t *testing.T) {
	fails := errors.New("no code")
	_, err := drafting.Occasion{}.Kit(nil, time.Time{}, drafting.Codes{Enter: func() ([][]bool, error) { return nil, fails }})
	if !errors.Is(err, fails) {
		t.Errorf("%v", err)
	}
}

// scanned reads the codes of a file as a printer would set them, with zbar.
func scanned(t *testing.T, file, dir string) []string {
	t.Helper()
	if out, err := exec.Command("pdftoppm", "-r", "200", "-gray", file, filepath.Join(dir, "p")).CombinedOutput(); err != nil {
		t.Fatalf("pdftoppm: %v %s", err, out)
	}
	sheets, err := filepath.Glob(filepath.Join(dir, "p-*.pgm"))
	if err != nil || len(sheets) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	slices.Sort(sheets)
	var out []string
	for _, sheet := range sheets {
		text, err := exec.Command("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", sheet).Output()
		var code *exec.ExitError
		if err != nil && (!errors.As(err, &code) || code.ExitCode() != 4) { // 4: there is none on the page
			t.Fatalf("zbarimg (Debian package zbar-tools): %v", err)
		}
		out = append(out, strings.Fields(string(text))...)
	}
	return out
}
