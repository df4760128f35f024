package body

import (
	"context"
	"html"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/web/ui"
)

// box is one rectangle of the picture: a seat, the standing agency, or the
// heading of a sub-body.
type box struct {
	x, y, w, h int
	class      string
	lines      []line
	full       string // the whole of what the lines cut short
}

// line is one line of text of a box; the first class is bold.
type line struct{ class, text string }

// chart is a picture in the making; its measures are those of the drawing's own
// units.
type chart struct {
	p     *ui.Page
	width int
	y     int
	boxes []box
	paths []string
}

// The measures of the picture.
const (
	rowGap   = 14
	colGap   = 10
	tierGap  = 34
	seatTall = 66 // at least
	lineTall = 18
	bold     = 7.4 // width of a letter of the first line
	plain    = 6.5 // width of a letter of the others
)

// orgChart draws who sits where: the head, the deputies, the standing agency
// beside them, the members, and the sub-bodies below. It is drawn twice, for
// wide and for narrow screens; the style sheet shows one.
func orgChart(p *ui.Page, b app.BodyPage) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		label := chartLabel(p, b)
		wide := &chart{p: p, width: 960}
		wide.draw(b, 5)
		tall := &chart{p: p, width: 320} // what a panel holds on a phone: its letters keep their size
		tall.draw(b, 2)
		_, err := io.WriteString(w, wide.svg("wide1", label)+tall.svg("tall", label))
		return err
	})
}

// chartLabel says the whole picture in one sentence.
func chartLabel(p *ui.Page, b app.BodyPage) string {
	count := map[string]int{}
	var order []string
	for _, s := range b.Seats {
		title := roleTitle(p, b, s)
		if count[title] == 0 {
			order = append(order, title)
		}
		count[title]++
	}
	parts := make([]string, len(order))
	for i, title := range order {
		parts[i] = p.Int(count[title]) + " " + title
	}
	if len(parts) == 0 {
		return p.T("chart.empty")
	}
	return p.T("chart.label", strings.Join(parts, ", "))
}

// tier is the height at which a role stands in the picture.
func tier(r charter.Role) int {
	switch r {
	case "head", "group-head", "helper-head":
		return 0
	case "deputy", "standing-deputy":
		return 1
	case "standing-member":
		return 2
	}
	return 3
}

// draw lays the body out in columns of members.
func (c *chart) draw(b app.BodyPage, columns int) {
	c.y = 8
	var tiers [4][]app.SeatLine
	for _, s := range b.Seats {
		t := tier(s.Role)
		tiers[t] = append(tiers[t], s)
	}
	centre := c.width / 2
	last := 0 // bottom of the tier above
	for t, seats := range tiers {
		if len(seats) == 0 {
			continue
		}
		if last > 0 {
			c.y = last + tierGap
		}
		per, width := columns, 0
		if t < 3 {
			per, width = max(columns/2, 1), min(236, c.width-8)
		}
		if columns == 2 && t < 3 {
			per = 1
			width = min(260, c.width-8)
		}
		top := c.y
		bottom := c.grid(seats, per, width, t == 0)
		if last > 0 {
			c.join(centre, last, top, seats, per, width)
		}
		last = bottom
		if t <= 1 && b.Identity.Body != "" && !standing(b).IsZero() && (t == 1 || len(tiers[1]) == 0) {
			last = c.unit(b, top, bottom, columns)
		}
	}
	c.y = max(last, c.y) + rowGap
	for _, s := range b.Subs {
		if s.Link == "standing-agency" || s.Link == "host-agency" || s.Link == "superior" || s.Link == "mirror-below" {
			continue
		}
		c.sub(s, columns)
	}
}

// standing is the standing agency's name, when the charter names one.
func standing(b app.BodyPage) charter.Text {
	for _, s := range b.Subs {
		if s.Link == "standing-agency" {
			return s.Name
		}
	}
	return charter.Text{}
}

// grid sets seats in rows and gives the bottom of the last one. width 0 shares
// the whole width among the columns.
func (c *chart) grid(seats []app.SeatLine, per, width int, head bool) int {
	if width == 0 {
		width = (c.width - 8 - (per-1)*colGap) / per
	}
	y, tall := c.y, seatTall
	for _, s := range seats {
		lines, _ := c.words(s, width)
		tall = max(tall, len(lines)*lineTall+12)
	}
	for i := 0; i < len(seats); i += per {
		row := seats[i:min(i+per, len(seats))]
		total := len(row)*width + (len(row)-1)*colGap
		x := (c.width - total) / 2
		if i > 0 && width*per+(per-1)*colGap > c.width-20 {
			x = 4 // rows of a full grid begin at the left
		}
		for _, s := range row {
			c.seat(s, x, y, width, tall, head)
			x += width + colGap
		}
		y += tall + rowGap
	}
	return y - rowGap
}

// seat draws one seat.
func (c *chart) seat(s app.SeatLine, x, y, w, tall int, head bool) {
	class := "seat"
	if head {
		class += " head"
	}
	if s.New {
		class += " new"
	}
	if s.Person == "" && s.Holder == "" {
		class += " vacant"
	}
	lines, full := c.words(s, w)
	c.boxes = append(c.boxes, box{x: x, y: y, w: w, h: tall, class: class, lines: lines, full: full})
}

// words are the lines of a seat, at most five: its title, who sits in it, and the
// post or agency through which, unless the name says that already or takes the room. The second
// answer is the whole of it.
func (c *chart) words(s app.SeatLine, w int) (lines []line, full string) {
	title := c.p.Say(s.Title)
	if title == "" {
		title = c.p.Role(s.Role)
	}
	who, through := s.Holder, c.p.Say(s.Through)
	if s.Person == "" && who == "" {
		who = c.p.T("vacant")
	}
	if strings.HasPrefix(who, title) {
		lines = wrap("a", who, w, bold, 2) // the name says the role already
	} else {
		lines = append(wrap("a", title, w, bold, 2), wrap("b", who, w, plain, 3)...)
	}
	if through != "" && !strings.HasPrefix(who, through) && len(lines) < 3 {
		lines = append(lines, wrap("b", through, w, plain, 4-len(lines))...)
	}
	full = title + ": " + who
	if through != "" {
		full += ", " + through
	}
	return lines, full
}

// unit draws the standing agency with its dashed edge: at the side of the
// deputies where there is room, else below them. It gives the bottom reached.
func (c *chart) unit(b app.BodyPage, top, bottom, columns int) int {
	name := c.p.Say(standing(b))
	word := c.p.T("chart.standing")
	w := 200
	x, y := c.width-w-4, top
	right := 0
	for _, q := range c.boxes {
		if q.y >= top {
			right = max(right, q.x+q.w)
		}
	}
	if columns == 2 || right+30 > x {
		w = min(260, c.width-8)
		x, y = (c.width-w)/2, bottom+rowGap+6
		c.paths = append(c.paths, "M"+at(c.width/2, bottom)+"V"+strconv.Itoa(y))
		bottom = y + seatTall
	} else {
		c.paths = append(c.paths, "M"+at(right, top+seatTall/2)+"H"+strconv.Itoa(x))
	}
	c.boxes = append(c.boxes, box{
		x: x, y: y, w: w, h: seatTall, class: "seat unit",
		lines: append(wrap("a", name, w, bold, 2), line{"b", word}), full: name + ": " + word,
	})
	return bottom
}

// join draws the lines from the tier above to the first row of the next.
func (c *chart) join(centre, last, top int, seats []app.SeatLine, per, width int) {
	if width == 0 {
		width = (c.width - 8 - (per-1)*colGap) / per
	}
	n := min(per, len(seats))
	total := n*width + (n-1)*colGap
	first := (c.width-total)/2 + width/2
	rail := top - tierGap/2
	end := first + (n-1)*(width+colGap)
	c.paths = append(c.paths, "M"+at(centre, last)+"V"+strconv.Itoa(rail))
	if n > 1 {
		c.paths = append(c.paths, "M"+at(first, rail)+"H"+strconv.Itoa(end))
	}
	for i := range n {
		c.paths = append(c.paths, "M"+at(first+i*(width+colGap), rail)+"V"+strconv.Itoa(top))
	}
}

// sub draws a sub-body: its name on a band, its seats below.
func (c *chart) sub(s app.SubBody, columns int) {
	c.y += rowGap
	note := c.p.T("chart.seats", c.p.Int(len(s.Seats)))
	if s.Derived {
		note = c.p.T("chart.derived")
	}
	name := c.p.Say(s.Name)
	band := box{x: 4, y: c.y, w: c.width - 8, h: 34, class: "band", full: name + ", " + note}
	band.lines = []line{{"a", cut(name, c.width-180, bold)}, {"b end", note}}
	if columns == 2 {
		band.lines = []line{{"a", cut(name, c.width, bold)}}
	}
	c.boxes = append(c.boxes, band)
	c.y += 34 + rowGap
	if len(s.Seats) == 0 {
		return
	}
	c.y = c.grid(s.Seats, columns, 0, false) + rowGap
}

func at(x, y int) string { return strconv.Itoa(x) + " " + strconv.Itoa(y) }

// cut shortens a text to what a width holds.
func cut(s string, width int, letter float64) string {
	room := int((float64(width) - 14) / letter)
	if utf8.RuneCountInString(s) <= room {
		return s
	}
	r := []rune(s)
	return strings.TrimRight(string(r[:max(room-1, 1)]), " ,") + "…"
}

// wrap breaks a text into at most so many lines, of about one length where all of it
// fits.
func wrap(class, s string, width int, letter float64, most int) []line {
	out, whole := broken(class, s, width, letter, most)
	for width--; whole && len(out) > 1; width-- {
		even, fits := broken(class, s, width, letter, len(out))
		if !fits {
			break
		}
		out = even
	}
	return out
}

// broken fills at most so many lines one after another, and reports whether the whole
// of a text stands in them, no word longer than its line.
func broken(class, s string, width int, letter float64, most int) (out []line, whole bool) {
	room := int((float64(width) - 14) / letter)
	row := ""
	words := strings.Fields(s)
	whole = true
	for i, w := range words {
		next := strings.TrimSpace(row + " " + w)
		whole = whole && utf8.RuneCountInString(w) <= room
		if utf8.RuneCountInString(next) <= room || row == "" {
			row = next
			continue
		}
		if len(out) == most-1 {
			return append(out, line{class, cut(row+" "+strings.Join(words[i:], " "), width, letter)}), false
		}
		out = append(out, line{class, row})
		row = w
	}
	return append(out, line{class, row}), whole
}

// svg writes the picture.
func (c *chart) svg(class, label string) string {
	height := 16
	for _, b := range c.boxes {
		height = max(height, b.y+b.h+8)
	}
	var s strings.Builder
	s.WriteString(`<svg class="chart org ` + class + `" viewBox="0 0 ` + at(c.width, height) + `" role="img" aria-label="` + html.EscapeString(label) + `">`)
	if len(c.paths) > 0 {
		s.WriteString(`<path class="ax" fill="none" d="` + strings.Join(c.paths, "") + `"/>`)
	}
	for _, b := range c.boxes {
		b.write(&s)
	}
	s.WriteString(`</svg>`)
	return s.String()
}

// write draws a box with its lines in the middle; what was cut short is told to
// a pointer that rests on it.
func (b box) write(s *strings.Builder) {
	s.WriteString(`<g class="` + b.class + `" transform="translate(` + at(b.x, b.y) + `)"><title>` + html.EscapeString(b.full) + `</title><rect width="` +
		strconv.Itoa(b.w) + `" height="` + strconv.Itoa(b.h) + `" rx="6"/>`)
	if b.class == "band" {
		for _, l := range b.lines {
			x, anchor := 12, "start"
			if l.class == "b end" {
				x, anchor = b.w-12, "end"
			}
			s.WriteString(`<text x="` + strconv.Itoa(x) + `" y="22" text-anchor="` + anchor + `" class="` + l.class[:1] + `">` + html.EscapeString(l.text) + `</text>`)
		}
	} else {
		y := b.h/2 + 5 - (len(b.lines)-1)*lineTall/2
		for _, l := range b.lines {
			s.WriteString(`<text x="` + strconv.Itoa(b.w/2) + `" y="` + strconv.Itoa(y) + `" text-anchor="middle" class="` + l.class + `">` + html.EscapeString(l.text) + `</text>`)
			y += lineTall
		}
	}
	s.WriteString(`</g>`)
}
