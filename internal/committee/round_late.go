package committee

import (
	"slices"
	"time"
)

// LateSlip is a slip that reached the books after the last day of its round, from a
// device that says it was filled in before (phiếu đến muộn). It is on record with
// both times and counts for nothing until whoever keeps the round's papers takes it:
// the device's clock is in the hand of who answers, so that a second person has to
// vouch for it. See docs/decisions/0027-without-a-network.md.
type LateSlip struct {
	Question QuestionID
	By       Party
	Option   string
	Position Position
	Reason   string
	Comments []Comment // without answers
	Version  int       // of the text that was answered
	At       time.Time // of receipt
	Filled   Filled
}

// late reports whether slips come too late and say that they were filled in before
// the round's last day was over.
func (s RoundNow) late(in AnswerRoundIn, env Env) bool {
	r := s.Round
	return r != nil && in.How == "" && !in.Filled.IsZero() && env.Today > r.Deadline && env.entered().Equal(env.Now) &&
		env.Day(in.Filled.Told()) <= r.Deadline && !in.Filled.Told().Before(r.Opened)
}

// fromLate is what is kept of a slip that came too late.
func fromLate(e SlipGiven, env Env) SlipLate {
	return SlipLate{
		Round: e.Round, Body: e.Body, Question: e.Question, By: e.By, Option: e.Option, Position: e.Position, Reason: e.Reason,
		Comments: e.Comments, Version: e.Version, At: env.entered().UnixMicro(), Filled: e.Filled,
	}
}

// TakeLateSlipsIn takes the late slips of one party.
type TakeLateSlipsIn struct {
	Round RoundID
	By    Party
	// Own says that the taker answers for the party itself: nobody vouches for the
	// own clock.
	Own bool
}

// TakeLateSlips lets the late slips of a party count, as given when they were filled
// in (nhận phiếu đến muộn): by whoever keeps the papers of the round, while it is not
// concluded. What was given later is not replaced.
func TakeLateSlips(state RoundNow, in TakeLateSlipsIn, env Env) ([]Event, error) {
	var c check
	if !c.round(state.Round, in.Round) {
		return c.events()
	}
	r := state.Round
	if in.Own {
		c.fail(&Fault{Kind: Refused, Code: "late.own", Field: "by", Body: r.Body})
		return c.events()
	}
	var out []Event
	for _, s := range r.Late {
		if s.By != in.By {
			continue
		}
		revision, told := 1, s.Filled.Told()
		if old := r.Slip(s.Question, s.By); old != nil {
			if old.At.After(told) {
				c.fail(Clash("slip.newer"))
			}
			revision = old.Revision + 1
		}
		e := SlipGiven{
			Round: r.ID, Body: r.Body, Question: s.Question, By: PartyEntry(s.By), Option: s.Option, Position: s.Position, Reason: Prose(s.Reason),
			Revision: revision, Version: s.Version, At: told.UnixMicro(), Entered: env.entered().UnixMicro(), Filled: s.Filled.entry(),
		}
		for _, x := range s.Comments {
			e.Comments = append(e.Comments, CommentEntry{ID: x.ID, Address: x.Address, Place: Prose(x.Place), Text: Prose(x.Text)})
		}
		out = append(out, e)
	}
	if len(out) == 0 {
		c.fail(Wrong("by", "late.none"))
	}
	return c.events(out...)
}

// LateParties lists whose slips came too late, in the order in which they are asked.
func (r Round) LateParties() []Party {
	return slices.DeleteFunc(slices.Clone(r.Asked), func(p Party) bool {
		return !slices.ContainsFunc(r.Late, func(s LateSlip) bool { return s.By == p })
	})
}

// SlipLate records a slip that came after the last day. It replaces an earlier late
// one; the slip itself, given or taken, does away with it.
type SlipLate struct {
	Round    RoundID        `json:"round"`
	Body     BodyKey        `json:"body"`
	Question QuestionID     `json:"question"`
	By       PartyEntry     `json:"by"`
	Option   string         `json:"option"`
	Position Position       `json:"position"`
	Reason   Prose          `json:"reason,omitempty"`
	Comments []CommentEntry `json:"comments,omitempty"`
	Version  int            `json:"version"` // of the text that was answered
	At       int64          `json:"at"`      // of receipt, microseconds UTC
	Filled   FilledEntry    `json:"filled"`
}

// EventName implements [Event].
func (SlipLate) EventName() string { return "slip.late/1" }
