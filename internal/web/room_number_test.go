package web

import (
	"context"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// Items are called by their numbers on the agenda, which are the same for everybody, on
// every page on which a meeting is followed, whatever of the agenda the reader sees.
func TestNumbersOfTheAgenda(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	m := committee.MeetingID(w.must(w.app.Convene(ctx, w.as("head"), app.ConveneIn{
		Body: theBody, Kind: committee.Regular, Title: "Phiên họp", Start: w.at.Add(15 * 24 * time.Hour), Chair: w.seats["head"],
		Agenda: []app.ItemIn{{Title: "Việc thường"}, {Title: "zqkín"}, {Title: "Việc khác"}, {Title: "Việc cuối"}},
	})).Ref)
	page, err := w.app.Meeting(ctx, w.as("head"), m)
	if err != nil {
		t.Fatal(err)
	}
	items := page.Meeting.Agenda
	in := app.ArrangeIn{Meeting: m}
	for i, x := range items {
		in.Items = append(in.Items, app.ArrangeItemIn{ID: x.ID, Title: committee.Prose(x.Title), Closed: i == 1})
	}
	w.must(w.app.ArrangeAgenda(ctx, w.as("head"), in))
	w.at = page.Line.Start.Add(time.Minute)
	w.must(w.app.Arrive(ctx, w.as("head"), app.ArriveIn{Meeting: m, How: "present"}))
	w.must(w.app.TakeUp(ctx, w.as("head"), app.TakeUpIn{Meeting: m, Item: items[2].ID}))
	head, member := w.signedIn("truong-ban"), w.signedIn("so-2")
	text := func(b *reader, path string) string {
		t.Helper()
		a := b.get(path)
		if a.StatusCode != 200 {
			t.Errorf("%s: status %d", path, a.StatusCode)
		}
		return strings.Join(strings.Fields(strings.ReplaceAll(a.page.Text(), "\u00a0", " ")), " ")
	}
	for _, x := range []struct {
		path, whole string
	}{
		{ui.RoomPath(m, ""), "3. Việc khác"},
		{ui.RoomPath(m, "dieu-hanh"), "3. Việc khác"},
		{ui.RoomPath(m, "man-hinh"), "Nội dung 3 Việc khác"},
		{ui.MeetingPath(m), "3 Việc khác"},
	} {
		for who, b := range map[string]*reader{"head": head, "member": member} {
			said := text(b, x.path)
			if !strings.Contains(said, x.whole) {
				t.Errorf("%s to the %s lacks %q:\n%s", x.path, who, x.whole, said)
			}
			for _, wrong := range []string{"2. Việc khác", "2 Việc khác", "3. Việc cuối", "3 Việc cuối", "Nội dung 2 Việc"} {
				if strings.Contains(said, wrong) {
					t.Errorf("%s to the %s says %q", x.path, who, wrong)
				}
			}
			if who == "member" && strings.Contains(said, "zqkín") {
				t.Errorf("%s names the confidential item to the member", x.path)
			}
		}
	}
	// What the console says of pressing, and what passes in one block.
	if a := head.get(ui.RoomPath(m, "dieu-hanh")); !strings.Contains(a.html, "Nội dung 4") {
		t.Error("the next item is not the fourth")
	}
	if said := text(head, ui.RoomPath(m, "thong-qua")); !strings.Contains(said, "4. Việc cuối") {
		t.Errorf("the block says %s", said)
	}
}
