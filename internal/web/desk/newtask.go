package desk

import (
	"context"
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// sources are the kinds of thing from which a task may come, as a form offers
// them; a conclusion makes its tasks by itself.
var sources = []string{"document", "duty", "other"}

// newTask serves the form by which a task is given out. The body comes first,
// since its seats are the choices of who answers.
func newTask(c *ui.Call) error {
	p := c.Page
	p.Section = "tasks"
	body := committee.BodyKey(c.Query("body"))
	if body == "" && c.R.Method == http.MethodPost {
		f, err := c.ReadForm()
		if err != nil {
			return err
		}
		body = committee.BodyKey(f.Str("body"))
	}
	if body == "" {
		bodies, err := c.App.Bodies(c.Ctx(), c.By, p.Today())
		if err != nil {
			return err
		}
		p.Title, p.Slim = p.T("task.new.title"), true
		return c.Render(http.StatusOK, chooseBody(p, ui.BodyOptions(p, ownBodies(p, bodies))))
	}
	pick, err := newTaskPickers(c, body)
	if err != nil {
		return err
	}
	in := app.TaskIn{Body: body}
	return c.Act(ui.Act{
		Title: p.T("task.new.title"), Button: p.T("task.new.button"), Body: body,
		Fill: func(f *ui.Form) { f.Values.Set("body", string(body)) },
		Form: func(f *ui.Form) templ.Component { return newTaskFields(p, f, pick) },
		Read: func(f *ui.Form) {
			in.Title, in.Lead = f.Prose("title"), committee.AgencyID(f.Str("lead"))
			in.Accountable, in.Person = committee.SeatID(f.Str("accountable")), committee.PersonID(f.Str("person"))
			in.Due = f.Date("due")
			in.Coordinators = nil
			for _, id := range f.List("coordinators") {
				in.Coordinators = append(in.Coordinators, committee.AgencyID(id))
			}
			in.Source = nil
			if kind := f.Str("source"); kind != "" {
				in.Source = &app.SourceIn{Kind: kind, ID: f.Str("source_id")}
			}
			if in.Title == "" {
				f.Fail("title", "text.empty")
			}
			if in.Lead == "" {
				f.Fail("lead", "form.empty")
			}
		},
		Facts: func(f *ui.Form) []ui.Fact {
			return []ui.Fact{
				{Label: p.T("field.body"), Value: pick.body},
				{Label: p.T("field.title"), Value: f.Str("title"), Law: true},
				{Label: p.T("field.lead"), Value: ui.Chosen(pick.agencies, f.Str("lead"))},
				{Label: p.T("field.accountable"), Value: answers(pick, f)},
				{Label: p.T("field.coordinators"), Value: ui.ChosenAll(pick.agencies, f.List("coordinators"))},
				{Label: p.T("field.due"), Value: dueWords(p, f.Date("due"))},
				{Label: p.T("field.source"), Value: sourceWords(p, f)},
			}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.AssignTask(ctx, by, in)
		},
		Next: func(rec app.Receipt) string { return ui.TaskPath(committee.TaskID(rec.Ref)) },
	})
}

// ownBodies are the bodies in which the reader acts; all of them for who acts in
// none, whom the refusal then tells who could.
func ownBodies(p *ui.Page, bodies []app.BodyLine) []app.BodyLine {
	var own []app.BodyLine
	for _, b := range bodies {
		if len(p.Seats(b.Key)) > 0 {
			own = append(own, b)
		}
	}
	if len(own) == 0 {
		return bodies
	}
	return own
}

// newTaskPick are the choices of the form.
type newTaskPick struct {
	body                    string
	agencies, seats, people []ui.Option
}

func newTaskPickers(c *ui.Call, body committee.BodyKey) (newTaskPick, error) {
	p, today := c.Page, c.Page.Today()
	page, err := c.App.Body(c.Ctx(), c.By, body, today)
	if err != nil {
		return newTaskPick{}, err
	}
	p.In(page.Line)
	tree, err := c.App.Agencies(c.Ctx(), c.By, today)
	if err != nil {
		return newTaskPick{}, err
	}
	people, err := c.App.People(c.Ctx(), c.By, "")
	if err != nil {
		return newTaskPick{}, err
	}
	seats := page.Seats
	for _, sub := range page.Subs {
		if sub.Derived {
			continue
		}
		for _, s := range sub.Seats {
			s.In = p.Say(sub.Name)
			seats = append(seats, s)
		}
	}
	return newTaskPick{
		body: p.Say(page.Line.Name), agencies: ui.AgencyOptions(p, tree),
		seats: ui.SeatOptions(p, seats), people: ui.PeopleOptions(people),
	}, nil
}

// answers is who answers for the task, in words.
func answers(pick newTaskPick, f *ui.Form) string {
	if seat := f.Str("accountable"); seat != "" {
		return ui.Chosen(pick.seats, seat)
	}
	if person := f.Str("person"); person != "" {
		return ui.Chosen(pick.people, person)
	}
	return ""
}

func sourceWords(p *ui.Page, f *ui.Form) string {
	kind := f.Str("source")
	for _, s := range sources {
		if s == kind {
			words := p.T("source." + s)
			if id := f.Str("source_id"); id != "" {
				words += ": " + id
			}
			return words
		}
	}
	return ""
}

func sourceOptions(p *ui.Page) []ui.Option {
	var out []ui.Option
	for _, s := range sources {
		out = append(out, ui.Option{Value: s, Text: p.T("source." + s)})
	}
	return out
}

// newTaskFor is the form of a new task in a body.
func newTaskFor(body string) string {
	return ui.NewTaskPath + "?body=" + url.QueryEscape(body)
}
