package committee

// VoteCalled calls a vote on an item (mở biểu quyết). A named one takes votes from
// then on, a secret one once both tellers have laid their keys.
type VoteCalled struct {
	ID      VoteID        `json:"id"`
	Meeting MeetingID     `json:"meeting"`
	Body    BodyKey       `json:"body"`
	In      string        `json:"in,omitempty"`
	Item    ItemID        `json:"item"`
	Motion  Prose         `json:"motion"`
	Hash    string        `json:"hash"`
	Secret  bool          `json:"secret,omitempty"`
	Hidden  bool          `json:"hidden,omitempty"`
	Options []OptionEntry `json:"options"`
	Voters  []VoterEntry  `json:"voters"`
	Tellers []PartyEntry  `json:"tellers,omitempty"`
	At      int64         `json:"at"`              // microseconds UTC
	Until   int64         `json:"until,omitempty"` // set end
	By      SeatID        `json:"by,omitempty"`
}

// VoterEntry is one who may vote, as it is stored.
type VoterEntry struct {
	Seat   SeatID `json:"seat"`
	Weight int    `json:"weight"`
}

// TellerKeyLaid lays the public half of a teller's key. Of the private half the
// books know nothing. Opens says that with it the vote takes votes.
type TellerKeyLaid struct {
	Vote    VoteID     `json:"vote"`
	Meeting MeetingID  `json:"meeting"`
	Body    BodyKey    `json:"body"`
	Teller  PartyEntry `json:"teller"`
	Public  string     `json:"public"` // point of P-256, uncompressed, in hexadecimal
	At      int64      `json:"at"`
	Opens   bool       `json:"opens,omitempty"`
}

// VoteCast is one seat's vote in a named vote; it replaces an earlier one.
type VoteCast struct {
	Vote     VoteID   `json:"vote"`
	Body     BodyKey  `json:"body"`
	Seat     SeatID   `json:"seat"`
	Hash     string   `json:"hash"` // of the motion that was voted on
	Option   string   `json:"option"`
	Position Position `json:"position"`
	At       int64    `json:"at"`
	How      string   `json:"how,omitempty"`
	Written  bool     `json:"written,omitempty"`
}

// BallotCast says that a seat has cast a secret ballot, and nothing of what it
// holds. The sealed ballot lies outside the record.
type BallotCast struct {
	Vote VoteID  `json:"vote"`
	Body BodyKey `json:"body"`
	Seat SeatID  `json:"seat"`
	Hash string  `json:"hash"`
	At   int64   `json:"at"`
}

// VoteCounted closes a vote with its result (kiểm phiếu, kết quả biểu quyết). The
// ballots of a secret vote are an input of the act: replaying takes them as they
// are.
type VoteCounted struct {
	Vote    VoteID      `json:"vote"`
	Meeting MeetingID   `json:"meeting"`
	Body    BodyKey     `json:"body"`
	Item    ItemID      `json:"item"`
	At      int64       `json:"at"`      // when it ended
	Entered int64       `json:"entered"` // when that was recorded
	By      SeatID      `json:"by,omitempty"`
	Counts  []int       `json:"counts"`
	For     int         `json:"for"`
	Against int         `json:"against"`
	Other   int         `json:"other"`
	Voted   int         `json:"voted"`
	Facts   []FactEntry `json:"facts,omitempty"`
	Passed  string      `json:"passed,omitempty"`
	Ballots []Ballot    `json:"ballots,omitempty"`
	Void    []SeatID    `json:"void,omitempty"`
	Warning string      `json:"warning,omitempty"`
}

// FactEntry is what the charter's rule was held against, as it is stored.
type FactEntry struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// VoteCalledOff ends a vote without a result, with the reason (hủy biểu quyết).
type VoteCalledOff struct {
	Vote    VoteID    `json:"vote"`
	Meeting MeetingID `json:"meeting"`
	Body    BodyKey   `json:"body"`
	At      int64     `json:"at"`
	By      SeatID    `json:"by,omitempty"`
	Reason  Prose     `json:"reason"`
}

// EventName implements [Event].
func (VoteCalled) EventName() string { return "vote.called/1" }

// EventName implements [Event].
func (TellerKeyLaid) EventName() string { return "vote.key-laid/1" }

// EventName implements [Event].
func (VoteCast) EventName() string { return "vote.cast/1" }

// EventName implements [Event].
func (BallotCast) EventName() string { return "ballot.cast/1" }

// EventName implements [Event].
func (VoteCounted) EventName() string { return "vote.counted/1" }

// EventName implements [Event].
func (VoteCalledOff) EventName() string { return "vote.called-off/1" }

var voteEvents = []eventKind{
	kindOf[VoteCalled](),
	kindOf[TellerKeyLaid](),
	kindOf[VoteCast](),
	kindOf[BallotCast](),
	kindOf[VoteCounted](),
	kindOf[VoteCalledOff](),
}
