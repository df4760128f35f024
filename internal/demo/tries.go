package demo

import (
	"nghisu/charters"
	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// try calls a meeting that the charter must refuse to this person.
func (s *sim) try(by committee.PersonID, body committee.BodyKey, kind committee.MeetingKind, chair committee.SeatID, reach string) {
	s.refused(s.app.Convene(s.ctx, s.by(by), app.ConveneIn{
		Body: body, Kind: kind, Start: at(s.workday(s.today()+7), 8, 0).UTC(), Chair: chair, Reach: reach,
	}))
}

// tryAssign gives out a task that the charter must refuse to this person.
func (s *sim) tryAssign(by app.Actor, body committee.BodyKey, object, reach string) {
	to := s.nth(body, "", "member", 0)
	s.refused(s.app.AssignTask(s.ctx, by, app.TaskIn{
		Body: body, Object: object, Title: "Việc giao ngoài thẩm quyền", Lead: s.leadOf(to), Accountable: to.Seat, Reach: reach,
	}))
}

// seated is the person of the n-th seat of a role, as an actor.
func (s *sim) seated(body committee.BodyKey, part, role string, n int) app.Actor {
	return s.by(s.nth(body, part, charter.Role(role), n).Person)
}

// triesA are acts that the regulation of the national working group refuses.
func (s *sim) triesA(i int) {
	member := s.nth(bodyA, "", "member", 5).Person
	switch i % 8 {
	case 0:
		s.try(member, bodyA, committee.Extraordinary, "", "")
	case 1:
		s.try(s.person("chuyengia-2"), bodyA, committee.Expanded, "", "")
	case 2: // a deputy does not preside
		s.try(s.nth(bodyA, "", "deputy", 0).Person, bodyA, committee.Regular, s.nth(bodyA, "", "deputy", 0).Seat, "")
	case 3:
		s.tryAssign(s.seated(bodyA, "", "deputy", 1), bodyA, "", "")
	case 4:
		s.try(s.person("nguoingoai"), bodyA, committee.Regular, "", "")
	case 5: // a group's head does not assign to groups
		s.refused(s.app.AppointSeat(s.ctx, s.who("vpcp.pho"), app.AppointIn{
			Body: bodyA, Seat: in("nhom-the-che", s.byPerson("group-member", "chuyengia-3")), Decision: dated("", "Phân công vào nhóm", "", s.today()),
		}))
	case 6:
		s.try(s.person("giupviec-2"), bodyA, committee.Expanded, "", "")
	case 7:
		s.tryAssign(s.by(member), bodyA, "", "")
	}
}

// triesB are acts that Decision 913 refuses, or of which it says nothing.
func (s *sim) triesB(i int) {
	deputy, member := s.seated(bodyB, "", "deputy", 0), s.seated(bodyB, "", "member", 0)
	switch i % 6 {
	case 0: // nothing is told of meetings
		s.try(s.head(bodyB).Person, bodyB, committee.Regular, "", "")
	case 1:
		s.tryAssign(deputy, bodyB, "directive", "")
	case 2:
		s.tryAssign(s.by(s.head(bodyB).Person), bodyB, "task", "")
	case 3:
		s.refused(s.app.Reconstitute(s.ctx, deputy, app.ReconstituteIn{
			Body: bodyB, Decision: dated("", "Kiện toàn Ban Chỉ đạo", "", s.today()),
			Seats: []app.SeatIn{s.byPost("head", "bnv.truong"), s.byPost("deputy", "bnv.thu-truong")},
		}))
	case 4:
		s.try(member.Person, bodyB, committee.Extraordinary, "", "")
	case 5:
		s.tryAssign(s.who("nguoingoai"), bodyB, "directive", "")
	}
}

// triesC are acts that the regulation of Nghệ An refuses.
func (s *sim) triesC(i int) {
	deputy, member := s.nth(bodyC, "", "deputy", 0), s.nth(bodyC, "", "member", 2)
	standing := s.nth(bodyC, "", "standing-member", 0)
	switch i % 12 {
	case 0:
		s.try(deputy.Person, bodyC, committee.Expanded, "", "")
	case 1:
		s.try(member.Person, bodyC, committee.Extraordinary, "", "")
	case 2: // who may propose does not convene
		s.try(standing.Person, bodyC, committee.Extraordinary, "", "")
	case 3: // the committee does not act in place of agencies
		s.try(s.head(bodyC).Person, bodyC, committee.Expanded, "", "outside")
	case 4:
		s.refused(s.app.ProposeMeeting(s.ctx, s.by(deputy.Person), app.ProposeIn{Body: bodyC, Kind: committee.Extraordinary, Reason: "Đề nghị họp"}))
	case 5:
		s.refused(s.app.AssignPortfolio(s.ctx, s.by(deputy.Person), app.PortfolioIn{Body: bodyC, Seat: member.Seat, Fields: []string{"Lĩnh vực khác"}, From: s.today()}))
	case 6:
		s.tryAssign(s.by(member.Person), bodyC, "", "")
	case 7:
		s.tryAssign(s.by(s.head(bodyC).Person), bodyC, "", "outside")
	case 8:
		s.try(s.nth(bodyC, "to-cong-tac", "helper-head", 0).Person, bodyC, committee.Session, "", "")
	case 9: // a deputy does not preside
		s.try(deputy.Person, bodyC, committee.Extraordinary, deputy.Seat, "")
	case 10:
		s.promulgateC()
	case 11:
		s.try(s.person("nguoingoai"), bodyC, committee.Regular, "", "")
	}
}

// promulgateC has the head promulgate a text that the province approves.
func (s *sim) promulgateC() {
	source, err := charters.Read(string(bodyC))
	if err != nil {
		s.err = err
		return
	}
	head := s.by(s.head(bodyC).Person)
	head.Capacity = &committee.Capacity{Kind: committee.BySeat, ID: string(s.head(bodyC).Seat)}
	s.refused(s.app.InstallCharter(s.ctx, head, app.CharterIn{
		Body: bodyC, Source: string(source), From: s.today(), Decision: dated("", "Ban hành Quy chế sửa đổi", "Trưởng ban", s.today()),
	}))
}

// triesD are acts that the decision of Hà Nội refuses, or of which it is silent.
func (s *sim) triesD(i int) {
	switch i % 5 {
	case 0: // nothing is told of meetings
		s.try(s.head(bodyD).Person, bodyD, committee.Regular, "", "")
	case 1:
		s.tryAssign(s.seated(bodyD, "", "deputy", 0), bodyD, "", "")
	case 2: // the list of the group is the chairman's to approve
		s.refused(s.app.AppointSeat(s.ctx, s.seated(bodyD, "", "standing-member", 0), app.AppointIn{
			Body: bodyD, Seat: in("to-giup-viec", s.byPerson("helper", "nguoingoai")), Decision: dated("", "Bổ sung Tổ giúp việc", "", s.today()),
		}))
	case 3:
		s.tryAssign(s.seated(bodyD, "", "member", 1), bodyD, "", "")
	case 4:
		s.try(s.seated(bodyD, "", "standing-member", 0).Person, bodyD, committee.Extraordinary, "", "")
	}
}

// triesE are acts that the council's draft refuses, or of which it is silent.
func (s *sim) triesE(i int) {
	head, deputy, member := s.head(bodyE), s.nth(bodyE, "", "deputy", 0), s.nth(bodyE, "", "member", 0)
	switch i % 5 {
	case 0:
		s.try(deputy.Person, bodyE, committee.Regular, "", "")
	case 1: // no member presides to whom the chair was not lent
		if head.Person != "" {
			s.try(head.Person, bodyE, committee.Regular, member.Seat, "")
		}
	case 2:
		s.refused(s.app.DelegatePower(s.ctx, s.by(deputy.Person), app.LendIn{
			Body: bodyE, From: deputy.Seat, To: member.Seat, Acts: []charter.Act{"meeting.chair"}, Trigger: "written", Since: s.today(),
		}))
	case 3:
		s.tryAssign(s.by(deputy.Person), bodyE, "", "")
	case 4:
		s.try(member.Person, bodyE, committee.Expanded, "", "")
	}
}
