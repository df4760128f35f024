package body

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// calling is what the form of a meeting is drawn from.
type calling struct {
	body     app.BodyPage
	kind     committee.MeetingKind
	seats    []ui.Option
	agencies []ui.Option
	series   []ui.Option
	matters  []ui.Option
	open     []app.ProposalLine
}

// callingFor loads the pickers of the form.
func callingFor(c *ui.Call) (calling, error) {
	b, err := bodyToday(c)
	if err != nil {
		return calling{}, err
	}
	p := c.Page
	t, err := c.App.CharterOn(c.Ctx(), c.By, b.Line.Key, b.On)
	if err != nil {
		return calling{}, err
	}
	tree, err := c.App.Agencies(c.Ctx(), c.By, b.On)
	if err != nil {
		return calling{}, err
	}
	proposals, err := c.App.Proposals(c.Ctx(), c.By, b.Line.Key)
	if err != nil {
		return calling{}, err
	}
	x := calling{body: b, seats: ui.SeatOptions(p, allSeats(b)), agencies: ui.AgencyOptions(p, tree), open: open(proposals)}
	s := NewSpeaker(p.Lang, t.Documents)
	seen := map[string]bool{}
	eachRule(t.Documents, func(r *charter.Rule) {
		switch spec := r.Spec.(type) {
		case charter.SeriesSpec:
			if !seen["series "+spec.Series] {
				seen["series "+spec.Series] = true
				x.series = append(x.series, ui.Option{Value: spec.Series, Text: capital(s.seriesNames([]string{spec.Series})) + ": " + s.every(spec.Every)})
			}
		case charter.DecisionSpec:
			for _, m := range spec.Matters {
				if m != "any" && !seen["matter "+m] {
					seen["matter "+m] = true
					x.matters = append(x.matters, ui.Option{Value: m, Text: capital(s.word(m))})
				}
			}
		}
	})
	return x, nil
}

// kindOf reads the kind of meeting that a form is about.
func kindOf(f *ui.Form) committee.MeetingKind {
	k := committee.MeetingKind(f.Str("kind"))
	if !slices.Contains(kinds, k) {
		return committee.Regular
	}
	return k
}

// convene calls a meeting (triệu tập).
func convene(c *ui.Call) error {
	x, err := callingFor(c)
	if err != nil {
		return err
	}
	p, key := c.Page, x.body.Line.Key
	var in app.ConveneIn
	act := ui.Act{
		Title: p.T("convene.title"), Button: p.T("do.convene"), Body: key,
		Fill: func(f *ui.Form) {
			x.kind = kindOf(f)
			x.first(p, f)
		},
		Form: func(f *ui.Form) templ.Component { return conveneForm(p, f, &x) },
		Read: func(f *ui.Form) {
			x.kind = kindOf(f)
			if turnItems(f) {
				f.Again()
				return
			}
			in = readConvene(f, key, x.kind)
		},
		Facts: func(f *ui.Form) []ui.Fact { return x.facts(p, f, in) },
		Beside: func(*ui.Form) templ.Component {
			notices, err := c.App.NoticeOf(c.Ctx(), c.By, app.NoticeIn{Body: key, In: in.In, Series: in.Series, Start: in.Start, Urgent: in.Urgent})
			if err != nil {
				return templ.NopComponent // the act itself tells what is wrong
			}
			return noticeList(p, key, notices)
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			rec, err := c.App.Convene(ctx, by, in)
			err = moved(err, "end", "end_hour")
			return rec, err
		},
		Next: func(rec app.Receipt) string { return ui.MeetingPath(committee.MeetingID(rec.Ref)) },
		Ways: func(f *ui.Form) templ.Component { return conveneWays(p, f, &x) },
	}
	return c.Act(act)
}

// first gives the form what is mostly so: the head presides, at the body's
// quarters, in the morning of a day a week off.
func (x *calling) first(p *ui.Page, f *ui.Form) {
	set := func(name, value string) {
		if f.Str(name) == "" {
			f.Values.Set(name, value)
		}
	}
	set("kind", string(x.kind))
	set("mode", "in-person")
	if q := x.body.Identity.Quarters; !q.IsZero() && !q.Unstated() {
		set("place", p.Say(q))
	}
	for _, s := range x.body.Seats {
		if s.Role == "head" {
			set("chair", string(s.Seat))
		}
	}
	if x.kind == committee.Regular && len(x.series) > 0 {
		set("series", x.series[0].Value)
	}
	set("agenda.1.title", "")
	for _, o := range x.open {
		if string(o.ID) == f.Str("proposal") {
			set("title", "")
			set("agenda.1.title", firstLine(o.Reason))
		}
	}
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	r := []rune(line)
	return string(r[:min(len(r), 300)])
}

// itemName names a field of the n-th item, from 1.
func itemName(n int, field string) string { return "agenda." + strconv.Itoa(n) + "." + field }

// itemCount is how many items a form holds.
func itemCount(f *ui.Form) int {
	n := 0
	for n < 60 {
		if _, ok := f.Values[itemName(n+1, "title")]; !ok {
			break
		}
		n++
	}
	return max(n, 1)
}

// conveneRows are the items of the form of a meeting.
var conveneRows = formRows{name: itemName, fields: []string{"title", "kind", "lead"}, count: itemCount}

// turnItems does what a button of the agenda asks for and reports whether one
// was pressed.
func turnItems(f *ui.Form) bool { return conveneRows.turn(f) }

// readConvene takes the fields of a meeting.
func readConvene(f *ui.Form, key committee.BodyKey, kind committee.MeetingKind) app.ConveneIn {
	in := app.ConveneIn{
		Body: key, In: f.Str("in"), Kind: kind, Series: f.Str("series"), Title: f.Prose("title"), Start: f.Time("start", "start_hour"),
		Place: f.Prose("place"), Mode: f.Str("mode"), Chair: committee.SeatID(f.Str("chair")), Proposal: committee.MeetingID(f.Str("proposal")),
		Urgent: f.Has("urgent"), Foreseen: committee.MeetingID(f.Str("foreseen")),
	}
	if in.Start.IsZero() {
		f.Fail("start", "date.empty") // else the day's roster would be blamed
	}
	if kind != committee.Regular && kind != committee.Session {
		in.Series = ""
	}
	if f.Str("end_hour") != "" {
		in.End = f.Time("start", "end_hour")
	}
	for n := 1; n <= itemCount(f); n++ {
		item := app.ItemIn{Title: f.Prose(itemName(n, "title")), Kind: f.Str(itemName(n, "kind")), Lead: committee.SeatID(f.Str(itemName(n, "lead")))}
		if item != (app.ItemIn{}) {
			in.Agenda = append(in.Agenda, item)
		}
	}
	in.Invitees = readInvitees(f)
	return in
}

// readInvitees takes those called: seats ticked, agencies chosen, guests a line.
func readInvitees(f *ui.Form) []app.InviteeIn {
	var out []app.InviteeIn
	for _, s := range f.List("seats") {
		out = append(out, app.InviteeIn{Seat: committee.SeatID(s)})
	}
	for _, s := range f.List("agencies") {
		out = append(out, app.InviteeIn{Agency: committee.AgencyID(s)})
	}
	for _, s := range f.Lines("guests") {
		out = append(out, app.InviteeIn{Name: committee.Prose(s)})
	}
	return out
}

// facts repeat a meeting on the check page.
func (x *calling) facts(p *ui.Page, f *ui.Form, in app.ConveneIn) []ui.Fact {
	out := []ui.Fact{
		{Label: p.T("field.kind"), Value: p.T("meeting." + string(in.Kind))},
		{Label: p.T("meeting.about"), Value: string(in.Title)},
		{Label: p.T("meeting.when"), Value: p.LongDay(p.DayOf(in.Start)) + ", " + p.Hours(in.Start, in.End)},
		{Label: p.T("field.place"), Value: string(in.Place)},
		{Label: p.T("field.mode"), Value: p.T("mode." + in.Mode)},
		{Label: p.T("field.chair"), Value: ui.Chosen(x.seats, string(in.Chair))},
	}
	if in.In != "" {
		out = append(out, ui.Fact{Label: p.T("meeting.of"), Value: ui.Chosen(partOptions(p, x.body), in.In)})
	}
	if in.Series != "" {
		out = append(out, ui.Fact{Label: p.T("field.series"), Value: ui.Chosen(x.series, in.Series)})
	}
	items := make([]string, len(in.Agenda))
	for i, it := range in.Agenda {
		items[i] = strconv.Itoa(i+1) + ". " + string(it.Title)
		if it.Lead != "" {
			items[i] += " (" + ui.Chosen(x.seats, string(it.Lead)) + ")"
		}
	}
	out = append(out, ui.Fact{Label: p.T("field.agenda"), Value: strings.Join(items, "\n"), Law: true})
	return append(out, ui.Fact{Label: p.T("field.invitees"), Value: inviteesWords(p, in.Invitees, x.seats, x.agencies)})
}

// inviteesWords names those called; nobody means that it is left to whoever
// chooses them.
func inviteesWords(p *ui.Page, list []app.InviteeIn, seats, agencies []ui.Option) string {
	if len(list) == 0 {
		return p.T("invitees.all")
	}
	out := make([]string, len(list))
	for i, x := range list {
		switch {
		case x.Seat != "":
			out[i] = ui.Chosen(seats, string(x.Seat))
		case x.Agency != "":
			out[i] = ui.Chosen(agencies, string(x.Agency))
		default:
			out[i] = string(x.Name)
		}
	}
	return p.T("invitees.count", p.Int(len(out))) + "\n" + strings.Join(out, "\n")
}

// proposePath carries what was filled in over to the form of a proposal.
func proposePath(key committee.BodyKey, f *ui.Form, kind committee.MeetingKind) string {
	q := url.Values{"kind": {string(kind)}}
	var why []string
	if t := f.Str("title"); t != "" {
		why = append(why, t)
	}
	for n := 1; n <= itemCount(f); n++ {
		if t := f.Str(itemName(n, "title")); t != "" {
			why = append(why, t)
		}
	}
	if len(why) > 0 {
		q.Set("reason", strings.Join(why, "\n"))
	}
	return ui.BodyPath(key, "de-nghi-hop") + "?" + q.Encode()
}

// propose asks for a meeting (đề nghị họp).
func propose(c *ui.Call) error {
	b, err := bodyToday(c)
	if err != nil {
		return err
	}
	p, key := c.Page, b.Line.Key
	var in app.ProposeIn
	return c.Act(ui.Act{
		Title: p.T("propose.title"), Button: p.T("do.send-proposal"), Body: key,
		Fill: func(f *ui.Form) {
			if f.Str("kind") == "" {
				f.Values.Set("kind", string(committee.Extraordinary))
			}
		},
		Form: func(f *ui.Form) templ.Component { return proposeForm(p, f, b) },
		Read: func(f *ui.Form) {
			in = app.ProposeIn{Body: key, In: f.Str("in"), Kind: committee.MeetingKind(f.Str("kind")), Reason: f.Prose("reason")}
		},
		Facts: func(*ui.Form) []ui.Fact {
			return []ui.Fact{
				{Label: p.T("field.kind"), Value: p.T("meeting." + string(in.Kind))},
				{Label: p.T("field.reason"), Value: string(in.Reason), Law: true},
			}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.ProposeMeeting(ctx, by, in)
		},
		Next: func(app.Receipt) string { return ui.BodyPath(key, "phien-hop") },
	})
}
