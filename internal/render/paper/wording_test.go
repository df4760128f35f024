package paper

import (
	"slices"
	"testing"
	"time"
)

func TestNumberLine(t *testing.T) {
	for _, c := range []struct{ number, symbol, want string }{
		{"5", "GM-BCĐ", "Số: 05/GM-BCĐ"},
		{"15", "QĐ-BNV", "Số: 15/QĐ-BNV"},
		{"1270", "BC-TCTTTg", "Số: 1270/BC-TCTTTg"},
		{"12a", "TB-BCĐ", "Số: 12a/TB-BCĐ"},
		{"", "GM-BCĐ", "Số:         /GM-BCĐ"},
		{"", "", "Số:         "},
	} {
		if got := (Paper{Number: c.number, Symbol: c.symbol}).NumberLine(); got != c.want {
			t.Errorf("%q/%q: %q, want %q", c.number, c.symbol, got, c.want)
		}
	}
}

// Days below ten have a zero before them; of the months only 1 and 2.
func TestDayLine(t *testing.T) {
	for _, c := range []struct {
		year, month, day int
		want             string
	}{
		{2020, 1, 5, "Hà Nội, ngày 05 tháng 01 năm 2020"},
		{2026, 2, 10, "Hà Nội, ngày 10 tháng 02 năm 2026"},
		{2026, 3, 9, "Hà Nội, ngày 09 tháng 3 năm 2026"},
		{2026, 12, 31, "Hà Nội, ngày 31 tháng 12 năm 2026"},
	} {
		p := Paper{Place: "Hà Nội", Day: time.Date(c.year, time.Month(c.month), c.day, 0, 0, 0, 0, time.UTC)}
		if got := p.DayLine(); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	if got := (Paper{Place: "Hà Nội"}).DayLine(); got != "Hà Nội, ngày      tháng      năm        " {
		t.Errorf("a day that is not known: %q", got)
	}
}

func TestLines(t *testing.T) {
	p := Paper{
		Recipients: []string{"Như trên", "Trưởng ban (để b/c);", "Lưu: VT, CNTT."},
		Grounds:    []string{"Căn cứ Quy chế", "Căn cứ Quyết định;"},
		To:         []string{"Sở Nội vụ", "Sở Tài chính"},
	}
	for _, c := range []struct {
		name      string
		got, want []string
	}{
		{"recipients", p.RecipientLines(), []string{"- Như trên;", "- Trưởng ban (để b/c);", "- Lưu: VT, CNTT."}},
		{"grounds", p.GroundLines(), []string{"Căn cứ Quy chế;", "Căn cứ Quyết định."}},
		{"addressees", p.Addressees(), []string{"- Sở Nội vụ;", "- Sở Tài chính."}},
		{"one addressee", Paper{To: p.To[:1]}.Addressees(), []string{"Sở Nội vụ"}},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, c.got, c.want)
		}
	}
}

// The text ends with its mark, once, and the paper that was given stays as it was.
func TestClosed(t *testing.T) {
	last := func(b []Block) string {
		x := b[len(b)-1]
		return x.Text[len(x.Text)-1].Text
	}
	for _, c := range []struct {
		body []Block
		want string
	}{
		{[]Block{Text("Đề nghị dự họp đúng giờ.")}, "Đề nghị dự họp đúng giờ./."},
		{[]Block{Text("Đề nghị dự họp đúng giờ ")}, "Đề nghị dự họp đúng giờ./."},
		{[]Block{Text("Đã có dấu./.")}, "Đã có dấu./."},
		{[]Block{{Table: &Table{}}}, "./."},
	} {
		before := c.body[0]
		p := Paper{Body: c.body}
		if got := last(p.Closed()); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
		if len(before.Text) > 0 && p.Body[0].Text[0].Text != before.Text[0].Text {
			t.Errorf("the paper was changed to %q", p.Body[0].Text[0].Text)
		}
	}
	if got := (Paper{}).Closed(); len(got) != 0 {
		t.Errorf("a paper without a text closes with %v", got)
	}
}
