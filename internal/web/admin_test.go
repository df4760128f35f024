package web

import (
	"archive/zip"
	"bytes"
	"context"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"nghisu/internal/catalogue"
	"nghisu/internal/render/paper"
	"nghisu/internal/render/xlsx"
	"nghisu/internal/store"
	"nghisu/internal/web/ui"
)

// TestListOfPeople: who keeps the books pastes a list or sends a spreadsheet, reads
// what stands against each line, mends it, enters it, and prints the slips; nobody
// else gets as far as the form.
func TestListOfPeople(t *testing.T) {
	say := func(key string, args ...string) string { return catalogue.T(catalogue.VI, key, args...) }
	w := newWorld(t)
	keeper, head := w.signedIn("giu-so"), w.signedIn("truong-ban")
	at := ui.PeoplePath + "/danh-sach"
	w.visit(w.signedIn("giu-so"), "the form of a list", ui.Visit{Path: at})
	if got := head.get(at); got.StatusCode != http.StatusForbidden {
		t.Errorf("the head opens the form: %d", got.StatusCode)
	}
	list := "Tên đăng nhập\tHọ và tên\tĐơn vị\tChức vụ\ncv.moi1\tChuyên viên mới 1\tSở không có\tChuyên viên\n\ncv.moi2\tChuyên viên mới 2\t\t\n"
	got := keeper.post(at, url.Values{"list": {list}})
	text := got.page.Text()
	for _, want := range []string{"Chuyên viên mới 1", say("enrol.no-agency", "Sở không có"), say("enrol.faulty", "1", "2"), say("enrol.new")} {
		if got.StatusCode != http.StatusOK || !strings.Contains(text, want) {
			t.Errorf("the preview lacks %q: %d %s", want, got.StatusCode, text)
		}
	}
	before := w.acts()
	if got := keeper.post(at, url.Values{"list": {list}, "viec": {"ghi"}}); w.acts() != before || !strings.Contains(got.page.Text(), say("enrol.faulty", "1", "2")) {
		t.Errorf("a list with a fault is entered: %d acts", w.acts()-before)
	}
	for _, bad := range []string{"", "\n\n", "Họ và tên\tĐơn vị\n"} {
		if got := keeper.post(at, url.Values{"list": {bad}}); got.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("%q: %d", bad, got.StatusCode)
		}
	}

	// The same mended, as a spreadsheet.
	sheet, err := xlsx.Render("DS", nil, paper.Table{
		Columns: []paper.Column{{Title: "Họ và tên", Share: 1}, {Title: "Tên đăng nhập", Share: 1}, {Title: "Thư điện tử", Share: 1}},
		Rows:    [][]string{{"Chuyên viên mới 1", "cv.moi1", "cv1@x.vn"}, {"Chuyên viên mới 2", "cv.moi2", ""}, {"Chuyên viên mới 3", "", ""}},
	})
	if err != nil {
		t.Fatal(err)
	}
	var form bytes.Buffer
	m := multipart.NewWriter(&form)
	_ = m.WriteField("from", "")
	f, err := m.CreateFormFile("file", "danh-sach.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = f.Write(sheet)
	_ = m.Close()
	send, err := http.NewRequest(http.MethodPost, w.server.URL+at, &form)
	if err != nil {
		t.Fatal(err)
	}
	send.Header.Set("Content-Type", m.FormDataContentType())
	send.Header.Set("Sec-Fetch-Site", "same-origin")
	got = keeper.do(send)
	if got.StatusCode != http.StatusOK || !strings.Contains(got.page.Text(), say("enrol.sound", "3")) {
		t.Fatalf("a spreadsheet: %d %s", got.StatusCode, got.page.Text())
	}
	hidden := got.page.One(t, "input[name=list]").Attrs["value"]
	got = keeper.post(at, url.Values{"list": {hidden}, "viec": {"ghi"}})
	if w.acts() != before+1 || !strings.Contains(got.page.Text(), say("enrol.done-note", "3", "2")) || got.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("entered: %d acts, %d %s", w.acts()-before, got.StatusCode, got.page.Text())
	}
	password := got.page.All("code")[0].Text()
	slips := got.page.One(t, "input[name=slips]").Attrs["value"]
	if x, err := w.app.SignIn(context.Background(), office, "cv.moi1", password, ""); err != nil || !x.MustChange {
		t.Errorf("the slip: %+v %v", x, err)
	}
	file := keeper.post(ui.PeoplePath+"/phieu", url.Values{"slips": {slips}})
	if file.StatusCode != http.StatusOK || file.Header.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(file.html, "%PDF-") {
		t.Errorf("the slips: %d %v", file.StatusCode, file.Header)
	}
	if got := head.post(ui.PeoplePath+"/phieu", url.Values{"slips": {slips}}); got.StatusCode != http.StatusForbidden {
		t.Errorf("the head draws slips: %d", got.StatusCode)
	}
	if strings.Contains(keeper.get(at).html+keeper.get(ui.AdminPath+"/tai-khoan").html, password) {
		t.Error("the password is shown again")
	}
}

// TestJobsPage: what waits is shown to who keeps the books, who has it done now or
// puts it aside.
func TestJobsPage(t *testing.T) {
	w := newWorld(t)
	if err := w.app.ScheduleDaily(context.Background(), office); err != nil {
		t.Fatal(err)
	}
	keeper, head := w.signedIn("giu-so"), w.signedIn("truong-ban")
	at := ui.AdminPath + "/viec-may"
	for _, state := range []string{"", "dead", "ready", "running", "aside", "done", "khong-co"} {
		w.visit(w.signedIn("giu-so"), "the jobs", ui.Visit{Path: at + "?muc=" + state})
	}
	if got := head.get(at); got.StatusCode != http.StatusForbidden {
		t.Errorf("the head reads them: %d", got.StatusCode)
	}
	page := keeper.get(at + "?muc=ready").page
	rows := len(page.All("tbody tr"))
	id := page.All("tbody input[name=id]")[0].Attrs["value"]
	if got := head.post(at+"/de-rieng", url.Values{"id": {id}}); got.StatusCode != http.StatusForbidden {
		t.Errorf("the head puts one aside: %d", got.StatusCode)
	}
	got := keeper.post(at+"/de-rieng", url.Values{"id": {id}, "muc": {"ready"}})
	if got.StatusCode != http.StatusSeeOther || len(keeper.get(at+"?muc=ready").page.All("tbody tr")) != rows-1 {
		t.Errorf("put aside: %d", got.StatusCode)
	}
	if l, err := w.app.Jobs(context.Background(), w.as("keeper"), store.JobAside); err != nil || len(l.Items) != 1 || l.Items[0].ID != id {
		t.Errorf("put aside: %+v %v", l, err)
	}
	if got := keeper.post(at+"/lam-lai", url.Values{"id": {id}, "muc": {"aside"}}); got.StatusCode != http.StatusSeeOther {
		t.Errorf("done again: %d", got.StatusCode)
	}
}

// A list that comes in a bad file says what is wrong with the file and what to do:
// with a password, disguised, with macros. None is read as a list of people.
func TestEnrolBadFiles(t *testing.T) {
	w := newWorld(t)
	keeper := w.signedIn("giu-so")
	say := func(key string, args ...string) string {
		return strings.ReplaceAll(catalogue.T(catalogue.VI, key, args...), "\u00a0", " ")
	}
	packed := func(parts ...string) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for i := 0; i < len(parts); i += 2 {
			f, err := z.Create(parts[i])
			if err != nil {
				t.Fatal(err)
			}
			_, _ = f.Write([]byte(parts[i+1]))
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	locked := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 4096)...)
	for _, c := range "EncryptedPackage" {
		locked = append(locked, byte(c), 0)
	}
	const types = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`
	before := w.acts()
	for name, c := range map[string]struct {
		file string
		data []byte
		says string
	}{
		"with a password":     {"danh-sach.xlsx", locked, say("file.encrypted")},
		"an archive":          {"danh-sach.xlsx", packed("setup.exe", "MZ"), say("enrol.no-table")},
		"a page":              {"danh-sach.xlsx", []byte("<html><table><tr><td>Chuyên viên 1</td></tr></table></html>"), say("enrol.no-table")},
		"with macros":         {"danh-sach.xlsm", packed("[Content_Types].xml", types, "xl/workbook.xml", "<workbook/>", "xl/vbaProject.bin", "x"), say("file.macros")},
		"a picture as a list": {"danh-sach.csv", []byte("%PDF-1.4"), say("file.broken")},
	} {
		var form bytes.Buffer
		m := multipart.NewWriter(&form)
		f, err := m.CreateFormFile("file", c.file)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = f.Write(c.data)
		_ = m.Close()
		send, err := http.NewRequest(http.MethodPost, w.server.URL+ui.PeoplePath+"/danh-sach", &form)
		if err != nil {
			t.Fatal(err)
		}
		send.Header.Set("Content-Type", m.FormDataContentType())
		send.Header.Set("Sec-Fetch-Site", "same-origin")
		got := keeper.do(send)
		if text := strings.ReplaceAll(got.page.Text(), "\u00a0", " "); got.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(strings.ToLower(text), strings.ToLower(c.says)) {
			t.Errorf("%s: %d, want %q in %s", name, got.StatusCode, c.says, text)
		}
	}
	if w.acts() != before {
		t.Error("a bad file made an act")
	}
}
