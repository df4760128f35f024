package app_test

import (
	"context"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// TestRefusalPages reads the log of refusals to its end, page by page, with all whom
// it names on every page.
func TestRefusalPages(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		w.live()
		names := []string{"deputy", "outsider", "vice"}
		before, err := w.app.Refusals(ctx, w.keeper, app.RefusalFilter{Body: bodyC})
		if err != nil {
			t.Fatal(err)
		}
		for i := range 7 {
			_, err := w.app.Convene(ctx, w.as(names[i%3]), app.ConveneIn{Body: bodyC, Kind: committee.Expanded, Title: "Họp mở rộng", Start: w.at.Add(time.Hour)})
			if fault(err) == nil {
				t.Fatalf("%s convened: %v", names[i%3], err)
			}
		}
		var all []app.RefusalLine
		for f, n := (app.RefusalFilter{Body: bodyC, Limit: 3}), 0; ; n++ {
			list, err := w.app.Refusals(ctx, w.keeper, f)
			if err != nil || len(list.People) < 3 || len(list.Items) > 3 {
				t.Fatalf("page %d: %d lines, %d people: %v", n, len(list.Items), len(list.People), err)
			}
			all = append(all, list.Items...)
			if f.After = list.Next; f.After == "" {
				break
			}
		}
		if len(all) != len(before.Items)+7 {
			t.Errorf("%d refusals on all pages, want %d", len(all), len(before.Items)+7)
		}
		mine, err := w.app.Refusals(ctx, w.as("outsider"), app.RefusalFilter{Body: bodyC})
		if err != nil || len(mine.Items) != 2 || len(mine.People) != 1 || mine.People[0].Name != mine.Items[0].Person {
			t.Errorf("an outsider's own: %+v %v", mine, err)
		}
		_, err = w.app.Refusals(ctx, w.keeper, app.RefusalFilter{After: "không phải con trỏ"})
		wants(t, err, committee.Invalid, "store.bad-cursor")
	})
}
