package demo

import (
	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// workingE plans a working space of the council: the deputy opens it for the
// members, they talk, one of them is called to it and one takes back what was said
// in the wrong place. The contents are samples.
func (s *sim) workingE() {
	s.plan(at(s.workday(s.until-6), 14, 0), "E: a working space", func() {
		host := s.nth(bodyE, "", "deputy", 0)
		if host.Person == "" {
			return
		}
		in := app.OpenTopicIn{Body: bodyE, TopicIn: app.TopicIn{
			Title: "Danh mục dữ liệu dùng chung giữa các bộ, ngành", About: "Rà soát danh mục, thống nhất cơ quan chủ quản từng bộ dữ liệu trước phiên tới.", Wide: true,
		}}
		var members []app.SeatLine
		for _, l := range s.seats(bodyE) {
			if l.In == "" && l.Person != "" && l.Seat != host.Seat && len(members) < 4 {
				members = append(members, l)
				in.Parties = append(in.Parties, app.PartyIn{Seat: l.Seat})
			}
		}
		id := committee.TopicID(s.done(s.app.OpenTopic(s.ctx, s.by(host.Person), in)).Ref)
		if s.err != nil || len(members) < 3 {
			return
		}
		say := func(by committee.PersonID, seat committee.SeatID, to committee.RemarkID, text committee.Prose, called ...app.PartyIn) committee.RemarkID {
			s.done(s.app.MakeRemark(s.ctx, s.by(by), app.RemarkIn{Topic: id, To: to, By: app.PartyIn{Seat: seat}, Text: text, Mentions: called}))
			t, err := s.app.Topic(s.ctx, s.by(by), id)
			if s.err = firstOf(s.err, err); s.err != nil {
				return ""
			}
			for _, r := range t.Remarks {
				if r.Text == string(text) {
					return r.ID
				}
			}
			return ""
		}
		first := say(host.Person, host.Seat, "", "Đề nghị các đồng chí cho biết bộ dữ liệu nào của cơ quan mình sẵn sàng chia sẻ.", app.PartyIn{Seat: members[0].Seat}, app.PartyIn{Seat: members[1].Seat})
		say(members[0].Person, members[0].Seat, first, "Cơ sở dữ liệu về doanh nghiệp đã kết nối thử, có thể chia sẻ chính thức từ quý sau.")
		wrong := say(members[2].Person, members[2].Seat, "", "Kính gửi phiếu đăng ký đi công tác.")
		s.done(s.app.WithdrawRemark(s.ctx, s.by(members[2].Person), app.WithdrawRemarkIn{Topic: id, Remark: wrong, Reason: "Gửi nhầm chuyên đề."}))
		say(members[2].Person, members[2].Seat, "", "Dữ liệu đất đai còn chờ bàn giao từ hai tỉnh.")
	})
}

// firstOf is the first of two errors.
func firstOf(a, b error) error {
	if a != nil {
		return a
	}
	return b
}
