package committee

import (
	"cmp"
	"encoding/hex"
	"slices"
	"strconv"
)

// FileIn is a file that was received and looked at: the books keep what it is,
// the blob store its bytes.
type FileIn struct {
	SHA256    string
	Name      string
	MediaType string
	Size      int64
	Remarks   []string
}

// The most papers of one meeting, and the most versions of one paper.
const (
	maxPapersLaid    = 500
	maxPaperVersions = 500
)

// file checks what is said of a file.
func (c *check) file(in FileIn) Prose {
	if b, err := hex.DecodeString(in.SHA256); err != nil || len(b) != 32 || in.Size <= 0 || in.MediaType == "" {
		c.fail(Wrong("file", "paper.no-file"))
	}
	return Prose(c.line("file", in.Name, nameLimit, true))
}

// sight checks who may read a paper.
func (c *check) sight(s PaperSight) PaperSight {
	switch s {
	case "":
		return ForCalled
	case ForCalled, ForBody:
	default:
		c.fail(Wrong("sight", "paper.sight", string(s)))
	}
	return s
}

// LayPaperState is what [LayPaper] needs of the store.
type LayPaperState struct {
	Body    *Body
	Parts   []string // sub-bodies that the charter names
	Meeting *Meeting // when the input names one
	Round   *Round   // when the input names one
	Topic   *Topic   // when the input names one
	Papers  []Paper  // laid in the same place
}

// LayPaperIn lays a paper before a meeting, on one item of it or on none; before
// a round; in a working space; or in none of them, to be bound later.
type LayPaperIn struct {
	Body    BodyKey
	In      string // sub-body; of a meeting or round: its own
	Title   string // empty: the name of the file
	Kind    PaperKind
	Meeting MeetingID
	Item    ItemID
	Round   RoundID
	Topic   TopicID
	Sight   PaperSight // empty: those called
	Secrecy string     // the mark of secrecy that the document bears, when it bears one
	Note    string
	File    FileIn
	By      SeatID
	Person  PersonID
}

// LayPaper lays a paper (đưa tài liệu vào phiên họp). A document that bears a
// mark of state secrets is refused whatever its mark: such documents do not go
// through a networked system that has not been licensed for them.
//
// Source: Luật Bảo vệ bí mật nhà nước.
func LayPaper(state LayPaperState, in LayPaperIn, env Env) ([]Event, error) {
	var c check
	if state.Body == nil {
		return nil, Missing("body.unknown", string(in.Body))
	}
	c.unclassified(in.Secrecy)
	c.paperPlace(state, &in)
	switch {
	case in.Kind == "":
		c.fail(Wrong("kind", "paper.kind-none"))
	case !slices.Contains(PaperKinds(), in.Kind):
		c.fail(Wrong("kind", "paper.kind", string(in.Kind)))
	}
	name := c.file(in.File)
	title := c.title("title", in.Title, false)
	if title == "" {
		title = name
	}
	e := PaperLaid{
		Body: in.Body, In: in.In, Title: title, Kind: in.Kind, Meeting: in.Meeting, Item: in.Item, Round: in.Round, Topic: in.Topic,
		Sight: c.sight(in.Sight), By: in.By, Person: in.Person,
	}
	note := c.note("note", in.Note, false)
	if len(state.Papers) >= maxPapersLaid {
		c.fail(Clash("paper.too-many", strconv.Itoa(maxPapersLaid)))
	}
	for _, p := range state.Papers {
		if !p.Withdrawn && p.Item == in.Item && p.Newest().SHA256 == in.File.SHA256 {
			c.fail(Clash("paper.twice", p.Title))
		}
	}
	if !c.ok() {
		return c.events()
	}
	e.ID = PaperID(env.NewID())
	return c.events(e, in.File.version(e.ID, in.Body, 1, name, note, in.By, in.Person))
}

// unclassified asks that a document bears no mark of state secrets.
func (c *check) unclassified(mark string) {
	switch mark {
	case "", "none":
	default:
		c.fail(refuse("secrecy", "paper.secret"))
	}
}

// paperPlace checks where a paper is laid, and gives it the sub-body of that.
func (c *check) paperPlace(state LayPaperState, in *LayPaperIn) {
	switch {
	case in.Meeting != "" && in.Round != "":
		c.fail(Wrong("round", "paper.two-places"))
	case in.Topic != "" && (in.Meeting != "" || in.Round != ""):
		c.fail(Wrong("topic", "paper.two-places"))
	case in.Topic != "":
		in.In = ""
		c.inTopic(state.Topic, in.Topic)
		c.topicSight(in.Sight)
	case in.Meeting != "":
		if !c.found(state.Meeting, in.Meeting, Convened, Postponed, Held) {
			return
		}
		in.In = state.Meeting.In
		if in.Item != "" && state.Meeting.item(in.Item) == nil {
			c.fail(Missing("item.unknown", string(in.Item)))
		}
	case in.Round != "":
		if state.Round == nil {
			c.fail(Missing("round.unknown", string(in.Round)))
			return
		}
		if state.Round.State != RoundOpen {
			c.fail(Clash("round.state", string(state.Round.State)))
		}
		in.In = state.Round.In
	case in.In != "" && !slices.Contains(state.Parts, in.In):
		c.fail(Wrong("in", "seat.part-unknown", in.In))
	}
	if in.Meeting == "" && in.Item != "" {
		c.fail(Missing("item.unknown", string(in.Item)))
	}
}

// topicSight asks that a paper of a working space is not shown beyond it: who takes
// part there reads it.
func (c *check) topicSight(s PaperSight) {
	if s == ForBody {
		c.fail(Wrong("sight", "paper.topic-sight"))
	}
}

// version makes the event of a file that becomes a version.
func (f FileIn) version(paper PaperID, body BodyKey, n int, name, note Prose, by SeatID, person PersonID) PaperVersioned {
	return PaperVersioned{
		Paper: paper, Body: body, N: n, SHA256: f.SHA256, Size: f.Size, MediaType: f.MediaType, Remarks: f.Remarks,
		Name: name, Note: note, By: by, Person: person,
	}
}

// PaperNow is what the acts on a paper need of the store.
type PaperNow struct {
	Paper   *Paper
	Meeting *Meeting // before which it is laid, if any
	Topic   *Topic   // in which it is laid, if any
	Changed Change
}

// laid asks that the paper is there, not withdrawn, and that its meeting, if
// any, is still to be held or is being held: what was concluded on keeps its
// papers as they were.
func (c *check) laid(state PaperNow, id PaperID) bool {
	switch {
	case state.Paper == nil:
		c.fail(Missing("paper.unknown", string(id)))
		return false
	case state.Paper.Withdrawn:
		c.fail(Clash("paper.withdrawn", state.Paper.Title))
	case state.Paper.Meeting != "":
		c.found(state.Meeting, state.Paper.Meeting, Convened, Postponed, Held)
	case state.Paper.Topic != "":
		c.inTopic(state.Topic, state.Paper.Topic)
	}
	return true
}

// AddVersionIn adds a version to a paper.
type AddVersionIn struct {
	Paper   PaperID
	After   int // the newest version that its writer saw; 0: did not look
	Note    string
	Secrecy string
	File    FileIn
	By      SeatID
	Person  PersonID
	Seen    int64
}

// AddVersion adds a version to a paper, with what changed (phiên bản mới). Of two
// who add at once, each from the version they saw, the second is told.
func AddVersion(state PaperNow, in AddVersionIn, _ Env) ([]Event, error) {
	var c check
	c.seen(in.Seen, state.Changed)
	if !c.laid(state, in.Paper) {
		return c.events()
	}
	c.unclassified(in.Secrecy)
	newest := state.Paper.Newest()
	switch {
	case in.After != 0 && in.After != newest.N:
		c.fail(Clash("paper.newer-version", strconv.Itoa(newest.N), cmp.Or(newest.Note, newest.Name)))
	case in.File.SHA256 == newest.SHA256:
		c.fail(Clash("paper.same-file", strconv.Itoa(newest.N)))
	case newest.N >= maxPaperVersions:
		c.fail(Clash("paper.too-many-versions", strconv.Itoa(maxPaperVersions)))
	}
	name, note := c.file(in.File), c.note("note", in.Note, true)
	return c.events(in.File.version(in.Paper, state.Paper.Body, newest.N+1, name, note, in.By, in.Person))
}

// WithdrawPaperIn takes a paper back.
type WithdrawPaperIn struct {
	Paper  PaperID
	Reason string
	Seen   int64
}

// WithdrawPaper takes a paper back (rút tài liệu): its versions stay on record,
// and readers see that it was withdrawn and why.
func WithdrawPaper(state PaperNow, in WithdrawPaperIn, _ Env) ([]Event, error) {
	var c check
	c.seen(in.Seen, state.Changed)
	if !c.laid(state, in.Paper) {
		return c.events()
	}
	reason := c.note("reason", in.Reason, true)
	return c.events(PaperWithdrawn{Paper: in.Paper, Body: state.Paper.Body, Reason: reason})
}

// ShowPaperIn says anew who may read a paper.
type ShowPaperIn struct {
	Paper PaperID
	Sight PaperSight
	Seen  int64
}

// ShowPaper says anew who may read a paper (đổi phạm vi xem).
func ShowPaper(state PaperNow, in ShowPaperIn, _ Env) ([]Event, error) {
	var c check
	c.seen(in.Seen, state.Changed)
	if !c.laid(state, in.Paper) {
		return c.events()
	}
	sight := c.sight(in.Sight)
	if state.Paper.Topic != "" {
		c.topicSight(sight)
	}
	if sight == state.Paper.Sight {
		c.fail(Clash("paper.same-sight"))
	}
	return c.events(PaperShown{Paper: in.Paper, Body: state.Paper.Body, Sight: sight})
}
