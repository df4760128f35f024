package web

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"strings"
	"testing"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// TestOwnPositions: each question of a round has positions of its own, by the form
// without a script; slip, page and spreadsheet show them; the body's next round
// begins with the set that the last one used for all.
func TestOwnPositions(t *testing.T) {
	ctx := context.Background()
	w := newWorld(t)
	head, lead := w.signedIn("truong-ban"), w.signedIn("so-2")
	path := ui.BodyPath(theBody, "lay-y-kien", "moi")
	const questions = "Chọn phương án nào?\nThông qua không?\nGiao ai chủ trì?"
	values := fields(mainForm(t, head.get(path)), "title", "Dự thảo", "days", "5", "questions", questions, "options-for", "Nhất trí", "options-against", "Chưa nhất trí")

	each := head.post(path, fields2(values, "chon", "rieng"))
	if !each.page.Has("#f-q3-options-other") || each.page.Has("#f-q4-options-for") {
		t.Fatalf("no fields for the three questions: %d\n%s", each.StatusCode, each.page.Text())
	}
	form := mainForm(t, each)
	if got := strings.TrimSpace(form.One(t, "#f-options-for").Text()); got != "Nhất trí" {
		t.Errorf("what was written before is %q", got)
	}
	// Of one side alone: the fault stands where it was written, and nowhere else.
	bad := head.post(path, fields(form, "questions", questions, "q1-options-for", "Phương án 1\nPhương án 2"))
	if bad.StatusCode != http.StatusUnprocessableEntity || !bad.page.Has(".error-box a[href=#f-q1-options-for]") {
		t.Errorf("positions of one side alone: %d\n%s", bad.StatusCode, bad.page.Text())
	}
	check := head.post(path, fields(mainForm(t, bad), "questions", questions, "q1-options-for", "Phương án 1\nPhương án 2", "q1-options-other", "Phương án khác", "q3-options-for", "Sở 1", "q3-options-against", "Sở 2"))
	if text := check.page.Text(); check.StatusCode != http.StatusOK || !strings.Contains(text, "Phương án 2") || !strings.Contains(text, "Chưa nhất trí") {
		t.Fatalf("check page: %d\n%s", check.StatusCode, text)
	}
	done := head.post(path, fields(mainForm(t, check), "buoc", "ghi", "questions", questions, "q1-options-for", "Phương án 1\nPhương án 2"))
	at, _, _ := strings.Cut(done.Header.Get("Location"), "?")
	if done.StatusCode != http.StatusSeeOther {
		t.Fatalf("opened: %d\n%s", done.StatusCode, done.page.Text())
	}
	id := committee.RoundID(strings.TrimPrefix(at, ui.RoundsPath+"/"))
	r, err := w.app.Round(ctx, w.as("head"), id)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, q := range r.Questions {
		var labels []string
		for _, o := range q.Own() {
			labels = append(labels, string(o.Side)+"="+o.Label)
		}
		got = append(got, strings.Join(labels, " "))
	}
	if want := "for=Phương án 1 for=Phương án 2 other=Phương án khác|for=Nhất trí against=Chưa nhất trí|for=Sở 1 against=Sở 2"; strings.Join(got, "|") != want {
		t.Errorf("the questions offer %q, want %q", strings.Join(got, "|"), want)
	}

	slip := mainForm(t, lead.get(at+"/tra-loi"))
	if text := slip.Text(); !strings.Contains(text, "Phương án 2") || !strings.Contains(text, "Sở 2") {
		t.Errorf("the slip: %s", text)
	}
	if a := lead.post(at+"/tra-loi", fields(slip, "slips.1.position", "2", "slips.2.position", "1", "slips.3.position", "2")); a.StatusCode != http.StatusSeeOther {
		t.Fatalf("answered: %d\n%s", a.StatusCode, a.page.Text())
	}
	w.at = w.at.AddDate(0, 0, 14)
	head = w.signedIn("truong-ban")
	if text := head.get(at).page.Text(); !strings.Contains(text, "Phương án 2 1") || !strings.Contains(text, "Sở 1 0") {
		t.Errorf("the page does not count by position:\n%s", text)
	}
	if r := head.get(at + "/xuat/tong-hop.xlsx"); r.StatusCode != http.StatusOK || !strings.Contains(sheetText(t, r.html), "Theo phương án: Phương án 1: 0; Phương án 2: 1; Phương án khác: 0.") {
		t.Errorf("the spreadsheet does not count by position: %d", r.StatusCode)
	}
	if r := head.get(at + "/xuat/tong-hop.docx"); !strings.Contains(wordText(t, r.html), "Sở 2: 1") {
		t.Errorf("the document does not count by position: %d", r.StatusCode)
	}
	// The questions differed: none of these sets is the body's usual one.
	if f := mainForm(t, head.get(path)); f.One(t, "#f-options-for").Text() != "" {
		t.Errorf("the next round begins with %q", f.One(t, "#f-options-for").Text())
	}
	w.must(w.app.OpenRound(ctx, w.as("head"), app.OpenRoundIn{
		Body: theBody, Title: "Dự thảo 2", Days: 5, Drafter: app.PartyIn{Seat: w.seats["member"]}, Asked: []app.PartyIn{{Seat: w.seats["member"]}},
		Questions: []app.QuestionIn{{Text: "Đồng ý không?", Options: []app.OptionIn{{Label: "Tán thành", Side: committee.For}, {Label: "Không tán thành", Side: committee.Against}}}},
	}))
	if f := mainForm(t, head.get(path)); strings.TrimSpace(f.One(t, "#f-options-against").Text()) != "Không tán thành" {
		t.Error("the next round does not begin with the body's usual set")
	}
}

// sheetText is what stands on the first sheet of a spreadsheet.
func sheetText(t *testing.T, data string) string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatalf("no spreadsheet: %v: %.80s", err, data)
	}
	var text strings.Builder
	for _, name := range []string{"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"} {
		f, err := z.Open(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		xml, err := io.ReadAll(f)
		if err != nil {
			t.Fatal(err)
		}
		text.Write(xml)
	}
	return text.String()
}
