package committee

import (
	"slices"
	"strconv"

	"nghisu/internal/charter"
)

// The most that one round may hold.
const (
	maxQuestions = 50
	maxAsked     = 1000
	maxArticles  = 400
	maxPapers    = 100
	maxOptions   = 10
	maxComments  = 200
)

// OpenRoundState is what [OpenRound] needs of the store and of the charter.
type OpenRoundState struct {
	Body     *Body
	Seats    []Seat   // seats of the body and its sub-bodies that live today
	Parts    []string // sub-bodies that the charter names
	Agencies []Agency // agencies that the input names
	People   []Person // experts that the input names
	Papers   []BoundPaper
	Meeting  *Meeting     // on whose agenda the text stands
	Capacity string       // of members, by the charter; empty: it leaves it open
	Least    charter.Date // the first deadline that the charter allows; zero: it states none
	// Binding says that the charter enforces its deadline; Clause is the verdict
	// that says so, for the refusal.
	Binding bool
	Clause  *charter.Verdict
}

// OptionIn is one position of a body's own set.
type OptionIn struct {
	Label string
	Side  Position
}

// QuestionIn is one question; without options it offers agreeing, not agreeing
// and another opinion.
type QuestionIn struct {
	Text    string
	Options []OptionIn
}

// OpenRoundIn opens an opinion round.
type OpenRoundIn struct {
	Body      BodyKey
	In        string
	Matter    string
	Authority string
	Title     string
	Questions []QuestionIn
	Articles  []Article
	Asked     []Party
	Deadline  charter.Date // zero: the charter's
	Drafter   Party
	Chair     SeatID
	Opener    SeatID
	Origin    Origin
	Public    bool
	Item      ItemID // of an agenda on which the text stands; empty: none
}

// OpenRound opens an opinion round (mở đợt lấy ý kiến) on one or several
// questions, over exact texts, until a last day. A deadline shorter than the
// charter's is refused where the charter enforces its own.
func OpenRound(state OpenRoundState, in OpenRoundIn, env Env) ([]Event, error) {
	var c check
	if state.Body == nil {
		return nil, Missing("body.unknown", string(in.Body))
	}
	c.within("body", env.Today, state.Body.From, state.Body.To, state.Body.Name.VI)
	if in.In != "" && !slices.Contains(state.Parts, in.In) {
		c.fail(Wrong("in", "seat.part-unknown", in.In))
	}
	if in.Matter != "" {
		c.key("matter", in.Matter)
	}
	if in.Authority != "" {
		c.key("authority", in.Authority)
	}
	m := c.onAgenda(state, &in, env)
	c.seated("chair", in.Chair, state.Seats)
	e := RoundOpened{
		Body: in.Body, In: in.In, Matter: in.Matter, Authority: in.Authority, Title: c.title("title", in.Title, true),
		Capacity: state.Capacity, Opened: env.Now.UnixMicro(), Deadline: c.deadline(state, in.Deadline, env),
		Chair: in.Chair, Opener: in.Opener, Public: in.Public, Origin: c.origin(in.Origin, env),
		Meeting: m, Item: in.Item,
	}
	e.Questions = c.questions(in.Questions, env)
	e.Papers = c.bound(state.Papers)
	e.Articles = c.articles(in.Articles)
	e.Asked = c.asked(in.Asked, state, env)
	if in.Drafter.Person != "" {
		c.fail(Wrong("drafter.person", "round.drafter"))
	}
	e.Drafter = c.party("drafter", in.Drafter, state, env)
	if !c.ok() {
		return c.events()
	}
	e.ID = RoundID(env.NewID())
	return c.events(e)
}

// deadline settles the last day on which slips are taken.
func (c *check) deadline(state OpenRoundState, d charter.Date, env Env) charter.Date {
	if d == 0 {
		d = state.Least
	}
	switch {
	case d == 0:
		c.fail(Wrong("deadline", "round.no-deadline"))
	case d < env.Today:
		c.fail(Wrong("deadline", "round.deadline-past", d.String(), env.Today.String()))
	case d.Time().Sub(env.Today.Time()) > farthest:
		c.fail(Wrong("deadline", "round.deadline-far"))
	case state.Binding && d < state.Least:
		c.fail(&Fault{Kind: Refused, Code: "round.deadline-short", Field: "deadline", Args: []string{state.Least.String()}, Verdict: state.Clause})
	}
	return d
}

// origin checks the request from outside that a round answers.
func (c *check) origin(o Origin, env Env) OriginEntry {
	if o == (Origin{}) {
		return OriginEntry{}
	}
	e := OriginEntry{
		From: c.title("origin.from", o.From, true), Number: c.line("origin.number", o.Number, nameLimit, false), Date: o.Date, Received: o.Received,
	}
	c.day("origin.received", o.Received)
	c.ordered("origin.received", o.Date, o.Received)
	if o.Received > env.Today {
		c.fail(Wrong("origin.received", "round.origin-to-come", o.Received.String()))
	}
	return e
}

// questions checks what is asked.
func (c *check) questions(list []QuestionIn, env Env) []QuestionEntry {
	if len(list) == 0 {
		c.fail(Wrong("questions", "round.no-question"))
	}
	if len(list) > maxQuestions {
		c.fail(Wrong("questions", "list.too-long", strconv.Itoa(maxQuestions), strconv.Itoa(len(list))))
		return nil
	}
	var out []QuestionEntry
	for i, q := range list {
		at := "questions." + strconv.Itoa(i+1) + "."
		out = append(out, QuestionEntry{
			ID: QuestionID(env.NewID()), Text: c.note(at+"text", q.Text, true), Options: c.options(at+"options", q.Options),
		})
	}
	return out
}

// options checks a body's own set of positions: at least two, each with a label
// of its own and the side it stands for, one of them for and one not.
func (c *check) options(at string, list []OptionIn) []OptionEntry {
	if len(list) == 0 {
		return []OptionEntry{{Key: string(For), Side: For}, {Key: string(Against), Side: Against}, {Key: string(Other), Side: Other}}
	}
	if len(list) > maxOptions {
		c.fail(Wrong(at, "list.too-long", strconv.Itoa(maxOptions), strconv.Itoa(len(list))))
		return nil
	}
	var out []OptionEntry
	sides, labels := map[Position]bool{}, map[Prose]bool{}
	for i, o := range list {
		here := at + "." + strconv.Itoa(i+1) + "."
		label := c.title(here+"label", o.Label, true)
		if labels[label] {
			c.fail(Wrong(here+"label", "list.twice", string(label)))
		}
		c.position(here+"side", o.Side)
		sides[o.Side], labels[label] = true, true
		out = append(out, OptionEntry{Key: strconv.Itoa(i + 1), Label: label, Side: o.Side})
	}
	if !sides[For] || len(sides) < 2 {
		c.fail(Wrong(at, "round.options"))
	}
	return out
}

// position asks for one of the three sides.
func (c *check) position(field string, p Position) {
	switch p {
	case For, Against, Other:
	default:
		c.fail(Wrong(field, "position.kind", string(p)))
	}
}

// asked checks who is asked, each once.
func (c *check) asked(list []Party, state OpenRoundState, env Env) []PartyEntry {
	if len(list) == 0 {
		c.fail(Wrong("asked", "round.nobody"))
	}
	if len(list) > maxAsked {
		c.fail(Wrong("asked", "list.too-long", strconv.Itoa(maxAsked), strconv.Itoa(len(list))))
		return nil
	}
	var out []PartyEntry
	seen := map[Party]bool{}
	for i, p := range list {
		at := "asked." + strconv.Itoa(i+1)
		e := c.party(at, p, state, env)
		if seen[p] {
			c.fail(Wrong(at, "list.twice", string(p.Seat)+string(p.Agency)+string(p.Person)))
		}
		seen[p] = true
		out = append(out, e)
	}
	return out
}

// party asks that exactly one of seat, agency and person is named and is there
// today.
func (c *check) party(at string, p Party, state OpenRoundState, env Env) PartyEntry {
	set := 0
	for _, is := range []bool{p.Seat != "", p.Agency != "", p.Person != ""} {
		if is {
			set++
		}
	}
	if set != 1 {
		c.fail(Wrong(at, "round.party-one-of"))
		return PartyEntry{}
	}
	c.seated(at+".seat", p.Seat, state.Seats)
	if p.Agency != "" {
		k := slices.IndexFunc(state.Agencies, func(a Agency) bool { return a.ID == p.Agency })
		if k < 0 {
			c.fail(&Fault{Kind: NotFound, Code: "agency.unknown", Field: at + ".agency", Args: []string{string(p.Agency)}})
		} else {
			c.within(at+".agency", env.Today, state.Agencies[k].From, state.Agencies[k].To, state.Agencies[k].Name.VI)
		}
	}
	if p.Person != "" && !slices.ContainsFunc(state.People, func(x Person) bool { return x.ID == p.Person }) {
		c.fail(&Fault{Kind: NotFound, Code: "person.unknown", Field: at + ".person", Args: []string{string(p.Person)}})
	}
	return PartyEntry(p)
}

// RoundNow is what the acts on a round that is open need of the store.
type RoundNow struct {
	Round   *Round
	Seats   []Seat // seats of the body and its sub-bodies that live today
	Changed Change
	Extends string // who may give more time, in words
}

// round asks that the round exists and is open.
func (c *check) round(r *Round, id RoundID) bool {
	if r == nil {
		c.fail(Missing("round.unknown", string(id)))
		return false
	}
	switch r.State {
	case RoundDone:
		c.fail(Clash("round.concluded"))
	case RoundOff:
		c.fail(Clash("round.cancelled"))
	}
	return r.State == RoundOpen
}

// ExtendRoundIn gives more time to answer.
type ExtendRoundIn struct {
	Round    RoundID
	Deadline charter.Date
	Reason   string
	Seen     int64
}

// ExtendRound gives more time to answer (gia hạn), also after the last day has
// passed: slips are taken again from then on.
func ExtendRound(state RoundNow, in ExtendRoundIn, env Env) ([]Event, error) {
	var c check
	c.seen(in.Seen, state.Changed)
	if !c.round(state.Round, in.Round) {
		return c.events()
	}
	c.day("deadline", in.Deadline)
	switch {
	case in.Deadline <= state.Round.Deadline:
		c.fail(Wrong("deadline", "round.not-later", state.Round.Deadline.String()))
	case in.Deadline < env.Today:
		c.fail(Wrong("deadline", "round.deadline-past", in.Deadline.String(), env.Today.String()))
	case in.Deadline.Time().Sub(env.Today.Time()) > farthest:
		c.fail(Wrong("deadline", "round.deadline-far"))
	}
	return c.events(RoundExtended{Round: in.Round, Body: state.Round.Body, Deadline: in.Deadline, Reason: c.note("reason", in.Reason, false)})
}

// CancelRoundIn calls a round off.
type CancelRoundIn struct {
	Round  RoundID
	By     SeatID
	Reason string
	Seen   int64
}

// CancelRound calls a round off, with the reason (hủy đợt lấy ý kiến). What was
// answered stays on record.
func CancelRound(state RoundNow, in CancelRoundIn, env Env) ([]Event, error) {
	var c check
	c.seen(in.Seen, state.Changed)
	if !c.round(state.Round, in.Round) {
		return c.events()
	}
	return c.events(RoundCancelled{
		Round: in.Round, Body: state.Round.Body, At: env.Now.UnixMicro(), By: in.By, Reason: c.note("reason", in.Reason, true),
	})
}
