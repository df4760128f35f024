package desk

import (
	"context"
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

func taskPage(c *ui.Call) error {
	t, err := c.App.Task(c.Ctx(), c.By, committee.TaskID(c.Arg("id")))
	if err != nil {
		return err
	}
	p := c.Page
	p.Section, p.Title = "tasks", t.Line.Title
	return c.Render(http.StatusOK, taskView(p, t))
}

// taskForm is one act on a task as a form.
type taskForm struct {
	act    charter.Act
	slug   string   // word of the address
	key    string   // key of its words in the catalogue: "task.<key>.title"
	fields []string // fields of its form, in order
	finish bool     // reports the task as finished
}

// taskActs are the acts on a task, in the order in which a page offers them.
var taskActs = []taskForm{
	{act: "task.update", slug: "cap-nhat", key: "update", fields: []string{"progress", "note"}},
	{act: "task.update", slug: "bao-xong", key: "finish", fields: []string{"note"}, finish: true},
	{act: "task.accept", slug: "nghiem-thu", key: "accept", fields: []string{"note"}},
	{act: "task.return", slug: "tra-lai", key: "return", fields: []string{"reason"}},
	{act: "task.subassign", slug: "giao-lai", key: "subassign", fields: []string{"person"}},
	{act: "task.urge", slug: "don-doc", key: "urge", fields: []string{"note"}},
	{act: "task.request-extension", slug: "xin-gia-han", key: "ask", fields: []string{"until", "reason"}},
	{act: "task.grant-extension", slug: "gia-han", key: "grant", fields: []string{"until"}},
}

// fits reports whether an act makes sense in the state of a task, so that a
// page does not offer to accept what nobody has reported.
func (a taskForm) fits(t committee.Task) bool {
	switch a.key {
	case "accept", "return":
		return t.State == committee.TaskSubmitted
	case "grant":
		return t.State != committee.TaskDone && t.AskedUntil != 0
	case "ask":
		return t.State == committee.TaskOpen && t.Due != 0 && t.AskedUntil == 0
	case "urge":
		return t.State != committee.TaskDone
	}
	return t.State == committee.TaskOpen
}

// offered is an act on a task with what the regulation says of it.
type offered struct {
	taskForm
	offer app.Offer
}

// offers parts the acts that fit a task into those that the reader may do and
// those that others may.
func offers(t app.TaskPage) (may, others []offered) {
	for _, a := range taskActs {
		if !a.fits(t.Task) {
			continue
		}
		for _, o := range t.Offers {
			if o.Act != a.act {
				continue
			}
			if o.Allowed {
				may = append(may, offered{a, o})
			} else if !a.finish {
				others = append(others, offered{a, o})
			}
			break
		}
	}
	return may, others
}

// taskAct serves the form of one act on a task.
func taskAct(a taskForm) ui.Handler {
	return func(c *ui.Call) error {
		t, err := c.App.Task(c.Ctx(), c.By, committee.TaskID(c.Arg("id")))
		if err != nil {
			return err
		}
		p := c.Page
		p.Section = "tasks"
		var people []ui.Option
		if a.has("person") {
			list, err := c.App.People(c.Ctx(), c.By, "")
			if err != nil {
				return err
			}
			people = ui.PeopleOptions(list)
		}
		in := app.TaskActIn{ID: t.Task.ID, Act: a.act}
		return c.Act(ui.Act{
			Title: p.T("task." + a.key + ".title"), Button: p.T("task." + a.key + ".button"), Body: t.Task.Body,
			Direct: a.key == "urge" || a.key == "update",
			Fill: func(f *ui.Form) {
				if a.has("progress") {
					f.Values.Set("progress", strconv.Itoa(t.Task.Progress))
				}
				if a.key == "grant" {
					f.Values.Set("until", p.Input(t.Task.AskedUntil))
				}
			},
			Form: func(f *ui.Form) templ.Component { return taskActFields(p, f, a, t, people) },
			Read: func(f *ui.Form) {
				in.Seen, in.Finished = f.Seen(), a.finish
				if a.has("progress") {
					in.Progress = f.Int("progress")
				}
				if a.has("until") {
					in.Until = f.Date("until")
					if f.Str("until") == "" {
						f.Fail("until", "date.empty")
					}
				}
				if a.has("person") {
					in.Person = committee.PersonID(f.Str("person"))
					if in.Person == "" {
						f.Fail("person", "form.empty")
					}
				}
				in.Note = f.Prose("note")
				if a.has("reason") {
					// The application's input has one field for words.
					if in.Note = f.Prose("reason"); in.Note == "" {
						f.Fail("reason", "text.empty")
					}
				}
			},
			Facts: func(f *ui.Form) []ui.Fact { return taskFacts(p, f, a, t, people) },
			Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
				return c.App.ActOnTask(ctx, by, in)
			},
			Next: func(app.Receipt) string { return ui.TaskPath(t.Task.ID) },
		})
	}
}

func (a taskForm) has(field string) bool {
	for _, x := range a.fields {
		if x == field {
			return true
		}
	}
	return false
}

// taskFacts are what the reader checks before an act on a task.
func taskFacts(p *ui.Page, f *ui.Form, a taskForm, t app.TaskPage, people []ui.Option) []ui.Fact {
	facts := []ui.Fact{
		{Label: p.T("col.task"), Value: t.Line.Title, Law: true},
		{Label: p.T("field.lead"), Value: p.Say(t.Line.Lead)},
		{Label: p.T("field.due"), Value: dueWords(p, t.Line.Due)},
	}
	for _, field := range a.fields {
		value := f.Str(field)
		law := false
		switch field {
		case "person":
			value = ui.Chosen(people, value)
		case "until":
			value = p.Day(f.Date("until"))
		case "progress":
			value += "%"
		case "note", "reason":
			law = true
		}
		facts = append(facts, ui.Fact{Label: p.T("field." + field), Value: value, Law: law})
	}
	return facts
}

func dueWords(p *ui.Page, d charter.Date) string {
	if d == 0 {
		return p.T("due.none")
	}
	return p.Day(d)
}
