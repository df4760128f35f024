package charter

// Word is a key of the vocabulary with its Vietnamese and English names.
type Word struct {
	Key, VI, EN string
}

// Text gives the names without the key.
func (w Word) Text() Text { return Text{VI: w.VI, EN: w.EN} }

// FactWord is a key of the table of facts: what it says, and the values that
// the engine knows of it. Words in capitals stand for a value of that sort: n a
// whole number, DATE, SPAN, ROLE, KEY.
type FactWord struct {
	Key    string
	Values []string
	VI, EN string
}

// contractRoles are the roles of the public contract with the titles that a
// screen shows when a charter gives none.
var contractRoles = []Word{
	{"head", "Trưởng ban", "Head"},
	{"deputy", "Phó Trưởng ban", "Deputy head"},
	{"standing-deputy", "Phó Trưởng ban Thường trực", "Standing deputy head"},
	{"standing-member", "Ủy viên Thường trực", "Standing member"},
	{"member", "Ủy viên", "Member"},
	{"secretary", "Thư ký", "Secretary"},
	{"clerk", "Văn thư", "Clerk"},
	{"group-head", "Trưởng nhóm", "Head of a group"},
	{"group-member", "Thành viên nhóm", "Member of a group"},
	{"helper-head", "Tổ trưởng Tổ giúp việc", "Head of the assisting group"},
	{"helper", "Thành viên Tổ giúp việc", "Member of the assisting group"},
	{"expert", "Chuyên gia", "Expert"},
	{"consultant", "Tư vấn", "Consultant"},
	{"standing-agency", "Cơ quan thường trực", "Standing agency"},
	{"host-agency", "Cơ quan chủ quản", "Host agency"},
	{"superior", "Cấp thành lập", "Founding authority"},
	{"meeting-chair", "Người chủ trì họp", "Chair of the meeting"},
	{"agency-head", "Người đứng đầu cơ quan, đơn vị", "Head of an agency"},
	{"invitee", "Đại biểu mời", "Invitee"},
	{"all-members", "Toàn thể thành viên", "All members"},
	{"body", "Tập thể", "The body as a whole"},
	{"outsider", "Người ngoài tổ chức", "Outsider"},
}

// ContractRoles lists the roles of the public contract with default titles.
func ContractRoles() []Word { return append([]Word(nil), contractRoles...) }

// KnownRole reports whether the contract has the role. A charter may declare
// more.
func KnownRole(role Role) bool {
	_, ok := roleWord(role)
	return ok
}

func roleWord(role Role) (Word, bool) {
	for _, w := range contractRoles {
		if w.Key == string(role) {
			return w, true
		}
	}
	return Word{}, false
}

// seriesWords name the series of meetings that the format knows.
var seriesWords = []Word{
	{"regular", "Họp định kỳ", "Regular meeting"},
	{"preliminary-review", "Họp sơ kết", "Preliminary review"},
	{"annual-review", "Họp tổng kết năm", "Annual review"},
	{"working-session", "Buổi làm việc", "Working session"},
}

// SeriesTitle names a series of meetings; one of a charter's own names itself.
func SeriesTitle(key string) Text {
	for _, w := range seriesWords {
		if w.Key == key {
			return w.Text()
		}
	}
	return Text{VI: key}
}

// factWords is the table of facts.
var factWords = []FactWord{
	{"object", []string{"KIND", "KEY"}, "loại đối tượng của việc, hoặc mã tổ chức liên quan", "kind of object, or key of a linked body"},
	{"in", []string{"KEY"}, "tổ chức bên trong nơi việc diễn ra", "sub-body in which it is done"},
	{"chairing", []string{"true"}, "đang chủ trì cuộc họp", "chairs the meeting"},
	{"delegation", []string{"written", "assigned", "absent"}, "căn cứ ủy quyền đã có trong hồ sơ", "ground of delegation on file"},
	{"with", []string{"ROLE"}, "cùng làm với", "acting jointly with"},
	{"proposed-by", []string{"ROLE"}, "theo đề nghị của", "on the proposal of"},
	{"authorised-by", []string{"ROLE"}, "được sự đồng ý của", "with the leave of"},
	{"supporters", []string{"n"}, "số người cùng đề nghị, kể cả người làm", "number acting together, this seat included"},
	{"opinion-of", []string{"KEY"}, "đã có ý kiến của", "opinion on record of"},
	{"waived-by", []string{"ROLE"}, "được miễn thủ tục bởi", "step waived by"},
	{"reach", []string{"outside"}, "việc vượt ra ngoài tổ chức", "act reaches beyond the body"},
	{"seal", []string{"KEY"}, "con dấu sử dụng", "seal used"},
	{"post", []string{"KEY"}, "chức vụ nhà nước của người giữ ghế", "state post of the holder"},
	{"urgent", []string{"true"}, "trường hợp khẩn cấp", "urgent"},
	{"force-majeure", []string{"true"}, "trường hợp bất khả kháng", "force majeure"},
	{"members", []string{"n"}, "số ghế đang có người", "seats filled"},
	{"seats", []string{"n"}, "số ghế theo quy chế, kể cả ghế trống", "seats set by the regulation, vacant ones too"},
	{"entitled", []string{"n"}, "số người có quyền biểu quyết", "number entitled to vote"},
	{"invited", []string{"n"}, "số người được mời", "number invited"},
	{"slips", []string{"n"}, "số phiếu thu về", "slips returned"},
	{"ROLE", []string{"n", "for", "against"}, "số người giữ vai trò; hoặc ý kiến của người quyết định", "number in the role; or the decider's side"},
	{"same.TRAIT", []string{"n"}, "số người nhiều nhất có chung đặc điểm", "the most that share the trait"},
	{"purpose", []string{"meet", "vote"}, "mục đích tính túc số", "purpose of the quorum"},
	{"series", []string{"KEY"}, "loại phiên họp", "series of the meeting"},
	{"present", []string{"n"}, "số người có mặt, kể cả các hình thức dưới đây", "number present, forms below included"},
	{"present.online", []string{"n"}, "dự trực tuyến", "present online"},
	{"present.substitute", []string{"n"}, "người dự thay", "substitutes present"},
	{"present.written", []string{"n"}, "gửi ý kiến bằng văn bản", "present in writing"},
	{"present.abstention", []string{"n"}, "có mặt nhưng không biểu quyết", "present and abstaining"},
	{"present.ROLE", []string{"n"}, "số người của vai trò có mặt", "number of the role present"},
	{"matter", []string{"KEY"}, "loại vấn đề", "class of matter"},
	{"for", []string{"n"}, "số tán thành", "votes for"},
	{"against", []string{"n"}, "số không tán thành", "votes against"},
	{"abstain", []string{"n"}, "số không có ý kiến, không được tính", "abstentions, never counted"},
	{"written-for", []string{"n"}, "số tán thành bằng văn bản", "written votes for"},
	{"ballot", []string{"secret", "open", "named"}, "hình thức biểu quyết", "form of ballot"},
	{"discussed", []string{"SPAN"}, "thời gian đã thảo luận", "time discussed"},
	{"open-for", []string{"SPAN"}, "thời gian biểu quyết đã mở", "time the vote was open"},
	{"chair", []string{"for", "against"}, "ý kiến của người chủ trì khi số phiếu ngang nhau", "the chair's side on a tie"},
	{"what", []string{"invitation", "agenda", "papers"}, "nội dung phải gửi", "what is sent"},
	{"sent", []string{"DATE"}, "ngày gửi", "day sent"},
	{"meeting", []string{"DATE"}, "ngày họp", "day of the meeting"},
	{"field", []string{"KEY"}, "nội dung đã nêu trong giấy mời", "what the notice states"},
	{"form", []string{"KEY"}, "hình thức gửi", "form of the notice"},
	{"role", []string{"ROLE"}, "vai trò của người vắng mặt", "role whose attendance is asked"},
	{"reported-to", []string{"ROLE"}, "đã báo vắng với", "absence reported to"},
	{"leave-of", []string{"ROLE"}, "được phép vắng của", "absent with leave of"},
	{"substitute", []string{"true", "false"}, "có người dự thay", "a substitute attends"},
	{"substitute-votes", []string{"true", "false"}, "người dự thay biểu quyết", "the substitute votes"},
	{"silent", []string{"n"}, "số người không trả lời", "number that did not answer"},
	{"act", []string{"ACT"}, "việc phải qua thủ tục", "act that the steps hold"},
	{"event.NAME", []string{"DATE"}, "ngày xảy ra sự kiện", "day of the event"},
}

// FactWords lists the table of facts: every key that an answer may read.
func FactWords() []FactWord {
	out := append([]FactWord(nil), factWords...)
	for i := range out {
		out[i].Values = append([]string(nil), out[i].Values...)
	}
	return out
}
