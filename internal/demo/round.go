package demo

import (
	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// consult is an opinion round to re-enact: what is asked, over which text, and how
// the members answer, by the order of their seats.
type consult struct {
	body            committee.BodyKey
	month           int // of the dense part, in which it is opened
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
	late             bool // filled in on the last day without a network, and sent after it
}

// consults are the rounds that were concluded: of the council (E), which asks over
// the network, and of the province (C); the contents are samples.
var consults = []consult{
	{
		body: bodyE, month: 6, title: "Dự thảo Kế hoạch hoạt động của Hội đồng", question: "Nhất trí với dự thảo Kế hoạch hoạt động?", days: 7,
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
		body: bodyE, month: 15, title: "Danh mục dữ liệu dùng chung giữa các bộ, ngành", question: "Nhất trí công bố danh mục?", days: 5,
		articles: []app.ArticleIn{
			{Address: "dieu-1", Heading: "Danh mục", Text: "Công bố 12 bộ dữ liệu dùng chung kèm theo."},
			{Address: "dieu-2", Heading: "Trách nhiệm", Text: "Cơ quan chủ quản cập nhật dữ liệu hằng tháng."},
		},
		answers: []consultAnswer{{position: "for"}, {position: "for"}, {position: "for"}, {position: "for"}, {position: "for"}, {}, {position: "for"}},
	},
	{
		body: bodyE, month: 2, title: "Dự thảo Quy định mã định danh điện tử của cơ quan", question: "Nhất trí với dự thảo Quy định?", days: 10,
		articles: []app.ArticleIn{
			{Address: "dieu-1", Heading: "Cấu trúc mã", Text: "Mã định danh gồm các nhóm ký tự phân cách bằng dấu chấm, theo cấp."},
			{Address: "dieu-2", Heading: "Cấp mã", Text: "Bộ, ngành cấp mã cho đơn vị trực thuộc trong 10 ngày làm việc."},
		},
		answers: []consultAnswer{
			{position: "for"},
			{position: "for", address: "dieu-2", comment: "Nêu rõ trường hợp sáp nhập đơn vị.", reply: committee.Accepted, replied: "Đã bổ sung: mã của đơn vị sáp nhập chuyển cho đơn vị kế thừa."},
			{position: "for"},
			{},
			{position: "for", address: "dieu-1", comment: "Giữ mã cũ trong thời gian chuyển đổi.", reply: committee.Partly, replied: "Giữ mã cũ đến hết năm."},
			{position: "for"},
		},
	},
	{
		body: bodyE, month: 20, title: "Báo cáo kết quả phối hợp giữa các bộ, ngành", question: "Nhất trí với báo cáo?", days: 5,
		articles: []app.ArticleIn{{Address: "phan-i", Heading: "Kết quả", Text: "Các đầu việc liên ngành đã hoàn thành trong năm."}, {Address: "phan-ii", Heading: "Kiến nghị", Text: "Đưa việc chia sẻ dữ liệu vào chỉ tiêu thi đua."}},
		answers: []consultAnswer{
			{position: "for"},
			{position: "for"},
			{position: "other", reason: "Chỉ tiêu thi đua thuộc thẩm quyền của cơ quan khác."},
			{position: "for"},
			{position: "for", address: "phan-ii", comment: "Bỏ kiến nghị về thi đua.", reply: committee.Explained, replied: "Giữ kiến nghị, ghi rõ là đề xuất với cơ quan có thẩm quyền."},
		},
	},
	{
		body: bodyC, month: 8, title: "Dự thảo Kế hoạch số hóa hồ sơ của tỉnh", question: "Đồng ý ban hành Kế hoạch?", days: 5,
		articles: []app.ArticleIn{{Address: "dieu-1", Heading: "Mục tiêu", Text: "Số hóa hồ sơ còn hiệu lực tại các sở, ban, ngành."}, {Address: "dieu-2", Heading: "Tiến độ", Text: "Mỗi quý báo cáo tiến độ một lần."}},
		answers: []consultAnswer{
			{position: "for"},
			{position: "for", address: "dieu-2", comment: "Gửi báo cáo cùng kỳ với báo cáo cải cách hành chính.", reply: committee.Accepted, replied: "Đã ghép hai kỳ báo cáo."},
			{position: "against", reason: "Chưa bố trí kinh phí số hóa năm nay."},
			{position: "for"},
			{position: "for"},
			{},
			{position: "for"},
		},
	},
	{
		body: bodyC, month: 17, title: "Danh mục dịch vụ công trực tuyến ưu tiên", question: "Đồng ý với danh mục?", days: 5,
		articles: []app.ArticleIn{{Address: "muc-1", Heading: "Danh mục", Text: "Hai mươi dịch vụ có nhiều hồ sơ nhất trong năm trước."}, {Address: "muc-2", Heading: "Thực hiện", Text: "Các sở cử cán bộ đầu mối."}},
		answers:  []consultAnswer{{position: "for"}, {position: "for"}, {position: "for"}, {}, {position: "for"}, {position: "for"}, {position: "for"}, {position: "for"}},
	},
}

// consultNow is the round that runs when the re-enactment ends: its text was
// amended, comments wait for an answer and members for theirs.
var consultNow = consult{
	body: bodyE, title: "Dự thảo Hướng dẫn kết nối, chia sẻ dữ liệu, lần 2", question: "Nhất trí với dự thảo Hướng dẫn?", days: 10,
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

// consultOver is the round whose days are over when the re-enactment ends and that
// waits for its conclusion: one slip came too late and waits to be taken.
var consultOver = consult{
	body: bodyC, title: "Dự thảo Quy định vận hành kho dữ liệu dùng chung của tỉnh", question: "Đồng ý ban hành Quy định?", days: 5,
	articles: []app.ArticleIn{
		{Address: "dieu-1", Heading: "Phạm vi", Text: "Quy định việc cập nhật, khai thác kho dữ liệu dùng chung của tỉnh."},
		{Address: "dieu-2", Heading: "Cập nhật", Text: "Các sở cập nhật dữ liệu thuộc phạm vi quản lý trước ngày 05 hằng tháng."},
		{Address: "dieu-3", Heading: "Khai thác", Text: "Cơ quan khai thác chịu trách nhiệm về việc sử dụng dữ liệu đúng mục đích."},
	},
	answers: []consultAnswer{
		{position: "for"},
		{position: "for", address: "dieu-2", comment: "Đề nghị lùi đến ngày 10 để trùng kỳ báo cáo tháng.", reply: committee.Accepted, replied: "Đã sửa thành ngày 10 hằng tháng."},
		{position: "for"},
		{position: "for", address: "dieu-3", comment: "Bổ sung trách nhiệm của cơ quan chủ quản kho dữ liệu."},
		{},
		{position: "against", reason: "Sở chưa có cán bộ chuyên trách cập nhật dữ liệu.", address: "dieu-2", comment: "Giao đơn vị vận hành kho hỗ trợ nhập liệu năm đầu.", late: true},
		{position: "for"},
	},
}

// rounds plans the rounds: those that are concluded, the one that runs on the last
// day, and the one whose days are over by then.
func (s *sim) rounds() {
	for _, x := range consults {
		s.plan(at(s.workday(s.month(x.month)+12), 15, 0), "opinions are asked", func() { s.consult(x, true) })
	}
	s.plan(at(s.workday(s.until-8), 8, 0), "opinions are asked", func() { s.consult(consultNow, false) })
	s.plan(at(s.workday(s.until-14), 8, 0), "opinions are asked", func() { s.consult(consultOver, false) })
}

// consult opens a round of the chairman among the members, drafted by the deputy,
// and plans what becomes of it.
func (s *sim) consult(x consult, concludes bool) {
	chairman := s.head(x.body)
	if chairman.Person == "" {
		return
	}
	drafter := s.nth(x.body, "", "deputy", 0)
	in := app.OpenRoundIn{
		Body: x.body, Title: committee.Prose(x.title), Questions: []app.QuestionIn{{Text: committee.Prose(x.question)}}, Articles: x.articles, Days: x.days,
		Drafter: app.PartyIn{Seat: drafter.Seat}, Chair: chairman.Seat,
	}
	for _, l := range s.seats(x.body) {
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
		switch a := x.answers[i]; {
		case a.late:
			s.plan(at(s.workday(last+1), 8, 10), "an opinion that is late", func() { s.slip(id, q, p.Seat, a, app.FilledIn{At: at(last, 16, 40)}) })
		case a.position != "":
			day := s.workday(min(s.today()+charter.Date(1+i/3), last))
			s.plan(at(day, 9+i%3, 10), "an opinion", func() { s.slip(id, q, p.Seat, a, app.FilledIn{}) })
		}
	}
	if x.amended != "" {
		s.plan(at(s.workday(s.today()+3), 14, 0), "the text is amended", func() {
			list := append([]app.ArticleIn(nil), x.articles...)
			list[1].Text = committee.Prose(x.amended)
			s.done(s.app.ChangeRound(s.ctx, s.by(chairman.Person), app.ChangeRoundIn{Round: id, Articles: list, Note: "Nêu rõ cơ quan đầu mối; lùi thời hạn."}))
		})
	}
	reply := s.workday(last + 1)
	if !concludes {
		reply = s.workday(s.today() + 3)
	}
	s.plan(at(reply, 15, 0), "the drafter answers", func() { s.reply(id, drafter.Seat, x) })
	if concludes {
		s.plan(at(s.workday(reply+1), 9, 0), "the round is concluded", func() { s.outcome(id, q) })
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

// slip is the slip of one member, by itself or taken by telephone.
func (s *sim) slip(id committee.RoundID, q committee.QuestionID, seat committee.SeatID, a consultAnswer, filled app.FilledIn) {
	who := s.holder(s.round(id).Round.Body, seat)
	if who == "" {
		return
	}
	said := app.SlipIn{Question: q, Position: a.position, Reason: committee.Prose(a.reason)}
	if a.comment != "" {
		said.Comments = []app.CommentIn{{Address: a.address, Text: committee.Prose(a.comment)}}
	}
	if a.telephone {
		s.done(s.app.RecordSlips(s.ctx, s.who(secretaryE), app.RecordSlipsIn{Round: id, By: app.PartyIn{Seat: seat}, How: "telephone", Slips: []app.SlipIn{said}}))
		return
	}
	s.done(s.app.AnswerRound(s.ctx, s.by(who), app.AnswerRoundIn{Round: id, By: app.PartyIn{Seat: seat}, Slips: []app.SlipIn{said}, Filled: filled}))
}

// reply is what the drafter does with the comments that have an answer.
func (s *sim) reply(id committee.RoundID, drafter committee.SeatID, x consult) {
	who := s.holder(x.body, drafter)
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

// outcome is the conclusion of who presides.
func (s *sim) outcome(id committee.RoundID, q committee.QuestionID) {
	r := s.round(id)
	if who := s.holder(r.Round.Body, r.Round.Chair); who != "" && s.err == nil && len(r.Round.Table().Unanswered()) == 0 {
		s.done(s.app.ConcludeRound(s.ctx, s.by(who), app.ConcludeRoundIn{
			Round: id, Text: "Thống nhất nội dung dự thảo, tiếp thu các ý kiến như trong bảng tổng hợp.", Outcomes: []app.OutcomeIn{{Question: q, Side: committee.For}},
		}))
	}
}
