package app_test

import (
	"context"
	"strconv"
	"testing"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// Compiled charters are kept up to a bound, and one that a refused command
// brought is not kept at all.
func TestCompiledChartersAreBounded(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		src := w.bundled(bodyD)
		before := app.CompiledCharters(w.app)
		for i := range 30 {
			_, err := w.app.EstablishBody(ctx, w.as("outsider"), app.EstablishIn{
				Key: bodyD, Host: w.agency["vp"], Superior: w.agency["ubnd"], Charter: src + "\n# " + strconv.Itoa(i) + "\n", From: day("2019-03-20"),
				Decision: decision("", "Thành lập", "2019-03-20"),
			})
			refusedBy(t, err, charter.ReasonNotHolder, "quyet-dinh/1.1")
		}
		if got := app.CompiledCharters(w.app); got != before {
			t.Errorf("%d compiled charters kept, %d before the refusals", got, before)
		}
		const tiny = "format: nghi-su/charter/1\nkey: a\n"
		if err := app.KeepCompiled(w.app, "unsound", []byte(tiny)); err == nil {
			t.Error("an unsound text was compiled")
		}
		small := []byte(w.bundled(committee.BodyKey("hoi-dong-cio")))
		for i := range app.MaxCompiled + 20 {
			if err := app.KeepCompiled(w.app, "h"+strconv.Itoa(i), small); err != nil {
				t.Fatal(err)
			}
		}
		if got := app.CompiledCharters(w.app); got != app.MaxCompiled {
			t.Errorf("%d kept, want %d", got, app.MaxCompiled)
		}
		// What gave way is compiled again when it is asked for.
		if _, err := w.app.Body(ctx, w.keeper, bodyC, 0); err != nil {
			t.Error(err)
		}
	})
}
