package committee

import (
	"time"

	"nghisu/internal/charter"
)

// PaperKind is what a paper is (loại tài liệu).
type PaperKind string

// The kinds of paper.
const (
	Submission PaperKind = "submission" // tờ trình
	DraftText  PaperKind = "draft"      // dự thảo
	ReportText PaperKind = "report"     // báo cáo
	Annex      PaperKind = "annex"      // phụ lục, tài liệu kèm theo
	OtherPaper PaperKind = "other"      // tài liệu khác
)

// PaperKinds lists the kinds of paper, in the order in which they are offered.
func PaperKinds() []PaperKind {
	return []PaperKind{Submission, DraftText, ReportText, Annex, OtherPaper}
}

// PaperSight says who may read a paper (phạm vi xem).
type PaperSight string

// Who may read a paper. Who laid it, who presides and who assists always may.
const (
	ForCalled PaperSight = "called" // those called to the meeting (thành phần dự họp)
	ForBody   PaperSight = "body"   // every member of the body as well
)

// Paper is a document laid before a meeting or a round, or prepared for one (tài
// liệu). What it says is in its versions; the newest counts.
type Paper struct {
	ID        PaperID
	Body      BodyKey
	In        string // sub-body
	Title     string
	Kind      PaperKind
	Meeting   MeetingID // empty: of no meeting, or none yet
	Item      ItemID    // empty: of the meeting as a whole
	Round     RoundID   // an opinion round that it was laid in; empty: none
	Topic     TopicID   // a working space that it was laid in; empty: none
	Sight     PaperSight
	By        SeatID   // the seat from which it was laid; empty: none
	Person    PersonID // who laid it
	At        time.Time
	Narrowed  time.Time // when its sight was narrowed to those called; zero: not, or widened again
	Withdrawn bool
	Why       string         // why it was withdrawn
	Versions  []PaperVersion // the oldest first
}

// PaperVersion is one state of a paper's text: a file, by the hash of its bytes
// (phiên bản tài liệu).
type PaperVersion struct {
	N         int // 1, 2 …
	SHA256    string
	Name      string // of the file
	MediaType string
	Size      int64
	Remarks   []string // what was found of the file: external, embedded
	Note      string   // what changed
	By        SeatID
	Person    PersonID
	At        time.Time
}

// Newest gives the newest version; a zero one of a paper read without versions.
func (p Paper) Newest() PaperVersion {
	if len(p.Versions) == 0 {
		return PaperVersion{}
	}
	return p.Versions[len(p.Versions)-1]
}

// Version finds a version by its number.
func (p Paper) Version(n int) (PaperVersion, bool) {
	for _, v := range p.Versions {
		if v.N == n {
			return v, true
		}
	}
	return PaperVersion{}, false
}

// PaperActs are the acts on papers. No charter of today speaks of them by name;
// see the record on inherent authority.
const (
	ActLayPaper      charter.Act = "paper.lay"
	ActVersionPaper  charter.Act = "paper.version"
	ActWithdrawPaper charter.Act = "paper.withdraw"
	ActShowPaper     charter.Act = "paper.show"
)

// PaperLaid lays a paper before a meeting or a round, or prepares it for one
// (đưa tài liệu vào). Its first version follows as an event of its own.
type PaperLaid struct {
	ID      PaperID    `json:"id"`
	Body    BodyKey    `json:"body"`
	In      string     `json:"in,omitempty"`
	Title   Prose      `json:"title"`
	Kind    PaperKind  `json:"kind"`
	Meeting MeetingID  `json:"meeting,omitempty"`
	Item    ItemID     `json:"item,omitempty"`
	Round   RoundID    `json:"round,omitempty"`
	Topic   TopicID    `json:"topic,omitempty"`
	Sight   PaperSight `json:"sight"`
	By      SeatID     `json:"by,omitempty"`
	Person  PersonID   `json:"person,omitempty"`
}

// PaperVersioned adds a version to a paper (phiên bản mới). Hash, size and type
// stand in clear, so that anybody who has the file can show that it is the one;
// its name and what is said of it can be erased.
type PaperVersioned struct {
	Paper     PaperID  `json:"paper"`
	Body      BodyKey  `json:"body"`
	N         int      `json:"n"`
	SHA256    string   `json:"sha256"`
	Size      int64    `json:"size"`
	MediaType string   `json:"media_type"`
	Remarks   []string `json:"remarks,omitempty"`
	Name      Prose    `json:"name"`
	Note      Prose    `json:"note,omitempty"`
	By        SeatID   `json:"by,omitempty"`
	Person    PersonID `json:"person,omitempty"`
}

// PaperWithdrawn takes a paper back (rút tài liệu). It stays on record.
type PaperWithdrawn struct {
	Paper  PaperID `json:"paper"`
	Body   BodyKey `json:"body"`
	Reason Prose   `json:"reason"`
}

// PaperShown says anew who may read a paper (đổi phạm vi xem).
type PaperShown struct {
	Paper PaperID    `json:"paper"`
	Body  BodyKey    `json:"body"`
	Sight PaperSight `json:"sight"`
}

// EventName implements [Event].
func (PaperLaid) EventName() string { return "paper.laid/1" }

// EventName implements [Event].
func (PaperVersioned) EventName() string { return "paper.versioned/1" }

// EventName implements [Event].
func (PaperWithdrawn) EventName() string { return "paper.withdrawn/1" }

// EventName implements [Event].
func (PaperShown) EventName() string { return "paper.shown/1" }

var paperEvents = []eventKind{
	kindOf[PaperLaid](),
	kindOf[PaperVersioned](),
	kindOf[PaperWithdrawn](),
	kindOf[PaperShown](),
}
