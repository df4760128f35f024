package demo

import "nghisu/internal/charter"

// logins are the accounts that a visitor may sign in with.
func (s *sim) logins() []Login {
	var out []Login
	add := func(login, person string, title, try charter.Text) {
		if p, ok := s.people[person]; ok {
			out = append(out, Login{Login: login, Person: p, Title: title, Try: try})
		}
	}
	text := func(vi, en string) charter.Text { return charter.Text{VI: vi, EN: en} }
	add("quantri", "quantri", text("Người giữ sổ", "Keeper of the books"),
		text("Ghi cơ quan, người, chức vụ; kiện toàn bằng quyết định của cấp trên; kiểm tra sổ", "Record agencies, people and posts; enter a kiện toàn; verify the register"))
	add("nguoingoai", "nguoingoai", text("Người ngoài tổ chức", "An outsider"),
		text("Thử triệu tập họp và xem câu từ chối", "Try to convene a meeting and read the refusal"))

	add("truongban.nghean", "na.chu-tich", text("Trưởng ban, Nghệ An", "Head, Nghệ An"),
		text("Triệu tập họp mở rộng; kết luận trái ý kiến đa số; giao nhiệm vụ", "Convene an expanded meeting; conclude against the majority; assign a task"))
	add("photruongban.nghean", "na.pho-1", text("Phó Trưởng ban, Nghệ An", "Deputy head, Nghệ An"),
		text("Thử họp mở rộng (bị từ chối), rồi triệu tập họp bất thường", "Try an expanded meeting (refused), then convene an extraordinary one"))
	add("uyvien-tt.nghean", "na-khcn.truong", text("Thành viên Thường trực, Nghệ An", "Standing member, Nghệ An"),
		text("Đề nghị họp bất thường", "Propose an extraordinary meeting"))
	add("uyvien.nghean", "na-nv.truong", text("Thành viên Ban Chỉ đạo, Nghệ An", "Member, Nghệ An"),
		text("Cập nhật nhiệm vụ; giao đầu mối trong cơ quan mình", "Report on a task; name a focal person in the own agency"))
	add("thuky.nghean", secretaryC, text("Thư ký giúp Trưởng ban, Nghệ An", "Secretary to the head, Nghệ An"),
		text("Soạn giấy mời, điểm danh, ghi ý kiến thay Trưởng ban", "Call meetings and keep the minutes for the head"))
	add("dau-moi.nghean", "na-nv.dau-moi", text("Chuyên viên đầu mối, một sở của Nghệ An", "Focal official of a department, Nghệ An"),
		text("Báo cáo tiến độ nhiệm vụ được giao đầu mối", "Report on tasks as their focal person"))
	add("totruong.nghean", "na-vp.pho", text("Tổ trưởng Tổ công tác, Nghệ An", "Head of the working group, Nghệ An"),
		text("Xem quyền của Tổ trưởng và giới hạn của nó", "See the powers of the group's head and their limits"))

	add("totruong.tocongtac", "to.truong", text("Tổ trưởng, Tổ công tác quốc gia", "Head of the national working group"),
		text("Chủ trì họp tháng; chọn chuyên gia vào Bộ phận thường trực", "Chair a monthly meeting; pick an expert for the standing section"))
	add("topho.tocongtac", "to.pho-1", text("Tổ phó, Tổ công tác quốc gia", "Deputy head of the national working group"),
		text("Triệu tập họp đột xuất; phân công vào nhóm", "Convene an extraordinary meeting; assign to a group"))
	add("chuyengia.tocongtac", "chuyengia-1", text("Chuyên gia ở nhiều nhóm", "An expert in several groups"),
		text("Xem mọi ghế của mình trên một trang", "See all seats on one page"))
	add("thuky.tocongtac", secretaryA, text("Thư ký Tổ công tác quốc gia", "Secretary of the national working group"),
		text("Xem tháng nào đã họp, tháng nào bỏ lỡ", "See which months met and which were missed"))

	add("truongban.noivu", s.ministerB(), text("Trưởng ban, Bộ trưởng Bộ Nội vụ", "Head, Minister of Home Affairs"),
		text("Kiện toàn với tư cách Bộ trưởng; giao nhiệm vụ với tư cách Trưởng ban", "Reconstitute as Minister; direct units as head"))
	add("photruongban.noivu", "bnv.thu-truong", text("Phó Trưởng ban, Bộ Nội vụ", "Deputy head, Home Affairs"),
		text("Thử giao nhiệm vụ và xem ai có quyền", "Try to assign a task and see who could"))
	add("donvi.noivu", "bnv-1.truong", text("Giám đốc Trung tâm Thông tin, đơn vị thường trực", "Director of the Information Centre, standing unit"),
		text("Cử người đại diện của đơn vị vào ghế ủy viên", "Name the unit's commissioner"))
	add("thuky.noivu", secretaryB, text("Thư ký Ban Chỉ đạo Bộ Nội vụ", "Secretary, Home Affairs"),
		text("Soạn kiện toàn 16 ghế", "Prepare a kiện toàn of 16 seats"))

	add("truongban.hanoi", s.chairmanD(), text("Trưởng ban, Chủ tịch Ủy ban nhân dân thành phố Hà Nội", "Head, Chairman of Hà Nội"),
		text("Giao nhiệm vụ với tư cách Chủ tịch thành phố", "Assign a task as chairman of the city"))
	add("photruongban.hanoi", "hn.pho", text("Phó Trưởng ban, Hà Nội", "Deputy head, Hà Nội"),
		text("Thử triệu tập họp: quyết định không nói ai triệu tập", "Try to convene: the decision does not say who may"))
	add("uyvien-tt.hanoi", "hn-vp.pho", text("Ủy viên Thường trực kiêm Tổ trưởng Tổ giúp việc, Hà Nội", "Standing commissioner and head of the group, Hà Nội"),
		text("Một người, hai ghế theo một quy tắc", "One person, two seats by one rule"))
	add("thuky.hanoi", secretaryD, text("Thư ký Ban Chỉ đạo Hà Nội", "Secretary, Hà Nội"),
		text("Theo dõi nhiệm vụ của các sở", "Follow the departments' tasks"))

	chair := "btttt.thu-truong"
	if s.until > day("2025-02-28") {
		chair = "bkhcn.thu-truong"
	}
	add("chutich.hoidong", chair, text("Chủ tịch Hội đồng", "Chairman of the council"),
		text("Ủy quyền bằng văn bản cho một thành viên chủ trì", "Lend the chair to a member in writing"))
	add("phochutich.hoidong", "cuc-cntt.truong", text("Phó Chủ tịch Hội đồng", "Deputy chairman of the council"),
		text("Chủ trì và kết luận một phiên", "Chair and conclude a session"))
	add("thanhvien.hoidong", "bo-1.cntt", text("Thành viên Hội đồng", "Member of the council"),
		text("Thử chủ trì khi chưa được ủy quyền", "Try to chair without the chair being lent"))
	add("thuky.hoidong", secretaryE, text("Thư ký Hội đồng", "Secretary of the council"),
		text("Ghi ý kiến tại phiên tư vấn", "Keep the minutes of a consultative session"))
	return out
}
