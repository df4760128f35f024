package demo

import "strconv"

// chapters are what is entered in the books, in the order of time.
func chapters() []chapter {
	return []chapter{central(), national(), provinces(), homeAffairs()}
}

// ministries that send a member to the council, beside those that are named.
const sampleMinistries = 4

// central is the centre of government as the council of 2011 needs it.
func central() chapter {
	c := chapter{
		day: "2011-08-01", since: "2011-08-01",
		agencies: []agencyRow{
			{key: "cp", kind: "government", vi: "Chính phủ", en: "The Government"},
			{key: "vpcp", parent: "cp", kind: "ministry", code: "G22", vi: "Văn phòng Chính phủ", en: "Government Office", short: "VPCP"},
			{key: "btttt", parent: "cp", kind: "ministry", vi: "Bộ Thông tin và Truyền thông", en: "Ministry of Information and Communications", short: "BTTTT"},
			{key: "cuc-cntt", parent: "btttt", kind: "unit", vi: "Cục Ứng dụng công nghệ thông tin", en: "Department of IT Application"},
			{key: "bkhcn", parent: "cp", kind: "ministry", code: "G06", vi: "Bộ Khoa học và Công nghệ", en: "Ministry of Science and Technology", short: "BKHCN"},
			{key: "bnv", parent: "cp", kind: "ministry", code: "G09", vi: "Bộ Nội vụ", en: "Ministry of Home Affairs", short: "BNV"},
		},
		posts: []postRow{
			{key: "vpcp.truong", agency: "vpcp", kind: "minister", vi: "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ", en: "Minister, Chairman of the Government Office", leads: true},
			{key: "vpcp.pho", agency: "vpcp", kind: "deputy-minister", vi: "Phó Chủ nhiệm Văn phòng Chính phủ", en: "Vice Chairman of the Government Office"},
			{key: "vpcp.dau-moi", agency: "vpcp", kind: "official", vi: "Chuyên viên đầu mối, Văn phòng Chính phủ", en: "Focal official, Government Office"},
			{key: "btttt.truong", agency: "btttt", kind: "minister", vi: "Bộ trưởng Bộ Thông tin và Truyền thông", en: "Minister of Information and Communications", leads: true},
			{key: "btttt.thu-truong", agency: "btttt", kind: "deputy-minister", vi: "Thứ trưởng Bộ Thông tin và Truyền thông", en: "Vice Minister of Information and Communications"},
			{key: "btttt.thu-truong-2", agency: "btttt", kind: "deputy-minister", vi: "Thứ trưởng thứ hai Bộ Thông tin và Truyền thông", en: "Second Vice Minister of Information and Communications"},
			{key: "cuc-cntt.truong", agency: "cuc-cntt", kind: "director", vi: "Cục trưởng Cục Ứng dụng công nghệ thông tin", en: "Director of the Department of IT Application", leads: true},
			{key: "cuc-cntt.dau-moi", agency: "cuc-cntt", kind: "official", vi: "Chuyên viên đầu mối, Cục Ứng dụng công nghệ thông tin", en: "Focal official, Department of IT Application"},
			{key: "bkhcn.truong", agency: "bkhcn", kind: "minister", vi: "Bộ trưởng Bộ Khoa học và Công nghệ", en: "Minister of Science and Technology", leads: true},
			{key: "bkhcn.thu-truong", agency: "bkhcn", kind: "deputy-minister", vi: "Thứ trưởng Bộ Khoa học và Công nghệ", en: "Vice Minister of Science and Technology"},
			{key: "bkhcn.thu-truong-2", agency: "bkhcn", kind: "deputy-minister", vi: "Thứ trưởng thứ hai Bộ Khoa học và Công nghệ", en: "Second Vice Minister of Science and Technology"},
			{key: "bnv.truong", agency: "bnv", kind: "minister", vi: "Bộ trưởng Bộ Nội vụ", en: "Minister of Home Affairs", leads: true},
			{key: "bnv.thu-truong", agency: "bnv", kind: "deputy-minister", vi: "Thứ trưởng Bộ Nội vụ", en: "Vice Minister of Home Affairs"},
		},
		people: []personRow{
			{"nguoingoai", "Người xem ngoài tổ chức (mẫu)"},
			{"thuky.hoidong", "Thư ký Hội đồng (mẫu)"},
		},
	}
	for n := 1; n <= sampleMinistries; n++ {
		i := strconv.Itoa(n)
		c.agencies = append(c.agencies, agencyRow{key: "bo-" + i, parent: "cp", kind: "ministry", vi: "Bộ " + i + " (mẫu)", en: "Ministry " + i + " (sample)"})
		c.posts = append(c.posts,
			postRow{key: "bo-" + i + ".truong", agency: "bo-" + i, kind: "minister", vi: "Bộ trưởng Bộ " + i, en: "Minister, Ministry " + i, leads: true},
			postRow{key: "bo-" + i + ".cntt", agency: "bo-" + i, kind: "director", vi: "Giám đốc công nghệ thông tin Bộ " + i, en: "Chief information officer, Ministry " + i})
	}
	return c
}

// national is what the working group of 2018 adds.
func national() chapter {
	return chapter{
		day: "2018-12-03", since: "2018-01-01",
		agencies: []agencyRow{
			{key: "ubqg", parent: "cp", kind: "committee", vi: "Ủy ban Quốc gia về Chính phủ điện tử", en: "National Committee on e-Government"},
			{key: "bcyb", parent: "cp", kind: "agency", vi: "Ban Cơ yếu Chính phủ", en: "Government Cipher Committee"},
		},
		posts: []postRow{
			{key: "ubqg.chu-tich", agency: "ubqg", kind: "chairman", vi: "Chủ tịch Ủy ban Quốc gia về Chính phủ điện tử", en: "Chairman of the National Committee on e-Government", leads: true},
			{key: "bcyb.truong", agency: "bcyb", kind: "director", vi: "Trưởng ban Ban Cơ yếu Chính phủ", en: "Head of the Government Cipher Committee", leads: true},
		},
		people: []personRow{
			{"to.truong", "Tổ trưởng Tổ công tác (mẫu)"},
			{"to.pho-1", "Tổ phó 1 (mẫu)"},
			{"to.pho-2", "Tổ phó 2 (mẫu)"},
			{"to.tv-1", "Thành viên 1 (mẫu)"},
			{"to.tv-2", "Thành viên 2 (mẫu)"},
			{"to.tv-3", "Thành viên 3 (mẫu)"},
			{"chuyengia-1", "Chuyên gia 1 (mẫu)"},
			{"chuyengia-2", "Chuyên gia 2 (mẫu)"},
			{"chuyengia-3", "Chuyên gia 3 (mẫu)"},
			{"chuyengia-4", "Chuyên gia 4 (mẫu)"},
			{"giupviec-1", "Cán bộ giúp việc 1 (mẫu)"},
			{"giupviec-2", "Cán bộ giúp việc 2 (mẫu)"},
			{"giupviec-3", "Cán bộ giúp việc 3 (mẫu)"},
			{"thuky.tocongtac", "Thư ký Tổ công tác (mẫu)"},
		},
	}
}

// units of the Ministry of Home Affairs that send a commissioner: the source
// counts fourteen and names two.
const homeUnits = 14

// homeAffairs is what the ministry's committee adds.
func homeAffairs() chapter {
	c := chapter{
		day: "2021-01-04", since: "2021-01-01",
		agencies: []agencyRow{
			{key: "bnv-1", parent: "bnv", kind: "unit", vi: "Trung tâm Thông tin", en: "Information Centre"},
			{key: "bnv-2", parent: "bnv", kind: "unit", vi: "Vụ Tổ chức cán bộ", en: "Department of Personnel"},
		},
		posts: []postRow{
			{key: "bnv-1.truong", agency: "bnv-1", kind: "director", vi: "Giám đốc Trung tâm Thông tin", en: "Director of the Information Centre", leads: true},
			{key: "bnv-1.dau-moi", agency: "bnv-1", kind: "official", vi: "Chuyên viên đầu mối, Trung tâm Thông tin", en: "Focal official, Information Centre"},
			{key: "bnv-2.truong", agency: "bnv-2", kind: "director", vi: "Vụ trưởng Vụ Tổ chức cán bộ", en: "Director of Personnel", leads: true},
		},
		people: []personRow{{"thuky.noivu", "Thư ký Ban Chỉ đạo Bộ Nội vụ (mẫu)"}},
	}
	for n := 3; n <= homeUnits; n++ {
		i := strconv.Itoa(n)
		c.agencies = append(c.agencies, agencyRow{key: "bnv-" + i, parent: "bnv", kind: "unit", vi: "Đơn vị " + i + " thuộc Bộ Nội vụ (mẫu)", en: "Unit " + i + " of the Ministry (sample)"})
		c.posts = append(c.posts, postRow{key: "bnv-" + i + ".truong", agency: "bnv-" + i, kind: "director", vi: "Thủ trưởng Đơn vị " + i, en: "Head of Unit " + i, leads: true})
		if n <= 6 {
			c.posts = append(c.posts, postRow{key: "bnv-" + i + ".pho", agency: "bnv-" + i, kind: "deputy-director", vi: "Phó Thủ trưởng Đơn vị " + i, en: "Deputy head of Unit " + i})
		}
	}
	return c
}
