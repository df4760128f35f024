package demo

import (
	"strings"

	"nghisu/charters"
	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// secretaryE keeps the papers of the council.
const secretaryE = "thuky.hoidong"

// council re-enacts the council of chief information officers (E), from the
// decision that founded it and the draft of its regulation.
func (s *sim) council() {
	on := day("2011-08-03")
	s.plan(at(on, 9, 0), "E: founding by Decision 1235", func() {
		s.establish(s.through("btttt.truong", "btttt.truong"), app.EstablishIn{
			Key: bodyE, Host: s.agency("btttt"), Superior: s.agency("btttt"), From: on, ReEnacted: day("2011-08-12"),
			Decision: dated("1235/QĐ-BTTTT", "Quyết định thành lập Hội đồng giám đốc công nghệ thông tin của cơ quan nhà nước", "Bộ trưởng Bộ Thông tin và Truyền thông", on),
		})
	})
	draft := day("2011-08-12")
	// The seats stand in the draft alone, so that they are filled from its day.
	s.plan(at(draft, 7, 30), "E: the roster", func() {
		s.reconstitute(s.books(), bodyE, dated("", "Danh sách Hội đồng (các thành viên là mẫu)", "", draft), s.rosterE("btttt"), secretaryE, nil)
	})
	s.plan(at(draft, 8, 0), "E: session on the draft", func() {
		x := s.sittingE("Buổi làm việc về dự thảo Quy chế hoạt động của Hội đồng", 0)
		x.start, x.agencies = at(draft, 8, 30), []string{"bo-3", "bo-4"}
		x.matters = []matter{
			{title: "Quy chế và kế hoạch hoạt động của Hội đồng", work: "Soạn thảo nội dung cụ thể của Quy chế", days: 30},
			{title: "Tích hợp, chia sẻ dữ liệu giữa các cơ quan nhà nước"},
			{title: "Vai trò của đơn vị chuyên trách công nghệ thông tin"},
		}
		s.convene(x)
	})
	turn := day("2025-03-03")
	s.plan(at(turn, 9, 0), "E: kiện toàn when the ministry ends", func() {
		s.reconstitute(s.books(), bodyE, dated("", "Quyết định kiện toàn Hội đồng sau khi Bộ Thông tin và Truyền thông kết thúc (diễn lại)", "", turn),
			s.rosterE("bkhcn"), secretaryE, func(committee.SeatID) committee.SeatID { return s.head(bodyE).Seat })
	})
	s.yearsE()
}

// rosterE is the council: a vice minister in the chair, as the news tells; the
// members are samples.
func (s *sim) rosterE(ministry string) []app.SeatIn {
	return []app.SeatIn{
		s.byPost("head", ministry+".thu-truong"), s.byPost("deputy", "cuc-cntt.truong"),
		s.byAgency("member", "bo-1", "bo-1.cntt"), s.byAgency("member", "bo-2", "bo-2.cntt"),
		s.byAgency("member", "bo-3", "bo-3.cntt"), s.byAgency("member", "bo-4", "bo-4.cntt"),
		s.byAgency("member", "vpcp", "vpcp.dau-moi"), s.byAgency("member", "bnv", "bnv.thu-truong"),
	}
}

// sittingE is a consultative session with what they have in common.
func (s *sim) sittingE(title string, i int) sitting {
	return sitting{
		body: bodyE, kind: committee.Regular, title: title, place: "Trụ sở Bộ", choose: true,
		chair: s.head(bodyE).Seat, convener: s.head(bodyE).Person, recorder: s.person(secretaryE),
		matters: s.matters(topicsE, i, 2),
	}
}

// yearsE plans consultative sessions every two months or so, chaired in turn by
// the chairman, the deputy, and a member to whom the chairman lent the chair.
func (s *sim) yearsE() {
	for i := range months + 1 {
		if i%2 == 0 && i != 8 {
			s.plan(at(s.workday(s.month(i)+6), 9, 0), "E: session called", func() { s.sessionE(i) })
		}
		if i%3 == 1 {
			s.plan(at(s.workday(s.month(i)+10), 14, 0), "E: a task of the chairman", func() {
				s.assignE(topicsE[i%len(topicsE)].work, s.nth(bodyE, "", "member", i%6), 30+s.rng.IntN(40))
			})
		}
		s.plan(at(s.workday(s.month(i)+19), 10, 0), "E: tries that the draft refuses", func() { s.triesE(i) })
	}
	s.rounds()
	s.workingE()
	s.plan(at(s.workday(s.until-4), 14, 0), "E: votes", s.votesE)
	s.plan(at(s.until-3, 9, 0), "E: a task of the chairman", func() {
		s.assignE("Chuẩn bị tài liệu cho phiên làm việc tới", s.nth(bodyE, "", "member", 2), 25)
	})
	s.plan(at(s.firstOf(7), 9, 0), "E: the regulation is promulgated", s.promulgateE)
	s.plan(at(s.firstOf(12), 9, 0), "E: a lent power is taken back", s.takeBackE)
}

// assignE is a task of the chairman; between the end of the ministry and the
// kiện toàn of the council nobody is.
func (s *sim) assignE(work string, to app.SeatLine, days int) {
	if chairman := s.head(bodyE).Person; chairman != "" {
		s.assign(s.by(chairman), bodyE, "", work, to, days)
	}
}

// sessionE calls one session.
func (s *sim) sessionE(i int) {
	if s.head(bodyE).Person == "" {
		return
	}
	x := s.sittingE("Phiên làm việc của Hội đồng", i)
	x.start = at(s.workday(s.today()+8), 8, 30)
	if i%4 == 2 {
		x.mode, x.place = "online", "Họp trực tuyến"
	}
	switch i % 3 {
	case 1:
		x.chair, x.recorder = s.nth(bodyE, "", "deputy", 0).Seat, ""
	case 2:
		member := s.nth(bodyE, "", "member", i%4)
		s.lendE(member.Seat, charter.DateOf(x.start))
		x.chair, x.recorder = member.Seat, ""
	}
	s.convene(x)
}

// lendE lends the chair to a member in writing, up to a day.
func (s *sim) lendE(to committee.SeatID, until charter.Date) committee.DelegationID {
	head := s.head(bodyE)
	r := s.done(s.app.DelegatePower(s.ctx, s.by(head.Person), app.LendIn{
		Body: bodyE, From: head.Seat, To: to, Acts: []charter.Act{"meeting.chair"}, Trigger: "written",
		Scope: "Chủ trì phiên làm việc của Hội đồng", Since: s.today(), Until: until,
	}))
	return committee.DelegationID(r.Ref)
}

// takeBackE lends the chair for a quarter and takes it back after a week.
func (s *sim) takeBackE() {
	id := s.lendE(s.nth(bodyE, "", "member", 5).Seat, s.today()+90)
	s.plan(at(s.workday(s.today()+7), 9, 0), "E: a lent power is taken back", func() {
		s.done(s.app.RevokePower(s.ctx, s.by(s.head(bodyE).Person), app.RevokeIn{Body: bodyE, ID: id, From: s.today() + 1}))
	})
}

// promulgateE puts the draft in force. The source says that it would be
// promulgated and not that it was: this act is the re-enactment's own.
func (s *sim) promulgateE() {
	source, err := charters.Read(string(bodyE))
	if err != nil {
		s.err = err
		return
	}
	ministry := "btttt"
	if s.today() > day("2025-02-28") {
		ministry = "bkhcn"
	}
	s.done(s.app.InstallCharter(s.ctx, s.through(ministry+".truong", ministry+".truong"), app.CharterIn{
		Body: bodyE, Source: inForce(string(source)), From: s.today(),
		Decision: dated("", "Quyết định ban hành Quy chế hoạt động của Hội đồng (diễn lại)", "Bộ trưởng", s.today()),
	}))
}

// inForce is the text of the draft with the marks of a draft taken off.
func inForce(draft string) string {
	return strings.NewReplacer(
		"status: draft\n", "status: in-force\n", "kind: draft-regulation\n", "kind: regulation\n",
		"vi: Dự thảo Quy chế", "vi: Quy chế", "en: Draft working regulation", "en: Working regulation", "en: Draft regulation", "en: Regulation",
		"note: Ngày ghi ở đây là ngày dự thảo được đưa ra buổi làm việc.",
		"note: Ngày ghi ở đây là ngày dự thảo được đưa ra buổi làm việc; việc ban hành là của phần diễn lại.",
	).Replace(draft)
}
