package ui_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
	"nghisu/internal/web/ui/uitest"
)

// Faults call a field by the label that the page gives it, in the box and beside the
// field alike, and stand in the order of the page. A field of a row says its row.
func TestFaultsByLabel(t *testing.T) {
	p := uitest.Page(catalogue.VI)
	f := ui.NewForm(p, url.Values{"due": {"x"}})
	f.Date("due")
	f.Fail("seats.2.role", "text.empty")
	f.Fail("choice", "text.empty")
	f.Fail("note", "text.empty")
	f.Fail("unasked", "text.empty")
	f.Call("choice", strings.Repeat("Đồng ý với danh mục dùng chung ", 9)+"?")
	page := uitest.Shown(t, p, ui.FormPage(p, ui.Act{Title: "Việc"}, f, templ.Join(
		ui.Area(p, f, ui.Field{Name: "note", Label: "Bản này thay đổi gì"}),
		ui.Input(p, f, ui.Field{Name: "seats.2.role", Label: "Vai trò"}),
		templ.Raw(`<div id="f-choice" tabindex="-1">`), ui.Fault(p, f, "choice"), templ.Raw(`</div>`),
		ui.DayInput(p, f, ui.Field{Name: "due", Label: "Xong trước ngày"}),
		templ.Raw(`<p id="f-unasked"></p>`),
	)))
	want := []string{
		"Bản này thay đổi gì: chưa điền.", "Danh sách, dòng 2, vai trò: chưa điền.",
		"Đồng ý với danh mục dùng chung Đồng ý với danh mục dùng chung Đồng ý với danh…: chưa điền.",
		"Xong trước ngày: “x” không phải là ngày. Viết như 15/4/2026.", "Chưa điền.",
	}
	box, beside := page.All(".error-box li"), page.All("form .fault")
	if len(box) != len(want) || len(beside) != len(want)-1 {
		t.Fatalf("%d in the box, %d beside", len(box), len(beside))
	}
	for i, words := range want {
		if got := box[i].Text(); got != words {
			t.Errorf("the box says %q, want %q", got, words)
		}
		if i < len(beside) && !strings.HasSuffix(beside[i].Text(), words) {
			t.Errorf("beside the field it says %q, want %q", beside[i].Text(), words)
		}
	}
}

// A refusal of which no charter speaks names those who may by the nature of the thing,
// or says that nobody may.
func TestRefusedByNature(t *testing.T) {
	for act, want := range map[charter.Act]string{
		"vote.open": "Người chủ trì phiên họp", "paper.lay": "Người trình nội dung", "office.found": "Chưa ai làm được",
	} {
		p := uitest.Page(catalogue.VI)
		f := &committee.Fault{Kind: committee.Refused, Code: "may.unstated", Args: []string{string(act)}, Ruling: &charter.Ruling{Reason: charter.ReasonUnstated}}
		page := uitest.Shown(t, p, ui.Refused(p, f))
		if !strings.Contains(page.Text(), want) {
			t.Errorf("%s: the page does not say %q: %s", act, want, page.Text())
		}
		if page.Has(".can li") != (act != "office.found") {
			t.Errorf("%s: lists who could: %v", act, page.Has(".can li"))
		}
	}
	for _, g := range committee.InherentGrounds() {
		if g != "founding" && !catalogue.Has("inherent.who."+g) {
			t.Errorf("no word for who may by %s", g)
		}
	}
}
