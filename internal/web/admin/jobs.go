package admin

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// The addresses of what the machine has to do.
const (
	jobsPath     = ui.AdminPath + "/viec-may"
	jobRetryPath = jobsPath + "/lam-lai"
	jobAsidePath = jobsPath + "/de-rieng"
)

func jobRoutes() []ui.Route {
	return []ui.Route{
		{Method: http.MethodGet, Pattern: jobsPath, Name: "jobs", Handler: jobsPage, States: []string{"filled", "empty", "refused"}, Example: jobsExample},
		{Method: http.MethodPost, Pattern: jobRetryPath, Name: "jobs.retry.send", Handler: retryJob},
		{Method: http.MethodPost, Pattern: jobAsidePath, Name: "jobs.aside.send", Handler: putJobAside},
	}
}

// jobsExample shows the work of the first state that has some, and a state that has
// none; to who does not keep the books neither.
func jobsExample(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
	if state == "refused" {
		return ui.Visit{Path: jobsPath}, nil
	}
	for _, s := range app.JobStates() {
		list, err := d.App.Jobs(ctx, by, s)
		var f *committee.Fault
		if errors.As(err, &f) && f.Kind == committee.Refused {
			return ui.Visit{}, nil
		}
		if err != nil {
			return ui.Visit{}, err
		}
		if (list.Counts[s] == 0) == (state == "empty") {
			return ui.Visit{Path: jobsPath + "?muc=" + s}, nil
		}
	}
	return ui.Visit{}, nil
}

// jobState is the state that a page asks for; without one that which has work that
// was given up, else what waits.
func jobState(s string, counts map[string]int) string {
	switch states := app.JobStates(); {
	case slices.Contains(states, s):
		return s
	case counts[states[0]] > 0:
		return states[0]
	default:
		return states[1]
	}
}

func jobsPage(c *ui.Call) error {
	list, err := c.App.Jobs(c.Ctx(), c.By, c.Query("muc"))
	if err != nil {
		return err
	}
	state := jobState(c.Query("muc"), list.Counts)
	if state != c.Query("muc") {
		if list, err = c.App.Jobs(c.Ctx(), c.By, state); err != nil {
			return err
		}
	}
	p := c.Page
	p.Section, p.Title, p.Density = "admin", p.T("jobs.title"), "day"
	return c.Render(http.StatusOK, jobsView(p, list, state, c.Query("xong")))
}

// jobLinks are the states as filters.
func jobLinks(p *ui.Page, list app.JobList, state string) []ui.Link {
	var out []ui.Link
	for _, s := range app.JobStates() {
		out = append(out, ui.Link{Text: p.T("jobs.state." + s), Href: jobsPath + "?muc=" + s, Here: s == state, Count: p.Int(list.Counts[s])})
	}
	return out
}

// jobWord names a kind of work; one that has no words shows itself.
func jobWord(p *ui.Page, kind string) string {
	if key := "jobs.kind." + kind; catalogue.Has(key) {
		return p.T(key)
	}
	return kind
}

func retryJob(c *ui.Call) error { return onJob(c, c.App.RetryJob, "jobs.again") }

func putJobAside(c *ui.Call) error { return onJob(c, c.App.PutJobAside, "jobs.put-aside") }

// onJob does something with one job and leads back to the list it stood in.
func onJob(c *ui.Call, do func(ctx context.Context, by app.Actor, id string) error, told string) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	if err := do(c.Ctx(), c.By, f.Str("id")); err != nil {
		return err
	}
	return c.Redirect(jobsPath + "?muc=" + url.QueryEscape(f.Str("muc")) + "&xong=" + told)
}
