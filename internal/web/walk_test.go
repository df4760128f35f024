package web

import (
	"bytes"
	"context"
	"net/http"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
	"nghisu/internal/web/ui/uitest"
)

// TestEveryRoute visits every page in every state that its route names, as the
// keeper, as the head and as somebody of no body, in both languages, and holds
// the rules of every page against what comes.
func TestEveryRoute(t *testing.T) {
	w := newWorld(t)
	m, item := w.sitting()
	w.must(w.app.LayPaper(context.Background(), w.as("head"), app.LayPaperIn{
		Meeting: m, Item: item, Title: "Tờ trình", Kind: committee.Submission, Sight: committee.ForBody, Upload: app.Upload{Name: "tờ trình.png", Data: bytes.NewReader(picture(1))},
	}))
	w.consultation()
	w.chamber()
	if err := w.app.FoldNow(context.Background(), office); err != nil {
		t.Fatal(err)
	}
	w.at = w.at.Add(24 * time.Hour)
	readers := map[string]*reader{"keeper": w.signedIn("giu-so"), "head": w.signedIn("truong-ban"), "outsider": w.signedIn("nguoi-ngoai")}
	names := map[string]bool{}
	for _, route := range Routes(w.deps) {
		if names[route.Name] {
			t.Errorf("two routes are called %s", route.Name)
		}
		names[route.Name] = true
		if route.Method != http.MethodGet && len(route.States) > 0 {
			t.Errorf("%s: states belong to the page, not to its form", route.Name)
		}
		for _, state := range route.States {
			for who, b := range readers {
				v := ui.Visit{Path: route.Pattern}
				if route.Example != nil {
					var err error
					if v, err = route.Example(context.Background(), w.deps, w.as(who), state); err != nil && who != "outsider" {
						t.Errorf("%s, %s, as %s: %v", route.Name, state, who, err)
					}
				}
				if v.Path == "" {
					continue
				}
				w.visit(b, route.Name+", "+state+", as "+who, v)
			}
		}
	}
}

// visit shows a page in both languages and holds the rules against it.
func (w *world) visit(b *reader, what string, v ui.Visit) {
	w.t.Helper()
	for _, lang := range uitest.Langs {
		b.post(ui.ViewPath, map[string][]string{"lang": {string(lang)}})
		var a answer
		if v.Form != nil {
			a = b.post(v.Path, v.Form)
		} else {
			a = b.get(v.Path)
		}
		switch a.StatusCode {
		case http.StatusOK, http.StatusForbidden, http.StatusNotFound, http.StatusUnprocessableEntity, http.StatusConflict:
		case http.StatusSeeOther:
			continue
		default:
			w.t.Errorf("%s: %s: status %d\n%s", what, v.Path, a.StatusCode, a.page.Text())
			continue
		}
		for _, breach := range uitest.Breaches(a.html) {
			w.t.Errorf("%s: %s (%s): %s", what, v.Path, lang, breach)
		}
		if lang == catalogue.EN {
			for _, s := range uitest.Vietnamese(a.html) {
				w.t.Errorf("%s: %s still says in English: %s", what, v.Path, s)
			}
		}
	}
}

func TestKeeperPages(t *testing.T) {
	w := newWorld(t)
	keeper, outsider := w.signedIn("giu-so"), w.signedIn("nguoi-ngoai")
	if a := keeper.get(ui.AgenciesPath); len(a.page.All("tbody tr")) != 3 {
		t.Errorf("%d agencies, want 3", len(a.page.All("tbody tr")))
	}
	for _, path := range []string{"/quan-tri/tai-khoan", "/so-dang-ky/xuat"} {
		if a := outsider.get(path); a.StatusCode != http.StatusForbidden && a.StatusCode != http.StatusNotFound {
			t.Errorf("%s for an outsider: status %d", path, a.StatusCode)
		}
		if a := keeper.get(path); a.StatusCode != http.StatusOK {
			t.Errorf("%s for the keeper: status %d", path, a.StatusCode)
		}
	}
	if a := outsider.get(ui.TaskPath(w.task)); a.StatusCode != http.StatusNotFound {
		t.Errorf("a task of others: status %d", a.StatusCode)
	}
}
