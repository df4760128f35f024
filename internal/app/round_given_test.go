package app_test

import (
	"context"
	"reflect"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// TestGiveSlips holds the slips that an answer gives back, without reading them,
// against those on record: a first answer, a change that keeps a comment with its
// reply and drops another, the same once more under its key, one that came late.
func TestGiveSlips(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		deputy, member := app.PartyIn{Seat: w.seatOf("deputy")}, app.PartyIn{Seat: w.seatOf("member")}
		id, q := w.openRound("Hai vấn đề", func(in *app.OpenRoundIn) {
			in.Questions = append(in.Questions, app.QuestionIn{Text: "Đồng ý với phụ lục không?"})
		}, deputy, member)
		other := w.round("head", id).Round.Questions[1].ID
		give := func(by app.Actor, in app.AnswerRoundIn, slips int) {
			t.Helper()
			out, err := w.app.GiveSlips(ctx, by, in)
			w.must(out.Receipt, err)
			kept, err := w.app.SlipsOf(ctx, by, id, app.PartyIn{})
			if err != nil {
				t.Fatal(err)
			}
			if len(out.Round.Slips) != slips {
				t.Errorf("given back: %+v", out.Round.Slips)
			}
			for _, s := range out.Round.Slips {
				if on := kept.Slip(s.Question, s.By); on == nil || !reflect.DeepEqual(s, *on) {
					t.Errorf("given back %+v, on record %+v", s, on)
				}
			}
			if out.Round.ID != id || out.Round.Version != kept.Version || !reflect.DeepEqual(out.Round.Asked, kept.Asked) {
				t.Errorf("given back %+v, on record %+v", out.Round, kept)
			}
		}
		by := w.as("deputy")
		first := slip(id, q, "for", app.CommentIn{Address: "dieu-1", Text: "Nêu rõ"}, app.CommentIn{Place: "Phụ lục", Text: "Thêm cột"})
		first.Filled = app.FilledIn{At: w.at.Add(-time.Hour), Kept: 1500}
		give(by, first, 1)
		give(by, slip(id, other, "against"), 1)

		var replies []app.ReplyIn
		for _, c := range w.round("standing", id).Table {
			replies = append(replies, app.ReplyIn{Comment: c.Row.Comment.ID, Kind: committee.Accepted})
		}
		w.must(w.app.AnswerComments(ctx, w.as("standing"), app.AnswerCommentsIn{Round: id, Replies: replies}))
		w.at = w.at.Add(time.Minute)
		again := slip(id, q, "other", app.CommentIn{Place: "Phụ lục", Text: "Thêm cột"}, app.CommentIn{Text: "Chưa đủ"})
		again.Slips[0].Revision = 1
		by.Key = "phieu-hai"
		give(by, again, 1)
		give(by, again, 1) // taken before: read

		last := w.round("head", id).Round.Deadline.Time().Add(8 * time.Hour)
		w.at = last.AddDate(0, 0, 1)
		late := slip(id, q, "for")
		late.Filled = app.FilledIn{At: last}
		give(w.as("member1"), late, 0)
	})
}
