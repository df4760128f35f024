package committee

import (
	"strconv"

	"nghisu/internal/charter"
)

// TakeUpIn puts an item in hand; without Item none is.
type TakeUpIn struct {
	Meeting MeetingID
	Item    ItemID
}

// TakeUp puts an item in hand (vào nội dung) and the one before it out of hand.
// An item may be taken up again, be it after its conclusion.
func TakeUp(state SittingNow, in TakeUpIn, env Env) ([]Event, error) {
	var c check
	if !c.running(state, in.Meeting, env) {
		return c.events()
	}
	m := state.Meeting
	env = env.NotBefore(state.Sitting.Last())
	if in.Item != "" && m.item(in.Item) == nil {
		c.fail(Missing("item.unknown", string(in.Item)))
	}
	var out []Event
	n := len(state.Sitting.Items)
	if n > 0 {
		last := state.Sitting.Items[n-1]
		c.inOrder(Latest(last.From, last.To), &env)
		if last.To.IsZero() {
			out = append(out, ItemLeft{Meeting: in.Meeting, Body: m.Body, N: last.N, Item: last.Item, At: env.Now.UnixMicro()})
		}
	}
	switch current := state.Sitting.Current(); {
	case in.Item == "" && current == "":
		c.fail(Clash("sitting.no-item"))
	case in.Item != "" && in.Item == current:
		c.fail(Clash("sitting.item-already"))
	case in.Item != "":
		out = append(out, ItemTakenUp{Meeting: in.Meeting, Body: m.Body, N: n + 1, Item: in.Item, At: env.Now.UnixMicro()})
	}
	return c.events(out...)
}

// StatePriorIn is what a member says on an item beforehand.
type StatePriorIn struct {
	Meeting MeetingID
	Item    ItemID
	Seat    SeatID
	Say     PriorSay // empty: nothing after all
	Filled  Filled
}

// StatePrior keeps what a member says on an item beforehand (ý kiến trước): that
// there is no objection, or that the member wants to speak. It can be changed
// until the item is concluded.
func StatePrior(state SittingNow, in StatePriorIn, env Env) ([]Event, error) {
	var c check
	if !c.found(state.Meeting, in.Meeting, Convened, Postponed, Held) {
		return c.events()
	}
	c.attends(state, in.Seat)
	switch item := state.Meeting.item(in.Item); {
	case item == nil:
		c.fail(Missing("item.unknown", string(in.Item)))
	case len(item.Conclusions) > 0:
		c.fail(Clash("item.concluded", item.Title))
	}
	switch in.Say {
	case NoObjection, WantsSpeak, "":
	default:
		c.fail(Wrong("say", "prior.say", string(in.Say)))
	}
	if state.Sitting.Prior(in.Item, in.Seat) == in.Say {
		c.fail(Clash("prior.said-already"))
	}
	return c.events(PriorStated{
		Meeting: in.Meeting, Body: state.Meeting.Body, Item: in.Item, Seat: in.Seat, Say: in.Say, At: env.Now.UnixMicro(),
		Filled: c.filled(in.Filled, env),
	})
}

// BlockWording is how items that nobody flags are concluded in one block, unless
// whoever presides words it otherwise.
const BlockWording = "Không có ý kiến khác. Thông qua nội dung theo tài liệu trình."

// ItemRule is how the charter has one item decided.
type ItemRule struct {
	Deciders []charter.Role   // as in [ConcludeState]
	Mode     charter.Mode     // empty: the charter does not say
	Tally    *charter.Verdict // where the count decides
}

// PassItemsState is what [PassItems] needs of the store and of the charter.
type PassItemsState struct {
	SittingNow
	Rules map[ItemID]ItemRule
}

// PassItemsIn concludes on several items at once.
type PassItemsIn struct {
	Meeting MeetingID
	Items   []ItemID
	Text    string // empty: [BlockWording]
	By      SeatID
	Seen    int64
}

// PassItems adopts in one act the items that nobody flags (thông qua cả cụm), each
// with the same conclusion. One that somebody wants to speak on, or on which a
// position against is on record, is refused, as is one whose charter has it voted
// on and no count carries it.
func PassItems(state PassItemsState, in PassItemsIn, env Env) ([]Event, error) {
	var c check
	c.seen(in.Seen, state.Changed)
	if !c.running(state.SittingNow, in.Meeting, env) {
		return c.events()
	}
	m := state.Meeting
	if len(in.Items) == 0 {
		c.fail(Wrong("items", "pass.nothing"))
	}
	if in.Text == "" {
		in.Text = BlockWording
	}
	text := c.note("text", in.Text, true)
	var out []Event
	seen := map[ItemID]bool{}
	for i, id := range in.Items {
		at := "items." + strconv.Itoa(i+1)
		if seen[id] {
			c.fail(Wrong(at, "list.twice", string(id)))
		}
		seen[id] = true
		item := m.item(id)
		if id == "" || item == nil {
			c.fail(Missing("item.unknown", string(id)))
			return c.events()
		}
		c.passable(*item, state.Sitting)
		rule := state.Rules[id]
		c.presiding(in.By, state.Seats, m.Chair, m.In, rule.Deciders)
		c.followsCount(rule.Mode, rule.Tally, For, false)
		e := ItemConcluded{Meeting: in.Meeting, Body: m.Body, Item: id, Text: text, By: in.By, Side: For}
		e.For, e.Against = item.count()
		if c.ok() {
			e.ID = ConclusionID(env.NewID())
		}
		out = append(out, e)
	}
	return c.events(out...)
}

// passable asks that nothing keeps an item from passing in a block.
func (c *check) passable(item Item, s Sitting) {
	if len(item.Conclusions) > 0 {
		c.fail(Clash("item.concluded", item.Title))
	}
	if n := len(s.Flagged(item.ID)); n > 0 {
		c.fail(Clash("pass.flagged", item.Title, strconv.Itoa(n)))
	}
	c.notVoting(&item, false)
	if yes, no := item.count(); no > 0 || yes < len(item.Positions) {
		c.fail(Clash("pass.positions", item.Title))
	}
}

// Passable lists the items that can pass in a block, in the order of the agenda.
func (state SittingNow) Passable() []ItemID {
	var out []ItemID
	for _, x := range state.Meeting.Agenda {
		var c check
		if x.ID == "" {
			continue // what was concluded on the meeting as a whole
		}
		if c.passable(x, state.Sitting); c.ok() {
			out = append(out, x.ID)
		}
	}
	return out
}
