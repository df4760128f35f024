package body

import (
	"strconv"
	"strings"

	"nghisu/internal/charter"
	"nghisu/internal/web/ui"
)

// turnAt is the last turn at or before a day, or the first.
func turnAt(turns []ui.Option, on charter.Date) int {
	found := 0
	for i, t := range turns {
		if d, err := charter.ParseDate(t.Value); err == nil && d <= on {
			found = i
		}
	}
	return found
}

func at1(turns []ui.Option, on charter.Date) string { return strconv.Itoa(turnAt(turns, on)) }

func last(turns []ui.Option) string { return strconv.Itoa(len(turns) - 1) }

// each joins what is told of every turn, as the slider takes it; the sign that
// parts them is taken out of the words.
func each(turns []ui.Option, of func(ui.Option) string) string {
	out := make([]string, len(turns))
	for i, t := range turns {
		out[i] = strings.ReplaceAll(of(t), "|", "/")
	}
	return strings.Join(out, "|")
}

// yearOf is the year of a day, in digits.
func yearOf(d charter.Date) string {
	y, _, _ := d.Split()
	return strconv.Itoa(y)
}

// needWords says how many a composition asks for: "14", "từ 2 đến 5", "từ 4 trở
// lên".
func needWords(p *ui.Page, need string) string {
	switch {
	case need == "":
		return "–"
	case need == "unstated":
		return p.T("need.unstated")
	case strings.HasSuffix(need, "+"):
		return p.T("need.least", strings.TrimSuffix(need, "+"))
	}
	if from, to, ok := strings.Cut(need, ".."); ok {
		return p.T("need.range", from, to)
	}
	return need
}

// yearAsked reads the year of the address; none is that of today.
func yearAsked(c *ui.Call) int {
	y, _, _ := c.Page.Today().Split()
	if n, err := strconv.Atoi(c.Query("nam")); err == nil && n >= 1945 && n <= 2200 {
		return n
	}
	return y
}

// plain10 writes a number for an address, without a gap.
func plain10(n int) string { return strconv.Itoa(n) }
