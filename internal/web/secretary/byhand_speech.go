package secretary

import (
	"slices"
	"strconv"
	"strings"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/committee/byhand"
	"nghisu/internal/web/ui"
)

// moreLines is how many blank lines for speeches an item begins with, and how many are
// added at a time: there are several on most items.
const moreLines = 3

// spokeField is a field of a speech on an item: who, from-hour, to-hour.
func spokeField(i, n int, part string) string {
	return itemField(i, "spoke."+strconv.Itoa(n+1)+"."+part)
}

// speakers are the seats of whom a speech can be entered, by who sits in them: that is
// what the papers say. Where one person sits in two, the seat is told too.
func speakers(p *ui.Page, rows []app.SittingSeat) []ui.Option {
	times := map[string]int{}
	for _, s := range rows {
		times[s.Seat.Holder]++
	}
	var out []ui.Option
	for _, s := range rows {
		words := s.Seat.Holder
		if words == "" || times[words] > 1 {
			words = ui.SeatName(p, s.Seat)
		}
		out = append(out, ui.Option{Value: string(s.Seat.Seat), Text: words})
	}
	return out
}

// spoke is how many lines for speeches an item has: those of the form, with blank ones
// where all are filled in.
func (x *entering) spoke(f *ui.Form, i int) int {
	n := 0
	for f.Values.Has(spokeField(i, n, "who")) {
		n++
	}
	if n == 0 || f.Has(spokeField(i, n-1, "who")) {
		n += moreLines
	}
	return n
}

// lengthen adds the blank lines that were asked for: "spoke.2" are speeches on the second
// item; a line for a conclusion comes by itself.
func (x *entering) lengthen(f *ui.Form) {
	words, speeches := strings.CutPrefix(f.Str("hang"), "spoke.")
	f.Values.Del("hang")
	i, err := strconv.Atoi(words)
	if !speeches || err != nil || i < 1 || i > len(x.items()) {
		return
	}
	for n := range x.spoke(f, i-1) + moreLines {
		if who := spokeField(i-1, n, "who"); !f.Values.Has(who) {
			f.Values.Set(who, "")
		}
	}
}

// speech reads one line of the sheet of who spoke.
func (x *entering) speech(f *ui.Form, i, n int) byhand.Speech {
	who := spokeField(i, n, "who")
	return byhand.Speech{
		Seat: committee.SeatID(x.heard.One(f, who, f.Str(who))),
		From: hour(f, spokeField(i, n, "from-hour")), To: hour(f, spokeField(i, n, "to-hour")),
	}
}

// spoken is what is on record of speeches on an item: "Ủy viên 3 08:10–08:20".
func (x *entering) spoken(p *ui.Page, item committee.ItemID) string {
	var out []string
	for _, y := range x.page.Sitting.Floor {
		if y.Item != item || y.Given.IsZero() {
			continue
		}
		who := x.heard.Word(string(y.Seat))
		if l, ok := x.page.Name(y.Seat); ok && !slices.ContainsFunc(x.rows(), func(s app.SittingSeat) bool { return s.Seat.Seat == y.Seat }) {
			who = ui.SeatName(p, l)
		}
		if y.Ended.IsZero() {
			out = append(out, p.T("byhand.spoken-since", who, p.Clock(y.Given)))
		} else {
			out = append(out, who+" "+p.Clock(y.Given)+"–"+p.Clock(y.Ended))
		}
	}
	return strings.Join(out, "; ")
}
