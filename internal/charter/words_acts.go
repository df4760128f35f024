package charter

// acts is the vocabulary of acts in the order of the public contract, with the
// names that officials use.
var acts = []Word{
	{"body.establish", "thành lập tổ chức", "establish a body"},
	{"body.reconstitute", "kiện toàn tổ chức", "reconstitute a body"},
	{"body.dissolve", "giải thể tổ chức", "dissolve a body"},
	{"charter.promulgate", "ban hành quy chế", "promulgate the regulation"},
	{"charter.amend", "sửa đổi, bổ sung quy chế", "amend the regulation"},
	{"seat.appoint", "cử thành viên", "appoint to a seat"},
	{"seat.end", "cho thôi thành viên", "end a seat"},
	{"power.delegate", "ủy quyền", "delegate a power"},
	{"power.revoke", "chấm dứt ủy quyền", "revoke a delegation"},
	{"posting.make", "trưng tập, biệt phái", "post staff to the body"},
	{"meeting.plan", "lập lịch họp", "plan a meeting"},
	{"meeting.convene", "triệu tập họp", "convene a meeting"},
	{"meeting.convene-extraordinary", "triệu tập họp bất thường", "convene an extraordinary meeting"},
	{"meeting.convene-expanded", "triệu tập họp mở rộng", "convene an expanded meeting"},
	{"meeting.propose", "đề nghị họp", "propose a meeting"},
	{"meeting.choose-attendees", "quyết định thành phần dự họp", "decide who attends"},
	{"meeting.invite", "mời họp", "invite to a meeting"},
	{"meeting.chair", "chủ trì họp", "chair a meeting"},
	{"meeting.postpone", "hoãn họp", "postpone a meeting"},
	{"meeting.cancel", "hủy họp", "cancel a meeting"},
	{"meeting.conclude", "kết luận họp", "conclude a meeting"},
	{"round.open", "mở đợt lấy ý kiến", "open an opinion round"},
	{"round.answer", "trả lời lấy ý kiến", "answer an opinion round"},
	{"round.conclude", "kết luận đợt lấy ý kiến", "conclude an opinion round"},
	{"document.receive", "tiếp nhận văn bản đến", "receive a document"},
	{"document.route", "phân văn bản đến", "route a document"},
	{"document.draft", "soạn thảo văn bản", "draft a document"},
	{"document.comment", "góp ý văn bản", "comment on a document"},
	{"document.review", "thẩm định, phản biện văn bản", "review a document"},
	{"document.clear", "ký tắt, thông qua dự thảo", "clear a draft"},
	{"document.submit", "trình văn bản", "submit a document"},
	{"document.return", "trả lại văn bản trình", "return a document"},
	{"document.sign", "ký văn bản", "sign a document"},
	{"document.number", "cấp số văn bản", "number a document"},
	{"document.seal", "đóng dấu văn bản", "seal a document"},
	{"document.promulgate", "ban hành văn bản", "promulgate a document"},
	{"document.publish", "công bố văn bản", "publish a document"},
	{"document.acknowledge", "xác nhận đã nhận văn bản", "acknowledge a document"},
	{"task.assign", "giao nhiệm vụ", "assign a task"},
	{"task.subassign", "giao lại nhiệm vụ trong cơ quan mình", "sub-assign a task within one's own agency"},
	{"task.update", "cập nhật tiến độ nhiệm vụ", "update a task"},
	{"task.request-extension", "xin gia hạn nhiệm vụ", "request an extension"},
	{"task.grant-extension", "cho gia hạn nhiệm vụ", "grant an extension"},
	{"task.urge", "đôn đốc nhiệm vụ", "urge a task"},
	{"task.accept", "nghiệm thu nhiệm vụ", "accept a task as done"},
	{"task.return", "trả lại nhiệm vụ", "return a task"},
	{"report.request", "yêu cầu báo cáo", "request a report"},
	{"report.submit", "gửi báo cáo", "submit a report"},
	{"report.accept", "tiếp nhận, thông qua báo cáo", "accept a report"},
	{"inspection.open", "mở cuộc kiểm tra", "open an inspection"},
	{"inspection.conclude", "kết luận kiểm tra", "conclude an inspection"},
	{"expert.mobilise", "huy động chuyên gia", "mobilise experts"},
	{"consultant.engage", "thuê tư vấn", "engage a consultant"},
	{"tour.order", "cử đoàn đi khảo sát, học tập", "order a study tour"},
	{"fund.estimate", "lập dự toán kinh phí", "estimate funds"},
	{"fund.allocate", "phân bổ kinh phí", "allocate funds"},
	{"fund.spend", "chi kinh phí", "spend funds"},
	{"plan.approve", "phê duyệt kế hoạch", "approve a plan"},
	{"review.make", "sơ kết, tổng kết", "make a review"},
	{"notice.publish", "đăng thông báo", "publish a notice"},
	{"matter.decide", "quyết định vấn đề", "decide a matter"},
	{"meeting.attend", "dự họp", "attend a meeting"},
	{"meeting.convene-session", "triệu tập buổi làm việc", "convene a working session"},
	{"item.propose", "đề xuất nội dung", "propose an item"},
	{"item.accept", "tiếp nhận nội dung đề xuất", "accept a proposed item"},
	{"vote.cast", "biểu quyết", "cast a vote"},
	{"ballot.propose", "đề nghị biểu quyết", "propose a ballot"},
	{"ballot.second", "tán thành đề nghị biểu quyết", "second a ballot"},
	{"opinion.record", "ghi nhận ý kiến", "put an opinion on record"},
	{"absence.report", "báo vắng họp", "report absence"},
	{"substitute.name", "cử người dự thay", "name a substitute"},
	{"portfolio.assign", "phân công lĩnh vực, địa bàn", "assign a portfolio"},
	{"mobilisation.open", "mở đợt làm việc tập trung", "open a mobilisation"},
	{"information.demand", "yêu cầu cung cấp thông tin", "demand information"},
	{"round.form", "lập mẫu phiếu lấy ý kiến", "make the form of an opinion round"},
	{"charter.submit", "trình quy chế", "submit the regulation"},
	{"body.create-subbody", "lập tổ, nhóm giúp việc", "create a sub-body"},
}

// actPlace is where each act stands in the vocabulary.
var actPlace = func() map[Act]int {
	m := make(map[Act]int, len(acts))
	for i, w := range acts {
		m[Act(w.Key)] = i
	}
	return m
}()

// Acts lists the vocabulary of acts, in the order of the public contract.
func Acts() []Word { return append([]Word(nil), acts...) }

// KnownAct reports whether the vocabulary has the act. [AnyAct] is no act.
func KnownAct(a Act) bool {
	_, ok := actPlace[a]
	return ok
}

// ActWord gives the name of an act; one that the vocabulary lacks names itself.
func ActWord(a Act) Word {
	if i, ok := actPlace[a]; ok {
		return acts[i]
	}
	return Word{string(a), string(a), string(a)}
}
