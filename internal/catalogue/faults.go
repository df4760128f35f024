package catalogue

// faults are the sentences of foreseen refusals: what, where, what to do.
var faults = map[string]entry{
	"may.not-holder":          {"Quy chế giao việc này cho người khác.", "The regulation gives this act to others."},
	"may.forbidden":           {"Quy chế không cho phép việc này.", "The regulation forbids this act."},
	"may.missing":             {"Còn thiếu điều kiện mà quy chế đòi hỏi.", "A condition set by the regulation is not yet met."},
	"may.step":                {"Phải có bước trước trong hồ sơ rồi mới làm được việc này.", "An earlier step must be on record before this act."},
	"may.unstated":            {"Quy chế chưa nêu ai được làm việc này.", "The regulation does not say who may do this."},
	"may.not-in-force":        {"Ngày ấy chưa có điều khoản nào về việc này có hiệu lực.", "No clause on this act is in force on that day."},
	"store.busy":              {"Máy chủ đang ghi nhiều việc. Chờ vài giây rồi gửi lại; chưa có gì được ghi.", "The server is busy. Wait a few seconds and send again; nothing has been recorded."},
	"store.failed":            {"Không đọc được sổ. Chưa có gì được ghi; hãy báo người quản trị.", "The books cannot be read. Nothing has been recorded; tell the administrator."},
	"idempotency.other-input": {"Khóa gửi lại này đã dùng cho một nội dung khác. Hãy dùng khóa mới.", "This idempotency key was used for another input. Use a new key."},
	"changed.meanwhile":       {"Nội dung này vừa được sửa: {0} ({1}). Xem lại rồi làm tiếp.", "This has just been changed: {0} ({1}). Look again, then go on."},
}
