package catalogue

// faultsWeb are the faults of forms before the application sees them, and the
// general ones of fields.
var faultsWeb = map[string]entry{
	"form.date":       {"“{0}” không phải là ngày. Viết như 15/4/2026.", "“{0}” is not a day. Write it as 15/4/2026."},
	"form.hour":       {"“{0}” không phải là giờ. Viết như 16:30.", "“{0}” is not a time. Write it as 16:30."},
	"form.hour-empty": {"Chưa ghi giờ. Viết như 16:30.", "The time is missing. Write it as 16:30."},
	"form.number":     {"“{0}” không phải là số nguyên.", "“{0}” is not a whole number."},
	"form.empty":      {"Chưa điền.", "Not filled in."},
	"form.too-big":    {"Biểu mẫu lớn hơn {0} KiB nên không nhận. Chia nhỏ nội dung rồi gửi.", "The form is larger than {0} KiB and was not taken. Send less at a time."},
	"form.broken":     {"Biểu mẫu bị đứt quãng khi gửi. Gửi lại.", "The form broke off on the way. Send it again."},
	"form.no-act":     {"Không có việc này với nhiệm vụ: {0}.", "No such act on a task: {0}."},
	"password.again":  {"Hai lần nhập không giống nhau.", "The two entries differ."},
	"page.missing":    {"Không có trang này.", "There is no such page."},
}
