package committee

import (
	"slices"
	"strconv"
	"time"

	"nghisu/internal/charter"
)

// The acts on an agenda and on what waits for one. A regulation may speak of
// proposing and of taking up what was proposed; of the others none does.
const (
	ActArrange charter.Act = "agenda.arrange" // xây dựng chương trình họp
	ActPropose charter.Act = "item.propose"   // đề xuất nội dung
	ActAccept  charter.Act = "item.accept"    // tiếp nhận nội dung đề xuất
	ActKeep    charter.Act = "matter.keep"    // đưa vào danh sách chờ
)

// MatterID is one matter that waits for an agenda.
type MatterID string

// MatterState is where a matter of the backlog stands.
type MatterState string

// The states of a matter.
const (
	MatterOffered MatterState = "proposed" // đề xuất, chưa xem xét
	MatterWaiting MatterState = "waiting"  // chờ đưa vào chương trình
	MatterRefused MatterState = "refused"  // không tiếp nhận
	MatterPlaced  MatterState = "placed"   // đã vào chương trình một phiên
)

// Matter is what waits to be put on an agenda of a body (việc chờ đưa vào chương
// trình): proposed by a member or an agency, kept by who prepares meetings, or
// carried over from a meeting that did not get to it.
type Matter struct {
	ID       MatterID
	Body     BodyKey
	In       string
	Title    string
	Kind     string // matter class of the charter, or empty
	Note     string // why, and what is asked for
	Lead     SeatID
	By       Party // who proposed it; zero: nobody did
	Person   PersonID
	State    MatterState
	Reason   string    // of a refusal
	From     MeetingID // the meeting from which it was carried over
	Meeting  MeetingID // on whose agenda it is
	At       time.Time
	JudgedAt time.Time // taken up or refused
}

// ProposeItemState is what [ProposeItem] needs of the store.
type ProposeItemState struct {
	Body  *Body
	Parts []string
	Open  []Matter // of the body, that wait
}

// ProposeItemIn proposes a matter.
type ProposeItemIn struct {
	Body   BodyKey
	In     string
	Title  string
	Kind   string
	Note   string
	By     Party // a seat, or an agency
	Person PersonID
}

// ProposeItem proposes a matter for an agenda (đề xuất nội dung). It is on none by
// that: whoever takes proposals up decides.
func ProposeItem(state ProposeItemState, in ProposeItemIn, env Env) ([]Event, error) {
	var c check
	if state.Body == nil {
		return nil, Missing("body.unknown", string(in.Body))
	}
	e := MatterProposed{
		ID: MatterID(env.NewID()), Body: in.Body, In: in.In, Title: c.title("title", in.Title, true), Kind: in.Kind,
		Note: c.note("note", in.Note, false), By: PartyEntry(in.By), Person: in.Person,
	}
	if in.Kind != "" {
		c.key("kind", in.Kind)
	}
	if in.In != "" && !slices.Contains(state.Parts, in.In) {
		c.fail(Wrong("in", "seat.part-unknown", in.In))
	}
	for _, x := range state.Open {
		if x.Title == string(e.Title) && x.In == in.In && (x.State == MatterOffered || x.State == MatterWaiting) {
			c.fail(Clash("matter.twice", x.Title))
		}
	}
	return c.events(e)
}

// MatterNow is what [JudgeItem] needs of the store.
type MatterNow struct{ Matter *Matter }

// JudgeItemIn takes a proposed matter up, or refuses it.
type JudgeItemIn struct {
	Matter MatterID
	Accept bool
	Reason string // needed when it is refused
	Person PersonID
}

// JudgeItem takes a proposed matter up into the backlog or refuses it with the
// reason, of which the proposer is told (tiếp nhận nội dung đề xuất).
func JudgeItem(state MatterNow, in JudgeItemIn, _ Env) ([]Event, error) {
	var c check
	switch x := state.Matter; {
	case x == nil:
		return nil, Missing("matter.unknown", string(in.Matter))
	case x.State != MatterOffered:
		c.fail(Clash("matter.judged", x.Title))
	}
	return c.events(MatterJudged{
		ID: in.Matter, Body: state.Matter.Body, Accepted: in.Accept, Reason: c.note("reason", in.Reason, !in.Accept), Person: in.Person,
	})
}

// KeepMatterIn keeps a matter for a later agenda.
type KeepMatterIn struct {
	Body   BodyKey
	In     string
	Title  string
	Kind   string
	Note   string
	Lead   SeatID
	Person PersonID
}

// KeepMatterState is what [KeepMatter] needs of the store.
type KeepMatterState struct {
	ProposeItemState
	Seats []Seat // of the body, today
}

// KeepMatter keeps a matter for a later agenda, by who prepares the body's meetings
// (đưa vào danh sách chờ).
func KeepMatter(state KeepMatterState, in KeepMatterIn, env Env) ([]Event, error) {
	ev, err := ProposeItem(state.ProposeItemState, ProposeItemIn{Body: in.Body, In: in.In, Title: in.Title, Kind: in.Kind, Note: in.Note}, env)
	if err != nil {
		return nil, err
	}
	var c check
	c.seated("lead", in.Lead, state.Seats)
	p, _ := ev[0].(MatterProposed)
	return c.events(MatterKept{ID: p.ID, Body: p.Body, In: p.In, Title: p.Title, Kind: p.Kind, Note: p.Note, Lead: in.Lead, Person: in.Person})
}

// carried makes the events that keep the items of a meeting that it did not conclude:
// the matter that an item dealt with waits again, else there is a new one. A
// confidential item is not carried: the backlog is read by the whole body.
func (c *check) carried(m Meeting, list []ItemID, person PersonID, env Env) []Event {
	var out []Event
	seen := map[ItemID]bool{}
	for i, id := range list {
		at := "carry." + strconv.Itoa(i+1)
		x := m.item(id)
		switch {
		case x == nil || id == "":
			c.fail(Missing("item.unknown", string(id)))
			return nil
		case len(x.Conclusions) > 0:
			c.fail(&Fault{Kind: Conflict, Code: "item.concluded", Field: at, Args: []string{x.Title}})
		case x.Closed:
			c.fail(&Fault{Kind: Conflict, Code: "matter.closed-item", Field: at})
		case seen[id]:
			c.fail(Wrong(at, "list.twice", x.Title))
		}
		seen[id] = true
		e := MatterKept{ID: x.Matter, Body: m.Body, In: m.In, Title: Prose(x.Title), Kind: x.Kind, Lead: x.Lead, From: m.ID, Person: person}
		if e.ID == "" {
			e.ID = MatterID(env.NewID())
		}
		out = append(out, e)
	}
	return out
}

// MatterProposed proposes a matter for an agenda.
type MatterProposed struct {
	ID     MatterID   `json:"id"`
	Body   BodyKey    `json:"body"`
	In     string     `json:"in,omitempty"`
	Title  Prose      `json:"title"`
	Kind   string     `json:"kind,omitempty"`
	Note   Prose      `json:"note,omitempty"`
	By     PartyEntry `json:"by"`
	Person PersonID   `json:"person,omitempty"`
}

// MatterJudged takes a proposed matter up or refuses it.
type MatterJudged struct {
	ID       MatterID `json:"id"`
	Body     BodyKey  `json:"body"`
	Accepted bool     `json:"accepted"`
	Reason   Prose    `json:"reason,omitempty"`
	Person   PersonID `json:"person,omitempty"`
}

// MatterKept keeps a matter for a later agenda; one that is known waits again.
type MatterKept struct {
	ID     MatterID  `json:"id"`
	Body   BodyKey   `json:"body"`
	In     string    `json:"in,omitempty"`
	Title  Prose     `json:"title"`
	Kind   string    `json:"kind,omitempty"`
	Note   Prose     `json:"note,omitempty"`
	Lead   SeatID    `json:"lead,omitempty"`
	From   MeetingID `json:"from,omitempty"` // carried over from this meeting
	Person PersonID  `json:"person,omitempty"`
}

// EventName implements [Event].
func (MatterProposed) EventName() string { return "matter.proposed/1" }

// EventName implements [Event].
func (MatterJudged) EventName() string { return "matter.judged/1" }

// EventName implements [Event].
func (MatterKept) EventName() string { return "matter.kept/1" }
