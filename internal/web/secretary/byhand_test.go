package secretary

import (
	"net/url"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
	"nghisu/internal/web/ui/uitest"
)

func somePapers() *entering {
	seats := []app.SeatLine{{Seat: "s1", Title: charter.Text{VI: "Trưởng ban"}, Holder: "Ủy viên 1"}, {Seat: "s2", Title: charter.Text{VI: "Thành viên"}, Holder: uitest.Long}}
	x := &entering{secret: map[committee.ItemID]string{"i2": "secret"}, seated: []ui.Option{{Value: "s1", Text: "Ủy viên 1"}}}
	x.helpers = ui.NewTyped([]ui.Option{{Value: "so-1", Text: "Sở Nội vụ"}, {Value: "so-2", Text: "Sở Tài chính"}})
	x.leads = ui.NewTyped(x.helpers.Options(), x.seated)
	x.heard = ui.NewTyped([]ui.Option{{Value: "s1", Text: "Ủy viên 1"}, {Value: "s2", Text: uitest.Long}})
	x.after = func(d charter.Date, n int) charter.Date { return d + charter.Date(n) }
	start := time.Date(2026, 4, 15, 8, 0, 0, 0, time.UTC)
	x.page.Line = app.MeetingLine{ID: "m1", Body: "ban-a", Title: "Phiên họp quý II", Start: start}
	x.page.Running = true
	x.page.Seats = seats
	for _, s := range seats {
		x.page.Expected = append(x.page.Expected, app.SittingSeat{Seat: s})
	}
	x.page.Meeting.Agenda = []committee.Item{{ID: "i1", Number: "1", Title: "Kế hoạch năm"}, {ID: "i2", Number: "3", Title: "Nhân sự"}}
	x.page.Sitting.Presence = []committee.Span{{N: 1, Seat: "s1", How: "present", From: start, To: start.Add(time.Hour)}}
	x.page.Sitting.Floor = []committee.Speech{
		{N: 1, Seat: "s1", Item: "i2", Asked: start, Given: start.Add(time.Minute), Ended: start.Add(9 * time.Minute)},
		{N: 2, Seat: "s1", Item: "i2", Asked: start, Given: start.Add(12 * time.Minute)},
		{N: 3, Seat: "s2", Item: "i2", Asked: start},
	}
	return x
}

// Who spoke is typed by the name alone, unless one person sits in two seats. What is on
// record of a speech is told beside its item; what is entered leaves the form once its
// end is on record, and more lines come as they are asked for.
func TestSpeechLines(t *testing.T) {
	for _, lang := range uitest.Langs {
		p, x := uitest.Page(lang), somePapers()
		rows := append(x.rows(), app.SittingSeat{Seat: app.SeatLine{Seat: "s3", Title: charter.Text{VI: "Thư ký"}, Holder: "Ủy viên 1"}})
		if o := speakers(p, rows); o[0].Text == o[2].Text || o[1].Text != uitest.Long {
			t.Errorf("%s: %+v", lang, o)
		}
		f := ui.NewForm(p, url.Values{"day": {"15/4/2026"}})
		begun := func(n int) string { return p.Clock(x.page.Sitting.Floor[n].Given) }
		want := "Ủy viên 1 " + begun(0) + "–" + p.Clock(x.page.Sitting.Floor[0].Ended) + "; " + p.T("byhand.spoken-since", "Ủy viên 1", begun(1))
		if words := x.spoken(p, "i2"); words != want || x.spoken(p, "i1") != "" {
			t.Errorf("%s: on record: %q", lang, words)
		}
		for name, v := range map[string]string{
			spokeField(0, 0, "who"): "uy vien 1", spokeField(0, 0, "from-hour"): "810", spokeField(0, 1, "who"): "", spokeField(0, 2, "who"): "không ai", spokeField(0, 2, "to-hour"): "8h20",
		} {
			f.Values.Set(name, v)
		}
		if n := x.spoke(f, 0); n != 3+moreLines || x.spoke(f, 1) != moreLines {
			t.Errorf("%s: %d lines", lang, n)
		}
		m := x.matter(f, 0, nil)
		if s := m.Speeches; len(s) != 6 || s[0].Seat != "s1" || s[0].From.IsZero() || !s[0].To.IsZero() || s[2].To.IsZero() || f.Fault(spokeField(0, 2, "who")) == "" || len(f.Faults) != 1 {
			t.Errorf("%s: %+v, %v", lang, s, f.Faults)
		}
		f.Values.Set("hang", "spoke.2")
		x.lengthen(f)
		f.Values.Set("hang", "spoke.9")
		x.lengthen(f)
		if n := x.spoke(f, 1); n != 2*moreLines || f.Has("hang") {
			t.Errorf("%s: %d lines after more were asked for", lang, n)
		}
		n := uitest.Shown(t, p, byHandForm(p, f, x))
		if !n.Has("#" + ui.FieldID(spokeField(1, 5, "to-hour"))) {
			t.Errorf("%s: the lines are not drawn", lang)
		}
		f.Values.Set(spokeField(0, 0, "to-hour"), "8:20")
		forget(f, spokeField(0, 0, "who"))
		if !f.Has(spokeField(0, 0, "from-hour")) {
			t.Errorf("%s: a speech whose end is not on record left the form", lang)
		}
		forget(f, spokeField(0, 0, "to-hour"))
		f.Values.Set(spokeField(0, 2, "to-hour"), "")
		forget(f, spokeField(0, 2, "who"))
		if f.Has(spokeField(0, 0, "who")) || f.Has(spokeField(0, 0, "from-hour")) || f.Has(spokeField(0, 2, "who")) {
			t.Errorf("%s: what is on record stays: %v", lang, f.Values)
		}
	}
}

// The papers are read from the form as they stand in it: short hours, digits for slips,
// names by their beginnings. What is no hour, no digit and no name is told by its field.
func TestPapersForm(t *testing.T) {
	for _, lang := range uitest.Langs {
		p, x := uitest.Page(lang), somePapers()
		f := ui.NewForm(p, url.Values{})
		x.fill(p, f)
		n := uitest.Shown(t, p, byHandForm(p, f, x))
		if !n.Has("#"+ui.FieldID("items.1.motion")) || n.Has("#"+ui.FieldID("items.2.motion")) {
			t.Errorf("%s: a secret ballot has a slip, or a named one has none", lang)
		}
		for i, s := range x.rows() {
			f.Values.Set(seatField(i, "seat"), string(s.Seat.Seat))
		}
		for i, y := range x.items() {
			f.Values.Set(itemField(i, "item"), string(y.ID))
		}
		for name, v := range map[string]string{
			"opened": "805", "closed": "11h30", seatField(1, "took"): "online", seatField(1, "left"): "1045", itemField(0, "began"): "8:10",
			itemField(0, "counted"): "9", slipField(0, 0): "1", slipField(0, 1): "3",
			saidField(0, 0, "text"): "Thống nhất", saidField(0, 0, "lead"): "so noi", saidField(0, 0, "coordinators"): "Sở Tài chính", saidField(0, 0, "due"): "30/6", saidField(0, 0, "side"): "against",
			saidField(0, 1, "text"): "Giao việc", saidField(0, 1, "lead"): "ủy viên 1",
		} {
			f.Values.Set(name, v)
		}
		s := x.read(f)
		if len(f.Faults) > 0 {
			t.Fatalf("%s: %v", lang, f.Faults)
		}
		at := func(h, m int) time.Time { return f.Time("day", "opened").Add(time.Duration(h*60+m-485) * time.Minute) }
		if !s.Opened.Equal(at(8, 5)) || !s.Closed.Equal(at(11, 30)) || s.Seats[1].How != "online" || !s.Seats[1].To.Equal(at(10, 45)) {
			t.Errorf("%s: %+v", lang, s)
		}
		m := s.Items[0]
		if m.Vote.Slips[0].Option != "for" || m.Vote.Slips[1].Option != "other" || !m.Vote.Closed.Equal(at(9, 0)) || m.Vote.Motion != "Thông qua nội dung: Kế hoạch năm" {
			t.Errorf("%s: vote %+v", lang, m.Vote)
		}
		c := m.Conclusions
		if len(c) != 3 || c[0].Lead != "so-1" || len(c[0].Coordinators) != 1 || c[0].Due.String() != "2026-06-30" || c[0].Side != committee.Against || c[1].Accountable != "s1" || c[1].Lead != "" {
			t.Errorf("%s: conclusions %+v", lang, c)
		}
		// A line that is on record leaves the form, the others stay.
		forget(f, "seats.2.left")
		forget(f, "items.1.concluded.1")
		if f.Has(seatField(1, "left")) || f.Has(saidField(0, 0, "text")) || !f.Has(saidField(0, 1, "text")) {
			t.Errorf("%s: what stays: %v", lang, f.Values)
		}
		for name, v := range map[string]string{"closed": "25:00", slipField(0, 0): "4", saidField(0, 1, "lead"): "không ai", saidField(0, 1, "due"): "mai kia"} {
			f.Values.Set(name, v)
		}
		x.read(f)
		for _, name := range []string{"closed", slipField(0, 0), saidField(0, 1, "lead"), saidField(0, 1, "due")} {
			if f.Fault(name) == "" {
				t.Errorf("%s: %s is taken", lang, name)
			}
		}
		n = uitest.Shown(t, p, byHandForm(p, f, x))
		for _, name := range []string{"closed", slipField(0, 0), saidField(0, 1, "lead"), saidField(0, 1, "due")} {
			if got := n.One(t, "#"+ui.FieldID(name)).Attrs["aria-invalid"]; got != "true" {
				t.Errorf("%s: %s is at fault and is marked %q", lang, name, got)
			}
		}
	}
}
