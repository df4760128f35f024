package committee

import (
	"slices"
	"strconv"
	"time"
)

// The acts on a working space.
const (
	ActOpenTopic    = "topic.open"
	ActArrangeTopic = "topic.arrange"
	ActCloseTopic   = "topic.close"
	ActRemark       = "remark.make"
	ActWithdraw     = "remark.withdraw"
)

// The most that one working space may hold.
const (
	maxTopicLinks = 200
	maxMentions   = 50
)

// TopicID is a working space on one subject.
type TopicID string

// RemarkID is what somebody said in a working space (ý kiến trao đổi).
type RemarkID string

// TopicState is where a working space stands.
type TopicState string

// The states of a working space.
const (
	TopicOpen TopicState = "open"
	TopicDone TopicState = "closed"
)

// Topic is a working space on one subject (không gian làm việc theo chuyên đề):
// who takes part, what it deals with, and what they say to each other between
// sittings. Nothing that is said there decides anything.
type Topic struct {
	ID      TopicID
	Body    BodyKey
	Title   string
	About   string
	Wide    bool    // the whole body reads it; else only who takes part
	Parties []Party // who takes part
	Host    Party   // who opened it, and keeps it in order
	Opened  time.Time
	State   TopicState
	Closed  time.Time
	Result  string // what came of it
	Links   []TopicLink
	Remarks []Remark
}

// LinkKind is what a working space leads to.
type LinkKind string

// The kinds of links.
const (
	LinkMeeting LinkKind = "meeting"
	LinkRound   LinkKind = "round"
	LinkTask    LinkKind = "task"
	LinkPaper   LinkKind = "paper"
)

// TopicLink leads from a working space to a thing of the same body. It gives nobody
// sight of the thing.
type TopicLink struct {
	Kind LinkKind `json:"kind"`
	Ref  string   `json:"ref"`
}

// Remark is one thing said in a working space. It is never changed: a correction is
// another remark, and one that is withdrawn keeps its place.
type Remark struct {
	ID        RemarkID
	To        RemarkID // that it replies to; empty: none
	By        Party
	Person    PersonID
	Text      string
	Mentions  []Party
	At        time.Time
	Withdrawn time.Time // zero: it stands
	Reason    string    // for withdrawing it
}

// Remark finds a remark.
func (t Topic) Remark(id RemarkID) *Remark {
	i := slices.IndexFunc(t.Remarks, func(r Remark) bool { return r.ID == id })
	if i < 0 {
		return nil
	}
	return &t.Remarks[i]
}

// TopicRoster is what naming parties needs of the store.
type TopicRoster struct {
	Body     *Body
	Seats    []Seat
	Agencies []Agency
	People   []Person
}

// OpenTopicIn opens a working space, or sets it in order.
type OpenTopicIn struct {
	Body    BodyKey
	Title   string
	About   string
	Wide    bool
	Parties []Party
	Links   []TopicLink
	Host    Party
}

// OpenTopic opens a working space (mở chuyên đề) for some who take part; who opens
// it takes part.
func OpenTopic(state TopicRoster, in OpenTopicIn, env Env) ([]Event, error) {
	var c check
	if state.Body == nil {
		return nil, Missing("body.unknown", string(in.Body))
	}
	c.within("body", env.Today, state.Body.From, state.Body.To, state.Body.Name.VI)
	if !slices.Contains(in.Parties, in.Host) {
		in.Parties = append([]Party{in.Host}, in.Parties...)
	}
	e := TopicOpened{
		Body: in.Body, Title: c.title("title", in.Title, true), About: c.note("about", in.About, false), Wide: in.Wide,
		Parties: c.partakers(state, in.Parties, env), Links: c.links(in.Links), Host: PartyEntry(in.Host), At: env.Now.UnixMicro(),
	}
	if !c.ok() {
		return c.events()
	}
	e.ID = TopicID(env.NewID())
	return c.events(e)
}

// partakers checks who takes part.
func (c *check) partakers(state TopicRoster, list []Party, env Env) []PartyEntry {
	return c.asked(list, OpenRoundState{Seats: state.Seats, Agencies: state.Agencies, People: state.People}, env)
}

func (c *check) links(list []TopicLink) []TopicLink {
	if len(list) > maxTopicLinks {
		c.fail(Wrong("links", "list.too-long", strconv.Itoa(maxTopicLinks), strconv.Itoa(len(list))))
		return nil
	}
	seen := map[TopicLink]bool{}
	for i, l := range list {
		if seen[l] {
			c.fail(Wrong("links."+strconv.Itoa(i+1), "list.twice", l.Ref))
		}
		seen[l] = true
	}
	return list
}

// TopicNow is a working space with what an act on it needs.
type TopicNow struct {
	TopicRoster
	Topic *Topic
}

// inTopic asks that a working space is there and open.
func (c *check) inTopic(t *Topic, id TopicID) bool {
	switch {
	case t == nil:
		c.fail(Missing("topic.unknown", string(id)))
	case t.State == TopicDone:
		c.fail(Clash("topic.closed", t.Title))
	}
	return c.ok()
}

// ArrangeTopic sets a working space in order (sửa chuyên đề): its words, who takes
// part, what it leads to. All lists are whole.
func ArrangeTopic(state TopicNow, id TopicID, in OpenTopicIn, env Env) ([]Event, error) {
	var c check
	if !c.inTopic(state.Topic, id) {
		return c.events()
	}
	return c.events(TopicArranged{
		Topic: id, Body: state.Topic.Body, Title: c.title("title", in.Title, true), About: c.note("about", in.About, false), Wide: in.Wide,
		Parties: c.partakers(state.TopicRoster, in.Parties, env), Links: c.links(in.Links),
	})
}

// CloseTopic closes a working space with what came of it (kết thúc chuyên đề). It is
// read further and takes no more remarks.
func CloseTopic(state TopicNow, id TopicID, result string, env Env) ([]Event, error) {
	var c check
	if !c.inTopic(state.Topic, id) {
		return c.events()
	}
	return c.events(TopicClosed{Topic: id, Body: state.Topic.Body, At: env.Now.UnixMicro(), Result: c.note("result", result, true)})
}
