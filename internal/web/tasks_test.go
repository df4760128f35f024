package web

import (
	"context"
	"strings"
	"testing"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// TestTasksToDo: the list of tasks opens with what is still to be done; what is
// finished is one press away and counted.
func TestTasksToDo(t *testing.T) {
	ctx := context.Background()
	w := newWorld(t)
	done := w.must(w.app.AssignTask(ctx, w.as("head"), app.TaskIn{
		Body: theBody, Title: "Việc đã xong từ lâu", Lead: w.agency["so2"], Accountable: w.seats["member"], Due: charter.NewDate(2019, 4, 10),
	}))
	id := committee.TaskID(done.Ref)
	w.must(w.app.ActOnTask(ctx, w.as("lead"), app.TaskActIn{ID: id, Act: "task.update", Progress: 100, Finished: true}))
	w.must(w.app.ActOnTask(ctx, w.as("head"), app.TaskActIn{ID: id, Act: "task.accept"}))

	const toDo, finished = "Rà soát phần mềm dùng chung", "Việc đã xong từ lâu"
	b := w.signedIn("truong-ban")
	for _, c := range []struct {
		query      string
		shows, not []string
	}{
		{"", []string{toDo, catalogue.T(catalogue.VI, "tasks.open") + " 1", catalogue.T(catalogue.VI, "tasks.all") + " 2"}, []string{finished}},
		{"?trang-thai=tat-ca", []string{toDo, finished}, nil},
		{"?trang-thai=done-on-time", []string{finished}, []string{toDo}},
	} {
		text := b.get(ui.TasksPath + c.query).page.Text()
		for _, s := range c.shows {
			if !strings.Contains(text, s) {
				t.Errorf("%q lacks %q: %s", c.query, s, text)
			}
		}
		for _, s := range c.not {
			if strings.Contains(text, s) {
				t.Errorf("%q shows %q", c.query, s)
			}
		}
	}
}
