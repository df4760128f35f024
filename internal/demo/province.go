package demo

import (
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// secretaryC keeps the papers of the committee of Nghệ An.
const secretaryC = "thuky.nghean"

// province re-enacts the steering committee of Nghệ An (C).
func (s *sim) province() {
	approved := day("2019-03-19")
	s.plan(at(approved, 9, 0), "C: approval of the regulation", func() {
		s.establish(s.books(), app.EstablishIn{
			Key: bodyC, Host: s.agency("na"), Superior: s.agency("na"), From: approved, ReEnacted: approved,
			Decision: dated("", "Quyết định phê duyệt Quy chế hoạt động của Ban Chỉ đạo (số và ngày thành lập không rõ; sổ giữ từ ngày phê duyệt)",
				"Ủy ban nhân dân tỉnh Nghệ An", approved),
		})
		s.reconstitute(s.books(), bodyC, dated("", "Danh sách Ban Chỉ đạo và Tổ công tác (mẫu)", "Ủy ban nhân dân tỉnh Nghệ An", approved),
			s.rosterC("na-huyen-"), secretaryC, nil)
		s.assists(secretaryC, committee.ByPost, string(s.posts["na.chu-tich"]))
	})
	s.plan(at(approved+1, 9, 0), "C: portfolios", s.portfoliosC)
	turn := day("2025-07-01")
	s.plan(at(turn, 8, 0), "C: kiện toàn when districts end", func() { s.kienToanC(turn) })
	s.plan(at(turn+1, 9, 0), "C: portfolios", s.portfoliosC)
	s.yearsC()
}

// rosterC is the committee and its working group; localities are the districts,
// and from July 2025 the communes.
func (s *sim) rosterC(localities string) []app.SeatIn {
	seats := []app.SeatIn{
		s.byPost("head", "na.chu-tich"), s.byPost("deputy", "na.pho-1"), s.byPost("deputy", "na.pho-2"),
		s.byPost("standing-member", "na-khcn.truong"),
		s.byPost("member", "na-nv.truong"), s.byPost("member", "na-tc.truong"), s.byPost("member", "na-tp.truong"),
		s.byPost("member", "na-vp.truong"),
		s.byAgency("member", "na-yt", "na-yt.truong"), s.byAgency("member", "na-gd", "na-gd.truong"),
	}
	for _, n := range []string{"1", "2", "3"} {
		seats = append(seats, s.byAgency("member", localities+n, localities+n+".truong"))
	}
	if localities != "na-huyen-" {
		return seats
	}
	const group = "to-cong-tac"
	return append(seats, in(group, s.byPost("helper-head", "na-vp.pho")),
		in(group, s.byPerson("helper", "na.to-1")), in(group, s.byPerson("helper", "na.to-2")),
		in(group, s.byPerson("helper", "na.to-3")), in(group, s.byPerson("helper", "na.to-4")))
}

// kienToanC replaces the districts' seats by those of communes; what hung on a
// district's seat goes to the commune of the same number.
func (s *sim) kienToanC(on charter.Date) {
	communeOf := map[committee.SeatID]string{}
	for _, n := range []string{"1", "2", "3"} {
		for _, l := range s.seatsOn(bodyC, on-1) {
			if l.Ref == string(s.agency("na-huyen-"+n)) {
				communeOf[l.Seat] = "na-xa-" + n
			}
		}
	}
	s.reconstitute(s.books(), bodyC, dated("", "Quyết định kiện toàn Ban Chỉ đạo sau khi kết thúc hoạt động của cấp huyện (diễn lại)",
		"Ủy ban nhân dân tỉnh Nghệ An", on), s.rosterC("na-xa-"), secretaryC, func(from committee.SeatID) committee.SeatID {
		if g := communeOf[from]; g != "" {
			return s.seatOf(bodyC, g).Seat
		}
		return ""
	})
}

// seatsOn gives who sat in a body on a day.
func (s *sim) seatsOn(body committee.BodyKey, on charter.Date) []app.SeatLine {
	lines, err := s.app.RosterOn(s.ctx, s.books(), body, on)
	if err != nil && s.err == nil {
		s.err = err
	}
	return lines
}

// portfoliosC gives every member a field or a locality, as the head assigns.
func (s *sim) portfoliosC() {
	fields := []string{"Nhân lực số", "Tài chính, ngân sách", "Thể chế, pháp chế", "Điều hành, văn phòng điện tử", "Y tế số", "Giáo dục số"}
	places := []string{"Địa bàn 1", "Địa bàn 2", "Địa bàn 3"}
	n := 0
	for _, l := range s.seats(bodyC) {
		if l.In != "" || l.Role != "member" {
			continue
		}
		in := app.PortfolioIn{Body: bodyC, Seat: l.Seat, From: s.today()}
		if n < len(fields) {
			in.Fields = fields[n : n+1]
		} else if n-len(fields) < len(places) {
			in.Fields, in.Places = []string{"Chính quyền cơ sở"}, places[n-len(fields):n-len(fields)+1]
		}
		s.done(s.app.AssignPortfolio(s.ctx, s.by(s.head(bodyC).Person), in))
		n++
	}
	s.turned()
}

// sittingC is a sitting of the committee with what they have in common.
func (s *sim) sittingC(kind committee.MeetingKind, title string, start time.Time, n int) sitting {
	return sitting{
		body: bodyC, kind: kind, title: title, start: start, place: "Phòng họp số 1, trụ sở Ủy ban nhân dân tỉnh", mode: "mixed",
		chair: s.head(bodyC).Seat, recorder: s.person(secretaryC), matters: s.matters(topicsC, n, 3),
	}
}

// yearsC plans the last two years: regular meetings, of which one is missed,
// extraordinary and expanded ones, proposals answered or not, working sessions,
// tasks between meetings.
func (s *sim) yearsC() {
	for i := range months + 1 {
		first := s.month(i)
		_, m, _ := first.Split()
		if m == 5 { // the second half-years pass without their regular meeting
			s.plan(at(s.workday(first+6), 9, 30), "C: regular meeting called", func() {
				x := s.sittingC(committee.Regular, "Phiên họp định kỳ của Ban Chỉ đạo", at(s.workday(s.today()+9), 8, 0), i)
				x.series, x.convener, x.choose = "regular", s.person(secretaryC), true
				s.convene(x)
			})
		}
		switch i % 6 {
		case 0:
			s.plan(at(s.workday(first+3), 10, 0), "C: working session called", func() { s.sessionC(i) })
		case 1:
			s.plan(at(s.workday(first+8), 14, 0), "C: proposal to meet", func() { s.proposeC(i) })
		case 2:
			s.plan(at(s.workday(first+4), 9, 0), "C: extraordinary meeting called by a deputy", func() { s.deputyCallsC(i) })
		case 3:
			s.plan(at(s.workday(first+11), 9, 0), "C: expanded meeting called", func() { s.expandedC(i) })
		case 4:
			s.plan(at(s.workday(first+14), 9, 0), "C: working session called", func() { s.sessionC(i) })
		}
		s.plan(at(s.workday(first+2), 15, 0), "C: tasks between meetings", func() { s.tasksC(i) })
		s.plan(at(s.workday(first+17), 15, 30), "C: tries that the regulation refuses", func() { s.triesC(i) })
	}
	s.plan(at(s.firstOf(3), 9, 0), "C: a clause is invoked", func() {
		s.invoke(s.by(s.nth(bodyC, "", "member", 1).Person), bodyC, "quy-che/2.2", "Đề nghị Ban Chỉ đạo phê duyệt dự toán của một sở",
			"Việc thuộc thẩm quyền của người đứng đầu sở; Ban Chỉ đạo không làm thay.")
	})
	s.plan(at(s.firstOf(10), 9, 0), "C: a clause is invoked", func() {
		s.invoke(s.by(s.nth(bodyC, "", "standing-member", 0).Person), bodyC, "quy-che/2.4", "Trình tự lấy ý kiến dự thảo kế hoạch",
			"Dự thảo chưa qua Tổ công tác nên chưa đưa vào chương trình họp.")
	})
	s.plan(at(s.firstOf(8), 8, 30), "C: a director changes", func() {
		s.succeed("na-tc.truong", "na-tc.truong.2", "Giám đốc Sở Tài chính tỉnh Nghệ An (mẫu 2)", "Quyết định bổ nhiệm Giám đốc Sở Tài chính (diễn lại)", s.today())
	})
	s.plan(at(s.firstOf(14), 8, 30), "C: a department names another delegate", func() {
		s.delegate(bodyC, s.seatOf(bodyC, "na-yt").Seat, "na-yt", "na-yt.dau-moi")
	})
	s.plan(at(s.firstOf(5), 8, 30), "C: a helper leaves and another comes", s.helperC)
	s.evidenceC()
	s.plan(at(s.until-12, 15, 0), "C: a task whose result waits for the head", func() {
		t := s.assign(s.by(s.head(bodyC).Person), bodyC, "", "Tổng hợp số liệu chữ ký số của các sở", s.nth(bodyC, "", "member", 1), 60)
		if t != nil {
			s.finish(t, at(s.until, 16, 0), false)
		}
	})
	s.plan(at(s.until, 15, 0), "C: what waits for a visitor", s.lastDaysC)
}

// lastDaysC leaves open what a visitor goes on with: a sitting on the day after
// the last, one a week later, a proposal that nobody has answered.
func (s *sim) lastDaysC() {
	x := s.sittingC(committee.Regular, "Phiên họp của Ban Chỉ đạo: bàn và kết luận", at(s.until+1, 8, 0), 3)
	x.convener, x.choose, x.idle = s.person(secretaryC), true, true
	s.convene(x)
	x = s.sittingC(committee.Expanded, "Phiên họp mở rộng sắp tới", at(s.workday(s.until+7), 8, 0), 4)
	x.convener, x.choose, x.idle, x.agencies = s.head(bodyC).Person, true, true, []string{"na-khcn", "na-nv"}
	s.convene(x)
	s.done(s.app.ProposeMeeting(s.ctx, s.by(s.nth(bodyC, "", "standing-member", 0).Person), app.ProposeIn{
		Body: bodyC, Kind: committee.Extraordinary, Reason: "Đề nghị họp bất thường về tiến độ số hóa hồ sơ.",
	}))
	if t := s.assign(s.by(s.head(bodyC).Person), bodyC, "", "Báo cáo nhanh tình hình hồ sơ trực tuyến", s.nth(bodyC, "", "member", 0), 10); t != nil {
		s.subassign(t)
	}
}

// helperC ends a seat of the working group; its heir takes over.
func (s *sim) helperC() {
	d := dated("", "Quyết định thay thành viên Tổ công tác (diễn lại)", "Ủy ban nhân dân tỉnh Nghệ An", s.today())
	s.name("na.to-5", "Thành viên Tổ công tác 5 (mẫu)")
	s.done(s.app.AppointSeat(s.ctx, s.books(), app.AppointIn{Body: bodyC, Decision: d, Seat: in("to-cong-tac", s.byPerson("helper", "na.to-5"))}))
	s.turned()
	s.done(s.app.EndSeat(s.ctx, s.books(), app.EndSeatIn{
		Body: bodyC, Seat: s.nth(bodyC, "to-cong-tac", "helper", 1).Seat, To: s.today(), Decision: d,
		Heir: s.nth(bodyC, "to-cong-tac", "helper", 4).Seat,
	}))
	s.turned()
}

// sessionC is a working session with members, called by a deputy or the head,
// who concludes.
func (s *sim) sessionC(i int) {
	x := s.sittingC(committee.Session, "Buổi làm việc nghe báo cáo tình hình thực hiện chương trình", at(s.workday(s.today()+4), 14, 0), i)
	x.convener = s.nth(bodyC, "", "deputy", i%2).Person
	if i%4 == 0 {
		x.convener = s.head(bodyC).Person
	}
	x.series, x.matters = "working-session", s.matters(topicsC, i+1, 2)
	s.convene(x)
}

// proposeC asks for a meeting; the head answers every other proposal.
func (s *sim) proposeC(i int) {
	r := s.done(s.app.ProposeMeeting(s.ctx, s.by(s.nth(bodyC, "", "standing-member", 0).Person), app.ProposeIn{
		Body: bodyC, Kind: committee.Extraordinary, Reason: committee.Prose("Cần bàn sớm: " + topicsC[i%len(topicsC)].title),
	}))
	if i%4 == 3 {
		return
	}
	s.plan(at(s.workday(s.today()+2), 9, 0), "C: a proposal is answered", func() {
		x := s.sittingC(committee.Extraordinary, "Phiên họp bất thường theo đề nghị của Thành viên Thường trực", at(s.workday(s.today()+3), 14, 0), i)
		x.convener, x.choose, x.proposal = s.head(bodyC).Person, true, committee.MeetingID(r.Ref)
		x.matters = s.matters(topicsC, i, 1)
		s.convene(x)
	})
}

// deputyCallsC is an extraordinary meeting by decision of a deputy; the head
// presides and so names who attends.
func (s *sim) deputyCallsC(i int) {
	x := s.sittingC(committee.Extraordinary, "Phiên họp bất thường của Ban Chỉ đạo", at(s.workday(s.today()+3), 8, 0), i)
	x.convener, x.matters = s.nth(bodyC, "", "deputy", 0).Person, s.matters(topicsC, i, 2)
	x.called = func(id committee.MeetingID) {
		s.done(s.app.ChooseAttendees(s.ctx, s.by(s.head(bodyC).Person), app.AttendeesIn{Meeting: id, Invitees: s.invitees(x)}))
	}
	s.convene(x)
}

// expandedC is an expanded meeting with lead agencies and experts; the head
// concludes against the majority on the first matter.
func (s *sim) expandedC(i int) {
	x := s.sittingC(committee.Expanded, "Phiên họp mở rộng với cơ quan chủ trì và chuyên gia", at(s.workday(s.today()+6), 8, 0), i)
	x.convener, x.choose = s.head(bodyC).Person, true
	x.agencies, x.guests = []string{"na-khcn", "na-nv", "na-vp"}, []string{"Chuyên gia 1 (mẫu)", "Nhà khoa học 2 (mẫu)"}
	x.matters[0].contested = true
	s.convene(x)
}

// tasksC gives out tasks between meetings, by the head and a deputy.
func (s *sim) tasksC(i int) {
	by := []committee.PersonID{s.head(bodyC).Person, s.nth(bodyC, "", "deputy", i%2).Person}
	for n, giver := range by {
		x := topicsC[(i+n*3)%len(topicsC)]
		s.assign(s.by(giver), bodyC, "", x.work, s.nth(bodyC, "", "member", (i+n*4)%9), 25+s.rng.IntN(50))
	}
}

// evidenceC records what met the duty to meet, half a year after half a year.
func (s *sim) evidenceC() {
	for due := day("2019-12-31"); due <= s.until; due = halfAfter(due) {
		switch {
		case due >= s.month(0) && due < s.month(12) && due.Time().Month() == 12:
			s.plan(at(s.workday(due+20), 10, 0), "C: evidence handed in late", func() {
				s.prove(bodyC, "hop-dinh-ky", due, "Biên bản phiên họp được bổ sung vào sổ sau kỳ hạn.")
			})
		case due < s.month(0) && due.Time().Year() != 2021:
			s.plan(at(s.workday(due-10), 10, 0), "C: evidence", func() { s.prove(bodyC, "hop-dinh-ky", due, "Phiên họp định kỳ đã tổ chức (mẫu).") })
		}
	}
}

// halfAfter is the end of the half-year after one that ends on a day.
func halfAfter(d charter.Date) charter.Date { return (d + 1).AddMonths(6) - 1 }

// prove records a note as what met an instance of a duty.
func (s *sim) prove(body committee.BodyKey, rule string, due charter.Date, note string) {
	s.done(s.app.RecordEvidence(s.ctx, s.by(s.head(body).Person), app.EvidenceIn{
		Body: body, Rule: rule, Due: due, Kind: "note", Note: committee.Prose(note), Met: s.today(),
	}))
}
