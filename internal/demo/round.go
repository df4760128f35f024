package demo

import (
	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// consult is an opinion round to re-enact: what is asked, over which text, and how
// the members answer, by the order of their seats.
type consult struct {
	title, question string
	articles        []app.ArticleIn
	amended         string // the second article after the round has begun; empty: it stays
	answers         []consultAnswer
	days            int // working days to answer
}

// consultAnswer is the answer of one member; the zero one is silence.
type consultAnswer struct {
	position, reason string
	address, comment string
	reply            committee.ReplyKind // of the drafter; empty: none yet
	replied          string
	telephone        bool // taken by the secretary
}

// consultsE are the rounds of the council (E) over the network; the contents are
// samples.
var consultsE = []consult{
	{
		title: "Dự thảo Kế hoạch hoạt động của Hội đồng", question: "Nhất trí với dự thảo Kế hoạch hoạt động?", days: 7,
		articles: []app.ArticleIn{
			{Address: "muc-i", Heading: "Mục đích", Text: "Thống nhất các nội dung ứng dụng công nghệ thông tin liên ngành trong năm."},
			{Address: "muc-ii", Heading: "Nội dung", Text: "Mỗi quý tổ chức một phiên làm việc; trao đổi ý kiến qua mạng giữa hai phiên."},
			{Address: "muc-iii", Heading: "Kinh phí", Text: "Do cơ quan của từng thành viên bảo đảm."},
		},
		answers: []consultAnswer{
			{position: "for"},
			{position: "for", address: "muc-ii", comment: "Nêu rõ đơn vị chuẩn bị tài liệu của từng phiên.", reply: committee.Accepted, replied: "Đã bổ sung: cơ quan của thành viên trình nội dung chuẩn bị."},
			{position: "for"},
			{position: "against", reason: "Phiên hằng quý trùng với giao ban của Bộ.", address: "muc-ii", comment: "Đề nghị họp sáu tháng một lần.", reply: committee.Explained, replied: "Giữ phiên hằng quý; kết hợp trực tuyến để không trùng lịch."},
			{position: "other", reason: "Chờ ý kiến của đơn vị tài chính.", telephone: true},
			{position: "for", address: "muc-iii", comment: "Bổ sung kinh phí thuê chuyên gia.", reply: committee.Partly, replied: "Thuê chuyên gia khi có nội dung cụ thể, dự toán riêng."},
			{},
		},
	},
	{
		title: "Danh mục dữ liệu dùng chung giữa các bộ, ngành", question: "Nhất trí công bố danh mục?", days: 5,
		articles: []app.ArticleIn{
			{Address: "dieu-1", Heading: "Danh mục", Text: "Công bố 12 bộ dữ liệu dùng chung kèm theo."},
			{Address: "dieu-2", Heading: "Trách nhiệm", Text: "Cơ quan chủ quản cập nhật dữ liệu hằng tháng."},
		},
		answers: []consultAnswer{{position: "for"}, {position: "for"}, {position: "for"}, {position: "for"}, {position: "for"}, {}, {position: "for"}},
	},
}

// consultNow is the round that runs when the re-enactment ends: its text was
// amended, comments wait for an answer and members for theirs.
var consultNow = consult{
	title: "Dự thảo Hướng dẫn kết nối, chia sẻ dữ liệu, lần 2", question: "Nhất trí với dự thảo Hướng dẫn?", days: 10,
	articles: []app.ArticleIn{
		{Address: "dieu-1", Heading: "Phạm vi", Text: "Hướng dẫn kết nối, chia sẻ dữ liệu giữa hệ thống thông tin của các bộ, ngành."},
		{Address: "dieu-2", Heading: "Thời hạn", Text: "Các đơn vị liên quan hoàn thành kết nối trước ngày 31 tháng 12."},
		{Address: "dieu-3", Heading: "Kinh phí", Text: "Kinh phí kết nối do cơ quan chủ quản hệ thống bảo đảm."},
	},
	amended: "Cơ quan chủ quản hệ thống hoàn thành kết nối trước ngày 31 tháng 3 năm sau.",
	answers: []consultAnswer{
		{position: "for", address: "dieu-2", comment: "Bỏ cụm từ “các đơn vị liên quan”, nêu rõ cơ quan đầu mối.", reply: committee.Accepted, replied: "Đã sửa: cơ quan chủ quản hệ thống."},
		{},
		{position: "against", reason: "Thời hạn không kịp vì kho dữ liệu chưa bàn giao.", address: "dieu-2", comment: "Lùi thời hạn ít nhất một quý.", reply: committee.Accepted, replied: "Đã lùi đến hết quý I năm sau."},
		{position: "for", address: "dieu-3", comment: "Đề nghị ngân sách trung ương hỗ trợ năm đầu."},
		{position: "for"},
		{position: "other", reason: "Chưa nhận được ý kiến của đơn vị vận hành.", telephone: true},
		{},
	},
}

// roundsE plans the rounds of the council: two that are concluded, and one that
// runs on the last day.
func (s *sim) roundsE() {
	for i, x := range consultsE {
		s.plan(at(s.workday(s.month(6+9*i)+12), 15, 0), "E: opinions over the network", func() { s.consultE(x, true) })
	}
	s.plan(at(s.workday(s.until-8), 8, 0), "E: opinions over the network", func() { s.consultE(consultNow, false) })
}

// consultE opens a round of the chairman among the members, drafted by the deputy,
// and plans what becomes of it.
func (s *sim) consultE(x consult, concludes bool) {
	chairman := s.head(bodyE)
	if chairman.Person == "" {
		return
	}
	drafter := s.nth(bodyE, "", "deputy", 0)
	in := app.OpenRoundIn{
		Body: bodyE, Title: committee.Prose(x.title), Questions: []app.QuestionIn{{Text: committee.Prose(x.question)}}, Articles: x.articles, Days: x.days,
		Drafter: app.PartyIn{Seat: drafter.Seat}, Chair: chairman.Seat,
	}
	for _, l := range s.seats(bodyE) {
		if l.In == "" && l.Person != "" && l.Seat != chairman.Seat && len(in.Asked) < len(x.answers) {
			in.Asked = append(in.Asked, app.PartyIn{Seat: l.Seat})
		}
	}
	id := committee.RoundID(s.done(s.app.OpenRound(s.ctx, s.by(chairman.Person), in)).Ref)
	r := s.round(id)
	if s.err != nil {
		return
	}
	q, last := r.Round.Questions[0].ID, r.Round.Deadline
	for i, p := range in.Asked {
		if a := x.answers[i]; a.position != "" {
			day := s.workday(min(s.today()+charter.Date(1+i/3), last))
			s.plan(at(day, 9+i%3, 10), "E: an opinion", func() { s.answerE(id, q, p.Seat, a) })
		}
	}
	if x.amended != "" {
		s.plan(at(s.workday(s.today()+3), 14, 0), "E: the text is amended", func() {
			list := append([]app.ArticleIn(nil), x.articles...)
			list[1].Text = committee.Prose(x.amended)
			s.done(s.app.ChangeRound(s.ctx, s.by(chairman.Person), app.ChangeRoundIn{Round: id, Articles: list, Note: "Nêu rõ cơ quan đầu mối; lùi thời hạn."}))
		})
	}
	reply := s.workday(last + 1)
	if !concludes {
		reply = s.workday(s.today() + 3)
	}
	s.plan(at(reply, 15, 0), "E: the drafter answers", func() { s.replyE(id, drafter.Seat, x) })
	if concludes {
		s.plan(at(s.workday(reply+1), 9, 0), "E: the round is concluded", func() { s.concludeE(id, q) })
	}
}

// round reads a round as the keeper of the books.
func (s *sim) round(id committee.RoundID) app.RoundPage {
	if s.err != nil {
		return app.RoundPage{}
	}
	r, err := s.app.Round(s.ctx, s.books(), id)
	if err != nil {
		s.err = err
	}
	return r
}

// answerE is the slip of one member, by itself or taken by telephone.
func (s *sim) answerE(id committee.RoundID, q committee.QuestionID, seat committee.SeatID, a consultAnswer) {
	who := s.holder(bodyE, seat)
	if who == "" {
		return
	}
	slip := app.SlipIn{Question: q, Position: a.position, Reason: committee.Prose(a.reason)}
	if a.comment != "" {
		slip.Comments = []app.CommentIn{{Address: a.address, Text: committee.Prose(a.comment)}}
	}
	if a.telephone {
		s.done(s.app.RecordSlips(s.ctx, s.who(secretaryE), app.RecordSlipsIn{Round: id, By: app.PartyIn{Seat: seat}, How: "telephone", Slips: []app.SlipIn{slip}}))
		return
	}
	s.done(s.app.AnswerRound(s.ctx, s.by(who), app.AnswerRoundIn{Round: id, By: app.PartyIn{Seat: seat}, Slips: []app.SlipIn{slip}}))
}

// replyE is what the drafter does with the comments that have an answer.
func (s *sim) replyE(id committee.RoundID, drafter committee.SeatID, x consult) {
	who := s.holder(bodyE, drafter)
	var in []app.ReplyIn
	for _, row := range s.round(id).Table {
		for _, a := range x.answers {
			if a.reply != "" && a.comment == row.Row.Comment.Text {
				in = append(in, app.ReplyIn{Comment: row.Row.Comment.ID, Kind: a.reply, Text: committee.Prose(a.replied)})
			}
		}
	}
	if who != "" && len(in) > 0 {
		s.done(s.app.AnswerComments(s.ctx, s.by(who), app.AnswerCommentsIn{Round: id, Replies: in}))
	}
}

// concludeE is the conclusion of who presides.
func (s *sim) concludeE(id committee.RoundID, q committee.QuestionID) {
	r := s.round(id)
	if who := s.holder(bodyE, r.Round.Chair); who != "" && s.err == nil && len(r.Round.Table().Unanswered()) == 0 {
		s.done(s.app.ConcludeRound(s.ctx, s.by(who), app.ConcludeRoundIn{
			Round: id, Text: "Thống nhất nội dung dự thảo, tiếp thu các ý kiến như trong bảng tổng hợp.", Outcomes: []app.OutcomeIn{{Question: q, Side: committee.For}},
		}))
	}
}
