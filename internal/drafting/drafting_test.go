package drafting

import (
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/render/docx"
	"nghisu/internal/render/paper"
	"nghisu/internal/render/pdf"
)

var ict = time.FixedZone("ICT", 7*3600)

func vi(s string) charter.Text { return charter.Text{VI: s} }

// sitting is a meeting of five, held and concluded.
func sitting() Occasion {
	seat := func(id committee.SeatID, role charter.Role, title, holder, through string) app.SeatLine {
		return app.SeatLine{Seat: id, Role: role, Title: vi(title), Holder: holder, Through: vi(through), Fill: committee.FillPost}
	}
	o := Occasion{Zone: ict, Units: map[committee.AgencyID]string{"nv": "Sở Nội vụ", "tc": "Sở Tài chính"}}
	o.Body.Line = app.BodyLine{Name: vi("Ban Chỉ đạo Chuyển đổi số tỉnh A"), Host: vi("Ủy ban nhân dân tỉnh A"), Short: vi("Ban Chỉ đạo")}
	o.Meeting.Line = app.MeetingLine{
		Kind: committee.Regular, Title: "Phiên họp định kỳ tháng 12", Start: time.Date(2026, 12, 8, 8, 0, 0, 0, ict), End: time.Date(2026, 12, 8, 11, 30, 0, 0, ict),
		Place: "Phòng họp số 2", State: committee.Concluded,
	}
	o.Meeting.Seats = []app.SeatLine{
		seat("s1", "head", "Trưởng ban", "Ủy viên 1", "Chủ tịch UBND tỉnh A"), seat("s2", "deputy", "Phó Trưởng ban", "Ủy viên 2", "Phó Chủ tịch UBND tỉnh A"),
		seat("s3", "member", "Thành viên", "Ủy viên 3", "Giám đốc Sở Nội vụ"), seat("s4", "member", "Thành viên", "", "Giám đốc Sở Tài chính"),
		seat("s5", "secretary", "Thư ký", "Ủy viên 5", "Chuyên viên"),
	}
	o.Meeting.Meeting = committee.Meeting{
		Chair: "s1",
		Invitees: []committee.Invitee{
			{Seat: "s3", Present: "present"},
			{Seat: "s1", Present: "present"},
			{Seat: "s2", Present: "online"},
			{Seat: "s4", Present: "excused"},
			{Agency: "tc"},
			{Name: "Chuyên gia 1"},
		},
		Agenda: []committee.Item{
			{ID: "i1", Number: "1", Title: "Báo cáo năm", Lead: "s3", Positions: []committee.Stand{
				{Seat: "s2", Position: committee.Against, Reason: "Thiếu số liệu quý IV."}, {Seat: "s3", Position: committee.For},
			}, Conclusions: []committee.Conclusion{{Text: "Thông qua báo cáo", Lead: "nv", Due: charter.NewDate(2026, 12, 31)}}},
			{ID: "i2", Number: "2", Title: "Kế hoạch năm sau"},
			{Conclusions: []committee.Conclusion{{Text: "Các đơn vị gửi số liệu đúng hạn."}}},
		},
	}
	return o
}

// lines are the texts of a document, a line a block.
func lines(p paper.Paper) string {
	var out []string
	for _, b := range p.Body {
		text := ""
		for _, r := range b.Text {
			text += r.Text
		}
		out = append(out, text)
	}
	return strings.Join(out, "\n")
}

func want(t *testing.T, p paper.Paper, text string) {
	t.Helper()
	if got := lines(p); got != text {
		t.Errorf("%s reads\n%s\n\nwant\n%s", p.Kind, got, text)
	}
}

func TestInvitation(t *testing.T) {
	p := Invitation(sitting())
	want(t, p, `Trưởng ban Ban Chỉ đạo Chuyển đổi số tỉnh A trân trọng kính mời:
- Trưởng ban: Ủy viên 1, Chủ tịch UBND tỉnh A;
- Phó Trưởng ban: Ủy viên 2, Phó Chủ tịch UBND tỉnh A;
- Thành viên: Ủy viên 3, Giám đốc Sở Nội vụ;
- Thành viên, Giám đốc Sở Tài chính;
- Đại diện Sở Tài chính;
- Chuyên gia 1.
Tới dự: Phiên họp định kỳ tháng 12 của Ban Chỉ đạo Chuyển đổi số tỉnh A.
Chủ trì: Trưởng ban: Ủy viên 1, Chủ tịch UBND tỉnh A.
Thời gian: 08 giờ 00 phút, Thứ Ba, ngày 08 tháng 12 năm 2026.
Địa điểm: Phòng họp số 2.
Chương trình: `+`
1. Báo cáo năm (Thành viên trình);
2. Kế hoạch năm sau.
Đề nghị các đồng chí dự họp đúng thành phần, đúng giờ.`)
	if p.Parent != "Ủy ban nhân dân tỉnh A" || p.Symbol != "GM-BCĐ" || p.Number != "" || !p.Day.IsZero() {
		t.Errorf("head %q, symbol %q, number %q, day %v", p.Parent, p.Symbol, p.Number, p.Day)
	}
}

func TestMinutes(t *testing.T) {
	p := Minutes(sitting())
	want(t, p, `Thời gian bắt đầu: 08 giờ 00 phút, Thứ Ba, ngày 08 tháng 12 năm 2026.
Địa điểm: Phòng họp số 2.
Thành phần tham dự: 3 người, gồm:
- Trưởng ban: Ủy viên 1, Chủ tịch UBND tỉnh A;
- Phó Trưởng ban: Ủy viên 2, Phó Chủ tịch UBND tỉnh A (trực tuyến);
- Thành viên: Ủy viên 3, Giám đốc Sở Nội vụ.
Vắng: 1 người, gồm:
- Thành viên, Giám đốc Sở Tài chính (có báo).
Chủ trì: Trưởng ban: Ủy viên 1, Chủ tịch UBND tỉnh A.
Thư ký: Ủy viên 5.
Nội dung (theo diễn biến cuộc họp):
1. Báo cáo năm
Ý kiến: 1 tán thành, 1 không tán thành, 0 ý kiến khác.
- Phó Trưởng ban: Ủy viên 2, Phó Chủ tịch UBND tỉnh A: không tán thành; Thiếu số liệu quý IV.
Kết luận: Thông qua báo cáo. Giao Sở Nội vụ chủ trì, hoàn thành chậm nhất ngày 31/12/2026.
2. Kế hoạch năm sau
Kết luận chung
Các đơn vị gửi số liệu đúng hạn.
Cuộc họp kết thúc vào 11 giờ 30 phút, Thứ Ba, ngày 08 tháng 12 năm 2026.`)
	if len(p.Sign) != 2 || p.Sign[0].Name != "Ủy viên 5" || p.Sign[1].Name != "Ủy viên 1" {
		t.Errorf("signed by %+v", p.Sign)
	}
}

func TestNotice(t *testing.T) {
	p := Notice(sitting())
	want(t, p, `Ngày 08 tháng 12 năm 2026, tại Phòng họp số 2, Trưởng ban Ủy viên 1 đã chủ trì phiên họp định kỳ tháng 12 của Ban Chỉ đạo Chuyển đổi số tỉnh A. Tham dự có 3 thành viên.
Sau khi nghe báo cáo và ý kiến của các thành viên dự họp, Trưởng ban Ủy viên 1 kết luận như sau:
1. Thông qua báo cáo. Giao Sở Nội vụ chủ trì, hoàn thành chậm nhất ngày 31/12/2026.
2. Các đơn vị gửi số liệu đúng hạn.
Thông báo để các cơ quan, đơn vị và thành viên biết, thực hiện.`)
	if got := strings.Join(p.Recipients, "|"); got != "Sở Nội vụ|Thành viên Ban Chỉ đạo Chuyển đổi số tỉnh A|Lưu: VT" {
		t.Errorf("copies to %s", got)
	}
}

// A title that names no kind of meeting stands behind its kind.
func TestSitting(t *testing.T) {
	o := sitting()
	for title, want := range map[string]string{
		"": "phiên họp định kỳ", "Họp về dữ liệu": "phiên họp định kỳ “Họp về dữ liệu”", "Hội nghị sơ kết": "hội nghị sơ kết", "Phiên họp thứ 3": "phiên họp thứ 3",
	} {
		o.Meeting.Line.Title = title
		if got := o.sitting(); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}

// A deputy signs for the head; the office and agency stand above the name.
func TestSignature(t *testing.T) {
	o := sitting()
	for chair, want := range map[committee.SeatID]paper.Signature{
		"s1": {Capacity: []string{"Trưởng ban"}, Office: "Chủ tịch UBND tỉnh A", Name: "Ủy viên 1"},
		"s2": {Capacity: []string{"KT. Trưởng ban", "Phó Trưởng ban"}, Office: "Phó Chủ tịch UBND tỉnh A", Name: "Ủy viên 2"},
		"s3": {Capacity: []string{"Thành viên"}, Office: "Giám đốc Sở Nội vụ", Name: "Ủy viên 3"},
		"":   {Capacity: []string{"Trưởng ban"}},
	} {
		o.Meeting.Meeting.Chair = chair
		got := o.signature()
		if strings.Join(got.Capacity, "/") != strings.Join(want.Capacity, "/") || got.Office != want.Office || got.Name != want.Name {
			t.Errorf("%s signs as %+v, want %+v", chair, got, want)
		}
	}
}

// A meeting of which little is known still gives documents, with room to write.
func TestLittleKnown(t *testing.T) {
	var o Occasion
	o.Meeting.Line.Kind, o.Meeting.Line.Start = committee.Extraordinary, time.Date(2026, 1, 2, 3, 0, 0, 0, time.UTC)
	for _, make := range []func(Occasion) paper.Paper{Invitation, Minutes, Notice} {
		p := make(o)
		if !strings.Contains(lines(p), blank) {
			t.Errorf("%s leaves no room: %s", p.Kind, lines(p))
		}
		if _, err := docx.Render(p); err != nil {
			t.Error(err)
		}
		if _, err := pdf.Render(p); err != nil {
			t.Error(err)
		}
	}
}

// The list to sign holds who is called, once each, in the order of seats, and room
// for others; the running order says who presents and how each matter is decided.
func TestSheets(t *testing.T) {
	list := AttendanceList(sitting())
	var table *paper.Table
	for _, b := range list.Body {
		if b.Table != nil {
			table = b.Table
		}
	}
	if table == nil {
		t.Fatal("the list has no table")
	}
	var got []string
	for _, r := range table.Rows {
		got = append(got, strings.Join(r[:3], "|"))
	}
	want := []string{
		"1|Ủy viên 1|Trưởng ban, Chủ tịch UBND tỉnh A", "2|Ủy viên 2|Phó Trưởng ban, Phó Chủ tịch UBND tỉnh A", "3|Ủy viên 3|Thành viên, Giám đốc Sở Nội vụ",
		"4||Thành viên, Giám đốc Sở Tài chính", "5||Sở Tài chính", "6|Chuyên gia 1|", "7||", "8||", "9||", "10||", "11||",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the list holds\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}

	o := sitting()
	o.Meeting.Modes = map[committee.ItemID]app.DecisionMode{o.agenda()[0].ID: {Mode: charter.ModeHead, Clause: app.Clause{Ref: "Điều 2 khoản 1"}}}
	o.Meeting.Quorum = charter.Verdict{Need: 3}
	var text strings.Builder
	for _, b := range Script(o).Body {
		for _, r := range b.Text {
			text.WriteString(r.Text)
		}
		text.WriteString("\n")
	}
	for _, s := range []string{
		"Cần ít nhất 3 người để họp.", "1. Báo cáo năm\nTrình bày tóm tắt: Thành viên: Ủy viên 3",
		"Quyết định: người đứng đầu quyết định, ý kiến thành viên để tham khảo (Điều 2 khoản 1).", "2. Kế hoạch năm sau\nTrình bày tóm tắt: …",
	} {
		if !strings.Contains(text.String(), s) {
			t.Errorf("the running order lacks %q:\n%s", s, text.String())
		}
	}
}
