package reading

import (
	"context"
	"net/http"

	"nghisu/internal/app"
	"nghisu/internal/web/ui"
)

// Routes lists the pages in which papers are read.
func Routes(_ ui.Deps) []ui.Route {
	const paper, meeting = ui.PapersPath + "/{id}", ui.MeetingsPath + "/{id}"
	return []ui.Route{
		{Method: http.MethodGet, Pattern: paper + "/doc", Name: "paper.read", Handler: readPage, States: []string{"filled"}, Example: readExample},
		{Method: http.MethodGet, Pattern: paper + "/hinh/{version}", Name: "paper.drawn", Handler: drawn},
		{Method: http.MethodPost, Pattern: paper + "/ghi-chu", Name: "mark.send", Handler: putMark},
		{Method: http.MethodPost, Pattern: paper + "/ghi-chu/xoa", Name: "mark.drop.send", Handler: dropMark},
		{Method: http.MethodGet, Pattern: meeting + "/bo-tai-lieu/{file}", Name: "pack", Handler: packFile},
	}
}

// readExample shows a paper of a meeting that the reader may open.
func readExample(ctx context.Context, d ui.Deps, by app.Actor, _ string) (ui.Visit, error) {
	list, err := d.App.Meetings(ctx, by, app.MeetingFilter{Limit: 50})
	if err != nil {
		return ui.Visit{}, err
	}
	for _, m := range list.Items {
		page, err := d.App.Meeting(ctx, by, m.ID)
		if err != nil {
			return ui.Visit{}, err
		}
		for _, l := range page.Papers {
			if l.Open && l.Readable {
				return ui.Visit{Path: ui.PaperPath(l.Paper.ID, "doc")}, nil
			}
		}
	}
	return ui.Visit{}, nil
}
