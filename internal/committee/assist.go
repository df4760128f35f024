package committee

import "nghisu/internal/charter"

// Assistance says that one person acts for a leader, from the leader's own
// seat or post (giúp việc); every such act names both.
type Assistance struct {
	Assistant PersonID
	Capacity  Capacity
	From, To  charter.Date
}

// Keeper is a person who keeps the office's books (người giữ sổ).
type Keeper struct {
	Person   PersonID
	From, To charter.Date
}

// CapacityKind says in what an actor acts.
type CapacityKind string

// The kinds of capacity (tư cách).
const (
	BySeat   CapacityKind = "seat"   // a seat of a body
	ByPost   CapacityKind = "post"   // a post of an agency
	ByOffice CapacityKind = "office" // keeper of the books (người giữ sổ)
	ByNone   CapacityKind = "none"
)

// Capacity is the seat or post in which a person does an act (tư cách).
type Capacity struct {
	Kind CapacityKind
	ID   string // seat or post id; empty for office and none
}

// AssistantNamed lets a person act for a leader.
type AssistantNamed struct {
	Assistant PersonID     `json:"assistant"`
	Kind      CapacityKind `json:"kind"`
	ID        string       `json:"id"`
	From      charter.Date `json:"from"`
}

// AssistantReleased ends it.
type AssistantReleased struct {
	Assistant PersonID     `json:"assistant"`
	Kind      CapacityKind `json:"kind"`
	ID        string       `json:"id"`
	To        charter.Date `json:"to"`
}

// KeeperNamed makes a person keeper of the office's books (người giữ sổ), who
// records what documents of outside authorities say.
type KeeperNamed struct {
	Person PersonID     `json:"person"`
	From   charter.Date `json:"from"`
}

// KeeperReleased ends it.
type KeeperReleased struct {
	Person PersonID     `json:"person"`
	To     charter.Date `json:"to"`
}

// EventName implements [Event].
func (AssistantNamed) EventName() string { return "assistant.named/1" }

// EventName implements [Event].
func (AssistantReleased) EventName() string { return "assistant.released/1" }

// EventName implements [Event].
func (KeeperNamed) EventName() string { return "keeper.named/1" }

// EventName implements [Event].
func (KeeperReleased) EventName() string { return "keeper.released/1" }

var assistEvents = []eventKind{
	kindOf[AssistantNamed](),
	kindOf[AssistantReleased](),
	kindOf[KeeperNamed](),
	kindOf[KeeperReleased](),
}

// NameAssistantState is what [NameAssistant] and [ReleaseAssistant] need of the
// store.
type NameAssistantState struct {
	Assistant *Person
	Seat      *Seat        // the leader's seat, when the input names one
	Post      *Post        // the leader's post, when the input names one
	Now       []Assistance // of this assistant for this seat or post
	Changed   Change
}

// NameAssistantIn lets a person act for a leader, or ends it.
type NameAssistantIn struct {
	Assistant PersonID
	Capacity  Capacity     // the leader's seat or post
	Day       charter.Date // first day, or last day of a release
	Seen      int64
}

// leader checks the leader's seat or post and the day.
func (c *check) leader(state NameAssistantState, in NameAssistantIn) {
	c.seen(in.Seen, state.Changed)
	c.day("day", in.Day)
	switch {
	case state.Assistant == nil:
		c.fail(Missing("person.unknown", string(in.Assistant)))
	case in.Capacity.Kind == BySeat && state.Seat == nil:
		c.fail(Missing("seat.unknown", in.Capacity.ID))
	case in.Capacity.Kind == ByPost && state.Post == nil:
		c.fail(Missing("post.unknown", in.Capacity.ID))
	case in.Capacity.Kind == BySeat:
		c.within("day", in.Day, state.Seat.From, state.Seat.To, state.Seat.Name())
	case in.Capacity.Kind == ByPost:
		c.within("day", in.Day, state.Post.From, state.Post.To, state.Post.Title.VI)
	default:
		c.fail(Wrong("kind", "assistant.capacity", string(in.Capacity.Kind)))
	}
}

// NameAssistant lets a person act for a leader from the leader's own seat or
// post (giúp việc). The acts go on naming both.
func NameAssistant(state NameAssistantState, in NameAssistantIn, _ Env) ([]Event, error) {
	var c check
	c.leader(state, in)
	for _, a := range state.Now {
		if overlap(a.From, a.To, in.Day, 0) {
			c.fail(Clash("assistant.already", a.From.String()))
		}
	}
	return c.events(AssistantNamed{Assistant: in.Assistant, Kind: in.Capacity.Kind, ID: in.Capacity.ID, From: in.Day})
}

// ReleaseAssistant ends it on a last day.
func ReleaseAssistant(state NameAssistantState, in NameAssistantIn, _ Env) ([]Event, error) {
	var c check
	c.leader(state, in)
	found := false
	for _, a := range state.Now {
		if a.To == 0 {
			found = true
			c.ordered("day", a.From, in.Day)
		}
	}
	if !found {
		c.fail(Clash("assistant.not-named"))
	}
	return c.events(AssistantReleased{Assistant: in.Assistant, Kind: in.Capacity.Kind, ID: in.Capacity.ID, To: in.Day})
}

// NameKeeperState is what [NameKeeper] and [ReleaseKeeper] need of the store.
type NameKeeperState struct {
	Person  *Person
	Keepers []Keeper // everybody who keeps or kept the books
	Changed Change
}

// NameKeeperIn names or releases a keeper of the books.
type NameKeeperIn struct {
	Person PersonID
	Day    charter.Date // first day, or last day of a release
	Seen   int64
}

// NameKeeper makes a person keeper of the office's books.
func NameKeeper(state NameKeeperState, in NameKeeperIn, _ Env) ([]Event, error) {
	var c check
	if state.Person == nil {
		return nil, Missing("person.unknown", string(in.Person))
	}
	c.seen(in.Seen, state.Changed)
	c.day("day", in.Day)
	for _, k := range state.Keepers {
		if k.Person == in.Person && overlap(k.From, k.To, in.Day, 0) {
			c.fail(Clash("keeper.already", state.Person.Name, k.From.String()))
		}
	}
	return c.events(KeeperNamed{Person: in.Person, From: in.Day})
}

// ReleaseKeeper ends it on a last day. The last keeper stays until another one
// is named: books that nobody keeps would be closed for ever.
func ReleaseKeeper(state NameKeeperState, in NameKeeperIn, _ Env) ([]Event, error) {
	var c check
	if state.Person == nil {
		return nil, Missing("person.unknown", string(in.Person))
	}
	c.seen(in.Seen, state.Changed)
	c.day("day", in.Day)
	mine, others := false, false
	for _, k := range state.Keepers {
		switch {
		case k.Person == in.Person && k.To == 0:
			mine = true
			c.ordered("day", k.From, in.Day)
		case k.Person != in.Person && k.To == 0 && k.From <= in.Day+1:
			others = true
		}
	}
	switch {
	case !mine:
		c.fail(Clash("keeper.not-named", state.Person.Name))
	case !others:
		c.fail(Clash("keeper.last", state.Person.Name))
	}
	return c.events(KeeperReleased{Person: in.Person, To: in.Day})
}
