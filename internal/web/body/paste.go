package body

import (
	"sort"
	"strings"
)

// pasteRows reads a list as it comes out of a table: one seat a line, columns
// parted by tabs, bars or semicolons, in any order. One column names the role,
// one says who; numbers of order, headings and what nobody knows are passed
// over. A line without a known role keeps its words, so that the reader sees
// what is wrong with it.
func pasteRows(text string, places []place, d *directory) []row {
	var out []row
	for i, line := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		cells := cellsOf(line)
		if len(cells) == 0 || i == 0 && heading(cells) {
			continue
		}
		out = append(out, rowOf(cells, places, d))
		if len(out) == maxRows {
			break
		}
	}
	return out
}

// cellsOf parts a line into its cells, empty ones and numbers of order left out.
func cellsOf(line string) []string {
	sign := "\t"
	for _, s := range []string{"\t", "|", ";"} {
		if strings.Contains(line, s) {
			sign = s
			break
		}
	}
	var out []string
	for _, c := range strings.Split(line, sign) {
		c = strings.Trim(plainSpace(c), `"`)
		if c == "" || digits(strings.TrimRight(c, ".)")) {
			continue
		}
		out = append(out, c)
	}
	return out
}

// heading reports whether a first line names columns.
func heading(cells []string) bool {
	for _, c := range cells {
		switch fold(c) {
		case "stt", "tt", "no", "vai tro", "chuc danh", "role", "ho va ten", "ho ten", "nguoi", "name":
			return true
		}
	}
	return false
}

// rowOf makes a line of cells: the one that names a place, and the one that
// somebody is known by. Of several, the first known is taken, a post before the
// words that nobody knows.
func rowOf(cells []string, places []place, d *directory) row {
	var r row
	rest := cells[:0:0]
	for _, c := range cells {
		if r.Place == "" {
			if x, ok := placeNamed(c, places); ok {
				r.Place = x.key()
				continue
			}
		}
		rest = append(rest, c)
	}
	for _, c := range rest {
		if found := d.find(c); len(found) == 1 {
			r.Who, r.Was = found[0].Label, found[0].Label
			r.Ref = string(found[0].Fill) + ":" + found[0].Ref
			break
		}
	}
	if r.Who == "" && len(rest) > 0 {
		r.Who = rest[0]
	}
	return r
}

// placeNamed finds the place that words name: a role's title, with or without
// the part's name after it.
func placeNamed(words string, places []place) (place, bool) {
	w := fold(words)
	list := append([]place(nil), places...)
	sort.SliceStable(list, func(i, j int) bool {
		return len(list[i].Title)+len(list[i].Part) > len(list[j].Title)+len(list[j].Part)
	})
	for _, x := range list {
		if x.Part != "" && (w == fold(x.Title+", "+x.Part) || w == fold(x.Title+" "+x.Part)) {
			return x, true
		}
	}
	for _, x := range places {
		if w == fold(x.Title) || w == string(x.Role) {
			return x, true
		}
	}
	return place{}, false
}
