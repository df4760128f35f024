package app_test

import (
	"context"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// topicHistory is what a long life left behind of working spaces.
type topicHistory struct {
	open   committee.TopicID
	remark committee.RemarkID // of the deputy, on the open one
}

// openTopic opens a working space of body C by its deputy, among some parties.
func (w *world) openTopic(title string, wide bool, links []committee.TopicLink, parties ...app.PartyIn) committee.TopicID {
	w.t.Helper()
	return committee.TopicID(w.must(w.app.OpenTopic(context.Background(), w.as("deputy"), app.OpenTopicIn{Body: bodyC, TopicIn: app.TopicIn{
		Title: committee.Prose(title), Wide: wide, Parties: parties, Links: links,
	}})).Ref)
}

// topic reads a working space as somebody.
func (w *world) topic(who string, id committee.TopicID) app.TopicPage {
	w.t.Helper()
	p, err := w.app.Topic(context.Background(), w.as(who), id)
	if err != nil {
		w.t.Fatalf("%s reads the working space: %v", who, err)
	}
	return p
}

// liveTopics leaves an open working space with a mention and a closed one with a
// remark that was taken back.
func (w *world) liveTopics(h history) topicHistory {
	w.t.Helper()
	ctx := context.Background()
	member, so1 := app.PartyIn{Seat: w.seatOf("member")}, app.PartyIn{Agency: w.agency["so1"]}
	out := topicHistory{open: w.openTopic("Dữ liệu dùng chung", false, []committee.TopicLink{{Kind: committee.LinkRound, Ref: string(h.rounds.open)}}, member, so1)}
	w.must(w.app.MakeRemark(ctx, w.as("deputy"), app.RemarkIn{Topic: out.open, Text: "Cần danh mục", Mentions: []app.PartyIn{member}}))
	out.remark = w.topic("deputy", out.open).Remarks[0].ID

	closed := w.openTopic("Việc đã xong", true, nil, member)
	w.must(w.app.MakeRemark(ctx, w.as("member1"), app.RemarkIn{Topic: closed, Text: "Nhầm chỗ"}))
	w.must(w.app.WithdrawRemark(ctx, w.as("member1"), app.WithdrawRemarkIn{Topic: closed, Remark: w.topic("member1", closed).Remarks[0].ID}))
	w.must(w.app.ArrangeTopic(ctx, w.as("deputy"), app.ArrangeTopicIn{Topic: closed, TopicIn: app.TopicIn{Title: "Việc đã xong", Wide: true, Parties: []app.PartyIn{member, so1}}}))
	w.must(w.app.CloseTopic(ctx, w.as("deputy"), app.CloseTopicIn{Topic: closed, Result: "Đã lập danh mục"}))
	return out
}
