package web

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// picture is a small true file; each number is another one.
func picture(n uint8) []byte {
	img := image.NewGray(image.Rect(0, 0, 4, 4))
	img.SetGray(1, 1, color.Gray{Y: n})
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// form writes a form with a file as its last field, as browsers send it.
func form(values map[string]string, name string, data []byte) (kind string, body []byte) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for k, v := range values {
		_ = w.WriteField(k, v)
	}
	part, err := w.CreateFormFile("file", name)
	if err == nil {
		_, err = part.Write(data)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		panic(err)
	}
	return w.FormDataContentType(), b.Bytes()
}

// send posts a form with a file.
func (b *reader) send(path string, values map[string]string, name string, data []byte) (int, string, http.Header) {
	b.t.Helper()
	kind, body := form(values, name, data)
	r, err := b.http.Post(b.server.URL+path, kind, bytes.NewReader(body))
	if err != nil {
		b.t.Fatal(err)
	}
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return r.StatusCode, string(text), r.Header
}

// sitting convenes a meeting of two seats whose item the member leads.
func (w *world) sitting() (committee.MeetingID, committee.ItemID) {
	w.t.Helper()
	ctx := context.Background()
	id := committee.MeetingID(w.must(w.app.Convene(ctx, w.as("head"), app.ConveneIn{
		Body: theBody, Kind: committee.Expanded, Title: "Phiên xem tài liệu", Start: w.at.Add(72 * time.Hour), Chair: w.seats["head"],
		Agenda: []app.ItemIn{{Title: "Kế hoạch số hóa năm 2019", Lead: w.seats["member"]}}, Invitees: []app.InviteeIn{{Seat: w.seats["member"]}},
	})).Ref)
	m, err := w.app.Meeting(ctx, w.as("head"), id)
	if err != nil {
		w.t.Fatal(err)
	}
	return id, m.Meeting.Agenda[0].ID
}

// only gives the one paper of a meeting.
func (w *world) only(m committee.MeetingID) app.PaperLine {
	w.t.Helper()
	list, err := w.app.Papers(context.Background(), w.as("head"), app.PaperFilter{Meeting: m})
	if err != nil || len(list) != 1 {
		w.t.Fatalf("%d papers, %v", len(list), err)
	}
	return list[0]
}

// TestPaperThroughTheBrowser lays a paper, reads it, adds a version, and takes
// it back, by forms alone.
func TestPaperThroughTheBrowser(t *testing.T) {
	w := newWorld(t)
	m, item := w.sitting()
	lead, head, outsider := w.signedIn("so-2"), w.signedIn("truong-ban"), w.signedIn("nguoi-ngoai")
	way := ui.MeetingPath(m) + "/tai-lieu"
	if a := lead.get(way + "?muc=" + string(item)); a.StatusCode != http.StatusOK || len(a.page.All("input[type=file]")) != 1 {
		t.Fatalf("the form: %d\n%s", a.StatusCode, a.page.Text())
	}
	values := map[string]string{"item": string(item), "title": "Tờ trình kế hoạch", "kind": "submission", "sight": "called", "secrecy": "none", "khoa": "mot-lan"}
	for range 2 { // pressed twice: laid once
		if status, text, _ := lead.send(way, values, "tờ trình.png", picture(1)); status != http.StatusSeeOther {
			t.Fatalf("laying: %d\n%s", status, text)
		}
	}
	l := w.only(m)
	if l.Paper.Item != item || l.Paper.Title != "Tờ trình kế hoạch" || l.Paper.Newest().Name != "tờ trình.png" {
		t.Errorf("%+v", l.Paper)
	}
	page := ui.PaperPath(l.Paper.ID)
	file := ui.PaperPath(l.Paper.ID, "tep", "1")
	if a := head.get(ui.MeetingPath(m)); !strings.Contains(a.page.Text(), "Tờ trình kế hoạch") || !strings.Contains(a.page.Text(), "Mới") {
		t.Errorf("the meeting's page:\n%s", a.page.Text())
	}

	// The file comes as it went, and can do nothing in the page.
	r := head.fetch(file, nil)
	if got := r.body; !bytes.Equal(got, picture(1)) || r.StatusCode != http.StatusOK {
		t.Errorf("the file: %d, %d bytes", r.StatusCode, len(got))
	}
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Disposition"))
	if err != nil || kind != "attachment" || params["filename"] != "tờ trình.png" {
		t.Errorf("disposition %q", r.Header.Get("Content-Disposition"))
	}
	for name, want := range map[string]string{
		"Content-Type": "image/png", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox",
		"ETag": strconv.Quote(l.Paper.Newest().SHA256), "Cache-Control": "private, no-cache",
	} {
		if got := r.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if r := head.fetch(file, http.Header{"Range": {"bytes=2-5"}}); r.StatusCode != http.StatusPartialContent || !bytes.Equal(r.body, picture(1)[2:6]) {
		t.Errorf("a part: %d, %q", r.StatusCode, r.body)
	}
	if r := head.fetch(file, http.Header{"If-None-Match": {strconv.Quote(l.Paper.Newest().SHA256)}}); r.StatusCode != http.StatusNotModified {
		t.Errorf("unchanged: %d", r.StatusCode)
	}

	// Who may not see it finds nothing there.
	for _, path := range []string{page, file, page + "/phien-ban", page + "/rut", ui.PaperPath("khong-co"), ui.PaperPath(l.Paper.ID, "tep", "2"), ui.PaperPath(l.Paper.ID, "tep", "x")} {
		if a := outsider.get(path); a.StatusCode != http.StatusNotFound {
			t.Errorf("%s for an outsider: %d", path, a.StatusCode)
		}
	}
	if a := w.reader().get(file); a.StatusCode == http.StatusOK {
		t.Error("the file is given to nobody in particular")
	}

	// A version with what changed; the reader is told.
	values = map[string]string{"after": "1", "note": "Sửa Điều 3", "secrecy": "none", "khoa": "hai"}
	if status, text, _ := lead.send(page+"/phien-ban", values, "bản 2.png", picture(2)); status != http.StatusSeeOther {
		t.Fatalf("a version: %d\n%s", status, text)
	}
	if a := head.get(ui.MeetingPath(m)); !strings.Contains(a.page.Text(), "Có bản mới") {
		t.Errorf("the meeting's page does not tell of the new version:\n%s", a.page.Text())
	}
	if a := lead.get(page); !strings.Contains(a.page.Text(), "Sửa Điều 3") || !strings.Contains(a.page.Text(), "Chủ tịch 1") {
		t.Errorf("the paper's page:\n%s", a.page.Text())
	}
	// From an older version: told.
	values["khoa"] = "ba"
	if status, text, _ := lead.send(page+"/phien-ban", values, "bản 3.png", picture(3)); status != http.StatusConflict || !strings.Contains(text, "Sửa Điều 3") {
		t.Errorf("from an older version: %d\n%s", status, text)
	}
}

// fetched is an answer whose body is no page.
type fetched struct {
	*http.Response
	body []byte
}

// fetch asks with headers.
func (b *reader) fetch(path string, h http.Header) fetched {
	b.t.Helper()
	req, err := http.NewRequest(http.MethodGet, b.server.URL+path, http.NoBody)
	if err != nil {
		b.t.Fatal(err)
	}
	for k, v := range h {
		req.Header[k] = v
	}
	r, err := b.http.Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return fetched{r, data}
}

// TestFilesRefusedInTheForm shows each reason beside the field, keeps what was
// typed, and leaves nothing.
func TestFilesRefusedInTheForm(t *testing.T) {
	w := newWorld(t)
	m, item := w.sitting()
	head, outsider := w.signedIn("truong-ban"), w.signedIn("nguoi-ngoai")
	way := ui.MeetingPath(m) + "/tai-lieu"
	good := map[string]string{"item": string(item), "title": "Tên đã gõ", "kind": "report", "sight": "body", "secrecy": "none"}
	for _, c := range []struct {
		what, name string
		data       []byte
		with       map[string]string
		status     int
		words      string
	}{
		{"none", "", nil, nil, 422, "chưa chọn tệp"},
		{"a program", "tờ trình.pdf", []byte("MZ program"), nil, 422, "không thuộc định dạng"},
		{"disguised", "a.pdf", picture(1), nil, 422, "đuôi .pdf"},
		{"too large", "a.png", bytes.Repeat([]byte("x"), 1<<20+1), nil, 422, "lớn hơn 1 MB"},
		{"far too large", "a.png", bytes.Repeat([]byte("x"), 4<<20), nil, 422, "lớn hơn 1 MB"},
		{"looks secret", "TUYỆT MẬT.png", picture(1), nil, 422, "TUYỆT MẬT"},
		{"secret", "a.png", picture(1), map[string]string{"secrecy": "mat"}, 403, "văn thư mật"},
		{"no kind", "a.png", picture(1), map[string]string{"kind": "x"}, 422, "loại tài liệu"},
	} {
		values := map[string]string{}
		for k, v := range good {
			values[k] = v
		}
		for k, v := range c.with {
			values[k] = v
		}
		status, text, _ := head.send(way, values, c.name, c.data)
		if status != c.status || !strings.Contains(text, c.words) || !strings.Contains(text, "Tên đã gõ") {
			t.Errorf("%s: %d, has the words %v, keeps the title %v", c.what, status, strings.Contains(text, c.words), strings.Contains(text, "Tên đã gõ"))
		}
	}
	if status, _, _ := outsider.send(way, good, "a.png", picture(1)); status != http.StatusNotFound && status != http.StatusForbidden {
		t.Errorf("an outsider: %d", status)
	}
	list, err := w.app.Papers(context.Background(), w.as("head"), app.PaperFilter{Meeting: m})
	if err != nil || len(list) != 0 {
		t.Errorf("%d papers were laid, %v", len(list), err)
	}
	good["checked"] = "1"
	if status, text, _ := head.send(way, good, "TUYỆT MẬT.png", picture(1)); status != http.StatusSeeOther {
		t.Errorf("looked at by a person: %d\n%s", status, text)
	}
}

// TestUploadCutOff breaks the connection in the middle of the file: nothing is
// laid.
func TestUploadCutOff(t *testing.T) {
	w := newWorld(t)
	m, item := w.sitting()
	head := w.signedIn("truong-ban")
	kind, body := form(map[string]string{"item": string(item), "kind": "report", "secrecy": "none"}, "a.png", bytes.Repeat(picture(1), 2000))
	in, out := io.Pipe()
	go func() {
		_, _ = out.Write(body[:len(body)/2])
		_ = out.CloseWithError(io.ErrClosedPipe)
	}()
	if r, err := head.http.Post(w.server.URL+ui.MeetingPath(m)+"/tai-lieu", kind, in); err == nil {
		_ = r.Body.Close()
		if r.StatusCode == http.StatusSeeOther {
			t.Error("half a file was laid")
		}
	}
	list, err := w.app.Papers(context.Background(), w.as("head"), app.PaperFilter{Meeting: m})
	if err != nil || len(list) != 0 {
		t.Errorf("%d papers were laid, %v", len(list), err)
	}
}
