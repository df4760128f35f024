package web

import (
	"context"
	"strings"
	"testing"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// TestWeek: the schedule of a week tells who is called to what, and what falls due;
// its text for a chat group says the same.
func TestWeek(t *testing.T) {
	ctx := context.Background()
	w := newWorld(t)
	on := charter.NewDate(2019, 4, 3)
	w.must(w.app.Convene(ctx, w.as("head"), app.ConveneIn{
		Body: theBody, Kind: committee.Regular, Title: "Phiên thường kỳ quý II", Start: on.Time().Add(2 * 3600e9), Mode: "in-person", Place: "Phòng họp số 1",
		Chair: w.seats["head"], Agenda: []app.ItemIn{{Title: "Nội dung 1"}},
		Invitees: []app.InviteeIn{{Seat: w.seats["member"]}, {Seat: w.seats["deputy"]}, {Agency: w.agency["so2"]}, {Name: "Chuyên gia 1"}},
	}))
	w.must(w.app.AssignTask(ctx, w.as("head"), app.TaskIn{
		Body: theBody, Title: "Việc đến hạn thứ Sáu", Lead: w.agency["so2"], Accountable: w.seats["member"], Due: on + 2,
	}))
	w.must(w.app.OpenRound(ctx, w.as("head"), app.OpenRoundIn{
		Body: theBody, Title: "Dự thảo kế hoạch năm", Questions: []app.QuestionIn{{Text: "Đồng ý với dự thảo?"}}, Deadline: on + 1,
		Asked: []app.PartyIn{{Seat: w.seats["member"]}, {Agency: w.agency["so2"]}},
	}))
	b := w.signedIn("truong-ban")
	text := b.get(ui.WeekPath + "?ngay=2019-04-05").page.Text()
	all := []string{
		catalogue.T(catalogue.VI, "week.name", "14", "1/4/2019", "7/4/2019"), "Phiên thường kỳ quý II", "09:00", "Phòng họp số 1",
		catalogue.T(catalogue.VI, "week.members", "2"), "Chuyên gia 1", "Việc đến hạn thứ Sáu", "5/4/2019",
		"4/4/2019", catalogue.T(catalogue.VI, "calendar.round", "Dự thảo kế hoạch năm"),
		strings.ToUpper(catalogue.T(catalogue.VI, "week.title")),
	}
	for _, s := range all {
		if !strings.Contains(text, s) {
			t.Errorf("the week lacks %q: %s", s, text)
		}
	}
	if n := strings.Count(text, "Chuyên gia 1"); n != 2 {
		t.Errorf("the guest stands %d times, want in the table and in the text", n)
	}
	for _, query := range []string{"?ngay=2019-04-12", "?ngay=2019-04-05&ban=khong-co"} {
		if strings.Contains(b.get(ui.WeekPath+query).page.Text(), "Phiên thường kỳ quý II") {
			t.Errorf("%s shows the meeting of another week or body", query)
		}
	}
	outside := w.signedIn("nguoi-ngoai").get(ui.WeekPath + "?ngay=2019-04-05").page.Text()
	for _, s := range []string{"Phiên thường kỳ quý II", "Dự thảo kế hoạch năm"} {
		if strings.Contains(outside, s) {
			t.Errorf("who does not see %q sees it in the week", s)
		}
	}
}
