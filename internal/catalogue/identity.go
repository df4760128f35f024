package catalogue

// identity are the sentences of signing in, of accounts and of programs' keys.
var identity = map[string]entry{
	"signin.wrong":    {"Tên đăng nhập hoặc mật khẩu không đúng. Xem lại rồi nhập lại cả hai.", "The log-in name or the password is wrong. Check and enter both again."},
	"signin.locked":   {"Nhập sai quá nhiều lần. Chờ {0} phút rồi thử lại.", "Too many wrong attempts. Wait {0} minutes, then try again."},
	"signin.disabled": {"Tài khoản này đã bị khóa. Hãy hỏi người giữ sổ.", "This account has been closed. Ask the keeper of the books."},
	"signin.expired":  {"Phiên đăng nhập đã hết hoặc không có. Hãy đăng nhập lại.", "The session has ended or does not exist. Sign in again."},
	"signin.needed":   {"Cần đăng nhập: gửi khóa của chương trình trong dòng Authorization: Bearer.", "Sign in first: send the program's key in the header Authorization: Bearer."},

	"token.forged":     {"Khóa này không do máy chủ này cấp. Xem lại khóa, hoặc xin khóa mới.", "This key was not made by this server. Check it, or ask for a new one."},
	"token.expired":    {"Khóa này đã hết hạn. Xin khóa mới.", "This key has expired. Ask for a new one."},
	"token.revoked":    {"Khóa này đã bị thu hồi. Xin khóa mới.", "This key has been taken back. Ask for a new one."},
	"token.unknown":    {"Không có khóa {0} trong các khóa của tài khoản này.", "Among this account's keys there is none called {0}."},
	"token.none-such":  {"Văn phòng không có khóa {0}.", "This office has no key called {0}."},
	"token.name":       {"Ghi khóa dùng để làm gì, tối đa 100 ký tự.", "Say what the key is for, in at most 100 characters."},
	"calendar.unknown": {"Không có lịch này. Mở lại trang Lịch của tôi.", "There is no such calendar. Open the page of your calendars again."},
	"calendar.many":    {"Đã có {0} lịch, nhiều nhất cho một người. Đóng bớt một lịch rồi thử lại.", "There are {0} calendars already, the most for one person. Close one and try again."},
	"token.past":       {"Ngày hết hạn của khóa đã qua. Chọn ngày sau hôm nay.", "The key would have expired already. Choose a later day."},

	"account.keeper-only": {"Chỉ người giữ sổ của văn phòng được xem và làm việc này.", "Only the office's keepers of the books see and do this."},
	"account.exists":      {"Tên đăng nhập {0} đã có người dùng. Chọn tên khác.", "The log-in name {0} is taken. Choose another."},
	"account.unknown":     {"Không có tài khoản {0}.", "There is no account {0}."},
	"account.disabled":    {"Tài khoản {0} đang bị khóa. Mở lại rồi làm tiếp.", "The account {0} is closed. Open it again first."},
	"account.login-form":  {"Tên đăng nhập có 3 đến 64 chữ cái không dấu, chữ số, dấu . - _ @ và bắt đầu bằng chữ hoặc số.", "A log-in name has 3 to 64 plain letters, digits and . - _ @, and begins with a letter or digit."},
	"account.signed-out":  {"Chưa đăng nhập. Hãy đăng nhập rồi làm tiếp.", "Nobody is signed in. Sign in first."},
	"account.once":        {"Tài khoản {0}, mật khẩu {1} (chỉ hiện lần này; phải đổi khi đăng nhập).", "Account {0}, password {1} (shown this once; it must be changed at the first sign-in)."},
	"account.lang":        {"Không có ngôn ngữ “{0}”: chọn vi hoặc en.", "There is no language “{0}”: choose vi or en."},
	"account.theme":       {"Không có kiểu màu “{0}”: chọn light hoặc dark, hoặc để trống.", "There is no theme “{0}”: choose light or dark, or leave it empty."},

	"password.short":     {"Mật khẩu cần ít nhất {0} ký tự. Một câu dễ nhớ là đủ.", "A password needs at least {0} characters. A sentence that is easy to remember will do."},
	"password.long":      {"Mật khẩu dài quá {0} ký tự. Hãy rút ngắn.", "The password is longer than {0} characters. Shorten it."},
	"password.form":      {"Mật khẩu có ký tự không dùng được. Hãy gõ lại.", "The password holds a character that cannot be used. Type it again."},
	"password.is-login":  {"Mật khẩu không được trùng tên đăng nhập.", "The password must not be the log-in name."},
	"password.common":    {"Mật khẩu này quá dễ đoán. Hãy chọn mật khẩu khác.", "This password is among the first to be guessed. Choose another."},
	"password.same":      {"Mật khẩu mới giống mật khẩu đang dùng. Hãy chọn mật khẩu khác.", "The new password is the present one. Choose another."},
	"password.wrong-old": {"Mật khẩu đang dùng không đúng.", "The present password is wrong."},

	"verify.own-key": {"Kiểm bằng khóa nằm ngay trong sổ. Để chắc chắn, đưa khóa đã biết từ nơi khác bằng --key.", "Checked by the key that the register itself names. To be sure, give a key known from elsewhere with --key."},
}
