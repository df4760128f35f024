package catalogue

// faultsStore are the sentences of the database: as it is opened, {0} being its
// address, and while it serves.
var faultsStore = map[string]entry{
	"store.bad-cursor":      {"Con trỏ trang này không dùng được. Xem lại từ đầu danh sách.", "This cursor cannot be used. Start again at the beginning of the list."},
	"store.closed":          {"Máy chủ đang dừng. Chờ một lát rồi gửi lại; chưa có gì được ghi.", "The server is stopping. Wait a moment and send again; nothing has been recorded."},
	"store.read-only":       {"Sổ đang mở chỉ để đọc nên chưa ghi được. Cấp quyền ghi tệp và thư mục, hoặc nối tới máy chủ chính.", "The books are open for reading only. Give the right to write the file and its directory, or name the primary server."},
	"store.unreachable":     {"Không nối được với cơ sở dữ liệu. Kiểm tra địa chỉ, quyền truy cập, và máy chủ có đang chạy không.", "The database cannot be reached. Check the address, the rights, and whether its server runs."},
	"store.outcome-unknown": {"Mất kết nối đúng lúc ghi nên chưa rõ đã ghi hay chưa. Xem sổ trước khi gửi lại.", "The connection was lost while recording, so whether it was recorded is not known. Look into the register before sending again."},
	"store.newer-version":   {"Cơ sở dữ liệu do bản chương trình mới hơn tạo. Dùng bản mới ấy.", "The database was written by a newer version of the program. Use that version."},
	"store.older-version":   {"Cơ sở dữ liệu thuộc bản cũ. Mở một lần để ghi (nghisu serve) cho nó được nâng cấp.", "The database is of an older version. Open it once for writing (nghisu serve), which brings it up to date."},
	"store.locked":          {"Một tiến trình khác đang giữ cơ sở dữ liệu. Dừng tiến trình ấy, hoặc chờ nó xong.", "Another process holds the database. Stop it, or wait until it has finished."},
	"store.not-a-database":  {"Đây không phải cơ sở dữ liệu của chương trình này. Kiểm tra đường dẫn, hoặc chọn một cơ sở dữ liệu riêng.", "This is not a database of this program. Check the path, or give it a database of its own."},
	"store.settings":        {"Cơ sở dữ liệu không giữ được các thiết đặt bảo đảm an toàn dữ liệu. Đặt tệp trên đĩa của máy, hoặc tạo cơ sở dữ liệu mã UTF8.", "The database does not keep the settings on which durability rests. Put the file on a local disk, or create the database with encoding UTF8."},
}
