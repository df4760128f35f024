package body

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// agendaRow names a field of the n-th item of an agenda, from 1, as the
// application's input does.
func agendaRow(n int, field string) string { return "items." + strconv.Itoa(n) + "." + field }

// agendaCount is how many items the form of an agenda holds.
func agendaCount(f *ui.Form) int {
	n := 0
	for n < 60 {
		if _, ok := f.Values[agendaRow(n+1, "title")]; !ok {
			break
		}
		n++
	}
	return n
}

// agendaRows are the items of the form of an agenda.
var agendaRows = formRows{
	name: agendaRow, count: agendaCount,
	fields: []string{"title", "id", "kind", "lead", "presenter", "section", "minutes", "recurs", "closed", "named", "matter"},
}

// numberings are the ways of numbering an agenda.
var numberings = []committee.Numbering{committee.NumberPlain, committee.NumberDecimal, committee.NumberRoman}

func numberingOptions(p *ui.Page) []ui.Option {
	out := make([]ui.Option, len(numberings))
	for i, n := range numberings {
		out[i] = ui.Option{Value: string(n), Text: p.T("numbering." + string(n))}
	}
	return out
}

// sectionOptions are the sections that a form names, a line each.
func sectionOptions(f *ui.Form) []ui.Option {
	var out []ui.Option
	for i, s := range f.Lines("sections") {
		out = append(out, ui.Option{Value: strconv.Itoa(i + 1), Text: s})
	}
	return out
}

// agendaPath leads to the items of a meeting as they are arranged.
func agendaPath(id committee.MeetingID) string { return meetingAct(id, "chuong-trinh") }

// arranging is what the form of an agenda is drawn from.
type arranging struct {
	m      app.MeetingPage
	offers app.AgendaOffers
	seats  []ui.Option
}

// fillAgenda starts the form from the agenda as it is.
func fillAgenda(f *ui.Form, m app.MeetingPage) {
	f.Values.Set("numbering", string(m.Meeting.Numbering))
	f.Values.Set("sections", strings.Join(m.Meeting.Sections, "\n"))
	for i, x := range agenda(m) {
		putItem(f, i+1, app.ArrangeItemIn{
			ID: x.ID, Title: committee.Prose(x.Title), Kind: x.Kind, Lead: x.Lead, Presenter: committee.Prose(x.Presenter), Section: x.Section,
			Minutes: x.Minutes, Recurs: x.Recurs, Closed: x.Closed, Named: x.Named, Matter: x.Matter,
		})
	}
}

// putItem writes an item into a row of the form.
func putItem(f *ui.Form, n int, x app.ArrangeItemIn) {
	set := func(field, value string) {
		if value != "" && value != "0" {
			f.Values.Set(agendaRow(n, field), value)
		}
	}
	f.Values.Set(agendaRow(n, "title"), string(x.Title))
	set("id", string(x.ID))
	set("kind", x.Kind)
	set("lead", string(x.Lead))
	set("presenter", string(x.Presenter))
	set("section", strconv.Itoa(x.Section))
	set("minutes", strconv.Itoa(x.Minutes))
	set("matter", string(x.Matter))
	if x.Recurs {
		set("recurs", "1")
	}
	if x.Closed {
		set("closed", "1")
	}
	for _, s := range x.Named {
		f.Values.Add(agendaRow(n, "named"), string(s))
	}
}

// turnAgenda does what a button of the form asks for: a row more or less, up or
// down; the last minutes as first item; what recurs; a matter of the backlog.
func turnAgenda(p *ui.Page, f *ui.Form, a arranging) bool {
	do, arg, _ := strings.Cut(f.Values.Get("hang"), ":")
	switch do {
	case "bien-ban":
		f.Values.Del("hang")
		if a.offers.Minutes != nil {
			n := agendaCount(f) + 1
			putItem(f, n, app.ArrangeItemIn{Title: committee.Prose(minutesItem(p, *a.offers.Minutes)), Minutes: 5})
			for ; n > 1; n-- { // to the head of the list
				agendaRows.swap(f, n-1, n)
			}
		}
	case "thuong-ky":
		f.Values.Del("hang")
		for _, x := range a.offers.Recurring {
			putItem(f, agendaCount(f)+1, x)
		}
	case "cho":
		f.Values.Del("hang")
		for _, x := range a.offers.Backlog {
			if string(x.ID) == arg {
				putItem(f, agendaCount(f)+1, app.ArrangeItemIn{Title: committee.Prose(x.Title), Kind: x.Kind, Lead: x.Lead, Matter: x.ID})
			}
		}
	default:
		return agendaRows.turn(f)
	}
	return true
}

// minutesItem is the item by which the minutes of a meeting are approved.
func minutesItem(p *ui.Page, l app.MeetingLine) string {
	return p.T("agenda.minutes-item", p.Day(p.DayOf(l.Start)))
}

// onAgenda reports whether a form holds a matter already.
func onAgenda(f *ui.Form, id committee.MatterID) bool {
	for n := 1; n <= agendaCount(f); n++ {
		if f.Str(agendaRow(n, "matter")) == string(id) {
			return true
		}
	}
	return false
}

// readAgenda takes the fields of an agenda.
func readAgenda(f *ui.Form, id committee.MeetingID) app.ArrangeIn {
	in := app.ArrangeIn{Meeting: id, Numbering: committee.Numbering(f.Str("numbering")), Seen: f.Seen(), Items: []app.ArrangeItemIn{}}
	for _, s := range f.Lines("sections") {
		in.Sections = append(in.Sections, committee.Prose(s))
	}
	for n := 1; n <= agendaCount(f); n++ {
		x := app.ArrangeItemIn{
			ID: committee.ItemID(f.Str(agendaRow(n, "id"))), Title: f.Prose(agendaRow(n, "title")), Kind: f.Str(agendaRow(n, "kind")),
			Lead: committee.SeatID(f.Str(agendaRow(n, "lead"))), Presenter: f.Prose(agendaRow(n, "presenter")), Section: f.Int(agendaRow(n, "section")),
			Minutes: f.Int(agendaRow(n, "minutes")), Recurs: f.Has(agendaRow(n, "recurs")), Closed: f.Has(agendaRow(n, "closed")),
			Matter: committee.MatterID(f.Str(agendaRow(n, "matter"))),
		}
		if x.Closed {
			for _, s := range f.List(agendaRow(n, "named")) {
				x.Named = append(x.Named, committee.SeatID(s))
			}
		}
		in.Items = append(in.Items, x)
	}
	return in
}

// agendaFacts repeat an agenda: its sections, and each item with how long it takes.
func agendaFacts(p *ui.Page, in app.ArrangeIn, seats []ui.Option) []ui.Fact {
	lines := make([]string, len(in.Items))
	for i, x := range in.Items {
		parts := []string{string(x.Title)}
		if x.Lead != "" {
			parts = append(parts, ui.Chosen(seats, string(x.Lead)))
		}
		if x.Presenter != "" {
			parts = append(parts, string(x.Presenter))
		}
		if x.Minutes > 0 {
			parts = append(parts, p.T("agenda.minutes", p.Int(x.Minutes)))
		}
		if x.Closed {
			parts = append(parts, p.T("agenda.closed"))
		}
		lines[i] = strconv.Itoa(i+1) + ". " + strings.Join(parts, " · ")
	}
	out := []ui.Fact{{Label: p.T("field.agenda"), Value: strings.Join(lines, "\n"), Law: true}}
	if len(in.Sections) > 0 {
		sections := make([]string, len(in.Sections))
		for i, s := range in.Sections {
			sections[i] = string(s)
		}
		out = append(out, ui.Fact{Label: p.T("agenda.sections"), Value: strings.Join(sections, "\n")})
	}
	return out
}

// arrangeAgenda arranges the agenda of a meeting. It is taken with one press: until
// the sitting begins it can be changed as often as is needed.
func arrangeAgenda(c *ui.Call) error {
	m, err := meetingOf(c)
	if err != nil {
		return err
	}
	p := c.Page
	a := arranging{m: m, seats: ui.SeatOptions(p, m.Seats)}
	if a.offers, err = c.App.AgendaOffers(c.Ctx(), c.By, m.Line.ID); err != nil {
		return err
	}
	var in app.ArrangeIn
	return c.Act(ui.Act{
		Title: p.T("agenda.title"), Button: p.T("agenda.save"), Body: m.Line.Body, Direct: true,
		Fill: func(f *ui.Form) { fillAgenda(f, m) },
		Form: func(f *ui.Form) templ.Component { return agendaForm(p, f, a) },
		Read: func(f *ui.Form) {
			if turnAgenda(p, f, a) {
				f.Again()
				return
			}
			in = readAgenda(f, m.Line.ID)
		},
		Facts: func(*ui.Form) []ui.Fact { return agendaFacts(p, in, a.seats) },
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.ArrangeAgenda(ctx, by, in)
		},
		Next: backTo(m),
	})
}

// slotWords say when an item is expected: "8 giờ 10 đến 8 giờ 55"; only its
// beginning, or nothing, where durations are open.
func slotWords(p *ui.Page, x committee.Item) string {
	switch {
	case x.Begins.IsZero() || x.Ends.IsZero() && x.Order == 1:
		return ""
	case x.Ends.IsZero():
		return p.T("agenda.from", p.Clock(x.Begins))
	}
	return p.Clock(x.Begins) + "–" + p.Clock(x.Ends)
}

// overrun tells that the planned items last longer than the meeting; empty: not so.
func overrun(p *ui.Page, m app.MeetingPage) string {
	items := agenda(m)
	if len(items) == 0 || m.Line.End.IsZero() {
		return ""
	}
	if last := items[len(items)-1].Ends; last.After(m.Line.End) {
		return p.T("agenda.overrun", p.Clock(last), p.Clock(m.Line.End))
	}
	return ""
}

// sectionHead is the heading of a section where an item is its first that the
// reader sees; empty: no section begins here.
func sectionHead(m app.MeetingPage, items []committee.Item, i int) string {
	s := items[i].Section
	if s == 0 || s > len(m.Meeting.Sections) || i > 0 && items[i-1].Section == s {
		return ""
	}
	if n := m.Meeting.SectionNumber(s); n != "" {
		return n + ". " + m.Meeting.Sections[s-1]
	}
	return m.Meeting.Sections[s-1]
}

// agendaRoutes are the ways of arranging agendas, of what waits for them, and of
// meetings that are foreseen.
func agendaRoutes(body, meeting string) []ui.Route {
	states := []string{"filled", "error", "refused"}
	out := []ui.Route{{Method: http.MethodGet, Pattern: body + "/viec-cho", Name: "backlog", Handler: backlogPage, States: []string{"filled"}, Example: bodyAt("viec-cho")}}
	for _, r := range []ui.Route{
		{Pattern: meeting + "/chuong-trinh", Name: "agenda", Handler: arrangeAgenda, Example: agendaExample},
		{Pattern: body + "/viec-cho/de-xuat", Name: "matter.propose", Handler: proposeItem, Example: matterExample("de-xuat")},
		{Pattern: body + "/viec-cho/them", Name: "matter.keep", Handler: keepMatter, Example: matterExample("them")},
		{Pattern: body + "/viec-cho/{id}", Name: "matter.judge", Handler: judgeItem, Example: judgeExample},
		{Pattern: body + "/du-kien", Name: "foresee", Handler: foresee, Example: matterExample("du-kien")},
		{Pattern: body + "/du-kien/{id}", Name: "foreseen.drop", Handler: dropForeseen, Example: dropExample},
	} {
		get, post := r, r
		get.Method, post.Method = http.MethodGet, http.MethodPost
		get.States = states
		post.Name, post.Example = r.Name+".send", nil
		out = append(out, get, post)
	}
	return out
}

// agendaExample shows the form of an agenda; sent with an item without a title it
// is wrong, and sent whole somebody is refused it.
func agendaExample(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
	m, err := someMeeting(ctx, d, by)
	if err != nil || m.ID == "" {
		return ui.Visit{}, err
	}
	v := ui.Visit{Path: agendaPath(m.ID)}
	switch state {
	case "error":
		v.Form = url.Values{agendaRow(1, "title"): {""}, agendaRow(1, "minutes"): {"x"}}
	case "refused":
		v.Form = url.Values{agendaRow(1, "title"): {"Nội dung mẫu"}}
	}
	return v, nil
}

// matterExample shows a form of a body's backlog or plan.
func matterExample(part string) exampleFunc {
	return func(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
		b, err := someBody(ctx, d, by)
		if err != nil || b.Key == "" {
			return ui.Visit{}, err
		}
		v := ui.Visit{Path: ui.BodyPath(b.Key, "viec-cho", part)}
		if part == "du-kien" {
			v.Path = ui.BodyPath(b.Key, part)
		}
		switch state {
		case "error":
			v.Form = url.Values{"title": {""}, "date": {"31/2/2026"}, "kind": {"regular"}}
		case "refused":
			v.Form = url.Values{"title": {"Việc mẫu"}, "date": {"12/2030"}, "kind": {"regular"}}
		}
		return v, nil
	}
}

// carryOptions are the items that a meeting has not concluded and that can be kept
// for a later agenda. A confidential one is not: the whole body reads what waits.
func carryOptions(m app.MeetingPage) []ui.Option {
	var out []ui.Option
	for _, x := range m.Meeting.Unsettled() {
		if !x.Closed {
			out = append(out, ui.Option{Value: string(x.ID), Text: x.Number + ". " + x.Title})
		}
	}
	return out
}

// judgeExample shows the form that judges a proposed matter.
func judgeExample(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
	bodies, err := d.App.Bodies(ctx, by, 0)
	if err != nil {
		return ui.Visit{}, err
	}
	for _, b := range bodies {
		list, err := d.App.Backlog(ctx, by, b.Key)
		if err != nil {
			return ui.Visit{}, err
		}
		for _, x := range list.Items {
			if x.State != committee.MatterOffered {
				continue
			}
			v := ui.Visit{Path: matterPath(b.Key, x.ID)}
			switch state {
			case "error": // refused without a reason
				v.Form = url.Values{"accept": {"0"}}
			case "refused":
				v.Form = url.Values{"accept": {"1"}}
			}
			return v, nil
		}
	}
	return ui.Visit{}, nil
}

// dropExample shows the form that gives a foreseen meeting up.
func dropExample(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
	bodies, err := d.App.Bodies(ctx, by, 0)
	if err != nil {
		return ui.Visit{}, err
	}
	for _, b := range bodies {
		list, err := d.App.Foreseen(ctx, by, b.Key)
		if err != nil {
			return ui.Visit{}, err
		}
		for _, x := range openForeseen(list) {
			v := ui.Visit{Path: ui.BodyPath(b.Key, "du-kien", string(x.ID))}
			switch state {
			case "error":
				v.Form = url.Values{"reason": {""}}
			case "refused":
				v.Form = url.Values{"reason": {"Không còn cần"}}
			}
			return v, nil
		}
	}
	return ui.Visit{}, nil
}
