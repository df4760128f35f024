package app_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// TestRoundPageByReading keeps that a page of a round is the same for every reader,
// at every stage, as if every slip had been read for it.
func TestRoundPageByReading(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		seat := func(role charter.Role) app.PartyIn { return app.PartyIn{Seat: w.seatOf(role)} }
		so1, expert := app.PartyIn{Agency: w.agency["so1"]}, app.PartyIn{Person: w.people["outsider"]}
		id, q := w.openRound("Đợt hỏi nhiều người", func(in *app.OpenRoundIn) {
			in.Public = true
			in.Questions = append(in.Questions, app.QuestionIn{Text: "Chọn phương án nào?", Options: []app.OptionIn{{Label: "Một", Side: committee.For}, {Label: "Hai", Side: committee.Against}}})
		}, seat("deputy"), seat("member"), seat("head"), so1, expert)
		off, _ := w.openRound("Đợt sẽ hủy", nil, seat("deputy"), so1)
		second := w.round("head", id).Round.Questions[1]
		own, kinds := 0, map[string]bool{}
		look := func(stage string) {
			t.Helper()
			for who := range w.people {
				for _, r := range []committee.RoundID{id, off} {
					short, err := w.app.Round(ctx, w.as(who), r)
					long, lerr := app.RoundWhole(ctx, w.app, w.as(who), r)
					if (err == nil) != (lerr == nil) {
						t.Errorf("%s, %s: %v, by reading all %v", stage, who, err, lerr)
					}
					if diff := cmp.Diff(long, short, cmpopts.EquateEmpty(), cmp.AllowUnexported(charter.Verdict{})); diff != "" {
						t.Errorf("%s, %s: by reading all and by reading what is needed:\n%s", stage, who, diff)
					}
					if err == nil && !short.Whole {
						own += len(short.Round.Slips) + len(short.Table)
						kinds[fmt.Sprint(stage, short.Insider, len(short.Offers), len(short.Missing) > 0)] = true
					}
				}
			}
		}
		look("before anybody answers")
		answer := slip(id, q, "for", app.CommentIn{Address: "dieu-2", Text: "Nêu rõ chỉ tiêu"}, app.CommentIn{Text: "Chung"})
		answer.Slips[0].Reason = "riêng"
		answer.Slips = append(answer.Slips, app.SlipIn{Question: second.ID, Position: second.Options[1].Key, Comments: []app.CommentIn{{Address: "dieu-1", Text: "Bỏ chữ thừa"}}})
		w.must(w.app.AnswerRound(ctx, w.as("deputy"), answer))
		w.must(w.app.AnswerRound(ctx, w.as("lead-so1"), slip(id, second.ID, second.Options[0].Key, app.CommentIn{Address: "dieu-1", Text: "Giữ"})))
		w.must(w.app.AnswerRound(ctx, w.as("lead-so1"), slip(off, w.round("head", off).Round.Questions[0].ID, "for")))
		look("some have answered")
		comments := w.round("head", id).Table
		w.must(w.app.ChargeComments(ctx, w.as("head"), app.ChargeCommentsIn{Round: id, Comments: []committee.CommentID{comments[0].Row.Comment.ID}, To: w.seatOf("member")}))
		look("a member is charged with an answer")
		w.must(w.app.ChangeRound(ctx, w.as("head"), app.ChangeRoundIn{Round: id, Articles: []app.ArticleIn{{Address: "dieu-1", Text: "Một"}, {Address: "dieu-2", Heading: "Mục tiêu", Text: "Hai, sửa"}}}))
		w.must(w.app.RecordSlips(ctx, w.as("secretary"), app.RecordSlipsIn{Round: id, By: expert, How: "telephone", Slips: slip(id, q, "against").Slips}))
		w.must(w.app.CancelRound(ctx, w.as("head"), app.CancelRoundIn{Round: off, Reason: "Sai bản"}))
		look("the text has changed")
		w.at = w.at.AddDate(0, 0, 10)
		look("after the last day")
		for _, c := range comments {
			w.must(w.app.AnswerComments(ctx, w.as("standing"), app.AnswerCommentsIn{Round: id, Replies: []app.ReplyIn{{Comment: c.Row.Comment.ID, Kind: committee.Accepted}}}))
		}
		w.must(w.app.ConcludeRound(ctx, w.as("head"), app.ConcludeRoundIn{Round: id, Text: "Thông qua", Outcomes: []app.OutcomeIn{{Question: q}, {Question: second.ID}}}))
		look("after the conclusion")
		if own < 20 || len(kinds) < 8 {
			t.Errorf("only %d own slips and rows, %v", own, kinds)
		}
	})
}

// BenchmarkRoundPage opens the page of a round of 10,000 slips, each with a comment.
func BenchmarkRoundPage(b *testing.B) {
	ctx := context.Background()
	w := newWorld(b, storetest.New(b), "nghe-an")
	id, _ := w.openRound("Đợt hỏi nghìn nơi", func(in *app.OpenRoundIn) {
		in.Days = 20
		for i := range 9 {
			in.Questions = append(in.Questions, app.QuestionIn{Text: committee.Prose(fmt.Sprintf("Câu %d?", i+2))})
		}
		for i := range 998 {
			in.Asked = append(in.Asked, app.PartyIn{Agency: w.agencyNamed(b, fmt.Sprintf("Đơn vị %d", i))})
		}
	}, app.PartyIn{Seat: w.seatOf("deputy")}, app.PartyIn{Seat: w.seatOf("member")})
	r := w.round("head", id).Round
	for _, by := range r.Asked {
		if err := w.store.Write(ctx, w.office, []committee.BodyKey{bodyC}, func(tx *store.Tx) error {
			for i, q := range r.Questions {
				if err := tx.Apply(committee.SlipGiven{
					Round: id, Body: bodyC, Question: q.ID, By: committee.PartyEntry(by), Option: "for", Position: committee.For, Reason: "Thống nhất", Revision: 1, Version: 1, At: w.at.UnixMicro(),
					Entered: w.at.UnixMicro(), Comments: []committee.CommentEntry{{ID: committee.CommentID(fmt.Sprint(by.Key(), i)), Address: "dieu-2", Text: "Nêu rõ chỉ tiêu"}},
				}); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			b.Fatal(err)
		}
	}
	for _, days := range []int{0, 60} {
		stage := map[int]string{0: "open", 60: "closed"}[days]
		w.at = w.at.Add(time.Duration(days) * 24 * time.Hour)
		for _, who := range []string{"head", "deputy"} {
			b.Run(stage+"/"+who, func(b *testing.B) {
				for b.Loop() {
					if p, err := w.app.Round(ctx, w.as(who), id); err != nil || p.Line.Comments != 10_000 {
						b.Fatal(err, p.Line)
					}
				}
			})
			b.Run(stage+"/"+who+" by reading all", func(b *testing.B) {
				for b.Loop() {
					if _, err := app.RoundWhole(ctx, w.app, w.as(who), id); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
		b.Run(stage+"/desk", func(b *testing.B) {
			for b.Loop() {
				if _, err := w.app.Desk(ctx, w.as("deputy")); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(stage+"/list", func(b *testing.B) {
			for b.Loop() {
				if _, err := w.app.Rounds(ctx, w.as("deputy"), app.RoundFilter{Body: bodyC}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// agencyNamed records an agency.
func (w *world) agencyNamed(b *testing.B, name string) committee.AgencyID {
	b.Helper()
	return committee.AgencyID(w.must(w.app.RecordAgency(context.Background(), w.keeper, app.AgencyIn{Parent: w.agency["ubnd"], Kind: "department", VI: name})).Ref)
}

// TestPartyNames keeps that the parties of a round are called the same whether they are
// named at once or one by one.
func TestPartyNames(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		id, _ := w.openRound("Đợt hỏi nhiều người", nil, app.PartyIn{Seat: w.seatOf("deputy")}, app.PartyIn{Seat: w.seatOf("member")}, app.PartyIn{Agency: w.agency["so1"]},
			app.PartyIn{Person: w.people["outsider"]})
		one, err := app.PartyNames(ctx, w.app, w.as("head"), id, false)
		if err != nil {
			t.Fatal(err)
		}
		all, err := app.PartyNames(ctx, w.app, w.as("head"), id, true)
		if err != nil || len(all) != 5 {
			t.Fatalf("%d named: %v", len(all), err)
		}
		if diff := cmp.Diff(one, all); diff != "" {
			t.Error(diff)
		}
	})
}

// BenchmarkPartyNames names a thousand parties of a round at once, and one by one.
func BenchmarkPartyNames(b *testing.B) {
	ctx := context.Background()
	w := newWorld(b, storetest.Open(b, storetest.SQLite(b), store.Options{}), "nghe-an")
	id, _ := w.openRound("Đợt hỏi nghìn nơi", func(in *app.OpenRoundIn) {
		for i := range 998 {
			in.Asked = append(in.Asked, app.PartyIn{Agency: w.agencyNamed(b, fmt.Sprintf("Đơn vị %d", i))})
		}
	}, app.PartyIn{Seat: w.seatOf("deputy")}, app.PartyIn{Seat: w.seatOf("member")})
	for _, atOnce := range []bool{true, false} {
		b.Run(fmt.Sprintf("at once %v", atOnce), func(b *testing.B) {
			for b.Loop() {
				if names, err := app.PartyNames(ctx, w.app, w.as("head"), id, atOnce); err != nil || len(names) < 1000 {
					b.Fatal(err, len(names))
				}
			}
		})
	}
}
