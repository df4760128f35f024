package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// consultation opens a round among the deputy, the member and an expert of
// outside, drafted by the member. The deputy has agreed with a comment, then the
// text has changed.
func (w *world) consultation() committee.RoundID {
	w.t.Helper()
	ctx := context.Background()
	in := app.OpenRoundIn{
		Body: theBody, Title: "Dự thảo Kế hoạch năm 2019", Days: 5, Drafter: app.PartyIn{Seat: w.seats["member"]}, Chair: w.seats["head"],
		Questions: []app.QuestionIn{{Text: "Đồng ý với dự thảo không?"}},
		Articles:  []app.ArticleIn{{Address: "dieu-1", Text: "Phạm vi"}, {Address: "dieu-2.1", Heading: "Mục tiêu", Text: "Trước 30/4"}},
		Asked:     []app.PartyIn{{Seat: w.seats["deputy"]}, {Seat: w.seats["member"]}, {Person: w.people["outsider"]}},
		Origin:    app.OriginIn{From: "Bộ Nội vụ", Number: "12/BNV", Received: charter.NewDate(2019, 3, 20)},
	}
	id := committee.RoundID(w.must(w.app.OpenRound(ctx, w.as("head"), in)).Ref)
	r, err := w.app.Round(ctx, w.as("head"), id)
	if err != nil {
		w.t.Fatal(err)
	}
	w.must(w.app.AnswerRound(ctx, w.as("deputy"), app.AnswerRoundIn{Round: id, Slips: []app.SlipIn{{
		Question: r.Round.Questions[0].ID, Position: "for", Comments: []app.CommentIn{{Address: "dieu-2.1", Text: "Không kịp"}},
	}}}))
	in.Articles[1].Text = "Trước 15/5"
	w.must(w.app.ChangeRound(ctx, w.as("head"), app.ChangeRoundIn{Round: id, Articles: in.Articles, Note: "Lùi thời hạn"}))
	return id
}

// TestRoundStory is a round from the form that opens it to its conclusion, through
// the pages.
func TestRoundStory(t *testing.T) {
	w := newWorld(t)
	w.account("pho-ban", "deputy")
	head, lead, deputy := w.signedIn("truong-ban"), w.signedIn("so-2"), w.signedIn("pho-ban")

	path := ui.BodyPath(theBody, "lay-y-kien", "moi")
	form := mainForm(t, head.get(path))
	check := head.post(path, fields(form, "title", "Dự thảo Kế hoạch", "questions", "Đồng ý không?\nCó cần phụ lục không?", "days", "5",
		"articles", "Căn cứ\nĐiều 1. Phạm vi\nToàn tỉnh\nĐiều 2. Mục tiêu\n1. Trước 30/4\n2. Báo cáo tuần", "drafter", "seat:"+string(w.seats["member"])))
	if check.StatusCode != http.StatusOK || !strings.Contains(check.page.Text(), "Điều 2 khoản 1") {
		t.Fatalf("check page: %d\n%s", check.StatusCode, check.page.Text())
	}
	done := head.post(path, fields(mainForm(t, check), "buoc", "ghi"))
	if done.StatusCode != http.StatusSeeOther {
		t.Fatalf("opened: %d\n%s", done.StatusCode, done.page.Text())
	}
	at, _, _ := strings.Cut(done.Header.Get("Location"), "?")
	if list := lead.get(ui.RoundsPath); !strings.Contains(list.page.One(t, "ul.work").Text(), "Dự thảo Kế hoạch") {
		t.Errorf("the list does not say that the round waits for the reader")
	}
	if desk := lead.get(ui.DeskPath); !strings.Contains(desk.html, at+"/tra-loi") {
		t.Errorf("the desk does not lead to the slip")
	}

	// The slip: a line for a comment is added without a script; words without a
	// position are asked about; two devices.
	slip := mainForm(t, lead.get(at+"/tra-loi"))
	more := lead.post(at+"/tra-loi", fields(slip, slipField("position"), "against", "hang", "gop-y:1"))
	if !more.page.Has("#f-slips-1-comments-1-text") {
		t.Fatalf("no line for a comment: %d\n%s", more.StatusCode, more.page.Text())
	}
	values := fields(mainForm(t, more), slipField("comments.1.address"), "dieu-2.2", slipField("comments.1.text"), "Trùng báo cáo của Sở", "slips.2.reason", "Chưa rõ")
	if bad := lead.post(at+"/tra-loi", values); bad.StatusCode != http.StatusUnprocessableEntity || !bad.page.Has(".error-box a[href=#f-slips-2-position]") {
		t.Errorf("a reason without a position: %d\n%s", bad.StatusCode, bad.page.Text())
	}
	values.Del("slips.2.reason")
	if r := lead.post(at+"/tra-loi", values); r.StatusCode != http.StatusSeeOther {
		t.Fatalf("answered: %d\n%s", r.StatusCode, r.page.Text())
	}
	second := lead.post(at+"/tra-loi", fields(slip, slipField("position"), "for"))
	if second.StatusCode != http.StatusUnprocessableEntity || !second.page.Has("#f-slips-1-revision") || !strings.Contains(second.page.Text(), "Đã ghi: Không đồng ý") {
		t.Errorf("the second device: %d\n%s", second.StatusCode, second.page.Text())
	}
	if got := second.page.One(t, "input[name=slips.1.revision]").Attrs["value"]; got != "1" {
		t.Errorf("the second device sends revision %q again, want that of the slip in sight", got)
	}
	if seen := deputy.get(at); strings.Contains(seen.page.Text(), "Trùng báo cáo") {
		t.Errorf("a colleague reads a comment while the round runs")
	}

	// The drafter answers; the text changes; the member stands by the slip.
	reply := mainForm(t, lead.get(at+"/tiep-thu"))
	if r := lead.post(at+"/tiep-thu", fields(reply, "answers.1.kind", "explained")); r.StatusCode != http.StatusUnprocessableEntity || !r.page.Has(".error-box a[href=#f-answers-1-text]") {
		t.Errorf("an explanation without words: %d\n%s", r.StatusCode, r.page.Text())
	}
	if r := lead.post(at+"/tiep-thu", fields(reply, "answers.1.kind", "partly", "answers.1.text", "Gộp vào báo cáo tháng")); r.StatusCode != http.StatusSeeOther {
		t.Fatalf("answered a comment: %d\n%s", r.StatusCode, r.page.Text())
	}
	change := mainForm(t, head.get(at+"/sua-van-ban"))
	text := "Căn cứ\n\nĐiều 1. Phạm vi\nToàn tỉnh\n\nĐiều 2. Mục tiêu\n1. Trước 30/4\n2. Báo cáo tháng"
	if got, want := change.One(t, "#f-articles").Text(), strings.Join(strings.Fields(strings.Replace(text, "tháng", "tuần", 1)), " "); got != want {
		t.Errorf("the text comes back as %q, want %q", got, want)
	}
	check = head.post(at+"/sua-van-ban", fields(change, "articles", text))
	if got := check.page.One(t, ".facts").Text(); !strings.Contains(got, "Điều 2 khoản 2") || strings.Contains(got, "Điều 1") {
		t.Errorf("the check page names as changed: %s", got)
	}
	if r := head.post(at+"/sua-van-ban", fields(mainForm(t, check), "buoc", "ghi")); r.StatusCode != http.StatusSeeOther {
		t.Fatalf("changed: %d\n%s", r.StatusCode, r.page.Text())
	}
	stale := lead.get(at + "/tra-loi")
	if !strings.Contains(stale.page.Text(), "đã đổi 1 khoản: Điều 2 khoản 2") {
		t.Errorf("the member is not told what changed:\n%s", stale.page.Text())
	}
	if r := lead.post(at+"/tra-loi", fields(mainForm(t, stale), "hang", "xac-nhan")); r.StatusCode != http.StatusSeeOther {
		t.Errorf("stood by: %d\n%s", r.StatusCode, r.page.Text())
	}

	// Who may not conclude is told by which clause; the head does after the last day.
	if r := lead.post(at+"/ket-luan", url.Values{"text": {"Thông qua"}, "outcomes.1.side": {"for"}, "outcomes.2.side": {"for"}}); r.StatusCode != http.StatusForbidden || !r.page.Has(".ruling.no .cite") {
		t.Errorf("a member concludes: %d\n%s", r.StatusCode, r.page.Text())
	}
	if r := head.post(at+"/ket-luan", url.Values{"text": {"Thông qua"}, "outcomes.1.side": {"for"}, "outcomes.2.side": {"for"}}); r.StatusCode != http.StatusConflict {
		t.Errorf("concluded while it runs: %d", r.StatusCode)
	}
	w.at = w.at.AddDate(0, 0, 14)
	head, deputy = w.signedIn("truong-ban"), w.signedIn("pho-ban")
	end := head.post(at+"/ket-luan", fields(mainForm(t, head.get(at+"/ket-luan")), "text", "Thông qua kế hoạch"))
	if end.StatusCode != http.StatusOK || !end.page.Has(".notice.warn") {
		t.Fatalf("the check page does not say that the conclusion goes against the slips: %d\n%s", end.StatusCode, end.page.Text())
	}
	if r := head.post(at+"/ket-luan", fields(mainForm(t, end), "buoc", "ghi")); r.StatusCode != http.StatusSeeOther {
		t.Fatalf("concluded: %d\n%s", r.StatusCode, r.page.Text())
	}
	if seen := deputy.get(at).page.Text(); !strings.Contains(seen, "Trùng báo cáo") || !strings.Contains(seen, "Gộp vào báo cáo tháng") {
		t.Errorf("once concluded the table is whole for all who were asked:\n%s", seen)
	}
	for file, begins := range map[string]string{"tong-hop.docx": "PK", "tong-hop.xlsx": "PK", "tong-hop.pdf": "%PDF"} {
		if r := deputy.get(at + "/xuat/" + file); r.StatusCode != http.StatusOK || !strings.HasPrefix(r.html, begins) {
			t.Errorf("%s: %d", file, r.StatusCode)
		}
	}
}

// slipField names a field of the first slip.
func slipField(name string) string { return "slips.1." + name }

// account opens an account for somebody.
func (w *world) account(login, who string) {
	w.t.Helper()
	if err := w.app.CreateAccount(context.Background(), w.as("keeper"), app.AccountIn{Login: login, Person: w.people[who], Password: password}); err != nil {
		w.t.Fatal(err)
	}
}
