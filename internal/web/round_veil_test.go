package web

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
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
	if a := w.signedIn("truong-ban").get(ui.RoundPath(round)); !strings.Contains(a.html, mark) {
		t.Error("who presides does not read the round")
	}
	if a := w.signedIn("giu-so").get(ui.RoundPath(round)); a.StatusCode != http.StatusNotFound {
		t.Errorf("the keeper of the books is answered %d", a.StatusCode)
	}
}
