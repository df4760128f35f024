package concluding

import (
	"slices"
	"strings"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/drafting"
	"nghisu/internal/web/ui"
)

// Sentence is what the form of a conclusion is drawn from and read by.
type Sentence struct {
	Meeting app.MeetingPage
	Leads   ui.Typed // agencies and seats: who can lead
	Helpers ui.Typed // agencies
	Seated  []ui.Option
	Speaker drafting.Speaker
	Quick   []ui.Option // days that one press sets
	Old     committee.Conclusion
	On      committee.Item // of the conclusion that is said anew
	Next    bool           // the first blank is where the hands are
}

// Of gathers whom a conclusion can be given to, on the page's day.
func Of(c *ui.Call, m app.MeetingPage) (*Sentence, error) {
	p := c.Page
	tree, err := c.App.Agencies(c.Ctx(), c.By, p.Today())
	if err != nil {
		return nil, err
	}
	x := &Sentence{Meeting: m, Seated: ui.SeatOptions(p, m.Seats)}
	x.Speaker = drafting.Speaker{Units: map[committee.AgencyID]string{}, Seats: m.Seats}
	for _, n := range tree {
		x.Speaker.Units[n.Agency.ID] = n.Agency.Name.VI
	}
	agencies := ui.AgencyOptions(p, tree)
	own := ownAgencies(tree, m.Seats)
	var near, far []ui.Option
	for _, o := range agencies {
		if own[committee.AgencyID(o.Value)] {
			near = append(near, o)
		} else {
			far = append(far, o)
		}
	}
	x.Helpers, x.Leads = ui.NewTyped(near, far), ui.NewTyped(near, x.Seated, far)
	x.Quick = quickDays(c)
	return x, nil
}

// ownAgencies are those that a body works with every day: those that send its members,
// and those beside and below them.
func ownAgencies(tree []app.AgencyNode, seats []app.SeatLine) map[committee.AgencyID]bool {
	post, parent := map[string]committee.AgencyID{}, map[committee.AgencyID]committee.AgencyID{}
	for _, n := range tree {
		parent[n.Agency.ID] = n.Agency.Parent
		for _, x := range n.Posts {
			post[string(x.Post.ID)] = n.Agency.ID
		}
	}
	sends, beside := map[committee.AgencyID]bool{}, map[committee.AgencyID]bool{}
	for _, s := range seats {
		id := post[s.Ref]
		if s.Fill == committee.FillDelegate {
			id = committee.AgencyID(s.Ref)
		}
		if id != "" {
			sends[id], beside[parent[id]] = true, true
		}
	}
	out := map[committee.AgencyID]bool{}
	for id, above := range parent {
		out[id] = sends[id] || sends[above] || above != "" && beside[above]
	}
	return out
}

// Said is a conclusion in the words of the notice.
func (x *Sentence) Said(c committee.Conclusion) string { return x.Speaker.Sentence(c) }

// Closed reports whether only words can be corrected.
func (x *Sentence) Closed() bool {
	return x.Meeting.Line.State == committee.Concluded && x.Old.ID != ""
}

// ItemOf is the item that a form concludes on.
func (x *Sentence) ItemOf(f *ui.Form) string {
	if x.Old.ID != "" {
		return string(x.On.ID)
	}
	return f.Str("item")
}

// quickDays are the days that conclusions are mostly due on.
func quickDays(c *ui.Call) []ui.Option {
	p := c.Page
	today := p.Today()
	day := func(word string, d charter.Date) ui.Option {
		return ui.Option{Value: d.String(), Text: word + ": " + p.Day(d)}
	}
	return []ui.Option{
		day(p.T("quick.days", "5"), c.App.AfterWorkdays(today, 5)), day(p.T("quick.days", "10"), c.App.AfterWorkdays(today, 10)),
		day(p.T("quick.month"), monthEnd(today)), day(p.T("quick.next-month"), monthEnd(monthEnd(today)+1)),
		{Value: "none", Text: p.T("due.none")},
	}
}

// monthEnd is the last day of a day's month.
func monthEnd(d charter.Date) charter.Date {
	y, m, _ := d.Split()
	return charter.NewDate(y, m+1, 1) - 1
}

// Due reads by when: the day as it is typed, in short ("30/6", "10 nlv", "cuối
// tháng") or in full, before the one that was pressed.
func Due(c *ui.Call, f *ui.Form) charter.Date {
	today, words := c.Page.Today(), f.Str("due")
	if words == "" {
		if d, ok := ui.ParseDay(f.Str("when")); ok {
			return d
		}
		return 0
	}
	d, ok := ui.ParseSoon(words, today, c.App.AfterWorkdays)
	if !ok {
		f.Fail("due", "form.date", words)
	}
	return d
}

// Parties reads who leads and who helps. Who leads is an agency or a seat.
func (x *Sentence) Parties(f *ui.Form) (lead committee.AgencyID, seat committee.SeatID, helpers []committee.AgencyID) {
	v := x.Leads.One(f, "lead", f.Str("lead"))
	if slices.ContainsFunc(x.Seated, func(o ui.Option) bool { return o.Value == v }) {
		seat = committee.SeatID(v)
	} else {
		lead = committee.AgencyID(v)
	}
	if s := committee.SeatID(f.Str("accountable")); s != "" {
		seat = s
	}
	for _, g := range x.Helpers.Many(f, "coordinators") {
		helpers = append(helpers, committee.AgencyID(g))
	}
	return lead, seat, helpers
}

// Write fills the form from a conclusion.
func (x *Sentence) Write(p *ui.Page, f *ui.Form, c committee.Conclusion) {
	f.Values.Set("text", c.Text)
	f.Values.Set("work", c.Work)
	f.Values.Set("side", string(c.Side))
	f.Values.Set("due", p.Input(c.Due))
	switch {
	case c.Lead != "":
		f.Values.Set("lead", x.Leads.Word(string(c.Lead)))
	case c.Accountable != "":
		f.Values.Set("lead", x.Leads.Word(string(c.Accountable)))
	}
	var names []string
	for _, g := range c.Coordinators {
		names = append(names, x.Helpers.Word(string(g)))
	}
	f.Values.Set("coordinators", strings.Join(names, "; "))
}

// Find looks up the conclusion that is said anew.
func (x *Sentence) Find(id committee.ConclusionID) {
	for _, y := range Conclusions(x.Meeting) {
		if y.Conclusion.ID == id && id != "" {
			x.Old, x.On = y.Conclusion, y.Item
		}
	}
}

// Side is what a form does with the matter; nothing where nothing was put.
func Side(item committee.Item, f *ui.Form) committee.Position {
	if len(item.Positions) == 0 && item.Vote == nil {
		return ""
	}
	return committee.Position(f.Str("side"))
}

// Note is a conclusion as the form says it, for the sentence of the check.
func (x *Sentence) Note(in app.ConcludeIn) committee.Conclusion {
	line := committee.Conclusion{
		Text: string(in.Text), Work: string(in.Work), Lead: in.Lead, Accountable: in.Accountable, Coordinators: in.Coordinators, Due: in.Due,
	}
	if x.Closed() {
		line.Lead, line.Accountable, line.Coordinators, line.Due, line.Task = x.Old.Lead, x.Old.Accountable, x.Old.Coordinators, x.Old.Due, x.Old.Task
	}
	return line
}
