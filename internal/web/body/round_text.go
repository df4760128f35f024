package body

import (
	"regexp"
	"strings"
	"sync"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/drafting"
)

// clauseLine is the first line of a clause (khoản): "1. Giao Sở 2 chủ trì".
var clauseLine = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(\d{1,3})\.\s+(\S.*)$`) })

// headLine finds the heading of an article of some kind: "Điều 2. Mục tiêu",
// "Mục II", never a sentence that begins with a citation.
func headLine(word string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)^` + word + `\s+(\d{1,3}[a-zA-Z]?|[ivxlcIVXLC]{1,7})(?:\s*[.:]\s*(.*)|\s*)$`)
}

var headLines = func() map[string]*regexp.Regexp {
	m := map[string]*regexp.Regexp{}
	for _, k := range drafting.PlaceKinds {
		m[k.Key] = headLine(k.Word)
	}
	return m
}()

// headsOf are the kinds of heading at which a text is parted: articles where it
// has any, else the next larger kind; annexes always.
func headsOf(lines []string) []string {
	for _, key := range []string{"dieu", "muc", "phan", "chuong"} {
		for _, l := range lines {
			if headLines[key].MatchString(strings.TrimSpace(l)) {
				return []string{key, "phu-luc"}
			}
		}
	}
	return []string{"phu-luc"}
}

// articlesOf parts a text, as it is pasted, into its articles and clauses, so that
// opinions can name the place they speak of. A text without headings is one.
func articlesOf(text string) []app.ArticleIn {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	if text == "" {
		return nil
	}
	lines := strings.Split(text, "\n")
	heads := headsOf(lines)
	var out []app.ArticleIn
	seen := map[string]bool{}
	var at, base, heading string
	var held []string
	put := func() {
		body := strings.TrimSpace(strings.Join(held, "\n"))
		held = nil
		switch {
		case body != "" && at != "":
			out = append(out, app.ArticleIn{Address: at, Heading: committee.Prose(heading), Text: committee.Prose(body)})
		case body != "":
			out = append(out, app.ArticleIn{Address: drafting.Preamble, Text: committee.Prose(body)})
		}
	}
	bare := func() bool { return len(out) == 0 || !strings.HasPrefix(out[len(out)-1].Address, base) }
	for _, line := range lines {
		trimmed := strings.TrimSpace(line)
		if key, number, title, ok := headOf(trimmed, heads); ok && !seen[key+"-"+number] {
			put()
			if at != "" && bare() && heading != "" { // a heading alone is the article's text
				out = append(out, app.ArticleIn{Address: base, Text: committee.Prose(heading)})
			}
			base, heading = key+"-"+number, title
			at = base
			seen[at] = true
			continue
		}
		if m := clauseLine().FindStringSubmatch(trimmed); m != nil && base != "" && !seen[base+"."+m[1]] {
			put()
			at = base + "." + m[1]
			seen[at] = true
			held = append(held, m[2])
			continue
		}
		held = append(held, strings.TrimRight(line, " \t"))
	}
	put()
	if at != "" && bare() && heading != "" {
		out = append(out, app.ArticleIn{Address: base, Text: committee.Prose(heading)})
	}
	if len(out) == 1 && out[0].Address == drafting.Preamble {
		out[0].Address = drafting.WholeText
	}
	return out
}

func headOf(line string, heads []string) (key, number, title string, ok bool) {
	for _, key := range heads {
		if m := headLines[key].FindStringSubmatch(line); m != nil {
			return key, strings.ToLower(m[1]), strings.TrimSpace(m[2]), true
		}
	}
	return "", "", "", false
}

// textOf writes articles as one text again, as [articlesOf] reads it.
func textOf(list []committee.Article) string {
	var b strings.Builder
	last := ""
	for _, a := range list {
		base, clause, _ := strings.Cut(a.Address, ".")
		if base != last && base != drafting.Preamble && base != drafting.WholeText {
			if b.Len() > 0 {
				b.WriteString("\n")
			}
			b.WriteString(drafting.PlaceName(base))
			if a.Heading != "" {
				b.WriteString(". " + a.Heading)
			}
			b.WriteString("\n")
		}
		last = base
		if clause != "" {
			b.WriteString(clause + ". ")
		}
		b.WriteString(a.Text + "\n")
	}
	return strings.TrimSpace(b.String())
}
