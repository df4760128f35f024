package committee

import (
	"slices"

	"nghisu/internal/charter"
)

// Post is a position in an agency (chức vụ).
type Post struct {
	ID     PostID
	Agency AgencyID
	Kind   string // key that charters use in when: {post: …}: minister, deputy-minister, chairman …
	Title  charter.Text
	Leads  bool // the holder heads the agency (người đứng đầu)
	From   charter.Date
	To     charter.Date
}

// Holding is a person in a post for a period.
type Holding struct {
	Post   PostID
	Person PersonID
	From   charter.Date
	To     charter.Date // zero: still
}

// Person is a human being known to the office.
type Person struct {
	ID   PersonID
	Name string // display name; a plain placeholder in the demo
}

// PostRecorded adds a post to an agency.
type PostRecorded struct {
	ID     PostID       `json:"id"`
	Agency AgencyID     `json:"agency"`
	Kind   string       `json:"kind"`
	VI     string       `json:"vi"`
	EN     string       `json:"en,omitempty"`
	Leads  bool         `json:"leads,omitempty"`
	From   charter.Date `json:"from,omitempty"`
}

// PostEnded ends a post, as when its agency ends (bỏ chức vụ).
type PostEnded struct {
	ID PostID       `json:"id"`
	To charter.Date `json:"to"` // last day
}

// PersonRecorded adds a person.
type PersonRecorded struct {
	ID   PersonID `json:"id"`
	Name Prose    `json:"name"`
}

// PostTaken puts a person in a post; the post's previous holder, if any, has
// left by a [PostLeft] of the same act.
type PostTaken struct {
	Post     PostID       `json:"post"`
	Person   PersonID     `json:"person"`
	From     charter.Date `json:"from"`
	Decision DecisionID   `json:"decision,omitempty"`
}

// PostLeft ends a person's time in a post.
type PostLeft struct {
	Post   PostID       `json:"post"`
	Person PersonID     `json:"person"`
	To     charter.Date `json:"to"` // last day
}

// EventName implements [Event].
func (PostRecorded) EventName() string { return "post.recorded/1" }

// EventName implements [Event].
func (PostEnded) EventName() string { return "post.ended/1" }

// EventName implements [Event].
func (PersonRecorded) EventName() string { return "person.recorded/1" }

// EventName implements [Event].
func (PostTaken) EventName() string { return "post.taken/1" }

// EventName implements [Event].
func (PostLeft) EventName() string { return "post.left/1" }

var postEvents = []eventKind{
	kindOf[PostRecorded](),
	kindOf[PostEnded](),
	kindOf[PersonRecorded](),
	kindOf[PostTaken](),
	kindOf[PostLeft](),
}

// RecordPostState is what [RecordPost] needs of the store.
type RecordPostState struct {
	Agency  *Agency
	Leaders []Post // posts of the agency that lead it
}

// RecordPostIn adds a post to an agency.
type RecordPostIn struct {
	Agency AgencyID
	Kind   string // minister, deputy-minister, chairman …
	Title  charter.Text
	Leads  bool
	From   charter.Date
}

// RecordPost adds a post to an agency. An agency has one leading post at a
// time; joint heads do not occur among state organs.
func RecordPost(state RecordPostState, in RecordPostIn, env Env) ([]Event, error) {
	var c check
	if state.Agency == nil {
		return nil, Missing("agency.unknown", string(in.Agency))
	}
	c.key("kind", in.Kind)
	title := c.name("vi", in.Title, true)
	c.within("from", in.From, state.Agency.From, state.Agency.To, state.Agency.Name.VI)
	if in.Leads {
		for _, p := range state.Leaders {
			if overlap(p.From, p.To, in.From, 0) {
				c.fail(Clash("post.second-leader", p.Title.VI))
			}
		}
	}
	if !c.ok() {
		return c.events()
	}
	return c.events(PostRecorded{
		ID: PostID(env.NewID()), Agency: in.Agency, Kind: in.Kind, VI: title.VI, EN: title.EN, Leads: in.Leads, From: in.From,
	})
}

// RecordPersonIn adds a person.
type RecordPersonIn struct {
	Name string // display name
}

// RecordPersonState is what [RecordPerson] needs of the store: nothing, since
// two people may bear one name.
type RecordPersonState struct{}

// RecordPerson adds a person to the office's books.
func RecordPerson(_ RecordPersonState, in RecordPersonIn, env Env) ([]Event, error) {
	var c check
	name := c.line("name", in.Name, nameLimit, true)
	if !c.ok() {
		return c.events()
	}
	return c.events(PersonRecorded{ID: PersonID(env.NewID()), Name: Prose(name)})
}

// TakePostState is what [TakePost] needs of the store.
type TakePostState struct {
	Post     *Post
	Person   *Person
	Holdings []Holding // everybody who holds, held or will hold the post
	// Answers are the open tasks of the post's agency for which whoever leaves the
	// post answers in person, since no seat of the body does.
	Answers []Task
	Others  []Holding // what else they hold in that agency
	Paper   PaperState
	Changed Change
}

// TakePostIn puts a person in a post from a day.
type TakePostIn struct {
	Post   PostID
	Person PersonID
	From   charter.Date
	To     charter.Date // last day, when a past holding is entered; zero: still
	Paper  PaperIn
	Seen   int64
}

// TakePost puts a person in a post (nhận chức vụ). The holder until then leaves
// it the day before, in the same act; two people never hold one post on a day.
// What that holder answers for in person, for the agency, is listed for hand-over
// in the body that gave it: by who led it, or who serves it no longer.
func TakePost(state TakePostState, in TakePostIn, env Env) ([]Event, error) {
	var c check
	if state.Post == nil {
		return nil, Missing("post.unknown", string(in.Post))
	}
	if state.Person == nil {
		return nil, Missing("person.unknown", string(in.Person))
	}
	c.seen(in.Seen, state.Changed)
	c.day("from", in.From)
	c.ordered("to", in.From, in.To)
	c.within("from", in.From, state.Post.From, state.Post.To, state.Post.Title.VI)
	var left []Event
	for _, h := range state.Holdings {
		switch {
		case !overlap(h.From, h.To, in.From, in.To):
		case h.Person == in.Person:
			c.fail(Clash("post.held-already", state.Person.Name, state.Post.Title.VI, h.From.String()))
		case h.To == 0 && h.From < in.From && in.To == 0:
			left = append(left, PostLeft{Post: h.Post, Person: h.Person, To: in.From - 1})
		default:
			c.fail(Clash("post.overlap", state.Post.Title.VI, h.From.String(), h.To.String()))
		}
	}
	decision, out := c.paper(state.Paper, in.Paper, "", in.From, env, DecidePosting)
	out = append(out, left...)
	out = append(out, PostTaken{Post: in.Post, Person: in.Person, From: in.From, Decision: decision})
	if in.To != 0 {
		out = append(out, PostLeft{Post: in.Post, Person: in.Person, To: in.To})
	}
	for _, e := range left {
		if l, ok := e.(PostLeft); ok {
			out = append(out, state.orphaned(l)...)
		}
	}
	return c.events(out...)
}

// orphaned lists for hand-over what a person answered for who leaves the post.
func (state TakePostState) orphaned(l PostLeft) []Event {
	stays := slices.ContainsFunc(state.Others, func(h Holding) bool {
		return h.Person == l.Person && h.Post != l.Post && (charter.Period{From: h.From, To: h.To}).Holds(l.To+1)
	})
	if stays && !state.Post.Leads {
		return nil
	}
	var out []Event
	for _, t := range state.Answers {
		if t.Person == l.Person && t.Accountable == "" && t.State != TaskDone {
			out = append(out, HandedOver{Body: t.Body, Kind: HangTask, Thing: string(t.ID)})
		}
	}
	return out
}

// LeavePostState is what [LeavePost] needs of the store.
type LeavePostState struct {
	Post    *Post
	Holding *Holding // the person's holding of the post that has no end yet
	Changed Change
}

// LeavePostIn ends a person's time in a post without a successor.
type LeavePostIn struct {
	Post   PostID
	Person PersonID
	To     charter.Date // last day
	Seen   int64
}

// LeavePost ends a person's time in a post (thôi giữ chức vụ). What the post
// fills stands empty from the day after, and is shown so.
func LeavePost(state LeavePostState, in LeavePostIn, _ Env) ([]Event, error) {
	var c check
	if state.Post == nil {
		return nil, Missing("post.unknown", string(in.Post))
	}
	if state.Holding == nil {
		return nil, Clash("post.not-held", state.Post.Title.VI)
	}
	c.seen(in.Seen, state.Changed)
	c.day("to", in.To)
	c.ordered("to", state.Holding.From, in.To)
	return c.events(PostLeft{Post: in.Post, Person: in.Person, To: in.To})
}

// Serves reports whether a person holds, on a day, a post in an agency or in
// one beneath it. Agencies are the agency and everything beneath.
func Serves(person PersonID, agency AgencyID, on charter.Date, agencies []Agency, posts []Post, holdings []Holding) bool {
	for _, h := range holdings {
		if h.Person != person || !(charter.Period{From: h.From, To: h.To}).Holds(on) {
			continue
		}
		for _, p := range posts {
			if p.ID == h.Post && beneath(p.Agency, agency, agencies) {
				return true
			}
		}
	}
	return false
}

// beneath reports whether an agency is another one or lies beneath it.
func beneath(id, top AgencyID, agencies []Agency) bool {
	for range len(agencies) + 1 {
		if id == top {
			return true
		}
		i := slices.IndexFunc(agencies, func(a Agency) bool { return a.ID == id })
		if i < 0 {
			return false
		}
		id = agencies[i].Parent
	}
	return false
}
