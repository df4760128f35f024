package app

import "nghisu/internal/charter"

// officeWords names the acts that no charter speaks of: those of the office and
// of keeping the minutes.
var officeWords = map[charter.Act]charter.Text{
	"office.found":        {VI: "lập văn phòng giữ sổ", EN: "found the office"},
	"agency.record":       {VI: "ghi cơ quan, đơn vị", EN: "record an agency"},
	"agency.end":          {VI: "kết thúc cơ quan, đơn vị", EN: "end an agency"},
	"post.record":         {VI: "ghi chức vụ", EN: "record a post"},
	"person.record":       {VI: "ghi người", EN: "record a person"},
	"people.enrol":        {VI: "ghi danh sách người", EN: "record a list of people"},
	"assistant.name":      {VI: "cử người giúp việc", EN: "name an assistant"},
	"keeper.name":         {VI: "cử người giữ sổ", EN: "name a keeper of the books"},
	"delegate.name":       {VI: "cử đại diện vào ghế", EN: "name the agency's delegate"},
	"handover.take":       {VI: "nhận bàn giao", EN: "take over"},
	"clause.invoke":       {VI: "viện dẫn điều khoản", EN: "invoke a clause"},
	"presence.record":     {VI: "điểm danh", EN: "record who was there"},
	"opinion.record":      {VI: "ghi ý kiến thành viên", EN: "record the members' positions"},
	"meeting.close":       {VI: "bế mạc phiên họp", EN: "close the meeting"},
	"duty.evidence":       {VI: "ghi chứng cứ nghĩa vụ", EN: "record what met a duty"},
	"paper.lay":           {VI: "đưa tài liệu vào", EN: "lay a paper"},
	"paper.version":       {VI: "thêm phiên bản tài liệu", EN: "add a version of a paper"},
	"paper.withdraw":      {VI: "rút tài liệu", EN: "withdraw a paper"},
	"paper.show":          {VI: "đổi phạm vi xem tài liệu", EN: "change who may read a paper"},
	"minutes.write":       {VI: "ghi biên bản", EN: "write the minutes"},
	"minutes.approve":     {VI: "thông qua biên bản", EN: "approve the minutes"},
	"minutes.reopen":      {VI: "mở lại biên bản", EN: "open the minutes again"},
	"invitation.recall":   {VI: "lấy lại giấy mời vừa gửi", EN: "take invitations back"},
	"agenda.arrange":      {VI: "xây dựng chương trình họp", EN: "arrange the agenda"},
	"matter.keep":         {VI: "đưa vào danh sách chờ", EN: "keep a matter for a later agenda"},
	"meeting.drop":        {VI: "thôi dự kiến họp", EN: "give up a foreseen meeting"},
	"invitation.answer":   {VI: "trả lời dự họp", EN: "answer an invitation"},
	"absence.rule":        {VI: "cho ý kiến về việc xin vắng", EN: "rule on a leave of absence"},
	"answer.record":       {VI: "ghi hộ trả lời dự họp", EN: "write down an answer to an invitation"},
	"topic.open":          {VI: "mở chuyên đề", EN: "open a working space"},
	"topic.arrange":       {VI: "sửa chuyên đề", EN: "set a working space in order"},
	"topic.close":         {VI: "kết thúc chuyên đề", EN: "close a working space"},
	"remark.make":         {VI: "trao đổi trong chuyên đề", EN: "say something in a working space"},
	"remark.withdraw":     {VI: "rút ý kiến trao đổi", EN: "take a remark back"},
	"round.change":        {VI: "sửa văn bản xin ý kiến", EN: "change the text of an opinion round"},
	"round.extend":        {VI: "gia hạn lấy ý kiến", EN: "extend an opinion round"},
	"round.cancel":        {VI: "hủy đợt lấy ý kiến", EN: "call off an opinion round"},
	"comment.answer":      {VI: "tiếp thu, giải trình", EN: "answer comments"},
	"comment.charge":      {VI: "giao trả lời góp ý", EN: "charge with the answer to comments"},
	"vote.open":           {VI: "mở biểu quyết", EN: "call a vote"},
	"vote.close":          {VI: "kết thúc và kiểm phiếu", EN: "close and count the vote"},
	"vote.cancel":         {VI: "hủy cuộc biểu quyết", EN: "call off the vote"},
	"vote.key":            {VI: "đặt khóa kiểm phiếu", EN: "lay a teller's key"},
	"vote.record":         {VI: "ghi hộ biểu quyết", EN: "enter a vote on behalf"},
	"body.establish":      {VI: "thành lập", EN: "establish the body"},
	"presence.arrive":     {VI: "ghi đến dự phiên họp", EN: "record an arrival"},
	"presence.leave":      {VI: "ghi rời phiên họp", EN: "record a departure"},
	"item.take-up":        {VI: "đưa nội dung ra bàn", EN: "take up an item"},
	"item.leave":          {VI: "dừng nội dung đang bàn", EN: "leave an item"},
	"items.pass":          {VI: "thông qua cả cụm nội dung", EN: "pass items in one block"},
	"seating.arrange":     {VI: "xếp chỗ ngồi", EN: "arrange the seating"},
	"conclusion.revise":   {VI: "sửa kết luận", EN: "revise a conclusion"},
	"conclusion.correct":  {VI: "đính chính kết luận", EN: "correct a conclusion"},
	"conclusion.withdraw": {VI: "rút kết luận", EN: "take a conclusion back"},
	"conclusion.settle":   {VI: "giao việc của kết luận", EN: "settle who carries out a conclusion"},
	"floor.ask":           {VI: "đề nghị phát biểu", EN: "ask for the floor"},
	"floor.give":          {VI: "mời phát biểu", EN: "give the floor"},
	"floor.end":           {VI: "kết thúc phát biểu", EN: "end a speech"},
	"prior.state":         {VI: "nêu ý kiến trước", EN: "state a prior position"},
	"account.create":      {VI: "lập tài khoản", EN: "create an account"},
}

// actText names an act: the engine's words, or the office's.
func actText(act charter.Act) charter.Text {
	if t, ok := officeWords[act]; ok {
		return t
	}
	if w := charter.ActWord(act); w.VI != "" && w.VI != string(act) {
		return w.Text()
	}
	return charter.Text{VI: string(act), EN: string(act)}
}

// ActWords lists the acts that a charter may speak of, with their names.
func ActWords() []ActWord {
	words := charter.Acts()
	out := make([]ActWord, len(words))
	for i, w := range words {
		out[i] = ActWord{Act: charter.Act(w.Key), Word: w.Text()}
	}
	return out
}
