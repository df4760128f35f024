package committee

import (
	"slices"
	"strconv"
	"strings"

	"nghisu/internal/charter"
)

// EnrolLine is one person of a list that is entered at once.
type EnrolLine struct {
	Person PersonID // known already; empty: a new one of the name
	Name   string
	Agency AgencyID // with a post
	Post   string   // title of the post in the agency; empty: none
}

// EnrolPeopleIn enters a list of people with the posts that they hold.
type EnrolPeopleIn struct {
	From  charter.Date // first day in the posts
	Lines []EnrolLine
}

// EnrolPeopleState is what [EnrolPeople] needs of the store.
type EnrolPeopleState struct {
	People   []Person  // those that lines name by id
	Agencies []Agency  // those that lines name
	Posts    []Post    // of those agencies
	Holdings []Holding // of those posts
}

// mostEnrolled is how many people one list may hold.
const mostEnrolled = 300

// plainPost is the kind of a post that a list makes: one by which no charter names
// a seat.
const plainPost = "official"

// EnrolPeople enters a list of people (ghi danh sách người). Who has a post takes one
// of that title that stands empty, or a new one beside those that are held; a post
// that leads an agency is given to another singly, since what its holder answers for
// has to be handed over.
func EnrolPeople(state EnrolPeopleState, in EnrolPeopleIn, env Env) ([]Event, error) {
	var c check
	if n := len(in.Lines); n == 0 || n > mostEnrolled {
		return nil, Wrong("lines", "list.too-long", strconv.Itoa(mostEnrolled), strconv.Itoa(n))
	}
	c.day("from", in.From)
	var out []Event
	given := map[PostID]bool{}
	for i, l := range in.Lines {
		at := "lines." + strconv.Itoa(i+1) + "."
		who := l.Person
		switch {
		case who == "":
			name := c.line(at+"name", l.Name, nameLimit, true)
			who = PersonID(env.NewID())
			out = append(out, PersonRecorded{ID: who, Name: Prose(name)})
		case !slices.ContainsFunc(state.People, func(p Person) bool { return p.ID == who }):
			c.fail(Wrong(at+"person", "person.unknown", string(who)))
		}
		if l.Post == "" {
			continue
		}
		g := slices.IndexFunc(state.Agencies, func(a Agency) bool { return a.ID == l.Agency })
		if g < 0 {
			c.fail(Wrong(at+"agency", "agency.unknown", string(l.Agency)))
			continue
		}
		c.within(at+"agency", in.From, state.Agencies[g].From, state.Agencies[g].To, state.Agencies[g].Name.VI)
		post, made, held := c.postFor(state, l, who, in.From, given, at, env)
		out = append(out, made...)
		if post != "" && !held {
			given[post] = true
			out = append(out, PostTaken{Post: post, Person: who, From: in.From})
		}
	}
	return c.events(out...)
}

// postFor finds the post that a line names: held by that person already, empty, or
// a new one.
func (c *check) postFor(state EnrolPeopleState, l EnrolLine, who PersonID, from charter.Date, given map[PostID]bool, at string, env Env) (post PostID, made []Event, held bool) {
	title := c.name(at+"post", charter.Text{VI: l.Post}, true)
	for _, p := range state.Posts {
		if p.Agency != l.Agency || !strings.EqualFold(p.Title.VI, title.VI) || !(charter.Period{From: p.From, To: p.To}).Holds(from) {
			continue
		}
		free := !given[p.ID]
		for _, h := range state.Holdings {
			if h.Post != p.ID || !overlap(h.From, h.To, from, 0) {
				continue
			}
			if h.Person == who {
				return p.ID, nil, true
			}
			free = false
		}
		switch {
		case free:
			return p.ID, nil, false
		case p.Leads:
			c.fail(Wrong(at+"post", "enrol.leads", p.Title.VI))
			return "", nil, false
		}
	}
	post = PostID(env.NewID())
	return post, []Event{PostRecorded{ID: post, Agency: l.Agency, Kind: plainPost, VI: title.VI, From: from}}, false
}
