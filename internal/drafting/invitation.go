package drafting

import (
	"strings"

	"nghisu/internal/render/paper"
)

// Invitation composes the invitation to a meeting (giấy mời): who invites whom to
// what, who presides, when, where, and the agenda.
func Invitation(o Occasion) paper.Paper {
	p := o.begin("GM")
	p.Kind, p.Subject = "Giấy mời", o.title()
	host := o.titleOf("head")
	if s, ok := o.chair(); ok {
		host = s.Title.VI
	}
	called := o.called()
	inviting := strings.TrimSpace(host+" "+o.Body.Line.Name.VI) + " trân trọng kính mời"
	if len(called) == 0 {
		p.Body = append(p.Body, paper.Text(inviting+": "+blank))
	} else {
		p.Body = append(p.Body, paper.Text(inviting+":"))
		for i, c := range called {
			p.Body = append(p.Body, paper.Text("- "+c+ending(i, len(called))))
		}
	}
	p.Body = append(p.Body, paper.Labelled("Tới dự", o.title()+" của "+o.Body.Line.Name.VI+"."))
	if s, ok := o.chair(); ok {
		p.Body = append(p.Body, paper.Labelled("Chủ trì", named(s)+"."))
	} else {
		p.Body = append(p.Body, paper.Labelled("Chủ trì", blank))
	}
	p.Body = append(p.Body,
		paper.Labelled("Thời gian", o.moment(o.Meeting.Line.Start)+"."),
		paper.Labelled("Địa điểm", o.place()+"."))
	if items := o.open(); len(items) > 0 {
		p.Body = append(p.Body, paper.Labelled("Chương trình", ""))
		for i, x := range items {
			if head := o.section(items, i); head != "" {
				p.Body = append(p.Body, paper.Text(head))
			}
			text := o.Number(x) + ". " + strings.TrimRight(x.Title, ".;")
			if who := o.presents(x); who != "" {
				text += " (" + who + " trình)"
			}
			p.Body = append(p.Body, paper.Text(o.hours(x)+text+ending(i, len(items))))
		}
	}
	p.Body = append(p.Body, paper.Text("Đề nghị các đồng chí dự họp đúng thành phần, đúng giờ."))
	p.Sign = []paper.Signature{o.signature()}
	p.Recipients = []string{"Như trên", "Lưu: VT"}
	return p
}

// ending closes an entry of a list: a semicolon, the last a full stop.
func ending(i, n int) string {
	if i == n-1 {
		return "."
	}
	return ";"
}

// called names everybody who is called: seats in the order of the roster, then
// agencies and guests in the order in which they were chosen.
func (o Occasion) called() []string {
	chosen := map[string]bool{}
	var outside []string
	for _, x := range o.Meeting.Meeting.Chosen() {
		switch {
		case x.Seat != "":
			chosen[string(x.Seat)] = true
		case x.Agency != "":
			outside = append(outside, "Đại diện "+o.unit(x.Agency))
		case x.Name != "":
			outside = append(outside, x.Name)
		}
	}
	var out []string
	for _, s := range o.Meeting.Seats {
		if chosen[string(s.Seat)] {
			out = append(out, named(s))
		}
	}
	return append(out, outside...)
}
