package uitest

import (
	"regexp"
	"strings"
	"sync"

	"nghisu/internal/catalogue"
)

// wordings are the sentences of the catalogue that the two languages say
// differently, as patterns of their Vietnamese, with their keys.
var wordings = sync.OnceValue(func() map[string]*regexp.Regexp {
	english := map[string]bool{}
	for _, key := range catalogue.Keys() {
		english[catalogue.T(catalogue.EN, key)] = true
	}
	place := regexp.MustCompile(`\\\{\d\\\}`)
	out := map[string]*regexp.Regexp{}
	for _, key := range catalogue.Keys() {
		s := catalogue.T(catalogue.VI, key)
		longest := 0
		for _, fixed := range place.Split(regexp.QuoteMeta(s), -1) {
			longest = max(longest, len(fixed))
		}
		if english[s] || longest < 12 {
			continue // too short to tell from data: "{0} được {1}"
		}
		out[key] = regexp.MustCompile(`^` + place.ReplaceAllString(regexp.QuoteMeta(s), `.+`) + `$`)
	}
	return out
})

// Vietnamese names the sentences of the program that an English page says in
// Vietnamese. What the data says stays as it is written: texts marked as
// Vietnamese, names, titles, options of a choice.
func Vietnamese(html string) []string {
	root, err := parse(html)
	if err != nil {
		return []string{"cannot be read: " + err.Error()}
	}
	var out []string
	seen := map[string]bool{}
	check := func(s string) {
		s = strings.Join(strings.Fields(s), " ")
		if s == "" || seen[s] {
			return
		}
		seen[s] = true
		for key, p := range wordings() {
			if p.MatchString(s) {
				out = append(out, s+" ("+key+")")
			}
		}
	}
	root.walk(func(n *Node) {
		for up := n; up != nil; up = up.Parent {
			if up.Attrs["lang"] == "vi" {
				return
			}
		}
		check(n.text)
		for _, attr := range []string{"aria-label", "title", "placeholder", "data-l"} {
			check(n.Attrs[attr])
		}
	})
	return out
}
