package committee

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// CompareAddresses orders addresses of a text as its articles stand: numbers
// within them count as numbers, so that dieu-2 comes before dieu-10, and muc-v
// before muc-ix.
func CompareAddresses(a, b string) int {
	return cmp.Or(compareNumbered(arabic(a), arabic(b)), cmp.Compare(a, b))
}

// arabic writes the Roman numbers of parts, chapters, sections and annexes up to
// XXXIX in digits. Higher ones have letters that sections are lettered by as well.
func arabic(address string) string {
	words := strings.Split(address, "-")
	for i := 1; i < len(words); i++ {
		switch words[i-1] {
		case "phan", "chuong", "muc", "luc":
			number, rest := words[i], ""
			if n := strings.IndexAny(number, "./"); n >= 0 {
				number, rest = number[:n], number[n:]
			}
			if n := roman(number); n > 0 {
				words[i] = strconv.Itoa(n) + rest
			}
		}
	}
	return strings.Join(words, "-")
}

// roman gives the value of a Roman number of the letters i, v and x, in the one
// way in which it is written; 0 is none.
func roman(s string) int {
	tens := len(s) - len(strings.TrimLeft(s, "x"))
	if s = s[tens:]; s == "" {
		if tens <= 3 {
			return 10 * tens
		}
		return 0
	}
	ones := slices.Index([]string{"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"}, s) + 1
	if ones == 0 || tens > 3 {
		return 0
	}
	return 10*tens + ones
}

// compareNumbered compares run by run, digits as numbers.
func compareNumbered(a, b string) int {
	for a != "" && b != "" {
		x, restA := chunk(a)
		y, restB := chunk(b)
		if n := compareChunks(x, y); n != 0 {
			return n
		}
		a, b = restA, restB
	}
	return cmp.Compare(len(a), len(b))
}

// chunk cuts the leading run of digits, or of other signs, off a text.
func chunk(s string) (head, rest string) {
	n := 1
	for n < len(s) && digit(s[n]) == digit(s[0]) {
		n++
	}
	return s[:n], s[n:]
}

func digit(b byte) bool { return '0' <= b && b <= '9' }

func compareChunks(a, b string) int {
	if digit(a[0]) && digit(b[0]) {
		x, y := strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
		return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y), cmp.Compare(len(a), len(b)))
	}
	return cmp.Compare(a, b)
}

// address asks for an address of a text: lower-case letters, digits, and single
// signs between them.
func (c *check) address(field, s string) {
	ok := s != "" && len(s) <= 64
	for i := 0; ok && i < len(s); i++ {
		b := s[i]
		sign := b == '-' || b == '.' || b == '/'
		ok = 'a' <= b && b <= 'z' || digit(b) || sign && i > 0 && i < len(s)-1 && s[i-1] != '-' && s[i-1] != '.' && s[i-1] != '/'
	}
	if !ok {
		c.fail(Wrong(field, "round.address", s))
	}
}

// articles checks a text written into a round: each address once, kept in the
// order of the articles.
func (c *check) articles(list []Article) []ArticleEntry {
	if len(list) > maxArticles {
		c.fail(Wrong("articles", "list.too-long", strconv.Itoa(maxArticles), strconv.Itoa(len(list))))
		return nil
	}
	var out []ArticleEntry
	seen := map[string]bool{}
	for i, a := range list {
		at := "articles." + strconv.Itoa(i+1) + "."
		c.address(at+"address", a.Address)
		if seen[a.Address] {
			c.fail(Wrong(at+"address", "list.twice", a.Address))
		}
		seen[a.Address] = true
		out = append(out, ArticleEntry{Address: a.Address, Heading: c.title(at+"heading", a.Heading, false), Text: c.note(at+"text", a.Text, true)})
	}
	slices.SortStableFunc(out, func(a, b ArticleEntry) int { return CompareAddresses(a.Address, b.Address) })
	return out
}

// bound checks the papers to which a round is bound: each paper once, with the
// hash of its version.
func (c *check) bound(list []BoundPaper) []BoundEntry {
	if len(list) > maxPapers {
		c.fail(Wrong("papers", "list.too-long", strconv.Itoa(maxPapers), strconv.Itoa(len(list))))
		return nil
	}
	var out []BoundEntry
	seen := map[PaperID]bool{}
	for i, p := range list {
		at := "papers." + strconv.Itoa(i+1)
		if seen[p.Paper] {
			c.fail(Wrong(at, "list.twice", p.Title))
		}
		seen[p.Paper] = true
		out = append(out, BoundEntry{Paper: p.Paper, Version: p.Version, SHA256: p.SHA256, Title: Prose(p.Title)})
	}
	return out
}

// ChangeRoundTextIn lays a new text before the parties. Both lists are whole:
// what they leave out is no longer asked about.
type ChangeRoundTextIn struct {
	Round    RoundID
	Papers   []BoundPaper
	Articles []Article
	Note     string
	Seen     int64
}

// ChangeRoundText lays a new text before the parties of an open round. Slips
// given before stay as they are, on the text on which they were given; they are
// stale until their party confirms or changes them.
func ChangeRoundText(state RoundNow, in ChangeRoundTextIn, env Env) ([]Event, error) {
	var c check
	c.seen(in.Seen, state.Changed)
	r := state.Round
	if !c.round(r, in.Round) {
		return c.events()
	}
	env = env.NotBefore(r.lastText().Add(time.Microsecond))
	e := RoundTextChanged{
		Round: in.Round, Body: r.Body, Version: r.Version + 1, At: env.Now.UnixMicro(), Note: c.note("note", in.Note, false),
		Papers: c.bound(in.Papers), Articles: c.articles(in.Articles),
	}
	if n := len(r.Changes); env.Now.Before(r.Opened) || n > 0 && !r.Changes[n-1].At.Before(env.Now) {
		c.fail(Wrong("acted-at", "round.text-newer"))
	}
	e.Changed = changedArticles(r.Articles, e.Articles)
	e.ChangedPapers = changedPapers(r.Papers, in.Papers)
	if c.ok() && len(e.Changed)+len(e.ChangedPapers) == 0 {
		c.fail(Wrong("articles", "round.same-text"))
	}
	return c.events(e)
}

// changedArticles names the articles that differ between two texts.
func changedArticles(before []Article, after []ArticleEntry) []string {
	type words struct{ heading, text string }
	old := map[string]words{}
	for _, a := range before {
		old[a.Address] = words{a.Heading, a.Text}
	}
	var out []string
	for _, a := range after {
		if was, there := old[a.Address]; !there || was != (words{string(a.Heading), string(a.Text)}) {
			out = append(out, a.Address)
		}
		delete(old, a.Address)
	}
	for gone := range old {
		out = append(out, gone)
	}
	slices.SortFunc(out, CompareAddresses)
	return out
}

// changedPapers names the papers whose bound version differs, sorted.
func changedPapers(before, after []BoundPaper) []PaperID {
	old := map[PaperID]string{}
	for _, p := range before {
		old[p.Paper] = p.SHA256
	}
	var out []PaperID
	for _, p := range after {
		if hash, there := old[p.Paper]; !there || hash != p.SHA256 {
			out = append(out, p.Paper)
		}
		delete(old, p.Paper)
	}
	for gone := range old {
		out = append(out, gone)
	}
	slices.Sort(out)
	return out
}
