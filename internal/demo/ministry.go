package demo

import (
	"strconv"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// secretaryB keeps the papers of the ministry's committee.
const secretaryB = "thuky.noivu"

// ministry re-enacts the committee of the Ministry of Home Affairs (B). Its own
// founding is unknown: the books begin in that year, with a sample of the roster
// that Decision 913 replaced.
func (s *sim) ministry() {
	before := day("2021-01-05")
	s.plan(at(before, 9, 0), "B: the roster before", func() {
		s.establish(s.books(), app.EstablishIn{
			Key: bodyB, Host: s.agency("bnv"), Superior: s.agency("bnv"), Standing: s.agency("bnv-1"),
			From: before, ReEnacted: day("2021-08-31"),
			Decision: app.DecisionIn{Title: "Quyết định thành lập Ban Chỉ đạo (số và ngày không rõ; sổ giữ từ 05/01/2021)", SignedBy: "Bộ trưởng Bộ Nội vụ"},
		})
		seats := []app.SeatIn{s.byPost("head", "bnv.truong"), s.byPost("deputy", "bnv.thu-truong")}
		for n := 1; n <= 8; n++ {
			unit := "bnv-" + strconv.Itoa(n)
			seats = append(seats, s.byAgency("member", unit, unit+".truong"))
		}
		d := app.DecisionIn{Title: "Danh sách Ban Chỉ đạo trước khi kiện toàn (mẫu; ngày bắt đầu không rõ)", Effect: before}
		s.reconstitute(s.books(), bodyB, d, seats, secretaryB, nil)
		s.assists(secretaryB, committee.ByPost, string(s.posts["bnv.truong"]))
	})
	on := day("2021-08-30")
	s.plan(at(on, 9, 0), "B: kiện toàn by Decision 913", func() {
		seats := []app.SeatIn{s.byPost("head", "bnv.truong"), s.byPost("deputy", "bnv.thu-truong")}
		for n := 1; n <= homeUnits; n++ {
			seats = append(seats, s.byAgency("member", "bnv-"+strconv.Itoa(n), ""))
		}
		s.reconstitute(s.through("bnv.truong", "bnv.truong"), bodyB,
			dated("913/QĐ-BNV", "Quyết định kiện toàn Ban Chỉ đạo xây dựng Chính phủ điện tử, chuyển đổi số của Bộ Nội vụ", "Bộ trưởng Bộ Nội vụ", on),
			seats, secretaryB, nil)
	})
	s.plan(at(on, 14, 0), "B: units name their commissioners", func() {
		for n := 9; n <= homeUnits; n++ {
			unit := "bnv-" + strconv.Itoa(n)
			s.delegate(bodyB, s.seatOf(bodyB, unit).Seat, unit, unit+".truong")
		}
	})
	s.yearsB()
}

// yearsB plans two years of directives: the source gives the committee no
// meetings, so none are called.
func (s *sim) yearsB() {
	for i := range months + 1 {
		first := s.month(i)
		s.plan(at(s.workday(first+4), 9, 0), "B: directives of the head", func() {
			for n := range 2 {
				x := topicsB[(i*2+n)%len(topicsB)]
				s.assign(s.by(s.head(bodyB).Person), bodyB, "directive", x.work, s.nth(bodyB, "", "member", (i*3+n*5)%homeUnits), 25+s.rng.IntN(45))
			}
		})
		if i%4 == 1 {
			s.plan(at(s.workday(first+9), 10, 0), "B: a task from above", func() {
				s.assign(s.through(s.ministerB(), "bnv.truong"), bodyB, "other-task", "Nhiệm vụ khác theo yêu cầu của cấp trên: báo cáo chuyên đề",
					s.nth(bodyB, "", "deputy", 0), 30)
			})
		}
		s.plan(at(s.workday(first+12), 15, 0), "B: tries that the decision refuses", func() { s.triesB(i) })
	}
	s.plan(at(s.firstOf(6), 8, 0), "B: the minister changes", func() {
		s.succeed("bnv.truong", "bnv.truong.2", "Bộ trưởng Bộ Nội vụ (mẫu 2)", "Quyết định bổ nhiệm Bộ trưởng Bộ Nội vụ (diễn lại)", s.today())
	})
	for i, unit := range []string{"bnv-3", "bnv-4", "bnv-5", "bnv-6"} {
		s.plan(at(s.workday(s.start.AddMonths(3+5*i)), 14, 0), "B: a unit names another commissioner", func() {
			s.delegate(bodyB, s.seatOf(bodyB, unit).Seat, unit, unit+".pho")
		})
	}
	s.plan(at(s.firstOf(9), 9, 0), "B: a clause is invoked", func() {
		s.invoke(s.by(s.nth(bodyB, "", "member", 0).Person), bodyB, "qd-913/4.1", "Đầu mối điều phối giữa các đơn vị",
			"Trung tâm Thông tin là đơn vị thường trực nên tiếp nhận và điều phối các đề nghị.")
	})
}

// ministerB is who is minister today, under a key of the tables.
func (s *sim) ministerB() string {
	if _, changed := s.people["bnv.truong.2"]; changed {
		return "bnv.truong.2"
	}
	return "bnv.truong"
}
