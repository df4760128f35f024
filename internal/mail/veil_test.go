package mail

import (
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// A letter names neither a round nor a paper that its reader no longer sees; it says
// that it is so, in words and not in an empty place.
func TestLettersOfVeiledRound(t *testing.T) {
	p := &Post{Zone: time.FixedZone("+07", 7*3600)}
	in := app.Letter{Kind: app.LetterTaken, BodyName: charter.Text{VI: "Ban A"}, Incoming: &app.IncomingLine{
		Kind: app.InAnswer, Thing: "round", Veiled: true, Said: []app.SaidLine{{Position: committee.For}},
	}}
	round := catalogue.T(catalogue.VI, "round.veiled-name")
	if out := p.answerLetter(in); !strings.Contains(out.Subject, round) || strings.Count(out.Text, round) != 2 {
		t.Errorf("%s\n%s", out.Subject, out.Text)
	}
	asked := app.Letter{Kind: app.LetterRound, BodyName: charter.Text{VI: "Ban A"}, Round: &committee.Round{
		Title: "Kế hoạch", Questions: []committee.Question{{ID: "q", Text: "Đồng ý không?"}},
		Papers: []committee.BoundPaper{{Paper: "a", Version: 1, Title: "Tờ trình"}, {Paper: "b", Version: 1}},
	}}
	if out := p.roundLetter(asked); !strings.Contains(out.Text, "Tờ trình") || !strings.Contains(out.Text, catalogue.T(catalogue.VI, "round.veiled-paper")) {
		t.Error(out.Text)
	}
}
