package charter

import (
	"math"
	"strings"
	"unicode"
)

// The days before and after every day of a text.
const (
	firstDay Date = math.MinInt32
	lastDay  Date = math.MaxInt32
)

// unit is one version of an article, clause or point, and what stands below
// it. Its days are those that amendments leave it; those of its parents and of
// its document bound them further.
type unit struct {
	level    level
	number   string
	place    Place
	address  string
	from, to Date
	undated  bool
	part     string
	title    Text
	text     Text
	rows     []string
	was      string
	rules    []Rule
	placed   []*placed
	kids     []*unit
}

// level is how deep a unit stands: Điều, khoản, điểm.
type level uint8

const (
	levelArticle level = iota + 1
	levelClause
	levelPoint
)

// instrument is a document with its units and the days on which it holds.
type instrument struct {
	doc      *Document
	from, to Date
	undated  bool
	articles []*unit
}

// newInstrument reads a document as it was made, before amendments.
func newInstrument(d *Document) *instrument {
	in := &instrument{doc: d, to: lastDay}
	in.from, in.undated = effect(d)
	if d.Ends.From != 0 {
		in.to = d.Ends.From - 1
	}
	for i := range d.Articles {
		in.articles = append(in.articles, newArticle(d.Key, &d.Articles[i]))
	}
	return in
}

// effect gives the first day on which a document holds: its effect, else the
// day of its date, else always and then it is undated. A partial date begins
// force on its last day.
func effect(d *Document) (from Date, undated bool) {
	switch {
	case d.Effect.To != 0:
		return d.Effect.To, false
	case d.Date.To != 0:
		return d.Date.To, false
	}
	return firstDay, true
}

func newArticle(doc string, a *Article) *unit {
	u := &unit{
		level: levelArticle, number: a.Number, place: Place{Article: a.Number}, address: doc + "/" + a.Number,
		from: firstDay, to: lastDay, part: a.Part, title: a.Title, text: a.Text, rows: a.Rows, was: a.Was, rules: a.Rules,
	}
	u.addPoints(a.Points)
	u.addClauses(a.Clauses)
	return u
}

func (u *unit) addClauses(list []Clause) {
	for i := range list {
		c := &list[i]
		k := &unit{
			level: levelClause, number: c.Number, place: Place{Article: u.place.Article, Clause: c.Number},
			address: u.address + "." + c.Number, from: firstDay, to: lastDay,
			text: c.Text, rows: c.Rows, was: c.Was, rules: c.Rules,
		}
		k.addPoints(c.Points)
		u.kids = append(u.kids, k)
	}
}

func (u *unit) addPoints(list []Point) {
	for i := range list {
		p := &list[i]
		place := u.place
		place.Point = p.Letter
		u.kids = append(u.kids, &unit{
			level: levelPoint, number: p.Letter, place: place, address: u.address + "." + p.Letter,
			from: firstDay, to: lastDay, text: p.Text, rows: p.Rows, was: p.Was, rules: p.Rules,
		})
	}
}

// ParseAddress reads KEY/5, KEY/5.2, KEY/5.2.a or, for a point of an article
// without clauses, KEY/5.a. What begins with a digit after the article is a
// clause, what begins with a letter a point.
func ParseAddress(address string) (document string, place Place, ok bool) {
	document, rest, ok := strings.Cut(address, "/")
	if !ok || document == "" {
		return "", Place{}, false
	}
	parts := strings.Split(rest, ".")
	if len(parts) > 3 || contains(parts, "") {
		return "", Place{}, false
	}
	place.Article = parts[0]
	for i, p := range parts[1:] {
		switch digit := p[0] >= '0' && p[0] <= '9'; {
		case digit && i == 0:
			place.Clause = p
		case !digit && place.Point == "":
			place.Point = p
		default:
			return "", Place{}, false
		}
	}
	return document, place, true
}

// Address writes the place as the file does: KEY/5.2.a.
func (p Place) Address(document string) string {
	s := document + "/" + p.Article
	if p.Clause != "" {
		s += "." + p.Clause
	}
	if p.Point != "" {
		s += "." + p.Point
	}
	return s
}

// number and level of the unit that a place names.
func (p Place) last() (level, string) {
	switch {
	case p.Point != "":
		return levelPoint, p.Point
	case p.Clause != "":
		return levelClause, p.Clause
	}
	return levelArticle, p.Article
}

// amend applies one change from a day on. Changes come in file order, so a
// version that an earlier change set for later days gives way to this one.
func (in *instrument) amend(c *Change, day Date, undated bool) {
	_, place, ok := ParseAddress(c.Address)
	if !ok {
		return
	}
	list := in.home(place, day)
	if list == nil {
		return
	}
	level, number := place.last()
	var old *unit
	for _, u := range *list {
		if c.Kind != Insert && u.level == level && u.number == number && u.to >= day {
			old = u
			u.to = day - 1
		}
	}
	if c.Kind == Repeal {
		return
	}
	u := newUnit(in.doc.Key, place, c)
	u.from, u.undated = day, undated
	if old != nil && level == levelArticle {
		if u.title.IsZero() {
			u.title = old.title
		}
		if u.part == "" {
			u.part = old.part
		}
	}
	put(list, u)
}

// home gives the list in which the unit of a place stands or would stand: that
// of the version of its parent that holds the day, else of the next one.
func (in *instrument) home(p Place, day Date) *[]*unit {
	list := &in.articles
	down := func(l level, number string) {
		var next *unit
		for _, u := range *list {
			if u.level == l && u.number == number && u.from <= u.to && u.to >= day && (next == nil || u.from < next.from) {
				next = u
			}
		}
		list = nil
		if next != nil {
			list = &next.kids
		}
	}
	if p.Clause != "" || p.Point != "" {
		down(levelArticle, p.Article)
	}
	if list != nil && p.Clause != "" && p.Point != "" {
		down(levelClause, p.Clause)
	}
	return list
}

func newUnit(doc string, p Place, c *Change) *unit {
	level, number := p.last()
	u := &unit{
		level: level, number: number, place: p, address: p.Address(doc), from: firstDay, to: lastDay,
		part: c.Part, title: c.Title, text: c.Text, rows: c.Rows, was: c.Was, rules: c.Rules,
	}
	if level != levelPoint {
		u.addPoints(c.Points)
	}
	if level == levelArticle {
		u.addClauses(c.Clauses)
	}
	return u
}

// put inserts a unit after the last that does not come after it by number, so
// that 4a follows 4 and c1 follows c.
func put(list *[]*unit, u *unit) {
	at := 0
	for i, v := range *list {
		if v.level < u.level || v.level == u.level && !numberLess(u.number, v.number) {
			at = i + 1
		}
	}
	*list = append(*list, nil)
	copy((*list)[at+1:], (*list)[at:])
	(*list)[at] = u
}

// alphabet is the order in which Vietnamese texts letter their points.
const alphabet = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"

// numberLess orders the numbers of articles and clauses and the letters of
// points as law does: 4, 4a, 4b, 5; d, đ, e.
func numberLess(a, b string) bool {
	x, y := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	for len(x) > 0 && len(y) > 0 {
		var p, q int
		p, x = token(x)
		q, y = token(y)
		if p != q {
			return p < q
		}
	}
	return len(x) < len(y)
}

// token takes a whole number or a letter's place in the alphabet off the front;
// numbers order before letters.
func token(s []rune) (int, []rune) {
	if !unicode.IsDigit(s[0]) {
		if i := strings.IndexRune(alphabet, s[0]); i >= 0 {
			return 1_000_000 + i, s[1:]
		}
		return 2_000_000 + int(s[0]), s[1:]
	}
	n, i := 0, 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		n = n*10 + int(s[i]-'0')
		i++
	}
	if i == 0 {
		return 0, s[1:]
	}
	return n, s[i:]
}
