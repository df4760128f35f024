package drafting

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/render/paper"
)

// Minutes composes the minutes of a meeting (biên bản): when and where it began,
// who took part and who was away, what was said and concluded on each matter, when
// it ended. Decision 45/2018/QĐ-TTg says what they hold.
func Minutes(o Occasion) paper.Paper {
	p := o.begin("BB")
	p.Kind, p.Subject = "Biên bản", o.title()
	p.Body = append(p.Body,
		paper.Labelled("Thời gian bắt đầu", o.moment(o.Meeting.Line.Start)+"."),
		paper.Labelled("Địa điểm", o.place()+"."))
	p.Body = append(p.Body, o.attendance()...)
	secretary, _ := o.secretary()
	p.Body = append(p.Body,
		paper.Labelled("Chủ trì", o.presiding()+"."),
		paper.Labelled("Thư ký", cmp.Or(secretary.Holder, blank)+"."),
		paper.Title("Nội dung (theo diễn biến cuộc họp):"))
	p.Body = append(p.Body, told(o.Meeting.Minutes.Text[""])...)
	items := o.agenda()
	for i, x := range items {
		if head := o.section(items, i); head != "" {
			p.Body = append(p.Body, paper.Title(head))
		}
		p.Body = append(p.Body, o.matter(x)...)
	}
	if list := o.whole(); len(list) > 0 {
		p.Body = append(p.Body, paper.Title("Kết luận chung"))
		for _, c := range list {
			p.Body = append(p.Body, paper.Text(full(o.concluded(c))))
		}
	}
	ended := "Cuộc họp kết thúc vào …… giờ ……, ngày …… tháng …… năm ………"
	end := o.Meeting.Meeting.Closed // when it was closed; else when it was to end
	if end.IsZero() {
		end = o.Meeting.Line.End
	}
	if !end.IsZero() && o.Meeting.Line.State == committee.Concluded {
		ended = "Cuộc họp kết thúc vào " + o.moment(end) + "."
	}
	p.Body = append(p.Body, paper.Text(ended))
	chair, _ := o.chair()
	p.Sign = []paper.Signature{{Capacity: []string{"Thư ký"}, Name: secretary.Holder}, {Capacity: []string{"Chủ tọa"}, Name: chair.Holder}}
	p.Recipients = []string{"Thành viên dự họp", "Lưu: VT"}
	return p
}

// matter tells of one matter: what was said, who stood where, what was concluded.
func (o Occasion) matter(x committee.Item) []paper.Block {
	out := []paper.Block{paper.Title(o.Number(x) + ". " + x.Title)}
	out = append(out, told(o.Meeting.Minutes.Text[x.ID])...)
	out = append(out, o.said(x)...)
	out = append(out, o.commented(x)...)
	for _, c := range x.Conclusions {
		out = append(out, paper.Labelled("Kết luận", full(o.concluded(c))))
	}
	return out
}

// commented counts what was said on drafts of the matter by article. The table itself
// goes with the papers of the meeting; minutes that repeat it would be read by nobody.
func (o Occasion) commented(x committee.Item) []paper.Block {
	var out []paper.Block
	for _, l := range o.Meeting.Drafts {
		if l.Item != x.ID || l.Comments == 0 {
			continue
		}
		text := fmt.Sprintf("%d ý kiến góp ý theo điều, khoản; đã tiếp thu, giải trình %d, chưa tiếp thu, giải trình %d. Bảng tổng hợp kèm theo tài liệu cuộc họp.",
			l.Comments, l.Comments-l.Unanswered, l.Unanswered)
		out = append(out, paper.Labelled("Ý kiến về dự thảo", text))
	}
	return out
}

// told gives what somebody wrote, a paragraph each line.
func told(text string) []paper.Block {
	var out []paper.Block
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, paper.Text(line))
		}
	}
	return out
}

// Extract composes what the minutes hold of one matter alone (trích biên bản), and
// reports whether the meeting has such a matter.
func Extract(o Occasion, item committee.ItemID) (paper.Paper, bool) {
	for _, x := range o.agenda() {
		if x.ID != item {
			continue
		}
		p := o.begin("TrBB")
		p.Kind, p.Subject = "Trích biên bản", o.title()
		p.Body = append(p.Body, paper.Labelled("Thời gian", o.moment(o.Meeting.Line.Start)+"."), paper.Labelled("Chủ trì", o.presiding()+"."))
		p.Body = append(p.Body, o.matter(x)...)
		secretary, _ := o.secretary()
		p.Sign = []paper.Signature{{Capacity: []string{"Thư ký"}, Name: secretary.Holder}}
		p.Recipients = []string{"Lưu: VT"}
		return p, true
	}
	return paper.Paper{}, false
}

// attendance tells who took part and who was away.
func (o Occasion) attendance() []paper.Block {
	how := map[committee.SeatID]string{}
	for _, x := range o.Meeting.Meeting.Invitees {
		if x.Seat != "" {
			how[x.Seat] = x.Present
		}
	}
	var there, away []string
	for _, s := range o.Meeting.Seats {
		switch how[s.Seat] {
		case "present":
			there = append(there, named(s))
		case "online":
			there = append(there, named(s)+" (trực tuyến)")
		case "substitute":
			there = append(there, named(s)+" (người thay)")
		case "absent":
			if x := o.away(s.Seat); x != "có báo" {
				away = append(away, named(s)+" ("+x+")")
			} else {
				away = append(away, named(s))
			}
		case "excused":
			away = append(away, named(s)+" ("+o.away(s.Seat)+")")
		}
	}
	if len(there)+len(away) == 0 {
		return []paper.Block{paper.Labelled("Thành phần tham dự", blank)}
	}
	out := []paper.Block{paper.Labelled("Thành phần tham dự", fmt.Sprintf("%d người, gồm:", len(there)))}
	out = append(out, entries(there)...)
	if len(away) > 0 {
		out = append(out, paper.Labelled("Vắng", fmt.Sprintf("%d người, gồm:", len(away))))
		out = append(out, entries(away)...)
	}
	return out
}

func entries(list []string) []paper.Block {
	var out []paper.Block
	for i, s := range list {
		out = append(out, paper.Text("- "+s+ending(i, len(list))))
	}
	return out
}

// secretary is the seat that keeps the minutes, where the body has one.
func (o Occasion) secretary() (app.SeatLine, bool) {
	i := slices.IndexFunc(o.Meeting.Seats, func(s app.SeatLine) bool {
		return (s.Role == "secretary" || s.Role == "clerk") && s.In == o.Meeting.Line.In
	})
	if i < 0 {
		return app.SeatLine{}, false
	}
	return o.Meeting.Seats[i], true
}

// presiding names who presides.
func (o Occasion) presiding() string {
	if s, ok := o.chair(); ok {
		return named(s)
	}
	return blank
}

// positions as minutes word them.
var positions = map[committee.Position]string{committee.For: "tán thành", committee.Against: "không tán thành", committee.Other: "ý kiến khác"}

// said tells of the positions on a matter: the count, then each that has a reason.
func (o Occasion) said(x committee.Item) []paper.Block {
	if len(x.Positions) == 0 {
		return nil
	}
	count := map[committee.Position]int{}
	var reasons []string
	for _, s := range x.Positions {
		count[s.Position]++
		seat, ok := o.seat(s.Seat)
		if s.Reason != "" && ok {
			reasons = append(reasons, named(seat)+": "+positions[s.Position]+"; "+strings.TrimRight(s.Reason, ". "))
		}
	}
	text := fmt.Sprintf("%d tán thành, %d không tán thành, %d ý kiến khác.", count[committee.For], count[committee.Against], count[committee.Other])
	return append([]paper.Block{paper.Labelled("Ý kiến", text)}, entries(reasons)...)
}

// full ends a sentence.
func full(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.HasSuffix(s, ".") {
		return s
	}
	return s + "."
}
