package demo

import (
	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// secretaryD keeps the papers of the committee of Hà Nội.
const secretaryD = "thuky.hanoi"

// city re-enacts the committee of Hà Nội (D). The news of 12 February 2019 says
// that its decision had just been made: it lies in the days of that month up to
// the news, and the books begin on the last of them.
func (s *sim) city() {
	known := day("2019-02-12")
	decision := app.DecisionIn{
		Title:    "Quyết định thành lập Ban Chỉ đạo xây dựng Chính quyền điện tử thành phố Hà Nội (số và ngày không rõ)",
		DateFrom: day("2019-02-01"), DateTo: known, Effect: known, SignedBy: "Ủy ban nhân dân thành phố Hà Nội",
	}
	s.plan(at(known, 9, 0), "D: founding", func() {
		s.establish(s.through("hn.chu-tich", "hn.chu-tich"), app.EstablishIn{
			Key: bodyD, Host: s.agency("hn"), Superior: s.agency("hn"), Standing: s.agency("hn-vp"), From: known, ReEnacted: known, Decision: decision,
		})
		roster := decision
		roster.Title = "Danh sách Ban Chỉ đạo và Tổ giúp việc (các ủy viên là mẫu)"
		s.reconstitute(s.books(), bodyD, roster, s.rosterD(), secretaryD, nil)
		s.assists(secretaryD, committee.ByPost, string(s.posts["hn.chu-tich"]))
	})
	s.yearsD()
}

// rosterD is the committee and its assisting group: the standing commissioner
// heads the group, whoever that is.
func (s *sim) rosterD() []app.SeatIn {
	const group = "to-giup-viec"
	return []app.SeatIn{
		s.byPost("head", "hn.chu-tich"), s.byPost("deputy", "hn.pho"), s.byPost("standing-member", "hn-vp.pho"),
		s.byAgency("member", "hn-khcn", "hn-khcn.truong"), s.byAgency("member", "hn-nv", "hn-nv.truong"),
		s.byAgency("member", "hn-tc", "hn-tc.truong"), s.byAgency("member", "hn-tp", "hn-tp.truong"),
		s.byAgency("member", "hn-yt", "hn-yt.truong"),
		in(group, s.bySeat("helper-head", 3)), in(group, s.byPerson("helper", "hn.to-1")), in(group, s.byPerson("helper", "hn.to-2")),
	}
}

// yearsD plans two years of tasks that the city gives: the source gives the
// committee no meetings, so none are called.
func (s *sim) yearsD() {
	for i := range months + 1 {
		first := s.month(i)
		s.plan(at(s.workday(first+5), 9, 0), "D: a task from the city", func() {
			chairman := s.chairmanD()
			for n := range 1 + i%2 {
				x := topicsD[(i+3*n)%len(topicsD)]
				s.assign(s.through(chairman, "hn.chu-tich"), bodyD, "", x.work, s.nth(bodyD, "", "member", (i+2*n)%5), 30+s.rng.IntN(30))
			}
		})
		s.plan(at(s.workday(first+15), 15, 0), "D: tries that the decision refuses", func() { s.triesD(i) })
	}
	s.plan(at(s.firstOf(11), 8, 0), "D: the chairman changes", func() {
		s.succeed("hn.chu-tich", "hn.chu-tich.2", "Chủ tịch Ủy ban nhân dân thành phố Hà Nội (mẫu 2)", "Nghị quyết bầu Chủ tịch (diễn lại)", s.today())
	})
	s.plan(at(s.firstOf(4), 9, 0), "D: a department joins", func() {
		d := dated("", "Quyết định bổ sung ủy viên Ban Chỉ đạo (diễn lại)", "Ủy ban nhân dân thành phố Hà Nội", s.today())
		s.done(s.app.AppointSeat(s.ctx, s.books(), app.AppointIn{Body: bodyD, Decision: d, Seat: s.byAgency("member", "hn-gd", "hn-gd.truong")}))
		s.turned()
	})
	s.plan(at(s.firstOf(8), 9, 0), "D: a department names another delegate", func() {
		s.delegate(bodyD, s.seatOf(bodyD, "hn-yt").Seat, "hn-yt", "hn-yt.dau-moi")
	})
	s.plan(at(s.firstOf(16), 9, 0), "D: a clause is invoked", func() {
		s.invoke(s.by(s.nth(bodyD, "", "standing-member", 0).Person), bodyD, "quyet-dinh/2.1", "Đề xuất giải pháp liên thông một cửa",
			"Nội dung thuộc nhiệm vụ nghiên cứu, đề xuất của Ban Chỉ đạo với Ủy ban nhân dân Thành phố.")
	})
	s.plan(at(s.until, 17, 0), "D: a member leaves and nobody is named yet", s.leaveD)
}

// leaveD ends the seat of a member without an heir: a new task and what
// else hangs on it wait for whoever takes over (bàn giao).
func (s *sim) leaveD() {
	l := s.seatOf(bodyD, "hn-tc")
	s.done(s.app.AssignTask(s.ctx, s.through(s.chairmanD(), "hn.chu-tich"), app.TaskIn{
		Body: bodyD, Title: "Rà soát dự toán kinh phí chuyển đổi số năm sau", Lead: s.leadOf(l), Accountable: l.Seat,
		Due: s.workday(s.today() + 30), Source: &app.SourceIn{Kind: "other"},
	}))
	s.done(s.app.EndSeat(s.ctx, s.books(), app.EndSeatIn{
		Body: bodyD, Seat: l.Seat, To: s.today(),
		Decision: dated("", "Quyết định cho thôi ủy viên Ban Chỉ đạo (diễn lại)", "Ủy ban nhân dân thành phố Hà Nội", s.today()),
	}))
	s.turned()
}

// chairmanD is who presides over the city.
func (s *sim) chairmanD() string {
	if _, changed := s.people["hn.chu-tich.2"]; changed {
		return "hn.chu-tich.2"
	}
	return "hn.chu-tich"
}
