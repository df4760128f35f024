package drafting

import (
	"fmt"
	"strconv"
	"strings"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/render/paper"
)

// AttendanceList composes the list that those who come sign (danh sách đại biểu ký
// tên): the members called in the order of their seats, agencies of outside and
// guests, and room for others.
func AttendanceList(o Occasion) paper.Paper {
	p := o.begin("DS")
	p.Kind, p.Subject = "Danh sách dự họp", o.title()
	p.Body = append(p.Body,
		paper.Labelled("Thời gian", o.moment(o.Meeting.Line.Start)+"."),
		paper.Labelled("Địa điểm", o.place()+"."))
	var rows [][]string
	row := func(name, post string) { rows = append(rows, []string{strconv.Itoa(len(rows) + 1), name, post, ""}) }
	called := map[committee.SeatID]bool{}
	for _, i := range o.Meeting.Meeting.Chosen() {
		called[i.Seat] = called[i.Seat] || i.Seat != ""
	}
	for _, s := range o.Meeting.Seats {
		if !called[s.Seat] {
			continue
		}
		row(s.Holder, join(s.Title.VI, s.Through.VI))
		switch x := o.answer(committee.Party{Seat: s.Seat}); {
		case x == nil || x.Answer != committee.AnswerAbsent:
		case len(x.People) > 0: // who comes instead signs in a row of the own
			rows[len(rows)-1][3] = "vắng"
			row(x.People[0].Name, join(x.People[0].Title, "dự thay "+s.Holder))
		default:
			rows[len(rows)-1][3] = "vắng, " + o.away(s.Seat)
		}
	}
	for _, i := range o.Meeting.Meeting.Chosen() {
		switch {
		case i.Agency != "":
			o.sent(i.Agency, row)
		case i.Name != "":
			row(i.Name, "")
		}
	}
	for range 5 { // for who comes uncalled, or sends another
		row("", "")
	}
	p.Body = append(p.Body, paper.Block{Table: &paper.Table{
		Columns: []paper.Column{
			{Title: "TT", Share: 1, Centre: true}, {Title: "Họ và tên", Share: 4}, {Title: "Chức vụ, cơ quan", Share: 6}, {Title: "Ký tên", Share: 3},
		},
		Rows: rows,
	}})
	secretary, _ := o.secretary()
	p.Sign = []paper.Signature{{Capacity: []string{"Thư ký"}, Name: secretary.Holder}}
	return p
}

// away says by what an absence stands: leave where the charter asks for it, else that it
// was told.
func (o Occasion) away(seat committee.SeatID) string {
	for _, l := range o.Meeting.Answers.Lines {
		if l.Party.Seat != seat || l.Stale {
			continue
		}
		switch l.Absence {
		case committee.AbsenceGranted:
			return "có phép"
		case committee.AbsenceRefused:
			return "không phép"
		case committee.AbsencePending:
			return "chờ cho phép"
		case committee.AbsenceTold:
		}
	}
	return "có báo"
}

// answer is what a party has answered to the meeting as it is set now; nil for
// nothing.
func (o Occasion) answer(p committee.Party) *committee.InvitationAnswer {
	for _, l := range o.Meeting.Answers.Lines {
		if l.Party == p && !l.Stale {
			return l.Answer
		}
	}
	return nil
}

// sent writes a row for each whom an agency sends; one that has named nobody has
// an empty one.
func (o Occasion) sent(agency committee.AgencyID, row func(name, post string)) {
	x := o.answer(committee.Party{Agency: agency})
	if x == nil || len(x.People) == 0 {
		row("", o.Units[agency])
		return
	}
	for _, y := range x.People {
		row(y.Name, join(y.Title, o.Units[agency]))
	}
}

// Script composes what who presides goes by (kịch bản điều hành): opening, who is
// there, each matter with who presents it and how it is decided by which clause,
// room for what is concluded, closing.
func Script(o Occasion) paper.Paper {
	p := o.begin("KB")
	p.Kind, p.Subject = "Kịch bản điều hành", o.title()
	p.Body = append(p.Body,
		paper.Labelled("Thời gian", o.moment(o.Meeting.Line.Start)+"."),
		paper.Labelled("Địa điểm", o.place()+"."),
		paper.Labelled("Chủ trì", o.presiding()+"."),
		paper.Title("Mở đầu"),
		paper.Text("Thư ký báo cáo số người dự và người vắng có báo."))
	if need, ok := o.Meeting.Quorum.Need.(int); ok {
		text := fmt.Sprintf("Cần ít nhất %d người để họp", need)
		p.Body = append(p.Body, paper.Text(text+inClauses(o.Meeting.Quorum.Clauses)+"."))
	}
	p.Body = append(p.Body, paper.Text("Người chủ trì nêu mục đích, yêu cầu và chương trình họp."))
	items := o.agenda()
	for i, x := range items {
		if head := o.section(items, i); head != "" {
			p.Body = append(p.Body, paper.Title(head))
		}
		p.Body = append(p.Body, paper.Title(o.Number(x)+". "+x.Title))
		if when := o.hours(x); when != "" {
			p.Body = append(p.Body, paper.Labelled("Thời gian dự kiến", strings.TrimSuffix(when, ": ")+"."))
		}
		if x.Closed {
			p.Body = append(p.Body, paper.Text("Nội dung kín: chỉ những người được ghi tên ở lại."))
		}
		switch s, ok := o.seat(x.Lead); {
		case x.Presenter != "":
			p.Body = append(p.Body, paper.Labelled("Trình bày tóm tắt", x.Presenter+"."))
		case ok:
			p.Body = append(p.Body, paper.Labelled("Trình bày tóm tắt", named(s)+"."))
		default:
			p.Body = append(p.Body, paper.Labelled("Trình bày tóm tắt", blank))
		}
		p.Body = append(p.Body, paper.Labelled("Thảo luận", "mời các thành viên dự họp cho ý kiến."))
		if mode := o.Meeting.Modes[x.ID]; decided[mode.Mode] != "" {
			p.Body = append(p.Body, paper.Labelled("Quyết định", decided[mode.Mode]+inRefs([]app.Clause{mode.Clause})+"."))
		}
		p.Body = append(p.Body, paper.Labelled("Kết luận", blank+" Giao: "+blank+" Hạn: …………………"))
	}
	p.Body = append(p.Body,
		paper.Title("Kết thúc"),
		paper.Text("Người chủ trì kết luận chung. Thư ký đọc lại các kết luận, đơn vị chủ trì và thời hạn."))
	return p
}

// decided says how a matter is decided, as one tells it to the room.
var decided = map[charter.Mode]string{
	charter.ModeHead: "người đứng đầu quyết định, ý kiến thành viên để tham khảo", charter.ModeChair: "người chủ trì quyết định",
	charter.ModeVote: "biểu quyết", charter.ModeConsensus: "đồng thuận", charter.ModeAdvise: "tư vấn, không quyết định",
}

// inClauses cites clauses in brackets: " (Điều 5 khoản 2)".
func inClauses(list []charter.Cite) string { return inRefs(app.ClausesOf(list, "vi")) }

func inRefs(list []app.Clause) string {
	var refs []string
	for _, c := range list {
		if c.Ref != "" {
			refs = append(refs, c.Ref)
		}
	}
	if len(refs) == 0 {
		return ""
	}
	return " (" + strings.Join(refs, "; ") + ")"
}
