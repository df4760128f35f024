package browser

import (
	"fmt"
	"strings"

	"github.com/chromedp/chromedp"

	"nghisu/third_party/axe"
)

// barrier is one rule of accessibility that a page breaks.
type barrier struct {
	ID, Help, Impact string
	Nodes            []struct {
		Target         []any
		HTML           string
		FailureSummary string
	}
}

func (x barrier) String() string {
	s := fmt.Sprintf("%s (%s): %s, %d places", x.ID, x.Impact, x.Help, len(x.Nodes))
	for i, n := range x.Nodes {
		if i == 2 {
			break
		}
		s += fmt.Sprintf("\n      %v: %s\n      %s", n.Target, short(n.HTML, 200), short(strings.ReplaceAll(n.FailureSummary, "\n", " "), 300))
	}
	return s
}

// drawn are the rules that the same page can keep in one view and break in another.
var drawn = []string{"color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"}

// barriers runs axe over the page: the rules named, or all of WCAG 2.0 to 2.2, levels
// A and AA, and best practice.
func (b *tab) barriers(rules ...string) []barrier {
	b.t.Helper()
	var here bool
	if b.eval(&here, `"axe" in window`); !here {
		b.do("axe", chromedp.Evaluate[chromedp.Void](axe.Script+";0"))
	}
	if len(rules) == 0 {
		rules = []string{"wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"}
	}
	var list []barrier
	b.eval(&list, `axe.run(document, {
		runOnly: ["`+strings.Join(rules, `", "`)+`"],
		resultTypes: ["violations"],
	}).then((r) => r.violations.map((v) => ({ID: v.id, Help: v.help, Impact: v.impact,
		Nodes: v.nodes.map((n) => ({Target: n.target, HTML: n.html, FailureSummary: n.failureSummary}))})))`)
	return list
}

// clear fails the test for every barrier of the page, named by what; of some rules
// alone where they are named.
func (b *tab) clear(what string, rules ...string) {
	b.t.Helper()
	for _, x := range b.barriers(rules...) {
		b.t.Errorf("%s: %s: %s", what, b.path(), x)
	}
}
