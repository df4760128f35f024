package admin

import (
	"context"
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// agencyKinds and postKinds are the kinds that a form offers. The posts are
// those by which charters name seats.
var (
	agencyKinds = []string{"government", "committee", "ministry", "agency", "province", "department", "district", "commune", "unit", "office", "other"}
	postKinds   = []string{
		"prime-minister", "deputy-prime-minister", "minister", "deputy-minister",
		"province-chair", "province-vice-chair", "commune-chair", "director", "deputy-director",
		"department-head", "deputy-department-head", "chief-of-office", "official", "other",
	}
)

func kindOptions(p *ui.Page, prefix string, kinds []string) []ui.Option {
	out := make([]ui.Option, len(kinds))
	for i, k := range kinds {
		out[i] = ui.Option{Value: k, Text: p.T(prefix + k)}
	}
	return out
}

// kindWord names a kind; one that the forms do not know names itself.
func kindWord(p *ui.Page, prefix, kind string, known []string) string {
	for _, k := range known {
		if k == kind {
			return p.T(prefix + k)
		}
	}
	return kind
}

func agenciesPage(c *ui.Call) error {
	on, err := c.On()
	if err != nil {
		return err
	}
	tree, err := c.App.Agencies(c.Ctx(), c.By, on)
	if err != nil {
		return err
	}
	p := c.Page
	p.Section, p.Title, p.Density = "agencies", p.T("nav.agencies"), "day"
	return c.Render(http.StatusOK, agenciesView(p, on, tree))
}

// tree gives the choices of agencies and posts of today.
func tree(c *ui.Call) ([]app.AgencyNode, error) {
	c.Page.Section = "agencies"
	return c.App.Agencies(c.Ctx(), c.By, c.Page.Today())
}

func recordAgency(c *ui.Call) error {
	nodes, err := tree(c)
	if err != nil {
		return err
	}
	p, agencies := c.Page, ui.AgencyOptions(c.Page, nodes)
	in := app.AgencyIn{}
	return c.Act(ui.Act{
		Up:    []ui.Link{{Text: p.T("nav.agencies"), Href: ui.AgenciesPath}},
		Title: p.T("agency.new.title"), Button: p.T("agency.new.button"),
		Form: func(f *ui.Form) templ.Component { return agencyFields(p, f, agencies) },
		Read: func(f *ui.Form) {
			in = app.AgencyIn{
				Parent: committee.AgencyID(f.Str("parent")), Kind: f.Str("kind"), Code: f.Str("code"),
				VI: f.Str("vi"), EN: f.Str("en"), Short: f.Str("short"), From: f.Date("from"),
			}
			need(f, "vi", "kind")
		},
		Facts: func(f *ui.Form) []ui.Fact {
			return []ui.Fact{
				{Label: p.T("field.vi"), Value: in.VI},
				{Label: p.T("field.en"), Value: in.EN},
				{Label: p.T("field.short"), Value: in.Short},
				{Label: p.T("field.kind"), Value: kindWord(p, "agency.kind.", in.Kind, agencyKinds)},
				{Label: p.T("field.parent"), Value: ui.Chosen(agencies, string(in.Parent))},
				{Label: p.T("field.code"), Value: in.Code},
				{Label: p.T("field.from"), Value: p.Day(in.From)},
			}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.RecordAgency(ctx, by, in)
		},
		Next: toAgencies,
	})
}

func endAgency(c *ui.Call) error {
	nodes, err := tree(c)
	if err != nil {
		return err
	}
	p, agencies := c.Page, ui.AgencyOptions(c.Page, nodes)
	in := app.EndAgencyIn{}
	return c.Act(ui.Act{
		Up:    []ui.Link{{Text: p.T("nav.agencies"), Href: ui.AgenciesPath}},
		Title: p.T("agency.end.title"), Button: p.T("agency.end.button"),
		Form: func(f *ui.Form) templ.Component { return endAgencyFields(p, f, agencies) },
		Read: func(f *ui.Form) {
			in = app.EndAgencyIn{ID: committee.AgencyID(f.Str("id")), To: f.Date("to"), Successor: committee.AgencyID(f.Str("successor"))}
			need(f, "id", "to")
		},
		Facts: func(f *ui.Form) []ui.Fact {
			return []ui.Fact{
				{Label: p.T("field.agency"), Value: ui.Chosen(agencies, string(in.ID))},
				{Label: p.T("agency.last-day"), Value: p.Day(in.To)},
				{Label: p.T("field.successor"), Value: ui.Chosen(agencies, string(in.Successor))},
			}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.EndAgency(ctx, by, in)
		},
		Next: toAgencies,
	})
}

func recordPost(c *ui.Call) error {
	nodes, err := tree(c)
	if err != nil {
		return err
	}
	p, agencies := c.Page, ui.AgencyOptions(c.Page, nodes)
	in := app.PostIn{}
	return c.Act(ui.Act{
		Up:    []ui.Link{{Text: p.T("nav.agencies"), Href: ui.AgenciesPath}},
		Title: p.T("post.new.title"), Button: p.T("post.new.button"),
		Form: func(f *ui.Form) templ.Component { return postFields(p, f, agencies) },
		Read: func(f *ui.Form) {
			in = app.PostIn{
				Agency: committee.AgencyID(f.Str("agency")), Kind: f.Str("kind"), VI: f.Str("vi"), EN: f.Str("en"),
				Leads: f.Has("leads"), From: f.Date("from"),
			}
			need(f, "agency", "kind", "vi")
		},
		Facts: func(f *ui.Form) []ui.Fact {
			leads := p.T("act.no")
			if in.Leads {
				leads = p.T("act.yes")
			}
			return []ui.Fact{
				{Label: p.T("field.agency"), Value: ui.Chosen(agencies, string(in.Agency))},
				{Label: p.T("field.vi"), Value: in.VI},
				{Label: p.T("field.en"), Value: in.EN},
				{Label: p.T("field.kind"), Value: kindWord(p, "post.kind.", in.Kind, postKinds)},
				{Label: p.T("post.leads"), Value: leads},
				{Label: p.T("field.from"), Value: p.Day(in.From)},
			}
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.RecordPost(ctx, by, in)
		},
		Next: toAgencies,
	})
}

func takePost(c *ui.Call) error {
	nodes, err := tree(c)
	if err != nil {
		return err
	}
	list, err := c.App.People(c.Ctx(), c.By, "")
	if err != nil {
		return err
	}
	p := c.Page
	posts, people := ui.PostOptions(p, nodes), ui.PeopleOptions(list)
	in, given := app.TakePostIn{}, false
	return c.Act(ui.Act{
		Up:    []ui.Link{{Text: p.T("nav.agencies"), Href: ui.AgenciesPath}},
		Title: p.T("post.take.title"), Button: p.T("post.take.button"),
		Form: func(f *ui.Form) templ.Component { return takePostFields(p, f, posts, people) },
		Read: func(f *ui.Form) {
			in = app.TakePostIn{Post: committee.PostID(f.Str("post")), Person: committee.PersonID(f.Str("person")), From: f.Date("from")}
			var d app.DecisionIn
			if d, given = ui.ReadDecision(f); given {
				in.Decision = &d
			}
			need(f, "post", "person", "from")
		},
		Facts: func(f *ui.Form) []ui.Fact {
			facts := []ui.Fact{
				{Label: p.T("field.post"), Value: postWords(p, nodes, in.Post)},
				{Label: p.T("field.person"), Value: ui.Chosen(people, string(in.Person))},
				{Label: p.T("field.from"), Value: p.Day(in.From)},
			}
			if in.Decision != nil {
				facts = append(facts, ui.DecisionFacts(p, *in.Decision)...)
			}
			return facts
		},
		Do: func(ctx context.Context, by app.Actor) (app.Receipt, error) {
			return c.App.TakePost(ctx, by, in)
		},
		Next: toAgencies,
	})
}

// postWords names a post with its agency and the holder whom it now has.
func postWords(p *ui.Page, nodes []app.AgencyNode, id committee.PostID) string {
	for _, n := range nodes {
		for _, x := range n.Posts {
			if x.Post.ID != id {
				continue
			}
			words := p.Say(x.Post.Title) + ", " + p.Say(n.Agency.Name)
			if x.Holder != "" {
				words += "\n" + p.T("post.now", x.Holder)
			}
			return words
		}
	}
	return ""
}

// need adds a fault to each field that is empty.
func need(f *ui.Form, names ...string) {
	for _, name := range names {
		if f.Str(name) == "" {
			f.Fail(name, "form.empty")
		}
	}
}

func toAgencies(app.Receipt) string { return ui.AgenciesPath }

// chosenPath is the address of a form with an agency or post already chosen.
func chosenPath(path, name, id string) string {
	return path + "?" + name + "=" + url.QueryEscape(id)
}

// alive says since or until when an agency or post lives, where that is known.
func alive(p *ui.Page, from, to charter.Date) string {
	if from == 0 && to == 0 {
		return ""
	}
	return p.Span(from, to)
}
