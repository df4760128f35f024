package drafting

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/render/paper"
)

// Notice composes the notice of conclusions (thông báo kết luận): what who presided
// concluded, matter by matter, whom it is given to and by when. It is due within
// five working days of the meeting (Decision 45/2018/QĐ-TTg).
func Notice(o Occasion) paper.Paper {
	p := o.begin("TB")
	chair, _ := o.chair()
	who := strings.TrimSpace(chair.Title.VI + " " + chair.Holder)
	if who == "" {
		who = "người chủ trì"
	}
	p.Kind, p.Subject = "Thông báo", "Kết luận của "+who+" tại "+o.sitting()
	text := capital(o.day(o.Meeting.Line.Start))
	if where := o.Meeting.Line.Place; where != "" {
		text += ", tại " + where
	}
	text += ", " + who + " đã chủ trì " + o.sitting() + " của " + o.Body.Line.Name.VI + "."
	if n := o.there(); n > 0 {
		text += fmt.Sprintf(" Tham dự có %d thành viên.", n)
	}
	p.Body = append(p.Body, paper.Text(text),
		paper.Text("Sau khi nghe báo cáo và ý kiến của các thành viên dự họp, "+who+" kết luận như sau:"))
	n := 0
	add := func(list []committee.Conclusion) {
		for _, c := range list {
			n++
			p.Body = append(p.Body, paper.Text(fmt.Sprintf("%d. %s", n, full(o.concluded(c)))))
		}
	}
	for _, x := range o.open() {
		add(x.Conclusions)
	}
	add(o.whole())
	if n == 0 {
		p.Body = append(p.Body, paper.Text(blank))
	}
	p.Body = append(p.Body, paper.Text("Thông báo để các cơ quan, đơn vị và thành viên biết, thực hiện."))
	p.Sign = []paper.Signature{o.signature()}
	p.Recipients = append(o.leads(), "Thành viên "+o.Body.Line.Name.VI, "Lưu: VT")
	return p
}

// leads are the agencies that something was given to or that help with it, each once.
func (o Occasion) leads() []string {
	var out []string
	for _, x := range o.Meeting.Meeting.Agenda {
		if x.Closed {
			continue
		}
		for _, c := range x.Conclusions {
			for _, id := range append([]committee.AgencyID{c.Lead}, c.Coordinators...) {
				if id != "" && !slices.Contains(out, o.unit(id)) {
					out = append(out, o.unit(id))
				}
			}
		}
	}
	return out
}

// there counts the seats that took part.
func (o Occasion) there() int {
	n := 0
	for _, x := range o.Meeting.Meeting.Invitees {
		switch x.Present {
		case "present", "online", "substitute":
			if x.Seat != "" {
				n++
			}
		}
	}
	return n
}

// short is a day as sentences write it: 31/12/2026.
func short(d charter.Date) string {
	y, m, day := d.Split()
	return time.Date(y, m, day, 0, 0, 0, 0, time.UTC).Format("2/1/2006")
}

func lower(s string) string {
	for i, r := range s {
		return strings.ToLower(string(r)) + s[i+len(string(r)):]
	}
	return s
}

func capital(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}
