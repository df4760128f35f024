package demo

// provinces is what the committees of Nghệ An and Hà Nội need. Which departments
// sat in them the sources do not tell: those here are samples.
func provinces() chapter {
	c := chapter{
		day: "2019-01-02", since: "2019-01-01",
		agencies: []agencyRow{
			{key: "na", kind: "province", code: "H41", vi: "Ủy ban nhân dân tỉnh Nghệ An", en: "Nghệ An People's Committee", short: "UBND tỉnh Nghệ An"},
			{key: "hn", kind: "province", vi: "Ủy ban nhân dân thành phố Hà Nội", en: "Hà Nội People's Committee", short: "UBND TP Hà Nội"},
		},
		posts: []postRow{
			{key: "na.chu-tich", agency: "na", kind: "chairman", vi: "Chủ tịch Ủy ban nhân dân tỉnh Nghệ An", en: "Chairman, Nghệ An", leads: true},
			{key: "na.pho-1", agency: "na", kind: "vice-chairman", vi: "Phó Chủ tịch thứ nhất Ủy ban nhân dân tỉnh Nghệ An", en: "First vice chairman, Nghệ An"},
			{key: "na.pho-2", agency: "na", kind: "vice-chairman", vi: "Phó Chủ tịch thứ hai Ủy ban nhân dân tỉnh Nghệ An", en: "Second vice chairman, Nghệ An"},
			{key: "hn.chu-tich", agency: "hn", kind: "chairman", vi: "Chủ tịch Ủy ban nhân dân thành phố Hà Nội", en: "Chairman, Hà Nội", leads: true},
			{key: "hn.pho", agency: "hn", kind: "vice-chairman", vi: "Phó Chủ tịch Ủy ban nhân dân thành phố Hà Nội", en: "Vice chairman, Hà Nội"},
		},
		people: []personRow{
			{"thuky.nghean", "Thư ký Ban Chỉ đạo tỉnh Nghệ An (mẫu)"},
			{"thuky.hanoi", "Thư ký Ban Chỉ đạo thành phố Hà Nội (mẫu)"},
			{"na.to-1", "Thành viên Tổ công tác 1 (mẫu)"},
			{"na.to-2", "Thành viên Tổ công tác 2 (mẫu)"},
			{"na.to-3", "Thành viên Tổ công tác 3 (mẫu)"},
			{"na.to-4", "Thành viên Tổ công tác 4 (mẫu)"},
			{"hn.to-1", "Thành viên Tổ giúp việc 1 (mẫu)"},
			{"hn.to-2", "Thành viên Tổ giúp việc 2 (mẫu)"},
		},
	}
	for _, p := range []struct{ key, place, en string }{{"na", "tỉnh Nghệ An", "Nghệ An"}, {"hn", "thành phố Hà Nội", "Hà Nội"}} {
		c.office(p.key, p.place, p.en)
		for _, d := range []struct{ key, vi, en string }{
			{"khcn", "Khoa học và Công nghệ", "Science and Technology"},
			{"nv", "Nội vụ", "Home Affairs"},
			{"tc", "Tài chính", "Finance"},
			{"tp", "Tư pháp", "Justice"},
			{"yt", "Y tế", "Health"},
			{"gd", "Giáo dục và Đào tạo", "Education"},
		} {
			c.department(p.key+"-"+d.key, p.key, "Sở "+d.vi, p.place, d.en, p.en)
		}
	}
	for _, n := range []string{"1", "2", "3"} {
		c.district("na-huyen-"+n, "na", "Huyện "+n, "District "+n, "Nghệ An")
		c.agencies = append(c.agencies, agencyRow{
			key: "na-xa-cu-" + n, parent: "na-huyen-" + n, kind: "commune", vi: "Ủy ban nhân dân xã cũ " + n + " (mẫu)", en: "Former commune " + n + " (sample)",
		})
	}
	c.district("hn-quan-1", "hn", "Quận 1", "Urban district 1", "Hà Nội")
	c.district("hn-huyen-1", "hn", "Huyện 1", "Rural district 1", "Hà Nội")
	c.district("hn-thi-xa-1", "hn", "Thị xã 1", "Town 1", "Hà Nội")
	return c
}

// office adds the Office of a people's committee.
func (c *chapter) office(key, place, en string) {
	office := "Văn phòng Ủy ban nhân dân " + place
	c.agencies = append(c.agencies, agencyRow{key: key + "-vp", parent: key, kind: "office", vi: office, en: "Office of the " + en + " People's Committee"})
	c.posts = append(c.posts,
		postRow{key: key + "-vp.truong", agency: key + "-vp", kind: "chief", vi: "Chánh " + office, en: "Chief of the Office, " + en, leads: true},
		postRow{key: key + "-vp.pho", agency: key + "-vp", kind: "deputy-chief", vi: "Phó Chánh " + office, en: "Deputy chief of the Office, " + en})
}

// department adds a department with its director, a deputy and a focal official.
func (c *chapter) department(key, parent, name, place, unit, en string) {
	c.agencies = append(c.agencies, agencyRow{
		key: key, parent: parent, kind: "department", vi: name + " " + place + " (mẫu)", en: "Department of " + unit + ", " + en + " (sample)",
	})
	c.posts = append(c.posts,
		postRow{key: key + ".truong", agency: key, kind: "director", vi: "Giám đốc " + name + " " + place, en: "Director of " + unit + ", " + en, leads: true},
		postRow{key: key + ".dau-moi", agency: key, kind: "official", vi: "Chuyên viên đầu mối " + name + " " + place, en: "Focal official, " + unit + ", " + en})
}

// district adds a district with its chairman.
func (c *chapter) district(key, parent, name, enName, en string) {
	place := map[string]string{"na": "tỉnh Nghệ An", "hn": "thành phố Hà Nội"}[parent]
	c.agencies = append(c.agencies, agencyRow{
		key: key, parent: parent, kind: "district", vi: "Ủy ban nhân dân " + name + ", " + place + " (mẫu)", en: enName + ", " + en + " (sample)",
	})
	c.posts = append(c.posts, postRow{
		key: key + ".truong", agency: key, kind: "chairman", vi: "Chủ tịch Ủy ban nhân dân " + name + ", " + place, en: "Chairman, " + enName + ", " + en, leads: true,
	})
}

// communes are the sample communes and wards of the two-tier local government.
func communes() chapter {
	c := chapter{day: "2025-06-30", since: "2025-07-01"}
	for _, x := range []struct{ key, parent, name, en string }{
		{"na-xa-1", "na", "xã 1, tỉnh Nghệ An", "Commune 1, Nghệ An"},
		{"na-xa-2", "na", "xã 2, tỉnh Nghệ An", "Commune 2, Nghệ An"},
		{"na-xa-3", "na", "xã 3, tỉnh Nghệ An", "Commune 3, Nghệ An"},
		{"hn-phuong-1", "hn", "phường 1, thành phố Hà Nội", "Ward 1, Hà Nội"},
		{"hn-phuong-2", "hn", "phường 2, thành phố Hà Nội", "Ward 2, Hà Nội"},
		{"hn-xa-1", "hn", "xã 1, thành phố Hà Nội", "Commune 1, Hà Nội"},
	} {
		c.agencies = append(c.agencies, agencyRow{
			key: x.key, parent: x.parent, kind: "commune", vi: "Ủy ban nhân dân " + x.name + " (mẫu)", en: x.en + " (sample)", from: "2025-07-01",
		})
		c.posts = append(c.posts, postRow{
			key: x.key + ".truong", agency: x.key, kind: "chairman", vi: "Chủ tịch Ủy ban nhân dân " + x.name, en: "Chairman, " + x.en, leads: true,
		})
	}
	return c
}
