package web

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// A round on an item that has become confidential leaves who is asked its last day and
// the own slip: on its page, in the list, and where it would be answered.
func TestVeiledRound(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	const mark = "zqkín"
	m := committee.MeetingID(w.must(w.app.Convene(ctx, w.as("head"), app.ConveneIn{
		Body: theBody, Kind: committee.Regular, Title: "Phiên tới", Start: w.at.Add(15 * 24 * time.Hour), Chair: w.seats["head"], Agenda: []app.ItemIn{{Title: mark}},
	})).Ref)
	page, err := w.app.Meeting(ctx, w.as("head"), m)
	if err != nil {
		t.Fatal(err)
	}
	item := page.Meeting.Agenda[0].ID
	round := committee.RoundID(w.must(w.app.OpenRound(ctx, w.as("head"), app.OpenRoundIn{
		Body: theBody, Item: item, Title: mark, Days: 5, Drafter: app.PartyIn{Seat: w.seats["deputy"]}, Asked: []app.PartyIn{{Seat: w.seats["member"]}},
		Questions: []app.QuestionIn{{Text: mark}}, Articles: []app.ArticleIn{{Address: "dieu-1", Text: mark}},
	})).Ref)
	r, err := w.app.Round(ctx, w.as("head"), round)
	if err != nil {
		t.Fatal(err)
	}
	w.must(w.app.AnswerRound(ctx, w.as("lead"), app.AnswerRoundIn{Round: round, Slips: []app.SlipIn{{Question: r.Round.Questions[0].ID, Position: "other", Reason: "lời của tôi"}}}))
	member := w.signedIn("so-2")
	if a := member.get(ui.RoundPath(round)); !strings.Contains(a.html, mark) {
		t.Error("the round is not shown while its item is open")
	}
	w.must(w.app.ArrangeAgenda(ctx, w.as("head"), app.ArrangeIn{Meeting: m, Items: []app.ArrangeItemIn{{ID: item, Title: mark, Closed: true}}}))
	a := member.get(ui.RoundPath(round))
	text := strings.ReplaceAll(a.page.Text(), "\u00a0", " ")
	for _, want := range []string{"Đợt lấy ý kiến có nội dung kín", "Nội dung đã chuyển thành nội dung kín", "lời của tôi"} {
		if a.StatusCode != http.StatusOK || !strings.Contains(text, want) {
			t.Errorf("the page of who is asked: %d, no %q", a.StatusCode, want)
		}
	}
	for _, path := range []string{ui.RoundPath(round), ui.RoundPath(round, "tra-loi"), ui.RoundPath(round, "xuat", "tong-hop.xlsx"), ui.RoundsPath, "/"} {
		if a := member.get(path); strings.Contains(a.html, mark) {
			t.Errorf("%s shows what is confidential (%d)", path, a.StatusCode)
		}
	}
	if a := member.get(ui.RoundsPath); !strings.Contains(a.html, string(round)) {
		t.Error("the round is not in the list of who is asked")
	}
	// It is said in the language of who reads, wherever it is named.
	address := feedAddress.FindString(member.post(calendarsPath, url.Values{"body": {string(theBody)}}).html)
	week := ui.WeekPath + "?ngay=" + r.Line.Deadline.String()
	for lang, words := range map[catalogue.Lang][2]string{
		catalogue.VI: {"Đợt lấy ý kiến có nội dung kín", "Opinion round on a confidential matter"},
		catalogue.EN: {"Opinion round on a confidential matter", "Đợt lấy ý kiến có nội dung kín"},
	} {
		member.post(ui.ViewPath, url.Values{"lang": {string(lang)}})
		for _, path := range []string{ui.RoundPath(round), ui.RoundsPath, week, address} {
			req, err := http.NewRequest(http.MethodGet, w.server.URL+path, nil)
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Accept-Language", string(lang)) // a program that reads a calendar has no other way to say
			said := strings.NewReplacer("\u00a0", " ", "\r\n ", "").Replace(member.do(req).html)
			if !strings.Contains(said, words[0]) || strings.Contains(said, words[1]) {
				t.Errorf("%s in %s does not say %q", path, lang, words[0])
			}
		}
	}
	if a := w.signedIn("truong-ban").get(ui.RoundPath(round)); !strings.Contains(a.html, mark) {
		t.Error("who presides does not read the round")
	}
	if a := w.signedIn("giu-so").get(ui.RoundPath(round)); a.StatusCode != http.StatusNotFound {
		t.Errorf("the keeper of the books is answered %d", a.StatusCode)
	}
}

// A paper that was narrowed after a round had bound it stands in the round as a row that
// leads nowhere, and stops nothing: no page of who no longer sees it bears a link to it,
// and the round is kept on a device and its text changed without it.
func TestNarrowedPaperLeadsNowhere(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	laid := w.must(w.app.LayPaper(ctx, w.as("head"), app.LayPaperIn{
		Body: theBody, Title: "Tờ trình", Kind: committee.Submission, Sight: committee.ForBody, Upload: app.Upload{Name: "a.png", Data: bytes.NewReader(picture(7))},
	}))
	paper := committee.PaperID(laid.Ref)
	w.at = w.at.Add(time.Minute)
	round := committee.RoundID(w.must(w.app.OpenRound(ctx, w.as("head"), app.OpenRoundIn{
		Body: theBody, Title: "Đợt", Days: 5, Drafter: app.PartyIn{Seat: w.seats["member"]}, Asked: []app.PartyIn{{Seat: w.seats["member"]}},
		Questions: []app.QuestionIn{{Text: "Đồng ý?"}}, Papers: []app.BoundIn{{Paper: paper, Version: 1}},
	})).Ref)
	member := w.signedIn("so-2")
	pages := []string{ui.RoundPath(round), ui.RoundPath(round, "tra-loi"), ui.RoundPath(round, "sua-van-ban"), ui.ActPath(laid.Act)}
	links := func(narrowed bool) (n int) {
		t.Helper()
		for _, path := range pages {
			a := member.get(path)
			if a.StatusCode != http.StatusOK {
				t.Errorf("%s, narrowed %v: status %d", path, narrowed, a.StatusCode)
				continue
			}
			for _, x := range a.page.All("a") {
				if href := x.Attrs["href"]; strings.HasPrefix(href, ui.PaperPath(paper)) {
					if n++; member.get(href).StatusCode != http.StatusOK {
						t.Errorf("%s leads to %s, which is not there", path, href)
					}
				}
			}
			if named := strings.Contains(a.html, "Tờ trình"); narrowed && named && path != ui.ActPath(laid.Act) {
				t.Errorf("%s names the paper", path)
			}
		}
		if a := member.post(ui.KeptPath+"/lay-y-kien/"+string(round), url.Values{}); a.StatusCode != http.StatusOK {
			t.Errorf("kept, narrowed %v: status %d", narrowed, a.StatusCode)
		}
		return n
	}
	if links(false) < 3 {
		t.Error("no page leads to the paper while it is open")
	}
	w.at = w.at.Add(time.Minute)
	w.must(w.app.ShowPaper(ctx, w.as("head"), app.ShowPaperIn{Paper: paper, Sight: committee.ForCalled}))
	if n := links(true); n > 0 {
		t.Errorf("%d links to a paper that is not there", n)
	}
	if a := member.get(ui.RoundPath(round)); !strings.Contains(a.page.Text(), "Tài liệu không còn mở cho người được hỏi") {
		t.Error("the row of the paper is gone from the round")
	}
}
