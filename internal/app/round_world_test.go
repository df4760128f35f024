package app_test

import (
	"context"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// roundHistory is what a long life left behind of opinion rounds.
type roundHistory struct {
	open, ripe, done       committee.RoundID
	question, ripeQuestion committee.QuestionID
	comment                committee.CommentID // of the deputy, on the open one
}

// openRound opens a round of body C by its head, among some parties, and gives
// it with its first question.
func (w *world) openRound(title string, edit func(*app.OpenRoundIn), asked ...app.PartyIn) (committee.RoundID, committee.QuestionID) {
	w.t.Helper()
	in := app.OpenRoundIn{
		Body: bodyC, Title: committee.Prose(title), Days: 5, Drafter: app.PartyIn{Seat: w.seatOf("standing-member")}, Asked: asked,
		Questions: []app.QuestionIn{{Text: "Đồng ý với dự thảo không?"}},
		Articles:  []app.ArticleIn{{Address: "dieu-1", Text: "Một"}, {Address: "dieu-2", Heading: "Mục tiêu", Text: "Hai"}},
	}
	if edit != nil {
		edit(&in)
	}
	id := committee.RoundID(w.must(w.app.OpenRound(context.Background(), w.as("head"), in)).Ref)
	return id, w.round("head", id).Round.Questions[0].ID
}

// round reads a round as somebody.
func (w *world) round(who string, id committee.RoundID) app.RoundPage {
	w.t.Helper()
	p, err := w.app.Round(context.Background(), w.as(who), id)
	if err != nil {
		w.t.Fatalf("%s reads the round: %v", who, err)
	}
	return p
}

// slip is a first answer to a question.
func slip(id committee.RoundID, q committee.QuestionID, position string, comments ...app.CommentIn) app.AnswerRoundIn {
	return app.AnswerRoundIn{Round: id, Slips: []app.SlipIn{{Question: q, Position: position, Comments: comments}}}
}

// liveRounds leaves rounds in every state behind: open with a stale slip and one
// written down, ripe, called off, and concluded after more time with a task.
func (w *world) liveRounds(paper committee.PaperID) roundHistory {
	w.t.Helper()
	ctx := context.Background()
	var h roundHistory
	seat := func(id committee.SeatID) app.PartyIn { return app.PartyIn{Seat: id} }
	so1, expert := app.PartyIn{Agency: w.agency["so1"]}, app.PartyIn{Person: w.people["outsider"]}

	h.open, h.question = w.openRound("Đợt đang hỏi", func(in *app.OpenRoundIn) { in.Papers = []app.BoundIn{{Paper: paper, Version: 1}} },
		seat(w.seatOf("deputy")), seat(w.seatOf("member")), so1, expert)
	w.must(w.app.AnswerRound(ctx, w.as("deputy"), slip(h.open, h.question, "for", app.CommentIn{Address: "dieu-2", Text: "Nêu rõ chỉ tiêu"})))
	w.must(w.app.ChangeRound(ctx, w.as("head"), app.ChangeRoundIn{
		Round: h.open, Papers: []app.BoundIn{{Paper: paper, Version: 1}}, Articles: []app.ArticleIn{{Address: "dieu-1", Text: "Một"}, {Address: "dieu-2", Heading: "Mục tiêu", Text: "Hai, sửa"}},
	}))
	w.must(w.app.RecordSlips(ctx, w.as("secretary"), app.RecordSlipsIn{Round: h.open, By: expert, How: "paper", Slips: slip(h.open, h.question, "against").Slips}))
	h.comment = w.round("head", h.open).Table[0].Row.Comment.ID

	h.ripe, h.ripeQuestion = w.openRound("Đợt đã đủ ý kiến", func(in *app.OpenRoundIn) {
		in.Origin = app.OriginIn{From: "Bộ Nội vụ", Received: day("2019-03-20")}
	}, seat(w.seatOf("deputy")))
	w.must(w.app.AnswerRound(ctx, w.as("deputy"), slip(h.ripe, h.ripeQuestion, "for")))

	off, _ := w.openRound("Đợt sẽ hủy", nil, so1)
	w.must(w.app.CancelRound(ctx, w.as("head"), app.CancelRoundIn{Round: off, Reason: "Sai bản"}))

	var q committee.QuestionID
	h.done, q = w.openRound("Đợt đã kết luận", func(in *app.OpenRoundIn) { in.Public = true }, so1, seat(w.seatOf("member")))
	w.must(w.app.ExtendRound(ctx, w.as("head"), app.ExtendRoundIn{Round: h.done, Days: 3}))
	w.must(w.app.AnswerRound(ctx, w.as("lead-so1"), slip(h.done, q, "against", app.CommentIn{Text: "Chưa nên"})))
	w.must(w.app.RecordSlips(ctx, w.as("secretary"), app.RecordSlipsIn{Round: h.done, By: seat(w.seatOf("member")), How: "telephone", Slips: slip(h.done, q, "against").Slips}))
	w.must(w.app.ConfirmSlips(ctx, w.as("member1"), app.ConfirmSlipsIn{Round: h.done, Slips: []app.ConfirmIn{{Question: q, Revision: 1}}}))
	c := w.round("head", h.done).Table[0].Row.Comment.ID
	w.must(w.app.ChargeComments(ctx, w.as("head"), app.ChargeCommentsIn{Round: h.done, Comments: []committee.CommentID{c}, To: w.seatOf("deputy")}))
	w.must(w.app.AnswerComments(ctx, w.as("deputy"), app.AnswerCommentsIn{Round: h.done, Replies: []app.ReplyIn{{Comment: c, Kind: committee.Partly, Text: "Làm từng bước"}}}))
	w.must(w.app.ConcludeRound(ctx, w.as("head"), app.ConcludeRoundIn{Round: h.done, Text: "Thông qua; giao Sở 2", Outcomes: []app.OutcomeIn{{Question: q, Lead: w.agency["so2"], Due: day("2019-06-28")}}}))
	return h
}
