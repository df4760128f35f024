package committee

import (
	"slices"
	"time"

	"nghisu/internal/charter"
)

// RoundState is where an opinion round stands.
type RoundState string

// The states of an opinion round. Between its last day and its conclusion an
// open round takes no more slips; see [Round.Closed].
const (
	RoundOpen RoundState = "open"
	RoundDone RoundState = "concluded"
	RoundOff  RoundState = "cancelled"
)

// CommentID is a comment on a text laid before a round (ý kiến góp ý).
type CommentID string

// Round is an opinion round (đợt lấy ý kiến): a deliberation without a room,
// over exact texts, among the parties who are asked.
type Round struct {
	ID        RoundID
	Body      BodyKey
	In        string // sub-body
	Matter    string // matter class of the charter, or empty
	Authority string // in whose power the matter lies, when the asker says
	Title     string
	Questions []Question
	Papers    []BoundPaper
	Articles  []Article // the text in force, when it was written into the round
	Asked     []Party
	Capacity  string    // of members: personal, official; empty: the charter leaves it open
	Opened    time.Time // UTC
	Deadline  charter.Date
	Drafter   Party // who answers the comments: a seat or an agency
	Chair     SeatID
	Opener    SeatID
	Origin    Origin
	Meeting   MeetingID // on whose agenda the text stands; empty: on none
	Item      ItemID    // of that agenda
	Public    bool      // once concluded anyone may read what was asked and concluded
	State     RoundState
	Version   int // of the text: 1, 2 …
	Changes   []TextChange
	Slips     []Slip
	Late      []LateSlip // what came after the last day and counts for nothing yet
	Closing   Closing
}

// Party is who is asked, in the capacity of the answer: a seat, an agency or an
// expert in person. Exactly one is set (nơi được hỏi).
type Party struct {
	Seat   SeatID
	Agency AgencyID
	Person PersonID
}

// Key names a party in one word.
func (p Party) Key() string {
	switch {
	case p.Seat != "":
		return "seat:" + string(p.Seat)
	case p.Agency != "":
		return "agency:" + string(p.Agency)
	case p.Person != "":
		return "person:" + string(p.Person)
	}
	return ""
}

// Origin is the request from outside the body that a round answers (văn bản xin
// ý kiến): from whom, its number, its date and the day it was received.
type Origin struct {
	From     string
	Number   string
	Date     charter.Date
	Received charter.Date
}

// Question is one question of a round with the positions it offers.
type Question struct {
	ID      QuestionID
	Order   int
	Text    string
	Options []Option
	Outcome *Outcome // once concluded
}

// Option is one position that a slip may take. The three default ones have the
// key of their side and no label of their own.
type Option struct {
	Key   string
	Label string
	Side  Position
}

// BoundPaper is one version of a paper to which a round is bound by its hash.
type BoundPaper struct {
	Paper   PaperID
	Version int
	SHA256  string
	Title   string
}

// Article is one article of a text written into a round.
type Article struct {
	Address string // dieu-2, dieu-2.1.a
	Heading string
	Text    string
}

// TextChange is what changed with a version of the text after the first.
type TextChange struct {
	Version  int
	At       time.Time
	Note     string
	Articles []string  // addresses changed, added or removed
	Papers   []PaperID // papers changed, added or removed
}

// Slip is a party's answer to one question (phiếu ý kiến).
type Slip struct {
	Question QuestionID
	By       Party
	Option   string
	Position Position
	Reason   string
	Comments []Comment
	Revision int
	Version  int       // of the text on which it was given or confirmed
	At       time.Time // when it was given
	Entered  time.Time // when it was written down
	How      string    // telephone, paper, meeting: how it came to who wrote it down; empty: given by the party
	// Confirmed says that the party stands by what was written down for it; true of
	// every slip that the party gave itself.
	Confirmed bool
	Filled    Filled // when it was filled in without a network; zero: where it was sent
}

// Comment is what a slip says on one place of the text (góp ý).
type Comment struct {
	ID      CommentID
	Address string // of an article of the round
	Place   string // or a place in free words
	Text    string
	Reply   Reply
	To      SeatID       // who was charged with the answer; empty: the drafter
	Due     charter.Date // by when
}

// ReplyKind is what the drafter does with a comment.
type ReplyKind string

// The drafter's answers.
const (
	Accepted  ReplyKind = "accepted"  // tiếp thu
	Partly    ReplyKind = "partly"    // tiếp thu một phần
	Explained ReplyKind = "explained" // giải trình
)

// Reply is the drafter's answer to a comment (tiếp thu, giải trình); the zero
// one is none yet.
type Reply struct {
	Kind ReplyKind
	Text string
	By   PersonID
	At   time.Time
}

// Closing is how a round ended: concluded or called off.
type Closing struct {
	At          time.Time
	By          SeatID
	Text        string // conclusion, or the reason for calling it off
	Reply       string // what the origin was answered
	ReplyNumber string
}

// Count is how a question was answered by one group of parties (tổng hợp). A
// slip given on an older text and not confirmed since counts, and is counted
// apart.
type Count struct {
	Asked, For, Against, Other, Silent    int
	StaleFor, StaleAgainst, StaleOther    int
	ForWithComments, Recorded, Unanswered int // comments: unanswered ones; recorded: on behalf and not confirmed
}

// Answered is how many gave a slip.
func (n Count) Answered() int { return n.For + n.Against + n.Other }

// Stale is how many slips rest on an older text.
func (n Count) Stale() int { return n.StaleFor + n.StaleAgainst + n.StaleOther }

// Outcome is what a round concluded on one question.
type Outcome struct {
	ID              ConclusionID
	Text            string
	Side            Position // adopted (for) or not (against)
	Count           Count    // of the members' slips
	AgainstMajority bool
	Task            TaskID
}

// Closed reports whether a round takes no more slips on a day.
func (r Round) Closed(on charter.Date) bool { return r.State != RoundOpen || on > r.Deadline }

// VersionAt gives the version of the text in force at an instant.
func (r Round) VersionAt(t time.Time) int {
	v := 1
	for _, c := range r.Changes {
		if !c.At.After(t) {
			v = max(v, c.Version)
		}
	}
	return v
}

// lastText is when the text in force came to be so.
func (r Round) lastText() time.Time {
	at := r.Opened
	for _, c := range r.Changes {
		at = Latest(at, c.At)
	}
	return at
}

// ChangedSince gives what of the text changed after a version: addresses in the
// order of the articles, and papers.
func (r Round) ChangedSince(version int) (articles []string, papers []PaperID) {
	for _, c := range r.Changes {
		if c.Version > version {
			articles = append(articles, c.Articles...)
			papers = append(papers, c.Papers...)
		}
	}
	slices.SortFunc(articles, CompareAddresses)
	slices.Sort(papers)
	return slices.Compact(articles), slices.Compact(papers)
}

// Stale reports whether a slip rests on an older text than the one in force.
func (r Round) Stale(s Slip) bool { return s.Version < r.Version }

// Slip finds a party's slip on a question.
func (r Round) Slip(q QuestionID, by Party) *Slip {
	for i := range r.Slips {
		if r.Slips[i].Question == q && r.Slips[i].By == by {
			return &r.Slips[i]
		}
	}
	return nil
}

// Finder gives [Round.Slip] for many questions and parties: it looks through the
// slips once.
func (r Round) Finder() func(QuestionID, Party) *Slip {
	type key struct {
		question QuestionID
		by       Party
	}
	at := make(map[key]int, len(r.Slips))
	for i := range r.Slips {
		at[key{r.Slips[i].Question, r.Slips[i].By}] = i
	}
	return func(q QuestionID, by Party) *Slip {
		i, ok := at[key{q, by}]
		if !ok {
			return nil
		}
		return &r.Slips[i]
	}
}

// Comments counts the comments of the slips.
func (r Round) Comments() int {
	n := 0
	for i := range r.Slips {
		n += len(r.Slips[i].Comments)
	}
	return n
}

// Question finds a question.
func (r Round) Question(id QuestionID) *Question {
	for i := range r.Questions {
		if r.Questions[i].ID == id {
			return &r.Questions[i]
		}
	}
	return nil
}

// Option finds a position that a question offers.
func (q Question) Option(key string) (Option, bool) {
	i := slices.IndexFunc(q.Options, func(o Option) bool { return o.Key == key })
	if i < 0 {
		return Option{}, false
	}
	return q.Options[i], true
}

// Count counts the slips of some parties on a question.
func (r Round) Count(q QuestionID, of func(Party) bool) Count {
	var n Count
	for _, p := range r.Asked {
		if of(p) {
			n.Asked++
		}
	}
	for i := range r.Slips { // one a party, of parties that are asked
		if s := &r.Slips[i]; s.Question == q && of(s.By) {
			n.add(s, r.Stale(*s))
		}
	}
	n.Silent = n.Asked - n.Answered()
	return n
}

func (n *Count) add(s *Slip, stale bool) {
	all, old := &n.Other, &n.StaleOther
	switch s.Position {
	case For:
		all, old = &n.For, &n.StaleFor
		if len(s.Comments) > 0 {
			n.ForWithComments++
		}
	case Against:
		all, old = &n.Against, &n.StaleAgainst
	}
	*all++
	if stale {
		*old++
	}
	if !s.Confirmed {
		n.Recorded++
	}
	for _, c := range s.Comments {
		if c.Reply.Kind == "" {
			n.Unanswered++
		}
	}
}

// Members says whether a party is a seat of the body: only their slips make a
// majority; those of agencies and experts are for reference.
func Members(p Party) bool { return p.Seat != "" }

// Others says whether a party stands outside the body.
func Others(p Party) bool { return p.Seat == "" }
