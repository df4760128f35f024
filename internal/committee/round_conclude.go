package committee

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"nghisu/internal/charter"
)

// ReplyIn answers one comment.
type ReplyIn struct {
	Comment CommentID
	Kind    ReplyKind
	Text    string
}

// AnswerCommentsIn is the drafter's answer to comments.
type AnswerCommentsIn struct {
	Round   RoundID
	Replies []ReplyIn
	By      PersonID // who answers
}

// AnswerComments answers comments (tiếp thu, giải trình): accepted, accepted in
// part, or explained, which needs the explanation. An answer may be changed
// until the round is concluded.
func AnswerComments(state RoundNow, in AnswerCommentsIn, env Env) ([]Event, error) {
	var c check
	if !c.round(state.Round, in.Round) {
		return c.events()
	}
	if len(in.Replies) == 0 {
		c.fail(Wrong("answers", "comment.no-reply"))
	}
	var out []Event
	seen := map[CommentID]bool{}
	for i, x := range in.Replies {
		at := "answers." + strconv.Itoa(i+1) + "."
		c.comment(at, *state.Round, x.Comment, seen)
		switch x.Kind {
		case Accepted, Partly, Explained:
		default:
			c.fail(Wrong(at+"kind", "comment.reply-kind"))
		}
		out = append(out, CommentAnswered{
			Round: in.Round, Body: state.Round.Body, Comment: x.Comment, Kind: x.Kind,
			Text: c.note(at+"text", x.Text, x.Kind != Accepted), By: in.By, At: env.Now.UnixMicro(),
		})
	}
	return c.events(out...)
}

// comment asks that a comment is of the round, and once in a list.
func (c *check) comment(at string, r Round, id CommentID, seen map[CommentID]bool) {
	if r.comment(id) == nil {
		c.fail(&Fault{Kind: NotFound, Code: "comment.unknown", Field: at + "comment", Args: []string{string(id)}})
	}
	if seen[id] {
		c.fail(Wrong(at+"comment", "list.twice", string(id)))
	}
	seen[id] = true
}

func (r Round) comment(id CommentID) *Comment {
	for _, s := range r.Slips {
		for i := range s.Comments {
			if s.Comments[i].ID == id {
				return &s.Comments[i]
			}
		}
	}
	return nil
}

// ChargeCommentsIn charges a seat with the answers to comments.
type ChargeCommentsIn struct {
	Round    RoundID
	Comments []CommentID
	To       SeatID
	Due      charter.Date
}

// ChargeComments charges a seat with the answers to comments (giao trả lời ý
// kiến); the drafter stays answerable for them.
func ChargeComments(state RoundNow, in ChargeCommentsIn, env Env) ([]Event, error) {
	var c check
	if !c.round(state.Round, in.Round) {
		return c.events()
	}
	if in.To == "" {
		c.fail(Wrong("to", "seat.not-on-roster", ""))
	}
	c.seated("to", in.To, state.Seats)
	if in.Due != 0 && in.Due < env.Today {
		c.fail(Wrong("due", "task.due-in-past", in.Due.String(), env.Today.String()))
	}
	if len(in.Comments) == 0 {
		c.fail(Wrong("comments", "comment.no-reply"))
	}
	var out []Event
	seen := map[CommentID]bool{}
	for i, id := range in.Comments {
		c.comment("comments."+strconv.Itoa(i+1)+".", *state.Round, id, seen)
		out = append(out, CommentCharged{Round: in.Round, Body: state.Round.Body, Comment: id, To: in.To, Due: in.Due})
	}
	return c.events(out...)
}

// ConcludeRoundState is what [ConcludeRound] needs of the store and of the
// charter.
type ConcludeRoundState struct {
	RoundNow
	Deciders []charter.Role // whom the charter gives the conclusion; empty: the head
	Mode     charter.Mode   // how the matter is decided, where the slips count; else empty
	Consents bool           // silence is consent, by the charter
	Tally    map[QuestionID]charter.Verdict
	Assign   map[QuestionID]AssignTaskState // of the outcomes that give out a task
	Names    map[Party]string               // for the fault that names comments
}

// OutcomeIn concludes on one question.
type OutcomeIn struct {
	Question QuestionID
	Text     string   // of this question; empty: the round's conclusion says it
	Side     Position // adopted (for, also when empty) or not (against)
	Given    Given
}

// ConcludeRoundIn concludes a round.
type ConcludeRoundIn struct {
	Round       RoundID
	By          SeatID
	Text        string
	Outcomes    []OutcomeIn
	Reply       string // to the origin; empty: the conclusion
	ReplyNumber string
	Seen        int64
}

// ConcludeRound concludes a round on every question (kết luận đợt lấy ý kiến).
// It waits until the last day has passed or nobody is left to answer, and until
// no comment is unanswered. Slips given on an older text and not confirmed count
// as given on it, and are counted apart.
func ConcludeRound(state ConcludeRoundState, in ConcludeRoundIn, env Env) ([]Event, error) {
	var c check
	c.seen(in.Seen, state.Changed)
	r := state.Round
	if !c.round(r, in.Round) {
		return c.events()
	}
	c.presiding(in.By, state.Seats, r.Chair, r.In, state.Deciders)
	c.ripe(state, env)
	e := RoundConcluded{
		Round: in.Round, Body: r.Body, At: env.Now.UnixMicro(), By: in.By, Text: c.note("text", in.Text, true),
		Reply: c.note("reply", in.Reply, false), ReplyNumber: c.line("reply_number", in.ReplyNumber, nameLimit, false),
	}
	switch {
	case r.Origin == (Origin{}) && (e.Reply != "" || e.ReplyNumber != ""):
		c.fail(Wrong("reply", "round.no-origin"))
	case r.Origin != (Origin{}) && e.Reply == "":
		e.Reply = e.Text
	}
	var tasks []Event
	seen := map[QuestionID]bool{}
	for i, o := range in.Outcomes {
		at := "outcomes." + strconv.Itoa(i+1) + "."
		q := r.Question(o.Question)
		if q == nil {
			c.fail(&Fault{Kind: NotFound, Code: "question.unknown", Field: at + "question", Args: []string{string(o.Question)}})
			continue
		}
		if seen[o.Question] {
			c.fail(Wrong(at+"question", "list.twice", shorten(q.Text, 60)))
		}
		seen[o.Question] = true
		x := c.outcome(at, state, o, env)
		if o.Given.any() && c.ok() {
			text := x.Text
			if text == "" {
				text = e.Text
			}
			task := c.given(state.Assign[o.Question], o.Given, r.Body, x.ID, text, in.By, env)
			x.Task = task.ID
			tasks = append(tasks, task)
		}
		e.Outcomes = append(e.Outcomes, x)
	}
	for _, q := range r.Questions {
		if !seen[q.ID] {
			c.fail(Wrong("outcomes", "round.question-left", shorten(q.Text, 60)))
		}
	}
	return c.events(append([]Event{e}, tasks...)...)
}

// outcome makes what is concluded on one question, with the members' slips as
// they stand.
func (c *check) outcome(at string, state ConcludeRoundState, o OutcomeIn, env Env) OutcomeEntry {
	n := state.Round.Count(o.Question, Members)
	yes := n.For
	if state.Consents {
		yes += n.Silent
	}
	x := OutcomeEntry{
		Question: o.Question, Text: c.note(at+"text", o.Text, false), Side: c.side(o.Side, true),
		Asked: n.Asked, For: n.For, Against: n.Against, Other: n.Other, Silent: n.Silent,
		StaleFor: n.StaleFor, StaleAgainst: n.StaleAgainst, StaleOther: n.StaleOther,
	}
	x.AgainstMajority = x.Side == For && n.Against > yes || x.Side == Against && yes > n.Against
	var tally *charter.Verdict
	if v, ok := state.Tally[o.Question]; ok {
		tally = &v
	}
	c.followsCount(state.Mode, tally, x.Side, x.AgainstMajority)
	if c.ok() {
		x.ID = ConclusionID(env.NewID())
	}
	return x
}

// ripe asks that a round can be concluded: its time has run out or everybody has
// answered on the text in force, and the drafter has answered every comment.
func (c *check) ripe(state ConcludeRoundState, env Env) {
	r := state.Round
	if env.Today <= r.Deadline {
		waiting := map[Party]bool{}
		slip := r.Finder()
		for _, q := range r.Questions {
			for _, p := range r.Asked {
				if s := slip(q.ID, p); s == nil || r.Stale(*s) {
					waiting[p] = true
				}
			}
		}
		if len(waiting) > 0 {
			c.fail(Clash("round.running", r.Deadline.String(), strconv.Itoa(len(waiting))))
		}
	}
	if left := r.Table().Unanswered(); len(left) > 0 {
		c.fail(Clash("round.unanswered", strconv.Itoa(len(left)), unansweredWords(left, state.Names)))
	}
}

// namedComments is how many comments a fault names.
const namedComments = 5

// unansweredWords names comments by who made them and on what.
func unansweredWords(left []Row, names map[Party]string) string {
	var words []string
	for _, x := range left[:min(len(left), namedComments)] {
		where := x.Comment.Address
		if where == "" {
			where = x.Comment.Place
		}
		if where == "" {
			where = shorten(x.Comment.Text, 40)
		}
		words = append(words, strings.TrimSpace(names[x.By]+" · "+where))
	}
	if len(left) > namedComments {
		words = append(words, "…")
	}
	return strings.Join(words, "; ")
}

// Row is one comment of a round's table, with who made it on which question.
type Row struct {
	Question QuestionID
	By       Party
	Version  int // of the text on which it was made
	Comment  Comment
}

// Table is the table of a round: received, accepted, explained (bảng tổng hợp,
// tiếp thu, giải trình), in the order of the articles, then of the places in
// free words, and last what speaks of the text as a whole.
type Table []Row

// Table gathers the comments of a round.
func (r Round) Table() Table {
	out := make(Table, 0, r.Comments())
	order := make(map[Party]int, len(r.Asked))
	for i, p := range r.Asked {
		order[p] = i
	}
	places := map[spot]int{}
	for _, s := range r.Slips {
		for _, x := range s.Comments {
			out = append(out, Row{Question: s.Question, By: s.By, Version: s.Version, Comment: x})
			places[x.spot()] = 0
		}
	}
	for i, x := range slices.SortedFunc(maps.Keys(places), compareSpots) {
		places[x] = i
	}
	// Many comments stand in few places: the places are compared once.
	keys := make([][3]int, len(out))
	for i, x := range out {
		keys[i] = [3]int{places[x.Comment.spot()], order[x.By], i}
	}
	slices.SortFunc(keys, func(a, b [3]int) int { return slices.Compare(a[:], b[:]) })
	sorted := make(Table, len(out))
	for i, k := range keys {
		sorted[i] = out[k[2]]
	}
	return sorted
}

// spot is where in the text a comment stands.
type spot struct{ address, place string }

func (c Comment) spot() spot { return spot{c.Address, c.Place} }

// compareSpots orders articles before places in free words, and those before what
// speaks of the text as a whole.
func compareSpots(a, b spot) int {
	return cmp.Or(a.kind()-b.kind(), CompareAddresses(a.address, b.address), CompareAddresses(a.place, b.place), cmp.Compare(a.place, b.place))
}

func (s spot) kind() int {
	switch {
	case s.address != "":
		return 0
	case s.place != "":
		return 1
	}
	return 2
}

// Unanswered gives the comments without the drafter's answer, in the table's
// order.
func (t Table) Unanswered() []Row {
	return slices.DeleteFunc(slices.Clone(t), func(x Row) bool { return x.Comment.Reply.Kind != "" })
}
