package ui

import (
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
)

func pageIn(lang catalogue.Lang) *Page {
	return &Page{Lang: lang, Zone: time.FixedZone("+07", 7*3600), Now: time.Date(2026, 4, 15, 7, 41, 7, 0, time.UTC), Path: "/nhiem-vu?ban=a&sau=x"}
}

func TestDates(t *testing.T) {
	vi, en := pageIn(catalogue.VI), pageIn(catalogue.EN)
	d := charter.NewDate(2026, 4, 5)
	late := time.Date(2026, 4, 14, 18, 30, 0, 0, time.UTC) // the 15th in Vietnam
	for _, c := range []struct{ what, got, want string }{
		{"column", vi.Date(d), "05/04/2026"},
		{"column, English", en.Date(d), "5\u00a0Apr\u00a02026"},
		{"sentence", vi.Day(d), "5/4/2026"},
		{"sentence, English", en.Day(d), "5\u00a0April\u00a02026"},
		{"no day", vi.Day(0), "chưa rõ"},
		{"no day in a column", vi.Date(0), ""},
		{"weekday", vi.LongDay(charter.NewDate(2026, 4, 15)), "Thứ Tư, 15/4/2026"},
		{"field", en.Input(d), "05/04/2026"},
		{"day of an instant", vi.Stamp(late), "15/4/2026, 01:30"},
		{"hours", vi.Hours(late, late.Add(2*time.Hour)), "01:30\u00a0–\u00a003:30"},
		{"over midnight", vi.Hours(late, late.Add(24*time.Hour)), "01:30 – 16/4/2026, 01:30"},
		{"open end", vi.Hours(late, time.Time{}), "01:30"},
		{"exact", vi.Approx(charter.Day(d)), "5/4/2026"},
		{"month", vi.Approx(charter.Approx{From: charter.NewDate(2026, 2, 1), To: charter.NewDate(2026, 2, 28)}), "tháng\u00a02/2026"},
		{"month, English", en.Approx(charter.Approx{From: charter.NewDate(2026, 12, 1), To: charter.NewDate(2026, 12, 31)}), "December\u00a02026"},
		{"end of a month", vi.Approx(charter.Approx{From: charter.NewDate(2011, 9, 21), To: charter.NewDate(2011, 9, 30)}), "cuối tháng\u00a09/2011"},
		{"beginning of a month", en.Approx(charter.Approx{From: charter.NewDate(2011, 9, 1), To: charter.NewDate(2011, 9, 10)}), "early September\u00a02011"},
		{"middle of a month", vi.Approx(charter.Approx{From: charter.NewDate(2011, 2, 11), To: charter.NewDate(2011, 2, 20)}), "giữa tháng\u00a02/2011"},
		{"between", vi.Approx(charter.Approx{From: d, To: d + 2}), "từ 5/4/2026 đến 7/4/2026"},
		{"unknown", vi.Approx(charter.Approx{}), "ngày chưa rõ"},
		{"left open", vi.Approx(charter.Approx{Unstated: true}), "quy chế chưa nêu"},
		{"since", vi.Span(d, 0), "từ 5/4/2026"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.what, c.got, c.want)
		}
	}
}

func TestLeft(t *testing.T) {
	p := pageIn(catalogue.VI)
	today := p.Today()
	for _, c := range []struct {
		due  charter.Date
		days int
		want string
	}{
		{today, 0, "Đến hạn hôm nay"},
		{today - 1, -1, "Quá hạn 1\u00a0ngày làm việc"},
		{today - 4, -3, "Quá hạn 3\u00a0ngày làm việc"},
		{today - 1, 0, "Quá hạn 1\u00a0ngày làm việc"}, // over, with only days off in between
		{today + 5, 3, "Còn 3\u00a0ngày làm việc"},
		{today + 1, 0, "Đến hạn vào ngày nghỉ"},
	} {
		if got := p.Left(c.due, c.days); got != c.want {
			t.Errorf("due %s, %d: %q, want %q", c.due, c.days, got, c.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	vi, en := pageIn(catalogue.VI), pageIn(catalogue.EN)
	for n, want := range map[int64][2]string{
		0: {"0", "0"}, 999: {"999", "999"}, 48210: {"48\u00a0210", "48,210"}, -1234567: {"−1\u00a0234\u00a0567", "−1,234,567"},
	} {
		if got := [2]string{vi.Num(n), en.Num(n)}; got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func TestBind(t *testing.T) {
	for in, want := range map[string]string{
		"Điều 6 khoản 2 điểm a":        "Điều\u00a06 khoản\u00a02 điểm\u00a0a",
		"Giám đốc Sở 2":                "Giám đốc Sở\u00a02",
		"điều kiện khác":               "điều kiện khác",
		"Trưởng ban · Chủ tịch":        "Trưởng ban\u00a0· Chủ tịch",
		"hạn 15 ngày làm việc, quý II": "hạn 15\u00a0ngày làm việc, quý\u00a0II",
		"Sở làm, điểm ấy":              "Sở làm, điểm ấy",
		"ngày 15/4/2026":               "ngày\u00a015/4/2026",
		"năm, ví dụ 15/4/2026":         "năm, ví\u00a0dụ\u00a015/4/2026",
	} {
		if got := Bind(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestFaultWords(t *testing.T) {
	p := pageIn(catalogue.VI)
	for _, c := range []struct {
		field, code string
		args        []string
		want        string
	}{
		{"title", "text.empty", nil, "Nội dung: chưa điền."},
		{"seats.3.role", "text.empty", nil, "Danh sách, dòng 3, vai trò: chưa điền."},
		{"", "text.empty", nil, "Chưa điền."},
		{"no_such_field", "text.empty", nil, "Chưa điền."},
		{"to", "date.order", []string{"2026-04-15", "2026-04-01"}, "Đến ngày: ngày cuối 1/4/2026 trước ngày đầu 15/4/2026."},
		{"", "task.state", []string{"done"}, "Không làm được khi nhiệm vụ ở tình trạng: Đã nghiệm thu."},
		{"", "delegation.unstated", []string{"meeting.convene"}, "Quy chế không cho ủy quyền việc triệu tập họp."},
		// A value that happens to be a key of the catalogue stays what it is.
		{"", "charter.other-body", []string{"draft", "ok"}, "Tệp này là quy chế của “draft”, không phải của “ok”."},
	} {
		if got := p.FieldFault(c.field, c.code, c.args...); got != Bind(c.want) {
			t.Errorf("%s, %s: %q, want %q", c.field, c.code, got, Bind(c.want))
		}
	}
}

func TestPageAddresses(t *testing.T) {
	p := pageIn(catalogue.VI)
	for _, c := range []struct{ got, want string }{
		{p.With("sau", "y"), "/nhiem-vu?ban=a&sau=y"},
		{p.With("sau", "", "ban", ""), "/nhiem-vu"},
		{p.Bare(), "/nhiem-vu"},
		{CitePath("ban-a", "quy-che/5.2.a"), "/ban/ban-a/quy-che#quy-che-5-2-a"},
		{CitePath("", "quy-che/5"), ""},
		{DonePath("/x?y=1#z", "a1"), "/x?y=1&da-ghi=a1#z"},
		{DonePath("/x", "a1"), "/x?da-ghi=a1"},
		{LocalPath("/toi?x=1"), "/toi?x=1"},
		{LocalPath("//evil.example"), "/"},
		{LocalPath("/\\evil.example"), "/"},
		{LocalPath("javascript:alert(1)"), "/"},
		{LocalPath("/a\r\nb"), "/"},
		{FieldID("seats.2.role"), "f-seats-2-role"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

// TestSeatWords: a seat of a group is named with its group, once.
func TestSeatWords(t *testing.T) {
	p := pageIn(catalogue.VI)
	group := charter.Text{VI: "Nhóm dữ liệu"}
	for want, s := range map[string]app.MySeat{
		"Thành viên, Nhóm dữ liệu":                  {Title: charter.Text{VI: "Thành viên"}, In: "du-lieu", InName: group},
		"Trưởng Nhóm dữ liệu":                       {Title: charter.Text{VI: "Trưởng Nhóm dữ liệu"}, In: "du-lieu", InName: group},
		"Trưởng ban, giúp Chủ tịch 1":               {Role: "head", For: "Chủ tịch 1"},
		"Thành viên, Nhóm dữ liệu, giúp Chủ tịch 1": {Title: charter.Text{VI: "Thành viên"}, InName: group, For: "Chủ tịch 1"},
	} {
		if got := strings.ReplaceAll(p.SeatWords(s), nbsp, " "); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
