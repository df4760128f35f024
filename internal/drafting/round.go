package drafting

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/render/paper"
)

// Consultation is an opinion round (đợt lấy ý kiến) as its documents need it.
type Consultation struct {
	Round app.RoundPage
	Body  app.BodyPage // on the day of the document
	Zone  *time.Location
}

// Comparison composes the table received, accepted, explained (báo cáo tổng hợp,
// tiếp thu, giải trình ý kiến): who was asked and how many answered, the counts on
// each question, and the drafter's answer to each comment in the order of the
// articles.
func Comparison(o Consultation) paper.Paper {
	p := Occasion{Body: o.Body, Zone: o.Zone}.begin("BC")
	p.Kind, p.Subject = "Báo cáo", "Tổng hợp, tiếp thu, giải trình ý kiến về "+quoted(o.Round.Line.Title)
	for _, s := range o.told() {
		p.Body = append(p.Body, paper.Text(s))
	}
	for _, q := range o.Round.Questions {
		p.Body = append(p.Body, paper.Labelled("Vấn đề "+strconv.Itoa(q.Question.Order), full(q.Question.Text)))
		if s := o.counted(q); s != "" {
			p.Body = append(p.Body, paper.Text(s))
		}
	}
	table := o.Table()
	if len(table.Rows) == 0 {
		p.Body = append(p.Body, paper.Text("Không có ý kiến góp ý về điều khoản."))
	} else {
		p.Body = append(p.Body, paper.Title("Ý kiến góp ý và tiếp thu, giải trình"), paper.Block{Table: &table})
	}
	if end := o.Round.Round.Closing; o.Round.Line.Stage == app.RoundStage(committee.RoundDone) && end.Text != "" {
		p.Body = append(p.Body, paper.Labelled("Kết luận", full(end.Text)))
	}
	p.Sign = []paper.Signature{{Capacity: []string{"Đơn vị soạn thảo"}}}
	p.Recipients = []string{"Thành viên " + o.Body.Line.Name.VI, "Nơi được hỏi ý kiến", "Lưu: VT"}
	return p
}

// Heading are the lines above the table in a spreadsheet.
func (o Consultation) Heading() []string {
	out := append([]string{"BẢNG TỔNG HỢP, TIẾP THU, GIẢI TRÌNH Ý KIẾN", o.Body.Line.Name.VI, o.Round.Line.Title}, o.told()...)
	for _, q := range o.Round.Questions {
		out = append(out, "Vấn đề "+strconv.Itoa(q.Question.Order)+": "+q.Question.Text)
		if s := o.counted(q); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// told says when the round ran and how many of those asked have answered.
func (o Consultation) told() []string {
	l := o.Round.Line
	return []string{fmt.Sprintf("Lấy ý kiến từ ngày %s đến hết ngày %s. Đã trả lời: %d trên %d nơi được hỏi; %d ý kiến góp ý, %d ý kiến chưa tiếp thu, giải trình.",
		short(charter.DateOf(l.Opened.In(o.Zone))), short(l.Deadline), l.Answered, l.Asked, l.Comments, l.Unanswered)}
}

// counted are the counts on a question: of the members, who make a majority, and
// of the others, for reference. Empty for who may not know them.
func (o Consultation) counted(q app.RoundQuestion) string {
	var parts []string
	for _, g := range []struct {
		who string
		n   *committee.Count
	}{{"Thành viên", q.Members}, {"Đơn vị, chuyên gia (tham khảo)", q.Others}} {
		if g.n == nil || g.n.Asked == 0 {
			continue
		}
		s := fmt.Sprintf("%s: hỏi %d, đồng ý %d (có ý kiến %d), không đồng ý %d, ý kiến khác %d, chưa trả lời %d",
			g.who, g.n.Asked, g.n.For, g.n.ForWithComments, g.n.Against, g.n.Other, g.n.Silent)
		if stale := g.n.Stale(); stale > 0 {
			s += fmt.Sprintf(" (%d phiếu trên bản trước, chưa xác nhận lại)", stale)
		}
		parts = append(parts, s+".")
	}
	if own := q.Own(); len(own) > 0 && q.Options != nil {
		said := make([]string, len(own))
		for i, x := range own {
			said[i] = fmt.Sprintf("%s: %d", x.Label, q.Options[x.Key])
		}
		parts = append(parts, "Theo phương án: "+strings.Join(said, "; ")+".")
	}
	return strings.Join(parts, " ")
}

// Table is the table itself: a line a comment, in the order of the articles.
func (o Consultation) Table() paper.Table {
	t := paper.Table{Columns: []paper.Column{
		{Title: "STT", Share: 1, Centre: true},
		{Title: "Nơi góp ý", Share: 3},
		{Title: "Điều, khoản", Share: 2.5},
		{Title: "Ý kiến", Share: 6},
		{Title: "Tiếp thu, giải trình", Share: 6},
	}}
	for i, x := range o.Round.Table {
		c := x.Row.Comment
		where := PlaceName(c.Address)
		if x.Gone {
			where += " (bản " + strconv.Itoa(x.Row.Version) + ")"
		}
		answer := "Chưa trả lời"
		if c.Reply.Kind != "" {
			answer = catalogue.T(catalogue.VI, "round.reply."+string(c.Reply.Kind))
			if c.Reply.Text != "" {
				answer += ": " + c.Reply.Text
			}
		}
		t.Rows = append(t.Rows, []string{strconv.Itoa(i + 1), x.Name.VI, cmp.Or(where, c.Place, "Toàn văn"), c.Text, answer})
	}
	return t
}

// quoted puts a title into a sentence.
func quoted(s string) string { return "“" + strings.TrimSpace(s) + "”" }

// WholeText is the address of a text that has no articles.
const WholeText = "toan-van"

// Preamble is the address of what stands before the first article.
const Preamble = "0"

// PlaceKinds are the kinds of place in a text, as addresses and as people write
// them.
var PlaceKinds = []struct{ Key, Word string }{
	{"dieu", "Điều"}, {"muc", "Mục"}, {"phan", "Phần"}, {"chuong", "Chương"}, {"phu-luc", "Phụ lục"},
}

// PlaceName writes the address of an article as people cite it: "dieu-2.1.a" is
// "Điều 2 khoản 1 điểm a". An address of another form stands as it is.
func PlaceName(address string) string {
	switch address {
	case WholeText:
		return "Toàn văn"
	case Preamble:
		return "Phần mở đầu"
	}
	for _, k := range PlaceKinds {
		rest, ok := strings.CutPrefix(address, k.Key+"-")
		if !ok {
			continue
		}
		parts := strings.Split(rest, ".")
		if strings.Trim(parts[0], "ivxlc") == "" {
			parts[0] = strings.ToUpper(parts[0])
		}
		for i, word := range []string{k.Word, "khoản", "điểm"} {
			if i < len(parts) {
				parts[i] = word + " " + parts[i]
			}
		}
		return strings.Join(parts, " ")
	}
	return address
}
