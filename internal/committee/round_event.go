package committee

import "nghisu/internal/charter"

// RoundOpened opens an opinion round (mở đợt lấy ý kiến).
type RoundOpened struct {
	ID        RoundID         `json:"id"`
	Body      BodyKey         `json:"body"`
	In        string          `json:"in,omitempty"`
	Matter    string          `json:"matter,omitempty"`
	Authority string          `json:"authority,omitempty"`
	Title     Prose           `json:"title"`
	Questions []QuestionEntry `json:"questions"`
	Papers    []BoundEntry    `json:"papers,omitempty"`
	Articles  []ArticleEntry  `json:"articles,omitempty"`
	Asked     []PartyEntry    `json:"asked"`
	Capacity  string          `json:"capacity,omitempty"`
	Opened    int64           `json:"opened"`   // microseconds UTC
	Deadline  charter.Date    `json:"deadline"` // the last day on which slips are taken
	Drafter   PartyEntry      `json:"drafter"`
	Chair     SeatID          `json:"chair,omitempty"`
	Opener    SeatID          `json:"opener,omitempty"`
	Origin    OriginEntry     `json:"origin,omitzero"`
	Public    bool            `json:"public,omitempty"`
	Meeting   MeetingID       `json:"meeting,omitempty"`
	Item      ItemID          `json:"item,omitempty"`
}

// QuestionEntry is one question as it is stored.
type QuestionEntry struct {
	ID      QuestionID    `json:"id"`
	Text    Prose         `json:"text"`
	Options []OptionEntry `json:"options"`
}

// OptionEntry is one position that a question offers, as it is stored.
type OptionEntry struct {
	Key   string   `json:"key"`
	Label Prose    `json:"label,omitempty"`
	Side  Position `json:"side"`
}

// BoundEntry is a bound paper as it is stored.
type BoundEntry struct {
	Paper   PaperID `json:"paper"`
	Version int     `json:"version"`
	SHA256  string  `json:"sha256"`
	Title   Prose   `json:"title"`
}

// ArticleEntry is an article as it is stored.
type ArticleEntry struct {
	Address string `json:"address"`
	Heading Prose  `json:"heading,omitempty"`
	Text    Prose  `json:"text"`
}

// PartyEntry is a party as it is stored: exactly one field is set.
type PartyEntry struct {
	Seat   SeatID   `json:"seat,omitempty"`
	Agency AgencyID `json:"agency,omitempty"`
	Person PersonID `json:"person,omitempty"`
}

// OriginEntry is the outside request as it is stored.
type OriginEntry struct {
	From     Prose        `json:"from,omitempty"`
	Number   string       `json:"number,omitempty"`
	Date     charter.Date `json:"date,omitempty"`
	Received charter.Date `json:"received,omitempty"`
}

// RoundTextChanged lays a new text before the parties while a round is open. The
// lists replace the old ones whole; Changed and ChangedPapers say what differs.
type RoundTextChanged struct {
	Round         RoundID        `json:"round"`
	Body          BodyKey        `json:"body"`
	Version       int            `json:"version"`
	At            int64          `json:"at"`
	Note          Prose          `json:"note,omitempty"`
	Papers        []BoundEntry   `json:"papers,omitempty"`
	Articles      []ArticleEntry `json:"articles,omitempty"`
	Changed       []string       `json:"changed,omitempty"`
	ChangedPapers []PaperID      `json:"changed_papers,omitempty"`
}

// RoundExtended gives more time to answer (gia hạn).
type RoundExtended struct {
	Round    RoundID      `json:"round"`
	Body     BodyKey      `json:"body"`
	Deadline charter.Date `json:"deadline"`
	Reason   Prose        `json:"reason,omitempty"`
}

// RoundCancelled calls a round off with the reason (hủy).
type RoundCancelled struct {
	Round  RoundID `json:"round"`
	Body   BodyKey `json:"body"`
	At     int64   `json:"at"`
	By     SeatID  `json:"by,omitempty"`
	Reason Prose   `json:"reason"`
}

// SlipGiven is a party's answer to one question; it replaces an earlier one. How
// is set when somebody else wrote it down for the party.
type SlipGiven struct {
	Round    RoundID        `json:"round"`
	Body     BodyKey        `json:"body"`
	Question QuestionID     `json:"question"`
	By       PartyEntry     `json:"by"`
	Option   string         `json:"option"`
	Position Position       `json:"position"`
	Reason   Prose          `json:"reason,omitempty"`
	Comments []CommentEntry `json:"comments,omitempty"`
	Revision int            `json:"revision"`
	Version  int            `json:"version"` // of the text
	At       int64          `json:"at"`
	Entered  int64          `json:"entered"`
	How      string         `json:"how,omitempty"`
	Filled   FilledEntry    `json:"filled,omitzero"` // the time claimed by a device that had no network
}

// CommentEntry is a comment as it is stored. One that an earlier slip of the
// party made in the same words keeps its id, and with it its answer.
type CommentEntry struct {
	ID      CommentID `json:"id"`
	Address string    `json:"address,omitempty"`
	Place   Prose     `json:"place,omitempty"`
	Text    Prose     `json:"text"`
}

// SlipConfirmed says that a party stands by its slip on the text as it now is,
// or by what was written down for it.
type SlipConfirmed struct {
	Round    RoundID    `json:"round"`
	Body     BodyKey    `json:"body"`
	Question QuestionID `json:"question"`
	By       PartyEntry `json:"by"`
	Revision int        `json:"revision"`
	Version  int        `json:"version"`
}

// CommentCharged charges a seat with the answer to a comment, by a day.
type CommentCharged struct {
	Round   RoundID      `json:"round"`
	Body    BodyKey      `json:"body"`
	Comment CommentID    `json:"comment"`
	To      SeatID       `json:"to"`
	Due     charter.Date `json:"due,omitempty"`
}

// CommentAnswered is the drafter's answer to a comment (tiếp thu, giải trình).
type CommentAnswered struct {
	Round   RoundID   `json:"round"`
	Body    BodyKey   `json:"body"`
	Comment CommentID `json:"comment"`
	Kind    ReplyKind `json:"kind"`
	Text    Prose     `json:"text,omitempty"`
	By      PersonID  `json:"by"`
	At      int64     `json:"at"`
}

// RoundConcluded concludes a round on every question (kết luận).
type RoundConcluded struct {
	Round       RoundID        `json:"round"`
	Body        BodyKey        `json:"body"`
	At          int64          `json:"at"`
	By          SeatID         `json:"by"`
	Text        Prose          `json:"text"`
	Outcomes    []OutcomeEntry `json:"outcomes"`
	Reply       Prose          `json:"reply,omitempty"`
	ReplyNumber string         `json:"reply_number,omitempty"`
}

// OutcomeEntry is what was concluded on one question, with the members' slips as
// they stood. Stale says how many of them rest on an older text.
type OutcomeEntry struct {
	ID              ConclusionID `json:"id"`
	Question        QuestionID   `json:"question"`
	Text            Prose        `json:"text,omitempty"`
	Side            Position     `json:"side"`
	Asked           int          `json:"asked"`
	For             int          `json:"for"`
	Against         int          `json:"against"`
	Other           int          `json:"other"`
	Silent          int          `json:"silent"`
	StaleFor        int          `json:"stale_for,omitempty"`
	StaleAgainst    int          `json:"stale_against,omitempty"`
	StaleOther      int          `json:"stale_other,omitempty"`
	AgainstMajority bool         `json:"against_majority,omitempty"`
	Task            TaskID       `json:"task,omitempty"`
}

// EventName implements [Event].
func (RoundOpened) EventName() string { return "round.opened/1" }

// EventName implements [Event].
func (RoundTextChanged) EventName() string { return "round.text-changed/1" }

// EventName implements [Event].
func (RoundExtended) EventName() string { return "round.extended/1" }

// EventName implements [Event].
func (RoundCancelled) EventName() string { return "round.cancelled/1" }

// EventName implements [Event].
func (SlipGiven) EventName() string { return "slip.given/1" }

// EventName implements [Event].
func (SlipConfirmed) EventName() string { return "slip.confirmed/1" }

// EventName implements [Event].
func (CommentCharged) EventName() string { return "comment.charged/1" }

// EventName implements [Event].
func (CommentAnswered) EventName() string { return "comment.answered/1" }

// EventName implements [Event].
func (RoundConcluded) EventName() string { return "round.concluded/1" }

var roundEvents = []eventKind{
	kindOf[RoundOpened](),
	kindOf[RoundTextChanged](),
	kindOf[RoundExtended](),
	kindOf[RoundCancelled](),
	kindOf[SlipGiven](),
	kindOf[SlipConfirmed](),
	kindOf[SlipLate](),
	kindOf[CommentCharged](),
	kindOf[CommentAnswered](),
	kindOf[RoundConcluded](),
}
