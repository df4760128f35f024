package drafting

import (
	"fmt"
	"strings"
)

// Message is the call to a meeting as one sends it to a chat group (tin nhắn): what,
// when, where, who presides, where the papers are, whom to tell. The agenda is not
// told: what a chat group passes on is out of the office's hands.
func Message(o Occasion, page string) string {
	var b strings.Builder
	line := func(label, text string) {
		if text != "" {
			fmt.Fprintf(&b, "%s: %s\n", label, text)
		}
	}
	b.WriteString(strings.ToUpper(o.title()) + "\n" + o.Body.Line.Name.VI + "\n")
	line("Thời gian", o.moment(o.Meeting.Line.Start))
	if place := o.place(); place != blank {
		line("Địa điểm", place)
	}
	line("Chủ trì", o.Meeting.Line.Chair)
	line("Tài liệu và trả lời dự họp", page)
	if s, ok := o.secretary(); ok && s.Holder != "" {
		line("Vắng hoặc cử người khác, xin báo", s.Holder)
	}
	return strings.TrimSpace(b.String())
}

// ConclusionMessage are the conclusions that everybody called may know of, as one
// sends them to a chat group; empty: there are none.
func ConclusionMessage(o Occasion, page string) string {
	var b strings.Builder
	n := 0
	add := func(text string) {
		n++
		fmt.Fprintf(&b, "%d. %s\n", n, full(text))
	}
	for _, x := range o.open() {
		for _, c := range x.Conclusions {
			add(o.concluded(c))
		}
	}
	for _, c := range o.whole() {
		add(o.concluded(c))
	}
	if n == 0 {
		return ""
	}
	return "KẾT LUẬN " + strings.ToUpper(o.sitting()) + "\n" + capital(o.day(o.Meeting.Line.Start)) + "\n" + b.String() + "Xem đầy đủ: " + page
}
