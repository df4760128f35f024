package catalogue

// minutes are the sentences of minutes: written, approved, opened again.
var minutes = map[string]entry{
	"minutes.title":        {"Biên bản phiên họp", "Minutes of the meeting"},
	"minutes.look":         {"Ghi và xem biên bản", "Write and read the minutes"},
	"minutes.of":           {"Biên bản: {0}, {1}", "Minutes: {0}, {1}"},
	"minutes.writing":      {"Đang ghi, chưa thông qua", "Being written, not approved yet"},
	"minutes.approved-by":  {"Đã thông qua: {0}, {1}", "Approved: {0}, {1}"},
	"minutes.reopened":     {"Đã mở lại: {0}", "Opened again: {0}"},
	"minutes.hint":         {"Ý kiến, kết luận và người dự đã có trong sổ tự vào biên bản. Chỗ dưới đây ghi diễn biến thảo luận. Mỗi chữ được lưu ngay; nhiều người ghi cùng lúc được.", "Positions, conclusions and attendance on record enter the minutes by themselves. Write below what was said. Every word is kept at once; several may write together."},
	"minutes.whole":        {"Diễn biến chung", "The meeting as a whole"},
	"minutes.said":         {"Diễn biến thảo luận", "What was said"},
	"minutes.positions":    {"Ý kiến đã ghi: {0} tán thành, {1} không tán thành, {2} ý kiến khác.", "Positions on record: {0} for, {1} against, {2} other."},
	"minutes.concluded":    {"Kết luận: {0}", "Conclusion: {0}"},
	"minutes.extract":      {"Trích biên bản nội dung này (Word)", "Extract on this item (Word)"},
	"minutes.word":         {"Biên bản (Word)", "Minutes (Word)"},
	"minutes.nothing":      {"Chưa ghi diễn biến nào.", "Nothing is written yet."},
	"minutes.last":         {"{0} ghi lúc {1}", "Written by {0}, {1}"},
	"minutes.kept":         {"Đã lưu.", "Kept."},
	"minutes.local":        {"Chưa lưu lên máy chủ; vẫn giữ trên máy này và sẽ gửi lại.", "Not on the server yet; it is kept on this device and will be sent again."},
	"minutes.by-other":     {"{0} vừa ghi vào nội dung này.", "{0} has just written here."},
	"minutes.theirs":       {"Bản của {0}:", "What {0} wrote:"},
	"minutes.take-theirs":  {"Lấy bản này", "Take this one"},
	"minutes.keep-mine":    {"Giữ bản của tôi", "Keep mine"},
	"minutes.do.save":      {"Lưu", "Keep"},
	"minutes.do.approve":   {"Thông qua biên bản", "Approve the minutes"},
	"minutes.do.reopen":    {"Mở lại biên bản", "Open again"},
	"minutes.approve":      {"Thông qua biên bản", "Approve the minutes"},
	"minutes.approve-hint": {"Sau khi thông qua, biên bản không sửa được nữa trừ khi mở lại có lý do. Nếu có người sửa trong lúc này, việc thông qua sẽ dừng lại.", "Once approved, the minutes cannot be changed unless opened again with a reason. If somebody writes meanwhile, the approval stops."},
	"minutes.reopen":       {"Mở lại biên bản", "Open the minutes again"},
	"minutes.reopen-hint":  {"Bản đã thông qua vẫn nằm trong sổ.", "The approved text stays on record."},

	"event.minutes.approved": {"Thông qua biên bản", "Minutes approved"},
	"event.minutes.reopened": {"Mở lại biên bản", "Minutes opened again"},
}

// faultsMinutes are what is refused of minutes.
var faultsMinutes = map[string]entry{
	"minutes.approved": {"Biên bản đã thông qua. Mở lại biên bản rồi mới sửa được.", "The minutes are approved. Open them again to change them."},
	"minutes.open":     {"Biên bản chưa thông qua nên không cần mở lại.", "The minutes are not approved; there is nothing to open."},
	"minutes.changed":  {"Biên bản vừa có người sửa. Xem lại rồi thông qua.", "The minutes have been changed meanwhile. Read them again, then approve."},
	"minutes.other":    {"{0} đã ghi vào nội dung này trong lúc đó. Xem bản của người ấy rồi chọn.", "{0} has written here meanwhile. Look at it, then choose."},
}
