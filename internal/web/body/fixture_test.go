package body

import (
	"fmt"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui/uitest"
)

// The data of the pages under test: 15 April 2026, plain names.
var (
	today  = charter.NewDate(2026, 4, 15)
	bodyA  = charter.Text{VI: "Ban Chỉ đạo Chuyển đổi số tỉnh A", EN: "Digital transformation steering body of province A"}
	cite62 = charter.Cite{Address: "quy-che/6.2", Document: "quy-che", Rule: "r1", Place: charter.Place{Article: "6", Clause: "2"}, Text: charter.Text{VI: "Họp bất thường theo quyết định của Trưởng ban."}}
	clause = app.Clause{Ref: "Điều 6 khoản 2", Address: "quy-che/6.2", Document: "quy-che", Rule: "r1", Text: "Họp bất thường theo quyết định của Trưởng ban."}
	refuse = &committee.Fault{
		Kind: committee.Refused, Code: "may.not-holder", Body: "ban-a",
		Ruling: &charter.Ruling{Reason: charter.ReasonNotHolder, Clauses: []charter.Cite{cite62}},
		Could:  []committee.Could{{Role: "head", Title: charter.Text{VI: "Trưởng ban", EN: "Head"}, Holders: []string{"Chủ tịch 1"}}},
	}
)

// anOffer is an act offered, or one that is not the reader's.
func anOffer(act charter.Act, allowed bool) app.Offer {
	o := app.Offer{Act: act, Word: charter.ActWord(act).Text(), Allowed: allowed}
	if allowed {
		o.Ground = app.Ground{Reason: "granted", Clauses: []app.Clause{clause}}
	} else {
		o.Fault = refuse
	}
	return o
}

func aSeat(n int, role charter.Role, title string) app.SeatLine {
	return app.SeatLine{
		Seat: committee.SeatID(fmt.Sprintf("ghe-%d", n)), Role: role, Title: charter.Text{VI: title, EN: string(role)}, Order: n,
		Fill: committee.FillPost, Ref: fmt.Sprintf("chuc-%d", n), Person: committee.PersonID(fmt.Sprintf("nguoi-%d", n)),
		Holder: fmt.Sprintf("Giám đốc Sở %d", n), Through: charter.Text{VI: fmt.Sprintf("Sở %d", n)}, Regime: "part-time", From: today - 400, Decision: "913/QĐ-UBND",
	}
}

// aBody is a body of sixteen seats and two parts.
func aBody() app.BodyPage {
	b := app.BodyPage{
		Line: app.BodyLine{
			Key: "ban-a", Name: bodyA, Short: charter.Text{VI: "Ban Chỉ đạo"}, Host: charter.Text{VI: "UBND tỉnh A", EN: "Province A"}, Level: "province",
			Members: 15, From: today - 900, ReEnacted: today - 30, Reconstructed: true, Breach: true,
		},
		Identity: charter.BodySpec{Body: "ban-a", Name: bodyA, Level: "province", Nature: "steering", Quarters: charter.Text{VI: "Trụ sở UBND tỉnh A"}},
		On:       today, Changed: 12,
		Roster: []app.RosterRow{
			{Role: "head", Title: charter.Text{VI: "Trưởng ban", EN: "Head"}, Have: 1, Need: "1", OK: charter.Yes, Cite: &clause},
			{Role: "member", Title: charter.Text{VI: "Ủy viên", EN: "Member"}, Have: 13, Need: "14+", OK: charter.No, Cite: &clause},
			{Role: "expert", Title: charter.Text{VI: "Chuyên gia"}, Have: 0, Need: "unstated"},
		},
		Total:     app.RosterRow{Have: 16, Need: "2..16", OK: charter.Yes},
		Decisions: []app.DecisionLine{{ID: "q1", Body: "ban-a", Kind: committee.DecideEstablish, Title: "Thành lập", Date: charter.Approx{}, Effect: today - 900, Opened: 16}, {ID: "q2", Body: "ban-a", Kind: committee.DecideReconstitute, Number: "913/QĐ-UBND", Title: uitest.Long, Date: charter.Day(today - 400), Effect: today - 400, Opened: 16, Closed: 16}},
		Turns:     []app.Turn{{Day: today - 900, Label: "Thành lập", Kind: "roster"}, {Day: today - 500, Kind: "charter"}, {Day: today - 400, Label: "913/QĐ-UBND | bản sửa", Kind: "roster"}},
	}
	b.Seats = append(b.Seats, aSeat(1, "head", "Trưởng ban"), aSeat(2, "deputy", "Phó Trưởng ban"), aSeat(3, "standing-member", ""))
	for n := 4; n <= 16; n++ {
		b.Seats = append(b.Seats, aSeat(n, "member", "Ủy viên"))
	}
	b.Seats[5].Person, b.Seats[5].Holder, b.Seats[5].Fill, b.Seats[5].Ref = "", "", committee.FillVacant, ""
	b.Seats[6].New, b.Seats[6].Fields, b.Seats[6].Places = true, []string{"dữ liệu"}, []string{"huyện 4"}
	b.Seats[7].Holder = uitest.Long
	group := aSeat(20, "group-head", "Trưởng nhóm")
	group.In = "nhom-1"
	b.Subs = []app.SubBody{
		{Key: "nhom-1", Name: charter.Text{VI: "Nhóm 1", EN: "Group 1"}, Link: "sub-body", Head: "group-head", Seats: []app.SeatLine{group}},
		{Key: "thuong-truc", Name: charter.Text{VI: "Bộ phận thường trực"}, Link: "sub-body", Derived: true, Seats: b.Seats[:3]},
		{Key: "so-4", Name: charter.Text{VI: "Sở 4"}, Link: "standing-agency"},
	}
	for act, ok := range map[charter.Act]bool{
		"body.reconstitute": true, "seat.appoint": true, "seat.end": false, "meeting.convene": false, "meeting.convene-extraordinary": true,
		"meeting.convene-expanded": false, "meeting.convene-session": true, "meeting.propose": false, "power.delegate": true, "clause.invoke": true,
	} {
		b.Offers = append(b.Offers, anOffer(act, ok))
	}
	return b
}

func aBoard() app.Board {
	line := func(state committee.DutyState, due charter.Date, kind charter.Kind) committee.DutyLine {
		return committee.DutyLine{State: state, DaysLeft: 3, Obligation: charter.Obligation{
			Rule: "r-" + string(state), Kind: kind, What: charter.Text{VI: "Báo cáo quý", EN: "Report"}, Series: "regular", Who: []string{"secretary"}, Due: charter.Day(due),
			Period: charter.Period{From: charter.NewDate(2026, 1, 1), To: charter.NewDate(2026, 6, 30)}, Clauses: []charter.Cite{cite62, cite62},
		}}
	}
	met := line(committee.DutyDone, today-20, charter.KindDuty)
	met.Evidence = []committee.Evidence{{Kind: "document", Ref: "41/BC-BCĐ", Met: today - 21}, {Kind: "meeting", Ref: "m1", Note: "Phiên họp", Met: today - 22}, {Kind: "act", Ref: "a1", Met: today - 23}}
	return app.Board{
		From: charter.NewDate(2026, 1, 1), To: charter.NewDate(2026, 12, 31), AsOf: today, Met: 1, Due: 1, Missed: 1, Late: 1,
		Lines:   []committee.DutyLine{met, line(committee.DutyMiss, today-5, charter.KindSeries), line(committee.DutyDue, today+5, charter.KindSeries), line(committee.DutyLate, today-40, charter.KindDuty)},
		Ongoing: []charter.Obligation{{Rule: "r9", Kind: charter.KindDuty, What: charter.Text{VI: uitest.Long}, Who: []string{"all-members"}, Clauses: []charter.Cite{cite62}}},
	}
}

func aCharter() app.CharterPage {
	rules := make([]charter.Rule, len(spoken))
	for i, x := range spoken {
		rules[i] = x.rule
		rules[i].ID, rules[i].Inferred, rules[i].Note = fmt.Sprintf("r%d", i), i%3 == 0, charter.Text{VI: "Nguồn chỉ nói gọn."}
		rules[i].Force = charter.Force(i % 3)
	}
	rules = append(rules, charter.Rule{ID: "thoi-han", Spec: charter.TermSpec{Term: "x", AnyOf: []charter.Role{"head"}}, Valid: charter.Validity{From: charter.Day(today)}})
	docs := []charter.Document{{
		Key: "quy-che", Kind: "regulation", Title: charter.Text{VI: "Quy chế", EN: "Regulation"}, Number: "unstated", Date: charter.Day(today - 500), SignedBy: charter.Text{VI: "UBND tỉnh A"},
		Articles: []charter.Article{
			{Number: "5", Part: "Chương I", Title: charter.Text{VI: "Nguyên tắc"}, Text: charter.Text{VI: uitest.Long}, Rules: rules},
			{Number: "6", Title: charter.Text{VI: "Họp", EN: "Meetings"}, Clauses: []charter.Clause{
				{Number: "2", Text: charter.Text{VI: "Họp bất thường.", EN: "Extraordinary."}, Points: []charter.Point{{Letter: "a", Text: charter.Text{VI: "khi cần;"}}}},
			}},
		},
	}}
	v := app.CharterLine{Version: 2, From: today - 500, Reconstructed: true, Draft: true, Title: charter.Text{VI: "Quy chế"}}
	return app.CharterPage{
		Key: "ban-a", On: today, Title: charter.Text{VI: "Quy chế"}, Version: v, Versions: []app.CharterLine{{Version: 1, To: today - 501, Draft: true}, v},
		Documents: docs, Unstated: []charter.Subject{charter.SubjectTerm, charter.SubjectQuorum}, Turns: []charter.Date{today - 900, today - 500},
	}
}

func aMeeting(state committee.MeetingState) app.MeetingPage {
	b := aBody()
	start := time.Date(2026, 4, 15, 7, 0, 0, 0, time.UTC)
	m := app.MeetingPage{
		Line: app.MeetingLine{ID: "m1", Body: "ban-a", BodyName: bodyA, Kind: committee.Regular, Title: "Phiên họp định kỳ", Start: start, End: start.Add(2 * time.Hour), Place: "Phòng họp số 2", Mode: "mixed", State: state, Chair: "Trưởng ban"},
		Meeting: committee.Meeting{ID: "m1", Body: "ban-a", State: state, Chair: "ghe-1", Afterwards: true, Agenda: []committee.Item{
			{ID: "i1", Order: 1, Title: "Phương án dùng chung trung tâm dữ liệu", Lead: "ghe-2", Positions: []committee.Stand{{Seat: "ghe-1", Position: committee.For}, {Seat: "ghe-2", Position: committee.Against, Reason: "Chưa rõ kinh phí"}, {Seat: "ghe-3", Position: committee.Against}, {Seat: "ghe-4", Position: committee.Other}}},
			{ID: "i2", Order: 2, Title: uitest.Long, Conclusions: []committee.Conclusion{{ID: "k1", Text: "Đồng ý.\nGiao Sở 2.", By: "ghe-1", For: 1, Against: 2, AgainstMajority: true, Task: "t1", Due: today + 30}}},
		}},
		Seats: b.Seats, Quorum: charter.Verdict{OK: charter.Yes, Need: 10, Have: 11, Unstated: []string{"quorum.counts"}, Clauses: []charter.Cite{cite62}},
		Tally:   map[committee.ItemID]charter.Verdict{"i1": {OK: charter.No}},
		Modes:   map[committee.ItemID]app.DecisionMode{"i1": {Mode: charter.ModeHead, Clause: clause}, "i2": {Mode: charter.ModeVote, Clause: clause}},
		Changed: 9,
		Trail:   app.Trail{Acts: []app.ActRecord{{ID: "a1", Body: "ban-a", BodyName: bodyA, Seq: 5, At: start, EnteredAt: start, Act: app.ActWord{Act: "meeting.convene", Word: charter.ActWord("meeting.convene").Text()}, Person: "Giám đốc Sở 1", Capacity: charter.Text{VI: "Trưởng ban"}, Ground: app.Ground{Clauses: []app.Clause{clause}}, Index: -1}}},
	}
	for i, how := range []string{"present", "online", "absent", "excused", "substitute"} {
		m.Meeting.Invitees = append(m.Meeting.Invitees, committee.Invitee{Seat: b.Seats[i].Seat, Present: how})
	}
	for _, s := range b.Seats[5:] {
		m.Meeting.Invitees = append(m.Meeting.Invitees, committee.Invitee{Seat: s.Seat})
	}
	m.Meeting.Invitees = append(m.Meeting.Invitees, committee.Invitee{Name: "Chuyên gia 1"}, committee.Invitee{Agency: "so-9"})
	if state != committee.Concluded && state != committee.Cancelled {
		for _, act := range []charter.Act{"presence.record", "opinion.record", "meeting.conclude", "meeting.close", "meeting.postpone", "meeting.cancel", "meeting.chair", "meeting.choose-attendees"} {
			m.Offers = append(m.Offers, anOffer(act, act != "meeting.chair" && act != "meeting.conclude"))
		}
	}
	return m
}
