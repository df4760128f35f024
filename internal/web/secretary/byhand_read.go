package secretary

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/committee/byhand"
	"nghisu/internal/drafting"
	"nghisu/internal/web/ui"
)

func seatField(i int, part string) string { return "seats." + strconv.Itoa(i+1) + "." + part }
func itemField(i int, part string) string { return "items." + strconv.Itoa(i+1) + "." + part }
func slipField(i, seat int) string        { return itemField(i, "slips."+strconv.Itoa(seat+1)) }
func saidField(i, n int, part string) string {
	return itemField(i, "concluded."+strconv.Itoa(n+1)+"."+part)
}

// fill gives a new form what is known: the day of the meeting, the hour for which it was
// called, the motions as they stand on the slips.
func (x *entering) fill(p *ui.Page, f *ui.Form) {
	f.Values.Set("day", p.Input(p.DayOf(x.page.Line.Start)))
	if !x.page.Started() {
		f.Values.Set("opened", p.Clock(x.page.Line.Start))
	}
	for i, item := range x.items() {
		f.Values.Set(itemField(i, "motion"), drafting.Motion(item))
	}
}

// hour reads an hour of the day of the form.
func hour(f *ui.Form, name string) time.Time {
	if f.Str(name) == "" {
		return time.Time{}
	}
	return f.Time("day", name)
}

// read takes the papers out of a form. Seats and items are named in it, so that a list
// that changed meanwhile does not shift its lines.
func (x *entering) read(f *ui.Form) byhand.Sheet {
	f.Date("day")
	s := byhand.Sheet{Opened: hour(f, "opened"), Closed: hour(f, "closed")}
	for i := 0; f.Has(seatField(i, "seat")); i++ {
		s.Seats = append(s.Seats, byhand.Attendance{
			Seat: committee.SeatID(f.Str(seatField(i, "seat"))), How: f.Str(seatField(i, "took")),
			From: hour(f, seatField(i, "came")), To: hour(f, seatField(i, "left")),
		})
	}
	for i := 0; f.Has(itemField(i, "item")); i++ {
		s.Items = append(s.Items, x.matter(f, i, s.Seats))
	}
	return s
}

func (x *entering) matter(f *ui.Form, i int, seats []byhand.Attendance) byhand.Matter {
	m := byhand.Matter{
		Item: committee.ItemID(f.Str(itemField(i, "item"))), From: hour(f, itemField(i, "began")), To: hour(f, itemField(i, "ended")),
		Vote: byhand.Vote{Motion: string(f.Prose(itemField(i, "motion"))), Opened: hour(f, itemField(i, "called")), Closed: hour(f, itemField(i, "counted"))},
	}
	for n := range x.spoke(f, i) {
		m.Speeches = append(m.Speeches, x.speech(f, i, n))
	}
	keys := x.options(m.Item)
	for n, seat := range seats {
		slip := byhand.Slip{Seat: seat.Seat}
		if words := f.Str(slipField(i, n)); words != "" {
			k, err := strconv.Atoi(words)
			if err != nil || k < 1 || k > len(keys) {
				f.Fail(slipField(i, n), "byhand.slip", strconv.Itoa(len(keys)))
			} else {
				slip.Option = keys[k-1]
			}
		}
		m.Vote.Slips = append(m.Vote.Slips, slip)
	}
	for n := range x.said(f, i) {
		m.Conclusions = append(m.Conclusions, x.conclusion(f, i, n))
	}
	return m
}

// said is how many lines for conclusions an item has: those that are filled in, and one
// more.
func (x *entering) said(f *ui.Form, i int) int {
	n := 0
	for f.Values.Has(saidField(i, n, "text")) {
		n++
	}
	if n == 0 || f.Has(saidField(i, n-1, "text")) || f.Has(saidField(i, n-1, "work")) {
		n++
	}
	return n
}

func (x *entering) conclusion(f *ui.Form, i, n int) byhand.Conclusion {
	field := func(part string) string { return saidField(i, n, part) }
	c := byhand.Conclusion{At: hour(f, field("at")), Text: string(f.Prose(field("text"))), Work: f.Str(field("work"))}
	if f.Has(field("side")) {
		c.Side = committee.Against
	}
	v := x.leads.One(f, field("lead"), f.Str(field("lead")))
	if slices.ContainsFunc(x.seated, func(o ui.Option) bool { return o.Value == v }) {
		c.Accountable = committee.SeatID(v)
	} else {
		c.Lead = committee.AgencyID(v)
	}
	for _, g := range x.helpers.Many(f, field("coordinators")) {
		c.Coordinators = append(c.Coordinators, committee.AgencyID(g))
	}
	if words := f.Str(field("due")); words != "" {
		on := f.Date("day")
		if on == 0 {
			return c
		}
		due, ok := ui.ParseSoon(words, on, func(d charter.Date, n int) charter.Date { return x.after(d, n) })
		if !ok {
			f.Fail(field("due"), "form.date", words)
		}
		c.Due = due
	}
	return c
}

// forget takes a line that is on record out of the form. Of a speech it is the end, where
// it has one: until that is on record too, who spoke stays.
func forget(f *ui.Form, field string) {
	parts := strings.Split(field, ".")
	if line, part, ok := strings.Cut(field, ".who"); ok && part == "" && !f.Has(line+".to-hour") {
		field = line + ".to-hour"
	}
	if line, ok := strings.CutSuffix(field, ".to-hour"); ok {
		for _, part := range []string{"who", "from-hour", "to-hour"} {
			f.Values.Set(line+"."+part, "")
		}
		return
	}
	if strings.HasSuffix(field, ".who") {
		return
	}
	if len(parts) == 3 && parts[0] == "seats" {
		f.Values.Del(strings.Join(parts[:2], ".") + ".took")
	}
	if !strings.Contains(field, ".concluded.") {
		f.Values.Del(field)
		return
	}
	for _, part := range []string{"at", "text", "work", "side", "lead", "coordinators", "due"} {
		f.Values.Set(field+"."+part, "")
	}
}
