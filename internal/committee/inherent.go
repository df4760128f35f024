package committee

import (
	"slices"
	"strings"

	"nghisu/internal/charter"
)

// Relation is how an actor stands to the thing of an act, for what no charter
// speaks of (thẩm quyền đương nhiên).
type Relation struct {
	// Standing is the capacity in which the relation holds, to be recorded with
	// the act; nil for the keeper and the founder.
	Standing *Standing

	Keeper       bool // keeps the office's books
	Founding     bool // the office does not exist yet
	Lead         bool // answers for the task, leads its lead agency, or is its focal person
	Assigner     bool // gave out the task, or holds the seat that did
	Chair        bool // presides over that meeting
	AssistsChair bool // assists the person presiding, or is the body's secretary
	Convener     bool // convened that meeting, or may convene those that a matter waits for
	Seated       bool // holds a seat of the body
	Leader       bool // leads the agency that fills the seat, or that proposes; or is the leader who is assisted
	Lender       bool // lent the power
	Asked        bool // was asked for an opinion or called to a meeting, or acts for who was
	Drafts       bool // drafted the text that opinions are asked on, or is charged with an answer to them
	Attends      bool // sits in the meeting and speaks of the own seat
	Votes        bool // holds a seat that may vote there
	Tells        bool // counts the ballots of that secret vote
	TimeUp       bool // the time that was set for the act has come
	Bureau       bool // leads the body's standing agency
	Hosts        bool // opened the working space, or keeps the body's papers as its secretary
	Permits      bool // is named by the charter as whose leave the absence needs
	Presents     bool // leads the item of the agenda, or laid the paper, or prepares one from a seat
}

// inherentGround is one relation in which acts may be done where no charter
// speaks, and why that is in the nature of the thing.
type inherentGround struct {
	Name string // key of the words shown: "inherent.lead"
	Has  func(Relation) bool
	Acts []charter.Act // a name that ends in "." covers all acts that begin with it
}

// inherentGrounds is the whole of inherent authority, in the order in which a
// ground is given. It is used only where the charter's ruling is unstated, and
// never where a charter names holders or forbids (see [InherentApplies]).
var inherentGrounds = []inherentGround{
	// An office begins by itself: before it there is no one to ask.
	{"founding", func(r Relation) bool { return r.Founding }, []charter.Act{"office.found"}},
	// Whoever answers for a task says how it stands, shares it out among the
	// own staff, asks for more time and shows what met a duty.
	{"lead", func(r Relation) bool { return r.Lead }, []charter.Act{
		"task.update", "task.subassign", "task.request-extension", "duty.evidence",
	}},
	// Whoever gave a task judges its result, urges it and moves its date.
	{"assigner", func(r Relation) bool { return r.Assigner }, []charter.Act{
		"task.accept", "task.return", "task.urge", "task.grant-extension",
	}},
	// Keeping the minutes belongs to the person presiding: who was there, who
	// stood where, when it closed.
	{"chair", func(r Relation) bool { return r.Chair }, append([]charter.Act{
		"presence.record", "opinion.record", "meeting.close", "comment.charge", "paper.", ActInvite, "minutes.",
		"vote.open", "vote.close", "vote.cancel", ActRecordAnswer, ActArrange, ActSeat,
	}, steeringActs...)},
	// The chair has the minutes kept by those who assist.
	{"assists-chair", func(r Relation) bool { return r.AssistsChair }, append([]charter.Act{
		"presence.record", "opinion.record", "meeting.close", "comment.charge", "duty.evidence", "paper.", ActInvite, ActWriteMinutes,
		"vote.open", "vote.close", "vote.cancel", ActRecordAnswer, ActArrange, ActAccept, ActKeep, ActSeat,
	}, steeringActs...)},
	// Whoever sits in a meeting says for the own seat that it is there, asks for
	// the floor, and says beforehand what it has to say.
	{"attends", func(r Relation) bool { return r.Attends }, []charter.Act{
		"presence.arrive", "presence.leave", "floor.ask", "floor.end", "prior.state",
	}},
	// Whoever is asked answers, and binds nobody by it.
	{"asked", func(r Relation) bool { return r.Asked }, []charter.Act{"round.answer", ActAnswer, ActAbsence, ActSubstitute, ActRemark, ActWithdraw}},
	// Where the text says whose leave an absence needs, that one gives it.
	{"permits", func(r Relation) bool { return r.Permits }, []charter.Act{ActLeave}},
	// Whoever opened a working space keeps it in order: nothing is decided there.
	{"hosts", func(r Relation) bool { return r.Hosts }, []charter.Act{ActArrangeTopic, ActCloseTopic, ActWithdraw}},
	// Whoever is among the voters votes, and binds nobody by it where no text lets
	// the count decide.
	{"votes", func(r Relation) bool { return r.Votes }, []charter.Act{"vote.cast"}},
	// The tellers keep the keys of a secret vote, and open it.
	{"tells", func(r Relation) bool { return r.Tells }, []charter.Act{"vote.key", "vote.close"}},
	// A set end has been decided on already: recording it is nobody's decision.
	{"time-up", func(r Relation) bool { return r.TimeUp }, []charter.Act{"vote.close"}},
	// Whoever drafted a text says what becomes of the comments on it.
	{"drafts", func(r Relation) bool { return r.Drafts }, []charter.Act{"comment."}},
	// Whoever presents a matter brings its papers, and answers for what they say.
	{"presents", func(r Relation) bool { return r.Presents }, []charter.Act{"paper."}},
	// The standing agency prepares the body's meetings, and so what they deal with.
	{"bureau", func(r Relation) bool { return r.Bureau }, []charter.Act{ActAccept, ActKeep}},
	// Who calls a meeting tells those called, can call it off and says what it is to
	// deal with.
	{"convener", func(r Relation) bool { return r.Convener }, []charter.Act{
		"meeting.postpone", "meeting.cancel", "paper.", ActInvite, ActRecordAnswer, ActArrange, ActAccept, ActKeep, ActSeat,
	}},
	// Who lent a power in writing can take it back in writing.
	{"lender", func(r Relation) bool { return r.Lender }, []charter.Act{"power.revoke"}},
	// An agency names its own delegate through who leads it: nobody else can
	// speak for it. And a leader chooses who assists, since the responsibility
	// stays the leader's.
	{"leader", func(r Relation) bool { return r.Leader }, []charter.Act{"delegate.name", "assistant.name", "assistant.release", ActPropose, ActOpenTopic}},
	// Anyone bound by the text may lean on it, with the reason on record; and may ask
	// for a matter to be dealt with, which binds nobody.
	{"seated", func(r Relation) bool { return r.Seated }, []charter.Act{"clause.invoke", ActPropose, ActOpenTopic}},
	// The keeper keeps the office's own books, the minutes when asked, and
	// records by document what an outside authority has decided; the decision
	// is that authority's, the entry the keeper's.
	{"keeper", func(r Relation) bool { return r.Keeper }, append([]charter.Act{
		"agency.", "post.", "person.", "posting.", "assistant.", "keeper.", "account.", "handover.",
		"presence.record", "opinion.record", "meeting.close", "duty.evidence", "delegate.name", "paper.", ActWriteMinutes, ActRecordAnswer,
	}, slices.Concat(recordedActs, steeringActs)...)},
}

// steeringActs are how a sitting is steered while it runs, and its list kept.
var steeringActs = []charter.Act{
	"presence.arrive", "presence.leave", "item.take-up", "item.leave", "floor.ask", "floor.give", "floor.end",
}

// recordedActs are what an outside authority decides and the keeper records by
// its document.
var recordedActs = []charter.Act{
	"body.establish", "body.reconstitute", "body.dissolve", "seat.appoint", "seat.end",
	"charter.promulgate", "charter.amend", "decision.record", "power.delegate", "power.revoke", "portfolio.assign",
}

// Inherent says whether a relation carries an act where no charter speaks of
// it, and on which ground: a key of the catalogue under "inherent.". Whether
// inherent authority counts at all is for [InherentApplies].
func Inherent(act charter.Act, who Relation) (ground string, ok bool) {
	for _, g := range inherentGrounds {
		if g.Has(who) && g.carries(act) {
			return g.Name, true
		}
	}
	return "", false
}

// InherentFor lists the grounds that carry an act where no charter speaks of it:
// who could. The founding of an office is over once there is one.
func InherentFor(act charter.Act) []string {
	var out []string
	for _, g := range inherentGrounds {
		if g.Name != "founding" && g.carries(act) {
			out = append(out, g.Name)
		}
	}
	return out
}

// carries reports whether an act is among those of a ground.
func (g inherentGround) carries(act charter.Act) bool {
	return slices.ContainsFunc(g.Acts, func(a charter.Act) bool {
		return a == act || strings.HasSuffix(string(a), ".") && strings.HasPrefix(string(act), string(a))
	})
}

// InherentApplies reports whether a ruling leaves room for inherent authority:
// the charter is silent on who may do the act; or, for what an outside
// authority decides and a document proves, no text is in force yet. A charter
// that names holders or forbids leaves none.
func InherentApplies(act charter.Act, reason charter.Reason) bool {
	switch reason {
	case charter.ReasonUnstated:
		return true
	case charter.ReasonNotInForce:
		return slices.Contains(recordedActs, act)
	default:
		return false
	}
}

// InherentGrounds lists the names of the grounds, for the catalogue's words.
func InherentGrounds() []string {
	out := make([]string, len(inherentGrounds))
	for i, g := range inherentGrounds {
		out[i] = g.Name
	}
	return out
}
