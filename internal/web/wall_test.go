package web

import (
	"context"
	"strings"
	"testing"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// The wall names a confidential item by its number, whoever opened it: the head who
// presides and reads it elsewhere, the secretary who assists, a member who does not
// see it.
func TestWallOfConfidentialItem(t *testing.T) {
	w := newWorld(t)
	t.Cleanup(w.app.StopWatching)
	ctx := context.Background()
	const mark = "zqkín"
	keeper := w.as("keeper")
	r := w.must(w.app.RecordPerson(ctx, keeper, app.PersonIn{Name: "Thư ký 1"}))
	w.people["secretary"] = committee.PersonID(r.Ref)
	w.must(w.app.NameAssistant(ctx, keeper, app.AssistantIn{Assistant: w.people["secretary"], Kind: committee.BySeat, ID: string(w.seats["head"]), Day: charter.NewDate(2019, 3, 19)}))
	if err := w.app.CreateAccount(ctx, keeper, app.AccountIn{Login: "thu-ky", Person: w.people["secretary"], Password: password}); err != nil {
		t.Fatal(err)
	}
	id, items := w.session()
	w.must(w.app.ArrangeAgenda(ctx, w.as("head"), app.ArrangeIn{Meeting: id, Items: []app.ArrangeItemIn{
		{ID: items[0], Title: "Báo cáo quý"}, {ID: items[1], Title: mark + "-nội-dung", Closed: true},
	}}))
	for _, who := range []string{"head", "deputy"} {
		w.must(w.app.Arrive(ctx, w.as(who), app.ArriveIn{Meeting: id, How: "present"}))
	}
	w.must(w.app.TakeUp(ctx, w.as("head"), app.TakeUpIn{Meeting: id, Item: items[1]}))
	w.must(w.app.AskFloor(ctx, w.as("head"), app.SittingSeatIn{Meeting: id}))
	vote := w.must(w.app.OpenVote(ctx, w.as("head"), app.OpenVoteIn{Meeting: id, Item: items[1], Motion: mark + "-biểu-quyết"}))
	w.must(w.app.CloseVote(ctx, w.as("head"), app.CloseVoteIn{Vote: committee.VoteID(vote.Ref)}))
	w.must(w.app.Conclude(ctx, w.as("head"), app.ConcludeIn{Meeting: id, Item: items[1], Text: mark + "-kết-luận"}))
	for login, sees := range map[string]bool{"truong-ban": true, "thu-ky": true, "so-2": false} {
		b := w.signedIn(login)
		a := b.get(ui.RoomPath(id, "man-hinh"))
		text := strings.ReplaceAll(a.html, "\u00a0", " ")
		if strings.Contains(text, mark) || strings.Contains(text, "who-speaks") {
			t.Errorf("%s: the wall shows what is confidential", login)
		}
		for _, want := range []string{"Nội dung họp kín", "Nội dung 2", "Đang bàn nội dung 2: Nội dung họp kín", "Màn hình không nêu người phát biểu"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the wall says no %q", login, want)
			}
		}
		if a := b.get(ui.RoomPath(id, "phong")); strings.Contains(a.html, mark) != sees {
			t.Errorf("%s: the item stands in the room: %v", login, !sees)
		}
		events, _, stop := b.stream(ui.RoomPath(id, "truc-tiep")+"?tu=1", "")
		if _, what := next(t, events); strings.Trim(strings.NewReplacer("presence", "", "item", "", "floor", "", "meeting", "").Replace(what), " ") != "" {
			t.Errorf("%s: the stream tells %q", login, what)
		}
		stop()
	}
}
