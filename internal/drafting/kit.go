package drafting

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/committee"
	"nghisu/internal/render/pdf"
)

// Motion is what is put to the vote on an item unless whoever presides words it
// otherwise: as it stands on the slips of a power cut and in the form that enters them.
func Motion(x committee.Item) string { return "Thông qua nội dung: " + x.Title }

// Codes gives the codes that are printed on the papers of a meeting. They name a page and
// carry no power of their own.
type Codes struct {
	Enter func() ([][]bool, error)                                   // the page on which all of it is entered
	Seat  func(committee.SeatID) ([][]bool, error)                   // that seat in it
	Slip  func(committee.ItemID, committee.SeatID) ([][]bool, error) // the slip of a seat on an item
}

// Kit composes the papers with which a meeting goes on without power (bộ giấy phòng mất
// điện): who comes and goes, hours of the matters, prior positions, who speaks, what is
// concluded, and a slip for each member on each matter that is not voted on in secret.
// secret says of which items the charter has the ballot secret.
func (o Occasion) Kit(secret map[committee.ItemID]string, printed time.Time, codes Codes) (pdf.Kit, error) {
	k := pdf.Kit{
		Title: o.title(), When: o.moment(o.Meeting.Line.Start),
		Foot: o.title() + " · " + o.local(o.Meeting.Line.Start).Format("15:04 02/01/2006") + " · in lúc " + o.local(printed).Format("15:04 02/01/2006"),
	}
	seats := o.expected()
	people, err := o.comings(seats, codes)
	if err != nil {
		return k, err
	}
	k.Sheets = append(k.Sheets, people, o.hoursSheet(secret), o.priorSheet(seats), o.speakingSheet(), o.conclusionSheet())
	for _, x := range o.agenda() {
		if secret[x.ID] == "secret" || x.Closed || len(x.Conclusions) > 0 {
			continue
		}
		for _, s := range seats {
			code, err := codes.Slip(x.ID, s.Seat)
			if err != nil {
				return k, err
			}
			k.Slips = append(k.Slips, pdf.VoteSlip{
				Head: "PHIẾU BIỂU QUYẾT (có ghi tên) · Nội dung " + o.Number(x), Name: s.Holder, Post: s.Title.VI, Motion: o.motionOf(x),
				Boxes: o.boxesOf(x), Code: code,
				Sign: "Đánh dấu một ô. Lúc ……… giờ ………      Chữ ký: …………………………………………………………",
			})
		}
	}
	return k, nil
}

// motionOf is the motion of an item: that of the vote which is running, or as it would be
// put.
func (o Occasion) motionOf(x committee.Item) string {
	for _, v := range o.Meeting.Votes {
		if v.Vote.Item == x.ID && v.Vote.Running() {
			return v.Vote.Motion
		}
	}
	return Motion(x)
}

// boxesOf are the choices of an item's vote: those of the one that is running, or the
// three that are put unless whoever presides words others.
func (o Occasion) boxesOf(x committee.Item) []string {
	word := func(key string) string { return catalogue.T(catalogue.VI, "vote.option."+key) }
	for _, v := range o.Meeting.Votes {
		if v.Vote.Item != x.ID || !v.Vote.Running() {
			continue
		}
		var out []string
		for _, y := range v.Vote.Options {
			out = append(out, cmp.Or(y.Label, word(y.Key)))
		}
		return out
	}
	return []string{word(string(committee.For)), word(string(committee.Against)), word(string(committee.Other))}
}

// expected are the seats that are called, or else those of the part that meets.
func (o Occasion) expected() []app.SeatLine {
	called := map[committee.SeatID]bool{}
	for _, x := range o.Meeting.Meeting.Chosen() {
		if x.Seat != "" {
			called[x.Seat] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(o.Meeting.Seats), func(s app.SeatLine) bool {
		return !called[s.Seat] && (len(called) > 0 || s.In != o.Meeting.Meeting.In)
	})
}

// comings is the list of those who come, with a code for each seat.
func (o Occasion) comings(seats []app.SeatLine, codes Codes) (pdf.KitSheet, error) {
	s := pdf.KitSheet{
		Title: "1. DANH SÁCH ĐIỂM DANH", CodeFor: "Quét để nhập cả phiên khi có điện", High: 24,
		Notes: []string{
			"Ghi giờ đến, giờ về; người vắng ghi V, vắng có báo ghi P, dự thay ghi tên người thay.",
			"Mã QR chỉ mở trang nhập. Người nhập phải đăng nhập và có quyền nhập sau.",
		},
		Columns: []pdf.KitColumn{{Title: "TT", Wide: 9}, {Title: "Họ và tên, chức vụ", Wide: 62}, {Title: "Giờ đến", Wide: 20}, {Title: "Giờ về", Wide: 20}, {Title: "Ký tên", Wide: 43}, {Title: "Mã ghế", Wide: pdf.KitWide - 154}},
	}
	var err error
	if s.Code, err = codes.Enter(); err != nil {
		return s, err
	}
	for i, x := range seats {
		code, err := codes.Seat(x.Seat)
		if err != nil {
			return s, err
		}
		s.Rows = append(s.Rows, pdf.KitRow{Cells: []string{strconv.Itoa(i + 1), join(x.Holder, x.Title.VI)}, Code: code})
	}
	return s, nil
}

// hoursSheet is where the hours of the meeting and of its matters are written.
func (o Occasion) hoursSheet(secret map[committee.ItemID]string) pdf.KitSheet {
	s := pdf.KitSheet{
		Title: "2. GIỜ CỦA PHIÊN HỌP", High: 14,
		Notes:   []string{"Khai mạc: ……… giờ ………      Bế mạc: ……… giờ ………      Chủ trì: " + o.presiding()},
		Columns: []pdf.KitColumn{{Title: "TT", Wide: 9}, {Title: "Nội dung", Wide: 79}, {Title: "Bắt đầu", Wide: 21}, {Title: "Bàn xong", Wide: 21}, {Title: "Mở biểu quyết", Wide: 27}, {Title: "Kiểm phiếu", Wide: pdf.KitWide - 157}},
	}
	for _, x := range o.agenda() {
		row := []string{o.Number(x), kitTitle(x), "", "", "", ""}
		if secret[x.ID] == "secret" {
			row[1] += " (bỏ phiếu kín)"
			row[4], row[5] = "không", "không"
			s.Notes = append(s.Notes, "Nội dung "+o.Number(x)+" bỏ phiếu kín nên không có phiếu giấy: phiếu kín được niêm trên máy của người bỏ, còn giấy do người khác nhập thì không còn kín. Mở cuộc bỏ phiếu khi có điện.")
		} else if x.Closed {
			s.Notes = append(s.Notes, "Nội dung "+o.Number(x)+" là nội dung kín: bộ giấy chung không in tên và phiếu của nội dung này.")
		}
		s.Rows = append(s.Rows, pdf.KitRow{Cells: row})
	}
	return s
}

// kitTitle is the title of a matter on papers that lie in the room.
func kitTitle(x committee.Item) string {
	if x.Closed {
		return "Nội dung kín"
	}
	return x.Title
}

// priorSheet is where members say beforehand what they have to say on the matters.
func (o Occasion) priorSheet(seats []app.SeatLine) pdf.KitSheet {
	const most = 8
	items := o.agenda()[:min(len(o.agenda()), most)]
	n := len(items)
	s := pdf.KitSheet{
		Title: "3. Ý KIẾN TRƯỚC", High: 12,
		Notes:   []string{"Mỗi ô ghi K (không có ý kiến khác) hoặc P (đề nghị phát biểu). Người giữ ghế tự ghi; ý kiến trước không nhập thay."},
		Columns: []pdf.KitColumn{{Title: "Thành viên", Wide: 70}},
	}
	wide := (pdf.KitWide - 70 - 30) / float64(max(n, 1))
	for _, x := range items {
		s.Columns = append(s.Columns, pdf.KitColumn{Title: o.Number(x), Wide: wide})
	}
	s.Columns = append(s.Columns, pdf.KitColumn{Title: "Ký tên", Wide: pdf.KitWide - 70 - wide*float64(n)})
	for _, x := range seats {
		s.Rows = append(s.Rows, pdf.KitRow{Cells: append([]string{join(x.Holder, x.Title.VI)}, make([]string, n+1)...)})
	}
	return s
}

// speakingSheet is where the secretary notes who speaks from when until when.
func (o Occasion) speakingSheet() pdf.KitSheet {
	s := pdf.KitSheet{
		Title: "4. PHÁT BIỂU", High: 15,
		Notes:   []string{"Mỗi dòng một lượt: số của nội dung, tên người phát biểu, giờ bắt đầu, giờ xong. Ý chính để viết biên bản."},
		Columns: []pdf.KitColumn{{Title: "Nội dung", Wide: 18}, {Title: "Người phát biểu", Wide: 47}, {Title: "Từ", Wide: 16}, {Title: "Đến", Wide: 16}, {Title: "Ý chính", Wide: pdf.KitWide - 97}},
	}
	for range 15 {
		s.Rows = append(s.Rows, pdf.KitRow{Cells: make([]string, 5)})
	}
	return s
}

// conclusionSheet is where conclusions are written: who leads, with whom, what, by when.
func (o Occasion) conclusionSheet() pdf.KitSheet {
	s := pdf.KitSheet{
		Title: "5. KẾT LUẬN", High: 22,
		Columns: []pdf.KitColumn{{Title: "Giờ", Wide: 14}, {Title: "Kết luận, việc phải làm", Wide: 72}, {Title: "Chủ trì", Wide: 34}, {Title: "Phối hợp", Wide: 36}, {Title: "Hạn", Wide: pdf.KitWide - 156}},
	}
	for _, x := range o.agenda() {
		s.Rows = append(s.Rows, pdf.KitRow{Cells: []string{o.Number(x) + ". " + kitTitle(x)}})
		for range 2 {
			s.Rows = append(s.Rows, pdf.KitRow{Cells: make([]string, 5)})
		}
	}
	return s
}
