package committee

// HangKind says how a thing hangs on a seat.
type HangKind string

// What can hang on a seat.
const (
	HangTask       HangKind = "task"       // the seat answers for a task
	HangAssigner   HangKind = "assignment" // the seat gave out a task and accepts its result
	HangLender     HangKind = "lender"     // the seat lent a power
	HangBorrower   HangKind = "borrower"   // a power was lent to the seat
	HangChair      HangKind = "chair"      // the seat presides over a meeting to come
	HangInvitation HangKind = "invitation" // the seat is called to a meeting to come
	HangItem       HangKind = "item"       // the seat leads an item of a meeting to come
	HangProposal   HangKind = "proposal"   // the seat asked for a meeting, unanswered
	HangSeat       HangKind = "seat"       // another seat is filled by whoever holds this one
)

// Hanging is one open thing that hangs on a seat.
type Hanging struct {
	Seat  SeatID
	Kind  HangKind
	Thing string // id of the task, delegation, meeting, item, proposal or seat
	Name  string // its words, for a list that a person reads
}

// HandedOver moves what hangs on an ended seat to another one, or lists it for
// hand-over (bàn giao): To is empty while nobody has been named. From is empty for
// a task for which a person answered and no seat did.
type HandedOver struct {
	Body  BodyKey  `json:"body"`
	From  SeatID   `json:"from"`
	To    SeatID   `json:"to,omitempty"`
	Kind  HangKind `json:"kind"`
	Thing string   `json:"thing"` // id of the task, delegation, meeting, item or seat
}

// EventName implements [Event].
func (HandedOver) EventName() string { return "handed.over/1" }

var handoverEvents = []eventKind{
	kindOf[HandedOver](),
}

// handOver moves open things to the heirs of their seats; what has no heir is
// listed with nobody named.
func handOver(body BodyKey, open []Hanging, heirs map[SeatID]SeatID) []Event {
	var out []Event
	for _, h := range open {
		out = append(out, HandedOver{Body: body, From: h.Seat, To: heirs[h.Seat], Kind: h.Kind, Thing: h.Thing})
	}
	return out
}

// HandOverState is what [HandOver] needs of the store.
type HandOverState struct {
	Body    *Body
	Listed  []HandedOver // what is listed for hand-over and not yet taken
	To      *Seat
	Changed Change
}

// HandOverIn names the seat that takes over one listed thing.
type HandOverIn struct {
	Body  BodyKey
	From  SeatID
	Kind  HangKind
	Thing string
	To    SeatID
	Seen  int64
}

// HandOver gives a thing that was listed for hand-over to another seat of the
// same body (bàn giao).
func HandOver(state HandOverState, in HandOverIn, env Env) ([]Event, error) {
	var c check
	if state.Body == nil {
		return nil, Missing("body.unknown", string(in.Body))
	}
	c.seen(in.Seen, state.Changed)
	listed := false
	for _, h := range state.Listed {
		listed = listed || h.From == in.From && h.Kind == in.Kind && h.Thing == in.Thing && h.To == ""
	}
	if !listed {
		c.fail(Clash("handover.not-listed", string(in.Kind), in.Thing))
	}
	switch {
	case state.To == nil:
		c.fail(Missing("seat.unknown", string(in.To)))
	case state.To.Body != in.Body:
		c.fail(Wrong("to", "seat.other-body", state.To.Name()))
	default:
		c.within("to", env.Today, state.To.From, state.To.To, state.To.Name())
	}
	return c.events(HandedOver{Body: in.Body, From: in.From, To: in.To, Kind: in.Kind, Thing: in.Thing})
}
