package committee

import (
	"slices"
	"time"

	"nghisu/internal/charter"
)

// MeetingKind is the kind of a sitting; it picks the act that is asked for.
type MeetingKind string

// The kinds of meeting (loại phiên họp).
const (
	Regular       MeetingKind = "regular"         // định kỳ
	Extraordinary MeetingKind = "extraordinary"   // bất thường, đột xuất
	Expanded      MeetingKind = "expanded"        // mở rộng
	Session       MeetingKind = "working-session" // buổi làm việc
)

// MeetingState is where a meeting stands.
type MeetingState string

// The states of a meeting.
const (
	Convened  MeetingState = "convened"
	Postponed MeetingState = "postponed"
	Cancelled MeetingState = "cancelled"
	Held      MeetingState = "held"      // presence or positions on record
	Concluded MeetingState = "concluded" // closed by the person presiding
)

// Position is what a member says on a matter (ý kiến).
type Position string

// The positions of a slip or of a vote entered by hand.
const (
	For     Position = "for"     // tán thành
	Against Position = "against" // không tán thành
	Other   Position = "other"   // ý kiến khác
)

// Meeting is a sitting (phiên họp).
type Meeting struct {
	ID         MeetingID
	Body       BodyKey
	In         string // sub-body
	Kind       MeetingKind
	Series     string // series of the charter that it belongs to, or empty
	Title      string
	Start, End time.Time // UTC; End zero when open
	Place      string
	Mode       string // in-person, online, mixed
	Chair      SeatID
	State      MeetingState
	Closed     time.Time // when it was closed (bế mạc), UTC; zero: not yet
	Agenda     []Item
	Invitees   []Invitee
	Proposal   MeetingID // the proposal to meet that it answers, when one
	Afterwards bool      // it had begun when it was entered
	Convener   SeatID    // the seat that called it; empty when no seat did
	Urgent     bool      // called urgently (họp gấp)
	Numbering  Numbering // of the items
	Sections   []string  // titles of the agenda's sections, in order
}

// Proposal is a request to meet (đề nghị họp); it convenes nothing.
type Proposal struct {
	ID       MeetingID
	Body     BodyKey
	In       string
	Kind     MeetingKind
	By       SeatID
	Role     charter.Role
	Reason   string
	Answered MeetingID // the meeting that answered it; empty: open
}

// Item is one matter on the agenda (nội dung).
type Item struct {
	ID          ItemID
	Order       int
	Title       string
	Kind        string // matter class of the charter, or empty
	Lead        SeatID
	Presenter   string   // who presents it and holds no seat
	Section     int      // counted from 1; 0: none
	Minutes     int      // planned; 0: open
	Recurs      bool     // offered again at the next meeting of the series
	Late        bool     // added when the sitting had begun
	Closed      bool     // confidential (nội dung kín)
	Named       []SeatID // who sees a confidential item
	Matter      MatterID // the matter of the backlog that it deals with
	Number      string   // as the agenda numbers it
	Begins      time.Time
	Ends        time.Time // projected; zero where durations are open
	Positions   []Stand
	Conclusions []Conclusion
	Vote        *ItemVote // that runs on it, or stands for its positions; nil: none
}

// Invitee is who is called to a meeting: a seat, or an agency of outside, which
// names its representative.
type Invitee struct {
	Seat    SeatID
	Agency  AgencyID
	Name    string // expert or other guest, by name
	Present string // "", present, online, substitute, absent, excused

	// Uncalled marks a seat that stands on the list by its presence alone: nobody
	// chose it (dự họp mà không thuộc danh sách mời).
	Uncalled bool
}

// Chosen lists whom somebody chose to call; none means the seats of the part that
// meets.
func (m Meeting) Chosen() []Invitee {
	return slices.DeleteFunc(slices.Clone(m.Invitees), func(x Invitee) bool { return x.Uncalled })
}

// Stand is one member's recorded position on one item.
type Stand struct {
	Seat     SeatID
	Position Position
	Reason   string
}

// Conclusion is what the person presiding concludes on an item (kết luận).
type Conclusion struct {
	ID              ConclusionID
	Item            ItemID
	Text            string // in words of its own; may be empty where Work is not
	Work            string // what is to be done, the rest of "Giao … chủ trì …"; empty: nothing
	By              SeatID
	Side            Position // whether it adopts the matter as put
	For, Against    int      // positions on record when it was made
	AgainstMajority bool     // the head concluded against the recorded majority, which here is lawful
	Lead            AgencyID // agency that leads carrying it out (chủ trì), or empty
	Task            TaskID
	Due             charter.Date
	Accountable     SeatID     // the seat that answers for it
	Person          PersonID   // or the person who does
	Coordinators    []AgencyID // agencies that help to carry it out (phối hợp)
	Corrected       bool       // its words were corrected after the meeting had been closed
}

// MeetingConvened calls a meeting (triệu tập).
type MeetingConvened struct {
	ID       MeetingID     `json:"id"`
	Body     BodyKey       `json:"body"`
	In       string        `json:"in,omitempty"`
	Kind     MeetingKind   `json:"kind"`
	Series   string        `json:"series,omitempty"`
	Title    Prose         `json:"title,omitempty"`
	Start    int64         `json:"start"` // microseconds UTC
	End      int64         `json:"end,omitempty"`
	Place    Prose         `json:"place,omitempty"`
	Mode     string        `json:"mode"`
	Chair    SeatID        `json:"chair,omitempty"`
	Convener SeatID        `json:"convener,omitempty"` // the seat that called it
	Proposal MeetingID     `json:"proposal,omitempty"`
	Agenda   []AgendaEntry `json:"agenda,omitempty"`
	// Afterwards marks a meeting that had begun when it was entered.
	Afterwards bool `json:"afterwards,omitempty"`
	Urgent     bool `json:"urgent,omitempty"` // called urgently, which may excuse from notice
}

// AgendaEntry is one agenda item as it is stored.
type AgendaEntry struct {
	ID    ItemID `json:"id"`
	Title Prose  `json:"title"`
	Kind  string `json:"kind,omitempty"`
	Lead  SeatID `json:"lead,omitempty"`
}

// MeetingProposed asks for a meeting; it convenes nothing (đề nghị họp).
type MeetingProposed struct {
	ID     MeetingID    `json:"id"`
	Body   BodyKey      `json:"body"`
	In     string       `json:"in,omitempty"`
	Kind   MeetingKind  `json:"kind"`
	By     SeatID       `json:"by"`
	Role   charter.Role `json:"role"`
	Reason Prose        `json:"reason"`
}

// AttendeesChosen replaces the list of those called (thành phần dự họp).
type AttendeesChosen struct {
	Meeting  MeetingID      `json:"meeting"`
	Body     BodyKey        `json:"body"`
	Invitees []InviteeEntry `json:"invitees"`
}

// InviteeEntry is one invitee as it is stored: exactly one field is set.
type InviteeEntry struct {
	Seat   SeatID   `json:"seat,omitempty"`
	Agency AgencyID `json:"agency,omitempty"`
	Name   Prose    `json:"name,omitempty"`
}

// ChairTaken puts another seat in the chair of a meeting (chủ trì).
type ChairTaken struct {
	Meeting MeetingID `json:"meeting"`
	Body    BodyKey   `json:"body"`
	Chair   SeatID    `json:"chair"`
}

// MeetingMoved postpones a meeting to another time.
type MeetingMoved struct {
	Meeting MeetingID `json:"meeting"`
	Body    BodyKey   `json:"body"`
	Start   int64     `json:"start"`
	End     int64     `json:"end,omitempty"`
	Reason  Prose     `json:"reason,omitempty"`
}

// MeetingCancelled calls a meeting off.
type MeetingCancelled struct {
	Meeting MeetingID `json:"meeting"`
	Body    BodyKey   `json:"body"`
	Reason  Prose     `json:"reason,omitempty"`
}

// PresenceRecorded keeps who was there. It replaces the whole list.
type PresenceRecorded struct {
	Meeting MeetingID       `json:"meeting"`
	Body    BodyKey         `json:"body"`
	Present []PresenceEntry `json:"present"`
}

// PresenceEntry is how one invited seat took part.
type PresenceEntry struct {
	Seat SeatID `json:"seat"`
	How  string `json:"how"` // present, online, substitute, absent, excused
}

// PositionsRecorded keeps the members' positions on one item, entered by hand.
// It replaces the item's whole list.
type PositionsRecorded struct {
	Meeting   MeetingID       `json:"meeting"`
	Body      BodyKey         `json:"body"`
	Item      ItemID          `json:"item"`
	Positions []PositionEntry `json:"positions"`
}

// PositionEntry is one position as it is stored.
type PositionEntry struct {
	Seat     SeatID   `json:"seat"`
	Position Position `json:"position"`
	Reason   Prose    `json:"reason,omitempty"`
}

// ItemConcluded is the conclusion on one item, by the person presiding.
type ItemConcluded struct {
	ID              ConclusionID `json:"id"`
	Meeting         MeetingID    `json:"meeting"`
	Body            BodyKey      `json:"body"`
	Item            ItemID       `json:"item,omitempty"`
	Text            Prose        `json:"text"`
	Work            Prose        `json:"work,omitempty"` // what is to be done, in the sentence of the one it is given to
	By              SeatID       `json:"by"`
	For             int          `json:"for"`
	Against         int          `json:"against"`
	Side            Position     `json:"side,omitempty"` // whether it adopts the matter: for, against; empty: nothing was put
	AgainstMajority bool         `json:"against_majority,omitempty"`
	Task            TaskID       `json:"task,omitempty"`
	Due             charter.Date `json:"due,omitempty"` // when nobody answers for it yet; else the task's
}

// MeetingClosed ends a meeting that was held.
type MeetingClosed struct {
	Meeting MeetingID `json:"meeting"`
	Body    BodyKey   `json:"body"`
	At      int64     `json:"at"`
}

// EventName implements [Event].
func (MeetingConvened) EventName() string { return "meeting.convened/1" }

// EventName implements [Event].
func (MeetingProposed) EventName() string { return "meeting.proposed/1" }

// EventName implements [Event].
func (AttendeesChosen) EventName() string { return "attendees.chosen/1" }

// EventName implements [Event].
func (ChairTaken) EventName() string { return "chair.taken/1" }

// EventName implements [Event].
func (MeetingMoved) EventName() string { return "meeting.moved/1" }

// EventName implements [Event].
func (MeetingCancelled) EventName() string { return "meeting.cancelled/1" }

// EventName implements [Event].
func (PresenceRecorded) EventName() string { return "presence.recorded/1" }

// EventName implements [Event].
func (PositionsRecorded) EventName() string { return "positions.recorded/1" }

// EventName implements [Event].
func (ItemConcluded) EventName() string { return "item.concluded/1" }

// EventName implements [Event].
func (MeetingClosed) EventName() string { return "meeting.closed/1" }

var meetingEvents = []eventKind{
	kindOf[MeetingConvened](),
	kindOf[MeetingProposed](),
	kindOf[AttendeesChosen](),
	kindOf[ChairTaken](),
	kindOf[MeetingMoved](),
	kindOf[MeetingCancelled](),
	kindOf[PresenceRecorded](),
	kindOf[PositionsRecorded](),
	kindOf[ItemConcluded](),
	kindOf[MeetingClosed](),
}
