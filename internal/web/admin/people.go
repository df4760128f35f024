package admin

import (
	"context"
	"net/http"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

func adminPage(c *ui.Call) error {
	p := c.Page
	p.Section, p.Title, p.Slim = "admin", p.T("nav.admin"), true
	return c.Render(http.StatusOK, adminView(p))
}

func peoplePage(c *ui.Call) error {
	q := c.Query("q")
	list, err := c.App.People(c.Ctx(), c.By, q)
	if err != nil {
		return err
	}
	p := c.Page
	p.Section, p.Title, p.Slim = "admin", p.T("people.title"), true
	return c.Render(http.StatusOK, peopleView(p, q, list))
}

func recordPerson(c *ui.Call) error {
	p := c.Page
	p.Section = "admin"
	in := app.PersonIn{}
	return c.Act(ui.Act{
		Up:    []ui.Link{{Text: p.T("nav.admin"), Href: ui.AdminPath}, {Text: p.T("people.title"), Href: ui.PeoplePath}},
		Title: p.T("person.new.title"), Button: p.T("person.new.button"),
		Form: func(f *ui.Form) templ.Component { return personFields(p, f) },
		Read: func(f *ui.Form) {
			in = app.PersonIn{Name: f.Prose("name")}
			need(f, "name")
		},
		Facts: func(*ui.Form) []ui.Fact {
			return []ui.Fact{{Label: p.T("person.name"), Value: string(in.Name)}}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.RecordPerson(ctx, by, in)
		},
		Next: func(app.Receipt) string { return ui.PeoplePath },
	})
}

func nameKeeper(c *ui.Call) error {
	list, err := c.App.People(c.Ctx(), c.By, "")
	if err != nil {
		return err
	}
	p, people := c.Page, ui.PeopleOptions(list)
	p.Section = "admin"
	in := app.KeeperIn{}
	return c.Act(ui.Act{
		Up:    []ui.Link{{Text: p.T("nav.admin"), Href: ui.AdminPath}},
		Title: p.T("keeper.title"), Button: p.T("keeper.button"),
		Form: func(f *ui.Form) templ.Component { return keeperFields(p, f, people) },
		Read: func(f *ui.Form) {
			in = app.KeeperIn{Person: committee.PersonID(f.Str("person")), Day: f.Date("day"), Release: f.Has("release")}
			need(f, "person", "day")
		},
		Facts: func(*ui.Form) []ui.Fact {
			return []ui.Fact{
				{Label: p.T("field.person"), Value: ui.Chosen(people, string(in.Person))},
				{Label: p.T("field.act"), Value: startOrEnd(p, in.Release)},
				{Label: p.T("field.day"), Value: p.Day(in.Day)},
			}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.NameKeeper(ctx, by, in)
		},
		Next: func(app.Receipt) string { return ui.AdminPath },
	})
}

// startOrEnd says whether somebody takes something up or lays it down.
func startOrEnd(p *ui.Page, release bool) string {
	if release {
		return p.T("admin.release")
	}
	return p.T("admin.name")
}

func nameAssistant(c *ui.Call) error {
	nodes, err := tree(c)
	if err != nil {
		return err
	}
	list, err := c.App.People(c.Ctx(), c.By, "")
	if err != nil {
		return err
	}
	p, people, leaders := c.Page, ui.PeopleOptions(list), leaderOptions(c.Page, nodes)
	p.Section = "admin"
	in := app.AssistantIn{}
	return c.Act(ui.Act{
		Up:    []ui.Link{{Text: p.T("nav.admin"), Href: ui.AdminPath}},
		Title: p.T("assistant.title"), Button: p.T("assistant.button"),
		Form: func(f *ui.Form) templ.Component { return assistantFields(p, f, people, leaders) },
		Read: func(f *ui.Form) {
			in = app.AssistantIn{
				Assistant: committee.PersonID(f.Str("assistant")), Day: f.Date("day"), Release: f.Has("release"),
			}
			if s := f.Str("id"); s != "" {
				in.Kind, in.ID = splitCapacity(s)
			}
			need(f, "assistant", "id", "day")
		},
		Facts: func(f *ui.Form) []ui.Fact {
			return []ui.Fact{
				{Label: p.T("field.assistant"), Value: ui.Chosen(people, string(in.Assistant))},
				{Label: p.T("assistant.leader"), Value: ui.Chosen(leaders, f.Str("id"))},
				{Label: p.T("field.act"), Value: startOrEnd(p, in.Release)},
				{Label: p.T("field.day"), Value: p.Day(in.Day)},
			}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.NameAssistant(ctx, by, in)
		},
		Next: func(app.Receipt) string { return ui.AdminPath },
	})
}

// leaderOptions are the capacities that a person may be helped in: the reader's
// own seats, and the posts of the tree.
func leaderOptions(p *ui.Page, nodes []app.AgencyNode) []ui.Option {
	var out []ui.Option
	for _, s := range p.Me.Seats {
		if s.Capacity.Kind == committee.BySeat && s.For == "" {
			out = append(out, ui.Option{
				Value: string(committee.BySeat) + ":" + s.Capacity.ID, Text: p.CapacityName(s.Capacity), Group: p.T("assistant.my-seats"),
			})
		}
	}
	for _, o := range ui.PostOptions(p, nodes) {
		o.Value = string(committee.ByPost) + ":" + o.Value
		out = append(out, o)
	}
	return out
}

// splitCapacity takes a choice apart into kind and id.
func splitCapacity(s string) (committee.CapacityKind, string) {
	for i := range len(s) {
		if s[i] == ':' {
			return committee.CapacityKind(s[:i]), s[i+1:]
		}
	}
	return committee.CapacityKind(s), ""
}
