package demo

import (
	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// secretaryA keeps the papers of the national working group.
const secretaryA = "thuky.tocongtac"

// groupsA are the four groups of the national working group.
var groupsA = []string{"nhom-nguon-luc", "nhom-the-che", "nhom-cong-nghe", "nhom-truyen-thong"}

// workingGroup re-enacts the national working group (A). The source gives no
// more of its date than the year 2018; like a text whose day is known in part,
// it holds from the last day of what is known.
func (s *sim) workingGroup() {
	known := day("2018-12-31")
	decision := app.DecisionIn{
		Title:    "Quyết định về Tổ công tác và Quy chế của Tổ công tác (năm 2018; số và ngày không rõ)",
		DateFrom: day("2018-01-01"), DateTo: known, Effect: known,
	}
	s.plan(at(known, 9, 0), "A: founding", func() {
		s.establish(s.books(), app.EstablishIn{
			Key: bodyA, Host: s.agency("vpcp"), Superior: s.agency("ubqg"), From: known, ReEnacted: known, Decision: decision,
		})
		roster := decision
		roster.Title = "Danh sách Tổ công tác và các nhóm (mẫu)"
		s.reconstitute(s.books(), bodyA, roster, append(s.rosterA("btttt"), s.partsA()...), secretaryA, nil)
		s.assists(secretaryA, committee.ByPost, string(s.posts["ubqg.chu-tich"]))
	})
	s.plan(at(known+2, 9, 0), "A: several groups a person", s.severalA)
	turn := day("2025-03-03")
	s.plan(at(turn, 8, 0), "A: kiện toàn when a ministry ends", func() {
		s.reconstitute(s.books(), bodyA, dated("", "Quyết định kiện toàn Tổ công tác sau khi Bộ Thông tin và Truyền thông kết thúc (diễn lại)", "", turn),
			s.rosterA("bkhcn"), secretaryA, func(committee.SeatID) committee.SeatID { return s.nth(bodyA, "", "member", 1).Seat })
	})
	s.yearsA()
}

// rosterA is the working group itself; ministry is the one that carries digital
// transformation.
func (s *sim) rosterA(ministry string) []app.SeatIn {
	return []app.SeatIn{
		s.byPerson("head", "to.truong"), s.byPerson("deputy", "to.pho-1"), s.byPerson("deputy", "to.pho-2"),
		s.byPost("member", "vpcp.pho"), s.byPost("member", ministry+".thu-truong-2"), s.byPost("member", "bcyb.truong"),
		s.byPost("member", "bnv.thu-truong"), s.byAgency("member", "bo-1", "bo-1.cntt"), s.byAgency("member", "bo-2", "bo-2.cntt"),
		s.byPerson("member", "to.tv-1"), s.byPerson("member", "to.tv-2"), s.byPerson("member", "to.tv-3"),
	}
}

// partsA are the groups with their heads, the pool of experts and the assisting
// unit. A group's head is whoever sits in a line of the working group.
func (s *sim) partsA() []app.SeatIn {
	var seats []app.SeatIn
	for i, g := range groupsA {
		seats = append(seats, in(g, s.byPerson("group-head", []string{"vpcp.pho", "bnv.thu-truong", "to.tv-1", "to.tv-2"}[i])),
			in(g, s.byPerson("group-member", "chuyengia-"+string('1'+rune(i)))))
	}
	for _, e := range []string{"1", "2", "3", "4"} {
		seats = append(seats, in("nhom-chuyen-gia", s.byPerson("expert", "chuyengia-"+e)))
	}
	for _, e := range []string{"1", "2", "3"} {
		x := in("bo-phan-giup-viec", s.byPerson("helper", "giupviec-"+e))
		x.Regime = "full-time"
		seats = append(seats, x)
	}
	return seats
}

// severalA lets one expert and one official sit in several groups, as the
// leaders assign, and an expert in the standing section, whom the head picks.
func (s *sim) severalA() {
	on := s.today()
	d := dated("", "Phân công vào các nhóm công tác (mẫu)", "Lãnh đạo Tổ công tác", on)
	appoint := func(by, part string, role charter.Role, person string) {
		s.done(s.app.AppointSeat(s.ctx, s.who(by), app.AppointIn{Body: bodyA, Decision: d, Seat: in(part, s.byPerson(role, person))}))
		s.turned()
	}
	appoint("to.pho-1", "nhom-the-che", "group-member", "chuyengia-1")
	appoint("to.pho-1", "nhom-cong-nghe", "group-member", "chuyengia-1")
	appoint("to.truong", "nhom-truyen-thong", "group-member", "chuyengia-1")
	appoint("to.pho-2", "nhom-nguon-luc", "group-member", "giupviec-1")
	appoint("to.pho-2", "nhom-cong-nghe", "group-member", "giupviec-1")
	appoint("to.pho-2", "nhom-truyen-thong", "group-member", "to.tv-3")
	appoint("to.truong", "bo-phan-thuong-truc", "expert", "chuyengia-1")
	appoint("to.truong", "bo-phan-thuong-truc", "expert", "chuyengia-3")
}

// sittingA is a sitting of the working group with what they have in common.
func (s *sim) sittingA(kind committee.MeetingKind, title string, i int) sitting {
	return sitting{
		body: bodyA, kind: kind, title: title, place: "Trụ sở Văn phòng Chính phủ", mode: "mixed", choose: true,
		chair: s.head(bodyA).Seat, convener: s.person(secretaryA), recorder: s.person(secretaryA),
		matters: s.matters(topicsA, i, 2+i%2),
	}
}

// yearsA plans two years of monthly meetings: some are missed, one is moved, one
// called off; extraordinary and expanded ones between them.
func (s *sim) yearsA() {
	for i := range months + 1 {
		first := s.month(i)
		y, m, _ := first.Split()
		sits := s.workday(charter.NewDate(y, m, 12+i%9))
		called := at(s.workday(sits-6), 9, 0)
		s.plan(called, "A: monthly meeting called", func() {
			x := s.sittingA(committee.Regular, "Phiên họp định kỳ tháng của Tổ công tác", i)
			x.series, x.start = "regular", at(sits, 8, 30)
			x.matters[0].contested = i%6 == 3
			switch i % 12 {
			case 4, 9:
				return // nobody called it: the month is missed
			case 7:
				s.calledOffA(x)
			case 10:
				s.movedA(x)
			default:
				s.convene(x)
			}
		})
		if i%3 == 1 {
			s.plan(at(s.workday(sits+7), 9, 0), "A: extraordinary meeting called", func() {
				x := s.sittingA(committee.Extraordinary, "Phiên họp đột xuất của Tổ công tác", i+5)
				x.start, x.convener = at(s.workday(s.today()+2), 14, 0), s.nth(bodyA, "", "deputy", i%2).Person
				x.matters = s.matters(topicsA, i+5, 1)
				s.convene(x)
			})
		}
		if i%6 == 2 {
			s.plan(at(s.workday(sits+5), 9, 0), "A: expanded meeting called", func() {
				x := s.sittingA(committee.Expanded, "Phiên họp mở rộng với cơ quan, đơn vị liên quan", i+2)
				x.start, x.convener = at(s.workday(s.today()+5), 8, 0), s.head(bodyA).Person
				x.agencies = []string{"bo-3", "bo-4", "bkhcn"}
				s.convene(x)
			})
		}
		s.plan(at(s.workday(sits+2), 15, 0), "A: tasks between meetings", func() {
			for n := range 2 {
				x := topicsA[(i*2+5*n+1)%len(topicsA)]
				s.assign(s.by(s.head(bodyA).Person), bodyA, "", x.work, s.nth(bodyA, "", "member", (i+4*n)%9), 25+s.rng.IntN(40))
			}
		})
		s.plan(at(s.workday(sits+3), 10, 30), "A: tries that the regulation refuses", func() { s.triesA(i) })
	}
	s.plan(at(s.firstOf(6), 10, 0), "A: evidence for a missed month", s.lateA)
	s.plan(at(s.firstOf(7), 9, 0), "A: a clause is invoked", func() {
		s.invoke(s.by(s.nth(bodyA, "", "member", 0).Person), bodyA, "quy-che/3.3", "Thuê tư vấn độc lập đánh giá kiến trúc dữ liệu",
			"Nội dung kỹ thuật vượt khả năng của các nhóm; đề nghị Tổ trưởng xem xét là trường hợp cần thiết.")
	})
	s.plan(at(s.firstOf(13), 9, 0), "A: an expert leaves and another comes", s.expertA)
}

// calledOffA is a meeting that is called and then called off.
func (s *sim) calledOffA(x sitting) {
	x.idle = true
	x.called = func(id committee.MeetingID) {
		s.plan(s.clock.Now().Add(72*3600e9), "A: a meeting is called off", func() {
			s.done(s.app.CancelMeeting(s.ctx, s.by(x.convener), app.CancelIn{Meeting: id, Reason: "Lãnh đạo Tổ công tác bận việc đột xuất."}))
		})
	}
	s.convene(x)
}

// movedA is a meeting that is called, moved by a week and then held.
func (s *sim) movedA(x sitting) {
	from := x.start
	x.start = at(s.workday(charter.DateOf(from)+5), 14, 0)
	moved := x.start
	held := x
	x.start, x.idle = from, true
	x.called = func(id committee.MeetingID) {
		s.plan(s.clock.Now().Add(48*3600e9), "A: a meeting is moved", func() {
			s.done(s.app.MoveMeeting(s.ctx, s.by(x.convener), app.MoveIn{
				Meeting: id, Start: moved.UTC(), End: moved.Add(3 * 3600e9).UTC(), Reason: "Trùng lịch họp của Ủy ban.",
			}))
			page, err := s.app.Meeting(s.ctx, s.books(), id)
			if err != nil {
				s.err = err
				return
			}
			var items []committee.ItemID
			for _, i := range page.Meeting.Agenda {
				items = append(items, i.ID)
			}
			s.hold(&held, id, items)
		})
	}
	s.convene(x)
}

// lateA records afterwards what met the duty to meet in a month that was missed.
func (s *sim) lateA() {
	y, m, _ := s.month(4).Split()
	s.prove(bodyA, "hop-dinh-ky", charter.NewDate(y, m+1, 0), "Biên bản phiên họp của tháng được bổ sung vào sổ.")
}

// expertA ends the seat of an expert in the pool; another one comes.
func (s *sim) expertA() {
	d := dated("", "Quyết định thay chuyên gia trong Nhóm chuyên gia (diễn lại)", "", s.today())
	s.name("chuyengia-5", "Chuyên gia 5 (mẫu)")
	s.done(s.app.AppointSeat(s.ctx, s.books(), app.AppointIn{Body: bodyA, Decision: d, Seat: in("nhom-chuyen-gia", s.byPerson("expert", "chuyengia-5"))}))
	s.turned()
	s.done(s.app.EndSeat(s.ctx, s.books(), app.EndSeatIn{
		Body: bodyA, Seat: s.nth(bodyA, "nhom-chuyen-gia", "expert", 3).Seat, To: s.today(), Decision: d,
	}))
	s.turned()
}
