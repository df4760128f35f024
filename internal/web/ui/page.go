package ui

import (
	"net/url"
	"strings"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// Page is what every part needs to know of the page it stands on.
type Page struct {
	Lang    catalogue.Lang
	Theme   string // light, dark; empty: as the system has it
	Density string // day for staff tables, thoang for leaders, empty between
	Slim    bool   // one narrow column: forms, rulings, receipts
	Title   string
	Section string // key of the spine's entry in which the page lies
	Path    string // address asked for, with its query
	Me      app.Me
	Office  charter.Text
	Zone    *time.Location
	Now     time.Time
	Body    *app.BodyLine  // the body in hand, for the top bar
	Await   int            // things that wait for the reader, where a page knows
	Done    *app.ActRecord // the act just recorded, told at the head of the page
	Faulty  bool           // the form on the page has faults: the title says so
	Demo    bool           // the demonstration's books
	Live    bool           // the page follows what happens, and loads itself anew where there is no script
	Writing bool           // something is written on it, which loading itself anew would lose
}

// T gives a sentence of the catalogue in the page's language, its numbers bound
// to their words.
func (p *Page) T(key string, args ...string) string {
	s := catalogue.T(p.Lang, key, args...)
	if len(args) == 0 {
		return s
	}
	return Bind(s)
}

// Say gives a wording of the data in the page's language.
func (p *Page) Say(t charter.Text) string { return Bind(t.In(string(p.Lang))) }

// English reports whether the page speaks English.
func (p *Page) English() bool { return p.Lang == catalogue.EN }

// Today is the civil day of the office.
func (p *Page) Today() charter.Date { return charter.DateOf(p.Now.In(p.zone())) }

func (p *Page) zone() *time.Location {
	if p.Zone == nil {
		return time.UTC
	}
	return p.Zone
}

// SignedIn reports whether somebody is signed in.
func (p *Page) SignedIn() bool { return p.Me.Person != "" }

// In gives the page to a body, which the top bar then shows.
func (p *Page) In(b app.BodyLine) *Page {
	p.Body = &b
	return p
}

// Act gives the name of an act in the page's language.
func (p *Page) Act(a charter.Act) string {
	return charter.ActWord(a).Text().In(string(p.Lang))
}

// Role gives the title of a role of the contract; a role of a charter's own is
// named by its key, since only the charter knows its title.
func (p *Page) Role(r charter.Role) string {
	for _, w := range charter.ContractRoles() {
		if w.Key == string(r) {
			return w.Text().In(string(p.Lang))
		}
	}
	return string(r)
}

// SeatWords names a capacity of the reader within its body: the title, the part
// of the body (tổ, nhóm), and the leader for whom it is done.
func (p *Page) SeatWords(s app.MySeat) string {
	words := p.Say(s.Title)
	if words == "" {
		words = p.Role(s.Role)
	}
	if part := p.Say(s.InName); part != "" && !strings.Contains(words, part) {
		words += ", " + part
	}
	if s.For != "" {
		words = p.T("form.capacity-for", words, s.For)
	}
	return words
}

// Seats gives the reader's capacities towards a body, by rank; all of them when
// no body is named.
func (p *Page) Seats(body committee.BodyKey) []app.MySeat {
	var out []app.MySeat
	for _, s := range p.Me.Seats {
		if body == "" || s.Body == body || s.Body == "" {
			out = append(out, s)
		}
	}
	return out
}

// With gives the page's own address with some query values set; an empty value
// takes the name out.
func (p *Page) With(pairs ...string) string {
	u, err := url.Parse(p.Path)
	if err != nil {
		return "/"
	}
	q := u.Query()
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			q.Del(pairs[i])
		} else {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	u.RawQuery = q.Encode()
	return u.String()
}

// Bare is the page's own address without its query.
func (p *Page) Bare() string {
	path, _, _ := strings.Cut(p.Path, "?")
	return path
}

// Heading is the text of the document's title.
func (p *Page) Heading() string {
	t := p.Title
	if t == "" {
		t = p.Say(p.Office)
	}
	if p.Faulty {
		t = p.T("page.faulty", t)
	}
	return t + " · " + p.T("app.name")
}
