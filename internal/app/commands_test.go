package app_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/committee/ballot"
)

// trial is a command that an office which has lived could do now.
type trial struct {
	name string // the method, with the act of a task behind it
	by   app.Actor
	in   any
}

// run does the command.
func (c trial) run(a *app.App, by app.Actor) (app.Receipt, error) {
	method, _, _ := strings.Cut(c.name, "/")
	out := reflect.ValueOf(a).MethodByName(method).Call([]reflect.Value{
		reflect.ValueOf(context.Background()), reflect.ValueOf(by), reflect.ValueOf(c.in),
	})
	err, _ := out[1].Interface().(error)
	return out[0].Interface().(app.Receipt), err
}

// isCommand reports whether a method of App is a command.
func isCommand(m reflect.Method) bool {
	t := m.Type
	return t.NumIn() == 4 && t.In(2) == reflect.TypeFor[app.Actor]() && t.NumOut() == 2 && t.Out(0) == reflect.TypeFor[app.Receipt]()
}

// trials gives every command with an input that is right at this moment.
func (w *world) trials(h history) []trial {
	board, err := w.app.Duties(context.Background(), w.keeper, bodyC, day("2019-01-01"), day("2020-12-31"))
	if err != nil {
		w.t.Fatal(err)
	}
	duty := board.Lines[0].Obligation
	running, items := w.running()
	said := w.said()
	invited := w.justInvited() // last, since it can be recalled for a moment only
	paper := decision("77/QĐ-UBND", "Quyết định mới", "2019-03-22")
	to := day("2019-03-31")
	task := func(who string, in app.TaskActIn) trial {
		return trial{"ActOnTask/" + string(in.Act), w.as(who), in}
	}
	return []trial{
		{"FoundOffice", app.Actor{Office: w.office + "-moi", Via: "cli"}, app.OfficeIn{VI: "Văn phòng mới", EN: "New office", Zone: "Asia/Ho_Chi_Minh", Keeper: "Người giữ sổ mới", From: day("2019-01-01")}},
		{"RecordAgency", w.keeper, app.AgencyIn{Parent: w.agency["ubnd"], Kind: "department", Code: "H40.99", VI: "Sở mới", EN: "New department", Short: "SM", From: day("2019-02-01")}},
		{"EndAgency", w.keeper, app.EndAgencyIn{ID: h.spare, To: to, Successor: w.agency["so1"]}},
		{"RecordPost", w.keeper, app.PostIn{Agency: w.agency["so1"], Kind: "deputy-head", VI: "Phó Giám đốc", EN: "Deputy", From: day("2019-02-01")}},
		{"RecordPerson", w.keeper, app.PersonIn{Name: "Người mới"}},
		{"TakePost", w.keeper, app.TakePostIn{Post: w.leaders["so1"], Person: w.people["newcomer"], From: day("2019-03-22"), Decision: &paper}},
		{"NameAssistant", w.keeper, app.AssistantIn{Assistant: w.people["newcomer"], Kind: committee.BySeat, ID: string(w.seatOf("deputy")), Day: day("2019-03-22")}},
		{"NameAssistant/post", w.keeper, app.AssistantIn{Assistant: w.people["newcomer"], Kind: committee.ByPost, ID: string(w.leaders["so1"]), Day: day("2019-03-22")}},
		{"NameKeeper", w.keeper, app.KeeperIn{Person: w.people["newcomer"], Day: day("2019-03-22")}},
		{"EstablishBody", w.keeper, app.EstablishIn{
			Key: "to-moi", Host: w.agency["vp"], Superior: w.agency["ubnd"], Standing: w.agency["vp"], Charter: smallCharter("to-moi"),
			From: day("2019-03-22"), ReEnacted: day("2030-01-01"), Decision: paper,
		}},
		{"InstallCharter", w.as("lead-ubnd"), app.CharterIn{Body: bodyC, Source: w.bundled(bodyC) + "\n# bản hai\n", From: day("2019-03-22"), Decision: paper}},
		{"DissolveBody", w.keeper, app.DissolveIn{Body: bodyC, To: to, Decision: paper}},
		{"InvokeClause", w.as("member1"), app.InvokeIn{Body: bodyC, Address: "quy-che/2.5", About: "Việc phối hợp", Reason: "Cần số liệu"}},
		{"Reconstitute", w.keeper, app.ReconstituteIn{Body: bodyC, Decision: paper, Seats: []app.SeatIn{
			{Role: "head", VI: "Trưởng ban", EN: "Head", Fill: committee.FillPerson, Ref: string(w.people["head"]), Regime: "part-time", Fields: []string{"chung"}, Places: []string{"tỉnh"}},
			{Role: "member", Fill: committee.FillPost, Ref: string(w.leaders["so1"])},
			{Role: "member", Fill: committee.FillDelegate, Ref: string(w.agency["so2"]), Delegate: h.staff},
			{In: "to-cong-tac", Role: "helper-head", Fill: committee.FillPerson, Ref: string(w.people["to-truong"])},
		}}},
		{"AppointSeat", w.keeper, app.AppointIn{Body: bodyC, Decision: paper, Seat: app.SeatIn{
			Role: "member", VI: "Thành viên", EN: "Member", Fill: committee.FillPerson, Ref: string(w.people["newcomer"]), Regime: "full-time", Fields: []string{"dữ liệu"}, Places: []string{"huyện 2"},
		}}},
		{"EndSeat", w.keeper, app.EndSeatIn{Body: bodyC, Seat: w.seatOf("member"), To: day("2019-03-22"), Heir: w.seatOf("deputy"), Decision: paper}},
		{"NameDelegate", w.as("lead-so2"), app.DelegateIn{Body: bodyC, Seat: w.seats["member"][1], Person: w.people["lead-so2"], From: day("2019-03-22")}},
		{"AssignPortfolio", w.as("head"), app.PortfolioIn{Body: bodyC, Seat: w.seatOf("member"), Fields: []string{"viễn thông"}, Places: []string{"huyện 3"}, From: day("2019-03-22")}},
		{"TakeOver", w.keeper, h.lost},
		{"DelegatePower", w.as("chairman"), app.LendIn{
			Body: bodyE, From: h.chair, To: h.councilor, Acts: []charter.Act{"meeting.chair"}, Trigger: "written", Scope: "Phiên tháng tư", Since: day("2019-04-01"), Until: day("2019-04-30"),
		}},
		{"RevokePower", w.as("chairman"), app.RevokeIn{Body: bodyE, ID: h.delegation, From: day("2019-03-22")}},
		{"Convene", w.as("head"), app.ConveneIn{
			Body: bodyC, Kind: committee.Extraordinary, Series: "regular", Title: "Phiên mới", Start: w.at.Add(24 * time.Hour), End: w.at.Add(26 * time.Hour), Place: "Phòng họp 1",
			Mode: "mixed", Chair: w.seatOf("head"), Proposal: h.proposal, Urgent: true,
			Agenda:   []app.ItemIn{{Title: "Nội dung", Kind: "ke-hoach", Lead: w.seatOf("member")}},
			Invitees: append(invite(w.seatOf("deputy")), app.InviteeIn{Agency: w.agency["so1"]}, app.InviteeIn{Name: "Chuyên gia 2"}),
		}},
		{"ProposeMeeting", w.as("standing"), app.ProposeIn{Body: bodyC, Kind: committee.Extraordinary, Reason: "Việc khác"}},
		{"ChooseAttendees", w.as("head"), app.AttendeesIn{Meeting: h.coming, Invitees: append(invite(w.seatOf("deputy")), app.InviteeIn{Agency: w.agency["so2"]}, app.InviteeIn{Name: "Chuyên gia 3"})}},
		{"TakeChair", w.as("head"), app.ChairIn{Meeting: w.chairless(), Chair: w.seatOf("head")}},
		{"MoveMeeting", w.as("head"), app.MoveIn{Meeting: h.coming, Start: w.at.Add(200 * time.Hour), End: w.at.Add(202 * time.Hour), Reason: "Dời lịch"}},
		{"CancelMeeting", w.as("head"), app.CancelIn{Meeting: h.coming, Reason: "Không đủ tài liệu"}},
		{"AnswerInvitation", w.as("head"), app.AnswerIn{
			Meeting: h.expanded, By: app.PartyIn{Seat: w.seatOf("head")}, Answer: committee.AnswerAbsent, Reason: "chờ lịch", Revision: 1,
			People: []app.RepresentativeIn{{Name: "Người dự thay 3", Title: "Phó Giám đốc"}},
		}},
		{"AnswerInvitation/recorded", w.as("secretary"), app.AnswerIn{
			Meeting: h.expanded, By: app.PartyIn{Agency: w.agency["so2"]}, Answer: committee.AnswerAttend, Channel: "telephone",
			People: []app.RepresentativeIn{{Name: "Phó Giám đốc 2", Title: "Sở 2"}},
		}},
		{"NameSubstitute", w.as("deputy"), app.SubstituteIn{Meeting: h.expanded, Seat: w.seatOf("deputy"), Name: "Người dự thay 2", Title: "Chuyên viên"}},
		{"RuleAbsence", w.as("l-head"), h.leave},
		{"ArrangeAgenda", w.as("head"), app.ArrangeIn{
			Meeting: h.expanded, Numbering: committee.NumberDecimal, Sections: []committee.Prose{"Nội dung"},
			Items: []app.ArrangeItemIn{{
				Title: "Việc chờ", Kind: "ke-hoach", Lead: w.seatOf("deputy"), Presenter: "Chuyên gia 1", Section: 1, Minutes: 30, Recurs: true, Closed: true,
				Named: []committee.SeatID{w.seatOf("deputy")}, Matter: h.kept2,
			}},
		}},
		{"ProposeItem", w.as("member1"), app.ProposeItemIn{Body: bodyC, In: "to-cong-tac", Title: "Đề xuất mới", Note: "cần sớm"}},
		{"JudgeItem", w.as("head"), app.JudgeItemIn{Matter: h.offered, Reason: "chưa cần"}},
		{"KeepMatter", w.as("head"), app.KeepMatterIn{Body: bodyC, Title: "Việc chờ khác", Kind: "ke-hoach", Note: "khi đủ số liệu", Lead: w.seatOf("deputy")}},
		{"ForeseeMeeting", w.as("head"), app.ForeseeIn{
			ID: h.foreseen, Body: bodyC, Kind: committee.Regular, Series: "regular", Title: "Phiên cuối tháng 10", Note: "sau khi có số liệu", From: day("2019-10-21"), To: day("2019-10-31"), Source: h.coming,
		}},
		{"DropForeseen", w.as("head"), app.DropForeseenIn{ID: h.foreseen, Reason: "không còn cần"}},
		{"SendInvitations", w.as("head"), app.InviteIn{Meeting: h.coming}},
		{"RecallInvitations", w.as("head"), invited},
		{"RecordPresence", w.as("head"), app.PresenceIn{Meeting: h.sitting, Present: []app.PresentIn{{Seat: w.seatOf("head"), How: "present"}}}},
		{"RecordPositions", w.as("head"), app.PositionsIn{Meeting: h.sitting, Item: h.item, Positions: []app.PositionIn{{Seat: w.seatOf("deputy"), Position: committee.For, Reason: "đồng ý"}}}},
		{"Conclude", w.as("head"), app.ConcludeIn{
			Meeting: h.sitting, Item: h.item, Text: "Kết luận", Side: committee.For, Title: "Việc mới", Lead: w.agency["so2"], Accountable: w.seatOf("member"),
			Coordinators: []committee.AgencyID{w.agency["so1"]}, Due: day("2019-06-28"),
		}},
		{"ReviseConclusion", w.as("head"), app.ReviseIn{
			Meeting: said, Conclusion: w.conclusions(said)[0].ID, Text: "Thống nhất.", Work: "trình lại", Side: committee.For, Title: "Việc sửa", Lead: w.agency["so2"],
			Accountable: w.seatOf("member"), Coordinators: []committee.AgencyID{w.agency["so1"]}, Due: day("2019-07-31"),
		}},
		{"ReviseConclusion/correct", w.as("head"), app.ReviseIn{Meeting: h.done, Conclusion: w.conclusions(h.done)[0].ID, Text: "Thông qua có sửa", Side: committee.For, Reason: "Sót một ý"}},
		{"WithdrawConclusion", w.as("head"), app.WithdrawConclusionIn{Meeting: said, Conclusion: w.conclusions(said)[0].ID}},
		{"SettleConclusion", w.as("head"), app.SettleIn{
			Meeting: said, Conclusion: w.conclusions(said)[1].ID, Lead: w.agency["so2"], Accountable: w.seatOf("member"), Coordinators: []committee.AgencyID{w.agency["so1"]}, Due: day("2019-07-31"),
		}},
		{"ArrangeSeating", w.as("head"), app.SeatingIn{
			Meeting: h.expanded, Shape: committee.ShapeRows, Places: []app.InviteeIn{{Seat: w.seatOf("deputy")}, {Seat: w.seatOf("head")}, {Agency: w.agency["so2"]}},
		}},
		{"ApproveMinutes", w.as("head"), app.ApproveMinutesIn{Meeting: w.held(), Sum: committee.SumMinutes(nil)}},
		{"ReopenMinutes", w.as("head"), app.ReopenMinutesIn{Meeting: h.minuted, Reason: "sót một ý"}},
		{"CloseMeeting", w.as("head"), app.CloseIn{Meeting: w.held()}},
		{"Arrive", w.as("member1"), app.ArriveIn{Meeting: running, Seat: w.seatOf("member"), How: "online", Code: w.code(running)}},
		{"Depart", w.as("secretary"), app.SittingSeatIn{Meeting: running, Seat: w.seatOf("deputy")}},
		{"AskFloor", w.as("head"), app.SittingSeatIn{Meeting: running, Seat: w.seatOf("head")}},
		{"GiveFloor", w.as("head"), app.SittingSeatIn{Meeting: running, Seat: w.seatOf("deputy")}},
		{"EndFloor", w.as("deputy"), app.SittingSeatIn{Meeting: running, Seat: w.seatOf("deputy")}},
		{"StatePrior", w.as("member1"), app.PriorIn{Meeting: running, Item: items[0], Seat: w.seatOf("member"), Say: committee.NoObjection}},
		{"TakeUp", w.as("head"), app.TakeUpIn{Meeting: running, Item: items[1]}},
		{"PassItems", w.as("head"), app.PassIn{Meeting: running, Items: items[1:], Text: "Thông qua như trình"}},
		{"LayPaper", w.as("head"), app.LayPaperIn{
			Title: "Tờ trình", Kind: committee.Submission, Meeting: h.coming, Item: h.matter, Sight: committee.ForBody, Secrecy: "none", Note: "bản đầu",
			Upload: sends("tờ trình.png", picture(200)),
		}},
		{"AddVersion", w.as("head"), app.AddVersionIn{Paper: h.paper, After: 2, Note: "sửa Điều 7", Upload: sends("bản 3.png", picture(201))}},
		{"WithdrawPaper", w.as("secretary"), app.WithdrawPaperIn{Paper: h.paper, Reason: "nhầm bản"}},
		{"ShowPaper", w.as("head"), app.ShowPaperIn{Paper: h.paper, Sight: committee.ForCalled}},
		{"OpenRound", w.as("head"), app.OpenRoundIn{
			Body: bodyC, Matter: "ke-hoach", Authority: "province", Title: "Đợt mới", Public: true, Days: 10, Chair: w.seatOf("head"),
			Questions: []app.QuestionIn{{Text: "Chọn phương án nào?", Options: []app.OptionIn{{Label: "Một", Side: committee.For}, {Label: "Hai", Side: committee.Against}}}},
			Papers:    []app.BoundIn{{Paper: h.paper, Version: 1}}, Articles: []app.ArticleIn{{Address: "dieu-1", Heading: "Một", Text: "Lời"}},
			Asked: []app.PartyIn{{Seat: w.seatOf("deputy")}, {Agency: w.agency["so1"]}, {Person: w.people["outsider"]}}, Drafter: app.PartyIn{Agency: w.agency["so2"]},
			Origin: app.OriginIn{From: "Bộ Thông tin và Truyền thông", Number: "12/BTTTT", Date: day("2019-03-01"), Received: day("2019-03-05")},
		}},
		{"ChangeRound", w.as("head"), app.ChangeRoundIn{Round: h.rounds.open, Papers: []app.BoundIn{{Paper: h.paper, Version: 2}}, Articles: []app.ArticleIn{{Address: "dieu-2", Heading: "Hai", Text: "Lời mới"}}, Note: "Sửa"}},
		{"ExtendRound", w.as("head"), app.ExtendRoundIn{Round: h.rounds.open, Deadline: day("2019-05-31"), Reason: "Cần thêm thời gian"}},
		{"TakeLateSlips", w.as("secretary"), app.TakeLateSlipsIn{Round: h.late, By: app.PartyIn{Seat: w.seatOf("member")}}},
		{"CancelRound", w.as("head"), app.CancelRoundIn{Round: h.rounds.open, Reason: "Sai bản"}},
		{"OpenTopic", w.as("deputy"), app.OpenTopicIn{Body: bodyC, TopicIn: app.TopicIn{
			Title: "Chuyên đề mới", About: "Bàn kỹ", Wide: true, Parties: []app.PartyIn{{Seat: w.seatOf("member")}, {Agency: w.agency["so1"]}},
			Links: []committee.TopicLink{{Kind: committee.LinkRound, Ref: string(h.rounds.open)}},
		}}},
		{"ArrangeTopic", w.as("deputy"), app.ArrangeTopicIn{Topic: h.topics.open, TopicIn: app.TopicIn{Title: "Tên khác", About: "Rõ hơn", Parties: []app.PartyIn{{Seat: w.seatOf("deputy")}}}}},
		{"CloseTopic", w.as("deputy"), app.CloseTopicIn{Topic: h.topics.open, Result: "Đã thống nhất"}},
		{"MakeRemark", w.as("member1"), app.RemarkIn{
			Topic: h.topics.open, To: h.topics.remark, By: app.PartyIn{Seat: w.seatOf("member")}, Text: "Đồng ý với ý trên", Mentions: []app.PartyIn{{Seat: w.seatOf("deputy")}},
		}},
		{"WithdrawRemark", w.as("deputy"), app.WithdrawRemarkIn{Topic: h.topics.open, Remark: h.topics.remark, Reason: "Nhầm"}},
		{"AnswerRound", w.as("member1"), app.AnswerRoundIn{Round: h.rounds.open, By: app.PartyIn{Seat: w.seatOf("member")}, Slips: []app.SlipIn{{
			Question: h.rounds.question, Position: "for", Reason: "Đủ căn cứ", Comments: []app.CommentIn{{Address: "dieu-1", Text: "Bỏ chữ thừa"}, {Place: "Phụ lục", Text: "Thêm"}},
		}}}},
		{"ConfirmSlips", w.as("deputy"), app.ConfirmSlipsIn{Round: h.rounds.open, By: app.PartyIn{Seat: w.seatOf("deputy")}, Slips: []app.ConfirmIn{{Question: h.rounds.question, Revision: 1}}}},
		{"RecordSlips", w.as("secretary"), app.RecordSlipsIn{Round: h.rounds.open, By: app.PartyIn{Agency: w.agency["so1"]}, How: "telephone", Slips: []app.SlipIn{{
			Question: h.rounds.question, Position: "other", Reason: "Gọi điện", Comments: []app.CommentIn{{Text: "Chung"}},
		}}}},
		{"AnswerComments", w.as("standing"), app.AnswerCommentsIn{Round: h.rounds.open, Replies: []app.ReplyIn{{Comment: h.rounds.comment, Kind: committee.Explained, Text: "Vì thế"}}}},
		{"ChargeComments", w.as("standing"), app.ChargeCommentsIn{Round: h.rounds.open, Comments: []committee.CommentID{h.rounds.comment}, To: w.seatOf("member"), Due: day("2019-04-10")}},
		{"ConcludeRound", w.as("head"), app.ConcludeRoundIn{Round: h.rounds.ripe, Text: "Thống nhất", Reply: "Kính gửi", ReplyNumber: "3/BC", Outcomes: []app.OutcomeIn{{
			Question: h.rounds.ripeQuestion, Text: "Thông qua", Side: committee.For, Title: "Việc mới", Lead: w.agency["so2"], Accountable: w.seatOf("member"),
			Coordinators: []committee.AgencyID{w.agency["so1"]}, Due: day("2019-06-28"),
		}}}},
		{"OpenVote", w.as("head"), app.OpenVoteIn{
			Meeting: h.sitting, Item: h.item, Motion: "Thông qua kế hoạch", Secret: true, Until: w.at.Add(time.Hour),
			Options: []app.OptionIn{{Label: "Phương án một", Side: committee.For}, {Label: "Phương án hai", Side: committee.Against}},
			Tellers: []app.PartyIn{{Seat: w.seatOf("deputy")}, {Person: w.people["outsider"]}},
		}},
		{"LayTellerKey", w.as("deputy"), app.TellerKeyIn{Vote: h.votes.waiting, By: app.PartyIn{Seat: w.seatOf("deputy")}, Public: newPublic(w.t)}},
		{"CastVote", w.as("deputy"), app.CastVoteIn{Vote: h.votes.named, Seat: w.seatOf("deputy"), Option: "for", Hash: h.votes.hash}},
		{"RecordVote", w.as("secretary"), app.RecordVoteIn{Vote: h.votes.named, Seat: w.seatOf("deputy"), Option: "other", Hash: h.votes.hash, How: "telephone"}},
		{"CastBallot", w.as("deputy"), app.CastBallotIn{Vote: h.votes.secret, Seat: w.seatOf("deputy"), Hash: h.votes.secretHash, Sealed: make([]byte, ballot.Length)}},
		{"CloseVote", w.as("head"), app.CloseVoteIn{Vote: h.votes.named}},
		{"CallOffVote", w.as("head"), app.CallOffVoteIn{Vote: h.votes.named, Reason: "Nêu lại nội dung"}},
		{"AssignTask", w.as("head"), app.TaskIn{
			Body: bodyC, Title: "Việc giao thẳng", Lead: w.agency["so2"], Accountable: w.seatOf("member"), Coordinators: []committee.AgencyID{w.agency["so1"]},
			Due: day("2019-06-28"), Source: &app.SourceIn{Kind: "document", ID: "12/CV-VP"},
		}},
		{"AssignTask/person", w.as("head"), app.TaskIn{Body: bodyC, Title: "Việc giao người", Lead: w.agency["so2"], Person: h.staff}},
		task("lead-so2", app.TaskActIn{ID: h.open, Act: "task.update", Progress: 60, Note: "tiếp tục"}),
		task("lead-so2", app.TaskActIn{ID: h.open, Act: "task.subassign", Person: w.people["lead-so2"]}),
		task("lead-so2", app.TaskActIn{ID: h.open, Act: "task.request-extension", Until: day("2019-07-31"), Note: "mưa bão"}),
		task("lead-so2", app.TaskActIn{ID: h.open, Act: "task.urge", Note: "gấp"}),
		task("head", app.TaskActIn{ID: h.open, Act: "task.grant-extension", Until: day("2019-06-28")}),
		task("head", app.TaskActIn{ID: h.handedIn, Act: "task.accept", Note: "đạt"}),
		task("head", app.TaskActIn{ID: h.handedIn, Act: "task.return", Note: "thiếu phụ lục"}),
		{"RecordEvidence", w.keeper, app.EvidenceIn{Body: bodyC, Rule: duty.Rule, Due: duty.Due.To, Kind: "document", Ref: "20/BC-BCĐ", Note: "đã gửi", Met: day("2019-03-22")}},
		{"RecordEvidence/meeting", w.keeper, app.EvidenceIn{Body: bodyC, Rule: duty.Rule, Due: duty.Due.To, Kind: "meeting", Ref: string(w.held()), Met: day("2019-03-22")}},
	}
}

// chairless gives a meeting of body C in which nobody presides yet.
func (w *world) chairless() committee.MeetingID {
	return w.once("Phiên chưa có chủ trì", func() committee.MeetingID {
		r := w.must(w.app.Convene(context.Background(), w.as("head"), app.ConveneIn{Body: bodyC, Kind: committee.Regular, Title: "Phiên chưa có chủ trì", Start: w.at.Add(30 * time.Hour)}))
		return committee.MeetingID(r.Ref)
	})
}

// said gives a meeting of body C that is being held and has concluded twice: once
// with a task, once with work that nobody answers for.
func (w *world) said() committee.MeetingID {
	return w.once("Phiên đã có kết luận", func() committee.MeetingID {
		id := w.meet("Phiên đã có kết luận", w.at.Add(time.Minute), w.seatOf("head"))
		w.at = w.at.Add(2 * time.Minute)
		for _, in := range []app.ConcludeIn{{Work: "trình dự thảo", Lead: w.agency["so2"], Due: day("2019-06-28")}, {Work: "khảo sát thực tế"}} {
			in.Meeting = id
			w.must(w.app.Conclude(context.Background(), w.as("head"), in))
		}
		return id
	})
}

// conclusions are those of a meeting, as the head sees them.
func (w *world) conclusions(id committee.MeetingID) (out []committee.Conclusion) {
	w.t.Helper()
	page, err := w.app.Meeting(context.Background(), w.as("head"), id)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, x := range page.Meeting.Agenda {
		out = append(out, x.Conclusions...)
	}
	return out
}

// held gives a meeting of body C that was held and is not closed.
func (w *world) held() committee.MeetingID {
	return w.once("Phiên chưa bế mạc", func() committee.MeetingID {
		id := w.meet("Phiên chưa bế mạc", w.at.Add(time.Minute), w.seatOf("head"))
		w.at = w.at.Add(2 * time.Minute)
		w.must(w.app.RecordPresence(context.Background(), w.as("head"), app.PresenceIn{Meeting: id, Present: []app.PresentIn{{Seat: w.seatOf("head"), How: "present"}}}))
		return id
	})
}

// running gives a meeting of body C that is being held, with its items: the first
// one in hand, the deputy waiting for the floor.
func (w *world) running() (committee.MeetingID, []committee.ItemID) {
	ctx := context.Background()
	id := w.once("Phiên đang diễn ra", func() committee.MeetingID {
		r := w.must(w.app.Convene(ctx, w.as("head"), app.ConveneIn{
			Body: bodyC, Kind: committee.Regular, Title: "Phiên đang diễn ra", Start: w.at.Add(time.Minute), End: w.at.Add(time.Hour),
			Chair: w.seatOf("head"), Agenda: []app.ItemIn{{Title: "Nội dung 1"}, {Title: "Nội dung 2"}},
		}))
		id := committee.MeetingID(r.Ref)
		w.at = w.at.Add(2 * time.Minute)
		w.must(w.app.Arrive(ctx, w.as("head"), app.ArriveIn{Meeting: id, How: "present"}))
		w.must(w.app.Arrive(ctx, w.as("deputy"), app.ArriveIn{Meeting: id, How: "online"}))
		w.must(w.app.TakeUp(ctx, w.as("head"), app.TakeUpIn{Meeting: id, Item: w.sitting("head", id).Items()[0].ID}))
		w.must(w.app.AskFloor(ctx, w.as("deputy"), app.SittingSeatIn{Meeting: id}))
		return id
	})
	var items []committee.ItemID
	for _, x := range w.sitting("head", id).Items() {
		items = append(items, x.ID)
	}
	return id, items
}

// code is what stands in the room of a meeting now.
func (w *world) code(id committee.MeetingID) string {
	w.t.Helper()
	code, err := w.app.PresenceCode(context.Background(), w.as("head"), id)
	if err != nil {
		w.t.Fatal(err)
	}
	return code
}

// sitting reads a meeting that runs, as somebody.
func (w *world) sitting(who string, id committee.MeetingID) app.SittingPage {
	w.t.Helper()
	p, err := w.app.Sitting(context.Background(), w.as(who), id)
	if err != nil {
		w.t.Fatalf("%s looks at the sitting: %v", who, err)
	}
	return p
}

// justInvited names invitations that went out this moment. The meeting that was
// held comes first: it takes time.
func (w *world) justInvited() app.RecallIn {
	w.held()
	m := w.once("Phiên vừa mời", func() committee.MeetingID {
		return w.meet("Phiên vừa mời", w.at.Add(300*time.Hour), w.seatOf("head"))
	})
	if sent := w.invitations(m).Sent; len(sent) > 0 {
		return app.RecallIn{Meeting: m, Invitation: sent[0].Invitation.ID}
	}
	return app.RecallIn{Meeting: m, Invitation: w.invited(m)}
}

// once gives the meeting of a title, made when there is none.
func (w *world) once(title string, make func() committee.MeetingID) committee.MeetingID {
	list, err := w.app.Meetings(context.Background(), w.keeper, app.MeetingFilter{Body: bodyC, Limit: 100})
	if err != nil {
		w.t.Fatal(err)
	}
	for _, m := range list.Items {
		if m.Title == title {
			return m.ID
		}
	}
	return make()
}

// TestEveryCommandHasATrial holds the table of trials against the door: each
// command is in it, and each input would be allowed now. A dry run, which asks
// that, leaves no trace.
func TestEveryCommandHasATrial(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		list := w.trials(w.live())
		tried := map[string]bool{}
		before, acts := w.state(), w.acts()
		for _, c := range list {
			method, _, _ := strings.Cut(c.name, "/")
			tried[method] = true
			by := c.by
			by.Dry = true
			if _, err := c.run(w.app, by); err != nil {
				t.Errorf("%s: %v %v", c.name, err, about(err))
			}
		}
		if w.state() != before || w.acts() != acts {
			t.Error("dry runs changed the books")
		}
		door := reflect.TypeFor[*app.App]()
		var missing []string
		for i := range door.NumMethod() {
			if m := door.Method(i); isCommand(m) && !tried[m.Name] {
				missing = append(missing, m.Name)
			}
		}
		slices.Sort(missing)
		if len(missing) > 0 {
			t.Errorf("commands without a trial: %v", missing)
		}
	})
}

// about tells more of a fault.
func about(err error) string {
	f := fault(err)
	if f == nil {
		return fmt.Sprintf("%#v", err)
	}
	return fmt.Sprintf("field %q args %q verdict %+v", f.Field, f.Args, f.Verdict)
}
