package catalogue

// api are the sentences of the programs' edge: inputs that cannot be read.
var api = map[string]entry{
	"api.no-such-path":     {"Không có {0} {1}. Xem /api/openapi.json.", "There is no {0} {1}. See /api/openapi.json."},
	"api.incident":         {"Sự cố số {0}. Báo số này cho người quản trị.", "Incident {0}. Give this number to the administrator."},
	"api.input":            {"Dữ liệu gửi lên không đúng: {0}.", "What was sent is wrong: {0}."},
	"api.no-json":          {"Nội dung gửi lên không đọc được như JSON: {0}.", "What was sent cannot be read as JSON: {0}."},
	"api.json-only":        {"Chỉ nhận và trả JSON: đặt Content-Type và Accept là application/json.", "Only JSON is taken and answered: set Content-Type and Accept to application/json."},
	"api.too-big":          {"Nội dung gửi lên quá lớn. Chia nhỏ rồi gửi.", "What was sent is too large. Send less at a time."},
	"api.too-slow":         {"Nội dung gửi lên chậm quá nên bị ngắt. Gửi lại.", "What was sent came too slowly and was cut off. Send it again."},
	"api.needed":           {"Thiếu {0}.", "{0} is missing."},
	"api.unknown-field":    {"Không có ô nhập {0}. Xem lại chính tả, hoặc /api/openapi.json.", "There is no input {0}. Check the spelling, or /api/openapi.json."},
	"api.date":             {"“{0}” không phải là ngày. Viết như 2026-04-15.", "“{0}” is not a day. Write it as 2026-04-15."},
	"api.escaped":          {"“{0}” mã hóa phần trăm chưa đúng. Viết như Danh%20s%C3%A1ch.", "“{0}” is not percent-encoded as it should be. Write it as Danh%20s%C3%A1ch."},
	"api.instant":          {"“{0}” không phải là thời điểm. Viết như 2026-04-15T08:00:00+07:00.", "“{0}” is not an instant. Write it as 2026-04-15T08:00:00+07:00."},
	"api.one-of":           {"Giá trị phải là một trong: {0}.", "The value must be one of: {0}."},
	"api.too-long":         {"Dài quá {0} ký tự.", "Longer than {0} characters."},
	"api.value":            {"Giá trị của {0} không đúng: {1}.", "The value of {0} is wrong: {1}."},
	"api.key-too-long":     {"Idempotency-Key dài quá {0} ký tự.", "The Idempotency-Key is longer than {0} characters."},
	"api.capacity":         {"“{0}” không phải là tư cách. Viết seat:ID, post:ID hoặc office.", "“{0}” is no capacity. Write seat:ID, post:ID or office."},
	"api.fact":             {"“{0}” không phải là dữ kiện. Viết KEY:VALUE.", "“{0}” is not a fact. Write KEY:VALUE."},
	"api.entry":            {"“{0}” không phải là số mục của sổ.", "“{0}” is not the number of an entry."},
	"api.act-input":        {"Việc này không nhận ô nhập {0}.", "This act takes no input {0}."},
	"api.document-unknown": {"Không có văn bản {0}.", "There is no document {0}."},
	"api.before":           {"Ngày này trước {0}. Đổi lại cho đúng thứ tự.", "This day is before {0}. Put the days in order."},
}
