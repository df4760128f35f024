package admin

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// trayStates are the states in which letters that came in are listed, the one that
// asks for somebody first.
var trayStates = []string{"tray", "waiting", "counted", "placed", "aside"}

// trayState is the state that a page asks for.
func trayState(s string) string {
	for _, x := range trayStates {
		if x == s {
			return s
		}
	}
	return trayStates[0]
}

func trayPage(c *ui.Call) error {
	state := trayState(c.Query("muc"))
	list, err := c.App.Tray(c.Ctx(), c.By, state)
	if err != nil {
		return err
	}
	p := c.Page
	p.Section, p.Title, p.Density = "admin", p.T("tray.title"), "day"
	return c.Render(http.StatusOK, trayView(p, list, state, c.Query("xong")))
}

// trayLinks are the states as filters.
func trayLinks(p *ui.Page, state string) []ui.Link {
	var out []ui.Link
	for _, s := range trayStates {
		out = append(out, ui.Link{Text: p.T("tray.state." + s), Href: ui.TrayPath + "?muc=" + s, Here: s == state})
	}
	return out
}

// trayPath is the page of one letter that came in.
func trayPath(id string) string { return ui.TrayPath + "/" + url.PathEscape(id) }

func trayLetter(c *ui.Call) error {
	return drawLetter(c, http.StatusOK, ui.NewForm(c.Page, url.Values{}))
}

// trayShown is a letter with the rounds in which it can be written down.
type trayShown struct {
	app.IncomingLine
	rounds []ui.Option
	round  *app.RoundPage // the one chosen
	things []ui.Option    // meetings and tasks to which it may belong
}

func drawLetter(c *ui.Call, status int, f *ui.Form) error {
	x, err := c.App.TrayLetter(c.Ctx(), c.By, c.Arg("id"))
	if err != nil {
		return err
	}
	out := trayShown{IncomingLine: x}
	if open(x) {
		chosen := cmp.Or(f.Str("round"), c.Query("dot"))
		if chosen == "" && x.Thing == "round" {
			chosen = x.Object
		}
		list, err := c.App.Rounds(c.Ctx(), c.By, app.RoundFilter{Stage: app.RoundStage(committee.RoundOpen), Limit: 100})
		if err != nil {
			return err
		}
		for _, r := range list.Items {
			out.rounds = append(out.rounds, ui.Option{Value: string(r.ID), Text: c.Page.RoundTitle(r)})
			if string(r.ID) != chosen {
				continue
			}
			page, err := c.App.Round(c.Ctx(), c.By, r.ID)
			if err != nil {
				return err
			}
			c.Page.NameVeiled(&page)
			out.round = &page
			if f.Str("by") == "" && x.Object == chosen {
				f.Values.Set("by", x.By.Key())
			}
		}
		if out.things, err = things(c, f, x); err != nil {
			return err
		}
	}
	p := c.Page
	p.Section, p.Title, p.Density, p.Faulty = "admin", cmp.Or(x.Subject, p.T("tray.subject-none")), "day", len(f.Faults) > 0
	return c.Render(status, letterView(p, f, out))
}

// mostThings is how many meetings and how many tasks are offered.
const mostThings = 50

// things are the meetings and tasks that a letter may belong to, the newest and
// those first due first; chosen is the one that it is about.
func things(c *ui.Call, f *ui.Form, x app.IncomingLine) ([]ui.Option, error) {
	meetings, err := c.App.Meetings(c.Ctx(), c.By, app.MeetingFilter{Limit: mostThings})
	if err != nil {
		return nil, err
	}
	tasks, err := c.App.Tasks(c.Ctx(), c.By, app.TaskFilter{Open: true, Limit: mostThings})
	if err != nil {
		return nil, err
	}
	p := c.Page
	var out []ui.Option
	add := func(kind, id, text string) {
		out = append(out, ui.Option{Group: p.T("tray.thing." + kind), Value: kind + ":" + id, Text: text})
		if x.Thing == kind && x.Object == id && !f.Has("place") {
			f.Values.Set("place", kind+":"+id)
		}
	}
	for _, m := range meetings.Items {
		add("meeting", string(m.ID), cmp.Or(m.Title, p.Say(m.BodyName))+", "+p.Day(p.DayOf(m.Start)))
	}
	for _, t := range tasks.Items {
		add("task", string(t.ID), t.Title)
	}
	return out, nil
}

// open reports whether a letter can be placed still.
func open(x app.IncomingLine) bool {
	return x.State == "tray" || x.State == "waiting" || x.State == "aside"
}

// letterFacts are what is known of a letter.
func letterFacts(p *ui.Page, x app.IncomingLine) []ui.Fact {
	out := []ui.Fact{
		{Label: p.T("list.state"), Value: p.T("tray.state." + x.State)},
		{Label: p.T("tray.kind"), Value: p.T("tray.kind." + x.Kind)},
		{Label: p.T("tray.from"), Value: strings.TrimSpace(x.Name + " <" + x.From + ">")},
		{Label: p.T("tray.received"), Value: p.Stamp(x.Received)},
	}
	add := func(key, value string) {
		if value != "" {
			out = append(out, ui.Fact{Label: p.T(key), Value: value})
		}
	}
	if !x.Sent.IsZero() {
		add("tray.sent", p.Stamp(x.Sent))
	}
	add("tray.proof", p.T("tray.proof."+string(x.Proof)))
	add("tray.about", p.LetterAbout(x))
	add("tray.party", x.Party)
	if x.Kind == app.InCalendar && x.Calendar.Answer != "" {
		add("tray.kind."+x.Kind, p.T("tray.calendar."+x.Calendar.Answer, cmp.Or(x.Party, x.From), x.What))
		add("tray.delegate", x.Calendar.Delegate)
		if !x.Calendar.Start.IsZero() && x.Calendar.Answer == "counter" {
			add("tray.proposed", p.Stamp(x.Calendar.Start))
		}
		add("tray.note", x.Calendar.Comment)
	}
	if x.Fault != nil {
		add("tray.why", p.T(x.Fault.Code, x.Fault.Args...))
	}
	if len(x.Kept) == 0 {
		add("tray.files", strings.Join(x.Files, "\n"))
	}
	add("tray.done", x.DoneBy)
	add("tray.note", x.Note)
	return out
}

// thingHref is the page of what a letter is about; empty when it is about nothing.
func thingHref(x app.IncomingLine) string {
	switch x.Thing {
	case "round":
		return ui.RoundsPath + "/" + url.PathEscape(x.Object)
	case "meeting":
		return ui.MeetingsPath + "/" + url.PathEscape(x.Object)
	case "task":
		return ui.TaskPath(committee.TaskID(x.Object))
	}
	return ""
}

// partyOptions are those who are asked by a round.
func partyOptions(p *ui.Page, r *app.RoundPage) []ui.Option {
	var out []ui.Option
	for _, x := range r.Parties {
		out = append(out, ui.Option{Value: x.Party.Key(), Text: p.Say(x.Name)})
	}
	return out
}

// positionOptions are the positions of a question.
func positionOptions(p *ui.Page, q committee.Question) []ui.Option {
	var out []ui.Option
	for _, o := range q.Options {
		out = append(out, ui.Option{Value: o.Key, Text: cmp.Or(o.Label, p.T("letter.position."+string(o.Side)))})
	}
	return out
}

func questionField(name string, i int) string { return name + "." + strconv.Itoa(i+1) }

// placeLetter places a letter, or puts it aside.
func placeLetter(c *ui.Call) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	in, told := app.PlaceIn{ID: c.Arg("id"), Note: string(f.Prose("note"))}, "tray.placed"
	switch f.Str("viec") {
	case "round":
		err = readPlace(c, f, &in)
	case "thing":
		need(f, "place")
		in.Thing, in.Object, _ = strings.Cut(f.Str("place"), ":")
	default:
		told = "tray.set-aside"
	}
	if err != nil {
		return err
	}
	if len(f.Faults) == 0 {
		if err = c.App.PlaceLetter(c.Ctx(), c.By, in); err == nil {
			return c.Redirect(ui.TrayPath + "?xong=" + told)
		}
		if !f.Take(err) {
			return err
		}
	}
	return drawLetter(c, http.StatusUnprocessableEntity, f)
}

// readPlace reads the answer that is written down from a letter.
func readPlace(c *ui.Call, f *ui.Form, in *app.PlaceIn) error {
	need(f, "by")
	r, err := c.App.Round(c.Ctx(), c.By, committee.RoundID(f.Str("round")))
	if err != nil {
		return err
	}
	in.Thing, in.Object = "round", string(r.Round.ID)
	kind, id, _ := strings.Cut(f.Str("by"), ":")
	switch kind {
	case "seat":
		in.By.Seat = committee.SeatID(id)
	case "agency":
		in.By.Agency = committee.AgencyID(id)
	case "person":
		in.By.Person = committee.PersonID(id)
	}
	for i, q := range r.Round.Questions {
		position := f.Str(questionField("position", i))
		if position == "" {
			continue
		}
		s := app.SlipIn{Question: q.ID, Position: position, Reason: f.Prose(questionField("reason", i))}
		if old := r.Round.Slip(q.ID, committee.Party(in.By)); old != nil {
			s.Revision = old.Revision
		}
		in.Slips = append(in.Slips, s)
	}
	if len(in.Slips) == 0 {
		f.Fail(questionField("position", 0), "inbox.choose-question")
	}
	return nil
}

// letterFile gives a file that came with a letter, to be kept and opened by a
// program of its form.
func letterFile(c *ui.Call) error {
	n, err := strconv.Atoi(c.Arg("n"))
	if err != nil || n <= 0 {
		return committee.Missing("page.missing")
	}
	f, err := c.App.OpenLetterFile(c.Ctx(), c.By, c.Arg("id"), n)
	if err != nil {
		return err
	}
	defer f.File.Close()
	h := c.W.Header()
	h.Set("Content-Type", f.Media)
	h.Set("Content-Disposition", ui.Attachment(f.Name))
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Cache-Control", "private, no-cache")
	http.ServeContent(c.W, c.R, "", time.Time{}, f.File)
	return nil
}

// noLetterFile shows the answer for a file that is not there.
func noLetterFile(context.Context, ui.Deps, app.Actor, string) (ui.Visit, error) {
	return ui.Visit{Path: ui.LetterFilePath("khong-co", 1)}, nil
}

// trayExample shows the newest letter that the reader may read.
// trayListExample shows the letters of the first state that has some, and a state
// that has none.
func trayListExample(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
	for _, s := range trayStates {
		list, err := d.App.Tray(ctx, by, s)
		if err != nil {
			return ui.Visit{}, err
		}
		if (len(list) == 0) == (state == "empty") {
			return ui.Visit{Path: ui.TrayPath + "?muc=" + s}, nil
		}
	}
	return ui.Visit{}, nil
}

func trayExample(ctx context.Context, d ui.Deps, by app.Actor, _ string) (ui.Visit, error) {
	for _, s := range trayStates {
		list, err := d.App.Tray(ctx, by, s)
		if err != nil || len(list) > 0 {
			if err != nil {
				return ui.Visit{}, err
			}
			return ui.Visit{Path: trayPath(list[0].ID)}, nil
		}
	}
	return ui.Visit{}, nil
}

// chosenRound is the id of the round that was chosen.
func chosenRound(x trayShown) string {
	if x.round == nil {
		return ""
	}
	return string(x.round.Round.ID)
}
