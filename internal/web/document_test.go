package web

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/render/papertest"
	"nghisu/internal/web/ui"
)

// TestMeetingDocuments takes the documents of a meeting as files: the invitation at
// once, minutes and notice when it was held, none by whoever may not see it.
func TestMeetingDocuments(t *testing.T) {
	w := newWorld(t)
	r := w.must(w.app.Convene(t.Context(), w.as("head"), app.ConveneIn{
		Body: theBody, Kind: committee.Expanded, Title: "Họp về nền tảng dùng chung", Start: w.at.Add(time.Hour), Place: "Phòng họp số 2",
		Chair: w.seats["head"], Agenda: []app.ItemIn{{Title: "Phương án triển khai"}}, Invitees: []app.InviteeIn{{Seat: w.seats["member"]}, {Agency: w.agency["vp"]}},
	}))
	at := ui.MeetingPath(committee.MeetingID(r.Ref)) + "/xuat/"
	head, outsider := w.signedIn("truong-ban"), w.signedIn("nguoi-ngoai")

	paper := head.get(at + "giay-moi.pdf")
	if paper.StatusCode != http.StatusOK || paper.Header.Get("Content-Type") != "application/pdf" {
		t.Fatalf("the invitation answers %d, %s", paper.StatusCode, paper.Header.Get("Content-Type"))
	}
	words := papertest.Words(t, []byte(paper.html))
	for _, s := range []string{"GIẤY MỜI", "Họp về nền tảng dùng chung", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Đại diện Văn phòng UBND", "10 giờ 00 phút,", "Phòng họp số 2."} {
		papertest.Phrase(t, words, s)
	}
	if text := wordText(t, head.get(at+"giay-moi.docx").html); !strings.Contains(text, "Phương án triển khai") {
		t.Errorf("the invitation in Word reads %s", text)
	}
	for file, want := range map[string][]string{
		"danh-sach-du-hop.docx":   {"Họ và tên", "Ký tên", "Văn phòng UBND", "Phòng họp số 2."},
		"kich-ban-dieu-hanh.docx": {"1. Phương án triển khai", "người đứng đầu quyết định", "Điều 2 khoản 1", "Kết thúc"},
	} {
		text := wordText(t, head.get(at+file).html)
		for _, s := range want {
			if !strings.Contains(text, s) {
				t.Errorf("%s lacks %q: %s", file, s, text)
			}
		}
	}
	if feed := head.get(at + "lich.ics"); !strings.Contains(feed.html, "BEGIN:VEVENT\r\n") || !strings.Contains(feed.html, "DTSTART:20190320T030000Z") {
		t.Errorf("the calendar reads %s", feed.html)
	}
	for _, file := range []string{"bien-ban.docx", "thong-bao-ket-luan.pdf", "giay-moi.exe", "giay-moi", "x.pdf"} {
		if a := head.get(at + file); a.StatusCode != http.StatusNotFound {
			t.Errorf("%s of a meeting to come answers %d, want 404", file, a.StatusCode)
		}
	}
	for _, file := range []string{"giay-moi.pdf", "giay-moi.docx", "lich.ics"} {
		if a := outsider.get(at + file); a.StatusCode == http.StatusOK || strings.Contains(a.html, "nền tảng") {
			t.Errorf("%s is given to whoever may not see the meeting: %d", file, a.StatusCode)
		}
	}

	w.at = w.at.Add(4 * time.Hour)
	w.must(w.app.RecordPresence(t.Context(), w.as("head"), app.PresenceIn{Meeting: committee.MeetingID(r.Ref), Present: []app.PresentIn{{Seat: w.seats["member"], How: "present"}}}))
	page, err := w.app.Meeting(t.Context(), w.as("head"), committee.MeetingID(r.Ref))
	if err != nil {
		t.Fatal(err)
	}
	w.must(w.app.Conclude(t.Context(), w.as("head"), app.ConcludeIn{
		Meeting: committee.MeetingID(r.Ref), Item: page.Meeting.Agenda[0].ID, Text: "Thống nhất phương án 2", Lead: w.agency["so2"], Accountable: w.seats["member"], Due: 0,
	}))
	if text := wordText(t, head.get(at+"bien-ban.docx").html); !strings.Contains(text, "Thống nhất phương án 2") || !strings.Contains(text, "1 người, gồm:") {
		t.Errorf("the minutes read %s", text)
	}
	if text := wordText(t, head.get(at+"thong-bao-ket-luan.docx").html); !strings.Contains(text, "Giao Sở 2 chủ trì") {
		t.Errorf("the notice reads %s", text)
	}
}

// wordText is all that stands in a Word document, without its tags.
func wordText(t *testing.T, data string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader([]byte(data)), int64(len(data)))
	if err != nil {
		t.Fatalf("no Word document: %v: %.80s", err, data)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	xml, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, part := range strings.Split(string(xml), "<") {
		if _, after, ok := strings.Cut(part, ">"); ok {
			text.WriteString(after)
		}
	}
	return text.String()
}
