package committee

import (
	"slices"
	"strconv"
	"time"
)

// CommentIn is what a slip says on one place of the text: an article, a place in
// free words, or the text as a whole.
type CommentIn struct {
	Address string
	Place   string
	Text    string
}

// AnswerIn is a party's answer to one question. Revision is that of the slip
// which it replaces, 0 for the first.
type AnswerIn struct {
	Question QuestionID
	Option   string
	Reason   string
	Comments []CommentIn
	Revision int
}

// AnswerRoundIn answers questions of a round for one party.
type AnswerRoundIn struct {
	Round   RoundID
	By      Party
	Answers []AnswerIn
	// How is how the answer came to whoever writes it down for the party: by
	// telephone, on paper, at a meeting. Empty: the party answers itself.
	How string
	// Version is that of the text which the party had before it; 0: not told. On
	// another one nothing is taken: nobody answers a text unseen.
	Version int
	Filled  Filled
}

// AnswerRound takes a party's slips (trả lời lấy ý kiến): one for a question,
// changed as often as the party likes until the last day. A slip is bound to the
// text that was in force when it was given. One that somebody else wrote down
// stands until the party confirms or changes it.
func AnswerRound(state RoundNow, in AnswerRoundIn, env Env) ([]Event, error) {
	var c check
	late := state.late(in, env)
	env = state.following(in.By, env)
	if !c.taking(state, in.Round, in.By, env, late) {
		return c.events()
	}
	r := state.Round
	switch in.How {
	case "", "telephone", "paper", "meeting", "mail":
	default:
		c.fail(Wrong("how", "slip.how"))
	}
	if len(in.Answers) == 0 {
		c.fail(Wrong("slips", "slip.empty"))
	}
	if now := r.VersionAt(env.Now); in.Version != 0 && in.Version != now {
		c.fail(Clash("slip.text-changed", strconv.Itoa(in.Version), strconv.Itoa(now)))
	}
	filled := c.filled(in.Filled, env)
	var out []Event
	seen := map[QuestionID]bool{}
	for i, a := range in.Answers {
		at := "slips." + strconv.Itoa(i+1) + "."
		if seen[a.Question] {
			c.fail(Wrong(at+"question", "slip.twice"))
			break
		}
		seen[a.Question] = true
		if e, ok := c.slip(at, *r, in, a, env); ok {
			if e.Filled = filled; late {
				out = append(out, fromLate(e, env))
			} else {
				out = append(out, e)
			}
		}
	}
	return c.events(out...)
}

// following puts an answer that is given now behind the text it answers, and behind
// the party's slips until then.
func (s RoundNow) following(by Party, env Env) Env {
	if s.Round == nil {
		return env
	}
	at := s.Round.lastText()
	for _, q := range s.Round.Questions {
		if old := s.Round.Slip(q.ID, by); old != nil {
			at = Latest(at, old.At)
		}
	}
	return env.NotBefore(at)
}

// taking asks that a round takes slips of a party at this moment. What came too
// late and says that it was filled in before is kept apart.
func (c *check) taking(state RoundNow, id RoundID, by Party, env Env, late bool) bool {
	if !c.round(state.Round, id) {
		return false
	}
	r := state.Round
	switch {
	case !slices.Contains(r.Asked, by):
		c.fail(Wrong("by", "round.not-asked"))
	case env.Now.Before(r.Opened):
		c.fail(Clash("round.not-begun", env.Day(r.Opened).String()))
	case env.Today > r.Deadline && !late:
		c.fail(Clash("round.late", r.Deadline.String(), state.Extends))
	case by.Seat != "":
		c.seated("by", by.Seat, state.Seats)
	}
	return c.ok()
}

// slip checks one answer and makes its event.
func (c *check) slip(at string, r Round, in AnswerRoundIn, a AnswerIn, env Env) (SlipGiven, bool) {
	q := r.Question(a.Question)
	if q == nil {
		c.fail(&Fault{Kind: NotFound, Code: "question.unknown", Field: at + "question", Args: []string{string(a.Question)}})
		return SlipGiven{}, false
	}
	option, ok := q.Option(a.Option)
	if !ok {
		c.fail(Wrong(at+"position", "slip.position", a.Option))
	}
	old := r.Slip(a.Question, in.By)
	c.revision(at, old, a.Revision, env)
	e := SlipGiven{
		Round: r.ID, Body: r.Body, Question: a.Question, By: PartyEntry(in.By), Option: option.Key, Position: option.Side,
		Reason: c.note(at+"reason", a.Reason, false), Comments: c.comments(at, r, old, a.Comments, env),
		Revision: a.Revision + 1, Version: r.VersionAt(env.Now), At: env.Now.UnixMicro(), Entered: env.entered().UnixMicro(), How: in.How,
	}
	return e, c.ok()
}

// entered is when an act is written down: now, unless it is entered afterwards.
func (e Env) entered() time.Time {
	if e.Entered.IsZero() {
		return e.Now
	}
	return e.Entered
}

// afterwards reports whether an act is entered at a later time than its own (nhập sau).
func (e Env) afterwards() bool { return e.entered().After(e.Now) }

// revision guards against two devices: the second is told that the slip has
// changed since it looked. What was given later is not replaced by what is
// entered afterwards.
func (c *check) revision(at string, old *Slip, seen int, env Env) {
	switch {
	case old == nil && seen != 0:
		c.fail(Wrong(at+"revision", "slip.revision", strconv.Itoa(seen)))
	case old == nil:
	case old.Revision != seen:
		c.fail(&Fault{
			Kind: Conflict, Code: "slip.changed", Field: at + "revision",
			Args: []string{strconv.Itoa(old.Revision), strconv.Itoa(seen)},
		})
	case old.At.After(env.Now):
		c.fail(Clash("slip.newer"))
	}
}

// comments checks what a slip says on the text. A comment that an earlier slip
// made in the same words is the same comment and keeps its answer.
func (c *check) comments(at string, r Round, old *Slip, list []CommentIn, env Env) []CommentEntry {
	if len(list) > maxComments {
		c.fail(Wrong(at+"comments", "list.too-long", strconv.Itoa(maxComments), strconv.Itoa(len(list))))
		return nil
	}
	var out []CommentEntry
	seen := map[CommentEntry]bool{}
	for i, x := range list {
		here := at + "comments." + strconv.Itoa(i+1) + "."
		e := CommentEntry{Address: x.Address, Place: c.title(here+"place", x.Place, false), Text: c.note(here+"text", x.Text, true)}
		switch {
		case x.Address != "" && x.Place != "":
			c.fail(Wrong(here+"place", "comment.two-places"))
		case x.Address != "" && !r.addressed(x.Address):
			c.fail(Wrong(here+"address", "comment.no-such-article", x.Address))
		}
		if seen[e] {
			c.fail(Wrong(here+"text", "list.twice", shorten(x.Text, 60)))
		}
		seen[e] = true
		e.ID = sameComment(old, e)
		if e.ID == "" {
			e.ID = CommentID(env.NewID())
		}
		out = append(out, e)
	}
	return out
}

// addressed reports whether an address can be commented on: it is of the text in
// force, or it was of the one before.
func (r Round) addressed(address string) bool {
	return slices.ContainsFunc(r.Articles, func(a Article) bool { return a.Address == address }) ||
		slices.ContainsFunc(r.Changes, func(c TextChange) bool { return slices.Contains(c.Articles, address) })
}

// sameComment finds the comment of an earlier slip that says the same.
func sameComment(old *Slip, e CommentEntry) CommentID {
	if old == nil {
		return ""
	}
	for _, x := range old.Comments {
		if x.Address == e.Address && x.Place == string(e.Place) && x.Text == string(e.Text) {
			return x.ID
		}
	}
	return ""
}

// ConfirmIn stands by one slip; Revision is that of the slip looked at.
type ConfirmIn struct {
	Question QuestionID
	Revision int
}

// ConfirmSlipsIn stands by slips of one party.
type ConfirmSlipsIn struct {
	Round RoundID
	By    Party
	Slips []ConfirmIn
}

// ConfirmSlips says that a party stands by its slips: on the text as it now is,
// or by what was written down for it. What needs no confirming is refused.
func ConfirmSlips(state RoundNow, in ConfirmSlipsIn, env Env) ([]Event, error) {
	var c check
	env = state.following(in.By, env)
	if !c.taking(state, in.Round, in.By, env, false) {
		return c.events()
	}
	r := state.Round
	if len(in.Slips) == 0 {
		c.fail(Wrong("slips", "slip.empty"))
	}
	var out []Event
	seen := map[QuestionID]bool{}
	for i, x := range in.Slips {
		at := "slips." + strconv.Itoa(i+1) + "."
		old := r.Slip(x.Question, in.By)
		if r.Question(x.Question) == nil {
			c.fail(&Fault{Kind: NotFound, Code: "question.unknown", Field: at + "question", Args: []string{string(x.Question)}})
			continue
		}
		if old == nil {
			c.fail(Clash("slip.none"))
			continue
		}
		if seen[x.Question] {
			c.fail(Wrong(at+"question", "slip.twice"))
		}
		seen[x.Question] = true
		c.revision(at, old, x.Revision, env)
		version := r.VersionAt(env.Now)
		if old.Confirmed && old.Version >= version {
			c.fail(Clash("slip.stands"))
		}
		out = append(out, SlipConfirmed{
			Round: r.ID, Body: r.Body, Question: x.Question, By: PartyEntry(in.By), Revision: old.Revision + 1, Version: version,
		})
	}
	return c.events(out...)
}

// Answered is the round as it stands once slips are given: each takes the place of
// the party's earlier one, and a comment that stays keeps its answer. Other events
// change nothing of it.
func (r Round) Answered(events ...Event) Round {
	r.Slips = slices.Clone(r.Slips)
	for _, ev := range events {
		e, ok := ev.(SlipGiven)
		if !ok {
			continue
		}
		given := Slip{
			Question: e.Question, By: Party(e.By), Option: e.Option, Position: e.Position, Reason: string(e.Reason), Revision: e.Revision,
			Version: e.Version, At: time.UnixMicro(e.At).UTC(), Entered: time.UnixMicro(e.Entered).UTC(), How: e.How, Confirmed: e.How == "",
			Filled: e.Filled.Claim(),
		}
		old := r.Slip(given.Question, given.By)
		for _, x := range e.Comments {
			c := Comment{ID: x.ID, Address: x.Address, Place: string(x.Place), Text: string(x.Text)}
			if old != nil {
				if i := slices.IndexFunc(old.Comments, func(y Comment) bool { return y.ID == x.ID }); i >= 0 {
					c = old.Comments[i]
				}
			}
			given.Comments = append(given.Comments, c)
		}
		if old == nil {
			r.Slips = append(r.Slips, given)
		} else {
			*old = given
		}
	}
	return r
}
