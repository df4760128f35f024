package uitest

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// Langs are the languages in which tests draw every page.
var Langs = []catalogue.Lang{catalogue.VI, catalogue.EN}

// Page is a page of a keeper who also sits in a body, at 14:41 on Wednesday,
// 15 April 2026, in the zone of Vietnam.
func Page(lang catalogue.Lang) *ui.Page {
	return &ui.Page{
		Lang: lang, Title: "Trang", Section: "desk", Path: "/trang?ban=x",
		Office: charter.Text{VI: "Văn phòng UBND tỉnh A", EN: "Office of province A"},
		Zone:   time.FixedZone("+07", 7*3600),
		Now:    time.Date(2026, 4, 15, 7, 41, 7, 0, time.UTC),
		Me: app.Me{
			Person: "nguoi-1", Name: "Ủy viên 3", Keeper: true,
			Seats: []app.MySeat{{
				Capacity: committee.Capacity{Kind: committee.BySeat, ID: "ghe-1"}, Body: "ban-a",
				BodyName: charter.Text{VI: "Ban Chỉ đạo tỉnh A", EN: "Steering body of province A"},
				Role:     "deputy", Title: charter.Text{VI: "Phó Trưởng ban", EN: "Deputy head"},
			}},
		},
	}
}

// Long is a title of three hundred runes, with every accent above the other and
// a word that cannot break.
var Long = strings.Repeat("Hoàn thiện phương án dùng chung trung tâm dữ liệu ", 5) + strings.Repeat("Ề", 50)

// Draw draws a component alone.
func Draw(t testing.TB, c templ.Component) string {
	t.Helper()
	var b strings.Builder
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Shown draws a component in the shell, holds the rules of every page against
// it, and reads it back.
func Shown(t testing.TB, p *ui.Page, c templ.Component) *Node {
	t.Helper()
	html := Draw(t, ui.Layout(p, c))
	for _, breach := range Breaches(html) {
		t.Errorf("%s: %s", p.Lang, breach)
	}
	return Parse(t, html)
}

// unsaid finds a key that the catalogue lacks, or a place left unfilled.
var unsaid = regexp.MustCompile(`\[[a-z][a-z-]*(\.[\w*-]+)+\]|\{\d\}`)

// Breaches names what breaks the rules of every page: words that the catalogue
// lacks, ids that stand twice, controls without a label, links within the page
// that lead nowhere, inline style and script, no or more than one main heading.
func Breaches(html string) []string {
	var out []string
	if m := unsaid.FindString(html); m != "" {
		out = append(out, "words missing: "+m)
	}
	root, err := parse(html)
	if err != nil {
		return append(out, "cannot be read: "+err.Error())
	}
	ids, labels := map[string]int{}, map[string]bool{}
	root.walk(func(n *Node) {
		if id := n.Attrs["id"]; id != "" {
			if ids[id]++; ids[id] == 2 {
				out = append(out, "id stands twice: "+id)
			}
		}
		if n.Tag == "label" {
			labels[n.Attrs["for"]] = true
		}
	})
	root.walk(func(n *Node) {
		for name := range n.Attrs {
			if name == "style" || strings.HasPrefix(name, "on") {
				out = append(out, "inline "+name+" on "+n.Tag)
			}
		}
		switch n.Tag {
		case "input", "select", "textarea":
			out = append(out, control(n, labels)...)
		case "a":
			if to, ok := strings.CutPrefix(n.Attrs["href"], "#"); ok && ids[to] == 0 {
				out = append(out, "leads nowhere: #"+to)
			}
			if n.Text() == "" {
				out = append(out, "link without words: "+n.Attrs["href"])
			}
		case "button":
			if n.Text() == "" {
				out = append(out, "button without words")
			}
		case "script", "style":
			if n.Text() != "" {
				out = append(out, "inline "+n.Tag)
			}
		}
		for _, attr := range []string{"aria-labelledby", "aria-describedby"} {
			for _, id := range strings.Fields(n.Attrs[attr]) {
				if ids[id] == 0 {
					out = append(out, attr+" names nothing: "+id)
				}
			}
		}
	})
	if n := len(root.All("main h1")); n != 1 {
		out = append(out, "main headings: "+string(rune('0'+min(n, 9))))
	}
	return out
}

// control names a control that no label speaks for.
func control(n *Node, labels map[string]bool) []string {
	if n.Attrs["type"] == "hidden" || labels[n.Attrs["id"]] && n.Attrs["id"] != "" || n.Attrs["aria-label"] != "" {
		return nil
	}
	for up := n.Parent; up != nil; up = up.Parent {
		if up.Tag == "label" {
			return nil
		}
	}
	return []string{"control without a label: " + n.Attrs["name"]}
}
