package mail

import (
	"strings"
	"testing"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// TestPositionsOfEachQuestion proves that a letter names behind each question the
// positions that it offers, where they differ, and that the answer is read by them.
func TestPositionsOfEachQuestion(t *testing.T) {
	r := committee.Round{ID: "r", Title: "Dự thảo", Questions: []committee.Question{
		{ID: "1", Text: "Chọn nơi nào?", Options: []committee.Option{{Key: "1", Label: "Sở 1", Side: committee.For}, {Key: "2", Label: "Sở 2", Side: committee.Against}}},
		{ID: "2", Text: "Thông qua không?", Options: []committee.Option{{Key: "for", Side: committee.For}, {Key: "against", Side: committee.Against}}},
	}}
	p := &Post{From: "vp@tinh-a.example", Desk: &Desk{Local: "tra-loi", Domain: "tinh-a.example", Key: []byte(strings.Repeat("k", 32))}}
	text := p.roundLetter(app.Letter{Kind: app.LetterRound, Version: 1, Round: &r}).Text
	for _, want := range []string{"Chọn nơi nào? (trả lời “Sở 1” hoặc “Sở 2”)", "Thông qua không? (trả lời “Đồng ý” hoặc “Không đồng ý”)", "phương án nêu sau câu hỏi đó"} {
		if !strings.Contains(text, want) {
			t.Errorf("the letter lacks %q:\n%s", want, text)
		}
	}
	slips, why := Slips("1. Sở 2\n2. Đồng ý", r)
	if why != "" || len(slips) != 2 || slips[0].Position != "2" || slips[1].Position != "for" {
		t.Errorf("%+v %s", slips, why)
	}
	r.Questions[0].Options = r.Questions[1].Options
	if text := p.roundLetter(app.Letter{Kind: app.LetterRound, Version: 1, Round: &r}).Text; strings.Contains(text, "(trả lời") || !strings.Contains(text, "dòng đầu ghi “Đồng ý” hoặc “Không đồng ý”") {
		t.Errorf("alike:\n%s", text)
	}
}
