package demo

// topic is a matter that a body deals with, and the work that may follow.
type topic struct{ title, work string }

// matters draws n topics in turn, from a place in the list; about two in three
// become tasks.
func (s *sim) matters(list []topic, from, n int) []matter {
	out := make([]matter, n)
	for i := range out {
		t := list[(from*3+i)%len(list)]
		out[i] = matter{title: t.title, days: 20 + s.rng.IntN(50)}
		if s.chance(66) {
			out[i].work = t.work
		}
	}
	return out
}

var topicsA = []topic{
	{"Tiến độ kết nối nền tảng tích hợp, chia sẻ dữ liệu quốc gia", "Báo cáo khó khăn khi kết nối nền tảng chia sẻ dữ liệu"},
	{"Danh mục cơ sở dữ liệu cần mở trong năm", "Rà soát danh mục cơ sở dữ liệu cần mở"},
	{"Dự thảo nghị định về định danh và xác thực điện tử", "Tổng hợp ý kiến về dự thảo nghị định định danh điện tử"},
	{"Nguồn lực cho các nhiệm vụ trọng tâm", "Lập bảng nhu cầu nguồn lực cho nhiệm vụ trọng tâm"},
	{"Cắt giảm chế độ báo cáo giấy", "Đề xuất danh sách báo cáo chuyển sang điện tử"},
	{"An toàn thông tin của các hệ thống dùng chung", "Kiểm tra an toàn thông tin hệ thống dùng chung"},
	{"Kế hoạch truyền thông về dịch vụ công trực tuyến", "Soạn kế hoạch truyền thông quý tới"},
	{"Đánh giá chất lượng dịch vụ công trực tuyến", "Xây dựng bộ tiêu chí đánh giá dịch vụ công trực tuyến"},
	{"Liên thông văn bản điện tử giữa các bộ, tỉnh", "Báo cáo tỷ lệ văn bản điện tử liên thông"},
	{"Thuê dịch vụ công nghệ thông tin", "Đề xuất hướng dẫn thuê dịch vụ công nghệ thông tin"},
	{"Sử dụng chữ ký số trong cơ quan nhà nước", "Rà soát việc cấp chứng thư số cho cán bộ"},
}

var topicsB = []topic{
	{"", "Chuẩn hóa dữ liệu cán bộ, công chức, viên chức"},
	{"", "Số hóa hồ sơ tổ chức, biên chế của đơn vị"},
	{"", "Xây dựng kế hoạch chuyển đổi số của đơn vị"},
	{"", "Rà soát thủ tục hành chính đủ điều kiện làm trực tuyến toàn trình"},
	{"", "Báo cáo kết quả sơ kết nhiệm vụ chuyển đổi số"},
	{"", "Bố trí người đầu mối an toàn thông tin"},
	{"", "Cập nhật cơ sở dữ liệu quốc gia về cán bộ, công chức"},
	{"", "Góp ý đề án nền tảng số dùng chung của Bộ"},
	{"", "Đưa báo cáo định kỳ lên hệ thống báo cáo của Bộ"},
	{"", "Kiểm tra việc dùng văn bản điện tử tại đơn vị"},
}

var topicsC = []topic{
	{"Kế hoạch phát triển Chính quyền điện tử của tỉnh", "Lập kế hoạch phát triển Chính quyền điện tử năm tới"},
	{"Tỷ lệ hồ sơ giải quyết trực tuyến của các sở, ngành", "Báo cáo và nâng tỷ lệ hồ sơ trực tuyến"},
	{"Nâng cấp trục liên thông văn bản của tỉnh", "Trình phương án nâng cấp trục liên thông văn bản"},
	{"Bồi dưỡng kỹ năng số cho cán bộ cơ sở", "Tổ chức lớp bồi dưỡng kỹ năng số cho cán bộ cơ sở"},
	{"Dùng chung kho dữ liệu của tỉnh", "Đưa dữ liệu của đơn vị vào kho dùng chung"},
	{"Trung tâm phục vụ hành chính công", "Khảo sát mức độ hài lòng tại trung tâm phục vụ hành chính công"},
	{"An toàn thông tin tại các địa phương", "Diễn tập ứng cứu sự cố an toàn thông tin"},
	{"Kinh phí duy trì các hệ thống", "Lập dự toán duy trì hệ thống thông tin"},
	{"Số hóa kết quả giải quyết thủ tục hành chính", "Số hóa kết quả giải quyết thủ tục còn hiệu lực"},
	{"Phủ sóng Internet tại thôn, bản", "Thống kê thôn, bản chưa có Internet băng rộng"},
	{"Hồ sơ sức khỏe điện tử", "Báo cáo tiến độ hồ sơ sức khỏe điện tử"},
}

var topicsD = []topic{
	{"", "Báo cáo việc cắt giảm giấy tờ công dân"},
	{"", "Kết nối cơ sở dữ liệu dân cư phục vụ thủ tục hành chính"},
	{"", "Rà soát thủ tục hành chính của sở, ngành"},
	{"", "Xây dựng dịch vụ công trực tuyến liên thông"},
	{"", "Đề xuất giải pháp liên thông một cửa điện tử"},
	{"", "Góp ý dự thảo Quy chế hoạt động của Ban Chỉ đạo"},
	{"", "Tổng hợp danh sách hệ thống thông tin đang dùng"},
}

var topicsE = []topic{
	{"Dự thảo Quy chế hoạt động của Hội đồng", "Soạn thảo nội dung cụ thể của Quy chế"},
	{"Kế hoạch hoạt động của Hội đồng", "Soạn dự thảo kế hoạch hoạt động năm"},
	{"Tích hợp, chia sẻ dữ liệu giữa các cơ quan nhà nước", "Tổng hợp nhu cầu chia sẻ dữ liệu giữa các bộ"},
	{"Vai trò của đơn vị chuyên trách công nghệ thông tin", "Khảo sát cơ cấu đơn vị chuyên trách công nghệ thông tin"},
	{"Kinh nghiệm triển khai kiến trúc Chính phủ số", "Viết báo cáo kinh nghiệm triển khai kiến trúc"},
	{"Cơ chế gửi, nhận ý kiến qua thư điện tử", "Lập danh sách hộp thư đầu mối của các bộ"},
}
