package app

import (
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// RoundStage is where a round stands to a reader: open, closed (its last day has
// passed and it waits for its conclusion), concluded or cancelled.
type RoundStage string

// StageClosed is an open round whose last day has passed.
const StageClosed RoundStage = "closed"

// RoundFilter narrows a list of rounds.
type RoundFilter struct {
	Body   committee.BodyKey
	Stage  RoundStage
	Asked  bool // rounds that ask the reader, or whom the reader acts for
	Oldest bool // last day earliest first; else latest first
	Cursor string
	Limit  int
}

// RoundLine is a round in a list.
type RoundLine struct {
	ID         committee.RoundID
	Body       committee.BodyKey
	BodyName   charter.Text
	In         string
	Title      string // empty where it is veiled
	Stage      RoundStage
	Opened     time.Time
	Deadline   charter.Date
	DaysLeft   int // working days; negative when past
	Asked      int
	Answered   int // parties that have answered every question
	Comments   int
	Unanswered int // comments that wait for the drafter
	Meeting    committee.MeetingID
	Item       committee.ItemID // of the meeting's agenda, for a draft that stands there
	Veiled     bool             // its item is confidential now: the reader is asked, and knows no more than the last day
}

// RoundList is a page of rounds.
type RoundList struct {
	Items []RoundLine
	Next  string // cursor; empty at the end
}

// RoundWaiting is a round that waits for the reader's answer, in one capacity.
type RoundWaiting struct {
	Line  RoundLine // without how far it is answered
	By    committee.Party
	Name  charter.Text // of the party
	Left  int          // questions not answered
	Stale int          // slips that wait to be confirmed
}

// RoundRule is what the charter says of a round; an empty word is what it leaves
// open.
type RoundRule struct {
	Silence  string // none, consent, escalate
	Weight   string // counts, reference
	Capacity string // personal, official
	Mode     charter.Mode
	Binds    bool         // the slips bind as votes
	Clause   *Clause      // of the rule on rounds
	ModeBy   *Clause      // of how the matter is decided
	Least    charter.Date // the first deadline that the charter allows; zero: it states none
	Short    bool         // the deadline was shorter than that
	Open     []string     // what the text leaves open: silence, weight, capacity, deadline
}

// RoundQuestion is one question with what became of it. The counts are nil for
// who may not know them yet.
type RoundQuestion struct {
	Question committee.Question
	Members  *committee.Count // the body's seats: they make a majority
	Others   *committee.Count // agencies and experts, for reference
	Options  map[string]int   // slips by position; nil as the counts
	Tally    charter.Verdict  // the members' slips held against the charter
	Silence  charter.Verdict  // those who are silent held against it
}

// Own are the question's own positions, where it has some; the usual three bear no
// label.
func (q RoundQuestion) Own() (out []committee.Option) {
	for _, o := range q.Question.Options {
		if o.Label != "" {
			out = append(out, o)
		}
	}
	return out
}

// RoundParty is who is asked, and how far it has answered.
type RoundParty struct {
	Party    committee.Party
	Name     charter.Text
	Capacity string // personal, official; empty: the charter leaves it open
	Left     int    // questions not answered
	Stale    int    // slips on an older text
	Recorded int    // slips written down by somebody else and not confirmed
	Answered time.Time
	Known    bool         // the reader may know how far it has answered
	Mine     bool         // the reader answers for it
	Files    []LetterFile // came with its answer by letter; for who reads its slips
}

// TableRow is one comment of the table: received, accepted, explained.
type TableRow struct {
	Row     committee.Row
	Name    charter.Text // who made it
	Heading string       // of the article it is on, in the text in force
	Gone    bool         // the text in force has no such article any more
	By      string       // who answered
	To      string       // who is charged with the answer
}

// StaleSlip is an own slip that rests on an older text, with what changed since.
type StaleSlip struct {
	By       committee.Party
	Question committee.QuestionID
	Revision int
	Version  int
	Articles []string
	Papers   []string // titles; empty of a paper that the reader no longer sees
}

// RoundPage is one round whole, as far as the reader may know it.
type RoundPage struct {
	Line       RoundLine
	Round      committee.Round // slips: those that the reader may read; papers no longer in sight bear no title
	Whole      bool            // the reader may read every slip
	Insider    bool            // is asked, drafts, or sits in the body
	Rule       RoundRule
	Questions  []RoundQuestion
	Parties    []RoundParty
	Missing    []charter.Text // who has not answered; for who may know it
	Table      []TableRow
	Stale      []StaleSlip  // own slips to confirm
	StaleCount int          // parties whose slips rest on an older text; for who may know it
	Sitting    *MeetingLine // on whose agenda the draft stands; nil: on none, or on one out of sight
	OnItem     string       // the item
	Chair      string
	Opener     string
	Drafter    charter.Text
	Offers     []Offer
	Changed    int64
	Trail
}
