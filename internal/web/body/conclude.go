package body

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/drafting"
	"nghisu/internal/web/ui"
)

// concluding is what the form of a conclusion is drawn from.
type concluding struct {
	m       app.MeetingPage
	leads   ui.Typed // agencies and seats: who can lead
	helpers ui.Typed // agencies
	seated  []ui.Option
	speaker drafting.Speaker
	quick   []ui.Option // days that one press sets
	old     committee.Conclusion
	on      committee.Item // of the conclusion that is said anew
	zone    *time.Location
	origin  string // the address of this server
	next    bool   // another one was recorded just before
}

// concludingOf gathers whom a conclusion can be given to, on the page's day.
func concludingOf(c *ui.Call, m app.MeetingPage) (*concluding, error) {
	p := c.Page
	tree, err := c.App.Agencies(c.Ctx(), c.By, p.Today())
	if err != nil {
		return nil, err
	}
	x := &concluding{m: m, seated: ui.SeatOptions(p, m.Seats)}
	x.speaker = drafting.Speaker{Units: map[committee.AgencyID]string{}, Seats: m.Seats}
	for _, n := range tree {
		x.speaker.Units[n.Agency.ID] = n.Agency.Name.VI
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
	x.helpers, x.leads = ui.NewTyped(near, far), ui.NewTyped(near, x.seated, far)
	x.quick = quickDays(c)
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

// said is a conclusion in the words of the notice.
func (x *concluding) said(c committee.Conclusion) string { return x.speaker.Sentence(c) }

// closed reports whether only words can be corrected.
func (x *concluding) closed() bool { return x.m.Line.State == committee.Concluded && x.old.ID != "" }

// itemOf is the item that a form concludes on.
func (x *concluding) itemOf(f *ui.Form) string {
	if x.old.ID != "" {
		return string(x.on.ID)
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

// dueOf reads by when: the day as it is typed, in short ("30/6", "10 nlv", "cuối
// tháng") or in full, before the one that was pressed.
func dueOf(c *ui.Call, f *ui.Form) charter.Date {
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

// parties reads who leads and who helps. Who leads is an agency or a seat.
func (x *concluding) parties(f *ui.Form) (lead committee.AgencyID, seat committee.SeatID, helpers []committee.AgencyID) {
	v := x.leads.One(f, "lead", f.Str("lead"))
	if slices.ContainsFunc(x.seated, func(o ui.Option) bool { return o.Value == v }) {
		seat = committee.SeatID(v)
	} else {
		lead = committee.AgencyID(v)
	}
	if s := committee.SeatID(f.Str("accountable")); s != "" {
		seat = s
	}
	for _, g := range x.helpers.Many(f, "coordinators") {
		helpers = append(helpers, committee.AgencyID(g))
	}
	return lead, seat, helpers
}

// write fills the form from a conclusion.
func (x *concluding) write(p *ui.Page, f *ui.Form, c committee.Conclusion) {
	f.Values.Set("text", c.Text)
	f.Values.Set("work", c.Work)
	f.Values.Set("side", string(c.Side))
	f.Values.Set("due", p.Input(c.Due))
	switch {
	case c.Lead != "":
		f.Values.Set("lead", x.leads.Word(string(c.Lead)))
	case c.Accountable != "":
		f.Values.Set("lead", x.leads.Word(string(c.Accountable)))
	}
	var names []string
	for _, g := range c.Coordinators {
		names = append(names, x.helpers.Word(string(g)))
	}
	f.Values.Set("coordinators", strings.Join(names, "; "))
}

// conclude is the conclusion on one item, as a half-written sentence: who carries it
// out, with whom, what, by when. One is recorded after another on the same page, each
// at once as the notice will say it; it may be said anew until the meeting is closed,
// and corrected with a reason afterwards. What goes against the positions on record
// is checked before it is recorded.
func conclude(c *ui.Call) error {
	m, err := meetingOf(c)
	if err != nil {
		return err
	}
	x, err := concludingOf(c, m)
	if err != nil {
		return err
	}
	p := c.Page
	x.next = p.Done != nil
	asked := committee.ConclusionID(c.Query("sua"))
	contrary := false
	if c.R.Method == http.MethodPost {
		f, err := c.ReadForm()
		if err != nil {
			return err
		}
		asked = committee.ConclusionID(f.Str("sua"))
		x.find(asked)
		item, ok := itemOf(m, x.itemOf(f))
		contrary = ok && f.Str("viec") == "" && against(item, sideOf(item, f)) && !taken(item, sideOf(item, f))
	}
	if x.find(asked); asked != "" && x.old.ID == "" {
		return committee.Missing("conclusion.unknown", string(asked))
	}
	var in app.ConcludeIn
	a := ui.Act{
		Title: p.T("conclude.title"), Button: p.T("do.conclude"), Body: m.Line.Body, Direct: !contrary && !x.closed(), Past: true,
		Fill: func(f *ui.Form) {
			if x.old.ID != "" {
				x.write(p, f, x.old)
				return
			}
			f.Values.Set("item", f.Str("muc"))
			if f.Str("item") == "" && len(agenda(m)) > 0 {
				f.Values.Set("item", string(nextItem(m)))
			}
			f.Values.Set("side", string(committee.For))
		},
		Form: func(f *ui.Form) templ.Component { return concludeForm(p, f, x) },
		Read: func(f *ui.Form) {
			in = app.ConcludeIn{
				Meeting: m.Line.ID, Item: committee.ItemID(x.itemOf(f)), Text: f.Prose("text"), Work: f.Prose("work"), Due: dueOf(c, f), Seen: f.Seen(),
			}
			if in.Text == "" && in.Work == "" && f.Str("viec") == "" {
				f.Fail("text", "conclusion.empty")
			}
			in.Lead, in.Accountable, in.Coordinators = x.parties(f)
			item, _ := itemOf(m, string(in.Item))
			in.Side = sideOf(item, f)
		},
		Facts: func(f *ui.Form) []ui.Fact { return x.facts(p, f, in) },
		Beside: func(*ui.Form) templ.Component {
			item, _ := itemOf(m, string(in.Item))
			return sideNote(p, m, item, in.Side)
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			rec, err := c.App.Conclude(ctx, by, in)
			return rec, moved(err, "accountable", "lead")
		},
		Next: func(app.Receipt) string { return itemPath(m, "ket-luan", in.Item) },
	}
	if x.old.ID != "" {
		x.anew(c, &a, &in)
	}
	return c.Act(a)
}

// anew makes of the act of concluding that of saying a conclusion anew, of taking it
// back, or of correcting it.
func (x *concluding) anew(c *ui.Call, a *ui.Act, in *app.ConcludeIn) {
	p := c.Page
	a.Title, a.Button = p.T("conclude.revise-title"), p.T("do.revise-conclusion")
	if x.closed() {
		a.Title, a.Button = p.T("conclude.correct-title"), p.T("do.correct-conclusion")
	}
	var f *ui.Form
	read := a.Read
	a.Read = func(form *ui.Form) {
		f = form
		read(form)
	}
	a.Do = func(ctx context.Context, by app.Actor) (app.Receipt, error) {
		if f.Str("viec") == "rut" {
			return c.App.WithdrawConclusion(ctx, by, app.WithdrawConclusionIn{Meeting: in.Meeting, Conclusion: x.old.ID, Seen: in.Seen})
		}
		out := app.ReviseIn{
			Meeting: in.Meeting, Conclusion: x.old.ID, Text: in.Text, Work: in.Work, Side: in.Side, Seen: in.Seen, Reason: f.Prose("reason"),
		}
		if !x.closed() {
			out.Lead, out.Accountable, out.Coordinators, out.Due = in.Lead, in.Accountable, in.Coordinators, in.Due
		}
		rec, err := c.App.ReviseConclusion(ctx, by, out)
		return rec, moved(err, "accountable", "lead")
	}
	if x.closed() {
		a.Next = backTo(x.m)
	}
}

// find looks up the conclusion that is said anew.
func (x *concluding) find(id committee.ConclusionID) {
	for _, y := range conclusions(x.m) {
		if y.Conclusion.ID == id && id != "" {
			x.old, x.on = y.Conclusion, y.Item
		}
	}
}

// sideOf is what a form does with the matter; nothing where nothing was put.
func sideOf(item committee.Item, f *ui.Form) committee.Position {
	if len(item.Positions) == 0 && item.Vote == nil {
		return ""
	}
	return committee.Position(f.Str("side"))
}

// facts repeat a conclusion before it is recorded, as the notice will say it.
func (x *concluding) facts(p *ui.Page, f *ui.Form, in app.ConcludeIn) []ui.Fact {
	item, _ := itemOf(x.m, string(in.Item))
	line := committee.Conclusion{
		Text: string(in.Text), Work: string(in.Work), Lead: in.Lead, Accountable: in.Accountable, Coordinators: in.Coordinators, Due: in.Due,
	}
	if x.closed() {
		line.Lead, line.Accountable, line.Coordinators, line.Due, line.Task = x.old.Lead, x.old.Accountable, x.old.Coordinators, x.old.Due, x.old.Task
	}
	out := []ui.Fact{{Label: p.T("field.item"), Value: item.Title}, {Label: p.T("conclude.text"), Value: x.said(line), Law: true}}
	if in.Side != "" {
		out = append(out, ui.Fact{Label: p.T("conclude.side"), Value: p.T("side." + string(in.Side))})
	}
	if x.closed() {
		return append(out, ui.Fact{Label: p.T("conclude.reason"), Value: f.Str("reason"), Law: true})
	}
	if in.Accountable != "" {
		out = append(out, ui.Fact{Label: p.T("field.accountable"), Value: x.leads.Word(string(in.Accountable))})
	}
	return append(out, ui.Fact{Label: p.T("field.due"), Value: dueWords(p, in.Due)})
}

func dueWords(p *ui.Page, d charter.Date) string {
	if d == 0 {
		return p.T("due.none")
	}
	return p.LongDay(d)
}

// nextItem is the first item without a conclusion.
func nextItem(m app.MeetingPage) committee.ItemID {
	for _, x := range agenda(m) {
		if !itemDone(x) {
			return x.ID
		}
	}
	return ""
}

// itemOptions lists the matters of the agenda for a field.
func itemOptions(m app.MeetingPage) []ui.Option {
	out := make([]ui.Option, len(agenda(m)))
	for i, x := range agenda(m) {
		out[i] = ui.Option{Value: string(x.ID), Text: x.Number + ". " + strings.TrimSpace(x.Title)}
	}
	return out
}
