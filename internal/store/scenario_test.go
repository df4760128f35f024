package store_test

import (
	"context"
	"fmt"
	"reflect"
	"testing"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

func day(s string) charter.Date {
	d, err := charter.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// Instants of the scenario, in microseconds UTC.
const (
	morning = 1_767_225_600_000_000 // 2026-01-01
	hour    = 3_600_000_000
)

// scenario is a small office in which every kind of event happens.
func scenario() []committee.Event {
	from := day("2026-01-01")
	return []committee.Event{
		committee.OfficeFounded{Office: "van-phong", VI: "Văn phòng tỉnh", EN: "Provincial office", Zone: "Asia/Ho_Chi_Minh"},
		committee.AgencyRecorded{ID: "agency-tinh", Kind: "province", Code: "H40", VI: "Ủy ban nhân dân tỉnh", Short: "UBND tỉnh", From: from},
		committee.AgencyRecorded{ID: "agency-so", Parent: "agency-tinh", Kind: "department", VI: "Sở Thông tin", From: from},
		committee.AgencyRecorded{ID: "agency-so", Parent: "agency-tinh", Kind: "department", VI: "Sở Khoa học", From: day("2026-03-01")},
		committee.AgencyRecorded{ID: "agency-cu", Parent: "agency-tinh", Kind: "department", VI: "Sở cũ", From: from},
		committee.AgencyEnded{ID: "agency-cu", To: day("2026-02-28"), Successor: "agency-so"},
		committee.PostRecorded{ID: "post-chu-tich", Agency: "agency-tinh", Kind: "chairman", VI: "Chủ tịch", Leads: true, From: from},
		committee.PostRecorded{ID: "post-giam-doc", Agency: "agency-so", Kind: "director", VI: "Giám đốc", Leads: true, From: from},
		committee.PostRecorded{ID: "post-cu", Agency: "agency-cu", Kind: "director", VI: "Giám đốc sở cũ", From: from},
		committee.PostEnded{ID: "post-cu", To: day("2026-02-28")},
		committee.PersonRecorded{ID: "person-1", Name: "Ủy viên 1"},
		committee.PersonRecorded{ID: "person-2", Name: "Ủy viên 2"},
		committee.PersonRecorded{ID: "person-3", Name: "Đại biểu 3"},
		committee.PersonRecorded{ID: "person-4", Name: "Thư ký 4"},
		committee.DecisionRecorded{ID: "decision-1", Body: "ban-1", Kind: committee.DecideEstablish, Number: "01/QĐ", Title: "Thành lập", DateFrom: from, DateTo: from, Effect: from, SignedBy: "Chủ tịch"},
		committee.DecisionRecorded{ID: "decision-2", Kind: committee.DecidePosting, Title: "Bổ nhiệm", DateFrom: from, DateTo: day("2026-01-31"), Corrects: "decision-1"},
		committee.PostTaken{Post: "post-chu-tich", Person: "person-1", From: from, Decision: "decision-2"},
		committee.PostTaken{Post: "post-giam-doc", Person: "person-2", From: from},
		committee.PostLeft{Post: "post-giam-doc", Person: "person-2", To: day("2026-03-31")},
		committee.PostTaken{Post: "post-giam-doc", Person: "person-3", From: day("2026-04-01")},
		committee.AssistantNamed{Assistant: "person-4", Kind: committee.ByPost, ID: "post-chu-tich", From: from},
		committee.AssistantNamed{Assistant: "person-4", Kind: committee.BySeat, ID: "seat-pho", From: from},
		committee.AssistantReleased{Assistant: "person-4", Kind: committee.BySeat, ID: "seat-pho", To: day("2026-06-30")},
		committee.KeeperNamed{Person: "person-4", From: from},
		committee.KeeperNamed{Person: "person-3", From: from},
		committee.KeeperReleased{Person: "person-3", To: day("2026-01-31")},
		committee.BodyEstablished{Body: "ban-1", VI: "Ban Chỉ đạo", EN: "Steering committee", Host: "agency-tinh", Superior: "agency-tinh", Standing: "agency-so", From: from, ReEnacted: day("2026-12-31"), Decision: "decision-1"},
		committee.BodyEstablished{Body: "ban-2", VI: "Tổ công tác", From: from, Decision: "decision-1"},
		committee.CharterInstalled{Body: "ban-1", Version: 1, Hash: "h1", Source: "key: ban-1\n", From: from, Decision: "decision-1"},
		committee.CharterInstalled{Body: "ban-1", Version: 2, Hash: "h2", Source: "key: ban-1\nv: 2\n", Draft: true},
		committee.CharterInstalled{Body: "ban-1", Version: 3, Hash: "h3", Source: "key: ban-1\nv: 3\n", Replaces: 1, From: day("2026-05-01"), Decision: "decision-1"},
		committee.SeatOpened{ID: "seat-truong", Body: "ban-1", Role: "head", VI: "Trưởng ban", Order: 1, Fill: committee.FillPost, Ref: "post-chu-tich", Regime: "part-time", From: from, Decision: "decision-1"},
		committee.SeatOpened{ID: "seat-pho", Body: "ban-1", Role: "deputy", Order: 2, Fill: committee.FillPost, Ref: "post-giam-doc", Fields: []string{"số hóa"}, Places: []string{"huyện A"}, From: from, Decision: "decision-1"},
		committee.SeatOpened{ID: "seat-uv", Body: "ban-1", Role: "member", Order: 3, Fill: committee.FillDelegate, Ref: "agency-so", From: from, Decision: "decision-1"},
		committee.SeatOpened{ID: "seat-tk", Body: "ban-1", In: "to-giup-viec", Role: "secretary", Order: 4, Fill: committee.FillPerson, Ref: "person-4", From: from, Decision: "decision-1"},
		committee.SeatOpened{ID: "seat-trong", Body: "ban-1", Role: "member", Order: 5, Fill: committee.FillVacant, From: from, Decision: "decision-1"},
		committee.SeatOpened{ID: "seat-to", Body: "ban-2", Role: "head", Order: 1, Fill: committee.FillSeat, Ref: "seat-pho", From: from, Decision: "decision-1"},
		committee.DelegateNamed{Seat: "seat-uv", Body: "ban-1", Person: "person-2", From: day("2026-01-10")},
		committee.DelegateNamed{Seat: "seat-uv", Body: "ban-1", Person: "person-3", From: day("2026-02-10")},
		committee.PortfolioAssigned{Seat: "seat-pho", Body: "ban-1", Fields: []string{"dữ liệu"}, From: day("2026-02-01")},
		committee.PowerDelegated{ID: "delegation-1", Body: "ban-1", From: "seat-truong", To: "seat-pho", Acts: []charter.Act{"meeting.convene", "document.sign"}, Trigger: "written", Scope: "khi vắng", Since: from, Until: day("2026-12-31")},
		committee.PowerDelegated{ID: "delegation-2", Body: "ban-1", From: "seat-truong", To: "seat-uv", Acts: []charter.Act{"meeting.convene"}, Trigger: "absent", Since: from},
		committee.PowerRevoked{ID: "delegation-2", Body: "ban-1", From: day("2026-02-01")},
		committee.MeetingProposed{ID: "proposal-1", Body: "ban-1", Kind: committee.Extraordinary, By: "seat-uv", Role: "member", Reason: "việc gấp"},
		committee.MeetingProposed{ID: "proposal-2", Body: "ban-1", Kind: committee.Extraordinary, By: "seat-pho", Role: "deputy", Reason: "việc khác"},
		committee.MeetingConvened{
			ID: "meeting-1", Body: "ban-1", Kind: committee.Regular, Series: "quarterly", Title: "Phiên quý I", Start: morning, End: morning + hour, Place: "Phòng 1",
			Mode: "mixed", Chair: "seat-truong", Convener: "seat-truong", Proposal: "proposal-1", Afterwards: true, Urgent: true,
			Agenda: []committee.AgendaEntry{{ID: "item-1", Title: "Kế hoạch", Kind: "plan", Lead: "seat-pho"}, {ID: "item-2", Title: "Việc khác"}},
		},
		committee.AttendeesChosen{Meeting: "meeting-1", Body: "ban-1", Invitees: []committee.InviteeEntry{{Seat: "seat-truong"}, {Seat: "seat-pho"}, {Agency: "agency-so"}, {Name: "Chuyên gia 1"}}},
		committee.ChairTaken{Meeting: "meeting-1", Body: "ban-1", Chair: "seat-pho"},
		committee.PresenceRecorded{Meeting: "meeting-1", Body: "ban-1", Present: []committee.PresenceEntry{{Seat: "seat-truong", How: "online"}, {Seat: "seat-uv", How: "substitute"}}},
		committee.PositionsRecorded{Meeting: "meeting-1", Body: "ban-1", Item: "item-1", Positions: []committee.PositionEntry{{Seat: "seat-truong", Position: committee.For}, {Seat: "seat-pho", Position: committee.Against, Reason: "chưa đủ"}}},
		committee.TaskAssigned{ID: "task-1", Body: "ban-1", Title: "Xây dựng Đề án dữ liệu", Lead: "agency-so", Accountable: "seat-pho", Coordinators: []committee.AgencyID{"agency-tinh", "agency-cu"}, Due: day("2026-06-30"), SourceKind: "conclusion", SourceID: "conclusion-1", Assigner: "seat-truong"},
		committee.ItemConcluded{ID: "conclusion-1", Meeting: "meeting-1", Body: "ban-1", Item: "item-1", Text: "Thống nhất", By: "seat-pho", For: 1, Against: 1, Side: committee.For, AgainstMajority: true, Task: "task-1"},
		committee.ItemConcluded{ID: "conclusion-2", Meeting: "meeting-1", Body: "ban-1", Text: "Kết luận chung", By: "seat-pho"},
		committee.ItemConcluded{ID: "conclusion-3", Meeting: "meeting-1", Body: "ban-1", Item: "item-2", Work: "khảo sát", By: "seat-pho", Due: day("2026-07-31")},
		committee.TaskAssigned{ID: "task-8", Body: "ban-1", Title: "Khảo sát", Lead: "agency-so", Accountable: "seat-uv", SourceKind: "conclusion", SourceID: "conclusion-3", Assigner: "seat-pho"},
		committee.ConclusionSettled{ID: "conclusion-3", Meeting: "meeting-1", Body: "ban-1", Task: "task-8"},
		committee.TaskRevised{ID: "task-8", Body: "ban-1", Title: "Khảo sát hạ tầng", Lead: "agency-so", Person: "person-4", Coordinators: []committee.AgencyID{"agency-tinh"}, Due: day("2026-08-31")},
		committee.TaskAssigned{ID: "task-9", Body: "ban-1", Title: "Việc rút", Accountable: "seat-uv", Coordinators: []committee.AgencyID{"agency-so"}, SourceKind: "conclusion", SourceID: "conclusion-4", Assigner: "seat-pho"},
		committee.ItemConcluded{ID: "conclusion-4", Meeting: "meeting-1", Body: "ban-1", Work: "việc rút", By: "seat-pho", Task: "task-9"},
		committee.ConclusionWithdrawn{ID: "conclusion-4", Meeting: "meeting-1", Body: "ban-1"},
		committee.TaskWithdrawn{ID: "task-9", Body: "ban-1"},
		committee.ItemConcluded{ID: "conclusion-5", Meeting: "meeting-1", Body: "ban-1", Item: "item-2", Text: "Chưa rõ", By: "seat-pho"},
		committee.ConclusionRevised{ID: "conclusion-5", Meeting: "meeting-1", Body: "ban-1", Text: "Rõ hơn", Work: "lập danh mục", By: "seat-truong", Side: committee.For, For: 2, Against: 1, Due: day("2026-09-30"), Reason: "sót", Corrects: true},
		committee.SeatingArranged{Meeting: "meeting-1", Body: "ban-1", Shape: committee.ShapeRows, Places: []committee.InviteeEntry{{Seat: "seat-truong"}}},
		committee.SeatingArranged{Meeting: "meeting-1", Body: "ban-1", Shape: committee.ShapeU, Places: []committee.InviteeEntry{{Seat: "seat-pho"}, {Seat: "seat-truong"}, {Agency: "agency-so"}, {Name: "Chuyên gia 1"}}},
		committee.MeetingClosed{Meeting: "meeting-1", Body: "ban-1", At: morning + 2*hour},
		committee.MinutesApproved{Meeting: "meeting-1", Body: "ban-1", Version: 1, By: "seat-truong", Parts: []committee.MinutesPart{{Text: "Khai mạc"}, {Item: "item-1", Text: "Thống nhất"}}},
		committee.MinutesReopened{Meeting: "meeting-1", Body: "ban-1", Reason: "sót một ý"},
		committee.MinutesApproved{Meeting: "meeting-1", Body: "ban-1", Version: 2, Parts: []committee.MinutesPart{{Item: "item-1", Text: "Thống nhất cao"}}},
		committee.MeetingConvened{ID: "meeting-4", Body: "ban-1", Kind: committee.Regular, Start: morning, Mode: "mixed", Chair: "seat-truong", Agenda: []committee.AgendaEntry{{ID: "item-3", Title: "Báo cáo"}}},
		committee.PresenceRecorded{Meeting: "meeting-4", Body: "ban-1", Present: []committee.PresenceEntry{{Seat: "seat-truong", How: "present"}}},
		committee.SeatArrived{Meeting: "meeting-4", Body: "ban-1", N: 1, Seat: "seat-uv", How: "online", At: morning},
		committee.SeatArrived{Meeting: "meeting-4", Body: "ban-1", N: 2, Seat: "seat-pho", How: "present", At: morning + 1},
		committee.SeatDeparted{Meeting: "meeting-4", Body: "ban-1", N: 1, Seat: "seat-uv", At: morning + hour},
		committee.PresenceRecorded{Meeting: "meeting-4", Body: "ban-1", Present: []committee.PresenceEntry{{Seat: "seat-pho", How: "present"}, {Seat: "seat-uv", How: "online"}, {Seat: "seat-truong", How: "substitute"}}},
		committee.PriorStated{Meeting: "meeting-4", Body: "ban-1", Item: "item-3", Seat: "seat-uv", Say: committee.WantsSpeak, At: morning},
		committee.PriorStated{Meeting: "meeting-4", Body: "ban-1", Item: "item-3", Seat: "seat-pho", Say: committee.NoObjection, At: morning, Filled: committee.FilledEntry{At: morning - hour, Kept: 7, Sent: 9}},
		committee.PriorStated{Meeting: "meeting-4", Body: "ban-1", Item: "item-3", Seat: "seat-uv", At: morning + 2},
		committee.ItemTakenUp{Meeting: "meeting-4", Body: "ban-1", N: 1, Item: "item-3", At: morning},
		committee.ItemLeft{Meeting: "meeting-4", Body: "ban-1", N: 1, Item: "item-3", At: morning + hour},
		committee.ItemTakenUp{Meeting: "meeting-4", Body: "ban-1", N: 2, Item: "item-3", At: morning + 2*hour},
		committee.FloorAsked{Meeting: "meeting-4", Body: "ban-1", N: 1, Seat: "seat-pho", Item: "item-3", At: morning},
		committee.FloorGiven{Meeting: "meeting-4", Body: "ban-1", N: 1, Seat: "seat-pho", At: morning + 1},
		committee.FloorEnded{Meeting: "meeting-4", Body: "ban-1", N: 1, Seat: "seat-pho", At: morning + 2},
		committee.FloorAsked{Meeting: "meeting-4", Body: "ban-1", N: 2, Seat: "seat-truong", At: morning + 3},
		committee.VoteCalled{
			ID: "vote-1", Meeting: "meeting-1", Body: "ban-1", Item: "item-2", Motion: "Thông qua Kế hoạch", Hash: "h1", Hidden: true, At: morning, Until: morning + hour, By: "seat-pho",
			Options: []committee.OptionEntry{{Key: "for", Side: committee.For}, {Key: "against", Side: committee.Against}, {Key: "other", Side: committee.Other}},
			Voters:  []committee.VoterEntry{{Seat: "seat-truong", Weight: 1}, {Seat: "seat-pho", Weight: 2}, {Seat: "seat-uv", Weight: 1}},
		},
		committee.VoteCast{Vote: "vote-1", Body: "ban-1", Seat: "seat-pho", Hash: "h1", Option: "for", Position: committee.For, At: morning + 1},
		committee.VoteCast{Vote: "vote-1", Body: "ban-1", Seat: "seat-pho", Hash: "h1", Option: "against", Position: committee.Against, At: morning + 2, How: "telephone", Written: true},
		committee.VoteCounted{
			Vote: "vote-1", Meeting: "meeting-1", Body: "ban-1", Item: "item-2", At: morning + hour, Entered: morning + 2*hour, By: "seat-pho", Counts: []int{0, 2, 0}, Against: 2, Voted: 1,
			Facts: []committee.FactEntry{{Key: "for", Value: "0"}}, Passed: "false",
		},
		committee.VoteCalled{
			ID: "vote-2", Meeting: "meeting-1", Body: "ban-1", In: "to-giup-viec", Item: "item-2", Motion: "Bỏ phiếu kín", Hash: "h2", Secret: true, Hidden: true, At: morning + 3*hour,
			Options: []committee.OptionEntry{{Key: "1", Label: "Một", Side: committee.For}, {Key: "2", Label: "Hai", Side: committee.Against}},
			Voters:  []committee.VoterEntry{{Seat: "seat-pho", Weight: 1}, {Seat: "seat-uv", Weight: 1}}, Tellers: []committee.PartyEntry{{Seat: "seat-tk"}, {Person: "person-3"}},
		},
		committee.TellerKeyLaid{Vote: "vote-2", Meeting: "meeting-1", Body: "ban-1", Teller: committee.PartyEntry{Seat: "seat-tk"}, Public: "0401", At: morning + 4*hour},
		committee.TellerKeyLaid{Vote: "vote-2", Meeting: "meeting-1", Body: "ban-1", Teller: committee.PartyEntry{Person: "person-3"}, Public: "0402", At: morning + 5*hour, Opens: true},
		committee.BallotCast{Vote: "vote-2", Body: "ban-1", Seat: "seat-pho", Hash: "h2", At: morning + 6*hour},
		committee.VoteCalled{
			ID: "vote-3", Meeting: "meeting-1", Body: "ban-1", Item: "item-9", Motion: "Phiếu kín đã kiểm", Hash: "h3", Secret: true, Hidden: true, At: morning,
			Options: []committee.OptionEntry{{Key: "for", Side: committee.For}, {Key: "against", Side: committee.Against}}, Voters: []committee.VoterEntry{{Seat: "seat-pho", Weight: 1}},
			Tellers: []committee.PartyEntry{{Seat: "seat-tk"}, {Seat: "seat-uv"}},
		},
		committee.VoteCounted{
			Vote: "vote-3", Meeting: "meeting-1", Body: "ban-1", Item: "item-9", At: morning, Entered: morning, Counts: []int{1, 0}, For: 1, Voted: 1, Passed: "true",
			Ballots: []committee.Ballot{{Option: "for", Check: "ABCDEFGH"}}, Void: []committee.SeatID{"seat-uv"}, Warning: "alike",
		},
		committee.VoteCalled{ID: "vote-4", Meeting: "meeting-1", Body: "ban-1", Item: "item-8", Motion: "Hủy", Hash: "h4", At: morning, Voters: []committee.VoterEntry{{Seat: "seat-pho", Weight: 1}}},
		committee.VoteCalledOff{Vote: "vote-4", Meeting: "meeting-1", Body: "ban-1", At: morning + 1, By: "seat-pho", Reason: "Nêu sai"},
		committee.MeetingConvened{ID: "meeting-2", Body: "ban-1", Kind: committee.Regular, Start: morning + 24*hour, Mode: "online", Chair: "seat-uv"},
		committee.MeetingMoved{Meeting: "meeting-2", Body: "ban-1", Start: morning + 48*hour, Reason: "trùng lịch"},
		committee.InvitationSent{ID: "invitation-1", Meeting: "meeting-2", Body: "ban-1", Version: 5, Start: morning + 24*hour, End: morning + 25*hour, Title: "Phiên họp", Place: "Phòng 1", Mode: "online", To: []committee.Addressee{{Seat: "seat-pho", Person: "person-2"}, {Agency: "agency-so"}}},
		committee.InvitationRecalled{ID: "invitation-1", Meeting: "meeting-2", Body: "ban-1"},
		committee.InvitationSent{ID: "invitation-2", Meeting: "meeting-2", Body: "ban-1", Version: 6, Start: morning + 48*hour, Mode: "online", Cancels: true, To: []committee.Addressee{{Agency: "agency-so"}}},
		committee.InvitationWithdrawn{ID: "invitation-3", Meeting: "meeting-2", Body: "ban-1", Version: 7, Start: morning + 48*hour, Mode: "online", To: []committee.Addressee{{Seat: "seat-pho", Person: "person-2"}}},
		committee.MeetingConvened{ID: "meeting-3", Body: "ban-2", Kind: committee.Session, Start: morning, Mode: "online"},
		committee.MeetingCancelled{Meeting: "meeting-3", Body: "ban-2", Reason: "không cần"},
		committee.TaskUpdated{ID: "task-1", Body: "ban-1", Progress: 40, Note: "đang làm"},
		committee.TaskSubassigned{ID: "task-1", Body: "ban-1", Person: "person-3"},
		committee.TaskUrged{ID: "task-1", Body: "ban-1"},
		committee.ExtensionAsked{ID: "task-1", Body: "ban-1", Until: day("2026-07-31"), Reason: "thiếu số liệu"},
		committee.ExtensionGranted{ID: "task-1", Body: "ban-1", Until: day("2026-07-15")},
		committee.TaskUpdated{ID: "task-1", Body: "ban-1", Progress: 100, Finished: day("2026-07-10")},
		committee.TaskReturned{ID: "task-1", Body: "ban-1", Reason: "bổ sung"},
		committee.TaskUpdated{ID: "task-1", Body: "ban-1", Progress: 100, Finished: day("2026-07-14")},
		committee.TaskAccepted{ID: "task-1", Body: "ban-1", Note: "đạt"},
		committee.TaskAssigned{ID: "task-2", Body: "ban-1", Title: "Báo cáo quý", Accountable: "seat-uv", Assigner: "seat-uv"},
		committee.ExtensionAsked{ID: "task-2", Body: "ban-1", Until: day("2026-09-30")},
		committee.DutyMet{ID: "evidence-1", Body: "ban-1", Rule: "quarterly", Due: day("2026-03-31"), Kind: "meeting", Ref: "meeting-1", Note: "đúng hạn", Met: from},
		committee.PaperLaid{ID: "paper-1", Body: "ban-1", In: "to-giup-viec", Title: "Tờ trình kế hoạch", Kind: committee.Submission, Meeting: "meeting-1", Item: "item-1", Sight: committee.ForCalled, By: "seat-tk", Person: "person-4"},
		committee.PaperVersioned{Paper: "paper-1", Body: "ban-1", N: 1, SHA256: "aa", Size: 1234, MediaType: "application/pdf", Remarks: []string{"embedded"}, Name: "to-trinh.pdf", By: "seat-tk", Person: "person-4"},
		committee.PaperVersioned{Paper: "paper-1", Body: "ban-1", N: 2, SHA256: "bb", Size: 5_000_000_000, MediaType: "application/pdf", Name: "to-trinh-2.pdf", Note: "sửa Điều 3", Person: "person-3"},
		committee.PaperShown{Paper: "paper-1", Body: "ban-1", Sight: committee.ForBody},
		committee.PaperLaid{ID: "paper-2", Body: "ban-1", Title: "Phiếu lấy ý kiến", Kind: committee.DraftText, Round: "round-1", Sight: committee.ForBody, Person: "person-4"},
		committee.PaperVersioned{Paper: "paper-2", Body: "ban-1", N: 1, SHA256: "aa", Size: 1, MediaType: "image/png", Name: "anh.png", Person: "person-4"},
		committee.PaperShown{Paper: "paper-2", Body: "ban-1", Sight: committee.ForCalled},
		committee.PaperWithdrawn{Paper: "paper-2", Body: "ban-1", Reason: "nhầm bản"},
		committee.ClauseInvoked{Body: "ban-1", Address: "quy-che/5.2", About: "phối hợp", Reason: "cần thiết"},
		committee.RoundOpened{
			ID: "round-1", Body: "ban-1", In: "to-giup-viec", Matter: "plan", Authority: "minister", Title: "Kế hoạch năm", Capacity: "personal", Opened: morning,
			Deadline: day("2026-01-20"), Drafter: committee.PartyEntry{Seat: "seat-tk"}, Chair: "seat-truong", Opener: "seat-truong", Public: true,
			Questions: []committee.QuestionEntry{
				{ID: "question-1", Text: "Thông qua không?", Options: []committee.OptionEntry{{Key: "for", Side: committee.For}, {Key: "against", Side: committee.Against}}},
				{ID: "question-2", Text: "Phương án nào?", Options: []committee.OptionEntry{{Key: "1", Label: "Một", Side: committee.For}, {Key: "2", Label: "Hai", Side: committee.Other}}},
			},
			Papers:   []committee.BoundEntry{{Paper: "paper-x", Version: 1, SHA256: "aa", Title: "Tờ trình"}},
			Articles: []committee.ArticleEntry{{Address: "dieu-2", Heading: "Mục tiêu", Text: "Hai"}, {Address: "dieu-10", Text: "Mười"}},
			Asked:    []committee.PartyEntry{{Seat: "seat-pho"}, {Agency: "agency-so"}, {Person: "person-3"}},
			Origin:   committee.OriginEntry{From: "Bộ trưởng", Number: "12/BNV", Date: from, Received: from},
		},
		committee.SlipGiven{
			Round: "round-1", Body: "ban-1", Question: "question-1", By: committee.PartyEntry{Seat: "seat-pho"}, Option: "for", Position: committee.For, Reason: "đủ", Revision: 1, Version: 1,
			At: morning + hour, Entered: morning + hour, Comments: []committee.CommentEntry{{ID: "comment-1", Address: "dieu-2", Text: "Bỏ chữ thừa"}, {ID: "comment-2", Place: "Phụ lục", Text: "Thêm"}},
		},
		committee.CommentCharged{Round: "round-1", Body: "ban-1", Comment: "comment-1", To: "seat-tk", Due: day("2026-01-15")},
		committee.CommentAnswered{Round: "round-1", Body: "ban-1", Comment: "comment-1", Kind: committee.Partly, Text: "Bỏ một chữ", By: "person-4", At: morning + 2*hour},
		committee.SlipGiven{
			Round: "round-1", Body: "ban-1", Question: "question-1", By: committee.PartyEntry{Seat: "seat-pho"}, Option: "against", Position: committee.Against, Revision: 2, Version: 1,
			At: morning + 3*hour, Entered: morning + 3*hour, Filled: committee.FilledEntry{At: morning + 2*hour, Kept: 1500, Sent: -90_000}, Comments: []committee.CommentEntry{{ID: "comment-3", Text: "Chung"}, {ID: "comment-1", Address: "dieu-2", Text: "Bỏ chữ thừa"}},
		},
		committee.SlipLate{
			Round: "round-1", Body: "ban-1", Question: "question-1", By: committee.PartyEntry{Agency: "agency-so"}, Option: "against", Position: committee.Against, Version: 1,
			At: morning + 4*hour, Filled: committee.FilledEntry{At: morning + 2*hour},
		},
		committee.SlipGiven{
			Round: "round-1", Body: "ban-1", Question: "question-1", By: committee.PartyEntry{Agency: "agency-so"}, Option: "for", Position: committee.For, Revision: 1, Version: 1,
			At: morning + hour, Entered: morning + 5*hour, How: "telephone",
		},
		committee.RoundTextChanged{
			Round: "round-1", Body: "ban-1", Version: 2, At: morning + 6*hour, Note: "Sửa điều 10", Papers: []committee.BoundEntry{{Paper: "paper-x", Version: 2, SHA256: "bb", Title: "Tờ trình"}},
			Articles: []committee.ArticleEntry{{Address: "dieu-2", Heading: "Mục tiêu", Text: "Hai"}, {Address: "dieu-10", Text: "Mười, sửa"}}, Changed: []string{"dieu-10"}, ChangedPapers: []committee.PaperID{"paper-x"},
		},
		committee.SlipConfirmed{Round: "round-1", Body: "ban-1", Question: "question-1", By: committee.PartyEntry{Agency: "agency-so"}, Revision: 2, Version: 2},
		committee.SlipLate{
			Round: "round-1", Body: "ban-1", Question: "question-2", By: committee.PartyEntry{Person: "person-3"}, Option: "1", Position: committee.For, Reason: "kịp giờ", Version: 2,
			At: morning + 7*hour, Filled: committee.FilledEntry{At: morning + 6*hour, Kept: 5, Sent: 6}, Comments: []committee.CommentEntry{{ID: "comment-9", Address: "dieu-2", Place: "", Text: "Muộn"}},
		},
		committee.RoundExtended{Round: "round-1", Body: "ban-1", Deadline: day("2026-01-25"), Reason: "thêm thời gian"},
		committee.RoundConcluded{
			Round: "round-1", Body: "ban-1", At: morning + 24*hour, By: "seat-truong", Text: "Thống nhất", Reply: "Kính gửi", ReplyNumber: "3/BC",
			Outcomes: []committee.OutcomeEntry{
				{ID: "outcome-1", Question: "question-1", Text: "Thông qua", Side: committee.For, Asked: 1, Against: 1, StaleAgainst: 1, AgainstMajority: true, Task: "task-1"},
				{ID: "outcome-2", Question: "question-2", Side: committee.Against, Asked: 1, Silent: 1, For: 2, Other: 3, StaleFor: 4, StaleOther: 5},
			},
		},
		committee.RoundOpened{
			ID: "round-2", Body: "ban-1", Title: "Việc khác", Opened: morning, Deadline: day("2026-01-22"), Drafter: committee.PartyEntry{Agency: "agency-so"},
			Questions: []committee.QuestionEntry{{ID: "question-3", Text: "Có không?"}}, Asked: []committee.PartyEntry{{Agency: "agency-so"}},
		},
		committee.RoundOpened{
			ID: "round-3", Body: "ban-1", Title: "Việc đang hỏi", Meeting: "meeting-2", Item: "item-5", Opened: morning, Deadline: day("2026-01-28"), Drafter: committee.PartyEntry{Agency: "agency-so"},
			Questions: []committee.QuestionEntry{{ID: "question-4", Text: "Có không?"}}, Asked: []committee.PartyEntry{{Seat: "seat-to"}},
		},
		committee.InvitationAnswered{
			Meeting: "meeting-1", Body: "ban-1", By: committee.PartyEntry{Agency: "agency-so"}, Answer: committee.AnswerAttend, Channel: "telephone", Revision: 1,
			Start: morning, At: morning - 2*hour, Entered: morning - hour, Person: "person-4", People: []committee.RepresentativeEntry{{Name: "Đại biểu 1", Title: "Phó Giám đốc"}, {Name: "Đại biểu 2"}},
		},
		committee.InvitationAnswered{
			Meeting: "meeting-1", Body: "ban-1", By: committee.PartyEntry{Seat: "seat-pho"}, Answer: committee.AnswerAttend, Channel: "web", Revision: 1, Start: morning, At: morning - 3*hour, Entered: morning - 3*hour, Person: "person-2",
		},
		committee.InvitationAnswered{
			Meeting: "meeting-1", Body: "ban-1", By: committee.PartyEntry{Seat: "seat-pho"}, Answer: committee.AnswerAbsent, Reason: "đi công tác", Channel: "web", Revision: 2, Start: morning, At: morning - 2*hour, Entered: morning - 2*hour, Person: "person-2",
			Filled: committee.FilledEntry{At: morning - 3*hour, Kept: -12, Sent: 34},
		},
		committee.SubstituteNamed{Meeting: "meeting-1", Body: "ban-1", Seat: "seat-pho", Name: "Phó Giám đốc 1", Title: "Sở Thông tin", Person: "person-2"},
		committee.AbsenceRuled{Meeting: "meeting-1", Body: "ban-1", Seat: "seat-pho", Revision: 2, Reason: "cần có mặt", Person: "person-1", At: morning - 90},
		committee.AbsenceRuled{Meeting: "meeting-1", Body: "ban-1", Seat: "seat-pho", Revision: 2, Granted: true, Person: "person-1", At: morning - 60},
		committee.MatterProposed{ID: "matter-1", Body: "ban-1", In: "to-giup-viec", Title: "Cơ chế dữ liệu", Kind: "co-che", Note: "cần sớm", By: committee.PartyEntry{Agency: "agency-so"}, Person: "person-3"},
		committee.MatterJudged{ID: "matter-1", Body: "ban-1", Accepted: true, Person: "person-4"},
		committee.MatterProposed{ID: "matter-2", Body: "ban-1", Title: "Việc ngoài thẩm quyền", By: committee.PartyEntry{Seat: "seat-uv"}, Person: "person-2"},
		committee.MatterJudged{ID: "matter-2", Body: "ban-1", Reason: "ngoài thẩm quyền", Person: "person-4"},
		committee.MatterKept{ID: "matter-3", Body: "ban-1", Title: "Việc khác", Lead: "seat-pho", From: "meeting-1", Person: "person-4"},
		committee.AgendaArranged{
			Meeting: "meeting-2", Body: "ban-1", Numbering: committee.NumberRoman, Sections: []committee.Prose{"Khai mạc", "Nội dung"},
			Items: []committee.ArrangedEntry{
				{ID: "item-3", Title: "Thông qua biên bản", Section: 1, Minutes: 10, Recurs: true},
				{ID: "item-4", Title: "Cơ chế dữ liệu", Kind: "co-che", Lead: "seat-pho", Presenter: "Chuyên gia 1", Section: 2, Minutes: 45, Late: true, Matter: "matter-1"},
				{ID: "item-5", Title: "Nhân sự", Section: 2, Closed: true, Named: []committee.SeatID{"seat-truong", "seat-pho"}},
			},
		},
		committee.AgendaArranged{
			Meeting: "meeting-2", Body: "ban-1", Numbering: committee.NumberDecimal, Sections: []committee.Prose{"Nội dung"},
			Items: []committee.ArrangedEntry{
				{ID: "item-5", Title: "Nhân sự", Section: 1, Closed: true, Named: []committee.SeatID{"seat-pho"}}, {ID: "item-3", Title: "Thông qua biên bản", Minutes: 15, Matter: "matter-3"},
			},
		},
		committee.MeetingForeseen{ID: "foreseen-1", Body: "ban-1", In: "to-giup-viec", Kind: committee.Session, Series: "quarterly", Title: "Phiên tới", Note: "sau khi có số liệu", From: day("2026-01-21"), To: day("2026-01-31"), By: "seat-truong", Source: "meeting-1"},
		committee.MeetingForeseen{ID: "foreseen-1", Body: "ban-1", Kind: committee.Session, Title: "Phiên cuối tháng", From: day("2026-01-25"), To: day("2026-02-05"), By: "seat-truong"},
		committee.ForeseenSettled{ID: "foreseen-1", Body: "ban-1", Meeting: "meeting-2"},
		committee.MeetingForeseen{ID: "foreseen-2", Body: "ban-1", Kind: committee.Regular, From: day("2026-02-01"), To: day("2026-02-28")},
		committee.ForeseenDropped{ID: "foreseen-2", Body: "ban-1", Reason: "không còn cần"},
		committee.RoundCancelled{Round: "round-2", Body: "ban-1", At: morning + hour, By: "seat-truong", Reason: "Sai bản"},
		committee.SeatEnded{ID: "seat-uv", Body: "ban-1", To: day("2026-08-31"), Decision: "decision-1"},
		committee.HandedOver{Body: "ban-1", From: "seat-uv", Kind: committee.HangTask, Thing: "task-2"},
		committee.HandedOver{Body: "ban-1", From: "seat-uv", To: "seat-pho", Kind: committee.HangTask, Thing: "task-2"},
		committee.HandedOver{Body: "ban-1", From: "seat-uv", To: "seat-truong", Kind: committee.HangAssigner, Thing: "task-2"},
		committee.HandedOver{Body: "ban-1", From: "seat-uv", Kind: committee.HangChair, Thing: "meeting-2"},
		committee.TopicOpened{
			ID: "topic-1", Body: "ban-1", Title: "Dữ liệu dùng chung", About: "Lập danh mục", Wide: true, Host: committee.PartyEntry{Seat: "seat-pho"}, At: morning,
			Parties: []committee.PartyEntry{{Seat: "seat-pho"}, {Agency: "agency-so"}, {Person: "person-4"}},
			Links:   []committee.TopicLink{{Kind: committee.LinkPaper, Ref: "paper-1"}, {Kind: committee.LinkTask, Ref: "task-1"}},
		},
		committee.RemarkMade{
			ID: "remark-1", Topic: "topic-1", Body: "ban-1", By: committee.PartyEntry{Seat: "seat-pho"}, Person: "person-2", Text: "Đề nghị có danh mục", At: morning + hour,
			Mentions: []committee.PartyEntry{{Agency: "agency-so"}, {Seat: "seat-truong"}},
		},
		committee.RemarkMade{ID: "remark-2", Topic: "topic-1", Body: "ban-1", To: "remark-1", By: committee.PartyEntry{Agency: "agency-so"}, Person: "person-3", Text: "Đang lập", At: morning + 2*hour},
		committee.RemarkWithdrawn{Topic: "topic-1", Body: "ban-1", Remark: "remark-2", At: morning + 3*hour, Reason: "nhầm"},
		committee.TopicArranged{
			Topic: "topic-1", Body: "ban-1", Title: "Dữ liệu dùng chung của tỉnh", Parties: []committee.PartyEntry{{Seat: "seat-pho"}, {Agency: "agency-so"}, {Seat: "seat-truong"}},
			Links: []committee.TopicLink{{Kind: committee.LinkRound, Ref: "round-1"}},
		},
		committee.TopicOpened{ID: "topic-2", Body: "ban-1", Title: "Việc đã xong", Host: committee.PartyEntry{Agency: "agency-so"}, At: morning, Parties: []committee.PartyEntry{{Agency: "agency-so"}}},
		committee.PaperLaid{ID: "paper-topic", Body: "ban-1", Title: "Danh mục dữ liệu", Kind: committee.DraftText, Topic: "topic-1", Sight: committee.ForCalled, Person: "person-3"},
		committee.TopicClosed{Topic: "topic-2", Body: "ban-1", At: morning + hour, Result: "Đã lập danh mục"},
		committee.BodyDissolved{Body: "ban-2", To: day("2026-10-31"), Decision: "decision-1"},
	}
}

// play applies the scenario to an office, with two acts, their contents, a
// refusal, a job, sight, an account and all else that no event writes.
func play(t *testing.T, s *store.Store, office committee.OfficeID) {
	t.Helper()
	err := s.Write(context.Background(), office, []committee.BodyKey{"", "ban-1"}, func(tx *store.Tx) error {
		tx.SetAt(morning)
		for _, e := range scenario() {
			if err := tx.Apply(e); err != nil {
				return err
			}
		}
		for i := range 3 {
			seq, err := tx.NextSeq("ban-1")
			if err != nil {
				return err
			}
			if err := tx.RecordAct(store.ActRow{
				ID: committee.ActID(fmt.Sprintf("act-%d", i)), Body: "ban-1", BodySeq: seq, Name: "meeting.convene", At: morning + int64(i), EnteredAt: morning - int64(i),
				Person: "person-1", CapacityKind: committee.BySeat, CapacityID: "seat-truong", OnBehalf: "person-2", Via: "web", RefKind: "meeting", Ref: "meeting-1",
				Leaf: fmt.Appendf(nil, "leaf %d", i), Contents: []store.Content{{ID: fmt.Sprintf("content-%d", i), Salt: []byte{1}, Value: []byte("lời")}},
			}); err != nil {
				return err
			}
		}
		acts, err := tx.Unfolded(2)
		if err != nil {
			return err
		}
		for _, err := range []error{
			tx.AppendLog(0, acts, 0, [][]byte{{1}, {2}, {3}}),
			tx.PutCheckpoint(store.CheckpointRow{Size: 2, Note: "note", At: morning}),
			tx.RecordRefusal(store.RefusalRow{ID: "refusal-1", At: morning, Person: "person-1", Body: "ban-1", Act: "document.sign", Code: "may.missing", Reason: "missing"}),
			tx.IdempotentPut("person-1", "key-1", "hash-1", []byte("{}"), morning),
			tx.AddAudience("task", "task-1", store.ToSeat, "seat-pho", 2),
			tx.AddAudience("meeting", "meeting-1", store.ToPublic, "", 1),
			tx.AddAudience("paper", "paper-1", store.ToSeat, "seat-pho", 2),
			tx.AddAudience("round", "round-1", store.ToSeat, "seat-pho", 2),
			tx.AddAudience("topic", "topic-1", store.ToSeat, "seat-pho", 2),
			tx.ReadTopic("topic-1", "person-1", morning),
			tx.ReadPaper("paper-2", 1, "person-3", morning),
			tx.PutMinutesDraft(store.MinutesDraft{Meeting: "meeting-1", Item: "item-1", Words: "Thống", Rev: 3, Person: "person-1", At: morning}),
			tx.PutMark(store.Mark{ID: "uy vien", Paper: "paper-1", Person: "person-1", N: 1, Page: 2, Quote: "Điều 3", Words: "hỏi lại", At: morning}),
			tx.KeepDrawing(store.Drawing{SHA256: "aa", Drawn: "dd", Size: 99, At: morning}),
			tx.PutAccount(store.Account{Login: "login-1", Person: "person-1", PasswordHash: "secret", CreatedAt: morning}),
			tx.PutSession(store.Session{TokenHash: "token-1", Person: "person-1", CreatedAt: morning, ExpiresAt: morning + hour}),
			tx.PutDevice(store.Device{TokenHash: "token-1", Person: "person-1", Name: "Máy bảng", CreatedAt: morning, SeenAt: morning}),
			tx.AddToken(store.APIToken{ID: "api-1", TokenHash: "hash-1", Person: "person-1", Name: "máy", CreatedAt: morning}),
			tx.AddCalendar(store.Calendar{ID: "api-1", TokenHash: "hash-1", Person: "person-1", Body: "ban-1", CreatedAt: morning}),
			tx.PutMailAddress(store.MailAddress{Kind: store.MailPerson, ID: "person-1", Address: "uv1@so.example"}),
			letters(tx),
			tx.PutSealed("vote-2", "seat-pho", []byte{1, 2, 3}),
			tx.AddIncoming(store.Incoming{ID: "hash-1", Digest: "hash-1", Source: "imap", Sender: "uv1@so.example", Subject: "Trả lời", Words: "Đồng ý", Taken: morning, Proof: "pass", Kind: "answer", State: store.IncomingWaiting, Kept: []store.IncomingFile{{Name: "gop-y.pdf", SHA256: "ee", Media: "application/pdf", Size: 9, Remarks: []string{"external"}}, {Name: "x.doc", Why: "file.old-office", WhyArgs: []string{"x"}}}}),
			tx.AddIncoming(store.Incoming{ID: "key-1", Digest: "key-1", Source: "imap", Sender: "uv1@so.example", Taken: morning, Proof: "pass", Thing: "meeting", Object: "meeting-1", Kind: "calendar", State: store.IncomingCounted}),
			tx.CodeIncoming("hash-1", "hash-1", morning+hour),
			tx.PutMailbox(store.Mailbox{Place: "mail", Validity: 1, UID: 7, Looked: morning}),
			tx.PutMailWish(store.MailWish{Person: "person-1", Reminders: true}),
			tx.PutReminderDays([]int{3, 1}),
		} {
			if err != nil {
				return err
			}
		}
		for _, key := range []string{"key-0", "key-1"} {
			if _, err := tx.EnqueueJob("mail", key, []byte("{}"), morning); err != nil {
				return err
			}
		}
		ready, err := tx.Jobs(store.JobReady, 1)
		if err != nil {
			return err
		}
		if err := tx.FinishJob(ready[0].ID, morning); err != nil {
			return err
		}
		_, err = tx.LoginFailed("login-1", morning, 0)
		return err
	})
	if err != nil {
		t.Fatalf("scenario in %s: %v", office, err)
	}
}

// TestScenarioHoldsEveryEvent keeps the scenario as long as the list of events.
func TestScenarioHoldsEveryEvent(t *testing.T) {
	seen := map[reflect.Type]bool{}
	for _, e := range scenario() {
		seen[reflect.TypeOf(e)] = true
	}
	for _, e := range committee.EventTypes() {
		if !seen[reflect.TypeOf(e)] {
			t.Errorf("the scenario has no %s", e.EventName())
		}
	}
}

// letters keeps a letter of every kind on each of two things to each of three
// parties.
func letters(tx *store.Tx) error {
	ids := []string{"meeting", "meeting-1", "task", "task-1", "key-1", "login-1", "token-1", "hash-1", "api-1", "content-0", "job-1", "job-2"}
	for i, id := range ids {
		if err := tx.AddLetter(store.Letter{
			ID: id, Kind: []string{"mail", "meeting"}[i%2], Object: []string{"meeting-1", "task-1"}[i/2%2], Party: []string{"seat", "login-1", "key-1"}[i/4],
			Version: 1, Sending: "key-1", Name: "Ủy viên 1", Address: "uv1@so.example", Sender: "person-1", Created: morning, Ref: int64(i % 3),
		}); err != nil {
			return err
		}
	}
	return nil
}
