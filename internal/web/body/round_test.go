package body

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

func TestArticlesOf(t *testing.T) {
	for _, x := range []struct {
		name, text string
		want       []app.ArticleIn
	}{
		{"nothing", "  \n", nil},
		{"no headings", "Một dòng.\r\nHai dòng.", []app.ArticleIn{{Address: "toan-van", Text: "Một dòng.\nHai dòng."}}},
		{"articles and clauses", "Căn cứ Luật\nĐIỀU 1. Phạm vi\nToàn tỉnh\nĐiều 2: Mục tiêu\nGồm:\n1. Một\n a) chi tiết\n2. Hai\nĐiều 2 của Luật vẫn áp dụng\nPhụ lục 1\nBiểu", []app.ArticleIn{
			{Address: "0", Text: "Căn cứ Luật"},
			{Address: "dieu-1", Heading: "Phạm vi", Text: "Toàn tỉnh"},
			{Address: "dieu-2", Heading: "Mục tiêu", Text: "Gồm:"},
			{Address: "dieu-2.1", Heading: "Mục tiêu", Text: "Một\n a) chi tiết"},
			{Address: "dieu-2.2", Heading: "Mục tiêu", Text: "Hai\nĐiều 2 của Luật vẫn áp dụng"},
			{Address: "phu-luc-1", Text: "Biểu"},
		}},
		{"a heading alone", "Điều 1. Hiệu lực từ ngày ký\nĐiều 10. Mười", []app.ArticleIn{{Address: "dieu-1", Text: "Hiệu lực từ ngày ký"}, {Address: "dieu-10", Text: "Mười"}}},
		{"sections", "Mục I\nMột\nMục II. Hai\nba", []app.ArticleIn{{Address: "muc-i", Text: "Một"}, {Address: "muc-ii", Heading: "Hai", Text: "ba"}}},
		{"a number that comes again is text", "Điều 1. A\n1. Một\n1. Lại một", []app.ArticleIn{{Address: "dieu-1.1", Heading: "A", Text: "Một\n1. Lại một"}}},
	} {
		got := articlesOf(x.text)
		if diff := cmp.Diff(x.want, got); diff != "" {
			t.Errorf("%s: %s", x.name, diff)
		}
		// Written as one text and read again, nothing has changed.
		var kept []committee.Article
		for _, a := range got {
			kept = append(kept, committee.Article{Address: a.Address, Heading: string(a.Heading), Text: string(a.Text)})
		}
		if diff := cmp.Diff(got, articlesOf(textOf(kept))); diff != "" {
			t.Errorf("%s: through %q: %s", x.name, textOf(kept), diff)
		}
	}
}
