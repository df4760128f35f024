package desk

import (
	"cmp"
	"net/http"
	"net/url"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// boardPath is the page of figures on tasks.
const boardPath = ui.TasksPath + "/so-lieu"

// statuses are the four public statuses in the order of concern.
var statuses = []committee.TaskStatus{committee.Overdue, committee.InTime, committee.DoneLate, committee.DoneOnTime}

// everyState is the word of the address for tasks of every state; without one the
// list holds what is still to be done.
const everyState = "tat-ca"

// taskFilter reads a filter from the address.
func taskFilter(c *ui.Call) app.TaskFilter {
	f := app.TaskFilter{
		Body: committee.BodyKey(c.Query("ban")), Lead: committee.AgencyID(c.Query("chu-tri")),
		Mine: c.Query("cua-toi") != "", Q: c.Query("q"), Cursor: c.Query("sau"), Limit: pageSize,
	}
	switch state := c.Query("trang-thai"); state {
	case "":
		f.Open = true
	case everyState:
	default:
		f.Status = committee.TaskStatus(state)
	}
	return f
}

// stateWord is the word of the address for the states that a filter lets through.
func stateWord(f app.TaskFilter) string {
	switch {
	case f.Open:
		return ""
	case f.Status != "":
		return string(f.Status)
	}
	return everyState
}

func tasksPage(c *ui.Call) error {
	p := c.Page
	p.Section, p.Title, p.Density = "tasks", p.T("nav.tasks"), "day"
	f := taskFilter(c)
	list, err := c.App.Tasks(c.Ctx(), c.By, f)
	if err != nil {
		return err
	}
	pick, err := taskPickers(c)
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, tasksView(p, f, list, pick))
}

// pickers are the lists of the filters.
type pickers struct{ bodies, agencies []ui.Option }

func taskPickers(c *ui.Call) (pickers, error) {
	today := c.Page.Today()
	bodies, err := c.App.Bodies(c.Ctx(), c.By, today)
	if err != nil {
		return pickers{}, err
	}
	tree, err := c.App.Agencies(c.Ctx(), c.By, today)
	if err != nil {
		return pickers{}, err
	}
	return pickers{bodies: ui.BodyOptions(c.Page, bodies), agencies: ui.AgencyOptions(c.Page, tree)}, nil
}

// total adds up the counts of the four statuses.
func total(counts map[committee.TaskStatus]int) int {
	n := 0
	for _, s := range statuses {
		n += counts[s]
	}
	return n
}

// unfinished is how many of them are still to be done.
func unfinished(counts map[committee.TaskStatus]int) int {
	return counts[committee.Overdue] + counts[committee.InTime]
}

// statusLinks are the filters by status, each with its count.
func statusLinks(p *ui.Page, f app.TaskFilter, counts map[committee.TaskStatus]int) []ui.Link {
	links := []ui.Link{{
		Text: p.T("tasks.open"), Count: p.Int(unfinished(counts)), Href: p.With("trang-thai", "", "sau", ""), Here: f.Open,
	}}
	for _, s := range statuses {
		links = append(links, ui.Link{
			Text: p.T("status." + string(s)), Count: p.Int(counts[s]), Icon: ui.TaskMark(s),
			Href: p.With("trang-thai", string(s), "sau", ""), Here: f.Status == s,
		})
	}
	return append(links, ui.Link{
		Text: p.T("tasks.all"), Count: p.Int(total(counts)), Href: p.With("trang-thai", everyState, "sau", ""), Here: stateWord(f) == everyState,
	})
}

// bodyCounts is how a body's tasks stand.
type bodyCounts struct {
	Body   app.BodyLine
	Counts map[committee.TaskStatus]int
}

// boardLimit is how many bodies the page of figures counts one by one.
const boardLimit = 40

func boardPage(c *ui.Call) error {
	p := c.Page
	p.Section, p.Title, p.Density = "tasks", p.T("board.title"), "day"
	all, err := c.App.Tasks(c.Ctx(), c.By, app.TaskFilter{Limit: 1})
	if err != nil {
		return err
	}
	bodies, err := c.App.Bodies(c.Ctx(), c.By, p.Today())
	if err != nil {
		return err
	}
	var rows []bodyCounts
	for _, b := range bodies {
		if len(rows) == boardLimit {
			break
		}
		list, err := c.App.Tasks(c.Ctx(), c.By, app.TaskFilter{Body: b.Key, Limit: 1})
		if err != nil {
			return err
		}
		if total(list.Counts) > 0 {
			rows = append(rows, bodyCounts{b, list.Counts})
		}
	}
	return c.Render(http.StatusOK, boardView(p, all.Counts, rows))
}

// listOf is the list of tasks behind a number; no status means all.
func listOf(body committee.BodyKey, s committee.TaskStatus) string {
	q := url.Values{}
	if body != "" {
		q.Set("ban", string(body))
	}
	q.Set("trang-thai", cmp.Or(string(s), everyState))
	return ui.TasksPath + "?" + q.Encode()
}

// share writes a part of a whole with its base: "32 trên 44 (73%)".
func share(p *ui.Page, part, whole int) string {
	if whole == 0 {
		return p.T("board.none-done")
	}
	return p.T("board.share", p.Int(part), p.Int(whole), p.Int((part*100+whole/2)/whole))
}
